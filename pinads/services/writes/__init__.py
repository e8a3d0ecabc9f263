"""Writes of entities: plan them, have them confirmed, and apply them.

    from pinads.services import writes

    writes.update(context, Campaign, ["626735000001"], given, options)

The functions are loaded on first use: a command that reads is in the same module as one that writes, and needs neither the
journal nor the pipeline.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinads.services.writes.budgets import change_budgets as change_budgets
    from pinads.services.writes.build import confirm_final as confirm_final
    from pinads.services.writes.build import create as create
    from pinads.services.writes.build import set_fields as set_fields
    from pinads.services.writes.build import set_money as set_money
    from pinads.services.writes.build import update as update
    from pinads.services.writes.build import write_rows as write_rows
    from pinads.services.writes.clone import clone_campaign as clone_campaign

_HOMES = {"change_budgets": "pinads.services.writes.budgets", "clone_campaign": "pinads.services.writes.clone"}
__all__ = ["change_budgets", "clone_campaign", "confirm_final", "create", "set_fields", "set_money", "update", "write_rows"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "pinads.services.writes.build")), name)
