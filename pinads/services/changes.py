"""Change sets: the rows of a write, in phases of one resource each, which can be read repeatedly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.sdk.bulk.batching import BulkOptions
from pinads.sdk.bulk.outcomes import Outcome
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import PERSONAL, Mode
from pinads.services.inputs.records import InputRow, Records

if TYPE_CHECKING:
    from pinads.journal.models import Run

DRAFT = "DRAFT"
TREE = "levels"
"""The kind of stored rows that are of several resources, parents first."""
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
        allow_large: accept amounts above the sanity limits.
        allow_small: accept amounts below the sanity limits.
        typed: the fields, as errors name them, whose amounts were typed; None if all were. A copied amount is no typing mistake.
        trusted: the values were checked before, in an earlier run or by the API.
        confirmed: the whole write is confirmed; its effect is not summed up.
        confirmed_final: final changes are confirmed, or confirmed otherwise; the effect is still shown.
    """

    read: bool = False
    keep: bool = True
    replace: bool = False
    allow_large: bool = False
    allow_small: bool = False
    typed: Collection[str] | None = None
    trusted: bool = False
    confirmed: bool = False
    confirmed_final: bool = False


TRUSTED = Handling(replace=True, trusted=True)
"""The handling of rows that were resolved before: the rest of a run, or the undo of one."""


class Phase(NamedTuple):
    """The rows of one resource.

    Attributes:
        model: the resource's record type.
        mode: create or update.
        records: the rows; their values may hold Refs to changes of earlier phases.
        first: the number of the first row among all rows of the set.
        if_not_exists: create only entities that do not exist under their name yet.
        sources: the ids of the originals that the rows copy, in order; empty where they copy none.
        present: the current entities by id, if they were read to make the rows; they are not read again.
    """

    model: type[Any]
    mode: Mode
    records: Records
    first: int = 0
    if_not_exists: bool = False
    sources: Sequence[str] = ()
    present: Mapping[str, Any] | None = None

    @property
    def personal(self) -> bool:
        """True if rows hold people's records, of which nothing is kept."""
        return any(field.access & PERSONAL for field in fields_of(self.model).values())

    @property
    def how(self) -> BulkOptions:
        """The SDK's options for reading the rows."""
        return BulkOptions(if_not_exists=self.if_not_exists)

    def writer(
        self, account: str, values: Iterable[Mapping[str, Any]], look: bool = True, **settling: Any
    ) -> Callable[..., Iterator[Outcome[Any]]]:
        """Return the SDK's function that writes values; it takes the client and the options of bulk writes.

        Args:
            account: the ad account.
            values: the values of the rows, without Refs.
            look: look for existing entities, if the phase asks for that.
            **settling: ``settle_time`` and ``wait``, for creates.
        """
        if not self.model.RESOURCE.in_account:
            return partial(self.model.create_many, values)
        if self.mode is Mode.UPDATE:
            return partial(self.model.update_many, account, values)  # An update is sent again at once.
        return partial(self.model.create_many, account, values, if_not_exists=self.if_not_exists and look, **settling)


class SkippedRow(NamedTuple):
    """A row that is left alone; its outcome follows those of the rows that are written.

    Attributes:
        entity: how messages name it.
        values: its ``id`` and ``name``.
        reason: why it is left alone.
        done: the entity is already as the write would make it.
    """

    entity: str
    values: Mapping[str, Any]
    reason: str
    done: bool = False


