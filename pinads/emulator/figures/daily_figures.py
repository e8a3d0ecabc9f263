"""Figures of an ad group on one day: drawn, but the same for the same ad group, budget and day on every machine.

The impressions of a day are a line of numbers. Every part of a day (an ad, an hour, a value of a targeting type) is an interval of that
line, and each metric is a function that rises along it: the metric of a part is the difference between its ends. So parts add up to the
whole, to the last micro, and clicks never exceed impressions nor conversions clicks, however finely a day is divided.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from pinads.emulator.figures.incidents import FATIGUE, UNDERSPEND, WHOLE, fatigue, pace

PRELIMINARY, DELIVERED, FINAL = range(3)
"""Stages of a day: all figures may be restated, only conversions, or none."""
DELIVERY_FINAL_AFTER, CONVERSIONS_FINAL_AFTER = 2, 3
"""Days after which the figures of a day of UTC are final."""
_CPC_STEP = 10_000
_SPEND = (1000, 995, 990, 985, 975, 950, 960)
_CTR = (985, 980, 990, 1000, 1010, 1040, 1030)
_CPC = (1020, 1010, 1005, 1000, 990, 960, 970)
"""Factors from Monday to Sunday, in thousandths."""
_THURSDAY = 3
"""Weekday of day 0, which is 1970-01-01."""
_CACHED = 20_000


Share = tuple[int, int, int]
"""A share of something: from a number of parts to another, of how many."""


class Traits(NamedTuple):
    """Traits of an ad group, the same on all days.

    Attributes:
        cpc: cost of a click, in millionths of a US dollar.
        ctr: clicks of a million impressions.
        conversions: conversions of a million clicks.
        basket: value of a checkout in US dollars.
        frequency: impressions of a person on a day, in thousandths.
        video: the part of the impressions that start a video, of 65,536.
    """

    cpc: int
    ctr: int
    conversions: int
    basket: int
    frequency: int
    video: int


class DayFigures(NamedTuple):
    """The figures of an ad group on one day.

    Attributes:
        ad_group: the ad group's id.
        impressions: paid impressions.
        clicks: paid clicks.
        cpc: cost of a click, in micro currency.
        conversions: conversions within the longest attribution windows.
        value: a thousandth of the value of a checkout, in micro currency.
        frequency: impressions of a person, in thousandths.
        video: the part of the impressions that start a video, of 65,536.
        dither: a number below 65,536 that decides how small numbers are rounded.
    """

    ad_group: int
    impressions: int
    clicks: int
    cpc: int
    conversions: int
    value: int
    frequency: int
    video: int
    dither: int


class DayPart(NamedTuple):
    """A part of a day's figures: the first and last impression, click and conversion on the day's line."""

    day: DayFigures
    i0: int
    i1: int
    c0: int
    c1: int
    k0: int
    k1: int


class Stretch(NamedTuple):
    """An ad's interval on the line of its ad group, with the clicks as a function of the impressions.

    Attributes:
        first: impressions before it.
        last: impressions at its end.
        slope: clicks of an impression, compared with the other ads.
        offset: added to ``slope * impression``.
        whole: the value at the end of the line.
    """

    first: int
    last: int
    slope: int
    offset: int
    whole: int


@lru_cache(4096)
def traits_of(ad_group: int) -> Traits:
    """Draw the traits of an ad group."""
    dice = blake2b(b"ad group %d" % ad_group, digest_size=8).digest()
    return Traits(
        cpc=250_000 + 3000 * dice[0],
        ctr=6000 + 40 * dice[1],
        conversions=110_000 + 300 * dice[2],
        basket=40 + 10 * (dice[3] % 9),
        frequency=1150 + dice[4],
        video=(0, 6000, 15_000, 40_000)[dice[5] % 4],
    )


def stage_of(age: int) -> int:
    """Return the stage of a day's figures by its age in days."""
    if age < DELIVERY_FINAL_AFTER:
        return PRELIMINARY
    return FINAL if age >= CONVERSIONS_FINAL_AFTER else DELIVERED


