"""The record types by the names of their collections, as the journal keeps them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pinads.sdk.errors import PinadsError

_HOMES = {
    "campaigns": "campaigns.Campaign",
    "ad_groups": "ad_groups.AdGroup",
    "ads": "ads.Ad",
    "keywords": "keywords.Keyword",
    "audiences": "audiences.Audience",
    "customer_lists": "customer_lists.CustomerList",
    "ad_accounts": "ad_accounts.AdAccount",
}


def is_collection(name: str) -> bool:
    """Tell whether there is a record type for a collection."""
    return name in _HOMES


def model_of(collection: str) -> type[Any]:
    """Return the record type of a collection, such as ``ad_groups``.

    Raises:
        PinadsError: pinads has none of that name.
    """
    if collection not in _HOMES:
        raise PinadsError(f"the journal names a resource that this pinads does not know: {collection!r}")
    module, name = _HOMES[collection].split(".")
    model: type[Any] = getattr(import_module(f"pinads.sdk.resources.{module}"), name)
    return model
