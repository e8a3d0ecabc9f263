"""Synchronous analytics: rows for the entities that are named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pinads.emulator.figures import figure, measured, since
from pinads.emulator.kinds import Call
from pinads.emulator.messages import NOT_FOUND, Refused, bad, compact
from pinads.emulator.periods import Reach, checked_days, spans
from pinads.emulator.queries import read_filters
from pinads.emulator.store import Row
from pinads.sdk.analytics import DAYS_BACK, AnalyticsQuery
from pinads.sdk.declarations import fields_of

_DAILY, _HOURLY = Reach(DAYS_BACK, DAYS_BACK), Reach(8, 2)
_NEEDED = ("start_date", "end_date", "columns", "granularity")


class Analytics:
    """The analytics operation of one kind of entity; None is the ad account as a whole."""

    def __init__(self, kind: str | None) -> None:
        self.kind = kind
        self.id_column = f"{kind or 'ad_account'}_id".upper()

    def rows(self, call: Call) -> str:
        """Answer the rows of a request."""
        query = read_filters(fields_of(AnalyticsQuery), call.query)
        for name in _NEEDED:
            if query[name] is None:
                raise bad(f"Invalid request: {name} is missing")
        first, last = checked_days(query, call.now, _HOURLY if query["granularity"] == "HOUR" else _DAILY)
        return compact([row for entity in self._entities(call, query) for row in self._measure(entity, first, last, query)])

    def _entities(self, call: Call, query: dict[str, Any]) -> list[Row]:
        if self.kind is None:
            account = call.store.get("ad_account", 0, call.account)
            if account is None:
                raise Refused(404, NOT_FOUND, f"There is no ad account {call.account}")
            return [account]
        wanted = query.get(f"{self.kind}_ids")
        if not wanted:
            raise bad(f"Invalid request: {self.kind}_ids is missing")
        found = (call.store.get(self.kind, call.account, int(identity)) for identity in wanted)
        return [entity for entity in found if entity is not None]

    def _measure(self, entity: Row, first: date, last: date, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
        begun = since(entity.doc, first, last)
        for label, days in spans(first, last, query["granularity"]):
            total = measured(entity.id, (day for day in days if day >= begun))
            row = {self.id_column: str(entity.id), **({"DATE": label} if label else {})}
            yield {**row, **{name: figure(name)(total) for name in query["columns"] if name not in row}}
