"""Audiences: groups of people that ad groups include or exclude."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pinads.sdk.errors import InvalidInput, InvalidType
from pinads.sdk.http.operations import Resource
from pinads.sdk.listing.pages import ListFilters
from pinads.sdk.record import arguments
from pinads.sdk.resources.entity import Entity
from pinads.sdk.schema.audience_rule import AudienceRule
from pinads.sdk.schema.choices import ALL_STATUSES, AUDIENCE_STATUSES, AudienceOperation, AudienceStatus, AudienceType, OwnershipType
from pinads.sdk.schema.marks import (
    FROM_PATH,
    NOT_NULL_ON_CREATE,
    NOT_NULL_ON_UPDATE,
    ON_CREATE,
    ON_UPDATE,
    REQUIRED,
    WRITE_ONLY,
    Doc,
    EntityId,
    Final,
    Mode,
    ServerDefault,
    Timestamp,
)
from pinads.sdk.schema.validation import invalid_choice, nearest

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.listing.pages import Bookmark

_KNOWN_STATUSES = (*AUDIENCE_STATUSES, *ALL_STATUSES)


class AudienceFilters(ListFilters, total=False):
    """The filters of ``audiences/list``."""

    ownership_type: Annotated[OwnershipType, ServerDefault("OWNED"), Doc("The account's own, or those shared with it.")]
    exclude_nca: Annotated[bool, Doc("Leave out those made from lists for new customer acquisition.")]


class Audience(Entity):
    """An audience of an ad account (``audiences/get``). Its size and status arrive some time after it is made.

    Args:
        ad_account_id: the ad account's id.
        audience_id: the audience's id.
        client: the Client to use; the default client if None.

    Raises:
        NotFound: the account has no such audience.
    """

    RESOURCE: ClassVar[Resource] = Resource("audience", "audiences", "audience")
    FILTERS: ClassVar[type] = AudienceFilters

    id: Annotated[EntityId, Doc("The audience's id.")]
    ad_account_id: Annotated[EntityId, ON_CREATE | ON_UPDATE | FROM_PATH, Doc("The ad account it belongs to.")]
    name: Annotated[str, ON_CREATE | ON_UPDATE | REQUIRED, Doc("Name.")]
    audience_type: Annotated[AudienceType, ON_CREATE | ON_UPDATE | REQUIRED, Doc("The source of its members.")]
    rule: Annotated[AudienceRule, ON_CREATE | ON_UPDATE | REQUIRED, Doc("The rule that selects its members.")]
    description: Annotated[str | None, ON_CREATE | ON_UPDATE | NOT_NULL_ON_CREATE | NOT_NULL_ON_UPDATE, Doc("A free-text description.")]
    size: Annotated[int | None, Doc("Number of people in it.")]
    is_nca: Annotated[bool, Doc("True if it comes from a list for new customer acquisition.")]
    status: Annotated[AudienceStatus, Doc("State: INITIALIZING, READY, TOO_SMALL and so on.")]
    created_by_company_name: Annotated[str | None, Doc("The company that shared it.")]
    created_timestamp: Annotated[Timestamp | None, Doc("Creation time.")]
    updated_timestamp: Annotated[Timestamp | None, Doc("Time of the last change.")]
    type: Annotated[str, Doc("Always audience.")]
    operation_type: Annotated[
        AudienceOperation,
        ON_UPDATE | WRITE_ONLY,
        ServerDefault("UPDATE"),
        Final(("REMOVE",)),
        Doc("The kind of update: UPDATE or REMOVE."),
    ]

    def __init__(self, ad_account_id: str, audience_id: str, client: Client | None = None, **kwargs: Any) -> None:
        self._fetch(ad_account_id, audience_id, client, kwargs)

    @classmethod
    def create(
        cls,
        ad_account_id: str,
        name: str,
        rule: dict[str, Any],
        audience_type: str,
        description: str | None = None,
        client: Client | None = None,
        **kwargs: Any,
    ) -> Audience:
        """Create an audience (``audiences/create``).

        Args:
            ad_account_id: the ad account's id.
            name: the audience's name.
            rule: who belongs to it; the parts are those of ``pinads.sdk.schema.audience_rule.AudienceRule``.
            audience_type: CUSTOMER_LIST, VISITOR, ENGAGEMENT, ACTALIKE or PERSONA.
            description: a note for people.
            client: the Client to use; the default client if None.
            **kwargs: ``extra={...}`` for fields that pinads does not know yet.

        Returns:
            The audience, built from the server's response.

        Raises:
            InvalidInput: a field, type or choice that the API would refuse; nothing was sent.
            BadRequest: the API refused it.
            Timeout, InvalidResponse, ServerError: it may have been created; check before trying again.
        """
        return cls._create(ad_account_id, arguments(locals()), client)

    @classmethod
    def get_all(
        cls,
        ad_account_id: str,
        entity_statuses: list[str] | None = None,
        page_size: int | None = None,
        order: str | None = "ASCENDING",
        bookmark: str | None = None,
        client: Client | None = None,
        **kwargs: Any,
    ) -> tuple[list[Audience], Bookmark[Audience] | None]:
        """Get one page of the ad account's audiences (``audiences/list``); ``iter_all`` iterates over all pages.

        Args:
            ad_account_id: the ad account's id.
            entity_statuses: only audiences of these statuses (READY, TOO_SMALL and so on). ACTIVE means every audience, since
                audiences are neither paused nor archived. The API has no such filter, so they are selected from the page
                that it answers, which may leave fewer than ``page_size``.
            page_size: 1 to 250; None means the server's 25.
            order: ASCENDING or DESCENDING by id.
            bookmark: where an earlier page ended.
            client: the Client to use; the default client if None.
            **kwargs: ``ownership_type`` (OWNED or RECEIVED), ``exclude_nca``; ``extra={...}`` for parameters that pinads does not know yet.

        Returns:
            The audiences, and the Bookmark of the next page or None.
        """
        return cls._get_page(ad_account_id, arguments(locals()), client)

    def remove(self) -> bool:
        """Remove the audience (``audiences/update`` with operation_type REMOVE). This is final.

        Returns:
            True if the server's response confirms it.
        """
        return self.update_fields(operation_type="REMOVE")

    @classmethod
    def _client_filter(cls, given: dict[str, Any]) -> tuple[dict[str, Any], Callable[[Audience], bool] | None]:
        statuses = given.get("entity_statuses")
        rest = {name: value for name, value in given.items() if name != "entity_statuses"}
        if statuses is None:
            return rest, None
        if not isinstance(statuses, (list, tuple)) or not all(isinstance(status, str) for status in statuses):
            raise InvalidType("Invalid entity_statuses: expected a list of strings", "entity_statuses")
        if not statuses:
            raise InvalidInput("Invalid entity_statuses: expected 1 or more, got 0", "entity_statuses")
        for status in statuses:
            if status not in _KNOWN_STATUSES and nearest(status, _KNOWN_STATUSES):
                raise invalid_choice(status, _KNOWN_STATUSES, "entity_statuses")
        active = "ACTIVE" in statuses
        return rest, lambda audience: audience.status in statuses or (active and audience.status not in ALL_STATUSES)

    @classmethod
    def prepare(cls, given: Mapping[str, Any], mode: Mode, account: str) -> dict[str, Any]:
        """Build the checked body of one audience; an update names its operation type."""
        names_fields = mode is Mode.UPDATE and not set(given) <= {"id"}
        return super().prepare({"operation_type": "UPDATE", **given} if names_fields else given, mode, account)
