"""--watch: a command is repeated, and survives what passes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time
from typing import Any

import pytest

from pinads.emulator import Faults
from tests.support.command_line import Pinads
from tests.support.each import each

LIST = ("campaigns", "list", "--limit", "2", "--fields", "id", "--watch", "30s")
TIME = r"2025-11-24T16:\d\d:\d\dZ"
TABLE = ("ID", "────────────", "626735000001", "626735000002", "", "2 campaigns", "")
IDS = [{"id": "626735000001"}, {"id": "626735000002"}]


class Sleeping:
    """Time passes in pauses only, and the person presses Ctrl-C in the first one after some requests."""

    def __init__(self, pinads: Pinads, requests: int) -> None:
        self.pinads = pinads
        self.requests = requests
        self.passed = 0.0

    def __call__(self, seconds: float) -> None:
        if len(self.pinads.requests) >= self.requests:
            raise KeyboardInterrupt
        self.passed += seconds


@pytest.fixture
def sleeping(pinads: Pinads, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets how many requests there are until Ctrl-C."""

    def until(requests: int) -> Sleeping:
        clock, begin = Sleeping(pinads, requests), time.monotonic()
        monkeypatch.setattr("time.sleep", clock)
        monkeypatch.setattr("time.monotonic", lambda: begin + clock.passed)
        return clock

    return until


@pytest.mark.parametrize("format", [(), ("-o", "jsonl")])
def test_in_a_pipe_each_round_is_a_line_with_its_time(pinads: Pinads, sleeping: Any, format: tuple[str, ...]) -> None:
    clock = sleeping(3)
    run = pinads(*LIST, *format)
    assert (run.exit_code, run.stderr) == (0, "")
    assert [line["result"] for line in run.jsonl] == [IDS] * 3
    assert all(re.fullmatch(TIME, line["time"]) for line in run.jsonl)
    assert clock.passed == pytest.approx(60)
    assert pinads.operations == ["campaigns/list"] * 3


def test_a_query_is_asked_each_time(pinads: Pinads, sleeping: Any) -> None:
    sleeping(2)
    assert [line["result"] for line in pinads(*LIST, "--query", "[].id").jsonl] == [["626735000001", "626735000002"]] * 2


def test_tables_in_a_pipe_are_blocks_with_their_time(pinads: Pinads, sleeping: Any) -> None:
    sleeping(2)
    run = pinads(*LIST, "-o", "table")
    assert [line for line in run.lines if not re.fullmatch(TIME, line)] == [*TABLE, *TABLE]
    assert [bool(re.fullmatch(TIME, line)) for line in run.lines[:: len(TABLE) + 1]] == [True, True]


def test_reports_and_uploads_are_watched(pinads: Pinads, sleeping: Any) -> None:
    token = pinads.json("reports", "create", "--last", "7d")["token"]
    for command in (("reports", "status", token), ("customer-lists", "get", "643000000001")):
        pinads.forget()
        sleeping(2)
        run = pinads(*command, "--watch", "1m")
        assert (run.exit_code, run.stderr) == (0, "")
        assert [list(line) for line in run.jsonl] == [["time", "result"]] * 2


def test_a_check_goes_on_and_ends_with_the_exit_code_of_its_last_round(pinads: Pinads, sleeping: Any) -> None:
    once = pinads("check", "--only", "fatigue")
    sleeping(2 * len(pinads.requests) + 1)
    run = pinads("check", "--only", "fatigue", "--watch", "1h")
    assert (run.exit_code, [line["result"] for line in run.jsonl]) == (9, [once.json, once.json])
    assert run.stderr == once.stderr != "", "what it left alone is noted once"


def test_figures_are_watched(pinads: Pinads, sleeping: Any) -> None:
    once = pinads.ok("overview")
    sleeping(len(pinads.requests) + 2)
    run = pinads("overview", "--watch", "1m")
    assert (run.exit_code, [line["result"] for line in run.jsonl]) == (0, [once.json])


