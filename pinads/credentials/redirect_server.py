"""The little server on this machine that the browser comes back to with the code."""

from __future__ import annotations

import hmac
import html
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from select import select
from time import monotonic
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from pinads.credentials.settings import REDIRECT_URI
from pinads.sdk.errors import CredentialError, InvalidInput
from pinads.sdk.wire import LOOPBACK

_IDLE_SECONDS = 5
_POLL_SECONDS = 0.2
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>pinads</title>
<body style="font:1.1em/1.5 system-ui,sans-serif;max-width:32em;margin:4em auto;padding:0 1em"><h1>{title}</h1><p>{text}</p></body></html>
"""


class Answer(NamedTuple):
    """What the browser brought: a code, or why there is none."""

    code: str | None
    state: str | None
    error: str | None


def read_answer(url: str, expected_state: str) -> str:
    """The code in the URL that Pinterest sent the browser to.

    Raises:
        CredentialError: the person said no, or the URL does not belong to this login.
    """
    answer = _answer(url)
    if answer.state is None or not hmac.compare_digest(answer.state.encode(), expected_state.encode()):
        raise CredentialError(
            "the answer does not belong to this login: its state is not the one that was sent", "begin again, and use the new page"
        )
    if answer.error is not None:
        said = "you said no" if answer.error == "access_denied" else f"Pinterest answered {answer.error[:80]!r}"
        raise CredentialError(f"not logged in: {said}")
    if not answer.code:
        raise CredentialError("the answer has no code", "begin again")
    return answer.code


def _answer(url: str) -> Answer:
    try:
        query = parse_qs(urlsplit(url.strip()).query)
    except ValueError:
        query = {}
    code, state, error = (query.get(name, [None])[0] for name in ("code", "state", "error"))
    return Answer(code, state, error)


@contextmanager
def listening(redirect_uri: str) -> Iterator[RedirectServer]:
    """Listen where the browser will come back to.

    Raises:
        InvalidInput: that is not this machine, or not plain http.
        CredentialError: something else listens there.
    """
    parts = urlsplit(redirect_uri)
    if parts.scheme != "http" or parts.hostname not in LOOPBACK:
        raise InvalidInput(
            f"{redirect_uri} does not lead to this machine: register {REDIRECT_URI} for the app, or take --no-browser",
            "redirect_uri",
        )
    port = parts.port or 80
    with ExitStack() as stack:
        servers = []
        for family, address in _addresses(str(parts.hostname)):
            try:
                servers.append(stack.enter_context(_bound(family, address, port, parts.path or "/")))
            except OSError as error:
                if family == socket.AF_INET or not servers:
                    raise CredentialError(
                        f"cannot listen at {redirect_uri}: {error.strerror or error}",
                        "end what listens on that port, log in with --no-browser, or register another URI and give it as --redirect-uri",
                    ) from None
        yield RedirectServer(servers)


def _addresses(host: str) -> list[tuple[socket.AddressFamily, str]]:
    """Browsers take ``localhost`` for either of two addresses."""
    four, six = (socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")
    return {"localhost": [four, six], "::1": [six]}.get(host, [four])


class RedirectServer:
    """Waits for the browser."""

    def __init__(self, servers: list[_Server]) -> None:
        self._servers = servers

    def wait(self, state: str, seconds: float) -> str:
        """The code that the browser brings.

        Raises:
            CredentialError: the person said no, the answer is forged, or nobody came.
        """
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0:
            ready, _, _ = select(self._servers, [], [], min(left, _POLL_SECONDS))
            for server in ready:
                server.state = state
                server.handle_request()
                if server.outcome is not None:
                    if isinstance(server.outcome, CredentialError):
                        raise server.outcome
                    return server.outcome
        raise CredentialError(f"no browser came back within {seconds:g} s", "try again, or log in with --no-browser")


class _Server(HTTPServer):
    # On Windows the option lets another program listen on the same port, and take the code.
    allow_reuse_address = os.name == "posix"
    timeout = 0
    state = ""
    path = "/"
    outcome: str | CredentialError | None = None

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that its client broke off is nobody's concern."""


class _ServerSix(_Server):
    address_family = socket.AF_INET6


def _bound(family: socket.AddressFamily, address: str, port: int, path: str) -> _Server:
    server = (_ServerSix if family == socket.AF_INET6 else _Server)((address, port), _Handler)
    server.path = path
    return server


class _Handler(BaseHTTPRequestHandler):
    timeout = _IDLE_SECONDS
    server: _Server

    def do_GET(self) -> None:
        """Take the code, once; whatever else a browser asks for is not found."""
        if urlsplit(self.path).path != self.server.path or self.server.outcome is not None:
            return self._page(404, "Nothing here", "pinads only waits for Pinterest's answer to a login.")
        try:
            self.server.outcome = read_answer(self.path, self.server.state)
        except CredentialError as error:
            self.server.outcome = error
            return self._page(400, "Not logged in", error.message)
        return self._page(200, "Almost done", "pinads has Pinterest's answer. You may close this page and go back to the terminal.")

    def _page(self, status: int, title: str, text: str) -> None:
        body = _PAGE.format(title=html.escape(title), text=html.escape(text)).encode()
        self.send_response(status)
        for name, value in {
            "Content-Type": "text/html; charset=utf-8",
            "Content-Length": str(len(body)),
            "Connection": "close",
            "Cache-Control": "no-store",
            "Referrer-Policy": "no-referrer",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the request line has the code."""
