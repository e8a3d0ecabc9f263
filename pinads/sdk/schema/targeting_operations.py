"""Operations on an ad group's targeting, and their result.

``targeting_spec`` in an update replaces the whole targeting; ``targeting_spec_operations`` change parts of it and keep the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

SET, ADD, REMOVE = "SET", "ADD", "REMOVE"
ONE_VALUE = ("MAXIMUM_AGE", "MINIMUM_AGE")
"""Parts that are one text: their operations have ``value`` instead of ``values``."""
ONLY_SET = ("AGE_BUCKET", "SHOPPING_RETARGETING", *ONE_VALUE)
"""Parts that can be replaced, but not added to or removed from."""


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
