"""What is to be written: change sets of phases, each a sequence of rows of one resource that can be read again."""

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
    """How a change set treats what exists, and what is known of its rows.

    Attributes:
        read: read current values, to show what changes and to skip what does not.
        keep: read current values where that is cheap, so that the run can be undone.
        replace: an object that is given is the whole of it, not the parts to change.
        allow_large: accept amounts above the sanity limits.
        allow_small: accept amounts below the sanity limits.
        typed: the fields, as errors name them, whose amounts were typed; None where all were. A copied amount is no mistake of typing.
        trusted: the values were checked before, in an earlier run or by the API, so nothing about them is a slip.
        confirmed: the person has agreed to the whole write.
        confirmed_final: the person has agreed to what is final; where the write goes is still shown.
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
"""The handling of rows that were resolved before: what is left of a run, or what undoes one."""


class Phase(NamedTuple):
    """The rows of one resource.

    Attributes:
        model: the resource's record type.
        mode: create or update.
        records: the rows; their values may hold Refs to changes of earlier phases.
        first: the number of the first row among all rows of the set.
        if_not_exists: create only what is not there yet under its name.
        sources: the ids of the originals that the rows copy, in order; empty where they copy none.
    """

    model: type[Any]
    mode: Mode
    records: Records
    first: int = 0
    if_not_exists: bool = False
    sources: Sequence[str] = ()

    @property
    def personal(self) -> bool:
        """Whether rows hold people's records, of which nothing is kept."""
        return any(field.access & PERSONAL for field in fields_of(self.model).values())

    @property
    def how(self) -> BulkOptions:
        """How the SDK reads the rows."""
        return BulkOptions(if_not_exists=self.if_not_exists)

    def writer(
        self, account: str, values: Iterable[Mapping[str, Any]], look: bool = True, **settling: Any
    ) -> Callable[..., Iterator[Outcome[Any]]]:
        """Return the SDK's function that writes values; it takes the client and the options of bulk writes.

        Args:
            account: the ad account.
            values: the values of the rows, without Refs.
            look: look for what exists, where that is asked for.
            **settling: ``settle_time`` and ``wait``, for creates.
        """
        if not self.model.RESOURCE.in_account:
            return partial(self.model.create_many, values)
        if self.mode is Mode.UPDATE:
            return partial(self.model.update_many, account, values)  # An update is sent again at once.
        return partial(self.model.create_many, account, values, if_not_exists=self.if_not_exists and look, **settling)


class ChangeSet(NamedTuple):
    """A write that is asked for.

    Attributes:
        phases: parents first; one where all rows are of one resource. Where ``read`` is given it tells the resource only.
        verb: the past participle of what is done.
        handling: how to treat what exists.
        defaults: the values that rows were completed with.
        single: it is one entity, shown as itself.
        tree: its rows are of several resources.
        undoes: the run that this write undoes.
        resumes: the run that this write resumes.
        after: the latest earlier run of the same rows, which was looked at; 0 where there is none.
        from_file: the rows came from a file or a pipe.
        asked: the digest of what was asked for, where the rows themselves do not tell it.
        read: reads the phases, once it is clear that no earlier run is resumed.
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
        """Whether only what is missing is created."""
        return self.phases[0].if_not_exists

    @property
    def personal(self) -> bool:
        """Whether rows hold people's records."""
        return self.phases[0].personal

    @property
    def noun(self) -> str:
        """The word for one row."""
        return "entity" if self.tree else str(self.model.RESOURCE.noun)

    def check(self) -> None:
        """Refuse what cannot be done at all.

        Raises:
            InvalidInput: there is no parent in which names could be looked for.
        """
        if self.if_not_exists and not self.model.RESOURCE.in_account:
            raise InvalidInput(f"{self.model.RESOURCE.noun}s have no parent to look in", "if_not_exists")


class CheckedRow(NamedTuple):
    """A row that can be written, and its request body where that is final already."""

    row: InputRow
    body: dict[str, Any] | None = None


class PlannedChange(NamedTuple):
    """A row as it is to be sent, and the entity's current state.

    Attributes:
        row: the row, resolved.
        present: the entity as it was read; None where it was not read or does not exist.
        body: the request body, where it is made already.
        unchanged: the row would change nothing.
        done: an earlier run already applied this row (it is not read again).
        resolved: its values depend on the current state.
        relative: an amount among them does.
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
    """Find the fields of a row that stand for ids of other changes."""
    return {name: value for name, value in values.items() if isinstance(value, Ref)}


def to_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Write the Refs of a row as JSON objects."""
    return {name: {_REF: value.change} if isinstance(value, Ref) else value for name, value in values.items()}


def from_json(values: Mapping[str, Any]) -> dict[str, Any]:
    """Read a row whose Refs are JSON objects."""
    return {name: Ref(value[_REF]) if isinstance(value, dict) and value.keys() == {_REF} else value for name, value in values.items()}
