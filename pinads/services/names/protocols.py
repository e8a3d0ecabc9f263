"""Protocols between the context and its resolver of names, so that neither imports the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pinads.config.profiles import Profile
    from pinads.sdk.client import Client
    from pinads.services.interaction import Interaction

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
    """A resolver of ids, names and web addresses to ids."""

    @property
    def found(self) -> Mapping[str, str]:
        """The names that were taken for ids, by these."""

    def id_of(self, collections: Sequence[str], text: str, where: str) -> str:
        """Return the id of the entity that a text means, of one of some collections."""

    def announce(self) -> None:
        """Tell which names were taken for which ids, before something is written to these."""


class HasNames(Protocol):
    """A Context, or another thing with a resolver."""

    @property
    def names(self) -> Resolver:
        """The resolver, made when it is first used."""


class NamesContext(Protocol):
    """A Context, as far as a resolver needs it."""

    @property
    def account(self) -> str:
        """The ad account's id."""

    @property
    def profile(self) -> Profile:
        """The profile in use."""

    @property
    def client(self) -> Client:
        """The client for the profile."""

    @property
    def interaction(self) -> Interaction:
        """The face."""

    @property
    def named(self) -> str:
        """`` --profile NAME`` if a command to paste needs it, else empty."""

    def reads_at_once(self) -> int:
        """Return the number of requests that may be in flight to read."""

    def note(self, text: str) -> None:
        """Emit a fact that changes nothing."""
