"""Dotted paths: ``targeting_spec.GEO`` in a record, and in the declarations of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinads.sdk.schema.fields import Field


def lookup(record: Any, path: str) -> Any:
    """Find the value at a dotted path, or None: ``a.b`` in objects, ``a.0.b`` in lists.

    A key that itself contains dots is found as it is, before the dots count as steps.
    """
    if isinstance(record, Mapping):
        if path in record:
            return record[path]
        dots = [index for index, character in enumerate(path) if character == "."]
        for dot in reversed(dots):
            if path[:dot] in record:
                return lookup(record[path[:dot]], path[dot + 1 :])
    elif isinstance(record, list):
        index, _, rest = path.partition(".")
        if index.isascii() and index.isdigit() and int(index[:9]) < len(record):
            return lookup(record[int(index[:9])], rest) if rest else record[int(index[:9])]
    return None


def field_at(fields: Mapping[str, Field], path: str) -> Field | None:
    """Find the declaration of the field at a dotted path, or None."""
    if path in fields:
        return fields[path]
    name, *steps = path.split(".")
    field = fields.get(name)
    for step in steps:
        if field is None:
            return None
        items, parts = field.spec.items, field.spec.fields
        field = field._replace(spec=items) if items is not None and step.isdigit() else parts.get(step) if parts else None
    return field
