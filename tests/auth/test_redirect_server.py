"""The server that the browser comes back to: slow clients and strangers neither hold nor end a login."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from pinads.auth import redirect_server
from pinads.auth.redirect_server import RedirectServer, listening
from pinads.sdk.errors import CredentialError
from tests.support.each import thinned
from tests.support.logins import free_port

STATE = "TEST_state"
OURS = f"/?code=TEST_code&state={STATE}"


class Login:
    """A login that waits in a thread, and clients that come."""

    def __init__(self, server: RedirectServer, port: int) -> None:
        self.port = port
        self.ended: list[object] = []
        self._thread = threading.Thread(target=self._wait, args=(server,), daemon=True)
        self._thread.start()

    def _wait(self, server: RedirectServer) -> None:
        try:
            self.ended.append(server.wait(STATE, 60))
        except CredentialError as error:
            self.ended.append(error)

    def connected(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)

    def asks(self, target: str, method: str = "GET") -> str:
        """What a client is answered."""
        with self.connected() as client:
            client.sendall(f"{method} {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            return "".join(iter(lambda: client.recv(4096).decode(), ""))

    @property
    def outcome(self) -> object:
        self._thread.join(30)
        assert self.ended, "the login is still waiting"
        return self.ended[0]


@pytest.fixture
def login() -> Iterator[Login]:
    port = free_port()
    with listening(f"http://127.0.0.1:{port}/") as server:
        login = Login(server, port)
        yield login
        if not login.ended:
            login.asks(OURS)
        assert login.outcome


@pytest.mark.slow
@pytest.mark.parametrize("sent", thinned([b"", b"GET", b"GET / HTTP/1.1\r\nX: "], 1))
@pytest.mark.parametrize("many", [1, 100])
def test_slow_clients_do_not_hold_it(login: Login, sent: bytes, many: int) -> None:
    with ExitStack() as stack:
        for _ in range(many):
            stack.enter_context(login.connected()).sendall(sent)
        assert "return to the terminal" in login.asks(OURS)
        assert login.outcome == "TEST_code"


@pytest.mark.parametrize(
    "target",
    [
        "/favicon.ico",
        "/",
        "/?code=TEST_theirs",
        "/?code=TEST_theirs&state=TEST_other",
        "/?error=access_denied",
        "/?error=x&state=1",
        "//[",
        "/?state=%ff",
    ],
)
def test_strangers_do_not_end_it(login: Login, target: str) -> None:
    assert login.asks(target).split()[1] in ("400", "404")
    assert login.asks(target, "POST").split()[1] == "404"
    assert not login.ended
    assert "200 OK" in login.asks(OURS)
    assert login.outcome == "TEST_code"


def test_noise_does_not_end_it(login: Login) -> None:
    for noise in (
        b"\x16\x03\x01\x02\x00",
        b"\r\n\r\n",
        b"A" * 20_000,
        b"GET /\xff\xfe HTTP/1.1\r\n\r\n",
        b"GET " + OURS.encode() + b"\r\n\r\n",
    ):
        with login.connected() as client:
            client.sendall(noise)
            client.shutdown(socket.SHUT_WR)
    assert not login.ended


def test_a_no_ends_it(login: Login) -> None:
    assert "access was denied" in login.asks(f"/?error=access_denied&state={STATE}")
    assert "access was denied" in str(login.outcome)


def test_a_request_in_pieces_is_read(login: Login) -> None:
    with login.connected() as client:
        for piece in (b"GET ", OURS.encode(), b" HTTP/1.1\r\n", b"Host: localhost\r\n", b"\r\n"):
            client.sendall(piece)
        assert login.outcome == "TEST_code"


def test_when_nobody_comes_it_says_who_came(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    with listening(f"http://127.0.0.1:{port}/") as server:
        clients = [socket.create_connection(("127.0.0.1", port)) for _ in range(2)]
        for client in clients:
            client.sendall(b"GET /?code=x&state=other HTTP/1.1\r\n\r\n")
        # Time is over when both were heard.
        monkeypatch.setattr(redirect_server, "monotonic", lambda: 100.0 if server._ignored == 2 else 0.0)
        with pytest.raises(CredentialError, match=r"within 60 s; 2 "):
            server.wait(STATE, 60)
        for client in clients:
            client.close()
