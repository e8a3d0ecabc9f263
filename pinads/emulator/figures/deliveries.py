"""Deliveries of campaigns, read from the stored entities."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from pinads.emulator.figures.daily_figures import DayPart
from pinads.emulator.figures.delivery import AdFacts, CampaignFacts, Delivery, Market, Measured, delivery_of
from pinads.emulator.messages import JsonObject
from pinads.emulator.storage.history import State, States, state_of, states_of_campaigns
from pinads.emulator.storage.store import EmulatorStore, StoredEntity

_AT_ONCE = 250
_SCALES = {"JPY": 100, "KRW": 1000, "HUF": 100, "INR": 100, "CLP": 1000, "COP": 1000, "ARS": 1000, "CZK": 10, "SEK": 10, "NOK": 10}
_SCALES |= {"DKK": 10, "MXN": 10, "HKD": 10, "TRY": 10}
"""Units of a currency that a US dollar buys, in powers of ten; 1 for all others."""


def measured_entity(kind: str, row: StoredEntity) -> Measured:
    """Return what is measured of a campaign, an ad group or an ad."""
    if kind == "campaign":
        return Measured((row.id,))
    campaigns = () if row.campaign is None else (row.campaign,)
    return Measured(campaigns, row.id) if kind == "ad_group" else Measured(campaigns, row.parent, row.id)


def measured_account(store: EmulatorStore, account: int) -> Measured:
    """Return what is measured of an ad account: its campaigns."""
    rows = store.query("SELECT id FROM entities WHERE kind = 'campaign' AND account = ? ORDER BY id", (account,))
    return Measured(tuple(identity for (identity,) in rows))


class RowSpan(NamedTuple):
    """The time that a row covers: from a time to another, in the time zone of the request's days.

    Attributes:
        label: the row's date, or its hour; None if one row covers the period.
        begins: its first moment.
        ends: the first moment after it.
    """

    label: str | None
    begins: datetime
    ends: datetime

    def days(self) -> Iterator[RowSpan]:
        """Yield the days of the time, or the hour that it is."""
        begins = self.begins
        while begins < self.ends:
            ends = min(self.ends, begins + timedelta(days=1))
            yield RowSpan(self.label, begins, ends)
            begins = ends


class Deliveries:
    """The deliveries of an ad account's campaigns.

    Args:
        store: the emulator's database.
        account: the ad account's id.
        now: the present, in seconds since 1970.
        given: the checked request, which names the time zone of the days.
    """

    def __init__(self, store: EmulatorStore, account: int, now: int, given: Mapping[str, Any]) -> None:
        self._store = store
        self._account = account
        self._now = now
        found = store.get("ad_account", 0, account)
        doc = found.doc if found else {}
        zone = _zone(doc.get("time_zone"))
        self._days = zone if given["reporting_timezone"] == "AD_ACCOUNT_TIME_ZONE" else timezone.utc
        east = datetime(2025, 1, 1, tzinfo=zone).utcoffset() or timedelta()
        self._market = Market(_SCALES.get(doc.get("currency") or "", 1), round(east.total_seconds() / 3600))
        self._found: dict[int, Delivery | None] = {}
        self._times: dict[RowSpan, tuple[int, int]] = {}

    def load(self, campaigns: Iterable[int]) -> None:
        """Read campaigns that are going to be measured, many at once."""
        wanted = [each for each in dict.fromkeys(campaigns) if each not in self._found]
        self._found.update(dict.fromkeys(wanted))
        for at in range(0, len(wanted), _AT_ONCE):
            for campaign, facts in self._facts(wanted[at : at + _AT_ONCE]):
                self._found[campaign] = delivery_of(facts)

    def parts(self, measured: Measured, span: RowSpan) -> list[DayPart]:
        """Return the parts of days of what is measured, in the time of a row."""
        if measured.share and self._days is not timezone.utc:
            # Shares of days of another zone are whole numbers too, and add up to longer times.
            return [part for day in span.days() for part in self._parts(measured, day)]
        return self._parts(measured, span)

    def _parts(self, measured: Measured, span: RowSpan) -> list[DayPart]:
        begins, ends = self._seconds(span)
        found: list[DayPart] = []
        for campaign in measured.campaigns:
            if campaign not in self._found:
                self.load(measured.campaigns)
            if delivery := self._found[campaign]:
                found.extend(delivery.parts(begins, ends, self._now, measured))
        return found

    def _seconds(self, span: RowSpan) -> tuple[int, int]:
        """Return a row's first second, and the first one after it, since 1970."""
        if span not in self._times:
            first, last = (int(time.replace(tzinfo=self._days).timestamp()) for time in (span.begins, span.ends))
            self._times[span] = first, last
        return self._times[span]

    def _facts(self, campaigns: list[int]) -> Iterator[tuple[int, CampaignFacts]]:
        """Yield the facts of campaigns of the account."""
        history = states_of_campaigns(self._store, campaigns)
        groups: dict[int, list[tuple[int, States]]] = {campaign: [] for campaign in campaigns}
        for campaign, identity, body in self._rows("campaign, id, body", "ad_group", "campaign", campaigns):
            groups[campaign].append((identity, history.get(identity) or _created(body)))
        ads: dict[int, list[AdFacts]] = {campaign: [] for campaign in campaigns}
        for campaign, ad_group, identity, status, ready_at, outcome in self._rows(
            "campaign, parent, id, status, ready_at, outcome", "ad", "campaign", campaigns
        ):
            if outcome in (None, "APPROVED"):
                states = history.get(identity) or ((0, State(status)),)
                ads[campaign].append(AdFacts(identity, ad_group, ready_at or 0, states))
        incidents = {campaign: (incident, since) for campaign, incident, since in self._store.incidents(campaigns)}
        for identity, body in self._rows("id, body", "campaign", "id", campaigns):
            states = history.get(identity) or _created(body)
            incident = incidents.get(identity, (None, 0))
            yield identity, CampaignFacts(states, tuple(groups[identity]), tuple(ads[identity]), self._market, *incident)

    def _rows(self, columns: str, kind: str, column: str, campaigns: list[int]) -> list[Any]:
        """Read entities of some campaigns, by id."""
        marks = ",".join("?" * len(campaigns))
        sql = f"SELECT {columns} FROM entities WHERE kind = ? AND account = ? AND {column} IN ({marks}) ORDER BY id"
        return self._store.query(sql, (kind, self._account, *campaigns))


@lru_cache(10_000)
def _created(body: str) -> States:
    """Return the states of an entity that has not changed since it was created."""
    doc: JsonObject = json.loads(body)
    return ((doc.get("created_time") or 0, state_of(doc)),)


def _zone(name: str | None) -> tzinfo:
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        # A machine without a database of time zones.
        return timezone.utc
