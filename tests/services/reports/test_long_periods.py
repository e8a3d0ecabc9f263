"""Periods that take several reports: requested together, waited for, joined; and what happens if one of them fails."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from pinads.sdk.errors import InvalidInput
from pinads.services.context import Context
from pinads.services.figures.periods import Period
from pinads.services.reports.report_rows import report_rows
from tests.support.command_line import Pinads
from tests.support.fake_reports import FakeReports
from tests.support.wires import FunctionWire

FIRST = "626735000001"
DAY = timedelta(days=1)


@pytest.fixture(name="pinads")
def _pinads(patient: Pinads) -> Pinads:
    return patient


def figures(body: Mapping[str, Any]) -> str:
    """A file with one row a day for one campaign, or one for all days: 1.50 a day, and a click."""
    first, last = date.fromisoformat(body["start_date"]), date.fromisoformat(body["end_date"])
    days = (last - first).days + 1
    out = io.StringIO()
    names = [
        "CAMPAIGN_ID",
        *(["DATE"] if body["granularity"] == "DAY" else []),
        *(name for name in body["columns"] if name != "CAMPAIGN_ID"),
    ]
    writer = csv.DictWriter(out, names, restval="", extrasaction="ignore")
    writer.writeheader()
    for number in range(days if body["granularity"] == "DAY" else 1):
        of = 1 if body["granularity"] == "DAY" else days
        row = {"CAMPAIGN_ID": "7", "CAMPAIGN_NAME": "a", "SPEND_IN_DOLLAR": f"{1.5 * of:.2f}", "TOTAL_CLICKTHROUGH": of}
        writer.writerow({**({"DATE": str(first + number * DAY)} if "DATE" in names else {}), **row})
    return out.getvalue()


@pytest.fixture
def fake(pinads: Pinads, monkeypatch: pytest.MonkeyPatch) -> FakeReports:
    reports = FakeReports(figures)
    monkeypatch.setattr("pinads.emulator.EmulatorWire", lambda emulator: FunctionWire(reports))
    return reports


def test_the_rows_are_those_of_reports_of_its_parts(pinads: Pinads) -> None:
    asked = ("--columns", "spend,clicks", "--granularity", "day", "--campaign", FIRST, "--utc")
    whole = pinads.json("reports", "run", "--start", "2024-10-20", *asked)
    ranges = (("2024-10-20", "2025-04-23"), ("2025-04-24", "2025-10-26"), ("2025-10-27", "2025-11-23"))
    assert whole == [row for first, last in ranges for row in pinads.json("reports", "run", "--start", first, "--end", last, *asked)]
    dates = [row["date"] for row in whole]
    assert dates == [str(date.fromisoformat(dates[0]) + number * DAY) for number in range(len(dates))]
    assert (dates[0] < "2025-04-23", dates[-1]) == (True, "2025-11-23")


def test_all_are_requested_before_the_first_is_waited_for(pinads: Pinads) -> None:
    run = pinads.ok("reports", "run", "--start", "-900d", "--granularity", "month", "-o", "jsonl")
    assert pinads.operations.index("analytics/get_report") == pinads.operations.index("analytics/create_report") + 5
    assert "takes 5 reports, which is at least 15 requests" in run.stderr
    dates = [row["date"] for row in run.jsonl]
    assert dates == sorted(dates)


def test_a_total_is_added_up_and_its_ratios_computed(pinads: Pinads, fake: FakeReports) -> None:
    (row,) = pinads.json("reports", "run", "--last", "400d", "--columns", "spend,cpc")
    assert row == {"id": "7", "name": "a", "status": None, "spend": 600, "currency": "EUR", "cpc": 1.5}
    assert len(fake.days) == 3
    (row,) = pinads.json("reports", "run", "--last", "400d", "--columns", "ECPC_IN_DOLLAR", "--api-names")
    assert row["ECPC_IN_DOLLAR"] == 1.5


def test_one_that_fails_is_requested_once_more(pinads: Pinads, fake: FakeReports) -> None:
    fake.ends = {"TEST-1": "FAILED", "TEST-0": "EXPIRED"}
    run = pinads.ok("reports", "run", "--last", "400d", "--columns", "spend", "--granularity", "day", "-o", "jsonl")
    assert [row["date"] for row in run.jsonl] == [str(date(2024, 10, 20) + number * DAY) for number in range(400)]
    assert fake.days[3:] == [fake.days[0], fake.days[1]]
    assert "FAILED; requesting the report of 2025-04-24 to 2025-10-26" in run.stderr


def test_one_that_fails_twice_is_an_error(pinads: Pinads, fake: FakeReports) -> None:
    fake.ends = {"TEST-0": "FAILED", "TEST-1": "FAILED"}
    run = pinads("reports", "run", "-o", "json")
    assert run.exit_code == 1
    assert len(fake.bodies) == 2
    assert "it is FAILED" in run.error["message"]


def test_what_is_not_ready_in_time_can_be_continued(pinads: Pinads, fake: FakeReports, no_waiting: list[float]) -> None:
    fake.ends = {"TEST-1": "IN_PROGRESS"}
    run = pinads("reports", "run", "--last", "400d", "--granularity", "day", "--columns", "spend", "--wait-timeout", "10s", "-o", "jsonl")
    assert run.exit_code == 6
    assert run.error["message"].startswith("after 10 s 1 of 3 reports ")
    assert run.error["hint"] == "pinads reports download --profile demo --output jsonl TEST-0 TEST-1 TEST-2"
    fake.ends = {}
    rows = pinads.ok(*run.error["hint"].split()[1:]).jsonl
    assert len(rows) == 400
    assert len(fake.bodies) == 3


def test_totals_of_reports_that_are_named_are_added_up(pinads: Pinads, fake: FakeReports) -> None:
    pinads.ok("reports", "create", "--start", "2025-01-01", "--end", "2025-01-10", "--columns", "cpc")
    pinads.ok("reports", "create", "--start", "2025-01-11", "--end", "2025-01-20", "--columns", "cpc")
    (row,) = pinads.json("reports", "download", "TEST-0", "TEST-1")
    assert row == {"id": "7", "name": "a", "status": None, "spend": 30, "currency": "EUR", "clicks": 20, "cpc": 1.5}


def test_an_interruption_says_which_reports_exist(pinads: Pinads, fake: FakeReports, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(seconds: float) -> None:
        raise KeyboardInterrupt

    fake.ends = {f"TEST-{number}": "IN_PROGRESS" for number in range(3)}
    monkeypatch.setattr("time.sleep", interrupt)
    run = pinads("reports", "run", "--last", "400d", "--granularity", "day", "--to", "all.csv")
    assert run.exit_code == 130
    assert "interrupted; 3 of 3 reports exist" in run.stderr
    assert run.stderr.endswith("pinads reports download --profile demo --to all.csv TEST-0 TEST-1 TEST-2\n")


@pytest.mark.parametrize(
    ("zone", "first", "last"),
    [
        ("Pacific/Auckland", "2025-11-18", "2025-11-24"),  # where it is tomorrow already
        ("America/Los_Angeles", "2025-11-17", "2025-11-23"),
        ("UTC", "2025-11-17", "2025-11-23"),
        ("Mars/Olympus", "2025-11-17", "2025-11-23"),  # unknown to this machine, so days are UTC
    ],
)
def test_days_are_those_of_the_accounts_zone(pinads: Pinads, fake: FakeReports, zone: str, first: str, last: str) -> None:
    fake.zone = zone
    pinads.ok("reports", "run", "--last", "7d", "--columns", "spend", "-o", "csv")
    assert fake.days == [(first, last)]
    known = zone not in ("UTC", "Mars/Olympus")
    assert fake.bodies[0].get("reporting_timezone") == ("AD_ACCOUNT_TIME_ZONE" if known else None)


def test_a_week_in_which_clocks_change_has_seven_days(pinads: Pinads, fake: FakeReports) -> None:
    asked = ("--start", "2025-10-22", "--end", "2025-10-28", "--granularity", "day", "--columns", "spend")
    assert [row["date"][8:] for row in pinads.json("reports", "run", *asked)] == ["22", "23", "24", "25", "26", "27", "28"]


def test_rows_for_other_services(pinads: Pinads, fake: FakeReports) -> None:
    context = Context()
    given = {"columns": ["CAMPAIGN_ID", "SPEND_IN_DOLLAR"], "level": "CAMPAIGN", "granularity": "DAY"}
    rows = report_rows(context, given, Period(date(2025, 1, 1), date(2025, 11, 20)), 60)
    assert [row["DATE"] for row in rows][::323] == ["2025-01-01", "2025-11-20"]
    assert [body["report_format"] for body in fake.bodies] == ["CSV", "CSV"]
    assert given == {"columns": ["CAMPAIGN_ID", "SPEND_IN_DOLLAR"], "level": "CAMPAIGN", "granularity": "DAY"}
    fake.bodies.clear()
    with pytest.raises(InvalidInput, match="more than 914 days ago"):
        list(report_rows(context, given, Period(date(2023, 1, 1), date(2025, 11, 20)), 60))
    assert fake.bodies == []
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("by", ["day", "week", "month"])
def test_figures_of_entities_are_the_same_from_reports_and_from_analytics(pinads: Pinads, by: str) -> None:
    """Reports leave out rows whose figures are all 0; analytics, which reach back less far, have them."""
    asked = ("campaigns", "analytics", "--by", by, "--columns", "spend,clicks,cpa", "--end", "2025-10-31")
    old, new = (pinads.json(*asked, "--start", day) for day in ("2025-07-01", "2025-09-01"))
    assert "analytics/create_report" in pinads.operations
    assert all(row["date"] for row in old)
    # A week that the later period cuts off differs.
    later = {(row["id"], row["date"]): row for row in old if row["date"] >= "2025-09-08"}
    assert later == {(row["id"], row["date"]): row for row in new if row["date"] >= "2025-09-08"}
    assert 0 in {row["spend"] for row in later.values()}
