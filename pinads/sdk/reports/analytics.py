"""Performance of campaigns, ad groups, ads and ad accounts: the API's synchronous analytics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypedDict

from pinads.sdk.errors import InvalidInput, InvalidResponse, InvalidType, UnknownField
from pinads.sdk.http.operations import Operation
from pinads.sdk.listing.pages import IDS_A_REQUEST
from pinads.sdk.schema.fields import Fields, fields_of
from pinads.sdk.schema.marks import REQUIRED, Choices, Doc, Ending, EntityId, Items, Mode, Pattern, Range, ServerDefault
from pinads.sdk.schema.validation import Check, describe, entity_id, taken_extra

if TYPE_CHECKING:
    from pinads.sdk.client import Client

DAYS_BACK = 90
CATEGORY = "ads_analytics"

AnalyticsColumn = Annotated[
    str,
    Choices(
        "ADVERTISER_ID AD_ACCOUNT_ID AD_GROUP_BID_MULTIPLIER AD_GROUP_BUDGET_IN_LOCAL_CURRENCY AD_GROUP_BUDGET_TYPE "
        "AD_GROUP_ENTITY_STATUS AD_GROUP_ID AD_GROUP_NAME AD_GROUP_OPTIMIZATION AD_ID AD_NAME CAMPAIGN_BRAND_LABEL "
        "CAMPAIGN_BUDGET_OPTIMIZATION CAMPAIGN_DAILY_SPEND_CAP CAMPAIGN_ENTITY_STATUS CAMPAIGN_ID "
        "CAMPAIGN_LIFETIME_SPEND_CAP CAMPAIGN_NAME CAMPAIGN_OBJECTIVE_TYPE CHECKOUT_ROAS CLICKTHROUGH_1 "
        "CLICKTHROUGH_1_GROSS CLICKTHROUGH_2 COLLECTION_PIN_ITEM_CLICKTHROUGH_1 COLLECTION_PIN_ITEM_CLICKTHROUGH_2 "
        "COLLECTION_PIN_ITEM_IMPRESSION_1 COLLECTION_PIN_ITEM_IMPRESSION_2 COST_PER_LEAD "
        "COST_PER_OUTBOUND_CLICK_IN_DOLLAR COST_PER_OUTBOUND_CLICK_IN_DOLLAR_1 CPC_IN_MICRO_DOLLAR CPM_IN_DOLLAR "
        "CPM_IN_MICRO_DOLLAR CTR CTR_2 CUSTOM_ROAS ECPCV_IN_DOLLAR ECPCV_P95_IN_DOLLAR ECPC_IN_DOLLAR "
        "ECPC_IN_MICRO_DOLLAR ECPE_IN_DOLLAR ECPM_IN_MICRO_DOLLAR ECPV_IN_DOLLAR ECTR EENGAGEMENT_RATE ENGAGEMENT_1 "
        "ENGAGEMENT_2 ENGAGEMENT_RATE IDEA_PIN_PRODUCT_TAG_VISIT_1 IDEA_PIN_PRODUCT_TAG_VISIT_2 IMPRESSION_1 "
        "IMPRESSION_1_GROSS IMPRESSION_2 INAPP_CHECKOUT_COST_PER_ACTION INAPP_SKAN_APP_INSTALL "
        "INAPP_SKAN_APP_INSTALL_CONVERSION_RATE INAPP_SKAN_APP_INSTALL_COST_PER_ACTION INAPP_SKAN_ASSISTED_APP_INSTALL "
        "IS_PREMIERE_CAMPAIGN LEADS ORDER_LINE_ID ORDER_LINE_NAME OUTBOUND_CLICK_1 OUTBOUND_CLICK_2 OUTBOUND_CTR_1 "
        "PAGE_VISIT_COST_PER_ACTION PAGE_VISIT_ROAS PAID_IMPRESSION PAID_VIDEO_VIEWABLE_RATE PIN_ID PIN_PROMOTION_ID "
        "PRODUCT_GROUP_AD_IMAGE_TAG PRODUCT_GROUP_AD_VIDEO_TAG PROMO_ID PROMO_NAME QUIZ_COMPLETED QUIZ_COMPLETION_RATE "
        "QUIZ_PIN_RESULT_OPEN REPIN_1 REPIN_2 REPIN_RATE SHOWCASE_AVERAGE_SUBPAGE_CLOSEUP_PER_SESSION "
        "SHOWCASE_CARD_THUMBNAIL_SWIPE_BACKWARD SHOWCASE_CARD_THUMBNAIL_SWIPE_FORWARD SHOWCASE_PIN_CLICKTHROUGH "
        "SHOWCASE_SUBPAGE_CLICKTHROUGH SHOWCASE_SUBPAGE_CLOSEUP SHOWCASE_SUBPAGE_IMPRESSION SHOWCASE_SUBPAGE_REPIN "
        "SHOWCASE_SUBPAGE_SWIPE_LEFT SHOWCASE_SUBPAGE_SWIPE_RIGHT SHOWCASE_SUBPIN_CLICKTHROUGH SHOWCASE_SUBPIN_IMPRESSION "
        "SHOWCASE_SUBPIN_REPIN SHOWCASE_SUBPIN_SWIPE_LEFT SHOWCASE_SUBPIN_SWIPE_RIGHT SPEND_IN_DOLLAR "
        "SPEND_IN_MICRO_DOLLAR TOTAL_ADD_TO_CART_CONVERSION_RATE TOTAL_ADD_TO_WISHLIST TOTAL_APP_INSTALL_CONVERSION_RATE "
        "TOTAL_CHECKOUT TOTAL_CHECKOUT_CONVERSION_RATE TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_CLICKTHROUGH "
        "TOTAL_CLICK_ADD_TO_CART TOTAL_CLICK_CHECKOUT TOTAL_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_CLICK_LEAD "
        "TOTAL_CLICK_SIGNUP TOTAL_CLICK_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_COLLECTION_PIN_ITEM_CLICKTHROUGH "
        "TOTAL_COLLECTION_PIN_ITEM_IMPRESSION TOTAL_CONVERSIONS TOTAL_CUSTOM TOTAL_CUSTOM_CONVERSION_RATE "
        "TOTAL_CUSTOM_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT TOTAL_ENGAGEMENT_CHECKOUT "
        "TOTAL_ENGAGEMENT_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_ENGAGEMENT_LEAD TOTAL_ENGAGEMENT_SIGNUP "
        "TOTAL_ENGAGEMENT_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_IDEA_PIN_PRODUCT_TAG_VISIT TOTAL_IMPRESSION "
        "TOTAL_IMPRESSION_FREQUENCY TOTAL_IMPRESSION_USER TOTAL_INAPP_APP_INSTALL_CONVERSION_RATE TOTAL_LEAD "
        "TOTAL_LEAD_CONVERSION_RATE TOTAL_OFFLINE_CHECKOUT TOTAL_PAGE_VISIT TOTAL_PAGE_VISIT_CONVERSION_RATE "
        "TOTAL_REPIN_RATE TOTAL_SEARCH_CONVERSION_RATE TOTAL_SIGNUP TOTAL_SIGNUP_CONVERSION_RATE "
        "TOTAL_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_SUBSCRIBE TOTAL_UNKNOWN_CONVERSION_RATE TOTAL_VIDEO_15SEC_UNIQUE_VIEWS "
        "TOTAL_VIDEO_3SEC_VIEWS TOTAL_VIDEO_AVG_WATCHTIME_IN_SECOND TOTAL_VIDEO_MRC_VIEWS TOTAL_VIDEO_P0_COMBINED "
        "TOTAL_VIDEO_P100_COMPLETE TOTAL_VIDEO_P25_COMBINED TOTAL_VIDEO_P50_COMBINED TOTAL_VIDEO_P75_COMBINED "
        "TOTAL_VIDEO_P95_COMBINED TOTAL_VIEW_ADD_TO_CART TOTAL_VIEW_CATEGORY_CONVERSION_RATE TOTAL_VIEW_CHECKOUT "
        "TOTAL_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_VIEW_LEAD TOTAL_VIEW_SIGNUP "
        "TOTAL_VIEW_SIGNUP_VALUE_IN_MICRO_DOLLAR TOTAL_WATCH_VIDEO_CONVERSION_RATE TOTAL_WEB_CHECKOUT "
        "TOTAL_WEB_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_CLICK_CHECKOUT TOTAL_WEB_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR "
        "TOTAL_WEB_ENGAGEMENT_CHECKOUT TOTAL_WEB_ENGAGEMENT_CHECKOUT_VALUE_IN_MICRO_DOLLAR TOTAL_WEB_SESSIONS "
        "TOTAL_WEB_VIEW_CHECKOUT TOTAL_WEB_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR VIDEO_15SEC_UNIQUE_VIEWS_1 "
        "VIDEO_15SEC_UNIQUE_VIEWS_2 VIDEO_3SEC_VIEWS_1 VIDEO_3SEC_VIEWS_2 VIDEO_LENGTH VIDEO_MRC_VIEWS_1 "
        "VIDEO_MRC_VIEWS_2 VIDEO_P0_COMBINED_2 VIDEO_P100_COMPLETE_2 VIDEO_P25_COMBINED_2 VIDEO_P50_COMBINED_2 "
        "VIDEO_P75_COMBINED_2 VIDEO_P95_COMBINED_2 VIDEO_SPEND_IN_DOLLAR WEB_CHECKOUT_COST_PER_ACTION WEB_CHECKOUT_ROAS "
        "WEB_SESSIONS_1 WEB_SESSIONS_2"
    ),
]
"""The metrics. Names with DOLLAR mean the ad account's currency."""

