"""Emulator: from a request to its answer."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pinads.emulator.auth.grants import ACCESS_SECONDS, REFRESH_SECONDS, Grants, refuse_token
from pinads.emulator.auth.scopes import DEFAULT, read_scopes
from pinads.emulator.faults import BEFORE, Faults
from pinads.emulator.messages import (
    CUT,
    DROPPED,
    NOT_FOUND,
    TRANSIENT,
    LogEntry,
    Refused,
    Request,
    Response,
    bad,
    error_body,
    http_date,
)
from pinads.emulator.rate_limits import THROTTLED, Limits, limit_headers, throttled
from pinads.emulator.requests.body import read_form, read_json
from pinads.emulator.resources.base import Call
from pinads.emulator.routes import AUTHORISE, DOWNLOAD, Route, Routes
from pinads.emulator.storage.store import EmulatorStore

_JSON = "application/json"
_GATEWAY_PAGE = b"<html><head><title>%s</title></head><body><center><h1>%s</h1></center></body></html>\n"
_WENT_WRONG = "Something went wrong on our end. Sorry about that."


class Emulator:
    """Pinterest's Ads API v5. It may be shared by threads, and a data directory by processes.

    Args:
        data_dir: where its database is; None keeps everything in memory.
        faults: what goes wrong on purpose.
        limits: requests a minute by category (``ads_read``, ``ads_write``) that are enforced; the others are only announced.
        now: tells the time, in seconds since 1970.
        log: called with a LogEntry after each request.
        token_seconds: how long an access token is good that it gives out.
        refresh_seconds: how long a refresh token is good that it gives out.
        strict_auth: whether to refuse codes and tokens that it did not give out.
        renew: empty a database that another version of pinads made, and use it.

    Raises:
        ValueError: a lifetime that is not positive.
        OSError: the directory, or what is in it, cannot be used; another version's database only with ``renew``.
    """

    def __init__(
        self,
        data_dir: Path | None,
        *,
        faults: Faults | None = None,
        limits: Mapping[str, int] | None = None,
        now: Callable[[], float] = time.time,
        log: Callable[[LogEntry], None] | None = None,
        token_seconds: float = ACCESS_SECONDS,
        refresh_seconds: float = REFRESH_SECONDS,
        strict_auth: bool = False,
        renew: bool = False,
    ) -> None:
        self.data_dir = Path(data_dir) if data_dir is not None else None
        self.faults = faults or Faults()
        self.closed = False
        self._routes = Routes()
        self._store = _opened(self.data_dir, renew)
        self.hosts: set[str] = set()
        """Names of hosts under which it is served, beyond those of this machine."""
        self._grants = Grants(self._store, token_seconds, refresh_seconds, strict_auth)
        self._limits = Limits(limits)
        self._now = now
        self._log = log
        self._catching_up = threading.Lock()

    def handle(self, request: Request) -> Response:
        """Answer a request. Every answer but a gateway's, a page's and a report's file has JSON and an ``x-pinterest-rid``."""
        self._catch_up()
        found = self._found(request)
        route = found if isinstance(found, Route) else None
        fault = self.faults.next(route.operation.name if route else "")
        if self.faults.latency:
            time.sleep(self.faults.latency)
        rid = str(int.from_bytes(os.urandom(7), "big"))
        headers = {"Content-Type": _JSON, "x-pinterest-rid": rid, "Date": http_date(self._now())}
        try:
            if isinstance(found, Refused):
                raise found
            answer = self._answer(request, found, fault, headers)
        except Refused as refused:
            answer = _refusal(route, refused, headers)
        if fault not in BEFORE:
            answer = _spoiled(route, answer, fault)
        if self._log:
            self._log(_entry(request, answer, rid, route, fault))
        return answer

    def _catch_up(self) -> None:
        """Execute the requests that were answered before they took effect."""
        # No other request is answered between taking and executing them.
        with self._catching_up:
            for at, request in self.faults.take_due(self._now()):
                with suppress(Refused):
                    self._answer(request, self._routes.find(request.method, request.path), None, {}, at)

    def _found(self, request: Request) -> Route | Refused:
        try:
            return self._routes.find(request.method, request.path)
        except Refused as refused:
            return refused

    def _answer(self, request: Request, route: Route, fault: str | None, headers: dict[str, str], at: float | None = None) -> Response:
        if fault in BEFORE:
            if fault == "late" and request.method != "GET":
                self.faults.delay(request, self._now())
            return self._failed(route, fault, headers)
        now = self._now() if at is None else at
        given = {name.lower(): value for name, value in request.headers.items()}
        if route.operation.handler is None:
            return self._without_token(request, route, given, headers, now)
        self._grants.check(_token(given.get("authorization", "")), route.operation.scope, now)
        headers.update(self._limits.headers(route.operation.category, now))
        return Response(200, headers, self._execute(request, route, given, fault, now).encode())

    def _without_token(self, request: Request, route: Route, given: dict[str, str], headers: dict[str, str], now: float) -> Response:
        if route.operation.name == AUTHORISE:
            from pinads.emulator.auth import authorize_page

            page = authorize_page.answer(self._grants, request, given, now, self.hosts)
        elif route.operation.name == DOWNLOAD:
            from pinads.emulator.reports import reports

            page = reports.download(self._store, request, given, now)
        else:
            from pinads.emulator.auth.token_endpoint import exchange

            form = read_form(given, request.body)
            page = Response(200, {}, exchange(self._store, self._grants, given.get("authorization", ""), form, now).encode())
        return page._replace(headers={**headers, **page.headers})

    def _execute(self, request: Request, route: Route, headers: dict[str, str], fault: str | None, now: float) -> str:
        handler = route.operation.handler
        assert handler is not None
        if route.account is not None and self._store.get("ad_account", 0, route.account) is None:
            raise Refused(404, NOT_FOUND, f"There is no ad account {route.account}")
        call = Call(self._store, int(now), route.account or 0, route.identity, request.query, moment=now, base=request.base)
        if request.method != "GET":
            body = read_json(headers, request.body)
            rows = body.get("keywords") if isinstance(body, dict) else body
            count = len(rows) if isinstance(rows, list) else 0
            call = call._replace(body=body, refused_row=self.faults.pick(count) if fault == "item_throttle" else None)
        return handler(call)

    def _failed(self, route: Route, fault: str, headers: dict[str, str]) -> Response:
        """The answer of a request that a fault keeps from being executed."""
        wait, category = self.faults.retry_after, route.operation.category
        if fault == "throttle":
            raise throttled(limit_headers(category, 1000, 0, wait) if category else {}, wait)
        if fault == "throttle_bare":
            return _refusal(route, Refused(429, THROTTLED, "Too many requests."), {})
        if fault in ("expired", "missing_scope"):
            refuse_token(route.operation.scope if fault == "missing_scope" else None)
        if fault == "hidden_throttle":
            raise bad(f"You have exceeded your rate limit. Retry after {wait} seconds.")
        if fault in ("html", "late"):
            status, says = (502, b"502 Bad Gateway") if fault == "html" else (504, b"504 Gateway Time-out")
            return Response(status, {"Content-Type": "text/html", "Date": headers["Date"]}, _GATEWAY_PAGE % (says, says))
        if fault == "drop_before":
            return Response(0, {}, b"", DROPPED)
        raise Refused(500, TRANSIENT, _WENT_WRONG)

    def issue_tokens(self, app_id: str = "1234", scopes: str = DEFAULT) -> dict[str, Any]:
        """Give out an access token and a refresh token without a login, as ``oauth/token`` answers them.

        Args:
            app_id: the app that may renew them.
            scopes: what they are good for, with commas between.
        """
        return self._grants.issue(app_id, read_scopes(scopes), self._now())

    def seed(self, campaigns: int = 20) -> dict[str, int]:
        """Put a sample business in: the same ids on every machine. What is left of an earlier one is replaced; the rest stays.

        Args:
            campaigns: how many campaigns; ad groups, ads and keywords grow with them.

        Returns:
            How many entities of each kind it has.
        """
        from pinads.emulator.sample.sample import plant

        return plant(self._store, self._routes.kinds, campaigns, int(self._now()))

    def reset(self) -> None:
        """Forget everything."""
        self._store.clear()

    def is_empty(self) -> bool:
        """Whether there is no ad account."""
        return not self._store.query("SELECT 1 FROM entities LIMIT 1")

    def status(self) -> dict[str, Any]:
        """Where the data is and how much: ``data_dir``, ``counts`` by kind, ``bytes``, ``seeded``."""
        counts = self._store.counts()
        return {
            "data_dir": str(self.data_dir) if self.data_dir else None,
            "counts": {name: counts.get(name, 0) for name in self._routes.kinds},
            "bytes": self._store.size(),
            "seeded": self._store.fact("sample") is not None,
        }

    def close(self) -> None:
        """Close the database; no more requests after this."""
        self.closed = True
        self._store.close()


