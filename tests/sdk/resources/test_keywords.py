"""Finding a keyword, which the API cannot fetch by its id."""

from __future__ import annotations

from typing import Any

import pytest

from pinads.sdk import Client, Keyword, NotFound
from pinads.sdk.bulk.lookup import fetch_by_ids
from tests.support.fake_wire import FakeWire

ACCOUNT = "549755885175"
KEYWORDS, GROUPS, CAMPAIGNS = (f"/ad_accounts/{ACCOUNT}/{part}" for part in ("keywords", "ad_groups", "campaigns"))
ALL = {"page_size": "250"}
EVERY_STATUS = {**ALL, "order": "ASCENDING", "entity_statuses": ["ACTIVE", "PAUSED", "ARCHIVED", "DRAFT", "DELETED_DRAFT"]}


def page(*ids: str, **fields: Any) -> dict[str, Any]:
    return {"items": [{"id": identity, **fields} for identity in ids]}


def test_a_keyword_of_the_account(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", KEYWORDS, {**page("1"), "bookmark": "b"}, query=ALL)
    wire.reply("GET", KEYWORDS, page("2", value="shoes"), query={**ALL, "bookmark": "b"})
    keyword = Keyword(ACCOUNT, "2", client=client)
    assert (keyword.id, keyword.value, keyword.ad_account_id) == ("2", "shoes", ACCOUNT)


def test_a_keyword_of_an_ad_group(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", KEYWORDS, page("1"), query=ALL)
    wire.reply("GET", GROUPS, page("7", "8"), query=EVERY_STATUS)
    wire.reply("GET", KEYWORDS, page("2", parent_id="8"), query={**ALL, "ad_group_ids": ["7", "8"]})
    assert Keyword(ACCOUNT, "2", client=client).parent_id == "8"


def test_a_keyword_of_a_campaign(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", KEYWORDS, page(), query=ALL)
    wire.reply("GET", GROUPS, page(), query=EVERY_STATUS)
    wire.reply("GET", CAMPAIGNS, page("626", "627"), query=EVERY_STATUS)
    wire.reply("GET", KEYWORDS, page(), query={**ALL, "campaign_id": "626"})
    wire.reply("GET", KEYWORDS, page("2"), query={**ALL, "campaign_id": "627"})
    assert Keyword(ACCOUNT, "2", client=client).id == "2"


def test_no_such_keyword(wire: FakeWire, client: Client) -> None:
    for path, query in ((KEYWORDS, ALL), (GROUPS, EVERY_STATUS), (CAMPAIGNS, EVERY_STATUS)):
        wire.reply("GET", path, page(), query=query)
    with pytest.raises(NotFound, match=f"keyword 2 in ad account {ACCOUNT}"):
        Keyword(ACCOUNT, "2", client=client)


def test_with_its_parent_only_that_is_searched(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", KEYWORDS, page("2"), query={**ALL, "ad_group_id": "7"})
    assert Keyword(ACCOUNT, "2", client=client, parent_id="7").id == "2"
    wire.reply("GET", KEYWORDS, page("2"), query=ALL)
    assert Keyword(ACCOUNT, "2", client=client, parent_id=ACCOUNT).id == "2"
    for name in ("ad_group_id", "campaign_id"):
        wire.reply("GET", KEYWORDS, page(), query={**ALL, name: "626"})
    with pytest.raises(NotFound, match="keyword 2 in parent 626"):
        Keyword(ACCOUNT, "2", client=client, parent_id="626")


@pytest.mark.parametrize("status", [400, 404])
def test_a_parent_that_is_a_campaign(wire: FakeWire, client: Client, status: int) -> None:
    """The server may refuse a campaign's id as an ad group's."""
    wire.reply("GET", KEYWORDS, {"code": 50, "message": "Ad group not found."}, query={**ALL, "ad_group_id": "626"}, status=status)
    wire.reply("GET", KEYWORDS, page("2"), query={**ALL, "campaign_id": "626"})
    assert Keyword(ACCOUNT, "2", client=client, parent_id="626").id == "2"


def test_a_parent_may_have_its_prefix(wire: Any, client: Client) -> None:
    found = {"items": [{"id": "9", "value": "v", "match_type": "BROAD"}]}
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/keywords", found, query={"ad_group_id": "7", "page_size": "250"})
    assert Keyword(ACCOUNT, "9", client=client, parent_id="AG7").value == "v"


def test_how_many_requests_are_spent_on_looking(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", KEYWORDS, page("1"), query=ALL)
    wire.reply("GET", GROUPS, page(), query=EVERY_STATUS)
    wire.reply("GET", CAMPAIGNS, page(*map(str, range(600, 640))), query=EVERY_STATUS)
    for campaign in range(600, 627):
        wire.reply("GET", KEYWORDS, page(), query={**ALL, "campaign_id": str(campaign)})
    assert list(fetch_by_ids(Keyword, ACCOUNT, ["1", "2"], client)) == ["1"]


def test_what_has_all_its_parents_known_is_looked_for_in_those_only(wire: FakeWire, client: Client) -> None:
    parents = {"1": "7", "2": "8", "3": ACCOUNT, "4": "626", "5": "8"}
    wire.reply("GET", KEYWORDS, page("3"), query=ALL)
    wire.reply("GET", KEYWORDS, page("1", "2"), query={**ALL, "ad_group_ids": ["7", "8", "626"]})
    for campaign in ("626", "8"):
        wire.reply("GET", KEYWORDS, page(*["4"] * (campaign == "626")), query={**ALL, "campaign_id": campaign})
    assert sorted(fetch_by_ids(Keyword, ACCOUNT, parents, client, parents)) == ["1", "2", "3", "4"]


def test_a_campaign_among_the_ad_groups_may_be_refused(wire: FakeWire, client: Client) -> None:
    refusal = {"code": 50, "message": "Ad group not found."}
    wire.reply("GET", KEYWORDS, refusal, query={**ALL, "ad_group_ids": ["7", "626"]}, status=404)
    wire.reply("GET", KEYWORDS, page("1"), query={**ALL, "ad_group_id": "7"})
    wire.reply("GET", KEYWORDS, refusal, query={**ALL, "ad_group_id": "626"}, status=404)
    wire.reply("GET", KEYWORDS, page("4"), query={**ALL, "campaign_id": "626"})
    assert sorted(fetch_by_ids(Keyword, ACCOUNT, ["1", "4"], client, {"1": "7", "4": "626"})) == ["1", "4"]
