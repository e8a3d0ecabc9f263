"""Periods of days."""

from __future__ import annotations

from datetime import date

import pytest

from pinads.sdk.errors import InvalidInput
from pinads.services.insight.periods import Calendar, Period, notes_on, period_of

MONDAY = Calendar(date(2026, 11, 30), "Europe/Berlin")
FIRST = Calendar(date(2027, 1, 1), "UTC")


def read(calendar: Calendar, text: str) -> str:
    return str(period_of(calendar, text, None, None))


def test_named_periods_have_complete_days_only() -> None:
    assert read(MONDAY, "7d") == "2026-11-23 to 2026-11-29"
    assert read(MONDAY, "2w") == "2026-11-16 to 2026-11-29"
    assert read(MONDAY, "Yesterday") == "2026-11-29"
    assert read(MONDAY, "last_week") == "2026-11-23 to 2026-11-29"
    assert read(MONDAY, "this-month") == "2026-11-01 to 2026-11-29"
    assert read(MONDAY, "last-month") == "2026-10-01 to 2026-10-31"
    assert read(FIRST, "last-month") == "2026-12-01 to 2026-12-31"
    assert read(FIRST, "last-year") == "2026-01-01 to 2026-12-31"


def test_a_period_that_begins_today_is_today() -> None:
    assert read(MONDAY, "this-week") == "2026-11-30"
    assert notes_on(period_of(MONDAY, "this-week", None, None), MONDAY) == ["2026-11-30 is not over: its figures are unfinished"]


def test_first_and_last_day() -> None:
    assert str(period_of(MONDAY, None, "-30d", None)) == "2026-10-31 to 2026-11-29"
    assert str(period_of(MONDAY, None, "2026-11-01", "yesterday")) == "2026-11-01 to 2026-11-29"
    assert str(period_of(MONDAY, None, "today", None)) == "2026-11-30"


@pytest.mark.parametrize(
    ("last", "start", "end", "field"),
    [
        ("8x", None, None, "last"),
        ("900d", None, None, "last"),
        ("7d", "-7d", None, "last"),
        (None, None, "today", "end"),
        (None, "2026-11-30", "2026-11-01", "end"),
        (None, "2026-13-01", None, "start"),
        (None, "2026-12-24", "2026-12-31", "start"),
    ],
)
def test_what_is_no_period_is_refused_by_its_parameter(last: str | None, start: str | None, end: str | None, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        period_of(MONDAY, last, start, end)
    assert caught.value.field == field


def test_periods_before() -> None:
    period = Period(date(2026, 11, 23), date(2026, 11, 29))
    assert str(period.before()) == "2026-11-16 to 2026-11-22"
    assert [day.weekday() for day in period.year_before().each()] == [day.weekday() for day in period.each()]


def test_recent_days_may_be_restated() -> None:
    assert notes_on(period_of(MONDAY, "last-month", None, None), MONDAY) == []
    assert notes_on(period_of(MONDAY, "7d", None, None), MONDAY) == ["figures of 2026-11-27 to 2026-11-29 may still be restated"]
