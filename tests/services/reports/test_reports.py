"""pinads reports: asked for, waited for, shown and saved, over the demo account."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator import Emulator, Faults, LogEntry, Server
from pinads.sdk import InvalidInput, NetworkError
from pinads.sdk.http.wire import WireRequest, WireResponse
from pinads.services.context import Context
from pinads.services.reports import delivery
from pinads.services.reports.delivery import DeliveryOptions
from pinads.services.reports.options import ReportOptions
from pinads.services.results import RowStream
from tests.support.command_line import Pinads, Run
from tests.support.each import each
from tests.support.faces import Face
from tests.support.fake_reports import FakeReports
from tests.support.today import moment
from tests.support.wires import FunctionWire
from tests.support.wording import Wording

CREATE, GET, FILE = "analytics/create_report", "analytics/get_report", "reports/download"
DESCRIBING = ["id", "name", "status"]
DEFAULT = ["spend", "currency", "impressions", "clicks", "ctr", "cpc", "conversions", "cpa", "roas"]
FIRST = "626735000001"
API = ["SPEND_IN_DOLLAR", "TOTAL_IMPRESSION", "TOTAL_CLICKTHROUGH", "TOTAL_CONVERSIONS", "TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR"]


@pytest.fixture(name="pinads")
def _pinads(patient: Pinads) -> Pinads:
    return patient


def refused(pinads: Pinads, *args: str, says: str, code: int = 2) -> Run:
    """A command that asks for nothing, and says why."""
    run = pinads("reports", *args)
    assert run.exit_code == code
    assert says in run.stderr
    assert pinads.requests == []
    return run


def begun(pinads: Pinads, *args: str) -> str:
    """The token of a report that was asked for."""
    token: str = pinads.json("reports", "create", *args)["token"]
    return token


def body_of_dry_run(pinads: Pinads, *args: str) -> Any:
    (request,) = pinads.json("reports", "run", "--dry-run", *args)
    assert set(pinads.operations) <= {"ad_accounts/get"}, "only the account's time zone is asked for"
    assert (request["method"], request["path"]) == ("POST", "/ad_accounts/549755885175/reports")
    return request["body"]


def test_conversions_by_hour_are_not_measured(pinads: Pinads) -> None:
    hours = pinads.json("reports", "run", "--level", "account", "--last", "yesterday", "--granularity", "hour")
    assert {(row["conversions"], row["roas"]) for row in hours} == {(None, None)}
    assert all(row["spend"] is not None for row in hours)


def test_without_options_it_is_thirty_days_by_campaign(pinads: Pinads) -> None:
    campaigns = pinads.json("campaigns", "list", "--status", "all")
    pinads.forget()
    run = pinads.ok("reports", "run", "-o", "csv")
    rows = list(csv.DictReader(io.StringIO(run.stdout)))
    assert list(rows[0]) == [*DESCRIBING, *DEFAULT]
    # Campaigns that spent nothing have no rows.
    shown = {(row["id"], row["name"], row["status"]) for row in rows}
    assert FIRST in {row["id"] for row in rows}
    assert shown <= {(one["id"], one["name"], one["status"]) for one in campaigns}
    assert pinads.operations[:2] == ["ad_accounts/get", CREATE]
    assert set(pinads.operations[2:-1]) == {GET}
    assert pinads.operations[-1] == FILE


def test_figures_are_those_of_the_synchronous_analytics(pinads: Pinads) -> None:
    rows = pinads.json(
        *("reports", "run", "--utc", "--start", "2025-11-01", "--end", "2025-11-20", "--granularity", "day", "--campaign", FIRST),
        *("--columns", "spend,clicks,cpc"),
    )
    query = (f"campaign_ids={FIRST}", "start_date=2025-11-01", "end_date=2025-11-20", "granularity=DAY")
    columns = "columns=SPEND_IN_DOLLAR,TOTAL_CLICKTHROUGH"
    there = pinads.json("api", "GET", "/ad_accounts/549755885175/campaigns/analytics", *(f"-f{each}" for each in (*query, columns)))
    assert len(rows) == 20
    assert [(row["date"], row["spend"], row["clicks"]) for row in rows] == [
        (row["DATE"], pytest.approx(row["SPEND_IN_DOLLAR"]), row["TOTAL_CLICKTHROUGH"]) for row in there
    ]
    assert [row["cpc"] for row in rows] == [pytest.approx(row["spend"] / row["clicks"], abs=1e-6) for row in rows]


def test_days_are_those_of_the_account(pinads: Pinads) -> None:
    assert body_of_dry_run(pinads, "--last", "7d") == {
        "level": "CAMPAIGN",
        "columns": ["CAMPAIGN_ID", "CAMPAIGN_NAME", "CAMPAIGN_ENTITY_STATUS", *API],
        "granularity": "TOTAL",
        "report_format": "CSV",
        "start_date": "2025-11-17",
        "end_date": "2025-11-23",
        "reporting_timezone": "AD_ACCOUNT_TIME_ZONE",
    }
    assert "reporting_timezone" not in body_of_dry_run(pinads, "--last", "7d", "--utc")


def test_the_apis_names_are_kept_if_they_are_asked_for(pinads: Pinads) -> None:
    assert body_of_dry_run(pinads, "--columns", "CPC_IN_MICRO_DOLLAR,spend", "--api-names")["columns"] == [
        "CPC_IN_MICRO_DOLLAR",
        "SPEND_IN_DOLLAR",
    ]
    rows = pinads.json("reports", "run", "--columns", "SPEND_IN_DOLLAR,CAMPAIGN_NAME", "--api-names", "--granularity", "month")
    assert {tuple(row) for row in rows} == {("CAMPAIGN_ID", "DATE", "SPEND_IN_DOLLAR", "currency", "CAMPAIGN_NAME")}
    assert {type(row["SPEND_IN_DOLLAR"]) for row in rows} == {float}
    computed = pinads.json("reports", "run", "--last", "2d", "--columns", "spend,cpa,revenue", "--api-names")[0]
    assert computed["CPA"] == pytest.approx(computed["SPEND_IN_DOLLAR"] / computed["TOTAL_CONVERSIONS"], abs=1e-6)
    assert (computed["currency"], computed["TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR"] % 10**6) == ("USD", 0)


def test_keywords_and_accounts_have_names(pinads: Pinads) -> None:
    words = {row["id"]: row["value"] for row in pinads.json("keywords", "list", "--all")}
    pinads.forget()
    rows = pinads.json("reports", "run", "--last", "3d", "--level", "keyword", "--columns", "spend")
    assert {row["id"]: row["name"] for row in rows} == {row["id"]: words[row["id"]] for row in rows}
    assert pinads.operations.count("keywords/get") == 1
    (row,) = pinads.json("reports", "run", "--last", "3d", "--level", "account", "--columns", "spend", "--fields", "name,spend")
    assert row["name"] == "Hearth & Loom"


@pytest.mark.slow
def test_amounts_for_spreadsheets_have_the_decimals_of_the_currency(pinads: Pinads, tmp_path: Path) -> None:
    for account, places in (("549755885175", 2), ("549755885177", 0)):
        command = ("reports", "run", "--account", account, "--last", "90d", "--columns", "spend,revenue", "--granularity", "day")
        file = tmp_path / f"{account}.csv"
        pinads.ok(*command, "--to", str(file))
        shown = list(csv.DictReader(io.StringIO(pinads.ok(*command, "-o", "csv").stdout)))
        assert shown == list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
        amounts = [row[name] for row in shown for name in ("spend", "revenue") if row[name]]
        assert {len(amount.partition(".")[2]) for amount in amounts} == {places}


def test_what_the_options_ask_for(pinads: Pinads) -> None:
    body = body_of_dry_run(
        pinads,
        *("--level", "ad-group-targeting", "--targeting-type", "gender,age_bucket", "--start", "2025-01-01", "--end", "2025-06-30"),
        *("--columns", "spend_in_dollar,CTR", "--granularity", "week", "--click-window-days", "7", "--conversion-report-time"),
        *("time_of_conversion", "--campaign", "1,2", "--campaign", "3", "--adgroup", "4", "--ad", "5", "--format", "json"),
        *("-F", 'primary_sort="BY_DATE"', "-F", "new=[1]"),
    )
    assert body == {
        "level": "AD_GROUP_TARGETING",
        "targeting_types": ["GENDER", "AGE_BUCKET"],
        "start_date": "2025-01-01",
        "end_date": "2025-06-30",
        "columns": ["AD_GROUP_ID", "AD_GROUP_NAME", "AD_GROUP_ENTITY_STATUS", "SPEND_IN_DOLLAR", "CLICKTHROUGH_1", "IMPRESSION_1"],
        "granularity": "WEEK",
        "click_window_days": 7,
        "conversion_report_time": "TIME_OF_CONVERSION",
        "reporting_timezone": "AD_ACCOUNT_TIME_ZONE",
        "campaign_ids": ["1", "2", "3"],
        "ad_group_ids": ["4"],
        "ad_ids": ["5"],
        "report_format": "JSON",
        "primary_sort": "BY_DATE",
        "new": [1],
    }


def test_the_service_needs_no_command_line(pinads: Pinads) -> None:
    face = Face()
    context, saved = Context(face), face.written
    options = ReportOptions(columns=["leads"])
    assert delivery.run(context, options, DeliveryOptions(to=Path("-"))) is None
    stream = delivery.run(context, options, DeliveryOptions())
    assert isinstance(stream, RowStream)
    assert stream.kinds == {"id": "id", "name": "text", "status": "status", "leads": "count"}
    assert [row["id"] for row in stream.rows] == [line.split(",")[0] for line in saved.getvalue().decode().splitlines()[1:]]
    for wrong, parameter in ((DeliveryOptions(fields=","), "fields"), (DeliveryOptions(wait_timeout="x"), "wait_timeout")):
        with pytest.raises(InvalidInput, match=f"`{parameter}`"):
            wrong.check(context)
    with pytest.raises(InvalidInput, match="`output`"):
        DeliveryOptions(to=Path("x.csv")).check(Context(settings={"output": "jsonl"}))
    context.close()


@pytest.mark.parametrize(
    ("typed", "level"), [("account", "ADVERTISER"), ("ad", "PIN_PROMOTION"), ("AdGroup", "AD_GROUP"), ("product_item", "PRODUCT_ITEM")]
)
def test_levels_have_the_names_of_this_command_line_too(pinads: Pinads, typed: str, level: str) -> None:
    assert body_of_dry_run(pinads, "--level", typed)["level"] == level


@each(
    ("args", "says"),
    [
        (("--level", "ads"), "Invalid --level 'ads': "),
        (("--columns", "SPEND_IN_DOLAR"), "Invalid --columns 'SPEND_IN_DOLAR'"),
        (("--start", "2025-11-20", "--end", "2025-11-01"), "Invalid --end: 2025-11-01 is before --start 2025-11-20"),
        (("--start", "soon"), "Invalid --start"),
        (("--granularity", "year"), "Invalid --granularity 'year': choose from TOTAL"),
        (("--level", "foo"), "Invalid --level 'foo': "),
        (("--click-window-days", "5"), "Invalid --click-window-days 5: choose from 0, 1, 7, 14, 30, 60"),
        (("--format", "xml"), "Invalid --format 'xml': choose from JSON, CSV"),
        (("--targeting-type", "age"), "Invalid --targeting-type 'age'"),
        (("--targeting-type", "gender"), "Invalid --targeting-type: "),
        (("--level", "ad-targeting"), "Invalid --targeting-type: --level PIN_PROMOTION_TARGETING needs one"),
        (("--campaign", ""), "Invalid --campaign: expected 1 or more"),
        (("--columns", ","), "Invalid --columns: "),
        (("--columns", "spend,roaz"), "Invalid --columns: unknown metric 'roaz'"),
        (("--last", "fortnight"), "Invalid --last 'fortnight'"),
        (("--last", "7d", "--start", "-7d"), "Give --last, or --start and --end"),
        (("--start", "2023-05-20"), "Invalid --start: 2023-05-20 is more than 914 "),
        (("--last", "10d", "--granularity", "hour"), "more than 8 days"),
        (("--last", "300d", "--columns", "spend,reach"), "Invalid --columns reach: "),
        (("--last", "300d", "--to", "report.dat"), "takes 2 reports"),
        (("--targeting-type", ","), "Invalid --targeting-type: expected 1 or more"),
        (("--fields", "CTRR_2"), "did you mean 'CTR_2'?"),
        (("--fields", ","), "Invalid --fields: "),
        (("--level", "campaign_targeting"), "Invalid --targeting-type: --level CAMPAIGN_TARGETING needs one"),
        (("--campaign", "x", "--exact-ids"), "Invalid --campaign: 'x'"),
        (("-F", "x"), "expected FIELD=JSON"),
        (("--wait-timeout", "long"), "Invalid --wait-timeout"),
        (("--query", "["), "Invalid --query"),
        (("-o", "ids", "--api-names"), "--api-names rows have no id"),
        (("-o", "xlsx", "--query", "[]"), "leave out --output xlsx"),
        (("-o", "pdf"), "table, markdown, json, jsonl, csv, tsv, yaml, ids, xlsx, parquet"),
        (("--to", "x.csv", "-o", "jsonl"), "--output says jsonl"),
        (("--to", "x", "-o", "table"), "choose from csv, tsv, jsonl, json, xlsx, parquet"),
        (("--to", "x.dat", "--fields", "id"), "such as --output csv"),
        (("--to", "x.csv", "--query", "[]"), "--query applies only to rows"),
        (("--to", "x.xls"), "did you mean .xlsx?"),
        (("--to", "x.xslx"), "did you mean .xlsx?"),
        (("--to", "x.yaml"), ".yaml is not one of .csv, .tsv"),
        (("--to", "x.cvs"), "did you mean .csv?"),
        (("--to", "nowhere/x.csv"), "nowhere is not a writable directory"),
        (("--to", "."), "it is a directory"),
    ],
)
def test_nothing_is_asked_for_that_cannot_be(pinads: Pinads, args: tuple[str, ...], says: str, wording: Wording) -> None:
    run = refused(pinads, "run", *args, says=says)
    if args[0] != "--query":  # What is wrong with it says its library.
        wording(run.stderr, of=args)


def test_step_by_step(pinads: Pinads, tmp_path: Path) -> None:
    token = begun(pinads, "--granularity", "month")
    assert pinads.json("reports", "status", token)["report_status"] in ("DOES_NOT_EXIST", "IN_PROGRESS")
    finished = pinads.json("reports", "wait", token)
    assert finished["report_status"] == "FINISHED"
    assert finished["url"].startswith("https://")
    assert pinads.json("reports", "status", token)["report_status"] == "FINISHED"
    assert pinads.json("reports", "download", token)
    target = tmp_path / "report.dat"
    saved = pinads.ok("reports", "download", token, "--to", str(target))
    assert saved.stdout == ""
    assert saved.stderr.startswith(f"note: saved Pinterest's own file as {target}")
    assert target.read_text().startswith("CAMPAIGN_ID,DATE,CAMPAIGN_NAME,")
    rows = pinads.json("reports", "download", token)
    sums = ["spend", "currency", "impressions", "clicks", "conversions", "revenue"]
    assert [*rows[0]] == [*DESCRIBING, "date", *sums, "ctr", "cpc", "cpa", "roas"]


@pytest.mark.parametrize("piped", ['{"token": "%s", "report_status": "IN_PROGRESS"}\n', "%s\n"])
def test_the_token_comes_through_a_pipe(pinads: Pinads, piped: str) -> None:
    token = begun(pinads)
    assert pinads.json("reports", "wait", "-", input=piped % token)["report_status"] == "FINISHED"


@pytest.mark.parametrize(
    "piped", ["", "\n", '{"report_status": "FAILED"}', "{", "token,status\nTEST,1\n", '[{"token": "a b"}]', "two words"]
)
def test_a_pipe_without_a_token(pinads: Pinads, piped: str) -> None:
    run = pinads("reports", "wait", "-", input=piped)
    assert (run.exit_code, pinads.requests) == (2, [])
    assert "TOKEN" in run.stderr or "token" in run.stderr


def test_figures_that_are_0_are_there_unless_json_is_asked_of_pinterest(pinads: Pinads, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "CSV": "CAMPAIGN_ID,CAMPAIGN_NAME,SPEND_IN_DOLLAR,TOTAL_CLICKTHROUGH,TOTAL_LEAD\r\n1,a,2.50,0,\r\n",
        "JSON": '{"1": [{"CAMPAIGN_ID": "1", "CAMPAIGN_NAME": "a", "SPEND_IN_DOLLAR": 2.5}]}',
    }
    played(pinads, monkeypatch, FakeReports(lambda body: files[body["report_format"]]))
    asked = ("reports", "run", "--columns", "spend,clicks,lead_events,cpc")
    row = {"id": "1", "name": "a", "spend": 2.5, "currency": "EUR"}
    assert pinads.json(*asked) == [{**row, "clicks": 0, "lead_events": None, "cpc": None}]
    assert pinads.json(*asked, "--format", "json") == [{**row, "clicks": None, "lead_events": None, "cpc": None}]
    assert pinads.json(*asked, "--format", "json", "--zero-fill") == [{**row, "clicks": 0, "lead_events": 0, "cpc": None}]


def test_to_standard_output(pinads: Pinads) -> None:
    assert json.loads(pinads.ok("reports", "run", "--format", "json", "--to", "-").stdout)
    assert pinads.ok("reports", "run", "--to", "-").stdout.startswith("CAMPAIGN_ID,CAMPAIGN_NAME,CAMPAIGN_ENTITY_STATUS,SPEND_IN_DOLLAR")
    assert pinads.ok("reports", "run", "--to", "-", "-o", "tsv").stdout.startswith("id\tname\tstatus\tspend")


def test_fields_and_query_are_of_the_rows(pinads: Pinads) -> None:
    rows = pinads.json("reports", "run", "--fields", "id,SPEND_IN_DOLLAR,CTR")
    assert {tuple(row) for row in rows} == {("id", "spend", "currency", "paid_ctr")}
    assert pinads.ok("reports", "run", "--query", "[].id", "-o", "ids").lines == [row["id"] for row in rows]
    assert pinads.ids("reports", "run", "--granularity", "week") == [row["id"] for row in rows]
    assert pinads.json("reports", "run", "--level", "product_group", "--fields", "ctr") == []


@each("args", [("create",), ("status", "TEST-token"), ("wait", "TEST-token"), ("download", "TEST-token")])
def test_a_query_that_is_none_is_refused_first(pinads: Pinads, args: tuple[str, ...]) -> None:
    refused(pinads, *args, "--query", "[", says="Invalid --query")


def played(pinads: Pinads, monkeypatch: pytest.MonkeyPatch, answer: Callable[[WireRequest], Any]) -> None:
    """Somebody else's server answers from now on."""
    monkeypatch.setattr("pinads.emulator.EmulatorWire", lambda emulator: FunctionWire(answer))


