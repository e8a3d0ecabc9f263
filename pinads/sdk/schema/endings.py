"""Warnings about values and fields that the API stops accepting on a date."""

from __future__ import annotations

from datetime import date, datetime, timezone
from typing import Any

from pinads.sdk.schema.fields import Spec
from pinads.sdk.schema.marks import Ending, Mode
from pinads.sdk.schema.warned import warned


def warn_of_endings(spec: Spec, value: Any, where: str, mode: Mode) -> None:
    """Warn of a value, or of a whole field, that ends on a date.

    A value is warned of in creates alone: entities that have it keep it, and their updates repeat it.
    """
    for ending in spec.endings:
        if not ending.values:
            _warn(ending, where, "{what} ends on {day}", "{what} ended on {day}")
        elif value in ending.values and mode is Mode.CREATE:
            what = f"{where} {value}"
            _warn(ending, what, "{what} cannot be created after {day}", "Pinterest accepts no {what} after {day}; sent anyway")


def _warn(ending: Ending, what: str, before: str, after: str) -> None:
    today = datetime.fromtimestamp(warned().clock.wall(), timezone.utc).date()
    last = date.fromisoformat(ending.date)
    text = (before if today <= last else after).format(what=what, day=f"{last.day} {last:%B} {last.year}")
    warned().warn(f"{text}: {ending.replacement}", ("ending", what))