def test_a_round_that_fails_for_now_is_noted(pinads: Pinads, sleeping: Any) -> None:
    sleeping(8)
    # The first round is answered; of the second, neither the first try nor the five retries are.
    pinads.faults = Faults.script([None, *["error_before"] * 6])
    run = pinads(*LIST, "--max-wait", "10s")
    assert run.exit_code == 0
    assert [line["result"] for line in run.jsonl] == [IDS, IDS]
    (note,) = run.stderr.splitlines()
    assert re.match(TIME + ": ", note)
    assert note.endswith("; trying again in 30 s")


def test_the_next_round_waits_as_long_as_a_rate_limit_asks(pinads: Pinads, sleeping: Any) -> None:
    clock = sleeping(3)
    pinads.faults = Faults.script([None, "throttle"], retry_after=90)
    run = pinads(*LIST, "--max-wait", "5s")
    assert len(run.jsonl) == 2
    assert clock.passed == pytest.approx(30 + 90)
    assert "trying again in 90 s" in run.stderr


@pytest.mark.parametrize(("fault", "code"), [("throttle", 7), ("expired", 3)])
def test_a_first_round_that_fails_is_the_end(pinads: Pinads, sleeping: Any, fault: str, code: int) -> None:
    sleeping(1)
    pinads.faults = Faults.script([fault], retry_after=90)
    run = pinads(*LIST, "--max-wait", "5s")
    assert (run.exit_code, run.stdout) == (code, "")


def test_a_failure_that_stays_ends_it(pinads: Pinads, sleeping: Any) -> None:
    sleeping(9)
    pinads.faults = Faults.script([None, "expired"])
    run = pinads(*LIST)
    assert run.exit_code == 3
    assert len(run.jsonl) == 1


@each(
    ("args", "said"),
    [
        (("campaigns", "list", "--watch", "1s"), "at least 5s"),
        (("campaigns", "list", "--watch", "soon"), "a duration such as 30s"),
        (("campaigns", "list", "--watch", "30s", "-o", "csv"), "-o jsonl"),
        (("campaigns", "get", "-", "--watch", "30s"), "standard input"),
        (("check", "-", "--watch", "30s"), "standard input"),
        (("overview", "--html", "-", "--watch", "30s"), "--html saves it once"),
        (("overview", "--to", "x.csv", "--watch", "30s"), "--to saves it once"),
    ],
)
def test_what_cannot_be_watched(pinads: Pinads, args: tuple[str, ...], said: str) -> None:
    run = pinads(*args, input="626735000001\n")
    assert run.exit_code == 2
    assert said in run.stderr
    assert pinads.requests == []


@pytest.mark.slow
def test_on_a_terminal_rounds_are_drawn_and_ctrl_c_is_no_failure(script: list[str], real_environment: dict[str, str]) -> None:
    pty = pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")
    keyboard, terminal = pty.openpty()
    streams = {"stdin": terminal, "stdout": terminal, "stderr": terminal}
    environment = {**real_environment, "LINES": "10", "COLUMNS": "80"}
    with subprocess.Popen([*script, "ads", "list", "--wide", "--watch", "1h"], env=environment, **streams) as process:
        os.close(terminal)
        shown = b""
        while b"more lines" not in shown:
            shown += os.read(keyboard, 4096)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
    os.close(keyboard)
    lines = [line.replace("\x1b[K", "") for line in shown.decode().replace("\r\n", "\n").splitlines()]
    assert "every 3600 s; Ctrl-C ends" in lines[0]
    assert [line.split()[0] for line in lines[4:8]] == ["687195000001", "687195000002", "687195000003", "687195000004"]
    assert len(lines) <= 10
    assert max(len(re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", line)) for line in lines) == 80, "what --wide adds is cut at the edge"
    assert json.dumps(lines).count("note:") == 0
