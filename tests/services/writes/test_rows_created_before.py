"""A file with rows that another file created before, or may have: corrected, longer, in another order. It is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from pinads.emulator import Faults
from tests.services.writes.test_written_once import ONE, SETTLE, late, made, once
from tests.support.command_line import Pinads
from tests.support.wording import Wording


def file_of(tmp_path: Path, numbers: list[int], objective: str = "CONSIDERATION") -> str:
    file = tmp_path / "rows.csv"
    file.write_text("name,objective_type\n" + "".join(f"row {number},{objective}\n" for number in numbers))
    return str(file)


@pytest.mark.parametrize(("numbers", "said"), [([0, 1, 2, 3], "3 of these 4 rows were"), ([2, 1, 0], "3 of these 3 rows were")])
def test_a_file_that_has_become_longer_or_is_in_another_order(
    pinads: Pinads, tmp_path: Path, numbers: list[int], said: str, wording: Wording
) -> None:
    pinads.ok("campaigns", "create", "--file", file_of(tmp_path, [0, 1, 2]))
    pinads.forget()
    create = ("campaigns", "create", "--file", file_of(tmp_path, numbers))
    run = pinads(*create)
    assert (run.exit_code, pinads.writes) == (2, [])
    wording(run.stderr)
    pinads.ok(*create, "--if-not-exists")
    assert made(pinads) == once(len(numbers))
    assert pinads.ok(*create, "--again").exit_code == 0


def test_rows_that_were_refused_are_created_without_a_question(pinads: Pinads, tmp_path: Path) -> None:
    failed = tmp_path / "failed.csv"
    pinads.faults = Faults.script([None, "item_throttle"])
    pinads("campaigns", "create", "--file", file_of(tmp_path, [0, 1, 2]), "--failed-out", str(failed))
    pinads.ok("campaigns", "create", "--file", str(failed))
    assert made(pinads) == once(3)


def test_rows_of_unknown_fate_are_not_created_again_by_feeding_failed_out_back(patient: Pinads, tmp_path: Path) -> None:
    failed = tmp_path / "failed.csv"
    patient.faults = late(20)
    patient("campaigns", "create", "--file", file_of(tmp_path, [0, 1, 2]), *ONE, "--no-wait", "--failed-out", str(failed), **SETTLE)
    patient.forget()
    run = patient("campaigns", "create", "--file", str(failed), **SETTLE)
    assert (run.exit_code, patient.writes) == (2, [])
    assert "3 of these 3 rows " in run.stderr or "already" in run.stderr
    patient.ok("journal", "resume", "1", **SETTLE)
    assert made(patient) == once(3)


def test_what_was_undone_is_created_without_a_question(pinads: Pinads, tmp_path: Path) -> None:
    pinads.ok("campaigns", "create", "--file", file_of(tmp_path, [0, 1]))
    pinads.ok("undo", "1", "--yes")
    pinads.ok("campaigns", "create", "--file", file_of(tmp_path, [0, 1, 2]))


def test_what_is_sent_again_is_announced(patient: Pinads, tmp_path: Path, wording: Wording) -> None:
    patient.faults = Faults.script([None, "error_before"])
    run = patient.ok("campaigns", "create", "--file", file_of(tmp_path, [0, 1, 2]), **SETTLE)
    wording(run.stderr)
    assert made(patient) == once(3)


def test_what_a_resumed_run_sends_again_is_announced(patient: Pinads, tmp_path: Path, no_waiting: list[float], wording: Wording) -> None:
    patient.faults = Faults.script([None, "error_before"])
    patient("campaigns", "create", "--file", file_of(tmp_path, [0, 1, 2]), "--no-wait", **SETTLE)
    no_waiting.append(3600)
    run = patient.ok("journal", "resume", "1", **SETTLE)
    wording(run.stderr)
    assert made(patient) == once(3)
