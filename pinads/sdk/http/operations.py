"""The API's operations and resources: methods, paths, rate-limit categories, and the operations that can be repeated."""

from __future__ import annotations

from typing import NamedTuple

_METHODS = {"create": "POST", "update": "PATCH"}


class Operation(NamedTuple):
    """One operation of the API.

    Attributes:
        name: its id in Pinterest's description (``campaigns/list``).
        method: the HTTP method.
        collection: the first path part below the ad account.
        category: the rate-limit category that it is counted in.
        repeatable: True if sending it twice has the effect of sending it once.
    """

    name: str
    method: str
    collection: str
    category: str
    repeatable: bool

    @classmethod
    def of(cls, resource: Resource, verb: str) -> Operation:
        """Make the operation that lists, gets, creates or updates a resource; ``verb`` is ``list``, ``get``, ``create`` or ``update``."""
        method = _METHODS.get(verb, "GET")
        name = resource.list_operation if verb == "list" else verb
        category = "ads_read" if method == "GET" else "ads_write"
        repeatable = method == "GET" or (method == "PATCH" and resource.updates_repeat)
        return cls(f"{resource.collection}/{name}", method, resource.collection, category, repeatable)

    def path(self, account: str | None = None, identity: str | None = None) -> str:
        """Build the path below the base URL; ad accounts are at the top."""
        if self.collection == "ad_accounts":
            return "/ad_accounts" + (f"/{identity}" if identity else "")
        return f"/ad_accounts/{account}/{self.collection}" + (f"/{identity}" if identity else "")


class Resource(NamedTuple):
    """A collection of the API: its path, and the shape of its writes.

    Attributes:
        kind: the word for one in the API's parameters (``ad_group``: path ``{ad_group_id}``, filter ``ad_group_ids``).
        collection: the path's last part, and the first half of operation ids (``ad_groups``).
        noun: the word for one in messages (``ad group``).
        rows_a_request: how many entities one write can carry.
        list_operation: the second half of the listing's operation id.
        updates_repeat: True if an update sets values, so that sending it twice has the effect of sending it once.
        parent: the field with the id of the entity that contains it, or None if that is the ad account.
        named_by: the fields by which people distinguish entities of one parent.
        known_by: the fields that distinguish two creates; together with the parent they are the identity.
    """

    kind: str
    collection: str
    noun: str
    rows_a_request: int = 1
    list_operation: str = "list"
    updates_repeat: bool = True
    parent: str | None = None
    named_by: tuple[str, ...] = ("name",)
    known_by: tuple[str, ...] = ("name",)

    @property
    def in_account(self) -> bool:
        """True if entities belong to an ad account, False for the ad accounts themselves."""
        return self.collection != "ad_accounts"

    @property
    def batch(self) -> bool:
        """True if writes are arrays, answered row by row under ``items``."""
        return self.rows_a_request > 1
