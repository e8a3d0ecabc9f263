"""Following bookmarks through a listing, and listings that are filtered by more ids than one request takes."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest

from pinads.sdk import Ad, AdAccount, AdGroup, Bookmark, Campaign, Client, InvalidInput, PagingError
from tests.support.fake_wire import BASE_URL, FakeWire
from tests.support.wires import FunctionWire, listing, listing_by_ids
from tests.support.wording import Wording

ACCOUNT = "549755885175"
CAMPAIGNS = f"/ad_accounts/{ACCOUNT}/campaigns"


def page(*ids: str, bookmark: str | None = None) -> dict[str, Any]:
    return {"items": [{"id": identity} for identity in ids], "bookmark": bookmark}


def script(wire: FakeWire, *pages: tuple[str | None, dict[str, Any]], size: str | None = "250") -> None:
    """Expect a page for each bookmark in turn."""
    for bookmark, answer in pages:
        query = {"order": "ASCENDING", **({"page_size": size} if size else {}), **({"bookmark": bookmark} if bookmark else {})}
        wire.reply("GET", CAMPAIGNS, answer, query=query)


def test_iter_all_goes_through_all_pages(wire: FakeWire, client: Client) -> None:
    script(wire, (None, page("1", "2", bookmark="b")), ("b", page(bookmark="c")), ("c", page("3")))
    assert [campaign.id for campaign in Campaign.iter_all(ACCOUNT, client=client)] == ["1", "2", "3"]


@pytest.mark.parametrize("last", [{"bookmark": None}, {"bookmark": ""}, {}])
def test_how_the_last_page_is_known(wire: FakeWire, client: Client, last: dict[str, Any]) -> None:
    script(wire, (None, {"items": [{"id": "1"}], **last}), size=None)
    assert Campaign.get_all(ACCOUNT, client=client)[1] is None


def test_iter_all_asks_for_a_page_when_it_is_needed(wire: FakeWire, client: Client) -> None:
    stream = Campaign.iter_all(ACCOUNT, client=client)
    assert wire.requests == []
    script(wire, (None, page("1", "2", bookmark="b")))
    assert [next(stream).id, next(stream).id] == ["1", "2"]
    assert len(wire.requests) == 1


def test_iter_all_from_a_bookmark_with_a_page_size(wire: FakeWire, client: Client) -> None:
    script(wire, ("b", page("3", bookmark="c")), ("c", page("4")), size="2")
    assert [one.id for one in Campaign.iter_all(ACCOUNT, bookmark="b", page_size=2, client=client)] == ["3", "4"]


def test_all_ad_accounts(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", "/ad_accounts", page("1", bookmark="b"), query={"page_size": "250", "include_shared_accounts": "true"})
    wire.reply("GET", "/ad_accounts", page("2"), query={"page_size": "250", "include_shared_accounts": "true", "bookmark": "b"})
    assert [one.id for one in AdAccount.iter_all(client=client, include_shared_accounts=True)] == ["1", "2"]


def test_a_bookmark_fetches_the_next_page(wire: FakeWire, client: Client) -> None:
    script(wire, (None, page("1", bookmark="b")), ("b", page("2", bookmark="c")), ("c", page("3")), size=None)
    first, bookmark = Campaign.get_all(ACCOUNT, client=client)
    assert isinstance(bookmark, Bookmark)
    assert (bookmark.get_bookmark_token(), str(bookmark), repr(bookmark)) == ("b", "b", "Bookmark('b')")
    second, following = bookmark.get_next()
    assert following is not None
    third, end = following.get_next()
    assert [record.id for record in (*first, *second, *third)] == ["1", "2", "3"]
    assert end is None


def test_a_bookmark_can_be_used_again(wire: FakeWire, client: Client) -> None:
    script(wire, (None, page("1", bookmark="b")), ("b", page("2", bookmark="c")), ("b", page("2", bookmark="c")), size=None)
    _, bookmark = Campaign.get_all(ACCOUNT, client=client)
    assert bookmark is not None
    assert bookmark.get_next()[0] == bookmark.get_next()[0]


def test_a_bookmark_and_its_token_go_on_from_where_it_was(wire: FakeWire, client: Client) -> None:
    script(wire, (None, page("1", bookmark="b")), ("b", page("2")), ("b", page("2")), size=None)
    _, bookmark = Campaign.get_all(ACCOUNT, client=client)
    assert bookmark is not None
    by_token = Campaign.get_all(ACCOUNT, bookmark=bookmark.get_bookmark_token(), client=client)
    assert by_token == Campaign.get_all(ACCOUNT, bookmark=bookmark, client=client)  # type: ignore[arg-type]


@pytest.mark.parametrize("tokens", [["a", "a"], ["a", "b", "a"], ["a", "b", "c", "b"]])
def test_a_listing_that_goes_round_is_noticed(wire: FakeWire, client: Client, tokens: list[str]) -> None:
    asked = [None, *tokens[:-1]]
    script(wire, *((bookmark, page("1", bookmark=token)) for bookmark, token in zip(asked, tokens, strict=True)))
    with pytest.raises(PagingError, match="repeats a bookmark"):
        list(Campaign.iter_all(ACCOUNT, client=client))


@pytest.mark.parametrize("tokens", [["a", "a"], ["a", "b", "a"]])
def test_bookmarks_that_go_round_are_noticed(wire: FakeWire, client: Client, tokens: list[str]) -> None:
    asked = [None, *tokens[:-1]]
    script(wire, *((bookmark, page("1", bookmark=token)) for bookmark, token in zip(asked, tokens, strict=True)), size=None)
    _, bookmark = Campaign.get_all(ACCOUNT, client=client)
    for _ in tokens[:-2]:
        assert bookmark is not None
        _, bookmark = bookmark.get_next()
    assert bookmark is not None
    with pytest.raises(PagingError, match="repeats a bookmark"):
        bookmark.get_next()


@pytest.mark.parametrize("tokens", [["a"], ["b", "a"], ["b", "c", "a"]])
def test_a_circle_through_the_bookmark_to_begin_with_is_noticed(wire: FakeWire, client: Client, tokens: list[str]) -> None:
    asked = ["a", *tokens[:-1]]
    script(wire, *((bookmark, page("1", bookmark=token)) for bookmark, token in zip(asked, tokens, strict=True)))
    with pytest.raises(PagingError, match="repeats a bookmark"):
        list(Campaign.iter_all(ACCOUNT, bookmark="a", client=client))


@pytest.mark.parametrize("order", ["ASCENDING", "DESCENDING", None])
@pytest.mark.parametrize("count", [250, 251, 700])
def test_more_ids_than_a_request_takes_are_merged_in_order(order: str | None, count: int) -> None:
    wire = FunctionWire(listing_by_ids("ad_group_ids"))
    client = Client("pina_TEST", BASE_URL, wire=wire)
    ids = [str((number * 7919) % 100_003) for number in range(count)]
    got = [record.id for record in AdGroup.iter_all(ACCOUNT, ad_group_ids=[*ids, ids[0]], order=order, client=client)]
    assert got == sorted(ids, key=int, reverse=order == "DESCENDING")
    assert wire.count == -(-count // 250)


def test_a_page_of_more_ids_than_a_request_takes(wording: Wording) -> None:
    client = Client("pina_TEST", BASE_URL, wire=FunctionWire(listing_by_ids("ad_ids")))
    ids = [str(number) for number in range(1, 261)]
    first, bookmark = Ad.get_all(ACCOUNT, ad_ids=ids, page_size=200, client=client)
    assert bookmark is not None
    assert "MergedBookmark" in str(bookmark)
    with pytest.raises(InvalidInput, match="no bookmark token"):
        bookmark.get_bookmark_token()
    second, end = bookmark.get_next()
    assert [record.id for record in (*first, *second)] == ids
    assert (len(first), end) == (200, None)
    assert len(Ad.get_all(ACCOUNT, ad_ids=ids, client=client)[0]) == 25
    with pytest.raises(InvalidInput) as caught:
        Ad.get_all(ACCOUNT, ad_ids=ids, bookmark="b", client=client)
    assert caught.value.field == "bookmark"
    wording(str(caught.value))


@pytest.mark.slow
def test_memory_does_not_grow_with_a_listing() -> None:
    def peak(rows: int) -> int:
        client = Client("pina_TEST", BASE_URL, wire=FunctionWire(listing(rows, lambda number: {"id": str(number), "name": "n" * 100})))
        tracemalloc.start()
        try:
            assert sum(1 for _ in Campaign.iter_all(ACCOUNT, client=client)) == rows
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(500)
    assert peak(20_000) < 2 * peak(1_000)
