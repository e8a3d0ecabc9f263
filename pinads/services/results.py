"""Results of services: data with its model and columns; a face renders them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pinads.render.text import counted as count_in_words
from pinads.sdk.outcomes import Outcome
from pinads.sdk.record import BaseRecord
from pinads.sdk.schema.fields import Field
from pinads.services.projection import narrowed, queried

Parents = Mapping[str, tuple[type[Any], ...]]


class Destination(NamedTuple):
    """A file to save a result in.

    Attributes:
        path: the file; ``-`` is standard output.
        format: its format.
        force: write over a file that exists.
    """

    path: Path
    format: str
    force: bool = False


class EntityList:
    """A listing, streamed: the entities that its options select.

    Args:
        records: the entities, filtered, sorted and limited, fetched as they are read. A face may wrap them to see them pass.
        model: their record type.
        columns: the fields that a table shows.
        fields: the paths that were asked for; None for the whole record.
        query: the JMESPath expression on the rows.
        note: a remark on what the listing omits.
        parents: the record types of the parent, by the field that holds its id; a table shows its name.

    Attributes:
        destination: the file to save it in; None to show it.
        present: the id of the entity in use, which a table marks.
    """

    present: str | None = None
    destination: Destination | None = None

    def __init__(
        self,
        records: Iterable[BaseRecord],
        model: type[BaseRecord],
        columns: Sequence[str],
        fields: list[str] | None = None,
        query: str | None = None,
        note: str | None = None,
        parents: Parents | None = None,
    ) -> None:
        self.records = records
        self.model = model
        self.columns = columns
        self.fields = fields
        self.query = query
        self.note = note
        self.parents = parents or {}

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Yield the chosen fields of each entity."""
        return (self.projected(record.wire) for record in self.records)

    def projected(self, wire: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the chosen fields of a record."""
        return wire if self.fields is None else narrowed(wire, self.fields)

    def value(self) -> Any:
        """Fetch all rows; return what the query finds in them, or the rows themselves."""
        rows = list(self.rows())
        return queried(rows, self.query) if self.query else rows


class EntityPage(EntityList):
    """One page of a listing, with the bookmark of the next one."""

    def __init__(self, *args: Any, bookmark: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bookmark = bookmark

    def whole(self) -> Any:
        """Return the page as an object with its bookmark, or what the query finds in it."""
        page = {"items": list(self.rows()), "bookmark": self.bookmark}
        return queried(page, self.query) if self.query else page


class SingleEntity:
    """One entity.

    Args:
        record: the entity.
        fields: the paths that were asked for; None for the whole record.
        query: the JMESPath expression on the row.

    Attributes:
        destination: the file to save it in; None to show it.
    """

    destination: Destination | None = None

    def __init__(self, record: BaseRecord, fields: list[str] | None = None, query: str | None = None) -> None:
        self.record = record
        self.fields = fields
        self.query = query

    def row(self) -> dict[str, Any]:
        """Return the chosen fields of the entity."""
        return narrowed(self.record.wire, self.fields)

    def value(self) -> Any:
        """Return what the query finds in the row, or the row itself."""
        return queried(self.row(), self.query) if self.query else self.row()


class WriteResult:
    """A write in progress: rows are sent as their outcomes are read.

    Args:
        outcomes: one for each row, in order.
        verb: the past participle for the summary (``created``, ``paused``).
        total: the number of rows.
        noun: the word for one row in the summary; the model's own if None.
        ended: called with True after all outcomes were shown, with False if they could not be; returns the command that continues
            the run if rows are left.
        single: show the entity itself in place of an outcome (``create`` by options).
        showing: the options that select the fields to show.
        run: the run's number in the journal; None if there is none.
        counted: counts rows in words; by the noun if None.
    """

    def __init__(
        self,
        outcomes: Iterator[Outcome[Any]],
        model: type[BaseRecord],
        verb: str,
        total: int,
        showing: Any,
        single: bool = False,
        noun: str | None = None,
        ended: Callable[[bool], str | None] = lambda shown: None,
        run: int | None = None,
        counted: Callable[[int], str] | None = None,
    ) -> None:
        self.run = run
        self.counted = counted or (lambda rows: count_in_words(rows, self.noun))
        self.ended = ended
        self.outcomes = outcomes
        self.model = model
        self.verb = verb
        self.total = total
        self.showing = showing
        self.single = single
        self.noun = noun or model.RESOURCE.noun


class KeptPlan(NamedTuple):
    """A saved plan, for the face that asked for it.

    Attributes:
        run: its number in the journal.
        digest: the hash of its rows, and of the entities as they were; ``apply_plan`` wants the same one.
        summary: the verb, the ad account, the numbers of rows, of unchanged ones and of ``final`` ones by kind (they archive or remove),
            and the change of what may be spent, in micros of ``currency``: ``daily``, ``lifetime``, ``daily_once_active`` (when idle
            entities are activated). ``raising`` rows let more be spent, ``uncounted`` ones have no daily amount of their own.
        expires: when it can no longer be applied, in Unix seconds.
        diff: the fields of the first rows, each with ``noun``, ``id``, ``name``, ``field``, ``old`` and ``new``.
        more: the number of further rows that change something.
    """

    run: int
    digest: str
    summary: Mapping[str, Any]
    expires: float
    diff: Sequence[Mapping[str, Any]] = ()
    more: int = 0


class Plan:
    """A dry run.

    Args:
        requests: the requests.
        total: the number of rows that they are of.

    Attributes:
        kept: the plan as it was saved; None if it was not.
    """

    kept: KeptPlan | None = None

    def __init__(self, requests: Iterable[dict[str, Any]], total: int = 0) -> None:
        self.requests = requests
        self.total = total


class Value:
    """Any other result.

    Args:
        value: JSON.
        columns: the columns of the table for people; its rows are those of the value.
        noun: the word for one row.
        fields: the types of the columns.
        text: text for people in place of a table.
        error: the error that the command ends with all the same.
        sheet: names and values for people in place of a table.
        shown: called after all of it was written.
        uncut: columns whose texts people type again, or read to the end.
        table: the columns that tables show, where these are others.
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
        uncut: Collection[str] = (),
        table: Sequence[str] | None = None,
    ) -> None:
        self.value = value
        self.uncut = uncut
        self.table = table
        self.sheet = sheet
        self.shown = shown
        self.columns = columns
        self.noun = noun
        self.fields = fields or {}
        self.text = text
        self.error = error


