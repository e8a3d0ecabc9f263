"""The predicates of rules: each allows, refuses, and refuses what is unknown."""

from __future__ import annotations

from typing import Any

from pinads.config.policy_rules import CAPS, RULES, Rule
from pinads.services.policy.amounts import ONCE, UNCAPPED, UNKNOWN, Amount, Cap, Capped, Uncapped
from pinads.services.policy.effects import Effect, UncappedSpend
from pinads.services.policy.rules import AMOUNT_RULES, WRITE_RULES, Limit, Policy, WriteFacts
from tests.support.each import each

PERCENT = 1_000_000
NOTHING = Effect()


def judged(name: str, value: int, before: Cap, after: Capped | Uncapped, effect: Effect = NOTHING, **amount: Any) -> str | None:
    limit = Limit(Rule(name, value, "file"), "USD", str)
    return AMOUNT_RULES[name](
        effect, Amount(**{"field": "cap", "kind": CAPS.get(name, "DAILY"), "before": before, "after": after, **amount}), limit
    )


def test_every_rule_has_a_predicate() -> None:
    assert {*WRITE_RULES, *AMOUNT_RULES} == {*RULES}
    assert not {*WRITE_RULES} & {*AMOUNT_RULES}


@each("name", CAPS)
def test_a_cap_is_held_to_its_limit(name: str) -> None:
    assert judged(name, 50, Capped(20), Capped(50)) is None
    assert judged(name, 50, Capped(20), Capped(51)) == "cap: 51 is above 50"
    assert judged(name, 50, UNKNOWN, Capped(51)) == "cap: 51 is above 50"
    assert judged(name, 50, UNKNOWN, Capped(50)) is None
    assert judged(name, 50, Capped(20), Capped(51), kind="OTHER") is None


def test_a_cap_that_is_lowered_may_stay_above_the_limit_unless_it_is_activated() -> None:
    assert judged("max_bid", 50, Capped(90), Capped(80)) is None
    assert judged("max_bid", 50, Capped(90), Capped(80), Effect(activates=True)) is not None


def test_a_cap_that_is_taken_away_breaks_its_limit() -> None:
    for before in (Capped(20), UNKNOWN):
        assert str(judged("max_bid", 50, before, UNCAPPED)).endswith("nothing keeps to 50")
    assert judged("max_bid", 50, UNCAPPED, UNCAPPED) is None


def test_the_multiplied_amount_counts() -> None:
    assert judged("max_bid", 50, Capped(20), Capped(25), factor=2 * ONCE) is None
    assert judged("max_bid", 50, Capped(20), Capped(26), factor=2 * ONCE) == "cap times 2: 52 is above 50"
    assert judged("max_bid", 50, Capped(26), Capped(26), factor_before=2 * ONCE, factor=2 * ONCE) is None
    assert "multiplier is unknown" in str(judged("max_bid", 50, UNKNOWN, Capped(20), factor=None))
    assert judged("max_bid", 50, UNKNOWN, Capped(51), factor=None) == "cap: 51 is above 50"


@each(("currency", "allowed"), [("USD", True), ("EUR", False), (None, False)])
def test_a_limit_in_a_currency_is_for_accounts_in_it(currency: str | None, allowed: bool) -> None:
    limit = Limit(Rule("max_bid", 50, "file", "USD"), currency, str)
    text = AMOUNT_RULES["max_bid"](NOTHING, Amount("cap", "BID", Capped(1), Capped(2)), limit)
    assert (text is None) is allowed
    assert AMOUNT_RULES["max_bid"](NOTHING, Amount("cap", "BID", Capped(2), Capped(1)), limit) is None


@each(
    ("before", "after", "effect", "refused"),
    [
        (Capped(100), Capped(120), NOTHING, None),
        (Capped(100), Capped(121), NOTHING, "more than 20 %"),
        (Capped(100), Capped(10), NOTHING, None),
        (Capped(100), UNCAPPED, NOTHING, "nothing limits the increase"),
        (UNCAPPED, UNCAPPED, NOTHING, None),
        (UNCAPPED, Capped(1), NOTHING, "no current amount"),
        (UNKNOWN, Capped(1), NOTHING, "amount is unknown"),
        (UNCAPPED, Capped(1), Effect(is_new=True), None),
    ],
)
def test_an_increase(before: Cap, after: Capped | Uncapped, effect: Effect, refused: str | None) -> None:
    text = judged("max_increase_pct", 20 * PERCENT, before, after, effect)
    assert (text is None) is (refused is None)
    assert refused is None or refused in str(text)


@each(
    ("name", "value", "write", "allowed"),
    [
        ("read_only", True, WriteFacts("1"), False),
        ("read_only", False, WriteFacts("1"), True),
        ("accounts", ("1",), WriteFacts("1"), True),
        ("accounts", ("1",), WriteFacts("2"), False),
        ("accounts", ("1",), WriteFacts(""), False),
        ("accounts", ("1",), WriteFacts(None), True),
        ("max_rows", 2, WriteFacts("1", 2), True),
        ("max_rows", 2, WriteFacts("1", 3), False),
        ("allow_archive", False, WriteFacts("1", final=True), False),
        ("allow_archive", False, WriteFacts("1"), True),
        ("allow_archive", True, WriteFacts("1", final=True), True),
    ],
)
def test_a_write_as_a_whole(name: str, value: Any, write: WriteFacts, allowed: bool) -> None:
    assert (WRITE_RULES[name](write, value) is None) is allowed


def test_uncapped_spending_breaks_the_tightest_limit_of_its_kind() -> None:
    policy = Policy([Rule("max_bid", 90, "a"), Rule("max_bid", 50, "b"), Rule("max_daily_budget", 1, "c")])
    effect = Effect("line 3", uncapped=(UncappedSpend("BID", "free"),))
    (item,) = policy.judge_row(effect, "USD", str)
    assert (item.place, item.rule.source) == ("line 3", "b")
    assert ("free" in item.text, item.text.endswith(" 50")) == (True, True)
