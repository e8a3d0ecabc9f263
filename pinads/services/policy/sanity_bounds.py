"""Bounds of the amounts that people mean: what is beyond them is taken for a mistake."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pinads.render.money import MICROS, amount_text, magnitude, money, smallest_unit
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import LARGEST_INTEGER

if TYPE_CHECKING:
    from pinads.sdk.schema.fields import Field

LARGE = {"DAILY": 100_000 * MICROS, "LIFETIME": 1_000_000 * MICROS, "BID": 1_000 * MICROS}
"""Amounts above these (times the currency's magnitude) are taken for a mistake: usually micro currency given as money."""
SMALL = {"DAILY": MICROS, "LIFETIME": MICROS, "BID": MICROS // 100}
"""Amounts below these (times the currency's magnitude) are taken for a mistake: usually money given as micro currency."""

Currency = Callable[[], "str | None"]
"""Looks the ad account's currency up; called only where it decides."""


def refuse_comparison(field: Field, text: str, amount: int, currency: Currency) -> None:
    """Refuse an amount in a filter that is hardly meant; one with its currency or as micro is meant.

    Raises:
        InvalidInput: it is above the sanity limit, or no whole multiple of the currency's smallest unit.
    """
    limit = LARGE.get(field.caps.kind, LARGEST_INTEGER) if field.caps else LARGEST_INTEGER
    where = f"`filter` {field.name}"
    if amount % MICROS and amount % smallest_unit(code := currency()):
        problem = f"{amount} micro currency is {money(amount, code)}, which is not a whole multiple of {money(smallest_unit(code), code)}"
        raise InvalidInput(f"Invalid {where}: {problem}. Write money, such as {amount_text(MICROS, code)}", "filter")
    if amount > limit and text.isascii() and not text[-1:].isalpha():
        code = currency()
        if amount > limit * magnitude(code):
            hint = suggested(amount // MICROS if amount % MICROS == 0 else 0, field.caps.kind if field.caps else "", code, None)
            problem = f"{money(amount, code)} exceeds the sanity limit of {money(limit * magnitude(code), code)}"
            keep = f"write {text}{code or 'micro'} to keep it"
            raise InvalidInput(f"Invalid {where}: {problem}. {hint + '; ' + keep if hint else keep[:1].upper() + keep[1:]}", "filter")


def suggested(meant: int, kind: str, code: str | None, written: Any) -> str:
    """Suggest the amount that was meant, as the row's format takes it; empty if that would be refused too."""
    low, high = SMALL.get(kind, 0) * magnitude(code), LARGE.get(kind, 0) * magnitude(code)
    if not low <= meant <= high or meant % smallest_unit(code):
        return ""
    amount = amount_text(meant, code)
    return f"If you mean {money(meant, code)}, write " + (f'"{amount}"' if type(written) is int else amount)
