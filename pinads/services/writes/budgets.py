"""A change of budgets by a part, wherever they are: the cap of a campaign that has one, else the budgets of its ad groups."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.journal.models import digest_of
from pinads.sdk.bulk.lookup import fetch_by_ids
from pinads.sdk.errors import InvalidInput, NotFound
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.schema.marks import Mode
from pinads.services.changes import ChangeSet, Handling, SkippedRow
from pinads.services.errors import WrongCommand, option
from pinads.services.inputs.field_values import FieldValues
from pinads.services.inputs.ids import wanted_ids
from pinads.services.inputs.parsers import Reader, Relative
from pinads.services.writes.budget_owner import BUDGET, CAPS, CBO, MOST_NAMED
from pinads.services.writes.entity_step import TreeRow, phases_from
from pinads.services.writes.pipeline import write

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.results import Plan, WriteResult
    from pinads.services.writes.options import WriteOptions

NOT_WITH = ("file", "clear", "unchecked", "no_read", "skip_failed")
"""Options of updates that do not go with a change of budgets."""
RUNNING = ("ACTIVE", "PAUSED")
"""The statuses of ad groups whose budgets are changed."""


def change_budgets(context: Context, ids: list[str] | None, change: str, given: FieldValues, options: WriteOptions) -> WriteResult | Plan:
    """Change the budgets of campaigns by a part, as one plan.

    Those are their own caps, else the budgets of their ACTIVE and PAUSED ad groups.

    Args:
        ids: the campaigns, by id or name; ``-`` reads them from standard input.
        change: the part, such as ``+10%`` or ``-5%``.
        given: the other fields of the update, of which none can be given.

    Raises:
        InvalidInput: the change is not a percentage, other fields are given, or there is no budget; nothing was sent.
        NotFound: there is no such campaign; nothing was sent.
    """
    part = _part(context, change, ids or ())
    others = [*given.typed, *(name for name in NOT_WITH if getattr(options, name))]
    if others:
        raise InvalidInput(f"{option('budget')} changes budgets alone: leave {', '.join(map(option, others))} out", others[0])
    found = _read(context, list(wanted_ids(context, Campaign, ids)), part)
    if not found.rows:
        told = "; ".join(f"{row.entity}: {row.reason}" for row in found.without[:3])
        raise InvalidInput(f"there is no budget to change: {told}", "budget")
    _note_caps(context, found, part)
    phases = phases_from(found.rows, Mode.UPDATE)
    present: dict[type[Any], dict[str, Any]] = {Campaign: found.campaigns, AdGroup: found.ad_groups}
    phases = tuple(phase._replace(present=present[phase.step.model]) for phase in phases)
    handling = Handling(read=True, keeps_names=True)
    # What is read may differ when the command is repeated, which resumes an unfinished run all the same.
    asked = digest_of([sorted(found.campaigns), change]).hex()
    changes = ChangeSet(phases, "updated", handling, tree=len(phases) > 1 or bool(found.without), asked=asked, left_alone=found.without)
    return write(context, changes, options)


def _part(context: Context, change: str, ids: Sequence[str]) -> Relative:
    """Read the part by which budgets change.

    An amount could be meant for each campaign or for each ad group, so it is refused.
    """
    part = Reader(context.currency, relative=True).money(change, option("budget"))
    if isinstance(part, Relative) and part.text.endswith("%"):
        return part
    told = f"Invalid {option('budget')} {change}: expected a percentage, such as +10%"
    command = shlex.join(["pinads", "campaigns", "update", *(ids or ["ID"]), "--daily-budget", change])
    raise WrongCommand(f"{told}. For an amount, use {option('daily_spend_cap')} or {option('lifetime_spend_cap')}", "budget", command)


def _note_caps(context: Context, found: _Found, part: Relative) -> None:
    """Note that ad groups below a cap outside CBO have budgets of their own, which may be what limits them."""
    capped = (str(row.values["id"]) for row in found.rows if row.model is Campaign)
    ids = [identity for identity in capped if not found.campaigns[identity].wire.get(CBO)]
    if not ids:
        return
    limits = f"the cap of campaign {ids[0]} limits its" if len(ids) == 1 else f"the caps of {len(ids)} campaigns limit their"
    listed = f"pinads campaigns list-adgroups {' '.join(ids)} -o ids{context.named}"
    command = f"{listed} | pinads adgroups update - --budget {part.text}{context.named}" if len(ids) <= MOST_NAMED else None
    context.note(f"{limits} ad groups together, whose own budgets stay as they are", command)


class _Found(NamedTuple):
    """The budgets of campaigns.

    Attributes:
        rows: a row for each entity with a budget, campaigns first.
        campaigns: the campaigns as they are, by id.
        ad_groups: the ad groups that were read, by id.
        without: the campaigns and ad groups without a budget.
    """

    rows: Sequence[TreeRow]
    campaigns: dict[str, Any]
    ad_groups: dict[str, Any]
    without: Sequence[SkippedRow]


def _read(context: Context, ids: Sequence[str], part: Relative) -> _Found:
    """Read the campaigns, and the ad groups of those that have no cap."""
    account, client = context.account, context.client
    campaigns: dict[str, Any] = fetch_by_ids(Campaign, account, ids, client, concurrency=context.reads_at_once())
    missing = [identity for identity in ids if identity not in campaigns]
    if missing:
        raise NotFound(f"There is no campaign {', '.join(missing[:3])}", operation="campaigns/get")
    rows, capless = [], []
    for identity, campaign in campaigns.items():
        cap = next((name for name in CAPS if campaign.wire.get(name)), None)
        if cap is None:
            capless.append(identity)
        else:
            rows.append(TreeRow(Campaign, {"id": identity, cap: part}))
    how: dict[str, Any] = {"client": client, "concurrency": context.reads_at_once(), "entity_statuses": list(RUNNING)}
    groups = {group.id: group for group in AdGroup.iter_all(account, campaign_ids=capless, **how)} if capless else {}
    budgeted = [identity for identity, group in groups.items() if group.wire.get(BUDGET)]
    rows += [TreeRow(AdGroup, {"id": identity, BUDGET: part}) for identity in budgeted]
    return _Found(rows, campaigns, groups, [*_without(campaigns, capless, groups)])


def _without(campaigns: dict[str, Any], capless: Sequence[str], groups: dict[str, Any]) -> Iterator[SkippedRow]:
    """Describe the ad groups without a budget, and the campaigns that have neither a cap nor such ad groups."""
    parents = {str(group.wire.get("campaign_id")) for group in groups.values()}
    for identity in capless:
        if identity not in parents:
            yield SkippedRow(Campaign, identity, campaigns[identity].wire.get("name"), "it has no cap, and no active or paused ad group")
    for identity, group in groups.items():
        if not group.wire.get(BUDGET):
            yield SkippedRow(AdGroup, identity, group.wire.get("name"), "it has no budget")
