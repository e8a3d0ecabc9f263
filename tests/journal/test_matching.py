"""Earlier and later runs of the same rows, entities and lists, as the journal finds them."""

from __future__ import annotations

import pytest

from pinads.journal.errors import JournalError, Overtaken
from pinads.journal.journal import Journal
from pinads.journal.matching import (
    batches_left,
    list_written_since,
    made_before,
    made_since,
    may_have_arrived,
    may_pass,
    undone_by,
    written_since,
)
from pinads.journal.models import DONE, PARTIAL, RUNNING, STOPPED, Start, digest_of
from pinads.sdk.schema.marks import Mode
from tests.journal.runs import START, UPDATE, begin, send, stopped

LIST = "2542620639259"
UPLOAD = START._replace(resource="customer_lists", mode=Mode.UPDATE, verb="updated", kind="customers", options={"plan": {"list_id": LIST}})
UNFINISHED = (RUNNING, PARTIAL, STOPPED)


def test_the_same_rows_typed_again(journal: Journal) -> None:
    run = stopped(journal, START, "applied", "rejected")
    assert run.state == STOPPED
    found = journal.latest(START._replace(words=("campaigns", "create", "--yes"), profile="other"), UNFINISHED)
    assert found is not None
    assert (found.id, found.start.words) == (run.id, ["campaigns", "create"])
    assert journal.latest(START, UNFINISHED, after=run.id) is None
    assert journal.latest(START, (PARTIAL,)) is None


