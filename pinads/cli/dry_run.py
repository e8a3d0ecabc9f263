"""Dry runs: what a write would send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinads.sdk.client import Client
from pinads.sdk.clock import Clock
from pinads.sdk.declarations import fields_of
from pinads.sdk.fields import PERSONAL

if TYPE_CHECKING:
    from pinads.sdk.operations import Operation


class DryRun(Client):
    """Stands in for the client in a dry run: notes what a write would send, and sends nothing."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []

    def request(self, operation: Operation, path: str, query: Mapping[str, Any] | None = None, body: Any = None) -> Any:
        """Note the request."""
        self.requests.append({"method": operation.method, "path": path, "body": without_people(body)})
        return None

    def taken(self) -> list[dict[str, Any]]:
        """The requests since this was last asked."""
        some, self.requests = self.requests, []
        return some

    @property
    def latest_request_id(self) -> None:
        """None: nothing answers."""

    @property
    def clock(self) -> Clock:
        """The time here; nothing waits."""
        return Clock()

    @property
    def server_time(self) -> None:
        """None: there is no server."""

    @property
    def server_offset(self) -> None:
        """None: there is no server."""

    @property
    def latest_left(self) -> None:
        """None: nothing leaves."""


def without_people(body: Any) -> Any:
    """A body as it may be shown: of people's records only their number."""
    from pinads.sdk.customer_lists import CustomerList

    personal = [name for name, field in fields_of(CustomerList).items() if field.access & PERSONAL]
    if not isinstance(body, dict):
        return body
    return {k: f"({len(str(v).split(','))} records, not shown)" if k in personal else v for k, v in body.items()}
