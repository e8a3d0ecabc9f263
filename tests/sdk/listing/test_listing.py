"""One page of a listing: its query, its records, and the filters that are refused before anything is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pinads.sdk import (
    Ad,
    AdAccount,
    AdGroup,
    Audience,
    Campaign,
    Client,
    CustomerList,
    InvalidInput,
    InvalidResponse,
    InvalidType,
    Keyword,
    UnknownField,
)
from tests.support.each import each
from tests.support.fake_wire import ANYTHING, FakeWire

ACCOUNT = "549755885175"
CAMPAIGNS, GROUPS, ADS = (f"/ad_accounts/{ACCOUNT}/{part}" for part in ("campaigns", "ad_groups", "ads"))
AUDIENCES, LISTS, KEYWORDS = (f"/ad_accounts/{ACCOUNT}/{part}" for part in ("audiences", "customer_lists", "keywords"))
ASCENDING = {"order": "ASCENDING"}
TWO = {"items": [{"id": "1"}, {"id": "2"}]}


@each(
    ("call", "path", "query"),
    [
        (lambda c: AdAccount.get_all(client=c), "/ad_accounts", {}),
        (lambda c: AdAccount.get_all(include_shared_accounts=False, client=c), "/ad_accounts", {"include_shared_accounts": "false"}),
        (lambda c: Campaign.get_all(ACCOUNT, client=c), CAMPAIGNS, ASCENDING),
        (lambda c: Campaign.get_all(ACCOUNT, order=None, client=c), CAMPAIGNS, {}),
        (
            lambda c: Campaign.get_all(ACCOUNT, page_size=250, bookmark="b", client=c),
            CAMPAIGNS,
            {**ASCENDING, "page_size": "250", "bookmark": "b"},
        ),
        (lambda c: Campaign.get_all(ACCOUNT, ["1", 2], client=c), CAMPAIGNS, {**ASCENDING, "campaign_ids": ["1", "2"]}),  # type: ignore[list-item]
        (
            lambda c: Campaign.get_all(ACCOUNT, entity_statuses=["DRAFT", "ARCHIVED"], order="DESCENDING", client=c),
            CAMPAIGNS,
            {"order": "DESCENDING", "entity_statuses": ["DRAFT", "ARCHIVED"]},
        ),
        (lambda c: Campaign.get_all(ACCOUNT, extra={"new": [1, True]}, client=c), CAMPAIGNS, {**ASCENDING, "new": ["1", "true"]}),
        (lambda c: AdGroup.get_all(ACCOUNT, ad_group_ids=["1"], client=c), GROUPS, {**ASCENDING, "ad_group_ids": "1"}),
        (
            lambda c: AdGroup.get_all(ACCOUNT, translate_interests_to_names=True, client=c),
            GROUPS,
            {**ASCENDING, "translate_interests_to_names": "true"},
        ),
        (lambda c: Ad.get_all(ACCOUNT, ad_ids=("1", "2"), client=c), ADS, {**ASCENDING, "ad_ids": ["1", "2"]}),  # type: ignore[arg-type]
        (lambda c: Audience.get_all(ACCOUNT, ownership_type="RECEIVED", client=c), AUDIENCES, {**ASCENDING, "ownership_type": "RECEIVED"}),
        (lambda c: CustomerList.get_all(ACCOUNT, client=c), LISTS, {}),
        (lambda c: CustomerList.get_all(ACCOUNT, order="DESCENDING", client=c), LISTS, {"order": "DESCENDING"}),
        (lambda c: Keyword.get_all(ACCOUNT, client=c), KEYWORDS, {}),
        (
            lambda c: Keyword.get_all(ACCOUNT, campaign_id="5", match_types=["EXACT"], client=c),
            KEYWORDS,
            {"campaign_id": "5", "match_types": "EXACT"},
        ),
    ],
)
def test_a_page(wire: FakeWire, client: Client, call: Callable[[Client], Any], path: str, query: dict[str, Any]) -> None:
    wire.reply("GET", path, TWO, query=query)
    records, bookmark = call(client)
    assert [record.id for record in records] == ["1", "2"]
    assert bookmark is None


def test_children_of_a_record(wire: FakeWire, client: Client) -> None:
    account = AdAccount.from_wire({"id": ACCOUNT}, client)
    wire.reply("GET", CAMPAIGNS, TWO, query={**ASCENDING, "campaign_ids": ["1", "2"]})
    assert [type(record) for record in account.list_campaigns(["1", "2"])[0]] == [Campaign, Campaign]
    wire.reply("GET", AUDIENCES, TWO, query={**ASCENDING, "page_size": "9"})
    assert [type(record) for record in account.list_audiences(page_size=9)[0]] == [Audience, Audience]
    wire.reply("GET", LISTS, TWO, query={"bookmark": "b"})
    assert [type(record) for record in account.list_customer_lists(bookmark="b")[0]] == [CustomerList, CustomerList]
    campaign = Campaign.from_wire({"id": "626"}, client, ACCOUNT)
    wire.reply("GET", GROUPS, TWO, query={**ASCENDING, "page_size": "25", "campaign_ids": "626"})
    groups, _ = campaign.list_ad_groups()
    wire.reply("GET", ADS, TWO, query={**ASCENDING, "ad_group_ids": "1", "entity_statuses": "DRAFT"})
    ads, _ = groups[0].list_ads(entity_statuses=["DRAFT"])
    assert [ad.ad_account_id for ad in ads] == [ACCOUNT, ACCOUNT]


def test_a_listing_of_children_takes_no_other_parent(client: Client) -> None:
    with pytest.raises(UnknownField) as caught:
        Campaign.from_wire({"id": "626"}, client, ACCOUNT).list_ad_groups(campaign_ids=["1"])
    assert caught.value.field == "campaign_ids"
    with pytest.raises(UnknownField) as caught:
        AdGroup.from_wire({"id": "7"}, client, ACCOUNT).list_ads(ad_group_ids=["1"])
    assert caught.value.field == "ad_group_ids"


def test_ads_of_an_ad_group_by_their_ids_leave_out_those_of_others(wire: FakeWire, client: Client) -> None:
    group = AdGroup.from_wire({"id": "7"}, client, ACCOUNT)
    items = [{"id": "1", "ad_group_id": "7"}, {"id": "2", "ad_group_id": "8"}]
    wire.reply("GET", ADS, {"items": items}, query={**ASCENDING, "ad_ids": ["1", "2"]})
    assert [ad.id for ad in group.list_ads(["1", "2"])[0]] == ["1"]


def test_statuses_of_audiences_are_picked_here(wire: FakeWire, client: Client) -> None:
    items = [{"id": "1", "status": "READY"}, {"id": "2", "status": "TOO_SMALL"}, {"id": "3"}]
    wire.reply("GET", AUDIENCES, {"items": items, "bookmark": "b"}, query=ASCENDING)
    records, bookmark = Audience.get_all(ACCOUNT, ["READY"], client=client)
    assert [record.id for record in records] == ["1"]
    wire.reply("GET", AUDIENCES, {"items": items}, query={**ASCENDING, "bookmark": "b"})
    assert bookmark is not None
    assert [record.id for record in bookmark.get_next()[0]] == ["1"]
    wire.reply("GET", AUDIENCES, {"items": items}, query={**ASCENDING, "page_size": "250"})
    assert [record.id for record in Audience.iter_all(ACCOUNT, entity_statuses=["TOO_SMALL"], client=client)] == ["2"]
    with pytest.raises(InvalidType, match="Invalid entity_statuses"):
        Audience.get_all(ACCOUNT, "READY", client=client)  # type: ignore[arg-type]


@each(
    ("model", "filters", "error", "message"),
    [
        (
            Campaign,
            {"statuses": ["ACTIVE"]},
            UnknownField,
            "Invalid field 'statuses'.*'entity_statuses'",
        ),
        (Campaign, {"ad_group_ids": ["1"]}, UnknownField, "Invalid field 'ad_group_ids'"),
        (Campaign, {"page_size": 0}, InvalidInput, "Invalid page_size: 0 .* 1 to 250"),
        (Campaign, {"page_size": 251}, InvalidInput, "Invalid page_size: 251 .* 1 to 250"),
        (Campaign, {"page_size": "25"}, InvalidType, "Invalid page_size: .*'25'"),
        (Campaign, {"page_size": True}, InvalidType, "Invalid page_size"),
        (Campaign, {"order": "asc"}, InvalidInput, "Invalid order 'asc': .*ASCENDING, DESCENDING"),
        (Campaign, {"entity_statuses": ["ACTIVE", "PAUSE"]}, InvalidInput, r"Invalid entity_statuses\[1\] 'PAUSE': choose from ACTIVE"),
        (Campaign, {"entity_statuses": "ACTIVE"}, InvalidType, "Invalid entity_statuses: expected a list"),
        (Campaign, {"entity_statuses": []}, InvalidInput, "Invalid entity_statuses: expected 1 or more"),
        (Audience, {"entity_statuses": []}, InvalidInput, "Invalid entity_statuses: expected 1 or more"),
        (Campaign, {"page_size": 10**5000}, InvalidInput, "Invalid page_size"),
        (Campaign, {"campaign_ids": []}, InvalidInput, "Invalid campaign_ids: expected 1 or more"),
        (Campaign, {"campaign_ids": ["x"]}, InvalidInput, r"Invalid campaign_ids\[0\]"),
        (Campaign, {"campaign_ids": ["1" * 19]}, InvalidInput, r"Invalid campaign_ids\[0\]"),
        (Campaign, {"bookmark": 5}, InvalidType, "Invalid bookmark"),
        (Campaign, {"extra": "new=1"}, InvalidType, "Invalid extra"),
        (AdGroup, {"campaign_ids": ["1"], "ad_group_ids": ["2"]}, InvalidInput, "campaign_ids and ad_group_ids exclude each other"),
        (Ad, {"ad_ids": ["1"], "campaign_ids": ["2"], "ad_group_ids": ["3"]}, InvalidInput, "exclude each other"),
        (Keyword, {"campaign_id": "1", "ad_group_id": "2"}, InvalidInput, "exclude each other"),
        (Keyword, {"order": "ASCENDING"}, UnknownField, "Invalid field 'order'"),
        (Keyword, {"match_types": ["BOARD"]}, InvalidInput, "match_types.*BROAD.*did you mean 'BROAD'"),
        (CustomerList, {"entity_statuses": ["ACTIVE"]}, UnknownField, "Invalid field 'entity_statuses'"),
    ],
)
def test_wrong_filters_are_not_sent(
    wire: FakeWire, client: Client, model: Any, filters: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        model.get_all(ACCOUNT, **filters, client=client)
    with pytest.raises(error, match=message):
        model.iter_all(ACCOUNT, **filters, client=client)
    assert wire.requests == []


@pytest.mark.parametrize("answer", [[], {}, {"items": None}, {"items": {"id": "1"}}, {"items": ["1"]}, {"items": [], "bookmark": 7}])
def test_an_answer_that_is_no_listing(wire: FakeWire, client: Client, answer: Any) -> None:
    wire.reply("GET", CAMPAIGNS, answer, query=ANYTHING)
    with pytest.raises(InvalidResponse) as caught:
        Campaign.get_all(ACCOUNT, client=client)
    assert caught.value.operation == "campaigns/list"
