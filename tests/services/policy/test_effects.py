"""The effect of one row on money and finality."""

from __future__ import annotations

from typing import Any

from pinads.sdk import Ad, AdGroup, Audience, Campaign, Keyword
from pinads.services.policy.amounts import ONCE, UNCAPPED, UNKNOWN, Amount, Capped, Unknown
from pinads.services.policy.effects import Effect, effect_of, unread_spend
from pinads.services.policy.spend_summary import SpendSummary
from tests.support.each import each
from tests.support.wording import Wording

UNIT = 1_000_000
CAP, BUDGET, BID = "daily_spend_cap", "budget_in_micro_currency", "bid_in_micro_currency"
ACTIVE, PAUSED = {"status": "ACTIVE"}, {"status": "PAUSED"}


def spend(effect: Effect) -> tuple[int, int, int, bool, bool]:
    """The changes of what may be spent: daily, once active and lifetime, in units; opened; uncounted."""
    return (effect.daily // UNIT, effect.daily_once_active // UNIT, effect.lifetime // UNIT, effect.opens, effect.uncounted)


@each(
    ("values", "before", "amount", "spends"),
    [
        ({CAP: 30 * UNIT}, {**ACTIVE, CAP: 20 * UNIT}, (Capped(20 * UNIT), Capped(30 * UNIT)), (10, 0, 0, False, False)),
        ({CAP: 30 * UNIT}, {**PAUSED, CAP: 20 * UNIT}, (Capped(20 * UNIT), Capped(30 * UNIT)), (0, 10, 0, False, False)),
        ({CAP: 5 * UNIT}, {**ACTIVE, CAP: 20 * UNIT}, (Capped(20 * UNIT), Capped(5 * UNIT)), (-15, 0, 0, False, False)),
        ({CAP: None}, {**ACTIVE, CAP: 20 * UNIT}, (Capped(20 * UNIT), UNCAPPED), (0, 0, 0, True, True)),
        ({CAP: None}, {**PAUSED, CAP: 20 * UNIT}, (Capped(20 * UNIT), UNCAPPED), (0, -20, 0, False, False)),
        ({CAP: 5 * UNIT}, {**ACTIVE, CAP: None}, (UNCAPPED, Capped(5 * UNIT)), (5, 0, 0, False, False)),
        ({CAP: 5 * UNIT}, None, (UNKNOWN, Capped(5 * UNIT)), (0, 5, 0, False, False)),
        (ACTIVE, {**PAUSED, CAP: 20 * UNIT}, (Capped(20 * UNIT), Capped(20 * UNIT)), (20, 0, 0, True, False)),
        ({"extra": {CAP: 9 * UNIT}}, {**ACTIVE, CAP: None}, (UNCAPPED, Capped(9 * UNIT)), (9, 0, 0, False, False)),
        ({"extra": {CAP: "9000000"}}, {**ACTIVE, CAP: None}, (UNCAPPED, Capped(9 * UNIT)), (9, 0, 0, False, False)),
    ],
)
def test_an_update_of_a_cap(values: Any, before: Any, amount: tuple[Any, Any], spends: tuple[int, int, int, bool, bool]) -> None:
    effect = effect_of(Campaign, values, before)
    assert effect.amounts == (Amount(CAP, "DAILY", *amount),)
    assert spend(effect) == spends
    assert not effect.is_new


def test_activating_without_a_cap_is_not_counted() -> None:
    effect = effect_of(Campaign, ACTIVE, {**PAUSED, CAP: None})
    assert (effect.amounts, effect.activates, spend(effect)) == ((), True, (0, 0, 0, True, True))
    assert spend(effect_of(Ad, ACTIVE, PAUSED)) == (0, 0, 0, True, True)


def test_pausing_takes_the_cap_off() -> None:
    effect = effect_of(Campaign, PAUSED, {**ACTIVE, CAP: 20 * UNIT})
    assert (effect.amounts, effect.activates, spend(effect)) == ((), False, (-20, 0, 0, False, False))


def test_a_create_is_active_unless_it_says_otherwise() -> None:
    assert spend(effect_of(Campaign, {CAP: 20 * UNIT}, None, is_new=True)) == (20, 0, 0, True, False)
    assert spend(effect_of(Campaign, {CAP: 20 * UNIT, **PAUSED}, None, is_new=True)) == (0, 20, 0, False, False)
    assert spend(effect_of(Campaign, {"lifetime_spend_cap": 20 * UNIT}, None, is_new=True)) == (0, 0, 20, True, True)
    (amount,) = effect_of(Campaign, {CAP: 20 * UNIT}, None, is_new=True).amounts
    assert (amount.before, amount.after) == (UNCAPPED, Capped(20 * UNIT))


def test_nothing_is_spent_below_an_idle_parent() -> None:
    values = {BUDGET: 20 * UNIT, "budget_type": "DAILY", **ACTIVE}
    assert spend(effect_of(AdGroup, values, None, is_new=True)) == (20, 0, 0, True, False)
    assert spend(effect_of(AdGroup, values, None, is_new=True, idle=True)) == (0, 20, 0, False, False)


def test_a_daily_budget_that_becomes_a_lifetime_one_no_longer_limits_a_day() -> None:
    before = {**ACTIVE, BUDGET: 20 * UNIT, "budget_type": "DAILY"}
    effect = effect_of(AdGroup, {"budget_type": "LIFETIME"}, before)
    assert effect.amounts == (
        Amount(BUDGET, "LIFETIME", UNCAPPED, Capped(20 * UNIT)),
        Amount("budget_type", "DAILY", Capped(20 * UNIT), UNCAPPED),
    )
    assert spend(effect) == (-20, 0, 20, False, False)


def test_a_bid_and_its_multiplier() -> None:
    before = {**ACTIVE, BID: 2 * UNIT, "bid_multiplier": 1.5}
    (amount,) = effect_of(AdGroup, {"bid_multiplier": 3}, before).amounts
    assert (amount.effective_before, amount.effective, amount.label) == (Capped(3 * UNIT), Capped(6 * UNIT), f"{BID} times 3")
    (amount,) = effect_of(AdGroup, {BID: 4 * UNIT}, before).amounts
    assert (amount.effective_before, amount.effective) == (Capped(3 * UNIT), Capped(6 * UNIT))
    (amount,) = effect_of(AdGroup, {BID: 4 * UNIT}, None).amounts
    assert (amount.before, amount.factor, amount.effective) == (UNKNOWN, None, Unknown(4 * UNIT))


@each(("value", "largest"), [(20, 20), ({"FEMALE": 0.5, "MALE": 12}, 12), ("many", 1_000_000)])
def test_multipliers_that_change_are_found(value: Any, largest: int) -> None:
    (factor,) = effect_of(AdGroup, {"bid_multiplier": value}, {}, label="--{}".format).factors
    assert (factor.field, factor.label, factor.factor) == ("bid_multiplier", "--bid_multiplier", largest * ONCE)
    assert effect_of(AdGroup, {"bid_multiplier": value, "name": "n"}, {"bid_multiplier": value}).factors == ()


def test_multiplied_bids_without_an_amount_are_uncapped() -> None:
    (uncapped,) = effect_of(AdGroup, {"bid_multiplier": 4}, {BID: None}).uncapped
    assert (uncapped.kind, "up to 4" in uncapped.text) == ("BID", True)
    assert effect_of(AdGroup, {"bid_multiplier": 4}, {BID: UNIT}).uncapped == ()
    assert effect_of(AdGroup, {"bid_multiplier": 2}, {BID: None, "bid_multiplier": 4}).uncapped == ()


def test_a_bid_that_is_given_up_is_uncapped() -> None:
    automatic = {"bid_strategy_type": "AUTOMATIC_BID"}
    (uncapped,) = effect_of(AdGroup, automatic, {"bid_strategy_type": "MAX_BID", BID: UNIT}).uncapped
    assert (uncapped.kind, "bid_strategy_type AUTOMATIC_BID" in uncapped.text) == ("BID", True)
    assert effect_of(AdGroup, automatic, automatic).uncapped == ()
    assert effect_of(AdGroup, automatic, None, is_new=True).uncapped == ()


@each(
    ("model", "values", "final"),
    [
        (Campaign, {"status": "ARCHIVED"}, True),
        (Campaign, {"extra": {"status": "archived"}}, True),
        (Campaign, PAUSED, False),
        (AdGroup, {"status": "DELETED_DRAFT"}, True),
        (Keyword, {"archived": True}, True),
        (Keyword, {"archived": False}, False),
        (Audience, {"operation_type": "REMOVE"}, True),
        (Audience, {"name": "n"}, False),
    ],
)
def test_what_is_final(model: type[Any], values: dict[str, Any], final: bool) -> None:
    assert effect_of(model, {"id": "1", **values}, {}).final is final


def test_archiving_an_active_campaign_takes_its_cap_off() -> None:
    assert spend(effect_of(Campaign, {"status": "ARCHIVED"}, {**ACTIVE, CAP: 20 * UNIT})) == (-20, 0, 0, False, False)


def test_a_row_about_other_things_has_no_effect() -> None:
    assert effect_of(Campaign, {"id": "1", "name": "n"}, {**ACTIVE, CAP: UNIT}, place="line 2") == Effect("line 2")


def test_an_amount_that_cannot_be_read_counts_as_the_largest() -> None:
    for value in ({"x": 1}, "a lot", True, 1.5):
        (amount,) = effect_of(Campaign, {CAP: value}, {CAP: UNIT}).amounts
        assert isinstance(amount.after, Capped)
        assert amount.after.micros > 10**18


def test_a_change_of_what_nobody_read() -> None:
    assert {item.kind for item in unread_spend(Campaign, ACTIVE)} == {"DAILY", "LIFETIME"}
    assert {item.kind for item in unread_spend(AdGroup, {"status": "active"})} == {"DAILY", "LIFETIME", "BID"}
    assert list(unread_spend(Campaign, PAUSED)) == []


def test_a_summary_adds_effects_up(wording: Wording) -> None:
    summary = SpendSummary()
    summary.add(effect_of(Campaign, {CAP: 30 * UNIT}, {**ACTIVE, CAP: 20 * UNIT}))
    assert (summary.rows, summary.raises, summary.text("USD")) == (1, True, "daily spend +10.00 USD")
    summary.add(effect_of(Campaign, {CAP: 10 * UNIT}, {**ACTIVE, CAP: 20 * UNIT}))
    assert (summary.rows, summary.raises, summary.text("USD")) == (2, False, "daily spend unchanged")
    summary.add(effect_of(Campaign, {CAP: None}, {**ACTIVE, CAP: 20 * UNIT}))
    summary.add(effect_of(Campaign, {CAP: 7 * UNIT}, {**PAUSED, CAP: None}))
    assert summary.raises
    text = summary.text("USD")
    assert text.startswith("daily spend unchanged, +7.00 USD once active, not counting 1 ")
    wording(text)
