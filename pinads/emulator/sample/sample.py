"""Sample business, the same on every machine: campaigns and their entities, in all statuses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from pinads.emulator.figures.incidents import DRAWN, ENDED, FATIGUE, FATIGUE_DAYS, REJECTED, SILENT, UNDERSPEND
from pinads.emulator.messages import FIRST_ACCOUNT, JsonObject
from pinads.emulator.resources.ad_accounts import OWNER, TIME_ZONES
from pinads.emulator.resources.base import SAMPLE_IDS, Kind
from pinads.emulator.sample import words
from pinads.emulator.storage.store import Columns, EmulatorStore, Entry
from pinads.sdk.schema.objectives import PROMOTION_TYPES

_DAY = 86_400
_MANY = 500
_OPENED = 1_735_689_600
"""2025-01-01, when the first entities were created."""
_UNIT = {"USD": 1_000_000, "EUR": 1_000_000, "JPY": 100_000_000}
_IN_ACCOUNT = (0, 0, 0, 0, 0, 0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 0, 1, 2, 0, 0)
_STATUSES: tuple[str, ...] = ("ACTIVE", "ACTIVE", "PAUSED", "ACTIVE", "ACTIVE", "ACTIVE", "ACTIVE", "PAUSED", "ARCHIVED", "ACTIVE")
_STATUSES += ("ACTIVE", "ACTIVE", "PAUSED", "DRAFT", "ACTIVE", "ARCHIVED", "ACTIVE", "ACTIVE", "DELETED_DRAFT", "ACTIVE")
_OBJECTIVES = ("WEB_CONVERSION", "CONSIDERATION", "CATALOG_SALES", "AWARENESS", "CONSIDERATION", "VIDEO_COMPLETION")
_EVENTS = {"AWARENESS": "IMPRESSION", "VIDEO_COMPLETION": "VIDEO_V_50_MRC"}
_CREATIVES = ("REGULAR", "REGULAR", "REGULAR", "VIDEO", "CAROUSEL", "SHOPPING", "COLLECTION", "IDEA")
_MATCHES = ("BROAD", "PHRASE", "EXACT", "BROAD", "EXACT_NEGATIVE")
_INCIDENTS = {3: FATIGUE, 4: UNDERSPEND, 5: REJECTED, 10: ENDED, 14: SILENT}
"""What is unusual about campaigns of the first account, by their number; there is nothing to find about the others."""
_TARGETS: tuple[tuple[JsonObject, ...], ...] = (
    (
        {"LOCATION": ["US"], "GENDER": ["female"], "AGE_BUCKET": ["25-34", "35-44"]},
        {"LOCATION": ["US"], "APPTYPE": ["iphone", "ipad"], "LOCALE": ["en-US"]},
        {"GEO": ["US-CA", "US-NY"], "MINIMUM_AGE": "25", "MAXIMUM_AGE": "54"},
        {"LOCATION": ["US", "CA"], "INTEREST": ["935541271955", "920236059316"], "TARGETING_STRATEGY": ["FIND_NEW_CUSTOMERS"]},
    ),
    ({"LOCATION": ["DE", "CH", "AT"], "LOCALE": ["de"]}, {"LOCATION": ["FR"], "LOCALE": ["fr"], "GENDER": ["female", "unknown"]}),
    ({"LOCATION": ["JP"], "LOCALE": ["ja"]}, {"LOCATION": ["JP"], "APPTYPE": ["android_mobile", "iphone"]}),
)


def plant(store: EmulatorStore, kinds: Mapping[str, Kind], campaigns: int, now: int) -> dict[str, int]:
    """Create the sample in one transaction, and return the number of its entities by kind."""
    planter = _Planter(kinds, now)
    with store.loading() if campaigns > _MANY else store.writing():
        for kind in kinds.values():
            store.run("DELETE FROM entities WHERE kind = ? AND id < ?", (kind.name, kind.base_id + SAMPLE_IDS))
            store.forget(kind.base_id, kind.base_id + SAMPLE_IDS)
        store.put(planter.entries(campaigns))
        store.plan(planter.incidents)
        for identity, size in planter.lists.items():
            store.run("DELETE FROM records WHERE list = ?", (identity,))
            store.run_many("INSERT INTO records VALUES (?, ?)", ((identity, number.to_bytes(12, "big")) for number in range(size)))
        store.remember("sample", str(campaigns))
    return planter.counts


class _Planter:
    """Generator of the sample's entities; random numbers are seeded by campaign, so more campaigns change none."""

    def __init__(self, kinds: Mapping[str, Kind], now: int) -> None:
        self.kinds = kinds
        self.now = now
        self.today = now - now % _DAY
        self.counts = dict.fromkeys(kinds, 0)
        self.lists: dict[int, int] = {}
        self.incidents: list[tuple[int, str, int]] = []

    def entries(self, campaigns: int) -> Iterator[Entry]:
        """Generate all entities of the sample."""
        yield from self._accounts()
        yield from self._customer_lists()
        yield from self._audiences()
        for number in range(campaigns):
            yield from self._campaign(number)

    def _entry(self, name: str, account: int, doc: JsonObject, **columns: Any) -> Entry:
        kind = self.kinds[name]
        self.counts[name] += 1
        if name != "ad_account":
            doc.setdefault("id", str(kind.base_id + self.counts[name]))
            doc["type"] = kind.type_name
        if name not in ("ad_account", "keyword"):
            doc["ad_account_id"] = str(account)
        row = kind.entry(int(doc["id"]), account, doc)
        return (*row[:4], *Columns(*row[4:])._replace(**columns)) if columns else row

    def _accounts(self) -> Iterator[Entry]:
        for index, (name, country, currency) in enumerate(words.ACCOUNTS):
            owner = {"id": OWNER, "username": "hearthandloom"}
            doc = {"id": str(FIRST_ACCOUNT + index), "name": name, "country": country, "currency": currency, "owner": owner}
            doc["time_zone"] = TIME_ZONES[country]
            yield self._entry("ad_account", 0, {**doc, "permissions": ["OWNER", "ADMIN"], **self._times(index)})
            for word in words.NEGATIVES[index:]:
                yield self._keyword(FIRST_ACCOUNT + index, FIRST_ACCOUNT + index, "advertiser", word, "PHRASE_NEGATIVE")

    def _times(self, day: int) -> JsonObject:
        created = _OPENED + day * _DAY + day * 137 % 40_000
        return {"created_time": created, "updated_time": created + 3600}

    def _customer_lists(self) -> Iterator[Entry]:
        for index, (name, size) in enumerate(words.LISTS):
            identity = self.kinds["customer_list"].base_id + index + 1
            self.lists[identity] = size
            doc = {
                "name": name,
                "num_batches": 1 + index,
                "num_uploaded_user_records": size + 17 * index,
                "num_removed_user_records": index,
            }
            yield self._entry("customer_list", FIRST_ACCOUNT, {**doc, "size": size, **self._times(20 + index)})

    def _audiences(self) -> Iterator[Entry]:
        base, lists = self.kinds["audience"].base_id, list(self.lists)
        rules: tuple[tuple[str, str, JsonObject], ...] = (
            ("Newsletter", "CUSTOMER_LIST", {"customer_list_id": str(lists[0])}),
            ("Like our newsletter readers, 3 %", "ACTALIKE", {"seed_id": [str(base + 1)], "country": "US", "percentage": 3}),
            ("Visited in the last 30 days", "VISITOR", {"event": "pagevisit", "retention_days": 30, "visitor_source_id": "2614292087658"}),
            ("Engaged with our Pins 📌", "ENGAGEMENT", {"engager_type": 1, "retention_days": 90}),
            ("Trade fair", "CUSTOMER_LIST", {"customer_list_id": str(lists[2])}),
            ("Checkout, last 180 days", "VISITOR", {"event": "checkout", "retention_days": 180, "visitor_source_id": "2614292087658"}),
        )
        for index, (name, kind, rule) in enumerate(rules):
            created = self._times(30 + index)
            doc = {"name": name, "audience_type": kind, "rule": rule, "description": "Sample audience"}
            times = {"created_timestamp": created["created_time"], "updated_timestamp": created["updated_time"]}
            yield self._entry("audience", FIRST_ACCOUNT, {**doc, **times})

    def _campaign(self, number: int) -> Iterator[Entry]:
        rng, slot = Random(number), number % len(_IN_ACCOUNT)
        where = _IN_ACCOUNT[slot]
        account, currency = FIRST_ACCOUNT + where, words.ACCOUNTS[where][2]
        round_ = number // len(words.CAMPAIGNS)
        doc: JsonObject = {
            "name": words.CAMPAIGNS[slot] + (f" ({round_ + 1})" if round_ else ""),
            "status": _STATUSES[slot],
            "objective_type": _OBJECTIVES[slot % len(_OBJECTIVES)],
            "intended_promotion_type": PROMOTION_TYPES[_OBJECTIVES[slot % len(_OBJECTIVES)]][0],
            "is_campaign_budget_optimization": slot % 3 == 1,
            "is_flexible_daily_budgets": slot % 9 == 4,
            "is_automated_campaign": False,
            "is_performance_plus": slot == 5,
            **self._times(40 + number % 500),
        }
        self._budget(doc, slot, rng.randrange(20, 400, 5) * _UNIT[currency])
        if slot == 4:
            doc["tracking_urls"] = {"click": ["https://track.example.com/click?c=early"], "impression": ["https://track.example.com/i"]}
        entry = self._entry("campaign", account, doc)
        yield entry
        incident = _INCIDENTS.get(number)
        if incident in DRAWN:
            self.incidents.append((entry[0], incident, self.today // _DAY - FATIGUE_DAYS))
        if slot % 4 == 0:
            yield self._keyword(account, entry[0], "campaign", "returns policy", "EXACT_NEGATIVE")
        for index in range(_groups(number)):
            yield from self._ad_group(account, where, doc, number, index, rng)

    def _budget(self, doc: JsonObject, slot: int, amount: int) -> None:
        """Set a daily or lifetime cap if one is needed; one campaign has ended, and one has not started."""
        if slot == 19:
            doc.update(start_time=self.today + 14 * _DAY, daily_spend_cap=amount)
        elif slot == 10:
            doc.update(start_time=_OPENED + 60 * _DAY, end_time=_OPENED + 90 * _DAY, lifetime_spend_cap=30 * amount)
        elif slot % 6 == 4:
            doc.update(start_time=self.today - 30 * _DAY, end_time=self.today + 60 * _DAY, lifetime_spend_cap=30 * amount)
        elif doc["is_campaign_budget_optimization"] or doc["objective_type"] == "AWARENESS" or slot % 2 == 0:
            doc["daily_spend_cap"] = amount

    def _ad_group(self, account: int, where: int, campaign: JsonObject, number: int, index: int, rng: Random) -> Iterator[Entry]:
        optimised, unit = campaign["is_campaign_budget_optimization"], _UNIT[words.ACCOUNTS[where][2]]
        budget = rng.randrange(5, 80) * unit if not optimised else 0
        if budget and campaign.get("daily_spend_cap"):
            budget = _equal_part(campaign, _groups(number), unit)
        theme = words.THEMES[(number * 5 + index) % len(words.THEMES)]
        automatic = (number + index) % 3 == 0
        doc: JsonObject = {
            "name": f"{theme} | {words.AUDIENCE_WORDS[(number + index) % len(words.AUDIENCE_WORDS)]}",
            "campaign_id": campaign["id"],
            "status": _child_status(campaign["status"], index),
            "budget_type": "CBO_ADGROUP" if optimised else "DAILY",
            "budget_in_micro_currency": budget or None,
            "bid_strategy_type": "AUTOMATIC_BID" if automatic else "MAX_BID",
            "bid_in_micro_currency": None if automatic else rng.randrange(20, 300, 5) * unit // 100,
            "billable_event": _EVENTS.get(campaign["objective_type"], "CLICKTHROUGH"),
            "targeting_spec": _TARGETS[where][(number + index) % len(_TARGETS[where])],
            "auto_targeting_enabled": index % 2 == 0,
            "pacing_delivery_type": "STANDARD",
            "placement_group": ("ALL", "SEARCH", "BROWSE")[index % 3],
            "created_time": campaign["created_time"] + 600 * index,
            "updated_time": campaign["updated_time"] + 600 * index,
        }
        entry = self._entry("ad_group", account, doc)
        yield entry
        for position in range(3 + (number + index) % 5):
            yield self._ad(account, doc, theme, position, rng, _verdict(campaign["status"], number, index, position))
        start = rng.randrange(len(words.KEYWORDS))
        for position in range(5 + (number + 2 * index) % 7):
            word = words.KEYWORDS[(start + position) % len(words.KEYWORDS)]
            yield self._keyword(account, entry[0], "adgroup", word, _MATCHES[position % len(_MATCHES)])

    def _ad(self, account: int, ad_group: JsonObject, theme: str, position: int, rng: Random, rejected: bool | None) -> Entry:
        slug = theme.lower().replace(" ", "-")
        doc: JsonObject = {
            "name": f"{theme} – {words.HOOKS[(position + len(theme)) % len(words.HOOKS)]}",
            "campaign_id": ad_group["campaign_id"],
            "ad_group_id": ad_group["id"],
            "status": _child_status(ad_group["status"], position),
            "pin_id": str(394_205_773_611_545_468 + rng.randrange(10**12)),
            "creative_type": _CREATIVES[rng.randrange(len(_CREATIVES))],
            "destination_url": f"https://hearth-and-loom.example.com/{slug}?utm_source=pinterest",
            "is_pin_deleted": False,
            "is_removable": True,
            "created_time": ad_group["created_time"] + 60 * position,
            "updated_time": ad_group["updated_time"] + 60 * position,
        }
        verdict = rng.randrange(25)
        if rejected or (verdict == 0 and rejected is None):
            doc.update(rejected_reasons=["IMAGE_BEFORE_AFTER", "LANDING_PAGE_BROKEN"], rejection_labels=list(words.REJECTED))
        return self._entry("ad", account, doc, **({"outcome": "PENDING"} if verdict == 1 else {}))

    def _keyword(self, account: int, parent: int, parent_type: str, value: str, match_type: str) -> Entry:
        doc = {"value": value, "match_type": match_type, "parent_id": str(parent), "parent_type": parent_type, "archived": False}
        return self._entry("keyword", account, doc)


def _groups(number: int) -> int:
    """Return the number of ad groups of a campaign."""
    return 1 + (number * 7 + 3) % 5


def _equal_part(campaign: JsonObject, groups: int, unit: int) -> int:
    """Return the budget with which the active ad groups together spend the campaign's cap, in whole units."""
    active = sum(_child_status("ACTIVE", index) == "ACTIVE" for index in range(groups))
    return int(-(-campaign["daily_spend_cap"] // (active * unit))) * unit


def _verdict(campaign_status: str, number: int, ad_group: int, position: int) -> bool | None:
    """Tell whether an ad was rejected; None leaves it to chance. Running campaigns have no rejected ad, except one."""
    if campaign_status != "ACTIVE" or number >= len(words.CAMPAIGNS):
        return None
    return _INCIDENTS.get(number) == REJECTED and (ad_group, position) == (0, 1)


def _child_status(parent: str, index: int) -> str:
    if parent in ("DRAFT", "DELETED_DRAFT"):
        return parent
    return ("ACTIVE", "ACTIVE", "PAUSED", "ACTIVE", "ARCHIVED", "ACTIVE", "ACTIVE")[index % 7]
