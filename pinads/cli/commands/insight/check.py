"""pinads check: what is wrong in the ad account."""

from __future__ import annotations

from functools import partial

from pinads.cli.framework.commands import built
from pinads.cli.options.check import CheckFileArgument, Checking
from pinads.cli.options.global_options import InContext
from pinads.services.insight.check import check as check_account
from pinads.services.insight.figure_table import FigureTable


def check(context: InContext, options: Checking, file: CheckFileArgument = None) -> FigureTable:
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
