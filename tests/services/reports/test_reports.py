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
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.today import moment
from tests.support.wires import FunctionWire

CREATE, GET, FILE = "analytics/create_report", "analytics/get_report", "reports/download"
DEFAULT = ("SPEND_IN_DOLLAR", "TOTAL_IMPRESSION", "TOTAL_CLICKTHROUGH", "CTR_2", "ECPC_IN_DOLLAR", "TOTAL_CONVERSIONS")
FIRST = "626735000001"


@pytest.fixture(name="pinads")
def _pinads(patient: Pinads) -> Pinads:
    return patient


def refused(pinads: Pinads, *args: str, says: str, code: int = 2) -> None:
    """A command that asks for nothing, and says why."""
    run = pinads("reports", *args)
    assert run.exit_code == code
    assert says in run.stderr
    assert pinads.requests == []


def begun(pinads: Pinads, *args: str) -> str:
    """The token of a report that was asked for."""
    token: str = pinads.json("reports", "create", *args)["token"]
    return token


def body_of_dry_run(pinads: Pinads, *args: str) -> Any:
    (request,) = pinads.json("reports", "run", "--dry-run", *args)
    assert pinads.requests == []
    assert (request["method"], request["path"]) == ("POST", "/ad_accounts/549755885175/reports")
    return request["body"]


def test_without_options_it_is_last_month_by_campaign(pinads: Pinads) -> None:
    campaigns = pinads.json("campaigns", "list", "--status", "all")
    pinads.forget()
    run = pinads.ok("reports", "run", "-o", "csv")
    rows = list(csv.DictReader(io.StringIO(run.stdout)))
    assert list(rows[0]) == ["CAMPAIGN_ID", "CAMPAIGN_NAME", *DEFAULT]
    # Campaigns that spent nothing have no rows.
    shown = {row["CAMPAIGN_ID"]: row["CAMPAIGN_NAME"] for row in rows}
    assert {FIRST}.union(shown) == set(shown)
    assert shown.items() <= {one["id"]: one["name"] for one in campaigns}.items()
    assert pinads.operations[0] == CREATE
    assert set(pinads.operations[1:-1]) == {GET}
    assert pinads.operations[-1] == FILE


def test_figures_are_those_of_the_synchronous_analytics(pinads: Pinads) -> None:
    span = ("--start", "2025-11-01", "--end", "2025-11-20", "--columns", "SPEND_IN_DOLLAR,TOTAL_CLICKTHROUGH", "--granularity", "day")
    there = pinads.json("reports", "run", *span, "--campaign", FIRST)
    here = pinads.json("campaigns", "analytics", FIRST, *span)
    figures = ("SPEND_IN_DOLLAR", "TOTAL_CLICKTHROUGH")
    assert [[row["DATE"], *map(row.get, figures)] for row in there] == [[row["DATE"], *map(row.get, figures)] for row in here]
    assert len(there) == 20


def test_what_the_options_ask_for(pinads: Pinads) -> None:
    body = body_of_dry_run(
        pinads,
        *("--level", "ad-group-targeting", "--targeting-type", "gender,age_bucket", "--start", "2025-01-01", "--end", "2025-06-30"),
        *("--columns", "spend_in_dollar,CTR", "--granularity", "week", "--click-window-days", "7", "--conversion-report-time"),
        *("time_of_conversion", "--account-days", "--campaign", "1,2", "--campaign", "3", "--adgroup", "4", "--ad", "5", "--format", "csv"),
        *("-F", 'primary_sort="BY_DATE"', "-F", "new=[1]"),
    )
    assert body == {
        "level": "AD_GROUP_TARGETING",
        "targeting_types": ["GENDER", "AGE_BUCKET"],
        "start_date": "2025-01-01",
        "end_date": "2025-06-30",
        "columns": ["SPEND_IN_DOLLAR", "CTR"],
        "granularity": "WEEK",
        "click_window_days": 7,
        "conversion_report_time": "TIME_OF_CONVERSION",
        "reporting_timezone": "AD_ACCOUNT_TIME_ZONE",
        "campaign_ids": ["1", "2", "3"],
        "ad_group_ids": ["4"],
        "ad_ids": ["5"],
        "report_format": "CSV",
        "primary_sort": "BY_DATE",
        "new": [1],
    }


