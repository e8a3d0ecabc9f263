"""Rules out of tables, and what writes break of them."""

from __future__ import annotations

from typing import Any

import pytest

from pinads.config.policy_rules import rules_of
from pinads.sdk.errors import InvalidInput
from pinads.services.policy.amounts import UNCAPPED, UNKNOWN, Amount, Capped
from pinads.services.policy.effects import Effect
from pinads.services.policy.rules import Policy, WriteFacts
from tests.support.each import each
from tests.support.wording import Wording

UNIT = 1_000_000


def policy(*tables: dict[str, Any]) -> Policy:
    return Policy([rule for number, table in enumerate(tables, 1) for rule in rules_of(table, f"file {number}")])


def broken(policy_: Policy, *amounts: Amount, currency: str | None = "USD", **more: Any) -> list[str]:
    """The rules that one row breaks, and why."""
    violations = policy_.judge_row(Effect("row", amounts=amounts, **more), currency, lambda micros: f"{micros / UNIT:.2f}")
    return [f"{item.rule}: {item.text}" for item in violations]


def daily(before: float | None, after: float | None, kind: str = "DAILY", known: bool = True) -> Amount:
    old, new = (UNCAPPED if amount is None else Capped(round(amount * UNIT)) for amount in (before, after))
    return Amount("cap", kind, old if known else UNKNOWN, new)


@each("value", ["50.00", "50", 50, 50.0, "50.00USD", "50.00 USD"])
def test_money_is_text_or_number(value: Any) -> None:
    assert broken(policy({"max_daily_budget": value}), daily(None, 50.0, known=False)) == []
    (text,) = broken(policy({"max_daily_budget": value}), daily(None, 50.01, known=False))
    assert text.startswith("max_daily_budget in file 1: cap: ")
    assert "50.01 is above 50.00" in text


@each(("rule", "kind"), [("max_daily_budget", "DAILY"), ("max_lifetime_budget", "LIFETIME"), ("max_bid", "BID")])
def test_each_rule_on_money_is_on_one_kind(rule: str, kind: str) -> None:
    for other in ("DAILY", "LIFETIME", "BID", "CBO_ADGROUP"):
        assert bool(broken(policy({rule: 5}), daily(None, 6, other, known=False))) is (other == kind)


def test_lowering_what_is_too_high_is_allowed_and_starting_it_is_not() -> None:
    rules = policy({"max_daily_budget": 50})
    assert broken(rules, daily(265, 200)) == []
    assert broken(rules, daily(265, 265)) == []
    assert broken(rules, daily(265, 266)) != []
    assert broken(rules, daily(265, 265), activates=True) != []


def test_taking_a_limit_away_breaks_it() -> None:
    (text,) = broken(policy({"max_daily_budget": 50}), daily(40, None))
    assert (text.startswith("max_daily_budget in file 1: cap: "), text.endswith(" 50.00")) == (True, True)
    assert broken(policy({"max_daily_budget": 50}), daily(None, None)) == []
    assert broken(policy({"max_daily_budget": 50}), daily(None, None), is_new=True) == []
    assert broken(policy({"max_increase_pct": 50}), daily(40, None)) != []


def test_a_rule_in_another_currency_cannot_be_kept(wording: Wording) -> None:
    rules = policy({"max_daily_budget": "50.00USD"})
    (text,) = broken(rules, daily(1, 2), currency="EUR")
    assert text.startswith("max_daily_budget in file 1: cap: ")
    wording(text)
    assert broken(rules, daily(1, 2), currency=None) != []
    assert broken(rules, daily(2, 1), currency="EUR") == []


@each("percent", [20, "20", "20%", 20.0, "20.000001"])
def test_increases(percent: Any) -> None:
    rules = policy({"max_increase_pct": percent})
    assert broken(rules, daily(100, 120)) == []
    (text,) = broken(rules, daily(100, 120.01))
    assert ("100.00 -> 120.01 " in text, "more than 20" in text) == (True, True)
    assert broken(rules, daily(100, 10)) == []
    assert "no current amount" in broken(rules, daily(None, 5))[0]
    assert "unknown" in broken(rules, daily(None, 5, known=False))[0]
    assert broken(rules, daily(None, 5, known=False), is_new=True) == []