Granularity = Annotated[str, Choices("TOTAL DAY HOUR WEEK MONTH")]
"""The time that one row of an answer covers."""

Day = Annotated[str, Pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "a day such as 2026-11-24")]
Window = Annotated[int, Range(0, 60)]
AttributionTypes = Annotated[
    list[Annotated[str, Choices("INDIVIDUAL HOUSEHOLD")]], Items(1, 2), Doc("The conversions to count: the person's, the household's.")
]


class Counting(TypedDict, total=False):
    """The parameters for counting conversions and days, in analytics and in reports."""

    click_window_days: Annotated[Window, ServerDefault(30), Doc("Days after a click in which a conversion counts: 0, 1, 7, 14, 30, 60.")]
    engagement_window_days: Annotated[
        Window,
        ServerDefault(30),
        Ending((), "2027-09-30", "It brings no new figures, only old ones until then: count by click and view windows."),
        Doc("Days after an engagement in which a conversion counts; brings no new figures."),
    ]
    view_window_days: Annotated[Window, ServerDefault(1), Doc("Days after a view in which a conversion counts.")]
    conversion_report_time: Annotated[
        str,
        Choices("TIME_OF_AD_ACTION TIME_OF_CONVERSION"),
        ServerDefault("TIME_OF_AD_ACTION"),
        Doc("The day that a conversion counts for."),
    ]
    reporting_timezone: Annotated[
        str, Choices("PINTEREST_TIME_ZONE AD_ACCOUNT_TIME_ZONE"), Doc("The time zone of the days; Pinterest's is UTC.")
    ]


