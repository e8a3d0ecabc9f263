"""Dry runs: what a write would send."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pinads.journal.recorder import Recorder, Remembering
from pinads.render.text import plural, safe
from pinads.sdk.bulk.batching import Row as BulkRow
from pinads.sdk.bulk.batching import Watcher
from pinads.sdk.bulk.lookup import can_be_read, is_in_listings_only, present
from pinads.sdk.bulk.outcomes import APPLIED, EXISTS, HOPELESS, REJECTED, UNKNOWN, Outcome
from pinads.sdk.client import Client
from pinads.sdk.errors import BadRequest, PinadsError, Rejected
from pinads.sdk.http.clock import Clock
from pinads.sdk.schema.compare import differing
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import PERSONAL, Mode
from pinads.services.changes import Level, Order, Part
from pinads.services.inputs.records import Records
from pinads.services.results import Plan
from pinads.services.writes.record import note_again, note_wait, settle, settling

if TYPE_CHECKING:
    from pinads.journal.models import Run
    from pinads.sdk.http.operations import Operation
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions


class DryRun(Client):
    """Stands in for the client in a dry run: notes what a write would send, and sends nothing."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []

    def request(self, operation: Operation, path: str, query: Mapping[str, Any] | None = None, body: Any = None) -> Any:
        """Note the request."""
        self.requests.append({"method": operation.method, "path": path, "body": without_people(body)})
        return None

    def taken(self) -> list[dict[str, Any]]:
        """The requests since this was last asked."""
        some, self.requests = self.requests, []
        return some

    @property
    def latest_request_id(self) -> None:
        """None: nothing answers."""

    @property
    def clock(self) -> Clock:
        """The time here; nothing waits."""
        return Clock()

    @property
    def server_time(self) -> None:
        """None: there is no server."""

    @property
    def server_offset(self) -> None:
        """None: there is no server."""

    @property
    def latest_left(self) -> None:
        """None: nothing leaves."""


def without_people(body: Any) -> Any:
    """A body as it may be shown: of people's records only their number."""
    from pinads.sdk.resources.customer_lists import CustomerList

    personal = [name for name, field in fields_of(CustomerList).items() if field.access & PERSONAL]
    if not isinstance(body, dict):
        return body
    return {k: f"({len(str(v).split(','))} records, not shown)" if k in personal else v for k, v in body.items()}


def read_back(outcomes: Sequence[Outcome[Any]], model: type[Any], context: Context) -> list[Outcome[Any]]:
    """Of rows whose answer is not what was asked, those that are not so: what an answer leaves out is read to know."""
    fields = fields_of(model)
    silent = [item for item in outcomes if item.record is not None and any(name not in item.record.wire for name in item.differs)]
    if not silent or not can_be_read(model) or is_in_listings_only(model):
        return list(outcomes)
    found: dict[str, Any] = {}
    with suppress(PinadsError):  # What cannot be read is told as it was answered.
        found = present(model, context.account, [item.record.id for item in silent if item.record is not None], context.client)
    for item in silent:
        now = found.get(item.record.id) if item.record is not None else None
        if now is not None:
            asked = {**item.input, **(item.input.get("extra") or {})}
            asked = {model.ALIASES.get(name, name): value for name, value in asked.items()}
            still = differing(fields, asked, now.wire)
            item.differs = tuple(name for name in item.differs if name in still)
    return [item for item in outcomes if item.differs]


