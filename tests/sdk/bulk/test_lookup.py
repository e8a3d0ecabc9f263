"""Entities read by their ids: in as few requests as the API allows, several in flight, and always all or an error."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import Any

import pytest

from pinads.sdk import Ad, Audience, Campaign, Client, Keyword, PermissionDenied
from pinads.sdk.bulk.lookup import fetch_by_ids, ids_at_once
from pinads.sdk.http.wire import WireRequest, WireResponse
from tests.support.each import each
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import BASE_URL, query_of
from tests.support.wires import FunctionWire, listing_by_ids

ACCOUNT = "549755885175"
DENIED = WireResponse(403, {}, b'{"code": 29, "message": "not yours"}')
by_ids = listing_by_ids("campaign_ids")


def client_of(answer: Callable[[WireRequest], Any]) -> Client:
    return Client("pina_TEST", BASE_URL, wire=FunctionWire(answer), clock=FakeClock())


class Together:
    """Answers requests in groups: each waits until so many are in flight, which fails if they come one after the other."""

    def __init__(self, size: int, answer: Callable[[WireRequest], Any]) -> None:
        self._barrier = threading.Barrier(size)
        self._answer = answer
        self._lock = threading.Lock()
        self._now = 0
        self.most = 0
        self.requests: list[WireRequest] = []

    def __call__(self, request: WireRequest) -> Any:
        with self._lock:
            self.requests.append(request)
            self._now += 1
            self.most = max(self.most, self._now)
        self._barrier.wait(60)
        with self._lock:
            self._now -= 1
        return self._answer(request)


def numbers(count: int) -> list[str]:
    """So many ids, in no order."""
    return [str(number * 7919 % 100_003 + 1) for number in range(count)]


@each("count", [2, 250])
def test_up_to_250_ids_are_one_request_of_the_calling_thread(count: int) -> None:
    ids, seen, threads = numbers(count), list[WireRequest](), set[threading.Thread]()

    def answer(request: WireRequest) -> Any:
        seen.append(request)
        threads.add(threading.current_thread())
        return by_ids(request)

    client = client_of(answer)
    found = [fetch_by_ids(Campaign, ACCOUNT, ids, client, concurrency=most) for most in (1, 8)]
    assert [set(one) for one in found] == [set(ids)] * 2
    assert [query_of(request)["campaign_ids"] for request in seen] == [ids, ids]
    assert seen[0].url == seen[1].url
    assert threads == {threading.current_thread()}


def test_more_ids_are_read_as_many_requests_at_once_as_may_be() -> None:
    ids, answer = numbers(1000), Together(2, by_ids)
    found = fetch_by_ids(Campaign, ACCOUNT, ids, client_of(answer), concurrency=2)
    assert {identity: record.id for identity, record in found.items()} == {identity: identity for identity in ids}
    asked = [query_of(request)["campaign_ids"] for request in answer.requests]
    assert sorted(asked) == sorted(ids[at : at + 250] for at in range(0, 1000, 250))
    assert answer.most == 2


@pytest.mark.slow
def test_reading_leaves_nothing_to_the_garbage_collector() -> None:
    """It runs rarely in a command, so cycles of many batches would add up."""
    client, ids = client_of(by_ids), numbers(1000)
    assert len(fetch_by_ids(Campaign, ACCOUNT, ids, client, concurrency=4)) == 1000
    left = []
    gc.disable()
    try:
        for _ in range(3):
            gc.collect()
            fetch_by_ids(Campaign, ACCOUNT, ids, client, concurrency=4)
            left.append(gc.collect())
        assert min(left) == 0, left  # Threads that other tests have left may end at any time.
    finally:
        gc.enable()


@each("concurrency", [1, 4])
def test_one_refused_request_refuses_them_all(concurrency: int) -> None:
    ids = numbers(1000)
    client = client_of(lambda request: DENIED if ids[600] in query_of(request)["campaign_ids"] else by_ids(request))
    with pytest.raises(PermissionDenied, match="not yours"):
        fetch_by_ids(Campaign, ACCOUNT, ids, client, concurrency=concurrency)


def test_what_no_listing_finds_by_id_is_read_a_request_each() -> None:
    def one(request: WireRequest) -> Any:
        identity = request.url.rpartition("/")[2]
        return WireResponse(404, {}, b'{"code": 4, "message": "none"}') if identity == "3" else {"id": identity}

    answer = Together(2, one)
    assert list(fetch_by_ids(Audience, ACCOUNT, ["4", "3", "2", "1"], client_of(answer), concurrency=2)) == ["4", "2", "1"]
    assert (len(answer.requests), answer.most) == (4, 2)


def test_keywords_are_searched_for_a_page_of_ids_at_a_time() -> None:
    assert [ids_at_once(model, 8) for model in (Ad, Keyword)] == [2000, 250]
