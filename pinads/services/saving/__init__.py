"""Results as files, which ``--file`` reads back, and empty ones to fill in.

Loaded on first use, as ``pinads.services.writes`` is: most results are shown.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinads.services.saving.destination import destination_of as destination_of
    from pinads.services.saving.listings import save_list as save_list
    from pinads.services.saving.template import write_template as write_template

_HOMES = {
    "destination_of": "destination",
    "save_list": "listings",
    "write_template": "template",
}
__all__ = ["destination_of", "save_list", "write_template"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
