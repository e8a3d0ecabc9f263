"""Base of campaigns, ad groups and ads, which are written in batches with one result a row."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, ClassVar

from pinads.emulator.messages import NOT_FOUND, JsonObject, RowRefused, compact
from pinads.emulator.rate_limits import THROTTLED
from pinads.emulator.resources.base import Call, Kind
from pinads.emulator.resources.stored_values import check_ended, check_money, check_schedule, defaults, merged, response_form
from pinads.emulator.resources.summary_status import FINAL
from pinads.emulator.storage.history import note_change
from pinads.emulator.storage.store import StoredEntity
from pinads.sdk.schema.marks import WHILE_DRAFT, Mode

DRAFT = "DRAFT"
SMALLEST_RAISE = 1_000_000


class BatchKind(Kind):
    """A resource whose writes are arrays; a refused row does not affect the others."""

    fixed: ClassVar[tuple[str, ...]] = ()
    """Fields that cannot change."""
    no_exceptions: ClassVar[str] = ',"exceptions":[]'
    """Further members of the result of a row that was written."""

    @cached_property
    def while_draft(self) -> tuple[str, ...]:
        """Fields that can change only while the entity is a draft."""
        return tuple(name for name, field in self.fields.items() if field.access & WHILE_DRAFT)

    def rules(self, call: Call, before: JsonObject | None, after: JsonObject, given: JsonObject) -> None:
        """Refuse a write that the API refuses; may complete ``after``.

        Args:
            call: the request.
            before: the entity before the write; None if it is new.
            after: the entity after the write.
            given: the row of the request.

        Raises:
            RowRefused: the API refuses it.
        """

    def written(self, call: Call, before: JsonObject | None, after: JsonObject, given: JsonObject) -> None:
        """Update other entities after a write."""

    def create(self, call: Call) -> str:
        """Create entities."""
        return self._batch(call, Mode.CREATE, self._create)

    def update(self, call: Call) -> str:
        """Update entities."""
        return self._batch(call, Mode.UPDATE, self._update)

    def exceptions(self, refused: RowRefused) -> Any:
        """Return the exceptions of a refused row."""
        return [{"code": refused.code, "message": refused.message}]

    def _batch(self, call: Call, mode: Mode, write: Callable[[Call, JsonObject], StoredEntity]) -> str:
        rows = self.checked(call.body, mode)
        items = []
        with call.store.writing():
            for index, given in enumerate(rows):
                try:
                    refuse_for_limit(call, index)
                    if int(given.get("ad_account_id") or call.account) != call.account:
                        raise RowRefused(f"Invalid ad_account_id: it is not the {call.account} of the path")
                    check_money(self.fields, given)
                    items.append(f'{{"data":{self.text(write(call, given), call.now)}{self.no_exceptions}}}')
                except RowRefused as refused:
                    items.append(compact({"exceptions": self.exceptions(refused)}))
        return f'{{"items":[{",".join(items)}]}}'

    def _create(self, call: Call, given: JsonObject) -> StoredEntity:
        doc = merged(self.fields, {"status": "ACTIVE", **defaults(self.fields)}, given, Mode.CREATE)
        check_ended(self.fields, {}, doc, call.now)
        check_schedule(doc)
        self.rules(call, None, doc, given)
        identity = self.new_id(call.store)
        doc.update(id=str(identity), ad_account_id=str(call.account), type=self.type_name, created_time=call.now, updated_time=call.now)
        self.save(call, doc)
        self.written(call, None, doc, given)
        return self._stored(call, identity)

    def _update(self, call: Call, given: JsonObject) -> StoredEntity:
        identity = int(given["id"])
        row = self._stored(call, identity)
        before = row.doc
        after = self.patched(before, given)
        if response_form(self.shape, after) == response_form(self.shape, before):
            return row
        self._check_change(before, after)
        check_ended(self.fields, before, after, call.now)
        check_schedule(after)
        self.rules(call, before, after, given)
        after["updated_time"] = call.now
        self.save(call, after)
        note_change(call.store, before, after, call.now)
        self.written(call, before, after, given)
        return self._stored(call, identity)

    def patched(self, before: JsonObject, given: JsonObject) -> JsonObject:
        """Apply an update to an entity."""
        return merged(self.fields, before, given, Mode.UPDATE)

    def _stored(self, call: Call, identity: int) -> StoredEntity:
        row = call.store.get(self.name, call.account, identity)
        if row is None:
            raise RowRefused(f"There is no {self.resource.noun} {identity}", NOT_FOUND)
        return row

    def _check_change(self, before: JsonObject, after: JsonObject) -> None:
        status, wanted = before["status"], after["status"]
        if status in FINAL:
            raise RowRefused(f"The {self.resource.noun} {before['id']} is {status}, which is final")
        if (wanted == DRAFT or wanted == "DELETED_DRAFT") and status != DRAFT:
            raise RowRefused(f"Invalid status: {status} cannot become {wanted}")
        for name in (*self.fixed, *(self.while_draft if status != DRAFT else ())):
            if (after.get(name) or None) != (before.get(name) or None):
                raise RowRefused(f"Invalid {name}: it cannot change{'' if name in self.fixed else ' unless the status is DRAFT'}")


def refuse_for_limit(call: Call, index: int) -> None:
    """Refuse the row that a fault picked."""
    if call.refused_row == index:
        raise RowRefused("You have exceeded your rate limit. Retry after 1 seconds.", THROTTLED)


def check_raise(name: str, before: int | None, after: int | None) -> None:
    """Refuse to raise a daily budget by less than 1.00."""
    if before is not None and after is not None and 0 < after - before < SMALLEST_RAISE:
        raise RowRefused(f"Invalid {name}: a daily budget cannot be raised by less than 1.00")
