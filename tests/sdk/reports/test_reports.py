"""Report: asking for one, waiting for it, and fetching its file without the token."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from pinads.sdk import (
    BadRequest,
    Client,
    InvalidInput,
    InvalidResponse,
    InvalidType,
    NetworkError,
    NotFound,
    PermissionDenied,
    Rejected,
    Report,
    ServerError,
    Timeout,
    UnknownField,
)
from pinads.sdk.http.wire import WireRequest, WireResponse
from tests.support.each import each
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import BASE_URL, FakeWire, path_of
from tests.support.wires import FunctionWire

ACCOUNT = "549755885175"
PATH = f"/ad_accounts/{ACCOUNT}/reports"
TOKEN = "report-token"
SPAN = ("2026-01-01", "2026-06-30")
COLUMNS = ["CAMPAIGN_ID", "SPEND_IN_DOLLAR"]
URL = "https://storage.example.com/report?Signature=sealed"
JSON = b'{"1": [{"CAMPAIGN_ID": "1", "SPEND_IN_DOLLAR": 1.5}], "2": [{"CAMPAIGN_ID": "2"}, {"CAMPAIGN_ID": "3"}]}'
ROWS = [{"CAMPAIGN_ID": "1", "SPEND_IN_DOLLAR": 1.5}, {"CAMPAIGN_ID": "2"}, {"CAMPAIGN_ID": "3"}]


def stands(wire: FakeWire, status: str, url: Any = None) -> None:
    wire.reply("GET", PATH, {"report_status": status, "url": url, "size": None}, query={"token": TOKEN})


def linked(wire: FakeWire, client: Client) -> Report:
    """A finished report; what its link leads to is for the test to say."""
    stands(wire, "FINISHED", URL)
    report = Report(ACCOUNT, TOKEN, client=client)
    stands(wire, "FINISHED", URL)
    return report


def finished(wire: FakeWire, client: Client, body: bytes = JSON) -> Report:
    """A finished report whose file is asked for once."""
    report = linked(wire, client)
    wire.reply("GET", URL, body)
    return report


def test_what_is_asked_for_goes_out_as_it_is(wire: FakeWire, client: Client) -> None:
    body = {
        "start_date": "2026-01-01",
        "end_date": "2026-06-30",
        "columns": COLUMNS,
        "level": "CAMPAIGN",
        "granularity": "DAY",
        "campaign_ids": ["1", "2"],
        "metrics_filters": [{"field": "TOTAL_IMPRESSION", "operator": "GREATER_THAN", "values": [100]}],
        "brand_new": True,
    }
    wire.reply("POST", PATH, {"report_status": "IN_PROGRESS", "token": TOKEN, "message": None}, body=body)
    more: dict[str, Any] = {name: body[name] for name in ("granularity", "campaign_ids", "metrics_filters")}
    report = Report.create(ACCOUNT, *SPAN, COLUMNS, "CAMPAIGN", client=client, extra={"brand_new": True}, **more)
    assert (report.token, report.status, report.url) == (TOKEN, "IN_PROGRESS", None)


@each(
    ("changes", "error", "said"),
    [
        ({"columns": ["SPEND_IN_DOLAR"]}, InvalidInput, "Invalid columns[0]"),
        ({"columns": []}, InvalidInput, "Invalid columns: expected 1 or more"),
        ({"level": "PIN_PROMOTIONS"}, InvalidInput, "PIN_PROMOTION"),
        ({"level": "CAMPAIGN_TARGETING"}, InvalidInput, "Invalid targeting_types: level CAMPAIGN_TARGETING needs one"),
        ({"targeting_types": ["GENDER"]}, InvalidInput, "not for CAMPAIGN"),
        ({"start_date": "yesterday"}, InvalidInput, "start_date"),
        ({"start_date": "2026-07-01"}, InvalidInput, "Invalid end_date: 2026-06-30 is before start_date 2026-07-01"),
        ({"campaign_ids": [str(one) for one in range(501)]}, InvalidInput, "expected 500 or fewer"),
        ({"report_format": "json"}, InvalidInput, "JSON, CSV"),
        ({"metrics_filters": [{"field": "SPEND_IN_DOLAR"}]}, InvalidInput, "metrics_filters[0].field"),
        ({"campaign_id": "1"}, UnknownField, "did you mean 'campaign_ids'"),
        ({"start_date": None}, TypeError, "start_date is missing"),
    ],
)
def test_nothing_is_sent_for_what_the_api_would_refuse(client: Client, changes: dict[str, Any], error: type[Exception], said: str) -> None:
    given = {"start_date": SPAN[0], "end_date": SPAN[1], "columns": COLUMNS, "level": "CAMPAIGN", **changes}
    with pytest.raises(error) as refused:
        Report.create(ACCOUNT, client=client, **given)
    assert said in str(refused.value)


@each("token", [None, 7, "", " ", "a b", "a\nb", "a\x1bb", "tökén"])
def test_a_token_that_is_none_is_not_asked_for(client: Client, token: Any) -> None:
    with pytest.raises(InvalidInput, match="Invalid token"):
        Report(ACCOUNT, token, client=client)


def test_an_answer_without_a_token_says_why(wire: FakeWire, client: Client) -> None:
    wire.reply("POST", PATH, {"report_status": "FAILED", "token": None, "message": "too much"}, body=...)
    with pytest.raises(InvalidResponse, match="FAILED too much"):
        Report.create(ACCOUNT, *SPAN, COLUMNS, "CAMPAIGN", client=client)


def test_a_lost_answer_to_the_question_is_asked_for_again(wire: FakeWire, client: Client) -> None:
    wire.fail("POST", PATH, NetworkError("the connection broke"))
    wire.reply("POST", PATH, {"report_status": "IN_PROGRESS", "token": TOKEN}, body=...)
    assert Report.create(ACCOUNT, *SPAN, COLUMNS, "CAMPAIGN", client=client).token == TOKEN


def test_waiting_goes_through_all_that_comes_before_finished(wire: FakeWire, client: Client, clock: FakeClock) -> None:
    for status in ("DOES_NOT_EXIST", "DOES_NOT_EXIST", "IN_PROGRESS", "A_NEW_ONE", "FINISHED"):
        stands(wire, status, URL if status == "FINISHED" else None)
    seen: list[str | None] = []
    report = Report(ACCOUNT, TOKEN, client=client).wait(on_look=lambda report: seen.append(report.status))
    assert (report.status, report.url) == ("FINISHED", URL)
    assert seen == ["DOES_NOT_EXIST", "DOES_NOT_EXIST", "IN_PROGRESS", "A_NEW_ONE"]
    assert clock.sleeps == sorted(clock.sleeps)


@each(("status", "error"), [("EXPIRED", NotFound), ("FAILED", Rejected), ("CANCELLED", Rejected)])
def test_waiting_ends_where_nothing_comes_any_more(wire: FakeWire, client: Client, status: str, error: type[Exception]) -> None:
    stands(wire, "IN_PROGRESS")
    stands(wire, status)
    with pytest.raises(error, match="expired" if error is NotFound else status):
        Report(ACCOUNT, TOKEN, client=client).wait()


def test_a_token_that_stays_unknown_is_none(clock: FakeClock) -> None:
    unknown = FunctionWire(lambda request: {"report_status": "DOES_NOT_EXIST", "url": None, "size": None})
    client = Client("pina_TEST", BASE_URL, wire=unknown, clock=clock)
    with pytest.raises(NotFound, match="its token"):
        Report(ACCOUNT, TOKEN, client=client).wait()
    assert 30 <= sum(clock.sleeps) < 60


@pytest.mark.parametrize("status", ["IN_PROGRESS", "DOES_NOT_EXIST"])
def test_patience_ends_on_the_second(clock: FakeClock, status: str) -> None:
    unready = FunctionWire(lambda request: {"report_status": status})
    client = Client("pina_TEST", BASE_URL, wire=unready, clock=clock)
    with pytest.raises(Timeout if status == "IN_PROGRESS" else NotFound):
        Report(ACCOUNT, TOKEN, client=client).wait(timeout=20)
    assert sum(clock.sleeps) == 20


def test_the_token_does_not_go_to_where_the_file_is(wire: FakeWire, client: Client) -> None:
    assert list(finished(wire, client).rows()) == ROWS
    asked = wire.requests[-1]
    assert path_of(asked) == URL
    assert {name.lower() for name in asked.headers} == {"user-agent", "accept-encoding"}


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        (b"[]", []),
        (b"{}", []),
        (b' [{"A": 1}]', [{"A": 1}]),
        (b'{"2026-01-01": {"A": 1}}', [{"A": 1}]),
        (b'A,B\r\n1,"x, y"\r\n', [{"A": "1", "B": "x, y"}]),
        ("\ufeffA\nü\n".encode(), [{"A": "ü"}]),
        (b"A,B\r\n", []),
    ],
)
def test_rows_of_files_of_all_kinds(wire: FakeWire, client: Client, body: bytes, rows: list[dict[str, Any]]) -> None:
    assert list(finished(wire, client, body).rows()) == rows


@each("body", [b"", b" \n", b"<html>log in</html>", b'{"1": [{"A": 1', b'{"1": 2}', b'["x"]', b"A,B\n1\n", b"A,B\n1,2,3\n", b"A\n\xff\n"])
def test_a_file_that_is_not_whole_has_no_rows(wire: FakeWire, client: Client, body: bytes) -> None:
    with pytest.raises(InvalidResponse):
        list(finished(wire, client, body).rows())


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_link_that_has_run_out_is_replaced(wire: FakeWire, client: Client, status: int) -> None:
    report = linked(wire, client)
    wire.reply("GET", URL, b"<Error/>", status=status)
    fresh = URL + "&again=1"
    stands(wire, "FINISHED", fresh)
    wire.reply("GET", fresh, JSON)
    assert list(report.rows()) == ROWS


def test_a_link_that_never_works_is_given_up(wire: FakeWire, client: Client) -> None:
    stands(wire, "FINISHED", URL)
    report = Report(ACCOUNT, TOKEN, client=client)
    for _ in range(3):
        stands(wire, "FINISHED", URL)
        wire.reply("GET", URL, b"<Error/>", status=403)
    with pytest.raises(PermissionDenied, match="the storage host answered HTTP 403") as refused:
        list(report.rows())
    assert "sealed" not in str(refused.value)


def test_a_download_that_breaks_off_begins_anew(wire: FakeWire, client: Client, clock: FakeClock) -> None:
    report = linked(wire, client)
    wire.fail("GET", URL, NetworkError("the connection broke"))
    wire.reply("GET", URL, b"gone wrong", status=503)
    wire.reply("GET", URL, JSON)
    assert list(report.rows()) == ROWS
    assert len(clock.sleeps) == 2


def test_a_download_is_tried_as_often_as_a_request(wire: FakeWire, clock: FakeClock) -> None:
    client = Client("pina_TEST", BASE_URL, wire=wire, clock=clock, max_retries=1)
    report = linked(wire, client)
    for _ in range(2):
        wire.reply("GET", URL, b"", status=500)
    with pytest.raises(ServerError):
        list(report.rows())


def test_redirects_of_storage_hosts_are_followed(wire: FakeWire, client: Client) -> None:
    report = linked(wire, client)
    wire.reply("GET", URL, b"", status=307, headers={"location": "https://other.example.com/x?Signature=2"})
    wire.reply("GET", "https://other.example.com/x?Signature=2", JSON)
    assert list(report.rows()) == ROWS


@each(
    "url",
    [
        "http://storage.example.com/x",
        "ftp://h/x",
        "file:///etc/passwd",
        "https://",
        "https://[x",
        "/relative",
        "http://127.0.0.2:1\\@127.0.0.1/x",
        "http://127.0.0.1@h/x",
        5,
        ["https://h/x"],
    ],
)
def test_nothing_is_fetched_in_clear_text(wire: FakeWire, client: Client, url: Any) -> None:
    stands(wire, "FINISHED", url)
    report = Report(ACCOUNT, TOKEN, client=client)
    stands(wire, "FINISHED", url)
    with pytest.raises(InvalidResponse, match=r"https address|url is missing"):
        list(report.rows())


@each("location", ["http://127.0.0.2:1\\@127.0.0.1/x", "http://storage.example.com/x", "file:///etc/passwd", "https://[x"])
def test_a_redirect_into_clear_text_is_not_followed(wire: FakeWire, client: Client, location: str) -> None:
    report = linked(wire, client)
    wire.reply("GET", URL, b"", status=302, headers={"location": location})
    with pytest.raises(InvalidResponse, match="https address"):
        list(report.rows())


def test_refused_for_other_reasons(wire: FakeWire, client: Client) -> None:
    report = linked(wire, client)
    wire.reply("GET", URL, b"<Error/>", status=418)
    with pytest.raises(BadRequest):
        list(report.rows())


def test_what_is_not_finished_has_no_file(wire: FakeWire, client: Client) -> None:
    stands(wire, "IN_PROGRESS")
    stands(wire, "IN_PROGRESS")
    with pytest.raises(Rejected, match="IN_PROGRESS"):
        list(Report(ACCOUNT, TOKEN, client=client).rows())


def test_a_finished_report_without_a_url(wire: FakeWire, client: Client) -> None:
    stands(wire, "FINISHED")
    stands(wire, "FINISHED")
    with pytest.raises(InvalidResponse, match="its url is missing"):
        list(Report(ACCOUNT, TOKEN, client=client).rows())


def test_saved_as_it_is(wire: FakeWire, client: Client, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("from yesterday")
    finished(wire, client).download(target)
    assert target.read_bytes() == JSON
    assert list(tmp_path.iterdir()) == [target]


def test_what_was_there_stays_where_the_file_cannot_be_had(wire: FakeWire, client: Client, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("from yesterday")
    report = linked(wire, client)
    wire.reply("GET", URL, b"", status=418)
    with pytest.raises(BadRequest):
        report.download(target)
    assert target.read_text() == "from yesterday"
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_no_report_is_not_saved_over_one(wire: FakeWire, client: Client, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("from yesterday")
    with pytest.raises(InvalidResponse, match=r"not a report: .*markup"):
        finished(wire, client, b"<html>log in</html>").download(target)
    assert target.read_text() == "from yesterday"


@pytest.mark.skipif(os.name != "posix", reason="modes and links are others there")
def test_a_file_keeps_its_mode_and_the_links_to_it(wire: FakeWire, client: Client, tmp_path: Path) -> None:
    target, link = tmp_path / "report.json", tmp_path / "latest"
    target.write_text("from yesterday")
    target.chmod(0o600)
    link.symlink_to(target)
    finished(wire, client).download(link)
    assert link.is_symlink()
    assert (target.read_bytes(), target.stat().st_mode & 0o777) == (JSON, 0o600)


def test_several_at_once_to_one_file(clock: FakeClock, tmp_path: Path) -> None:
    def answer(request: WireRequest) -> Any:
        return WireResponse(200, {}, JSON) if request.url == URL else {"report_status": "FINISHED", "url": URL}

    report = Report(ACCOUNT, TOKEN, client=Client("pina_TEST", BASE_URL, wire=FunctionWire(answer), clock=clock))
    target = tmp_path / "report.json"
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: report.download(target), range(12)))
    assert list(tmp_path.iterdir()) == [target]
    assert target.read_bytes() == JSON


@pytest.mark.parametrize("status", [408, 425, 429, 500])
def test_a_storage_host_that_is_busy_is_asked_again(wire: FakeWire, client: Client, status: int) -> None:
    report = linked(wire, client)
    wire.reply("GET", URL, b"", status=status)
    wire.reply("GET", URL, JSON)
    assert list(report.rows()) == ROWS


@pytest.mark.parametrize("timeout", [None, "5", True, float("nan"), -1])
def test_a_wait_that_is_no_number_of_seconds(wire: FakeWire, client: Client, timeout: Any) -> None:
    stands(wire, "IN_PROGRESS")
    with pytest.raises(InvalidType, match="Invalid timeout"):
        Report(ACCOUNT, TOKEN, client=client).wait(timeout)


@pytest.mark.parametrize("extra", [{"level": 5}, {"level": None}, {"start_date": 5}, {"end_date": None}])
def test_what_is_unchecked_is_sent_as_it_is(wire: FakeWire, client: Client, extra: dict[str, Any]) -> None:
    wire.reply("POST", PATH, {"token": TOKEN}, body=...)
    Report.create(ACCOUNT, *SPAN, COLUMNS, "CAMPAIGN", client=client, extra=extra)
    assert wire.last_body == {**wire.last_body, **extra}


def test_a_folder_that_cannot_be_written(wire: FakeWire, client: Client, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        finished(wire, client).download(tmp_path / "nowhere" / "report.json")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_device_is_written_to_and_stays(wire: FakeWire, client: Client) -> None:
    finished(wire, client).download("/dev/null")
    assert not Path("/dev/null").is_file()


def test_the_sandbox_has_no_reports(wire: FakeWire, clock: FakeClock) -> None:
    client = Client("pina_TEST", BASE_URL, wire=wire, clock=clock, sandbox=True)
    with pytest.raises(InvalidInput, match="sandbox has no reports"):
        Report.create(ACCOUNT, *SPAN, COLUMNS, "CAMPAIGN", client=client)


def test_a_wire_that_keeps_bodies_is_good_enough(clock: FakeClock) -> None:
    """Somebody's own wire, from before there were files to fetch."""

    def answer(request: WireRequest) -> Any:
        return WireResponse(200, {}, JSON) if request.url == URL else {"report_status": "FINISHED", "url": URL}

    client = Client("pina_TEST", BASE_URL, wire=FunctionWire(answer), clock=clock)
    assert list(Report(ACCOUNT, TOKEN, client=client).rows()) == ROWS
