"""Operations on an ad group's targeting: their validation, and their result.

``targeting_spec`` in an update replaces the whole targeting; ``targeting_spec_operations`` change parts of it and keep the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.targeting_spec import TargetingSpec
from pinads.sdk.schema.validation import Check

SET, ADD, REMOVE = "SET", "ADD", "REMOVE"
ONE_VALUE = ("MAXIMUM_AGE", "MINIMUM_AGE")
"""Parts that are one text: their operations have ``value`` instead of ``values``."""
ONLY_SET = ("AGE_BUCKET", "SHOPPING_RETARGETING", *ONE_VALUE)
"""Parts that can be replaced, but not added to or removed from."""


def check_operations(body: Mapping[str, Any], where: str = "") -> None:
    """Validate the operations of an ad group's update against the parts that they change.

    Args:
        body: the body of the update.
        where: the path of the body, with a dot at its end, for errors.

    Raises:
        InvalidInput: an operation or a value that the part does not accept, or a targeting spec in the same update.
    """
    operations = body.get("targeting_spec_operations")
    if operations is None:
        return
    name = where + "targeting_spec_operations"
    if body.get("targeting_spec") is not None:
        raise InvalidInput.of(name, "targeting_spec replaces the whole targeting; give one of the two")
    for index, operation in enumerate(operations):
        place, part = f"{name}[{index}]", operation["field"]
        if part in ONLY_SET and operation["operation"] != SET:
            raise InvalidInput.of(f"{place}.operation", f"{part} can only be {SET}, not {operation['operation']}")
        given = "value" if part in ONE_VALUE else "values"
        if given not in operation:
            raise InvalidInput(f"Invalid request: {place}.{given} is missing", f"{place}.{given}", reason="it is missing")
        declared = fields_of(TargetingSpec).get(part)
        value = operation[given]
        if declared is not None and (value is not None or part not in ONE_VALUE):
            Check(Mode.UPDATE).value(declared.spec, value, f"{place}.{given}")


def applied(spec: Mapping[str, Any], operations: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Apply operations to a targeting spec; parts that become empty are removed."""
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
