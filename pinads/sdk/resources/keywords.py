"""Keywords: searches that ads appear for, or must not appear for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any, ClassVar
from weakref import WeakKeyDictionary

from pinads.sdk.errors import BadRequest, NotFound
from pinads.sdk.http.operations import Resource
from pinads.sdk.http.server_text import message_of
from pinads.sdk.listing.pages import PageFilters
from pinads.sdk.outcomes import NOT_KNOWN, Verdict, answered_entity
from pinads.sdk.record import arguments
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.resources.entity import Entity, client_of
from pinads.sdk.schema.choices import ALL_STATUSES, MatchType
from pinads.sdk.schema.fields import Field, Fields, Spec
from pinads.sdk.schema.marks import (
    ON_CREATE,
    ON_UPDATE,
    REQUIRED,
    Called,
    Caps,
    Doc,
    EntityId,
    Final,
    Items,
    Micros,
    Mode,
    ParentRef,
    Refers,
)
from pinads.sdk.schema.validation import entity_id

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.listing.pages import Bookmark

_parents_seen: WeakKeyDictionary[Client, dict[str, str]] = WeakKeyDictionary()
"""The parents of the keywords that a client has seen: a keyword never moves."""


class KeywordFilters(PageFilters, total=False):
    """The filters of ``keywords/get``. Without a filter it lists the account's own keywords only."""

    campaign_id: Annotated[EntityId, Refers("campaigns"), Doc("Only keywords of this campaign.")]
    ad_group_id: Annotated[EntityId, Refers("ad_groups"), Doc("Only keywords of this ad group.")]
    ad_group_ids: Annotated[list[EntityId], Items(1, 250), Refers("ad_groups"), Doc("Only keywords of these ad groups.")]
    match_types: Annotated[list[MatchType], Items(1, 5), Doc("Only these match types.")]


