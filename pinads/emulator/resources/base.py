"""Base of the emulated resources: check, store, fetch and list entities."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from pinads.emulator.messages import NOT_FOUND, JsonObject, Refused, bad, compact
from pinads.emulator.requests.bookmarks import read_bookmark, write_bookmark
from pinads.emulator.requests.query import Pairs, read_filters
from pinads.emulator.resources.stored_values import Shape, response_form, response_shape
from pinads.emulator.storage.store import Columns, EmulatorStore, Entry, StoredEntity
from pinads.sdk.errors import InvalidInput
from pinads.sdk.record import BaseRecord
from pinads.sdk.schema.fields import Field, Spec, fields_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import Check

SAMPLE_IDS = 500_000_000
"""Number of ids, from a kind's ``base_id`` on, reserved for the sample business; users' entities follow."""


class Call(NamedTuple):
    """A decoded request.

    Attributes:
        store: the emulator's database.
        now: seconds since 1970.
        account: the ad account's id in the path, or 0.
        identity: the entity's id in the path, or 0.
        query: the query, decoded or not.
        body: the decoded body of a write.
        refused_row: the index of the row that a fault refuses, or None.
        moment: ``now`` with its fraction.
        base: the base URL that the client used.
    """

    store: EmulatorStore
    now: int
    account: int = 0
    identity: int = 0
    query: str | Pairs = ()
    body: Any = None
    refused_row: int | None = None
    moment: float = 0.0
    base: str = ""


class Kind:
    """One resource; subclasses add its rules, its columns, and the fields that are derived on reading."""

    model: ClassVar[type[BaseRecord]]
    base_id: ClassVar[int]
    type_name: ClassVar[str]
    derived: ClassVar[tuple[str, ...]] = ()
    filter_columns: ClassVar[dict[str, str]] = {}
    always: ClassVar[dict[str, Any]] = {}
    """Values of fields that responses always have, even if they were never set."""

    def __init__(self) -> None:
        self.resource = self.model.RESOURCE
        self.name = self.resource.kind

    # Cached, not eager: reading a declaration takes a millisecond, and most runs need few of them.

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The declared fields."""
        return fields_of(self.model)

    @cached_property
    def shape(self) -> Shape:
        """The fields that are stored as the response."""
        return response_shape(self.fields, self.derived)

    @cached_property
    def _specs(self) -> dict[Mode, Spec]:
        return {mode: self.model.body_spec(mode) for mode in (Mode.CREATE, Mode.UPDATE)}

    def checked(self, body: Any, mode: Mode) -> Any:
        """Check a body against the declared fields.

        Raises:
            Refused: 400, with the path of the invalid field.
        """
        try:
            return Check(mode, strict=False).value(self._specs[mode], body, "body")
        except InvalidInput as error:
            raise bad(error.message) from None

    def columns(self, doc: JsonObject) -> Columns:
        """Return the columns that are stored with the JSON."""
        return Columns()

    def members(self, row: StoredEntity, now: int) -> str:
        """Write the derived fields as the members of a JSON object."""
        return ""

    def entry(self, identity: int, account: int, doc: JsonObject) -> Entry:
        """Build the stored form of an entity."""
        form = response_form(self.shape, {**self.always, **doc})
        return (identity, self.name, account, compact(form), *self.columns(doc))

    def save(self, call: Call, doc: JsonObject) -> None:
        """Store an entity in the call's ad account."""
        call.store.put([self.entry(int(doc["id"]), call.account, doc)])

    def text(self, row: StoredEntity, now: int) -> str:
        """Write an entity as it is returned; without parsing it, so that listings are fast."""
        members = self.members(row, now)
        return f"{row.body[:-1]},{members}}}" if members else row.body

    def new_id(self, store: EmulatorStore) -> int:
        """Reserve an id for a new entity."""
        return store.next_id(self.name, self.base_id + SAMPLE_IDS)

    def found(self, call: Call) -> StoredEntity:
        """Fetch the entity of the path.

        Raises:
            Refused: 404, it does not exist.
        """
        row = call.store.get(self.name, call.account, call.identity)
        if row is None:
            raise Refused(404, NOT_FOUND, f"There is no {self.resource.noun} {call.identity}")
        return row

    def get(self, call: Call) -> str:
        """Return one entity."""
        return self.text(self.found(call), call.now)

    def page(self, call: Call) -> str:
        """Return a page of entities."""
        filters = read_filters(fields_of(self.model.FILTERS), call.query)
        size, bookmark = filters.pop("page_size"), filters.pop("bookmark")
        listing = compact([self.name, call.account, filters])
        after = None if bookmark is None else read_bookmark(listing, bookmark)
        rows = self.select(call, filters, after, size + 1)
        following = write_bookmark(listing, rows[size - 1].id) if len(rows) > size else None
        items = ",".join([self.text(row, call.now) for row in rows[:size]])
        return f'{{"items":[{items}],"bookmark":{compact(following)}}}'

    def select(self, call: Call, filters: JsonObject, after: int | None, size: int) -> Sequence[StoredEntity]:
        """Fetch the entities of a page."""
        down, where = filters.get("order") == "DESCENDING", self.where(call, filters)
        if not filters.get("exclude_nca"):
            return call.store.page(self.name, call.account, where, after, down, size)
        found: list[StoredEntity] = []
        while len(found) < size:
            rows = call.store.page(self.name, call.account, where, after, down, size)
            found += [row for row in rows if not row.doc.get("is_nca")]
            if len(rows) < size:
                break
            after = rows[-1].id
        return found[:size]

    def where(self, call: Call, filters: JsonObject) -> dict[str, Sequence[Any]]:
        """Map the columns that a listing filters on to their allowed values."""
        return {
            column: list(map(int, filters[name])) if name.endswith("_ids") else filters[name]
            for name, column in self.filter_columns.items()
            if filters.get(name) is not None
        }
