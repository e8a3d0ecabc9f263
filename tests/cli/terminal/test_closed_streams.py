"""Who closes a stream of ours is no reason to lose rows or to fail; run as processes, because streams belong to those."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.command_line import Pinads

pytestmark = pytest.mark.slow

MODULE = f"{sys.executable} -m pinads"


def bash(script: str, pinads: Pinads) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PINADS_DATA_DIR": str(pinads.data_dir), "PINADS_PROFILE": "demo", "PYTHONWARNINGS": "ignore"}
    return subprocess.run(["bash", "-c", script], capture_output=True, text=True, env=env, timeout=60, check=False)


def names(pinads: Pinads) -> list[str]:
    return [row["name"] for row in pinads.json("campaigns", "list", "--filter", "name~row ")]


@pytest.mark.slow
def test_a_write_whose_reader_leaves_is_finished(pinads: Pinads, tmp_path: Path) -> None:
    rows = "".join(f"row {number},CONSIDERATION,5.00\n" for number in range(400))
    (tmp_path / "rows.csv").write_text("name,objective_type,daily_spend_cap\n" + rows)
    run = bash(f"{MODULE} campaigns create --file {tmp_path}/rows.csv -o jsonl | head -n 1; echo ${{PIPESTATUS[0]}}", pinads)
    assert run.stdout.splitlines()[-1] == "0"
    assert run.stderr == ""
    assert len(names(pinads)) == 400


@pytest.mark.slow
@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "ids"])
def test_refused_rows_count_where_nobody_reads_the_output(pinads: Pinads, format: str) -> None:
    run = bash(f"{MODULE} campaigns pause 99 98 -o {format} | true; echo ${{PIPESTATUS[0]}}", pinads)
    assert run.stdout.splitlines()[-1] == "5"
    assert "2 of 2 campaigns were not paused" in run.stderr


def test_a_listing_whose_reader_leaves_ends_quietly(pinads: Pinads) -> None:
    run = bash(f"{MODULE} ads list -o jsonl --page-size 1 2>/dev/null | head -n 1 | wc -l; echo ${{PIPESTATUS[0]}}", pinads)
    assert run.stdout.split() == ["1", "0"]


@pytest.mark.parametrize("command", ["check -o json", "check -o markdown", "check --watch 5s -o json"])
def test_a_check_has_found_what_it_found_where_nobody_reads_it(pinads: Pinads, command: str) -> None:
    assert bash(f"{MODULE} {command} 2>/dev/null | true; echo ${{PIPESTATUS[0]}}", pinads).stdout == "9\n"


@pytest.mark.slow
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_from_the_start(pinads: Pinads, closed: str) -> None:
    run = bash(f"{MODULE} campaigns list -o ids {closed}", pinads)
    assert run.returncode == 0
    assert "error" not in run.stderr


def test_ids_from_a_closed_standard_input(pinads: Pinads) -> None:
    run = bash(f"{MODULE} campaigns pause - <&-", pinads)
    assert run.returncode == 2
    assert run.stderr == "error: standard input had no ids\n"


FULL = Path("/dev/full")


@pytest.mark.slow
@pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")
@pytest.mark.parametrize("command", ["--version", "--help", "campaigns --help", "campaigns list", "schema campaign"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_told_once(pinads: Pinads, command: str, unbuffered: str) -> None:
    run = bash(f"PYTHONUNBUFFERED={unbuffered} {MODULE} {command} > /dev/full", pinads)
    assert run.returncode == 1
    assert run.stderr == "error: No space left on device\n"


@pytest.mark.slow
@pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")
def test_where_outcomes_cannot_be_written_it_is_said_how_to_go_on(pinads: Pinads, tmp_path: Path) -> None:
    rows = "".join(f"row {number},CONSIDERATION\n" for number in range(300))
    (tmp_path / "rows.csv").write_text("name,objective_type\n" + rows)
    create = f"{MODULE} campaigns create --file {tmp_path}/rows.csv --concurrency 1 -o jsonl"
    run = bash(f"{create} > /dev/full", pinads)
    assert run.returncode == 1
    said = json.loads(run.stderr.splitlines()[-1])["error"]
    assert "No space left on device" in said["message"]
    assert said["hint"] == "pinads journal resume 1"
    assert pinads.json("journal", "list")[0]["state"] == "stopped"
    pinads.ok("journal", "resume", "1")
    assert len(names(pinads)) == 300


@pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")
def test_failed_rows_that_cannot_be_kept(pinads: Pinads) -> None:
    run = bash(f"{MODULE} campaigns pause 99 98 -o json --failed-out /dev/full", pinads)
    assert run.returncode == 5
    assert "note: --failed-out /dev/full is not whole: No space left on device" in run.stderr
    assert pinads.json("journal", "list")[0]["state"] == "failed"


@pytest.mark.slow
@pytest.mark.parametrize("command", ["--version", "campaigns list", "campaigns list -o ids", "explain exit"])
def test_everything_that_was_written_is_there_when_it_ends(pinads: Pinads, tmp_path: Path, command: str) -> None:
    bash(f"PYTHONUNBUFFERED=1 {MODULE} {command} > {tmp_path}/expected 2> {tmp_path}/errors", pinads)
    run = bash(f"PYTHONUNBUFFERED= {MODULE} {command} 2> {tmp_path}/more", pinads)
    assert run.stdout == (tmp_path / "expected").read_text() != ""
    assert (tmp_path / "more").read_text() == (tmp_path / "errors").read_text()


@pytest.mark.slow
def test_a_profiler_has_its_say_at_the_end(pinads: Pinads) -> None:
    run = bash(f"{sys.executable} -m cProfile -m pinads campaigns list -o ids", pinads)
    assert run.returncode == 0
    assert "function calls" in run.stdout
