"""The parser of times."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta, timezone, tzinfo

from pinads.render.text import quoted
from pinads.render.times import LATEST

_STAMP = (
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)? ?(?:([Zz]|UTC|GMT)|([+-])(\d\d)(?::?(\d\d))?|([A-Za-z]{2,5}))?)?"
)
_OFFSET = r"([+-])(\d{1,6})([wdhms])"
_SECONDS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}


def is_local(text: str) -> bool:
    """Tell whether a text is a day or a time of day without a zone."""
    match = re.fullmatch(_STAMP, text.strip(), re.ASCII)
    return match is not None and not any(match.groups()[6:8]) and match[11] is None


def parse_time(text: str, tz: tzinfo | None, now: float | None = None, ends: bool = False) -> int:
    """Parse a time into Unix seconds.

    Accepted are Unix seconds, ``2026-12-01`` (its first second, or its last one for what ``ends``), ``2026-12-01 09:05[:30]``
    with or without a zone (``Z``, ``+01:00``, or the abbreviation that tables show), ``now``, and ``+7d``, ``-12h``, ``+30m``,
    ``+2w`` from now. A time without a zone is in ``tz``, or in the system's zone if that is None. A time that clocks skip or show
    twice is refused. A day is 24 hours.

    Raises:
        ValueError: it is not such a time; the message has one sentence.
    """
    text = text.strip()
    start = time.time() if now is None else now
    if text.lower() == "now":
        return int(start)
    if match := re.fullmatch(_OFFSET, text, re.ASCII):
        return _within(text, int(start) + int(match[1] + match[2]) * _SECONDS[match[3]])
    if re.fullmatch(r"[0-9]+", text):
        return _unix(text)
    match = re.fullmatch(_STAMP, text, re.ASCII)
    if match is None:
        raise ValueError(f"{quoted(text)} is not a time such as 2026-12-01, 2026-12-01T09:05+01:00, +7d, now or Unix seconds")
    if not 1970 <= int(match[1]) <= 2999:
        raise ValueError(_outside(text))
    return _within(text, _stamp(text, match, tz, ends))


def _unix(text: str) -> int:
    # A year or a compact date would pass as a moment in 1970.
    if text != "0" and len(text) < 9:
        raise ValueError(f"{quoted(text)} is too small for Unix seconds: write a date such as 2026-12-01")
    if len(text) == 13:
        raise ValueError(f"{quoted(text)} looks like milliseconds: Unix seconds have 10 digits")
    return _within(text, int(text) if len(text) < 13 else LATEST + 1)


def _stamp(text: str, match: re.Match[str], tz: tzinfo | None, ends: bool) -> int:
    numbers = [int(part or 0) for part in match.groups()[:6]]
    utc, sign, hours, minutes, name = match.groups()[6:]
    is_day = match[4] is None
    if is_day and ends:
        numbers[3:] = (23, 59, 59)
    try:
        naive = datetime(*numbers)  # type: ignore[arg-type]
    except ValueError as error:
        raise ValueError(f"{quoted(text)} is not a date and time that exists: {error}") from None
    if utc:
        return int(naive.replace(tzinfo=timezone.utc).timestamp())
    if sign:
        offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
        return int((naive - offset if sign == "+" else naive + offset).replace(tzinfo=timezone.utc).timestamp())
    if is_day:
        return int(_in_zone(text, naive.replace(fold=int(ends)), tz).timestamp())
    return _clock_time(text, naive, tz, name)


def _in_zone(text: str, naive: datetime, tz: tzinfo | None) -> datetime:
    if tz is not None:
        return naive.replace(tzinfo=tz)
    try:
        return naive.astimezone()
    except OSError:  # Windows knows no local time before 1970, in UTC
        raise ValueError(_outside(text)) from None


def _clock_time(text: str, naive: datetime, tz: tzinfo | None, name: str | None) -> int:
    """Return the moment of a time of day, which clocks that are changed show twice, or never."""
    first, second = (_in_zone(text, naive.replace(fold=fold), tz) for fold in (0, 1))
    if name is not None:
        for there in (first, second):
            if there.tzname() == name:
                return int(there.timestamp())
        raise ValueError(f"{quoted(text)} names a zone that is not the local one at that time: write the offset, such as +01:00")
    early, late = sorted((int(first.timestamp()), int(second.timestamp())))
    if early == late:
        return early
    ways = [_offset(naive, moment) for moment in (early, late)]
    shown = datetime.fromtimestamp(early, tz).replace(tzinfo=None)
    if shown == naive:
        raise ValueError(f"{quoted(text)} comes twice, as clocks are set back: write {ways[0]} (the first) or {ways[1]}")
    raise ValueError(f"{quoted(text)} does not exist, as clocks are set forward: write {ways[0]} or {ways[1]}")


def _offset(naive: datetime, seconds: int) -> str:
    """Write a time with the offset at which it is that moment."""
    away = int(naive.replace(tzinfo=timezone.utc).timestamp()) - seconds
    minutes = abs(away) // 60
    return f"{naive.isoformat(timespec='minutes')}{'-' if away < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"


def _within(text: str, seconds: int) -> int:
    if not 0 <= seconds <= LATEST:
        raise ValueError(_outside(text))
    return seconds


def _outside(text: str) -> str:
    return f"{quoted(text)} is outside the years 1970 to 2999"
