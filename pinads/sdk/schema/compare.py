"""Comparison of a write with the entity that the server answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pinads.sdk.schema.fields import Field, Fields
from pinads.sdk.schema.marks import FROM_PATH
from pinads.sdk.schema.targeting_operations import applied


def changed_fields(fields: Fields, body: Mapping[str, Any], answer: Mapping[str, Any]) -> tuple[str, ...]:
    """Find the fields of a write whose value in the server's answer is not the requested one."""
    # Most values are answered as they were requested.
    other = [name for name, value in body.items() if value != answer.get(name) and name in fields and name != "id"]
    wrong = [name for name in other if not matches(fields[name], body[name], answer) and not fields[name].has(FROM_PATH)]
    for operations, name in fields.operations.items():
        if operations in body:
            # Applying the operations again must change nothing.
            now = applied(answer.get(name) or {}, ())
            if applied(now, body[operations]) != now:
                wrong.append(name)
    return tuple(name for name in fields if name in wrong) if wrong else ()


def matches(field: Field, requested: Any, answer: Mapping[str, Any]) -> bool:
    """Tell whether the server's answer has the value of a field that an update requested."""
    answered = answer.get(field.name)
    if requested is None or requested == field.cleared_by:
        return answered in (None, requested, [], {})
    if field.spec.is_id:
        # The API accepts ids as numbers and with their prefixes, and answers digits.
        return str(requested).lstrip("AGC") == str(answered).lstrip("AGC")
    return _same(requested, answered)


def _same(requested: Any, answered: Any) -> bool:
    if isinstance(requested, Mapping):
        if not requested:
            return not answered
        # The answer may have more than was requested (defaults of the server), not less.
        return isinstance(answered, Mapping) and all(_same(requested[key], answered.get(key)) for key in requested)
    if isinstance(requested, (list, tuple)):
        return isinstance(answered, list) and len(requested) == len(answered) and all(map(_same, requested, answered))
    return bool(requested == answered)
