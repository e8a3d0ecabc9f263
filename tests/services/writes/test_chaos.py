"""Writes that are killed at random moments under faults of all kinds: every row is there once, and the journal opens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("fcntl", reason="the writers are forked")

ROOT = Path(__file__).resolve().parents[3]
RUNS = os.environ.get("PINADS_TEST_CHAOS_RUNS", "10")
"""``PINADS_TEST_CHAOS_RUNS=300`` does what takes half an hour."""


@pytest.mark.slow(first=True)
def test_every_row_is_there_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.support.chaos", "--runs", RUNS, "--workers", "16", "--seed", "11", "--keep", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    came = json.loads(run.stdout.splitlines()[-1])
    assert came["problems"] == []
    assert (came["runs"], came["rows"]) == (int(RUNS), int(RUNS) * 90)
    assert came["kills"] > 0


@pytest.mark.slow(first=True)
def test_every_entity_of_a_clone_is_there_once_and_undo_archives_all(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.support.chaos_clones", "--runs", "6", "--seed", "5", "--keep", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    came = json.loads(run.stdout.splitlines()[-1])
    assert came["problems"] == []
    assert came["runs"] == 6
    assert came["kills"] > 0