@pytest.mark.parametrize("token", ["$(touch pwned)".replace(" ", "${IFS}"), "a;b", "it's", "-dash", "a" * 32, "~x", "x&y"])
def test_what_is_to_be_typed_next_works_whatever_the_token(
    pinads: Pinads, monkeypatch: pytest.MonkeyPatch, token: str, tmp_path: Path
) -> None:
    played(pinads, monkeypatch, lambda request: {"token": token, "report_status": "IN_PROGRESS"})
    run = pinads("reports", "run", "--wait-timeout", "1s", "-o", "json")
    typed = shlex.split(run.error["hint"])
    assert typed[:3] == ["pinads", "reports", "download"]
    assert typed[-1] == token
    assert (typed[-2] == "--") == token.startswith("-")
    assert f"run: {run.error['hint']}\n" in run.stderr


@pytest.mark.parametrize("token", ["a\x1b]0;pwned\x07", "a\nb", "two words", ""])
def test_a_token_that_terminals_would_obey_is_none(pinads: Pinads, monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    played(pinads, monkeypatch, lambda request: {"token": token, "report_status": "IN_PROGRESS", "message": None})
    run = pinads("reports", "run", "-o", "json")
    assert run.exit_code == 6
    assert "no report was begun" in run.error["message"]
    assert "\x1b" not in run.stderr


def test_who_has_no_access_is_told_how_to_get_it(pinads: Pinads, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([{"token": "TEST-token", "report_status": "IN_PROGRESS"}])
    refusal = WireResponse(401, {}, b'{"code": 3, "message": "it lacks ads:read"}')
    played(pinads, monkeypatch, lambda request: next(answers, refusal))
    run = pinads("reports", "run", "-o", "json")
    assert run.exit_code == 3
    assert run.error["hint"].startswith("pinads auth login")


@pytest.mark.parametrize(
    "link", ["https://h.example.com/r?sig=SECRET", "http://h.example.com/r?__token__=SECRET", "https://h/r?Policy=SECRET"]
)
def test_a_link_is_not_shown_whatever_it_is_signed_with(pinads: Pinads, monkeypatch: pytest.MonkeyPatch, link: str) -> None:
    def answer(request: WireRequest) -> Any:
        if "/ad_accounts/" in request.url:
            return {"report_status": "FINISHED", "url": link}
        broken = NetworkError("the connection broke")
        broken.__cause__ = OSError(f"Max retries exceeded with url: {link}")
        return broken

    played(pinads, monkeypatch, answer)
    run = pinads("reports", "download", "TEST-token", "--debug", "--max-wait", "1ms", "-o", "json")
    assert run.exit_code == 6
    assert "Traceback" in run.stderr
    assert "SECRET" not in run.stderr


def test_a_table_for_people(pinads: Pinads) -> None:
    shown = pinads.ok("reports", "run", "--campaign", FIRST, "-o", "table", columns=160)
    assert shown.lines[0].split("  ", 2)[0] == "ID"
    assert shown.lines[0].endswith("STATUS  SPEND USD       IMPR  CLICKS  CTR %  CPC USD   CONV  CPA USD  ROAS")
    assert shown.lines[-1] == "1 row"
    few = ("--last", "30d", "--columns", "spend,reach,cpc", "-o", "table")
    days = pinads.ok("reports", "run", "--campaign", FIRST, "--granularity", "day", *few, columns=160)
    total = pinads.ok("campaigns", "analytics", FIRST, "--by", "day", *few, columns=160)
    sums = [[line.split() for line in run.lines if line.startswith("total")] for run in (days, total)]
    assert len(sums[0]) == 1
    assert sums[0] == sums[1]
    assert "note: 2025-10-25 to 2025-11-23, days of America/Los_Angeles" in shown.stderr
    assert "note: figures of 2025-11-21 to 2025-11-23 " in shown.stderr
    assert "run: pinads reports download " in shown.stderr


def test_who_waits_too_short_is_told_how_to_go_on(pinads: Pinads, no_waiting: list[float]) -> None:
    run = pinads("reports", "run", "--wait-timeout", "1s", "--account", "549755885175", "-o", "json")
    assert run.exit_code == 6
    assert run.error["message"].startswith("after 1 s ")
    assert run.error["message"].endswith(" IN_PROGRESS")
    assert run.error["hint"].startswith("pinads reports download --account 549755885175 ")
    assert sum(no_waiting) == pytest.approx(1)
    assert pinads.ok(*run.error["hint"].split()[1:]).json


def test_a_token_that_nobody_gave_out(pinads: Pinads, no_waiting: list[float]) -> None:
    assert pinads.json("reports", "status", "TEST-nothing")["report_status"] == "DOES_NOT_EXIST"
    run = pinads("reports", "download", "TEST-nothing", "-o", "json")
    assert run.exit_code == 4
    assert "know its token" in run.error["message"]
    assert run.error["hint"] is None


def test_an_expired_report(pinads: Pinads, no_waiting: list[float]) -> None:
    token = begun(pinads)
    no_waiting.append(3700)
    run = pinads("reports", "wait", token, "-o", "json")
    assert run.exit_code == 4
    assert "it has expired" in run.error["message"]


def test_a_lost_answer_costs_nothing(pinads: Pinads) -> None:
    pinads.faults = Faults.script(["drop_after", "error_after", None, "error_before", None, "throttle", None, "drop_before"])
    assert pinads.json("reports", "run", "--campaign", FIRST)


def test_the_access_token_stays_with_the_api(pinads: Pinads) -> None:
    shown = pinads.ok("reports", "run", "--debug", "--campaign", FIRST, "-o", "json")
    exchanges = shown.stderr.split("GET ")
    assert "authorization" in exchanges[1].lower()
    assert "authorization" not in exchanges[-1].lower()
    assert "signature=" not in shown.stderr.lower().replace("signature=(not shown)", "")


@pytest.mark.slow
def test_ctrl_c_while_waiting(script: list[str], real_environment: dict[str, str], tmp_path: Path) -> None:
    asked: list[LogEntry] = []
    emulator = Emulator(tmp_path / "served", log=asked.append, now=moment)
    emulator.seed()
    environment = {**real_environment, "PINADS_ACCESS_TOKEN": "pina_TEST_reports", "PINADS_ACCOUNT": "549755885175"}
    environment.pop("PINADS_PROFILE")
    with Server(emulator) as server:
        words = [*script, "reports", "run"]
        program = subprocess.Popen(words, env={**environment, "PINADS_API_URL": server.url}, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
        deadline = time.monotonic() + 60
        while GET not in [entry.operation for entry in asked] and time.monotonic() < deadline:
            os.sched_yield() if hasattr(os, "sched_yield") else None
        program.send_signal(signal.SIGINT)
        out, told = program.communicate(timeout=60)
    emulator.close()
    assert (program.returncode, out) == (130, b"")
    assert "the report still exists" in told.decode().splitlines()[-1]
    assert "run: pinads reports download " in told.decode().splitlines()[-1]
    assert "Traceback" not in told.decode()
