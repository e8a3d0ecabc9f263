"""Audiences: their sources must exist; their size and status are available after a moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pinads.emulator.messages import JsonObject, bad
from pinads.emulator.resources.base import Call, Kind
from pinads.emulator.resources.customer_lists import list_status
from pinads.emulator.resources.stored_values import merged
from pinads.emulator.storage.store import Columns, StoredEntity
from pinads.sdk.resources.audiences import Audience
from pinads.sdk.schema.marks import Mode

FILL_SECONDS = 2
_URL_OPERATORS = ("=", "!=", "contains", "not_contains")


class Audiences(Kind):
    """Resource of audiences."""

    model = Audience
    base_id = 2_542_620_000_000
    type_name = "audience"
    derived = ("size", "status")

    def columns(self, doc: JsonObject) -> Columns:
        """Return the source list, and the time and size when it is filled."""
        wanted = (doc["rule"] or {}).get("customer_list_id")
        ready_at = doc["created_timestamp"] + FILL_SECONDS
        return Columns(parent=int(wanted) if wanted else None, ready_at=ready_at, size=1000 + int(doc["id"]) * 7919 % 90_000)

    def members(self, row: StoredEntity, now: int) -> str:
        """Write the size and status."""
        status, size = self._filled(row, now)
        return f'"size":{"null" if size is None else size},"status":"{status}"'

    def _filled(self, row: StoredEntity, now: int) -> tuple[str, int | None]:
        if row.ready_at is not None and now < row.ready_at:
            return "INITIALIZING", None
        if row.parent is None:
            return "READY", row.size
        status = list_status(row.parent_ready_at, row.parent_size, now)
        if status == "READY":
            return status, row.parent_size
        return ("TOO_SMALL", None) if status == "TOO_SMALL" else ("INITIALIZING", None)

    def select(self, call: Call, filters: JsonObject, after: int | None, size: int) -> Sequence[StoredEntity]:
        """Fetch the account's own audiences; none are shared with it."""
        return [] if filters["ownership_type"] == "RECEIVED" else super().select(call, filters, after, size)

    def create(self, call: Call) -> str:
        """Create an audience."""
        body = self.checked(call.body, Mode.CREATE)
        self._check_account(call, body)
        doc = merged(self.fields, {}, body, Mode.CREATE)
        with call.store.writing():
            source = self._sources(call, doc)
            identity = self.new_id(call.store)
            # A list for new customer acquisition makes an audience for it.
            is_nca = source is not None and bool(source.doc.get("is_nca"))
            doc.update(id=str(identity), ad_account_id=str(call.account), type=self.type_name, is_nca=is_nca)
            doc.update(created_timestamp=call.now, updated_timestamp=call.now)
            return self._saved(call, doc)

    def update(self, call: Call) -> str:
        """Update or remove an audience."""
        body = self.checked(call.body, Mode.UPDATE)
        self._check_account(call, body)
        with call.store.writing():
            row = self.found(call)
            if body.get("operation_type") == "REMOVE":
                call.store.run("DELETE FROM entities WHERE id = ?", (row.id,))
                return self.text(row, call.now)
            doc = merged(self.fields, row.doc, body, Mode.UPDATE)
            self._sources(call, doc)
            doc["updated_timestamp"] = call.now
            return self._saved(call, doc)

    def _saved(self, call: Call, doc: JsonObject) -> str:
        self.save(call, doc)
        return self.get(call._replace(identity=int(doc["id"])))

    def _check_account(self, call: Call, body: JsonObject) -> None:
        _check_url((body.get("rule") or {}).get("url", []))
        if int(body.get("ad_account_id") or call.account) != call.account:
            raise bad(f"Invalid ad_account_id: it is not the {call.account} of the path")

    def _sources(self, call: Call, doc: JsonObject) -> StoredEntity | None:
        """Check that the sources exist, and return the customer list if there is one."""
        rule = doc["rule"]
        needed = {"CUSTOMER_LIST": "customer_list_id", "ACTALIKE": "seed_id"}.get(doc["audience_type"])
        if needed and not rule.get(needed):
            raise bad(f"Invalid rule: an audience of type {doc['audience_type']} needs rule.{needed}")
        wanted = rule.get("customer_list_id")
        source = call.store.get("customer_list", call.account, int(wanted)) if wanted else None
        if wanted and source is None:
            raise bad(f"Invalid rule.customer_list_id: there is no customer list {wanted}")
        for seed in rule.get("seed_id") or ():
            if call.store.get(self.name, call.account, int(seed)) is None:
                raise bad(f"Invalid rule.seed_id: there is no audience {seed}")
        return source


def _check_url(url: Any) -> None:
    """Refuse an invalid ``url`` of a rule.

    The API's schema has a list of strings; its prose has a string, or an operator with a string.
    """
    values = list(url.values()) if isinstance(url, dict) else url if isinstance(url, list) else [url]
    if not all(isinstance(value, str) for value in values):
        raise bad("Invalid body.rule.url: expected a string, a list of strings, or an operator with a string")
    if isinstance(url, dict) and not (len(url) == 1 and set(url) <= set(_URL_OPERATORS)):
        raise bad(f"Invalid body.rule.url: expected one operator of {', '.join(_URL_OPERATORS)}")
