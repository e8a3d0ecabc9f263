"""Handlers of analytics and reports, by the operation's id."""

from __future__ import annotations

from collections.abc import Callable

from pinads.emulator.figures.breakdowns import NAMES, OPTIONS, VALUES
from pinads.emulator.messages import compact
from pinads.emulator.reports import marketing_mix, readiness, reports, templates
from pinads.emulator.reports.analytics import Analytics, ProductGroupsQuery
from pinads.emulator.reports.targeting_analytics import TargetingAnalytics
from pinads.emulator.resources.base import Call


def _names_of(targeting_type: str) -> Callable[[Call], str]:
    """Return the handler for the names of a targeting type's values; a value without a name is its own."""
    names = NAMES.get(targeting_type, {})
    options = {value: names.get(value, value) for value in (*VALUES.get(targeting_type, ()), *names)}
    return lambda call: compact([{value: name} for value, name in options.items()])


HANDLERS: dict[str, Callable[[Call], str]] = {
    "analytics/create_report": reports.create,
    "analytics/get_report": reports.get,
    "analytics/create_mmm_report": marketing_mix.create,
    "analytics/get_mmm_report": reports.get,
    "templates/list": templates.page,
    "analytics/create_template_report": templates.create,
    "metrics_ready_state/get": readiness.get,
    "product_groups/analytics": Analytics("product_group", ProductGroupsQuery).rows,
    "ad_account/analytics": Analytics(None).rows,
    "campaigns/analytics": Analytics("campaign").rows,
    "ad_groups/analytics": Analytics("ad_group").rows,
    "ads/analytics": Analytics("ad").rows,
    "ad_pins/analytics": Analytics("pin").rows,
    "ad_account_targeting_analytics/get": TargetingAnalytics("ad_account").rows,
    "campaign_targeting_analytics/get": TargetingAnalytics("campaign").rows,
    "ad_groups_targeting_analytics/get": TargetingAnalytics("ad_group").rows,
    "ad_targeting_analytics/get": TargetingAnalytics("ad").rows,
    **{f"targeting_options/get {name}": _names_of(name) for name in OPTIONS},
}
