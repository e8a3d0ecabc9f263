"""What a write ends with, from its outcomes."""

from __future__ import annotations

from collections import deque

from pinads.journal.errors import JournalError
from pinads.sdk.errors import PermissionDenied, PinadsError, RateLimited, Rejected, UnknownOutcome
from pinads.sdk.outcomes import APPLIED, EXISTS, REJECTED, UNKNOWN, Outcome
from pinads.sdk.resources.campaigns import Campaign
from pinads.services.errors import Interrupted, PartialFailure
from pinads.services.outcome_tally import MOST_TOLD, OutcomeTally
from pinads.services.results import WriteResult


def tallied(*outcomes: Outcome[Campaign]) -> OutcomeTally:
    tally = OutcomeTally(WriteResult(iter(outcomes), Campaign, "created", len(outcomes), None))
    deque(tally.watch(outcomes), maxlen=0)
    return tally


def outcome(row: int, status: str, error: PinadsError | None = None, sent: bool = True) -> Outcome[Campaign]:
    return Outcome(row, {}, status, None, error, sent)


def test_what_was_done() -> None:
    unchanged, there = outcome(1, APPLIED, sent=False), outcome(2, EXISTS, sent=False)
    tally = tallied(outcome(0, APPLIED), unchanged, there, outcome(3, APPLIED))
    assert (tally.failed, tally.unchanged, tally.made_since, tally.lines()) == (0, 1, 0, [])
    assert tally.summary() == "created 2 campaigns, 1 existed already"
    there.note = "by run 7"
    assert tallied(there).made_since == 1


def test_some_rows_failed() -> None:
    rows = [outcome(0, APPLIED), outcome(1, REJECTED, Rejected("no")), outcome(2, UNKNOWN, UnknownOutcome("lost"))]
    held_back = outcome(3, REJECTED, RateLimited("too many"), sent=False)
    failure = tallied(*rows, held_back).failure(stopping=False)
    assert isinstance(failure, PartialFailure)
    assert failure.message == "3 of 4 campaigns are not known to be created: 1 rejected, 1 unknown, 1 not sent"
    assert failure.reasons is not None
    assert failure.reasons.count == 3


def test_one_error_of_all_rows_is_the_error_of_the_write() -> None:
    error = PermissionDenied("you may not")
    rows = [outcome(number, REJECTED, error, sent=False) for number in range(3)]
    assert tallied(*rows).failure(stopping=False) is error
    assert isinstance(tallied(*rows, outcome(3, APPLIED)).failure(stopping=False), PartialFailure)


def test_one_row_has_its_own_words() -> None:
    failure = tallied(outcome(0, UNKNOWN, UnknownOutcome("no answer", code=12))).failure(stopping=False)
    assert (failure.message, failure.code) == ("it is unknown whether the campaign was created: no answer", 12)


def test_a_stop_and_a_journal_that_cannot_be_written_come_first() -> None:
    rows = [outcome(0, APPLIED), outcome(1, REJECTED, JournalError("disk full"), sent=False), outcome(2, REJECTED, Interrupted("stopped"))]
    stopped, refused = (tallied(*rows).failure(stopping) for stopping in (True, False))
    assert isinstance(stopped, Interrupted)
    assert stopped.message == "interrupted: 1 created, 1 failed, 1 not sent"
    assert isinstance(refused, JournalError)
    assert refused.message == "disk full (1 of 3 campaigns created, nothing more was sent)"


def test_of_many_failed_rows_the_first_are_listed() -> None:
    lines = tallied(*(outcome(row, REJECTED, Rejected("no")) for row in range(MOST_TOLD + 5))).lines()
    assert (lines[0], len(lines), lines[-1]) == ("row 1: no", MOST_TOLD + 1, "and 5 more rows")
