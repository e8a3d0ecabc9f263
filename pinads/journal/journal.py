"""The journal of runs: begin, find, read, finish and prune them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pinads.journal.database import FILE_NAME, Database, placeholders
from pinads.journal.errors import JournalError, Overtaken
from pinads.journal.locks import Locks
from pinads.journal.models import DONE, PARTIAL, PLANNED, RUNNING, STOPPED, RowCounts, RowRecord, Run, Start, saved_plan
from pinads.sdk.errors import NotFound
from pinads.sdk.outcomes import APPLIED, REJECTED
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
    """The journal of a data directory.

    Args:
        directory: the data directory.

    Raises:
        JournalError: the journal cannot be used; the message says what to do.
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
        """Check if a data directory has a journal."""
        return (directory / FILE_NAME).exists()

    def begin(
        self,
        start: Start,
        parts: Iterator[bytes] | None,
        unfinished: Sequence[str],
        after: int = 0,
        once: bool = False,
        saved: Run | None = None,
    ) -> Run:
        """Begin a run.

        Args:
            start: the facts of the run.
            parts: the input rows, if the journal is to store them.
            unfinished: refuse to begin if a run of the same rows newer than ``after`` is in one of these states.
            after: the id of the last run that the caller has seen.
            once: also refuse if a newer run of the same rows applied anything.
            saved: the saved plan that is applied, and becomes the run; its rows are stored already.

        Raises:
            Overtaken: another process has written the same rows meanwhile.
            JournalError: the journal cannot be written, or another process has begun the same rows meanwhile.
        """
        with self.db.writing():
            ended = self.latest(start, after=after) if once else None
            if ended is not None and ended.state not in unfinished and self.counts(ended.id)[APPLIED]:
                raise Overtaken(ended)
            earlier = self.latest(start, unfinished, after)
            if earlier is not None:
                self.take(earlier)
                raise JournalError(f"another pinads has begun to write these rows (run {earlier.id}). Repeat the command to resume it")
            run = self._insert(start, parts, RUNNING) if saved is None else self._apply(saved)
            self.take(run)
            return run

    def save(self, start: Start, parts: Iterator[bytes]) -> Run:
        """Save a plan with its rows, and forget those that have expired."""
        self.forget_expired()
        with self.db.writing():
            return self._insert(start, parts, PLANNED)

    def forget_expired(self) -> int:
        """Forget saved plans that can no longer be applied; return their number."""
        with self.db.writing() as db:
            plans = [self._run(row) for row in self.db.query(f"{_RUN}WHERE state = '{PLANNED}'")]
            expired = [(run.id,) for run in plans if (saved := saved_plan(run)) is None or saved.has_expired]
            db.executemany("DELETE FROM runs WHERE id = ?", expired)
        return len(expired)

    def _insert(self, start: Start, parts: Iterator[bytes] | None, state: str) -> Run:
        now = time.time()
        values = start._replace(
            words=json.dumps(list(start.words)),
            defaults=json.dumps(start.defaults),  # type: ignore[arg-type]
            options=json.dumps(start.options),  # type: ignore[arg-type]
            mode=start.mode.name,  # type: ignore[arg-type]
        )
        sql = f"INSERT INTO runs (started, state, {', '.join(Start._fields)}) VALUES (?, ?, {','.join('?' * len(values))})"
        run = Run(self.db.insert(sql, (now, state, *values)), now, None, state, start)
        for part, content in enumerate(parts or ()):
            self.db.query("INSERT INTO inputs VALUES (?, ?, ?)", (run.id, part, content))
        return run

    def _apply(self, saved: Run) -> Run:
        if self.run(saved.id).state != PLANNED:
            raise JournalError("another pinads has applied this plan meanwhile").hinting(f"pinads journal show {saved.id}")
        self.db.query("UPDATE runs SET state = ?, started = ? WHERE id = ?", (RUNNING, time.time(), saved.id))
        return self.run(saved.id)

    def go_on(self, run: Run, source: str | None = None) -> None:
        """Resume a run that this process holds; ``source`` is its file, which may have moved."""
        with self.db.writing():
            self.db.query("UPDATE runs SET state = ?, source = coalesce(?, source) WHERE id = ?", (RUNNING, source, run.id))

    def take(self, run: Run) -> None:
        """Hold a run until the journal is closed.

        Raises:
            JournalError: another process holds it.
        """
        if not self._locks.take(run.id):
            raise JournalError(f"another pinads is writing these rows (run {run.id}). Wait until it has ended")

    def in_hand(self, run: Run) -> bool:
        """Check if another process holds a run."""
        return self._locks.taken_elsewhere(run.id)

    def latest(self, start: Start, states: Sequence[str] | None = None, after: int = 0) -> Run | None:
        """Find the latest run of the same rows that was not undone, newer than ``after``, in one of some states."""
        if not start.digest:
            return None
        same = (start.digest, start.base_url, start.account, start.resource, start.mode.name, start.verb)
        where = _SAME if states is None else f"{_SAME} AND state IN ({placeholders(states)})"
        found = self.db.query(f"{_RUN}WHERE {where} ORDER BY id DESC LIMIT 1", (*same, after, *(states or ())))
        return self._run(found[0]) if found else None

    def runs(self, since: float | None = None, profile: str | None = None, limit: int | None = None) -> Iterator[Run]:
        """Read runs, newest first.

        Args:
            since: only those that began then or later, in Unix seconds.
            profile: only those of this profile.
            limit: the most runs.
        """
        where = "WHERE started >= coalesce(?, started) AND profile = coalesce(?, profile) ORDER BY id DESC LIMIT ?"
        return (self._run(row) for row in self.db.stream(_RUN + where, (since, profile, -1 if limit is None else limit)))

    def run(self, identity: int) -> Run:
        """Read a run by its id.

        Raises:
            NotFound: the journal has no such run.
        """
        found = self.db.query(_RUN + "WHERE id = ?", (identity,))
        if not found:
            raise NotFound(f"the journal has no run {identity}").hinting("pinads journal list")
        return self._run(found[0])

    def counts(self, run: int) -> RowCounts:
        """Count the rows of a run."""
        return RowCounts(dict(self.db.query("SELECT status, count(*) FROM rows WHERE run = ? GROUP BY status ORDER BY status", (run,))))

    def rows(self, run: int) -> Iterator[RowRecord]:
        """Read the records of a run's rows, in order."""
        return (self._row(row) for row in self.db.stream(_ROWS + "ORDER BY r.number", (run,)))

    def first_rows(self, run: int, status: str, most: int) -> Iterator[RowRecord]:
        """Read the records of the first rows of a run that have a status."""
        return (self._row(row) for row in self.db.query(_ROWS + "AND r.status = ? ORDER BY r.number LIMIT ?", (run, status, most)))

    def row(self, run: int, number: int) -> RowRecord | None:
        """Read the record of one row; None if it has none."""
        found = self.db.query(_ROWS + "AND r.number = ?", (run, number))
        return self._row(found[0]) if found else None

    def input(self, run: int) -> Iterator[bytes]:
        """Read the input rows that were stored with a run."""
        return (content for (content,) in self.db.stream("SELECT content FROM inputs WHERE run = ? ORDER BY part", (run,)))

    def finish(self, run: Run, shown: bool = True) -> str:
        """End a run and return its state.

        A run whose outcomes were not ``shown`` is not done, so that the same command typed again shows them.
        """
        with self.db.writing():
            counts = self.counts(run.id)
            answered = counts.done + counts[REJECTED]
            state = DONE if counts.done == run.start.total else PARTIAL if answered == run.start.total else STOPPED
            state = STOPPED if state == DONE and not shown else state
            self.db.query("UPDATE runs SET state = ?, ended = ? WHERE id = ?", (state, time.time(), run.id))
            if state == DONE:
                self.db.query("DELETE FROM inputs WHERE run = ?", (run.id,))
        return state

    def prune(self, before: float) -> int:
        """Forget expired plans, and runs that began before a moment and that no process holds; return the number forgotten."""
        pruned = self.forget_expired()
        old = self.db.query("SELECT id FROM runs WHERE started < ?", (before,))
        # Some at a time: a process may have only so many files open.
        for at in range(0, len(old), _RUNS_AT_ONCE):
            free = [identity for (identity,) in old[at : at + _RUNS_AT_ONCE] if self._locks.take(identity)]
            with self.db.writing() as db:
                db.executemany("DELETE FROM runs WHERE id = ?", [(identity,) for identity in free])
            self._locks.forget(free)
            pruned += len(free)
        self.db.query("VACUUM")
        return pruned

    def close(self) -> None:
        """Close the file and release the runs."""
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
"""SQL for the runs that undid a run, or may have. An undo whose rows were all refused, or never sent, undid nothing."""
_SAME = f"""state != '{PLANNED}' AND digest = ? AND base_url = ? AND account = ? AND resource = ? AND mode = ? AND verb = ?
 AND NOT EXISTS (SELECT 1 {UNDOING.format("runs.id")}) AND id > ?"""
