"""The base of all entities of an ad account: fetching, listing and writing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING, Any

from pinads.sdk.errors import NotFound, UnknownField
from pinads.sdk.http.operations import Operation
from pinads.sdk.listing.listing import join_chains, list_one_page, list_pages
from pinads.sdk.listing.pages import flat
from pinads.sdk.outcomes import SETTLE_TIME, Outcome, as_object
from pinads.sdk.record import BaseRecord, record_fields
from pinads.sdk.schema.choices import ALL_STATUSES
from pinads.sdk.schema.compare import changed_fields
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import entity_id

if TYPE_CHECKING:
    from typing_extensions import Self

    from pinads.sdk.bulk.batching import WriteObserver
    from pinads.sdk.client import Client
    from pinads.sdk.listing.pages import Bookmark


def client_of(client: Client | None) -> Client:
    """Return the given client, or the default one."""
    from pinads.sdk.client import resolve  # start-up: the transport, which --help of a group does not need

    return resolve(client)


def write_many(
    model: type[Any],
    account: str | None,
    rows: Iterable[Mapping[str, Any]],
    mode: Mode,
    client: Client | None,
    observer: WriteObserver | None,
    **how: Any,
) -> Iterator[Outcome[Any]]:
    """Write any number of rows; ``how`` are the other ``BulkOptions``. See ``pinads.sdk.bulk.writer``."""
    from pinads.sdk.bulk import batching, writer  # start-up: eight modules that listings do not need

    options = batching.BulkOptions(observer=observer or batching.WriteObserver(), **how)
    return writer.write_many(model, account, rows, mode, client, options)


class Entity(BaseRecord):
    """An entity of an ad account."""

    def __init__(self, ad_account_id: str, identity: str, client: Client | None = None, **kwargs: Any) -> None:
        self._fetch(ad_account_id, identity, client, kwargs)

    def _fetch(self, account: Any, identity: Any, client: Client | None, kwargs: Mapping[str, Any]) -> None:
        account = entity_id(account, "ad_account_id")
        identity = entity_id(identity, f"{self.RESOURCE.kind}_id")
        self._refuse_arguments(kwargs)
        client = client_of(client)
        operation = Operation.of(self.RESOURCE, "get")
        wire = client.request(operation, operation.path(account, identity))
        self._fill(as_object(wire, operation), client, account)

    def _inside(self, given: dict[str, Any], parents: str) -> dict[str, Any]:
        """Add this entity as the parent to the filters of a listing."""
        if given.get(parents) is not None:
            raise UnknownField(f"Invalid argument {parents!r}: the listing is of this {self.RESOURCE.noun} only", parents)
        return {**given, parents: [self.id]}

    @classmethod
    def iter_all(cls, ad_account_id: str, *, client: Client | None = None, concurrency: int = 1, **filters: Any) -> Iterator[Self]:
        """Iterate over all entities of a listing, page by page; memory does not grow with their number.

        Args:
            ad_account_id: the ad account's id.
            client: the Client to use; the default client if None.
            concurrency: maximum number of requests in flight, 1 to 16. With 1 a page is fetched when its first entity is needed; with
                more, pages are prefetched in threads, and a long listing from both of its ends.
            **filters: as in ``get_all``. ``page_size`` is 250 unless given; ``bookmark`` is the page to begin with.

        Raises:
            InvalidInput: a filter that the API does not have; nothing was sent.
            PagingError: the server repeats a bookmark.
        """
        return flat(cls.iter_pages(ad_account_id, client=client, concurrency=concurrency, **filters))

    @classmethod
    def iter_pages(cls, ad_account_id: str, *, client: Client | None = None, concurrency: int = 1, **filters: Any) -> Iterator[list[Self]]:
        """Iterate over the pages of a listing, with the arguments of ``iter_all``; a page can be empty."""
        filters, keep = cls._client_filter(filters)
        pages = list_pages(cls, entity_id(ad_account_id, "ad_account_id"), filters, client_of(client), concurrency)
        return ([record for record in page if keep(record)] for page in pages) if keep else pages

    @classmethod
    def _get_page(
        cls, account: Any, given: dict[str, Any], client: Client | None, keep: Callable[[Self], bool] | None = None
    ) -> tuple[list[Self], Bookmark[Self] | None]:
        given, own_keep = cls._client_filter(given)
        return list_one_page(cls, entity_id(account, "ad_account_id"), given, client_of(client), keep or own_keep)

    @classmethod
    def _client_filter(cls, given: dict[str, Any]) -> tuple[dict[str, Any], Callable[[Self], bool] | None]:
        """Split off the filters that the API does not have but the SDK documents; most resources have none."""
        return given, None

    @classmethod
    def _fetch_by_ids(
        cls, account: str, ids: Sequence[str], client: Client, parents: Mapping[str, str], most: int | None, concurrency: int
    ) -> dict[str, Self]:
        """Fetch entities by id: in listings of 250 where the API has them, else by a request each."""
        by_ids = f"{cls.RESOURCE.kind}_ids"
        if len(ids) > 1 and by_ids in fields_of(cls.FILTERS):
            query: dict[str, Any] = {**cls._every_status(), by_ids: ids}
            return {str(record.id): record for record in cls.iter_all(account, client=client, concurrency=concurrency, **query)}
        return dict(join_chains([cls._found(account, identity, client) for identity in ids], concurrency, chain.from_iterable))

    @classmethod
    def _found(cls, account: str, identity: str, client: Client) -> Iterator[tuple[str, Self]]:
        """Fetch an entity when it is asked for; yield nothing if there is none."""
        with suppress(NotFound):
            yield identity, cls(account, identity, client=client)

    @classmethod
    def _iter_inside(cls, account: str, parents: Sequence[str], client: Client, newest_first: bool) -> Iterator[Self]:
        """Iterate over the entities of some parents, or of the whole ad account where they have none; of every status."""
        query = cls._every_status()
        if newest_first and "order" in fields_of(cls.FILTERS):
            query["order"] = "DESCENDING"
        if cls.RESOURCE.parent is not None:
            query[f"{cls.RESOURCE.parent}s"] = parents
        return cls.iter_all(account, client=client, **query)

    @classmethod
    def _every_status(cls) -> dict[str, Any]:
        return {"entity_statuses": ALL_STATUSES} if "entity_statuses" in fields_of(cls.FILTERS) else {}

    @classmethod
    def _create(cls, account: Any, given: dict[str, Any], client: Client | None) -> Self:
        account = entity_id(account, "ad_account_id")
        body = cls.prepare(given, Mode.CREATE, account)
        client = client_of(client)
        path = Operation.of(cls.RESOURCE, "create").path(account)
        return cls.from_wire(cls._send_one(body, Mode.CREATE, path, client), client, account)

    def update_fields(self, **kwargs: Any) -> bool:
        """Update fields at Pinterest, and in this object from the server's response.

        Args:
            **kwargs: fields with their new values; None sends null, which clears a field where the API allows it.
                ``extra={...}`` is for fields that pinads does not know yet; ``client`` is the Client to use.

        Returns:
            True if the server's response has every given value.

        Raises:
            InvalidInput: a field, type or choice that the API would refuse; nothing was sent.
            Rejected: the API refused the update.
        """
        account = entity_id(self._account, "ad_account_id")
        identity = entity_id(self.id, f"{self.RESOURCE.kind}_id")
        if "id" in kwargs:
            raise UnknownField("Invalid field 'id': it cannot be written on update", "id")
        # Programs written for Pinterest's own SDK name the client here too.
        client = kwargs.pop("client", None) or self._client
        body = self.prepare({**kwargs, "id": identity}, Mode.UPDATE, account)
        client = client_of(client)
        path = Operation.of(self.RESOURCE, "update").path(account, None if self.RESOURCE.batch else identity)
        answer = self._send_one(body, Mode.UPDATE, path, client)
        # A partial answer (keywords) must not lose fields that are known already.
        self._fill({**self.to_dict(), **answer}, client, account)
        return not changed_fields(record_fields(type(self)), body, answer)

    @classmethod
    def create_many(
        cls,
        ad_account_id: str,
        rows: Iterable[Mapping[str, Any]],
        *,
        client: Client | None = None,
        concurrency: int = 1,
        reconcile: bool = False,
        if_not_exists: bool = False,
        watcher: WriteObserver | None = None,
        settle_time: float = SETTLE_TIME,
        wait: bool = True,
    ) -> Iterator[Outcome[Self]]:
        """Create any number of entities, as many to a request as the API takes.

        Args:
            ad_account_id: the ad account's id.
            rows: an object of fields for each entity, as in ``create``; read as they are needed.
            client: the Client to use; the default client if None.
            concurrency: maximum number of requests in flight; they share the client's rate budget.
            reconcile: look for rows whose answer was lost, by name and parent, and send those again that are not found.
            if_not_exists: create only entities whose name is not taken in their parent; the others have outcome ``exists``.
            watcher: an observer, called before each request leaves and after it was answered
                (``pinads.sdk.bulk.batching.WriteObserver``).
            settle_time: seconds since it left before a row is sent again that was not found; a gateway may deliver a request
                after it reported a failure. The other rows are sent meanwhile.
            wait: with False such a row is not waited for: its outcome is ``unknown``.

        Yields:
            One Outcome per row, in order. An invalid row is rejected without being sent. Once a request fails in a way that
            later ones would too (credentials, permission, rate limit, no connection), the remaining rows are rejected
            without being sent.
        """
        how = {"concurrency": concurrency, "reconcile": reconcile, "if_not_exists": if_not_exists, "settle_time": settle_time, "wait": wait}
        return write_many(cls, ad_account_id, rows, Mode.CREATE, client, watcher, **how)

    @classmethod
    def update_many(
        cls,
        ad_account_id: str,
        rows: Iterable[Mapping[str, Any]],
        *,
        client: Client | None = None,
        concurrency: int = 1,
        reconcile: bool = False,
        watcher: WriteObserver | None = None,
    ) -> Iterator[Outcome[Self]]:
        """Update any number of entities, as many to a request as the API takes.

        Args:
            ad_account_id: the ad account's id.
            rows: for each entity an object with its ``id`` and the fields to change, as in ``update_fields``.
            client: the Client to use; the default client if None.
            concurrency: maximum number of requests in flight; two updates of one entity are sent one after the other.
            reconcile: read back rows whose answer was lost, and send those again that do not have the values asked for.
            watcher: an observer, called before each request leaves and after it was answered
                (``pinads.sdk.bulk.batching.WriteObserver``).

        Yields:
            One Outcome per row, in order, as in ``create_many``.
        """
        return write_many(cls, ad_account_id, rows, Mode.UPDATE, client, watcher, concurrency=concurrency, reconcile=reconcile)
