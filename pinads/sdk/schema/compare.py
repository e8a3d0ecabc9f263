"""Compare."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pinads.sdk.bulk.outcomes import _changed
from pinads.sdk.schema.fields import Field
from pinads.sdk.schema.marks import FROM_PATH


def differing(fields: Mapping[str, Field], body: Mapping[str, Any], answer: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields of a write that the server's answer has, and has otherwise than they were asked."""
    asked = (name for name in fields if name in body and name != "id")
    wrong = [name for name in asked if not took(fields[name], body[name], answer) and not fields[name].has(FROM_PATH)]
    wrong += [name for name, field in fields.items() if field.changed_by in body and not _changed(body[field.changed_by], answer.get(name))]
    return tuple(wrong)


def took(field: Field, asked: Any, answer: Mapping[str, Any]) -> bool:
    """Whether the server's answer has the value of a field that an update asked for."""
    answered = answer.get(field.name)
    if asked is None or asked == field.cleared_by:
        return answered in (None, asked, [], {})
    if field.spec.is_id:
        # The API takes ids as numbers and with their prefixes, and answers digits.
        return str(asked).lstrip("AGC") == str(answered).lstrip("AGC")
    return _same(asked, answered)


def _same(asked: Any, answered: Any) -> bool:
    if isinstance(asked, Mapping):
        if not asked:
            return not answered
        # The answer may say more than was asked (defaults of the server), not less.
        return isinstance(answered, Mapping) and all(_same(asked[key], answered.get(key)) for key in asked)
    if isinstance(asked, (list, tuple)):
        return isinstance(answered, list) and len(asked) == len(answered) and all(map(_same, asked, answered))
    return bool(asked == answered)
