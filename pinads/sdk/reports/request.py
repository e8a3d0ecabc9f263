"""The request of a report: the body of ``analytics/create_report``."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports.analytics import AttributionTypes, Counting, Day, Granularity, check_order
from pinads.sdk.reports.columns import ReportColumn
from pinads.sdk.schema.choices import AdSummaryStatus, AnyObjectiveType, SummaryStatus
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import REQUIRED, Choices, Doc, EntityId, Items, Mode, Range, ServerDefault
from pinads.sdk.schema.validation import write_body

DAYS_BACK, MOST_DAYS = 914, 186
HOURLY_DAYS_BACK, HOURLY_MOST_DAYS = 8, 3
PRODUCT_ITEM_DAYS_BACK, PRODUCT_ITEM_MOST_DAYS = 92, 31

Level = Annotated[
    str,
    Choices(
        "ADVERTISER ADVERTISER_TARGETING CAMPAIGN CAMPAIGN_TARGETING AD_GROUP AD_GROUP_TARGETING PIN_PROMOTION PIN_PROMOTION_TARGETING "
        "KEYWORD PRODUCT_GROUP PRODUCT_GROUP_TARGETING PRODUCT_ITEM PRODUCT_ITEM_TARGETING"
    ),
]
"""The entity that a row of a report is about. An ad account is an ADVERTISER there, an ad a PIN_PROMOTION."""

ReportFormat = Annotated[str, Choices("JSON CSV")]
"""The format of a report's file. In JSON a figure that is 0 is left out of its row."""

TargetingType = Annotated[
    str,
    Choices(
        "KEYWORD APPTYPE GENDER LOCATION PLACEMENT COUNTRY TARGETED_INTEREST PINNER_INTEREST AUDIENCE_INCLUDE GEO AGE_BUCKET REGION "
        "MEDIA_TYPE AGE_BUCKET_AND_GENDER AUDIENCE_MULTIPLIER CREATIVE_ENHANCEMENTS LOCAL_ADS_STORE_CODE"
    ),
]
"""The breakdown of a level that ends in _TARGETING."""


class MetricsFilter(TypedDict, total=False):
    """A filter for rows by one of their figures, such as ``{"field": "TOTAL_IMPRESSION", "operator": "GREATER_THAN", "values": [100]}``."""

    field: Annotated[str, REQUIRED, Choices("SPEND_IN_DOLLAR TOTAL_IMPRESSION")]
    operator: Annotated[str, REQUIRED, Choices("LESS_THAN GREATER_THAN")]
    values: Annotated[list[float], REQUIRED, Items(1, 500)]


CustomEventFigure = Annotated[
    str,
    Choices(
        "ADE_COST_PER_ACTION ADE_ROAS ADE_TOTAL_CONVERSIONS ADE_TOTAL_VALUE_IN_MICRO_DOLLAR "
        "ADE_AVERAGE_VALUE_IN_MICRO_DOLLAR ADE_TOTAL_CLICK ADE_TOTAL_CLICK_VALUE_IN_MICRO_DOLLAR ADE_TOTAL_VIEW "
        "ADE_TOTAL_VIEW_VALUE_IN_MICRO_DOLLAR ADE_TOTAL_CONVERSION_RATE ADE_WEB_COST_PER_ACTION ADE_WEB_ROAS "
        "ADE_TOTAL_WEB_CONVERSIONS ADE_TOTAL_WEB_VALUE_IN_MICRO_DOLLAR ADE_TOTAL_WEB_CLICK "
        "ADE_TOTAL_WEB_CLICK_VALUE_IN_MICRO_DOLLAR ADE_TOTAL_WEB_VIEW ADE_TOTAL_WEB_VIEW_VALUE_IN_MICRO_DOLLAR "
        "ADE_INAPP_COST_PER_ACTION ADE_INAPP_ROAS ADE_TOTAL_INAPP_CONVERSIONS ADE_TOTAL_INAPP_VALUE_IN_MICRO_DOLLAR "
        "ADE_TOTAL_INAPP_CLICK ADE_TOTAL_INAPP_CLICK_VALUE_IN_MICRO_DOLLAR ADE_TOTAL_INAPP_VIEW "
        "ADE_TOTAL_INAPP_VIEW_VALUE_IN_MICRO_DOLLAR ADE_OFFLINE_COST_PER_ACTION ADE_OFFLINE_ROAS "
        "ADE_TOTAL_OFFLINE_CONVERSIONS ADE_TOTAL_OFFLINE_VALUE_IN_MICRO_DOLLAR ADE_TOTAL_OFFLINE_CLICK "
        "ADE_TOTAL_OFFLINE_CLICK_VALUE_IN_MICRO_DOLLAR ADE_TOTAL_OFFLINE_VIEW "
        "ADE_TOTAL_OFFLINE_VIEW_VALUE_IN_MICRO_DOLLAR ADE_TOTAL_CONVERSION_PRODUCT_QUANTITY "
        "ADE_TOTAL_CONVERSION_PRODUCT_VALUE ADE_TOTAL_CONVERSION_PRODUCT_VALUE_IN_MICRO_UNITS "
        "ADE_TOTAL_CONVERSION_PRODUCT_VALUE_IN_USD ADE_TOTAL_CONVERSION_PRODUCT_VALUE_IN_MICRO_USD "
        "ADE_TOTAL_WEB_CONVERSION_PRODUCT_QUANTITY ADE_TOTAL_WEB_CONVERSION_PRODUCT_VALUE "
        "ADE_TOTAL_WEB_CONVERSION_PRODUCT_VALUE_IN_MICRO_UNITS ADE_TOTAL_WEB_CONVERSION_PRODUCT_VALUE_IN_USD "
        "ADE_TOTAL_WEB_CONVERSION_PRODUCT_VALUE_IN_MICRO_USD ADE_TOTAL_INAPP_CONVERSION_PRODUCT_QUANTITY "
        "ADE_TOTAL_INAPP_CONVERSION_PRODUCT_VALUE ADE_TOTAL_INAPP_CONVERSION_PRODUCT_VALUE_IN_MICRO_UNITS "
        "ADE_TOTAL_INAPP_CONVERSION_PRODUCT_VALUE_IN_USD ADE_TOTAL_INAPP_CONVERSION_PRODUCT_VALUE_IN_MICRO_USD "
        "ADE_TOTAL_OFFLINE_CONVERSION_PRODUCT_QUANTITY ADE_TOTAL_OFFLINE_CONVERSION_PRODUCT_VALUE "
        "ADE_TOTAL_OFFLINE_CONVERSION_PRODUCT_VALUE_IN_MICRO_UNITS ADE_TOTAL_OFFLINE_CONVERSION_PRODUCT_VALUE_IN_USD "
        "ADE_TOTAL_OFFLINE_CONVERSION_PRODUCT_VALUE_IN_MICRO_USD"
    ),
]
"""A figure of a conversion event that the advertiser defined."""


