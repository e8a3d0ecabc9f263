"""The step of entities: rows of one resource that the API creates or updates in batches, and can find again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.journal.matching import written_since
from pinads.journal.models import PARTIAL, RUNNING, STOPPED, TREE, Run, Start
from pinads.journal.recorder import Recorder, RememberingObserver, SkippingObserver, left_of
from pinads.render.text import safe
from pinads.sdk.bulk.batching import BulkOptions, WriteObserver, key_of, read_row
from pinads.sdk.bulk.lookup import is_in_listings_only
from pinads.sdk.bulk.sender import Sender
from pinads.sdk.bulk.writer import write_many
from pinads.sdk.client import Client
from pinads.sdk.errors import InvalidInput, NetworkError, PinadsError, Stopped
from pinads.sdk.outcomes import REJECTED, Outcome
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import PERSONAL, Mode
from pinads.sdk.schema.validation import entity_id
from pinads.services.changes import NOTHING, VALUES, ChangeSet, Handling, Phase, Step
from pinads.services.errors import WrongCommand, option
from pinads.services.inputs.parsers import Relative
from pinads.services.inputs.records import InputRow, Records
from pinads.services.inputs.targeting_changes import checkable_parts
from pinads.services.write_events import LookingFor, NothingFound, SendingAgain, Waiting

if TYPE_CHECKING:
    from pinads.services.context import Context


def is_resolved(run: Run) -> bool:
    """Tell if the values of an update depend on the state before it."""
    return run.start.mode is Mode.UPDATE and bool(run.start.options.get("resolved"))


class EntityStep(Step):
    """A create or update of entities.

    Args:
        model: the resource's record type.
        mode: create or update.
        if_not_exists: create only entities that do not exist under their name yet.

    Raises:
        InvalidInput: the resource has no parent in which names could be looked for.
    """

    def __init__(self, model: type[Any], mode: Mode, if_not_exists: bool = False) -> None:
        if if_not_exists and not model.RESOURCE.in_account:
            told = f"{model.RESOURCE.noun}s have no parent in which names could be looked up. Leave `if_not_exists` out."
            raise InvalidInput(told, "if_not_exists")
        self.model = model
        self.mode = mode
        self.if_not_exists = if_not_exists
        self.noun = model.RESOURCE.noun
        self.resource = model.RESOURCE.collection
        self.repeatable = mode is Mode.UPDATE and bool(model.RESOURCE.updates_repeat)
        self.resolves = mode is Mode.UPDATE
        # Of people's records not even a digest is kept.
        self.keeps = NOTHING if any(field.access & PERSONAL for field in fields_of(model).values()) else VALUES
        once = f", {option('if_not_exists')} to create only what is missing" if model.RESOURCE.in_account else ""
        twice = "Writing them again creates each of them a second time", "again", once
        self.again = twice if mode is Mode.CREATE else ("Writing them again adds its relative amounts a second time", "again", "")

    def account(self, context: Context) -> str:
        """Return the ad account; empty if the resource is in none."""
        return context.account if self.model.RESOURCE.in_account else ""

    def prepare(self, context: Context, row: InputRow, handling: Handling) -> dict[str, Any] | None:
        """Check a row and return its body, unless that depends on current state."""
        model, account = self.model, self.account(context)
        if self.mode is Mode.UPDATE:
            if "id" not in row.values:
                group = self.resource.replace("_", "" if self.resource == "ad_groups" else "-")
                command = f"pinads {group} list --to {group}.xlsx{context.named}"
                raise WrongCommand("id is missing, and an update finds entities by id. Export them first, with their ids", "id", command)
            dependent = handling.dependent(model, row.values)
            # What depends on the entity is checked when that was read; values that are always valid stand in for it.
            plain = {name: 1 if isinstance(row.values[name], Relative) else checkable_parts(row.values[name]) for name in dependent}
            body: dict[str, Any] = model.prepare({**row.values, **plain} if plain else row.values, self.mode, account)
            entity_id(row.values["id"], "id")  # The id is part of the path, so prepare() does not check it.
            return None if dependent else body
        body = model.prepare(row.values, self.mode, account)
        if self.if_not_exists:
            key_of(model, body, BulkOptions(if_not_exists=True))
        return body

    def facts(self, changes: ChangeSet, resolved: bool, relative: bool) -> dict[str, Any]:
        """Return the facts of the journal's run: the file, its kind, and options that a resumed run repeats."""
        records, handling = changes.records, changes.handling
        options: dict[str, Any] = {
            "encoding": records.source.named if records.source is not None else None,
            "beside": records.beside,
            "sheet": records.sheet,
            "file": changes.file,
            "if_not_exists": self.if_not_exists,
            "resolved": resolved,
            "relative": relative,
            "no_read": not handling.keep,
            "replace": handling.replace,
            "skip_failed": handling.skip,
        }
        if changes.tree:
            options["levels"] = {phase.step.resource: len(phase.sources) for phase in changes.phases}
        if changes.left_alone:
            options["left_alone"] = dict(Counter(row.model.RESOURCE.collection for row in changes.left_alone))
        kind = TREE if changes.tree else "jsonl" if resolved else records.kind
        return {"source": records.file, "kind": kind, "defaults": {} if resolved else changes.defaults, "options": options}

    def unfinished(self, changes: ChangeSet) -> tuple[str, ...]:
        """Return the states in which a run is resumed."""
        # Repeating a file (or a clone) with some rejected rows would create the others twice; options may be meant to repeat.
        whole_file = self.mode is Mode.CREATE and (changes.records.source is not None or changes.tree)
        return (RUNNING, STOPPED, PARTIAL) if whole_file else (RUNNING, STOPPED)

    def outdated(self, context: Context, run: Run, start: Start) -> str | None:
        """Explain why applied rows of an update may be outdated or were meant differently."""
        if self.mode is Mode.CREATE:
            return None
        if bool(run.start.options.get("replace")) != bool(start.options["replace"]):
            why = f"it was run with{'out' if start.options['replace'] else ''} `replace_targeting`"
        elif (since := written_since(context.journal, run)) is not None:
            why = f"{run.start.resource.replace('_', ' ')} have changed since (run {since})"
        else:
            return None
        if is_resolved(run):
            told = f"run {run.id} for the same rows did not finish, and {why}. {option('fresh')} recomputes the values. Nothing was sent"
            raise InvalidInput(told, None).hinting(f"to continue with the original values, run: pinads journal resume {run.id}")
        return f"run {run.id} did not finish, and {why}: all rows are written again"

    def ready(self, context: Context) -> None:
        """Learn the server's time before the first create, to tell new entities from older ones."""
        resource, client = self.model.RESOURCE, context.client
        # Keywords have no creation time.
        is_dated = resource.known_by and resource.in_account and not is_in_listings_only(self.model)
        if self.mode is Mode.UPDATE or not is_dated or client.server_time is not None:
            return
        try:
            AdAccount(context.account, client=client)
        except PinadsError as error:
            # A refusal has a date, too; the write will meet the same error.
            if client.server_time is None and isinstance(error, (NetworkError, Stopped)):
                raise

    def observer(self, context: Context, changes: ChangeSet, phase: Phase, run: Run | None) -> WriteObserver:
        """Return the recorder of the rows; without a run an observer that skips what is unchanged or applied."""
        client = context.client
        numbers = range(phase.first, phase.first + len(phase.sources)) if changes.tree else None
        if run is not None:
            recorder = Recorder(context.journal, run, self.model, client, changes.resumes is not None, numbers=numbers)
            recorder.names = context.found_names()
            recorder.on_wait = lambda rows, seconds: context.interaction.notify(Waiting(rows, seconds))
            recorder.on_again = lambda rows: context.interaction.notify(SendingAgain(rows))
            return recorder
        if changes.resumes is not None:
            return RememberingObserver(context.journal, changes.resumes, self.model, client, numbers=numbers)
        sparing = SkippingObserver(self.model, self.account(context), client)
        sparing.first = phase.first
        return sparing

    def settle(
        self, context: Context, phase: Phase, values: Iterable[Mapping[str, Any]], recorder: WriteObserver, how: BulkOptions
    ) -> None:
        """Look for rows of unknown outcome; those that the server may still execute become pending."""
        assert isinstance(recorder, Recorder)
        unclear = recorder.unclear_rows() if how.reconcile and not self.repeatable else {}
        if not unclear:
            return
        self.ready(context)
        context.interaction.notify(LookingFor(len(unclear)))
        account, client = recorder.run.start.account, context.client
        look = Recorder(recorder.journal, recorder.run, self.model, client, goes_on=False, numbers=recorder.numbers)
        how = how._replace(concurrency=1, if_not_exists=False, observer=look)
        sender = Sender(self.model, account, self.mode, client, how)
        picked = ((number, given) for number, given in enumerate(values, recorder.first) if number in unclear)
        rows = [read_row(self.model, account, self.mode, how, number, given) for number, given in picked]
        for row in rows:
            row.left = left_of(unclear[row.number], client)
        missing = sender.reconcile([row for row in rows if row.body is not None])
        records = (look.journal.row(look.run.id, number) for number in unclear)
        gone = sum(record is not None and record.status == REJECTED for record in records)
        if gone:
            context.interaction.notify(NothingFound(gone))
        recorder.pending = {row.number: row.left for row in missing if row.left is not None}
        if sender.failed_look is not None:
            context.note(safe(f"the rows could not be looked up: {sender.failed_look}"))

    def send(self, client: Client, account: str, values: Iterable[Mapping[str, Any]], how: BulkOptions) -> Iterator[Outcome[Any]]:
        """Send rows in batches."""
        return write_many(self.model, account or None, values, self.mode, client, how)


class TreeRow(NamedTuple):
    """A row of a tree of several resources.

    Attributes:
        model: its record type.
        values: its values; a parent that is created in the same tree is a Ref.
        source: the id of the original that it copies, or empty.
    """

    model: type[Any]
    values: Mapping[str, Any]
    source: str = ""


def entity_changes(model: type[Any], mode: Mode, records: Records, verb: str, *, if_not_exists: bool = False, **more: Any) -> ChangeSet:
    """Make a change set of one phase of entities."""
    return ChangeSet((Phase(EntityStep(model, mode, if_not_exists), records),), verb, **more)


def phases_from(rows: Iterable[TreeRow], mode: Mode) -> tuple[Phase, ...]:
    """Make the phases of a tree; rows of one resource have to follow each other."""
    phases: list[Phase] = []
    first = 0
    for model, group in groupby(rows, key=lambda row: row.model):
        some = list(group)
        noun, has_parent = model.RESOURCE.noun, bool(model.RESOURCE.parent)
        records = [InputRow(f"{noun} {row.source}" if row.source and has_parent else "", row.values) for row in some]
        phases.append(Phase(EntityStep(model, mode), Records.of_rows(records), first, [row.source for row in some]))
        first += len(some)
    return tuple(phases)
