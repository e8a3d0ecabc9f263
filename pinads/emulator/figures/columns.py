"""Columns: how each metric of analytics and reports is computed, by the column's name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from pinads.emulator.figures import counts
from pinads.emulator.figures.conversions import DEVICES, EVENTS, PLACES, TOUCHES, Wanted, Windows
from pinads.emulator.figures.counts import Parts, Rising, Total, part_of, sum_of, total_of

Number = float
"""An int, or a float with at most six decimals."""


class MetricColumn(NamedTuple):
    """A column: the totals that it needs, and what it makes of them."""

    totals: tuple[Total, ...]
    value: Callable[..., Number]


_IMPRESSIONS, _CLICKS, _VIDEO = counts.paid_impressions, counts.paid_clicks, counts.video_starts
_EARNED = part_of(_IMPRESSIONS, 60)
_EARNED_CLICKS, _EARNED_VIDEO = part_of(_EARNED, 12), part_of(_EARNED, 200)
_SAVES, _EARNED_SAVES = part_of(_IMPRESSIONS, 4.1), part_of(_EARNED, 3.2)


def _video_views(starts: Rising) -> dict[str, Rising]:
    """Return the views of a video: the longer they are, the fewer."""
    views = {"VIDEO_P0_COMBINED": starts}
    last = starts
    for name, rate in (
        ("VIDEO_MRC_VIEWS", 620),
        ("VIDEO_3SEC_VIEWS", 850),
        ("VIDEO_P25_COMBINED", 810),
        ("VIDEO_P50_COMBINED", 640),
        ("VIDEO_15SEC_UNIQUE_VIEWS", 800),
        ("VIDEO_P75_COMBINED", 820),
        ("VIDEO_P95_COMBINED", 780),
        ("VIDEO_P100_COMPLETE", 860),
    ):
        last = views[name] = part_of(last, rate)
    return views


_PAID_VIEWS, _EARNED_VIEWS = _video_views(_VIDEO), _video_views(_EARNED_VIDEO)
_FAMILIES: dict[str, tuple[Rising, ...]] = {
    "IMPRESSION": (_IMPRESSIONS, _EARNED),
    "CLICKTHROUGH": (_CLICKS, _EARNED_CLICKS),
    "OUTBOUND_CLICK": (part_of(_CLICKS, 720), part_of(_EARNED_CLICKS, 650)),
    "REPIN": (_SAVES, _EARNED_SAVES),
    "ENGAGEMENT": (
        sum_of(_CLICKS, _SAVES, part_of(_IMPRESSIONS, 6.5)),
        sum_of(_EARNED_CLICKS, _EARNED_SAVES, part_of(_EARNED, 5.5)),
    ),
    "WEB_SESSIONS": (part_of(part_of(_CLICKS, 720), 870), part_of(part_of(_EARNED_CLICKS, 650), 870)),
    "COLLECTION_PIN_ITEM_IMPRESSION": (part_of(_IMPRESSIONS, 90), part_of(_EARNED, 70)),
    "COLLECTION_PIN_ITEM_CLICKTHROUGH": (part_of(_CLICKS, 110), part_of(_EARNED_CLICKS, 100)),
    **{name: (_PAID_VIEWS[name], _EARNED_VIEWS[name]) for name in _PAID_VIEWS},
    # About two seconds between a view and the next longer one.
    "VIDEO_SECONDS": tuple(sum_of(*views.values(), *views.values()) for views in (_PAID_VIEWS, _EARNED_VIEWS)),
    "IDEA_PIN_PRODUCT_TAG_VISIT": (part_of(_CLICKS, 30), part_of(_EARNED_CLICKS, 30)),
    "IDEA_PIN_PAGE_FORWARD": (part_of(_IMPRESSIONS, 14), part_of(_EARNED, 14)),
    "IDEA_PIN_PAGE_BACKWARD": (part_of(_IMPRESSIONS, 5), part_of(_EARNED, 5)),
}
"""Metrics of the ad itself, and of its Pin after somebody saved it. Names that end in _1, in _2, or begin with TOTAL_."""
_COUNTS: dict[str, Rising] = {
    "PAID_IMPRESSION": _IMPRESSIONS,
    "IMPRESSION_1_GROSS": sum_of(_IMPRESSIONS, part_of(_IMPRESSIONS, 15)),
    "CLICKTHROUGH_1_GROSS": sum_of(_CLICKS, part_of(_CLICKS, 15)),
    "LEADS": part_of(_CLICKS, 11),
    "INAPP_SKAN_APP_INSTALL": part_of(_CLICKS, 4),
    "INAPP_SKAN_ASSISTED_APP_INSTALL": part_of(_CLICKS, 2),
    "TOTAL_DESTINATION_VIEWS": part_of(_CLICKS, 700),
    "QUIZ_STARTED": part_of(_CLICKS, 20),
    "QUIZ_PIN_RESULT_OPEN": part_of(part_of(_CLICKS, 20), 600),
    "QUIZ_COMPLETED": part_of(part_of(_CLICKS, 20), 700),
    "SHOWCASE_PIN_CLICKTHROUGH": part_of(_CLICKS, 40),
}
_STEPS = {"IMPRESSION": 9, "SWIPE": 3, "CLOSEUP": 1.5, "CLICKTHROUGH": 0.6, "REPIN": 0.3}
"""Steps through a showcase, in thousandths of the impressions, by a word of the column."""
_CONVERSION = re.compile(
    rf"TOTAL_(?P<place>(?:{'|'.join(PLACES)})_)?(?P<touch>(?:{'|'.join(TOUCHES)})_)?(?P<event>{'|'.join(EVENTS)}|CONVERSIONS)"
    r"(?P<unit>_QUANTITY|_VALUE_IN_MICRO_DOLLAR)?"
)
_ACROSS = re.compile(
    rf"TOTAL_(?P<event>{'|'.join(EVENTS)})_(?P<acted>{'|'.join(DEVICES)})_ACTION_TO_(?P<converted>{'|'.join(DEVICES)})_CONVERSION"
)
_FAMILY = re.compile(rf"(?P<total>TOTAL_)?(?P<name>{'|'.join(_FAMILIES)})(?(total)|_(?P<which>[12]))")
_PER_ACTION = re.compile("(?P<what>.+)_(?P<of>COST_PER_ACTION|ROAS)")
_UNIT = re.compile("(?P<name>.+?)_IN_(?P<micro>MICRO_)?DOLLAR(?P<paid>_1)?")
_COSTS = {
    "CPC": "CLICKTHROUGH_1",
    "ECPC": "TOTAL_CLICKTHROUGH",
    "CPM": "IMPRESSION_1",
    "ECPM": "TOTAL_IMPRESSION",
    "ECPE": "TOTAL_ENGAGEMENT",
    "CPV": "VIDEO_MRC_VIEWS_1",
    "ECPV": "TOTAL_VIDEO_MRC_VIEWS",
    "CPCV": "VIDEO_P100_COMPLETE_1",
    "ECPCV": "TOTAL_VIDEO_P100_COMPLETE",
    "CPCV_P95": "VIDEO_P95_COMBINED_1",
    "ECPCV_P95": "TOTAL_VIDEO_P95_COMBINED",
    "COST_PER_OUTBOUND_CLICK": "TOTAL_OUTBOUND_CLICK",
    "COST_PER_OUTBOUND_CLICK_1": "OUTBOUND_CLICK_1",
}
_RATES = {
    "CTR": ("CLICKTHROUGH_1", "IMPRESSION_1"),
    "CTR_2": ("CLICKTHROUGH_2", "IMPRESSION_2"),
    "ECTR": ("TOTAL_CLICKTHROUGH", "TOTAL_IMPRESSION"),
    "OUTBOUND_CTR_1": ("OUTBOUND_CLICK_1", "IMPRESSION_1"),
    "OUTBOUND_CTR": ("TOTAL_OUTBOUND_CLICK", "TOTAL_IMPRESSION"),
    "ENGAGEMENT_RATE": ("ENGAGEMENT_1", "IMPRESSION_1"),
    "EENGAGEMENT_RATE": ("TOTAL_ENGAGEMENT", "TOTAL_IMPRESSION"),
    "REPIN_RATE": ("REPIN_1", "IMPRESSION_1"),
    "TOTAL_REPIN_RATE": ("TOTAL_REPIN", "TOTAL_IMPRESSION"),
    "PAID_VIDEO_VIEWABLE_RATE": ("VIDEO_MRC_VIEWS_1", "VIDEO_P0_COMBINED_1"),
    "QUIZ_COMPLETION_RATE": ("QUIZ_COMPLETED", "QUIZ_STARTED"),
    "SHOWCASE_AVERAGE_SUBPAGE_CLOSEUP_PER_SESSION": ("SHOWCASE_SUBPAGE_CLOSEUP", "SHOWCASE_PIN_CLICKTHROUGH"),
    "TOTAL_IMPRESSION_FREQUENCY": ("TOTAL_IMPRESSION", "TOTAL_IMPRESSION_USER"),
    **{
        name.format("VIDEO_AVG_WATCHTIME_IN_SECOND"): (name.format("VIDEO_SECONDS"), name.format("VIDEO_P0_COMBINED"))
        for name in ("TOTAL_{}", "{}_1", "{}_2")
    },
}


class Measures:
    """The metrics of a request, in the order of its columns.

    Args:
        columns: the names of the columns.
        windows: the attribution windows; None for hours, which have no conversions.
    """

    def __init__(self, columns: Iterable[str], windows: Windows | None) -> None:
        found = [_column(name, windows) for name in columns]
        self._totals = list(dict.fromkeys(total for column in found for total in column.totals))
        places = {total: place for place, total in enumerate(self._totals)}
        self._columns = [(column.value, [places[total] for total in column.totals]) for column in found]
        self._nothing = self._of(())

    def of(self, parts: Parts) -> list[Number]:
        """Compute the metrics of some parts of days together."""
        return self._of(parts) if parts else self._nothing

    def _of(self, parts: Parts) -> list[Number]:
        totals = [total(parts) for total in self._totals]
        return [value(*[totals[place] for place in places]) for value, places in self._columns]


def _itself(number: int) -> Number:
    return number


def _in_units(micros: int) -> Number:
    return round(micros / 1e6, 6)


def _ratio(above: int, below: int) -> Number:
    return round(above / below, 6) if below else 0


@cache
def _cost_of(number: int, micro: bool) -> Callable[[int, int], Number]:
    """Return the function that computes the cost of so many, in micro currency or in units."""

    def cost(micros: int, counted: int) -> Number:
        if not counted:
            return 0
        amount = round(micros * number / counted)
        return amount if micro else _in_units(amount)

    return cost


@lru_cache(4096)
def _column(name: str, windows: Windows | None) -> MetricColumn:
    """Find out how a column is computed."""
    if name in _RATES:
        above, below = _RATES[name]
        return MetricColumn((_total(above, windows), _total(below, windows)), _ratio)
    if unit := _UNIT.fullmatch(name):
        base, micro = unit["name"], bool(unit["micro"])
        spent = _SPENDS.get(base)
        if spent is not None:
            return MetricColumn((spent,), _itself if micro else _in_units)
        if base + (unit["paid"] or "") in _COSTS:
            return _cost(base + (unit["paid"] or ""), micro, windows)
    if name in _COSTS:
        return _cost(name, False, windows)
    if name == "COST_PER_LEAD":
        return MetricColumn((counts.spend, _total("LEADS", windows)), _cost_of(1, micro=False))
    if per_action := _PER_ACTION.fullmatch(name):
        what = per_action["what"]
        event = what if what.startswith("INAPP_SKAN") else f"TOTAL_{what}"
        if per_action["of"] == "ROAS":
            return MetricColumn((_total(f"{event}_VALUE_IN_MICRO_DOLLAR", windows), counts.spend), _ratio)
        return MetricColumn((counts.spend, _total(event, windows)), _cost_of(1, micro=False))
    if name.endswith("_CONVERSION_RATE"):
        return MetricColumn((_total(name.removesuffix("_CONVERSION_RATE"), windows), _total("TOTAL_CLICKTHROUGH", windows)), _ratio)
    return MetricColumn((_total(name, windows),), _itself)


def _cost(name: str, micro: bool, windows: Windows | None) -> MetricColumn:
    return MetricColumn((counts.spend, _total(_COSTS[name], windows)), _cost_of(1000 if name.endswith("CPM") else 1, micro))


def _nothing(parts: Parts) -> int:
    return 0


_SPENDS: dict[str, Total] = {"SPEND": counts.spend, "VIDEO_SPEND": counts.video_spend, "ADS_CREDIT_SPEND": _nothing}
_FAST: dict[str, Total] = {
    "IMPRESSION_1": counts.impressions,
    "PAID_IMPRESSION": counts.impressions,
    "CLICKTHROUGH_1": counts.clicks,
    "TOTAL_IMPRESSION_USER": counts.people,
}


@lru_cache(4096)
def _total(name: str, windows: Windows | None) -> Total:
    """Find the function that adds up a count or a value."""
    if name in _FAST:
        return _FAST[name]
    if family := _FAMILY.fullmatch(name):
        paid, earned = _FAMILIES[family["name"]]
        return total_of(sum_of(paid, earned) if family["total"] else paid if family["which"] == "1" else earned)
    if name in _COUNTS:
        return total_of(_COUNTS[name])
    if name == "ONSITE_CHECKOUTS_1":
        name = "TOTAL_PINTEREST_CHECKOUT"
    if conversion := _CONVERSION.fullmatch(name) or _ACROSS.fullmatch(name):
        return _nothing if windows is None else total_of(counts.conversions_of(_wanted(conversion.groupdict()), windows))
    return total_of(part_of(_IMPRESSIONS, next((rate for word, rate in _STEPS.items() if word in name), 1)))


def _wanted(found: dict[str, str | None]) -> Wanted:
    names = {name: (found.get(name) or "").removesuffix("_") for name in ("event", "place", "touch", "acted", "converted")}
    if names["event"] == "CONVERSIONS":
        names["event"] = ""
    unit = found.get("unit") or ""
    return Wanted(**names, unit="VALUE" if "VALUE" in unit else "QUANTITY" if unit else "")
