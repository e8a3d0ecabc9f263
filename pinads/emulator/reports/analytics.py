"""Synchronous analytics of entities, of Pins, or of all entities together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from pinads.emulator.messages import JsonObject, bad, compact
from pinads.emulator.reports.metrics import add, column, first_day, measure
from pinads.emulator.reports.periods import Reach, checked_days, spans
from pinads.emulator.requests.query import read_filters
from pinads.emulator.resources.base import Call
from pinads.emulator.storage.store import StoredEntity
from pinads.sdk.reports.analytics import DAYS_BACK, AnalyticsQuery
from pinads.sdk.schema.fields import Field, fields_of

_DAILY, _HOURLY = Reach(DAYS_BACK, DAYS_BACK), Reach(8, 2)
_AGGREGATED = ("campaign", "ad_group")


class Subject(NamedTuple):
    """Subject of a row: its id, None for all entities together, and the entities that are added up."""

    id: str | None
    entities: list[StoredEntity]


class Analytics:
    """Analytics operation of one kind of entity, or of Pins; None is the ad account."""

    def __init__(self, kind: str | None) -> None:
        self.kind = kind
        self.id_column = f"{kind or 'ad_account'}_id".upper()

    def rows(self, call: Call) -> str:
        """Return the rows of a request."""
        query, first, last = self._read(call, fields_of(AnalyticsQuery))
        return compact([row for subject in self._subjects(call, query) for row in self._measure(subject, first, last, query)])

    def _read(self, call: Call, fields: Mapping[str, Field]) -> tuple[JsonObject, date, date]:
        """Read the checked query, and its first and last day."""
        query = read_filters(fields, call.query, one_parent=False)
        return query, *checked_days(query, call.now, _HOURLY if query["granularity"] == "HOUR" else _DAILY)

    def _subjects(self, call: Call, query: JsonObject) -> list[Subject]:
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

    def _entities(self, call: Call, query: JsonObject) -> list[StoredEntity]:
        if self.kind is None:
            found = [call.store.get("ad_account", 0, call.account)]
        elif wanted := query[f"{self.kind}_ids"]:
            found = [call.store.get(self.kind, call.account, int(identity)) for identity in wanted]
        else:
            raise bad(f"Invalid request: {self.kind}_ids is missing")
        return [entity for entity in found if entity is not None]

    def _ads(self, call: Call, query: JsonObject) -> list[StoredEntity]:
        """Fetch ads by their ids, or by campaigns and Pins."""
        others = [name for name in ("campaign_ids", "pin_ids") if query[name]]
        if query["ad_ids"] and others:
            raise bad(f"Invalid request: ad_ids and {' and '.join(others)} exclude each other")
        if not query["ad_ids"] and len(others) == 2:
            return _ads_of_pins(call, query["campaign_ids"], query["pin_ids"])
        if not query["ad_ids"]:
            raise bad("Invalid request: it needs either ad_ids or both campaign_ids and pin_ids")
        return self._entities(call, query)

    def _measure(self, subject: Subject, first: date, last: date, query: JsonObject) -> Iterator[JsonObject]:
        starts = [(entity.id, first_day(entity.doc, first, last)) for entity in subject.entities]
        for label, days in spans(first, last, query["granularity"]):
            total = add(measure(identity, (day for day in days if day >= start)) for identity, start in starts)
            row = {**({self.id_column: subject.id} if subject.id else {}), **({"DATE": label} if label else {})}
            yield {**row, **{name: column(name)(total) for name in query["columns"] if name not in row}}


def _ads_of_pins(call: Call, campaigns: list[str], pins: list[str]) -> list[StoredEntity]:
    """Fetch the ads of campaigns that show one of the Pins."""
    found = call.store.page("ad", call.account, {"campaign": list(map(int, campaigns))}, None, False, -1)
    return [ad for ad in found if ad.doc["pin_id"] in pins]
