"""Sanity limits for the amounts and multipliers of a write: too large, too small, or no whole multiple of the currency's smallest unit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from pinads.render.money import LARGEST_MAGNITUDE, MICROS, amount_text, magnitude, money, smallest_unit
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import LARGEST_INTEGER
from pinads.services.errors import option
from pinads.services.policy.amounts import ONCE, Amount, shown
from pinads.services.policy.multipliers import largest_factors

if TYPE_CHECKING:
    from pinads.config.policy_rules import Rule
    from pinads.sdk.schema.fields import Field
    from pinads.services.changes import Handling
    from pinads.services.policy.amounts import Change

LARGE = {"DAILY": 100_000 * MICROS, "LIFETIME": 1_000_000 * MICROS, "BID": 1_000 * MICROS}
"""Amounts above these (times the currency's magnitude) are taken for a mistake: micro currency given as money, as a rule."""
SMALL = {"DAILY": MICROS, "LIFETIME": MICROS, "BID": MICROS // 100}
"""Amounts below these (times the currency's magnitude) are taken for a mistake: money given as micro currency, as a rule."""
LARGEST_FACTOR = 10 * ONCE
"""A bid multiplier above this is taken for a mistake; it has no unit, so none is too small."""
_FAMILIAR = 10
"""Up to this multiple of the present amount no amount is too large, and down to this part of a small one none is too small."""

Currency = Callable[[], str | None]


class Bounds:
    """The sanity limits for the rows of one write.

    Args:
        handling: which limits the person has set aside.
        currency: looks the ad account's currency up; called only where it decides.
    """

    def __init__(self, handling: Handling, currency: Currency) -> None:
        self._handling = handling
        self._currency = currency

    def refuse(self, change: Change, raw: Mapping[str, Any] | None) -> None:
        """Refuse an amount that nobody can mean, or hardly means.

        Args:
            change: what the row does.
            raw: the row as it is in its file; None where it was typed as options.

        Raises:
            InvalidInput: there is one; the message says what it may have been meant to be.
        """
        for amount in change.amounts:
            if self._handling.typed is not None and amount.field not in self._handling.typed:
                continue
            written = (raw or {}).get(amount.field)
            if amount.after is not None and amount.after >= 0 and not (amount.known and amount.after == amount.before):
                self._refuse(amount, amount.after, written)

    def _refuse(self, amount: Amount, after: int, written: Any) -> None:
        if after == LARGEST_INTEGER:
            some = 25 * magnitude(code := self._currency()) * MICROS
            told = f"it is not a whole number of micro currency; write {some} for {money(some, code)}"
            raise InvalidInput(f"{amount.field}: {told}", amount.field)
        # A whole number of the largest unit is one of every currency, so most amounts need no lookup.
        if after % MICROS and after % smallest_unit(code := self._currency()):
            unit = money(smallest_unit(code), code)
            told = f"{after} micro currency is {money(after, code)}, which is not a whole multiple of {unit}"
            self._tell(amount, told, _hint(after * MICROS, amount.kind, code, written), None)
        if not self._handling.allow_large:
            self._refuse_large(amount, after, written)
        if not self._handling.allow_small:
            self._refuse_small(amount, after, written)

    def _refuse_large(self, amount: Amount, after: int, written: Any) -> None:
        limit = LARGE.get(amount.kind, LARGEST_INTEGER)
        if after <= limit or (amount.known and amount.before is not None and after <= amount.before * _FAMILIAR):
            return
        code = self._currency()
        limit *= magnitude(code)
        if after > limit:
            told = f"{money(after, code)}{_a_day(amount)} exceeds the sanity limit of {money(limit, code)}"
            meant = after // MICROS if after % MICROS == 0 else 0
            self._tell(amount, told, _hint(meant, amount.kind, code, written), "allow_large")

    def _refuse_small(self, amount: Amount, after: int, written: Any) -> None:
        limit = SMALL.get(amount.kind, 0)
        if after >= limit * LARGEST_MAGNITUDE:
            return
        code = self._currency()
        limit *= magnitude(code)
        familiar = amount.known and amount.before is not None and amount.before < limit and after * _FAMILIAR >= amount.before
        if after < limit and not familiar:
            told = f"{money(after, code)}{_a_day(amount)} is below the sanity limit of {money(limit, code)}"
            self._tell(amount, told, _hint(after * MICROS, amount.kind, code, written) if _is_micro(written) else "", "allow_small")

    def _tell(self, amount: Amount, told: str, hint: str, parameter: str | None) -> NoReturn:
        keep = f"add {option(parameter)} to keep it" if parameter else "it cannot be sent"
        raise InvalidInput(f"{amount.field}: {told}. {hint + '; ' + keep if hint else keep[:1].upper() + keep[1:]}", amount.field)


def refuse_factors(model: type[Any], row: Mapping[str, Any], before: Mapping[str, Any], label: Callable[[str], str]) -> None:
    """Refuse a bid multiplier that is hardly meant, unless the entity has it already.

    Raises:
        InvalidInput: there is one.
    """
    for name, factor in largest_factors(model, row):
        if factor > LARGEST_FACTOR and row[name] != before.get(name):
            told = f"a bid multiplier of {shown(factor)} exceeds the sanity limit of {shown(LARGEST_FACTOR)}"
            raise InvalidInput(f"{label(name)}: {told}. It is a plain number such as 1.5; add `allow_large` to keep it", name)


def check_rule(rule: Rule, kind: str, currency: Currency) -> None:
    """Refuse a rule of a policy whose amount is hardly meant; one that names its currency may be large.

    Raises:
        InvalidInput: it is above the sanity limit, so that it allows everything, or no whole multiple of the currency's smallest unit.
    """
    code = rule.currency if rule.currency or (rule.value <= LARGE[kind] and rule.value % MICROS == 0) else currency()
    if rule.value % MICROS and rule.value % smallest_unit(code):
        told = f"{money(rule.value, code)} is not a whole multiple of {money(smallest_unit(code), code)}"
        raise InvalidInput(f"{rule}: {told}. Change the rule", rule.name)
    if rule.currency is None and rule.value > LARGE[kind] and rule.value > LARGE[kind] * magnitude(code):
        limit = money(LARGE[kind] * magnitude(code), code)
        hint = _hint(rule.value // MICROS if rule.value % MICROS == 0 else 0, kind, code, 0)
        keep = f'write "{amount_text(rule.value, code)}{code or ""}" to keep it'
        told = f"{money(rule.value, code)} exceeds the sanity limit of {limit}, so the rule would allow nearly everything"
        raise InvalidInput(f"{rule}: {told}. {hint + '; ' + keep if hint else 'W' + keep[1:]}", rule.name)


def refuse_comparison(field: Field, text: str, amount: int, currency: Currency) -> None:
    """Refuse to compare with an amount that is hardly meant; one that is written with its currency or as micro is.

    Raises:
        InvalidInput: it is above the sanity limit, or no whole multiple of the currency's smallest unit.
    """
    limit = LARGE.get(field.caps.kind, LARGEST_INTEGER) if field.caps else LARGEST_INTEGER
    where = f"`filter` {field.name}"
    if amount % MICROS and amount % smallest_unit(code := currency()):
        told = f"{amount} micro currency is {money(amount, code)}, which is not a whole multiple of {money(smallest_unit(code), code)}"
        raise InvalidInput(f"Invalid {where}: {told}. Write money, such as {amount_text(MICROS, code)}", "filter")
    if amount > limit and text.isascii() and not text[-1:].isalpha():
        code = currency()
        if amount > limit * magnitude(code):
            hint = _hint(amount // MICROS if amount % MICROS == 0 else 0, field.caps.kind if field.caps else "", code, None)
            told = f"{money(amount, code)} exceeds the sanity limit of {money(limit * magnitude(code), code)}"
            keep = f"write {text}{code or 'micro'} to keep it"
            raise InvalidInput(f"Invalid {where}: {told}. {hint + '; ' + keep if hint else keep[:1].upper() + keep[1:]}", "filter")


def _a_day(amount: Amount) -> str:
    return " a day" if amount.kind == "DAILY" else ""


def _is_micro(written: Any) -> bool:
    """Whether an amount stood in its file as micro currency."""
    return type(written) is int or (isinstance(written, str) and "micro" in written)


def _hint(meant: int, kind: str, code: str | None, written: Any) -> str:
    """What to write for the amount that was meant, as the row's format takes it; empty where that would be refused too."""
    low, high = SMALL.get(kind, 0) * magnitude(code), LARGE.get(kind, 0) * magnitude(code)
    if not low <= meant <= high or meant % smallest_unit(code):
        return ""
    text = amount_text(meant, code)
    return f"If you mean {money(meant, code)}, write " + (f'"{text}"' if type(written) is int else text)
