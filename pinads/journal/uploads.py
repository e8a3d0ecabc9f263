"""Uploads of customers in the journal: a run whose rows are the chunks of records.

A chunk is stored as its number of records, the state of the list before it was sent, its outcome, and a digest made with a key in a
file next to the journal. No record is stored and no digest of one: a chunk or a file with a single record has no digest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.journal.errors import JournalError
from pinads.journal.journal import Journal
from pinads.journal.models import CUSTOMERS, SENT, RowCounts, RowRecord, Run
from pinads.journal.rows import RowRecorder
from pinads.sdk.bulk.batching import BulkRow
from pinads.sdk.errors import PinadsError, was_sent
from pinads.sdk.files import replacing
from pinads.sdk.outcomes import APPLIED, UNKNOWN, Outcome

if TYPE_CHECKING:
    from pinads.sdk.client import Client

KEY_FILE = "journal.key"
KEY_BYTES = 32
_DIGEST_BYTES = 16


class UploadPlan(NamedTuple):
    """The identity of an upload: two with equal plans are the same upload.

    Attributes:
        base_url: the base URL of the API.
        account: the id of the ad account.
        operation: ADD or REMOVE.
        list_id: the id of the list; None if it is to be created.
        name: the name of a list to be created.
        list_type: the type of a list to be created.
        records: the number of records.
        fingerprint: digest of the records, made with this machine's key; empty for a single record.
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
        """Hash that identifies the upload; None if it would give away a single record."""
        return blake2b(json.dumps(self).encode(), digest_size=_DIGEST_BYTES).hexdigest() if self.fingerprint else None


class Chunk(NamedTuple):
    """The facts of a chunk that may be stored: its number of records, a keyed digest, and the list's state before it."""

    records: int
    digest: bytes | None
    before: Mapping[str, Any]


class UploadRun(RowRecorder):
    """The progress of an upload, stored in the journal (the Progress of ``pinads.sdk.resources.customer_upload``).

    Args:
        run: the run of the upload, which this process holds.
        client: the client of the run.
        key: this machine's key.
    """

    keeps_latest = True

    def __init__(self, journal: Journal, run: Run, client: Client, key: bytes) -> None:
        super().__init__(journal, run, client)
        self.list_id = list_of(journal, run)
        self.applied: set[int] = set()
        self.unknown: dict[int, Mapping[str, Any]] = {}
        self._key = key
        for record in journal.rows(run.id):
            self._remember(record)

    def chunk_leaves(self, chunk: int, text: str, before: Mapping[str, Any]) -> None:
        """Record, surviving a power cut, that a chunk is about to be sent."""
        records = text.count(",") + 1
        digest = blake2b(text.encode(), key=self._key, digest_size=_DIGEST_BYTES).digest() if records > 1 else None
        self.sending([BulkRow(chunk, Chunk(records, digest, before))], self.client.server_offset)
        self.unknown[chunk] = before

    def chunk_answered(self, chunk: int, list_id: str | None, status: str, error: PinadsError | None) -> None:
        """Record the outcome of a chunk; one that was not sent gets its earlier state back."""
        self.list_id = self.list_id or list_id
        outcome = Outcome(chunk, None, status, list_id, error, sent=error is None or was_sent(error))
        self.answered([BulkRow(chunk, None)], {chunk: outcome})
        self.unknown.pop(chunk, None)
        record = self.journal.row(self.run.id, chunk)
        if record is not None:
            self._remember(record)

    def _remember(self, record: RowRecord) -> None:
        if record.status == APPLIED:
            self.applied.add(record.number)
        elif record.status in (SENT, UNKNOWN):
            self.unknown[record.number] = record.before or {}

    def _marks(self, row: BulkRow) -> tuple[bytes | None, None, None]:
        return row.input.digest, None, None

    def _states(self, row: BulkRow) -> tuple[Mapping[str, Any], Mapping[str, Any], None]:
        return row.input.before, {"records": row.input.records}, None

    def _result(self, row: BulkRow, outcome: Outcome[Any]) -> tuple[str | None, None]:
        return outcome.record, None


def is_upload(run: Run) -> bool:
    """Check if a run uploads customers."""
    return run.start.kind == CUSTOMERS


def plan_of(run: Run) -> UploadPlan:
    """Read the plan of an upload's run."""
    return UploadPlan(**run.start.options["plan"])


def list_of(journal: Journal, run: Run) -> str | None:
    """Find the id of an upload's customer list, once it is known; None for other runs."""
    if not is_upload(run):
        return None
    listed: str | None = run.start.options["plan"]["list_id"]
    found = journal.db.query("SELECT entity FROM rows WHERE run = ? AND entity IS NOT NULL ORDER BY number LIMIT 1", (run.id,))
    return listed or (found[0][0] if found else None)


def counts_of(journal: Journal, run: Run) -> tuple[int, RowCounts]:
    """Count the rows of a run, in total and by status; of an upload, count records."""
    if not is_upload(run):
        return run.start.total, journal.counts(run.id)
    counts = RowCounts()
    for row in journal.rows(run.id):
        counts[row.status] += _records(row)
    return plan_of(run).records, counts


CHUNK = ("chunk", "status", "records", "digest", "id", "code", "message")


def chunks_of(journal: Journal, run: Run) -> list[dict[str, Any]]:
    """List the chunks of an upload that were sent, with the keys of ``CHUNK``."""
    chunks = []
    for row in journal.rows(run.id):
        digest = row.digest.hex() if row.digest else None
        facts = row.number + 1, row.status, _records(row), digest, row.entity, row.code, row.message
        chunks.append(dict(zip(CHUNK, facts, strict=True)))
    return chunks


def _records(row: RowRecord) -> int:
    return int((row.after or {}).get("records", 0))


def machine_key(journal: Journal) -> bytes:
    """Read this machine's key for digests of records, or create it.

    Raises:
        JournalError: the key cannot be stored.
    """
    path = journal.db.path.with_name(KEY_FILE)
    return _read_key(path) or _make_key(journal, path, os.urandom(KEY_BYTES))


def _read_key(path: Path) -> bytes | None:
    try:
        key = path.read_bytes()
    except OSError:
        return None
    # With a shorter key, anybody could test addresses against the digests.
    return key if len(key) == KEY_BYTES else None


def _make_key(journal: Journal, path: Path, key: bytes) -> bytes:
    # The transaction makes sure that one process creates the key, and the others read it.
    with journal.db.writing():
        there = _read_key(path)
        if there is None:
            try:
                with replacing(path, "wb", durable=True) as file:
                    file.write(key)
            except OSError as error:
                raise JournalError(f"{path} cannot be written ({error.strerror}). Nothing was sent") from None
    return there or key
