"""The catalogue of metrics: complete, with names that can be guessed, and totals that are right."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports import metrics
from pinads.sdk.reports.analytics import AnalyticsColumn
from pinads.sdk.reports.columns import ReportColumn
from pinads.sdk.reports.metric_patterns import declarations
from pinads.sdk.reports.metrics import METRICS, Metric, api_columns, find_metric, total_of, value_of
from pinads.sdk.schema.fields import spec_of
from tests.support.each import each

ANALYTICS = frozenset(spec_of(AnalyticsColumn).choices)
REPORTS = frozenset(spec_of(ReportColumn).choices)


def metric(name: str) -> Metric:
    return METRICS[name]


def test_every_column_is_declared_once() -> None:
    declared = [metric.api for metric in METRICS.values() if not metric.computed]
    assert sorted(declared) == sorted(ANALYTICS | REPORTS)
    assert len([*declarations(ANALYTICS | REPORTS)]) == len(METRICS)


def test_names_and_headings_are_unique() -> None:
    everything = list(METRICS.values())
    assert len({metric.heading for metric in everything}) == len(everything)
    assert [name for name, metric in METRICS.items() if name != metric.name or name != name.lower()] == []
    assert [metric.name for metric in everything if find_metric(metric.api) != metric or find_metric(metric.name) != metric] == []


def test_the_catalogue_says_where_a_metric_can_be_had() -> None:
    for metric in METRICS.values():
        columns = api_columns([metric])
        assert metric.in_analytics == ANALYTICS.issuperset(columns), metric.name
        assert metric.in_reports == REPORTS.issuperset(columns), metric.name


def test_parts_of_ratios_are_sums() -> None:
    parts = {part for metric in METRICS.values() for part in (metric.numerator, metric.denominator) if part}
    assert "spend" in parts
    assert [part for part in parts if not METRICS[part].adds_up or METRICS[part].numerator] == []


def test_kinds_follow_from_names() -> None:
    for metric in METRICS.values():
        micro, dollar = "MICRO_DOLLAR" in metric.api, "DOLLAR" in metric.api
        assert not dollar or metric.kind == metrics.MONEY, metric.name
        assert (metric.kind == metrics.ID) == metric.api.endswith("_ID"), metric.name
        assert metric.scale == (10**6 if micro else Decimal("0.01") if metric.kind == metrics.PERCENT else 1), metric.name
        assert not metric.api.endswith("ROAS") or metric.kind == metrics.RATIO, metric.name
        assert metric.kind not in (metrics.TEXT, metrics.ID, metrics.SECONDS) or not metric.adds_up, metric.name
        assert not metric.adds_up or metric.numerator or metric.kind in (metrics.COUNT, metrics.MONEY), metric.name
        assert metric.meaning.find(".") == len(metric.meaning) - 1, metric.name


@each(
    "given, name",
    [
        ("spend", "spend"),
        ("SPEND_IN_DOLLAR", "spend"),
        ("Spend-In-Dollar", "spend"),
        ("video-p25", "video_p25"),
        ("ectr", "ctr"),
        ("CTR", "paid_ctr"),
        ("Ctr", "ctr"),
        (" clicks ", "clicks"),
        ("total_view_category", "category_views"),
        ("TOTAL_VIEW_VIEW_CATEGORY", "view_category_views"),
        ("total_pinterest_checkout_value_in_micro_dollar", "pinterest_revenue"),
        ("TOTAL_LEAD_MOBILE_ACTION_TO_TABLET_CONVERSION", "lead_events_mobile_to_tablet"),
        ("web_checkout_roas", "web_roas"),
    ],
)
def test_a_metric_is_found_by_short_name_and_by_column(given: str, name: str) -> None:
    assert find_metric(given).name == name


@each(
    "given, near",
    [
        ("spent", ["spend"]),
        ("impresions", ["impressions"]),
        ("SPEND_IN_DOLLARS", ["SPEND_IN_DOLLAR"]),
        ("zzzz", []),
    ],
)
def test_an_unknown_name_gets_the_nearest_two_at_most(given: str, near: list[str]) -> None:
    with pytest.raises(InvalidInput) as caught:
        find_metric(given)
    assert caught.value.choices[: len(near)] == tuple(near)
    assert len(caught.value.choices) <= 2
    assert len(caught.value.message) < 120
    assert caught.value.hint == "pinads metrics --search WORD"


def test_parts_are_requested_in_place_of_a_ratio() -> None:
    wanted = [metric(name) for name in ("spend", "ctr", "clicks", "cpa", "frequency")]
    assert api_columns(wanted) == [
        "SPEND_IN_DOLLAR",
        "TOTAL_CLICKTHROUGH",
        "TOTAL_IMPRESSION",
        "TOTAL_CONVERSIONS",
        "TOTAL_IMPRESSION_FREQUENCY",
    ]


ROW = {
    "SPEND_IN_DOLLAR": 12.34,
    "SPEND_IN_MICRO_DOLLAR": 12340000,
    "TOTAL_IMPRESSION": 2000,
    "IMPRESSION_1": 1000,
    "TOTAL_CLICKTHROUGH": 0,
    "TOTAL_CONVERSIONS": 4.0,
    "TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR": 24680000,
    "TOTAL_REPIN_RATE": 0.0125,
    "ENGAGEMENT_RATE": 0.5,
    "CAMPAIGN_ID": 626735000001,
    "CAMPAIGN_NAME": "Spring",
    "IS_PREMIERE_CAMPAIGN": True,
    "TOTAL_SIGNUP": None,
    "REPIN_1": "",
    "REPIN_2": "17",
    "LEADS": float("nan"),
}


@each(
    "name, value",
    [
        ("spend", Decimal("12.34")),
        ("spend_micros", Decimal("12.34")),
        ("impressions", 2000),
        ("conversions", 4),
        ("ctr", Decimal(0)),
        ("cpc", None),
        ("cpa", Decimal("3.085")),
        ("roas", Decimal(2)),
        ("cpm", Decimal("12.34")),
        ("total_save_rate", Decimal("1.25")),
        ("paid_engagement_rate", Decimal(50)),
        ("campaign_id", "626735000001"),
        ("campaign_name", "Spring"),
        ("is_premiere_campaign", "true"),
        ("signups", None),
        ("saves", None),
        ("earned_saves", 17),
        ("leads", None),
        ("reach", None),
    ],
)
def test_values_of_a_row(name: str, value: Any) -> None:
    found = value_of(metric(name), ROW)
    assert found == value
    assert type(found) is type(value)


NUMBERS = st.none() | st.integers(0, 10**9) | st.decimals(0, 10**6, places=2).map(float)
ROWS = st.lists(
    st.fixed_dictionaries({}, optional=dict.fromkeys(("SPEND_IN_DOLLAR", "TOTAL_CLICKTHROUGH", "IMPRESSION_1"), NUMBERS)), max_size=6
)


def added(rows: list[dict[str, Any]], column: str) -> Fraction | None:
    measured = [Fraction(str(row[column])) for row in rows if row.get(column) is not None]
    return sum(measured, Fraction(0)) if measured else None


@given(ROWS)
def test_totals_are_sums_and_ratios_of_sums(rows: list[dict[str, Any]]) -> None:
    spend, clicks, impressions = (added(rows, name) for name in ("SPEND_IN_DOLLAR", "TOTAL_CLICKTHROUGH", "IMPRESSION_1"))
    for name, expected in {
        "spend": spend,
        "clicks": clicks,
        "cpc": spend / clicks if spend is not None and clicks else None,
        "cpm": 1000 * spend / impressions if spend is not None and impressions else None,
    }.items():
        total = total_of(metric(name), rows)
        assert (total is None) == (expected is None)
        if total is not None and expected is not None:
            assert abs(Fraction(total) - expected) <= abs(expected) / 10**25


def test_what_does_not_add_up_has_no_total() -> None:
    rows = [{"TOTAL_IMPRESSION_USER": 5, "TOTAL_IMPRESSION_FREQUENCY": 1.5, "TOTAL_REPIN_RATE": 0.1, "CAMPAIGN_ID": 7}]
    assert [total_of(metric(name), rows) for name in ("reach", "frequency", "total_save_rate", "campaign_id")] == [None] * 4
    assert value_of(metric("reach"), rows[0]) == 5
