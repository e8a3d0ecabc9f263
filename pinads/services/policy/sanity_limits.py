"""Sanity limits for the amounts and multipliers of a write: too large, too small, or no whole multiple of the currency's smallest unit."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from pinads.render.money import LARGEST_MAGNITUDE, MICROS, amount_text, magnitude, money, smallest_unit
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import LARGEST_INTEGER
from pinads.services.errors import option
from pinads.services.policy.amounts import ONCE, Amount, Capped, factor_text
from pinads.services.policy.effects import Effect
from pinads.services.policy.sanity_bounds import LARGE, SMALL, Currency, suggested

if TYPE_CHECKING:
    from pinads.config.policy_rules import Rule

LARGEST_FACTOR = 10 * ONCE
"""A bid multiplier above this is taken for a mistake; it has no unit, so none is too small."""
_FAMILIAR = 10
"""No amount up to this multiple of the present one is too large, and none down to this part of a small one is too small."""


class SanityLimits:
    """The sanity limits for the rows of one write.

    Args:
        currency: looks the ad account's currency up; called only where it decides.
        allow_large: amounts above the limits are meant.
        allow_small: amounts below the limits are meant.
        typed: the fields, as errors name them, whose amounts were typed; None if all were. A copied amount is not a typing mistake.
    """

    def __init__(self, currency: Currency, allow_large: bool, allow_small: bool, typed: Collection[str] | None = None) -> None:
        self._currency = currency
        self._allow_large, self._allow_small = allow_large, allow_small
        self._typed = typed

    def check(self, effect: Effect, raw: Mapping[str, Any] | None) -> None:
        """Refuse an amount or a multiplier that nobody can mean, or hardly means.

        Args:
            effect: the effect of the row.
            raw: the row as it is in its file; None if it was typed as options.

        Raises:
            InvalidInput: there is one; the message suggests what may have been meant.
        """
        for amount in effect.amounts:
            is_set = isinstance(amount.after, Capped) and amount.after.micros >= 0 and amount.after != amount.before
            if isinstance(amount.after, Capped) and is_set and (self._typed is None or amount.field in self._typed):
                self._check(amount, amount.after.micros, (raw or {}).get(amount.field))
        for factor in () if self._allow_large else effect.factors:
            if factor.factor > LARGEST_FACTOR:
                text = f"a bid multiplier of {factor_text(factor.factor)} exceeds the sanity limit of {factor_text(LARGEST_FACTOR)}"
                raise InvalidInput(
                    f"{factor.label}: {text}. It is a plain number such as 1.5; add {option('allow_large')} to keep it", factor.field
                )

    def _check(self, amount: Amount, after: int, written: Any) -> None:
        if after == LARGEST_INTEGER:
            some = 25 * magnitude(code := self._currency()) * MICROS
            text = f"it is not a whole number of micro currency; write {some} for {money(some, code)}"
            raise InvalidInput(f"{amount.field}: {text}", amount.field)
        # A whole number of the largest unit is one of every currency, so most amounts need no lookup.
        if after % MICROS and after % smallest_unit(code := self._currency()):
            unit = money(smallest_unit(code), code)
            text = f"{after} micro currency is {money(after, code)}, which is not a whole multiple of {unit}"
            self._refuse(amount, text, suggested(after * MICROS, amount.kind, code, written), None)
        before = amount.before.micros if isinstance(amount.before, Capped) else None
        if not self._allow_large:
            self._refuse_large(amount, before, after, written)
        if not self._allow_small:
            self._refuse_small(amount, before, after, written)

    def _refuse_large(self, amount: Amount, before: int | None, after: int, written: Any) -> None:
        limit = LARGE.get(amount.kind, LARGEST_INTEGER)
        if after <= limit or (before is not None and after <= before * _FAMILIAR):
            return
        code = self._currency()
        limit *= magnitude(code)
        if after > limit:
            text = f"{money(after, code)}{_a_day(amount)} exceeds the sanity limit of {money(limit, code)}"
            meant = after // MICROS if after % MICROS == 0 else 0
            self._refuse(amount, text, suggested(meant, amount.kind, code, written), "allow_large")

    def _refuse_small(self, amount: Amount, before: int | None, after: int, written: Any) -> None:
        limit = SMALL.get(amount.kind, 0)
        if after >= limit * LARGEST_MAGNITUDE:
            return
        code = self._currency()
        limit *= magnitude(code)
        is_familiar = before is not None and before < limit and after * _FAMILIAR >= before
        if after < limit and not is_familiar:
            text = f"{money(after, code)}{_a_day(amount)} is below the sanity limit of {money(limit, code)}"
            is_micro = type(written) is int or (isinstance(written, str) and "micro" in written)
            self._refuse(amount, text, suggested(after * MICROS, amount.kind, code, written) if is_micro else "", "allow_small")

    def _refuse(self, amount: Amount, text: str, hint: str, parameter: str | None) -> NoReturn:
        keep = f"add {option(parameter)} to keep it" if parameter else "it cannot be sent"
        raise InvalidInput(f"{amount.field}: {text}. {hint + '; ' + keep if hint else keep[:1].upper() + keep[1:]}", amount.field)


def check_rule(rule: Rule, kind: str, currency: Currency) -> None:
    """Refuse a rule of a policy whose amount is hardly meant; one that names its currency may be large.

    Raises:
        InvalidInput: it is above the sanity limit, so that it allows everything, or no whole multiple of the currency's smallest unit.
    """
    code = rule.currency if rule.currency or (rule.value <= LARGE[kind] and rule.value % MICROS == 0) else currency()
    if rule.value % MICROS and rule.value % smallest_unit(code):
        text = f"{money(rule.value, code)} is not a whole multiple of {money(smallest_unit(code), code)}"
        raise InvalidInput(f"{rule}: {text}. Change the rule", rule.name)
    if rule.currency is None and rule.value > LARGE[kind] and rule.value > LARGE[kind] * magnitude(code):
        limit = money(LARGE[kind] * magnitude(code), code)
        hint = suggested(rule.value // MICROS if rule.value % MICROS == 0 else 0, kind, code, 0)
        keep = f'write "{amount_text(rule.value, code)}{code or ""}" to keep it'
        text = f"{money(rule.value, code)} exceeds the sanity limit of {limit}, so the rule would allow nearly everything"
        raise InvalidInput(f"{rule}: {text}. {hint + '; ' + keep if hint else 'W' + keep[1:]}", rule.name)


def _a_day(amount: Amount) -> str:
    return " a day" if amount.kind == "DAILY" else ""
