"""Measurements: figures of entities over days, from the API's analytics or, for days long ago, from reports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.sdk.errors import InvalidInput
from pinads.sdk.listing.pages import IDS_A_REQUEST
from pinads.sdk.reports.metrics import ID, TEXT, Metric, api_columns, conversion_columns
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.sdk.resources.statused import Statused
from pinads.sdk.workers import OrderedPool
from pinads.services.errors import about_options, option
from pinads.services.figures.options import PARAMETERS, CountingOptions
from pinads.services.figures.periods import Calendar, Period
from pinads.services.reports.report_rows import report_rows

if TYPE_CHECKING:
    from pinads.services.context import Context

ANALYTICS_DAYS = 89
"""Days back that analytics surely answer; the API's 90 are days of UTC."""
HOURLY_DAYS, MOST_HOURLY_DAYS = 8, 3
LEVELS = {"campaign": "CAMPAIGN", "ad_group": "AD_GROUP", "ad": "PIN_PROMOTION", "ad_account": "ADVERTISER"}
"""The levels of reports by the kind of entity."""
OTHER_IDS = {"ad": "PIN_PROMOTION_ID", "ad_account": "ADVERTISER_ID"}
"""The columns with the ids in reports, where they are other ones than in analytics."""
REPORT_IDS = 500
"""The most ids that a report is filtered by."""
TIMEOUT = 1800.0
Measured = type[Statused] | type[AdAccount]


class MeasuredRow(NamedTuple):
    """The figures of one entity, of one span of days and one value of a breakdown.

    Attributes:
        entity: the entity's id.
        day: the first day of the span, as the API writes it; empty for the whole period.
        part: the targeting type and its value; None without a breakdown.
        wire: the figures by the API's columns.
    """

    entity: str
    day: str
    part: tuple[str, str] | None
    wire: Mapping[str, Any]


class FigureQuery(NamedTuple):
    """A question to the API about figures.

    Attributes:
        model: the kind of entity.
        period: the days.
        calendar: the ad account's calendar.
        metrics: the figures.
        counting: how conversions are counted.
        granularity: TOTAL, DAY, HOUR, WEEK or MONTH.
        breakdowns: targeting types, each on its own.
    """

    model: Measured
    period: Period
    calendar: Calendar
    metrics: Sequence[Metric]
    counting: CountingOptions = CountingOptions()
    granularity: str = "TOTAL"
    breakdowns: Sequence[str] = ()

    @property
    def kind(self) -> str:
        """The kind of entity."""
        return str(self.model.RESOURCE.kind)

    @property
    def unmeasured(self) -> frozenset[str]:
        """The API's columns of conversions if rows are hours: Pinterest measures none then, and answers 0."""
        return conversion_columns(self.metrics) if self.granularity == "HOUR" else frozenset()

    def parameters(self) -> dict[str, Any]:
        """Return the API's parameters."""
        return {
            "start_date": str(self.period.first),
            "end_date": str(self.period.last),
            "columns": api_columns(self.metrics),
            "granularity": self.granularity,
            "reporting_timezone": self.calendar.reporting_timezone,
            **self.counting.parameters(),
            **({"targeting_types": list(self.breakdowns)} if self.breakdowns else {}),
        }

    @property
    def is_old(self) -> bool:
        """True if analytics do not reach back that far."""
        return self.period.first < self.calendar.today - timedelta(days=ANALYTICS_DAYS)


def measure(context: Context, query: FigureQuery, ids: Sequence[str]) -> list[MeasuredRow]:
    """Measure entities, 250 a request; what is too old for analytics is asked for as a report.

    Hours to come are left out.

    Raises:
        InvalidInput: the API has no such figures; nothing was sent.
    """
    refuse_what_is_not_measured(query)
    if not ids:
        return []
    if query.is_old:
        return list(_reported(context, query, ids))
    chunks = [list(ids[at : at + IDS_A_REQUEST]) for at in range(0, len(ids), IDS_A_REQUEST)]
    with about_options(PARAMETERS):
        measured = [row for rows in _side_by_side(context, [partial(_asked, context, query, chunk) for chunk in chunks]) for row in rows]
    # Hours to come are answered with 0.
    return measured if query.granularity != "HOUR" else [row for row in measured if query.calendar.has_begun(row.day)]


