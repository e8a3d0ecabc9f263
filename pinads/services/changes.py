"""Change sets: the rows of a write, in phases of one step each, which can be read repeatedly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.render.text import counted
from pinads.sdk.bulk.batching import BulkOptions, WriteObserver
from pinads.sdk.outcomes import Outcome
from pinads.sdk.record import BaseRecord
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import MERGED, Mode
from pinads.services.inputs.parsers import Relative
from pinads.services.inputs.records import InputRow, Records
from pinads.services.policy.enforce import guard_write
from pinads.services.policy.rules import WriteFacts

if TYPE_CHECKING:
    from pinads.journal.models import Run, Start
    from pinads.sdk.client import Client
    from pinads.services.context import Context

DRAFT = "DRAFT"
_REF = "$change"


class Ref(NamedTuple):
    """A stand-in for the id that another change of the set gets when it is applied.

    Attributes:
        change: the number of that change.
    """

    change: int


class Handling(NamedTuple):
    """The handling of existing entities, and facts about the rows that make checks unnecessary.

    Attributes:
        read: read current values, to show what changes and to skip what does not.
        keep: read current values where that is cheap, so that the run can be undone.
        replace: objects in rows replace the current ones; otherwise they are merged.
        typed: the fields, as errors name them, whose amounts were typed; None if all were. A copied amount is not a typing mistake.
        trusted: the values were checked before, in an earlier run or by the API.
        confirmed: the whole write is confirmed; its effect is not summed up.
        confirmed_final: final changes are confirmed, or confirmed otherwise; the effect is still shown.
        skip: skip rows that cannot be written; otherwise all are refused.
        overwrite_newer: write rows of a file whose entities were changed after it was written.
        keeps_names: no entity gets, loses or changes a name, so that kept names stay true.
        resumes: the run whose rest this is, if that is to leave newer changes of others alone; None otherwise.
    """

    read: bool = False
    keep: bool = True
    replace: bool = False
    typed: Collection[str] | None = None
    trusted: bool = False
    confirmed: bool = False
    confirmed_final: bool = False
    skip: bool = False
    overwrite_newer: bool = False
    keeps_names: bool = False
    resumes: Run | None = None

    def dependent(self, model: type[Any], values: Mapping[str, Any]) -> list[str]:
        """Return the fields of a row whose values depend on the current entity: relative amounts, and objects to merge."""
        fields = fields_of(model)
        return [
            name
            for name, value in values.items()
            if not isinstance(value, str)  # Most values are, and the check of a Mapping is slow.
            and (
                isinstance(value, Relative)
                or (isinstance(value, Mapping) and not self.replace and name in fields and fields[name].has(MERGED))
            )
        ]


TRUSTED = Handling(replace=True, trusted=True)
"""The handling of rows that were resolved before: the rest of a run, or the undo of one."""

NOTHING, DIGESTS, VALUES = range(3)
"""What may be kept of a row on this machine: nothing, a digest, or its values."""


class Step:
    """A kind of write: what the API allows and answers for it, and what only this kind does at a stage of the pipeline.

    The defaults are those of rows that are sent as they are, and for which no earlier run matters.

    Attributes:
        model: the record type of the entities that it writes.
        mode: create or update.
        resource: the collection, as the journal names it.
        noun: the word for one entity.
        unit: the word for one row.
        concurrency: requests in flight at most; None for as many as the person wants.
        repeatable: a request of unknown fate may simply be sent again.
        keeps: what may be kept of its rows: ``NOTHING``, ``DIGESTS`` or ``VALUES``. Other than values, rows are read again where
            they are needed.
        resolves: rows depend on the current state of their entities, which are read.
        entities: the number of entities that policy and questions count, where rows are only parts of these and spend nothing.
        if_not_exists: create only entities that do not exist under their name yet.
        source: the file that the rows were read from this time, if that is not in the rows.
        again: what writing rows a second time does, the parameter that allows it, and what else can be done.
    """

    model: type[Any] = BaseRecord
    mode: Mode
    resource: str
    noun: str
    unit = "row"
    concurrency: int | None = None
    repeatable = False
    keeps = VALUES
    resolves = False
    entities: int | None = None
    if_not_exists = False
    source: str | None = None
    again: tuple[str, str, str] = ("Sending it again does it twice", "again", "")

    def account(self, context: Context) -> str:
        """Return the ad account that is written to; empty for none."""
        return context.account

    def guard(self, context: Context, rows: int) -> None:
        """Refuse what the policy forbids whatever the rows are.

        Raises:
            PolicyViolation: a rule forbids it.
        """
        if context.policy.rules:
            guard_write(context.policy, WriteFacts(self.account(context), self.entities or rows))

    def prepare(self, context: Context, row: InputRow, handling: Handling) -> dict[str, Any] | None:
        """Check a row against the declarations; return its body, unless that depends on current state.

        Raises:
            InvalidInput: it cannot be written.
        """
        return None

    def target(self, context: Context) -> str:
        """Describe the target to a person, besides its kind and account."""
        return ""

    def facts(self, changes: ChangeSet, resolved: bool, relative: bool) -> dict[str, Any]:
        """Return the fields of ``journal.models.Start`` that only this kind has."""
        return {}

    def unfinished(self, changes: ChangeSet) -> tuple[str, ...]:
        """Return the states in which an earlier run of the same rows is resumed."""
        return ()

    def outdated(self, context: Context, run: Run, start: Start) -> str | None:
        """Explain why an unfinished run of the same rows is not resumed; None if it is.

        Raises:
            InvalidInput: a person has to decide; nothing was sent.
        """
        return None

    def made(self, context: Context, run: Run) -> str:
        """Describe what a run made, if that says more than the number of its rows."""
        return ""

    def rest(self, phase: Phase, run: Run) -> Phase:
        """Return the phase as the run that is resumed had it."""
        return phase

    def ready(self, context: Context) -> None:
        """Learn what must be known before the run begins.

        Raises:
            PinadsError: the server cannot be reached; nothing was sent.
        """

    def observer(self, context: Context, changes: ChangeSet, phase: Phase, run: Run | None) -> WriteObserver:
        """Return the recorder of rows in a run; without a run, an observer that records nothing."""
        return WriteObserver()

    def settle(
        self, context: Context, phase: Phase, values: Iterable[Mapping[str, Any]], recorder: WriteObserver, how: BulkOptions
    ) -> None:
        """Look for rows of unknown outcome of the resumed run, before any is sent again."""

    def send(self, client: Client, account: str, values: Iterable[Mapping[str, Any]], how: BulkOptions) -> Iterator[Outcome[Any]]:
        """Send rows, as their outcomes are read; a body that was prepared is in the values.

        Args:
            client: the client; in a dry run one that only records requests.
            account: the ad account.
            values: the values of the rows, without Refs.
            how: concurrency, the observer, and what is done about rows of unknown outcome.
        """
        raise NotImplementedError


class Phase(NamedTuple):
    """The rows of one step.

    Attributes:
        step: the kind of write.
        records: the rows; their values may hold Refs to changes of earlier phases.
        first: the number of the first row among all rows of the set.
        sources: the ids of the originals that the rows copy, in order; empty where they copy none.
        present: the current entities by id, if they were read to make the rows; they are not read again.
    """

    step: Step
    records: Records
    first: int = 0
    sources: Sequence[str] = ()
    present: Mapping[str, Any] | None = None


class SkippedRow(NamedTuple):
    """A row that is left alone; its outcome follows those of the rows that are written.

    Attributes:
        model: the record type.
        identity: the entity's id, if it is known.
        name: its name, if it is known.
        reason: why it is left alone.
        done: the entity is already as the write would make it.
        number: the number of its row, by which an entity without an id and a name is called.
    """

    model: type[Any]
    identity: str | None
    name: str | None
    reason: str
    done: bool = False
    number: int = 0

    @property
    def entity(self) -> str:
        """The entity in messages: ``campaign 626735000001 (Spring)``."""
        called = self.identity or self.name or f"of row {self.number + 1}"
        return f"{self.model.RESOURCE.noun} {called}" + (f" ({self.name})" if self.identity and self.name else "")


class ChangeSet(NamedTuple):
    """A requested write.

    Attributes:
        phases: parents first; one if all rows are of one step. If ``read`` is given, it only tells the step.
        verb: the past participle for the summary.
        handling: the handling of existing entities.
        defaults: the values that complete the rows.
        single: the outcome of one entity is shown as the entity itself.
        tree: the rows are of several resources.
        undoes: the run that this write undoes.
        resumes: the run that this write resumes.
        saved: the run of the saved plan that this write applies.
        after: the latest earlier run of the same rows that was considered; 0 for none.
        from_file: the rows came from a file or a pipe.
        file: the path of that file; None if it cannot be read again.
        asked: the digest of the request, if the rows do not determine it.
        read: reads the phases, once no earlier run is to be resumed.
        question: asked before the write, whatever its effect; empty if the effect decides.
        left_alone: rows that are not written, each with the reason.
    """

    phases: tuple[Phase, ...]
    verb: str
    handling: Handling = Handling()
    defaults: Mapping[str, Any] = {}
    single: bool = False
    tree: bool = False
    undoes: int | None = None
    resumes: Run | None = None
    saved: Run | None = None
    after: int = 0
    from_file: bool = False
    file: str | None = None
    asked: str | None = None
    read: Callable[[], tuple[Phase, ...]] | None = None
    question: str = ""
    left_alone: Sequence[SkippedRow] = ()

    @property
    def step(self) -> Step:
        """The step of the first phase."""
        return self.phases[0].step

    @property
    def records(self) -> Records:
        """The rows of the first phase."""
        return self.phases[0].records

    @property
    def noun(self) -> str:
        """The word for one row."""
        return "entity" if self.tree else self.step.noun

    def counted(self, rows: int) -> str:
        """Count rows in words, all rows of a tree by resource: ``1 campaign, 4 ad groups``."""
        parts = [(len(phase.sources), phase.step.noun) for phase in self.phases]
        if self.tree and rows == sum(count for count, _ in parts):
            return ", ".join(counted(count, noun) for count, noun in parts)
        return counted(rows, self.noun)


class PlannedChange(NamedTuple):
    """A row that was checked, and once it is resolved, as it is to be sent, with the entity's current state.

    Attributes:
        row: the row.
        present: the entity as it was read; None if it was not read or does not exist.
        body: the request body, unless that depends on current state.
        unchanged: the row would change nothing.
        done: an earlier run already applied this row (it is not read again).
        resolved: its values depend on the current state.
        relative: one of them is a relative amount.
        refusal: why the row cannot be written, and is skipped; empty if it can.
    """

    row: InputRow
    present: Any = None
    body: dict[str, Any] | None = None
    unchanged: bool = False
    done: bool = False
    resolved: bool = False
    relative: bool = False
    refusal: str = ""

    @property
    def values(self) -> Mapping[str, Any]:
        """The values to send."""
        return self.row.values

    @property
    def before(self) -> Mapping[str, Any] | None:
        """The entity's current values, or None."""
        return self.present.wire if self.present is not None else None


def references(values: Mapping[str, Any]) -> dict[str, Ref]:
    """Return the fields of a row that hold Refs."""
    return {name: value for name, value in values.items() if isinstance(value, Ref)}


def to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Write the Refs of a row as JSON objects."""
    return {name: {_REF: value.change} if isinstance(value, Ref) else value for name, value in values.items()}


def from_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Read a row whose Refs are JSON objects."""
    return {name: Ref(value[_REF]) if isinstance(value, dict) and value.keys() == {_REF} else value for name, value in values.items()}