def test_the_service_needs_no_command_line(pinads: Pinads) -> None:
    context, saved = Context(), io.BytesIO()
    assert delivery.run(context, ReportOptions(columns=["CAMPAIGN_ID,LEADS"]), DeliveryOptions(to=Path("-")), lambda: saved) is None
    value = delivery.run(context, ReportOptions(columns=["CAMPAIGN_ID,LEADS"]), DeliveryOptions(), lambda: saved)
    assert value is not None
    assert set(json.loads(saved.getvalue())) == {row["CAMPAIGN_ID"] for row in value.value}
    for wrong, parameter in ((DeliveryOptions(fields=","), "fields"), (DeliveryOptions(wait_timeout="x"), "wait_timeout")):
        with pytest.raises(InvalidInput, match=f"`{parameter}`"):
            wrong.check(context)
    with pytest.raises(InvalidInput, match="`output`"):
        DeliveryOptions(to=Path("x.csv")).check(Context(settings={"output": "csv"}))
    context.close()


@pytest.mark.parametrize(
    ("typed", "level"), [("account", "ADVERTISER"), ("ad", "PIN_PROMOTION"), ("AdGroup", "AD_GROUP"), ("product_item", "PRODUCT_ITEM")]
)
def test_levels_have_the_names_of_this_command_line_too(pinads: Pinads, typed: str, level: str) -> None:
    assert body_of_dry_run(pinads, "--level", typed)["level"] == level


@each(
    ("args", "says"),
    [
        (("--level", "ads"), "Invalid --level 'ads': choose from account, account_targeting, ad, "),
        (("--columns", "SPEND_IN_DOLAR"), "Invalid --columns 'SPEND_IN_DOLAR'"),
        (("--start", "2025-11-20", "--end", "2025-11-01"), "Invalid --end: 2025-11-01 is before --start 2025-11-20"),
        (("--start", "soon"), "Invalid --start"),
        (("--granularity", "year"), "Invalid --granularity 'year': choose from TOTAL"),
        (("--format", "xml"), "Invalid --format 'xml': choose from JSON, CSV"),
        (("--targeting-type", "age"), "Invalid --targeting-type 'age'"),
        (("--targeting-type", "gender"), "Invalid --targeting-type: they are for levels that end in _TARGETING"),
        (("--level", "ad-targeting"), "Invalid --targeting-type: --level PIN_PROMOTION_TARGETING needs them"),
        (("--campaign", ""), "Invalid --campaign: at least 1 items, got 0"),
        (("--columns", ","), "Invalid --columns: at least 1 items, got 0"),
        (("--targeting-type", ","), "Invalid --targeting-type: at least 1 items, got 0"),
        (("--fields", "CTRR_2"), "Invalid --fields 'CTRR_2': choose from 631 values, such as CTR"),
        (("--fields", ","), "Invalid --fields: it names no field"),
        (("--level", "campaign_targeting"), "Invalid --targeting-type: --level CAMPAIGN_TARGETING needs them"),
        (("--campaign", "x"), "Invalid --campaign: 'x' is not an id"),
        (("-F", "x"), "expected FIELD=JSON"),
        (("--wait-timeout", "long"), "Invalid --wait-timeout"),
        (("--query", "["), "Invalid --query"),
        (("-o", "ids"), "a report's rows have no ids of their own"),
        (("--to", "x.csv", "-o", "csv"), "--output is for rows that are shown"),
        (("--to", "x.csv", "--query", "[]"), "--query is for rows that are shown"),
        (("--to", "nowhere/x.csv"), "there is no directory nowhere that can be written"),
        (("--to", "."), "it is a directory"),
    ],
)
def test_nothing_is_asked_for_that_cannot_be(pinads: Pinads, args: tuple[str, ...], says: str) -> None:
    refused(pinads, "run", *args, says=says)


