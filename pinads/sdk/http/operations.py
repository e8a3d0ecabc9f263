"""The API's operations: method, path, rate-limit category, and whether sending one again can do a thing twice."""

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
        repeatable: whether sending it twice is as good as once.
    """

    name: str
    method: str
    collection: str
    category: str
    repeatable: bool

    @classmethod
    def of(cls, resource: Resource, verb: str) -> Operation:
        """The operation that does ``list``, ``get``, ``create`` or ``update`` for a resource."""
        method = _METHODS.get(verb, "GET")
        name = resource.list_operation if verb == "list" else verb
        category = "ads_read" if method == "GET" else "ads_write"
        repeatable = method == "GET" or (method == "PATCH" and resource.updates_repeat)
        return cls(f"{resource.collection}/{name}", method, resource.collection, category, repeatable)

    def path(self, account: str | None = None, identity: str | None = None) -> str:
        """The path below the base URL; the ad accounts themselves stand at the top."""
        if self.collection == "ad_accounts":
            return "/ad_accounts" + (f"/{identity}" if identity else "")
        return f"/ad_accounts/{account}/{self.collection}" + (f"/{identity}" if identity else "")


class Resource(NamedTuple):
    """Where an entity lives in the API, and how its writes are shaped.

    Attributes:
        kind: the word for one in the API's parameters (``ad_group``: path ``{ad_group_id}``, filter ``ad_group_ids``).
        collection: the path's last part, and the first half of operation ids (``ad_groups``).
        noun: the word for one in messages (``ad group``).
        rows_a_request: how many entities one write can carry.
        list_operation: the second half of the listing's operation id.
        updates_repeat: whether an update sets values, so that sending it twice is as good as once.
        parent: the field that holds the id of what it is in, where that is not the ad account alone.
        named_by: the fields that people tell one from another by, within its parent.
        known_by: those and what else tells two creates apart; together with the parent its identity.
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
        """Whether it belongs to an ad account, rather than being one."""
        return self.collection != "ad_accounts"

    @property
    def batch(self) -> bool:
        """Whether writes are arrays, answered row by row under ``items``."""
        return self.rows_a_request > 1
