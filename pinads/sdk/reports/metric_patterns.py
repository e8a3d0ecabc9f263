"""The patterns of metrics: the systematic columns, declared by event, attribution, place, device and unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pinads.sdk.reports.metric_declarations import ATTRIBUTES, BY_HAND, Declaration

_PAID_OR_EARNED = {
    "TOTAL_{}": ("", "paid and earned"),
    "{}_1": ("paid_", "on the ad itself"),
    "{}_2": ("earned_", "after somebody saved the ad to a board"),
}
_FAMILIES = {
    "VIDEO_MRC_VIEWS": ("video_views", "Video views of at least two seconds with half of the video on screen"),
    "VIDEO_3SEC_VIEWS": ("video_views_3s", "Video views of at least three seconds with half of the video on screen"),
    "VIDEO_15SEC_UNIQUE_VIEWS": ("video_views_15s", "Different people's video views of at least fifteen seconds"),
    "VIDEO_AVG_WATCHTIME_IN_SECOND": ("watch_time", "Average time that a video was played, in seconds"),
    "VIDEO_P0_COMBINED": ("video_starts", "Times the video began to play"),
    "VIDEO_P25_COMBINED": ("video_p25", "Times the video reached 25% of its length"),
    "VIDEO_P50_COMBINED": ("video_p50", "Times the video reached 50% of its length"),
    "VIDEO_P75_COMBINED": ("video_p75", "Times the video reached 75% of its length"),
    "VIDEO_P95_COMBINED": ("video_p95", "Times the video reached 95% of its length"),
    "VIDEO_P100_COMPLETE": ("video_p100", "Times the video reached its end"),
    "COLLECTION_PIN_ITEM_CLICKTHROUGH": ("collection_clicks", "Clicks on an item of a collection"),
    "COLLECTION_PIN_ITEM_IMPRESSION": ("collection_impressions", "Times an item of a collection was on screen"),
    "IDEA_PIN_PAGE_BACKWARD": ("idea_pin_page_backs", "Steps back to an earlier page of an Idea Pin"),
    "IDEA_PIN_PAGE_FORWARD": ("idea_pin_page_forwards", "Steps forward to a next page of an Idea Pin"),
    "IDEA_PIN_PRODUCT_TAG_VISIT": ("idea_pin_product_visits", "Taps on a product that is tagged in an Idea Pin"),
    "WEB_SESSIONS": ("web_sessions", "Sessions of the website that loaded in a browser"),
}
_SHOWCASE = {
    "SHOWCASE_PIN_CLICKTHROUGH": ("showcase_pin_clicks", "Clicks on the showcase's Pin."),
    "SHOWCASE_CARD_THUMBNAIL_SWIPE_BACKWARD": ("showcase_card_swipes_back", "Swipes back through the thumbnails of a showcase's cards."),
    "SHOWCASE_CARD_THUMBNAIL_SWIPE_FORWARD": (
        "showcase_card_swipes_forward",
        "Swipes forward through the thumbnails of a showcase's cards.",
    ),
    "SHOWCASE_AVERAGE_SUBPAGE_CLOSEUP_PER_SESSION": ("showcase_page_closeups_per_session", "Closeups of a showcase's pages per session."),
    "SHOWCASE_SUBPAGE_CLICKTHROUGH": ("showcase_page_clicks", "Clicks on a page of a showcase."),
    "SHOWCASE_SUBPAGE_CLOSEUP": ("showcase_page_closeups", "Closeups of a page of a showcase."),
    "SHOWCASE_SUBPAGE_IMPRESSION": ("showcase_page_impressions", "Times a page of a showcase was on screen."),
    "SHOWCASE_SUBPAGE_REPIN": ("showcase_page_saves", "Saves of a page of a showcase."),
    "SHOWCASE_SUBPAGE_SWIPE_LEFT": ("showcase_page_swipes_left", "Swipes to the left on a page of a showcase."),
    "SHOWCASE_SUBPAGE_SWIPE_RIGHT": ("showcase_page_swipes_right", "Swipes to the right on a page of a showcase."),
    "SHOWCASE_SUBPIN_CLICKTHROUGH": ("showcase_subpin_clicks", "Clicks on a Pin within a showcase."),
    "SHOWCASE_SUBPIN_IMPRESSION": ("showcase_subpin_impressions", "Times a Pin within a showcase was on screen."),
    "SHOWCASE_SUBPIN_REPIN": ("showcase_subpin_saves", "Saves of a Pin within a showcase."),
    "SHOWCASE_SUBPIN_SWIPE_LEFT": ("showcase_subpin_swipes_left", "Swipes to the left on a Pin within a showcase."),
    "SHOWCASE_SUBPIN_SWIPE_RIGHT": ("showcase_subpin_swipes_right", "Swipes to the right on a Pin within a showcase."),
}


class _Event(NamedTuple):
    """A conversion event, in the singular and the plural: in short names, and in words."""

    one: str
    many: str
    word: str
    words: str


_EVENTS = {
    "ADD_TO_CART": _Event("add_to_cart", "add_to_carts", "addition to a cart", "additions to a cart"),
    "APP_INSTALL": _Event("app_install", "app_installs", "app install", "app installs"),
    "CHECKOUT": _Event("checkout", "checkouts", "checkout", "checkouts"),
    "CUSTOM": _Event("custom", "custom_events", "custom event", "custom events"),
    "LEAD": _Event("lead", "lead_events", "lead event", "lead events"),
    "PAGE_VISIT": _Event("page_visit", "page_visits", "page visit", "page visits"),
    "SEARCH": _Event("search", "searches", "search", "searches"),
    "SIGNUP": _Event("signup", "signups", "signup", "signups"),
    "UNKNOWN": _Event("unknown", "unknown_events", "conversion of an unknown event", "conversions of an unknown event"),
    "VIEW_CATEGORY": _Event("category_view", "category_views", "view of a category", "views of a category"),
    "WATCH_VIDEO": _Event("video_watch", "video_watches", "video watched", "videos watched"),
}
_PLACES = {"": "", "WEB_": " on the website", "INAPP_": " in the app", "OFFLINE_": " offline", "PINTEREST_": " on Pinterest"}
_AFTER = {
    "": " that the ad led to",
    "CLICK_": " after a click on the ad",
    "ENGAGEMENT_": " after an engagement with the ad other than a click",
    "VIEW_": " after a view of the ad",
}
_UNITS = {"": "", "_VALUE_IN_MICRO_DOLLAR": "Value of ", "_QUANTITY": "Items in "}


def _either(words: Iterable[str]) -> str:
    return "|".join(word for word in words if word)


_PLACE, _EVENT = f"(?P<place>{_either(_PLACES)}|)", f"(?P<event>{_either(_EVENTS)})"
_CONVERSIONS = f"TOTAL_{_PLACE}(?P<after>{_either(_AFTER)}|){_EVENT}(?P<unit>{_either(_UNITS)}|)"
_RATIOS = f"(TOTAL_)?{_PLACE}{_EVENT}_(?P<ratio>COST_PER_ACTION|ROAS|CONVERSION_RATE)"
_ACROSS = f"TOTAL_{_EVENT}_(?P<acted>[A-Z]+)_ACTION_TO_(?P<converted>[A-Z]+)_CONVERSION"


def declarations(columns: frozenset[str]) -> Iterator[Declaration]:
    """Declare all metrics: those with names of their own, and the rest by pattern.

    Args:
        columns: the API's columns.
    """
    yield from BY_HAND
    by_hand = {declared.api for declared in BY_HAND}
    for base, (name, words) in _FAMILIES.items():
        for form, (prefix, which) in _PAID_OR_EARNED.items():
            yield Declaration(prefix + name, form.format(base), "", f"{words}, {which}.")
    for api, meaning in ATTRIBUTES.items():
        yield Declaration(api.lower(), api, "", meaning)
    for api, (name, meaning) in _SHOWCASE.items():
        yield Declaration(name, api, "", meaning)
    for api in sorted(columns - by_hand):
        if found := re.fullmatch(_CONVERSIONS, api):
            yield _conversions(api, **found.groupdict())
        elif found := re.fullmatch(_RATIOS, api):
            yield _ratio(api, columns, **found.groupdict())
        elif found := re.fullmatch(_ACROSS, api):
            yield _across_devices(api, **found.groupdict())


def _conversions(api: str, place: str, after: str, event: str, unit: str) -> Declaration:
    words = _EVENTS[event].words
    meaning = f"{_UNITS[unit]}{words}{_PLACES[place]}{_AFTER[after]}."
    return Declaration((place + after).lower() + _in_unit(event, unit), api, "", meaning[0].upper() + meaning[1:])


def _in_unit(event: str, unit: str) -> str:
    """Name an event's count, value or number of items; the value of checkouts is the revenue."""
    one, many = _EVENTS[event][:2]
    if unit == "_QUANTITY":
        return f"{one}_items"
    if not unit:
        return many
    return "revenue" if event == "CHECKOUT" else f"{one}_value"