@pytest.mark.parametrize(
    "other",
    [
        {"digest": "d2"},
        {"digest": None},
        {"base_url": "https://sandbox.example"},
        {"account": "1"},
        {"resource": "ad_groups"},
        {"mode": Mode.UPDATE},
        {"verb": "cloned"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_other_rows_are_other_runs(journal: Journal, other: dict[str, object]) -> None:
    stopped(journal, START, "applied")
    assert journal.latest(START._replace(**other), UNFINISHED) is None  # type: ignore[arg-type]
    assert journal.latest(START._replace(**other)) is None  # type: ignore[arg-type]


def test_a_file_that_has_become_longer_is_another_run_of_which_rows_were_created_before(journal: Journal) -> None:
    stopped(journal, START, "applied", "sent", "rejected")
    longer = START._replace(digest="d2", total=4)
    assert journal.latest(longer, UNFINISHED) is None
    made = made_before(journal, longer)
    assert not made.is_empty
    assert [made.take(digest_of({"name": f"row {number}"})[:8]) for number in range(4)] == [("applied", 1), ("sent", 1), None, None]


def test_a_row_stands_for_one_row_at_most(journal: Journal) -> None:
    stopped(journal, START, "applied", "applied", values={"name": "twin"})
    made = made_before(journal, START)
    assert [made.take(digest_of({"name": "twin"})[:8]) for _ in range(3)] == [("applied", 1), ("applied", 1), None]


def test_rows_that_later_runs_created(journal: Journal) -> None:
    run = stopped(journal, START, "applied", "rejected", entity="7")
    assert made_since(journal, run).is_empty
    send(journal, begin(journal, START._replace(digest="d2", total=1)), "applied", values={"name": "row 1"}, entity="8")
    since = made_since(journal, run)
    assert since.take(digest_of({"name": "row 0"})[:8]) is None
    assert since.take(digest_of({"name": "row 1"})[:8]) == ("8", 2)


def test_rows_of_a_run_that_was_undone_were_not_created(journal: Journal) -> None:
    run = stopped(journal, START, "applied", entity="7")
    assert undone_by(journal, run) is None
    undo = stopped(journal, UPDATE._replace(undoes=run.id, digest=None, total=1), "applied", entity="7")
    assert undone_by(journal, run) == undo.id
    assert made_before(journal, START).is_empty
    assert journal.latest(START) is None
    assert journal.latest(START, UNFINISHED) is None


@pytest.mark.parametrize("statuses", [(), ("rejected",)])
def test_an_undo_that_changed_nothing_undid_nothing(journal: Journal, statuses: tuple[str, ...]) -> None:
    run = stopped(journal, START, "applied")
    stopped(journal, UPDATE._replace(undoes=run.id, digest=None), *statuses)
    assert undone_by(journal, run) is None
    assert journal.latest(START) == run


def test_two_that_begin_the_same(journal: Journal) -> None:
    first = stopped(journal, START, "applied", "applied", "applied")
    assert first.state == DONE
    with pytest.raises(Overtaken) as overtaken:
        journal.begin(START, None, UNFINISHED, once=True)
    assert overtaken.value.run == first
    again = journal.begin(START, None, UNFINISHED, after=first.id, once=True)
    with pytest.raises(JournalError, match=f"run {again.id}"):
        journal.begin(START, None, UNFINISHED)


def test_entities_that_changed_since(journal: Journal) -> None:
    run = begin(journal, UPDATE)
    assert written_since(journal, run) is None
    stopped(journal, UPDATE._replace(digest="d2"), "applied")
    assert written_since(journal, run) is None, "nothing of it had been sent by then"
    send(journal, run, "sent")
    assert written_since(journal, run) is None
    stopped(journal, UPDATE._replace(digest="d3"), "rejected")
    stopped(journal, UPDATE._replace(digest="d4", resource="ads"), "applied")
    stopped(journal, UPDATE._replace(digest="d5", account="1"), "applied")
    stopped(journal, START._replace(digest="d6"), "applied")
    assert written_since(journal, run) is None
    last = stopped(journal, UPDATE._replace(digest="d7"), "sent")
    assert written_since(journal, run) == last.id


@pytest.mark.parametrize(
    "start",
    [
        UPDATE._replace(digest="d2", resource="ads", options={"levels": {"ads": 1, "campaigns": 1}}),
        UPDATE._replace(digest=None, resource="api", options={"path": "/ad_accounts/1/campaigns"}),
    ],
    ids=["several resources", "raw request"],
)
def test_entities_that_other_kinds_of_runs_changed_since(journal: Journal, start: Start) -> None:
    run = begin(journal, UPDATE)
    send(journal, run, "applied")
    assert written_since(journal, run) is None
    last = stopped(journal, start, "applied")
    assert written_since(journal, run) == last.id


@pytest.mark.parametrize(
    ("columns", "passes"),
    [
        ({"code": None}, True),
        ({"code": 8}, True),
        ({"code": 429}, True),
        ({"code": 1}, False),
        ({"code": 1, "message": "Exceeded the rate limit of today"}, True),
    ],
)
def test_refusals_that_may_not_hold_any_more(journal: Journal, columns: dict[str, object], passes: bool) -> None:
    assert may_pass(journal, stopped(journal, START, "rejected", **columns)) is passes


def test_a_list_that_others_wrote_to_since(journal: Journal) -> None:
    run = begin(journal, UPLOAD)
    send(journal, run, "sent", entity=LIST)
    assert list_written_since(journal, run, LIST) is None
    stopped(journal, UPLOAD._replace(digest="d2"), "rejected", entity=LIST)
    stopped(journal, UPLOAD._replace(digest="d3", options={"plan": {"list_id": "1"}}), "applied", entity="1")
    assert list_written_since(journal, run, LIST) is None
    answered = stopped(journal, UPLOAD._replace(digest="d4"), "applied", entity=LIST)
    assert list_written_since(journal, run, LIST) == answered.id
    unanswered = stopped(journal, UPLOAD._replace(digest="d5"), "sent")
    assert list_written_since(journal, run, LIST) == unanswered.id
    send(journal, run, "sent", entity=LIST)
    assert list_written_since(journal, run, LIST) is None, "what came before its last chunk was seen then"


def test_the_batches_that_an_upload_leaves(journal: Journal) -> None:
    run = begin(journal, UPLOAD)
    assert batches_left(journal, run) is None
    assert not may_have_arrived(journal, run)
    send(journal, run, "rejected", before='{"num_batches": 9}')
    assert batches_left(journal, run) is None
    assert not may_have_arrived(journal, run)
    send(journal, run, "applied", before='{"num_batches": 4}')
    assert batches_left(journal, run) == 5
    send(journal, run, "unknown", before='{"num_batches": 5}')
    assert batches_left(journal, run) == 6
    assert may_have_arrived(journal, run)
    with journal.db.writing():  # The last chunk again: its first request may arrive late.
        journal.db.insert("INSERT INTO batches (run, sent) VALUES (?, 1)", (run.id,))
    assert batches_left(journal, run) == 7
