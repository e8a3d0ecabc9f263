"""Listings of entities, and what their options select.

Filters, orders and notes are loaded on first use, as ``pinads.services.writes`` is: most listings have none.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinads.services.listing.filters import matching as matching
    from pinads.services.listing.filters import sort_keys as sort_keys
    from pinads.services.listing.filters import sorted_by as sorted_by
    from pinads.services.listing.query_notes import note_micro as note_micro

_HOMES = {"matching": "filters", "note_micro": "query_notes", "sort_keys": "filters", "sorted_by": "filters"}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