def _ratio(api: str, columns: frozenset[str], place: str, event: str, ratio: str) -> Declaration:
    one, _, word, words = _EVENTS[event]
    where, at = place.lower(), _PLACES[place]
    total = f"TOTAL_{place}{event}"
    if ratio == "COST_PER_ACTION":
        formula = f"spend / {where}{_in_unit(event, '')}" if total in columns else ""
        return Declaration(f"cost_per_{where}{one}", api, "", f"Cost of a {word}{at}.".replace("a a", "an a"), formula)
    if ratio == "ROAS":
        value = "_VALUE_IN_MICRO_DOLLAR"
        formula = f"{where}{_in_unit(event, value)} / spend" if total + value in columns else ""
        name = "roas" if event == "CHECKOUT" else f"{one}_roas"
        return Declaration(where + name, api, "", f"Value of {words}{at} per unit of money spent.", formula)
    return Declaration(f"{where}{one}_conversion_rate", api, "", f"Pinterest's conversion rate of {words}{at}.")


def _across_devices(api: str, event: str, acted: str, converted: str) -> Declaration:
    _, many, _, words = _EVENTS[event]
    meaning = f"{words} on a {converted.lower()} device after an action on a {acted.lower()} one."
    return Declaration(f"{many}_{acted}_to_{converted}".lower(), api, "", meaning[0].upper() + meaning[1:])
