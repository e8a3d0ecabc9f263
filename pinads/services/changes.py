"""Writes of several resources, one after the other, as one run of the journal: a clone, and what undoes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.sdk.bulk.batching import How
from pinads.sdk.bulk.outcomes import Outcome
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import PERSONAL, Mode
from pinads.services.inputs.records import Records, Row

if TYPE_CHECKING:
    from pinads.journal.models import Run


WORD = "entity"


class Part(NamedTuple):
    """One row. Of a copy ``source`` is the id of the original, and the parent in the values is still that of the original."""

    values: Mapping[str, Any]
    source: str = ""


class Level(NamedTuple):
    """The rows of one resource, and the number of the first among all rows."""

    model: type[Any]
    parts: list[Part]
    first: int

    @property
    def numbers(self) -> range:
        """The numbers of the rows."""
        return range(self.first, self.first + len(self.parts))

    def parent_of(self, part: Part) -> str | None:
        """The id of the original's parent, where there is one."""
        parent = part.values.get(self.model.RESOURCE.parent or "")
        return None if parent is None else str(parent)

    def planned(self, is_open: Callable[[int], bool], **other: Any) -> Iterator[Planned]:
        """The rows that are still to be written, as the policy looks at them; ``other`` are values in place of theirs."""
        for number, part in zip(self.numbers, self.parts, strict=True):
            if is_open(number):
                place = f"{self.model.RESOURCE.noun} {part.source}" if part.source and self.model.RESOURCE.parent else ""
                yield Planned(Row(place, {**part.values, **other}))


def levels_from(parts: Iterable[tuple[type[Any], Part]]) -> list[Level]:
    """Rows, each with what it is, those of one resource behind each other."""
    levels: list[Level] = []
    for model, group in groupby(parts, key=lambda pair: pair[0]):
        levels.append(Level(model, [part for _, part in group], levels[-1].numbers.stop if levels else 0))
    return levels


def unread(model: type[Any], mode: Mode, verb: str, **more: Any) -> Order:
    """The order for rows of several resources, before they are known."""
    return Order(model, Records(lambda: iter(()), LEVELS), mode, verb, **more)


def _records(levels: list[Level]) -> Records:
    """The rows as the journal keeps them."""
    lines = ({"resource": level.model.RESOURCE.collection, **part._asdict()} for level in levels for part in level.parts)
    kept = Records.of(lines)
    kept.kind = LEVELS
    return kept


LEVELS = "levels"
"""The kind of records that are of several resources, one resource after the other (``pinads.services.changes``)."""


class Care(NamedTuple):
    """How an update goes about what is there.

    Attributes:
        read: read first, to say what changes and to leave out what does not.
        keep: read first where that is cheap, for the journal, so that it can be undone.
        replace: an object that is given is the whole of it, and not the parts to change.
        allow_large: accept amounts above the sanity limits.
        allow_small: accept amounts below the sanity limits.
        typed: the fields, as errors name them, whose amounts were typed; None where all were. A copied amount is no mistake of typing.
        checked: the amounts passed the sanity limits before, or bring back earlier ones.
        asked: the person at the terminal has been asked already.
        agreed: what is final has been agreed to; where a write goes is still shown.
        again: the values were in a write before, or at the server, so that nothing about them is a slip.
    """

    read: bool = False
    keep: bool = True
    replace: bool = False
    allow_large: bool = False
    allow_small: bool = False
    typed: Collection[str] | None = None
    checked: bool = False
    asked: bool = False
    agreed: bool = False
    again: bool = False


AGAIN = Care(replace=True, checked=True, again=True)
"""For rows that were worked out and held against the bounds before: what is left of a run, or what undoes one."""


class Order(NamedTuple):
    """A write.

    Attributes:
        model: what the rows are.
        records: the rows.
        mode: create or update.
        verb: the past participle for the summary.
        care: how updates go about what is there.
        defaults: what the rows' own values were completed with.
        single: it is one entity, shown as itself.
        if_not_exists: create only what is not there yet under its name.
        undoes: the run of the journal that this one undoes.
        resumes: the run of the journal that this one goes on with.
        after: the latest earlier run of the same rows, which has been looked at; 0 where there is none.
        levels: how many rows there are of each resource, in their order, where there are several.
        resolved: whether the rows depend on what was there (``+10%``, parts of an object), and are kept as they were worked out.
        from_file: whether the rows came from a file or a pipe, and not from options.
        relative: whether amounts among them do (``+10%``), so that writing them again changes more.
    """

    model: type[Any]
    records: Records
    mode: Mode
    verb: str
    care: Care = Care()
    defaults: Mapping[str, Any] = {}
    single: bool = False
    if_not_exists: bool = False
    undoes: int | None = None
    resumes: Run | None = None
    resolved: bool = False
    relative: bool = False
    from_file: bool = False
    after: int = 0
    levels: Mapping[str, int] = {}

    def writer(self, account: str, look: bool = True, **settling: Any) -> Callable[..., Iterator[Outcome[Any]]]:
        """Return the function that writes the rows; it takes the client and the options of bulk writes.

        Args:
            account: the ad account.
            look: look for what exists, where that is asked for.
            **settling: ``settle_time`` and ``wait``, for creates.
        """
        if not self.model.RESOURCE.in_account:
            return partial(self.model.create_many, self.records.values())
        if self.mode is Mode.UPDATE:
            return partial(self.model.update_many, account, self.records.values())  # An update is sent again at once.
        return partial(self.model.create_many, account, self.records.values(), if_not_exists=self.if_not_exists and look, **settling)

    def check(self) -> None:
        """Refuse what cannot be done at all.

        Raises:
            InvalidInput: there is no parent in which names could be looked for.
        """
        if self.if_not_exists and not self.model.RESOURCE.in_account:
            raise InvalidInput(f"{self.model.RESOURCE.noun}s have no parent to look in", "if_not_exists")

    @property
    def how(self) -> How:
        """How its rows are read."""
        return How(if_not_exists=self.if_not_exists)

    @property
    def personal(self) -> bool:
        """Whether rows hold people's records: nothing of those is kept."""
        return any(field.access & PERSONAL for field in fields_of(self.model).values())


DRAFT = "DRAFT"


class Planned(NamedTuple):
    """A row as it is sent, and what is there now.

    Attributes:
        row: the row.
        present: the entity now; None where it was not read or is not there.
        unchanged: whether the row would change nothing.
        done: whether an earlier run has written it; it was not looked at then.
        resolved: whether its values depend on what is there.
        relative: whether an amount among them does.
    """

    row: Row
    present: Any = None
    unchanged: bool = False
    done: bool = False
    resolved: bool = False
    relative: bool = False

    @property
    def values(self) -> Mapping[str, Any]:
        """What is sent."""
        return self.row.values

    @property
    def before(self) -> Mapping[str, Any] | None:
        """What the server said of it, or None."""
        return self.present.wire if self.present is not None else None
