"""Metrics of analytics and reports: made up, but the same for the same entity and day on every machine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timezone
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pinads.emulator.messages import JsonObject


class Metrics(NamedTuple):
    """The metrics of one entity in one period."""

    impressions: int
    clicks: int
    conversions: int
    spend: int
    other: int


_ZERO = Metrics(0, 0, 0, 0, 0)
_COLUMNS: dict[str, Callable[[Metrics], float]] = {
    "SPEND_IN_MICRO": lambda metrics: metrics.spend,
    "SPEND_IN_DOLLAR": lambda metrics: round(metrics.spend / 1e6, 6),
    "CPC": lambda metrics: round(metrics.spend / 1e6 / (metrics.clicks or 1), 6),
    "CPM": lambda metrics: round(metrics.spend / 1e6 / ((metrics.impressions or 1) / 1000), 6),
    "CTR": lambda metrics: round(metrics.clicks / (metrics.impressions or 1), 6),
    "IMPRESSION": lambda metrics: metrics.impressions,
    "CLICK": lambda metrics: metrics.clicks,
    "CONVERSIONS": lambda metrics: metrics.conversions,
}
"""By a part of the column's name; the first that fits is used."""


def measure(identity: int, days: Iterable[date]) -> Metrics:
    """Return the metrics of an entity in some days."""
    return add(_of_day(identity, day) for day in days)


def add(parts: Iterable[Metrics]) -> Metrics:
    """Add up metrics; zeros if there are none."""
    columns = list(zip(*parts, strict=True))
    return Metrics(*map(sum, columns)) if columns else _ZERO


def divide(identity: int, days: Iterable[date], count: int) -> list[Metrics]:
    """Divide the metrics of an entity between a number of targeting values.

    Each day is divided separately: the parts of a day add up to the day, and the days of a part to the part of the whole period.
    """
    by_day = [tuple(_shares(_of_day(identity, day), count)) for day in days]
    return [add(parts) for parts in zip(*by_day, strict=True)] if by_day else [_ZERO] * count


def first_day(entity: JsonObject, first: date, last: date) -> date:
    """Return the first day of a period on which an entity has metrics: none precede its creation.

    An entity created after the period has metrics in all of it, so that one made for a trial shows some.
    """
    created = entity.get("created_time")
    day = first if created is None else datetime.fromtimestamp(created, timezone.utc).date()
    return day if first <= day <= last else first


@cache
def column(name: str) -> Callable[[Metrics], float]:
    """Find the function that computes a column of metrics, by the column's name."""
    return next((value for part, value in _COLUMNS.items() if part in name), lambda metrics: metrics.other)


def _shares(total: Metrics, count: int) -> Iterator[Metrics]:
    """Divide metrics into parts, each smaller than the one before, which add up to the whole."""
    bounds = [number * (2 * count + 1 - number) for number in range(count + 1)]
    for before, after in pairwise(bounds):
        yield Metrics(*(value * after // bounds[-1] - value * before // bounds[-1] for value in total))


def _of_day(identity: int, day: date) -> Metrics:
    dice = hashlib.blake2b(f"{identity} {day.toordinal()}".encode(), digest_size=8).digest()
    impressions = 200 + int.from_bytes(dice[:2], "big") % 4800
    clicks = impressions * (5 + dice[2] % 25) // 1000
    return Metrics(impressions, clicks, clicks * (dice[3] % 12) // 100, clicks * (150_000 + dice[4] * 2000), dice[5])
