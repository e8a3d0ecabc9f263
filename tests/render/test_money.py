"""Money is exact both ways, and what is not clearly an amount is refused."""

import contextlib
from decimal import ROUND_HALF_EVEN, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.render.money import amount_text, decimals, money, smallest_unit
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.sdk.schema.fields import fields_of
from pinads.services.inputs.money import parse_money
from tests.support.each import each

CURRENCIES = fields_of(AdAccount)["currency"].spec.choices


@each(
    ("micros", "currency", "text"),
    [
        (12_500_000, "USD", "12.50 USD"),
        (1_234_567_890_000, "EUR", "1234567.89 EUR"),
        (1, "USD", "0.000001 USD"),
        (1_001_000, "USD", "1.001 USD"),
        (0, "USD", "0.00 USD"),
        (-500_000, "USD", "-0.50 USD"),
        (900_000_000, "JPY", "900 JPY"),
        (1_500_000, "JPY", "1.5 JPY"),
        (25_000_000, "HUF", "25.00 HUF"),
        (25_000_000, "KWD", "25.000 KWD"),
        (12_500_000, None, "12.50"),
    ],
)
def test_money_is_shown_exactly(micros: int, currency: str | None, text: str) -> None:
    assert money(micros, currency) == text


@given(st.integers(0, 2**63 - 1), st.sampled_from(CURRENCIES))
def test_what_is_shown_can_be_typed(micros: int, currency: str) -> None:
    assert parse_money(f"{micros}micro", currency) == micros
    assert parse_money(amount_text(micros, currency), currency) == micros
    micros -= micros % smallest_unit(currency)
    assert parse_money(money(micros, currency), currency) == micros
    assert parse_money(money(micros, None), None) == micros
    assert "micro" not in amount_text(micros, currency)


@given(st.integers(), st.sampled_from(CURRENCIES))
def test_no_digit_is_lost(micros: int, currency: str) -> None:
    amount, _, code = money(micros, currency).partition(" ")
    assert int(Decimal(amount).scaleb(6).to_integral_exact()) == micros if len(amount) < 28 else amount
    assert code == currency


@each(
    ("text", "currency", "current", "micros"),
    [
        ("25.00", "USD", None, 25_000_000),
        ("25", "USD", None, 25_000_000),
        (" .5 ", "USD", None, 500_000),
        ("25.50EUR", "EUR", None, 25_500_000),
        ("25.50 eur", "EUR", None, 25_500_000),
        ("0.010000", "USD", None, 10_000),
        ("0.125", "KWD", None, 125_000),
        ("1micro", "USD", None, 1),
        ("007", "USD", None, 7_000_000),
        ("900", "JPY", None, 900_000_000),
        ("25000000micro", "USD", None, 25_000_000),
        ("1500000 micros", "JPY", None, 1_500_000),
        ("0", "USD", None, 0),
        ("+5.00", "USD", 10_000_000, 15_000_000),
        ("-5.00", "USD", 10_000_000, 5_000_000),
        ("-5 USD", "USD", 5_000_000, 0),
        ("+1micro", "USD", 5, 6),
        ("+10%", "USD", 10_000_000, 11_000_000),
        ("-10 %", "USD", 10_000_000, 9_000_000),
        ("+2.5%", "USD", 10_000_000, 10_250_000),
        ("-100%", "USD", 10_000_000, 0),
        ("+10%", "USD", 10_010_000, 11_010_000),
        ("+50%", "USD", 10_000, 20_000),
        ("+50%", "USD", 30_000, 40_000),
        ("+10%", "JPY", 15_000_000, 16_000_000),
        ("+10%", "JPY", 25_000_000, 28_000_000),
        ("25.00", None, None, 25_000_000),
    ],
)
def test_amounts(text: str, currency: str | None, current: int | None, micros: int) -> None:
    assert parse_money(text, currency, current) == micros