@each("order", [1, -1])
def test_the_tighter_of_two_tables_speaks(order: int) -> None:
    tables = [{"max_daily_budget": 50}, {"max_daily_budget": "20.00"}][::order]
    rules = policy(*tables)
    assert len(broken(rules, daily(None, 60, known=False))) == 1
    assert "is above 20.00" in broken(rules, daily(None, 60, known=False))[0]
    assert "is above 20.00" in broken(rules, daily(None, 30, known=False))[0]
    assert broken(rules, daily(None, 20, known=False)) == []


@each(
    ("table", "account", "rows", "final", "says"),
    [
        ({"read_only": True}, "1", 1, False, "writes are not allowed"),
        ({"read_only": False}, "1", 1, False, None),
        ({"accounts": ["1", 2]}, "1", 1, False, None),
        ({"accounts": ["1", 2]}, "2", 1, False, None),
        ({"accounts": ["1", 2]}, "3", 1, False, "3 is not among 1, 2"),
        ({"accounts": ["1"]}, "", 1, False, "new ad account "),
        ({"accounts": ["1"]}, None, 1, False, None),
        ({"accounts": []}, "1", 1, False, "is not among none"),
        ({"max_rows": 2}, "1", 2, False, None),
        ({"max_rows": 2}, "1", 3, False, "3 rows are more than 2"),
        ({"allow_archive": False}, "1", 1, True, "archived or removed"),
        ({"allow_archive": False}, "1", 1, False, None),
        ({"allow_archive": True}, "1", 1, True, None),
    ],
)
def test_writes_as_a_whole(table: dict[str, Any], account: str | None, rows: int, final: bool, says: str | None) -> None:
    violation = policy(table).judge_write(WriteFacts(account, rows, final))
    assert (violation is None) is (says is None)
    assert violation is None or (says in violation.text, [violation.rule.name]) == (True, [*table])  # type: ignore[operator]


def test_a_second_table_cannot_loosen_the_first() -> None:
    rules = policy(
        {"read_only": True, "max_rows": 1, "accounts": ["1"], "allow_archive": False},
        {"read_only": False, "max_rows": 9, "accounts": ["1", "2"], "allow_archive": True},
    )
    assert rules.judge_write(WriteFacts("1")) is not None
    for table, arguments in (({"max_rows": 9}, ("1", 2)), ({"accounts": ["1", "2"]}, ("2", 1))):
        (name,) = table
        first = {"max_rows": 1, "accounts": ["1"]}[name]
        for tables in ([{name: first}, table], [table, {name: first}]):
            violation = policy(*tables).judge_write(WriteFacts(*arguments))  # type: ignore[arg-type]
            assert violation is not None
            assert violation.rule.value in (1, ("1",))
    assert broken(policy({"allow_archive": True}, {"allow_archive": False}), final=True) != []


def test_what_is_wrong_is_said(wording: Wording) -> None:
    tables: list[dict[str, Any]] = [
        {"max_row": 1},
        {"x": 1},
        {"max_daily_budget": "fifty"},
        {"max_daily_budget": -5},
        {"max_daily_budget": "1e3"},
        {"max_daily_budget": float("nan")},
        {"max_daily_budget": True},
        {"max_bid": "1.0000001"},
        {"max_bid": "1,5"},
        {"max_lifetime_budget": []},
        {"max_increase_pct": "a lot"},
        {"max_rows": 2.5},
        {"max_rows": True},
        {"accounts": "1"},
        {"accounts": ["x"]},
        {"read_only": "yes"},
        {"allow_archive": 0},
    ]
    told = []
    for table in tables:
        with pytest.raises(InvalidInput, match=r"^file 1") as raised:
            policy(table)
        assert raised.value.field == next(iter(table)), table
        told.append(f"{table}: {raised.value.message}")
    wording("\n".join(told))
