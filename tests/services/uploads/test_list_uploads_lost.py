"""Chunks whose answers were lost, and what is said of them: a later refusal says nothing of the first time that they were sent."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pinads.emulator import Faults
from tests.services.uploads.test_list_uploads import _pinads, people  # noqa: F401
from tests.services.uploads.test_upload_entries import ADD, AT_100, NEW, stopped
from tests.support.command_line import Pinads
from tests.support.wording import Wording


@pytest.mark.parametrize("command", [ADD, NEW])
def test_a_rate_limit_after_a_lost_answer_leaves_a_chunk_unknown(
    pinads: Pinads, tmp_path: Path, command: tuple[str, ...], no_waiting: list[float]
) -> None:
    looks = [None] if command is ADD else [None, None]
    pinads.faults = Faults.script([None, "error_before", *looks, "throttle"], retry_after=900)
    run = pinads(*command, people(tmp_path, 250), *AT_100, "-o", "json", "--settle-time", "60s")
    pinads.faults = None
    assert run.exit_code == 5
    assert (run.json["chunks_unknown"], run.json["chunks_not_sent"]) == (1, 2)
    assert pinads.json("journal", "show", "1")[0]["status"] == "unknown"
    assert pinads.json("journal", "resume", "1")["chunks_applied"] == 3


def test_a_chunk_that_arrives_twice_is_not_taken_for_somebody_elses(patient: Pinads, tmp_path: Path, no_waiting: list[float]) -> None:
    file = people(tmp_path, 250)
    # The first is executed after it was looked for and sent again; the second chunk is refused.
    patient.faults = Faults.script([None, "late", None, None, "missing_scope"], late_after=10)
    run = patient(*ADD, file, *AT_100, "-o", "json")
    assert run.exit_code == 5, run.stderr
    patient.faults.late_after = 0
    no_waiting.append(60)
    assert patient.json(*ADD, file, *AT_100)["chunks_applied"] == 3


def test_after_a_day_by_a_clock_that_may_have_been_set_no_second_list_is_made(
    pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wording: Wording
) -> None:
    file = people(tmp_path, 250)
    stopped(pinads, *NEW, file)
    later = time.time() + 25 * 3600
    monkeypatch.setattr("time.time", lambda: later)
    run = pinads(*NEW, file, *AT_100)
    assert (run.exit_code, pinads.writes) == (2, [])
    wording(run.stderr)
    assert "pinads journal resume 1" in run.stderr
    assert pinads.json("journal", "resume", "1")["chunks_applied"] == 3


def test_a_list_of_the_same_file_is_made_twice_only_when_asked_for(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    file = people(tmp_path, 250)
    made = pinads.json(*NEW, file)["id"]
    pinads.forget()
    run = pinads(*NEW, file)
    assert (run.exit_code, pinads.writes) == (2, [])
    wording(run.stderr)
    assert pinads.json(*NEW, file, "--fresh")["id"] != made
    assert pinads.ok(*ADD, file).exit_code == pinads.ok(*ADD, file).exit_code == 0