class CustomEventMetric(TypedDict, total=False):
    """A figure of a conversion event that the advertiser defined."""

    custom_event_metrics_type: Annotated[CustomEventFigure, REQUIRED, Doc("The figure, such as ADE_TOTAL_CONVERSIONS.")]
    custom_event_name: Annotated[str, REQUIRED, Doc("The event's name.")]


class ReportRequest(Counting, total=False):
    """The body of ``analytics/create_report``."""

    start_date: Annotated[Day, REQUIRED, Doc(f"First day, at most {DAYS_BACK} days ago.")]
    end_date: Annotated[Day, REQUIRED, Doc(f"Last day, at most {MOST_DAYS} days after the first.")]
    start_hour: Annotated[int, Range(0, 23), Doc("First hour of the first day, with granularity HOUR.")]
    end_hour: Annotated[int, Range(0, 23), Doc("First hour of the last day that is not included, with granularity HOUR.")]
    columns: Annotated[list[ReportColumn], REQUIRED, Items(1, 1000), Doc("The columns of a row.")]
    level: Annotated[Level, REQUIRED, Doc("The entity that a row is about.")]
    granularity: Annotated[Granularity, REQUIRED, Doc("The period that one row covers.")]
    attribution_types: AttributionTypes
    report_format: Annotated[ReportFormat, ServerDefault("JSON"), Doc("The format of the file.")]
    primary_sort: Annotated[str, Choices("BY_ID BY_DATE"), ServerDefault("BY_ID"), Doc("The first sort key; BY_DATE for large reports.")]
    campaign_ids: Annotated[list[EntityId], Items(1, 500)]
    campaign_statuses: Annotated[list[SummaryStatus], Items(1, 6)]
    campaign_objective_types: Annotated[list[AnyObjectiveType], Items(1, 7)]
    campaign_brand_label: Annotated[str, Doc("Only campaigns of this brand.")]
    campaign_custom_label: Annotated[str, Doc("Only campaigns with this label.")]
    ad_group_ids: Annotated[list[EntityId], Items(1, 500)]
    ad_group_statuses: Annotated[list[SummaryStatus], Items(1, 6)]
    ad_ids: Annotated[list[EntityId], Items(1, 500)]
    ad_statuses: Annotated[list[AdSummaryStatus], Items(1, 6)]
    product_group_ids: Annotated[list[EntityId], Items(1, 500)]
    product_group_statuses: Annotated[list[Annotated[str, Choices("RUNNING PAUSED EXCLUDED ARCHIVED")]], Items(1, 6)]
    product_item_ids: Annotated[list[EntityId], Items(1, 500)]
    targeting_types: Annotated[list[TargetingType], Items(1, 5), Doc("The breakdown of a level that ends in _TARGETING.")]
    combine_targeting_types: Annotated[bool, ServerDefault(False), Doc("One breakdown by all of them together.")]
    metrics_filters: Annotated[list[MetricsFilter], Items(1, 100), Doc("Only rows whose figures meet these filters.")]
    custom_conversion_event_metrics: Annotated[list[CustomEventMetric], Doc("Figures of events that the advertiser defined.")]


class TemplateReportQuery(TypedDict, total=False):
    """The query of ``analytics/create_template_report``; what is left out is the template's."""

    start_date: Annotated[Day, Doc(f"First day, at most {DAYS_BACK} days ago.")]
    end_date: Annotated[Day, Doc("Last day.")]
    granularity: Annotated[Granularity, Doc("The period that one row covers.")]


def request_body(given: dict[str, Any]) -> dict[str, Any]:
    """Build the checked body of ``analytics/create_report`` from the arguments of ``Report.create``.

    Raises:
        InvalidInput: a parameter of a wrong name, type or choice, or days or targeting types that do not go together.
    """
    body = write_body(fields_of(ReportRequest), given, Mode.CREATE, {})
    check_order(body)
    broken_down = str(body["level"]).endswith("_TARGETING")
    if broken_down and "targeting_types" not in body:
        raise InvalidInput(f"Invalid targeting_types: level {body['level']} needs one, such as GENDER", "targeting_types")
    if "targeting_types" in body and not broken_down:
        raise InvalidInput(
            f"Invalid targeting_types: they are for levels that end in _TARGETING, not for {body['level']}", "targeting_types"
        )
    return body
