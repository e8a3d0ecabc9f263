"""Application of a plan, phase by phase, with the journal written before each request; and its dry run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from pinads.journal.errors import Overtaken
from pinads.journal.recorder import LEFT_ALONE, Recorder
from pinads.render.text import counted, plural, safe
from pinads.sdk.bulk.batching import BulkOptions, BulkRow, WriteObserver
from pinads.sdk.client import Client
from pinads.sdk.clock import Clock
from pinads.sdk.errors import BadRequest, PinadsError, Rejected
from pinads.sdk.outcomes import APPLIED, EXISTS, FATAL_ERRORS, REJECTED, UNKNOWN, Outcome
from pinads.sdk.resources.customer_lists import CustomerList
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import PERSONAL, Mode
from pinads.services.changes import ChangeSet, Phase, Ref, SkippedRow, references
from pinads.services.errors import RowLeftAlone
from pinads.services.results import WriteResult
from pinads.services.writes.conflicts import ask_again, asks_again
from pinads.services.writes.failed_rows import kept
from pinads.services.writes.run import end, note_resuming, record_left_alone, resumable_states, start_of
from pinads.services.writes.stored_rows import rows_to_store

if TYPE_CHECKING:
    from pinads.journal.journal import Journal
    from pinads.journal.models import Run
    from pinads.sdk.http.operations import Operation
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions
    from pinads.services.writes.plan import WritePlan


def apply(context: Context, plan: WritePlan, options: WriteOptions) -> WriteResult:
    """Begin the run of a plan, or resume one; its rows are sent as their outcomes are read.

    Raises:
        JournalError: the journal cannot be used; nothing was sent.
    """
    changes = plan.changes
    if not changes.tree:
        changes.step.ready(context)
    run = _begin(context, plan, options)
    if changes.left_alone and changes.resumes is None:
        record_left_alone(context, run, changes.left_alone, plan.total)
    outcomes = Application(context, changes, run, options, plan.unchanged + plan.refused.count > 0).outcomes()
    if options.failed_out is not None:
        outcomes = kept(outcomes, changes.phases[0], options.failed_out, changes.records.kind, context)
    if changes.left_alone:
        outcomes = chain(outcomes, outcomes_of_skipped(changes.left_alone, plan.total))
    total, ended = plan.total + len(changes.left_alone), partial(end, context, run)
    return WriteResult(
        outcomes, changes.step.model, changes.verb, total, options, changes.single, changes.noun, ended, run.id, changes.counted
    )


def _begin(context: Context, plan: WritePlan, options: WriteOptions) -> Run:
    """Begin the run of a plan in the journal, or continue the one that it resumes.

    Raises:
        JournalError: the journal cannot be used; nothing was sent.
    """
    changes, journal = plan.changes, context.journal
    if changes.resumes is not None:
        journal.go_on(changes.resumes, changes.step.source)
        return changes.resumes
    total = plan.total + len(changes.left_alone)
    start = start_of(context, changes, total, plan.checked.digest, plan.resolved, plan.relative)
    states = resumable_states(changes, options)
    after, once = changes.after, asks_again(changes, None, options, plan.relative)
    while True:
        try:
            return journal.begin(start, rows_to_store(changes), states, after, once, changes.saved)
        except Overtaken as error:
            context.note(error.message)
            ask_again(context, changes, error.run, options, plan.relative)
            after = error.run.id


def outcomes_of_skipped(rows: Sequence[SkippedRow], first: int) -> Iterator[Outcome[Any]]:
    """Return the outcomes of rows that are left alone, numbered from ``first``."""
    for number, row in enumerate(rows, first):
        given = {"id": row.identity, "name": row.name}
        outcome: Outcome[Any] = Outcome(number, given, APPLIED if row.done else REJECTED, sent=False)
        if row.done:
            outcome.note = row.reason
        else:
            outcome.error = RowLeftAlone(LEFT_ALONE + row.reason)
        yield outcome


class Application:
    """A run being applied, with the ids of created changes and the outcomes of failed ones.

    For a write of one phase neither is kept, so that memory does not grow with its rows.

    Args:
        spares: some rows are not sent: they are unchanged, or cannot be written.
    """

    def __init__(self, context: Context, changes: ChangeSet, run: Run, options: WriteOptions, spares: bool = False) -> None:
        self.context = context
        self.changes = changes
        self.run = run
        self.options = options
        self.spares = spares
        self.references = References(changes)
        self.fatal: PinadsError | None = None

    def outcomes(self) -> Iterator[Outcome[Any]]:
        """Return the outcomes of all rows in order; the first phase is prepared at once."""
        first = self._recorder(self.changes.phases[0])
        if self.changes.resumes is not None:
            note_resuming(self.context, self.run, self.changes)
        return self._outcomes(first)

    def _outcomes(self, first: WriteObserver) -> Iterator[Outcome[Any]]:
        for phase in self.changes.phases:
            recorder = first if phase is self.changes.phases[0] else self._recorder(phase)
            for outcome in self._sent(phase, recorder):
                if self.changes.tree:
                    self.references.add(outcome)
                    if outcome.status == REJECTED and isinstance(outcome.error, FATAL_ERRORS):
                        self.fatal = outcome.error
                yield outcome
        if self.references.failed and self.changes.step.mode is Mode.CREATE:
            self.context.note(*self._left())

    def reconcile(self) -> None:
        """Look for the entities of rows of unknown outcome; nothing is written."""
        for phase in self.changes.phases:
            self._recorder(phase)

    def _recorder(self, phase: Phase) -> WriteObserver:
        recorder = phase.step.observer(self.context, self.changes, phase, self.run)
        if self.changes.resumes is not None and self.fatal is None:
            phase.step.settle(self.context, phase, self._values(phase), recorder, self._how(phase, recorder))
        if self.changes.tree:
            self.references.remember(self.context.journal, self.run)
            recorder.beforehand = self._orphans(phase)
        if self.spares and isinstance(recorder, Recorder):
            recorder.spare(phase.records.values())
        return recorder

    def _values(self, phase: Phase) -> Iterable[Mapping[str, Any]]:
        return self.references.replaced(phase) if self.changes.tree else phase.records.values()

    def _sent(self, phase: Phase, recorder: WriteObserver) -> Iterator[Outcome[Any]]:
        if self.fatal is not None:
            return self._unsent(phase, recorder, self.fatal)
        client, account = self.context.client, phase.step.account(self.context)
        return phase.step.send(client, account, self._values(phase), self._how(phase, recorder))

    def _how(self, phase: Phase, recorder: WriteObserver) -> BulkOptions:
        context, options, step = self.context, self.options, phase.step
        concurrency = step.concurrency or context.concurrency(options.concurrency)
        settle_time, is_waited = context.settle_time(options.settle_time), not options.no_wait
        return BulkOptions(concurrency, not options.no_reconcile, step.if_not_exists, recorder, settle_time, is_waited)

    def _unsent(self, phase: Phase, recorder: WriteObserver, error: PinadsError) -> Iterator[Outcome[Any]]:
        """Return the outcomes of a phase after an error that every further request would hit too."""
        for number, values in enumerate(phase.records.values(), phase.first):
            known = recorder.known(BulkRow(number, values))
            yield known or Outcome(number, values, REJECTED, None, error, sent=False)

    def _orphans(self, phase: Phase) -> dict[int, Outcome[Any]]:
        """Return the outcomes of rows that refer to changes which failed."""
        rows = enumerate(phase.records.values(), phase.first)
        return {
            number: self._orphan(number, values, ref)
            for number, values in rows
            for ref in references(values).values()
            if ref.change not in self.references.ids
        }

    def _orphan(self, number: int, values: Mapping[str, Any], ref: Ref) -> Outcome[Any]:
        above = self.references.failed.get(ref.change)
        # After an interruption or without access, that is the error, and not many refusals.
        broken = above is not None and above.status == REJECTED and not isinstance(above.error, (BadRequest, Rejected))
        shared = above.error if above is not None and broken else None
        told = f"not sent: the copy of {self.references.source_of(ref)}, its parent, was not created"
        return Outcome(number, values, REJECTED, None, shared or PinadsError(told, safe_to_retry=True), sent=False)

    def _left(self) -> tuple[str, str | None]:
        """Describe the part of a tree that was created, and what to do about it."""
        first, *others = self.changes.phases
        noun, root = first.step.noun, self.references.ids.get(first.first)
        if root is None:
            if self.references.failed[first.first].status == UNKNOWN:
                return f"it is unknown if the new {noun} was created", "run the same command again to look for it"
            return "nothing was created", None
        done = [sum(number in self.references.ids for number in range(one.first, one.first + len(one.sources))) for one in others]
        parts = [f"{count} of {len(one.sources)} {plural(one.step.noun)}" for count, one in zip(done, others, strict=True)]
        status = next(first.records.values())["status"]
        has = f" and has {', '.join(parts)}" if parts else ""
        return safe(f"the new {noun} {root} is {status}{has}"), f"to remove it, run: pinads undo {self.run.id}"


class References:
    """The ids that changes of a tree got, by the numbers of the changes, and the outcomes of those that failed."""

    def __init__(self, changes: ChangeSet) -> None:
        self.ids: dict[int, str] = {}
        self.failed: dict[int, Outcome[Any]] = {}
        self._sources = [source for phase in changes.phases for source in phase.sources]

    def add(self, outcome: Outcome[Any]) -> None:
        """Add an outcome."""
        if outcome.applied and outcome.record is not None:
            self.ids[outcome.row] = outcome.record.id
        else:
            self.failed[outcome.row] = outcome

    def remember(self, journal: Journal, run: Run) -> None:
        """Add the ids that the journal has of the run."""
        records = (record for record in journal.rows(run.id) if record.status in (APPLIED, EXISTS))
        self.ids.update((record.number, record.entity) for record in records if record.entity)

    def source_of(self, ref: Ref) -> str:
        """Return the id of the original of the change that a Ref refers to."""
        return self._sources[ref.change]

    def replaced(self, phase: Phase, missing: bool = False) -> list[Mapping[str, Any]]:
        """Return the values of a phase's rows with ids in place of Refs.

        A row whose parent was not created gets no parent, so that nothing is ever created in the original; with ``missing`` it gets
        the original's id, for which a dry run shows a placeholder.
        """
        return [self._replaced(values, missing) for values in phase.records.values()]

    def _replaced(self, values: Mapping[str, Any], missing: bool) -> Mapping[str, Any]:
        found = references(values)
        if not found:
            return values
        row = dict(values)
        for name, ref in found.items():
            if ref.change in self.ids:
                row[name] = self.ids[ref.change]
            elif missing:
                row[name] = self.source_of(ref)
            else:
                del row[name]
        return row


def planned_requests(context: Context, plan: WritePlan) -> Iterator[dict[str, Any]]:
    """Return the requests that a plan would send; ids that do not exist yet are placeholders."""
    changes = plan.changes
    if changes.step.if_not_exists:
        context.note("existing entities are looked up when the rows are sent, and skipped")
    observers = [phase.step.observer(context, changes, phase, None) for phase in changes.phases]
    if changes.resumes is not None:
        note_resuming(context, changes.resumes, changes)
        unclear = context.journal.counts(changes.resumes.id).unclear
        if unclear and not changes.step.repeatable:
            context.note(f"looking up {counted(unclear, 'row')} without an answer first; missing ones are sent again")
    return _requests(context, changes, observers)


def _requests(context: Context, changes: ChangeSet, observers: Sequence[WriteObserver]) -> Iterator[dict[str, Any]]:
    client, known = RecordingClient(), References(changes)
    for phase, observer in zip(changes.phases, observers, strict=True):
        values = known.replaced(phase, missing=True) if changes.tree else phase.records.values()
        new = set(known.ids.values())
        for outcome in phase.step.send(client, phase.step.account(context), values, BulkOptions(observer=observer)):
            if changes.tree:
                known.add(outcome)
            taken, client.requests = client.requests, []
            yield from (_explained(phase, request, new) if changes.tree else request for request in taken)


def _explained(phase: Phase, request: dict[str, Any], new: set[str]) -> dict[str, Any]:
    parent = phase.step.model.RESOURCE.parent
    for row in request["body"] if isinstance(request["body"], list) else [request["body"]]:
        if parent in row and row[parent] not in new:
            row[parent] = f"(id of the copy of {row[parent]})"
    return request


class RecordingClient(Client):
    """A client for dry runs: it records the requests that a write would send, and sends none."""

    def __init__(self) -> None:
        # Nothing answers, so there is no id, no status and no time of a server.
        self._transport: Any = SimpleNamespace(latest=None, dated=None, clock=Clock())
        self.requests: list[dict[str, Any]] = []

    def request(self, operation: Operation, path: str, query: Mapping[str, Any] | None = None, body: Any = None) -> Any:
        """Record a request."""
        asked = {} if query is None else {"query": query}
        self.requests.append({"method": operation.method, "path": path, **asked, "body": without_people(body)})
        return None


def without_people(body: Any) -> Any:
    """Return a body without people's records; their number takes their place."""
    personal = [name for name, field in fields_of(CustomerList).items() if field.access & PERSONAL]
    if not isinstance(body, dict):
        return body
    return {k: f"({len(str(v).split(','))} records, not shown)" if k in personal else v for k, v in body.items()}
