"""The emulator's database: a table of entities, and counters, facts, grants, reports and customer records.

An entity is stored as the JSON text of its response, plus the columns that listings filter on and those that its derived fields need.
Ids are assigned within the write transaction, so they rise with commits: a listing that continues after an id misses nothing.
"""

from __future__ import annotations

import contextlib
import errno
import json
import shlex
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from pinads.emulator.messages import TRANSIENT, JsonObject, Refused
from pinads.emulator.storage.schema import INDEXES, VERSION, create_indexes, create_tables
from pinads.sdk.sqlite_file import SqliteFile

FILE_NAME = "emulator.sqlite3"


class Columns(NamedTuple):
    """The columns that are stored with an entity's JSON."""

    status: str = "ACTIVE"
    campaign: int | None = None
    parent: int | None = None
    match_type: str | None = None
    word: str | None = None
    starts: int | None = None
    ends: int | None = None
    ready_at: int | None = None
    outcome: str | None = None
    size: int | None = None


class StoredEntity(NamedTuple):
    """An entity as it is read: its JSON, and the columns that its derived fields need."""

    id: int
    body: str
    status: str
    starts: int | None
    ends: int | None
    ready_at: int | None
    outcome: str | None
    size: int | None
    parent: int | None
    campaign: int | None
    parent_status: str | None
    parent_ready_at: int | None
    parent_size: int | None
    campaign_status: str | None
    campaign_starts: int | None
    campaign_ends: int | None

    @property
    def doc(self) -> JsonObject:
        """The entity's JSON object, decoded."""
        doc: JsonObject = json.loads(self.body)
        return doc


_INSERT = f"INSERT OR REPLACE INTO entities (id, kind, account, body, {', '.join(Columns._fields)}) VALUES ({','.join('?' * 14)})"
_SELECT = """SELECT e.id, e.body, e.status, e.starts, e.ends, e.ready_at, e.outcome, e.size, e.parent, e.campaign,
 p.status, p.ready_at, p.size, c.status, c.starts, c.ends
 FROM entities e LEFT JOIN entities p ON p.id = e.parent LEFT JOIN entities c ON c.id = e.campaign WHERE """

Entry = tuple[Any, ...]
"""An entity as ``EmulatorStore.put`` takes it: id, kind, account, JSON and the ``Columns``."""


def digest(text: str) -> bytes:
    """Return the digest as which a code or token is stored."""
    return sha256(text.encode("utf-8", "replace")).digest()


class OtherEmulatorVersion(OSError):
    """A database that another version of pinads made; its name is the type in errors of machine formats."""


