"""The depth of JSON values: how far objects and lists may be nested."""

from __future__ import annotations

from itertools import chain, compress
from typing import Any

MOST_LEVELS = 100
"""Nested objects and lists; the deepest answer of the API has a tenth of that."""
_CONTAINERS = frozenset((dict, list))


def too_deep(value: Any) -> bool:
    """Tell whether objects and lists are nested more than ``MOST_LEVELS`` deep."""
    level = [value]
    for _ in range(MOST_LEVELS + 2):
        # Every value of every answer passes here, so this loop is the interpreter's own; json makes exactly these types.
        level = [*compress(level, map(_CONTAINERS.__contains__, map(type, level)))]
        if not level:
            return False
        level = [*chain.from_iterable(part.values() if type(part) is dict else part for part in level)]
    return True
