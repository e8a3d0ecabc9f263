"""The text of one value, as its declaration says what it is."""

from __future__ import annotations

from typing import Any

from pinads.render.json import compact
from pinads.render.money import money
from pinads.render.style import Look
from pinads.render.text import only_ascii, safe
from pinads.render.times import moment
from pinads.sdk.schema.fields import Field
from pinads.sdk.schema.marks import PERSONAL

ABSENT = "-"
WITHHELD = "(not shown)"
_PERSONAL = int(PERSONAL)


def is_personal(field: Field | None) -> bool:
    """Whether the value is people's data, which is not shown."""
    # Not `access & PERSONAL`: a flag's own operator takes twenty times as long, and this runs for every cell.
    return field is not None and int(field.access) & _PERSONAL != 0


def cell(field: Field | None, value: Any, look: Look) -> str:
    """The text of one value, in one line: money, times, yes and no, ``-`` for nothing, objects as JSON. Without colour."""
    if value is None:
        return ABSENT
    if is_personal(field):
        return WITHHELD
    if isinstance(value, str):
        return shown(value, look)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return _number(field, value, look)
    return shown(compact(value), look)


def shown(text: str, look: Look) -> str:
    """Any text as the output can show it."""
    return safe(text) if look.unicode else only_ascii(safe(text))


def _number(field: Field | None, value: int | float, look: Look) -> str:
    unit = field.spec.unit if field is not None else None
    if unit == "micros" and isinstance(value, int):
        return shown(money(value, look.currency), look)
    if unit == "seconds":
        return shown(moment(value, look.timezone), look)
    return str(value)
