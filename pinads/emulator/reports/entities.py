"""What a report is about: the entities of its level that pass its filters, with what columns say of them and what is above them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from pinads.emulator.resources.summary_status import ad_group_summary, ad_summary, campaign_summary
from pinads.emulator.storage.store import EmulatorStore, StoredEntity

Asked = Mapping[str, Any]


class ReportEntity(NamedTuple):
    """One entity of a report.

    Attributes:
        id: its id.
        parent: the id of what it belongs to.
        doc: its JSON object.
        columns: what columns say of it, and of what is above it.
    """

    id: int
    parent: int | None
    doc: dict[str, Any]
    columns: dict[str, Any]


Entities = dict[int | None, ReportEntity]


class _Kind(NamedTuple):
    """A kind of entity, which is also what its filters' names begin with, and the columns that tell of it."""

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
_DEPTHS = {"CAMPAIGN": 0, "AD_GROUP": 1, "PIN_PROMOTION": 2, "KEYWORD": 1}

DESCRIBING = frozenset({"ADVERTISER_ID", "AD_ACCOUNT_ID"}.union(*(kind.columns for kind in (*_KINDS, _KEYWORDS))))
"""The columns that are no figures."""


def entities(store: EmulatorStore, account: int, asked: Asked, now: int) -> list[ReportEntity]:
    """The entities of a report's level, by id; an emulator has no catalogs, so those of products have none."""
    level = asked["level"].removesuffix("_TARGETING")
    found = store.get("ad_account", 0, account)
    if found is None:
        return []
    top = ReportEntity(account, None, found.doc, {"ADVERTISER_ID": str(account), "AD_ACCOUNT_ID": str(account)})
    if level == "ADVERTISER":
        return [top]
    if level not in _DEPTHS:
        return []
    levels = _levels(store, top, asked, now, _DEPTHS[level])
    return list((_keywords(store, top, levels, asked, now) if level == "KEYWORD" else levels[_DEPTHS[level]]).values())


def _levels(store: EmulatorStore, top: ReportEntity, asked: Asked, now: int, depth: int) -> list[Entities]:
    """Campaigns, ad groups and ads, as deep as the report's level and its filters go."""
    deepest = max([depth, *(number for number in range(len(_KINDS)) if _filtered(asked, number))])
    above: Entities = {None: top}
    levels = []
    for kind in _KINDS[: deepest + 1]:
        above = _passing(store, top, kind, above, asked, now)
        levels.append(above)
    # What has nothing below it that a filter wants is not wanted either.
    for number in range(deepest, depth, -1):
        wanted = {entity.parent for entity in levels[number].values()}
        levels[number - 1] = {identity: entity for identity, entity in levels[number - 1].items() if identity in wanted}
    return levels


def _keywords(store: EmulatorStore, top: ReportEntity, levels: list[Entities], asked: Asked, now: int) -> Entities:
    """The keywords of what passes, and those of the account where nothing is filtered."""
    above = dict(levels[1])
    if not _filtered(asked, 1) and not _filtered(asked, 2):
        above |= levels[0]
        if not _filtered(asked, 0):
            above[top.id] = top
    return _passing(store, top, _KEYWORDS, above, asked, now)


def _filtered(asked: Asked, number: int) -> bool:
    name = _KINDS[number].name
    return any(asked.get(f"{name}_{what}") for what in ("ids", "statuses", "objective_types"))


def _passing(store: EmulatorStore, top: ReportEntity, kind: _Kind, above: Entities, asked: Asked, now: int) -> Entities:
    rows: Iterable[StoredEntity] = store.page(kind.name, top.id, {}, None, False, -1)
    found: Entities = {}
    for row in rows:
        if row.parent in above:
            doc = {**row.doc, "summary_status": kind.summary(row, now)}
            if _passes(kind, doc, asked):
                own = {column: doc.get(name) for column, name in kind.columns.items()}
                found[row.id] = ReportEntity(row.id, row.parent, doc, {**above[row.parent].columns, **own})
    return found


def _passes(kind: _Kind, doc: Mapping[str, Any], asked: Asked) -> bool:
    wanted = (("ids", "id"), ("statuses", "summary_status"), ("objective_types", "objective_type"))
    filters = ((asked.get(f"{kind.name}_{what}"), name) for what, name in wanted)
    return all(values is None or doc.get(name) in values for values, name in filters)
