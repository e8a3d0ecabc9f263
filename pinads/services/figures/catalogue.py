"""The metrics as they are listed, searched and offered to people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from pinads.sdk.errors import InvalidInput
from pinads.sdk.reports.analytics import AnalyticsColumn
from pinads.sdk.reports.columns import ReportColumn
from pinads.sdk.reports.metrics import COMMON_METRICS, METRICS, MONEY, Metric, find_metric
from pinads.sdk.schema.fields import spec_of
from pinads.sdk.schema.unknown_values import refuse_unlikely
from pinads.services.errors import option
from pinads.services.inputs.ids import words

ANALYTICS, REPORTS = "analytics", "reports"
SOURCES = (ANALYTICS, REPORTS)
_API_COLUMNS = {ANALYTICS: AnalyticsColumn, REPORTS: ReportColumn}
COLUMNS = ("name", "meaning", "unit", "adds_up", "only_in", "api_name")


class MetricRow(TypedDict):
    """A metric as a row.

    Attributes:
        name: the short name.
        meaning: one sentence.
        unit: count, currency, percent, ratio, seconds, text or id.
        adds_up: ``sum``, the formula of a ratio that is recomputed from its parts, or ``no``.
        only_in: ``reports`` or ``analytics`` if only these have it.
        api_name: the API's column; None for a ratio that only pinads computes.
    """

    name: str
    meaning: str
    unit: str
    adds_up: str
    only_in: str | None
    api_name: str | None


def list_metrics(names: list[str] | None, search: str | None, source: str | None, everything: bool) -> list[Metric]:
    """List metrics in the order of their importance.

    Args:
        names: these, by short name or the API's, with or without commas.
        search: those with all of these words in a name or in the meaning.
        source: those that ``analytics`` or ``reports`` have.
        everything: all, not only those that people use; a search looks through all.

    Raises:
        InvalidInput: a name or a source that does not exist, or nothing was found.
    """
    given = words(names)
    if given is not None and (search is not None or everything):
        raise InvalidInput(f"Give NAMEs, or {option('search')} or {option('all')}", "NAME")
    if source is not None and source.lower() not in SOURCES:
        raise InvalidInput(f"Invalid {option('in')} {source!r}: choose from {', '.join(SOURCES)}", option("in"), SOURCES)
    if given is not None:
        found: Iterable[Metric] = {metric.name: metric for metric in map(find_metric, given)}.values()
    elif search is not None:
        found = _matching(search)
    else:
        found = METRICS.values() if everything else [METRICS[name] for name in COMMON_METRICS]
    return [metric for metric in found if source is None or source.lower() in _sources(metric)]


def column_of(name: str, where: str, source: str) -> Metric | str:
    """Find a column of analytics or reports by its short or API name.

    A name in capitals that the catalogue does not know may be newer than it, and stays a text. The SDK warns of it when it is sent.

    Args:
        name: the name.
        where: how messages refer to it.
        source: ``analytics`` or ``reports``.

    Raises:
        InvalidInput: there is no such column, or it looks like a slip of one.
    """
    word = name.strip()
    try:
        return find_metric(word)
    except InvalidInput as error:
        if word.replace("_", "").isalnum() and word.upper() == word:
            refuse_unlikely(word, spec_of(_API_COLUMNS[source]).choices, where)
            return word
        refused = InvalidInput(f"Invalid {where}: {error.message}", where, error.choices)
        refused.hint = error.hint
        raise refused from None


def described(metric: Metric) -> MetricRow:
    """Describe a metric as a row."""
    sources = _sources(metric)
    return {
        "name": metric.name,
        "meaning": metric.meaning,
        "unit": "currency" if metric.kind == MONEY else metric.kind,
        "adds_up": _formula(metric) or ("sum" if metric.adds_up else "no"),
        "only_in": sources[0] if len(sources) == 1 else None,
        "api_name": None if metric.computed else metric.api,
    }


def _formula(metric: Metric) -> str | None:
    if metric.numerator is None:
        return None
    factor = "" if metric.factor == 1 else f"{metric.factor} * "
    return f"{factor}{metric.numerator} / {metric.denominator}"


def _sources(metric: Metric) -> tuple[str, ...]:
    return tuple(name for name, has in ((ANALYTICS, metric.in_analytics), (REPORTS, metric.in_reports)) if has)


def _matching(search: str) -> list[Metric]:
    wanted = search.lower().replace("-", "_").split()
    if not wanted:
        raise InvalidInput(f"Invalid {option('search')}: it has no word", option("search"))
    found = []
    for metric in METRICS.values():
        text = f"{metric.name} {metric.api} {metric.heading} {metric.meaning}".lower()
        if all(word in text for word in wanted):
            found.append(metric)
    if not found:
        raise InvalidInput(f"No metric has {' and '.join(map(repr, wanted))} in its name or meaning", option("search"))
    return found
