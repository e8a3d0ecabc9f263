"""One entity as two columns: its fields and their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pinads.render.cells import cell, is_personal, shown
from pinads.render.columns import GAP
from pinads.render.json import pretty
from pinads.render.style import DIM, Look, paint, status_style
from pinads.render.text import padding, width_of
from pinads.sdk.schema.fields import Field


def sheet(record: Mapping[str, Any], fields: Mapping[str, Field], look: Look) -> Iterator[str]:
    """One line a field, more for an object: the declared fields in their order, then what the server sent besides.

    Fields that the record has not are left out. Nothing is cut.
    """
    look = look.for_record(record)
    names = [*(name for name in fields if name in record), *(name for name in record if name not in fields)]
    labels = {name: shown(name, look) for name in names}
    width = max(map(width_of, labels.values()), default=0)
    for name, label in labels.items():
        first, *rest = _lines(name, record[name], fields.get(name), look)
        yield paint(label, DIM, look) + padding(label, width + GAP) + first + "\n"
        for line in rest:
            yield " " * (width + GAP) + line + "\n"


def _lines(name: str, value: Any, field: Field | None, look: Look) -> list[str]:
    if value and isinstance(value, (dict, list)) and not _plain(value) and not is_personal(field):
        return [shown(line, look) for line in pretty(value).split("\n")]
    text = cell(field, value, look)
    return [paint(text, DIM if value is None else status_style(name, value), look)]


def _plain(value: Any) -> bool:
    """Whether a list is short and simple enough for one line."""
    return isinstance(value, list) and len(value) <= 3 and not any(isinstance(item, (dict, list)) for item in value)
