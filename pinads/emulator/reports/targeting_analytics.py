"""Synchronous analytics by targeting: an entity's metrics, divided between the values of each targeting type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pinads.emulator.messages import JsonObject, bad, compact
from pinads.emulator.reports.analytics import Analytics
from pinads.emulator.reports.breakdowns import VALUES
from pinads.emulator.reports.metrics import column, divide, first_day
from pinads.emulator.reports.periods import spans
from pinads.emulator.resources.base import Call
from pinads.emulator.storage.store import StoredEntity
from pinads.sdk.reports.targeting_analytics import LEVELS
from pinads.sdk.schema.fields import fields_of


class TargetingAnalytics(Analytics):
    """Targeting analytics operation of one kind of entity."""

    def __init__(self, kind: str) -> None:
        super().__init__(None if kind == "ad_account" else kind)
        self.fields = fields_of(LEVELS[kind].query)

    def rows(self, call: Call) -> str:
        """Return the rows of a request, by entity, day and targeting."""
        query, first, last = self._read(call, self.fields)
        rows = [row for entity in self._entities(call, query) for row in self._broken_down(entity, first, last, query)]
        return compact({"data": self._sorted(rows, query)})

    def _broken_down(self, entity: StoredEntity, first: date, last: date, query: JsonObject) -> Iterator[JsonObject]:
        start = first_day(entity.doc, first, last)
        for label, span in spans(first, last, query["granularity"]):
            days = [day for day in span if day >= start]
            about = {self.id_column: str(entity.id), **({"DATE": label} if label else {})}
            for name in dict.fromkeys(query["targeting_types"]):
                for value, metrics in zip(VALUES[name], divide(entity.id, days, len(VALUES[name])), strict=True):
                    columns = {each: column(each)(metrics) for each in query["columns"] if each not in about}
                    yield {"targeting_type": name, "targeting_value": value, "metrics": {**about, **columns}}

    def _sorted(self, rows: list[JsonObject], query: JsonObject) -> list[JsonObject]:
        """Sort rows by the requested columns: descending, unless ``sort_ascending`` is true."""
        known = (self.id_column, "DATE", *query["columns"])
        for name in reversed(query.get("sort_columns") or ()):
            if name not in known:
                raise bad(f"Invalid sort_columns: {name} is not one of the columns {', '.join(known)}")
            # Only the DATE can be missing, and then it is missing in all rows.
            rows.sort(key=lambda row, name=name: row["metrics"].get(name, ""), reverse=not query["sort_ascending"])  # type: ignore[misc]
        return rows
