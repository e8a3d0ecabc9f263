"""Codes and tokens that the emulator issues, stored as digests only.

A code starts a family, whose members are the code and the valid pair of access and refresh token. An exchange ends all members and
issues a new pair, so a family never has two valid pairs.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, NamedTuple, NoReturn

from pinads.emulator.auth.scopes import DEFAULT
from pinads.emulator.messages import MISSING_SCOPE, UNAUTHENTICATED, Refused, bad
from pinads.emulator.storage.store import EmulatorStore, digest

CODE_SECONDS = 600.0
ACCESS_SECONDS = 30 * 24 * 3600.0
REFRESH_SECONDS = 60 * 24 * 3600.0
CODE = "code"
ACCESS = "access token"
REFRESH = "refresh token"


class _Issued(NamedTuple):
    """A row of the table; ``ended`` means used, replaced or revoked."""

    digest: bytes
    kind: str
    app: str
    scopes: str
    expires: float
    redirect: bytes | None
    family: bytes
    ended: bool = False


class Grants:
    """Issuer of codes and tokens, which checks them when they are used.

    Args:
        store: stores their digests.
        token_seconds: lifetime of access tokens.
        refresh_seconds: lifetime of refresh tokens.
        strict: refuse codes and tokens that were not issued here.

    Raises:
        ValueError: a lifetime is not positive.
    """

    def __init__(
        self, store: EmulatorStore, token_seconds: float = ACCESS_SECONDS, refresh_seconds: float = REFRESH_SECONDS, strict: bool = False
    ) -> None:
        if not (token_seconds > 0 and refresh_seconds > 0):
            raise ValueError("the lifetime of a token must be positive")
        self._store = store
        self._token_seconds = token_seconds
        self._refresh_seconds = refresh_seconds
        self._strict = strict

    def authorise(self, app: str, redirect_uri: str, scopes: Sequence[str], now: float) -> str:
        """Issue a code for an app and a redirect URI, valid once within ten minutes."""
        code = os.urandom(20).hex()
        with self._store.writing():
            self._keep(_Issued(digest(code), CODE, app, ",".join(scopes), now + CODE_SECONDS, digest(redirect_uri), digest(code)))
        return code

    def exchange(self, kind: str, text: str, app: str, scopes: Sequence[str], now: float, redirect_uri: str = "") -> dict[str, Any]:
        """Exchange a code or refresh token for a new pair of tokens.

        Unless strict, a code or token that was not issued here is accepted once, as the app's own.

        Args:
            kind: CODE or REFRESH.
            text: the code or refresh token.
            app: the id of the requesting app.
            scopes: the requested scopes; none requests all that were granted.
            now: seconds since 1970.
            redirect_uri: the URI that the code was sent to.

        Raises:
            Refused: it is not valid for this exchange.
        """
        key, redirect = digest(text), digest(redirect_uri) if kind == CODE else None
        with self._store.writing():
            found = self._find(key)
            if found is None and self._strict:
                raise bad(f"Invalid grant: this {kind} was never issued")
            if found is None:
                found = _Issued(key, kind, app, ",".join(scopes) or DEFAULT, now + 1, redirect, key)
                self._keep(found)
            problem = _problem(found, kind, app, redirect, scopes, now)
            if problem is None:
                self._end(found.family)
                return self._pair(app, ",".join(scopes) or found.scopes, found.family, now)
            if found.ended and found.kind == CODE:
                # Two parties have the code, and the first may have stolen it (RFC 6749, 4.1.2).
                self._end(found.family)
        raise bad(f"Invalid grant: {problem}")

    def issue(self, app: str, scopes: Sequence[str], now: float) -> dict[str, Any]:
        """Issue a pair of tokens, as after a login."""
        with self._store.writing():
            return self._pair(app, ",".join(scopes), os.urandom(32), now)

    def client(self, app: str, scopes: Sequence[str], now: float) -> dict[str, Any]:
        """Issue an access token for the app itself, without a refresh token."""
        with self._store.writing():
            return self._access(app, ",".join(scopes), None, now)

    def check(self, token: str, scope: str, now: float) -> None:
        """Check that an access token grants a scope.

        Unless strict, a token that was not issued here grants everything.

        Raises:
            Refused: 401, with code 2 if the token is not or no longer valid, and code 3 if it lacks the scope.
        """
        found = self._find(digest(token))
        if found is None:
            if self._strict:
                refuse_token()
            return
        if found.kind != ACCESS or found.ended or found.expires <= now:
            refuse_token()
        if scope not in found.scopes.split(","):
            refuse_token(scope)

    def _pair(self, app: str, scopes: str, family: bytes, now: float) -> dict[str, Any]:
        access = self._access(app, scopes, family, now)
        token, seconds = "pinr_TEST" + os.urandom(16).hex(), self._refresh_seconds
        self._keep(_Issued(digest(token), REFRESH, app, scopes, now + seconds, None, family))
        expiry = {"refresh_token_expires_in": int(seconds), "refresh_token_expires_at": int(now) + int(seconds)}
        return {**access, "refresh_token": token, **expiry}

    def _access(self, app: str, scopes: str, family: bytes | None, now: float) -> dict[str, Any]:
        token, seconds = "pina_TEST" + os.urandom(16).hex(), self._token_seconds
        self._keep(_Issued(digest(token), ACCESS, app, scopes, now + seconds, None, family or digest(token)))
        return {"access_token": token, "token_type": "bearer", "expires_in": int(seconds), "scope": scopes}

    def _find(self, key: bytes) -> _Issued | None:
        rows = self._store.query("SELECT * FROM issued WHERE digest = ?", (key,))
        return _Issued._make(rows[0]) if rows else None

    def _keep(self, issued: _Issued) -> None:
        self._store.run("INSERT INTO issued VALUES (?, ?, ?, ?, ?, ?, ?, ?)", issued)

    def _end(self, family: bytes) -> None:
        self._store.run("UPDATE issued SET ended = 1 WHERE family = ?", (family,))


def refuse_token(scope: str | None = None) -> NoReturn:
    """Refuse a request whose access token is not valid, or lacks a scope."""
    code, message = UNAUTHENTICATED, "Authentication failed."
    if scope:
        code, message = MISSING_SCOPE, f"The access token lacks the scope {scope}, which this operation needs."
    raise Refused(401, code, message, {"WWW-Authenticate": "Bearer"})


def _problem(found: _Issued, kind: str, app: str, redirect: bytes | None, scopes: Sequence[str], now: float) -> str | None:
    """Explain why a code or refresh token is not valid for this exchange; None if it is."""
    if found.ended:
        return "it has been used or revoked"
    if found.kind != kind:
        return f"this is no {kind}"
    if found.app != app:
        return "it was issued to another app"
    if found.redirect != redirect:
        return "redirect_uri is not the one of the authorisation request"
    if found.expires <= now:
        return "it has expired"
    wider = [scope for scope in scopes if scope not in found.scopes.split(",")]
    return f"{', '.join(wider)} was not granted" if wider else None
