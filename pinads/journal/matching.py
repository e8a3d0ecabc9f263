"""Earlier and later runs of the same rows, entities or customer lists."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from pinads.journal.database import placeholders
from pinads.journal.journal import UNDOING, Journal
from pinads.journal.models import SENT, Run, Start, levels_of
from pinads.sdk.outcomes import EXISTS, REJECTED, UNKNOWN

DIGESTS_A_QUERY = 500
# Batches are numbered in the order of sending; a row that was not sent has none.
_SINCE = f"n.base_url = ? AND n.id != ? AND r.status NOT IN ('{REJECTED}', '{EXISTS}') AND coalesce(r.batch > ?, n.id > ?)"
_OF_THE_LIST = f"SELECT max(r.run) FROM rows r JOIN runs n ON n.id = r.run WHERE r.entity = ? AND {_SINCE}"
# A row without an answer has no entity yet; the list is then named in the options of its run.
_UNANSWERED = f"SELECT max(n.id) FROM runs n JOIN rows r ON r.run = n.id WHERE n.options LIKE ? AND r.entity IS NULL AND {_SINCE}"


def list_written_since(journal: Journal, run: Run, list_id: str) -> int | None:
    """Find the latest other run that wrote to a list, or may have, after an upload last sent to it."""
    last = journal.db.query("SELECT max(batch) FROM rows WHERE run = ?", (run.id,))[0][0]
    where = run.start.base_url, run.id, last, run.id
    found = [journal.db.query(sql, (of, *where))[0][0] for sql, of in ((_OF_THE_LIST, list_id), (_UNANSWERED, f"%{list_id}%"))]
    return max((number for number in found if number is not None), default=None)


def batches_left(journal: Journal, run: Run) -> int | None:
    """Compute the most batches that an upload's list has if nobody else wrote to it; None if unknown."""
    counts = []
    for row in journal.rows(run.id):
        before = row.before or {}
        if row.status == REJECTED:
            continue
        if "newest" in before:
            counts.append(1)
        elif isinstance(before.get("num_batches"), (int, float)):
            counts.append(int(before["num_batches"]) + 1)
    # A chunk that was sent again may have arrived twice, the first time after the list was looked at.
    ((sent, chunks),) = journal.db.query(
        "SELECT (SELECT count(*) FROM batches WHERE run = ?), count(batch) FROM rows WHERE run = ?", (run.id,) * 2
    )
    return max(counts) + sent - chunks if counts else None


def may_have_arrived(journal: Journal, run: Run) -> bool:
    """Check if any part of an upload arrived, or may have."""
    return any(status != REJECTED for status in journal.counts(run.id))


_CREATED = f"""FROM runs n JOIN rows r ON r.run = n.id WHERE n.base_url = ? AND n.account = ? AND n.resource = ? AND n.mode = 'CREATE'
 AND r.digest IS NOT NULL AND NOT EXISTS (SELECT 1 {UNDOING.format("n.id")})"""
_CREATED_SINCE = f"""SELECT r.digest, r.entity, r.run {_CREATED} AND n.id > ? AND r.status = 'applied' AND r.entity IS NOT NULL
 AND r.entity NOT IN (SELECT entity FROM rows WHERE run = ? AND entity IS NOT NULL) ORDER BY r.run, r.number"""
_BEFORE = f"SELECT r.digest, r.status, r.run {_CREATED} AND r.status IN ('applied', '{SENT}', '{UNKNOWN}') ORDER BY r.run, r.number"


class Made:
    """Created rows by their digests; each matches one row at most.

    They are in a temporary table, so that any number of them takes no memory and the journal is not written to.

    Attributes:
        is_empty: True if there are no such rows.
    """

    def __init__(self, journal: Journal, select: str, where: tuple[object, ...]) -> None:
        self._db = journal.db
        self._table = f"made_{id(self)}"
        self.is_empty = not self._db.query(f"SELECT 1 FROM ({select}) LIMIT 1", where)
        if not self.is_empty:
            self._db.query(f"CREATE TEMP TABLE {self._table} AS {select}", where)
            self._db.query(f"CREATE INDEX temp.{self._table}_by_digest ON {self._table} (digest)")

    def take(self, digest: bytes) -> tuple[str, int] | None:
        """Take a row with this digest: its fact and its run; None if there is none left."""
        table = f"temp.{self._table}"
        found = self._db.query(f"SELECT rowid, * FROM {table} WHERE digest = ? ORDER BY rowid LIMIT 1", (digest,))
        if not found:
            return None
        identity, _, known, run = found[0]
        self._db.query(f"DELETE FROM {table} WHERE rowid = ?", (identity,))
        return known, run

    def matching(self, digests: Iterable[bytes]) -> list[tuple[str, int]]:
        """Take a row with each of the digests that has one left."""
        found, left = [], iter(digests)
        while some := list(islice(left, DIGESTS_A_QUERY)):
            sql = f"SELECT digest FROM temp.{self._table} WHERE digest IN ({placeholders(some)})"
            known = {digest for (digest,) in self._db.query(sql, some)}  # In most files there are none.
            found += [taken for digest in some if digest in known and (taken := self.take(digest)) is not None]
        return found


