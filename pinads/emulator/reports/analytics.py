"""Synchronous analytics of entities, of Pins, or of all entities together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, NamedTuple

from pinads.emulator.figures.columns import Measures
from pinads.emulator.figures.conversions import windows_of
from pinads.emulator.figures.daily_figures import Share
from pinads.emulator.figures.deliveries import Deliveries, RowSpan, measured_account, measured_entity
from pinads.emulator.figures.delivery import Measured
from pinads.emulator.messages import JsonObject, bad, compact
from pinads.emulator.reports.entities import DESCRIBING, descriptive_columns
from pinads.emulator.reports.periods import Reach, checked_days, spans
from pinads.emulator.requests.query import read_filters
from pinads.emulator.resources.base import Call
from pinads.emulator.storage.store import StoredEntity
from pinads.sdk.reports.analytics import DAYS_BACK, AnalyticsQuery, Measurement
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import EntityId, Items

_DAILY, _HOURLY = Reach(DAYS_BACK, DAYS_BACK), Reach(8, 2)
_AGGREGATED = ("campaign", "ad_group")


class ProductGroupsQuery(Measurement, total=False):
    """The query about product groups, which the emulator does not have: a checked request gets no rows."""

    product_group_ids: Annotated[list[EntityId], Items(1, 250)]


class Subject(NamedTuple):
    """Subject of a row: its id, None for all entities together; what is measured; and the columns that describe it."""

    id: str | None
    measured: list[Measured]
    columns: JsonObject


class Analytics:
    """Analytics operation of one kind of entity, or of Pins.

    Args:
        kind: the kind; None is the ad account. There is nothing of a kind that the emulator does not have.
        query: declares the parameters.
    """

    def __init__(self, kind: str | None, query: type = AnalyticsQuery) -> None:
        self.kind = kind
        self.id_column = f"{kind or 'ad_account'}_id".upper()
        self._query = query

    def rows(self, call: Call) -> str:
        """Return the rows of a request."""
        query, periods = self._read(call)
        subjects = self._subjects(call, query)
        row = self._row_maker(call, query, subjects)
        return compact([row(subject, span) for subject in subjects for span in periods])

    def _read(self, call: Call) -> tuple[JsonObject, list[RowSpan]]:
        """Read the checked query, and the time of each row."""
        query = read_filters(fields_of(self._query), call.query, one_parent=False)
        first, last = checked_days(query, call.now, _HOURLY if query["granularity"] == "HOUR" else _DAILY)
        return query, spans(first, last, query["granularity"])

    def _subjects(self, call: Call, query: JsonObject) -> list[Subject]:
        if self.kind == "pin":
            if query["campaign_id"] is None or not query["pin_ids"]:
                raise bad("Invalid request: campaign_id and pin_ids are needed")
            ads = _ads_of_pins(call, [query["campaign_id"]], query["pin_ids"])
            by_pin = {pin: [ad for ad in ads if ad.doc["pin_id"] == pin] for pin in query["pin_ids"]}
            return [Subject(pin, [_measured(call, "ad", ad) for ad in found], {"PIN_ID": pin}) for pin, found in by_pin.items() if found]
        entities = self._ads(call, query) if self.kind == "ad" else self._entities(call, query)
        if self.kind in _AGGREGATED and query["aggregate_report_rows"]:
            return [Subject(None, [_measured(call, self.kind, entity) for entity in entities], {})] if entities else []
        return self.described(call, query, entities)

    def described(self, call: Call, query: JsonObject, entities: list[StoredEntity]) -> list[Subject]:
        """Return entities as the subjects of rows; without a descriptive column nothing above them is read."""
        plain = DESCRIBING.isdisjoint(query["columns"])
        return [
            Subject(str(entity.id), [_measured(call, self.kind, entity)], {} if plain else descriptive_columns(call, self.kind, entity))
            for entity in entities
        ]

    def _row_maker(self, call: Call, query: JsonObject, subjects: list[Subject]) -> Callable[..., JsonObject]:
        """Return the function that computes the row of one of the subjects."""
        deliveries = Deliveries(call.store, call.account, call.now, query)
        deliveries.load(campaign for subject in subjects for each in subject.measured for campaign in each.campaigns)
        metrics = [name for name in query["columns"] if name not in DESCRIBING]
        measures = Measures(metrics, windows_of(query))

        def row(subject: Subject, span: RowSpan, share: Share | None = None) -> JsonObject:
            measured = subject.measured if share is None else [each._replace(share=share) for each in subject.measured]
            parts = [part for each in measured for part in deliveries.parts(each, span)]
            about: JsonObject = {self.id_column: subject.id} if subject.id else {}
            about.update((name, subject.columns[name]) for name in query["columns"] if subject.columns.get(name) is not None)
            if span.label:
                about["DATE"] = span.label
            about.update(zip(metrics, measures.of(parts), strict=True))
            return about

        return row

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


def _measured(call: Call, kind: str | None, entity: StoredEntity) -> Measured:
    return measured_account(call.store, call.account) if kind is None else measured_entity(kind, entity)


def _ads_of_pins(call: Call, campaigns: list[str], pins: list[str]) -> list[StoredEntity]:
    """Fetch the ads of campaigns that show one of the Pins."""
    found = call.store.page("ad", call.account, {"campaign": list(map(int, campaigns))}, None, False, -1)
    return [ad for ad in found if ad.doc["pin_id"] in pins]