class LevelSending:
    """One run: which original became which copy, and which did not."""

    def __init__(self, context: Context, order: Order, levels: list[Level], options: WriteOptions) -> None:
        self.context = context
        self.order = order
        self.levels = levels
        self.options = options
        self.at_once = context.concurrency(options.concurrency)
        self.new: dict[str, str] = {}
        self.done: dict[type[Any], int] = {}
        self.failed: dict[str, Outcome[Any]] = {}
        self.hopeless: PinadsError | None = None

    def plan(self) -> Plan:
        """The requests of a dry run. An id that is not there yet is written as what it will be the id of."""
        noted = DryRun()
        for level in self.levels:
            before = len(noted.requests)
            for outcome in self._ordered(level).writer(self.context.account)(client=noted, watcher=self._remembering(level)):
                self._note(level, outcome)
            for request in noted.requests[before:]:
                for row in request["body"] if isinstance(request["body"], list) else [request["body"]]:
                    self._explain_parent(level, row)
        return Plan(noted.requests)

    def _remembering(self, level: Level) -> Watcher:
        if self.order.resumes is None:
            watcher = Watcher()
            watcher.first = level.first
            return watcher
        return Remembering(self.context.journal, self.order.resumes, level.model, self.context.client, numbers=level.numbers)

    def _explain_parent(self, level: Level, row: dict[str, Any]) -> None:
        parent = level.model.RESOURCE.parent
        if parent in row and row[parent] not in self.new.values():
            row[parent] = f"(id of the copy of {row[parent]})"

    def recorder(self, run: Run, level: Level) -> Recorder:
        """What writes down a level's rows."""
        goes_on = self.order.resumes is not None
        recorder = Recorder(self.context.journal, run, level.model, self.context.client, goes_on, numbers=level.numbers)
        recorder.on_wait, recorder.on_again = note_wait(self.context), note_again(self.context)
        return recorder

    def outcomes(self, run: Run) -> Iterator[Outcome[Any]]:
        """The outcomes of all rows, numbered through. Where a copy was not made, what belongs into it is not sent."""
        for level in self.levels:
            for outcome in self._sent(run, level):
                self._note(level, outcome)
                yield outcome
        if self.failed and self.order.mode is Mode.CREATE:
            self.context.say(safe(self._left(run)))

    def look(self, run: Run) -> None:
        """Find out what rows of unknown fate made, and send nothing."""
        for level in self.levels:
            recorder = self.recorder(run, level)
            settle(self.context, self._ordered(level), recorder, self.options)
            for record in recorder.journal.rows(run.id):
                if record.number in level.numbers and record.status in (APPLIED, EXISTS) and record.entity:
                    self.new[level.parts[record.number - level.first].source] = record.entity

    def _sent(self, run: Run, level: Level) -> Iterator[Outcome[Any]]:
        order, recorder = self._ordered(level), self.recorder(run, level)
        if self.hopeless is not None:
            return self._unsent(level, recorder, self.hopeless)
        recorder.beforehand = self._orphans(level)
        if self.order.resumes is not None:
            settle(self.context, order, recorder, self.options)
        send = order.writer(self.context.account, **settling(self.context, self.options))
        reconcile = not self.options.no_reconcile
        return send(client=self.context.client, concurrency=self.at_once, reconcile=reconcile, watcher=recorder)

    def _unsent(self, level: Level, recorder: Recorder, error: PinadsError) -> Iterator[Outcome[Any]]:
        """The outcomes of a level after what every further request would fail with."""
        for number, part in zip(level.numbers, level.parts, strict=True):
            known = recorder.known(BulkRow(number, part.values))
            yield known or Outcome(number, part.values, REJECTED, None, error, sent=False)

    def _ordered(self, level: Level) -> Order:
        """The order for the rows of one level."""
        return self.order._replace(model=level.model, records=Records.of([self._placed(level, part) for part in level.parts]))

    def _placed(self, level: Level, part: Part) -> Mapping[str, Any]:
        """A row in the copy of its parent. Nothing is ever made in the original: without a copy the row has no parent."""
        parent, name = level.parent_of(part), level.model.RESOURCE.parent
        if parent is None or name is None or (self.options.dry_run and parent not in self.new):
            return part.values
        if parent in self.new:
            return {**part.values, name: self.new[parent]}
        return {key: value for key, value in part.values.items() if key != name}

    def _note(self, level: Level, outcome: Outcome[Any]) -> None:
        source = level.parts[outcome.row - level.first].source
        if outcome.applied and outcome.record is not None:
            self.new[source] = outcome.record.id
            self.done[level.model] = self.done.get(level.model, 0) + 1
            return
        self.failed[source] = outcome
        if outcome.status == REJECTED and isinstance(outcome.error, HOPELESS):
            self.hopeless = outcome.error

    def _orphans(self, level: Level) -> dict[int, Outcome[Any]]:
        """The outcomes of rows whose parent was not made."""
        pairs = zip(level.numbers, level.parts, strict=True)
        parents = ((number, part, level.parent_of(part)) for number, part in pairs)
        return {
            number: self._orphan(number, part, parent) for number, part, parent in parents if parent is not None and parent not in self.new
        }

    def _orphan(self, number: int, part: Part, parent: str) -> Outcome[Any]:
        above = self.failed.get(parent)
        # A run that is interrupted or has no access is told as that, and not as so many refusals.
        broken = above is not None and above.status == REJECTED and not isinstance(above.error, (BadRequest, Rejected))
        shared = above.error if above is not None and broken else None
        error = shared or PinadsError(f"not sent: the copy of {parent}, which it belongs to, was not made", safe_to_retry=True)
        return Outcome(number, part.values, REJECTED, None, error, sent=False)

    def _left(self, run: Run) -> str:
        """What there is of the copy, and how to be rid of it."""
        source = self.levels[0].parts[0].source
        campaign = self.new.get(source)
        if campaign is None:
            if self.failed[source].status == UNKNOWN:
                return "note: whether the new campaign was made is not known; the same command typed again looks for it first"
            return "note: nothing was made"
        parts = [f"{self.done.get(level.model, 0)} of {len(level.parts)} {plural(level.model.RESOURCE.noun)}" for level in self.levels[1:]]
        status = self.levels[0].parts[0].values["status"]
        has = f" and has {', '.join(parts)}" if parts else ""
        return f"note: the new campaign {campaign} is {status}{has}; to be rid of it, pinads undo {run.id}"
