"""Figures of entities day by day, as overview, pace and checks need them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pinads.sdk.reports.metrics import Metric, value_of
from pinads.services.figures.periods import Period
from pinads.services.insight.entities import Entity
from pinads.services.insight.measurement import FigureQuery, day_of, measure
from pinads.services.insight.rows import figure_of

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.figures.figure_table import Figure


class DailyFigures:
    """The figures of entities by day.

    Args:
        rows: the figures by the API's columns, by entity and day.
        since: the first day that was measured.
    """

    def __init__(self, rows: Mapping[str, Mapping[date, Mapping[str, Any]]], since: date) -> None:
        self._rows = rows
        self.since = since

    @classmethod
    def measured(cls, context: Context, query: FigureQuery, entities: Iterable[Entity]) -> DailyFigures:
        """Measure entities; the query's granularity is DAY."""
        rows: dict[str, dict[date, Mapping[str, Any]]] = {}
        for row in measure(context, query._replace(granularity="DAY"), [str(entity["id"]) for entity in entities]):
            if (day := day_of(row)) is not None:
                rows.setdefault(row.entity, {})[day] = row.wire
        return cls(rows, query.period.first)

    def wires(self, entity: str, period: Period) -> list[Mapping[str, Any]]:
        """Return what was measured of an entity on the days of a period."""
        days = self._rows.get(entity, {})
        return [days[day] for day in period.each() if day in days]

    def total(self, metric: Metric, entities: Sequence[str], period: Period) -> Figure:
        """Return a figure of entities over a period: a sum, or a ratio of sums; None if not measured."""
        found: Figure = figure_of(metric, [wire for entity in entities for wire in self.wires(entity, period)])
        return found

    def summed(self, metric: Metric, entities: Sequence[str], period: Period) -> Decimal:
        """Return the sum of daily figures that cannot be added up over the period, such as reach."""
        found = [value_of(metric, wire) for entity in entities for wire in self.wires(entity, period)]
        return sum((Decimal(value) for value in found if isinstance(value, (int, Decimal))), Decimal(0))

    def trend(self, metric: Metric, entities: Sequence[str], period: Period) -> list[Figure]:
        """Return a figure of some entities on each day of a period."""
        return [self.total(metric, entities, Period(day, day)) for day in period.each()]


def share(part: Figure, whole: Figure) -> Decimal | None:
    """Return a part in percent of the whole; None where that makes no sense."""
    return Decimal(part) * 100 / Decimal(whole) if part is not None and whole else None


def change(before: Figure, now: Figure) -> Decimal | None:
    """Return the change between two figures in percent of the first; None where there is none."""
    return (Decimal(now) - Decimal(before)) * 100 / Decimal(before) if now is not None and before else None
