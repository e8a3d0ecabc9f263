"""Operations on an ad group's targeting: what they may say, and what they make of a targeting spec.

``targeting_spec`` in an update replaces the whole targeting; ``targeting_spec_operations`` change parts of it and keep the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.objects import TargetingSpec
from pinads.sdk.schema.validation import Check

SET, ADD, REMOVE = "SET", "ADD", "REMOVE"
ONE_VALUE = ("MAXIMUM_AGE", "MINIMUM_AGE")
"""Parts that are one text: their operations have ``value`` in the place of ``values``."""
ONLY_SET = ("AGE_BUCKET", "SHOPPING_RETARGETING", *ONE_VALUE)
"""Parts that values cannot be added to or removed from."""


def check_operations(body: Mapping[str, Any], where: str = "") -> None:
    """Hold the operations of an ad group's update against the parts that they change.

    Raises:
        InvalidInput: an operation that its part does not take, values that it cannot have, or a targeting spec beside them.
    """
    operations = body.get("targeting_spec_operations")
    if operations is None:
        return
    name = where + "targeting_spec_operations"
    if body.get("targeting_spec") is not None:
        raise InvalidInput(f"Invalid {name}: targeting_spec replaces the whole targeting; give one of the two", name)
    for index, operation in enumerate(operations):
        _check(operation, f"{name}[{index}]")


def _check(operation: Mapping[str, Any], where: str) -> None:
    part = operation["field"]
    if part in ONLY_SET and operation["operation"] != SET:
        raise InvalidInput(f"Invalid {where}.operation: {part} can only be {SET}, not {operation['operation']}", f"{where}.operation")
    given = "value" if part in ONE_VALUE else "values"
    if given not in operation:
        raise InvalidInput(f"Invalid {where}: {given} is missing", f"{where}.{given}")
    declared = fields_of(TargetingSpec).get(part)
    value = operation[given]
    if declared is not None and (value is not None or part not in ONE_VALUE):
        Check(Mode.UPDATE).value(declared.spec, value, f"{where}.{given}")


def applied(spec: Mapping[str, Any], operations: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A targeting spec with operations done to it; parts that end up empty are gone."""
    after = dict(spec)
    for operation in operations:
        part, change = operation["field"], operation["operation"]
        if part in ONE_VALUE:
            after[part] = operation.get("value")
            continue
        given, present = list(operation.get("values") or ()), list(after.get(part) or ())
        if change == ADD:
            after[part] = present + [value for value in given if value not in present]
        elif change == REMOVE:
            after[part] = [value for value in present if value not in given]
        else:
            after[part] = given
    return {part: value for part, value in after.items() if value not in (None, [])}
