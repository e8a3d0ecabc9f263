"""What is sent again, after how long, and what never is."""

from __future__ import annotations

import logging
from collections.abc import Callable
from email.utils import formatdate
from time import time
from typing import Any

import pytest

from pinads.sdk import (
    AdGroup,
    ApiError,
    Campaign,
    Client,
    ConnectionFailed,
    InvalidResponse,
    NetworkError,
    PinadsError,
    QuotaSpent,
    RateLimited,
    ServerError,
    Timeout,
)
from pinads.sdk.http.wire import WireResponse
from tests.support.each import each
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import BASE_URL
from tests.support.wires import FunctionWire

ACCOUNT = "549755885175"
OK = {"GET": {"id": "626"}, "POST": {"items": [{"data": {"id": "626"}}]}, "PATCH": {"items": [{"data": {"id": "626", "name": "m"}}]}}


def get(client: Client) -> Any:
    return Campaign(ACCOUNT, "626", client=client)


def patch(client: Client) -> Any:
    return AdGroup.from_wire({"id": "626"}, client, ACCOUNT).update_fields(name="m")


def post(client: Client) -> Any:
    return Campaign.create(ACCOUNT, "n", "AWARENESS", client=client)


class Server:
    """Answers with the given mishaps first, and well after them."""

    def __init__(self, *mishaps: Any, **options: Any) -> None:
        self.mishaps = list(mishaps)
        self.clock = FakeClock()
        self.wire = FunctionWire(lambda request: fresh(self.mishaps.pop(0)) if self.mishaps else OK[request.method])
        self.client = Client("pina_TEST", BASE_URL, wire=self.wire, clock=self.clock, **options)


def fresh(mishap: Any) -> Any:
    """An error is raised anew each time, as the network does."""
    return type(mishap)(mishap.message, safe_to_retry=mishap.safe_to_retry) if isinstance(mishap, PinadsError) else mishap


