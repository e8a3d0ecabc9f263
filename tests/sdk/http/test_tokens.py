"""The access token: refreshed when it is refused, kept to its host, shown nowhere."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from pinads.sdk import (
    AuthenticationError,
    Campaign,
    Client,
    InvalidInput,
    MissingScope,
    NetworkError,
    NotTheApi,
    PinadsError,
    UnknownOutcome,
)
from tests.support.each import each
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import BASE_URL, FakeWire, path_of
from tests.support.wording import Wording

ACCOUNT = "549755885175"
CAMPAIGN = f"/ad_accounts/{ACCOUNT}/campaigns/626"
CAMPAIGNS = f"/ad_accounts/{ACCOUNT}/campaigns"
EXPIRED = {"code": 2, "message": "Authentication failed."}


class Tokens:
    """A TokenSource with tokens to come; ``refreshed`` counts the refreshes."""

    def __init__(self, *tokens: str) -> None:
        self.tokens = list(tokens)
        self.refreshed = 0

    def token(self) -> str:
        return self.tokens[0]

    def refresh(self, rejected: str) -> str | None:
        self.refreshed += 1
        if len(self.tokens) > 1:
            self.tokens.pop(0)
        return self.tokens[0]


def tokens_of(wire: FakeWire) -> list[str]:
    return [request.headers["Authorization"].removeprefix("Bearer pina_TEST_") for request in wire.requests]


def client_with(tokens: Tokens, wire: FakeWire) -> Client:
    return Client(tokens, BASE_URL, wire=wire, clock=FakeClock())


def test_a_refused_token_is_refreshed_once(wire: FakeWire, caplog: pytest.LogCaptureFixture, wording: Wording) -> None:
    tokens = Tokens("pina_TEST_old", "pina_TEST_new")
    client = client_with(tokens, wire)
    wire.reply("GET", CAMPAIGN, EXPIRED, status=401)
    wire.reply("GET", CAMPAIGN, {"id": "626"})
    assert Campaign(ACCOUNT, "626", client=client).id == "626"
    assert (tokens_of(wire), tokens.refreshed) == (["old", "new"], 1)
    (record,) = caplog.records
    wording(record.getMessage())


def test_a_refused_post_was_not_executed_and_is_sent_again(wire: FakeWire) -> None:
    client = client_with(Tokens("pina_TEST_old", "pina_TEST_new"), wire)
    wire.reply("POST", CAMPAIGNS, EXPIRED, status=401, body=...)
    wire.reply("POST", CAMPAIGNS, {"items": [{"data": {"id": "626"}}]}, body=...)
    assert Campaign.create(ACCOUNT, "n", "AWARENESS", client=client).id == "626"
    assert wire.requests[0].body == wire.requests[1].body


def test_a_new_token_that_is_refused_too_is_the_end(wire: FakeWire) -> None:
    tokens = Tokens("pina_TEST_old", "pina_TEST_new", "pina_TEST_newer")
    for _ in range(2):
        wire.reply("GET", CAMPAIGN, EXPIRED, status=401)
    with pytest.raises(AuthenticationError):
        Campaign(ACCOUNT, "626", client=client_with(tokens, wire))
    assert tokens.refreshed == 1


def test_without_a_newer_token_there_is_no_second_try(wire: FakeWire, client: Client) -> None:
    for source in (client, client_with(Tokens("pina_TEST_only"), wire)):
        wire.reply("GET", CAMPAIGN, EXPIRED, status=401)
        with pytest.raises(AuthenticationError, match="Authentication failed"):
            Campaign(ACCOUNT, "626", client=source)


def test_a_token_that_somebody_else_refreshed_is_used(wire: FakeWire) -> None:
    """Another thread was faster: the source has a new token already, and its refresh token is used up."""
    tokens = Tokens("pina_TEST_old", "pina_TEST_new")

    class Racing:
        def send(self, request: Any) -> Any:
            if not wire.requests:
                tokens.tokens.pop(0)
            return wire.send(request)

    wire.reply("GET", CAMPAIGN, EXPIRED, status=401)
    wire.reply("GET", CAMPAIGN, {"id": "626"})
    assert Campaign(ACCOUNT, "626", client=Client(tokens, BASE_URL, wire=Racing())).id == "626"
    assert (tokens_of(wire), tokens.refreshed) == (["old", "new"], 0)


def test_a_missing_scope_is_not_mended_by_a_refresh(wire: FakeWire) -> None:
    tokens = Tokens("pina_TEST_old", "pina_TEST_new")
    wire.reply("GET", CAMPAIGN, {"code": 3, "message": "Missing: ['ads:read']"}, status=401)
    with pytest.raises(MissingScope, match="Missing") as caught:
        Campaign(ACCOUNT, "626", client=client_with(tokens, wire))
    assert isinstance(caught.value, AuthenticationError)
    assert tokens.refreshed == 0


@each("token", ["", "pina_TEST\n", "pina_TEST é", "pina TEST", "pina_TEST\r\nX-Evil: 1"])
def test_a_token_that_fits_no_header_is_neither_sent_nor_shown(wire: FakeWire, token: str) -> None:
    for make in (lambda: Client(token, BASE_URL, wire=wire), lambda: Campaign(ACCOUNT, "626", client=client_with(Tokens(token), wire))):
        with pytest.raises(InvalidInput, match="Invalid access token") as caught:
            make()
        assert "TEST" not in str(caught.value)
    assert wire.requests == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_host_is_followed(wire: FakeWire, client: Client, status: int) -> None:
    wire.reply("GET", CAMPAIGNS, status=status, headers={"location": "/v5/elsewhere?b=2"}, query=...)
    wire.reply("GET", "/elsewhere?b=2", {"items": []})
    assert Campaign.get_all(ACCOUNT, client=client) == ([], None)
    assert tokens_of(wire) == ["token", "token"]


@pytest.mark.parametrize(
    "location",
    [
        "https://evil.example/v5/x",
        "//evil.example/x",
        "http://api.pinterest.test/v5/x",
        "https://api.pinterest.test:444/v5/x",
        "https://api.pinterest.test@evil.example/x",
        "http://[",
        "",
    ],
)
def test_no_other_host_gets_the_token(wire: FakeWire, client: Client, location: str) -> None:
    wire.reply("GET", CAMPAIGN, status=302, headers={"location": location})
    with pytest.raises(NotTheApi, match=r"redirects elsewhere") as caught:
        Campaign(ACCOUNT, "626", client=client)
    assert "the network" in str(caught.value.hint)
    assert [path_of(request) for request in wire.requests] == [CAMPAIGN]


def test_a_write_is_not_redirected(wire: FakeWire, client: Client) -> None:
    for method in ("POST", "PATCH"):
        wire.reply(method, CAMPAIGNS, status=307, headers={"location": "/v5/elsewhere"}, body=...)
    with pytest.raises(UnknownOutcome, match="redirects"):
        Campaign.create(ACCOUNT, "n", "AWARENESS", client=client)
    with pytest.raises(UnknownOutcome, match="redirects"):
        Campaign.from_wire({"id": "626"}, client, ACCOUNT).update_fields(name="m")


def test_redirects_end(wire: FakeWire, client: Client) -> None:
    for path in (CAMPAIGN, "/a", "/a"):
        wire.reply("GET", path, status=302, headers={"location": "/v5/a"})
    with pytest.raises(NotTheApi, match="redirects"):
        Campaign(ACCOUNT, "626", client=client)


def test_the_token_is_in_no_log_and_no_error(wire: FakeWire, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = client_with(Tokens("pina_TEST_old", "pina_TEST_new"), wire)
    wire.reply("GET", CAMPAIGN, EXPIRED, status=401)
    wire.reply("GET", CAMPAIGN, status=429, headers={"retry-after": "1", "x-pinterest-rid": "r1"})
    wire.fail("GET", CAMPAIGN, NetworkError("dropped"))
    wire.reply("GET", CAMPAIGN, b"<html>", status=403)
    with pytest.raises(PinadsError) as caught:
        Campaign(ACCOUNT, "626", client=client)
    shown = f"{caught.value} {caught.value!r} {vars(caught.value)} {client!r} {client._transport.tokens!r}"
    assert "request r1" in caplog.text
    assert len(caplog.records) >= 6
    for text in (shown, caplog.text, "".join(str(vars(record)) for record in caplog.records)):
        assert "pina_TEST" not in text