class Measurement(Counting, total=False):
    """The parameters of every synchronous analytics operation: days, columns and the time that a row covers."""

    start_date: Annotated[Day, REQUIRED, Doc("First day, at most 90 days ago; days are UTC.")]
    end_date: Annotated[Day, REQUIRED, Doc("Last day.")]
    columns: Annotated[list[AnalyticsColumn], REQUIRED, Items(1, 250), Doc("The metrics.")]
    granularity: Annotated[Granularity, REQUIRED, Doc("The period that one row covers.")]


class AnalyticsQuery(Measurement, total=False):
    """The query of the five analytics operations."""

    aggregate_report_rows: Annotated[bool, ServerDefault(False), Doc("One row for all campaigns or ad groups together.")]
    campaign_id: EntityId
    campaign_ids: list[EntityId]
    ad_group_ids: list[EntityId]
    ad_ids: list[EntityId]
    pin_ids: list[EntityId]


PINS_A_REQUEST = 100
_AGGREGATED = ("campaigns", "ad_groups")


def fetch_analytics(
    collection: str | None,
    ad_account_id: Any,
    ids_name: str | None,
    ids: Sequence[str] | None,
    given: dict[str, Any],
    client: Client,
    pin_ids: Sequence[str] | None = None,
) -> list[dict[str, Any]]:
    """Fetch the rows of an analytics operation; more than 250 ids, or 100 Pins, take several requests.

    Args:
        collection: ``campaigns``, ``ad_groups``, ``ads`` or ``pins``; None means the ad account as a whole.
        ad_account_id: the ad account's id.
        ids_name: the query parameter that takes the ids.
        ids: the entities; the API needs at least one.
        given: the other query parameters; None is left out.
        client: the Client to use.
        pin_ids: Pins, together with campaigns.

    Raises:
        InvalidInput: a parameter that the API would refuse; nothing was sent.
        InvalidResponse: the answer is not a list of rows; retrying is safe.
    """
    account = entity_id(ad_account_id, "ad_account_id")
    extra = taken_extra(given)
    query = checked_query(fields_of(AnalyticsQuery), given)
    name = f"{'ad_pins' if collection == 'pins' else collection or 'ad_account'}/analytics"
    chunks = chunked_ids(ids_name, ids)
    if pin_ids is not None:
        chunks = [{**chunk, **pins} for chunk in chunks for pins in chunked_ids("pin_ids", pin_ids, PINS_A_REQUEST)]
    _check_aggregation(query, collection, len(chunks))
    operation = Operation(name, "GET", collection or "", CATEGORY, repeatable=True)
    path = f"/ad_accounts/{account}" + (f"/{collection}" if collection else "") + "/analytics"
    rows: list[dict[str, Any]] = []
    for chunk in chunks:
        answer = client.request(operation, path, query={**query, **chunk, **extra})
        if not isinstance(answer, list) or not all(isinstance(row, dict) for row in answer):
            raise InvalidResponse("the answer is not a list of rows", operation=name, safe_to_retry=True)
        rows.extend(answer)
    return rows


