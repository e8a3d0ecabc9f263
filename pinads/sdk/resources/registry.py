"""The record types by the names of their collections, as the journal keeps them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pinads.sdk.errors import PinadsError

_NAMES = {
    "campaigns": "Campaign",
    "ad_groups": "AdGroup",
    "ads": "Ad",
    "keywords": "Keyword",
    "audiences": "Audience",
    "customer_lists": "CustomerList",
    "ad_accounts": "AdAccount",
}


def is_collection(name: str) -> bool:
    """Tell whether there is a record type for a collection."""
    return name in _NAMES


def model_of(collection: str) -> type[Any]:
    """Return the record type of a collection, such as ``ad_groups``.

    Raises:
        PinadsError: pinads has none of that name.
    """
    if collection not in _NAMES:
        raise PinadsError(f"the journal names a resource that this pinads does not know: {collection!r}")
    model: type[Any] = getattr(import_module(f"pinads.sdk.resources.{collection}"), _NAMES[collection])
    return model
