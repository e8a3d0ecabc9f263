"""Keeping to the server's rate limits, one category of operations at a time."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from pinads.sdk import Campaign, Client, RateLimited
from pinads.sdk.http.rate_limits import Window, parse_limit
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import FakeWire
from tests.support.wording import Wording

ACCOUNT = "549755885175"
CAMPAIGN = f"/ad_accounts/{ACCOUNT}/campaigns/626"
CAMPAIGNS = f"/ad_accounts/{ACCOUNT}/campaigns"


def reply_get(wire: FakeWire, *, status: int = 200, **headers: str) -> None:
    wire.reply("GET", CAMPAIGN, {"id": "626"}, status=status, headers={name.replace("_", "-"): value for name, value in headers.items()})


def used_up(wire: FakeWire, client: Client, reset: str) -> None:
    reply_get(wire, x_ratelimit_remaining="0", x_ratelimit_reset=reset)
    Campaign(ACCOUNT, "626", client=client)


def test_nothing_remaining_holds_back_the_category(
    wire: FakeWire, client: Client, clock: FakeClock, caplog: pytest.LogCaptureFixture, wording: Wording
) -> None:
    caplog.set_level(logging.WARNING, "pinads")
    used_up(wire, client, "9")
    assert clock.sleeps == []
    reply_get(wire)
    Campaign(ACCOUNT, "626", client=client)
    assert clock.sleeps == [9]
    (record,) = caplog.records
    wording(record.getMessage())
    reply_get(wire)
    Campaign(ACCOUNT, "626", client=client)
    assert clock.sleeps == [9]


def test_and_no_other_category(wire: FakeWire, client: Client, clock: FakeClock) -> None:
    used_up(wire, client, "9")
    wire.reply("POST", CAMPAIGNS, {"items": [{"data": {"id": "1"}}]}, body=...)
    Campaign.create(ACCOUNT, "n", "AWARENESS", client=client)
    assert clock.sleeps == []


def test_a_wait_beyond_max_wait_is_refused_here(wire: FakeWire, client: Client, clock: FakeClock) -> None:
    used_up(wire, client, "67150")
    with pytest.raises(RateLimited, match=r"ads_read .*67150 s.*max_wait") as caught:
        Campaign(ACCOUNT, "626", client=client)
    assert (caught.value.retry_after, caught.value.safe_to_retry, caught.value.http_status) == (67150, True, None)
    assert len(wire.requests) == 1
    clock.time += 67150
    reply_get(wire)
    assert Campaign(ACCOUNT, "626", client=client).id == "626"


def test_waits_of_all_kinds_count_together(wire: FakeWire, client: Client, clock: FakeClock) -> None:
    """100 s for the budget leave 20 of the 120 for the throttle's 30."""
    used_up(wire, client, "100")
    reply_get(wire, status=429, retry_after="30")
    with pytest.raises(RateLimited):
        Campaign(ACCOUNT, "626", client=client)
    assert clock.sleeps == [100]


def test_a_throttle_holds_back_later_requests_too(wire: FakeWire, client: Client, clock: FakeClock) -> None:
    reply_get(wire, status=429, retry_after="500")
    with pytest.raises(RateLimited):
        Campaign(ACCOUNT, "626", client=client)
    clock.time += 450
    reply_get(wire)
    Campaign(ACCOUNT, "626", client=client)
    assert clock.sleeps == [50]


@pytest.mark.parametrize(
    "headers",
    [
        {"x_ratelimit_remaining": "5", "x_ratelimit_reset": "9"},
        {"x_ratelimit_remaining": "0"},
        {"x_ratelimit_remaining": "0", "x_ratelimit_reset": "0"},
        {"x_ratelimit_remaining": "0", "x_ratelimit_reset": "soon"},
        {"x_ratelimit_remaining": "none", "x_ratelimit_reset": "9"},
        {"x_ratelimit_limit": "many"},
    ],
)
def test_other_headers_hold_nothing_back(wire: FakeWire, client: Client, clock: FakeClock, headers: dict[str, Any]) -> None:
    for _ in range(2):
        reply_get(wire, **headers)
        Campaign(ACCOUNT, "626", client=client)
    assert clock.sleeps == []


def test_the_limits_that_the_server_named(wire: FakeWire, client: Client) -> None:
    assert client.rate_limits("ads_read") == []
    reply_get(wire, x_ratelimit_limit='60, 100;w=1;name="safety_net", 60;w=60;name="org_read"')
    Campaign(ACCOUNT, "626", client=client)
    assert client.rate_limits("ads_read") == [Window(100, 1, "safety_net"), Window(60, 60, "org_read")]
    assert client.rate_limits("ads_write") == []
    reply_get(wire)
    Campaign(ACCOUNT, "626", client=client)
    assert len(client.rate_limits("ads_read")) == 2


@pytest.mark.parametrize(
    ("header", "windows"),
    [
        ("", []),
        ("60", []),
        ("60, 100;w=1", [Window(100, 1, "")]),
        ('100 ; w=1 ; name="a b"', [Window(100, 1, "a b")]),
        (f"{'9' * 5000};w=1, 5;w={'9' * 5000}, 7;w=3", [Window(7, 3, "")]),
        ('x;w=1, 5;w=y, ;;;, 7;w=3;name="c', [Window(7, 3, "")]),
    ],
)
def test_limit_headers(header: str, windows: list[Any]) -> None:
    assert parse_limit(header) == windows
