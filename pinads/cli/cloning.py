"""pinads campaigns clone: a campaign again, with its ad groups, ads and keywords."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.cli.dry_run import DryRun
from pinads.cli.results import Plan, Written
from pinads.sdk.ad_groups import AdGroup
from pinads.sdk.ads import Ad
from pinads.sdk.campaigns import Campaign
from pinads.sdk.declarations import request_fields
from pinads.sdk.fields import FROM_PATH, Mode
from pinads.sdk.keywords import Keyword
from pinads.sdk.model import Model
from pinads.sdk.outcomes import Outcome

if TYPE_CHECKING:
    from pinads.cli.options import Confirming
    from pinads.cli.session import Session
    from pinads.sdk.client import Client


def clone(session: Session, campaign_id: str, name: str | None, only_campaign: bool, confirming: Confirming) -> Written | Plan:
    """Create the campaign again, PAUSED, and what is in it; archived and draft parts stay behind."""
    source = Campaign(session.account, campaign_id, client=session.client)
    row = {**copied(source), "name": name or f"{source.name} (copy)", "status": "PAUSED"}
    if confirming.dry_run:
        recorder = DryRun()
        list(Campaign.create_many(session.account, [row], client=recorder))
        if not only_campaign:
            session.note("its ad groups, ads and keywords are then created below the new campaign")
        return Plan(recorder.requests)
    parts = None if only_campaign else _Parts(session.account, source, session.client)
    total = 1 + (parts.count() if parts else 0)
    return Written(_outcomes(session, source, row, parts), Campaign, "cloned", total, confirming, noun="entity")


def copied(record: Model) -> dict[str, Any]:
    """What a create takes to make the same entity again."""
    fields = request_fields(type(record), Mode.CREATE)
    return {name: record.wire[name] for name, field in fields.items() if record.wire.get(name) is not None and not field.access & FROM_PATH}


class _Parts:
    """What is in a campaign, read before anything is written."""

    def __init__(self, account: str, source: Campaign, client: Client) -> None:
        self.groups = list(AdGroup.iter_all(account, campaign_ids=[source.id], client=client))
        self.ads = list(Ad.iter_all(account, campaign_ids=[source.id], client=client))
        ids = [group.id for group in self.groups]
        self.keywords = list(Keyword.iter_all(account, campaign_id=source.id, client=client))
        if ids:
            self.keywords += Keyword.iter_all(account, ad_group_ids=ids, client=client)

    def count(self) -> int:
        return len(self.groups) + len(self.ads) + len(self.keywords)


def _outcomes(session: Session, source: Campaign, row: Mapping[str, Any], parts: _Parts | None) -> Iterator[Outcome[Any]]:
    """The outcomes of campaign, ad groups, ads and keywords, numbered through."""
    account, client = session.account, session.client
    number = 0
    new_ids: dict[str, str] = {}

    def numbered(outcomes: Iterable[Outcome[Any]], sources: Iterable[Model]) -> Iterator[Outcome[Any]]:
        nonlocal number
        for outcome, source in zip(outcomes, sources, strict=True):
            if outcome.applied and outcome.record is not None:
                new_ids[source.id] = outcome.record.id
            outcome.row, number = number, number + 1
            yield outcome

    (campaign,) = Campaign.create_many(account, [row], client=client)
    yield from numbered([campaign], [source])
    if parts is None or not campaign.applied or campaign.record is None:
        return
    groups = [{**copied(group), "campaign_id": campaign.record.id} for group in parts.groups]
    yield from numbered(AdGroup.create_many(account, groups, client=client), parts.groups)
    # Where an ad group was refused, what belongs into it has nowhere to go.
    ads = [ad for ad in parts.ads if ad.ad_group_id in new_ids]
    rows = [{**copied(ad), "ad_group_id": new_ids[ad.ad_group_id]} for ad in ads]
    yield from numbered(Ad.create_many(account, rows, client=client), ads)
    keywords = [keyword for keyword in parts.keywords if keyword.parent_id in new_ids]
    rows = [{**copied(keyword), "parent_id": new_ids[keyword.parent_id]} for keyword in keywords]
    yield from numbered(Keyword.create_many(account, rows, client=client), keywords)
