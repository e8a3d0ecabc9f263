"""Rows of a run, recorded before their request is sent and after it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from pinads.emulator import BASE_URL, Emulator, EmulatorWire
from pinads.journal.errors import JournalError
from pinads.journal.journal import Journal
from pinads.journal.models import CUSTOMERS, RowRecord
from pinads.journal.recorder import RequestRecorder
from pinads.journal.rows import RowRecorder
from pinads.journal.uploads import UploadRun
from pinads.sdk import Client
from pinads.sdk.bulk.batching import BulkRow
from pinads.sdk.errors import BadRequest, NetworkError, PinadsError, Stopped
from pinads.sdk.outcomes import APPLIED, REJECTED, UNKNOWN, Outcome
from tests.journal.runs import START, begin

LOST = NetworkError("the answer did not come")
REFUSED = BadRequest("no", http_status=400, code=29)


class Stating(RowRecorder):
    """A recorder that stores the input of a row as the state before it."""

    def _states(self, row: BulkRow) -> tuple[Mapping[str, Any] | None, None, None]:
        return {"was": row.input}, None, None


class Latest(Stating):
    keeps_latest = True


@pytest.fixture
def client() -> Client:
    return Client("pina_TEST", BASE_URL, wire=EmulatorWire(Emulator(None)))


def row_of(recorder: RowRecorder, number: int = 0) -> RowRecord | None:
    return recorder.journal.row(recorder.run.id, number)


def batches_of(recorder: RowRecorder) -> int:
    ((count,),) = recorder.journal.db.query("SELECT count(*) FROM batches WHERE run = ?", (recorder.run.id,))
    return int(count)


def answer(recorder: RowRecorder, status: str, error: PinadsError | None = None, sent: bool = True, record: Any = None) -> None:
    recorder.answered([BulkRow(0, None)], {0: Outcome(0, None, status, record, error, sent=sent)})


def test_a_row_is_stored_before_it_is_sent_and_with_its_outcome(journal: Journal, client: Client) -> None:
    recorder = RowRecorder(journal, begin(journal), client)
    recorder.sending([BulkRow(0, {"name": "secret"}), BulkRow(2, {"name": "secret"})], 1.5)
    first = row_of(recorder)
    assert first is not None
    assert (first.status, first.server_offset, first.answered) == ("sent", 1.5, None)
    assert (first.digest, first.name, first.before, first.after) == (None, None, None, None)
    assert (row_of(recorder, 1), batches_of(recorder)) == (None, 1)
    answer(recorder, REJECTED, REFUSED)
    first = row_of(recorder)
    assert first is not None
    assert (first.status, first.code, first.message) == (REJECTED, 29, "no")
    assert first.answered is not None


def test_a_row_that_never_left_is_not_there_and_has_no_batch(journal: Journal, client: Client) -> None:
    recorder = RowRecorder(journal, begin(journal), client)
    recorder.sending([BulkRow(0, None)], None)
    answer(recorder, REJECTED, REFUSED, sent=False)
    assert (row_of(recorder), batches_of(recorder)) == (None, 0)


def test_a_row_that_did_not_leave_again_is_as_it_was(journal: Journal, client: Client) -> None:
    recorder = Latest(journal, begin(journal), client)
    recorder.sending([BulkRow(0, 1)], None)
    answer(recorder, UNKNOWN, LOST)
    recorder.sending([BulkRow(0, 2)], None)
    answer(recorder, REJECTED, REFUSED, sent=False)
    row = row_of(recorder)
    assert row is not None
    assert (row.status, row.message, row.before) == (UNKNOWN, LOST.message, {"was": 1})
    assert batches_of(recorder) == 2


@pytest.mark.parametrize(("kind", "before"), [(Stating, 1), (Latest, 2)])
def test_the_state_before_the_first_or_the_latest_try(journal: Journal, client: Client, kind: type[RowRecorder], before: int) -> None:
    recorder = kind(journal, begin(journal), client)
    for state in (1, 2):
        recorder.sending([BulkRow(0, state)], None)
        answer(recorder, UNKNOWN, LOST)
    row = row_of(recorder)
    assert row is not None
    assert row.before == {"was": before}


def test_a_journal_that_failed_leaves_the_row_sent(journal: Journal, client: Client) -> None:
    recorder = RowRecorder(journal, begin(journal), client)
    recorder.sending([BulkRow(0, None)], None)
    answer(recorder, REJECTED, JournalError("full"), sent=False)
    row = row_of(recorder)
    assert row is not None
    assert row.status == "sent"


@pytest.mark.parametrize(("ids", "entity"), [(["7", "8"], "7"), ([], None)])
def test_a_raw_request_has_the_facts_of_its_answer(journal: Journal, client: Client, ids: list[str], entity: str | None) -> None:
    recorder = RequestRecorder(journal, begin(journal), client)
    recorder.sending([BulkRow(0, None)], None)
    facts = {"http_status": 200, "request_id": "12", "ids": ids}
    answer(recorder, APPLIED, record=facts)
    row = row_of(recorder)
    assert row is not None
    assert (row.status, row.entity, row.after) == (APPLIED, entity, facts)


# Chunks of an upload.

PLAN = {"base_url": BASE_URL, "account": START.account, "operation": "ADD", "list_id": None, "name": "Readers", "list_type": "EMAIL"}
UPLOAD = START._replace(kind=CUSTOMERS, options={"plan": {**PLAN, "records": 4, "fingerprint": "f"}, "size": 2, "how": {}}, total=2)
KEY = b"k" * 32


def upload(journal: Journal, client: Client) -> UploadRun:
    return UploadRun(journal, begin(journal, UPLOAD), client, KEY)


def test_chunks_are_remembered_by_the_run_that_resumes(journal: Journal, client: Client) -> None:
    first = upload(journal, client)
    first.chunk_leaves(0, "a,b", {"newest": "1"})
    first.chunk_answered(0, "77", APPLIED, None)
    first.chunk_leaves(1, "c,d", {"num_batches": 1})
    first.chunk_answered(1, "77", UNKNOWN, LOST)
    for progress in (first, UploadRun(journal, first.run, client, KEY)):
        assert (progress.list_id, progress.applied, progress.unknown) == ("77", {0}, {1: {"num_batches": 1}})


def test_of_a_chunk_only_its_size_and_a_keyed_digest_are_stored(journal: Journal, client: Client) -> None:
    progress = upload(journal, client)
    progress.chunk_leaves(0, "a,b", {})
    progress.chunk_leaves(1, "c", {})
    several, single = list(journal.rows(progress.run.id))
    assert several.digest is not None
    assert (several.after, single.after, single.digest) == ({"records": 2}, {"records": 1}, None)
    other = UploadRun(journal, begin(journal, UPLOAD), client, b"l" * 32)
    other.chunk_leaves(0, "a,b", {})
    assert next(journal.rows(other.run.id)).digest != several.digest


def test_an_unknown_chunk_that_did_not_leave_again_stays_unknown(journal: Journal, client: Client) -> None:
    progress = upload(journal, client)
    progress.chunk_leaves(0, "a,b", {"num_batches": 1})
    progress.chunk_answered(0, None, UNKNOWN, LOST)
    progress.chunk_leaves(0, "a,b", {"num_batches": 2})
    progress.chunk_answered(0, None, REJECTED, Stopped("interrupted"))
    assert progress.unknown == {0: {"num_batches": 1}}
    row = row_of(progress)
    assert row is not None
    assert (row.status, row.after) == (UNKNOWN, {"records": 2})


def test_a_chunk_that_never_left_is_not_there(journal: Journal, client: Client) -> None:
    progress = upload(journal, client)
    progress.chunk_leaves(0, "a,b", {})
    progress.chunk_answered(0, None, REJECTED, Stopped("interrupted"))
    assert (row_of(progress), progress.unknown, progress.applied) == (None, {}, set())
