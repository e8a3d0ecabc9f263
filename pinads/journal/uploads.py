"""Uploads of customers in the journal: a run whose rows are the chunks of records.

Of a chunk it has the number of records, what was known of the list before it left, what became of it, and a digest made with a key
that is kept beside the journal's file. It has no record and no digest of one: where a chunk or a file has a single record, there is
no digest.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from pinads.journal.errors import JournalError
from pinads.journal.journal import Journal
from pinads.journal.models import DONE, SENT, RowRecord, Run, Start
from pinads.sdk.bulk.outcomes import APPLIED, UNKNOWN
from pinads.sdk.errors import PinadsError, was_sent
from pinads.sdk.files import created
from pinads.sdk.http.clock import Clock
from pinads.sdk.resources.customer_lists import CustomerList
from pinads.sdk.schema.marks import Mode

KIND = "customers"
"""What the rows of such a run came from."""
KEY_FILE = "journal.key"
KEY_BYTES = 32
_DIGEST_BYTES = 16

_LEAVING = """INSERT INTO rows (run, number, batch, digest, status, before, after) VALUES (?,?,?,?,?,?,?)
 ON CONFLICT (run, number) DO UPDATE SET batch = excluded.batch, status = excluded.status, code = NULL, message = NULL,
 before = excluded.before"""
_ANSWERED = "UPDATE rows SET status = ?, entity = coalesce(?, entity), code = ?, message = ? WHERE run = ? AND number = ?"


class Plan(NamedTuple):
    """What an upload is about; two of the same plan are the same upload.

    Attributes:
        base_url: the API.
        account: the ad account.
        operation: ADD or REMOVE.
        list_id: the list, or None for one to make.
        name: of the list to make.
        list_type: of the list to make.
        records: how many.
        fingerprint: what tells them from others, made with this machine's key; empty for a single one.
    """

    base_url: str
    account: str
    operation: str
    list_id: str | None
    name: str | None
    list_type: str
    records: int
    fingerprint: str

    @property
    def digest(self) -> str | None:
        """What the same upload is found by; None where a single record could be found out from it."""
        return blake2b(json.dumps(self).encode(), digest_size=_DIGEST_BYTES).hexdigest() if self.fingerprint else None

    def start(self, words: Sequence[str], profile: str, source: str | None, total: int, size: int, how: Mapping[str, Any]) -> Start:
        """How a run of it begins.

        Args:
            words: what was typed.
            profile: the profile's name.
            source: the file; None where it cannot be read again.
            total: how many chunks.
            size: records a chunk.
            how: how it is done, for going on in the same way.
        """
        mode, verb = (Mode.CREATE, "created") if self.list_id is None else (Mode.UPDATE, "updated")
        options = {"plan": self._asdict(), "size": size, "how": dict(how)}
        resource = CustomerList.RESOURCE.collection
        return Start(words, profile, self.base_url, self.account, resource, mode, verb, source, KIND, {}, self.digest, total, options)


class UploadRun:
    """How far an upload came: the Progress of ``pinads.sdk.customers.upload``.

    Args:
        journal: the journal.
        run: the upload's run, which this process has in hand.
        key: this machine's key.
    """

    def __init__(self, journal: Journal, run: Run, key: bytes) -> None:
        self.journal = journal
        self.run = run
        self.plan = plan_of(run)
        self.size = int(run.start.options["size"])
        self.list_id = list_of(journal, run)
        rows = list(journal.rows(run.id))
        self.applied = {row.number for row in rows if row.status == APPLIED}
        self.unknown: dict[int, Mapping[str, Any]] = {row.number: row.before or {} for row in rows if row.status in (SENT, UNKNOWN)}
        self._key = key
        self._clock = Clock()
        self._before: Mapping[str, Any] | None = None

    def chunk_leaves(self, chunk: int, text: str, before: Mapping[str, Any]) -> None:
        """Write down, synced, that a chunk is about to be sent."""
        records = text.count(",") + 1
        digest = blake2b(text.encode(), key=self._key, digest_size=_DIGEST_BYTES).digest() if records > 1 else None
        with self.journal.db.writing(synced=True) as db:
            batch = self.journal.db.insert("INSERT INTO batches (run, sent) VALUES (?, ?)", (self.run.id, self._clock.wall()))
            values = (self.run.id, chunk, batch, digest, SENT, json.dumps(before), json.dumps({"records": records}))
            db.execute(_LEAVING, values)
        self._before = self.unknown.get(chunk)
        self.unknown[chunk] = before

    def chunk_answered(self, chunk: int, list_id: str | None, status: str, error: PinadsError | None) -> None:
        """Write down what became of a chunk; one that did not leave is as it was before."""
        if error is not None and not was_sent(error):
            self._never_left(chunk)
            return
        self.list_id = self.list_id or list_id
        if status != UNKNOWN:
            self.unknown.pop(chunk, None)
        if status == APPLIED:
            self.applied.add(chunk)
        told = (error.code, error.message[:1000]) if error is not None else (None, None)
        with self.journal.db.writing(synced=False) as db:
            db.execute(_ANSWERED, (status, list_id, *told, self.run.id, chunk))
            sql = "UPDATE batches SET answered = ? WHERE id = (SELECT batch FROM rows WHERE run = ? AND number = ?)"
            db.execute(sql, (self._clock.wall(), self.run.id, chunk))

    def finish(self) -> None:
        """End the run: it is done, or what is left can be gone on with."""
        self.journal.finish(self.run)

    def _never_left(self, chunk: int) -> None:
        del self.unknown[chunk]
        with self.journal.db.writing(synced=False) as db:
            if self._before is None:
                db.execute("DELETE FROM batches WHERE id = (SELECT batch FROM rows WHERE run = ? AND number = ?)", (self.run.id, chunk))
                db.execute("DELETE FROM rows WHERE run = ? AND number = ?", (self.run.id, chunk))
                return
            self.unknown[chunk] = self._before
            sql = "UPDATE rows SET status = ?, before = ? WHERE run = ? AND number = ?"
            db.execute(sql, (UNKNOWN, json.dumps(self._before), self.run.id, chunk))


def is_upload(run: Run) -> bool:
    """Whether a run uploads customers of a file."""
    return run.start.kind == KIND


def plan_of(run: Run) -> Plan:
    """What an upload is about."""
    return Plan(**run.start.options["plan"])


def list_of(journal: Journal, run: Run) -> str | None:
    """The customer list of an upload, once it is known; None for other runs."""
    if not is_upload(run):
        return None
    listed: str | None = run.start.options["plan"]["list_id"]
    found = journal.db.query("SELECT entity FROM rows WHERE run = ? AND entity IS NOT NULL ORDER BY number LIMIT 1", (run.id,))
    return listed or (found[0][0] if found else None)


def unfinished_uploads(journal: Journal) -> Iterator[Run]:
    """The uploads of which something is left, the latest first."""
    return (run for run in list(journal.runs()) if is_upload(run) and run.state != DONE)


def counts_of(journal: Journal, run: Run) -> tuple[int, dict[str, int]]:
    """How many rows a run has, and how many of each status; of an upload they are records. Those never sent have no status."""
    if not is_upload(run):
        return run.start.total, journal.counts(run.id)
    counts: dict[str, int] = {}
    for row in journal.rows(run.id):
        counts[row.status] = counts.get(row.status, 0) + _records(row)
    return plan_of(run).records, counts


CHUNK = ("chunk", "status", "records", "digest", "id", "code", "message")


def chunks_of(journal: Journal, run: Run) -> list[dict[str, Any]]:
    """The chunks of an upload that were sent."""
    return [dict(zip(CHUNK, _chunk(row), strict=True)) for row in journal.rows(run.id)]


def _chunk(row: RowRecord) -> tuple[Any, ...]:
    digest = row.digest.hex() if row.digest else None
    return row.number + 1, row.status, _records(row), digest, row.entity, row.code, row.message


def _records(row: RowRecord) -> int:
    return int((row.after or {}).get("records", 0))


def machine_key(journal: Journal) -> bytes:
    """The key of this machine for digests of records; made where there is none yet.

    Raises:
        JournalError: it cannot be kept.
    """
    path = journal.db.path.with_name(KEY_FILE)
    return _read_key(path) or _make_key(journal, path, os.urandom(KEY_BYTES))


def _read_key(path: Path) -> bytes | None:
    try:
        key = path.read_bytes()
    except OSError:
        return None
    # With less than a key the digests would be anybody's to try addresses on.
    return key if len(key) == KEY_BYTES else None


def _make_key(journal: Journal, path: Path, key: bytes) -> bytes:
    # Who may write in the journal makes the key, the others read it then.
    with journal.db.writing():
        there = _read_key(path)
        if there is None:
            try:
                _write_key(path, key)
            except OSError as error:
                raise JournalError(f"{path} cannot be written ({error.strerror}); nothing was sent") from None
    return there or key


def _write_key(path: Path, key: bytes) -> None:
    part = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        part.unlink()
    with os.fdopen(created(part), "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
