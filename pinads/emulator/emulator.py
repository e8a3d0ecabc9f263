"""The emulator: executes requests, and returns their responses."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from pinads.emulator.auth import authorize_page, token_endpoint
from pinads.emulator.auth.grants import ACCESS_SECONDS, REFRESH_SECONDS, Grants, refuse_token
from pinads.emulator.auth.scopes import DEFAULT, read_scopes
from pinads.emulator.faults import BEFORE, Faults
from pinads.emulator.messages import CUT, DROPPED, JSON, NOT_FOUND, TRANSIENT, LogEntry, Refused, Request, Response, bad, http_date
from pinads.emulator.rate_limits import THROTTLED, Limits, limit_headers, throttled
from pinads.emulator.redaction import redacted_path, redacted_query
from pinads.emulator.requests.body import read_form, read_json
from pinads.emulator.resources.base import Call
from pinads.emulator.routes import AUTHORISE, BODILESS, DOWNLOAD, Route, Routes, load_reporting
from pinads.emulator.sample.planted_account import PlantedAccount, plant_account
from pinads.emulator.sample.sample import plant
from pinads.emulator.storage.store import EmulatorStore

_GATEWAY_PAGE = b"<html><head><title>%s</title></head><body><center><h1>%s</h1></center></body></html>\n"
_WENT_WRONG = "Something went wrong on our end. Sorry about that."


class Emulator:
    """Emulator of Pinterest's Ads API v5; threads may share it, and processes its data directory.

    Args:
        data_dir: directory of its database; None keeps everything in memory.
        faults: the faults to inject.
        limits: enforced requests a minute by category (``ads_read``, ``ads_write``); the others are only announced.
        now: returns the time, in seconds since 1970.
        log: called with a LogEntry after each request.
        token_seconds: lifetime of the access tokens that it issues.
        refresh_seconds: lifetime of the refresh tokens that it issues.
        strict_auth: refuse codes and tokens that it did not issue.
        renew: empty a database of another version of pinads, and use it.

    Raises:
        ValueError: a lifetime is not positive.
        OSError: the directory or its database cannot be used; without ``renew`` also if it is another version's.
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
        try:
            self._store = EmulatorStore(self.data_dir, renew)
        except sqlite3.DatabaseError as error:
            raise OSError(errno.EIO, f"the emulator's database cannot be used: {error}", str(self.data_dir)) from error
        self.hosts: set[str] = set()
        """Host names under which it is served, besides those of this machine."""
        self._grants = Grants(self._store, token_seconds, refresh_seconds, strict_auth)
        self._limits = Limits(limits)
        self._now = now
        self._log = log
        self._catching_up = threading.Lock()

    def handle(self, request: Request) -> Response:
        """Execute a request and return its response, with the whole body.

        Responses are JSON and have an ``x-pinterest-rid``, except a gateway's page, the login page and a report's file.
        """
        response = self.stream(request)
        return response if response.file is None else response._replace(body=b"".join(response.file.pieces(response.size)), file=None)

    def stream(self, request: Request) -> Response:
        """Execute a request and return its response, whose body may be in a file."""
        self._catch_up()
        found: Route | Refused
        try:
            found = self._routes.find(request.method, request.path)
        except Refused as refused:
            found = refused
        route = found if isinstance(found, Route) else None
        operation = route.endpoint.name if route else None
        fault = self.faults.next(operation or "")
        if self.faults.latency:
            time.sleep(self.faults.latency)
        rid = str(int.from_bytes(os.urandom(7), "big"))
        headers = {"Content-Type": JSON, "x-pinterest-rid": rid, "Date": http_date(self._now())}
        try:
            if isinstance(found, Refused):
                raise found
            response = self._respond(request, found, fault, headers)
        except Refused as refused:
            response = _refusal(operation, refused, headers)
        if fault == "error_after":
            response = _refusal(operation, Refused(500, TRANSIENT, _WENT_WRONG), response.headers)
        elif fault == "drop_after":
            response = Response(0, {}, b"", DROPPED)
        elif fault == "truncate":
            response = response._replace(broken=CUT)
        if self._log:
            path, query = redacted_path(request.path), redacted_query(request.path, request.query)
            self._log(LogEntry(request.method, path, query, response.status, rid, operation, fault))
        return response

    def _catch_up(self) -> None:
        """Execute the requests that take effect after their response."""
        # Under the lock, so that no request is executed between taking these and executing them.
        with self._catching_up:
            for at, request in self.faults.take_due(self._now()):
                with suppress(Refused):
                    self._respond(request, self._routes.find(request.method, request.path), None, {}, at)

    def _respond(self, request: Request, route: Route, fault: str | None, headers: dict[str, str], at: float | None = None) -> Response:
        if fault in BEFORE:
            if fault == "late" and request.method != "GET":
                self.faults.delay(request, self._now())
            return self._fail(route, fault, headers)
        now = self._now() if at is None else at
        given = {name.lower(): value for name, value in request.headers.items()}
        if route.endpoint.handler is None:
            response = self._without_token(request, route, given, now)
            return response._replace(headers={**headers, **response.headers})
        scheme, _, token = given.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            refuse_token()
        self._grants.check(token.strip(), route.endpoint.scope, now)
        headers.update(self._limits.headers(route.endpoint.category, now))
        if route.account is not None and self._store.get("ad_account", 0, route.account) is None:
            raise Refused(404, NOT_FOUND, f"There is no ad account {route.account}")
        call = Call(self._store, int(now), route.account or 0, route.identity, request.query, moment=now, base=request.base)
        if request.method != "GET" and (request.body or route.endpoint.name not in BODILESS):
            body = read_json(given, request.body)
            rows = body.get("keywords") if isinstance(body, dict) else body
            count = len(rows) if isinstance(rows, list) else 0
            call = call._replace(body=body, refused_row=self.faults.pick(count) if fault == "item_throttle" else None)
        return Response(200, headers, route.endpoint.handler(call).encode())

    def _without_token(self, request: Request, route: Route, headers: dict[str, str], now: float) -> Response:
        if route.endpoint.name == AUTHORISE:
            return authorize_page.respond(self._grants, request, headers, now, self.hosts)
        if route.endpoint.name == DOWNLOAD:
            file: Response = load_reporting().reports.download(self._store, request, headers, now)
            return file
        form = read_form(headers, request.body)
        pair = token_endpoint.exchange(self._store, self._grants, headers.get("authorization", ""), form, now)
        return Response(200, {}, pair.encode())

    def _fail(self, route: Route, fault: str, headers: dict[str, str]) -> Response:
        """Return or raise the response of a request that a fault keeps from being executed."""
        wait, category = self.faults.retry_after, route.endpoint.category
        if fault == "throttle":
            raise throttled(limit_headers(category, 1000, 0, wait) if category else {}, wait)
        if fault == "throttle_bare":
            return _refusal(route.endpoint.name, Refused(429, THROTTLED, "Too many requests."), {})
        if fault in ("expired", "missing_scope"):
            refuse_token(route.endpoint.scope if fault == "missing_scope" else None)
        if fault == "hidden_throttle":
            raise bad(f"You have exceeded your rate limit. Retry after {wait} seconds.")
        if fault in ("html", "late"):
            status, title = (502, b"502 Bad Gateway") if fault == "html" else (504, b"504 Gateway Time-out")
            return Response(status, {"Content-Type": "text/html", "Date": headers["Date"]}, _GATEWAY_PAGE % (title, title))
        if fault == "drop_before":
            return Response(0, {}, b"", DROPPED)
        raise Refused(500, TRANSIENT, _WENT_WRONG)

    def issue_tokens(self, app_id: str = "1234", scopes: str = DEFAULT) -> dict[str, Any]:
        """Issue an access token and a refresh token without a login, in the form that ``oauth/token`` returns.

        Args:
            app_id: the app that may refresh them.
            scopes: the scopes that they grant, separated by commas.

        Raises:
            Refused: a scope is unknown.
        """
        return self._grants.issue(app_id, read_scopes(scopes), self._now())

    def seed(self, campaigns: int = 20) -> dict[str, int]:
        """Create the sample business, with the same ids on every machine.

        An earlier sample is replaced; everything else is kept.

        Args:
            campaigns: number of campaigns; ad groups, ads and keywords grow with it.

        Returns:
            The number of its entities by kind.
        """
        return plant(self._store, self._routes.kinds, campaigns, int(self._now()))

    def plant_account(self, seed: int, incidents: Sequence[str] = (), campaigns: int = 5) -> PlantedAccount:
        """Create an ad account that has run for four months, for trying checks of its figures.

        Args:
            seed: decides on the currency, the budgets and the number of ad groups and ads.
            incidents: ``underspend``, ``fatigue``, ``silent``, ``rejected`` or ``ended``; each has a campaign of its own.
            campaigns: the number of campaigns about which there is nothing to find.

        Returns:
            The ids of the account and its campaigns.

        Raises:
            ValueError: an incident is unknown.
        """
        return plant_account(self._store, self._routes.kinds, int(self._now()), seed, incidents, campaigns)

    def reset(self) -> None:
        """Delete everything."""
        self._store.clear()

    def is_empty(self) -> bool:
        """Tell whether it has no entities, not even an ad account."""
        return not self._store.query("SELECT 1 FROM entities LIMIT 1")

    def status(self) -> dict[str, Any]:
        """Describe the stored data: ``data_dir``, ``counts`` by kind, ``bytes``, ``seeded``."""
        counts = self._store.counts()
        return {
            "data_dir": str(self.data_dir) if self.data_dir else None,
            "counts": {name: counts.get(name, 0) for name in self._routes.kinds},
            "bytes": self._store.size(),
            "seeded": self._store.fact("sample") is not None,
        }

    def close(self) -> None:
        """Close the database; it takes no more requests."""
        self.closed = True
        self._store.close()


def _refusal(operation: str | None, refused: Refused, headers: Mapping[str, str]) -> Response:
    return refused.xml_response(headers) if operation == DOWNLOAD else refused.response(headers)
