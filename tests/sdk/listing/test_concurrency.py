"""Listings whose pages are fetched ahead in threads: the same entities, the same errors, and no thread left at work."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.emulator import BASE_URL as EMULATOR_URL
from pinads.emulator import Emulator, EmulatorWire, Faults
from pinads.sdk import AdAccount, AdGroup, Audience, Campaign, Client, InvalidInput, Keyword, NotFound, PagingError
from pinads.sdk.http.wire import WireRequest, WireResponse
from tests.support.each import each
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import BASE_URL, query_of
from tests.support.wires import FunctionWire, listing, listing_by_ids

ACCOUNT = "549755885175"


@pytest.fixture(autouse=True, scope="module")
def impatient() -> Iterator[None]:
    """These answers take no time; they are to be waited for as those of a distant server are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pinads.sdk.listing.prefetch.PATIENCE", 0.0)
        yield


def client_of(answer: Callable[[WireRequest], Any]) -> tuple[Client, FunctionWire]:
    wire = FunctionWire(answer)
    return Client("pina_TEST", BASE_URL, wire=wire, clock=FakeClock()), wire


def numbered(rows: int) -> Callable[[WireRequest], Any]:
    """A listing of ids 1 to ``rows`` that can be sorted both ways."""
    rising = listing(rows, lambda number: {"id": str(number + 1)})
    falling = listing(rows, lambda number: {"id": str(rows - number)})
    return lambda request: (falling if query_of(request).get("order") == "DESCENDING" else rising)(request)


def working() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("pinads-") and thread.name[7:].isdigit()]


def settled() -> None:
    """Wait until every thread of a listing has ended."""
    for thread in working():
        thread.join(120)
    assert working() == []