class EmulatorStore(SqliteFile):
    """Database of the emulator, in a file that processes may share or in memory.

    Args:
        data_dir: directory of the file; None keeps everything in memory.
        renew: empty a database of another version of pinads, and use it.

    Raises:
        OtherEmulatorVersion: another version of pinads made it; the message has the command that empties it.
        sqlite3.DatabaseError: it cannot be used.
    """

    def __init__(self, data_dir: Path | None, renew: bool = False) -> None:
        self.path = data_dir / FILE_NAME if data_dir else None
        if data_dir:
            data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        super().__init__(self.path)
        # NORMAL: committed writes survive the end of the process; only a power cut can lose the last ones.
        self.set_up(["synchronous=NORMAL"], lambda: self._is_current(renew), lambda: self._create(renew))

    def _is_current(self, renew: bool) -> bool:
        version = self.version()
        if version in (0, VERSION) or renew:
            return version == VERSION
        command = f"pinads emulator reset --data-dir {shlex.quote(str(self.path.parent if self.path else ''))}"
        raise OtherEmulatorVersion(
            errno.EIO,
            f"another version of pinads made the emulator's database; to delete what is in it and use this version, run: {command}",
            str(self.path),
        )

    def _create(self, renew: bool) -> None:
        if renew:
            for table in self._tables():
                self.run(f'DROP TABLE "{table}"')
        for statement in create_tables():
            self.run(statement)

    @contextlib.contextmanager
    def loading(self) -> Iterator[None]:
        """Write hundreds of thousands of rows in one transaction; the indexes are rebuilt at its end."""
        self.run("PRAGMA cache_size=-100000")
        with self.writing():
            for name in INDEXES:
                self.run(f"DROP INDEX {name}")
            yield
            for statement in create_indexes():
                self.run(statement)
        self.run("PRAGMA wal_checkpoint(TRUNCATE)")
        self.run("PRAGMA cache_size=-2000")

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Keep all that is written within, or none of it.

        Raises:
            Refused: 503, another process holds the database for too long.
        """
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(self.transaction())
            except sqlite3.OperationalError as error:
                raise Refused(503, TRANSIENT, f"Something went wrong: the emulator's database cannot be written ({error})") from error
            yield

    def run(self, sql: str, arguments: Sequence[Any] = ()) -> None:
        """Run a statement."""
        self.query(sql, arguments)

    def run_many(self, sql: str, arguments: Iterable[Sequence[Any]]) -> None:
        """Run a statement for each of the arguments."""
        with self._lock:
            self._db.executemany(sql, arguments)

    def next_id(self, kind: str, first: int) -> int:
        """Reserve a new id of a kind, higher than those before; call it within ``writing`` only."""
        found = self.query("SELECT last FROM counters WHERE kind = ?", (kind,))
        identity = int(found[0][0]) + 1 if found else first
        self.run("INSERT OR REPLACE INTO counters VALUES (?, ?)", (kind, identity))
        return identity

    def put(self, entries: Iterable[Entry]) -> None:
        """Insert entities, or replace those with the same id."""
        self.run_many(_INSERT, entries)

    def get(self, kind: str, account: int, identity: int) -> StoredEntity | None:
        """Fetch one entity of an account; None if it does not exist."""
        rows = self.query(_SELECT + "e.id = ? AND e.kind = ? AND e.account = ?", (identity, kind, account))
        return StoredEntity._make(rows[0]) if rows else None

    def page(
        self, kind: str, account: int, filters: Mapping[str, Sequence[Any]], after: int | None, down: bool, size: int
    ) -> list[StoredEntity]:
        """List entities by id, after an id; ``filters`` maps columns to their allowed values."""
        where = ["e.kind = ?", "e.account = ?"]
        arguments: list[Any] = [kind, account]
        for column, values in filters.items():
            where.append(f"e.{column} IN ({','.join('?' * len(values))})")
            arguments.extend(values)
        if after is not None:
            where.append(f"e.id {'<' if down else '>'} ?")
            arguments.append(after)
        sql = f"{_SELECT}{' AND '.join(where)} ORDER BY e.id {'DESC' if down else 'ASC'} LIMIT ?"
        return [StoredEntity._make(row) for row in self.query(sql, [*arguments, size])]

    def incidents(self, campaigns: Sequence[int]) -> list[tuple[int, str, int]]:
        """Return the incidents of campaigns: the campaign, the incident, and its first day since 1970-01-01."""
        return self.query(f"SELECT * FROM incidents WHERE campaign IN ({','.join('?' * len(campaigns))})", campaigns)

    def plan(self, incidents: Iterable[tuple[int, str, int]]) -> None:
        """Store incidents: the campaign, the incident, and its first day since 1970-01-01."""
        self.run_many("INSERT OR REPLACE INTO incidents VALUES (?, ?, ?)", incidents)

    def forget(self, first: int, end: int) -> None:
        """Delete the history and the incidents of entities whose ids are in a range."""
        self.run("DELETE FROM history WHERE entity >= ? AND entity < ?", (first, end))
        self.run("DELETE FROM incidents WHERE campaign >= ? AND campaign < ?", (first, end))

    def counts(self) -> dict[str, int]:
        """Count the entities of each kind."""
        return dict(self.query("SELECT kind, count(*) FROM entities GROUP BY kind"))

    def fact(self, name: str) -> str | None:
        """Return a remembered value by its name."""
        rows = self.query("SELECT value FROM facts WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else None

    def remember(self, name: str, value: str) -> None:
        """Store a value by its name."""
        self.run("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def remember_once(self, name: str, value: str) -> str:
        """Store a value unless its name has one, and return the stored value."""
        self.run("INSERT OR IGNORE INTO facts VALUES (?, ?)", (name, value))
        return self.fact(name) or value

    def size(self) -> int:
        """Return the size of the database in bytes."""
        if self.path is None:
            (pages,), (each,) = self.query("PRAGMA page_count")[0], self.query("PRAGMA page_size")[0]
            return int(pages * each)
        return sum(file.stat().st_size for file in self.path.parent.glob(FILE_NAME + "*"))

    def clear(self) -> None:
        """Delete all rows of all tables."""
        with self.writing():
            for table in self._tables():
                self.run(f'DELETE FROM "{table}"')

    def _tables(self) -> list[str]:
        return [name for (name,) in self.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]

    def __del__(self) -> None:
        # Programs often drop an emulator without closing it; Python would warn of the open connection.
        with contextlib.suppress(AttributeError):
            self._db.close()
