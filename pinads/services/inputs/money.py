"""The parser of amounts of money, and the check of those that are numbers of JSON."""

from __future__ import annotations

import re
from collections.abc import Callable

from pinads.render.money import (
    _UNKNOWN,
    MICROS,
    SIGNS,
    _instead,
    amount_text,
    decimals,
    example,
    is_ambiguous,
    is_foreign,
    magnitude,
    money,
    smallest_unit,
    two_readings,
)
from pinads.render.text import quoted, safe
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import LARGEST_INTEGER

_LARGEST = 2**63 - 1
_AMOUNT = r"([+-]?)([0-9]*)(?:\.([0-9]+))? ?(%|micros?|[A-Za-z]{3})?"


def parse_money(text: str, currency: str | None, current: int | None = None) -> int:
    """Parse an amount into millionths of the currency.

    Accepted are ``25``, ``25.00``, ``25.00 USD`` (which must be the account's currency), ``25000000micro``, and relative to
    ``current``: ``+5.00``, ``-5.00``, ``+10%``, ``-10%``. What a percentage gives is rounded to the currency's smallest
    unit, halves to the even one. Decimals below that unit are refused, and ``1.250`` where it may be 1,250; ``micro`` is
    not checked here, since an entity can have such an amount already.

    Raises:
        ValueError: it is not such an amount; the message has one sentence.
    """
    text = text.strip()
    match = re.fullmatch(_AMOUNT, text) if len(text) <= 40 else None
    if match is None or not (match[2] or match[3]):
        raise ValueError(_complaint(text, currency))
    sign, whole, fraction, unit = match[1], match[2] or "0", match[3] or "", match[4]
    if unit == "%":
        result = _percent(text, sign, int(whole + fraction), 10 ** len(fraction), currency, current)
    else:
        result = _absolute(text, whole, fraction, unit, currency)
        if sign:
            result = _present(text, current) + (-result if sign == "-" else result)
    if result < 0:
        raise ValueError(f"{quoted(text)} would make the amount negative")
    if result > _LARGEST:
        raise ValueError(f"{quoted(text)} is too large an amount")
    return result


def _absolute(text: str, whole: str, fraction: str, unit: str | None, currency: str | None) -> int:
    if unit in ("micro", "micros"):
        if fraction:
            raise ValueError(f"{quoted(text)} is not a whole number of micros")
        return int(whole)
    if unit and currency is None:
        raise ValueError(f"{quoted(text)} names a currency, but the ad account's currency is unknown")
    if unit and unit.upper() != currency:
        raise ValueError(_foreign(text, currency))
    if is_ambiguous(f"{whole}.{fraction}", currency):
        raise ValueError(two_readings(text, f"{whole}.{fraction}", currency))
    if fraction and not decimals(currency):
        raise ValueError(
            f"{quoted(text)} has decimals, but {currency} has none{_instead(f'{whole}.{fraction}', currency).replace(':', ': write')}"
        )
    if len(fraction) > 6:
        raise ValueError(f"{quoted(text)} has more than six decimals")
    amount = int(whole) * MICROS + int(fraction.ljust(6, "0"))
    unit_size = smallest_unit(currency)
    if amount % unit_size:
        below = amount - amount % unit_size
        above = below + unit_size
        near = " or ".join(amount_text(near, currency or _UNKNOWN) for near in (below, above) if near)
        of = money(unit_size, currency or _UNKNOWN).removesuffix(f" {_UNKNOWN}" if currency is None else "")
        raise ValueError(f"{quoted(text)} is not a whole multiple of {of}: write {near}")
    return amount


def _percent(text: str, sign: str, parts: int, scale: int, currency: str | None, current: int | None) -> int:
    if not sign:
        raise ValueError(f"{quoted(text)} has no sign: write +{text} to raise or -{text} to cut")
    smallest: int = 10 ** (6 - decimals(currency))
    whole = 100 * scale
    dividend = _present(text, current) * (whole - parts if sign == "-" else whole + parts)
    units, rest = divmod(dividend, whole * smallest)
    twice = 2 * rest - whole * smallest
    return (units + (twice > 0 or (twice == 0 and units % 2))) * smallest


def _present(text: str, current: int | None) -> int:
    if current is not None:
        return current
    kind = "negative" if text.startswith("-") else "relative"
    raise ValueError(f"{quoted(text)} is {kind}, and there is no current amount to change")


def _complaint(text: str, currency: str | None) -> str:
    if not text:
        return f"an amount is needed, such as {example(25, currency)}"
    if is_foreign(text, currency):
        return _foreign(text, currency)
    problem = f"{quoted(text)} is not an amount"
    if re.fullmatch(r"[+-]?[0-9][0-9.,'_\s]*[0-9](\s*[A-Za-z]{3})?", text):
        point = " and with a decimal point" if decimals(currency) else ""
        return (
            f"{problem}: write it without thousands separators{point}{_instead(text, currency) or f', such as {example(1250, currency)}'}"
        )
    if any(sign in text for sign in SIGNS) and (instead := _instead(text, currency)):
        return f"{problem}: write it without a sign{f', in {currency}' if currency else ''}{instead}"
    units = example(25, currency)
    named = f"{units} {currency or 'USD'}, "
    return f"{problem}: write, for example, {units}, {named}+10% or {25 * magnitude(currency)}000000micro"


def _foreign(text: str, currency: str | None) -> str:
    return f"{quoted(text)} is not in the ad account's currency, {safe(str(currency))}"


def check_number(value: float, name: str, currency: Callable[[], str | None]) -> None:
    """Refuse a JSON number that is not an amount of micro currency.

    Raises:
        InvalidInput: it is negative, or has decimals.
    """
    if value < 0:
        raise InvalidInput(f'Invalid {name}: {value} is negative; write an amount to take off as a text, such as "-5.00"', name)
    if not isinstance(value, float) or not value < LARGEST_INTEGER:
        return
    code, cents = currency(), value * 100
    ways = []
    if value.is_integer() and int(value) % smallest_unit(code) == 0 < value:
        # Programs write micro currency with a decimal point where some rows have none.
        ways.append(f"If you mean {money(int(value), code)}, write {int(value)}")
    if value < MICROS * magnitude(code) and cents.is_integer() and (micros := int(cents) * (MICROS // 100)) % smallest_unit(code) == 0:
        ways.append(f'If you mean {money(micros, code)}, write "{amount_text(micros, code)}" (a text is money) or {micros}')
    raise InvalidInput(". ".join([f"Invalid {name}: {value} is not a whole number of micro currency", *ways]), name)
