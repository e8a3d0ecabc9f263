"""The options of ``pinads compare``."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.framework.parameters import FILTERS, option
from pinads.cli.options.insight import ApiNamesBundle, Columns, CountingBundle, FigureBundle, PeriodBundle, WithinCampaigns, sort_by
from pinads.services.insight.compare import AGAINST, CompareOptions
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


Comparing = Annotated[CompareOptions, CompareBundle]
