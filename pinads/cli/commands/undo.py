"""pinads undo RUN: restore the values that a run changed."""

from __future__ import annotations

from functools import partial

from pinads.cli.commands.journal import RunNumber
from pinads.cli.framework.commands import built
from pinads.cli.options.common.writing import Confirming
from pinads.cli.options.global_options import InContext
from pinads.services.history.runs import number
from pinads.services.results import Plan, WriteResult
from pinads.services.undo import undo as undo_run


def undo(context: InContext, run_number: RunNumber, confirming: Confirming) -> WriteResult | Plan | None:
    """Restore the values that a run changed, and archive the entities that it created.

    Rows that changed since are skipped.

    Examples:
        pinads undo last --dry-run
        pinads undo 1 --yes
    """
    return undo_run(context, number(context, run_number, to_undo=True), confirming)


load = partial(built, undo)
