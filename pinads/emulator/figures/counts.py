"""Counts: metrics that add up. Each is a function that rises along a day's impressions, clicks and conversions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from pinads.emulator.figures.conversions import LENGTH, Wanted, Windows, running_sums
from pinads.emulator.figures.daily_figures import DayFigures, DayPart

Parts = Sequence[DayPart]
Total = Callable[[Parts], int]
"""Adds up a metric over parts of days."""
Rising = Callable[[int, int, int, DayFigures], int]
"""A metric up to an impression, a click and a conversion of a day; 0 at the beginning."""
WHOLE = 65_536
_AUDIENCE = 25
"""People that an ad group reaches in the long run, compared with those of a day."""
_EVERYBODY = 5_000_000_000
"""People that any ads together reach in the long run, in thousandths."""


def impressions(parts: Parts) -> int:
    """Add up paid impressions."""
    return sum([i1 - i0 for _, i0, i1, _, _, _, _ in parts])


def clicks(parts: Parts) -> int:
    """Add up paid clicks."""
    return sum([c1 - c0 for _, _, _, c0, c1, _, _ in parts])


def spend(parts: Parts) -> int:
    """Add up the spend, in micro currency: each paid click costs what clicks cost on that day."""
    return sum([(c1 - c0) * day.cpc for day, _, _, c0, c1, _, _ in parts])


def video_spend(parts: Parts) -> int:
    """Add up the spend on videos."""
    # A whole number of clicks cost it, as they do the whole spend.
    return sum([(_videos(part.c1, part.day) - _videos(part.c0, part.day)) * part.day.cpc for part in parts])


def _videos(number: int, day: DayFigures) -> int:
    return number * day.video // WHOLE


def people(parts: Parts) -> int:
    """Estimate the different people who saw an ad.

    It does not add up: the more often ads are on screen, the more of those who see them have seen them before.
    """
    # Both are in thousandths of a person. What a person has seen of one ad group makes the next impression less likely to be news.
    seen: dict[int, int] = {}
    most: dict[int, int] = {}
    for part in parts:
        group, frequency = part.day.ad_group, part.day.frequency
        seen[group] = seen.get(group, 0) + (part.i1 - part.i0) * 1_000_000 // frequency
        most[group] = max(most.get(group, 0), part.day.impressions * 1_000_000 // frequency)
    reached = 0
    for group, some in seen.items():
        audience = _AUDIENCE * most[group]
        reached += some * audience // (some + audience) if some else 0
    reached = reached * _EVERYBODY // (reached + _EVERYBODY)
    # Rounded up: an impression has somebody who saw it.
    return -(-reached // 1000)


@cache
def total_of(rising: Rising) -> Total:
    """Return the function that adds up a metric."""

    def total(parts: Parts) -> int:
        found = 0
        for day, i0, i1, c0, c1, k0, k1 in parts:
            found += rising(i1, c1, k1, day)
            if i0:
                found -= rising(i0, c0, k0, day)
        return found

    return total


def paid_impressions(i: int, c: int, k: int, day: DayFigures) -> int:
    """Return the impressions themselves."""
    return i


def paid_clicks(i: int, c: int, k: int, day: DayFigures) -> int:
    """Return the clicks themselves."""
    return c


def video_starts(i: int, c: int, k: int, day: DayFigures) -> int:
    """Return the impressions that start a video."""
    return i * day.video // WHOLE


@cache
def part_of(rising: Rising, per_mille: float) -> Rising:
    """Return a part of another metric, in thousandths; it never exceeds that metric."""
    rate = round(per_mille * WHOLE / 1000)

    def rises(i: int, c: int, k: int, day: DayFigures) -> int:
        return (rising(i, c, k, day) * rate + day.dither) // WHOLE

    return rises


@cache
def sum_of(first: Rising, *others: Rising) -> Rising:
    """Return the sum of metrics."""
    if len(others) != 1:
        rest = sum_of(*others)
        return sum_of(first, rest)
    (second,) = others

    def rises(i: int, c: int, k: int, day: DayFigures) -> int:
        return first(i, c, k, day) + second(i, c, k, day)

    return rises


@lru_cache(2048)
def conversions_of(wanted: Wanted, windows: Windows) -> Rising:
    """Return the number of some conversions, or their value in micro currency."""
    before = running_sums(wanted, windows)
    whole = before[-1]

    def rises(i: int, c: int, k: int, day: DayFigures) -> int:
        phase = day.dither % LENGTH
        turns, rest = divmod(k + phase, LENGTH)
        return turns * whole + before[rest] - before[phase]

    def value(i: int, c: int, k: int, day: DayFigures) -> int:
        return rises(i, c, k, day) * day.value

    return value if wanted.unit == "VALUE" else rises
