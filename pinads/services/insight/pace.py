"""Pace: whether spending keeps up with the budgets of the month or the flight, and by how much to change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.render.text import counted
from pinads.sdk.reports.metrics import METRICS
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.resources.campaigns import Campaign
from pinads.services.errors import literal
from pinads.services.figures.figure_table import DATE, MONEY, PERCENT, TEXT, FigureColumn, FigureOptions, FigureTable
from pinads.services.figures.options import RowOptions
from pinads.services.figures.periods import Calendar, Period, calendar_of, month_of, notes_on
from pinads.services.insight.budget_file import read_targets
from pinads.services.insight.budgets import LIFETIME, Budget, budgets_of, in_period, lack_budget, overlap, starts_on
from pinads.services.insight.conditions import percent_of
from pinads.services.insight.daily import DailyFigures, share
from pinads.services.insight.entities import ACTIVE, Entity, list_all, pick
from pinads.services.insight.measurement import ANALYTICS_DAYS, FigureQuery, day_of, measure
from pinads.services.insight.row_choice import RowChoice
from pinads.services.insight.rows import NAMING, FigureRow, bars, naming, with_amounts

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.figures.figure_table import Figure

TOLERANCE = "10%"
AVERAGE_DAYS = 7
COLUMNS = (
    *NAMING,
    FigureColumn("target", "TARGET", MONEY),
    FigureColumn("spent", "SPENT", MONEY),
    FigureColumn("pace", "PACE %", PERCENT),
    FigureColumn("projected", "PROJECTED", MONEY),
    FigureColumn("adjust_by", "ADJUST BY", MONEY),
    FigureColumn("expected", "EXPECTED", MONEY),
    FigureColumn("required", "REQUIRED/DAY", MONEY),
    FigureColumn("average", "AVERAGE/DAY", MONEY),
    FigureColumn("first_day", "FROM", DATE),
    FigureColumn("last_day", "TO", DATE),
    FigureColumn("off_pace", "OFF", TEXT),
)
SUMS = ("target", "spent", "projected", "adjust_by", "expected", "required", "average")


class PaceOptions(RowOptions, FigureOptions):
    """The options of pace.

    Attributes:
        budget_file: a CSV of campaigns and what they are to spend in this month, in place of their caps; others keep theirs.
        tolerance: how far spending may be from what is expected, in percent.
        utc: count days in UTC.
    """

    budget_file: Path | None = None
    tolerance: str = TOLERANCE
    utc: bool = False


class Pace(NamedTuple):
    """The pace of one campaign.

    Attributes:
        period: the days of the target: the month, or the flight of a lifetime budget.
        target: what is to be spent on them.
        spent: what was spent on the complete ones.
        expected: what would be spent by now at an even pace.
        average: spend a day of the last seven complete days; None if nothing was measured on them.
        days_left: days of the period that are not complete.
        is_known: False if what was spent was measured for a part of the period only.
    """

    period: Period
    target: Decimal | None
    spent: Figure
    expected: Decimal | None
    average: Decimal | None
    days_left: int
    is_known: bool = True

    @property
    def pace(self) -> Decimal | None:
        """What was spent in percent of what is expected."""
        return share(self.spent or 0, self.expected)

    @property
    def projected(self) -> Decimal | None:
        """What will be spent in the period if the days left are like the last seven."""
        if self.average is None or not self.is_known:
            return None
        return Decimal(self.spent or 0) + self.average * self.days_left

    @property
    def required(self) -> Decimal | None:
        """What has to be spent each day that is left, to reach the target."""
        if self.target is None or not self.is_known or not self.days_left:
            return None
        return max(Decimal(0), self.target - Decimal(self.spent or 0)) / self.days_left

    @property
    def adjust_by(self) -> Decimal | None:
        """By how much a day's spend has to change to reach the target."""
        return None if self.required is None or self.average is None else self.required - self.average

    def is_off(self, tolerance: Decimal) -> bool:
        """Tell whether spending is further from what is expected than the tolerance, in percent."""
        return self.pace is not None and abs(self.pace - 100) > tolerance


