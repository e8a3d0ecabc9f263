"""The tally of a write's outcomes: counts, and the error that the write ends with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pinads.journal.errors import JournalError
from pinads.render.text import counted, safe
from pinads.sdk.bulk.lookup import can_be_read, fetch_by_ids, is_in_listings_only
from pinads.sdk.errors import PinadsError, Rejected, UnknownOutcome
from pinads.sdk.outcomes import APPLIED, EXISTS, FATAL_ERRORS, UNKNOWN, Outcome
from pinads.sdk.schema.compare import changed_fields
from pinads.sdk.schema.fields import fields_of
from pinads.services.errors import Interrupted, PartialFailure, RowLeftAlone
from pinads.services.reasons import ReasonCounts
from pinads.services.results import reason_of

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.results import WriteResult

MOST_TOLD = 1000
"""Failed rows, and rows that differ from their request, that are kept one by one."""


class OutcomeTally:
    """Counts of the outcomes of a write, which a face reads through ``watch``; memory does not grow with the rows.

    Attributes:
        unchanged: the number of rows that were as requested before.
        made_since: the number of rows that a later run has created.
    """

    def __init__(self, result: WriteResult) -> None:
        self._result = result
        self._counts: Counter[str] = Counter()
        self._first: Outcome[Any] | None = None
        self._alike = True
        self._interrupted = 0
        self._held_back = 0
        self._refusal: JournalError | None = None
        self._lines: list[str] = []
        self._reasons = ReasonCounts()
        self._differing: list[Outcome[Any]] = []
        self._more_differing = 0
        self.unchanged = 0
        self.made_since = 0

    @property
    def failed(self) -> int:
        """The number of rows that were neither applied nor there before."""
        return self._counts.total() - self._counts[APPLIED] - self._counts[EXISTS]

    def watch(self, outcomes: Iterable[Outcome[Any]]) -> Iterator[Outcome[Any]]:
        """Count outcomes as they pass."""
        for outcome in outcomes:
            self._counts[outcome.status] += 1
            if outcome.applied:
                self._add_applied(outcome)
            else:
                self._add_failed(outcome)
            yield outcome

    def _add_applied(self, outcome: Outcome[Any]) -> None:
        self.unchanged += outcome.status == APPLIED and not outcome.sent
        self.made_since += outcome.status == EXISTS and outcome.note is not None and not outcome.sent
        if outcome.differs:
            if len(self._differing) < MOST_TOLD:
                self._differing.append(outcome)
            else:
                self._more_differing += 1

    def _add_failed(self, outcome: Outcome[Any]) -> None:
        error, place = outcome.error, f"row {outcome.row + 1}"
        self._first = self._first or outcome
        self._alike = self._alike and error is self._first.error
        self._interrupted += isinstance(error, Interrupted)
        self._held_back += not outcome.sent and isinstance(error, FATAL_ERRORS)
        self._refusal = error if isinstance(error, JournalError) else self._refusal
        if len(self._lines) < MOST_TOLD:
            self._lines.append(safe(f"{place}: {error}"))
        self._reasons.add(place, reason_of(outcome))

    def summary(self) -> str:
        """Describe what was done where nothing failed: ``paused 3 campaigns, 1 existed already``."""
        result, there = self._result, self._counts[EXISTS]
        done = result.counted(result.total - there - self.unchanged)
        return f"{result.verb} {done}" + (f", {there} existed already" if there else "")

    def lines(self) -> list[str]:
        """Return a line for each failed row, of many for the first."""
        more = self.failed - len(self._lines)
        return [*self._lines, *([f"and {more} more rows"] if more else [])]

    def differing(self, context: Context) -> tuple[list[Outcome[Any]], int]:
        """Return the outcomes whose entity differs from the request, and the number of those beyond the first ones.

        A server can store another value without an error. Fields that are missing in its answer are read.
        """
        model, silent = self._result.model, [item for item in self._differing if _is_silent(item)]
        if silent and can_be_read(model) and not is_in_listings_only(model):
            found: dict[str, Any] = {}
            with suppress(PinadsError):  # Without a second look the response counts.
                found = fetch_by_ids(model, context.account, [item.record.id for item in silent if item.record is not None], context.client)
            for item in silent:
                now = found.get(item.record.id) if item.record is not None else None
                if now is not None:
                    asked = {**item.input, **(item.input.get("extra") or {})}
                    asked = {model.ALIASES.get(name, name): value for name, value in asked.items()}
                    still = changed_fields(fields_of(model), asked, now.wire)
                    item.differs = tuple(name for name in item.differs if name in still)
        return [item for item in self._differing if item.differs], self._more_differing

    def failure(self, stopping: bool) -> PinadsError:
        """Return the error of a write with failed rows: that of all rows where there is just one.

        Args:
            stopping: True if the person has asked to stop.
        """
        assert self._first is not None
        result, first, failed = self._result, self._first.error, self.failed
        total, unknown = result.total, self._counts[UNKNOWN]
        if stopping:
            done, lost = f"{total - failed} {result.verb}", f"{failed - self._interrupted} failed"
            return Interrupted(f"interrupted: {done}, {lost}, {self._interrupted} not sent")
        if self._refusal is not None:
            done = f"{total - failed} of {counted(total, result.noun)} {result.verb}, nothing more was sent"
            return JournalError(f"{self._refusal.message} ({done})")
        is_own = first is not None and not isinstance(first, (Rejected, RowLeftAlone, UnknownOutcome))
        if first is not None and is_own and self._alike and failed == total and not unknown:
            return first
        if total == 1 and first is not None:
            known = f"it is unknown whether the {result.noun} was" if unknown else f"the {result.noun} was not"
            facts = {name: getattr(first, name) for name in ("http_status", "code", "operation", "request_id", "safe_to_retry")}
            return PartialFailure(f"{known} {result.verb}: {first.message}", **facts)
        numbers = ((unknown, "unknown"), (self._held_back, "not sent"))
        counts = [f"{failed - unknown - self._held_back} rejected", *(f"{number} {word}" for number, word in numbers if number)]
        did_not = "are not known to be" if unknown else "were not"
        failure = PartialFailure(f"{failed} of {counted(total, result.noun)} {did_not} {result.verb}: {', '.join(counts)}")
        failure.reasons = self._reasons
        return failure


def _is_silent(outcome: Outcome[Any]) -> bool:
    """Tell whether an answer lacks a field that was requested."""
    return outcome.record is not None and any(name not in outcome.record.wire for name in outcome.differs)
