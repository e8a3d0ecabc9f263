"""pinads ... analytics: what is asked for on the wire, and how the rows come out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from pinads.services.analytics import AnalyticsOptions, measure, measure_in_campaigns

from pinads.sdk import Ad, Campaign, InvalidInput
from pinads.services.context import Context
from pinads.services.interaction import Interaction
from tests.support.command_line import Pinads

SPAN = ("--start", "2025-11-20", "--end", "2025-11-22")
FIRST, SECOND = "626735000001", "626735000002"


def query(pinads: Pinads) -> dict[str, list[str]]:
    entry = pinads.requests[-1]
    return parse_qs(entry.query) if isinstance(entry.query, str) else {name: [value] for name, value in entry.query}


def test_named_campaigns_by_day(pinads: Pinads) -> None:
    rows = pinads.json("campaigns", "analytics", FIRST, SECOND, *SPAN, "--granularity", "day", "--columns", "spend_in_dollar,leads")
    assert [(row["CAMPAIGN_ID"], row["DATE"]) for row in rows] == [
        (identity, f"2025-11-{day}") for identity in (FIRST, SECOND) for day in (20, 21, 22)
    ]
    assert set(rows[0]) == {"CAMPAIGN_ID", "DATE", "SPEND_IN_DOLLAR", "LEADS"}
    assert pinads.operations == ["campaigns/analytics"]


def test_figures_are_the_same_every_time(pinads: Pinads) -> None:
    asked = ("ads", "analytics", "687195000001", *SPAN)
    assert pinads.json(*asked) == pinads.json(*asked)


@pytest.mark.parametrize(
    ("group", "id_column", "number"), [("campaigns", "CAMPAIGN_ID", 15), ("adgroups", "AD_GROUP_ID", 45), ("ads", "AD_ID", 200)]
)
def test_without_ids_all_are_measured(pinads: Pinads, group: str, id_column: str, number: int) -> None:
    rows = pinads.json(group, "analytics", *SPAN)
    assert len({row[id_column] for row in rows}) == len(rows) >= number


def test_an_account_as_a_whole(pinads: Pinads) -> None:
    (row,) = pinads.json("accounts", "analytics", *SPAN)
    assert row["AD_ACCOUNT_ID"] == "549755885175"
    (other,) = pinads.json("accounts", "analytics", "549755885176", *SPAN)
    assert other["AD_ACCOUNT_ID"] == "549755885176"


def test_windows_and_days_go_out(pinads: Pinads) -> None:
    options = ("--click-window-days", "7", "--view-window-days", "0", "--conversion-report-time", "time_of_conversion", "--account-days")
    pinads.ok("campaigns", "analytics", FIRST, *SPAN, *options)
    asked = query(pinads)
    assert asked["click_window_days"] == ["7"]
    assert asked["view_window_days"] == ["0"]
    assert asked["conversion_report_time"] == ["TIME_OF_CONVERSION"]
    assert asked["reporting_timezone"] == ["AD_ACCOUNT_TIME_ZONE"]


def test_a_table_has_names(pinads: Pinads) -> None:
    lines = pinads.ok("campaigns", "analytics", FIRST, *SPAN, "-o", "table").lines
    assert "NAME" in lines[0]
    assert "Spring refresh" in lines[2]


def test_csv_and_query(pinads: Pinads) -> None:
    lines = pinads.ok("campaigns", "analytics", FIRST, *SPAN, "--columns", "LEADS", "-o", "csv").lines
    assert lines[0] == "CAMPAIGN_ID,LEADS"
    assert pinads.json("campaigns", "analytics", FIRST, *SPAN, "--query", "[].CAMPAIGN_ID") == [FIRST]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--columns", "SPEND_IN_DOLAR"), "Invalid --columns 'SPEND_IN_DOLAR'"),
        (("--granularity", "DAYS"), "choose from TOTAL, DAY, HOUR, WEEK, MONTH"),
        (("--start", "yesterdayish"), "--start"),
        (("--start", "2025-11-22", "--end", "2025-11-20"), "Invalid --end: 2025-11-20 is before --start 2025-11-22"),
        (("--click-window-days", "61"), "Invalid --click-window-days: 61"),
    ],
)
def test_wrong_input_is_refused_here(pinads: Pinads, args: tuple[str, ...], said: str) -> None:
    run = pinads("campaigns", "analytics", FIRST, *args)
    assert run.exit_code == 2
    assert said in run.stderr
    assert pinads.requests == []


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--start", "2025-01-01", "--end", "2025-01-02"), "more than 90 days ago"),
        (("--start", "2025-11-10", "--end", "2025-11-11", "--granularity", "hour"), "more than 8 days ago"),
        (("--start", "2025-11-18", "--end", "2025-11-23", "--granularity", "hour"), "3 days at most"),
        ((*SPAN, "--click-window-days", "3"), "click_window_days"),
    ],
)
def test_what_the_api_refuses(pinads: Pinads, args: tuple[str, ...], said: str) -> None:
    run = pinads("campaigns", "analytics", FIRST, *args, "-o", "json")
    assert run.exit_code == 1
    error: Any = run.error
    assert said in error["message"]
    assert error["operation"] == "campaigns/analytics"


def test_weeks_begin_on_mondays(pinads: Pinads) -> None:
    rows = pinads.json("accounts", "analytics", "--start", "2025-11-05", "--end", "2025-11-20", "--granularity", "week")
    assert [row["DATE"] for row in rows] == ["2025-11-05", "2025-11-10", "2025-11-17"]


def test_unknown_account_is_not_found(pinads: Pinads) -> None:
    assert pinads("accounts", "analytics", "111", *SPAN).exit_code == 4


def pins_of(pinads: Pinads, campaign: str) -> list[str]:
    ads = pinads.json("ads", "list", "--campaign", campaign, "--status", "all")
    pinads.forget()
    return [ad["pin_id"] for ad in ads]


def test_ads_of_campaigns_and_pins(pinads: Pinads) -> None:
    pins = pins_of(pinads, FIRST)
    rows = pinads.json("ads", "analytics", "--campaign", f"{FIRST},{SECOND}", "--pin", pins[0], *SPAN)
    assert rows
    assert {row["AD_ID"] for row in rows} <= {ad["id"] for ad in pinads.json("ads", "list", "--status", "all") if ad["pin_id"] == pins[0]}
    assert pinads.operations[0] == "ads/analytics"
    whole = pinads.json("ads", "analytics", "--campaign", FIRST, *SPAN)
    assert len(whole) == len(pins)
    lines = pinads.ok("ads", "analytics", "--campaign", FIRST, "--pin", pins[0], *SPAN, "-o", "table").lines
    assert "NAME" in lines[0]


def test_a_row_for_each_pin(pinads: Pinads) -> None:
    pins = sorted(set(pins_of(pinads, FIRST)))[:2]
    rows = pinads.json("ads", "analytics", "--campaign", FIRST, "--pin", ",".join(pins), "--per-pin", "--granularity", "day", *SPAN)
    assert pinads.operations == ["ad_pins/analytics"]
    assert [(row["PIN_ID"], row["DATE"]) for row in rows] == [(pin, f"2025-11-{day}") for pin in pins for day in (20, 21, 22)]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("687195000001", "--campaign", FIRST), "Give either ads by id, or --campaign and --pin"),
        (("--pin", "5"), "--pin and --per-pin need the campaigns that the Pins are in: add --campaign ID"),
        (("--campaign", FIRST, "--per-pin"), "--per-pin measures the Pins of one campaign: give one --campaign, and --pin ID,..."),
        (("--campaign", f"{FIRST},{SECOND}", "--pin", "5", "--per-pin"), "--per-pin measures the Pins of one campaign"),
        (("--campaign", "x", "--pin", "5"), "Invalid --campaign"),
        (("--campaign", FIRST, "--pin", "x"), "Invalid --pin"),
        (("--campaign", "x", "--pin", "5", "--per-pin"), "Invalid --campaign"),
    ],
)
def test_campaigns_and_pins_that_do_not_fit(pinads: Pinads, args: tuple[str, ...], said: str) -> None:
    run = pinads("ads", "analytics", *args, *SPAN)
    assert run.exit_code == 2
    assert said in run.stderr
    assert pinads.requests == []


class Tables(Interaction):
    """Somebody who reads tables."""

    shows_tables = True


@pytest.fixture(name="context")
def _context(pinads: Pinads) -> Iterator[Context]:
    context = Context()
    yield context
    context.close()


def test_names_are_looked_up_for_tables_alone(pinads: Pinads, context: Context) -> None:
    options = AnalyticsOptions(start=SPAN[1], end=SPAN[3])
    (plain,) = measure(context, Campaign, [FIRST], options).value
    assert pinads.operations == ["campaigns/analytics"]
    context.interaction = Tables()
    (named,) = measure(context, Campaign, [FIRST], options).value
    assert named == {"NAME": "Spring refresh: linen bedding", **plain}


@pytest.mark.parametrize(
    ("options", "parameter"),
    [
        (AnalyticsOptions(start="soon"), "start"),
        (AnalyticsOptions(columns=["SPEND_IN_DOLAR"]), "columns"),
        (AnalyticsOptions(targeting_types=["GENDRE"]), "targeting_type"),
    ],
)
def test_errors_of_the_service_refer_to_parameters(pinads: Pinads, context: Context, options: AnalyticsOptions, parameter: str) -> None:
    with pytest.raises(InvalidInput, match=f"`{parameter}`"):
        measure(context, Campaign, [FIRST], options)
    with pytest.raises(InvalidInput, match="`campaign`"):
        measure_in_campaigns(context, Ad, [FIRST], [FIRST], None, False, options)
    assert pinads.requests == []