def checked_query(fields: Fields, given: Mapping[str, Any]) -> dict[str, Any]:
    """Check the parameters of a measurement; returns them in the form that is sent, with lists joined by commas.

    Args:
        fields: the declared parameters, without those that take the measured ids.
        given: the parameters; None is left out.

    Raises:
        InvalidInput: a parameter that the API would refuse.
    """
    query = Check(Mode.CREATE).object(fields, {name: value for name, value in given.items() if value is not None})
    check_order(query)
    return {name: ",".join(value) if isinstance(value, list) else value for name, value in query.items()}


def check_order(days: Mapping[str, Any]) -> None:
    """Refuse a last day before the first.

    Raises:
        InvalidInput: it is.
    """
    first, last = days.get("start_date"), days.get("end_date")
    if isinstance(first, str) and isinstance(last, str) and first > last:
        raise InvalidInput(f"Invalid end_date: {last} is before start_date {first}", "end_date")


def _check_aggregation(query: dict[str, Any], collection: str | None, requests: int) -> None:
    """Refuse one row for all entities if the API has none, or would add up only a part of them."""
    name = "aggregate_report_rows"
    if name in query and collection not in _AGGREGATED:
        raise UnknownField(f"Invalid field {name!r}: only campaigns and ad groups can be measured together", name)
    if query.get(name) and requests > 1:
        raise InvalidInput(f"Invalid {name}: it adds up at most {IDS_A_REQUEST} entities, which fit one request", name)


def chunked_ids(ids_name: str | None, ids: Sequence[str] | None, size: int = IDS_A_REQUEST) -> list[dict[str, list[str]]]:
    """Split checked ids into the parameters of several requests; return one without ids if there is no such parameter."""
    if ids_name is None:
        return [{}]
    if not isinstance(ids, (list, tuple)):
        raise InvalidType(f"Invalid {ids_name}: expected a list of ids, got {describe(ids)}", ids_name)
    if not ids:
        raise InvalidInput(f"Invalid {ids_name}: at least one id is needed", ids_name)
    unique = list(dict.fromkeys(entity_id(identity, f"{ids_name}[{index}]") for index, identity in enumerate(ids)))
    return [{ids_name: unique[at : at + size]} for at in range(0, len(unique), size)]
