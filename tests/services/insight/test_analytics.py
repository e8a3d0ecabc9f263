"""pinads ... analytics: what is asked for on the wire, and how the rows come out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs

import pytest

from pinads.emulator import Emulator, Faults
from pinads.sdk import Campaign
from pinads.sdk.reports import metrics
from pinads.services.context import Context
from pinads.services.figures.options import AdAnalyticsOptions, AnalyticsOptions
from pinads.services.insight.analytics import analyze, analyze_ads
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.fake_account import FakeAccount, campaign
from tests.support.rows_and_statuses import YEN_ACCOUNT, refused
from tests.support.today import moment
from tests.support.wording import Wording

SPAN = ("--start", "2025-11-20", "--end", "2025-11-22")
FIRST, SECOND = "626735000001", "626735000002"
FIGURES = ["spend", "impressions", "clicks", "ctr", "cpc", "conversions", "cpa", "roas"]


def asked(pinads: Pinads) -> dict[str, str]:
    """The query of the last request for figures."""
    query = [entry.query for entry in pinads.requests if entry.path.endswith("/analytics")][-1]
    return {name: ",".join(values) for name, values in parse_qs(query).items()}


def by_name(pinads: Pinads, *args: str, kind: str = "campaigns", **more: Any) -> dict[str, Any]:
    return {row["name"]: row for row in pinads.json(kind, "analytics", *SPAN, *args, **more)}


@pytest.fixture(name="context")
def _context(pinads: Pinads) -> Iterator[Context]:
    context = Context()
    yield context
    context.close()


def test_seven_complete_days_of_the_accounts_zone_are_asked_for_at_once(pinads: Pinads) -> None:
    ids = [row["id"] for row in pinads.json("campaigns", "analytics")]
    assert pinads.operations == ["ad_accounts/get", "campaigns/list", "campaigns/analytics"]
    query = asked(pinads)
    assert {*ids} <= {*query.pop("campaign_ids").split(",")}
    assert query == {
        "start_date": "2025-11-17",
        "end_date": "2025-11-23",
        "columns": "SPEND_IN_DOLLAR,TOTAL_IMPRESSION,TOTAL_CLICKTHROUGH,TOTAL_CONVERSIONS,TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR",
        "granularity": "TOTAL",
        "reporting_timezone": "AD_ACCOUNT_TIME_ZONE",
    }


def test_days_and_attribution_go_out_as_asked(pinads: Pinads, wording: Wording) -> None:
    counting = ("--click-window-days", "7", "--view-window-days", "0", "--conversion-report-time", "time_of_conversion")
    run = pinads.ok("campaigns", "analytics", FIRST, *SPAN, *counting, "--utc", "--columns", "spend,cpa,SPEND_IN_DOLLAR", "-o", "table")
    assert asked(pinads) == {
        "start_date": "2025-11-20",
        "end_date": "2025-11-22",
        "columns": "SPEND_IN_DOLLAR,TOTAL_CONVERSIONS",
        "granularity": "TOTAL",
        "campaign_ids": FIRST,
        "click_window_days": "7",
        "view_window_days": "0",
        "conversion_report_time": "TIME_OF_CONVERSION",
    }
    (line,) = [line for line in run.lines if line.startswith("conversions: ")]
    assert " 7/30/0 days " in line
    wording(line)
    assert run.lines[0].endswith(" 2025-11-20 to 2025-11-22, days of UTC")


@pytest.mark.slow
def test_250_ids_a_request(pinads: Pinads) -> None:
    emulator = Emulator(pinads.data_dir / "emulator", now=moment)
    emulator.seed(campaigns=60)
    emulator.close()
    rows = pinads.json("ads", "analytics", *SPAN, "--columns", "spend", "--zero-fill")
    sent = [",".join(parse_qs(entry.query)["ad_ids"]).split(",") for entry in pinads.requests if entry.operation == "ads/analytics"]
    assert sorted(map(len, sent))[1:] == [250] * (len(sent) - 1)
    ids = [identity for some in sent for identity in some]
    assert len(set(ids)) == len(ids) > 250
    assert {row["id"] for row in rows} <= {*ids}


def test_ids_and_names_in_the_order_of_spend(pinads: Pinads) -> None:
    rows = pinads.json("campaigns", "analytics", *SPAN, "outdoor  LIVING 2025", f"C{FIRST}", SECOND)
    assert {row["id"] for row in rows} == {FIRST, SECOND}
    assert rows == sorted(rows, key=lambda row: -row["spend"])
    assert asked(pinads)["campaign_ids"] == f"{SECOND},{FIRST}"


def test_ids_alone_are_read_with_one_request_and_from_standard_input(pinads: Pinads) -> None:
    named = pinads.json("campaigns", "analytics", *SPAN, SECOND, FIRST)
    assert parse_qs(pinads.requests[1].query)["campaign_ids"] == [SECOND, FIRST]
    assert pinads.json("campaigns", "analytics", *SPAN, "-", input=f"{FIRST}\n{SECOND}\n") == named
    pinads.forget()
    assert pinads.json("campaigns", "analytics", *SPAN, "-", input="") == []
    assert "campaigns/analytics" not in pinads.operations


def test_names_that_are_not_or_not_alone(pinads: Pinads) -> None:
    refused(pinads, "campaigns", "analytics", "Outdoor living 2026", says="did you mean 'Outdoor living 2025'?", reads=True)
    pinads.ok("campaigns", "update", FIRST, "--name", "Outdoor living 2025")
    pinads.forget()
    told = f"2 campaigns are named 'Outdoor living 2025': {FIRST} (active), {SECOND} (active). Give the id of the one you mean"
    refused(pinads, "campaigns", "analytics", "Outdoor living 2025", says=told, reads=True)
    assert pinads("campaigns", "analytics", "111").exit_code == 4
    assert "campaigns/analytics" not in pinads.operations


def test_only_of_campaigns_and_only_what_is_active(pinads: Pinads) -> None:
    ads = {ad["id"]: ad for ad in pinads.json("ads", "list", "--campaign", f"{FIRST},{SECOND}", "--status", "all")}
    rows = pinads.json("ads", "analytics", *SPAN, "--campaign", f"Outdoor living 2025,{FIRST}")
    assert {row["id"] for row in rows} >= {key for key, ad in ads.items() if ad["status"] in ("ACTIVE", "PAUSED")}
    assert {row["id"] for row in rows} <= {*ads}
    active = pinads.json("adgroups", "analytics", *SPAN, "--active")
    assert {row["status"] for row in active} == {"ACTIVE"}


@each(("kind", "api_id"), [("campaigns", "CAMPAIGN_ID"), ("adgroups", "AD_GROUP_ID"), ("ads", "AD_ID"), ("accounts", "AD_ACCOUNT_ID")])
def test_keys_are_short_names_and_numbers_are_the_apis(pinads: Pinads, kind: str, api_id: str) -> None:
    row = pinads.json(kind, "analytics", *SPAN)[0]
    assert list(row) == ["id", "name", "status", "spend", "currency", *FIGURES[1:]]
    path = {"adgroups": "ad_groups/analytics", "accounts": "analytics"}.get(kind, f"{kind}/analytics")
    fields = {"columns": "SPEND_IN_DOLLAR,TOTAL_IMPRESSION,TOTAL_CLICKTHROUGH", "granularity": "TOTAL"}
    fields |= {"start_date": SPAN[1], "end_date": SPAN[3], "reporting_timezone": "AD_ACCOUNT_TIME_ZONE"}
    if kind != "accounts":
        fields[api_id.lower() + "s"] = row["id"]
    given = [part for name, value in fields.items() for part in ("-f", f"{name}={value}")]
    (raw,) = pinads.json("api", "GET", f"/ad_accounts/{{account}}/{path}", *given)
    assert (row["spend"], row["impressions"], row["clicks"]) == (raw["SPEND_IN_DOLLAR"], raw["TOTAL_IMPRESSION"], raw["TOTAL_CLICKTHROUGH"])
    assert row["ctr"] == pytest.approx(100 * raw["TOTAL_CLICKTHROUGH"] / raw["TOTAL_IMPRESSION"], abs=1e-6)


def test_totals_are_sums_and_ratios_of_sums(pinads: Pinads, context: Context) -> None:
    table = analyze(context, Campaign, None, AnalyticsOptions(columns=["spend,clicks,cpc,reach,frequency"]))
    spent = sum(Decimal(row["spend"]) for row in table.rows if row["spend"] is not None)
    clicks = sum(row["clicks"] or 0 for row in table.rows)
    assert table.total == {"spend": spent, "clicks": clicks, "cpc": spent / clicks, "reach": None, "frequency": None}
    assert any(row["reach"] for row in table.rows)
    assert analyze(context, Campaign, [FIRST], AnalyticsOptions()).total is None


def test_what_was_not_measured_is_no_zero_unless_asked() -> None:
    zero = {"SPEND_IN_DOLLAR": 0, "TOTAL_IMPRESSION": 0, "TOTAL_CLICKTHROUGH": 0}
    measured = {"1": zero, "2": {"TOTAL_IMPRESSION": 5}}
    account = FakeAccount([campaign("1"), campaign("2"), campaign("3")], lambda identity, query: measured.get(identity))
    context = account.context()
    plain, filled = (analyze(context, Campaign, None, AnalyticsOptions(zero_fill=each)) for each in (False, True))
    context.close()
    found = {row["id"]: [row[name] for name in FIGURES] for row in plain.rows}
    assert found == {
        "1": [0, 0, 0, None, None, None, None, None],
        "2": [None, 5, *[None] * 6],
        "3": [None] * 8,
    }
    assert [row["spend"] for row in filled.rows] == [0, 0, 0]
    assert {row["id"]: [row[name] for name in FIGURES] for row in filled.rows}["3"] == [0, 0, 0, None, None, 0, None, None]


def test_a_dash_and_an_empty_cell_for_what_is_missing(pinads: Pinads) -> None:
    paused = "Back to school desks and lamps"
    assert [by_name(pinads)[paused][name] for name in ("spend", "clicks", "cpc", "roas")] == [0, 0, None, None]
    lines = pinads.ok("campaigns", "analytics", *SPAN, "-o", "table", columns=200).lines
    assert [line.split()[-8:] for line in lines if line.startswith(paused)] == [["0.00", "0", "0", "-", "-", "0", "-", "-"]]
    assert f"{paused},PAUSED,0.00,USD,0,0,,,0,,\n" in pinads.ok("campaigns", "analytics", *SPAN, "-o", "csv").stdout


def test_a_filter_can_name_a_figure_that_is_no_column(pinads: Pinads) -> None:
    every = by_name(pinads)
    wanted = {name for name, row in every.items() if row["cpc"] is not None and row["cpc"] > 0.55 and row["clicks"] > 400}
    asking = ("campaigns", "analytics", *SPAN, "--columns", "spend", "--filter", "cpc > 0,55", "--filter", "TOTAL_CLICKTHROUGH>400")
    rows = pinads.json(*asking)
    assert {row["name"] for row in rows} == wanted
    assert 0 < len(wanted) < len(every)
    assert asked(pinads)["columns"] == "SPEND_IN_DOLLAR,TOTAL_CLICKTHROUGH"
    assert list(rows[0]) == ["id", "name", "status", "spend", "currency", "cpc", "clicks"]
    assert pinads.ok(*asking, "-o", "table").lines[2].split() == ["NAME", "SPEND", "USD"]
    named = by_name(pinads, "--filter", "status=PAUSED or name ~ living")
    assert {*named} == {name for name, row in every.items() if row["status"] == "PAUSED" or "living" in name}


def test_sorting_and_the_rows_without_figures_come_last(pinads: Pinads) -> None:
    rows = pinads.json("campaigns", "analytics", *SPAN, "--sort", "cpc", "--columns", "spend")
    prices = [row["cpc"] for row in rows]
    known = [price for price in prices if price is not None]
    assert prices == sorted(known) + [None] * (len(prices) - len(known))
    names = [row["name"] for row in pinads.json("campaigns", "analytics", *SPAN, "--sort", "status,-name")]
    assert names[-1] == "Back to school desks and lamps"


def test_a_limit_leaves_the_totals_alone(pinads: Pinads, context: Context) -> None:
    every = analyze(context, Campaign, None, AnalyticsOptions())
    some = analyze(context, Campaign, None, AnalyticsOptions(limit=2))
    assert (some.total, len(some.rows)) == (every.total, 2)
    assert list(some.rows) == list(every.rows[:2])
    assert some.notes[-1].startswith(f"2 of {len(every.rows)} rows ")


def test_a_chart_is_of_all_rows_and_the_largest_come_first(pinads: Pinads, context: Context) -> None:
    found = analyze(context, Campaign, None, AnalyticsOptions(by="day", limit=3))
    (chart,) = found.charts
    assert len(chart.labels) == 7
    assert max(value or 0 for values in chart.series.values() for value in values) > 0
    names = list(dict.fromkeys(row["name"] for row in found.rows))
    largest = analyze(context, Campaign, None, AnalyticsOptions()).rows[0]["name"]
    assert names == [largest]


@each(
    ("span", "days", "dates"),
    [
        ("day", SPAN, ["2025-11-20", "2025-11-21", "2025-11-22"]),
        ("Week", ("--start", "2025-11-05", "--end", "2025-11-20"), ["2025-11-05", "2025-11-10", "2025-11-17"]),
        ("month", ("--start", "2025-10-15", "--end", "2025-11-20"), ["2025-10-15", "2025-11-01"]),
    ],
)
def test_rows_by_span(pinads: Pinads, span: str, days: tuple[str, ...], dates: list[str]) -> None:
    rows = pinads.json("campaigns", "analytics", SECOND, FIRST, *days, "--by", span, "--columns", "spend")
    assert list(rows[0]) == ["id", "name", "status", "date", "spend", "currency"]
    assert [(row["id"], row["date"]) for row in rows] == [(identity, date) for identity in (FIRST, SECOND) for date in dates]
    whole = {row["id"]: row["spend"] for row in pinads.json("campaigns", "analytics", SECOND, FIRST, *days)}
    assert {key: round(sum(row["spend"] for row in rows if row["id"] == key), 2) for key in whole} == whole


def test_rows_by_hour_are_of_a_few_days_lately(pinads: Pinads) -> None:
    rows = pinads.json("accounts", "analytics", "--last", "yesterday", "--by", "hour", "--columns", "spend")
    assert [row["date"] for row in rows] == [f"2025-11-23T{hour:02}:00:00" for hour in range(24)]
    pinads.forget()
    for days in (("--last", "7d"), ("--start", "2025-11-10", "--end", "2025-11-11")):
        run = refused(pinads, "campaigns", "analytics", *days, "--by", "hour", says="at most 3 days", reads=True)
        assert "add --last yesterday" in run.stderr
    assert "campaigns/analytics" not in pinads.operations


def test_values_that_are_ids_have_names_beside_them(pinads: Pinads) -> None:
    rows = pinads.json("campaigns", "analytics", FIRST, "--breakdown", "interest,audience,age", "--columns", "spend")
    named = {(row["breakdown"], row["value"]): row["value_name"] for row in rows}
    assert named["TARGETED_INTEREST", "935541271955"] == "Home decor"
    assert named["AUDIENCE_INCLUDE", "2542620000001"] == "Newsletter"
    assert named["AGE_BUCKET", "25-34"] is None
    assert [pinads.operations.count(name) for name in ("targeting_options/get", "audiences/list")] == [1, 1]
    table = pinads.ok("campaigns", "analytics", FIRST, "--breakdown", "location", "--columns", "spend", "-o", "table").stdout
    assert "U.S.: New York" in table
    assert " 501 " not in table
    (found,) = pinads.json("accounts", "analytics", "--breakdown", "interest", "--columns", "spend", "--filter", "value_name~crafts")
    assert found["value"] == "920236059316"


def test_figures_are_shown_by_ids_where_names_cannot_be_read(pinads: Pinads) -> None:
    for _ in range(2):  # The first command also reads the ad account.
        pinads.forget()
        pinads.json("campaigns", "analytics", FIRST, "--breakdown", "interest", "--columns", "spend")
    pinads.faults = Faults.script([*[None] * pinads.operations.index("targeting_options/get"), *["error_before"] * 9])
    rows = pinads.json("campaigns", "analytics", FIRST, "--breakdown", "interest", "--columns", "spend", "--max-wait", "0s")
    assert [(row["value"], row["value_name"]) for row in rows] == [("935541271955", None), ("920236059316", None)]


def test_a_breakdown_without_ids_asks_for_no_names(pinads: Pinads) -> None:
    rows = pinads.json("campaigns", "analytics", FIRST, "--breakdown", "age,gender", "--columns", "spend")
    assert all("value_name" not in row for row in rows)
    assert not {"targeting_options/get", "audiences/list"} & {*pinads.operations}


def test_what_spent_without_a_conversion_is_dearest_and_said(wording: Wording) -> None:
    wires = {"1": (50, 10), "2": (40, 0), "3": (28, 0), "4": (90, 10), "5": (0, 0)}
    measured = {key: {"SPEND_IN_DOLLAR": spend, "TOTAL_CONVERSIONS": number} for key, (spend, number) in wires.items()}
    account = FakeAccount([campaign(identity) for identity in (*wires, "6")], lambda identity, query: measured.get(identity))
    context = account.context()
    for sort, order in (("-cpa", ["2", "3", "4", "1"]), ("cpa", ["1", "4", "2", "3"])):
        table = analyze(context, Campaign, None, AnalyticsOptions(columns=["spend,cpa"], sort=sort))
        assert [row["id"] for row in table.rows][:4] == order
        (said,) = [note for note in table.notes if note.startswith("2 campaigns spent 68.00 EUR ")]
        assert ("`sort` -cpa" in said) == (sort != "-cpa")
    filtered = analyze(context, Campaign, None, AnalyticsOptions(filters=["cpa > 5"]))
    assert [row["id"] for row in filtered.rows] == ["4"]
    (said,) = [caveat for caveat in filtered.caveats if "restated" not in caveat]
    assert said.startswith("2 campaigns spent 68.00 EUR ")
    wording(said)
    context.close()


def test_hours_to_come_are_left_out(pinads: Pinads) -> None:
    today = ("accounts", "analytics", "--start", "today", "--by", "hour", "--columns", "spend")
    for more, begun in (((), 9), (("--utc",), 17)):
        assert [row["date"] for row in pinads.json(*today, *more)] == [f"2025-11-24T{hour:02}:00:00" for hour in range(begun)]


def test_conversions_by_hour_are_not_measured(pinads: Pinads, wording: Wording) -> None:
    hours = ("accounts", "analytics", "--last", "yesterday", "--by", "hour")
    assert {*pinads.json(*hours)[0]} & {"conversions", "cpa", "roas"} == set()
    assert "not measured" not in pinads.ok(*hours, "-o", "json").stderr
    run = pinads.ok(*hours, "--columns", "spend,conversions,cpa,roas", "--zero-fill", "-o", "json")
    assert {(row["conversions"], row["cpa"], row["roas"]) for row in run.json} == {(None, None, None)}
    assert all(row["spend"] is not None for row in run.json)
    assert run.stderr.count("\n") == 2
    wording(run.stderr.splitlines()[1] + "\n")
    kept = ("--filter", "conversions = 0 or roas < 1")
    assert pinads.json("accounts", "analytics", "--last", "yesterday", "--by", "hour", *kept) == []
    assert "not measured" not in pinads.ok("accounts", "analytics", "--last", "yesterday", "--by", "hour", "--columns", "cpc").stderr


def test_names_of_the_api(pinads: Pinads) -> None:
    rows = pinads.json("campaigns", "analytics", FIRST, *SPAN, "--columns", "spend,ctr,leads", "--api-names")
    assert list(rows[0]) == ["id", "name", "status", "SPEND_IN_DOLLAR", "currency", "ECTR", "LEADS"]


def test_expressions_fields_and_ids(pinads: Pinads) -> None:
    few = ("campaigns", "analytics", FIRST, SECOND, *SPAN)
    assert pinads.json(*few, "--query", "[?spend > `0`].{n: name, s: spend} | sort_by(@, &n)[0].n") == "Outdoor living 2025"
    yen = pinads.ok("campaigns", "analytics", "--account", YEN_ACCOUNT, "--columns", "spend", "--query", "[0].spend")
    assert yen.stdout.strip().isdecimal()
    assert pinads.ok(*few, "--fields", "name,roas", "--sort", "id", "-o", "csv").lines[0] == "name,roas"
    ids = pinads.ids(*few, "--by", "day", "--sort", "id")
    assert ids == [FIRST, SECOND]
    (request,) = pinads.json("campaigns", "pause", "-", "--dry-run", input="\n".join(ids))
    assert [row["id"] for row in request["body"]] == ids


def test_spreadsheets(pinads: Pinads) -> None:
    header, line = pinads.ok("campaigns", "analytics", SECOND, *SPAN, "-o", "csv").lines
    assert header == "id,name,status,spend,currency,impressions,clicks,ctr,cpc,conversions,cpa,roas"
    cells = line.split(",")
    assert cells[:3] == [SECOND, "Outdoor living 2025", "ACTIVE"]
    assert len(cells[3].partition(".")[2]) == 2


def test_days_that_are_not_over_are_said_in_every_format(pinads: Pinads) -> None:
    (unfinished,) = pinads.ok("campaigns", "analytics", "--last", "today", "-o", "csv").stderr.splitlines()
    assert unfinished.startswith("note: 2025-11-24 is not over")
    for format in ("json", "ids"):
        assert pinads.ok("campaigns", "analytics", "--last", "today", "-o", format).stderr.splitlines() == [unfinished]
    late = pinads.ok("campaigns", "analytics", "--start", "-2d", "--end", "2025-12-10", "-o", "csv")
    first, second = late.stderr.splitlines()[:2]
    assert (second, "2025-12-10" in first, first.endswith(" 2025-11-24")) == (unfinished, True, True)
    assert asked(pinads)["end_date"] == "2025-11-24"
    assert unfinished.removeprefix("note: ") in pinads.ok("campaigns", "analytics", "--last", "today", "-o", "table").lines


@pytest.mark.slow
def test_days_that_may_be_restated_are_said_once_and_in_every_format(pinads: Pinads) -> None:
    restated = "figures of 2025-11-21 to 2025-11-23 may still be restated"
    commands = (("campaigns", "analytics"), ("overview",), ("pace",), ("compare",))
    assert {pinads.ok(*command, "-o", "json").stderr for command in commands} == {f"note: {restated}\n"}
    assert pinads.ok("campaigns", "analytics", "-o", "table").lines.count(restated) == 1
    assert pinads.ok("campaigns", "analytics", "--start", "-9d", "--end", "-5d", "-o", "json").stderr == ""


def test_archived_ones_without_figures_are_left_out_unless_named(pinads: Pinads) -> None:
    every = {row["id"]: row for row in pinads.json("campaigns", "list", "--status", "all")}
    shown = {row["id"] for row in pinads.json("campaigns", "analytics", *SPAN)}
    left = {*every} - shown
    assert {every[key]["status"] for key in left} == {"ARCHIVED", "DRAFT", "DELETED_DRAFT"}
    note = f"{len(left)} campaigns without figures are not shown: archived or a draft"
    assert note in pinads.ok("campaigns", "analytics", *SPAN, "-o", "table").lines
    (row,) = pinads.json("campaigns", "analytics", min(left), *SPAN)
    assert (row["id"], row["spend"]) == (min(left), 0)


def test_pins_are_sums_of_their_ads(pinads: Pinads, context: Context) -> None:
    ads = {ad["id"]: ad["pin_id"] for ad in pinads.json("ads", "list", "--campaign", FIRST, "--status", "all")}
    pin = next(iter(ads.values()))
    rows = pinads.json("ads", "analytics", "--campaign", FIRST, "--pin", pin, *SPAN)
    assert {row["id"] for row in rows} == {key for key, value in ads.items() if value == pin}
    options = {"campaigns": [FIRST], "by": "day", "columns": ["spend,cpc"]}
    each_ad, per_pin = (analyze_ads(context, None, AdAnalyticsOptions(**options, per_pin=one)) for one in (False, True))
    sums: dict[tuple[str, str], Decimal] = {}
    for row in each_ad.rows:
        if row["spend"] is not None:
            key = ads[row["id"]], row["date"]
            sums[key] = sums.get(key, Decimal(0)) + row["spend"]
    assert {(row["id"], row["date"]): row["spend"] for row in per_pin.rows if row["spend"] is not None} == sums
    assert (per_pin.total, per_pin.title) == (each_ad.total, "Pins")


def test_what_is_left_out_of_pins_are_ads(pinads: Pinads) -> None:
    notes = pinads.ok("ads", "analytics", *SPAN, "--per-pin", "-o", "table").lines
    assert any("ads without figures" in line for line in notes)


@each(
    ("args", "says"),
    [
        (("--columns", "spnd"), "did you mean spend"),
        (("--columns", "SPEND_IN_DOLAR"), "did you mean 'SPEND_IN_DOLLAR'? (--allow-unknown "),
        (("--columns", ","), "Invalid --columns: "),
        (("--by", "decade"), "Invalid --by 'decade': "),
        (("--breakdown", "gendr"), "Invalid --breakdown"),
        (("--click-window-days", "5"), "Invalid --click-window-days 5: choose from 0, 1, 7, 14, 30, 60"),
        (("--conversion-report-time", "now"), "Invalid --conversion-report-time 'now': choose from time_of_ad_action, time_of_conversion"),
        (("--filter", "cpcc > 1"), "Invalid --filter: "),
        (("--filter", "cpc >"), "Invalid --filter 'cpc >': "),
        (("--sort", "-spand"), "did you mean spend"),
    ],
)
def test_slips_are_refused_before_anything_is_read(pinads: Pinads, args: tuple[str, ...], says: str, wording: Wording) -> None:
    wording(refused(pinads, "campaigns", "analytics", *args, says=says).stderr, of=args)


@each(
    ("args", "says"),
    [
        (("--last", "last-wek"), "did you mean 'last-week'?"),
        (("--start", "yesterdayish"), "Invalid --start 'yesterdayish'"),
        (("--start", "2025-11-22", "--end", "2025-11-20"), "Invalid --end: 2025-11-20 is before --start 2025-11-22"),
        (("--last", "7d", "--start", "-3d"), "Give --last, or --start and --end"),
        (("--columns", "spend,searches"), "searches is not measured"),
        (("--filter", "cpc > 1.50 EUR"), "is not in USD"),
    ],
)
def test_what_depends_on_the_account_is_refused_before_anything_is_measured(pinads: Pinads, args: tuple[str, ...], says: str) -> None:
    pinads.forget()
    refused(pinads, "campaigns", "analytics", *args, says=says, reads=True)
    assert [name for name in pinads.operations if name != "ad_accounts/get"] == []


def test_what_the_api_refuses(pinads: Pinads) -> None:
    run = pinads("campaigns", "analytics", FIRST, *SPAN, "--click-window-days", "3", "--allow-unknown", "-o", "json")
    assert (run.exit_code, run.error["operation"]) == (1, "campaigns/analytics")
    assert "click_window_days" in run.error["message"]
    assert pinads("accounts", "analytics", "111", *SPAN).exit_code == 4


def test_a_metric_that_may_be_newer_is_sent_with_a_warning(pinads: Pinads) -> None:
    run = pinads("campaigns", "analytics", FIRST, *SPAN, "--columns", "spend,MOOD_1")
    assert asked(pinads)["columns"] == "SPEND_IN_DOLLAR,MOOD_1"
    assert run.stderr.startswith("warning: columns 'MOOD_1' ")
    pinads("campaigns", "analytics", FIRST, *SPAN, "--columns", "SPEND_IN_DOLAR", "--allow-unknown")
    assert asked(pinads)["columns"] == "SPEND_IN_DOLAR"


@pytest.mark.parametrize("more", [("-o", "table", "--chart"), ("-o", "json", "--sort", "name"), ("-o", "json", "--by", "day")])
def test_a_newer_metric_alone_is_shown_by_size(pinads: Pinads, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]) -> None:
    known = {name: metric for name, metric in metrics.METRICS.items() if name != "earned_clicks"}
    monkeypatch.setattr(metrics, "_metrics", lambda: known)
    monkeypatch.setattr(metrics, "_by_api", lambda: {metric.api: metric for metric in metrics.METRICS.values()})
    run = pinads.ok("campaigns", "analytics", *SPAN, "--columns", "CLICKTHROUGH_2", "--allow-unknown", *more)
    assert "clickthrough_2" in run.stdout.lower().replace(" ", "_")


def test_an_account_as_a_whole_and_another(pinads: Pinads) -> None:
    (row,) = pinads.json("accounts", "analytics", *SPAN)
    assert (row["id"], row["name"]) == ("549755885175", "Hearth & Loom")
    (other,) = pinads.json("accounts", "analytics", "549755885176", *SPAN)
    assert (other["id"], other["currency"]) == ("549755885176", "EUR")


def test_api_names_have_the_units_of_the_api(pinads: Pinads) -> None:
    columns = "CPC_IN_MICRO_DOLLAR,TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR,CTR,SPEND_IN_DOLLAR"
    (row,) = pinads.json("campaigns", "analytics", FIRST, *SPAN, "--columns", columns, "--api-names")
    (wire,) = pinads.json(
        *("api", "GET", "/ad_accounts/{account}/campaigns/analytics", "-f", f"campaign_ids={FIRST}", "-f", f"columns={columns}"),
        *("-f", "start_date=2025-11-20", "-f", "end_date=2025-11-22", "-f", "granularity=TOTAL"),
        *("-f", "reporting_timezone=AD_ACCOUNT_TIME_ZONE"),
    )
    assert wire["CPC_IN_MICRO_DOLLAR"] > 1000
    assert {name: row[name] for name in columns.split(",")} == {name: pytest.approx(wire[name], abs=1e-6) for name in columns.split(",")}
    assert isinstance(row["CPC_IN_MICRO_DOLLAR"], int)
    csv = pinads.ok("campaigns", "analytics", FIRST, *SPAN, "--columns", columns, "--api-names", "-o", "csv").lines[1].split(",")
    assert csv[3:5] == [str(wire["CPC_IN_MICRO_DOLLAR"]), "USD"]
