"""Budgets and pace: what may be spent on which days, and how far spending is from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pinads.services.figures.periods import Calendar, Period
from pinads.services.insight.budgets import DAILY, LIFETIME, Budget, budgets_of, in_period, lack_budget
from pinads.services.insight.daily import DailyFigures
from pinads.services.insight.overview import OverviewOptions, overview
from pinads.services.insight.pace import Pace, PaceOptions, pace_of
from pinads.services.insight.pace import pace as table_of
from tests.support.command_line import Pinads
from tests.support.fake_account import FakeAccount, campaign

TODAY = Calendar(date(2026, 11, 16), "UTC")
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
MICROS = 1_000_000


def at(day: date, hour: int = 12) -> int:
    return int(datetime(day.year, day.month, day.day, hour, tzinfo=timezone.utc).timestamp())


def spent(days: Mapping[date, int], since: date = date(2026, 9, 1)) -> DailyFigures:
    return DailyFigures({"1": {day: {"SPEND_IN_DOLLAR": amount} for day, amount in days.items()}}, since)


def each_day(first: date, last: date, amount: int) -> dict[date, int]:
    return dict.fromkeys(Period(first, last).each(), amount)


def pace(budgets: list[Budget], days: Mapping[date, int], calendar: Calendar = TODAY, **more: Any) -> Pace:
    return pace_of(budgets, spent(days), "1", calendar, **more)


def test_budgets_are_the_campaigns_own_or_those_of_its_active_ad_groups() -> None:
    first, last = date(2026, 11, 10), date(2026, 11, 19)
    times = {"start_time": at(first), "end_time": at(last)}
    campaigns = [
        {"id": "1", "daily_spend_cap": 5 * MICROS},
        {"id": "2", "lifetime_spend_cap": 50 * MICROS, **times},
        {"id": "3", "daily_spend_cap": None},
    ]
    group = {"campaign_id": "3", "status": "ACTIVE", "budget_in_micro_currency": 7 * MICROS, "budget_type": "DAILY"}
    groups = [
        group,
        {**group, "budget_type": "LIFETIME", **times},
        {**group, "status": "PAUSED"},
        {**group, "budget_in_micro_currency": None},
        {**group, "campaign_id": "1"},
    ]
    assert lack_budget(campaigns) == ["3"]
    assert budgets_of(campaigns, TODAY, groups) == {
        "1": [Budget(DAILY, Decimal(5))],
        "2": [Budget(LIFETIME, Decimal(50), first, last)],
        "3": [Budget(DAILY, Decimal(7)), Budget(LIFETIME, Decimal(7), first, last)],
    }
    assert budgets_of(campaigns, TODAY, ())["3"] == []


def test_the_days_of_a_budget_are_those_of_the_accounts_zone() -> None:
    campaign = {"id": "1", "lifetime_spend_cap": MICROS, "start_time": at(date(2026, 11, 10), 2), "end_time": at(date(2026, 11, 20), 2)}
    (budget,) = budgets_of([campaign], TODAY._replace(zone="America/Los_Angeles"), ())["1"]
    assert (budget.first, budget.last) == (date(2026, 11, 9), date(2026, 11, 19))


def test_what_may_be_spent_in_a_period() -> None:
    flight = Budget(LIFETIME, Decimal(100), date(2026, 11, 26), date(2026, 12, 5))
    assert in_period([Budget(DAILY, Decimal(5))], NOVEMBER) == 150
    assert in_period([Budget(DAILY, Decimal(5), first=date(2026, 11, 21))], NOVEMBER) == 50
    assert in_period([flight], NOVEMBER) == 50
    assert in_period([flight, Budget(DAILY, Decimal(5))], NOVEMBER) == 200
    assert in_period([flight], Period(date(2026, 1, 1), date(2026, 1, 31))) == 0
    assert in_period([Budget(LIFETIME, Decimal(100))], NOVEMBER) is None
    assert in_period([Budget(LIFETIME, Decimal(100)), Budget(DAILY, Decimal(5))], NOVEMBER) is None
    assert in_period([], NOVEMBER) is None


def test_the_month_so_far() -> None:
    """15 of 30 days are over: half of the budget was spent on the first eight, and nothing like that since."""
    days = {**each_day(date(2026, 11, 1), date(2026, 11, 8), 20), **each_day(date(2026, 11, 9), date(2026, 11, 15), 5)}
    found = pace([Budget(DAILY, Decimal(10))], days)
    assert (found.period, found.target, found.spent, found.expected) == (NOVEMBER, 300, 195, 150)
    assert (found.average, found.days_left, found.projected) == (5, 15, 195 + 5 * 15)
    assert (found.required, found.adjust_by, found.pace) == (7, 2, 130)
    assert found.is_off(Decimal(29))
    assert not found.is_off(Decimal(30))


def test_the_average_is_of_seven_days_even_across_the_month() -> None:
    second = Calendar(date(2026, 11, 2), "UTC")
    found = pace([Budget(DAILY, Decimal(10))], each_day(date(2026, 10, 20), date(2026, 11, 1), 14), second)
    assert (found.spent, found.expected, found.average, found.days_left) == (14, 10, 14, 29)
    some = pace([Budget(DAILY, Decimal(10))], {date(2026, 11, 15): 14})
    assert some.average == 2


def test_on_the_first_of_the_month_nothing_is_expected_yet() -> None:
    first = Calendar(date(2026, 11, 1), "UTC")
    found = pace([Budget(DAILY, Decimal(10))], each_day(date(2026, 10, 20), date(2026, 10, 31), 8), first)
    assert (found.target, found.spent, found.expected, found.pace) == (300, None, None, None)
    assert (found.days_left, found.required, found.adjust_by, found.projected) == (30, 10, 2, 240)
    assert not found.is_off(Decimal(0))


def test_a_flight_in_the_middle() -> None:
    flight = Budget(LIFETIME, Decimal(600), date(2026, 11, 6), date(2026, 12, 5))
    found = pace([flight], each_day(date(2026, 11, 1), date(2026, 11, 15), 10))
    assert found.period == Period(date(2026, 11, 6), date(2026, 12, 5))
    assert (found.spent, found.expected, found.days_left, found.required) == (100, 200, 20, 25)


def test_a_flight_that_is_over_and_one_that_has_not_begun() -> None:
    over = pace([Budget(LIFETIME, Decimal(100), date(2026, 11, 1), date(2026, 11, 10))], each_day(date(2026, 11, 1), date(2026, 11, 10), 9))
    assert (over.spent, over.expected, over.pace) == (90, 100, 90)
    assert (over.days_left, over.required, over.adjust_by) == (0, None, None)
    later = pace([Budget(LIFETIME, Decimal(100), date(2026, 11, 21), date(2026, 11, 30))], {})
    assert (later.target, later.spent, later.expected, later.pace) == (100, None, None, None)
    assert (later.days_left, later.required) == (10, 10)


def test_nothing_spent_is_off_pace_and_no_budget_is_not() -> None:
    silent = pace([Budget(DAILY, Decimal(10))], {})
    assert (silent.spent, silent.average, silent.pace, silent.required) == (None, None, 0, 20)
    assert silent.is_off(Decimal(25))
    unlimited = pace([], each_day(date(2026, 11, 1), date(2026, 11, 15), 10))
    assert (unlimited.target, unlimited.spent, unlimited.pace, unlimited.required) == (None, 150, None, None)


def test_what_was_spent_before_the_days_that_were_measured() -> None:
    flight = [Budget(LIFETIME, Decimal(1000), date(2026, 8, 1), date(2026, 11, 30))]
    days = each_day(date(2026, 9, 1), date(2026, 11, 15), 5)
    unknown, known = pace(flight, days), pace(flight, days, spent_before=Decimal(155))
    assert (unknown.spent, unknown.pace, unknown.required, unknown.projected) == (None, None, None, None)
    assert known.spent == 155 + 5 * len(days)
    assert known.required == (1000 - known.spent) / 15


def test_across_the_change_of_clocks_days_are_days() -> None:
    """The clocks of Berlin were set back on 25 October 2026; a month has its 31 days nevertheless."""
    calendar = Calendar(date(2026, 10, 26), "Europe/Berlin")
    begin, end = datetime(2026, 9, 30, 22, tzinfo=timezone.utc), datetime(2026, 10, 31, 22, 59, tzinfo=timezone.utc)
    campaign = {"id": "1", "lifetime_spend_cap": 31 * MICROS, "start_time": begin.timestamp(), "end_time": end.timestamp()}
    found = pace(budgets_of([campaign], calendar, ())["1"], {}, calendar)
    assert found.period == Period(date(2026, 10, 1), date(2026, 10, 31))
    assert (found.expected, found.days_left) == (25, 6)
    assert found.period.first + timedelta(days=30) == found.period.last


def test_totals_compare_with_the_budgets_that_are_known_and_say_so() -> None:
    account = FakeAccount(
        [campaign("1", daily_spend_cap=10 * MICROS), campaign("2"), campaign("3")],
        lambda identity, query: {"SPEND_IN_DOLLAR": 7, "DATE": "2025-11-23"},
    )
    context = account.context()
    paced, seen = table_of(context, None, PaceOptions()), overview(context, None, OverviewOptions())
    context.close()
    assert paced.total is not None
    assert {name: paced.total[name] for name in ("target", "spent", "expected")} == {"target": 300, "spent": 7, "expected": 230}
    assert any("1 of 3 campaigns: " in note for note in paced.notes)
    assert seen.total is not None
    assert (seen.total["budget"], seen.total["yesterday"]) == (10, 21)
    (note,) = (note for note in seen.notes if note.startswith("in the total"))
    assert "1 of 3 campaigns" in note
    assert note.endswith("spent 7.00 EUR then")


def test_a_budget_file_overrides_those_that_it_names_and_others_keep_theirs(tmp_path: Path) -> None:
    account = FakeAccount(
        [campaign("1", daily_spend_cap=10 * MICROS), campaign("2", daily_spend_cap=10 * MICROS), campaign("3")],
        lambda identity, query: {"SPEND_IN_DOLLAR": 10, "DATE": "2025-11-23"},
    )
    file = tmp_path / "november.csv"
    file.write_text("campaign,budget\n1,600\n", encoding="utf-8")
    context = account.context()
    paced = table_of(context, None, PaceOptions(budget_file=file))
    context.close()
    assert {row["id"]: row["target"] for row in paced.rows} == {"1": 600, "2": 300, "3": None}
    assert set(paced.ids or ()) == {"1", "2"}
    assert "1 campaign without a known budget; set one in a budget file" in paced.notes


def test_a_budget_file_is_about_the_days_on_which_a_campaign_runs(tmp_path: Path) -> None:
    campaigns = [
        campaign("1", "Advent", start_time=at(date(2025, 12, 13))),
        campaign("2", "Over", end_time=at(date(2025, 3, 31))),
        campaign("3", "Half", start_time=at(date(2025, 11, 16))),
    ]
    account = FakeAccount(campaigns, lambda identity, query: {"SPEND_IN_DOLLAR": 10, "DATE": "2025-11-23"})
    file = tmp_path / "november.csv"
    file.write_text("campaign,budget\n1,600\n2,600\n3,600\n", encoding="utf-8")
    context = account.context()
    paced = table_of(context, None, PaceOptions(budget_file=file))
    context.close()
    assert {row["id"]: (row["target"], row["first_day"]) for row in paced.rows if row["target"]} == {"3": (600, "2025-11-16")}
    assert set(paced.ids or ()) == {"3"}
    assert "starts on 2025-12-13: Advent" in paced.notes
    assert "not running this month, so their budgets in the file are not used: Over" in paced.caveats
    assert not [note for note in paced.notes if "without a budget" in note]


def test_campaigns_of_a_budget_file_that_have_no_row_are_named(pinads: Pinads, tmp_path: Path) -> None:
    paused = next(row for row in pinads.json("campaigns", "list", "--filter", "status=PAUSED"))
    active = pinads.ids("pace", "--limit", "1")
    file = tmp_path / "november.csv"
    file.write_text(f"campaign,budget\n{paused['id']},600\n", encoding="utf-8")
    said = f"in the budget file, but not among the ACTIVE campaigns: {paused['name']} (PAUSED)"
    assert said in pinads.ok("pace", "--budget-file", str(file)).stderr
    assert said not in pinads.ok("pace", *active, "--budget-file", str(file)).stderr


def test_a_campaign_that_starts_later_has_its_budget_and_its_day() -> None:
    waiting = campaign("1", "Advent", daily_spend_cap=45 * MICROS, start_time=at(date(2025, 12, 13)))
    account = FakeAccount([waiting, campaign("2", daily_spend_cap=10 * MICROS)], lambda identity, query: {})
    context = account.context()
    paced, seen = table_of(context, None, PaceOptions()), overview(context, None, OverviewOptions())
    context.close()
    assert {row["id"]: row["budget"] for row in seen.rows} == {"1": 45, "2": 10}
    for table in (paced, seen):
        assert "starts on 2025-12-13: Advent" in table.notes
        assert not [note for note in table.notes if "without a budget" in note]


def test_on_the_first_of_the_month_it_is_said_that_no_day_is_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pinads.services.insight.pace.calendar_of", lambda context, utc: Calendar(date(2025, 12, 1), "UTC"))
    context = FakeAccount([campaign("1", daily_spend_cap=MICROS)], lambda identity, query: {}).context()
    notes = table_of(context, None, PaceOptions()).notes
    context.close()
    assert "no day of this month is complete yet: 2025-12-01 is the first, so pace covers flights only" in notes


def test_off_pace_is_true_or_false_for_programs_and_yes_or_no_for_people(pinads: Pinads) -> None:
    off = pinads.ids("pace")
    assert [row["id"] for row in pinads.json("pace") if row["off_pace"] is True] == off
    assert pinads.ids("pace", "--filter", "off_pace = yes") == off
    lines = pinads.ok("pace", "--fields", "name,off_pace", "-o", "table").lines
    assert sum(line.endswith(" yes") for line in lines) == len(off)
