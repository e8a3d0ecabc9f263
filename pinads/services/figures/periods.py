"""Periods of days, in the ad account's time zone: ``yesterday``, ``7d``, ``last-month``, or a first and a last day."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.sdk.errors import BadRequest, InvalidInput, NotFound, PermissionDenied
from pinads.sdk.reports.readiness import metrics_readiness
from pinads.sdk.schema.validation import nearest
from pinads.services.errors import option
from pinads.services.inputs.zones import zone_of

if TYPE_CHECKING:
    from pinads.services.context import Context

UTC = "UTC"
NAMED = ("yesterday", "today", "this-week", "last-week", "this-month", "last-month", "this-year", "last-year")
RESTATED_DAYS = 3
"""Pinterest may correct the figures of the last days."""
_DAY = timedelta(days=1)
_LONGEST = 914
"""Days back that reports reach."""


class Calendar(NamedTuple):
    """The calendar of an ad account.

    Attributes:
        today: the day that it is there.
        zone: the name of its time zone, such as ``Europe/Berlin``.
    """

    today: date
    zone: str

    @property
    def yesterday(self) -> date:
        """The last complete day."""
        return self.today - _DAY

    def has_begun(self, hour: str) -> bool:
        """Tell whether an hour of this zone, such as ``2026-11-24T21:00:00``, has begun."""
        now = datetime.fromtimestamp(time.time(), self._tz)
        return hour <= now.strftime("%Y-%m-%dT%H:%M:%S")

    def day_of(self, seconds: Any) -> date | None:
        """Return the day of a time in seconds since 1970; None where there is none."""
        if not isinstance(seconds, (int, float)) or seconds <= 0:
            return None
        try:
            return datetime.fromtimestamp(seconds, self._tz).date()
        except (ValueError, OverflowError, OSError):
            return None

    @property
    def _tz(self) -> tzinfo:
        return zone_of(self.zone) or timezone.utc

    @property
    def reporting_timezone(self) -> str | None:
        """The API's parameter for days of this zone; None for its default, UTC."""
        return None if self.zone == UTC else "AD_ACCOUNT_TIME_ZONE"


class Period(NamedTuple):
    """Some days in a row, both ends included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last - self.first).days + 1

    def each(self) -> Iterator[date]:
        """Yield the days in order."""
        return (self.first + number * _DAY for number in range(self.days))

    def before(self) -> Period:
        """Return as many days, which end the day before this period."""
        return Period(self.first - self.days * _DAY, self.first - _DAY)

    def year_before(self) -> Period:
        """Return the same weekdays 52 weeks before, so that weekends meet weekends."""
        return Period(self.first - 364 * _DAY, self.last - 364 * _DAY)

    def within(self, day: date) -> bool:
        """Tell whether a day is one of these."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.days == 1 else f"{self.first} to {self.last}"


def calendar_of(context: Context, utc: bool = False) -> Calendar:
    """Return the calendar of the ad account, or that of UTC where its zone is not known.

    Args:
        context: where.
        utc: count days in UTC, as the API does by itself.
    """
    name = None if utc else context.time_zone()
    zone = zone_of(name)
    if name is not None and zone is None:
        context.note(f"this machine does not know {name}, the ad account's time zone, so days are UTC; install tzdata")
    return Calendar(datetime.fromtimestamp(time.time(), zone or timezone.utc).date(), UTC if zone is None or name is None else name)


def period_of(calendar: Calendar, last: str | None, start: str | None, end: str | None, default: str = "7d") -> Period:
    """Read a period: ``last`` alone, or ``start`` with or without ``end``.

    Args:
        calendar: the calendar of the ad account.
        last: ``7d`` and the like (complete days, so they end yesterday), or one of NAMED.
        start: the first day, such as ``2026-11-24`` or ``-30d``.
        end: the last day; yesterday if only ``start`` is given, and today if it is later.
        default: ``last`` where nothing is given.

    Raises:
        InvalidInput: they contradict each other, or are not days.
    """
    if last is not None and (start is not None or end is not None):
        raise InvalidInput(f"Give {option('last')}, or {option('start')} and {option('end')}", "last")
    if start is None and end is None:
        return _named(calendar, last or default)
    if start is None:
        raise InvalidInput(f"{option('end')} needs the first day too: add {option('start')} DAY", "end")
    first = _day(calendar, start, "start")
    final = _day(calendar, end, "end") if end is not None else max(calendar.yesterday, first)
    if final < first:
        raise InvalidInput(f"Invalid {option('end')}: {final} is before {option('start')} {first}", "end")
    if first > calendar.today:
        raise InvalidInput(f"Invalid {option('start')}: {first} is in the future", "start")
    return Period(first, min(final, calendar.today))


