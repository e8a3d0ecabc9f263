"""Uploads of customers' records to customer lists.

Loaded on first use, as ``pinads.services.writes`` is: reading needs neither the journal nor what hashes and sends.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinads.services.uploads.new_list import create_list as create_list
    from pinads.services.uploads.upload import upload as upload_file

_HOMES = {"create_list": "new_list.create_list", "upload_file": "upload.upload"}
__all__ = ["create_list", "upload_file"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, function = _HOMES[name].partition(".")
    return getattr(import_module(f"{__name__}.{module}"), function)
