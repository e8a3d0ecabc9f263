"""Conditions on figures: what can be written, what it means, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pinads.sdk.errors import InvalidInput
from pinads.services.insight.conditions import condition_of, percent_of
from tests.support.each import each
from tests.support.wording import Wording

ROW = {"cpc": Decimal("1.60"), "conversions": 2, "ctr": Decimal("0.9"), "cpa": None, "name": "Spring & Sale", "status": "ACTIVE"}


def key(name: str) -> str:
    if name.lower() not in ROW:
        raise InvalidInput(f"unknown {name}", "filter")
    return name.lower()


def holds(text: str) -> bool:
    return condition_of(text, key, "filter", "EUR").holds(ROW)


@each(
    "text",
    [
        "cpc > 1.50 and conversions < 3",
        "cpc>1,50",
        "CPC >= 1.60 EUR AND cpc<=1.60eur",
        "cpc >= €1.60 and cpc <= 1.60€",
        "ctr < 1%",
        "ctr = 0.90 %",
        "conversions != 3",
        "conversions == 2",
        "cpc < 1 or conversions = 2",
        "not cpc < 1",
        "not (cpc < 1 or conversions > 5)",
        "cpc < 1 and conversions > 5 or ctr > 0",
        "(cpc < 1 or ctr > 0) and conversions > -1",
        "name ~ sale",
        "name ~ spring & sale and cpc > 1",
        'name ~ "Spring & Sale"',
        "name = 'spring & SALE'",
        "name !~ winter",
        "status != PAUSED",
        "cpa > 5 or cpc > 1",
        "not (cpa > 5 and cpc < 1)",
    ],
)
def test_what_holds(text: str) -> None:
    assert holds(text)


@each(
    "text",
    [
        "cpc > 1.60",
        "cpc > 1 and conversions > 3",
        "not cpc > 1",
        "name ~ winter",
        "status = paused",
        # What was not measured decides nothing, either way.
        "cpa > 5",
        "cpa <= 5",
        "cpa = 0",
        "cpa != 0",
        "not cpa > 5",
        "not (cpa > 5 or cpc < 1)",
        "cpa > 5 and cpc > 1",
    ],
)
def test_what_does_not_hold(text: str) -> None:
    assert not holds(text)


@each(
    ("text", "says"),
    [
        ("", "expected a name"),
        ("cpc", "expected a name"),
        ("cpc > 1 and", "expected a name"),
        ("> 1", "expected a name"),
        ("cpc => 1", "expected a name"),
        ("(cpc > 1", "parenthesis"),
        ("cpc > 1)", "unexpected ')'"),
        ("cpc > 1 conversions < 3", "'1 conversions' is not a number"),
        ("cpc > much", "'much' is not a number"),
        ('cpc > "1"', "is not a number"),
        ("cpc > $1.50", "$1.50 is not in EUR"),
        ("cpc > 1.50 USD", "1.50 USD is not in EUR"),
        ("conversions > 1,000", "1,000 can be read"),
        ("conversions > 1.000", "1.000 can be read"),
        ("cpc > 1.000", "1.000 can be read"),
        ("cpc > 10%", "10% is a percentage"),
        ("conversions > 100 EUR", "100 EUR is an amount of money"),
        ("conversions > €100", "€100 is an amount of money"),
        ("cpc > 1,000.50", "is not a number"),
        ("name = 'x", "quote"),
        ("cost > 1", "unknown cost"),
        ("(" * 60 + "cpc > 1" + ")" * 60, "nested too deeply"),
        ("not " * 60 + "cpc > 1", "nested too deeply"),
    ],
)
def test_what_is_no_condition(text: str, says: str, wording: Wording) -> None:
    with pytest.raises(InvalidInput) as caught:
        holds(text)
    assert says in caught.value.message
    wording(caught.value.message, of=text[:30])


def test_the_columns_that_a_condition_names() -> None:
    assert condition_of("cpc > 1 and (CPC < 9 or name ~ x)", key, "filter").names == ("cpc", "name")


def test_percentages() -> None:
    assert [percent_of(text, "tolerance") for text in ("10%", " 12,5 % ", "0", "1000")] == [10, Decimal("12.5"), 0, 1000]
    for text in ("-1", "x", "1001", "", "１０"):
        with pytest.raises(InvalidInput) as caught:
            percent_of(text, "tolerance")
        assert "10%" in str(caught.value)
