"""The catalogue of metrics: every column of analytics and reports, with a short name, its unit, and the way it adds up."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, NamedTuple

from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports.analytics import AnalyticsColumn
from pinads.sdk.reports.columns import ReportColumn
from pinads.sdk.reports.metric_declarations import COMMON_METRICS as COMMON_METRICS
from pinads.sdk.reports.metric_declarations import Declaration
from pinads.sdk.reports.metric_patterns import declarations
from pinads.sdk.schema.fields import spec_of
from pinads.sdk.schema.messages import describe

COUNT, MONEY, PERCENT, RATIO, SECONDS, TEXT, ID = "count", "money", "percent", "ratio", "seconds", "text", "id"

DEFAULT_METRICS = ("spend", "impressions", "clicks", "ctr", "cpc", "conversions", "cpa", "roas")


class Metric(NamedTuple):
    """A number or a text that analytics and reports can have.

    Attributes:
        name: the short name, such as ``spend``; the key in JSON and CSV.
        api: the API's column, such as ``SPEND_IN_DOLLAR``; for a ratio that the API has no column for, the name in capitals.
        kind: ``count``, ``money`` (in units of the account's currency), ``percent``, ``ratio`` (a plain number that does not add up),
            ``seconds``, ``text`` or ``id``.
        heading: the heading in a table, without the currency.
        meaning: one sentence.
        scale: the API's number is divided by this: 10**6 for money in millionths, 0.01 for percent (the API answers fractions), else 1.
        numerator: short name of the part above the line of a ratio that is recomputed, or None.
        denominator: short name of the part below the line, or None.
        adds_up: True if rows have a total: counts and money, and ratios by their parts. Reach, frequency and averages have none.
        factor: the recomputed ratio is ``factor * numerator / denominator``: 100 for percent, 1000 for costs of a thousand, else 1.
        in_analytics: True if the synchronous analytics have it.
        in_reports: True if reports have it.
        computed: True if the API has no column for it.
    """

    name: str
    api: str
    kind: str
    heading: str
    meaning: str
    scale: Decimal
    numerator: str | None
    denominator: str | None
    adds_up: bool
    factor: int = 1
    in_analytics: bool = True
    in_reports: bool = True
    computed: bool = False


_COSTS = "E?CP(C|M|E|V|CV)_.*|(.*_)?COST_PER_.*"
# Pinterest does not document the units of VIDEO_LENGTH, of caps and budgets, and of COST_PER_OUTBOUND_CLICK.
_KINDS = {
    ID: ".*_ID",
    TEXT: "CAMPAIGN|IS_.*|PRODUCT_ITEM_.*|.*_(NAME|STATUS|TYPE|LABELS?|TAG|OPTIMIZATION)|VIDEO_LENGTH",
    RATIO: ".*_(ROAS|FREQUENCY|BID_MULTIPLIER|PER_SESSION|SPEND_CAP)|AD_GROUP_BUDGET_IN_LOCAL_CURRENCY|COST_PER_OUTBOUND_CLICK",
    PERCENT: ".*_RATE|(.*_)?E?CTR(_[12])?",
    SECONDS: ".*_IN_SECOND(_[12])?",
    MONEY: ".*_IN_(MICRO_)?DOLLAR(_1)?|" + _COSTS,
}
"""The kinds by patterns of the columns' names, the first that fits; the rest are counts."""
_CONVERSIONS = (
    "CONVERSION|ROAS|CHECKOUT|ADD_TO_|APP_INSTALL|PAGE_VISIT|SEARCH|SIGNUP|VIEW_CATEGORY|WATCH_VIDEO|LEAD|SUBSCRIBE|CUSTOM|UNKNOWN"
)
"""What is in the names of columns that come from conversions."""
_PEOPLE = "TOTAL_IMPRESSION_USER|.*_UNIQUE_VIEWS(_[12])?"
"""Counts of different people: somebody who is in two rows would be counted twice."""
_COMPUTED_KINDS = {"conversion_rate": PERCENT}
"""The kinds of ratios that the API has no column for; the rest are money."""


class _Catalogue(Mapping[str, Metric]):
    """The metrics by their short names, built when the first is looked up."""

    def __getitem__(self, name: str) -> Metric:
        return _metrics()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_metrics())

    def __len__(self) -> int:
        return len(_metrics())


METRICS: Mapping[str, Metric] = _Catalogue()
"""Every metric by its short name: those that people use in order of importance, then the others by name."""


@cache
def _metrics() -> dict[str, Metric]:
    analytics, reports = frozenset(spec_of(AnalyticsColumn).choices), frozenset(spec_of(ReportColumn).choices)
    declared = {each.name: each for each in declarations(analytics | reports)}

    def built(each: Declaration) -> Metric:
        parts = [declared[part].api for part in _parts(each.formula)[1:]]
        if any(each.api in columns and not columns.issuperset(parts) for columns in (analytics, reports)):
            # A request for the parts would be refused where only the ratio itself is a column.
            each, parts = each._replace(formula=""), []
        needed = parts or [each.api]
        return _built(each, analytics.issuperset(needed), reports.issuperset(needed))

    return {name: built(declared[name]) for name in [*COMMON_METRICS, *sorted(declared.keys() - set(COMMON_METRICS))]}


def _parts(formula: str) -> list[str]:
    """Split a formula into its factor and its two parts; none if it is empty."""
    factor, _, ratio = formula.rpartition(" * ")
    return [factor or "1", *ratio.split(" / ")] if formula else []


