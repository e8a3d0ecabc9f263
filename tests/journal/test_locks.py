"""A run is in one process's hands at a time, and in nobody's when that process has ended, however it ended."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from pinads.journal.errors import JournalError
from pinads.journal.journal import Journal
from pinads.journal.locks import Locks
from tests.journal.runs import begin

HOLDING = """
import sys
from pathlib import Path
from pinads.journal.locks import Locks
locks = Locks(Path(sys.argv[1]))
print(locks.take(int(sys.argv[2])), flush=True)
input()
"""


@contextmanager
def held_elsewhere(directory: Path, run: int) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a run until it is killed."""
    command = [sys.executable, "-c", HOLDING, str(directory), str(run)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "True\n"
            yield other
        finally:
            other.kill()


@pytest.mark.slow
def test_a_run_that_another_process_holds(tmp_path: Path) -> None:
    with closing(Locks(tmp_path)) as locks, held_elsewhere(tmp_path, 1):
        assert (locks.take(1), locks.taken_elsewhere(1)) == (False, True)
        assert (locks.take(2), locks.taken_elsewhere(2)) == (True, False)


@pytest.mark.slow
def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path, 1) as other:
        other.kill()
    with closing(Locks(tmp_path)) as locks:
        assert not locks.taken_elsewhere(1)
        assert locks.take(1)


@pytest.mark.slow
def test_looking_takes_and_releases_nothing(tmp_path: Path) -> None:
    with closing(Locks(tmp_path)) as locks:
        assert not locks.taken_elsewhere(1)
        with held_elsewhere(tmp_path, 1):
            pass
        assert locks.take(1)
        assert locks.take(1)
        assert not locks.taken_elsewhere(1)
        with closing(Locks(tmp_path)) as others:
            assert others.taken_elsewhere(1)
    with closing(Locks(tmp_path)) as others:
        assert others.take(1)


@pytest.mark.slow
def test_prune_keeps_what_another_process_holds(tmp_path: Path) -> None:
    with closing(Journal(tmp_path)) as journal:
        runs = [begin(journal).id for _ in range(3)]
    with closing(Journal(tmp_path)) as journal, held_elsewhere(tmp_path, runs[1]):
        assert journal.prune(time.time() + 1) == 2
        assert [run.id for run in journal.runs()] == [runs[1]]
        assert journal.in_hand(journal.run(runs[1]))
        assert [path.name for path in (tmp_path / "locks").iterdir()] == [f"run-{runs[1]}.lock"]


def test_a_file_where_the_locks_are_to_be(tmp_path: Path) -> None:
    (tmp_path / "locks").write_text("")
    with pytest.raises(JournalError, match=r"locks \(File exists\)"):
        Journal(tmp_path)
