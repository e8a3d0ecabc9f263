"""The journal's file: SQLite, shared by processes, and what can be wrong with it."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pinads.journal.errors import JournalError
from pinads.sdk.files import descriptor
from pinads.sdk.sqlite_file import SqliteFile

FILE_NAME = "journal.sqlite3"
VERSION = 1
CACHE_KB = 512
"""Rows are written one after the other, so that SQLite's usual 2 MB would hold nothing that is needed again."""
_SCHEMA = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, started REAL NOT NULL, ended REAL, state TEXT NOT NULL, words TEXT NOT NULL,
    profile TEXT NOT NULL, base_url TEXT NOT NULL, account TEXT NOT NULL, resource TEXT NOT NULL, mode TEXT NOT NULL, verb TEXT NOT NULL,
    source TEXT, kind TEXT NOT NULL, defaults TEXT NOT NULL, digest TEXT, total INTEGER NOT NULL, options TEXT NOT NULL, undoes INTEGER
);
CREATE INDEX runs_by_digest ON runs (digest);
CREATE TABLE batches (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, sent REAL NOT NULL, server_offset REAL, answered REAL
);
CREATE INDEX batches_by_run ON batches (run);
CREATE TABLE rows (
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, number INTEGER NOT NULL, batch INTEGER, digest BLOB, name TEXT, identity TEXT,
    status TEXT NOT NULL, entity TEXT, code INTEGER, message TEXT, before TEXT, after TEXT, PRIMARY KEY (run, number)
) WITHOUT ROWID;
CREATE INDEX rows_by_entity ON rows (entity) WHERE entity IS NOT NULL;
CREATE TABLE inputs (
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, part INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (run, part)
);
"""


class Database(SqliteFile):
    """One connection to the journal's file, for any number of threads.

    Args:
        directory: where the file is, or is to be.

    Raises:
        JournalError: it cannot be opened; the message says what to do.
    """

    def __init__(self, directory: Path) -> None:
        self.path = directory / FILE_NAME
        self._full: bool | None = None
        try:
            directory.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(descriptor(self.path, os.O_RDWR | os.O_CREAT))
        except OSError as error:
            raise JournalError(f"the journal {self.path} cannot be written ({error.strerror}); {_ELSEWHERE}") from None
        with self._told():
            super().__init__(self.path)
            self.set_up((f"cache_size={-CACHE_KB}", "foreign_keys=ON"), self._is_current, self._create)

    def _is_current(self) -> bool:
        version = self.version()
        if version > VERSION:
            raise JournalError(f"the journal {self.path} was written by a newer pinads; use that one, or {_ELSEWHERE}")
        return version == VERSION

    def _create(self) -> None:
        for statement in [*_SCHEMA.split(";"), f"PRAGMA user_version={VERSION}"]:
            self._db.execute(statement)

    @contextlib.contextmanager
    def writing(self, synced: bool = True) -> Iterator[sqlite3.Connection]:
        """One transaction; when it has ended it survives the process, and a power cut too where it is ``synced``.

        Raises:
            JournalError: it was not written.
        """
        with self._lock, self._told():
            if synced != self._full:
                self._db.execute(f"PRAGMA synchronous={'FULL' if synced else 'NORMAL'}")
                self._full = synced
            with self.transaction():
                yield self._db

    def query(self, sql: str, arguments: Sequence[Any] = ()) -> list[Any]:
        """The rows that a SELECT finds."""
        with self._told():
            return super().query(sql, arguments)

    def insert(self, sql: str, arguments: Sequence[Any]) -> int:
        """Insert a row; answers its id."""
        with self._lock, self._told():
            return int(self._db.execute(sql, arguments).lastrowid or 0)

    def stream(self, sql: str, arguments: Sequence[Any] = ()) -> Iterator[Any]:
        """The same, one after the other."""
        with self._told():
            # Not `yield from`, which closes the cursor when a reader stops early: that raises where the file is closed by then.
            for row in self._db.execute(sql, arguments):  # noqa: UP028
                yield row

    def vacuum(self) -> None:
        """Give room back that deleted rows took."""
        with self._lock, self._told():
            self._db.execute("VACUUM")

    @contextlib.contextmanager
    def readable(self) -> Iterator[None]:
        """What is read in here must be as it was written.

        Raises:
            JournalError: it is not.
        """
        try:
            yield
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise JournalError(self._damaged(f"it holds what pinads did not write: {type(error).__name__}")) from error

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise JournalError(self._message(error)) from error

    def _message(self, error: sqlite3.Error) -> str:
        said = str(error)
        if "locked" in said or "busy" in said:
            return f"the journal {self.path} is held by another program; try again when that has ended"
        if "full" in said or "disk I/O" in said:
            return f"the journal {self.path} cannot be written ({said}); make room on the disk, or {_ELSEWHERE}"
        if "readonly" in said or "unable to open" in said:
            return f"the journal {self.path} cannot be written ({said}); {_ELSEWHERE}"
        return self._damaged(said)

    def _damaged(self, said: str) -> str:
        return (
            f"the journal {self.path} is damaged ({said}); move it away (mv {self.path} {self.path}.damaged) to begin a new one: "
            f"what the old one knows of interrupted writes is not used then, so look before you repeat those"
        )


_ELSEWHERE = "set PINADS_DATA_DIR to a directory that can be written"


def placeholders(values: Iterable[Any]) -> str:
    """As many question marks as there are values."""
    return ",".join("?" for _ in values)
