"""Incidents: what is unusual about the figures of a campaign, so that there is something to find."""

from __future__ import annotations

UNDERSPEND, FATIGUE, SILENT, REJECTED, ENDED = "underspend", "fatigue", "silent", "rejected", "ended"
INCIDENTS = (UNDERSPEND, FATIGUE, SILENT, REJECTED, ENDED)
"""It spends half of its budget; people see it too often and click less; it spends nothing although it is active; one of its ads was
rejected; it is still active after its end."""
DRAWN = (UNDERSPEND, FATIGUE, SILENT)
"""Incidents that are in the figures; the others are in the entities."""
FATIGUE_DAYS = 35
"""Days before the sample is made that a fatigue begins."""
WHOLE = 1000


def pace(day: int) -> int:
    """Return the part of the budget that an underspending campaign spends on a day, in thousandths."""
    return 480 + day * 7 % 60


def fatigue(days: int) -> int:
    """Return what is left of the click rate some days after a fatigue has begun, in thousandths."""
    return max(300, WHOLE - 14 * max(0, days))