def made_since(journal: Journal, run: Run) -> Made:
    """Return the rows that later runs of the same resource and account created, with the ids of their entities."""
    start = run.start
    return Made(journal, _CREATED_SINCE, (start.base_url, start.account, start.resource, run.id, run.id))


def made_before(journal: Journal, start: Start) -> Made:
    """Return the rows that runs of the same resource and account created, or may have, with their statuses."""
    return Made(journal, _BEFORE, (start.base_url, start.account, start.resource))


PASSING = (2, 3, 8, 12, 429)
"""Codes of refusals that are not about the row: an invalid token, a missing scope, a quota, a failing server."""
_WROTE_LATER = """SELECT max(n.id) FROM runs n WHERE n.id != ? AND n.base_url = ? AND n.account = ? AND n.mode = 'UPDATE'
 AND (n.resource = ? OR n.options LIKE ? OR (n.resource = 'api' AND n.options LIKE ?))
 AND EXISTS (SELECT 1 FROM batches b WHERE b.run = n.id AND b.id > ?)
 AND EXISTS (SELECT 1 FROM rows r WHERE r.run = n.id AND r.batch > ? AND r.status != 'rejected')"""


def written_since(journal: Journal, run: Run) -> int | None:
    """Find the latest run that changed entities of the same resources after this one had begun to send."""
    start = run.start
    ((first,),) = journal.db.query("SELECT min(id) FROM batches WHERE run = ?", (run.id,))
    if first is None:
        return None
    where = (run.id, start.base_url, start.account)
    later = [
        journal.db.query(_WROTE_LATER, (*where, resource, f'%"levels"%"{resource}"%', f"%/{resource}%", first, first))[0][0]
        for resource, _ in levels_of(run)
    ]
    return max((number for number in later if number is not None), default=None)


class OwnChange(NamedTuple):
    """A change of an entity by a run, with the times of its last change before and after, in Unix seconds.

    Attributes:
        run: the number of the run.
        file: the path of the file that the run's rows came from; None if they came from none.
        changed_before: None if the entity was not read before.
        changed_after: as the answer had it.
        before: the values of the changed fields before.
        after: their values after.
    """

    run: int
    file: str | None
    changed_before: int | None
    changed_after: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]


_OWN = """SELECT r.run, n.options, r.changed_before, r.changed_after, coalesce(r.before, '{}'), coalesce(r.after, '{}')
 FROM rows r JOIN runs n ON n.id = r.run WHERE r.entity = ? AND r.status = 'applied' AND r.changed_after > ?
 AND n.profile = ? AND n.base_url = ? AND n.account = ? ORDER BY r.changed_after DESC, r.run DESC"""


def own_changes(journal: Journal, entity: str, since: int, profile: str, base_url: str, account: str) -> list[OwnChange]:
    """Find the changes of an entity that runs of a profile made after a moment, newest first."""
    found = journal.db.query(_OWN, (entity, since, profile, base_url, account))
    with journal.db.readable():
        return [
            OwnChange(run, json.loads(options).get("file"), changed_before, changed_after, json.loads(before), json.loads(after))
            for run, options, changed_before, changed_after, before, after in found
        ]


def nobody_else_changed(changes: Sequence[OwnChange], since: int, now: int) -> bool:
    """Tell whether changes, newest first, are all that happened to an entity between two times of its last change."""
    for change in changes:
        if now <= since:
            break
        if change.changed_after == now:
            now = now if change.changed_before is None else min(now, change.changed_before)
    return now <= since


def may_pass(journal: Journal, run: Run) -> bool:
    """Check if any row of a run was refused for a reason that may have passed."""
    # A row that was skipped or left alone was not sent, and is skipped again.
    unsent = "code IS NULL AND coalesce(message, '') NOT LIKE 'skipped: %' AND coalesce(message, '') NOT LIKE 'left alone: %'"
    passing = f"({unsent}) OR code IN ({placeholders(PASSING)}) OR message LIKE '%rate limit%'"
    return bool(journal.db.query(f"SELECT 1 FROM rows WHERE run = ? AND status = 'rejected' AND ({passing}) LIMIT 1", (run.id, *PASSING)))


def undone_by(journal: Journal, run: Run) -> int | None:
    """Find the run that undid a run, or None."""
    found = journal.db.query(f"SELECT max(u.id) {UNDOING.format('?')}", (run.id,))
    return found[0][0] if found else None
