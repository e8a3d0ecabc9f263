"""Periods of days."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pinads.sdk.errors import InvalidInput
from pinads.services.figures.periods import Calendar, Period, calendar_of, caveats_on, month_of, notes_on, period_of
from tests.support.each import each
from tests.support.fake_account import FakeAccount

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
    (told,) = caveats_on(period_of(MONDAY, "this-week", None, None), MONDAY)
    assert told.startswith("2026-11-30 is not over")


def test_first_and_last_day() -> None:
    assert str(period_of(MONDAY, None, "-30d", None)) == "2026-10-31 to 2026-11-29"
    assert str(period_of(MONDAY, None, "2026-11-01", "yesterday")) == "2026-11-01 to 2026-11-29"
    assert str(period_of(MONDAY, None, "today", None)) == "2026-11-30"


@each(
    ("last", "start", "end", "field"),
    [
        ("8x", None, None, "last"),
        ("1000d", None, None, "last"),
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
    (told,) = notes_on(period_of(MONDAY, "7d", None, None), MONDAY)
    assert ("2026-11-27 to 2026-11-29" in told, "restated" in told) == (True, True)


@pytest.mark.parametrize(
    ("zone", "moment", "today"),
    [
        ("America/Los_Angeles", "2026-03-08T07:59:59", "2026-03-07"),
        ("America/Los_Angeles", "2026-03-08T08:00:00", "2026-03-08"),
        # The clocks were set forward on that day, which had 23 hours.
        ("America/Los_Angeles", "2026-03-09T06:59:59", "2026-03-08"),
        ("America/Los_Angeles", "2026-03-09T07:00:00", "2026-03-09"),
        ("Europe/Berlin", "2026-10-24T22:00:00", "2026-10-25"),
        # They were set back on this one, which had 25.
        ("Europe/Berlin", "2026-10-25T22:59:59", "2026-10-25"),
        ("Europe/Berlin", "2026-10-25T23:00:00", "2026-10-26"),
        ("Asia/Tokyo", "2026-12-31T15:00:00", "2027-01-01"),
        ("Nowhere/Land", "2026-12-31T23:59:59", "2026-12-31"),
        (None, "2026-12-31T23:59:59", "2026-12-31"),
    ],
)
def test_today_is_that_of_the_account(monkeypatch: pytest.MonkeyPatch, zone: str | None, moment: str, today: str) -> None:
    context = FakeAccount([], lambda identity, query: None, zone=zone).context()
    monkeypatch.setattr("time.time", datetime.fromisoformat(moment + "+00:00").timestamp)
    calendar = calendar_of(context)
    assert (str(calendar.today), calendar.reporting_timezone is None) == (today, zone in (None, "Nowhere/Land"))
    assert str(calendar_of(context, utc=True).today) == moment[:10]


def test_the_day_in_a_leap_year() -> None:
    march = Calendar(date(2028, 3, 1), "UTC")
    assert read(march, "yesterday") == "2028-02-29"
    assert read(march, "last-month") == "2028-02-01 to 2028-02-29"
    assert month_of(march.yesterday).days == 29
    assert str(Period(march.yesterday, march.yesterday).year_before()) == "2027-03-02"
    assert str(period_of(march, None, "-366d", None)) == "2027-03-01 to 2028-02-29"
    assert read(Calendar(date(2028, 2, 29), "UTC"), "last-year") == "2027-01-01 to 2027-12-31"
