"""pinads compare: the figures of some days beside those before."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from pinads.cli.framework.commands import built
from pinads.cli.framework.parameters import FILTERS, option
from pinads.cli.options.global_options import InContext
from pinads.cli.options.insight import (
    ApiNamesBundle,
    Columns,
    CountingBundle,
    FigureBundle,
    MaybeNames,
    PeriodBundle,
    WithinCampaigns,
    sort_by,
)
from pinads.services.figures.figure_table import FigureTable
from pinads.services.insight.compare import AGAINST, CompareOptions
from pinads.services.insight.compare import compare as compare_periods
from pinads.services.insight.entities import LEVELS


class CompareBundle(CountingBundle, FigureBundle, ApiNamesBundle, PeriodBundle):
    """The options of a comparison."""

    options = CompareOptions

    level: Annotated[
        str, option("--level", help="campaigns (default), adgroups or ads.", metavar="LEVEL", panel=FILTERS, choices=tuple(LEVELS))
    ] = "campaigns"
    against: Annotated[
        str,
        option(
            "--against",
            help="before (default), last-year, or the first day to compare with.",
            metavar="WHEN",
            panel=FILTERS,
            choices=AGAINST,
        ),
    ] = AGAINST[0]
    columns: Columns = None
    sort: Annotated[str | None, sort_by("the size of effect")] = None
    campaigns: WithinCampaigns = None


def compare(context: InContext, options: Annotated[CompareOptions, CompareBundle], entities: MaybeNames = None) -> FigureTable:
    """Compare the last 7 complete days with the 7 before, sorted by the effect in money.

    The effect is how much more was spent than the same conversions cost before; a negative effect is money saved.

    Examples:
        pinads compare --last last-month
        pinads compare --against last-year --columns spend,roas -o csv
        pinads compare --level ads --campaign 'Wedding registry' --limit 10
    """
    return compare_periods(context, entities, options)


load = partial(built, compare)
