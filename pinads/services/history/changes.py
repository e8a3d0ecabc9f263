"""Changes of rows in words: fields with their old and new values, money in the account's currency."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.render.money import money
from pinads.render.times import moment
from pinads.sdk.record import record_fields
from pinads.sdk.resources.registry import is_collection, model_of
from pinads.sdk.schema.fields import Field, plain_name
from pinads.sdk.schema.marks import Mode

if TYPE_CHECKING:
    from pinads.journal.models import RowRecord

_LONGEST = 60
_ABSENT = "-"


UNKNOWN = object()
"""A value before that was not read."""


def row_changes(resource: str, row: RowRecord, mode: Mode, currency: str | None) -> list[str]:
    """Return what an applied row changed: ``daily_spend_cap 265.00 USD -> 291.50 USD``; of a new entity, its values.

    Args:
        resource: the collection of its entity.
        mode: the mode of the run.
        currency: the currency of its amounts, or None.
    """
    if not is_collection(resource) or row.after is None:
        return []
    fields = record_fields(model_of(resource))
    if mode is Mode.CREATE:
        values = ((name, value) for name, value in row.after.items() if value is not None)
        return [f"{plain_name(name)} {_text(fields.get(name), value, currency)}" for name, value in values]
    return [
        f"{plain_name(path)} {_text(fields.get(name), old, currency)} -> {_text(fields.get(name), new, currency)}"
        for name, path, old, new in _changed(row.before, row.after)
    ]


def _text(field: Field | None, value: Any, currency: str | None) -> str:
    if value is None:
        return _ABSENT
    if value is UNKNOWN:
        return "?"
    if isinstance(value, bool):
        return "yes" if value else "no"
    unit = field.spec.unit if field is not None else None
    if unit == "micros" and isinstance(value, int):
        return money(value, currency)
    if unit == "seconds" and isinstance(value, (int, float)):
        return moment(value, None)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."


def _changed(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield the field, the path, the old and the new value of what changed; of objects their parts."""
    for name, new in after.items():
        old = UNKNOWN if before is None else before.get(name)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            parts = dict.fromkeys((*old, *new))
            yield from ((name, f"{name}.{part}", old.get(part), new.get(part)) for part in parts if old.get(part) != new.get(part))
        elif old != new:
            yield name, name, old, new
