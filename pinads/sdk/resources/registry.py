"""Registry."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pinads.sdk.errors import PinadsError


def model_of(collection: str) -> type[Any]:
    """The model whose entities are in a collection."""
    sdk = import_module("pinads.sdk")
    models = (getattr(sdk, name) for name in ("Campaign", "AdGroup", "Ad", "Keyword", "Audience", "CustomerList", "AdAccount"))
    found: type[Any] | None = next((model for model in models if model.RESOURCE.collection == collection), None)
    if found is None:
        raise PinadsError(f"the journal names a resource that this pinads does not know: {collection!r}")
    return found
