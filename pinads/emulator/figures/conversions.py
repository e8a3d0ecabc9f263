"""Conversions: the event, the attribution, the place and the devices of each, in a pattern that repeats along a day's conversions.

Since each conversion has exactly one of each, ``TOTAL_CHECKOUT`` is the sum of its clicks, engagements and views, and of its places.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

LENGTH = 1009
"""Conversions until the pattern repeats, a prime."""
EVENTS = {
    "PAGE_VISIT": 430,
    "ADD_TO_CART": 150,
    "CHECKOUT": 120,
    "SEARCH": 70,
    "VIEW_CATEGORY": 60,
    "SIGNUP": 50,
    "LEAD": 40,
    "CUSTOM": 30,
    "WATCH_VIDEO": 20,
    "APP_INSTALL": 15,
    "UNKNOWN": 14,
    "ADD_TO_WISHLIST": 6,
    "SUBSCRIBE": 4,
}
"""The events, and how often the pattern has them."""
VALUES = {"CHECKOUT": 1000, "ADD_TO_CART": 600, "SIGNUP": 100, "LEAD": 200, "CUSTOM": 100, "APP_INSTALL": 100, "SUBSCRIBE": 300}
"""The value of an event, in thousandths of a checkout's; the other events have none."""
PLACES = {"WEB": 80, "INAPP": 11, "OFFLINE": 6, "PINTEREST": 3}
_ELSEWHERE = {
    "INAPP": ("ADD_TO_CART", "APP_INSTALL", "CHECKOUT", "SEARCH", "SIGNUP", "UNKNOWN"),
    "OFFLINE": ("CHECKOUT", "CUSTOM", "LEAD", "SIGNUP", "UNKNOWN"),
    "PINTEREST": ("CHECKOUT",),
}
TOUCHES = {"CLICK": 62, "ENGAGEMENT": 12, "VIEW": 26}
DEVICES = {"MOBILE": 66, "DESKTOP": 24, "TABLET": 10}
_DELAYS: Mapping[str, Mapping[int, int]] = {
    "CLICK": {0: 58, 1: 16, 7: 14, 14: 6, 30: 4, 60: 2},
    "ENGAGEMENT": {0: 50, 1: 18, 7: 16, 14: 8, 30: 6, 60: 2},
    "VIEW": {0: 80, 1: 14, 7: 3, 14: 1, 30: 1, 60: 1},
}


class Windows(NamedTuple):
    """The attribution windows of a request, in days."""

    click: int = 30
    engagement: int = 30
    view: int = 1


def windows_of(given: Mapping[str, Any]) -> Windows | None:
    """Return the attribution windows of a request; None with granularity HOUR, which has no data of conversions."""
    if given["granularity"] == "HOUR":
        return None
    return Windows(given["click_window_days"], given["engagement_window_days"], given["view_window_days"])


class Wanted(NamedTuple):
    """The conversions that a column is about; empty means any.

    Attributes:
        event: such as ``CHECKOUT``.
        place: such as ``WEB``.
        touch: ``CLICK``, ``ENGAGEMENT`` or ``VIEW``.
        acted: the device of the action.
        converted: the device of the conversion.
        unit: what is counted: conversions, ``VALUE``, or ``QUANTITY``.
    """

    event: str = ""
    place: str = ""
    touch: str = ""
    acted: str = ""
    converted: str = ""
    unit: str = ""


class _Conversion(NamedTuple):
    event: str
    place: str
    touch: str
    acted: str
    converted: str
    delay: int
    items: int


@lru_cache(1)
def _pattern() -> tuple[_Conversion, ...]:
    # Multiples of these numbers, modulo the length, are spread evenly, and independently of each other.
    found = []
    for position in range(LENGTH):
        event = _picked(EVENTS, position * 624)
        place = _picked(PLACES, position * 271)
        if event not in _ELSEWHERE.get(place, (event,)):
            place = "WEB"
        if event == "APP_INSTALL":
            place = "INAPP"
        touch = _picked(TOUCHES, position * 419)
        acted, converted = _picked(DEVICES, position * 137), _picked(DEVICES, position * 853)
        delay = _picked(_DELAYS[touch], position * 733)
        found.append(_Conversion(event, place, touch, acted, converted, delay, 1 + position * 97 % LENGTH % 3 // 2))
    return tuple(found)


def _picked(weights: Mapping[T, int], number: int) -> T:
    """Return what has the weight that a number, modulo ``LENGTH``, falls on."""
    place = number % LENGTH * sum(weights.values())
    return next(each for each, until in zip(weights, accumulate(weights.values()), strict=True) if place < until * LENGTH)


@lru_cache(2048)
def running_sums(wanted: Wanted, windows: Windows) -> tuple[int, ...]:
    """Return the sum of what is wanted, before each conversion of the pattern and at its end."""
    return (0, *accumulate(_counted(each, wanted, windows) for each in _pattern()))


def _counted(each: _Conversion, wanted: Wanted, windows: Windows) -> int:
    """Count one conversion: 0 if it is not wanted or came too late, else 1, its items or its value."""
    window = {"CLICK": windows.click, "ENGAGEMENT": windows.engagement, "VIEW": windows.view}[each.touch]
    pairs = zip(wanted[:5], each[:5], strict=True)
    if each.delay > window or any(wish and wish != have for wish, have in pairs):
        return 0
    if wanted.unit == "VALUE":
        return VALUES.get(each.event, 0)
    return each.items if wanted.unit == "QUANTITY" else 1
