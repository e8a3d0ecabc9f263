"""An SQLite file shared by threads and processes: set up once, written whole or not at all."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from pinads.sdk import sqlite_file
from pinads.sdk.sqlite_file import SqliteFile


class Notes(SqliteFile):
    """A table of notes, in a file or in memory."""

    def __init__(self, path: Path | None) -> None:
        super().__init__(path)
        self.set_up((), lambda: self.version() == 1, self._create)

    def _create(self) -> None:
        self.query("CREATE TABLE notes (text TEXT)")
        self.query("PRAGMA user_version=1")

    def add(self, text: str) -> None:
        with self.transaction():
            self.query("INSERT INTO notes VALUES (?)", (text,))


def test_connections_that_open_a_new_file_at_once_share_it(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"

    def write(number: int) -> None:
        with closing(Notes(path)) as notes:
            notes.add(f"note {number}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(24)))
    with closing(Notes(path)) as notes:
        assert sorted(notes.query("SELECT text FROM notes")) == sorted((f"note {number}",) for number in range(24))


def _write_half(notes: Notes) -> None:
    with notes.transaction():
        notes.query("INSERT INTO notes VALUES ('half')")
        notes.query("INSERT INTO nowhere VALUES ('half')")


@pytest.mark.parametrize("name", [None, "notes.sqlite3"])
def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path, name: str | None) -> None:
    with closing(Notes(tmp_path / name if name else None)) as notes:
        with pytest.raises(sqlite3.OperationalError, match="no such table: nowhere"):
            _write_half(notes)
        notes.add("whole")
        assert notes.query("SELECT text FROM notes") == [("whole",)]


def test_a_commit_that_fails_leaves_nothing() -> None:
    with closing(Notes(None)) as notes:
        notes.query("PRAGMA foreign_keys=ON")
        notes.query("CREATE TABLE parents (id INTEGER PRIMARY KEY)")
        notes.query("CREATE TABLE children (parent INTEGER REFERENCES parents DEFERRABLE INITIALLY DEFERRED)")
        with pytest.raises(sqlite3.IntegrityError), notes.transaction():
            notes.query("INSERT INTO children VALUES (1)")
        assert notes.query("SELECT * FROM children") == []
        notes.add("whole")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite3"
    path.write_text("Not a database, but a note of more than a few bytes.")
    with pytest.raises(sqlite3.DatabaseError, match="file is not a database"):
        Notes(path)


def test_a_lock_that_is_not_released_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_file, "BUSY_SECONDS", 0.05)
    path = tmp_path / "notes.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError, match="database is locked"):
            Notes(path)
    Notes(path).close()