class Keyword(Entity):
    """A keyword of an ad group, campaign or ad account.

    The API cannot fetch one keyword, so the listings are searched for it (``keywords/get``): with ``parent_id`` in
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
    value: Annotated[str, Called("value", "keyword"), ON_CREATE | REQUIRED, Doc("The keyword's text, up to 120 characters.")]
    match_type: Annotated[
        MatchType | None, ON_CREATE | REQUIRED, Doc("The match type; accounts and campaigns take the NEGATIVE ones only.")
    ]
    parent_id: Annotated[
        ParentRef,
        Called("parent"),
        Refers("ad_groups", "campaigns", "ad_accounts"),
        ON_CREATE | REQUIRED,
        Doc("The ad account, campaign or ad group it belongs to."),
    ]
    parent_type: Annotated[str, Doc("The kind of its parent: advertiser, campaign or adgroup.")]
    bid: Annotated[Micros | None, ON_CREATE | ON_UPDATE, Caps("BID"), Doc("Bid. Deprecated: the server ignores it.")]
    archived: Annotated[bool, ON_UPDATE, Final((True,)), Doc("True if it is archived; archived keywords appear in no listing.")]
    type: Annotated[str, Doc("Always keyword.")]

    def __init__(self, ad_account_id: str, keyword_id: str, client: Client | None = None, **kwargs: Any) -> None:
        parent = kwargs.pop("parent_id", None)
        account = entity_id(ad_account_id, "ad_account_id")
        wanted = entity_id(keyword_id, "keyword_id")
        if parent is not None:
            parent = entity_id(str(parent).lstrip("AGC"), "parent_id")
        self._refuse_arguments(kwargs)
        client = client_of(client)
        found = self._fetch_by_ids(account, [wanted], client, {wanted: parent} if parent else {}, most=None, concurrency=1)
        if not found:
            where = f"parent {parent}" if parent else f"ad account {account}, its ad groups and campaigns"
            raise NotFound(f"There is no keyword {wanted} in {where}", operation="keywords/get", safe_to_retry=True)
        self._fill(found[wanted].to_dict(), client, account)

    @classmethod
    def body_spec(cls, mode: Mode) -> Spec:
        """Return the specification of a whole request body: the rows under ``keywords``, next to their parent."""
        fields = Fields(cls.row_spec(mode).fields or {})
        envelope = Fields((name, fields.pop(name)) for name in ("parent_id",) if name in fields)
        row = Spec("object", fields=fields)
        rows = Field("keywords", Spec("array", items=row), "", ON_CREATE | ON_UPDATE).needed(mode)
        return Spec("object", fields=Fields(envelope, keywords=rows))

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
            value: the keyword's text, up to 120 characters.
            bid: millionths of the account's currency. Deprecated: the server ignores it.
            match_type: BROAD, PHRASE, EXACT, EXACT_NEGATIVE or PHRASE_NEGATIVE; accounts and campaigns take the NEGATIVE
                ones only. The server refuses a keyword without one.
            client: the Client to use; the default client if None.
            **kwargs: ``extra={...}`` for fields that pinads does not know yet.

        Returns:
            The keyword, built from the server's response.

        Raises:
            InvalidInput: a field, type or choice that the API would refuse; nothing was sent.
            Rejected: the API refused it.
            Timeout, InvalidResponse, ServerError: it may have been created; check before trying again.
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
        """Get one page of keywords (``keywords/get``); ``iter_all`` iterates over all pages.

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
        """Archive the keyword (``keywords/update``). This is final: no listing has archived keywords.

        Returns:
            True if the server's response confirms it.
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

    @classmethod
    def _fetch_by_ids(
        cls, account: str, ids: Sequence[str], client: Client, parents: Mapping[str, str], most: int | None, concurrency: int
    ) -> dict[str, Keyword]:
        """Find keywords in listings, since the API cannot fetch them by id: first those of known parents, then all."""
        left, found = dict.fromkeys(ids), dict[str, Keyword]()
        seen = _parents_seen.setdefault(client, {})
        known = {each: parent for each in ids if (parent := parents.get(each) or seen.get(each)) is not None}
        for number, page in enumerate(_search_pages(account, left, known, client) if left else (), 1):
            for keyword in page:
                identity = str(keyword.id)
                if keyword.parent_id is not None:
                    seen[identity] = str(keyword.parent_id)
                if identity in left:
                    found[identity] = keyword
                    del left[identity]
            if not left or number == most:
                break
        return found

    @classmethod
    def _iter_inside(cls, account: str, parents: Sequence[str], client: Client, newest_first: bool) -> Iterator[Keyword]:
        """Iterate over the keywords of parents; an id does not say if it is an ad group or a campaign."""
        for parent in parents:
            if parent == account:
                yield from cls.iter_all(account, client=client)
                continue
            found = False
            for place in ("ad_group_id", "campaign_id"):
                inside: dict[str, Any] = {place: parent}
                # The server may refuse a campaign's id as an ad group's.
                with suppress(BadRequest, NotFound):
                    for keyword in () if found else cls.iter_all(account, client=client, **inside):
                        found = True
                        yield keyword


def _search_pages(account: str, left: Mapping[str, Any], parents: Mapping[str, str], client: Client) -> Iterator[list[Keyword]]:
    """Yield the page of each request of a search, known parents first; ``left`` are ids not yet found."""
    yield from _pages_of_parents(account, lambda: list(dict.fromkeys(parents[each] for each in left if each in parents)), client)
    if all(each in parents for each in left):
        return
    yield from Keyword.iter_pages(account, client=client)
    for groups in AdGroup.iter_pages(account, client=client, entity_statuses=ALL_STATUSES):
        yield []
        if groups:
            yield from Keyword.iter_pages(account, client=client, ad_group_ids=[group.id for group in groups])
    for campaigns in Campaign.iter_pages(account, client=client, entity_statuses=ALL_STATUSES):
        yield []
        for campaign in campaigns:
            yield from Keyword.iter_pages(account, client=client, campaign_id=campaign.id)


def _pages_of_parents(account: str, parents: Callable[[], list[str]], client: Client) -> Iterator[list[Keyword]]:
    """Yield the keywords of some parents, all ad groups in one listing; ``parents`` returns those with ids not yet found."""
    if account in parents():
        yield from Keyword.iter_pages(account, client=client)
    groups, places = [parent for parent in parents() if parent != account], ["ad_group_id", "campaign_id"]
    if len(groups) > 1:
        # The server may refuse a campaign's id as an ad group's.
        with suppress(BadRequest, NotFound):
            yield from Keyword.iter_pages(account, client=client, ad_group_ids=groups)
            places = ["campaign_id"]
    for parent in [parent for parent in parents() if parent != account]:
        for place in places:
            with suppress(BadRequest, NotFound):
                if parent in parents():
                    inside: dict[str, Any] = {place: parent}
                    yield from Keyword.iter_pages(account, client=client, **inside)


def read_keywords(answer: Any, rows: Sequence[Mapping[str, Any]], key: Sequence[str]) -> list[Verdict]:
    """Read the verdicts of ``{"keywords": [...], "errors": [{"data", "error_messages"}]}``, one a row.

    The answer does not say which row is meant, so rows are recognised by the values of ``key``: exactly, then without
    regard to case and spaces. The others are matched by order if the numbers leave no doubt.
    """
    done = [(item, Verdict(answered_entity(item))) for item in _objects(answer, "keywords")]
    failed = [(error.get("data") or {}, _refused(error, "id" in key)) for error in _objects(answer, "errors")]
    verdicts: list[Verdict | None] = [None] * len(rows)
    for form in (_unchanged, _folded):
        for index, row in enumerate(rows):
            verdicts[index] = verdicts[index] or _take(done, row, key, form) or _take(failed, row, key, form)
    left = [verdict for _, verdict in done + failed]
    open_rows = [index for index, verdict in enumerate(verdicts) if verdict is None]
    if len(left) == len(open_rows) and not (done and failed):
        for index, verdict in zip(open_rows, left, strict=True):
            verdicts[index] = verdict
    return [verdict or NOT_KNOWN for verdict in verdicts]


def _refused(error: Mapping[str, Any], update: bool) -> Verdict:
    """Read the verdict on a refused keyword.

    The row of an update has an id anyway; that of a create has one only if it was made.
    """
    return Verdict(None if update else answered_entity(error.get("data")), _messages(error.get("error_messages")))


def _objects(answer: Any, part: str) -> list[dict[str, Any]]:
    items = answer.get(part) if isinstance(answer, dict) else None
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _unchanged(value: Any) -> Any:
    return value


def _folded(value: Any) -> Any:
    return " ".join(value.casefold().split()) if isinstance(value, str) else value


def _take(
    pool: list[tuple[dict[str, Any], Verdict]], row: Mapping[str, Any], key: Sequence[str], form: Callable[[Any], Any]
) -> Verdict | None:
    for index, (data, verdict) in enumerate(pool):
        if isinstance(data, dict) and all(form(data.get(name)) == form(row.get(name)) for name in key):
            del pool[index]
            return verdict
    return None


def _messages(value: Any) -> tuple[tuple[int | None, str], ...]:
    texts = value if isinstance(value, list) else [value]
    return tuple((None, message_of(str(text))) for text in texts if text) or ((None, "refused without a message"),)