def _named(calendar: Calendar, text: str) -> Period:
    """Read ``7d``, ``2w`` or a name; weeks begin on Monday, and what is unfinished ends yesterday."""
    word, today, yesterday = text.strip().lower().replace("_", "-"), calendar.today, calendar.yesterday
    if match := re.fullmatch(r"([1-9][0-9]{0,5})([dw])", word):
        count = int(match[1]) * (7 if match[2] == "w" else 1)
        if count > _LONGEST:
            raise InvalidInput(f"Invalid {option('last')} {text}: figures reach back {_LONGEST} days at most", "last")
        return Period(today - count * _DAY, yesterday)
    month = today.replace(day=1)
    monday = today - today.weekday() * _DAY
    year = today.replace(month=1, day=1)
    known = {
        "today": Period(today, today),
        "yesterday": Period(yesterday, yesterday),
        "this-week": _begun(monday, calendar),
        "last-week": Period(monday - 7 * _DAY, monday - _DAY),
        "this-month": _begun(month, calendar),
        "last-month": Period((month - _DAY).replace(day=1), month - _DAY),
        "this-year": _begun(year, calendar),
        "last-year": Period(year.replace(year=year.year - 1), year - _DAY),
    }
    if word not in known:
        told = f"Invalid {option('last')} {text!r}: expected a period such as 7d or 2w, or one of {', '.join(NAMED)}{nearest(word, NAMED)}"
        raise InvalidInput(told, "last")
    return known[word]


def _begun(first: date, calendar: Calendar) -> Period:
    """Return the complete days of a period that has begun; on its first day that day, which is unfinished."""
    return Period(first, max(first, calendar.yesterday))


def _day(calendar: Calendar, text: str, name: str) -> date:
    word = text.strip().lower()
    if word in ("today", "now"):
        return calendar.today
    if word == "yesterday":
        return calendar.yesterday
    if match := re.fullmatch(r"-([0-9]{1,4})([dw])", word):
        return calendar.today - int(match[1]) * (7 if match[2] == "w" else 1) * _DAY
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InvalidInput(f"Invalid {option(name)} {text!r}: write a day such as 2026-11-24, -30d or yesterday", name) from None


def month_of(day: date) -> Period:
    """Return the whole month of a day."""
    first = day.replace(day=1)
    return Period(first, (first + 31 * _DAY).replace(day=1) - _DAY)


def caveats_on(period: Period, calendar: Calendar, end: str | None = None) -> list[str]:
    """Describe what the figures of a period cannot have yet.

    Args:
        period: the days.
        calendar: the calendar that they are of.
        end: the last day that was asked for, as it was typed; None if none was.
    """
    caveats = []
    if end is not None and (asked := _day(calendar, end, "end")) > period.last:
        caveats.append(f"{asked} is in the future: the last day is {period.last}")
    if period.within(calendar.today):
        caveats.append(f"{calendar.today} is not over: its figures are incomplete")
    return caveats


def notes_on(period: Period, calendar: Calendar, what: str = "figures") -> list[str]:
    """Describe what may still change in the figures of a period; ``what`` names them."""
    notes = []
    first = max(period.first, calendar.today - RESTATED_DAYS * _DAY)
    last = min(period.last, calendar.yesterday)
    if first <= last:
        notes.append(f"{what} of {Period(first, last)} may still be restated")
    return notes


def last_ready_day(context: Context, calendar: Calendar) -> date:
    """Return the last complete day whose delivery is final; one of the last three.

    A server that does not say is believed to be ready.
    """
    day = calendar.yesterday
    for _ in range(RESTATED_DAYS):
        try:
            if metrics_readiness(day, client=context.client).delivery:
                return day
        except (BadRequest, NotFound, PermissionDenied):
            return calendar.yesterday
        day -= _DAY
    return day
