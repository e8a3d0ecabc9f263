"""What campaigns, ad groups and ads have beyond the other entities: a status of their owner's choosing, and analytics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.sdk.bulk.batching import SETTLE_TIME, How, Watcher
from pinads.sdk.bulk.outcomes import Outcome, as_object
from pinads.sdk.bulk.writable import Writes
from pinads.sdk.errors import UnknownField
from pinads.sdk.http.operations import Operation
from pinads.sdk.listing.listing import list_one_page, list_pages
from pinads.sdk.listing.pages import flat
from pinads.sdk.record import record_fields
from pinads.sdk.schema.compare import changed_fields
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import entity_id

if TYPE_CHECKING:
    from typing_extensions import Self

    from pinads.sdk.client import Client
    from pinads.sdk.listing.pages import Bookmark
    from pinads.sdk.reports.targeting_analytics import TargetingRow


class Entity(Writes):
    """An entity of an ad account."""

    def __init__(self, ad_account_id: str, identity: str, client: Client | None = None, **kwargs: Any) -> None:
        self._fetch(ad_account_id, identity, client, kwargs)

    def _fetch(self, account: Any, identity: Any, client: Client | None, kwargs: Mapping[str, Any]) -> None:
        from pinads.sdk.client import resolve

        account = entity_id(account, "ad_account_id")
        identity = entity_id(identity, f"{self.RESOURCE.kind}_id")
        self._refuse_arguments(kwargs)
        client = resolve(client)
        operation = Operation.of(self.RESOURCE, "get")
        wire = client.request(operation, operation.path(account, identity))
        self._fill(as_object(wire, operation), client, account)

    def _refuse_arguments(self, kwargs: Mapping[str, Any]) -> None:
        for name in kwargs:
            raise UnknownField(f"Invalid argument {name!r}: {type(self).__name__}() takes no such argument", name)

    def _inside(self, given: dict[str, Any], parents: str) -> dict[str, Any]:
        """The filters of a listing of what is in this entity."""
        if given.get(parents) is not None:
            raise UnknownField(f"Invalid argument {parents!r}: the listing is of this {self.RESOURCE.noun} only", parents)
        return {**given, parents: [self.id]}

    @classmethod
    def iter_all(cls, ad_account_id: str, *, client: Client | None = None, concurrency: int = 1, **filters: Any) -> Iterator[Self]:
        """All entities of a listing, page after page; memory does not grow with their number.

        Args:
            ad_account_id: the ad account's id.
            client: the Client to use; the default client if None.
            concurrency: how many requests may be under way at once. With 1 a page is fetched when its first entity is asked
                for; with more, pages are fetched ahead in threads, and a long listing from both of its ends.
            **filters: as in ``get_all``. ``page_size`` is 250 unless given; ``bookmark`` says where to begin.

        Raises:
            InvalidInput: a filter that the API does not have; nothing was sent.
            PagingError: the server repeats a bookmark.
        """
        return flat(cls.iter_pages(ad_account_id, client=client, concurrency=concurrency, **filters))

    @classmethod
    def iter_pages(cls, ad_account_id: str, *, client: Client | None = None, concurrency: int = 1, **filters: Any) -> Iterator[list[Self]]:
        """The same as ``iter_all``, a list of entities at a time as they come; a list can be empty."""
        from pinads.sdk.client import resolve

        filters, keep = cls._client_filter(filters)
        pages = list_pages(cls, entity_id(ad_account_id, "ad_account_id"), filters, resolve(client), concurrency)
        return ([record for record in page if keep(record)] for page in pages) if keep else pages

    @classmethod
    def _get_page(
        cls, account: Any, given: dict[str, Any], client: Client | None, keep: Callable[[Self], bool] | None = None
    ) -> tuple[list[Self], Bookmark[Self] | None]:
        from pinads.sdk.client import resolve

        given, own_keep = cls._client_filter(given)
        return list_one_page(cls, entity_id(account, "ad_account_id"), given, resolve(client), keep or own_keep)

    @classmethod
    def _client_filter(cls, given: dict[str, Any]) -> tuple[dict[str, Any], Callable[[Self], bool] | None]:
        """Split off the filters that the API does not have but the SDK documents; most resources have none."""
        return given, None

    @classmethod
    def _create(cls, account: Any, given: dict[str, Any], client: Client | None) -> Self:
        from pinads.sdk.client import resolve

        account = entity_id(account, "ad_account_id")
        body = cls.prepare(given, Mode.CREATE, account)
        client = resolve(client)
        operation = Operation.of(cls.RESOURCE, "create")
        verdict = cls._send([body], Mode.CREATE, operation.path(account), client)[0]
        return cls.from_wire(cls._settle(verdict, operation), client, account)

    def update_fields(self, **kwargs: Any) -> bool:
        """Change fields at Pinterest, and in this object as the server answers them.

        Args:
            **kwargs: fields with their new values; None sends null, which clears a field where the API allows it.
                ``extra={...}`` sends what pinads does not know yet; ``client`` is the Client to use.

        Returns:
            True when every given field is what was asked, read from the server's answer.

        Raises:
            InvalidInput: a field, type or choice that the API would refuse; nothing was sent.
            Rejected: the API refused the update.
        """
        from pinads.sdk.client import resolve

        account = entity_id(self._account, "ad_account_id")
        identity = entity_id(self.id, f"{self.RESOURCE.kind}_id")
        if "id" in kwargs:
            raise UnknownField("Invalid field 'id': it cannot be written on update", "id")
        # Programs written for Pinterest's own SDK name the client here too.
        client = kwargs.pop("client", None) or self._client
        body = self.prepare({**kwargs, "id": identity}, Mode.UPDATE, account)
        client = resolve(client)
        operation = Operation.of(self.RESOURCE, "update")
        path = operation.path(account, None if self.RESOURCE.batch else identity)
        answer = self._settle(self._send([body], Mode.UPDATE, path, client)[0], operation)
        # A partial answer (keywords) must not lose what is known already.
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
        watcher: Watcher | None = None,
        settle_time: float = SETTLE_TIME,
        wait: bool = True,
    ) -> Iterator[Outcome[Self]]:
        """Create any number of entities, as many to a request as the API takes.

        Args:
            ad_account_id: the ad account's id.
            rows: an object of fields for each entity, as in ``create``; read as they are needed.
            client: the Client to use; the default client if None.
            concurrency: requests in flight at most; they share the client's rate budget.
            reconcile: look for rows whose answer was lost, by name and parent, and send those again that are not there.
            if_not_exists: create only what is not there yet under its name in its parent; what is, has outcome ``exists``.
            watcher: is told of each request before it leaves and after it was answered (``pinads.sdk.bulk.batching.Watcher``).
            settle_time: seconds since it left before a row is sent again that was not found; a gateway may deliver a request
                after it said that it had failed. The other rows are sent meanwhile.
            wait: with False such a row is not waited for: its outcome is ``unknown``.

        Yields:
            One Outcome a row, in order. A row that is wrong in itself is rejected without being sent. Once a request
            fails in a way that later ones would too (credentials, permission, rate limit, no connection), the remaining
            rows are rejected without being sent.
        """
        from pinads.sdk.bulk.writer import write_many

        how = How(concurrency, reconcile, if_not_exists, watcher or Watcher(), settle_time, wait)
        return write_many(cls, ad_account_id, rows, Mode.CREATE, client, how)

    @classmethod
    def update_many(
        cls,
        ad_account_id: str,
        rows: Iterable[Mapping[str, Any]],
        *,
        client: Client | None = None,
        concurrency: int = 1,
        reconcile: bool = False,
        watcher: Watcher | None = None,
    ) -> Iterator[Outcome[Self]]:
        """Update any number of entities, as many to a request as the API takes.

        Args:
            ad_account_id: the ad account's id.
            rows: for each entity an object with its ``id`` and the fields to change, as in ``update_fields``.
            client: the Client to use; the default client if None.
            concurrency: requests in flight at most; two updates of one entity are sent one after the other.
            reconcile: read back rows whose answer was lost, and send those again that have not the values asked for.
            watcher: is told of each request before it leaves and after it was answered (``pinads.sdk.bulk.batching.Watcher``).

        Yields:
            One Outcome a row, in order, as in ``create_many``.
        """
        from pinads.sdk.bulk.writer import write_many

        return write_many(cls, ad_account_id, rows, Mode.UPDATE, client, How(concurrency, reconcile, False, watcher or Watcher()))


class Statused(Entity):
    """An entity with a status of its owner's choosing, and a performance that can be measured."""

    @classmethod
    def get_analytics(
        cls,
        ad_account_id: str,
        ids: list[str],
        start_date: str,
        end_date: str,
        columns: list[str],
        granularity: str = "TOTAL",
        client: Client | None = None,
        **kwargs: Any,
    ) -> list[dict[str, Any]]:
        """Measure entities (``campaigns/analytics``, ``ad_groups/analytics``, ``ads/analytics``).

        Args:
            ad_account_id: the ad account's id.
            ids: the entities; more than 250 are asked for in several requests.
            start_date: first day, ``YYYY-MM-DD``, at most 90 days ago (8 with granularity HOUR); days are UTC.
            end_date: last day; with granularity HOUR at most 3 days after the first.
            columns: what to measure, such as ``SPEND_IN_DOLLAR`` (in the account's currency) or ``TOTAL_CLICKTHROUGH``.
            granularity: TOTAL, DAY, HOUR, WEEK or MONTH.
            client: the Client to use; the default client if None.
            **kwargs: ``click_window_days``, ``engagement_window_days``, ``view_window_days``, ``conversion_report_time``,
                ``reporting_timezone``; ``extra={...}`` for parameters that pinads does not know yet.

        Returns:
            The rows as the API sent them: the entity's id, the DATE, and the columns.

        Raises:
            InvalidInput: a parameter that the API would refuse; nothing was sent.
        """
        from pinads.sdk.client import resolve
        from pinads.sdk.reports.analytics import fetch_analytics

        given = {"start_date": start_date, "end_date": end_date, "columns": columns, "granularity": granularity, **kwargs}
        resource = cls.RESOURCE
        return fetch_analytics(resource.collection, ad_account_id, f"{resource.kind}_ids", ids, given, resolve(client))

    @classmethod
    def get_targeting_analytics(
        cls,
        ad_account_id: str,
        ids: list[str],
        start_date: str,
        end_date: str,
        targeting_types: list[str],
        columns: list[str],
        granularity: str = "TOTAL",
        client: Client | None = None,
        **kwargs: Any,
    ) -> list[TargetingRow]:
        """Measure entities by targeting.

        The operations are ``campaign_targeting_analytics/get``, ``ad_groups_targeting_analytics/get`` and ``ad_targeting_analytics/get``.
        Each targeting type breaks down the same figures on its own: add up the rows of one type, never those of several.

        Args:
            ad_account_id: the ad account's id.
            ids: the entities, at least one; more than 250 are asked for in several requests.
            start_date: first day, ``YYYY-MM-DD``, at most 90 days ago (8 with granularity HOUR); days are UTC.
            end_date: last day, at most 90 days after the first; with granularity HOUR a request covers at most 3 days.
            targeting_types: 1 to 14 of KEYWORD, APPTYPE, GENDER, LOCATION, PLACEMENT, COUNTRY, TARGETED_INTEREST, PINNER_INTEREST,
                AUDIENCE_INCLUDE, GEO, AGE_BUCKET, REGION, AGE_BUCKET_AND_GENDER (beta); of campaigns also CREATIVE_TYPE and
                AUDIENCE_MULTIPLIER, of ad groups CREATIVE_ENHANCEMENTS (beta), of ads QUIZ_RESULT.
            columns: what to measure, such as ``SPEND_IN_DOLLAR`` (in the account's currency), ``SPEND_IN_MICRO_DOLLAR``
                (millionths of it) or ``TOTAL_CLICKTHROUGH``.
            granularity: TOTAL, DAY, HOUR, WEEK or MONTH.
            client: the Client to use; the default client if None.
            **kwargs: ``click_window_days``, ``engagement_window_days``, ``view_window_days``, ``conversion_report_time``,
                ``attribution_types`` (INDIVIDUAL, HOUSEHOLD), ``reporting_timezone``; of ad groups and ads also ``sort_columns`` (1
                or 2, for at most 250 entities) and ``sort_ascending``; ``extra={...}`` for parameters that pinads does not know yet.

        Returns:
            The rows as the API sent them: ``targeting_type``, ``targeting_value``, and ``metrics`` with the entity's id, the DATE
            (unless granularity is TOTAL) and the columns. A column without a value may be missing.

        Raises:
            InvalidInput: a parameter that the API would refuse; nothing was sent.
            BadRequest: the API refused it, such as days that are too long ago.
            InvalidResponse: the answer is not a list of such rows; asking again is safe.
        """
        from pinads.sdk.client import resolve
        from pinads.sdk.reports.targeting_analytics import fetch_targeting_analytics

        given = {"start_date": start_date, "end_date": end_date, "targeting_types": targeting_types, "columns": columns}
        given.update(granularity=granularity, **kwargs)
        return fetch_targeting_analytics(cls.RESOURCE.kind, ad_account_id, ids, given, resolve(client))

    def pause(self) -> bool:
        """Stop it for the time being: status PAUSED.

        Returns:
            Whether the server's answer says so.
        """
        return self.update_fields(status="PAUSED")

    def activate(self) -> bool:
        """Let it run: status ACTIVE. This can spend money at once.

        Returns:
            Whether the server's answer says so.
        """
        return self.update_fields(status="ACTIVE")

    def archive(self) -> bool:
        """Put it away for good: status ARCHIVED, which is final.

        Returns:
            Whether the server's answer says so.
        """
        return self.update_fields(status="ARCHIVED")
