"""Checks: what is wrong in an ad account, by conditions of a file and by incidents that are always looked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pinads.render.charts.chart import BAR, Chart
from pinads.render.money import decimals, round_half_up
from pinads.render.text import counted
from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports.metrics import METRICS, Metric, conversion_columns
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.resources.ads import Ad
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.schema.validation import nearest
from pinads.services.errors import literal, option
from pinads.services.figures.figure_table import COUNT, MONEY, TEXT, FigureColumn, FigureOptions, FigureTable
from pinads.services.figures.options import CountingOptions
from pinads.services.figures.periods import Calendar, Period, calendar_of, last_ready_day, notes_on, period_of
from pinads.services.inputs.ids import words
from pinads.services.insight.budgets import budgets_of
from pinads.services.insight.check_file import RULE_LEVELS, CheckFile, CheckRule, Gates, read_checks
from pinads.services.insight.conditions import BEFORE, CHANGE, figure_in, percent_of
from pinads.services.insight.daily import DailyFigures, change
from pinads.services.insight.entities import ACTIVE, LEVELS, Entity, list_all
from pinads.services.insight.incidents import BUILTIN, FATIGUE_DAYS, PACE_TOLERANCE, CheckFinding, Evidence, Undecided, Verdict, too_few
from pinads.services.insight.measurement import FigureQuery, measured_wires
from pinads.services.insight.pace import first_measured, trailing
from pinads.services.insight.rows import OTHERS, figures, in_words, naming

if TYPE_CHECKING:
    from pinads.services.context import Context

_PARENTS = {"adgroups": ("campaigns", "campaign_id"), "ads": ("adgroups", "ad_group_id")}
NUMBERS_ALWAYS = ("spend", "impressions", "conversions")
MEASURED = ("spend", "impressions", "clicks", "reach")
AMOUNTS = ("expected",)
"""The numbers of incidents that are money and no metrics."""
COLUMNS = (
    FigureColumn("id", "ID", "id", shown=False),
    FigureColumn("name", "NAME"),
    FigureColumn("check", "CHECK", TEXT),
    FigureColumn("finding", "FINDING", TEXT, is_sentence=True),
    FigureColumn("level", "LEVEL", TEXT, shown=False),
    FigureColumn("status", "STATUS", "status", shown=False),
)
NUMBERS = FigureColumn("numbers", "NUMBERS", TEXT, is_sentence=True)
FIGURES = FigureColumn("figures", "FIGURES", TEXT, shown=False)
"""The same numbers for programs, by their names."""


class CheckOptions(CountingOptions, FigureOptions):
    """The options of a check.

    Attributes:
        only: the names of the checks to run; all if None.
        level: show findings about this kind of entity alone: campaigns, adgroups, ads or accounts.
        explain: show the numbers behind each finding.
        tolerance: how far off is still on pace, in percent; the file's, or 25 %, if None.
        utc: count days in UTC.
    """

    only: list[str] | None = None
    level: str | None = None
    explain: bool = False
    tolerance: str | None = None
    utc: bool = False


def check(context: Context, file: Path | None, options: CheckOptions) -> FigureTable:
    """Look for what is wrong in the ad account: incidents, and what meets the conditions of a file.

    Raises:
        InvalidInput: an option or the file cannot be read; nothing was measured.
    """
    if options.level not in (None, *RULE_LEVELS):
        raise InvalidInput(f"Invalid {option('level')} {options.level!r}: choose from {', '.join(RULE_LEVELS)}", "level")
    asked = read_checks(file, BUILTIN, context.currency()) if file is not None else CheckFile()
    tolerance = PACE_TOLERANCE if asked.tolerance is None else asked.tolerance
    if options.tolerance is not None:
        tolerance = percent_of(options.tolerance, "tolerance")
    names = [name for name in BUILTIN if asked.builtin is None or name in asked.builtin]
    rules, names = _picked(asked.rules, names, options.only)
    calendar = calendar_of(context, options.utc)
    _timed(rules, asked.last, calendar, file)
    # The last day may not be final; what is decided on it could be wrong tomorrow.
    ready = last_ready_day(context, calendar)
    late = Period(ready + timedelta(days=1), calendar.yesterday)
    today = calendar
    calendar = calendar._replace(today=late.first) if late.days > 0 else calendar
    timed = _timed(rules, asked.last, calendar, file)
    verdicts = [*_incidents(context, names, calendar, asked.gates, tolerance), *_conditions(context, timed, calendar, options)]
    asked_for = [verdict for verdict in verdicts if verdict is None or options.level in (None, verdict.level)]
    found = [verdict for verdict in asked_for if isinstance(verdict, CheckFinding)]
    undecided = [verdict for verdict in asked_for if isinstance(verdict, Undecided)]
    notes = [f"{counted(len(names) + len(rules), 'check')} ran on days to {calendar.yesterday}, of {calendar.zone}"]
    if timed:
        notes.append(f"days of conditions: {', '.join(dict.fromkeys(str(period) for _, period in timed))}")
        # Delivery is final days before conversions are.
        restated = [note for rule, period in timed if _on_conversions(rule) for note in notes_on(period, today, "conversions")]
        notes += dict.fromkeys(restated)
    if not found:
        notes.append("nothing could be decided" if undecided and len(undecided) == len(verdicts) else "nothing was found")
    elif not options.explain:
        notes.append(f"add {option('explain')} to see the numbers behind each finding")
    is_late = bool(timed) and late.days > 0
    not_final = [f"figures of {late} are not final, so conditions are about days before"] if is_late else []
    return FigureTable(
        (*COLUMNS, NUMBERS._replace(shown=options.explain), FIGURES),
        [_cells(finding, context.currency()) for finding in found],
        title="Check",
        subtitle=f"days to {calendar.yesterday}, of {calendar.zone}",
        notes=notes,
        charts=_charts(found),
        currency=context.currency(),
        noun="finding",
        findings=len(found),
        account=context.account_name(),
        showing=options,
        caveats=[*not_final, *_left_alone(undecided, options.explain)],
    )


def _left_alone(undecided: Sequence[Undecided], explain: bool) -> list[str]:
    """Describe what checks left alone: how many entities for which reason, or which ones."""
    reasons: dict[str, dict[tuple[str, str], list[Undecided]]] = {}
    for each in undecided:
        reasons.setdefault(each.reason, {}).setdefault((each.level, str(each.entity["id"])), []).append(each)
    if not explain:
        counts = ", ".join(f"{len(entities)} {reason}" for reason, entities in reasons.items())
        return [f"left alone: {counts}; add {option('explain')} to see which"] if counts else []
    return [f"left alone, {reason}: {', '.join(map(_named, entities.values()))}" for reason, entities in reasons.items()]


def _named(undecided: Sequence[Undecided]) -> str:
    """Name an entity and the checks that left it alone."""
    return literal(f"{naming(undecided[0].entity)['name']} ({', '.join(dict.fromkeys(each.check for each in undecided))})")


def _picked(rules: Sequence[CheckRule], names: Sequence[str], only: list[str] | None) -> tuple[list[CheckRule], list[str]]:
    """Return the checks that are asked for.

    Raises:
        InvalidInput: there is no check of that name.
    """
    wanted = words(only)
    known = [*names, *(rule.name for rule in rules)]
    for name in wanted or ():
        if name not in known:
            told = f"Invalid {option('only')} {name!r}: choose from {', '.join(known)}{nearest(name, known)}"
            raise InvalidInput(told, "only")
    if wanted is None:
        return list(rules), list(names)
    return [rule for rule in rules if rule.name in wanted], [name for name in names if name in wanted]


def _timed(rules: Sequence[CheckRule], last: str | None, calendar: Calendar, file: Path | None) -> list[tuple[CheckRule, Period]]:
    """Return conditions with their days.

    Raises:
        InvalidInput: the file has an invalid period.
    """
    found = []
    for rule in rules:
        try:
            found.append((rule, period_of(calendar, rule.last or last, None, None)))
        except InvalidInput as error:
            raise InvalidInput(f"{file}, check {rule.name!r}: {error.message.replace(option('last'), 'last')}", "FILE") from None
    return found


def _incidents(context: Context, names: Sequence[str], calendar: Calendar, gates: Gates, tolerance: Decimal) -> Iterator[Verdict]:
    """Look for incidents in ACTIVE entities; what no check needs is not read."""
    if not names:
        return
    campaigns = list_all(context, Campaign, ACTIVE)
    running = {str(campaign["id"]) for campaign in campaigns}
    ad_groups = (
        _inside(list_all(context, AdGroup, ACTIVE), "campaign_id", running)
        if {"ended-active", "off-pace", "rejected-ads"} & {*names}
        else []
    )
    groups = {str(group["id"]) for group in ad_groups}
    ads = _inside(list_all(context, Ad, ACTIVE), "ad_group_id", groups) if "rejected-ads" in names else []
    budgets = budgets_of(campaigns, calendar, ad_groups)
    first = first_measured(budgets, calendar, trailing(calendar, 2 * FATIGUE_DAYS).first)
    query = FigureQuery(Campaign, Period(first, calendar.yesterday), calendar, [METRICS[name] for name in MEASURED])
    daily = DailyFigures.measured(context, query, campaigns)
    entities = {"campaigns": campaigns, "adgroups": ad_groups, "ads": ads}
    evidence = Evidence(calendar, entities, daily, budgets, gates, tolerance, context.currency())
    for name in names:
        yield from evidence.verdicts(name)


def _inside(entities: Sequence[Entity], field: str, parents: set[str]) -> list[Entity]:
    return [entity for entity in entities if str(entity.get(field)) in parents]


def _conditions(
    context: Context, rules: Sequence[tuple[CheckRule, Period]], calendar: Calendar, options: CheckOptions
) -> Iterator[Verdict]:
    """Find where conditions hold, in ACTIVE entities with enough figures."""
    listed: dict[str, list[Entity]] = {}
    for rule, period in rules:
        evidence = Evidence(calendar, {}, DailyFigures({}, calendar.today), {}, rule.gates)
        entities, metrics = _listed(context, rule.level, evidence, listed), _metrics(rule)
        query = FigureQuery(RULE_LEVELS[rule.level], period, calendar, metrics, options)
        now = measured_wires(context, query, entities)
        compares = any(name != figure_in(name) for name in rule.condition.names)
        before = measured_wires(context, query._replace(period=period.before()), entities) if compares else {}
        settled = Period(period.before().first, period.last) if compares else period
        for entity in entities:
            if idle := evidence.idle(entity):
                yield Undecided(rule.name, rule.level, entity, idle)
                continue
            cells = {**figures(metrics, now.get(str(entity["id"]), ())), **naming(entity)}
            earlier = figures(metrics, before.get(str(entity["id"]), ())) if compares else cells
            if reason := evidence.unsettled(entity, settled) or _lacking(rule, cells) or _lacking(rule, earlier):
                yield Undecided(rule.name, rule.level, entity, reason)
                continue
            for metric in metrics if compares else ():
                cells[metric.name + BEFORE] = earlier[metric.name]
                cells[metric.name + CHANGE] = change(earlier[metric.name], cells[metric.name])
            if rule.condition.holds(cells):
                named = (key for name in rule.condition.names for key in _related(name))
                numbers = {name: cells[name] for name in dict.fromkeys([*named, *NUMBERS_ALWAYS]) if name not in OTHERS}
                yield CheckFinding(rule.name, rule.level, entity, _held(rule, cells, context.currency()), numbers)
            else:
                yield None


def _listed(context: Context, level: str, evidence: Evidence, known: dict[str, list[Entity]]) -> list[Entity]:
    """List the entities of a level that conditions are about: the ad account, or what is ACTIVE in what runs."""
    if level not in known:
        if level not in LEVELS:
            # An edit of the ad account changes no figures.
            known[level] = [{**AdAccount(context.account, client=context.client).wire, "updated_time": None}]
        else:
            known[level] = list_all(context, LEVELS[level], ACTIVE)
            if level in _PARENTS:
                above, field = _PARENTS[level]
                running = {str(each["id"]): each for each in _listed(context, above, evidence, known) if evidence.idle(each) is None}
                # What is changed above an entity changes its figures, too.
                inside = [(each, running[str(each.get(field))]) for each in known[level] if str(each.get(field)) in running]
                known[level] = [{**each, "updated_time": max(_edited(each), _edited(parent))} for each, parent in inside]
    return known[level]


def _edited(entity: Entity) -> int:
    return entity.get("updated_time") or 0


def _held(rule: CheckRule, cells: Mapping[str, Any], currency: str | None) -> str:
    """Describe a condition that holds, with the figures that it names: ``roas 0.80 (roas < 1)``."""
    named = [name for name in dict.fromkeys(rule.condition.names) if name not in OTHERS]
    kinds = {name: "change" if name.endswith(CHANGE) else METRICS[figure_in(name)].kind for name in named}
    told = ", ".join(f"{name} {in_words(kinds[name], cells[name], currency)}" for name in named)
    return f"{told} ({rule.condition.text})" if told else rule.condition.text


def _metrics(rule: CheckRule) -> list[Metric]:
    names = [figure_in(name) for name in rule.condition.names if name not in OTHERS]
    return [METRICS[name] for name in dict.fromkeys([*names, *NUMBERS_ALWAYS])]


def _related(name: str) -> list[str]:
    """List the numbers behind a name of a condition; a change has a figure before and one now."""
    figure = figure_in(name)
    return [figure] if name == figure else [figure, figure + BEFORE, figure + CHANGE]


def _lacking(rule: CheckRule, cells: dict[str, Any]) -> str | None:
    """Return of what there is too little: impressions, or conversions for what is computed from them."""
    if (cells["impressions"] or 0) < rule.gates.impressions:
        return too_few(rule.gates.impressions, "impressions")
    computed = (metric for metric in _on_conversions(rule) if metric.numerator and metric.name not in rule.condition.absent)
    if any(computed) and (cells["conversions"] or 0) < rule.gates.conversions:
        return too_few(rule.gates.conversions, "conversions")
    return None


def _on_conversions(rule: CheckRule) -> list[Metric]:
    """List the figures of a condition that come from conversions."""
    used = [METRICS[name] for name in map(figure_in, rule.condition.names) if name in METRICS]
    return [metric for metric in used if conversion_columns([metric])]


def _cells(finding: CheckFinding, currency: str | None) -> dict[str, Any]:
    return {
        **naming(finding.entity),
        "check": finding.check,
        "finding": finding.text,
        "level": finding.level,
        "numbers": ", ".join(f"{name} {_number(name, value, currency)}" for name, value in finding.numbers.items()),
        "figures": dict(finding.numbers),
    }


def _charts(found: Sequence[CheckFinding]) -> list[Chart]:
    """Return a bar for each check that found something."""
    counts = Counter(finding.check for finding in found)
    return [Chart("findings", BAR, list(counts), {"findings": list(counts.values())}, COUNT)] if counts else []


def _number(name: str, value: Any, currency: str | None) -> str:
    """Write a number behind a finding: amounts with the decimals of the currency, others with two."""
    metric = METRICS.get(name.removesuffix(BEFORE))
    is_money = name in AMOUNTS or (metric is not None and metric.kind == MONEY)
    if value is None or (isinstance(value, int) and not is_money):
        return "-" if value is None else str(value)
    return f"{round_half_up(Decimal(value), decimals(currency) if is_money else 2):f}"
