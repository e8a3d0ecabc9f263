"""Ad accounts, which campaigns, audiences and customer lists belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pinads.sdk.http.operations import Operation, Resource
from pinads.sdk.listing.listing import list_one_page, list_stream
from pinads.sdk.listing.pages import PageFilters
from pinads.sdk.outcomes import Outcome, as_object
from pinads.sdk.record import BaseRecord, arguments
from pinads.sdk.resources.entity import client_of, write_many
from pinads.sdk.resources.registry import model_of
from pinads.sdk.resources.statused import fetch_analytics
from pinads.sdk.schema.choices import Country, Currency, Role
from pinads.sdk.schema.marks import ON_CREATE, WRITE_ONLY, Doc, EntityId, Length, Mode, ServerDefault, Timestamp, Usual
from pinads.sdk.schema.objects import Owner
from pinads.sdk.schema.validation import entity_id

if TYPE_CHECKING:
    from pinads.sdk.bulk.batching import WriteObserver
    from pinads.sdk.client import Client
    from pinads.sdk.listing.pages import Bookmark
    from pinads.sdk.reports.targeting_analytics import TargetingRow
    from pinads.sdk.resources.audiences import Audience
    from pinads.sdk.resources.campaigns import Campaign
    from pinads.sdk.resources.customer_lists import CustomerList


class AdAccountFilters(PageFilters, total=False):
    """The filters of ``ad_accounts/list``."""

    include_shared_accounts: Annotated[bool, ServerDefault(True), Doc("Include accounts that others share with you.")]


class AdAccount(BaseRecord):
    """An ad account (``ad_accounts/get``).

    Args:
        ad_account_id: the ad account's id.
        client: the Client to use; the default client if None.

    Raises:
        NotFound: the token's user sees no such ad account.
    """

    RESOURCE: ClassVar[Resource] = Resource("ad_account", "ad_accounts", "ad account", known_by=())
    FILTERS: ClassVar[type] = AdAccountFilters

    id: Annotated[EntityId, Doc("The ad account's id.")]
    name: Annotated[str, Length(256), ON_CREATE, Doc("Name, up to 256 characters.")]
    country: Annotated[Country, ON_CREATE, Doc("Two-letter country code, such as US.")]
    currency: Annotated[Currency, ON_CREATE, Usual(), Doc("Currency of all its amounts.")]
    time_zone: Annotated[str, ON_CREATE, Usual(), Doc("Time zone, such as America/Los_Angeles; its days are in this zone.")]
    owner_user_id: Annotated[EntityId, ON_CREATE | WRITE_ONLY, Doc("The user that owns it.")]
    owner: Annotated[Owner, Doc("The user that owns it.")]
    permissions: Annotated[list[Role], Doc("The roles of the token's user in it.")]
    created_time: Annotated[Timestamp | None, Doc("Creation time.")]
    updated_time: Annotated[Timestamp | None, Doc("Time of the last change.")]

    def __init__(self, ad_account_id: str, client: Client | None = None, **kwargs: Any) -> None:
        self._refuse_arguments(kwargs)
        account = entity_id(ad_account_id, "ad_account_id")
        client = client_of(client)
        operation = Operation.of(self.RESOURCE, "get")
        self._fill(as_object(client.request(operation, operation.path(identity=account)), operation), client, account)

    def _fill(self, wire: dict[str, Any], client: Client | None, account: str | None) -> None:
        super()._fill(wire, client, wire.get("id"))

    @classmethod
    def create(cls, name: str, owner_user_id: str, country: str, client: Client | None = None, **kwargs: Any) -> AdAccount:
        """Create an ad account (``ad_accounts/create``); at most 50 per user.

        Args:
            name: its name, 256 characters at most.
            owner_user_id: the id of the user that owns it, who must have a business account.
            country: ISO 3166-1 alpha-2, such as US.
            client: the Client to use; the default client if None.
            **kwargs: ``currency``, ``time_zone``; ``extra={...}`` for fields that pinads does not know yet.

        Returns:
            The ad account, built from the server's response.

        Raises:
            InvalidInput: a field, type or choice that the API would refuse; nothing was sent.
            BadRequest: the API refused it.
            Timeout, InvalidResponse, ServerError: it may have been created; check before trying again.
        """
        body = cls.prepare(arguments(locals()), Mode.CREATE, "")
        client = client_of(client)
        return cls.from_wire(cls._send_one(body, Mode.CREATE, Operation.of(cls.RESOURCE, "create").path(), client), client)

    @classmethod
    def create_many(
        cls,
        rows: Iterable[Mapping[str, Any]],
        *,
        client: Client | None = None,
        concurrency: int = 1,
        reconcile: bool = False,
        watcher: WriteObserver | None = None,
    ) -> Iterator[Outcome[AdAccount]]:
        """Create several ad accounts, one per request; arguments and outcomes are as in ``Campaign.create_many``."""
        return write_many(cls, None, rows, Mode.CREATE, client, watcher, concurrency=concurrency, reconcile=reconcile)

    @classmethod
    def get_all(
        cls,
        page_size: int | None = None,
        bookmark: str | None = None,
        client: Client | None = None,
        **kwargs: Any,
    ) -> tuple[list[AdAccount], Bookmark[AdAccount] | None]:
        """Get one page of the ad accounts that the token's user sees (``ad_accounts/list``).

        Args:
            page_size: 1 to 250; None means the server's 25.
            bookmark: where an earlier page ended.
            client: the Client to use; the default client if None.
            **kwargs: ``include_shared_accounts``; ``extra={...}`` for parameters that pinads does not know yet.

        Returns:
            The ad accounts, and the Bookmark of the next page or None.
        """
        return list_one_page(cls, None, arguments(locals()), client_of(client))

    @classmethod
    def iter_all(cls, *, client: Client | None = None, **filters: Any) -> Iterator[AdAccount]:
        """Iterate over all ad accounts that the token's user sees, page by page; filters as in ``get_all``."""
        return list_stream(cls, None, filters, client_of(client))

    def get_analytics(
        self, start_date: str, end_date: str, columns: list[str], granularity: str = "TOTAL", **kwargs: Any
    ) -> list[dict[str, Any]]:
        """Measure the ad account as a whole (``ad_account/analytics``).

        Args:
            start_date: first day, ``YYYY-MM-DD``, at most 90 days ago (8 with granularity HOUR); days are UTC, unless
                ``reporting_timezone`` is AD_ACCOUNT_TIME_ZONE.
            end_date: last day; with granularity HOUR at most 3 days after the first.
            columns: the metrics, 250 at most, such as ``SPEND_IN_DOLLAR`` (in the account's currency).
            granularity: TOTAL, DAY, HOUR, WEEK or MONTH.
            **kwargs: as in ``Campaign.get_analytics``.

        Returns:
            The rows as the API sent them: AD_ACCOUNT_ID, the DATE (unless granularity is TOTAL), and the columns.

        Raises:
            InvalidInput: a parameter that the API would refuse; nothing was sent.
            BadRequest: the API refused it, such as days that are too long ago.
            InvalidResponse: the answer is not a list of rows; retrying is safe.
        """
        return fetch_analytics(None, self.id, None, None, arguments(locals()), client_of(self._client))

    def get_product_group_analytics(
        self, product_group_ids: list[str], start_date: str, end_date: str, columns: list[str], granularity: str = "TOTAL", **kwargs: Any
    ) -> list[dict[str, Any]]:
        """Measure product groups that ads promote (``product_groups/analytics``).

        Args:
            product_group_ids: the product groups; more than 250 take several requests.
            start_date: first day; the arguments from here on are those of ``get_analytics``.
            end_date: last day.
            columns: the metrics.
            granularity: TOTAL, DAY, HOUR, WEEK or MONTH.
            **kwargs: as in ``Campaign.get_analytics``.

        Returns:
            The rows as the API sent them: PRODUCT_GROUP_ID, the DATE (unless granularity is TOTAL), and the columns.

        Raises:
            InvalidInput: a parameter that the API would refuse; nothing was sent.
        """
        given = {"start_date": start_date, "end_date": end_date, "columns": columns, "granularity": granularity, **kwargs}
        return fetch_analytics("product_groups", self.id, "product_group_ids", product_group_ids, given, client_of(self._client))

    def get_targeting_analytics(
        self,
        start_date: str,
        end_date: str,
        targeting_types: list[str],
        columns: list[str],
        granularity: str = "TOTAL",
        **kwargs: Any,
    ) -> list[TargetingRow]:
        """Measure the ad account as a whole by targeting (``ad_account_targeting_analytics/get``).

        Args:
            start_date: first day; arguments, rows and errors are those of ``Campaign.get_targeting_analytics``.
            end_date: last day.
            targeting_types: 1 to 15 of those that campaigns, ad groups and ads have in common.
            columns: the metrics.
            granularity: TOTAL, DAY, HOUR, WEEK or MONTH.
            **kwargs: as in ``Campaign.get_targeting_analytics``, but for sorting.

        Returns:
            The rows as the API sent them; ``metrics`` has AD_ACCOUNT_ID.
        """
        return fetch_analytics("ad_account", self.id, None, arguments(locals()), client_of(self._client), targeting=True)

    def list_campaigns(
        self,
        campaign_ids: list[str] | None = None,
        entity_statuses: list[str] | None = None,
        page_size: int | None = None,
        order: str | None = "ASCENDING",
        bookmark: str | None = None,
        **kwargs: Any,
    ) -> tuple[list[Campaign], Bookmark[Campaign] | None]:
        """Get one page of the ad account's campaigns (``campaigns/list``); arguments as in ``Campaign.get_all``."""
        given = arguments(locals())
        model: type[Campaign] = model_of("campaigns")
        return model._get_page(self.id, given, self._client)

    def list_audiences(
        self,
        entity_statuses: list[str] | None = None,
        page_size: int | None = None,
        order: str | None = "ASCENDING",
        bookmark: str | None = None,
        **kwargs: Any,
    ) -> tuple[list[Audience], Bookmark[Audience] | None]:
        """Get one page of the ad account's audiences (``audiences/list``); arguments as in ``Audience.get_all``."""
        given = arguments(locals())
        model: type[Audience] = model_of("audiences")
        return model._get_page(self.id, given, self._client)

    def list_customer_lists(
        self,
        page_size: int | None = None,
        order: str | None = None,
        bookmark: str | None = None,
        **kwargs: Any,
    ) -> tuple[list[CustomerList], Bookmark[CustomerList] | None]:
        """Get one page of the ad account's customer lists (``customer_lists/list``); arguments as in ``CustomerList.get_all``."""
        given = arguments(locals())
        model: type[CustomerList] = model_of("customer_lists")
        return model._get_page(self.id, given, self._client)
