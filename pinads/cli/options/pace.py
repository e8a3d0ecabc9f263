"""The options of ``pinads pace``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pinads.cli.framework.parameters import FILTERS, option
from pinads.cli.options.insight import FigureBundle, Utc, sort_by
from pinads.services.insight.pace import TOLERANCE, PaceOptions


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


Pacing = Annotated[PaceOptions, PaceBundle]
