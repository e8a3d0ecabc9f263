"""pinads check: what is wrong in the ad account."""

from __future__ import annotations

from functools import partial

from pinads.cli.framework.commands import built
from pinads.cli.options.check import CheckFileArgument, Checking
from pinads.cli.options.global_options import InContext
from pinads.services.insight.check import check as check_account
from pinads.services.insight.figure_table import FigureTable


def check(context: InContext, options: Checking, file: CheckFileArgument = None) -> FigureTable:
    """Look for what is wrong: no spend, rejected ads, fatigue, ended campaigns, pace, and your conditions.

    Exits with 9 if something was found and with 0 if nothing was, so that a CI job stops. What was changed lately or has too few
    figures is left alone.

    Examples:
        pinads check --explain
        pinads check checks.yaml -o markdown >> "$GITHUB_STEP_SUMMARY"
        pinads check --only rejected-ads -o ids | pinads ads pause - --dry-run
    """
    return check_account(context, file, options)


load = partial(built, check)
