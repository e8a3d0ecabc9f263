"""Recorded journeys over real HTTP.

``pytest tests/cassettes --record URL`` records them anew against an API or an emulator at URL, with the token in
PINADS_ACCESS_TOKEN on the ad account in PINADS_ACCOUNT. The recordings are scrubbed: no token, code or link to a file, no
people's data, another host and another ad account.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
import vcr

from pinads.sdk import Client
from pinads.sdk.http.base_url import PRODUCTION
from pinads.sdk.http.http_wire import HttpWire
from pinads.sdk.redaction import redact, redact_value
from tests.support.fake_clock import FakeClock

RECORDED = Path(__file__).parent / "recorded"
ACCOUNT = "549755885175"
FAKES = {
    "access_token": "pina_TEST_recorded",
    "refresh_token": "pinr_TEST_recorded",
    "token": "TEST_report",
    "code": "TEST_code",
    "url": "https://files.example.com/report",
}
"""What stands in recordings for a secret of a name, so that later requests with it are the same ones."""
_LINK = re.compile(r"https?://[^\s\"]+/reports/download\?[^\s\"]*")
APP = {"client_id": "1234", "redirect_uri": "http://localhost:8085/"}
KEPT_HEADERS = ("content-type", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "retry-after")

# Read while pytest starts: the fixture that empties the environment comes later.
TOKEN = os.environ.get("PINADS_ACCESS_TOKEN", "pina_TEST_cassette")
REAL_ACCOUNT = os.environ.get("PINADS_ACCOUNT", ACCOUNT)


class Journey(NamedTuple):
    """What a recorded test runs with; ``wire`` and ``base_url`` are the client's."""

    client: Client
    account: str
    wire: HttpWire
    base_url: str


class Scrubber:
    """Makes what is recorded fit for a public repository, and the same whatever it was recorded from."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url

    def request(self, request: Any) -> Any:
        if not request.uri.startswith(self.base_url) and self.base_url != PRODUCTION:
            request.uri = FAKES["url"]  # A report's file, from a host of files.
        request.uri = re.sub("([?&]token=)[^&]+", rf"\1{FAKES['token']}", self._text(request.uri.replace(self.base_url, PRODUCTION)))
        request.headers = {"Content-Type": request.headers.get("Content-Type", "application/json")} if request.body else {}
        if request.body:
            request.body = self._text(_bytes(request.body).decode()).encode()
        return request

    def response(self, response: Any) -> Any:
        response["headers"] = {k: v for k, v in response["headers"].items() if k.lower() in KEPT_HEADERS}
        response["body"]["string"] = self._text(_bytes(response["body"]["string"]).decode()).encode()
        return response

    def _text(self, text: str) -> str:
        text = _LINK.sub(FAKES["url"], text.replace(REAL_ACCOUNT, ACCOUNT))
        try:
            value = json.loads(text)
        except ValueError:
            form = dict(parse_qsl(text, keep_blank_values=True)) if "grant_type=" in text else None
            return urlencode(_faked(form)) if form else redact(text)
        return json.dumps(_faked(redact_value(value)))


def _faked(value: Any) -> Any:
    """An object with stand-ins for what has the name of a secret."""
    if not isinstance(value, dict):
        return value
    return {name: FAKES[name] if name in FAKES and isinstance(given, str) else given for name, given in value.items()}


def _bytes(body: Any) -> bytes:
    return body.encode() if isinstance(body, str) else body


def _same_path(one: Any, other: Any) -> None:
    assert urlsplit(one.uri)[2:4] == urlsplit(other.uri)[2:4], f"{one.uri} is not {other.uri}"


def _same_body(one: Any, other: Any) -> None:
    bodies = [_content(_bytes(request.body)) if request.body else None for request in (one, other)]
    assert bodies[0] == bodies[1], f"{bodies[0]} is not {bodies[1]}"


def _content(body: bytes) -> Any:
    return json.loads(body) if body[:1] in (b"{", b"[") else parse_qsl(body.decode())


class _Staying(HTTPRedirectHandler):
    """Shows where a redirect leads, and does not follow it."""

    def redirect_request(self, *args: object) -> None:
        return None


@pytest.fixture
def code(request: pytest.FixtureRequest) -> str:
    """An authorisation code: where an emulator is recorded, from its page, before the recording begins."""
    target = request.config.getoption("--record")
    if not target:
        return FAKES["code"]
    page = target.rstrip("/").removesuffix("/v5") + "/oauth/"
    form = {**APP, "response_type": "code", "scope": "ads:read,ads:write", "decision": "allow"}
    with pytest.raises(HTTPError) as redirected:
        build_opener(_Staying()).open(page, urlencode(form).encode(), timeout=60)
    redirected.value.close()
    return dict(parse_qsl(urlsplit(redirected.value.headers["Location"]).query))["code"]


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
        wire = HttpWire()
        timing: dict[str, Any] = {"max_wait": 120} if target else {"max_wait": 0, "clock": FakeClock()}
        yield Journey(Client(TOKEN if target else "pina_TEST", base_url, wire=wire, **timing), account, wire, base_url)
        assert target or cassette.all_played, "the journey sends less than was recorded"
