"""Ranges of days: what one report may have, and how longer periods are divided."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.emulator.reports.periods import spans
from pinads.sdk.errors import InvalidInput
from pinads.services.figures.periods import Period
from pinads.services.reports.ranges import ranges_of, reach_of, refuse_too_old
from tests.support.each import each

DAYS = st.dates(date(2023, 6, 1), date(2028, 12, 31))


@given(DAYS, st.integers(1, 914), st.sampled_from(["TOTAL", "DAY", "WEEK", "MONTH"]), st.sampled_from([31, 186]))
def test_ranges_are_the_period_without_gap_or_overlap(first: date, days: int, granularity: str, most: int) -> None:
    period = Period(first, first + timedelta(days=days - 1))
    ranges = ranges_of(period, granularity, most)
    assert [day for each in ranges for day in each.each()] == list(period.each())
    assert all(1 <= each.days <= most for each in ranges)
    assert len(ranges) <= days / (most - 30 if most > 31 else 28) + 1


@given(DAYS, st.integers(1, 914), st.sampled_from(["DAY", "WEEK", "MONTH"]))
def test_the_rows_of_the_ranges_are_those_of_the_whole(first: date, days: int, granularity: str) -> None:
    """A row of a week or a month is of the same days, whether its report is one of several or not."""
    period = Period(first, first + timedelta(days=days - 1))
    whole = list(spans(period.first, period.last, granularity))
    assert [row for each in ranges_of(period, granularity, 186) for row in spans(each.first, each.last, granularity)] == whole


@each(
    ("period", "granularity", "ends"),
    [
        (Period(date(2025, 1, 1), date(2025, 7, 5)), "DAY", ["2025-07-05"]),
        (Period(date(2025, 1, 1), date(2025, 7, 6)), "DAY", ["2025-07-05", "2025-07-06"]),
        (Period(date(2027, 9, 1), date(2028, 3, 31)), "MONTH", ["2028-02-29", "2028-03-31"]),
        (Period(date(2026, 9, 1), date(2027, 3, 31)), "MONTH", ["2027-02-28", "2027-03-31"]),
        (Period(date(2025, 1, 1), date(2025, 12, 31)), "WEEK", ["2025-06-29", "2025-12-31"]),
    ],
)
def test_where_ranges_end(period: Period, granularity: str, ends: list[str]) -> None:
    assert [str(each.last) for each in ranges_of(period, granularity, 186)] == ends


def test_how_far_reports_reach() -> None:
    today = date(2026, 11, 30)
    for level, granularity, back in (("CAMPAIGN", "DAY", 914), ("CAMPAIGN", "HOUR", 8), ("PRODUCT_ITEM_TARGETING", "TOTAL", 92)):
        reach = reach_of(level, granularity)
        oldest = today - timedelta(days=back)
        refuse_too_old(Period(oldest, today), today, reach)
        with pytest.raises(InvalidInput, match=f"the earliest day is {oldest}"):
            refuse_too_old(Period(oldest - timedelta(days=1), today), today, reach)