@given(st.integers(0, 2**50), st.integers(0, 100_000), st.sampled_from("+-"), st.sampled_from(CURRENCIES))
def test_percentages_are_rounded_to_the_smallest_unit(current: int, hundredths: int, sign: str, currency: str) -> None:
    text = f"{sign}{hundredths // 100}.{hundredths % 100:02d}%"
    smallest = Decimal(10) ** (6 - decimals(currency))
    exact = Decimal(current) * (1 + Decimal(text[:-1]) / 100)
    expected = int((exact / smallest).quantize(Decimal(1), ROUND_HALF_EVEN) * smallest)
    if expected < 0:
        with pytest.raises(ValueError, match="negative"):
            parse_money(text, currency, current)
    else:
        assert parse_money(text, currency, current) == expected


@each(
    ("text", "currency", "says"),
    [
        ("", "USD", "an amount is needed, such as 25.00"),
        ("  ", "USD", "an amount is needed, such as 25.00"),
        ("abc", "USD", "'abc' is not an amount: write it such as 25.00, 25.00 USD, +10% or 25000000micro"),
        ("1,000", "USD", "'1,000' is not an amount: write it without thousands separators and with a decimal point: 1000.00 or 1.00"),
        ("25,50", "EUR", "without thousands separators and with a decimal point"),
        ("1.000,50 EUR", "EUR", "without thousands separators"),
        ("1_000", "USD", "without thousands separators"),
        ("1 000", "USD", "without thousands separators"),
        ("0.0000001", "USD", "'0.0000001' has more than six decimals"),
        ("0.000001", "USD", "'0.000001' is not a whole multiple of 0.01 USD: write 0.01"),
        ("0.015", "USD", "'0.015' is not a whole multiple of 0.01 USD: write 0.01 or 0.02"),
        ("1.2345", "KWD", "is not a whole multiple of 0.001 KWD: write 1.234 or 1.235"),
        ("1.2345", None, "is not a whole multiple of 0.001: write 1.234 or 1.235"),
        ("900.5", "JPY", "'900.5' has decimals, but JPY has none"),
        ("900.00", "KRW", "has decimals, but KRW has none"),
        ("1.5 CLP", "CLP", "has decimals, but CLP has none"),
        ("25 EUR", "USD", "'25 EUR' is not in the ad account's currency, USD"),
        ("25 EUR", None, "'25 EUR' names a currency, but the currency of the ad account is not known"),
        ("NaN", "USD", "is not an amount"),
        ("inf", "USD", "is not an amount"),
        ("-Infinity", "USD", "is not an amount"),
        ("1e5", "USD", "is not an amount"),
        ("0x10", "USD", "is not an amount"),
        ("$25", "USD", "is not an amount"),
        ("٢٥", "USD", "is not an amount"),
        ("25.", "USD", "is not an amount"),
        ("+", "USD", "is not an amount"),
        ("%", "USD", "is not an amount"),
        ("-5", "USD", "'-5' is negative, and there is no present amount that it could change"),
        ("+5", "USD", "'+5' is relative, and there is no present amount that it could change"),
        ("+10%", "USD", "is relative, and there is no present amount"),
        ("10%", "USD", "'10%' is neither a raise nor a cut: write +10% or -10%"),
        ("1.5micro", "USD", "'1.5micro' is not a whole number of micros"),
        ("9223372036854.78", "USD", "is too large an amount"),
        ("9" * 5000, "USD", "is not an amount"),
        ("25\x1b[31m", "USD", r"'25\\x1b\[31m' is not an amount"),
    ],
)
def test_what_is_no_amount_is_refused_in_one_sentence(text: str, currency: str | None, says: str) -> None:
    pattern = says if "\\" in says else says.replace("+", r"\+").replace(".", r"\.")
    with pytest.raises(ValueError, match=pattern) as caught:
        parse_money(text, currency)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 160


def test_a_cut_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'-5\.00' would make the amount negative"):
        parse_money("-5.00", "USD", 4_000_000)
    with pytest.raises(ValueError, match="would make the amount negative"):
        parse_money("-101%", "USD", 4_000_000)


@given(st.text(), st.sampled_from([*CURRENCIES, None]), st.none() | st.integers(0, 2**63 - 1))
def test_any_text_is_an_amount_or_a_value_error(text: str, currency: str | None, current: int | None) -> None:
    with contextlib.suppress(ValueError):
        assert 0 <= parse_money(text, currency, current) < 2**63