def pace_of(budgets: Sequence[Budget], daily: DailyFigures, entity: str, calendar: Calendar, spent_before: Figure = None) -> Pace:
    """Compute the pace of a campaign.

    Args:
        budgets: its budgets.
        daily: its figures, day by day.
        entity: its id.
        calendar: the ad account's calendar.
        spent_before: what was spent in the period before the days that ``daily`` has.
    """
    period = period_of_target(budgets, calendar)
    complete = Period(period.first, min(period.last, calendar.yesterday))
    spend = METRICS["spend"]
    spent = daily.total(spend, [entity], complete)
    if spent_before is not None:
        spent = Decimal(spent or 0) + Decimal(spent_before)
    is_known = complete.first >= daily.since or spent_before is not None
    target = in_period(budgets, period) or None
    expected = in_period(budgets, complete) or None if complete.days > 0 and is_known else None
    days_left = overlap(Period(calendar.today, period.last), period.first, None) if period.last >= calendar.today else 0
    lately = daily.total(spend, [entity], trailing(calendar))
    average = None if lately is None else Decimal(lately) / AVERAGE_DAYS
    return Pace(period, target, spent if is_known else None, expected, average, days_left, is_known)


def trailing(calendar: Calendar, days: int = AVERAGE_DAYS) -> Period:
    """Return the last complete days."""
    return Period(calendar.today - timedelta(days=days), calendar.yesterday)


def period_of_target(budgets: Sequence[Budget], calendar: Calendar) -> Period:
    """Return the flight of a single lifetime budget, and this month for all others."""
    flight = budgets[0].flight if len(budgets) == 1 and budgets[0].kind == LIFETIME else None
    return flight or month_of(calendar.today)


def first_measured(budgets: Mapping[str, Sequence[Budget]], calendar: Calendar, first: date) -> date:
    """Return the first day to measure: ``first``, or that of the earliest flight that analytics reach."""
    reach = calendar.today - timedelta(days=ANALYTICS_DAYS)
    starts = [period_of_target(each, calendar).first for each in budgets.values()]
    return max(reach, min([first, *(start for start in starts if start >= reach)]))


def pace(context: Context, given: list[str] | None, options: PaceOptions) -> FigureTable:
    """Compare what campaigns spent with their budgets, for the month to date or the flight.

    Campaigns are given by id or name; without any these are all ACTIVE ones that have not ended.

    Raises:
        InvalidInput: an option or the budget file cannot be read; nothing was measured.
    """
    tolerance = percent_of(options.tolerance, "tolerance")
    names = [column.name for column in COLUMNS]
    choice = RowChoice(options, context.currency, names)
    calendar = calendar_of(context, options.utc)
    campaigns = pick(context, Campaign, given, active=not given)
    targets, others = _read_targets(context, options.budget_file, campaigns, calendar) if options.budget_file is not None else ({}, [])
    untargeted = [each for each in campaigns if str(each["id"]) not in targets]
    lacking = lack_budget(untargeted)
    groups = list_all(context, AdGroup, ACTIVE, campaign_ids=lacking) if lacking else []
    budgets = {**budgets_of(untargeted, calendar, groups), **targets}
    spans = {str(each["id"]): period_of_target(budgets[str(each["id"])], calendar) for each in campaigns}
    if not given:
        campaigns = [each for each in campaigns if spans[str(each["id"])].last >= calendar.today]
    first = first_measured(budgets, calendar, trailing(calendar).first)
    query = FigureQuery(Campaign, Period(first, calendar.yesterday), calendar, [METRICS["spend"]])
    daily = DailyFigures.measured(context, query, campaigns)
    earlier = _spent_before(context, query, {str(each["id"]): span for each in campaigns if (span := spans[str(each["id"])]).first < first})
    currency, rows, off = context.currency(), [], []
    for campaign in campaigns:
        identity = str(campaign["id"])
        found = pace_of(budgets[identity], daily, identity, calendar, earlier.get(identity))
        rows.append(FigureRow(_cells(campaign, found, tolerance), ()))
        if found.is_off(tolerance):
            off.append(identity)
    notes = [
        f"{counted(len(off), 'campaign')} off pace by more than {options.tolerance}",
        f"adjust by: what each remaining day needs, minus the average of the last {AVERAGE_DAYS} days",
    ]
    if calendar.today.day == 1:
        notes.append(f"no day of this month is complete yet: {calendar.today} is the first, so pace covers flights only")
    if targets:
        notes.append(f"targets of {counted(len(targets), 'campaign')} come from the budget file")
    caveats = notes_on(query.period, calendar)
    if others and not given:  # Who names campaigns wants these; one file serves such runs, too.
        caveats.append(f"in the budget file, but not among the ACTIVE campaigns: {', '.join(others)}")
    starts = {identity: day for identity, own in budgets.items() if (day := starts_on(own, calendar.today))}
    notes += starts_of(rows, starts)
    without = [row for row in rows if row.cells["target"] is None and row.cells["id"] not in starts]
    if idle := [literal(str(row.cells["name"])) for row in without if row.cells["id"] in targets]:
        caveats.append(f"not running this month, so their budgets in the file are not used: {', '.join(idle)}")
    if unknown := [row for row in without if row.cells["id"] not in targets]:
        notes.append(f"{counted(len(unknown), 'campaign')} without a known budget; set one in a budget file")
    found_rows = choice.of(sorted(rows, key=lambda row: abs(row.cells["adjust_by"] or 0), reverse=True))
    if 0 < (budgeted := len(_with_target(found_rows))) < len(found_rows):
        notes.append(f"the total covers {budgeted} of {counted(len(found_rows), 'campaign')}: those with a target")
    shown, limit_notes = choice.first(found_rows)
    return FigureTable(
        with_amounts(COLUMNS),
        shown,
        _sums(found_rows),
        "Pace",
        f"this month (or the flight) to {calendar.yesterday}, days of {calendar.zone}",
        [*notes, *limit_notes],
        bars("pace in percent of what is expected", found_rows, "pace", PERCENT),
        currency,
        "campaign",
        ids=[row.cells["id"] for row in found_rows if row.cells["id"] in off],
        whole=False,
        showing=options,
        kind="campaign",
        caveats=caveats,
        account=context.account_name(),
    )


