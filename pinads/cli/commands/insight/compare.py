"""pinads compare: the figures of some days beside those before."""

from __future__ import annotations

from functools import partial

from pinads.cli.framework.commands import built
from pinads.cli.options.compare import Comparing
from pinads.cli.options.global_options import InContext
from pinads.cli.options.insight import MaybeNames
from pinads.services.insight.compare import compare as compare_periods
from pinads.services.insight.figure_table import FigureTable


def compare(context: InContext, options: Comparing, entities: MaybeNames = None) -> FigureTable:
    """Compare the last 7 complete days with the 7 before, sorted by the effect in money.

    The effect is how much more was spent than the same conversions cost before; a negative effect is money saved.

    Examples:
        pinads compare --last last-month
        pinads compare --against last-year --columns spend,roas -o csv
        pinads compare --level ads --campaign 'Wedding registry' --limit 10
    """
    return compare_periods(context, entities, options)


load = partial(built, compare)
