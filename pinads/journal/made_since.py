"""What later runs made of rows that a create had left: --failed-out fed back, for one. Those are not made twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinads.journal.levels import UNDOING

if TYPE_CHECKING:
    from pinads.journal.runs import Journal, Run

_LATER = """runs n JOIN rows r ON r.run = n.id WHERE n.id > ? AND n.base_url = ? AND n.account = ? AND n.resource = ? AND n.mode = 'CREATE'
 AND r.status = 'applied' AND r.digest IS NOT NULL AND r.entity IS NOT NULL"""
_SELECT = f"""SELECT r.digest, r.entity, r.run FROM {_LATER}
 AND NOT EXISTS (SELECT 1 {UNDOING.format("n.id")})
 AND r.entity NOT IN (SELECT entity FROM rows WHERE run = ? AND entity IS NOT NULL) ORDER BY r.run, r.number"""


class MadeSince:
    """Rows of later runs of the same resource and account, by their digests; each stands for one row of a run at most.

    They are in a table of the connection's own, so that any number of them takes no memory and nothing is written down.

    Args:
        journal: the journal.
        run: a create.
    """

    def __init__(self, journal: Journal, run: Run) -> None:
        start = run.start
        self._db = journal.db
        self._table = f"made_since_{id(self)}"
        where = (run.id, start.base_url, start.account, start.resource)
        self._left = bool(self._db.query(f"SELECT 1 FROM {_LATER} LIMIT 1", where))
        if self._left:
            self._db.query(f"CREATE TEMP TABLE {self._table} AS {_SELECT}", (*where, run.id))
            self._db.query(f"CREATE INDEX temp.{self._table}_by_digest ON {self._table} (digest)")

    @property
    def is_empty(self) -> bool:
        """Whether there are none at all."""
        return not self._left

    def take(self, digest: bytes) -> tuple[str, int] | None:
        """The entity and the run of a row with that digest; it is taken by nobody else then."""
        found = self._db.query(f"SELECT rowid, entity, run FROM temp.{self._table} WHERE digest = ? ORDER BY rowid LIMIT 1", (digest,))
        if not found:
            return None
        self._db.query(f"DELETE FROM temp.{self._table} WHERE rowid = ?", (found[0][0],))
        return found[0][1], found[0][2]
