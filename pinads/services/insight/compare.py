"""Comparison: the figures of some days beside those of the days before, or of last year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pinads.render.text import plural
from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports.metrics import METRICS, Metric, total_of
from pinads.services.errors import option
from pinads.services.figures.figure_table import CHANGE, MONEY, FigureColumn, FigureOptions, FigureTable
from pinads.services.figures.options import PeriodOptions, RowOptions
from pinads.services.figures.periods import Calendar, Period, calendar_of, caveats_on, notes_on, period_of
from pinads.services.insight.analytics import metrics_of
from pinads.services.insight.daily import change
from pinads.services.insight.entities import LEVELS, Entity, pick
from pinads.services.insight.measurement import FigureQuery, measured_wires
from pinads.services.insight.row_choice import RowChoice
from pinads.services.insight.rows import NAMING, OTHERS, FigureRow, bars, columns_of, figure_of, naming, with_amounts

if TYPE_CHECKING:
    from pinads.services.context import Context

AGAINST = ("before", "last-year")
COMPARED = ("spend", "conversions", "cpa", "roas")
EFFECT_PARTS = ("spend", "conversions")


class CompareOptions(PeriodOptions, RowOptions, FigureOptions):
    """The options of a comparison.

    Attributes:
        level: campaigns, adgroups or ads.
        against: ``before`` for as many days before, ``last-year`` for the same weekdays 52 weeks before, or the first day of as many.
        columns: the metrics to compare.
        campaigns: only of these campaigns, by id or name.
    """

    level: str = "campaigns"
    against: str = AGAINST[0]
    columns: list[str] | None = None
    campaigns: list[str] | None = None


def compare(context: Context, given: list[str] | None, options: CompareOptions) -> FigureTable:
    """Compare the figures of a period with those of another, sorted by the effect in money.

    Entities are given by id or name; without any these are all that had figures.

    Raises:
        InvalidInput: an option cannot be read; nothing was measured.
    """
    if options.level not in LEVELS:
        raise InvalidInput(f"Invalid {option('level')} {options.level!r}: choose from {', '.join(LEVELS)}", "level")
    model, metrics = LEVELS[options.level], metrics_of(options.columns, COMPARED)
    columns = _columns(metrics)
    names = [column.name for column in columns]
    choice = RowChoice(options, context.currency, names)
    calendar = calendar_of(context, options.utc)
    now = period_of(calendar, options.last, options.start, options.end)
    try:
        before = _other(now, options.against, calendar)
    except OverflowError:
        told = f"there are not as many days before {now.first} to compare with: give a later day"
        raise InvalidInput(f"Invalid {option('start')}: {told}", "start") from None
    entities = pick(context, model, given, options.campaigns)
    needed = list(dict.fromkeys([*metrics, *(METRICS[name] for name in EFFECT_PARTS)]))
    query = FigureQuery(model, now, calendar, needed, options)
    measured = [measured_wires(context, query._replace(period=period), entities) for period in (before, now)]
    rows = [_row(entity, metrics, *(each.get(str(entity["id"]), []) for each in measured)) for entity in entities]
    had = rows if given else [row for row in rows if any(row.cells.get(name) for name in names if name not in OTHERS)]
    kept = choice.of(sorted(had, key=_size, reverse=True))
    shown, limit_notes = choice.first(kept)
    in_vain = choice.in_vain(had, metrics, model.RESOURCE.noun, context.currency())
    wires = [[wire for row in kept for wire in each.get(row.cells["id"], [])] for each in measured]
    return FigureTable(
        columns,
        shown,
        _total(metrics, kept, *wires) if len(kept) > 1 else None,
        f"{plural(model.RESOURCE.noun).capitalize()} compared",
        f"{now} against {before}, days of {calendar.zone}",
        [
            "effect: how much more was spent than the same conversions cost before (- if nothing converted then); negative means saved",
            options.described(),
            *in_vain.shown,
            *limit_notes,
        ],
        bars("effect in money", kept, "effect", MONEY),
        context.currency(),
        model.RESOURCE.noun,
        whole=False,
        showing=options,
        kind=model.RESOURCE.kind,
        caveats=[*caveats_on(now, calendar, options.end), *notes_on(now, calendar), *in_vain.hidden],
        account=context.account_name(),
    )


def _columns(metrics: Sequence[Metric]) -> list[FigureColumn]:
    """Return the columns; the figures before come last, since changes say the same on a narrow terminal."""
    columns = [*NAMING, FigureColumn("effect", "EFFECT", MONEY)]
    for metric in metrics:
        columns += columns_of([metric])
        columns.append(FigureColumn(f"{metric.name}_change", "CHANGE", CHANGE, f"{metric.api}_CHANGE", scale=METRICS["ctr"].scale))
    before = [
        FigureColumn(f"{metric.name}_before", f"{metric.heading} BEFORE", metric.kind, f"{metric.api}_BEFORE", scale=metric.scale)
        for metric in metrics
    ]
    return with_amounts([*columns, *before])


def _other(now: Period, against: str, calendar: Calendar) -> Period:
    """Return the period to compare with.

    Raises:
        InvalidInput: it is not a day, or the days from there are no over when those of ``now`` begin.
    """
    word = against.strip().lower().replace("_", "-")
    if word == "before":
        return now.before()
    if word == "last-year":
        return _refuse_later(now.year_before(), now, against)
    try:
        first = period_of(calendar, None, against, None).first
    except InvalidInput as error:
        told = f"Invalid {option('against')} {against!r}: write before, last-year or the first day to compare with"
        raise InvalidInput(told, "against") from error
    return _refuse_later(Period(first, first + (now.last - now.first)), now, against)


def _refuse_later(other: Period, now: Period, against: str) -> Period:
    if other.last >= now.first:
        latest = now.before().first
        told = f"{other} is not before {now}, which it is compared with: give {latest} or an earlier day"
        raise InvalidInput(f"Invalid {option('against')} {against}: {told}", "against")
    return other


def _row(entity: Entity, metrics: Sequence[Metric], before: Sequence[Any], now: Sequence[Any]) -> FigureRow:
    return FigureRow({**naming(entity), **_cells(metrics, before, now)}, now)


def _cells(metrics: Sequence[Metric], before: Sequence[Any], now: Sequence[Any]) -> dict[str, Any]:
    """Return the figures of both periods, their changes, and the effect in money."""
    cells: dict[str, Any] = {"effect": _effect(before, now)}
    for metric in metrics:
        old, new = figure_of(metric, before), figure_of(metric, now)
        cells.update({f"{metric.name}_before": old, metric.name: new, f"{metric.name}_change": change(old, new)})
    return cells


def _effect(before: Sequence[Any], now: Sequence[Any]) -> Decimal | None:
    """Return what was spent more than the same conversions cost before; None if nothing converted before."""
    spend, conversions = (METRICS[name] for name in EFFECT_PARTS)
    spent, spent_before = (Decimal(total_of(spend, wires) or 0) for wires in (now, before))
    converted, converted_before = (Decimal(total_of(conversions, wires) or 0) for wires in (now, before))
    return spent - spent_before / converted_before * converted if converted_before else None


def _total(metrics: Sequence[Metric], rows: Sequence[FigureRow], before: Sequence[Any], now: Sequence[Any]) -> dict[str, Any]:
    """Return the figures of all rows together; the effect is the sum of theirs."""
    effects = [row.cells["effect"] for row in rows if row.cells["effect"] is not None]
    return {**_cells(metrics, before, now), "effect": sum(effects, Decimal(0)) if effects else None}


def _size(row: FigureRow) -> tuple[Decimal, Decimal]:
    """Return the keys that rows are sorted by: the effect, then the spend."""
    return abs(Decimal(row.cells["effect"] or 0)), Decimal(row.cells.get("spend") or 0)
