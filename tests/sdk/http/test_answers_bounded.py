"""Answers that are too slow, too large, too deep, or a web page: a plain error, at once."""

from __future__ import annotations

import gzip
import socket
import tempfile
from collections.abc import Callable
from typing import Any

import pytest

from pinads.sdk import AdAccount, AnswerTooLarge, Campaign, Client, InvalidResponse, NotTheApi, PinadsError, ServerError, Timeout
from pinads.sdk.http import session
from pinads.sdk.http.http_wire import HttpWire
from pinads.sdk.http.wire import WireRequest, WireResponse
from pinads.sdk.redaction import redact
from tests.support.each import each, thinned
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import BASE_URL
from tests.support.loopback import always, response, serving
from tests.support.wires import FunctionWire

ACCOUNT = "549755885175"


class Ticking:
    """A clock on which a second passes each time it is read."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        self.time += 1.0
        return self.time


def dripping(prefix: bytes, drop: bytes) -> Callable[[str, socket.socket], bool]:
    def answer(request: str, connection: socket.socket) -> bool:
        connection.sendall(prefix)
        while True:  # until the client has gone
            connection.sendall(drop)

    return answer


@each(
    ("prefix", "drop"),
    [
        # Long ones: Python 3.14 itself gives up after a hundred, and reads 128 KiB at once.
        (b"", b"HTTP/1.1 100 Continue\r\nX-Long: " + b"x" * 60000 + b"\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", b"x" * 9000),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1f40\r\n" + b"x" * 8000 + b"\r\n"),
    ],
)
def test_the_time_out_is_the_whole_exchange(prefix: bytes, drop: bytes) -> None:
    """The server always sends something before a pause could be too long; the exchange ends all the same."""
    with serving(dripping(prefix, drop)) as server, pytest.raises(Timeout, match="in time"):
        HttpWire(Ticking()).send(WireRequest("POST", server.url, {}, body=b"{}", timeout=(30.0, 30.0)))


def test_a_download_has_an_hour_and_a_time_out_for_its_pauses() -> None:
    body = b"x" * 2_000_000
    with serving(always(response(body))) as server, tempfile.TemporaryFile() as file:
        HttpWire(Ticking()).send(WireRequest("GET", server.url, {}, timeout=(30.0, 30.0), into=file))
        assert file.tell() == len(body)


@pytest.mark.slow
def test_a_bomb_stops_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "MOST_BYTES", 3 << 20)
    bomb = gzip.compress(b"[" + b" " * (30 << 20) + b"]")
    with (
        serving(always(response(bomb, Content_Encoding="gzip"))) as server,
        pytest.raises(AnswerTooLarge, match="more than 3 MiB") as caught,
    ):
        AdAccount(ACCOUNT, client=Client("pina_TEST", server.url, clock=FakeClock()))
    assert len(server.requests) == 1, "it would be the same the next time"
    assert caught.value.operation == "ad_accounts/get"


@pytest.mark.slow
def test_the_body_of_a_redirect_is_not_unpacked_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "MOST_BYTES", 1 << 20)
    bomb = gzip.compress(b" " * (30 << 20))
    moved = response(bomb, "302 Found", Location="http://[::1\xff", Content_Encoding="gzip")
    with serving(always(moved)) as server, pytest.raises(AnswerTooLarge):
        AdAccount(ACCOUNT, client=Client("pina_TEST", server.url, clock=FakeClock()))


@each("location", ["http://[::1", "\xff\xfe", "//", "https://api.pinterest.test:port/x", "\\\\x", "ht!tp://x"])
def test_a_junk_location_is_a_plain_error(location: str) -> None:
    with serving(always(response(b"", "302 Found", Location=location), keep=False)) as server, pytest.raises(PinadsError):
        AdAccount(ACCOUNT, client=Client("pina_TEST", server.url, clock=FakeClock(), max_retries=0))


def read(body: bytes, status: int = 200, **headers: str) -> tuple[PinadsError, int]:
    wire = FunctionWire(lambda request: WireResponse(status, {name.replace("_", "-"): text for name, text in headers.items()}, body))
    with pytest.raises(PinadsError) as caught:
        AdAccount(ACCOUNT, client=Client("pina_TEST", BASE_URL, wire=wire, clock=FakeClock()))
    return caught.value, wire.count


@each(
    ("body", "told"),
    [
        (b'{"id": ' + b"[" * 101 + b"]" * 101 + b"}", "100 levels"),
        (b'{"id":' * 5000 + b"1" + b"}" * 5000, "100 levels"),
        (b'{"id": ' + b"7" * 5000 + b"}", "4,300 digits"),
    ],
)
def test_what_is_too_much_is_told_at_once(body: bytes, told: str) -> None:
    error, tries = read(body)
    assert isinstance(error, AnswerTooLarge)
    assert told in error.message
    assert tries == 1


def test_a_hundred_levels_are_read() -> None:
    body = b'{"id": "1", "x": ' + b"[" * 99 + b"]" * 99 + b"}"
    wire = FunctionWire(lambda request: WireResponse(200, {}, body))
    assert AdAccount(ACCOUNT, client=Client("pina_TEST", BASE_URL, wire=wire)).id == "1"


@each(
    "body",
    [
        b"<!DOCTYPE html>\n<html><head><style>b{}</style><title>\n Sign in\n </title></head><body>x</body>",
        b"\xef\xbb\xbf  <html><script>alert('no')</script><p>Sign in</p>",
    ],
)
def test_a_page_with_http_200_is_a_login_page_or_a_proxy(body: bytes) -> None:
    error, tries = read(body)
    assert isinstance(error, NotTheApi)
    assert error.message.startswith("api.pinterest.test ")
    assert error.message.endswith(": Sign in")
    assert "HTTPS_PROXY" in str(error.hint)
    assert tries == 1


def test_a_page_in_answer_to_a_create_leaves_it_open_and_nothing_more_is_sent() -> None:
    wire = FunctionWire(lambda request: WireResponse(200, {}, b"<html>Sign in"))
    rows: list[Any] = [{"name": f"n{number}", "objective_type": "AWARENESS"} for number in range(70)]
    outcomes = list(Campaign.create_many(ACCOUNT, rows, client=Client("pina_TEST", BASE_URL, wire=wire, clock=FakeClock())))
    assert wire.count == 1
    assert [outcome.status for outcome in outcomes] == ["unknown"] * 30 + ["rejected"] * 40


@each(
    ("body", "line"),
    [
        (b"<html><head><title>502 Bad\x07 Gateway</title></head><body><h1>nginx</h1></body></html>", "502 Bad\x07 Gateway"),
        (b"<html><h1>Service <b>Unavailable</b></h1><p>Guru Meditation", "Service Unavailable Guru Meditation"),
        (b"upstream connect error\r\nor disconnect", "upstream connect error or disconnect"),
        (b"x" * 100_000, "x" * 200 + "… (50000 characters)"),
        (b"no route for ann@example.com", "no route for (e-mail)"),
    ],
)
def test_a_gateways_body_is_one_short_line(body: bytes, line: str) -> None:
    error, _ = read(body, 502)
    assert isinstance(error, ServerError)
    assert error.message == f"the server answered HTTP 502: {line}"


def test_a_long_message_is_cut_after_its_secrets_are_out() -> None:
    words = "ann@example.com pina_TEST_" + "y" * 300 + " "
    error, _ = read(b'{"message": "' + (words * 1000).encode() + b'", "code": 1}', 400, x_pinterest_rid="r" * 5000)
    assert len(str(error)) < 2300
    assert "ann@" not in str(error)
    assert "yyy" not in str(error)


def test_a_text_that_is_no_json_is_shown() -> None:
    error, tries = read(b"try again later")
    assert type(error) is InvalidResponse
    assert error.message.endswith(": try again later")
    assert tries == 6


@pytest.mark.slow
@pytest.mark.parametrize("word", thinned(["a", "a.", "a@", "%", "pina_", "Bearer ", "?x-", "&signature", "0", "-", "a@b."], 3))
def test_redaction_of_a_long_text_of_one_kind_ends(word: str) -> None:
    """A pattern that takes the square of the length would need hours for this."""
    redact(word * (300_000 // len(word)))
