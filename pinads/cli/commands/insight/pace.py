"""pinads pace: whether spending keeps up with the budgets."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

from pinads.cli.framework.commands import built
from pinads.cli.framework.parameters import FILTERS, option
from pinads.cli.options.global_options import InContext
from pinads.cli.options.insight import FigureBundle, MaybeNames, Utc, sort_by
from pinads.services.figures.figure_table import FigureTable
from pinads.services.insight.pace import TOLERANCE, PaceOptions
from pinads.services.insight.pace import pace as pace_of_campaigns


class PaceBundle(FigureBundle):
    """The options of pace."""

    options = PaceOptions

    budget_file: Annotated[
        Path | None,
        option(
            "--budget-file",
            help="A CSV file with campaigns (id or name) and their budgets for this month; other campaigns keep theirs.",
            metavar="FILE",
            panel=FILTERS,
        ),
    ] = None
    tolerance: Annotated[
        str, option("--tolerance", help=f"How far off is still on pace (default {TOLERANCE}).", metavar="PERCENT", panel=FILTERS)
    ] = TOLERANCE
    utc: Utc = False
    sort: Annotated[str | None, sort_by("the size of adjust_by")] = None


def pace(context: InContext, options: Annotated[PaceOptions, PaceBundle], campaigns: MaybeNames = None) -> FigureTable:
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
