"""Results as files, which ``--file`` reads back, and empty ones to fill in.

    from pinads.services import saving

    saving.write_template(context, Campaign, options, "pinads campaigns create")

The functions are loaded on first use: most commands save nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinads.services.saving.template import write_template as write_template

__all__ = ["write_template"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.template"), name)
