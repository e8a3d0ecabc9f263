"""The policy of the profile and of the repository, applied to every write before it is sent. ``--yes`` does not change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.config.policy_rules import CAPS
from pinads.render.money import money
from pinads.render.text import counted
from pinads.sdk.errors import InvalidInput
from pinads.services.errors import PolicyViolation, RowErrors, option, reason_for_row
from pinads.services.policy.effects import Effect
from pinads.services.policy.money_fields import concerns_money, money_fields
from pinads.services.policy.rules import AMOUNT_RULES, Violation, WriteFacts
from pinads.services.policy.sanity_limits import SanityLimits, check_rule
from pinads.services.reasons import ReasonCounts

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.inputs.records import InputRow
    from pinads.services.writes.handling import Handling
    from pinads.services.writes.options import WriteOptions


def guard(context: Context, model: type[Any], rows: int = 1, is_final: bool = False) -> None:
    """Refuse a write for what is known of it as a whole: its account and how many rows it has.

    Raises:
        PolicyViolation: a rule forbids it.
    """
    if context.policy.rules:
        guard_write(context, WriteFacts(context.account if model.RESOURCE.in_account else "", rows, is_final))


def guard_write(context: Context, write: WriteFacts) -> None:
    """Refuse a write for its facts.

    Raises:
        PolicyViolation: a rule forbids it.
    """
    violation = context.policy.judge_write(write)
    if violation is not None:
        violations = Violations()
        violations.add([violation])
        violations.raise_if_any(1)


def must_know(context: Context, model: type[Any], values: Mapping[str, Any]) -> bool:
    """Tell whether the policy needs the current values to judge a row of an update: a rule is on amounts."""
    return any(rule.name in AMOUNT_RULES for rule in context.policy.rules) and concerns_money(model, values)


def may_be_refused(context: Context, model: type[Any], handling: Handling) -> bool:
    """Tell whether a rule or a sanity limit can apply to rows of a model at all."""
    fields = money_fields(model)
    return bool(context.policy.rules and (fields.names or fields.final)) or bool(fields.caps and not handling.trusted)


class PolicyCheck:
    """The check of rows by policy and sanity limits as they go by; what is wrong is raised at the end.

    Attributes:
        violations: the rules that rows break, and rows that are skipped: a refusal of the others names them too.
    """

    def __init__(self, context: Context, handling: Handling, options: WriteOptions, total: int) -> None:
        self._context = context
        self._rules_checked = False
        self._limits = None if handling.trusted else SanityLimits(options, context.currency, handling.typed)
        self._errors, self.violations = RowErrors(total), Violations()
        self._skips = handling.skip

    def add(self, effect: Effect, row: InputRow) -> str:
        """Check a row; return why it is skipped, or an empty text.

        Raises:
            InvalidInput: an amount among the options that is hardly meant.
        """
        if effect.amounts and not self._rules_checked:
            self._rules_checked = True
            for rule in self._context.policy.rules:
                if rule.name in CAPS:
                    check_rule(rule, CAPS[rule.name], self._context.currency)
        if self._limits is not None:
            try:
                self._limits.check(effect, row.raw)
            except InvalidInput as error:
                if self._skips and effect.place:
                    return reason_for_row(error)
                self._errors.add(row.place, error)
        self.violations.add(violations_of(self._context, effect))
        return ""

    def raise_if_violated(self) -> None:
        """Raise what is wrong with the rows.

        Raises:
            InvalidInput: an amount that is hardly meant.
            PolicyViolation: a rule forbids a row.
        """
        self._errors.raise_if_any()
        self.violations.raise_if_any(self._errors.total, self._skips)


def violations_of(context: Context, effect: Effect) -> Iterator[Violation]:
    """Return the rules in force that a row breaks."""
    rules = context.policy.rules
    if not rules or not (effect.amounts or effect.final or effect.uncapped):
        return iter(())
    currency = context.currency() if any(rule.currency for rule in rules) else None
    return context.policy.judge_row(effect, currency, lambda micros: money(micros, context.currency()))


class Violations:
    """The violations of a write, counted; only as many lines are kept as are shown."""

    def __init__(self) -> None:
        self.rows = 0
        self.first: Violation | None = None
        self.reasons = ReasonCounts()
        self.rules: dict[str, None] = {}

    def add(self, violations: Iterable[Violation]) -> None:
        """Count the violations of one row in."""
        before = self.reasons.count
        for violation in violations:
            self.rules[str(violation.rule)] = None
            self.first = self.first or violation
            self.reasons.add(violation.place, f"{violation.text} ({violation.rule.name})")
        self.rows += self.reasons.count > before

    def raise_if_any(self, total: int, skips: bool = False) -> None:
        """Raise what was counted, of ``total`` rows; ``skips`` tells if rows that cannot be written are skipped.

        Raises:
            PolicyViolation: there is a violation.
        """
        first = self.first
        if first is None:
            return
        rule = first.rule
        whole = f". {option('skip_failed')} skips no rows that the policy forbids" if skips and total > 1 else ""
        if self.reasons.count == 1:
            place = f"{first.place}: " if first.place else ""
            raise PolicyViolation(f"refused by policy, {rule}: {place}{first.text}; nothing was sent{whole}", rule.name, rule.source)
        summary = f"{self.rows} of {counted(total, 'record')} may not be written ({'; '.join(self.rules)}); nothing was sent{whole}"
        raise PolicyViolation(f"refused by policy: {summary}", rule.name, rule.source, self.reasons.rows(), self.reasons)
