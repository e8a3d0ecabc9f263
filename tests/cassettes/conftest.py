"""Recorded journeys over real HTTP.

``pytest tests/cassettes --record URL`` records them anew against an API or an emulator at URL, with the token in
PINADS_ACCESS_TOKEN on the ad account in PINADS_ACCOUNT. The recordings are scrubbed: no token, no people's data, another
host and another ad account.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest
import vcr

from pinads.sdk import Client
from pinads.sdk.client import PRODUCTION
from pinads.sdk.redaction import redact, redact_value

RECORDED = Path(__file__).parent / "recorded"
ACCOUNT = "549755885175"
KEPT_HEADERS = ("content-type", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "retry-after")

# Read while pytest starts: the fixture that empties the environment comes later.
TOKEN = os.environ.get("PINADS_ACCESS_TOKEN", "pina_TEST_cassette")
REAL_ACCOUNT = os.environ.get("PINADS_ACCOUNT", ACCOUNT)


class Journey(NamedTuple):
    """What a recorded test runs with."""

    client: Client
    account: str


class Scrubber:
    """Makes what is recorded fit for a public repository, and the same whatever it was recorded from."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url

    def request(self, request: Any) -> Any:
        request.uri = self._text(request.uri.replace(self.base_url, PRODUCTION))
        request.headers = {"Content-Type": "application/json"} if request.body else {}
        if request.body:
            request.body = self._text(_bytes(request.body).decode()).encode()
        return request

    def response(self, response: Any) -> Any:
        response["headers"] = {k: v for k, v in response["headers"].items() if k.lower() in KEPT_HEADERS}
        response["body"]["string"] = self._text(_bytes(response["body"]["string"]).decode()).encode()
        return response

    def _text(self, text: str) -> str:
        text = text.replace(REAL_ACCOUNT, ACCOUNT)
        try:
            return json.dumps(redact_value(json.loads(text)))
        except ValueError:
            return redact(text)


def _bytes(body: Any) -> bytes:
    return body.encode() if isinstance(body, str) else body


def _same_path(one: Any, other: Any) -> None:
    assert urlsplit(one.uri)[2:4] == urlsplit(other.uri)[2:4], f"{one.uri} is not {other.uri}"


def _same_body(one: Any, other: Any) -> None:
    bodies = [json.loads(_bytes(request.body)) if request.body else None for request in (one, other)]
    assert bodies[0] == bodies[1], f"{bodies[0]} is not {bodies[1]}"


@pytest.fixture
def journey(request: pytest.FixtureRequest) -> Iterator[Journey]:
    """A client whose requests are played back from a cassette, or recorded into one."""
    target = request.config.getoption("--record")
    base_url = target.rstrip("/") if target else PRODUCTION
    scrubber = Scrubber(base_url)
    recorder = vcr.VCR(
        serializer="json",
        record_mode="all" if target else "none",
        before_record_request=scrubber.request,
        before_record_response=scrubber.response,
        match_on=["method", "path_and_query", "body_as_json"],
    )
    recorder.register_matcher("path_and_query", _same_path)
    recorder.register_matcher("body_as_json", _same_body)
    path = RECORDED / f"{request.node.name.removeprefix('test_')}.json"
    if target:
        path.unlink(missing_ok=True)
    with recorder.use_cassette(str(path)) as cassette:
        account = REAL_ACCOUNT if target else ACCOUNT
        yield Journey(Client(TOKEN if target else "pina_TEST", base_url, max_wait=0 if not target else 120), account)
        assert target or cassette.all_played, "the journey sends less than was recorded"
