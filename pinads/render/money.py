"""Money as people write it, from the API's whole millionths; exact arithmetic only, so nothing is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pinads.render.text import quoted

if TYPE_CHECKING:
    from decimal import Decimal

MICROS = 1_000_000
MOST_DECIMALS = 3
LARGEST_MAGNITUDE = 10_000
_UNKNOWN = "BHD"
"""A currency with the smallest unit of all, in place of one that is not known."""
_NO_DECIMALS = frozenset(
    ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF")
)
_THREE_DECIMALS = frozenset(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"))
_MAGNITUDES = {
    10: frozenset(("CNY", "CZK", "DKK", "EGP", "HKD", "MXN", "NOK", "SEK", "THB", "TRY", "TWD", "UAH", "UYU", "ZAR")),
    100: frozenset(("INR", "ISK", "JPY", "HUF", "KES", "PHP", "PKR", "RSD", "RUB")),
    1_000: frozenset(("ARS", "CLP", "COP", "KRW", "NGN", "CRC", "KZT")),
    10_000: frozenset(("IDR", "PYG", "UGX", "VND")),
}
AMBIGUOUS = "[1-9][0-9]{0,2}[.,][0-9]{3}"
"""Twelve hundred and fifty, or one and a quarter: ``1.250``."""
_OF_SIGN = {
    "$": frozenset(
        re.findall("[A-Z]{3}", "USD ARS AUD BBD BMD BND BRL BSD BZD CAD CLP COP DOP FJD GYD HKD JMD LRD MXN NZD SGD SRD TTD TWD UYU XCD")
    ),
    "€": frozenset(("EUR",)),
    "£": frozenset(("GBP", "EGP", "FKP", "GIP", "LBP", "SHP")),
    "¥": frozenset(("JPY", "CNY")),
    "₩": frozenset(("KRW",)),
    "₪": frozenset(("ILS",)),
    "₫": frozenset(("VND",)),
    "₱": frozenset(("PHP",)),
    "₴": frozenset(("UAH",)),
    "₹": frozenset(("INR",)),
    "₺": frozenset(("TRY",)),
    "₽": frozenset(("RUB",)),
    "฿": frozenset(("THB",)),
}
"""Signs, and the currencies that each is a sign of."""
SIGNS = "".join(_OF_SIGN)


def round_half_up(amount: Decimal, places: int) -> Decimal:
    """Round a number to some decimals, halves away from zero, and never to a negative zero."""
    # The class is taken from the amount: listings load this module, and need no decimals.
    return amount.quantize(type(amount)(1).scaleb(-places), "ROUND_HALF_UP") + 0


def decimals(currency: str | None) -> int:
    """Count the decimals of the currency (ISO 4217); two where it is not known."""
    if currency in _NO_DECIMALS:
        return 0
    return 3 if currency in _THREE_DECIMALS else 2


def magnitude(currency: str | None) -> int:
    """Estimate the units that one US dollar buys, in powers of ten: 1 for EUR, 100 for JPY."""
    return next((power for power, currencies in _MAGNITUDES.items() if currency in currencies), 1)


def smallest_unit(currency: str | None) -> int:
    """Give the currency's smallest unit in millionths: 10,000 for a cent, 1,000,000 for a yen.

    The smallest unit of any currency is taken where the currency is not known.
    """
    return int(10 ** (6 - (decimals(currency) if currency else MOST_DECIMALS)))


def is_ambiguous(number: str, currency: str | None) -> bool:
    """Tell whether the sign in a number such as ``1.250`` can separate thousands or decimals.

    In a currency of three decimals it separates decimals.
    """
    return bool(re.fullmatch(AMBIGUOUS, number)) and decimals(currency) != MOST_DECIMALS


def amount_text(micros: int, currency: str | None) -> str:
    """Write an amount as files and options take it: ``265.00``.

    It is ``15000micro`` where the currency is not known, or the amount is not a whole multiple of its smallest unit.
    """
    if currency is None or micros < 0 or micros % smallest_unit(currency):
        return f"{micros}micro"
    return money(micros, currency)[: -len(currency) - 1]


def money(micros: int, currency: str | None) -> str:
    """Write an amount: ``12.50 USD``, with the currency's decimals, and as many more as it needs."""
    whole, rest = divmod(abs(micros), MICROS)
    fraction = f"{rest:06d}".rstrip("0").ljust(decimals(currency), "0")
    amount = f"{'-' if micros < 0 else ''}{whole}{'.' if fraction else ''}{fraction}"
    return f"{amount} {currency}" if currency else amount


def is_foreign(text: str, currency: str | None) -> bool:
    """Tell whether a text has a sign that is none of the currency's, such as ``€`` where it is USD."""
    return currency is not None and any(sign in text and currency not in those for sign, those in _OF_SIGN.items())


def two_readings(text: str, number: str, currency: str | None) -> str:
    """Explain that an amount is ambiguous, and write each of its readings."""
    whole, fraction = re.split("[.,]", number)
    told = f"{quoted(text)} can be read as {whole}{fraction} or as {whole}.{fraction}: write it without thousands separators"
    return f"{told}, such as {_either(number, currency)}"


def example(units: int, currency: str | None) -> str:
    """Write an amount for a hint, as an option takes it: ``25.00``; more in currencies of smaller units."""
    return amount_text(units * magnitude(currency) * MICROS, currency or "USD")


def _instead(text: str, currency: str | None) -> str:
    found = _either(text, currency)
    return f": {found}" if found else ""


def _either(text: str, currency: str | None) -> str:
    """Collect the amounts that a text can mean, as an option takes them; empty where it cannot mean any."""
    number = re.sub(rf"[\s'_{SIGNS}]|[A-Za-z]{{3}}$", "", text)
    sign, number = (number[:1], number[1:]) if number[:1] in ("+", "-") else ("", number)
    if not re.fullmatch(r"[0-9]+([.,][0-9]+)*", number):
        return ""
    parts = re.split("[.,]", number)
    separators = re.findall("[.,]", number)
    readings = []
    if len(separators) < 2 or separators[-1] not in separators[:-1]:
        readings.append(("".join(parts[:-1]), parts[-1]) if separators else (number, ""))
    if separators and len(set(separators)) == 1 and all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0].lstrip("0")) <= 3:
        readings.insert(0, ("".join(parts), ""))
    amounts = [int(whole) * MICROS + int(fraction[:6].ljust(6, "0")) for whole, fraction in readings if len(whole) <= 15]
    meant = [
        sign + amount_text(amount, currency or "USD") for amount in amounts if amount and not amount % smallest_unit(currency or "USD")
    ]
    return " or ".join(dict.fromkeys(meant))


def money_format(currency: str | None) -> str:
    """Return the number format of amounts in spreadsheets: two decimals and the code for dollars, none for yen."""
    places = decimals(currency)
    number = f"#,##0.{'0' * places}" if places else "#,##0"
    return f"{number} [${currency}]" if currency else number