@each("concurrency", [1, 2, 4, 16])
@each("rows", [0, 1, 10, 11, 20, 21, 95])
@each("order", ["ASCENDING", "DESCENDING"])
def test_the_same_entities_in_the_same_order(rows: int, concurrency: int, order: str) -> None:
    client, wire = client_of(numbered(rows))
    got = [one.id for one in Campaign.iter_all(ACCOUNT, client=client, page_size=10, order=order, concurrency=concurrency)]
    assert got == [str(number) for number in (range(1, rows + 1) if order == "ASCENDING" else range(rows, 0, -1))]
    settled()
    assert wire.count <= max(1, -(-rows // 10)) + (3 if rows > 20 and concurrency > 1 else 0)


@each("rows", [0, 10, 20])
def test_a_listing_of_two_pages_costs_no_further_request(rows: int) -> None:
    client, wire = client_of(numbered(rows))
    assert len(list(Campaign.iter_all(ACCOUNT, client=client, page_size=10, concurrency=4))) == rows
    settled()
    assert wire.count == max(1, rows // 10)


def test_a_listing_of_one_page_needs_no_thread() -> None:
    threads: set[str] = set()

    def answer(request: WireRequest) -> Any:
        threads.add(threading.current_thread().name)
        return numbered(10)(request)

    client, _ = client_of(answer)
    assert len(list(Campaign.iter_all(ACCOUNT, client=client, concurrency=4))) == 10
    assert len(list(Keyword.iter_all(ACCOUNT, client=client, concurrency=4))) == 10
    assert threads == {threading.current_thread().name}


def test_nothing_is_sent_before_the_first_entity_is_asked_for() -> None:
    client, wire = client_of(numbered(30))
    stream = Campaign.iter_all(ACCOUNT, client=client, concurrency=4)
    assert (wire.count, working()) == (0, [])
    with pytest.raises(InvalidInput):
        Campaign.iter_all(ACCOUNT, client=client, concurrency=4, page_size=251)
    assert next(stream).id == "1"


def test_pages_come_as_they_are() -> None:
    client, _ = client_of(listing(25, lambda number: {"id": str(number)}))
    assert [len(page) for page in Keyword.iter_pages(ACCOUNT, client=client, page_size=10)] == [10, 10, 5]
    items = [{"id": "1", "status": "READY"}, {"id": "2", "status": "TOO_SMALL"}]
    client, _ = client_of(lambda request: {"items": items})
    pages = Audience.iter_pages(ACCOUNT, client=client, entity_statuses=["READY"], concurrency=2)
    assert [[one.id for one in page] for page in pages] == [["1"]]


@each("concurrency", [0, 17, True, "2", 1.5, None])
def test_what_is_no_concurrency(concurrency: Any) -> None:
    client, wire = client_of(numbered(1))
    with pytest.raises(InvalidInput) as caught:
        Campaign.iter_all(ACCOUNT, client=client, concurrency=concurrency)
    assert caught.value.field == "concurrency"
    assert wire.count == 0


def test_the_next_page_is_fetched_while_this_one_is_used() -> None:
    asked = threading.Event()

    def answer(request: WireRequest) -> Any:
        if "bookmark" in query_of(request):
            asked.set()
        return numbered(20)(request)

    client, _ = client_of(answer)
    stream = Campaign.iter_all(ACCOUNT, client=client, page_size=10, concurrency=2)
    assert next(stream).id == "1"
    assert asked.wait(120)
    stream.close()  # type: ignore[attr-defined]
    settled()


def test_a_listing_from_a_bookmark_and_one_without_an_order_have_one_chain() -> None:
    orders: list[Any] = []

    def answer(request: WireRequest) -> Any:
        orders.append(query_of(request).get("order"))
        return listing(60, lambda number: {"id": str(number)})(request)

    client, _ = client_of(answer)
    assert len(list(Campaign.iter_all(ACCOUNT, client=client, page_size=10, bookmark="20", concurrency=4))) == 40
    assert len(list(Keyword.iter_all(ACCOUNT, client=client, page_size=10, concurrency=4))) == 60
    settled()
    assert set(orders) == {"ASCENDING", None}


def test_who_does_not_wait_for_pages_needs_no_second_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pinads.sdk.listing.prefetch.PATIENCE", 60.0)
    orders: list[Any] = []

    def answer(request: WireRequest) -> Any:
        orders.append(query_of(request)["order"])
        return numbered(60)(request)

    client, _ = client_of(answer)
    assert len(list(Campaign.iter_all(ACCOUNT, client=client, page_size=10, concurrency=4))) == 60
    settled()
    assert orders == ["ASCENDING"] * 6


def test_rows_before_an_error_come_before_it() -> None:
    def answer(request: WireRequest) -> Any:
        query = query_of(request)
        if query.get("bookmark") == "20" or query.get("order") == "DESCENDING":
            return WireResponse(404, {}, b'{"code": 4, "message": "gone"}')
        return listing(60, lambda number: {"id": str(number + 1)})(request)

    client, _ = client_of(answer)
    got: list[str] = []
    with pytest.raises(NotFound, match="gone"):
        got.extend(one.id for one in Campaign.iter_all(ACCOUNT, client=client, page_size=10, concurrency=4))
    assert got == [str(number) for number in range(1, 21)]
    settled()


def test_a_far_end_that_fails_costs_nothing_but_time() -> None:
    def answer(request: WireRequest) -> Any:
        failed = query_of(request).get("order") == "DESCENDING"
        return WireResponse(403, {}, b'{"code": 29, "message": "no"}') if failed else numbered(60)(request)

    client, _ = client_of(answer)
    assert len(list(Campaign.iter_all(ACCOUNT, client=client, page_size=10, concurrency=4))) == 60


@each("tokens", [["a", "a"], ["a", "b", "a"], ["a", "b", "c", "b"]])
def test_a_listing_that_goes_round_is_noticed_ahead_too(tokens: list[str]) -> None:
    following = dict(zip([None, *tokens], tokens, strict=False))
    client, _ = client_of(lambda request: {"items": [], "bookmark": following[query_of(request).get("bookmark")]})  # type: ignore[index]
    with pytest.raises(PagingError, match="repeats a bookmark"):
        list(Campaign.iter_all(ACCOUNT, client=client, concurrency=4))


def test_who_stops_reading_leaves_no_thread_at_work() -> None:
    """Of the far chain no more than the page that was under way is fetched."""
    begun, ended = threading.Event(), threading.Event()
    far: list[Any] = []

    def answer(request: WireRequest) -> Any:
        if query_of(request).get("order") == "DESCENDING":
            far.append(query_of(request).get("bookmark"))
            begun.set()
            assert ended.wait(120)
        return numbered(1000)(request)

    client, _ = client_of(answer)
    stream = Campaign.iter_all(ACCOUNT, client=client, page_size=10, concurrency=4)
    while next(stream).id != "35":
        pass
    assert begun.wait(120)
    del stream
    ended.set()
    settled()
    assert far == [None]


def test_the_far_end_leaves_the_last_requests_of_a_limit_alone() -> None:
    orders: list[Any] = []

    def answer(request: WireRequest) -> Any:
        orders.append(query_of(request).get("order"))
        page = numbered(60)(request)
        return WireResponse(200, {"x-ratelimit-remaining": "20"}, json.dumps(page).encode())

    client, _ = client_of(answer)
    assert len(list(Campaign.iter_all(ACCOUNT, client=client, page_size=10, concurrency=4))) == 60
    settled()
    assert orders == ["ASCENDING"] * 6


@pytest.mark.parametrize("order", ["ASCENDING", "DESCENDING"])
@pytest.mark.parametrize("concurrency", [2, 16])
def test_listings_of_many_ids_are_merged_ahead_too(order: str, concurrency: int) -> None:
    client, wire = client_of(listing_by_ids("ad_group_ids"))
    ids = [str((number * 7919) % 100_003) for number in range(1100)]
    got = [one.id for one in AdGroup.iter_all(ACCOUNT, ad_group_ids=ids, order=order, client=client, concurrency=concurrency)]
    assert got == sorted(ids, key=int, reverse=order == "DESCENDING")
    settled()
    assert wire.count == 5


@pytest.mark.slow
@given(
    rows=st.integers(0, 60),
    page_size=st.integers(1, 9),
    order=st.sampled_from(["ASCENDING", "DESCENDING"]),
    faults=st.lists(st.sampled_from([None, None, None, "throttle", "throttle_bare", "error_before", "drop_before", "html", "truncate"])),
    changes=st.lists(st.sampled_from(["create", "archive", None]), max_size=20),
)
def test_faults_and_changes_meanwhile(rows: int, page_size: int, order: str, faults: list[str | None], changes: list[str | None]) -> None:
    """Against the emulator: what was there throughout is listed once, in order, whatever goes wrong on the way."""
    emulator = Emulator(None)
    wire = EmulatorWire(emulator)
    # A fault that both chains meet is retried by each; so many in a row are meant to be survived.
    client = Client("pina_TEST", EMULATOR_URL, wire=wire, clock=FakeClock(), max_retries=100, max_wait=100_000.0)
    account = AdAccount.create("n", "1", "US", client=client).id

    def add(count: int) -> list[str]:
        row = {"name": "n", "objective_type": "CONSIDERATION", "status": "PAUSED"}
        return [outcome.record.id for outcome in Campaign.create_many(account, [row] * count, client=client) if outcome.record]

    there = add(rows)
    always = set(there)
    emulator.faults = Faults.script(faults)
    got: list[str] = []
    pages = Campaign.iter_pages(account, client=client, page_size=page_size, order=order, concurrency=2)
    for page, change in zip(pages, [*changes, *[None] * 100], strict=False):
        got += [one.id for one in page]
        if change == "create":
            add(1)
        elif change == "archive" and there:
            gone = there.pop(len(there) // 2)
            Campaign.from_wire({"id": gone}, client, account).archive()
            always.discard(gone)
    settled()
    emulator.faults = Faults.script([])
    # Asked of the API, since a create whose answer is cut off is there all the same.
    ever = {one.id for one in Campaign.iter_all(account, client=client, entity_statuses=["ACTIVE", "PAUSED", "ARCHIVED"])}
    emulator.close()
    assert got == sorted(got, key=int, reverse=order == "DESCENDING")
    assert len(got) == len(set(got))
    assert always <= set(got) <= ever
