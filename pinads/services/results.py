"""What commands return: data and what it is about. A face renders it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pinads.sdk.bulk.outcomes import Outcome
from pinads.sdk.record import Model
from pinads.sdk.schema.fields import Field

Parents = Mapping[str, tuple[type[Any], ...]]


class Many:
    """A listing, streamed.

    Args:
        records: the entities, fetched as they are rendered.
        model: what they are.
        columns: the fields that a table shows.
        listing: how the user wants them picked and shown.
        note: what the listing leaves out, for stderr.
        parents: for a field that holds a parent's id, what the parent may be; a table shows its name.
    """

    def __init__(
        self,
        records: Iterable[Model],
        model: type[Model],
        columns: Sequence[str],
        listing: Any = None,
        note: str | None = None,
        parents: Parents | None = None,
    ) -> None:
        self.records = records
        self.model = model
        self.columns = columns
        self.listing = listing
        self.note = note
        self.parents = parents or {}


class Page(Many):
    """One page of a listing, with the bookmark of the next one."""

    def __init__(self, *args: Any, bookmark: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bookmark = bookmark


class One:
    """One entity."""

    def __init__(self, record: Model, listing: Any = None) -> None:
        self.record = record
        self.listing = listing


class Written:
    """What a write did, row by row, as it happens.

    Args:
        outcomes: one an entity, in order.
        model: what was written.
        verb: the past participle for the summary (``created``, ``paused``).
        total: how many rows there are.
        noun: the word for one in the summary; the model's own if None.
        ended: called with True when all outcomes were shown, with False where they could not be; answers what to type to go on,
            where rows are left.
        single: the one entity of a ``create`` by options is shown as itself.
        showing: the options that say which fields to show.
    """

    def __init__(
        self,
        outcomes: Iterator[Outcome[Any]],
        model: type[Model],
        verb: str,
        total: int,
        showing: Any,
        single: bool = False,
        noun: str | None = None,
        ended: Callable[[bool], str | None] = lambda shown: None,
    ) -> None:
        self.ended = ended
        self.outcomes = outcomes
        self.model = model
        self.verb = verb
        self.total = total
        self.showing = showing
        self.single = single
        self.noun = noun or model.RESOURCE.noun


class Plan:
    """The requests that a write would send (--dry-run)."""

    def __init__(self, requests: Iterable[dict[str, Any]]) -> None:
        self.requests = requests


class Value:
    """Anything else.

    Args:
        value: JSON.
        columns: of the table that people see; its rows are the value's.
        noun: what a row is.
        fields: how to show columns.
        text: what people see in place of a table.
        error: what failed besides.
        sheet: what people see in place of a table, a line a name.
        shown: called once all of it was written to stdout.
    """

    def __init__(
        self,
        value: Any,
        columns: Sequence[str] | None = None,
        noun: str = "row",
        fields: Mapping[str, Field] | None = None,
        text: str | None = None,
        error: Exception | None = None,
        sheet: Mapping[str, Any] | None = None,
        shown: Callable[[], object] | None = None,
    ) -> None:
        self.value = value
        self.sheet = sheet
        self.shown = shown
        self.columns = columns
        self.noun = noun
        self.fields = fields or {}
        self.text = text
        self.error = error


class Text:
    """Text for people; nothing else makes sense of it."""

    def __init__(self, text: str) -> None:
        self.text = text


OUTCOME_COLUMNS = ("row", "status", "id", "name", "code", "message")
OUTCOME_FIELDS = (*OUTCOME_COLUMNS, "data")


def as_row(outcome: Outcome[Any]) -> Mapping[str, Any]:
    """An outcome as the machine formats show it; rows count from 1, as people's files do."""
    record = outcome.record.wire if outcome.record is not None else None
    given = outcome.input if isinstance(outcome.input, Mapping) else {}
    return {
        "row": outcome.row + 1,
        "status": outcome.status,
        "id": (record or {}).get("id") or given.get("id"),
        "name": (record or {}).get("name") or given.get("name") or given.get("value"),
        "code": outcome.code,
        "message": outcome.message or outcome.note,
        "data": record,
    }
