"""The API's operations: method, path, rate-limit category, and whether sending one again can do a thing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pinads.sdk.model import Resource

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
