"""Synchronous analytics by targeting: an entity's metrics, divided between the values of each targeting type."""

from __future__ import annotations

from pinads.emulator.figures.breakdowns import VALUES, shares_of
from pinads.emulator.messages import JsonObject, bad, compact
from pinads.emulator.reports.analytics import Analytics
from pinads.emulator.resources.base import Call
from pinads.sdk.reports.targeting_analytics import LEVELS


class TargetingAnalytics(Analytics):
    """Targeting analytics operation of one kind of entity."""

    def __init__(self, kind: str) -> None:
        super().__init__(None if kind == "ad_account" else kind, LEVELS[kind].query)

    def rows(self, call: Call) -> str:
        """Return the rows of a request, by entity, day and targeting."""
        query, periods = self._read(call)
        subjects = self.described(call, query, self._entities(call, query))
        row = self._row_maker(call, query, subjects)
        types = list(dict.fromkeys(query["targeting_types"]))
        shares = [(name, value, share) for name in types for value, share in shares_of(VALUES[name])]
        rows: list[JsonObject] = [
            {"targeting_type": name, "targeting_value": value, "metrics": row(subject, span, share)}
            for subject in subjects
            for span in periods
            for name, value, share in shares
        ]
        return compact({"data": self._sorted(rows, query)})

    def _sorted(self, rows: list[JsonObject], query: JsonObject) -> list[JsonObject]:
        """Sort rows by the requested columns: descending, unless ``sort_ascending`` is true."""
        known = (self.id_column, "DATE", *query["columns"])
        for name in reversed(query.get("sort_columns") or ()):
            if name not in known:
                raise bad(f"Invalid sort_columns: {name} is not one of the columns {', '.join(known)}")
            # What is missing comes first: the DATE of totals, or a cap that is not set.
            rows.sort(
                key=lambda row, name=name: (name in row["metrics"], row["metrics"].get(name)),  # type: ignore[misc]
                reverse=not query["sort_ascending"],
            )
        return rows
