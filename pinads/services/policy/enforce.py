"""The policy of the profile and of the repository, held over every write before it is sent. ``--yes`` does not change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.config.policy_rules import CAPS
from pinads.render.money import money
from pinads.render.text import counted
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.marks import Mode
from pinads.services.errors import MOST_ROWS_SHOWN, Complaints, PolicyViolation, option, shortened
from pinads.services.policy.amounts import Change
from pinads.services.policy.effects import capping, change_of, concerns_money, is_of_concern
from pinads.services.policy.rules import Policy, Violation
from pinads.services.policy.sanity_limits import Bounds, check_rule, refuse_factors

if TYPE_CHECKING:
    from pinads.services.changes import Handling, PlannedChange
    from pinads.services.context import Context


def guard(context: Context, model: type[Any], rows: int = 1, is_final: bool = False) -> None:
    """Refuse a write for what is known of it as a whole: where it goes, how many rows it has.

    Raises:
        PolicyViolation: a rule forbids it.
    """
    policy = context.policy
    if policy.rules:
        _refuse(policy.of_write(context.account if model.RESOURCE.in_account else "", rows, is_final))


def must_know(context: Context, model: type[Any], values: Mapping[str, Any]) -> bool:
    """Whether the policy needs to know what is there now to judge a row of an update."""
    return context.policy.watches_money and concerns_money(model, values)


def may_be_refused(context: Context, model: type[Any], handling: Handling) -> bool:
    """Whether there is anything that rows of a model are held against."""
    rules = bool(context.policy.rules) and is_of_concern(model)
    return rules or bool(capping(model) and not handling.trusted)


class Enforcing:
    """Holds rows against the policy, and amounts against what can be meant, as they go by; what is wrong is said at the end."""

    def __init__(self, context: Context, model: type[Any], mode: Mode, handling: Handling, total: int = 0) -> None:
        self._context = context
        self._model = model
        self._mode = mode
        self._handling = handling
        self._total = total
        self._policy = context.policy
        self._rules_checked = False
        self._bounds = Bounds(handling, context.currency)
        self._complaints, self._breaches = Complaints(total), _Breaches()

    def look_at(self, item: PlannedChange) -> None:
        """Hold a row against both.

        Raises:
            InvalidInput: an amount that is hardly meant, in what was typed.
        """
        change = _change(self._model, item, self._mode, self._total)
        if change.amounts and not self._rules_checked:
            self._rules_checked = True
            for rule in self._policy.rules:
                if rule.name in CAPS:
                    check_rule(rule, CAPS[rule.name], self._context.currency)
        if not self._handling.trusted:
            try:
                self._bounds.refuse(change, item.row.raw)
                if not self._handling.allow_large:
                    refuse_factors(self._model, item.values, item.before or {}, str if item.row.place else option)
            except InvalidInput as error:
                self._complaints.add(item.row.place, error)
        self._breaches.add(_broken(self._context, self._policy, change))

    def tell(self, total: int) -> None:
        """Refuse what was found.

        Raises:
            InvalidInput: an amount that is hardly meant.
            PolicyViolation: a rule forbids a row.
        """
        self._complaints.total = total
        self._complaints.tell()
        self._breaches.refuse(total)


def enforce(context: Context, model: type[Any], rows: Iterable[PlannedChange], mode: Mode, handling: Handling, total: int) -> None:
    """Hold every row against the policy, and amounts against what can be meant.

    Raises:
        InvalidInput: an amount that is hardly meant.
        PolicyViolation: a rule forbids a row.
    """
    enforcing = Enforcing(context, model, mode, handling, total)
    for item in rows:
        enforcing.look_at(item)
    enforcing.tell(total)


def _change(model: type[Any], item: PlannedChange, mode: Mode, total: int) -> Change:
    by_id = f"{model.RESOURCE.noun} {item.values.get('id')}" if mode is Mode.UPDATE and total > 1 else ""
    label = str if item.row.place else option
    return change_of(model, item.row.place or by_id, item.values, item.before, label, mode is Mode.CREATE)


def _broken(context: Context, policy: Policy, change: Change) -> Iterator[Violation]:
    if not policy.rules or not (change.amounts or change.is_final or change.loosened):
        return iter(())
    currency = context.currency() if any(rule.currency for rule in policy.rules) else None
    return policy.of_row(change, currency, lambda micros: money(micros, context.currency()))


class _Breaches:
    """What breaks rules, counted; only as much is kept as is told."""

    def __init__(self) -> None:
        self.rows = self.count = 0
        self.shown: list[Violation] = []
        self.rules: dict[str, None] = {}

    def add(self, broken: Iterable[Violation]) -> None:
        """Count in what a row breaks."""
        before = self.count
        for violation in broken:
            self.count += 1
            self.rules[str(violation.rule)] = None
            if len(self.shown) < MOST_ROWS_SHOWN:
                self.shown.append(violation)
        self.rows += self.count > before

    def refuse(self, total: int) -> None:
        """Raise what was counted, if anything was."""
        if not self.shown:
            return
        first = self.shown[0]
        rule = first.rule
        if self.count == 1:
            place = f"{first.place}: " if first.place else ""
            raise PolicyViolation(f"refused by policy, {rule}: {place}{first.text}; nothing was sent", rule.name, rule.source)
        lines = [f"{item.place + ': ' if item.place else ''}{item.text} ({item.rule.name})" for item in self.shown]
        told = f"{self.rows} of {counted(total, 'record')} may not be written ({'; '.join(self.rules)}); nothing was sent"
        raise PolicyViolation(f"refused by policy: {told}", rule.name, rule.source, shortened(lines, self.count))


def _refuse(violation: Violation | None) -> None:
    if violation is not None:
        breaches = _Breaches()
        breaches.add([violation])
        breaches.refuse(1)
