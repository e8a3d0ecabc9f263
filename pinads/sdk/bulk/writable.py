"""The protocol of record types that bulk writes can send and find again; the types themselves are in ``resources``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from typing_extensions import Self

    from pinads.sdk.bulk.outcomes import Verdict
    from pinads.sdk.client import Client
    from pinads.sdk.http.operations import Resource
    from pinads.sdk.schema.marks import Mode


class WritableRecord(Protocol):
    """A record type whose entities can be written in bulk."""

    RESOURCE: ClassVar[Resource]
    FILTERS: ClassVar[type]

    @property
    def wire(self) -> Mapping[str, Any]:
        """The JSON object as the server sent it."""

    @classmethod
    def from_wire(cls, wire: dict[str, Any], client: Client | None = None, ad_account_id: str | None = None) -> Self:
        """Make a record of the JSON object of one entity."""

    @classmethod
    def prepare(cls, given: Mapping[str, Any], mode: Mode, account: str) -> dict[str, Any]:
        """Build the checked body of one entity; send nothing.

        Raises:
            InvalidInput: a field, type or choice that the API would refuse.
        """

    @classmethod
    def _group_of(cls, body: dict[str, Any]) -> Any:
        """Return the value that all rows of one request must share."""

    @classmethod
    def _send(cls, bodies: list[dict[str, Any]], mode: Mode, path: str, client: Client) -> list[Verdict]:
        """Send the bodies in one request, and read the verdict on each.

        Raises:
            PinadsError: the request failed as a whole.
        """

    @classmethod
    def _fetch_by_ids(
        cls, account: str, ids: Sequence[str], client: Client, parents: Mapping[str, str], most: int | None, concurrency: int
    ) -> dict[str, Self]:
        """Fetch entities by id and leave out those that are not found.

        Args:
            account: the ad account.
            ids: different ids.
            client: the client that reads.
            parents: the parents of entities, as far as they are known.
            most: requests at most, for entities that only listings have; None for as many as it takes.
            concurrency: maximum number of requests in flight; a search in listings sends one after the other.
        """

    @classmethod
    def _iter_inside(cls, account: str, parents: Sequence[str], client: Client, newest_first: bool) -> Iterator[Self]:
        """Iterate over the entities of some parents, of every status; newest first where the listing can be sorted."""
