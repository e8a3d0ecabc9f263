"""Figures of analytics and reports: made up, but the same for the same entity and day on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timezone
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple


class Metrics(NamedTuple):
    """What happened to one entity in one span."""

    impressions: int
    clicks: int
    conversions: int
    spend: int
    other: int


_NOTHING = Metrics(0, 0, 0, 0, 0)
_FIGURES: dict[str, Callable[[Metrics], float]] = {
    "SPEND_IN_MICRO": lambda seen: seen.spend,
    "SPEND_IN_DOLLAR": lambda seen: round(seen.spend / 1e6, 6),
    "CPC": lambda seen: round(seen.spend / 1e6 / (seen.clicks or 1), 6),
    "CPM": lambda seen: round(seen.spend / 1e6 / ((seen.impressions or 1) / 1000), 6),
    "CTR": lambda seen: round(seen.clicks / (seen.impressions or 1), 6),
    "IMPRESSION": lambda seen: seen.impressions,
    "CLICK": lambda seen: seen.clicks,
    "CONVERSIONS": lambda seen: seen.conversions,
}
"""By what is in a column's name; the first that fits counts."""


def measured(identity: int, days: Iterable[date]) -> Metrics:
    """What happened to an entity in some days."""
    return added(_on(identity, day) for day in days)


def added(parts: Iterable[Metrics]) -> Metrics:
    """Add up figures; none make zeros."""
    together = list(zip(*parts, strict=True))
    return Metrics(*map(sum, together)) if together else _NOTHING


def divided(identity: int, days: Iterable[date], count: int) -> list[Metrics]:
    """Divide what happened to an entity between a number of values.

    Each day is divided on its own: so the parts of a day add up to the day, and the days of a part to the part in the whole span.
    """
    by_day = [tuple(shares(_on(identity, day), count)) for day in days]
    return [added(parts) for parts in zip(*by_day, strict=True)] if by_day else [_NOTHING] * count


def since(entity: dict[str, Any], first: date, last: date) -> date:
    """The first day of a span on which something happens to an entity: one that was created within it has nothing before.

    One that was created later has figures all the same, so that whatever was made for a trial shows some.
    """
    created = entity.get("created_time")
    day = first if created is None else datetime.fromtimestamp(created, timezone.utc).date()
    return day if first <= day <= last else first


def shares(total: Metrics, count: int) -> Iterator[Metrics]:
    """What happened, divided between so many, each of whom has less than the one before; together they have all of it."""
    bounds = [number * (2 * count + 1 - number) for number in range(count + 1)]
    for before, after in pairwise(bounds):
        yield Metrics(*(value * after // bounds[-1] - value * before // bounds[-1] for value in total))


@cache
def figure(name: str) -> Callable[[Metrics], float]:
    """How the figure of a column follows from what happened: it fits the column's name."""
    return next((value for part, value in _FIGURES.items() if part in name), lambda seen: seen.other)


def _on(identity: int, day: date) -> Metrics:
    dice = hashlib.blake2b(f"{identity} {day.toordinal()}".encode(), digest_size=8).digest()
    impressions = 200 + int.from_bytes(dice[:2], "big") % 4800
    clicks = impressions * (5 + dice[2] % 25) // 1000
    return Metrics(impressions, clicks, clicks * (dice[3] % 12) // 100, clicks * (150_000 + dice[4] * 2000), dice[5])
