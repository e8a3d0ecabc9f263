"""pinads metrics [NAME...]: the catalogue of metrics."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from pinads.cli.framework.commands import built
from pinads.cli.framework.parameters import FILTERS, argument, option
from pinads.cli.options.global_options import InContext
from pinads.sdk.reports.metrics import COMMON_METRICS, METRICS
from pinads.services.figures.catalogue import COLUMNS, SOURCES, described, list_metrics
from pinads.services.results import Value

Names = Annotated[list[str] | None, argument("[NAME]...", "Metrics by short name or the API's name.", COMMON_METRICS)]
Search = Annotated[str | None, option("--search", help="Only metrics with these words in name or meaning.", metavar="WORD", panel=FILTERS)]
Source = Annotated[
    str | None,
    option("--in", help="Only metrics of analytics, or of reports.", metavar="|".join(SOURCES), panel=FILTERS, choices=SOURCES),
]
All = Annotated[bool, option("--all", help="All metrics, not only the common ones.", panel=FILTERS)]


def metrics(context: InContext, names: Names = None, search: Search = None, source: Source = None, everything: All = False) -> Value:
    """List the metrics of analytics and reports: short name, meaning, unit, and how they add up.

    Examples:
        pinads metrics --search roas
        pinads metrics spend ctr
        pinads metrics --in reports --all -o csv
    """
    found = list_metrics(names, search, source, everything)
    if not (names or search or everything):
        context.note(f"{len(found)} common metrics of {len(METRICS)}; --all shows all, --search WORD finds one", repeats=True)
    rows = [described(metric) for metric in found]
    return Value(rows, COLUMNS, "metric", sheet=rows[0] if names and len(rows) == 1 else None, uncut=("name", "meaning"))


load = partial(built, metrics)
