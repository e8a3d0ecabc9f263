"""Templates of reports: every ad account has the same one, as none can be made by the API."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from pinads.emulator.messages import NOT_FOUND, JsonObject, Refused, compact
from pinads.emulator.reports import reports
from pinads.emulator.requests.query import read_filters
from pinads.emulator.resources.base import Call
from pinads.sdk.listing.pages import ListFilters
from pinads.sdk.reports.request import TemplateReportQuery
from pinads.sdk.schema.fields import fields_of

TEMPLATE_ID = 5_600_000_000_001
_TEMPLATE: JsonObject = {
    "id": str(TEMPLATE_ID),
    "name": "Weekly performance",
    "columns": ["CAMPAIGN_NAME", "SPEND_IN_DOLLAR", "TOTAL_IMPRESSION", "TOTAL_CLICKTHROUGH", "TOTAL_CONVERSIONS"],
    "report_level": "CAMPAIGN",
    "report_format": "CSV",
    "granularity": "DAY",
    "report_start_relative_days_in_past": 7,
    "report_end_relative_days_in_past": 1,
    "click_window_days": 30,
    "engagement_window_days": 30,
    "view_window_days": 1,
    "conversion_report_time_type": "TIME_OF_AD_ACTION",
    "reporting_time_zone": "PINTEREST_TIME_ZONE",
    "creation_source": "ADS_MANAGER_REPORT_BUILDER",
    "is_default": False,
    "is_owned_by_user": True,
    "is_scheduled": False,
    "updated_time": 1_748_736_000,
}


def page(call: Call) -> str:
    """Return the ad account's templates."""
    bookmark = read_filters(fields_of(ListFilters), call.query)["bookmark"]
    if bookmark is not None:
        raise Refused(400, 1, "Invalid bookmark")
    return compact({"items": [{**_TEMPLATE, "ad_account_id": str(call.account)}], "bookmark": None})


def create(call: Call) -> str:
    """Store the request of a template's report, with its own days unless the query has others."""
    if call.identity != TEMPLATE_ID:
        raise Refused(404, NOT_FOUND, f"There is no template {call.identity}")
    query = read_filters(fields_of(TemplateReportQuery), call.query)
    today = datetime.fromtimestamp(call.now, timezone.utc).date()
    first, last = (today - timedelta(days=_TEMPLATE[f"report_{end}_relative_days_in_past"]) for end in ("start", "end"))
    body = {
        "start_date": query["start_date"] or first.isoformat(),
        "end_date": query["end_date"] or last.isoformat(),
        "granularity": query["granularity"] or _TEMPLATE["granularity"],
        "level": _TEMPLATE["report_level"],
        "columns": _TEMPLATE["columns"],
        "report_format": _TEMPLATE["report_format"],
    }
    begun = reports.begin(call, reports.checked(body, call.now))
    return compact({"report_status": begun["report_status"], "token": begun["token"], "template_id": str(TEMPLATE_ID)})
