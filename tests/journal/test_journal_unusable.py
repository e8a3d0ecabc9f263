"""A journal that cannot be written: nothing more is sent, and the error says what to do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pinads.sdk import sqlite_file
from tests.support.command_line import Pinads
from tests.support.databases import opened
from tests.support.rows_and_statuses import CAMPAIGN, PINADS, refused, serving, settings
from tests.support.wording import Wording

PAUSE = ("campaigns", "pause", CAMPAIGN)
ELSEWHERE = "PINADS_DATA_DIR to a directory that can be written"


def rows(tmp_path: Path, count: int) -> Path:
    file = tmp_path / "rows.csv"
    file.write_text("name,objective_type\n" + "".join(f"row {number},CONSIDERATION\n" for number in range(count)))
    return file


def test_a_file_that_is_no_journal(pinads: Pinads, data_dir: Path) -> None:
    path = data_dir / "journal.sqlite3"
    path.write_bytes(b"not a database at all" * 100)
    run = refused(pinads, *PAUSE, code=1, says=f"the journal {path} is damaged (")
    assert f"mv {path} {path}.damaged" in run.stderr
    assert path.read_bytes().startswith(b"not a database")
    path.rename(f"{path}.damaged")
    pinads.ok(*PAUSE)


def test_a_journal_of_a_newer_version(pinads: Pinads, data_dir: Path, wording: Wording) -> None:
    pinads.ok(*PAUSE)
    with opened(data_dir / "journal.sqlite3") as db:
        db.execute("PRAGMA user_version=99")
    pinads.forget()
    wording(refused(pinads, *PAUSE, code=1, says="a newer pinads. Update pinads").stderr)


def test_a_journal_of_an_older_version(pinads: Pinads, data_dir: Path) -> None:
    pinads.ok(*PAUSE)
    with opened(data_dir / "journal.sqlite3") as db:
        for column in ("changed_before", "changed_after"):
            db.execute(f"ALTER TABLE rows DROP COLUMN {column}")
        db.execute("PRAGMA user_version=1")
    pinads.ok("undo", "1", "--yes")
    with opened(data_dir / "journal.sqlite3") as db:
        assert db.execute("SELECT run, changed_after IS NOT NULL FROM rows ORDER BY run").fetchall() == [(1, 0), (2, 1)]


def test_a_directory_in_its_place(pinads: Pinads, data_dir: Path) -> None:
    (data_dir / "journal.sqlite3").mkdir()
    refused(pinads, *PAUSE, code=1, says=f"(Is a directory). Set {ELSEWHERE}")


def test_one_that_another_program_holds(pinads: Pinads, data_dir: Path, monkeypatch: pytest.MonkeyPatch, wording: Wording) -> None:
    pinads.ok(*PAUSE)
    pinads.forget()
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.05)
    with opened(data_dir / "journal.sqlite3", isolation_level=None) as db:
        db.execute("BEGIN EXCLUSIVE")
        wording(refused(pinads, *PAUSE, code=1, says="is locked by another program", reads=True).stderr)


@pytest.mark.slow
def test_the_same_rows_at_the_same_time(pinads: Pinads, data_dir: Path, tmp_path: Path) -> None:
    """Another process has the run in hand: it is not joined, and its rows are not written a second time."""
    file = rows(tmp_path, 3)
    pinads.ok("campaigns", "create", "--file", str(file))
    with opened(data_dir / "journal.sqlite3") as db:
        db.execute("UPDATE runs SET state = 'running'")
    holding = "import filelock, sys; lock = filelock.FileLock(sys.argv[1]); lock.acquire(); print('held', flush=True); input()"
    command = [sys.executable, "-c", holding, str(data_dir / "locks" / "run-1.lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        pinads.forget()
        refused(pinads, "campaigns", "create", "--file", str(file), code=1, says="is writing these rows (run 1)")
        assert [entry["state"] for entry in pinads.json("journal", "list")] == ["running"]
        other.communicate("\n", timeout=60)
    assert [entry["state"] for entry in pinads.json("journal", "list")] == ["interrupted"]


def full_at(size: int) -> Callable[[], None]:
    """Makes files of a child grow no further than this, as a full disk does."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.slow
@pytest.mark.parametrize("size", [100, 4_096, 60_000, 120_000, 200_000, 400_000])
def test_a_full_disk(tmp_path: Path, size: int) -> None:
    """Wherever it happens, every row that the API has is one that the output says is applied, and the error says why it ended."""
    pytest.importorskip("resource")
    file = rows(tmp_path, 3000)
    with serving() as api:
        command = [*PINADS, "campaigns", "create", "--file", str(file), "-o", "jsonl"]
        # Python would store what it compiles cut off, for all programs to come.
        environment = {**os.environ, **settings(api.server.url, tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, preexec_fn=full_at(size))
        there = {name for name in api.names() if name.startswith("row ")}
    assert run.returncode == 1, run.stderr
    assert "the journal" in run.stderr.splitlines()[-1]
    assert "Make room" in run.stderr.splitlines()[-1]
    assert "Traceback" not in run.stderr
    applied = {row["name"] for row in map(json.loads, run.stdout.splitlines()) if row["status"] == "applied"}
    assert applied == there
    assert len(there) < 3000


@pytest.fixture
def unprivileged() -> list[str]:
    """What to put before a command so that it may not write everywhere."""
    if os.geteuid() != 0:
        return []
    without = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    if shutil.which("setpriv") is None or subprocess.run([*without, "true"], capture_output=True, check=False).returncode:
        pytest.skip("root may write everywhere")
    return without


@pytest.mark.slow
@pytest.mark.parametrize("what", ["directory", "file"])
def test_one_that_may_not_be_written(unprivileged: list[str], tmp_path: Path, what: str) -> None:
    data = tmp_path / "data"
    data.mkdir()
    if what == "file":
        (data / "journal.sqlite3").touch(0o444)
    data.chmod(0o555)
    with serving() as api:
        environment = {**os.environ, **settings(api.server.url, tmp_path)}
        run = subprocess.run([*unprivileged, *PINADS, *PAUSE], env=environment, capture_output=True, text=True, check=False)
    data.chmod(0o755)
    assert (run.returncode, api.writes) == (1, [])
    assert run.stderr.startswith(f"error: the journal {data / 'journal.sqlite3'} ")
    assert run.stderr.endswith(f" {ELSEWHERE}\n")
    assert "(Permission denied)" in run.stderr
