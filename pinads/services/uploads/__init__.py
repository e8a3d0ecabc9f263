"""Uploads of customers' records to customer lists.

Loaded on first use, as ``pinads.services.writes`` is: reading needs neither the journal nor what hashes and sends.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinads.services.uploads.change_list import change_records as change_records
    from pinads.services.uploads.new_list import create_list as create_list

_HOMES = {"change_records": "change_list.change_records", "create_list": "new_list.create_list"}
__all__ = ["change_records", "create_list"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, function = _HOMES[name].partition(".")
    return getattr(import_module(f"{__name__}.{module}"), function)
