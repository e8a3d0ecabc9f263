"""Synchronous analytics: rows for the entities that are named, for Pins, or for all entities together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from pinads.emulator.messages import NOT_FOUND, Refused, bad, compact
from pinads.emulator.reports.metrics import added, figure, measured, since
from pinads.emulator.reports.periods import Reach, checked_days, spans
from pinads.emulator.requests.query import read_filters
from pinads.emulator.resources.base import Call
from pinads.emulator.storage.store import StoredEntity
from pinads.sdk.reports.analytics import DAYS_BACK, AnalyticsQuery
from pinads.sdk.schema.fields import Field, fields_of

_DAILY, _HOURLY = Reach(DAYS_BACK, DAYS_BACK), Reach(8, 2)
_AGGREGATED = ("campaign", "ad_group")


class Subject(NamedTuple):
    """The subject of a row: an id, None for all entities together, and the entities that it adds up."""

    id: str | None
    entities: list[StoredEntity]


class Analytics:
    """The analytics operation of one kind of entity, or of Pins; None is the ad account as a whole."""

    def __init__(self, kind: str | None) -> None:
        self.kind = kind
        self.id_column = f"{kind or 'ad_account'}_id".upper()

    def rows(self, call: Call) -> str:
        """Answer the rows of a request."""
        query, first, last = self._asked(call, fields_of(AnalyticsQuery))
        return compact([row for subject in self._subjects(call, query) for row in self._measure(subject, first, last, query)])

    def _asked(self, call: Call, fields: Mapping[str, Field]) -> tuple[dict[str, Any], date, date]:
        """The checked query, and its first and last day."""
        query = read_filters(fields, call.query, one_parent=False)
        return query, *checked_days(query, call.now, _HOURLY if query["granularity"] == "HOUR" else _DAILY)

    def _subjects(self, call: Call, query: dict[str, Any]) -> list[Subject]:
        if self.kind == "pin":
            if query["campaign_id"] is None or not query["pin_ids"]:
                raise bad("Invalid request: campaign_id and pin_ids are needed")
            ads = _ads_of_pins(call, [query["campaign_id"]], query["pin_ids"])
            by_pin = {pin: [ad for ad in ads if ad.doc["pin_id"] == pin] for pin in query["pin_ids"]}
            return [Subject(pin, found) for pin, found in by_pin.items() if found]
        entities = self._ads(call, query) if self.kind == "ad" else self._entities(call, query)
        if query["aggregate_report_rows"] and self.kind in _AGGREGATED:
            return [Subject(None, entities)] if entities else []
        return [Subject(str(entity.id), [entity]) for entity in entities]

    def _entities(self, call: Call, query: dict[str, Any]) -> list[StoredEntity]:
        if self.kind is None:
            account = call.store.get("ad_account", 0, call.account)
            if account is None:
                raise Refused(404, NOT_FOUND, f"There is no ad account {call.account}")
            return [account]
        wanted = query[f"{self.kind}_ids"]
        if not wanted:
            raise bad(f"Invalid request: {self.kind}_ids is missing")
        found = (call.store.get(self.kind, call.account, int(identity)) for identity in wanted)
        return [entity for entity in found if entity is not None]

    def _ads(self, call: Call, query: dict[str, Any]) -> list[StoredEntity]:
        """The ads that are named, or those of some Pins in some campaigns."""
        others = [name for name in ("campaign_ids", "pin_ids") if query[name]]
        if query["ad_ids"] and others:
            raise bad(f"Invalid request: ad_ids and {' and '.join(others)} exclude each other")
        if not query["ad_ids"] and len(others) == 2:
            return _ads_of_pins(call, query["campaign_ids"], query["pin_ids"])
        if not query["ad_ids"]:
            raise bad("Invalid request: it needs either ad_ids or both campaign_ids and pin_ids")
        return self._entities(call, query)

    def _measure(self, subject: Subject, first: date, last: date, query: dict[str, Any]) -> Iterator[dict[str, Any]]:
        begun = [(entity.id, since(entity.doc, first, last)) for entity in subject.entities]
        for label, days in spans(first, last, query["granularity"]):
            total = added(measured(identity, (day for day in days if day >= start)) for identity, start in begun)
            row = {**({self.id_column: subject.id} if subject.id else {}), **({"DATE": label} if label else {})}
            yield {**row, **{name: figure(name)(total) for name in query["columns"] if name not in row}}


def _ads_of_pins(call: Call, campaigns: list[str], pins: list[str]) -> list[StoredEntity]:
    """The ads of some campaigns that show one of some Pins."""
    found = call.store.page("ad", call.account, {"campaign": list(map(int, campaigns))}, None, False, -1)
    return [ad for ad in found if ad.doc["pin_id"] in pins]
