"""An SQLite database that threads and processes share."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

BUSY_SECONDS = 15.0


class SqliteFile:
    """One connection to an SQLite database, for any number of threads.

    Args:
        path: the file, which other processes may use too; None keeps everything in memory.

    Raises:
        sqlite3.Error: it cannot be opened; every method raises it where SQLite refuses.
    """

    def __init__(self, path: Path | None) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path or ":memory:", timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)

    def set_up(self, pragmas: Sequence[str], is_current: Callable[[], bool], create: Callable[[], None]) -> None:
        """Create the tables unless they are current; close the connection if that fails.

        Args:
            pragmas: settings of the connection.
            is_current: tells whether the tables are those of this version.
            create: creates them; called within a transaction, by one process only.
        """
        try:
            for pragma in pragmas:
                self._db.execute(f"PRAGMA {pragma}")
            if not is_current():
                self._use_wal()
                with self.transaction():
                    # Another process may have created them while this one waited for the lock.
                    if not is_current():
                        create()
        except BaseException:
            self.close()
            raise

    def _use_wal(self) -> None:
        # SQLite's own timeout does not apply here while another process does the same.
        until = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                self._db.execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(0.01)

    def version(self) -> int:
        """Return the version of the tables, 0 in a new file."""
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is written within, or none of it."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def query(self, sql: str, arguments: Sequence[Any] = ()) -> list[Any]:
        """Return the rows that a statement finds."""
        with self._lock:
            return self._db.execute(sql, arguments).fetchall()

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            self._db.close()
