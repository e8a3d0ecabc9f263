"""Earlier runs of the rows that a command is about to write: which one it may go on with, and what was written since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinads.journal.database import placeholders
from pinads.journal.levels import UNDOING

if TYPE_CHECKING:
    from pinads.journal.runs import Journal, Run, Start

PASSING = (2, 3, 8, 12, 429)
"""Codes of refusals that say nothing of the row: a token, a scope, a quota, a server that was not well."""
_WROTE_LATER = """SELECT max(n.id) FROM runs n WHERE n.id != ? AND n.base_url = ? AND n.account = ? AND n.mode = 'UPDATE'
 AND (n.resource = ? OR n.options LIKE ? OR (n.resource = 'api' AND n.options LIKE ?))
 AND EXISTS (SELECT 1 FROM batches b WHERE b.run = n.id AND b.id > ?)
 AND EXISTS (SELECT 1 FROM rows r WHERE r.run = n.id AND r.batch > ? AND r.status != 'rejected')"""


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


def written_since(journal: Journal, run: Run) -> int | None:
    """The latest run that changed entities of the same resource after this one began to; None where there is none."""
    start = run.start
    ((first,),) = journal.db.query("SELECT min(id) FROM batches WHERE run = ?", (run.id,))
    if first is None:
        return None
    where = (run.id, start.base_url, start.account, start.resource, f'%"levels"%"{start.resource}"%', f"%/{start.resource}%", first, first)
    found: int | None = journal.db.query(_WROTE_LATER, where)[0][0]
    return found


def may_pass(journal: Journal, run: Run) -> bool:
    """Whether a row of a run was refused for a reason that may not hold any more."""
    passing = f"code IS NULL OR code IN ({placeholders(PASSING)}) OR message LIKE '%rate limit%'"
    return bool(journal.db.query(f"SELECT 1 FROM rows WHERE run = ? AND status = 'rejected' AND ({passing}) LIMIT 1", (run.id, *PASSING)))
