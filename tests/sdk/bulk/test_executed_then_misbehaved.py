"""A server or a proxy executes a create and then misbehaves: it is never sent twice, and never called rejected."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pinads.sdk import AdAccount, Campaign, Client, ConnectionFailed, NetworkError, Outcome
from pinads.sdk.http.http_wire import HttpWire
from pinads.sdk.http.wire import WireRequest
from tests.support.certificates import make_certificate, tls_server
from tests.support.each import each, thinned
from tests.support.executing import Executing, Misbehaviour, Tunnel, not_tls, raw, reset
from tests.support.fake_clock import FakeClock
from tests.support.loopback import response, serving

ACCOUNT = "549755885175"
HOST = "api.pinterest.test"
MADE = b'{"items":[{"data":{"id":"626"},"exceptions":[]}]}'
OK = response(MADE)
HEAD = b"HTTP/1.1 200 OK\r\n"

MISBEHAVIOURS: dict[str, Misbehaviour] = {
    "closes": raw(),
    "resets": reset(),
    "resets within the answer": reset(OK[:60]),
    "two lengths": raw(HEAD + b"Content-Length: 5\r\nContent-Length: 49\r\n\r\n" + MADE),
    "a length that is not a number": raw(HEAD + b"Content-Length: many\r\n\r\n" + MADE[:-1]),
    "a length below zero": raw(HEAD + b"Content-Length: -5\r\n\r\n" + MADE[:-1]),
    "bad chunks": raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}"),
    "chunks cut off": raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n{"),
    "no status line": raw(b"ICY 200 OK\r\n\r\n" + MADE),
    "a status that is not a number": raw(b"HTTP/1.1 2xx OK\r\n\r\n"),
    "a header too long": raw(HEAD + b"X-Odd: " + b"x" * 70_000 + b"\r\n\r\n"),
    "too many headers": raw(HEAD + b"".join(b"X-%d: 1\r\n" % number for number in range(200)) + b"\r\n"),
    "damaged headers": raw(HEAD + b"\x00\xff: \xff\r\nno colon\r\n\r\n"),
    "101": raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"),
    "103 alone": raw(b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    "103 without end": raw(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" * 50),
    "204": raw(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "205": raw(b"HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n"),
    "304": raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
    "302": raw(response(b"<html>", "302 Found", Location="https://login.example.com/")),
    "303 with a junk location": raw(b"HTTP/1.1 303 See Other\r\nLocation: http://[::1\xff\r\nContent-Length: 0\r\n\r\n"),
    "408": raw(response(b"<html>", "408 Request Timeout")),
    "502": raw(response(b"<html><title>Bad Gateway</title>", "502 Bad Gateway")),
    "a page": raw(response(b"<!DOCTYPE html><title>Sign in</title>", Content_Type="text/html")),
    "garbage": raw(b"\x00\x01\x02\x03" * 100),
    "not gzip": raw(response(MADE, Content_Encoding="gzip")),
    "an id and a refusal": raw(response(b'{"items":[{"data":{"id":"626"},"exceptions":[{"code":1,"message":"No."}]}]}')),
}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls") / "server.pem", HOST)


@pytest.fixture
def behind(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))


def create(url: str) -> Outcome[Campaign]:
    client = Client("pina_TEST", url, clock=FakeClock(), max_retries=1)
    (outcome,) = Campaign.create_many(ACCOUNT, [{"name": "n", "objective_type": "AWARENESS"}], client=client)
    return outcome


@contextmanager
def tunnel(server: Executing, certificate: Path, monkeypatch: pytest.MonkeyPatch, **options: Any) -> Iterator[Tunnel]:
    proxy = Tunnel(server, tls_server(certificate), **options)
    with serving(proxy) as listening:
        monkeypatch.setenv("HTTPS_PROXY", listening.url)
        yield proxy


@each("misbehave", MISBEHAVIOURS.values(), ids=[*MISBEHAVIOURS])
def test_a_create_is_sent_once_and_its_outcome_is_unknown(misbehave: Misbehaviour) -> None:
    server = Executing(misbehave)
    with serving(server) as listening:
        outcome = create(listening.url)
    assert (server.executed, outcome.status) == (1, "unknown"), outcome
    assert outcome.error is not None
    assert not outcome.error.safe_to_retry


@pytest.mark.parametrize("misbehave", [raw(), reset(), not_tls, MISBEHAVIOURS["two lengths"], MISBEHAVIOURS["101"]])
@pytest.mark.usefixtures("behind")
def test_behind_a_proxy_it_is_the_same(misbehave: Misbehaviour, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Executing(misbehave)
    with tunnel(server, certificate, monkeypatch):
        outcome = create(f"https://{HOST}/v5")
    assert (server.executed, outcome.status) == (1, "unknown"), outcome


@pytest.mark.usefixtures("behind")
def test_a_proxy_that_passes_everything_on_is_used(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Executing(raw(OK))
    with tunnel(server, certificate, monkeypatch) as proxy:
        outcome = create(f"https://{HOST}/v5")
    assert (server.executed, proxy.connects, outcome.status) == (1, 1, "applied"), outcome


@pytest.mark.parametrize(
    ("answer", "connects", "told"),
    thinned(
        [
            (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", 1, r"\(HTTPS_PROXY\) .* 407 Proxy Auth"),
            (b"HTTP/1.1 403 Forbidden\r\n\r\n", 1, "HTTPS_PROXY.* 403"),
            (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", 2, "HTTPS_PROXY.* 502"),
            (b"nonsense\r\n\r\n", 2, r"through the proxy http://127.*HTTPS_PROXY"),
            (b"", 2, r"through the proxy http://127.*HTTPS_PROXY"),
        ],
        3,
    ),
)
def test_a_tunnel_that_never_stood_means_not_sent(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes, connects: int, told: str
) -> None:
    server = Executing(raw(OK))
    with tunnel(server, certificate, monkeypatch, answer=answer) as proxy:
        outcome = create(f"https://{HOST}/v5")
    assert (server.executed, proxy.connects, outcome.status) == (0, connects, "rejected")
    assert outcome.error is not None
    assert re.search(told, outcome.error.message), outcome.error.message


def test_a_page_in_place_of_the_tunnel_means_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def page(request: str, connection: socket.socket) -> bool:
        connection.sendall(response(b"<html>Welcome to our wireless network</html>"))
        return False

    with serving(page) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        outcome = create(f"https://{HOST}/v5")
    assert outcome.status == "rejected"
    assert all(request.startswith("CONNECT") for request in proxy.requests)


def test_a_proxy_for_plain_http_may_have_passed_it_on(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Executing(raw())
    with serving(server) as proxy:
        monkeypatch.setenv("http_proxy", proxy.url)
        with pytest.raises(NetworkError) as caught:
            HttpWire().send(WireRequest("POST", f"http://{HOST}/v5", {}, body=b"{}"))
    assert server.executed == 1
    assert not isinstance(caught.value, ConnectionFailed)


def test_early_hints_are_not_the_answer() -> None:
    with serving(Executing(raw(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n", OK))) as server:
        assert create(server.url).status == "applied"


def test_an_answer_of_one_request_is_never_read_as_that_of_the_next() -> None:
    """After a 204 with a body the connection is not used again."""

    def stray(request: str, connection: socket.socket) -> bool:
        connection.sendall(b"HTTP/1.1 204 No Content\r\n\r\n" if "/first" in request else OK)
        return True

    wire = HttpWire()
    with serving(stray) as server:
        assert wire.send(WireRequest("GET", server.url + "/first", {})).status == 204
        assert wire.send(WireRequest("GET", server.url + "/second", {})).body == MADE
    assert server.connections == 2


def test_a_kept_connection_that_the_server_closes_on_a_create_leaves_its_outcome_open() -> None:
    def once(request: str, connection: socket.socket) -> bool:
        if request.startswith("GET"):
            connection.sendall(response(b'{"id": "549755885175"}'))
            return True
        return False

    with serving(once) as server:
        client = Client("pina_TEST", server.url, clock=FakeClock())
        AdAccount(ACCOUNT, client=client)
        (outcome,) = Campaign.create_many(ACCOUNT, [{"name": "n", "objective_type": "AWARENESS"}], client=client)
    assert outcome.status == "unknown"
    assert sum(request.startswith("POST") for request in server.requests) == 1


def test_a_handshake_that_fails_means_not_sent(certificate: Path) -> None:
    """The client does not know the certificate's authority, and says so before it sends anything."""
    with serving(Executing(raw(OK)), tls_server(certificate)) as server:
        outcome = create(server.url)
    assert (outcome.status, server.requests, server.connections) == ("rejected", [], 1)
    assert outcome.error is not None
    assert "REQUESTS_CA_BUNDLE" in str(outcome.error.hint)
