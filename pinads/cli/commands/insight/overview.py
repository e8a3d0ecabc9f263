"""pinads overview: what the active campaigns spend, and what comes of it."""

from __future__ import annotations

from functools import partial

from pinads.cli.framework.commands import built
from pinads.cli.options.global_options import InContext
from pinads.cli.options.insight import MaybeNames
from pinads.cli.options.overview import Overviewing
from pinads.services.insight.figure_table import FigureTable
from pinads.services.insight.overview import overview as overview_of


def overview(context: InContext, options: Overviewing, campaigns: MaybeNames = None) -> FigureTable:
    """Show what each active campaign spends and returns, and how that compares.

    One line per campaign: budget, spend of yesterday, of 7 days and of the month, change from the 7 days before, pace, cost and return.

    Examples:
        pinads overview --sort -change
        pinads overview --filter 'pace<80' --chart
        pinads overview --html overview.html
    """
    return overview_of(context, campaigns, options)


load = partial(built, overview)