@lru_cache(_CACHED)
def day_of(ad_group: int, day: int, budget: int, scale: int, incident: str | None, since: int, stage: int) -> DayPart:
    """Draw the whole day of an ad group.

    Args:
        ad_group: its id.
        day: days since 1970-01-01, in UTC.
        budget: the most that it spends on a whole day, in micro currency.
        scale: units of the account's currency that a US dollar buys.
        incident: what is unusual about the campaign's figures, if anything.
        since: the first day on which it is.
        stage: how final the figures are.
    """
    traits, weekday = traits_of(ad_group), (day + _THURSDAY) % 7
    dice = blake2b(b"%d %d" % (ad_group, day), digest_size=8).digest()
    tired = fatigue(day - since) if incident == FATIGUE else WHOLE
    spend = budget * _SPEND[weekday] // 1000 * (995 - dice[0] % 12) // 1000
    if incident == UNDERSPEND:
        spend = spend * pace(day) // WHOLE
    ctr = traits.ctr * _CTR[weekday] // 1000 * (960 + dice[1] % 81) // 1000 * tired // WHOLE
    cpc = traits.cpc * scale * _CPC[weekday] // 1000 * (960 + dice[2] % 81) // 1000 * WHOLE // tired
    step = _CPC_STEP * scale
    cpc = max(step, min(cpc, budget // 10) // step * step)
    clicks = spend // cpc
    impressions = clicks * 1_000_000 // ctr + (dice[3] % 50 if clicks else 0)
    conversions = (clicks * traits.conversions // 1000 * (940 + dice[4] % 121) + dice[5] * 3900) // 1_000_000 if clicks else 0
    if stage == PRELIMINARY:
        share = 960 + dice[6] % 25
        clicks, impressions, conversions = clicks * share // 1000, impressions * share // 1000, conversions * share // 1000
    if stage < FINAL:
        conversions = conversions * (840 + dice[7] % 60) // 1000
    value = (traits.basket + 10 * (dice[6] % 3 - 1)) * scale * 1000
    frequency = traits.frequency * WHOLE // tired
    conversions = min(conversions, clicks)
    figures = DayFigures(ad_group, impressions, clicks, cpc, conversions, value, frequency, traits.video, int.from_bytes(dice[4:6], "big"))
    return DayPart(figures, 0, impressions, 0, clicks, 0, conversions)


@lru_cache(_CACHED // 5)
def stretches(figures: DayFigures, ads: tuple[int, ...]) -> tuple[Stretch, ...]:
    """Divide the line of an ad group between its ads: some have more impressions, and some more clicks an impression."""
    traits = [_ad_traits(ad) for ad in ads]
    total, weight, offset = sum(weight for weight, _ in traits), 0, 0
    bounds = []
    for each, slope in traits:
        first = figures.impressions * weight // total
        weight += each
        last = figures.impressions * weight // total
        bounds.append((first, last, slope, offset - slope * first))
        offset += slope * (last - first)
    return tuple(Stretch(*bound, offset) for bound in bounds)


@lru_cache(_CACHED)
def _ad_traits(ad: int) -> tuple[int, int]:
    dice = blake2b(b"ad %d" % ad, digest_size=2).digest()
    return 2 + dice[0] % 9, 7 + dice[1] % 7


def part_of(figures: DayFigures, stretch: Stretch, shares: Sequence[Share]) -> DayPart:
    """Return a part of an ad's day.

    Args:
        figures: the day of its ad group.
        stretch: the ad's interval.
        shares: what is taken of the interval, one after the other.
    """
    first, last = stretch.first, stretch.last
    for begin, end, of in shares:
        length = last - first
        first, last = first + length * begin // of, first + length * end // of
    clicks, whole, slope, offset = figures.clicks, stretch.whole or 1, stretch.slope, stretch.offset
    c0, c1 = clicks * (offset + slope * first) // whole, clicks * (offset + slope * last) // whole
    conversions, clicks = figures.conversions, clicks or 1
    return DayPart(figures, first, last, c0, c1, conversions * c0 // clicks, conversions * c1 // clicks)