def answer(status: int, body: bytes = b'{"code": 1, "message": "no"}', **headers: str) -> WireResponse:
    return WireResponse(status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


THROTTLED = answer(429)
HIDDEN = answer(400, b'{"code": 1, "message": "Too many. Retry after 7 seconds."}')
ODD = answer(400, b'{"code": 12, "message": "x"}')
WENT_WRONG = answer(400, b'{"code": 1, "message": "Sorry! Something went wrong on our end."}')
NOT_JSON = answer(200, b"soon")
EMPTY = answer(200, b"")
REFUSED = ConnectionFailed("refused", safe_to_retry=True)
MAYBE_DONE: list[Any] = [
    answer(500),
    answer(502, b"<html>"),
    answer(503, b""),
    ODD,
    WENT_WRONG,
    NOT_JSON,
    EMPTY,
    NetworkError("dropped"),
    Timeout("slow"),
    InvalidResponse("cut"),
]
NOT_DONE: list[Any] = [THROTTLED, HIDDEN, REFUSED]
FINAL: list[Any] = [answer(status) for status in (400, 401, 403, 404, 405, 409, 413, 422)] + [
    answer(429, b'{"code": 8, "message": "Quota."}')
]


@each("call", [get, patch])
@each("mishap", [*NOT_DONE, *MAYBE_DONE])
def test_what_can_be_repeated_is(call: Callable[[Client], Any], mishap: Any) -> None:
    server = Server(mishap, mishap)
    assert call(server.client)
    assert server.wire.count == 3
    assert len(server.clock.sleeps) == 2


@each("mishap", NOT_DONE)
def test_a_post_that_was_not_executed_is_repeated(mishap: Any) -> None:
    server = Server(mishap)
    assert post(server.client).id == "626"
    assert server.wire.count == 2


@each("mishap", MAYBE_DONE)
def test_a_post_that_may_have_been_executed_is_not_repeated(mishap: Any) -> None:
    server = Server(mishap)
    with pytest.raises((ServerError, NetworkError)) as caught:
        post(server.client)
    assert server.wire.count == 1
    assert not caught.value.safe_to_retry
    assert caught.value.operation == "campaigns/create"
    assert server.clock.sleeps == []


@each("call", [get, patch, post])
@each("mishap", FINAL)
def test_a_refusal_is_final(call: Callable[[Client], Any], mishap: Any) -> None:
    server = Server(mishap)
    with pytest.raises(ApiError):
        call(server.client)
    assert server.wire.count == 1
    assert server.clock.sleeps == []


def test_pauses_grow_and_are_jittered() -> None:
    runs = []
    for _ in range(20):
        server = Server(*[answer(500)] * 8, max_retries=8, max_wait=1000)
        get(server.client)
        runs.append(server.clock.sleeps)
    for pauses in runs:
        for retry, pause in enumerate(pauses):
            longest = min(30.0, 0.5 * 2**retry)
            assert longest / 2 <= pause <= longest
    assert len({tuple(pauses) for pauses in runs}) > 1


@each("retries", [0, 1, 5])
def test_not_more_often_than_max_retries(retries: int) -> None:
    server = Server(*[answer(500)] * 10, max_retries=retries)
    with pytest.raises(ServerError):
        get(server.client)
    assert server.wire.count == retries + 1


@each("mishap", [answer(500), answer(429, retry_after="30"), answer(503, retry_after="30"), REFUSED])
@each("patience", [0, 1, 10, 75])
def test_not_longer_than_max_wait_in_all(mishap: Any, patience: float) -> None:
    server = Server(*[mishap] * 50, max_retries=50, max_wait=patience)
    with pytest.raises(PinadsError):
        get(server.client)
    assert sum(server.clock.sleeps) <= patience


@each(
    ("mishap", "pause"),
    [
        (answer(429, retry_after="3"), 3),
        (answer(429, retry_after="2.5"), 2.5),
        (answer(429, x_ratelimit_reset="4"), 4),
        (answer(429, retry_after="3", x_ratelimit_reset="40"), 3),
        (HIDDEN, 7),
        (answer(400, b'{"message": "retry after 1.5 seconds"}'), 1.5),
        (answer(503, retry_after="9"), 9),
    ],
)
def test_the_server_says_how_long(mishap: WireResponse, pause: float) -> None:
    server = Server(mishap)
    get(server.client)
    assert server.clock.sleeps == [pause]


def test_the_server_says_until_when() -> None:
    server = Server(answer(429, retry_after=formatdate(time() + 30, usegmt=True)))
    get(server.client)
    assert 25 <= server.clock.sleeps[0] <= 30


@each("said", ["soon", "Wed, 99 Foo", formatdate(0, usegmt=True), "-5", ""])
def test_nonsense_about_how_long_does_no_harm(said: str) -> None:
    server = Server(answer(429, retry_after=said))
    get(server.client)
    assert 0 <= sum(server.clock.sleeps) <= 0.5


@each("mishap", [answer(500, x_ratelimit_reset="55"), answer(400, b'{"code": 12, "message": "x"}', x_ratelimit_reset="55")])
def test_a_fault_of_the_server_does_not_wait_for_the_rate_limit(mishap: WireResponse) -> None:
    """Answers of every kind carry the limit's reset."""
    server = Server(mishap)
    get(server.client)
    assert server.clock.sleeps[0] <= 0.5


def test_a_short_retry_after_of_a_fault_is_no_reason_to_hammer() -> None:
    server = Server(answer(503, retry_after="0"))
    get(server.client)
    assert server.clock.sleeps[0] >= 0.25


def test_retry_after_no_time_at_all_is_no_reason_to_hammer() -> None:
    server = Server(answer(429, retry_after="0"), answer(429, retry_after="0"))
    assert get(server.client)
    assert 0.25 <= server.clock.sleeps[0] <= 0.5 <= server.clock.sleeps[1] <= 1.0


def test_a_wait_that_is_too_long_is_said() -> None:
    server = Server(answer(429, b'{"code": 7, "message": "Slow down."}', retry_after="67150", x_pinterest_rid="r1"))
    with pytest.raises(RateLimited) as caught:
        post(server.client)
    error = caught.value
    assert (error.retry_after, error.code, error.http_status, error.request_id) == (67150, 7, 429, "r1")
    assert str(error) == "Slow down. (campaigns/create, HTTP 429, code 7, request r1)"
    assert error.safe_to_retry
    assert server.clock.sleeps == []


def test_a_spent_quota_is_said_at_once() -> None:
    server = Server(answer(429, b'{"code": 8, "message": "Quota."}', x_ratelimit_reset="40"))
    with pytest.raises(QuotaSpent) as caught:
        get(server.client)
    assert caught.value.retry_after == 40
    assert server.wire.count == 1


@pytest.mark.parametrize(
    ("mishap", "reason"),
    [(answer(500), "HTTP 500"), (HIDDEN, "Too many. Retry after 7 seconds."), (Timeout("no answer in time"), "no answer in time")],
)
def test_every_retry_is_logged_with_its_reason(caplog: pytest.LogCaptureFixture, mishap: Any, reason: str) -> None:
    caplog.set_level(logging.WARNING, "pinads")
    get(Server(mishap, mishap).client)
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 2
    for line in lines:
        assert line.startswith("campaigns/get: ")
        assert reason in line
        assert "sending it again in" in line
