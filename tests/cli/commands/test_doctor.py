"""pinads doctor: what it looks at, what it finds, and what it says to do."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import loopback
from tests.support.logins import APP, SECRET, Box, Done
from tests.support.rows_and_statuses import ACCOUNT


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    box = Box(tmp_path)
    with box.server:
        yield box
    box.emulator.close()


def findings(done: Done) -> dict[str, dict[str, Any]]:
    return {row["check"]: row for row in done.json}


def log_in(box: Box, scopes: str = "ads:read,ads:write") -> None:
    box.ok(
        "auth",
        "login",
        *APP,
        "--client-credentials",
        "--insecure-storage",
        "--scopes",
        scopes,
        "--account",
        ACCOUNT,
        PINADS_APP_SECRET=SECRET,
    )


def test_all_is_well(box: Box) -> None:
    log_in(box)
    box.log.clear()
    done = box.ok("doctor", "-o", "json")
    assert {name: row["state"] for name, row in findings(done).items()} == dict.fromkeys(
        ("versions", "config", "profile", "data", "token", "network", "reachable", "clock", "ads:read", "ads:write"), "ok"
    )
    assert [row["fix"] for row in done.json] == [None] * 10
    assert [entry.method for entry in box.log] == ["GET", "GET", "PATCH"]
    assert [entry.status for entry in box.log] == [401, 200, 400], "the update is of nothing"


def test_for_people_it_is_a_line_each(box: Box) -> None:
    log_in(box)
    done = box.ok("doctor", "-o", "table")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["ok"] * 10


def test_the_demo_needs_neither_network_nor_token(box: Box) -> None:
    done = box.ok("doctor", "--profile", "demo", "-o", "json", PINADS_API_URL="")
    assert findings(done)["reachable"]["state"] == "skipped"
    assert findings(done)["ads:write"]["state"] == "ok"
    assert box.log == []


def test_nobody_has_logged_in(box: Box) -> None:
    done = box("doctor", "-o", "json")
    assert done.exit_code == 3
    found = findings(done)
    assert (found["token"]["state"], found["token"]["fix"]) == ("failed", "pinads auth login")
    assert found["reachable"]["state"] == "ok"
    assert found["scopes"]["state"] == "skipped"


def test_debugging_adds_no_traceback_to_what_was_found(box: Box) -> None:
    plain, debugged = (box("doctor", *more, "-o", "table", PINADS_API_URL="http://127.0.0.1:9").stderr for more in ((), ("--debug",)))
    assert debugged == plain


def test_a_scope_that_is_missing(box: Box) -> None:
    log_in(box, "ads:read")
    done = box("doctor", "-o", "json")
    assert done.exit_code == 3
    assert findings(done)["ads:read"]["state"] == "ok"
    assert findings(done)["ads:write"]["state"] == "failed"
    assert "pinads auth login --scopes ads:read,ads:write" in findings(done)["ads:write"]["fix"]


def test_other_scopes_of_the_token_are_tried_too(box: Box) -> None:
    log_in(box, "ads:read,ads:write,catalogs:read")
    assert findings(box.ok("doctor", "-o", "json"))["catalogs:read"]["state"] == "ok"


def test_a_broken_configuration(box: Box) -> None:
    (box.directory / "config").mkdir()
    (box.directory / "config" / "config.toml").write_text("[profiles.work\n")
    done = box("doctor", "-o", "json")
    assert done.exit_code == 2
    assert "line 1, column" in findings(done)["config"]["found"]
    assert findings(done)["versions"]["state"] == "ok"


def test_what_others_can_change(box: Box) -> None:
    log_in(box)
    config = box.directory / "config" / "config.toml"
    config.chmod(0o666)
    found = findings(box.ok("doctor", "-o", "json"))["config"]
    assert (found["state"], found["fix"]) == ("warning", f"chmod go-w '{config}'")


def test_nobody_answers(box: Box) -> None:
    log_in(box)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v5"
    done = box("doctor", "-o", "json", PINADS_API_URL=url)
    assert done.exit_code == 6
    assert findings(done)["reachable"]["state"] == "failed"
    assert "HTTPS_PROXY" in findings(done)["reachable"]["fix"]
    assert json.loads(done.stderr.splitlines()[-1])["error"]["type"] == "ConnectionFailed"


@pytest.mark.parametrize(("date", "state"), [("Tue, 24 Nov 2020 08:00:00 GMT", "warning"), ("soon", "skipped")])
def test_a_clock_that_is_wrong(box: Box, date: str, state: str) -> None:
    answer = loopback.response(b'{"items": [], "bookmark": null}', Date=date)
    with loopback.serving(loopback.always(answer)) as server:
        done = box("doctor", "-o", "json", PINADS_API_URL=server.url, PINADS_ACCESS_TOKEN="pina_TEST")
    assert findings(done)["clock"]["state"] == state


def test_it_never_shows_a_token(box: Box) -> None:
    log_in(box)
    done = box.ok("doctor", "-o", "json", "--debug")
    token = box.stored["access_token"]
    assert token not in done.stdout + done.stderr
    assert SECRET not in done.stdout + done.stderr
