"""The HTTP wire over a real connection on this machine."""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pinads.sdk import AdAccount, Client, ConnectionFailed, InvalidResponse, NetworkError, Timeout
from pinads.sdk.http.http_wire import HttpWire
from pinads.sdk.http.session import HttpSession
from pinads.sdk.http.wire import WireRequest, WireResponse
from tests.support.certificates import make_certificate, tls_server
from tests.support.each import each
from tests.support.loopback import Loopback, always, response, serving
from tests.support.wording import Wording

Answer = Callable[[str, socket.socket], bool]
ACCOUNT = response(b'{"id": "549755885175"}')


def send(wire: HttpWire, server: Loopback, *, method: str = "GET", body: bytes | None = None, timeout: float = 30.0) -> WireResponse:
    headers = {"Authorization": "Bearer pina_TEST", "X-Mine": "1"}
    return wire.send(WireRequest(method, server.url + "/v5/x", headers, [("a", "1"), ("a", "2 ü&=")], body, (timeout, timeout)))


def test_a_request_goes_out_as_it_is() -> None:
    with serving(always(response(b'{"a":1}', "201 Created", X_Pinterest_RID="r1"))) as server:
        answer = send(HttpWire(), server, method="POST", body=b'{"name":"\xc3\xbc"}')
    assert answer == WireResponse(201, {"content-length": "7", "x-pinterest-rid": "r1"}, b'{"a":1}')
    (request,) = server.requests
    head, _, body = request.partition("\r\n\r\n")
    assert head.startswith("POST /v5/x?a=1&a=2+%C3%BC%26%3D HTTP/1.1")
    assert "Authorization: Bearer pina_TEST" in head
    assert "X-Mine: 1" in head
    assert body == '{"name":"ü"}'


def test_a_connection_is_kept_for_the_next_request() -> None:
    with serving(always(ACCOUNT)) as server:
        client = Client("pina_TEST", server.url)
        for _ in range(3):
            assert AdAccount("549755885175", client=client).id == "549755885175"
    assert (len(server.requests), server.connections) == (3, 1)