def _built(declared: Declaration, in_analytics: bool, in_reports: bool) -> Metric:
    """Build a metric from its declaration."""
    api = declared.api or declared.name.upper()
    if declared.api:
        kind = next((kind for kind, names in _KINDS.items() if re.fullmatch(names, api)), COUNT)
    else:
        kind = _COMPUTED_KINDS.get(declared.name, MONEY)
    factor, numerator, denominator = _parts(declared.formula) or ("1", None, None)
    sums = kind in (COUNT, MONEY) and not re.fullmatch(f"{_COSTS}|{_PEOPLE}", api)
    heading = declared.heading or declared.name.replace("_", " ").upper() + (" %" if kind == PERCENT else "")
    return Metric(
        declared.name,
        api,
        kind,
        heading,
        declared.meaning,
        Decimal("0.01") if kind == PERCENT else Decimal(10**6 if "MICRO_DOLLAR" in api else 1),
        numerator,
        denominator,
        adds_up=numerator is not None or sums,
        factor=100 if kind == PERCENT and numerator else int(factor),
        in_analytics=in_analytics,
        in_reports=in_reports,
        computed=not declared.api,
    )


def find_metric(name: str) -> Metric:
    """Find a metric by its short name or the API's, in capitals or not, with ``-`` or ``_``.

    A few short names are the API's names of other columns: ``ctr`` is the rate of all clicks, ``CTR`` the API's, of paid clicks. A name
    in capitals is therefore the API's first.

    Raises:
        InvalidInput: there is none; the message names the nearest.
    """
    found = known_metric(name)
    if found is None:
        near = _nearest(_word(name))
        error = InvalidInput(
            f"unknown metric {describe(name)}{'; did you mean ' + ' or '.join(near) + '?' if near else ''}", "columns", near
        )
        error.hint = "pinads metrics --search WORD"
        raise error
    return found


def known_metric(name: str) -> Metric | None:
    """Find a metric as ``find_metric`` does; None if there is none."""
    word, by_api = _word(name), _by_api()
    return by_api.get(word) or METRICS.get(word.lower()) or by_api.get(word.upper())


def _word(name: str) -> str:
    return name.strip().replace("-", "_")


def newer_metric(column: str) -> Metric:
    """Return the metric of a column that the catalogue does not know, whose rows have no total."""
    return _built(Declaration(column.lower(), column, "", "", ""), True, True)._replace(adds_up=False)


@cache
def _by_api() -> dict[str, Metric]:
    return {metric.api: metric for metric in METRICS.values()}


def _nearest(word: str) -> list[str]:
    """Name the two nearest metrics at most: in capitals the API's, else first those that people use."""
    lower, upper = word.lower(), word.upper()
    lists: list[tuple[str, Iterable[str]]] = [(lower, COMMON_METRICS), (lower, METRICS), (upper, _by_api())]
    for text, names in reversed(lists) if word == upper else lists:
        if near := difflib.get_close_matches(text, names, n=2):
            return near
    return []


def api_columns(metrics: Iterable[Metric]) -> list[str]:
    """List the columns to request for metrics, each once; for a recomputed ratio these are its two parts."""
    columns: dict[str, None] = {}
    for metric in metrics:
        for part in (metric.numerator, metric.denominator):
            if part:
                columns[METRICS[part].api] = None
        if metric.numerator is None:
            columns[metric.api] = None
    return list(columns)


def value_of(metric: Metric, row: Mapping[str, Any]) -> Decimal | int | str | None:
    """Return the value of a metric in a row whose keys are the API's columns.

    Money is in units of the currency, percent in percent. A ratio is computed from its parts in the same row; only a row that lacks
    their columns gives the API's own number. What is missing, and a division by zero, is None, never 0.
    """
    if metric.numerator and metric.denominator:
        above, below = METRICS[metric.numerator], METRICS[metric.denominator]
        if above.api in row and below.api in row:
            return _divided(metric, _number(above, row), _number(below, row))
    found = row.get(metric.api)
    if found is None or found == "":
        return None
    if metric.kind in (TEXT, ID):
        return _text(found)
    number = _number(metric, row)
    return int(number) if number is not None and metric.kind == COUNT and number == int(number) else number


def conversion_columns(metrics: Iterable[Metric]) -> frozenset[str]:
    """List the columns of metrics that come from conversions; others are counted as ads are shown."""
    made = (METRICS[part] if part else metric for metric in metrics for part in (metric.numerator, metric.denominator))
    return frozenset(part.api for part in made if part.kind not in (TEXT, ID) and re.search(_CONVERSIONS, part.api))


def total_of(metric: Metric, rows: Iterable[Mapping[str, Any]]) -> Decimal | int | None:
    """Add up a metric over rows: sums of counts and money, and ratios of the sums of their parts.

    None means that it does not add up, that no row has a value, or that the sum to divide by is zero.
    """
    if not metric.adds_up:
        return None
    if metric.numerator and metric.denominator:
        kept = list(rows)
        return _divided(metric, _sum(METRICS[metric.numerator], kept), _sum(METRICS[metric.denominator], kept))
    total = _sum(metric, rows)
    return int(total) if total is not None and metric.kind == COUNT and total == int(total) else total


def _sum(metric: Metric, rows: Iterable[Mapping[str, Any]]) -> Decimal | None:
    numbers = [number for row in rows if (number := _number(metric, row)) is not None]
    return sum(numbers, Decimal(0)) if numbers else None


def _divided(metric: Metric, above: Decimal | None, below: Decimal | None) -> Decimal | None:
    return metric.factor * above / below if above is not None and below else None


def _number(metric: Metric, row: Mapping[str, Any]) -> Decimal | None:
    """Read the number of a metric, exactly as it is written; None if there is none."""
    found = row.get(metric.api)
    if found is None or found == "":
        return None
    try:
        number = Decimal(str(found).strip())
    except InvalidOperation:
        return None
    return number / metric.scale if number.is_finite() else None


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
