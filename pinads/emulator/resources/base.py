"""What the emulator does alike for every resource: check, store, fetch, list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from pinads.emulator.messages import NOT_FOUND, Refused, bad, compact
from pinads.emulator.requests.bookmarks import read_bookmark, write_bookmark
from pinads.emulator.requests.query import Pairs, read_filters
from pinads.emulator.resources.stored_values import Shape, answer_form, answer_shape
from pinads.emulator.storage.store import Columns, EmulatorStore, Entry, StoredEntity, entry
from pinads.sdk.errors import InvalidInput
from pinads.sdk.record import Model
from pinads.sdk.schema.fields import Field, Spec, fields_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import Check

SAMPLE_IDS = 500_000_000
"""So many ids from a kind's base on belong to the sample business, those above to what users make."""


class Call(NamedTuple):
    """One request, taken apart.

    Attributes:
        store: where entities are kept.
        now: seconds since 1970.
        account: the ad account's id, where the path has one.
        identity: the id of one entity, where the path has one.
        query: the query, unread.
        body: the decoded body of a write.
        refused_row: the row of a batch that a fault refuses, where there is one.
        moment: ``now`` with its fraction.
        base: the base URL by which the client came.
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
    """One resource. Subclasses say what is their own: rules, columns, and what is derived on reading."""

    model: ClassVar[type[Model]]
    base_id: ClassVar[int]
    type_name: ClassVar[str]
    derived: ClassVar[tuple[str, ...]] = ()
    filter_columns: ClassVar[dict[str, str]] = {}
    always: ClassVar[dict[str, Any]] = {}
    """What answers have of fields that nothing was said of, where the API always answers them."""

    def __init__(self) -> None:
        self.resource = self.model.RESOURCE
        self.name = self.resource.kind

    # Reading a declaration takes a millisecond, and most runs need few of them.

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The declared fields."""
        return fields_of(self.model)

    @cached_property
    def shape(self) -> Shape:
        """What is stored as the answer."""
        return answer_shape(self.fields, self.derived)

    @cached_property
    def _specs(self) -> dict[Mode, Spec]:
        return {mode: self.model.body_spec(mode) for mode in (Mode.CREATE, Mode.UPDATE)}

    def checked(self, body: Any, mode: Mode) -> Any:
        """A body held against the declaration.

        Raises:
            Refused: 400, with the path of what is wrong.
        """
        try:
            return Check(mode, strict=False).value(self._specs[mode], body, "body")
        except InvalidInput as error:
            raise bad(error.message) from None

    def columns(self, doc: dict[str, Any]) -> Columns:
        """What the store keeps beside the JSON."""
        return Columns()

    def members(self, row: StoredEntity, now: int) -> str:
        """The derived fields as the inside of a JSON object."""
        return ""

    def entry(self, identity: int, account: int, doc: dict[str, Any]) -> Entry:
        """An entity as the store takes it."""
        form = answer_form(self.shape, {**self.always, **doc})
        return entry(identity, self.name, account, compact(form), self.columns(doc))

    def text(self, row: StoredEntity, now: int) -> str:
        """An entity as it is answered; nothing is parsed, so that listings are fast."""
        members = self.members(row, now)
        return f"{row.body[:-1]},{members}}}" if members else row.body

    def new_id(self, store: EmulatorStore) -> int:
        """An id for a new entity."""
        return store.next_ids(self.name, self.base_id + SAMPLE_IDS)[0]

    def found(self, call: Call) -> StoredEntity:
        """The entity that the path names.

        Raises:
            Refused: 404, there is none.
        """
        row = call.store.get(self.name, call.account, call.identity)
        if row is None:
            raise self.missing(call.identity)
        return row

    def missing(self, identity: int) -> Refused:
        """The refusal of an id that there is not."""
        return Refused(404, NOT_FOUND, f"There is no {self.resource.noun} {identity}")

    def get(self, call: Call) -> str:
        """Answer one entity."""
        return self.text(self.found(call), call.now)

    def page(self, call: Call) -> str:
        """Answer a page of entities."""
        filters = read_filters(fields_of(self.model.FILTERS), call.query)
        size, bookmark = filters.pop("page_size"), filters.pop("bookmark")
        listing = compact([self.name, call.account, filters])
        after = None if bookmark is None else read_bookmark(listing, bookmark)
        rows = self.select(call, filters, after, size + 1)
        following = write_bookmark(listing, rows[size - 1].id) if len(rows) > size else None
        items = ",".join([self.text(row, call.now) for row in rows[:size]])
        return f'{{"items":[{items}],"bookmark":{compact(following)}}}'

    def select(self, call: Call, filters: dict[str, Any], after: int | None, size: int) -> Sequence[StoredEntity]:
        """The rows of a page."""
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

    def where(self, call: Call, filters: dict[str, Any]) -> dict[str, Sequence[Any]]:
        """Which columns a listing filters on, and the values that may stand in them."""
        return {
            column: list(map(int, filters[name])) if name.endswith("_ids") else filters[name]
            for name, column in self.filter_columns.items()
            if filters.get(name) is not None
        }
