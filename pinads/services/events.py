"""Events that services emit while they work; a face words them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Union

if TYPE_CHECKING:
    from pinads.sdk.schema.fields import Field


class Note(NamedTuple):
    """A fact that changes nothing.

    Attributes:
        text: the fact.
        hint: the next thing to do, such as a command to paste; None if nothing follows.
        repeats: True if the same command always notes it, so that only a person has to read it.
    """

    text: str
    hint: str | None = None
    repeats: bool = False


class Caution(NamedTuple):
    """A warning: it was done, and may be a mistake."""

    text: str


class Info(NamedTuple):
    """A result or a step, in words; ``needed`` if a person must read it to answer."""

    text: str
    needed: bool = False


class Resuming(NamedTuple):
    """An unfinished run continues.

    Attributes:
        run: the run's number.
        done: how many are applied.
        total: how many there are.
        noun: row or chunk.
        asked: True if the person named the run, so that starting over is no alternative.
    """

    run: int
    done: int
    total: int
    noun: str = "row"
    asked: bool = False


class LookingFor(NamedTuple):
    """A search for rows of unknown outcome begins."""

    rows: int


class NothingFound(NamedTuple):
    """Rows of unknown outcome were not found; they are sent when the run continues."""

    rows: int


class Waiting(NamedTuple):
    """A pause before a request is sent again, since the server may still execute the first one.

    Attributes:
        rows: how many rows it had; 0 for the creation of a list.
        seconds: how long the pause is.
    """

    rows: int
    seconds: float


class SendingAgain(NamedTuple):
    """Rows whose answer was lost were not found, and are sent again."""

    rows: int


class FieldDiff(NamedTuple):
    """A field of an entity that a change sets: its current and its new value, and the name that the entity has now."""

    noun: str
    identity: str
    field: Field
    old: Any
    new: Any
    currency: str | None = None
    name: str = ""


class Diff(NamedTuple):
    """A diff: the fields of the first entities, and the number of further entities."""

    fields: Sequence[FieldDiff]
    more: int = 0


class LeftAlone(NamedTuple):
    """Rows that are left alone, each with the reason; ``more`` counts further ones by reason."""

    rows: Sequence[tuple[str, str]]
    more: Mapping[str, int]


class Skipping(NamedTuple):
    """Rows that cannot be written are skipped: how many of how many, and lines with the reasons."""

    rows: int
    total: int
    reasons: Sequence[str]


class Review(NamedTuple):
    """The target of a write and its effect on daily spend.

    Attributes:
        where: the account and API.
        rows: the number of rows that change something, with the word for them.
        verb: the past participle for the write.
        spending: the change of the spending limits, in words.
    """

    where: str
    rows: str
    verb: str
    spending: str


class Draft(NamedTuple):
    """A new entity as its create will send it.

    Attributes:
        noun: the word for it.
        values: its fields with their values.
        currency: the currency of its amounts; None if it is not known.
    """

    noun: str
    values: Sequence[tuple[Field, Any]]
    currency: str | None = None


Event = Union[Note, Caution, Info, Resuming, LookingFor, NothingFound, Waiting, SendingAgain, Diff, LeftAlone, Skipping, Review, Draft]  # noqa: UP007 - isinstance on 3.10 wants no union type here


class Choice(NamedTuple):
    """A value to choose.

    Attributes:
        value: the value.
        label: the name that people know it by; empty if that is the value.
    """

    value: str
    label: str = ""


class FieldQuestion(NamedTuple):
    """A question for the value of a field.

    Attributes:
        field: the field.
        needed: True if it cannot be skipped.
        example: values as they may be typed; empty if none helps.
        default: the value of a skipped field; empty if there is none.
        choices: the values to choose from; their numbers from 1 do too.
        more: the number of values that are not among the choices.
        problem: the reason why the last answer was refused; empty at first.
    """

    field: Field
    needed: bool
    example: str = ""
    default: str = ""
    choices: Sequence[Choice] = ()
    more: int = 0
    problem: str = ""


class Question(NamedTuple):
    """A question before a write.

    Attributes:
        text: the write to agree to.
        answers: the accepted answers; a plain yes if empty.
        wanted: the answers as the question names them.
    """

    text: str
    answers: frozenset[str] = frozenset()
    wanted: str = ""
