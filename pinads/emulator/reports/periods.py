"""Periods of analytics and reports: their limits, and their division by granularity."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any, NamedTuple

from pinads.emulator.figures.deliveries import RowSpan
from pinads.emulator.messages import bad

_HOUR = timedelta(hours=1)
WINDOWS = (0, 1, 7, 14, 30, 60)


class Reach(NamedTuple):
    """Limits of a period: the age of its first day, and the days from the first to the last."""

    back: int
    after: int


def checked_days(given: Mapping[str, Any], now: int, reach: Reach) -> tuple[date, date]:
    """Check the attribution windows and the period of a request, and return its first and last day.

    Raises:
        Refused: an attribution window is unknown; or the days are invalid, in the wrong order, or out of reach.
    """
    for name in ("click_window_days", "engagement_window_days", "view_window_days"):
        if given[name] not in WINDOWS:
            raise bad(f"Invalid {name}: {given[name]} is not one of {', '.join(map(str, WINDOWS))}")
    first, last = day_of(given, "start_date"), day_of(given, "end_date")
    today = datetime.fromtimestamp(now, timezone.utc).date()
    if first > last:
        raise bad("Invalid end_date: it is before start_date")
    if (last - first).days > reach.after:
        if given["granularity"] == "HOUR":
            raise bad(f"Invalid end_date: with granularity HOUR a request covers {reach.after + 1} days at most")
        raise bad(f"Invalid end_date: it is more than {reach.after} days after start_date")
    if (today - first).days > reach.back:
        raise bad(f"Invalid start_date: it is more than {reach.back} days ago")
    return first, last


def day_of(given: Mapping[str, Any], name: str) -> date:
    """Parse a day of a request.

    Raises:
        Refused: it is not a date.
    """
    try:
        return date.fromisoformat(given[name])
    except ValueError:
        raise bad(f"Invalid {name}: {given[name]} is not a date") from None


def spans(first: date, last: date, granularity: str, start_hour: int | None = None, end_hour: int | None = None) -> list[RowSpan]:
    """Divide a period into the time of each row.

    Args:
        first: the first day.
        last: the last day.
        granularity: TOTAL, DAY, HOUR, WEEK or MONTH.
        start_hour: the first hour of the first day, for hours.
        end_hour: the last hour of the last day, for hours.
    """
    begins, ends = (datetime.combine(day, datetime.min.time()) for day in (first, last + timedelta(days=1)))
    if granularity == "TOTAL":
        return [RowSpan(None, begins, ends)]
    if granularity == "HOUR":
        begins += timedelta(hours=start_hour or 0)
        ends -= timedelta(hours=23 - (23 if end_hour is None else end_hour))
        hours = [begins + number * _HOUR for number in range(int((ends - begins) / _HOUR))]
        return [RowSpan(hour.isoformat(), hour, hour + _HOUR) for hour in hours]
    found: dict[date, datetime] = {}
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        start = {"WEEK": day - timedelta(days=day.weekday()), "MONTH": day.replace(day=1)}.get(granularity, day)
        found[max(start, first)] = begins + timedelta(days=number + 1)
    return [RowSpan(day.isoformat(), datetime.combine(day, datetime.min.time()), end) for day, end in found.items()]
