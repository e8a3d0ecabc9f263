"""Rows that other runs created: after the run that had left them (--failed-out fed back, for one), or before a file that has them too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinads.journal.levels import UNDOING
from pinads.journal.runs import SENT
from pinads.sdk.outcomes import UNKNOWN

if TYPE_CHECKING:
    from pinads.journal.runs import Journal, Run, Start

_CREATED = f"""FROM runs n JOIN rows r ON r.run = n.id WHERE n.base_url = ? AND n.account = ? AND n.resource = ? AND n.mode = 'CREATE'
 AND r.digest IS NOT NULL AND NOT EXISTS (SELECT 1 {UNDOING.format("n.id")})"""
_SINCE = f"""SELECT r.digest, r.entity, r.run {_CREATED} AND n.id > ? AND r.status = 'applied' AND r.entity IS NOT NULL
 AND r.entity NOT IN (SELECT entity FROM rows WHERE run = ? AND entity IS NOT NULL) ORDER BY r.run, r.number"""
_BEFORE = f"SELECT r.digest, r.status, r.run {_CREATED} AND r.status IN ('applied', '{SENT}', '{UNKNOWN}') ORDER BY r.run, r.number"


class _Made:
    """Rows that were created, by their digests; each stands for one row at most.

    They are in a table of the connection's own, so that any number of them takes no memory and nothing is written down.
    """

    def __init__(self, journal: Journal, select: str, where: tuple[object, ...]) -> None:
        self._db = journal.db
        self._table = f"made_{id(self)}"
        self._left = bool(self._db.query(f"SELECT 1 FROM ({select}) LIMIT 1", where))
        if self._left:
            self._db.query(f"CREATE TEMP TABLE {self._table} AS {select}", where)
            self._db.query(f"CREATE INDEX temp.{self._table}_by_digest ON {self._table} (digest)")

    @property
    def is_empty(self) -> bool:
        """Whether there are none at all."""
        return not self._left

    def take(self, digest: bytes) -> tuple[str, int] | None:
        """What is known of a row with that digest, and its run; no other row gets the same."""
        table = f"temp.{self._table}"
        found = self._db.query(f"SELECT rowid, * FROM {table} WHERE digest = ? ORDER BY rowid LIMIT 1", (digest,))
        if not found:
            return None
        identity, _, known, run = found[0]
        self._db.query(f"DELETE FROM {table} WHERE rowid = ?", (identity,))
        return known, run


class MadeSince(_Made):
    """Rows of later runs of the same resource and account: their entities.

    Args:
        journal: the journal.
        run: a create.
    """

    def __init__(self, journal: Journal, run: Run) -> None:
        start = run.start
        super().__init__(journal, _SINCE, (start.base_url, start.account, start.resource, run.id, run.id))


class MadeBefore(_Made):
    """Rows of all runs of the same resource and account that were created, or may have been: their statuses.

    Args:
        journal: the journal.
        start: a create that is about to begin.
    """

    def __init__(self, journal: Journal, start: Start) -> None:
        super().__init__(journal, _BEFORE, (start.base_url, start.account, start.resource))