def _opened(data_dir: Path | None, renew: bool) -> EmulatorStore:
    try:
        return EmulatorStore(data_dir, renew)
    except sqlite3.DatabaseError as error:
        raise OSError(errno.EIO, f"the emulator's database cannot be used: {error}", str(data_dir)) from error


def _token(authorization: str) -> str:
    """The access token that a request came with."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        refuse_token()
    return token.strip()


def _refusal(route: Route | None, refused: Refused, headers: Mapping[str, str]) -> Response:
    if route and route.operation.name == DOWNLOAD:
        from pinads.emulator.reports import reports

        answer = reports.refusal(refused)
        return answer._replace(headers={**headers, **answer.headers})
    return Response(refused.status, {**headers, "Content-Type": _JSON, **refused.headers}, error_body(refused.code, refused.message))


def _spoiled(route: Route | None, answer: Response, fault: str | None) -> Response:
    """The answer of a request that was executed, with what a fault makes of it."""
    if fault == "error_after":
        return _refusal(route, Refused(500, TRANSIENT, _WENT_WRONG), answer.headers)
    if fault == "drop_after":
        return Response(0, {}, b"", DROPPED)
    return answer._replace(broken=CUT) if fault == "truncate" else answer


def _entry(request: Request, answer: Response, rid: str, route: Route | None, fault: str | None) -> LogEntry:
    from pinads.emulator.redaction import redacted_path, redacted_query

    path, query = redacted_path(request.path), redacted_query(request.path, request.query)
    return LogEntry(request.method, path, query, answer.status, rid, route.operation.name if route else None, fault)
