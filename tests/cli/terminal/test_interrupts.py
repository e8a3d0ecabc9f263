"""Ctrl-C: every row is accounted for, what was not applied can be fed back in, and there is no traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pinads.emulator import Faults
from tests.support.rows_and_statuses import PINADS, Api, serving, settings

pytestmark = pytest.mark.slow

ROWS = "name,objective_type\n" + "".join(f"row {number},CONSIDERATION\n" for number in range(1, 96))
BULK = ("campaigns", "create", "--file", "rows.csv", "--failed-out", "failed.csv", "--concurrency", "1")


@contextmanager
def started(api: Api, tmp_path: Path, *args: str) -> Iterator[subprocess.Popen[str]]:
    (tmp_path / "rows.csv").write_text(ROWS)
    environment = {**os.environ, **settings(api.server.url, tmp_path), "PYTHONWARNINGS": "error"}
    with subprocess.Popen(
        [*PINADS, *args],
        env=environment,
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def interrupted_at(api: Api, tmp_path: Path, request: int, *args: str) -> tuple[int, str, str]:
    """Run a command that gets Ctrl-C while it waits for the answer of its n-th request; before creates the first asks for the time."""
    running: list[subprocess.Popen[str]] = []
    ready = threading.Event()

    def press(number: int) -> None:
        if number == request:
            assert ready.wait(60)
            running[0].send_signal(signal.SIGINT)

    api.on_request = press
    with started(api, tmp_path, *args) as process:
        running.append(process)
        ready.set()
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err


@pytest.mark.slow
@pytest.mark.parametrize("output", ["json", "jsonl", "table"])
def test_the_request_under_way_is_finished_and_the_rest_is_not_sent(tmp_path: Path, output: str) -> None:
    with serving() as api:
        code, out, err = interrupted_at(api, tmp_path, 3, *BULK, "-o", output)
        made = [name for name in api.names() if name.startswith("row ")]
    assert code == 130
    assert "Traceback" not in err
    assert api.writes[:3] == ["campaigns/create"] * 2
    assert made == [f"row {number}" for number in range(1, 61)]
    assert (tmp_path / "failed.csv").read_text().splitlines()[1:] == [
        f"row {number},CONSIDERATION,PAUSED,not sent: interrupted" for number in range(61, 96)
    ]
    if output == "table":
        said = "interrupted: 60 created, 0 failed, 35 not sent \u2014 run: pinads journal resume 1"
        assert err.splitlines()[-1] == said
        assert out.count("applied") == 60
        assert out.count("not sent: interrupted") == 35
    else:
        rows = json.loads(out) if output == "json" else [json.loads(line) for line in out.splitlines()]
        assert [row["status"] for row in rows] == ["applied"] * 60 + ["rejected"] * 35
        error = json.loads(err.splitlines()[-1])["error"]
        assert (error["type"], error["exit_code"], error["hint"]) == ("Interrupted", 130, "pinads journal resume 1")


@pytest.mark.slow
def test_what_was_not_sent_can_be_fed_back_in(tmp_path: Path) -> None:
    with serving() as api:
        interrupted_at(api, tmp_path, 2, *BULK)
        api.on_request = lambda number: None
        with started(
            api, tmp_path, "campaigns", "create", "--file", "failed.csv", "--failed-out", "still.csv", "--concurrency", "1"
        ) as process:
            process.communicate(timeout=120)
            assert process.returncode == 0
        assert [name for name in api.names() if name.startswith("row ")] == [f"row {number}" for number in range(1, 96)]
    assert (tmp_path / "still.csv").read_text() == ""


@pytest.mark.slow
def test_while_it_waits_for_a_rate_limit(tmp_path: Path) -> None:
    with serving(Faults.script([None, None, "throttle"], retry_after=60)) as api:
        code, out, err = interrupted_at(api, tmp_path, 3, *BULK, "-o", "json")
    assert code == 130
    assert [row["status"] for row in json.loads(out)] == ["applied"] * 30 + ["rejected"] * 65
    assert "Traceback" not in err
    assert len((tmp_path / "failed.csv").read_text().splitlines()) == 66


@pytest.mark.slow
def test_a_second_one_ends_it_at_once(tmp_path: Path) -> None:
    ended = threading.Event()
    with serving() as api:
        reached = threading.Event()

        def hold(number: int) -> None:
            if number == 1:
                return  # The server's time is asked for.
            reached.set()
            assert ended.wait(120)

        api.on_request = hold
        with started(api, tmp_path, *BULK, "-o", "json") as process:
            assert reached.wait(60)
            assert process.stderr is not None
            process.send_signal(signal.SIGINT)
            assert process.stderr.readline() == "\n"
            assert process.stderr.readline().startswith("stopping after the requests in flight")
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
        ended.set()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert out.strip() in ("", "[", "[]")
    error = json.loads(err.splitlines()[-1])["error"]
    assert error["message"] == "interrupted: the outcome of in-flight rows is unknown"
    assert (error["exit_code"], error["hint"]) == (130, "pinads journal resume 1")
    assert len((tmp_path / "failed.csv").read_text().splitlines()) == 96


def test_a_listing(tmp_path: Path) -> None:
    with serving() as api:
        code, _, err = interrupted_at(api, tmp_path, 2, "campaigns", "list", "--page-size", "1", "-o", "jsonl")
    assert code == 130
    assert "Traceback" not in err
    assert len(api.log) < 6  # of 25; the pages after the next may be under way already


@pytest.mark.slow
def test_with_several_under_way_they_are_finished_and_the_rest_is_resumed(tmp_path: Path) -> None:
    bulk = ("campaigns", "create", "--file", "rows.csv", "--concurrency", "2", "-o", "jsonl")
    with serving() as api:
        code, out, err = interrupted_at(api, tmp_path, 2, *bulk)
        api.on_request = lambda number: None
        made = [name for name in api.names() if name.startswith("row ")]
        rows = [json.loads(line) for line in out.splitlines()]
        assert (code, "Traceback" in err) == (130, False)
        assert json.loads(err.splitlines()[-1])["error"]["hint"] == "pinads journal resume 1"
        assert [row["row"] for row in rows] == list(range(1, 96))
        assert sorted(row["name"] for row in rows if row["status"] == "applied") == sorted(made)
        assert 30 <= len(made) < 95
        with started(api, tmp_path, "journal", "resume", "1", "-o", "jsonl") as process:
            out, _ = process.communicate(timeout=120)
        assert [json.loads(line)["status"] for line in out.splitlines()] == ["applied"] * 95
        assert sorted(name for name in api.names() if name.startswith("row ")) == sorted(f"row {number}" for number in range(1, 96))
