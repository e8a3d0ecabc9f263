"""pinads keywords ..."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.command_list import GROUPS
from pinads.cli.framework.commands import Group, command
from pinads.cli.framework.parameters import FILTERS, option
from pinads.cli.options import common
from pinads.cli.options.global_options import InContext
from pinads.cli.options.template_command import add_template
from pinads.sdk.resources.keywords import Keyword
from pinads.sdk.schema.choices import MatchType
from pinads.sdk.schema.fields import spec_of
from pinads.sdk.schema.marks import Mode
from pinads.services import writes
from pinads.services.listing.keyword_listing import KEYWORD_COLUMNS, list_keywords
from pinads.services.listing.listings import get_by_ids
from pinads.services.results import EntityList, Plan, SingleEntity, WriteResult

group = Group(GROUPS["keywords"])
load = group.build

MatchTypes = Annotated[
    list[str] | None,
    option("--match-type", help="Only these match types.", metavar="TYPE,...", panel=FILTERS, choices=spec_of(MatchType).choices),
]
Everywhere = Annotated[
    bool, option("--all", help="Include the keywords of all campaigns and ad groups; takes more requests.", panel=FILTERS)
]


@command(group, "list")
def list_(
    context: InContext,
    listing: common.Listing,
    adgroup: common.AdGroupIds = None,
    campaign: common.CampaignIds = None,
    match_type: MatchTypes = None,
    everywhere: Everywhere = False,
) -> EntityList:
    """List keywords.

    Without --adgroup, --campaign or --all the API lists the ad account's own keywords only.

    Examples:
        pinads keywords list --adgroup 2680060000001
        pinads keywords list --all --match-type BROAD --fields id,value,bid -o csv
    """
    return list_keywords(context, listing, adgroup, campaign, everywhere, match_type)


@command(group)
def get(context: InContext, ids: common.Ids, showing: common.Getting) -> SingleEntity | EntityList:
    """Show keywords.

    The API has no operation for single keywords, so this searches the listings.

    Examples:
        pinads keywords get 2886900000001
        pinads keywords get 2886900000001 2886900000002 -o csv
    """
    return get_by_ids(context, Keyword, ids, showing, KEYWORD_COLUMNS)


@command(group, "create")
def create_(
    context: InContext, given: Annotated[common.FieldValues, common.Writable(Keyword, Mode.CREATE)], writing: common.Creating
) -> WriteResult | Plan:
    """Create a keyword from options, or many from a table or a text file with one per line.

    Options fill in what rows of the file leave out. On a terminal, pinads asks for missing fields.

    Examples:
        pinads keywords create --value 'linen bedding' --match-type PHRASE
            --parent 2680060000001
        pinads keywords create --file negatives.txt --parent 2680060000001
            --match-type PHRASE_NEGATIVE
        pinads keywords create --file keywords.csv --failed-out failed.csv
    """
    return writes.create(context, Keyword, given, writing)


add_template(group, Keyword, "keywords")


@command(group, "update")
def update_(
    context: InContext,
    given: Annotated[common.FieldValues, common.Writable(Keyword, Mode.UPDATE)],
    updating: common.Updating,
    ids: common.MaybeIds = None,
) -> WriteResult | Plan:
    """Change fields of keywords; only the given fields are sent.

    Examples:
        pinads keywords update 2886900000004 --bid 0.80
        pinads keywords list --adgroup 2680060000001 -o ids
            | pinads keywords update - --bid 1.20 --dry-run
    """
    return writes.update(context, Keyword, ids, given, updating)


@command(group)
def archive(context: InContext, ids: common.Ids, confirming: common.Confirming) -> WriteResult | Plan:
    """Archive keywords permanently, which also removes them from listings.

    Examples:
        pinads keywords archive 2886900000001 --yes
        pinads keywords list --adgroup 2680060000001 -o ids
            | pinads keywords archive - --dry-run
    """
    wanted = writes.confirm_final(context, Keyword, ids, "archive", confirming)
    return writes.set_fields(context, Keyword, wanted, {"archived": True}, "archived", confirming)
