"""Reports for marketing mix models: the rows of a report by targeting, in the columns that both kinds have."""

from __future__ import annotations

from pinads.emulator.messages import JsonObject, bad, compact
from pinads.emulator.reports import reports
from pinads.emulator.requests.query import check_fields
from pinads.emulator.resources.base import Call
from pinads.sdk.reports.columns import ReportColumn
from pinads.sdk.reports.marketing_mix import MarketingMixRequest
from pinads.sdk.schema.fields import fields_of, spec_of

_NEEDED: JsonObject = {"columns": ["SPEND_IN_DOLLAR"], "targeting_types": ["GENDER"]}
"""Placeholders for what the two kinds of reports take differently, while the rest is checked."""


def create(call: Call) -> str:
    """Check and store the request of a report for marketing mix models."""
    if not isinstance(call.body, dict):
        raise bad("Invalid request body: expected an object")
    given = check_fields(fields_of(MarketingMixRequest), call.body)
    common = {name: given[name] for name in ("start_date", "end_date", "granularity", "level")}
    options = reports.checked({**common, **_NEEDED}, call.now)
    known = spec_of(ReportColumn).choices
    options |= {"columns": [name for name in given["columns"] if name in known], "targeting_types": given["targeting_types"]}
    return compact(reports.begin(call, options))
