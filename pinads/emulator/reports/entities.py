"""Entities of a report: those of its level that pass its filters, with their descriptive columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pinads.emulator.figures.deliveries import measured_account, measured_entity
from pinads.emulator.figures.delivery import Measured
from pinads.emulator.messages import JsonObject
from pinads.emulator.resources.base import Call
from pinads.emulator.resources.summary_status import ad_group_summary, ad_summary, campaign_summary
from pinads.emulator.storage.store import EmulatorStore, StoredEntity

ReportOptions = Mapping[str, Any]
"""The checked request of a report, completed with defaults."""


class ReportEntity(NamedTuple):
    """An entity of a report.

    Attributes:
        id: its id.
        parent: the id of its parent.
        doc: its JSON object.
        columns: the descriptive columns of the entity and of its ancestors.
        measured: the parts of campaigns that are measured.
    """

    id: int
    parent: int | None
    doc: JsonObject
    columns: JsonObject
    measured: Measured


Entities = dict[int | None, ReportEntity]


class Describing(NamedTuple):
    """The descriptive columns of a kind of entity; the kind's name is also the prefix of its filters.

    Attributes:
        name: the kind.
        columns: the fields of the entity, by column.
        summary: returns the summary status at a time.
    """

    name: str
    columns: Mapping[str, str]
    summary: Callable[[StoredEntity, int], str]

    def described(self, row: StoredEntity, now: int) -> tuple[JsonObject, JsonObject]:
        """Return an entity's JSON object with its summary status, and its descriptive columns."""
        doc = {**row.doc, "summary_status": self.summary(row, now)}
        return doc, {column: doc.get(name) for column, name in self.columns.items()}


KINDS = (
    Describing(
        "campaign",
        {
            "CAMPAIGN_ID": "id",
            "CAMPAIGN_NAME": "name",
            "CAMPAIGN": "name",
            "CAMPAIGN_ENTITY_STATUS": "status",
            "CAMPAIGN_STATUS": "summary_status",
            "CAMPAIGN_OBJECTIVE_TYPE": "objective_type",
            "CAMPAIGN_DAILY_SPEND_CAP": "daily_spend_cap",
            "CAMPAIGN_LIFETIME_SPEND_CAP": "lifetime_spend_cap",
            "CAMPAIGN_BUDGET_OPTIMIZATION": "is_campaign_budget_optimization",
            "ORDER_LINE_ID": "order_line_id",
        },
        campaign_summary,
    ),
    Describing(
        "ad_group",
        {
            "AD_GROUP_ID": "id",
            "AD_GROUP_NAME": "name",
            "AD_GROUP_ENTITY_STATUS": "status",
            "AD_GROUP_STATUS": "summary_status",
            "AD_GROUP_BUDGET_TYPE": "budget_type",
            "AD_GROUP_BUDGET_IN_LOCAL_CURRENCY": "budget_in_micro_currency",
            "AD_GROUP_BID_MULTIPLIER": "bid_multiplier",
        },
        ad_group_summary,
    ),
    Describing(
        "ad",
        {
            "PIN_PROMOTION_ID": "id",
            "AD_ID": "id",
            "PIN_PROMOTION_NAME": "name",
            "AD_NAME": "name",
            "PIN_PROMOTION_STATUS": "summary_status",
            "AD_STATUS": "summary_status",
            "PIN_ID": "pin_id",
        },
        ad_summary,
    ),
)
_SEARCHES = 40
"""Percent of an ad group's impressions that are in searches."""
KEYWORDS = Describing("keyword", {"KEYWORD_ID": "id"}, lambda row, now: row.status)
_FILTERS = {"ids": "id", "statuses": "summary_status", "objective_types": "objective_type"}
_DEPTHS = {"CAMPAIGN": 0, "AD_GROUP": 1, "PIN_PROMOTION": 2, "KEYWORD": 1}

_ABSENT = (
    "AD_GROUP_OPTIMIZATION CAMPAIGN_BRAND_LABEL CAMPAIGN_CUSTOM_LABELS CAMPAIGN_MANAGED_STATUS IS_CATALOG_CREATIVE_CAMPAIGN "
    "IS_PREMIERE_CAMPAIGN ORDER_LINE_NAME PRODUCT_GROUP_AD_IMAGE_TAG PRODUCT_GROUP_AD_VIDEO_TAG PRODUCT_GROUP_ID PRODUCT_GROUP_STATUS "
    "PRODUCT_ITEM_BRAND PRODUCT_ITEM_CURRENCY PRODUCT_ITEM_DESCRIPTION PRODUCT_ITEM_IMAGE_URL PRODUCT_ITEM_NAME PRODUCT_ITEM_PIN_URL "
    "PRODUCT_ITEM_PRICE PRODUCT_ITEM_PRODUCT_CATEGORY PRODUCT_ITEM_PRODUCT_TYPE PRODUCT_ITEM_PRODUCT_URL PRODUCT_ITEM_SALE_PRICE "
    "PROMO_ID PROMO_NAME SPEND_ORDER_LINE_ID STANDARD_AD_FEED_ITEM_ID VIDEO_LENGTH"
)
"""Columns that describe what the emulator does not have, so they never have a value."""
DESCRIBING = frozenset({"ADVERTISER_ID", "AD_ACCOUNT_ID"}.union(_ABSENT.split(), *(kind.columns for kind in (*KINDS, KEYWORDS))))
"""The columns that describe an entity, and are not metrics."""


