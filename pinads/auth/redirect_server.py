"""The local HTTP server that receives the authorization code from the browser.

Any program on this machine may connect to it. So no connection blocks others, each has a time limit, and only an answer with this login's
state ends the login.
"""

from __future__ import annotations

import hmac
import html
import os
import selectors
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from time import monotonic
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from pinads.config.settings import REDIRECT_URI
from pinads.sdk.errors import CredentialError, InvalidInput
from pinads.sdk.http.base_url import LOOPBACK

_LONGEST_REQUEST = 16 * 1024
_LONGEST_CONNECTION = 5.0
"""Seconds after which an incomplete request is closed."""
_MOST_CONNECTIONS = 32
"""Above this number the oldest connection is closed, so that many slow clients cannot keep the browser out."""
_POLL_SECONDS = 0.2
_REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found"}
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>pinads</title>
<body style="font:1.1em/1.5 system-ui,sans-serif;max-width:32em;margin:4em auto;padding:0 1em"><h1>{title}</h1><p>{text}</p></body></html>
"""


class RedirectAnswer(NamedTuple):
    """The parameters of the redirect: a code, or an error."""

    code: str | None
    state: str | None
    error: str | None


def read_answer(url: str, expected_state: str) -> str:
    """Read the code from the URL that Pinterest redirected the browser to.

    Raises:
        CredentialError: access was denied, or the URL does not belong to this login.
    """
    answer = _answer(url)
    if not _belongs(answer, expected_state):
        raise CredentialError(
            "the answer does not belong to this login: its state is not the one that was sent", "start over, and use the new page"
        )
    if answer.error is not None:
        said = "access was denied" if answer.error == "access_denied" else f"Pinterest answered {answer.error[:80]!r}"
        raise CredentialError(f"not logged in: {said}")
    if not answer.code:
        raise CredentialError("the answer has no code", "start over")
    return answer.code


def _answer(url: str) -> RedirectAnswer:
    try:
        query = parse_qs(urlsplit(url.strip()).query)
    except ValueError:
        query = {}
    code, state, error = (query.get(name, [None])[0] for name in ("code", "state", "error"))
    return RedirectAnswer(code, state, error)


def _belongs(answer: RedirectAnswer, expected_state: str) -> bool:
    return answer.state is not None and hmac.compare_digest(answer.state.encode("utf-8", "replace"), expected_state.encode())


@contextmanager
def listening(redirect_uri: str) -> Iterator[RedirectServer]:
    """Listen at the redirect URI.

    Raises:
        InvalidInput: the URI is not of this machine, or not plain http.
        CredentialError: another program listens there.
    """
    parts = urlsplit(redirect_uri)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK:
        raise InvalidInput(
            f"{redirect_uri} does not lead to this machine. Register {REDIRECT_URI} for the app, or use `no_browser`",
            "redirect_uri",
        )
    port = parts.port or 80
    with ExitStack() as stack:
        listeners: list[socket.socket] = []
        for family, address in _addresses(str(parts.hostname)):
            try:
                listeners.append(stack.enter_context(_bound(family, address, port)))
            except OSError as error:
                if family == socket.AF_INET or not listeners:
                    raise CredentialError(
                        f"cannot listen at {redirect_uri}: {error.strerror or error}",
                        "end that program, log in with --no-browser, or register another URI and name it with --redirect-uri",
                    ) from None
        yield RedirectServer(listeners, parts.path or "/")


def _addresses(host: str) -> list[tuple[socket.AddressFamily, str]]:
    """List the addresses of a host; browsers resolve ``localhost`` to either of two."""
    four, six = (socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")
    return {"localhost": [four, six], "::1": [six]}.get(host, [four])


def _bound(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        # On Windows this option would let another program listen on the same port, and take the code.
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(_MOST_CONNECTIONS)
        listener.setblocking(False)
    except BaseException:
        listener.close()
        raise
    return listener


class _Connection:
    """A client's connection, with the bytes received so far."""

    def __init__(self, client: socket.socket) -> None:
        self.client = client
        self.until = monotonic() + _LONGEST_CONNECTION
        self.received = b""

    def read(self) -> bool:
        """Receive available bytes; return whether the request is complete or cannot become so."""
        with suppress(BlockingIOError):
            try:
                part = self.client.recv(_LONGEST_REQUEST)
            except OSError as error:
                if isinstance(error, BlockingIOError):
                    raise
                part = b""
            self.received += part
            return not part or b"\r\n\r\n" in self.received or len(self.received) > _LONGEST_REQUEST
        return False

    @property
    def target(self) -> str | None:
        """Parse the target of a complete GET request; None for anything else."""
        words = self.received.partition(b"\r\n")[0].decode("latin-1").split(" ")
        whole = b"\r\n\r\n" in self.received and len(words) == 3
        return words[1] if whole and words[0] == "GET" and words[2].startswith("HTTP/") else None

    def answer(self, status: int, title: str, text: str) -> None:
        """Send a page, without waiting for a slow client."""
        body = _PAGE.format(title=html.escape(title), text=html.escape(text)).encode()
        headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(body)),
            "Connection": "close",
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
        }
        lines = [f"HTTP/1.1 {status} {_REASONS[status]}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        with suppress(OSError):
            self.client.sendall("\r\n".join(lines).encode() + body)
            self.client.shutdown(socket.SHUT_WR)


class RedirectServer:
    """A server that waits for the browser's redirect."""

    def __init__(self, listeners: list[socket.socket], path: str) -> None:
        self._listeners = listeners
        self._path = path
        self._open: list[_Connection] = []
        self._ignored = 0

    def wait(self, state: str, seconds: float) -> str:
        """Wait for the browser, and return the code.

        Raises:
            CredentialError: access was denied, or no browser came within these seconds.
        """
        until = monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            for listener in self._listeners:
                selector.register(listener, selectors.EVENT_READ)
            try:
                while (left := until - monotonic()) > 0:
                    for key, _ in selector.select(min(left, _POLL_SECONDS)):
                        if key.data is None:
                            self._accept(selector, key.fileobj)
                        elif key.data in self._open and key.data.read():
                            code = self._served(key.data, state)
                            self._close(selector, key.data)
                            if code is not None:
                                return code
                    for late in [one for one in self._open if one.until <= monotonic()]:
                        self._close(selector, late)
            finally:
                for one in [*self._open]:
                    self._close(selector, one)
        others = f"; {self._ignored} with another login's answer came" if self._ignored else ""
        raise CredentialError(f"no browser came back within {seconds:g} s{others}", "try again, or log in with --no-browser")

    def _accept(self, selector: selectors.BaseSelector, listener: object) -> None:
        assert isinstance(listener, socket.socket)
        try:
            client, _ = listener.accept()
        except OSError:
            return  # The client has left already, or this process has no free descriptors.
        client.setblocking(False)
        connection = _Connection(client)
        self._open.append(connection)
        selector.register(client, selectors.EVENT_READ, connection)
        if len(self._open) > _MOST_CONNECTIONS:
            self._close(selector, self._open[0])

    def _close(self, selector: selectors.BaseSelector, connection: _Connection) -> None:
        self._open.remove(connection)
        selector.unregister(connection.client)
        connection.client.close()

    def _served(self, connection: _Connection, state: str) -> str | None:
        """Answer a request; return the code if it is this login's redirect, else None.

        Raises:
            CredentialError: it is this login's redirect, and has no code.
        """
        target = connection.target
        if target is None or _path_of(target) != self._path:
            if connection.received:
                connection.answer(404, "Nothing here", "This address only receives Pinterest's answer to a login.")
            return None
        is_ours = _belongs(_answer(target), state)
        try:
            code = read_answer(target, state)
        except CredentialError as error:
            connection.answer(400, "Not logged in", error.message)
            if is_ours:
                raise
            self._ignored += 1
            return None
        connection.answer(200, "Almost done", "pinads has received Pinterest's answer. You can close this page and return to the terminal.")
        return code


def _path_of(target: str) -> str | None:
    try:
        return urlsplit(target).path
    except ValueError:
        return None
