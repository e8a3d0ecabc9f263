"""Synchronous analytics broken down by targeting: the figures of the analytics, divided between the values of each type."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pinads.emulator.messages import bad, compact
from pinads.emulator.reports.analytics import Analytics
from pinads.emulator.reports.breakdowns import VALUES
from pinads.emulator.reports.metrics import divided, figure, since
from pinads.emulator.reports.periods import spans
from pinads.emulator.resources.base import Call
from pinads.emulator.storage.store import StoredEntity
from pinads.sdk.reports.targeting_analytics import LEVELS
from pinads.sdk.schema.fields import fields_of


class TargetingAnalytics(Analytics):
    """The targeting analytics operation of one kind of entity."""

    def __init__(self, kind: str) -> None:
        super().__init__(None if kind == "ad_account" else kind)
        self.fields = fields_of(LEVELS[kind].query)

    def rows(self, call: Call) -> str:
        """Answer the rows of a request, by entity, day and targeting."""
        query, first, last = self._asked(call, self.fields)
        rows = [row for entity in self._entities(call, query) for row in self._broken_down(entity, first, last, query)]
        return compact({"data": self._sorted(rows, query)})

    def _broken_down(self, entity: StoredEntity, first: date, last: date, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
        begun = since(entity.doc, first, last)
        for label, span in spans(first, last, query["granularity"]):
            days = [day for day in span if day >= begun]
            about = {self.id_column: str(entity.id), **({"DATE": label} if label else {})}
            for name in dict.fromkeys(query["targeting_types"]):
                for value, seen in zip(VALUES[name], divided(entity.id, days, len(VALUES[name])), strict=True):
                    figures = {column: figure(column)(seen) for column in query["columns"] if column not in about}
                    yield {"targeting_type": name, "targeting_value": value, "metrics": {**about, **figures}}

    def _sorted(self, rows: list[dict[str, Any]], query: dict[str, Any]) -> list[dict[str, Any]]:
        """The rows in the order that was asked for: descending, unless it is to ascend."""
        known = (self.id_column, "DATE", *query["columns"])
        for name in reversed(query.get("sort_columns") or ()):
            if name not in known:
                raise bad(f"Invalid sort_columns: {name} is not one of the columns {', '.join(known)}")
            # Only the DATE may be missing, and then from all rows.
            rows.sort(key=lambda row, name=name: row["metrics"].get(name, ""), reverse=not query["sort_ascending"])  # type: ignore[misc]
        return rows
