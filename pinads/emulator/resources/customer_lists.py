"""Customer lists: counted records, and their matching; only digests of records are stored."""

from __future__ import annotations

import json
import os
from hashlib import blake2b

from pinads.emulator.messages import BAD_PARAMETERS, JsonObject, bad, compact
from pinads.emulator.resources.base import Call, Kind
from pinads.emulator.resources.stored_values import merged
from pinads.emulator.storage.store import Columns, StoredEntity
from pinads.sdk.resources.customer_lists import CustomerList
from pinads.sdk.schema.marks import Mode

UPLOAD_SECONDS = 1
PROCESSING_SECONDS = 2
SMALLEST_LIST = 100
_COUNTERS = {"ADD": "num_uploaded_user_records", "REMOVE": "num_removed_user_records"}


def list_status(ready_at: int | None, size: int | None, now: int) -> str:
    """Return the status of a list's matching."""
    left = (ready_at or 0) - now
    if left > PROCESSING_SECONDS - UPLOAD_SECONDS:
        return "UPLOADING"
    if left > 0:
        return "PROCESSING"
    return "READY" if (size or 0) >= SMALLEST_LIST else "TOO_SMALL"


class CustomerLists(Kind):
    """Resource of customer lists."""

    model = CustomerList
    base_id = 643_000_000_000
    type_name = "customerlist"
    derived = ("status",)

    def columns(self, doc: JsonObject) -> Columns:
        """Return the time when the matching ends, and the size."""
        return Columns(ready_at=int(doc["updated_time"]) + PROCESSING_SECONDS, size=doc.get("size"))

    def members(self, row: StoredEntity, now: int) -> str:
        """Write the status of the matching."""
        return f'"status":"{list_status(row.ready_at, row.size, now)}"'

    def create(self, call: Call) -> str:
        """Create a list from its first records."""
        body = self.checked(call.body, Mode.CREATE)
        records = _records(body)
        if not records:
            # No id: an id would mean that a list was created.
            return compact({"exceptions": _no_records()})
        doc = merged(self.fields, {}, body, Mode.CREATE)
        with call.store.writing():
            identity = self.new_id(call.store)
            doc.update(id=str(identity), ad_account_id=str(call.account), type=self.type_name, created_time=call.now)
            doc.update(dict.fromkeys(_COUNTERS.values(), 0), num_batches=0)
            self._take(call, identity, doc, "ADD", records)
            return self.get(call._replace(identity=identity))

    def update(self, call: Call) -> str:
        """Add records to a list, or remove them from it."""
        body = self.checked(call.body, Mode.UPDATE)
        records = _records(body)
        with call.store.writing():
            row = self.found(call)
            if not records:
                return f'{self.text(row, call.now)[:-1]},"exceptions":{compact(_no_records())}}}'
            self._take(call, row.id, row.doc, body["operation_type"], records)
            return self.get(call)

    def _take(self, call: Call, identity: int, doc: JsonObject, operation: str, records: list[str]) -> None:
        key = bytes.fromhex(call.store.remember_once("salt", os.urandom(16).hex()))
        rows = ((identity, blake2b(record.encode(), key=key, digest_size=12).digest()) for record in records)
        if operation == "ADD":
            call.store.run_many("INSERT OR IGNORE INTO records VALUES (?, ?)", rows)
        else:
            call.store.run_many("DELETE FROM records WHERE list = ? AND digest = ?", rows)
        # The counters include records that were sent before.
        doc[_COUNTERS[operation]] += len(records)
        doc["num_batches"] += 1
        doc["updated_time"] = call.now
        doc["size"] = call.store.query("SELECT count(*) FROM records WHERE list = ?", (identity,))[0][0]
        self.save(call, doc)


def _records(body: JsonObject) -> list[str]:
    """Read the records of a request, in either of their two forms.

    Raises:
        Refused: it has both forms, or neither.
    """
    if ("records" in body) == ("records_v2" in body):
        raise bad("Invalid request: exactly one of records and records_v2 is needed")
    if "records_v2" in body:
        return [json.dumps(given, sort_keys=True) for row in body["records_v2"] if (given := {key: row[key] for key in row if row[key]})]
    return [record for record in (part.strip() for part in body["records"].split(",")) if record]


def _no_records() -> JsonObject:
    return {"code": BAD_PARAMETERS, "message": "Invalid records: they are empty"}