def descriptive_columns(call: Call, kind: str | None, row: StoredEntity) -> JsonObject:
    """Return the descriptive columns of an entity and of what is above it; None is the ad account."""
    found: JsonObject = {"ADVERTISER_ID": str(call.account), "AD_ACCOUNT_ID": str(call.account)}
    above = {"campaign": row.campaign, "ad_group": row.parent if kind == "ad" else None}
    for each in KINDS if kind else ():
        identity = above.get(each.name)
        one = row if each.name == kind else call.store.get(each.name, call.account, identity) if identity else None
        if one is not None:
            found.update(each.described(one, call.now)[1])
    return found


def entities(store: EmulatorStore, account: int, options: ReportOptions, now: int) -> list[ReportEntity]:
    """Fetch the entities of a report's level, by id; levels of products have none, since there are no catalogs."""
    level = options["level"].removesuffix("_TARGETING")
    found = store.get("ad_account", 0, account)
    if found is None:
        return []
    columns: JsonObject = {"ADVERTISER_ID": str(account), "AD_ACCOUNT_ID": str(account)}
    top = ReportEntity(account, None, found.doc, columns, measured_account(store, account))
    if level == "ADVERTISER":
        return [top]
    if level not in _DEPTHS:
        return []
    levels = _levels(store, top, options, now, _DEPTHS[level])
    return list((_keywords(store, top, levels, options, now) if level == "KEYWORD" else levels[_DEPTHS[level]]).values())


def _levels(store: EmulatorStore, top: ReportEntity, options: ReportOptions, now: int, depth: int) -> list[Entities]:
    """Fetch campaigns, ad groups and ads, as deep as the report's level and its filters."""
    deepest = max([depth, *(number for number in range(len(KINDS)) if _filtered(options, number))])
    above: Entities = {None: top}
    levels = []
    for kind in KINDS[: deepest + 1]:
        above = _passing(store, top, kind, above, options, now)
        levels.append(above)
    # An entity without children that pass the filters does not pass either.
    for number in range(deepest, depth, -1):
        wanted = {entity.parent for entity in levels[number].values()}
        levels[number - 1] = {identity: entity for identity, entity in levels[number - 1].items() if identity in wanted}
    return levels


def _keywords(store: EmulatorStore, top: ReportEntity, levels: list[Entities], options: ReportOptions, now: int) -> Entities:
    """Fetch the keywords of entities that pass, and the account's if nothing is filtered."""
    above = dict(levels[1])
    if not _filtered(options, 1) and not _filtered(options, 2):
        above |= levels[0]
        if not _filtered(options, 0):
            above[top.id] = top
    found = _passing(store, top, KEYWORDS, above, options, now)
    shown: dict[int | None, list[int | None]] = {}
    for identity, keyword in found.items():
        if keyword.doc["parent_type"] == "adgroup" and not keyword.doc["match_type"].endswith("_NEGATIVE"):
            shown.setdefault(keyword.parent, []).append(identity)
    return {identity: keyword._replace(measured=_of_keyword(keyword, above, shown)) for identity, keyword in found.items()}


def _of_keyword(keyword: ReportEntity, above: Entities, shown: Mapping[int | None, list[int | None]]) -> Measured:
    """Return what is measured of a keyword: its share of its ad group's searches; a negative keyword has none."""
    siblings = shown.get(keyword.parent, [])
    if keyword.id not in siblings:
        return Measured(())
    at, of = siblings.index(keyword.id), len(siblings) * 100
    return above[keyword.parent].measured._replace(share=(at * _SEARCHES, (at + 1) * _SEARCHES, of))


def _filtered(options: ReportOptions, number: int) -> bool:
    name = KINDS[number].name
    return any(options.get(f"{name}_{what}") for what in _FILTERS)


def _passing(store: EmulatorStore, top: ReportEntity, kind: Describing, above: Entities, options: ReportOptions, now: int) -> Entities:
    found: Entities = {}
    for row in store.page(kind.name, top.id, {}, None, False, -1):
        if row.parent in above:
            doc, own = kind.described(row, now)
            filters = ((options.get(f"{kind.name}_{what}"), name) for what, name in _FILTERS.items())
            if all(values is None or doc.get(name) in values for values, name in filters):
                columns = {**above[row.parent].columns, **own}
                found[row.id] = ReportEntity(row.id, row.parent, doc, columns, measured_entity(kind.name, row))
    return found
