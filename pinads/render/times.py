"""Times as people and files write them, from the API's Unix seconds."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, tzinfo

LATEST = 32_503_679_999
"""The last second of the year 2999."""


def moment(seconds: float, tz: tzinfo | None) -> str:
    """Write a moment to the minute, in the zone or the system's: ``2026-11-24 09:05 CET``."""
    try:
        if tz is None:
            local = time.localtime(seconds)
            zone = _zone_name(local.tm_zone, local.tm_gmtoff)
            return f"{local.tm_year:04d}-{local.tm_mon:02d}-{local.tm_mday:02d} {local.tm_hour:02d}:{local.tm_min:02d} {zone}"
        there = datetime.fromtimestamp(seconds, tz)
        zone = _zone_name(there.tzname(), int((there.utcoffset() or timedelta()).total_seconds()))
        return f"{there.year:04d}-{there.month:02d}-{there.day:02d} {there.hour:02d}:{there.minute:02d} {zone}"
    except (OverflowError, ValueError, OSError):
        return str(seconds)


def iso(seconds: float) -> str:
    """Write a moment as ISO 8601 in UTC: ``2026-11-24T08:05:00Z``; any other number stays as it is."""
    if not 0 <= seconds <= LATEST:
        return str(seconds)
    there = time.gmtime(seconds)
    part = f"{seconds % 1:.6f}"[1:].rstrip("0").rstrip(".") if isinstance(seconds, float) else ""
    date = f"{there.tm_year:04d}-{there.tm_mon:02d}-{there.tm_mday:02d}"
    return f"{date}T{there.tm_hour:02d}:{there.tm_min:02d}:{there.tm_sec:02d}{part}Z"


def _zone_name(name: str | None, offset: int) -> str:
    # Windows says "Central European Standard Time", fixed offsets say "UTC+01:00".
    if name and name.isascii() and name.isalnum():
        return name
    minutes = abs(offset) // 60
    return f"{'-' if offset < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
