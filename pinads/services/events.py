"""What services tell while they work. A face words these."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Union

if TYPE_CHECKING:
    from pinads.sdk.schema.fields import Field


class Note(NamedTuple):
    """Something worth knowing that changes nothing."""

    text: str


class Caution(NamedTuple):
    """Something that was done all the same and may not be meant."""

    text: str


class Info(NamedTuple):
    """A result or a step, in plain words."""

    text: str


class Resuming(NamedTuple):
    """An unfinished run continues: ``done`` of its ``total`` rows or chunks are applied.

    Attributes:
        run: the run's number.
        done: how many are applied.
        total: how many there are.
        noun: row or chunk.
        asked: whether the person named the run, so that starting over is no alternative.
    """

    run: int
    done: int
    total: int
    noun: str = "row"
    asked: bool = False


class LookingFor(NamedTuple):
    """Rows of unknown fate are looked for."""

    rows: int


class NothingFound(NamedTuple):
    """Rows of unknown fate made nothing that can be found; they are sent when the run continues."""

    rows: int


class Waiting(NamedTuple):
    """A request of unknown fate may still be executed, so there is a pause before it is sent again.

    Attributes:
        rows: how many rows it had; 0 for the creation of a list.
        seconds: how long the pause is.
    """

    rows: int
    seconds: float


class SendingAgain(NamedTuple):
    """Rows whose answer was lost are sent once more, since they made nothing that can be found."""

    rows: int


class FieldDiff(NamedTuple):
    """One field of an entity that a change sets: its present and its new value."""

    noun: str
    identity: str
    field: Field
    old: Any
    new: Any
    currency: str | None = None


class Diff(NamedTuple):
    """What changes set: the first entities' fields, and how many more entities there are."""

    fields: Sequence[FieldDiff]
    more: int = 0


class LeftAlone(NamedTuple):
    """Rows that a write skips, each with why; ``more`` counts those without a line of their own, by reason."""

    rows: Sequence[tuple[str, str]]
    more: Mapping[str, int]


class Review(NamedTuple):
    """Where a write goes and what it does to the daily spend.

    Attributes:
        where: the account and API.
        rows: how many rows change something.
        noun: what a row is.
        verb: what is done to it, as a past participle.
        spending: the change in what may be spent, worded.
    """

    where: str
    rows: int
    noun: str
    verb: str
    spending: str


Event = Union[Note, Caution, Info, Resuming, LookingFor, NothingFound, Waiting, SendingAgain, Diff, LeftAlone, Review]  # noqa: UP007 - isinstance on 3.10 wants no union type here


class Question(NamedTuple):
    """A question before a write.

    Attributes:
        text: what is to be agreed to.
        answers: texts one of which has to be typed; a plain yes where there are none.
        wanted: how to call these in the question.
    """

    text: str
    answers: frozenset[str] = frozenset()
    wanted: str = ""