class ChangeSet(NamedTuple):
    """A requested write.

    Attributes:
        phases: parents first; one if all rows are of one resource. If ``read`` is given, it only tells the resource.
        verb: the past participle for the summary.
        handling: the handling of existing entities.
        defaults: the values that complete the rows.
        single: the outcome of one entity is shown as the entity itself.
        tree: the rows are of several resources.
        undoes: the run that this write undoes.
        resumes: the run that this write resumes.
        after: the latest earlier run of the same rows that was considered; 0 for none.
        from_file: the rows came from a file or a pipe.
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
    after: int = 0
    from_file: bool = False
    asked: str | None = None
    read: Callable[[], tuple[Phase, ...]] | None = None
    question: str = ""
    left_alone: Sequence[SkippedRow] = ()

    @classmethod
    def of(cls, model: type[Any], mode: Mode, records: Records, verb: str, *, if_not_exists: bool = False, **more: Any) -> ChangeSet:
        """Make a change set of one phase."""
        return cls((Phase(model, mode, records, if_not_exists=if_not_exists),), verb, **more)

    @property
    def model(self) -> type[Any]:
        """The record type of the first phase."""
        return self.phases[0].model

    @property
    def mode(self) -> Mode:
        """Create or update."""
        return self.phases[0].mode

    @property
    def records(self) -> Records:
        """The rows of the first phase."""
        return self.phases[0].records

    @property
    def if_not_exists(self) -> bool:
        """True if only missing entities are created."""
        return self.phases[0].if_not_exists

    @property
    def personal(self) -> bool:
        """True if rows hold people's records."""
        return self.phases[0].personal

    @property
    def noun(self) -> str:
        """The word for one row."""
        return "entity" if self.tree else str(self.model.RESOURCE.noun)

    def check(self) -> None:
        """Refuse combinations that no rows can make valid.

        Raises:
            InvalidInput: the resource has no parent in which names could be looked for.
        """
        if self.if_not_exists and not self.model.RESOURCE.in_account:
            raise InvalidInput(
                f"{self.model.RESOURCE.noun}s have no parent in which names could be looked for. Leave `if_not_exists` out.",
                "if_not_exists",
            )


class CheckedRow(NamedTuple):
    """A valid row, and its request body unless that depends on current state."""

    row: InputRow
    body: dict[str, Any] | None = None


class PlannedChange(NamedTuple):
    """A row as it is to be sent, and the entity's current state.

    Attributes:
        row: the row, resolved.
        present: the entity as it was read; None if it was not read or does not exist.
        body: the request body, if it is known already.
        unchanged: the row would change nothing.
        done: an earlier run already applied this row (it is not read again).
        resolved: its values depend on the current state.
        relative: one of them is a relative amount.
    """

    row: InputRow
    present: Any = None
    body: dict[str, Any] | None = None
    unchanged: bool = False
    done: bool = False
    resolved: bool = False
    relative: bool = False

    @property
    def values(self) -> Mapping[str, Any]:
        """The values to send."""
        return self.row.values

    @property
    def before(self) -> Mapping[str, Any] | None:
        """The entity's current values, or None."""
        return self.present.wire if self.present is not None else None


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


def phases_from(rows: Iterable[TreeRow], mode: Mode) -> tuple[Phase, ...]:
    """Make the phases of a tree; rows of one resource have to follow each other."""
    phases: list[Phase] = []
    first = 0
    for model, group in groupby(rows, key=lambda row: row.model):
        some = list(group)
        noun, has_parent = model.RESOURCE.noun, bool(model.RESOURCE.parent)
        records = [InputRow(f"{noun} {row.source}" if row.source and has_parent else "", row.values) for row in some]
        sources = [row.source for row in some]
        phases.append(Phase(model, mode, Records.of_rows(records), first, sources=sources))
        first += len(some)
    return tuple(phases)


def references(values: Mapping[str, Any]) -> dict[str, Ref]:
    """Return the fields of a row that hold Refs."""
    return {name: value for name, value in values.items() if isinstance(value, Ref)}


def to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Write the Refs of a row as JSON objects."""
    return {name: {_REF: value.change} if isinstance(value, Ref) else value for name, value in values.items()}


def from_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Read a row whose Refs are JSON objects."""
    return {name: Ref(value[_REF]) if isinstance(value, dict) and value.keys() == {_REF} else value for name, value in values.items()}
