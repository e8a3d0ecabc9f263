"""pinads pace: whether spending keeps up with the budgets."""

from __future__ import annotations

from functools import partial

from pinads.cli.framework.commands import built
from pinads.cli.options.global_options import InContext
from pinads.cli.options.insight import MaybeNames
from pinads.cli.options.pace import Pacing
from pinads.services.insight.figure_table import FigureTable
from pinads.services.insight.pace import pace as pace_of_campaigns


def pace(context: InContext, options: Pacing, campaigns: MaybeNames = None) -> FigureTable:
    """Compare what campaigns spent with their budgets, for the month so far or the flight.

    Targets are the caps of campaigns and the budgets of their ad groups, or the budgets in --budget-file. -o ids prints the campaigns that
    are off pace.

    Examples:
        pinads pace --tolerance 15%
        pinads pace --budget-file november.csv -o csv
        pinads pace -o ids | pinads campaigns get -
    """
    return pace_of_campaigns(context, campaigns, options)


load = partial(built, pace)
