"""The options of ``pinads overview``."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.framework.parameters import FILTERS, option
from pinads.cli.options.insight import CountingBundle, FigureBundle, Utc
from pinads.services.insight.overview import OverviewOptions


class OverviewBundle(CountingBundle, FigureBundle):
    """The options of the overview."""

    options = OverviewOptions

    adgroup_budgets: Annotated[
        bool, option("--adgroup-budgets", help="Also read the budgets of ad groups: one more request per 250.", panel=FILTERS)
    ] = False
    utc: Utc = False


Overviewing = Annotated[OverviewOptions, OverviewBundle]
