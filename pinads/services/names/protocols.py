"""Protocols of the resolver, for modules that the context is built of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

LISTED_BY = {
    "ad_accounts": "pinads accounts list",
    "campaigns": "pinads campaigns list --status all",
    "ad_groups": "pinads adgroups list --status all",
    "ads": "pinads ads list --status all",
    "keywords": "pinads keywords list --all",
    "audiences": "pinads audiences list",
    "customer_lists": "pinads customer-lists list",
}
"""The commands that list entities with their names, by collection; others have no names."""


def has_names(collection: str) -> bool:
    """Tell whether names of a collection's entities are taken for ids."""
    return collection in LISTED_BY


class Resolver(Protocol):
    """A resolver of ids, names and web addresses to ids.

    Attributes:
        found: the names that were taken for ids, by these.
    """

    found: Mapping[str, str]

    def id_of(self, collections: Sequence[str], text: str, where: str) -> str:
        """Return the id of the entity that a text means, of one of some collections."""

    def announce(self) -> None:
        """Tell which names were taken for which ids, before something is written to these."""


class HasNames(Protocol):
    """A Context, or another thing with a resolver."""

    @property
    def names(self) -> Resolver:
        """The resolver, made when it is first used."""
