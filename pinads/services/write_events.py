"""Events of a write while it is planned and carried out; a face words them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pinads.sdk.schema.fields import Field
    from pinads.services.policy.spend_summary import SpendSummary


class Resuming(NamedTuple):
    """An unfinished run continues.

    Attributes:
        run: the run's number.
        done: how many are applied.
        total: how many there are.
        noun: row or chunk.
        asked: True if the person named the run, so that starting over is not an alternative.
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
        sums: the same in micros, for a face that words it.
        currency: the currency of these; None if it is not known.
    """

    where: str
    rows: str
    verb: str
    spending: str
    sums: SpendSummary
    currency: str | None


if TYPE_CHECKING:
    WriteEvent = Resuming | LookingFor | NothingFound | Waiting | SendingAgain | Diff | LeftAlone | Skipping | Review
