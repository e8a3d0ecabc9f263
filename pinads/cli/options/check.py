"""The options of ``pinads check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pinads.cli.framework.parameters import FILTERS, OUTPUT, argument, option
from pinads.cli.options.figures import FiguresOptions
from pinads.cli.options.insight import CountingBundle, Utc
from pinads.services.insight.check import CheckOptions
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


Checking = Annotated[CheckOptions, CheckBundle]
CheckFileArgument = Annotated[
    Path | None, argument("[FILE]", "A YAML file of conditions; - is standard input. Without one, only the built-in checks run.")
]
