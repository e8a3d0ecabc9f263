"""A scripted stand-in for the network: it fails on a request that nobody expected and on an answer that nobody asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pinads.sdk.http.wire import WireRequest, WireResponse

BASE_URL = "https://api.pinterest.test/v5"
ANYTHING: Any = ...
"""Stands for a query or a body that the test does not care about."""


class Script(NamedTuple):
    """One exchange as the test expects it."""

    method: str
    path: str
    query: Any
    body: Any
    answer: WireResponse | Exception

    def mismatch(self, request: WireRequest) -> str | None:
        for what, wanted, got in (
            ("method", self.method, request.method),
            ("path", self.path, path_of(request)),
            ("query", self.query, query_of(request)),
            ("body", self.body, body_of(request)),
        ):
            if wanted is not ANYTHING and wanted != got:
                return f"{what}: expected {wanted!r}, got {got!r}"
        return None


class FakeWire:
    """A Wire whose exchanges are written down beforehand, in order."""

    def __init__(self) -> None:
        self.requests: list[WireRequest] = []
        self.failures: list[str] = []
        self._scripts: list[Script] = []

    def reply(
        self,
        method: str,
        path: str,
        answer: Any = None,
        *,
        query: Any = None,
        body: Any = None,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Expect a request and answer it; ``answer`` is JSON, or bytes as they are."""
        raw = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self._scripts.append(Script(method, path, {} if query is None else query, body, WireResponse(status, dict(headers or {}), raw)))

    def fail(self, method: str, path: str, error: Exception, *, query: Any = ANYTHING, body: Any = ANYTHING) -> None:
        """Expect a request and let the network fail."""
        self._scripts.append(Script(method, path, query, body, error))

    def send(self, request: WireRequest) -> WireResponse:
        self.requests.append(request)
        if not self._scripts:
            self._refuse(f"unexpected request: {request.method} {path_of(request)} {query_of(request)}")
        script = self._scripts.pop(0)
        wrong = script.mismatch(request)
        if wrong:
            self._refuse(f"{request.method} {path_of(request)}: {wrong}")
        if isinstance(script.answer, Exception):
            raise script.answer
        return script.answer

    def _refuse(self, message: str) -> None:
        self.failures.append(message)
        raise AssertionError(message)

    def check(self) -> None:
        """Fail where a request did not fit or an answer was not used."""
        unused = [f"{script.method} {script.path}" for script in self._scripts]
        assert not self.failures, self.failures
        assert not unused, f"answers that were not used: {unused}"

    @property
    def last_body(self) -> Any:
        return body_of(self.requests[-1])


def path_of(request: WireRequest) -> str:
    """The path below the base URL; the whole URL where it is another host's."""
    return request.url.removeprefix(BASE_URL) if request.url.startswith(BASE_URL) else urlsplit(request.url).geturl()


def query_of(request: WireRequest) -> dict[str, str | list[str]]:
    """The query as a dict; a repeated name has a list."""
    query: dict[str, Any] = {}
    for name, value in request.query:
        known = query.get(name)
        query[name] = value if known is None else [*(known if isinstance(known, list) else [known]), value]
    return query


def body_of(request: WireRequest) -> Any:
    return None if request.body is None else json.loads(request.body)
