"""Customer lists: e-mail addresses or device ids that Pinterest matches with its users."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pinads.sdk.errors import InvalidInput, InvalidType
from pinads.sdk.http.operations import Resource
from pinads.sdk.listing.pages import ListFilters
from pinads.sdk.record import arguments
from pinads.sdk.resources.entity import Entity
from pinads.sdk.schema.choices import ListOperation, ListStatus, ListType
from pinads.sdk.schema.marks import (
    ON_CREATE,
    ON_UPDATE,
    PERSONAL,
    REQUIRED,
    REQUIRED_ON_UPDATE,
    WRITE_ONLY,
    Doc,
    EntityId,
    Mode,
    ServerDefault,
    Unit,
    Usual,
)
from pinads.sdk.schema.objects import CustomerRecord

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.listing.pages import Bookmark


class CustomerListFilters(ListFilters, total=False):
    """The filters of ``customer_lists/list``."""

    exclude_nca: Annotated[bool, Doc("Leave out lists for new customer acquisition.")]


class CustomerList(Entity):
    """A customer list of an ad account (``customer_lists/get``).

    Args:
        ad_account_id: the ad account's id.
        customer_list_id: the customer list's id.
        client: the Client to use; the default client if None.

    Raises:
        NotFound: the account has no such customer list.
    """

    RESOURCE: ClassVar[Resource] = Resource("customer_list", "customer_lists", "customer list", updates_repeat=False)
    FILTERS: ClassVar[type] = CustomerListFilters

    id: Annotated[EntityId, Doc("The list's id.")]
    ad_account_id: Annotated[EntityId, Doc("The ad account it belongs to.")]
    name: Annotated[str, ON_CREATE | REQUIRED, Doc("Name.")]
    list_type: Annotated[ListType, ON_CREATE | WRITE_ONLY, Usual(), ServerDefault("EMAIL"), Doc("The kind of its records.")]
    records: Annotated[
        str,
        ON_CREATE | ON_UPDATE | WRITE_ONLY | PERSONAL,
        Doc("Records joined by commas: e-mails in lower case, plain or hashed (SHA1, SHA256, MD5); hashed MAIDs or IDFAs."),
    ]
    records_v2: Annotated[
        list[CustomerRecord],
        ON_CREATE | ON_UPDATE | WRITE_ONLY | PERSONAL,
        Doc("Records as objects with email, maid, hashed_phone_number and so on; instead of records."),
    ]
    is_nca: Annotated[bool, ON_CREATE, Doc("For new customer acquisition (expanded matching); cannot be changed later.")]
    operation_type: Annotated[
        ListOperation, ON_UPDATE | REQUIRED_ON_UPDATE | WRITE_ONLY, Doc("The kind of update: ADD or REMOVE its records.")
    ]
    status: Annotated[ListStatus, Doc("State: UPLOADING, PROCESSING, READY, or TOO_SMALL (under 100 matches).")]
    num_batches: Annotated[float, Doc("Updates so far, the first upload included.")]
    num_uploaded_user_records: Annotated[float, Doc("Records added so far.")]
    num_removed_user_records: Annotated[float, Doc("Records removed so far.")]
    created_time: Annotated[float, Unit("seconds"), Doc("Creation time.")]
    updated_time: Annotated[float, Unit("seconds"), Doc("Time of the last change.")]
    exceptions: Annotated[dict[str, Any], Doc("The errors of the last upload.")]
    type: Annotated[str, Doc("Always customerlist.")]

    def __init__(self, ad_account_id: str, customer_list_id: str, client: Client | None = None, **kwargs: Any) -> None:
        self._fetch(ad_account_id, customer_list_id, client, kwargs)

    @classmethod
    def create(
        cls,
        ad_account_id: str,
        name: str,
        records: str | None,
        list_type: str = "EMAIL",
        client: Client | None = None,
        **kwargs: Any,
    ) -> CustomerList:
        """Create a customer list (``customer_lists/create``). An audience of type CUSTOMER_LIST then makes it usable.

        Args:
            ad_account_id: the ad account's id.
            name: the list's name.
            records: the records joined by commas: e-mails in lower case, plain or hashed with SHA1, SHA256 or MD5; MAIDs
                and IDFAs hashed. At least 100 must match Pinterest users. None with ``records_v2``.
            list_type: EMAIL, IDFA, MAID, LR_ID, DLX_ID or HASHED_PINNER_ID.
            client: the Client to use; the default client if None.
            **kwargs: ``records_v2`` (a list of objects) instead of ``records``; ``is_nca``; ``extra={...}`` for fields
                that pinads does not know yet.

        Returns:
            The customer list, built from the server's response.

        Raises:
            InvalidInput: a field, type or choice that the API would refuse; nothing was sent.
            Rejected: the API refused it.
            Timeout, InvalidResponse, ServerError: it may have been created; check before trying again.
        """
        return cls._create(ad_account_id, arguments(locals()), client)

    @classmethod
    def prepare(cls, given: Mapping[str, Any], mode: Mode, account: str) -> dict[str, Any]:
        """Build the checked body of one customer list, with its records in one of the two forms."""
        body = super().prepare(given, mode, account)
        if ("records" in body) == ("records_v2" in body):
            told = "both are given" if "records" in body else "records is missing"
            raise InvalidType(f"Invalid request: {told}; give either records or records_v2", "records")
        if "records_v2" in body:
            from pinads.sdk.customers.record_objects import cleaned_objects  # start-up: hashing, which most writes load for nothing

            body["records_v2"] = cleaned_objects(body["records_v2"])
        return body

    @classmethod
    def get_all(
        cls,
        ad_account_id: str,
        page_size: int | None = None,
        order: str | None = None,
        bookmark: str | None = None,
        client: Client | None = None,
        **kwargs: Any,
    ) -> tuple[list[CustomerList], Bookmark[CustomerList] | None]:
        """Get one page of the ad account's customer lists (``customer_lists/list``); ``iter_all`` iterates over all pages.

        Args:
            ad_account_id: the ad account's id.
            page_size: 1 to 250; None means the server's 25.
            order: ASCENDING or DESCENDING by id.
            bookmark: where an earlier page ended.
            client: the Client to use; the default client if None.
            **kwargs: ``exclude_nca``; ``extra={...}`` for query parameters that pinads does not know yet.

        Returns:
            The customer lists, and the Bookmark of the next page or None.
        """
        return cls._get_page(ad_account_id, arguments(locals()), client)

    def add_record(self, record: str | Iterable[str]) -> bool:
        """Add records (``customer_lists/update`` with operation_type ADD); never sent twice.

        Args:
            record: one record, several joined by commas, or an iterable of records.

        Returns:
            True if the server accepted them.
        """
        return self.update_fields(operation_type="ADD", records=_joined(record))

    def remove_record(self, record: str | Iterable[str]) -> bool:
        """Remove records (``customer_lists/update`` with operation_type REMOVE); never sent twice.

        Args:
            record: one record, several joined by commas, or an iterable of records.

        Returns:
            True if the server accepted them.
        """
        return self.update_fields(operation_type="REMOVE", records=_joined(record))


def _joined(record: str | Iterable[str]) -> str:
    if isinstance(record, str):
        return record
    records = list(record) if isinstance(record, Iterable) else [record]
    if not all(isinstance(item, str) for item in records):
        raise InvalidType("Invalid record: expected a string or an iterable of strings (values not shown)", "records")
    if not records:
        raise InvalidInput("Invalid record: there is none", "records")
    return ",".join(records)
