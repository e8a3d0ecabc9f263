"""Nothing secret and nobody's data in errors, logs and what --debug shows."""

from __future__ import annotations

import json
import logging

import pytest

from pinads.sdk import Campaign, Client
from pinads.sdk.errors import AuthenticationError, BadRequest, MissingScope
from pinads.sdk.redaction import redact, redact_body, redact_header, redact_query, remember
from tests.support.each import each
from tests.support.fake_wire import ANYTHING, FakeWire

HASH = "a" * 64
PLANTED = (
    "pina_TEST_abc.def-123",
    "pinr_TEST_xyz",
    "Bearer TEST_without_prefix",
    "Basic MTIzNDpURVNUX3NlY3JldA==",
    "ann.o'neil+ads@mail.example.co.uk",
    HASH,
    HASH.upper(),
    "b" * 40,
    "c" * 32,
    "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
)


@each("secret", PLANTED)
@each("around", ["{}", "it was {}, and no more", '"{}"', "a={}&b=1", "({})"])
def test_it_is_not_shown(secret: str, around: str) -> None:
    text = around.format(secret)
    shown = redact(text)
    assert secret.split()[-1] not in shown
    assert shown.replace(" ", "") != ""


@each("text", ["campaign 626735000001 is paused", "HTTP 401, request 8475629475823", "12.50 USD", "@example", "a" * 31])
def test_what_is_harmless_stays(text: str) -> None:
    assert redact(text) == text


def test_what_has_no_form_of_its_own_is_remembered() -> None:
    assert redact("the secret is TEST-hush-hush") == "the secret is TEST-hush-hush"
    remember("TEST-hush-hush")
    assert redact("the secret is TEST-hush-hush") == "the secret is (not shown)"
    remember("abc")
    assert redact("abc") == "abc"


def test_bodies() -> None:
    body = {"records": f"ann@example.com,{HASH}", "nested": [{"access_token": "x", "code": 7, "note": "to ann@example.com"}], "n": 1}
    shown = json.loads(redact_body(json.dumps(body).encode()))
    assert shown == {"records": "(not shown)", "nested": [{"access_token": "(not shown)", "code": 7, "note": "to (e-mail)"}], "n": 1}
    assert redact_body(b"grant_type=refresh_token&refresh_token=pinr_TEST") == "(48 bytes, not JSON)"


def test_headers_and_queries() -> None:
    assert redact_header("Authorization", "Bearer x") == redact_header("LOCATION", "http://x/?code=1") == "(not shown)"
    assert redact_header("Content-Type", "application/json") == "application/json"
    assert redact_query([("code", "TEST"), ("state", "TEST"), ("page_size", "25")]) == [
        ("code", "(not shown)"),
        ("state", "(not shown)"),
        ("page_size", "25"),
    ]


def test_an_error_does_not_repeat_what_a_server_says_of_people(wire: FakeWire, client: Client) -> None:
    wire.reply(
        "GET", ANYTHING, {"code": 1, "message": f"Invalid record ann@example.com of token pina_TEST_x, {HASH}"}, query=ANYTHING, status=400
    )
    with pytest.raises(BadRequest) as raised:
        Campaign.get_all("1", client=client)
    assert str(raised.value).startswith("Invalid record (e-mail) of token (token), (hash) (")


def test_a_token_without_a_prefix_is_not_repeated_either(wire: FakeWire) -> None:
    client = Client("TEST-my-own-token-format", "https://api.example.com/v5", wire=wire)
    wire.reply("GET", ANYTHING, {"code": 2, "message": "Token TEST-my-own-token-format is expired"}, query=ANYTHING, status=401)
    with pytest.raises(AuthenticationError, match=r"Token \(not shown\) is expired"):
        Campaign.get_all("1", client=client)


def test_the_log_is_redacted_for_whoever_listens(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "pinads"):
        logging.getLogger("pinads").warning("%s refused for %s", "pina_TEST_y", "ann@example.com")
    assert caplog.messages == ["(token) refused for (e-mail)"]


@pytest.mark.parametrize(
    ("message", "scope"),
    [("The token lacks a scope", "ads:read"), ("Missing: ['boards:read_secret']", "boards:read_secret")],
)
def test_a_missing_scope_is_named(wire: FakeWire, client: Client, message: str, scope: str) -> None:
    wire.reply("GET", ANYTHING, {"code": 3, "message": message}, query=ANYTHING, status=401)
    with pytest.raises(MissingScope) as raised:
        Campaign.get_all("1", client=client)
    assert raised.value.scope == scope


@each("name", ["Signature", "X-Amz-Signature", "X-Amz-Credential", "X-Amz-Security-Token", "signature"])
def test_what_makes_a_link_good_for_anybody_is_not_shown(name: str) -> None:
    shown = redact(f"https://storage.example.com/r?a=1&{name}=c2VhbGVk%2Fx&b=2 was refused")
    assert shown == f"https://storage.example.com/r?a=1&{name}=(not shown)&b=2 was refused"