def _read_targets(
    context: Context, path: Path, campaigns: Sequence[Entity], calendar: Calendar
) -> tuple[dict[str, list[Budget]], list[str]]:
    """Read a file of targets of the month; also return the names of campaigns in it without a row."""
    month, everyone = month_of(calendar.today), list_all(context, Campaign)
    targets = read_targets(path, everyone, context.currency())
    found = {}
    for campaign in campaigns:
        identity = str(campaign["id"])
        if identity in targets:
            start, end = (calendar.day_of(campaign.get(name)) for name in ("start_time", "end_time"))
            first, last = max(month.first, start or month.first), min(month.last, end or month.last)
            found[identity] = [Budget(LIFETIME, targets[identity], first, last)]
    others = [each for each in everyone if str(each["id"]) in targets.keys() - found.keys()]
    return found, [f"{literal(str(each.get('name') or each['id']))} ({each.get('status')})" for each in others]


def starts_of(rows: Sequence[FigureRow], starts: Mapping[str, date]) -> list[str]:
    """Describe which campaigns of some rows have not started, by the days on which they do."""
    waiting: dict[date, list[str]] = {}
    for row in rows:
        if row.cells["id"] in starts:
            waiting.setdefault(starts[row.cells["id"]], []).append(literal(str(row.cells["name"])))
    return [f"starts on {day}: {', '.join(names)}" for day, names in sorted(waiting.items())]


def _spent_before(context: Context, query: FigureQuery, flights: Mapping[str, Period]) -> dict[str, Decimal]:
    """Measure what flights spent before the days that analytics reach; by a report, so only where there are such."""
    if not flights:
        return {}
    context.note(f"{counted(len(flights), 'campaign')} began more than {ANALYTICS_DAYS} days ago; requesting a report")
    first = min(flight.first for flight in flights.values())
    old = query._replace(period=Period(first, query.period.first - timedelta(days=1)), granularity="DAY")
    spent: dict[str, Decimal] = dict.fromkeys(flights, Decimal(0))
    for row in measure(context, old, list(flights)):
        if row.entity in flights and (day := day_of(row)) is not None and flights[row.entity].within(day):
            spent[row.entity] += Decimal(str(row.wire.get(METRICS["spend"].api) or 0))
    return spent


def _cells(campaign: Entity, found: Pace, tolerance: Decimal) -> dict[str, Any]:
    return {
        **naming(campaign),
        **{name: getattr(found, name) for name in (*SUMS, "pace")},
        "first_day": str(found.period.first),
        "last_day": str(found.period.last),
        "off_pace": found.is_off(tolerance),
    }


def _sums(rows: Sequence[FigureRow]) -> dict[str, Figure] | None:
    """Add up the rows with a target, with which spend can be compared; all rows if none has one."""
    if len(rows) < 2:
        return None
    sums: dict[str, Figure] = {}
    for name in SUMS:
        known = [Decimal(row.cells[name]) for row in _with_target(rows) or rows if row.cells[name] is not None]
        sums[name] = sum(known, Decimal(0)) if known else None
    expected = [row for row in rows if row.cells["expected"] is not None]
    spent = sum((Decimal(row.cells["spent"] or 0) for row in expected), Decimal(0))
    return {**sums, "pace": share(spent, sum((row.cells["expected"] for row in expected), Decimal(0)))}


def _with_target(rows: Sequence[FigureRow]) -> list[FigureRow]:
    return [row for row in rows if row.cells["target"] is not None]
