"""The journal's SQLite file, shared by processes, with an error message for each way in which it can fail."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pinads.journal.errors import JournalError
from pinads.sdk.files import descriptor, make_private
from pinads.sdk.sqlite_file import SqliteFile

FILE_NAME = "journal.sqlite3"
VERSION = 2
CACHE_KB = 512
"""Rows are written one after the other, so SQLite's default cache of 2 MB would hold pages that nobody reads again."""
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
    status TEXT NOT NULL, entity TEXT, code INTEGER, message TEXT, before TEXT, after TEXT, changed_before INTEGER, changed_after INTEGER,
    PRIMARY KEY (run, number)
) WITHOUT ROWID;
CREATE INDEX rows_by_entity ON rows (entity) WHERE entity IS NOT NULL;
CREATE TABLE inputs (
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, part INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (run, part)
);
"""
_SINCE_VERSION_1 = "ALTER TABLE rows ADD COLUMN changed_before INTEGER; ALTER TABLE rows ADD COLUMN changed_after INTEGER"
"""What makes the tables of version 1 those of this version."""


class Database(SqliteFile):
    """One connection to the journal's file, for any number of threads.

    Args:
        directory: the folder of the file, which is created if it is missing.

    Raises:
        JournalError: the file cannot be opened; the message says what to do.
    """

    def __init__(self, directory: Path) -> None:
        self.path = directory / FILE_NAME
        self._full: bool | None = None
        try:
            make_private(directory)
            os.close(descriptor(self.path, os.O_RDWR | os.O_CREAT))
        except OSError as error:
            raise JournalError(f"the journal {self.path} cannot be written ({error.strerror}). Set {_ELSEWHERE}") from None
        with self._told():
            super().__init__(self.path)
            self.set_up((f"cache_size={-CACHE_KB}", "foreign_keys=ON"), self._is_current, self._create)

    def _is_current(self) -> bool:
        version = self.version()
        if version > VERSION:
            raise JournalError(f"the journal {self.path} was written by a newer pinads. Update pinads, or set {_ELSEWHERE}")
        return version == VERSION

    def _create(self) -> None:
        statements = _SCHEMA if self.version() == 0 else _SINCE_VERSION_1
        for statement in [*statements.split(";"), f"PRAGMA user_version={VERSION}"]:
            self._db.execute(statement)

    @contextlib.contextmanager
    def writing(self, synced: bool = True) -> Iterator[sqlite3.Connection]:
        """Run a block in one transaction, which survives a crash of the process, and if ``synced`` a power cut.

        Raises:
            JournalError: the transaction was not written.
        """
        with self._lock, self._told():
            if synced != self._full:
                self._db.execute(f"PRAGMA synchronous={'FULL' if synced else 'NORMAL'}")
                self._full = synced
            with self.transaction():
                yield self._db

    def query(self, sql: str, arguments: Sequence[Any] = ()) -> list[Any]:
        """Return the rows that a SELECT finds."""
        with self._told():
            return super().query(sql, arguments)

    def insert(self, sql: str, arguments: Sequence[Any]) -> int:
        """Insert a row and return its id."""
        with self._lock, self._told():
            return int(self._db.execute(sql, arguments).lastrowid or 0)

    def stream(self, sql: str, arguments: Sequence[Any] = ()) -> Iterator[Any]:
        """Yield the rows that a SELECT finds, one at a time."""
        with self._told():
            # `yield from` would close the cursor when a reader stops early, which raises if the file is closed by then.
            for row in self._db.execute(sql, arguments):  # noqa: UP028
                yield row

    @contextlib.contextmanager
    def readable(self) -> Iterator[None]:
        """Translate errors of decoding stored values.

        Raises:
            JournalError: a value is not one that pinads wrote.
        """
        try:
            yield
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise JournalError(self._damaged(f"it holds data that pinads did not write: {type(error).__name__}")) from error

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise JournalError(self._message(error)) from error

    def _message(self, error: sqlite3.Error) -> str:
        said = str(error)
        if "locked" in said or "busy" in said:
            return f"the journal {self.path} is locked by another program. Try again when that has ended"
        if "full" in said or "disk I/O" in said:
            return f"the journal {self.path} cannot be written ({said}). Make room on the disk, or set {_ELSEWHERE}"
        if "readonly" in said or "unable to open" in said:
            return f"the journal {self.path} cannot be written ({said}). Set {_ELSEWHERE}"
        return self._damaged(said)

    def _damaged(self, said: str) -> str:
        return (
            f"the journal {self.path} is damaged ({said}). Move it away to start a new one: mv {self.path} {self.path}.damaged. "
            f"Interrupted writes in the old one cannot be resumed then, so check the account before you repeat those"
        )


_ELSEWHERE = "PINADS_DATA_DIR to a directory that can be written"


def placeholders(values: Iterable[Any]) -> str:
    """Return one question mark for each value, separated by commas."""
    return ",".join("?" for _ in values)
