"""Exit codes over real HTTP, against servers that misbehave; and the errors that go with them."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator import Faults
from tests.support import loopback
from tests.support.command_line import Pinads, Run
from tests.support.each import each, thinned
from tests.support.loopback import always, response
from tests.support.rows_and_statuses import CAMPAIGN, MINIMAL, TOKEN, serving, settings

ROWS = "name,objective_type\n" + "x,CONSIDERATION\n" * 35
LIST = ("campaigns", "list")
GET = ("campaigns", "get", CAMPAIGN)
CREATE = ("campaigns", "create", *MINIMAL)
PAUSE = ("campaigns", "pause", CAMPAIGN)
BULK = ("campaigns", "create", "--file", "-")
FAST = ("--max-wait", "10ms")
"""Longer pauses are not taken, so nothing is tried again."""


@pytest.fixture
def over_http(pinads: Pinads, tmp_path: Path) -> Any:
    def run(url: str, *args: str, **more: Any) -> Run:
        result = pinads(*args, **{**settings(url, tmp_path), **more})
        assert TOKEN not in result.stdout + result.stderr
        return result

    return run


def error_answer(status: str, code: int, message: str = "No.", **headers: str) -> Any:
    return always(response(json.dumps({"code": code, "message": message}).encode(), status, x_pinterest_rid="4711", **headers))


ANSWERS = [
    ("400 Bad Request", 1, LIST, 1, "BadRequest"),
    ("401 Unauthorized", 2, LIST, 3, "AuthenticationError"),
    ("401 Unauthorized", 3, LIST, 3, "MissingScope"),
    ("403 Forbidden", 29, LIST, 1, "PermissionDenied"),
    ("404 Not Found", 50, GET, 4, "NotFound"),
    ("404 Not Found", 50, LIST, 4, "NotFound"),
    ("405 Method Not Allowed", 1, LIST, 1, "BadRequest"),
    ("429 Too Many Requests", 8, LIST, 7, "QuotaSpent"),
    ("500 Internal Server Error", 12, LIST, 6, "ServerError"),
    ("502 Bad Gateway", 12, GET, 6, "ServerError"),
    ("400 Bad Request", 1, PAUSE, 1, "BadRequest"),
    ("401 Unauthorized", 2, PAUSE, 3, "AuthenticationError"),
    ("401 Unauthorized", 3, CREATE, 3, "MissingScope"),
    ("403 Forbidden", 29, CREATE, 1, "PermissionDenied"),
]


@each(("status", "code", "command", "exit_code", "kind"), ANSWERS)
def test_an_answers_status_and_code(over_http: Any, status: str, code: int, command: Any, exit_code: int, kind: str) -> None:
    with loopback.serving(error_answer(status, code)) as server:
        run = over_http(server.url, *command, *FAST, "-o", "json")
    assert run.exit_code == exit_code
    assert run.stdout in ("", "[]\n") or command == PAUSE
    error = run.error
    assert set(error) == {"type", "message", "code", "http_status", "request_id", "operation", "hint", "exit_code"}
    facts = ("type", "code", "http_status", "request_id", "exit_code")
    assert [error[name] for name in facts] == [kind, code, int(status[:3]), "4711", exit_code]
    assert error["message"] == "No."
    assert error["operation"].startswith("campaigns/")


def test_the_same_for_people_is_one_line(over_http: Any) -> None:
    with loopback.serving(error_answer("404 Not Found", 50, "There is no \x1b[31mcampaign\nhere")) as server:
        run = over_http(server.url, *GET)
    (line,) = run.stderr.splitlines()
    assert line.startswith(r"error: There is no \x1b[31mcampaign\nhere (campaigns/get, HTTP 404, code 50, request 4711)")
    assert run.exit_code == 4


def test_missing_credentials(over_http: Any) -> None:
    run = over_http("http://127.0.0.1:9", *LIST, PINADS_ACCESS_TOKEN=None, input=None)
    assert run.exit_code == 3
    assert "PINADS_ACCESS_TOKEN" in run.stderr
    assert len(run.stderr.splitlines()) == 1


@each("token", ["pina_TEST secret", "pina_TEST\nsecret", "pina_TÉST_secret"])
def test_a_token_that_is_none_is_not_shown(over_http: Any, token: str) -> None:
    run = over_http("http://127.0.0.1:9", *LIST, PINADS_ACCESS_TOKEN=token)
    assert run.exit_code == 2
    assert "PINADS_ACCESS_TOKEN" in run.stderr
    assert "secret" not in run.stderr


@each(
    ("url", "says"),
    [
        ("http://api.example.com/v5", "http would send the token to api.example.com in clear text; use https"),
        ("ftp://127.0.0.1", "Invalid base URL"),
        ("api.pinterest.com", "Invalid base URL"),
        ("https://user:password@api.example.com", "Invalid base URL"),
        ("https://api.example.com:99999", "Invalid base URL"),
        ("https://api.example.com?x=1", "Invalid base URL"),
    ],
)
def test_a_url_that_cannot_be(over_http: Any, url: str, says: str) -> None:
    run = over_http(url, *LIST)
    assert run.exit_code == 2
    assert says in run.stderr
    assert "password" not in run.stderr
    assert len(run.stderr.splitlines()) == 1


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


@pytest.mark.parametrize("command", [LIST, GET, CREATE, PAUSE])
def test_nobody_listens(over_http: Any, command: tuple[str, ...]) -> None:
    run = over_http(f"http://127.0.0.1:{closed_port()}", *command, *FAST, "-o", "json")
    assert run.exit_code == 6
    assert run.error["type"] == "ConnectionFailed"


@pytest.mark.parametrize("command", [LIST, GET])
def test_no_answer_in_time(over_http: Any, command: tuple[str, ...]) -> None:
    with serving(Faults(latency=1.0)) as api:
        run = over_http(api.server.url, *command, "--timeout", "0.1s", *FAST, "-o", "json")
    assert (run.exit_code, run.error["type"]) == (6, "Timeout")


def test_a_write_without_an_answer_in_time_is_unknown(over_http: Any) -> None:
    with serving(Faults(latency=2.0)) as api:
        run = over_http(api.server.url, *PAUSE, "--no-read", "--timeout", "0.5s", "--max-wait", "0s", "--no-reconcile", "-o", "json")
    assert (run.exit_code, run.error["type"]) == (5, "PartialFailure")


@pytest.mark.parametrize("fault", thinned(["error_before", "html", "truncate", "drop_before"], 1))
def test_reads_are_tried_again(over_http: Any, fault: str) -> None:
    with serving(Faults.script([fault])) as api:
        run = over_http(api.server.url, *LIST, "-o", "ids")
    assert run.exit_code == 0
    assert CAMPAIGN in run.lines
    assert len(api.log) == 2


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["error_before", "html", "truncate", "drop_after"])
def test_reads_that_never_work(over_http: Any, fault: str) -> None:
    with serving(Faults(**{fault: 1.0})) as api:
        run = over_http(api.server.url, *LIST, *FAST, "-o", "json")
    assert run.exit_code == 6
    assert run.error["exit_code"] == 6


@pytest.mark.parametrize("fault", thinned(["error_before", "error_after", "drop_before", "drop_after", "truncate", "html"], 2))
def test_a_create_that_may_have_worked_is_sent_once(over_http: Any, fault: str) -> None:
    with serving(Faults(**{f"{fault}@campaigns/create": 1.0})) as api:
        run = over_http(api.server.url, *BULK, "--no-reconcile", "-o", "json", input=ROWS)
    assert run.exit_code == 5
    assert [row["status"] for row in run.json] == ["unknown"] * 35
    assert len(api.writes) == 2
    assert "35 of 35 campaigns are not known to be created: 0 rejected, 35 unknown" in run.error["message"]


def test_part_of_the_rows(over_http: Any) -> None:
    rows = "name,objective_type\na,CONSIDERATION\nb,AWARENESS\n"
    with serving() as api:
        run = over_http(api.server.url, *BULK, "-o", "json", input=rows)
    assert run.exit_code == 5
    assert [(row["row"], row["status"], row["code"]) for row in run.json] == [(1, "applied", None), (2, "rejected", 2384)]
    assert run.error["exit_code"] == 5


@pytest.mark.parametrize("fault", ["throttle", "hidden_throttle"])
def test_a_rate_limit_that_is_too_long(over_http: Any, fault: str) -> None:
    with serving(Faults(**{fault: 1.0}, retry_after=67)) as api:
        run = over_http(api.server.url, *LIST, "--max-wait", "1s", "-o", "json")
        assert (run.exit_code, run.error["type"]) == (7, "RateLimited")
        assert run.error["hint"] == "wait 67 s, or allow a longer pause with --max-wait 67s"
        assert len(api.log) == 1
        assert over_http(api.server.url, *CREATE, "--max-wait", "1s").exit_code == 7


@pytest.mark.slow
def test_a_rate_limit_that_is_waited_for(over_http: Any) -> None:
    with serving(Faults.script([None, "throttle"], retry_after=0)) as api:
        assert over_http(api.server.url, *CREATE, "-o", "json").exit_code == 0
    assert api.writes == ["campaigns/create"] * 2


def test_after_the_first_refusal_of_the_credentials_nothing_more_is_sent(over_http: Any) -> None:
    with loopback.serving(error_answer("401 Unauthorized", 2)) as server:
        run = over_http(server.url, *BULK, "-o", "json", input=ROWS)
    assert run.exit_code == 3
    assert [request.partition(" ")[0] for request in server.requests] == ["GET", "POST"]
    assert [row["status"] for row in run.json] == ["rejected"] * 35


@pytest.mark.parametrize("how", [("--debug",), ("-v",), ("--debug", "-o", "json")])
@pytest.mark.parametrize("command", [LIST, CREATE])
def test_no_token_in_what_debugging_shows(over_http: Any, command: tuple[str, ...], how: tuple[str, ...]) -> None:
    with serving() as api:
        run = over_http(api.server.url, *command, *how)
    assert run.exit_code == 0
    assert "HTTP 200" in run.stderr
    if "--debug" in how:
        assert "> Authorization: (not shown)" in run.stderr


def test_a_server_that_repeats_the_token_is_not_repeated(over_http: Any) -> None:
    with loopback.serving(error_answer("401 Unauthorized", 2, f"The token {TOKEN} is wrong")) as server:
        for how in ((), ("-o", "json"), ("-v",), ("--debug",)):
            run = over_http(server.url, *LIST, *how)
            assert run.exit_code == 3


@pytest.mark.slow
def test_with_v_a_retry_says_why(pinads: Pinads) -> None:
    pinads.faults = Faults.script(["throttle"], retry_after=0)
    run = pinads.ok("campaigns", "list", "--limit", "1", "-v", "-o", "ids")
    assert "exceeded your rate limit" in run.stderr
    assert "sending it again in" in run.stderr
    pinads.faults = Faults.script(["throttle"], retry_after=0)
    assert "sending it again" not in pinads.ok("campaigns", "list", "--limit", "1", "-o", "ids").stderr


@pytest.mark.parametrize(("args", "env"), [(("--debug",), {}), ((), {"PINADS_DEBUG": "1"})])
def test_debugging_shows_where_and_changes_no_exit_code(pinads: Pinads, args: tuple[str, ...], env: dict[str, str]) -> None:
    run = pinads("campaigns", "get", "1", *args, **env)
    assert run.exit_code == 4
    assert "Traceback (most recent call last)" in run.stderr
    assert run.stderr.splitlines()[-1].startswith("error: There is no campaign 1")


@pytest.mark.parametrize(
    "command",
    [
        "check --only nothing",
        "campaigns analytics --last never",
        "reports run --columns ,",
        "overview --sort nothing",
        "campaigns list --limit 1 --force",
        "campaigns update 626735000001 --status ACTIV",
    ],
)
def test_the_field_of_an_error_is_an_option_as_it_is_typed(pinads: Pinads, command: str) -> None:
    run = pinads(*command.split(), "-o", "json")
    assert (run.exit_code, run.error["field"]) == (2, next(word for word in reversed(command.split()) if word.startswith("--")))
