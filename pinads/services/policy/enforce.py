"""The refusal of writes that the policy forbids, before anything is sent. ``--yes`` does not change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pinads.config.policy_rules import CAPS
from pinads.render.money import money
from pinads.render.text import counted
from pinads.sdk.errors import InvalidInput
from pinads.services.errors import PolicyViolation, RowErrors, option, reason_for_row
from pinads.services.policy.effects import Effect
from pinads.services.policy.money_fields import concerns_money, money_fields
from pinads.services.policy.rules import AMOUNT_RULES, Policy, Violation, WriteFacts
from pinads.services.policy.sanity_bounds import Currency
from pinads.services.policy.sanity_limits import SanityLimits, check_rule
from pinads.services.reasons import ReasonCounts


def guard_write(policy: Policy, write: WriteFacts) -> None:
    """Refuse a write for what is known of it as a whole: its account and how many rows it has.

    Raises:
        PolicyViolation: a rule forbids it.
    """
    violation = policy.judge_write(write)
    if violation is not None:
        violations = Violations()
        violations.add([violation])
        violations.raise_if_any(1)


def must_know(policy: Policy, model: type[Any], values: Mapping[str, Any]) -> bool:
    """Tell whether the policy needs the current values to judge a row of an update: a rule is on amounts."""
    return any(rule.name in AMOUNT_RULES for rule in policy.rules) and concerns_money(model, values)


def may_be_refused(policy: Policy, model: type[Any], is_trusted: bool) -> bool:
    """Tell whether a rule, or for rows that are not trusted a sanity limit, can apply to a model."""
    fields = money_fields(model)
    return bool(policy.rules and (fields.names or fields.final)) or bool(fields.caps and not is_trusted)


class PolicyCheck:
    """The check of rows by policy and sanity limits as they go by; what is wrong is raised at the end.

    Args:
        policy: the rules.
        currency: looks the ad account's currency up; called only where it decides.
        limits: the sanity limits; None if none apply.
        total: how many rows there are.
        skips: rows that a sanity limit refuses are skipped.

    Attributes:
        violations: the rules that rows break, and rows that are skipped: a refusal of the others names them too.
    """

    def __init__(self, policy: Policy, currency: Currency, limits: SanityLimits | None, total: int, skips: bool = False) -> None:
        self._policy = policy
        self._currency = currency
        self._rules_checked = False
        self._limits = limits
        self._errors, self.violations = RowErrors(total), Violations()
        self._skips = skips

    def add(self, effect: Effect, place: str, raw: Mapping[str, Any] | None) -> str:
        """Check the effect of a row; return why the row is skipped, or an empty text.

        Args:
            effect: the effect.
            place: the place of the row; empty for options.
            raw: the row as it is in its file; None if it was typed as options.

        Raises:
            InvalidInput: an amount among the options that is hardly meant.
        """
        if effect.amounts and not self._rules_checked:
            self._rules_checked = True
            for rule in self._policy.rules:
                if rule.name in CAPS:
                    check_rule(rule, CAPS[rule.name], self._currency)
        if self._limits is not None:
            try:
                self._limits.check(effect, raw)
            except InvalidInput as error:
                if self._skips and effect.place:
                    return reason_for_row(error)
                self._errors.add(place, error)
        self.violations.add(violations_of(self._policy, effect, self._currency))
        return ""

    def raise_if_violated(self) -> None:
        """Raise what is wrong with the rows.

        Raises:
            InvalidInput: an amount that is hardly meant.
            PolicyViolation: a rule forbids a row.
        """
        self._errors.raise_if_any()
        self.violations.raise_if_any(self._errors.total, self._skips)


def violations_of(policy: Policy, effect: Effect, currency: Currency) -> Iterator[Violation]:
    """Return the rules that a row breaks; ``currency`` looks the ad account's up, and is called only where it decides."""
    rules = policy.rules
    if not rules or not (effect.amounts or effect.final or effect.uncapped):
        return iter(())
    code = currency() if any(rule.currency for rule in rules) else None
    return policy.judge_row(effect, code, lambda micros: money(micros, currency()))


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