def measured_wires(context: Context, query: FigureQuery, entities: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """Measure entities; return their figures by the API's columns, by entity."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in measure(context, query, [str(entity["id"]) for entity in entities]):
        found.setdefault(row.entity, []).append(row.wire)
    return found


def refuse_what_is_not_measured(query: FigureQuery) -> None:
    """Refuse figures and days that the API does not have, before anything is sent.

    Raises:
        InvalidInput: there are such.
    """
    unknown = [metric.name for metric in query.metrics if not (metric.in_reports if query.is_old else metric.in_analytics)]
    if unknown:
        where = "reports do" if not query.is_old else "analytics of the last 90 days do"
        raise InvalidInput(f"Invalid {option('columns')}: {', '.join(unknown)} is not measured here; {where}", "columns")
    if query.granularity != "HOUR":
        return
    first, today = query.period.first, query.calendar.today
    if query.period.days > MOST_HOURLY_DAYS or first <= today - timedelta(days=HOURLY_DAYS):
        told = f"hours are measured for at most {MOST_HOURLY_DAYS} days, of the last {HOURLY_DAYS}"
        raise InvalidInput(f"Invalid {option('by')}: {told}; add {option('last')} yesterday", "by")


def _asked(context: Context, query: FigureQuery, ids: list[str]) -> list[MeasuredRow]:
    given = query.parameters()
    name = "get_targeting_analytics" if query.breakdowns else "get_analytics"
    wires: Iterable[Mapping[str, Any]]
    if query.model is AdAccount:
        wires = (wire for each in ids for wire in getattr(AdAccount.from_wire({"id": each}, context.client), name)(**given))
    else:
        assert issubclass(query.model, Statused)
        wires = getattr(query.model, name)(context.account, ids, client=context.client, **given)
    return [_row(query, wire) for wire in wires]


def _row(query: FigureQuery, wire: Mapping[str, Any]) -> MeasuredRow:
    """Read one row of an answer; those of a breakdown have their figures inside."""
    figures = wire.get("metrics", wire)
    kind, value = (wire.get(name, wire.get(name.upper())) for name in ("targeting_type", "targeting_value"))
    part = (str(kind), str(value)) if query.breakdowns else None
    if query.unmeasured:
        figures = {name: value for name, value in figures.items() if name not in query.unmeasured}
    identity = figures.get(f"{query.kind.upper()}_ID") or figures.get(OTHER_IDS.get(query.kind, ""))
    return MeasuredRow(str(identity or ""), str(figures.get("DATE") or ""), part, figures)


def _side_by_side(context: Context, requests: Sequence[Callable[[], list[MeasuredRow]]]) -> Iterator[list[MeasuredRow]]:
    """Send requests side by side, as many as the context allows; a single one on this thread."""
    most = min(context.reads_at_once(), len(requests))
    pool: OrderedPool[list[MeasuredRow]] = OrderedPool(most)
    try:
        for request in requests:
            yield from pool.add(request)
        yield from pool.rest()
    finally:
        pool.close(finish=False)


def _reported(context: Context, query: FigureQuery, ids: Sequence[str]) -> Iterator[MeasuredRow]:
    """Measure by reports, which are filtered here where there are more ids than a report takes."""
    wanted = frozenset(ids)
    given = {name: value for name, value in query.parameters().items() if name not in ("start_date", "end_date")}
    given["level"] = LEVELS[query.kind] + ("_TARGETING" if query.breakdowns else "")
    if query.model is not AdAccount and len(ids) <= REPORT_IDS:
        given[f"{query.kind}_ids"] = list(ids)
    found: set[tuple[str, date]] = set()
    for wire in report_rows(context, given, query.period, TIMEOUT):
        row = _row(query, wire)
        if row.entity in wanted:
            found.add((row.entity, _span_of(day_of(row) or query.period.first, query)))
            yield row
    if not query.breakdowns:
        yield from _zeros(query, ids, found)


def _zeros(query: FigureQuery, ids: Sequence[str], found: Collection[tuple[str, date]]) -> Iterator[MeasuredRow]:
    """Yield the rows that reports leave out, since all of their figures are 0; analytics have them."""
    numbers = [metric for metric in query.metrics if metric.kind not in (TEXT, ID)]
    wire = dict.fromkeys(api_columns(numbers), 0)
    spans = dict.fromkeys(_span_of(day, query) for day in query.period.each())
    for identity in ids:
        for span in spans:
            if (identity, span) not in found:
                yield MeasuredRow(identity, "" if query.granularity == "TOTAL" else str(span), None, wire)


def _span_of(day: date, query: FigureQuery) -> date:
    """Return the first day of the span that a day is in: its week, its month, or the whole period."""
    starts = {"DAY": day, "WEEK": day - timedelta(days=day.weekday()), "MONTH": day.replace(day=1)}
    return max(query.period.first, starts.get(query.granularity, query.period.first))


def day_of(row: MeasuredRow) -> date | None:
    """Return the day of a row; None for a row of the whole period."""
    return date.fromisoformat(row.day[:10]) if row.day else None
