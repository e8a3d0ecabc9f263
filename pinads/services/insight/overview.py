"""Overview: one line an active campaign, with what it spent, how that compares, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pinads.render.charts.chart import BAR, LINE, Chart
from pinads.render.text import counted
from pinads.sdk.reports.metrics import METRICS
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.resources.campaigns import Campaign
from pinads.services.errors import option
from pinads.services.figures.figure_table import CHANGE, MONEY, PERCENT, RATIO, TREND, FigureColumn, FigureOptions, FigureTable
from pinads.services.figures.options import CountingOptions, RowOptions
from pinads.services.figures.periods import Calendar, Period, calendar_of, notes_on
from pinads.services.insight.budgets import Budget, budgets_of, in_period, lack_budget, starts_on
from pinads.services.insight.daily import DailyFigures, change, share
from pinads.services.insight.entities import ACTIVE, list_all, pick
from pinads.services.insight.measurement import FigureQuery
from pinads.services.insight.pace import first_measured, pace_of, starts_of, trailing
from pinads.services.insight.row_choice import RowChoice
from pinads.services.insight.rows import MOST_BARS, NAMING, FigureRow, in_words, naming, with_amounts

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.figures.figure_table import Figure

WEEK, TREND_DAYS = 7, 14
RATIOS = ("ctr", "cpc", "cpa", "roas")
MEASURED = ("spend", "impressions", "clicks", "conversions", "revenue", "reach")
COLUMNS = (
    *NAMING,
    FigureColumn("budget", "BUDGET/DAY", MONEY),
    FigureColumn("yesterday", "YESTERDAY", MONEY),
    FigureColumn("spend", "7 DAYS", MONEY),
    FigureColumn("change", "CHANGE", CHANGE),
    FigureColumn("pace", "PACE %", PERCENT),
    FigureColumn("cpa", "CPA", MONEY),
    FigureColumn("roas", "ROAS", RATIO),
    FigureColumn("trend", "14 DAYS", TREND),
    FigureColumn("month", "MONTH", MONEY),
    FigureColumn("budget_use", "USED %", PERCENT),
    FigureColumn("cpc", "CPC", MONEY),
    FigureColumn("ctr", "CTR %", PERCENT),
    FigureColumn("frequency_day", "FREQ/DAY", RATIO),
)


class OverviewOptions(CountingOptions, RowOptions, FigureOptions):
    """The options of the overview.

    Attributes:
        adgroup_budgets: read the budgets of ad groups, for campaigns that have none themselves.
        utc: count days in UTC.
    """

    adgroup_budgets: bool = False
    utc: bool = False


def overview(context: Context, given: list[str] | None, options: OverviewOptions) -> FigureTable:
    """Show what campaigns spent and what came of it, over the last seven days beside the seven before.

    Campaigns are given by id or name; without any these are all ACTIVE ones. Up to 250 campaigns take three requests: the ad account,
    the campaigns, and their figures by day.
    """
    names = [column.name for column in COLUMNS if column.kind != TREND]
    choice = RowChoice(options, context.currency, names)
    calendar = calendar_of(context, options.utc)
    campaigns = pick(context, Campaign, given, active=not given)
    without = lack_budget(campaigns)
    groups = list_all(context, AdGroup, ACTIVE, campaign_ids=without) if without and options.adgroup_budgets else []
    budgets = budgets_of(campaigns, calendar, groups)
    first = first_measured(budgets, calendar, trailing(calendar, 2 * WEEK).first)
    query = FigureQuery(Campaign, Period(first, calendar.yesterday), calendar, [METRICS[name] for name in MEASURED], options)
    daily = DailyFigures.measured(context, query, campaigns)
    starts = {identity: day for identity, own in budgets.items() if (day := starts_on(own, calendar.today))}
    first_budgets = {identity: {"budget": in_period(budgets[identity], Period(day, day))} for identity, day in starts.items()}
    rows = [
        FigureRow(
            {**naming(each), **_figures([identity], budgets, daily, calendar), **first_budgets.get(identity, {})},
            daily.wires(identity, trailing(calendar, WEEK)),
        )
        for each in campaigns
        for identity in [str(each["id"])]
    ]
    kept = choice.of(rows, (("spend", True), ("name", False)))
    ids = [row.cells["id"] for row in kept]
    shown, limit_notes = choice.first(kept)
    notes = [
        "7 days are the last complete ones; change is against the 7 before; pace is the month so far (or the flight) against the budget",
        "used is the spend of the 7 days against their budget; freq/day is impressions per person and day",
        options.described(),
        *limit_notes,
    ]
    budgeted = [identity for identity in ids if in_period(budgets[identity], Period(calendar.yesterday, calendar.yesterday))]
    if 0 < len(budgeted) < len(ids):
        spent = daily.total(METRICS["spend"], budgeted, Period(calendar.yesterday, calendar.yesterday)) or Decimal(0)
        notes.append(
            f"in the total, budget/day, pace and used cover {len(budgeted)} of {counted(len(ids), 'campaign')}: those that had a budget "
            f"yesterday, and spent {in_words(MONEY, spent, context.currency())} then"
        )
    notes += starts_of(kept, starts)
    if without and not options.adgroup_budgets:
        notes.append(f"budgets of {counted(len(without), 'campaign')} are in ad groups: add {option('adgroup_budgets')} to read them")
    return FigureTable(
        with_amounts(COLUMNS),
        shown,
        _figures(ids, budgets, daily, calendar) if len(ids) > 1 else None,
        "Overview",
        f"{trailing(calendar)}, days of {calendar.zone}",
        notes,
        _charts(kept, daily, calendar),
        context.currency(),
        "campaign",
        whole=False,
        showing=options,
        kind="campaign",
        caveats=notes_on(query.period, calendar),
        account=context.account_name(),
    )


def _figures(ids: Sequence[str], budgets: Mapping[str, Sequence[Budget]], daily: DailyFigures, calendar: Calendar) -> dict[str, Any]:
    """Return the figures of one campaign, or of several together: sums, and ratios of sums."""
    week, yesterday, spend = trailing(calendar, WEEK), Period(calendar.yesterday, calendar.yesterday), METRICS["spend"]
    impressions, reach = (daily.summed(METRICS[name], ids, week) for name in ("impressions", "reach"))
    spent = daily.total(spend, ids, week)
    paces = [pace_of(budgets[identity], daily, identity, calendar) for identity in ids]
    known = [pace for pace in paces if pace.expected]
    owned = [identity for identity in ids if in_period(budgets[identity], week) is not None]
    in_week = [in_period(budgets[identity], week) for identity in owned]
    today = [amount for identity in owned if (amount := in_period(budgets[identity], yesterday))]
    return {
        "budget": sum(today, Decimal(0)) if today else None,
        "yesterday": daily.total(spend, ids, yesterday),
        "spend": spent,
        "month": daily.total(spend, ids, Period(calendar.today.replace(day=1), calendar.yesterday)),
        "change": change(daily.total(spend, ids, week.before()), spent),
        "pace": share(_sum(pace.spent for pace in known), _sum(pace.expected for pace in known)),
        "budget_use": share(daily.total(spend, owned, week), _sum(in_week)),
        **{name: daily.total(METRICS[name], ids, week) for name in RATIOS},
        "frequency_day": impressions / reach if impressions and reach else None,
        "trend": daily.trend(spend, ids, trailing(calendar, TREND_DAYS)),
    }


def _sum(figures: Iterable[Figure]) -> Decimal:
    return sum((Decimal(figure) for figure in figures if figure is not None), Decimal(0))


def _charts(rows: Sequence[FigureRow], daily: DailyFigures, calendar: Calendar) -> list[Chart]:
    """Return a line of the spend of all campaigns, and a bar for each."""
    if not rows:
        return []
    period, ids = trailing(calendar, TREND_DAYS), [row.cells["id"] for row in rows]
    line = daily.trend(METRICS["spend"], ids, period)
    bars = rows[:MOST_BARS]
    return [
        Chart("spend by day", LINE, [str(day) for day in period.each()], {"all campaigns": line}, MONEY),
        Chart("spend of 7 days", BAR, [row.cells["name"] for row in bars], {"spend": [row.cells["spend"] for row in bars]}, MONEY),
    ]
