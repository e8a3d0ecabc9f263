"""Days and times as they are typed: a day's end, clocks that are changed, and the zone that counts."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import Pinads
from tests.support.loopback import Loopback, response, serving
from tests.support.rows_and_statuses import CAMPAIGN, MINIMAL, body, settings

CREATE = ("campaigns", "create", *MINIMAL, "--dry-run")
LAST_SECOND = 1_798_761_599
"""2026-12-31 23:59:59 UTC."""


@pytest.mark.parametrize(
    ("option", "seconds"), [("--end-time", LAST_SECOND), ("--start-time", LAST_SECOND - 86_399)], ids=["an end", "a start"]
)
def test_a_day_means_its_end_or_its_beginning(here: Pinads, option: str, seconds: int) -> None:
    run = here.ok(*CREATE, option, "2026-12-31")
    assert body(run)[option[2:].replace("-", "_")] == seconds
    when = "23:59" if option == "--end-time" else "00:00"
    assert run.stderr.startswith(f"note: {option} 2026-12-31 is 2026-12-31 {when} UTC (")


@pytest.mark.parametrize("output", ["csv", "jsonl"])
def test_in_files_too_and_the_zone_is_named_once(here: Pinads, output: str) -> None:
    rows = "name,objective_type,end_time\na,CONSIDERATION,2026-12-31\nb,CONSIDERATION,2026-12-31\n"
    if output == "jsonl":
        rows = '{"name": "a", "objective_type": "CONSIDERATION", "end_time": "2026-12-31"}\n' * 2
    run = here.ok("campaigns", "create", "--file", "-", "--dry-run", "-o", "json", input=rows)
    assert [row["end_time"] for row in run.json[0]["body"]] == [LAST_SECOND] * 2
    assert run.stderr.count("\n") == 1
    assert "this machine's time zone" in run.stderr


def test_what_has_a_zone_needs_no_note(here: Pinads) -> None:
    assert here.ok(*CREATE, "--end-time", "2026-12-31T12:00Z", "--start-time", "+1d").stderr == ""


def answer(time_zone: str | None) -> Any:
    """An API whose ad account is in a zone."""

    def serve(request: str, connection: socket.socket) -> bool:
        account = {"id": "549755885175", "currency": "USD", **({"time_zone": time_zone} if time_zone else {})}
        connection.sendall(response(json.dumps(account).encode()))
        return True

    return serve


@pytest.fixture
def here(pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pinads]:
    """The command line with an API that does not say the account's zone."""
    with serving(answer(None)) as server:
        yield _at(server, pinads, tmp_path, monkeypatch)


@pytest.fixture
def zurich(pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pinads]:
    """The command line with an ad account in Zurich, on a machine in UTC."""
    with serving(answer("Europe/Zurich")) as server:
        yield _at(server, pinads, tmp_path, monkeypatch)


def _at(server: Loopback, pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pinads:
    for name, value in settings(server.url, tmp_path).items():
        monkeypatch.setenv(name, value)
    return pinads


def test_the_accounts_zone_counts(zurich: Pinads) -> None:
    run = zurich.ok(*CREATE, "--end-time", "2026-12-31")
    assert body(run)["end_time"] == LAST_SECOND - 3_600
    assert run.stderr.startswith("note: --end-time 2026-12-31 is 2026-12-31 23:59 CET (")
    assert run.stderr.endswith(" Europe/Zurich)\n")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-03-29T02:30", "set forward: write 2026-03-29T02:30+02:00 or 2026-03-29T02:30+01:00"),
        ("2026-10-25 02:30", "set back: write 2026-10-25T02:30+02:00 (the first) or 2026-10-25T02:30+01:00"),
    ],
)
def test_a_time_that_clocks_skip_or_show_twice(zurich: Pinads, text: str, says: str) -> None:
    run = zurich(*CREATE, "--start-time", text)
    assert (run.exit_code, says in run.stderr, "Europe/Zurich" in run.stderr) == (2, True, True), run.stderr
    pasted = re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d[+]\d\d:\d\d", run.stderr)
    assert len({body(zurich.ok(*CREATE, "--start-time", one))["start_time"] for one in pasted}) == 2


@pytest.mark.parametrize(("text", "seconds"), [("2026-03-29", 1_774_738_800), ("2026-10-25", 1_792_969_199)])
def test_days_on_which_clocks_change(zurich: Pinads, text: str, seconds: int) -> None:
    option = "--start-time" if text.startswith("2026-03") else "--end-time"
    assert body(zurich.ok(*CREATE, option, text))[option[2:].replace("-", "_")] == seconds


def test_after_a_day_is_after_its_end(pinads: Pinads) -> None:
    def count(expression: str) -> int:
        return len(pinads.ids("campaigns", "list", "--status", "all", "--filter", expression))

    every = count("created_time>=2000-01-01")
    day = "2025-02-10T00:00-08:00"
    assert count("created_time>2025-02-10") == every - count("created_time<=2025-02-10")
    assert count("created_time>=2025-02-10") == count(f"created_time>={day}")
    assert CAMPAIGN in pinads.ids("campaigns", "list", "--filter", "created_time<=2025-02-10")
