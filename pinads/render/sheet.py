"""One entity as two columns: its fields and their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rich.style import Style as Link
from rich.table import Table
from rich.text import Text

from pinads.render.cells import cell, is_personal, shown
from pinads.render.console import drawn, styled
from pinads.render.json import pretty
from pinads.render.style import QUIET, Style, status_style
from pinads.sdk.schema.fields import Field


def sheet(
    record: Mapping[str, Any],
    fields: Mapping[str, Field],
    style: Style,
    link: Callable[[str, Mapping[str, Any]], str | None] | None = None,
) -> Iterator[str]:
    """Write one line a field, more for an object: the declared fields in their order, then the server's others.

    Fields that the record has not are left out. Nothing is cut, and lines are not folded.

    Args:
        record: the entity.
        fields: the declarations of its fields.
        style: colour, currency, time zone.
        link: finds the web page that a field of the record links to, if any.
    """
    if not record:
        return
    style = style.for_record(record)
    lines = Table.grid(padding=(0, 2, 0, 0))
    for name in [*(name for name in fields if name in record), *(name for name in record if name not in fields)]:
        value = _value(name, record[name], fields.get(name), style)
        if link is not None and style.links and (url := link(name, record)):
            value.stylize(Link(link=url))
        lines.add_row(styled(shown(name, style), QUIET, style), value)
    yield from drawn(lines, style)


def _value(name: str, value: Any, field: Field | None, style: Style) -> Text:
    if value and isinstance(value, (dict, list)) and not _is_short(value) and not is_personal(field):
        return Text("\n".join(shown(line, style) for line in pretty(value).split("\n")))
    return styled(cell(field, value, style), QUIET if value is None else status_style(name, value), style)


def _is_short(value: Any) -> bool:
    """Tell whether a list is short and simple enough for one line."""
    return isinstance(value, list) and len(value) <= 3 and not any(isinstance(item, (dict, list)) for item in value)
