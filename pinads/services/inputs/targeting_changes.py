"""Changes of parts of an ad group's targeting: their result, and the API's operations for them.

The API takes a whole targeting spec, which replaces the present one, or operations on parts of it. An update sends operations for
its changes, so it keeps the changes that others make in the meantime.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.choices import TargetingPart
from pinads.sdk.schema.fields import Field, Fields, fields_of, spec_of
from pinads.sdk.schema.targeting_operations import ADD, ONE_VALUE, REMOVE, SET, applied
from pinads.sdk.schema.targeting_spec import TargetingSpec
from pinads.services.errors import option

AGE_BUCKETS = ("AGE_BUCKET",)
AGE_SPAN = ("MINIMUM_AGE", "MAXIMUM_AGE")


class Signed(NamedTuple):
    """Values to add to a part and to remove from it: ``+US-CA,-US-NY``."""

    add: tuple[str, ...]
    remove: tuple[str, ...]

    def operations(self, name: str) -> list[dict[str, Any]]:
        """Return the API's operations for a part of this name."""
        signs = ((ADD, self.add), (REMOVE, self.remove))
        return [{"field": name, "operation": operation, "values": list(values)} for operation, values in signs if values]


def merged(present: Mapping[str, Any], parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return a targeting spec with the given parts in place of its own; a null removes a part."""
    parts = _by_name(parts)
    whole = applied(present, [operation for name, part in parts.items() if isinstance(part, Signed) for operation in part.operations(name)])
    whole.update((name, part) for name, part in parts.items() if not isinstance(part, Signed))
    for name in _excluded(parts):
        whole.pop(name, None)
    return {name: value for name, value in whole.items() if value is not None}


def operations_for(parts: Mapping[str, Any], present: Mapping[str, Any] | None) -> list[dict[str, Any]] | None:
    """Return the operations that change parts of a targeting spec; None if the API has none for a part.

    Parts that do not change have no operation.

    Args:
        parts: new values by part, null to remove a part, or values to add and remove.
        present: the current targeting spec; None if it was not read.
    """
    parts = _by_name(parts)
    named = {**parts, **dict.fromkeys(_excluded(parts))}
    if present is not None:
        after = merged(present, parts)
        named = {name: part for name, part in named.items() if (present.get(name) or None) != (after.get(name) or None)}
    if not named.keys() <= set(spec_of(TargetingPart).choices):
        return None
    return [operation for name, part in named.items() for operation in _operations(name, part)]


def set_parts(field: Field, parts: Mapping[str, Any], present: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the fields of an update that change parts of an object: operations, or the whole object.

    Empty if nothing changes. The whole is needed if the API has no operation for a part; if the server has parts that are newer
    than the declarations, it is in ``extra``.

    Raises:
        InvalidInput: the whole is needed, and was not read.
    """
    operations = operations_for(parts, present) if field.changed_by else None
    if operations is not None:
        return {field.changed_by: operations} if operations else {}
    if present is None:
        message = f"`no_read` cannot merge {option(field.name)} with the current value. Add `replace_targeting`"
        raise InvalidInput(message, "no_read")
    whole = merged(present, parts)
    return {field.name: whole} if whole.keys() <= (field.spec.fields or {}).keys() else {"extra": {field.name: whole}}


def _operations(name: str, part: Any) -> Sequence[dict[str, Any]]:
    if isinstance(part, Signed):
        return part.operations(name)
    if name in ONE_VALUE:
        return [{"field": name, "operation": SET, "value": part}]
    return [{"field": name, "operation": SET, "values": part or []}]


def _by_name(parts: Mapping[str, Any]) -> dict[str, Any]:
    known = fields_of(TargetingSpec)
    return {name.upper() if name.upper() in known else name: value for name, value in parts.items()}


def _excluded(parts: Mapping[str, Any]) -> list[str]:
    """Return the parts that the given ones exclude: ages are given in one of two ways."""
    return [
        name
        for ages, others in ((AGE_SPAN, AGE_BUCKETS), (AGE_BUCKETS, AGE_SPAN))
        if any(parts.get(name) is not None for name in ages)
        for name in others
        if parts.get(name) is None
    ]


def checkable_parts(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return parts as a targeting spec to check: without removed parts, with all values to add and remove."""
    return {name: [*part.add, *part.remove] if isinstance(part, Signed) else part for name, part in parts.items() if part is not None}


def with_effect(fields: Fields, values: Mapping[str, Any], wire: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a row with the resulting value in place of operations."""
    if fields.operations.keys().isdisjoint(values):
        return values
    row = dict(values)
    for operations, name in fields.operations.items():
        if operations in row:
            row[name] = applied(wire.get(name) or {}, row.pop(operations) or ())
    return row
