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
from tests.support.wording import Wording

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


NO_AMOUNTS = [
    ("", "USD"),
    ("  ", "USD"),
    ("abc", "USD"),
    ("1,000", "USD"),
    ("25,50", "EUR"),
    ("1.000,50 EUR", "EUR"),
    ("1_000", "USD"),
    ("1 000", "USD"),
    ("0.0000001", "USD"),
    ("0.000001", "USD"),
    ("0.015", "USD"),
    ("1.2345", "KWD"),
    ("1.2345", None),
    ("900.5", "JPY"),
    ("900.00", "KRW"),
    ("1.5 CLP", "CLP"),
    ("25 EUR", "USD"),
    ("25 EUR", None),
    ("NaN", "USD"),
    ("inf", "USD"),
    ("-Infinity", "USD"),
    ("1e5", "USD"),
    ("0x10", "USD"),
    ("$25", "USD"),
    ("٢٥", "USD"),
    ("25.", "USD"),
    ("+", "USD"),
    ("%", "USD"),
    ("-5", "USD"),
    ("+5", "USD"),
    ("+10%", "USD"),
    ("10%", "USD"),
    ("1.5micro", "USD"),
    ("9223372036854.78", "USD"),
    ("9" * 5000, "USD"),
    ("25\x1b[31m", "USD"),
]


def refusal(text: str, currency: str | None) -> str:
    try:
        return f"taken as {parse_money(text, currency)}"
    except ValueError as error:
        return str(error)


def test_what_is_no_amount_is_refused_in_one_sentence(wording: Wording) -> None:
    told = [refusal(text, currency) for text, currency in NO_AMOUNTS]
    assert [case for case, text in zip(NO_AMOUNTS, told, strict=True) if text.startswith("taken")] == []
    assert max(map(len, told)) < 160
    assert "\n" not in "".join(told)
    wording("\n".join(f"{text[:20]!r} in {currency}: {said}" for (text, currency), said in zip(NO_AMOUNTS, told, strict=True)))


def test_a_cut_below_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'-5\.00' would make .* negative"):
        parse_money("-5.00", "USD", 4_000_000)
    with pytest.raises(ValueError, match="negative"):
        parse_money("-101%", "USD", 4_000_000)


@given(st.text(), st.sampled_from([*CURRENCIES, None]), st.none() | st.integers(0, 2**63 - 1))
def test_any_text_is_an_amount_or_a_value_error(text: str, currency: str | None, current: int | None) -> None:
    with contextlib.suppress(ValueError):
        assert 0 <= parse_money(text, currency, current) < 2**63
