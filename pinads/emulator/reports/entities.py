"""Entities of a report: those of its level that pass its filters, with their descriptive columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pinads.emulator.messages import JsonObject
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
    """

    id: int
    parent: int | None
    doc: JsonObject
    columns: JsonObject


Entities = dict[int | None, ReportEntity]


class _Kind(NamedTuple):
    """A kind of entity and its descriptive columns; its name is also the prefix of its filters."""

    name: str
    columns: Mapping[str, str]
    summary: Callable[[StoredEntity, int], str]


_KINDS = (
    _Kind(
        "campaign",
        {
            "CAMPAIGN_ID": "id",
            "CAMPAIGN_NAME": "name",
            "CAMPAIGN_ENTITY_STATUS": "status",
            "CAMPAIGN_STATUS": "summary_status",
            "CAMPAIGN_OBJECTIVE_TYPE": "objective_type",
        },
        campaign_summary,
    ),
    _Kind(
        "ad_group",
        {
            "AD_GROUP_ID": "id",
            "AD_GROUP_NAME": "name",
            "AD_GROUP_ENTITY_STATUS": "status",
            "AD_GROUP_STATUS": "summary_status",
        },
        ad_group_summary,
    ),
    _Kind(
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
_KEYWORDS = _Kind("keyword", {"KEYWORD_ID": "id"}, lambda row, now: row.status)
_FILTERS = {"ids": "id", "statuses": "summary_status", "objective_types": "objective_type"}
_DEPTHS = {"CAMPAIGN": 0, "AD_GROUP": 1, "PIN_PROMOTION": 2, "KEYWORD": 1}

DESCRIBING = frozenset({"ADVERTISER_ID", "AD_ACCOUNT_ID"}.union(*(kind.columns for kind in (*_KINDS, _KEYWORDS))))
"""The columns that describe an entity, and are no metrics."""


def entities(store: EmulatorStore, account: int, options: ReportOptions, now: int) -> list[ReportEntity]:
    """Fetch the entities of a report's level, by id; levels of products have none, since there are no catalogs."""
    level = options["level"].removesuffix("_TARGETING")
    found = store.get("ad_account", 0, account)
    if found is None:
        return []
    top = ReportEntity(account, None, found.doc, {"ADVERTISER_ID": str(account), "AD_ACCOUNT_ID": str(account)})
    if level == "ADVERTISER":
        return [top]
    if level not in _DEPTHS:
        return []
    levels = _levels(store, top, options, now, _DEPTHS[level])
    return list((_keywords(store, top, levels, options, now) if level == "KEYWORD" else levels[_DEPTHS[level]]).values())


def _levels(store: EmulatorStore, top: ReportEntity, options: ReportOptions, now: int, depth: int) -> list[Entities]:
    """Fetch campaigns, ad groups and ads, as deep as the report's level and its filters."""
    deepest = max([depth, *(number for number in range(len(_KINDS)) if _filtered(options, number))])
    above: Entities = {None: top}
    levels = []
    for kind in _KINDS[: deepest + 1]:
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
    return _passing(store, top, _KEYWORDS, above, options, now)


def _filtered(options: ReportOptions, number: int) -> bool:
    name = _KINDS[number].name
    return any(options.get(f"{name}_{what}") for what in _FILTERS)


def _passing(store: EmulatorStore, top: ReportEntity, kind: _Kind, above: Entities, options: ReportOptions, now: int) -> Entities:
    found: Entities = {}
    for row in store.page(kind.name, top.id, {}, None, False, -1):
        if row.parent in above:
            doc = {**row.doc, "summary_status": kind.summary(row, now)}
            filters = ((options.get(f"{kind.name}_{what}"), name) for what, name in _FILTERS.items())
            if all(values is None or doc.get(name) in values for values, name in filters):
                own = {column: doc.get(name) for column, name in kind.columns.items()}
                found[row.id] = ReportEntity(row.id, row.parent, doc, {**above[row.parent].columns, **own})
    return found
