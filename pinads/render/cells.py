"""The text of one value, by the declaration of its field."""

from __future__ import annotations

from typing import Any

from pinads.render.json import compact
from pinads.render.money import money
from pinads.render.style import Style
from pinads.render.text import only_ascii, safe
from pinads.render.times import moment
from pinads.sdk.schema.fields import Field
from pinads.sdk.schema.marks import PERSONAL

ABSENT = "-"
WITHHELD = "(not shown)"
_PERSONAL = int(PERSONAL)


def is_personal(field: Field | None) -> bool:
    """Tell whether the field holds people's data, which is not shown."""
    # Not `access & PERSONAL`: a flag's own operator takes twenty times as long, and this runs for every cell.
    return field is not None and int(field.access) & _PERSONAL != 0


def cell(field: Field | None, value: Any, style: Style) -> str:
    """Write one value in one line: money, times, yes and no, ``-`` for null, objects as JSON; without colour."""
    if value is None:
        return ABSENT
    if is_personal(field):
        return WITHHELD
    if isinstance(value, str):
        return shown(value, style)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return _number(field, value, style)
    return shown(compact(value), style)


def shown(text: str, style: Style) -> str:
    """Escape the characters of any text that the output cannot show."""
    return safe(text) if style.unicode else only_ascii(safe(text))


def _number(field: Field | None, value: int | float, style: Style) -> str:
    unit = field.spec.unit if field is not None else None
    if unit == "micros" and isinstance(value, int):
        return shown(money(value, style.currency), style)
    if unit == "seconds":
        return shown(moment(value, style.timezone), style)
    return str(value)
