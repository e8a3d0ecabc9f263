"""Values of policy rules as people write them, in millionths and lists of ids; everything else is refused with its place."""

from __future__ import annotations

from typing import Any

import pytest

from pinads.config.policy_rules import CAPS, RULES, rules_of
from pinads.config.settings import SETTINGS
from pinads.sdk.errors import InvalidInput
from tests.support.each import each

SOURCE = "policy of work"


def parsed(name: str, value: Any) -> tuple[Any, str | None]:
    (rule,) = rules_of({name: value}, SOURCE)
    assert (rule.name, rule.source, str(rule)) == (name, SOURCE, f"{name} in {SOURCE}")
    return rule.value, rule.currency


@pytest.mark.parametrize("name", CAPS)
@pytest.mark.parametrize(
    ("value", "micros", "currency"),
    [
        (50, 50_000_000, None),
        (50.0, 50_000_000, None),
        (0.1, 100_000, None),
        ("50", 50_000_000, None),
        (" 50.00 ", 50_000_000, None),
        ("50.000001", 50_000_001, None),
        ("50.00USD", 50_000_000, "USD"),
        ("50 EUR", 50_000_000, "EUR"),
        (0, 0, None),
        ("999999999999", 999_999_999_999_000_000, None),
    ],
)
def test_money(name: str, value: Any, micros: int, currency: str | None) -> None:
    assert parsed(name, value) == (micros, currency)


@each("value", ["", "-1", "1e3", "1,50", "50 usd", "50.0000001", "1000000000000", "٥", "50%", -5, 1e-9, True, None, [], {}])
def test_what_is_no_amount(value: Any) -> None:
    with pytest.raises(InvalidInput, match=r"max_bid must be an amount .*, not ") as raised:
        rules_of({"max_bid": value}, SOURCE)
    assert raised.value.message.startswith(f"{SOURCE}: ")
    assert raised.value.field == "max_bid"


@each(("value", "millionths"), [(20, 20_000_000), ("20", 20_000_000), ("20%", 20_000_000), ("12.5 %", 12_500_000)])
def test_percentages(value: Any, millionths: int) -> None:
    assert parsed("max_increase_pct", value) == (millionths, None)


@each(
    ("name", "value", "expected"),
    [
        ("max_rows", 0, 0),
        ("max_rows", 500, 500),
        ("read_only", True, True),
        ("allow_archive", False, False),
        ("accounts", ["549755885175", 1], ("549755885175", "1")),
        ("accounts", [], ()),
    ],
)
def test_numbers_flags_and_accounts(name: str, value: Any, expected: Any) -> None:
    assert parsed(name, value) == (expected, None)


@each(
    ("name", "value", "expected"),
    [
        ("max_increase_pct", "20USD", "a percentage "),
        ("max_rows", "5", "a whole number"),
        ("max_rows", 5.0, "a whole number"),
        ("max_rows", -1, "a whole number"),
        ("max_rows", True, "a whole number"),
        ("read_only", "true", "true or false"),
        ("allow_archive", 1, "true or false"),
        ("accounts", "549755885175", "a list of ids"),
        ("accounts", ["mine"], "a list of ids"),
        ("accounts", [None], "a list of ids"),
    ],
)
def test_values_of_another_kind(name: str, value: Any, expected: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        rules_of({name: value}, SOURCE)
    assert f"{SOURCE}: {name} must be {expected}" in raised.value.message
    assert raised.value.field == name


@each(("name", "says"), [("max_daily_budgets", "did you mean 'max_daily_budget'?"), ("colour", "there are: max_daily_budget, ")])
def test_unknown_rules(name: str, says: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        rules_of({name: 1}, SOURCE)
    assert f"{SOURCE} has no rule {name!r}" in raised.value.message
    assert says in raised.value.message


def test_rules_keep_the_order_of_their_table_and_each_is_a_setting() -> None:
    assert [rule.name for rule in rules_of({"read_only": True, "max_rows": 1}, SOURCE)] == ["read_only", "max_rows"]
    assert rules_of({}, SOURCE) == []
    assert {name for name, setting in SETTINGS.items() if setting.check is None} == set(RULES)
