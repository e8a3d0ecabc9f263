"""Keywords: searches that ads appear for, or must not appear for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pinads.sdk.bulk.lookup import present
from pinads.sdk.bulk.outcomes import Verdict, read_keywords
from pinads.sdk.errors import NotFound
from pinads.sdk.http.operations import Resource
from pinads.sdk.listing.pages import PageFilters
from pinads.sdk.record import arguments
from pinads.sdk.resources.entity import Entity
from pinads.sdk.schema.choices import MatchType
from pinads.sdk.schema.fields import Field, Spec
from pinads.sdk.schema.marks import ON_CREATE, ON_UPDATE, REQUIRED, Caps, Doc, EntityId, Final, Items, Micros, Mode, ParentRef
from pinads.sdk.schema.validation import entity_id

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.listing.pages import Bookmark


class KeywordFilters(PageFilters, total=False):
    """What the listing of keywords can be narrowed to. Without a filter it has the account's own keywords only."""

    campaign_id: Annotated[EntityId, Doc("Only keywords of this campaign.")]
    ad_group_id: Annotated[EntityId, Doc("Only keywords of this ad group.")]
    ad_group_ids: Annotated[list[EntityId], Items(1, 250), Doc("Only keywords of these ad groups.")]
    match_types: Annotated[list[MatchType], Items(1, 5), Doc("Only these match types.")]


class Keyword(Entity):
    """A keyword of an ad group, campaign or ad account.

    The API cannot fetch one keyword, so it is looked for in the listings (``keywords/get``): with ``parent_id`` in
    that parent's, without it in those of the account, then of its ad groups, then of its campaigns.

    Args:
        ad_account_id: the ad account's id.
        keyword_id: the keyword's id.
        client: the Client to use; the default client if None.
        parent_id: the ad group, campaign or ad account it belongs to, where known.

    Raises:
        NotFound: no such keyword, or it is archived.
    """

    RESOURCE: ClassVar[Resource] = Resource(
        "keyword",
        "keywords",
        "keyword",
        rows_a_request=30,
        list_operation="get",
        parent="parent_id",
        named_by=("value", "match_type"),
        known_by=("value", "match_type"),
    )
    FILTERS: ClassVar[type] = KeywordFilters

    id: Annotated[EntityId, Doc("The keyword's id.")]
    value: Annotated[str, ON_CREATE | REQUIRED, Doc("The words, 120 characters at most.")]
    match_type: Annotated[
        MatchType | None, ON_CREATE | REQUIRED, Doc("How it matches; accounts and campaigns take the NEGATIVE ones only.")
    ]
    parent_id: Annotated[ParentRef, ON_CREATE | REQUIRED, Doc("The ad account, campaign or ad group it belongs to.")]
    parent_type: Annotated[str, Doc("What its parent is: advertiser, campaign or adgroup.")]
    bid: Annotated[Micros | None, ON_CREATE | ON_UPDATE, Caps("BID"), Doc("Its bid. Deprecated: the server ignores it.")]
    archived: Annotated[bool, ON_UPDATE, Final((True,)), Doc("Whether it is archived, and so gone.")]
    type: Annotated[str, Doc("Always keyword.")]

    def __init__(self, ad_account_id: str, keyword_id: str, client: Client | None = None, **kwargs: Any) -> None:
        from pinads.sdk.client import resolve

        parent = kwargs.pop("parent_id", None)
        account = entity_id(ad_account_id, "ad_account_id")
        wanted = entity_id(keyword_id, "keyword_id")
        if parent is not None:
            parent = entity_id(str(parent).lstrip("AGC"), "parent_id")
        self._refuse_arguments(kwargs)
        client = resolve(client)
        found = present(Keyword, account, [wanted], client, {wanted: parent} if parent else {}, most=None)
        if not found:
            where = f"parent {parent}" if parent else f"ad account {account}, its ad groups and campaigns"
            raise NotFound(f"There is no keyword {wanted} in {where}", operation="keywords/get", safe_to_retry=True)
        self._fill(found[wanted].to_dict(), client, account)

    @classmethod
    def body_spec(cls, mode: Mode) -> Spec:
        """What the body of a create or update request must be: the rows under ``keywords``, the parent beside them."""
        fields = dict(cls.row_spec(mode).fields or {})
        envelope = {name: fields.pop(name) for name in ("parent_id",) if name in fields}
        row = Spec("object", fields=fields)
        rows = Field("keywords", Spec("array", items=row), "", ON_CREATE | ON_UPDATE).needed(mode)
        return Spec("object", fields={**envelope, "keywords": rows})

    @classmethod
    def create(
        cls,
        ad_account_id: str,
        parent_id: str,
        value: str,
        bid: int | None = None,
        match_type: str | None = None,
        client: Client | None = None,
        **kwargs: Any,
    ) -> Keyword:
        """Create a keyword (``keywords/create``).

        Args:
            ad_account_id: the ad account's id.
            parent_id: the ad account, campaign or ad group it belongs to.
            value: the words, 120 characters at most.
            bid: millionths of the account's currency. Deprecated: the server ignores it.
            match_type: BROAD, PHRASE, EXACT, EXACT_NEGATIVE or PHRASE_NEGATIVE; accounts and campaigns take the NEGATIVE
                ones only. The server refuses a keyword without one.
            client: the Client to use; the default client if None.
            **kwargs: ``extra={...}`` for fields that pinads does not know yet.

        Returns:
            The keyword, made from the server's answer.

        Raises:
            InvalidInput: a field, type or choice that the API would refuse; nothing was sent.
            Rejected: the API refused it.
            Timeout, InvalidResponse, ServerError: it may have been created; look before trying again.
        """
        return cls._create(ad_account_id, arguments(locals()), client)

    @classmethod
    def get_all(
        cls,
        ad_account_id: str,
        page_size: int | None = None,
        bookmark: str | None = None,
        client: Client | None = None,
        **kwargs: Any,
    ) -> tuple[list[Keyword], Bookmark[Keyword] | None]:
        """One page of keywords (``keywords/get``); ``iter_all`` goes through all pages.

        Without a filter these are the keywords whose parent is the ad account itself.

        Args:
            ad_account_id: the ad account's id.
            page_size: 1 to 250; None means the server's 25.
            bookmark: where an earlier page ended.
            client: the Client to use; the default client if None.
            **kwargs: one of ``campaign_id``, ``ad_group_id`` and ``ad_group_ids``; ``match_types``; ``extra={...}`` for
                parameters that pinads does not know yet.

        Returns:
            The keywords, and the Bookmark of the next page or None.
        """
        return cls._get_page(ad_account_id, arguments(locals()), client)

    def archive(self) -> bool:
        """Archive the keyword (``keywords/update``). This is final: an archived keyword is gone from the listings.

        Returns:
            True when the server's answer says so.
        """
        return self.update_fields(archived=True)

    @classmethod
    def _group_of(cls, body: dict[str, Any]) -> Any:
        return body.get("parent_id")

    @classmethod
    def _pack(cls, bodies: list[dict[str, Any]], mode: Mode) -> Any:
        if mode is Mode.UPDATE:
            return {"keywords": bodies}
        rows = [{name: value for name, value in body.items() if name != "parent_id"} for body in bodies]
        return {"parent_id": bodies[0]["parent_id"], "keywords": rows}

    @classmethod
    def _unpack(cls, answer: Any, bodies: list[dict[str, Any]], mode: Mode) -> list[Verdict]:
        return read_keywords(answer, bodies, ("id",) if mode is Mode.UPDATE else ("value", "match_type"))
