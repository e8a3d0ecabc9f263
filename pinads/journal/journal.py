"""The journal's runs: begun, found again, gone through, ended, forgotten."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pinads.journal.database import FILE_NAME, Database, placeholders
from pinads.journal.errors import JournalError, Overtaken
from pinads.journal.locks import Locks
from pinads.journal.models import DONE, PARTIAL, RUNNING, STOPPED, RowRecord, Run, Start
from pinads.sdk.errors import NotFound
from pinads.sdk.schema.marks import Mode

_RUN = (
    "SELECT id, started, ended, state, words, profile, base_url, account, resource, mode, verb, source, kind, defaults, digest, total,"
    " options, undoes FROM runs "
)
_ROWS = (
    "SELECT r.number, r.status, r.name, r.entity, r.code, r.message, r.before, r.after, r.digest, b.sent, b.server_offset, b.answered"
    " FROM rows r LEFT JOIN batches b ON b.id = r.batch WHERE r.run = ? "
)
_RUNS_AT_ONCE = 100


class Journal:
    """The journal in a data directory.

    Args:
        directory: the data directory.

    Raises:
        JournalError: it cannot be used; the message says what to do.
    """

    def __init__(self, directory: Path) -> None:
        self.db = Database(directory)
        try:
            self._locks = Locks(directory)
        except JournalError:
            self.db.close()
            raise

    @staticmethod
    def exists(directory: Path) -> bool:
        """Whether anything was ever written."""
        return (directory / FILE_NAME).exists()

    def begin(self, start: Start, parts: Iterator[bytes] | None, unfinished: Sequence[str], after: int = 0, once: bool = False) -> Run:
        """Begin a run.

        Args:
            start: what it is.
            parts: the rows themselves, where they are to be kept.
            unfinished: the states in which there must be no run of the same rows that is newer than ``after``.
            once: whether there must be no other one either, of which anything was applied.

        Raises:
            Overtaken: another process has written the same meanwhile.
            JournalError: it cannot be written, or another process began the same meanwhile.
        """
        with self.db.writing():
            ended = latest(self, start) if once else None
            if ended is not None and ended.id > after and ended.state not in unfinished and self.counts(ended.id).get("applied"):
                raise Overtaken(ended)
            earlier = self.unfinished(start, unfinished, after)
            if earlier is not None:
                self.take(earlier)
                raise JournalError(f"another pinads has begun to write these rows (run {earlier.id}). Repeat the command to resume it")
            run = self.insert(start)
            for part, content in enumerate(parts or ()):
                self.db.query("INSERT INTO inputs VALUES (?, ?, ?)", (run.id, part, content))
            self.take(run)
            return run

    def go_on(self, run: Run) -> None:
        """Go on with a run that this process has in hand."""
        with self.db.writing():
            self.db.query("UPDATE runs SET state = ? WHERE id = ?", (RUNNING, run.id))

    def take(self, run: Run) -> None:
        """Take a run in hand.

        Raises:
            JournalError: another process has it.
        """
        if not self._locks.take(run.id):
            raise JournalError(f"another pinads is writing these rows (run {run.id}). Wait until it has ended")

    def in_hand(self, run: Run) -> bool:
        """Whether another process has a run in hand."""
        return self._locks.taken_elsewhere(run.id)

    def unfinished(self, start: Start, states: Sequence[str], after: int = 0) -> Run | None:
        """The latest run of the same rows that is in one of these states, and that nobody undid."""
        if not states or not start.digest:
            return None
        where = f"WHERE {SAME} AND id > ? AND state IN ({placeholders(states)})"
        found = self.db.query(f"{_RUN}{where} ORDER BY id DESC LIMIT 1", (*same_as(start), after, *states))
        return self._run(found[0]) if found else None

    def insert(self, start: Start) -> Run:
        """Insert a run, in a transaction that has begun."""
        now = time.time()
        values = start._replace(
            words=json.dumps(list(start.words)),
            defaults=json.dumps(start.defaults),  # type: ignore[arg-type]
            options=json.dumps(start.options),  # type: ignore[arg-type]
            mode=start.mode.name,  # type: ignore[arg-type]
        )
        sql = f"INSERT INTO runs (started, state, {', '.join(Start._fields)}) VALUES (?, ?, {','.join('?' * len(values))})"
        return Run(self.db.insert(sql, (now, RUNNING, *values)), now, None, RUNNING, start)

    def runs(self) -> Iterator[Run]:
        """All runs, the newest first."""
        return (self._run(row) for row in self.db.stream(_RUN + "ORDER BY id DESC"))

    def run(self, identity: int) -> Run:
        """One run.

        Raises:
            NotFound: there is none of that id.
        """
        found = self.db.query(_RUN + "WHERE id = ?", (identity,))
        if not found:
            raise NotFound(f"the journal has no entry {identity}; pinads journal list shows them")
        return self._run(found[0])

    def counts(self, run: int) -> dict[str, int]:
        """How many rows of a run there are of each status; those never sent have none."""
        return dict(self.db.query("SELECT status, count(*) FROM rows WHERE run = ? GROUP BY status ORDER BY status", (run,)))

    def rows(self, run: int) -> Iterator[RowRecord]:
        """The rows of a run that have a record, in order."""
        return (self._row(row) for row in self.db.stream(_ROWS + "ORDER BY r.number", (run,)))

    def row(self, run: int, number: int) -> RowRecord | None:
        """One row of a run."""
        found = self.db.query(_ROWS + "AND r.number = ?", (run, number))
        return self._row(found[0]) if found else None

    def input(self, run: int) -> Iterator[bytes]:
        """The rows themselves, as far as they were kept."""
        return (content for (content,) in self.db.stream("SELECT content FROM inputs WHERE run = ? ORDER BY part", (run,)))

    def finish(self, run: Run, shown: bool = True) -> str:
        """End a run; answers its state. Where its outcomes were not ``shown`` it is not done: repeated, it shows them."""
        with self.db.writing():
            counts = self.counts(run.id)
            applied = counts.get("applied", 0) + counts.get("exists", 0)
            answered = applied + counts.get("rejected", 0)
            state = DONE if applied == run.start.total else PARTIAL if answered == run.start.total else STOPPED
            state = STOPPED if state == DONE and not shown else state
            self.db.query("UPDATE runs SET state = ?, ended = ? WHERE id = ?", (state, time.time(), run.id))
            if state == DONE:
                self.db.query("DELETE FROM inputs WHERE run = ?", (run.id,))
        return state

    def prune(self, before: float) -> int:
        """Forget runs that began before a moment, except what a process has in hand; answers how many."""
        old = self.db.query("SELECT id FROM runs WHERE started < ?", (before,))
        pruned = 0
        # Some at a time: a process may have only so many files open.
        for at in range(0, len(old), _RUNS_AT_ONCE):
            free = [identity for (identity,) in old[at : at + _RUNS_AT_ONCE] if self._locks.take(identity)]
            with self.db.writing() as db:
                db.executemany("DELETE FROM runs WHERE id = ?", [(identity,) for identity in free])
            self._locks.forget(free)
            pruned += len(free)
        self.db.vacuum()
        return pruned

    def close(self) -> None:
        """Close it, and let go of what is in hand."""
        self.db.close()
        self._locks.close()

    def _run(self, row: Sequence[Any]) -> Run:
        identity, started, ended, state, words, *rest = row
        with self.db.readable():
            start = Start(json.loads(words), *rest)
            start = start._replace(
                defaults=json.loads(start.defaults),  # type: ignore[arg-type]
                options=json.loads(start.options),  # type: ignore[arg-type]
                mode=Mode[start.mode],  # type: ignore[misc]
            )
        return Run(identity, started, ended, state, start)

    def _row(self, row: Sequence[Any]) -> RowRecord:
        with self.db.readable():
            return RowRecord(*row[:6], *(json.loads(text) if text else None for text in row[6:8]), *row[8:])


UNDOING = "FROM runs u WHERE u.undoes = {} AND EXISTS (SELECT 1 FROM rows r WHERE r.run = u.id AND r.status != 'rejected')"
"""The runs that undid one, or may have: an undo of which nothing was sent or taken undid nothing."""
SAME = f"""digest = ? AND base_url = ? AND account = ? AND resource = ? AND mode = ? AND verb = ?
 AND NOT EXISTS (SELECT 1 {UNDOING.format("runs.id")})"""
"""The runs of the same rows that nobody undid; ``same_as`` has the values."""


def same_as(start: Start) -> tuple[str | None, ...]:
    """What runs of the same rows have in common."""
    return (start.digest, start.base_url, start.account, start.resource, start.mode.name, start.verb)


def latest(journal: Journal, start: Start) -> Run | None:
    """The latest run of the same rows that nobody undid, whatever became of it."""
    if not start.digest:
        return None
    found = journal.db.query(f"SELECT max(id) FROM runs WHERE {SAME}", same_as(start))
    return journal.run(found[0][0]) if found[0][0] is not None else None
