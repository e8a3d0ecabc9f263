"""pinads overview: what the active campaigns spend, and what comes of it."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from pinads.cli.framework.commands import built
from pinads.cli.framework.parameters import FILTERS, option
from pinads.cli.options.global_options import InContext
from pinads.cli.options.insight import CountingBundle, FigureBundle, MaybeNames, Utc
from pinads.services.figures.figure_table import FigureTable
from pinads.services.insight.overview import OverviewOptions
from pinads.services.insight.overview import overview as overview_of


class OverviewBundle(CountingBundle, FigureBundle):
    """The options of the overview."""

    options = OverviewOptions

    adgroup_budgets: Annotated[
        bool, option("--adgroup-budgets", help="Also read the budgets of ad groups: one more request per 250.", panel=FILTERS)
    ] = False
    utc: Utc = False


def overview(context: InContext, options: Annotated[OverviewOptions, OverviewBundle], campaigns: MaybeNames = None) -> FigureTable:
    """Show what each active campaign spends and returns, and how that compares.

    One line per campaign: budget, spend of yesterday, of 7 days and of the month, change from the 7 days before, pace, cost and return.

    Examples:
        pinads overview --sort -change
        pinads overview --filter 'pace<80' --chart
        pinads overview --html overview.html
    """
    return overview_of(context, campaigns, options)


load = partial(built, overview)
