"""Ad accounts for trying checks of figures: quiet campaigns, and a campaign for each incident.

``Emulator.plant_account(seed=1, incidents=("fatigue",))`` creates one and returns its ids. The same seed, incidents and time give the
same campaigns and budgets; their figures differ between accounts, since they depend on the ids.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import NamedTuple

from pinads.emulator.figures.incidents import DRAWN, ENDED, FATIGUE_DAYS, INCIDENTS, REJECTED
from pinads.emulator.messages import JsonObject
from pinads.emulator.resources.ad_accounts import OWNER, TIME_ZONES
from pinads.emulator.resources.base import Kind
from pinads.emulator.sample import words
from pinads.emulator.storage.store import EmulatorStore

_DAY = 86_400
_AGE = 120 * _DAY
_UNITS = (("US", "USD", 1_000_000), ("DE", "EUR", 1_000_000), ("JP", "JPY", 100_000_000))


class PlantedAccount(NamedTuple):
    """An ad account that was created for trying checks.

    Attributes:
        id: its id.
        quiet: the ids of the campaigns about which there is nothing to find.
        incidents: the id of the campaign of each incident.
    """

    id: str
    quiet: list[str]
    incidents: dict[str, str]


def plant_account(
    store: EmulatorStore, kinds: Mapping[str, Kind], now: int, seed: int, incidents: Sequence[str], campaigns: int
) -> PlantedAccount:
    """Create an ad account that has run for four months at ``now`` (seconds since 1970), as for ``Emulator.plant_account``."""
    if unknown := [incident for incident in incidents if incident not in INCIDENTS]:
        raise ValueError(f"unknown incident {unknown[0]!r}: choose from {', '.join(INCIDENTS)}")
    with store.writing():
        planting = _Planting(store, kinds, now, seed)
        quiet = [planting.campaign(number, None) for number in range(campaigns)]
        found = {incident: planting.campaign(campaigns + number, incident) for number, incident in enumerate(incidents)}
    return PlantedAccount(str(planting.account), quiet, found)


class _Planting:
    """Creation of one account."""

    def __init__(self, store: EmulatorStore, kinds: Mapping[str, Kind], now: int, seed: int) -> None:
        self.store = store
        self.kinds = kinds
        self.now = now
        self.rng = Random(seed)
        country, currency, self.unit = _UNITS[seed % len(_UNITS)]
        doc = {"name": f"Account {seed}", "country": country, "currency": currency, "time_zone": TIME_ZONES[country]}
        self.account = 0
        self.account = self._stored("ad_account", {**doc, "owner": {"id": OWNER}, "permissions": ["OWNER"]})

    def campaign(self, number: int, incident: str | None) -> str:
        """Create a campaign with its ad groups and ads, and return its id."""
        amount = self.rng.randrange(60, 300, 5) * self.unit
        optimised = self.rng.random() < 0.4
        doc: JsonObject = {
            "name": words.CAMPAIGNS[number % len(words.CAMPAIGNS)],
            "status": "ACTIVE",
            "objective_type": "CONSIDERATION",
            "is_campaign_budget_optimization": optimised,
        }
        kind = self.rng.choice(("daily", "lifetime", "none" if not optimised else "daily"))
        if kind == "daily":
            doc["daily_spend_cap"] = amount
        elif kind == "lifetime":
            doc.update(lifetime_spend_cap=60 * amount, start_time=self.now - 40 * _DAY, end_time=self.now + 20 * _DAY)
        if incident == ENDED:
            doc.update(start_time=self.now - 60 * _DAY, end_time=self.now - 4 * _DAY)
        identity = self._stored("campaign", doc)
        groups = self.rng.randrange(1, 4)
        budget = None if optimised else -(-amount // (groups * self.unit)) * self.unit
        for index in range(groups):
            self._ad_group(identity, index, budget, rejected=incident == REJECTED and index == 0)
        if incident in DRAWN:
            self.store.plan([(identity, incident, self.now // _DAY - FATIGUE_DAYS)])
        return str(identity)

    def _ad_group(self, campaign: int, index: int, budget: int | None, rejected: bool) -> None:
        doc: JsonObject = {
            "name": words.THEMES[index],
            "campaign_id": str(campaign),
            "status": "ACTIVE",
            "budget_type": "CBO_ADGROUP" if budget is None else "DAILY",
            "budget_in_micro_currency": budget,
            "billable_event": "CLICKTHROUGH",
        }
        identity = self._stored("ad_group", doc)
        for position in range(self.rng.randrange(2, 5)):
            ad = {"name": words.HOOKS[position], "campaign_id": str(campaign), "ad_group_id": str(identity), "status": "ACTIVE"}
            reasons = {"rejected_reasons": ["LANDING_PAGE_BROKEN"]} if rejected and position == 1 else {}
            self._stored("ad", {**ad, "creative_type": "REGULAR", "pin_id": str(394_205_773_611_545_468 + position), **reasons})

    def _stored(self, name: str, doc: JsonObject) -> int:
        kind = self.kinds[name]
        identity = kind.new_id(self.store)
        created = self.now - _AGE
        doc = {**doc, "id": str(identity), "type": kind.type_name, "created_time": created, "updated_time": created}
        if self.account:
            doc["ad_account_id"] = str(self.account)
        self.store.put([kind.entry(identity, self.account, doc)])
        return identity
