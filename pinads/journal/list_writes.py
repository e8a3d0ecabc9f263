"""Whether a customer list was written to after an upload was left: what is left of it may then undo what came since."""

from __future__ import annotations

from pinads.journal.runs import Journal, Run
from pinads.sdk.outcomes import EXISTS, REJECTED

# A batch is noted when it is sent, so those of later requests have larger numbers; a row that was not sent has none.
_SINCE = f"n.base_url = ? AND n.id != ? AND r.status NOT IN ('{REJECTED}', '{EXISTS}') AND coalesce(r.batch > ?, n.id > ?)"
_OF_THE_LIST = f"SELECT max(r.run) FROM rows r JOIN runs n ON n.id = r.run WHERE r.entity = ? AND {_SINCE}"
# What was not answered has no entity yet; the list is then in what was asked.
_UNANSWERED = f"SELECT max(n.id) FROM runs n JOIN rows r ON r.run = n.id WHERE n.options LIKE ? AND r.entity IS NULL AND {_SINCE}"


def written_since(journal: Journal, run: Run, list_id: str) -> int | None:
    """The latest other run that wrote to a list, or may have, after an upload sent something to it."""
    last = journal.db.query("SELECT max(batch) FROM rows WHERE run = ?", (run.id,))[0][0]
    where = run.start.base_url, run.id, last, run.id
    found = [journal.db.query(sql, (of, *where))[0][0] for sql, of in ((_OF_THE_LIST, list_id), (_UNANSWERED, f"%{list_id}%"))]
    return max((number for number in found if number is not None), default=None)


def batches_left(journal: Journal, run: Run) -> int | None:
    """How many batches the list of an upload has at most if nobody else wrote to it; None where that is not known."""
    counts = []
    for row in journal.rows(run.id):
        before = row.before or {}
        if row.status == REJECTED:
            continue
        if "newest" in before:
            counts.append(1)
        elif isinstance(before.get("num_batches"), (int, float)):
            counts.append(int(before["num_batches"]) + 1)
    # What was sent again may have arrived more than once, the first time after it was looked for.
    ((sent, chunks),) = journal.db.query(
        "SELECT (SELECT count(*) FROM batches WHERE run = ?), count(batch) FROM rows WHERE run = ?", (run.id,) * 2
    )
    return max(counts) + sent - chunks if counts else None


def may_have_arrived(journal: Journal, run: Run) -> bool:
    """Whether something of an upload arrived, or may have."""
    return any(status != REJECTED for status in journal.counts(run.id))