def test_requests_at_once_have_a_connection_each_which_later_ones_use_again() -> None:
    together = threading.Barrier(2)

    def both(request: str, connection: socket.socket) -> bool:
        if "x=1" in request:
            together.wait(120)
        connection.sendall(ACCOUNT)
        return True

    with serving(both) as server:
        wire = HttpWire()

        def fetch(query: str) -> None:
            wire.send(WireRequest("GET", f"{server.url}/v5/a?{query}", {}, (), None, (5.0, 5.0)))

        threads = [threading.Thread(target=fetch, args=("x=1",)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
        fetch("x=2")
        later = threading.Thread(target=fetch, args=("x=3",))
        later.start()
        later.join(120)
    assert (len(server.requests), server.connections) == (4, 2)


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(ConnectionFailed, match=r"could not connect to 127\.0\.0\.1:") as caught:
        HttpWire().send(WireRequest("POST", f"http://127.0.0.1:{port}", {}))
    assert caught.value.safe_to_retry


def test_a_name_that_does_not_exist(monkeypatch: pytest.MonkeyPatch, wording: Wording) -> None:
    def no_such_name(*arguments: object, **options: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    with pytest.raises(ConnectionFailed) as caught:
        HttpWire().send(WireRequest("GET", "https://nowhere.invalid/v5", {}, timeout=(2.0, 2.0)))
    wording(str(caught.value))


def test_no_connection_in_time(monkeypatch: pytest.MonkeyPatch, wording: Wording) -> None:
    def slow(*arguments: object) -> None:
        raise TimeoutError("timed out")

    monkeypatch.setattr(socket.socket, "connect", slow)
    with pytest.raises(ConnectionFailed) as caught:
        HttpWire().send(WireRequest("POST", "http://127.0.0.1:9/v5", {}, timeout=(0.05, 5.0)))
    wording(str(caught.value))
    assert caught.value.safe_to_retry


def hang_up(request: str, connection: socket.socket) -> bool:
    return False


def stall(part: bytes = b"") -> Answer:
    """Send a part, then nothing until the client has gone."""

    def answer(request: str, connection: socket.socket) -> bool:
        connection.sendall(part)
        connection.recv(1)
        return False

    return answer


BROKEN: list[tuple[Answer, type[NetworkError], str]] = [
    (hang_up, NetworkError, "the connection broke before the answer was complete"),
    (always(b"hello\r\n\r\n", keep=False), NetworkError, "the connection broke"),
    (always(response(b'{"id"', length=500), keep=False), InvalidResponse, "the answer was cut off"),
    (always(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{", keep=False), InvalidResponse, "the answer was cut off"),
    (always(response(b"not gzip", Content_Encoding="gzip")), InvalidResponse, "the answer was cut off"),
    (stall(), Timeout, "the server did not answer in time"),
    (stall(response(b'{"id"', length=500)), Timeout, "the server did not answer in time"),
]


@each(("answer", "error", "message"), BROKEN)
def test_a_broken_answer(answer: Answer, error: type[NetworkError], message: str) -> None:
    with serving(answer) as server, pytest.raises(NetworkError, match=message) as caught:
        send(HttpWire(), server, method="POST", timeout=0.3 if error is Timeout else 30.0)
    assert type(caught.value) is error
    assert not caught.value.safe_to_retry
    assert "pina_TEST" not in f"{caught.value!r} {caught.value.__cause__}"


def test_an_answer_that_ends_within_its_head() -> None:
    with serving(always(b"HTTP/1.1 200 OK\r\nContent-Le", keep=False)) as server, pytest.raises(InvalidResponse, match="empty"):
        AdAccount("549755885175", client=Client("pina_TEST", server.url, max_retries=0))


def test_redirects_are_not_followed_here() -> None:
    with serving(always(response(status="302 Found", Location="/elsewhere"))) as server:
        assert send(HttpWire(), server).status == 302
    assert len(server.requests) == 1


def test_a_netrc_entry_does_not_replace_the_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine api.pinterest.test login someone password secret\ndefault login someone password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    lookup = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **options: lookup("127.0.0.1", *rest, **options))
    with serving(always(ACCOUNT)) as server:
        for url in (server.url, server.url.replace("127.0.0.1", "api.pinterest.test")):
            HttpWire().send(WireRequest("GET", url, {"Authorization": "Bearer pina_TEST"}))
    for request in server.requests:
        assert "Authorization: Bearer pina_TEST" in request
        assert "Basic" not in request


def test_a_proxy_is_not_used_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(always(response(status="500 Proxy"))) as proxy, serving(always(ACCOUNT)) as server:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert send(HttpWire(), server).status == 200
    assert proxy.requests == []


def test_a_proxy_that_does_not_answer_is_told_as_slow_and_may_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(ConnectionFailed, match=r"proxy http://127.* in time") as caught:
            HttpWire().send(WireRequest("POST", "https://api.pinterest.invalid/v5", {}, timeout=(0.1, 0.1)))
    assert type(caught.value) is ConnectionFailed
    assert (caught.value.safe_to_retry, caught.value.hint) == (True, "check https_proxy")
    assert caught.value.variable == "https_proxy"


def test_a_proxy_that_is_not_there_is_a_failed_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{free.getsockname()[1]}")
    with pytest.raises(ConnectionFailed) as caught:
        HttpWire().send(WireRequest("GET", "https://api.pinterest.invalid/v5", {}))
    assert caught.value.variable == "https_proxy"


def test_a_url_that_cannot_be_sent() -> None:
    with pytest.raises(ConnectionFailed, match=r"\*\.example\.com"):
        HttpWire().send(WireRequest("GET", "https://*.example.com/v5", {}))


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine that nobody trusts."""
    return make_certificate(tmp_path_factory.mktemp("tls") / "server.pem")


def test_a_certificate_that_is_not_trusted(certificate: Path) -> None:
    with (
        serving(always(ACCOUNT), tls_server(certificate)) as server,
        pytest.raises(ConnectionFailed, match=r"certificate of 127") as caught,
    ):
        send(HttpWire(), server)
    assert caught.value.safe_to_retry
    assert server.requests == []


def test_tls_that_breaks_after_the_request_leaves_its_outcome_open(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def garble(request: str, connection: socket.socket) -> bool:
        socket.socket.sendall(connection, b"this is not TLS at all, whatever you may think")
        return False

    session = HttpSession(time.monotonic)
    session.verify = str(certificate)
    with serving(garble, tls_server(certificate)) as server, pytest.raises(NetworkError) as caught:
        session.exchange(WireRequest("POST", server.url, {}, body=b"{}", timeout=(30.0, 30.0)))
    assert len(server.requests) == 1
    assert type(caught.value) is NetworkError
    assert not caught.value.safe_to_retry


def test_a_long_body_is_written_as_it_comes_and_only_where_it_is_wanted() -> None:
    large = b"x" * 5_000_000
    with serving(always(response(large))) as server, tempfile.TemporaryFile() as file:
        answer = HttpWire().send(WireRequest("GET", server.url + "/report", {}, into=file))
        file.seek(0)
        assert (answer.status, answer.body, file.read()) == (200, b"", large)
    (request,) = server.requests
    assert "authorization" not in request.lower()


def test_an_error_is_not_written_into_the_file() -> None:
    with serving(always(response(b"<Error/>", "403 Forbidden"))) as server, tempfile.TemporaryFile() as file:
        answer = HttpWire().send(WireRequest("GET", server.url + "/report", {}, into=file))
        assert (answer.status, answer.body, file.tell()) == (403, b"<Error/>", 0)


def test_a_file_that_is_cut_off_is_not_taken_for_whole() -> None:
    cut = always(response(b"x" * 1000, length=2000), keep=False)
    with serving(cut) as server, tempfile.TemporaryFile() as file, pytest.raises(InvalidResponse, match="cut off"):
        HttpWire().send(WireRequest("GET", server.url + "/report", {}, into=file))


def test_of_a_redirect_nothing_is_written_into_the_file() -> None:
    moved = response(b"<html>moved</html>", "307 Temporary Redirect", Location="/elsewhere")
    with serving(always(moved)) as server, tempfile.TemporaryFile() as file:
        answer = HttpWire().send(WireRequest("GET", server.url + "/report", {}, into=file))
        assert (answer.status, answer.body, file.tell()) == (307, b"<html>moved</html>", 0)