class RowStream:
    """Rows of figures, streamed.

    Args:
        rows: Decimal and int for figures, ISO 8601 for days, None for what is missing; read as they are rendered.
        kinds: the columns in order, each with its kind as in ``services.figures.figure_table``.
        noun: the word for one row.
        headings: the headings for people by column, without units; the name where there is none.
        currency: the currency of all money; None if it is unknown.
        total: returns the row of totals, which takes another pass over the rows; None where there is none.
    """

    def __init__(
        self,
        rows: Iterator[Mapping[str, Any]],
        kinds: Mapping[str, str],
        noun: str = "row",
        headings: Mapping[str, str] | None = None,
        currency: str | None = None,
        total: Callable[[], Mapping[str, Any] | None] = lambda: None,
    ) -> None:
        self.rows = rows
        self.kinds = kinds
        self.noun = noun
        self.headings = headings or {}
        self.currency = currency
        self.total = total


class Text:
    """Text for people, without a machine format."""

    def __init__(self, text: str) -> None:
        self.text = text


OUTCOME_COLUMNS = ("row", "status", "id", "name", "code", "message")
OUTCOME_FIELDS = (*OUTCOME_COLUMNS, "data")


def as_row(outcome: Outcome[Any]) -> Mapping[str, Any]:
    """Return an outcome as machine formats show it; rows count from 1, as in files."""
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


def reason_of(outcome: Outcome[Any]) -> str:
    """Return why a row was not applied, with the API's code."""
    message = outcome.message or "no answer"
    return message if outcome.code is None else f"{message} (code {outcome.code})"
