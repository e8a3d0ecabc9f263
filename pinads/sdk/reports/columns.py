"""The columns of reports: those of the synchronous analytics, and many more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pinads.sdk.reports.analytics import AnalyticsColumn
from pinads.sdk.schema.fields import spec_of
from pinads.sdk.schema.marks import Choices

_DEVICES = ("DESKTOP", "MOBILE", "TABLET")
_EVENTS = "ADD_TO_CART APP_INSTALL CHECKOUT CUSTOM LEAD PAGE_VISIT SEARCH SIGNUP UNKNOWN VIEW_CATEGORY WATCH_VIDEO"
_EVENTS_OF_PLACES = {
    "WEB": "ADD_TO_CART CHECKOUT CUSTOM LEAD PAGE_VISIT SEARCH SIGNUP UNKNOWN VIEW_CATEGORY WATCH_VIDEO",
    "INAPP": "ADD_TO_CART APP_INSTALL CHECKOUT SEARCH SIGNUP UNKNOWN",
    "OFFLINE": "CHECKOUT CUSTOM LEAD SIGNUP UNKNOWN",
}
_TOUCHES = ("CLICK", "ENGAGEMENT", "VIEW")
_MORE = (
    "ADS_CREDIT_SPEND_IN_DOLLAR ADS_CREDIT_SPEND_IN_MICRO_DOLLAR AD_GROUP_STATUS AD_STATUS APP_INSTALL_COST_PER_ACTION CAMPAIGN "
    "CAMPAIGN_CUSTOM_LABELS CAMPAIGN_MANAGED_STATUS CAMPAIGN_STATUS COST_PER_OUTBOUND_CLICK CPCV_IN_MICRO_DOLLAR "
    "CPCV_P95_IN_MICRO_DOLLAR CPV_IN_MICRO_DOLLAR IDEA_PIN_PAGE_BACKWARD_1 IDEA_PIN_PAGE_BACKWARD_2 IDEA_PIN_PAGE_FORWARD_1 "
    "IDEA_PIN_PAGE_FORWARD_2 IS_CATALOG_CREATIVE_CAMPAIGN ONSITE_CHECKOUTS_1 OUTBOUND_CTR PINTEREST_CHECKOUT_COST_PER_ACTION "
    "PINTEREST_CHECKOUT_ROAS PIN_PROMOTION_NAME PIN_PROMOTION_STATUS PRODUCT_GROUP_ID PRODUCT_GROUP_STATUS PRODUCT_ITEM_BRAND "
    "PRODUCT_ITEM_CURRENCY PRODUCT_ITEM_DESCRIPTION PRODUCT_ITEM_IMAGE_URL PRODUCT_ITEM_NAME PRODUCT_ITEM_PIN_URL "
    "PRODUCT_ITEM_PRICE PRODUCT_ITEM_PRODUCT_CATEGORY PRODUCT_ITEM_PRODUCT_TYPE PRODUCT_ITEM_PRODUCT_URL PRODUCT_ITEM_SALE_PRICE "
    "SPEND_ORDER_LINE_ID STANDARD_AD_FEED_ITEM_ID TOTAL_CHECKOUT_QUANTITY TOTAL_CONVERSIONS_QUANTITY "
    "TOTAL_CONVERSIONS_VALUE_IN_MICRO_DOLLAR TOTAL_DESTINATION_VIEWS TOTAL_IDEA_PIN_PAGE_BACKWARD TOTAL_IDEA_PIN_PAGE_FORWARD "
    "TOTAL_PINTEREST_CHECKOUT TOTAL_PINTEREST_CHECKOUT_VALUE_IN_MICRO_DOLLAR VIDEO_AVG_WATCHTIME_IN_SECOND_1 "
    "VIDEO_AVG_WATCHTIME_IN_SECOND_2 VIDEO_P0_COMBINED_1 VIDEO_P100_COMPLETE_1 VIDEO_P25_COMBINED_1 VIDEO_P50_COMBINED_1 "
    "VIDEO_P75_COMBINED_1 VIDEO_P95_COMBINED_1"
)
_NOT_HERE = {"QUIZ_PIN_RESULT_OPEN", "TOTAL_UNKNOWN", "TOTAL_UNKNOWN_VALUE_IN_MICRO_DOLLAR", "TOTAL_PAGE_VISIT_VALUE_IN_MICRO_DOLLAR"}
"""Columns that the API does not have, although the analytics or others like them have."""


def _conversions() -> Iterator[str]:
    """Yield the columns of conversions: by event, and by the place, what it followed (the touch), and both devices."""
    for event in _EVENTS.split():
        places = ["", *(f"{place}_" for place, events in _EVENTS_OF_PLACES.items() if event in events.split())]
        for place in places:
            for touch in ("", *(f"{touch}_" for touch in _TOUCHES)):
                yield f"TOTAL_{place}{touch}{event}"
                yield f"TOTAL_{place}{touch}{event}_VALUE_IN_MICRO_DOLLAR"
        for place in places[1:]:
            yield f"{place}{event}_COST_PER_ACTION"
            yield f"{place}{event}_ROAS"
        if event != "APP_INSTALL":
            yield from (f"TOTAL_{touch}_{event}_QUANTITY" for touch in _TOUCHES)
        yield from (f"TOTAL_{event}_{acted}_ACTION_TO_{converted}_CONVERSION" for acted in _DEVICES for converted in _DEVICES)


ReportColumn = Annotated[str, Choices(" ".join(sorted({*spec_of(AnalyticsColumn).choices, *_MORE.split(), *_conversions()} - _NOT_HERE)))]
"""The columns of reports. Names with DOLLAR mean the ad account's currency."""
