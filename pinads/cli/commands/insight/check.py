"""pinads check: what is wrong in the ad account."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

from pinads.cli.framework.commands import built
from pinads.cli.framework.parameters import FILTERS, OUTPUT, argument, option
from pinads.cli.options.figures import FiguresOptions
from pinads.cli.options.global_options import InContext
from pinads.cli.options.insight import CountingBundle, Utc
from pinads.services.figures.figure_table import FigureTable
from pinads.services.insight.check import CheckOptions
from pinads.services.insight.check import check as check_account
from pinads.services.insight.check_file import RULE_LEVELS
from pinads.services.insight.incidents import BUILTIN, PACE_TOLERANCE


class CheckBundle(CountingBundle, FiguresOptions):
    """The options of a check."""

    options = CheckOptions

    only: Annotated[
        list[str] | None,
        option("--only", help="Run only these checks, by name.", metavar="NAME,...", panel=FILTERS, choices=tuple(BUILTIN)),
    ] = None
    level: Annotated[
        str | None,
        option(
            "--level",
            help="Only show findings about campaigns, adgroups, ads or accounts.",
            metavar="LEVEL",
            panel=FILTERS,
            choices=tuple(RULE_LEVELS),
        ),
    ] = None
    tolerance: Annotated[
        str | None,
        option("--tolerance", help=f"How far off is still on pace (default {PACE_TOLERANCE}%).", metavar="PERCENT", panel=FILTERS),
    ] = None
    utc: Utc = False
    explain: Annotated[bool, option("--explain", help="Show the numbers behind each finding.", panel=OUTPUT)] = False


CheckFileArgument = Annotated[
    Path | None, argument("[FILE]", "A YAML file of conditions; - is standard input. Without one, only the built-in checks run.")
]


def check(context: InContext, options: Annotated[CheckOptions, CheckBundle], file: CheckFileArgument = None) -> FigureTable:
    """Look for problems: no spend, rejected ads, fatigue, ended campaigns, pace, and your conditions.

    Exits with 9 if it found something and with 0 if not, so that a CI job stops. Entities that were changed recently or have too few
    figures are left alone.

    Examples:
        pinads check --explain
        pinads check checks.yaml -o markdown >> "$GITHUB_STEP_SUMMARY"
        pinads check --only rejected-ads -o ids | pinads ads pause - --dry-run
    """
    return check_account(context, file, options)


load = partial(built, check)
