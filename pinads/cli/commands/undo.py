"""Undo."""

from __future__ import annotations

from typing import Any

from pinads.cli.commands.journal import Entry, number
from pinads.cli.framework.commands import built
from pinads.cli.options.common import Confirming
from pinads.cli.options.session import InContext
from pinads.services.results import Plan, Written
from pinads.services.undo import undo as undo_run


def undo(context: InContext, entry: Entry, confirming: Confirming) -> Written | Plan | None:
    """Bring back the values that a write changed, and archive what it made. Rows that changed since are left alone.

    Examples:
        pinads undo 1 --dry-run
        pinads undo 1 --yes
    """
    return undo_run(context, number(entry), confirming)


def load() -> Any:
    """The command."""
    return built(undo)