def test_step_by_step(pinads: Pinads, tmp_path: Path) -> None:
    token = begun(pinads, "--granularity", "month")
    assert pinads.json("reports", "status", token)["report_status"] in ("DOES_NOT_EXIST", "IN_PROGRESS")
    finished = pinads.json("reports", "wait", token)
    assert finished["report_status"] == "FINISHED"
    assert finished["url"].startswith("https://")
    assert pinads.json("reports", "status", token)["report_status"] == "FINISHED"
    assert pinads.json("reports", "download", token)
    target = tmp_path / "report.json"
    saved = pinads.ok("reports", "download", token, "--to", str(target))
    assert (saved.stdout, saved.stderr) == ("", f"note: saved as {target}\n")
    assert set(json.loads(target.read_text())) == {row["CAMPAIGN_ID"] for row in pinads.json("reports", "download", token)}


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


def test_a_csv_file_has_its_zeros_and_is_saved_as_it_is(pinads: Pinads, tmp_path: Path) -> None:
    target = tmp_path / "report.csv"
    asked = ("reports", "run", "--format", "csv", "--level", "ad", "--start", "-7d", "--end", "-2d")
    pinads.ok(*asked, "--to", str(target))
    rows = list(csv.DictReader(io.StringIO(target.read_text())))
    assert rows
    assert all(None not in row.values() for row in rows)
    shown = pinads.ok(*asked, "-o", "jsonl").jsonl
    assert shown == rows


def test_to_standard_output(pinads: Pinads) -> None:
    assert json.loads(pinads.ok("reports", "run", "--to", "-").stdout)


def test_fields_and_query_are_of_the_rows(pinads: Pinads) -> None:
    rows = pinads.json("reports", "run", "--fields", "campaign_id,SPEND_IN_DOLLAR")
    assert {tuple(row) for row in rows} == {("CAMPAIGN_ID", "SPEND_IN_DOLLAR")}
    assert pinads.ok("reports", "run", "--query", "[].CAMPAIGN_ID", "-o", "ids").lines == [row["CAMPAIGN_ID"] for row in rows]


def test_a_column_in_which_nothing_happened_is_there_and_empty(pinads: Pinads) -> None:
    rows = pinads.json("reports", "run", "--fields", "CAMPAIGN_ID,TOTAL_LEAD")
    assert rows
    assert {tuple(row) for row in rows} == {("CAMPAIGN_ID", "TOTAL_LEAD")}
    assert pinads.json("reports", "run", "--level", "product_group", "--fields", "CTR") == []


@pytest.mark.parametrize("args", [("create",), ("status", "TEST-token"), ("wait", "TEST-token"), ("download", "TEST-token")])
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
    assert "CAMPAIGN NAME" in shown.stdout
    assert shown.lines[-1] == "1 row"
    assert "run: pinads reports download " in shown.stderr


def test_who_waits_too_short_is_told_how_to_go_on(pinads: Pinads, no_waiting: list[float]) -> None:
    run = pinads("reports", "run", "--wait-timeout", "1s", "--account", "549755885175", "-o", "json")
    assert run.exit_code == 6
    assert run.error["message"] == "after 1 s the report is still IN_PROGRESS"
    assert run.error["hint"].startswith("pinads reports download --account 549755885175 ")
    assert sum(no_waiting) == pytest.approx(1)
    assert pinads.ok(*run.error["hint"].split()[1:]).json


def test_a_token_that_nobody_gave_out(pinads: Pinads, no_waiting: list[float]) -> None:
    assert pinads.json("reports", "status", "TEST-nothing")["report_status"] == "DOES_NOT_EXIST"
    run = pinads("reports", "download", "TEST-nothing", "-o", "json")
    assert run.exit_code == 4
    assert "Pinterest does not know its token" in run.error["message"]
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
        while len(asked) < 2 and time.monotonic() < deadline:
            os.sched_yield() if hasattr(os, "sched_yield") else None
        program.send_signal(signal.SIGINT)
        out, told = program.communicate(timeout=60)
    emulator.close()
    assert (program.returncode, out) == (130, b"")
    assert "the report still exists" in told.decode().splitlines()[-1]
    assert "run: pinads reports download " in told.decode().splitlines()[-1]
    assert "Traceback" not in told.decode()
