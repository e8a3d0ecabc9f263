"""Analytics of each level: what entities did, and what they cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pinads.cli.framework.commands import built
from pinads.cli.framework.parameters import argument
from pinads.cli.options.global_options import InContext
from pinads.cli.options.insight import AccountAnalytics, AdAnalytics, AdGroupAnalytics, CampaignAnalytics, MaybeNames
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.resources.campaigns import Campaign
from pinads.services.figures.figure_table import FigureTable
from pinads.services.insight.analytics import analyze, analyze_account, analyze_ads

MaybeAccount = Annotated[str | None, argument("[ID|NAME]", "The ad account (--account by default), or - for the ids on standard input.")]


def accounts(context: InContext, analytics: AccountAnalytics, account: MaybeAccount = None) -> FigureTable:
    """Show what an ad account did as a whole, and what it cost.

    Covers the last 7 complete days of the ad account, or the days that --last or --start name. Several accounts are each measured in
    their own time zone and currency; without --sort, rows are grouped by currency.

    Examples:
        pinads accounts analytics --by day --chart
        pinads accounts list -o ids | pinads accounts analytics -
        pinads accounts analytics 549755885175 --last this-month -o csv
        pinads accounts analytics --breakdown age,gender --columns spend,cpa
    """
    return analyze_account(context, [account] if account else None, analytics)


def campaigns(context: InContext, analytics: CampaignAnalytics, names: MaybeNames = None) -> FigureTable:
    """Show what campaigns did and what they cost: the given ones, or all.

    Covers the last 7 complete days of the ad account, or the days that --last or --start name. Totals are sums; ratios are computed from
    sums.

    Examples:
        pinads campaigns analytics --last 30d --sort -roas --limit 10
        pinads campaigns analytics 'Wedding registry' --by day --chart
        pinads campaigns analytics --filter 'cpc>0.40' -o ids
            | pinads campaigns pause - --dry-run
    """
    return analyze(context, Campaign, names, analytics)


def adgroups(context: InContext, analytics: AdGroupAnalytics, names: MaybeNames = None) -> FigureTable:
    """Show what ad groups did and what they cost: the given ones, those of campaigns, or all.

    Covers the last 7 complete days of the ad account, or the days that --last or --start name. Totals are sums; ratios are computed from
    sums.

    Examples:
        pinads adgroups analytics --campaign 'Wedding registry' --last 14d
        pinads adgroups analytics --columns spend,impressions,cpm -o csv
        pinads adgroups analytics 2680060000001 --breakdown placement --by day
    """
    return analyze(context, AdGroup, names, analytics)


def ads(context: InContext, analytics: AdAnalytics, names: MaybeNames = None) -> FigureTable:
    """Show what ads did and what they cost: the given ones, those of campaigns or Pins, or all.

    Covers the last 7 complete days of the ad account, or the days that --last or --start name. Totals are sums; ratios are computed from
    sums.

    Examples:
        pinads ads analytics --campaign 'Wedding registry' --sort -cpa --limit 10
        pinads ads analytics 687195000001 --by week --last 28d --chart
        pinads ads analytics --per-pin --columns spend,saves,ctr -o csv
    """
    return analyze_ads(context, names, analytics)


LEVELS: dict[str, Callable[..., Any]] = {"accounts": accounts, "campaigns": campaigns, "adgroups": adgroups, "ads": ads}


def load(level: str) -> Any:
    """Build the command of a level."""
    return built(LEVELS[level])
