"""What the emulator remembers of the codes and tokens that it gave out: digests, never the texts themselves.

A code begins a family. The code, and the access and refresh token that are good at the moment, are its members: whatever is
exchanged ends all members and begins a new pair, so a family never has two.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple, NoReturn

from pinads.emulator.auth.scopes import DEFAULT
from pinads.emulator.messages import MISSING_SCOPE, UNAUTHENTICATED, Refused, bad
from pinads.emulator.storage.store import EmulatorStore

CODE_SECONDS = 600.0
ACCESS_SECONDS = 30 * 24 * 3600.0
REFRESH_SECONDS = 60 * 24 * 3600.0
CODE = "code"
ACCESS = "access token"
REFRESH = "refresh token"


class _Issued(NamedTuple):
    """A row of the table; ``ended`` is used, replaced or revoked."""

    digest: bytes
    kind: str
    app: str
    scopes: str
    expires: float
    redirect: bytes | None
    family: bytes
    ended: bool = False


class Grants:
    """Gives out codes and tokens, and knows later what they are good for.

    Args:
        store: where they are remembered.
        token_seconds: how long an access token is good.
        refresh_seconds: how long a refresh token is good.
        strict: whether to refuse codes and tokens that were not given out here.

    Raises:
        ValueError: a lifetime that is not positive.
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
        """A new code for an app, good once, with this redirect URI, for ten minutes."""
        code = os.urandom(20).hex()
        with self._store.writing():
            self._keep(_Issued(_digest(code), CODE, app, ",".join(scopes), now + CODE_SECONDS, _digest(redirect_uri), _digest(code)))
        return code

    def exchange(self, kind: str, text: str, app: str, scopes: Sequence[str], now: float, redirect_uri: str = "") -> dict[str, Any]:
        """The new pair of tokens for a code or a refresh token, which is thereby used up.

        One that the emulator never gave out is taken as the app's own, once, unless it is strict.

        Args:
            kind: CODE or REFRESH.
            text: the code or refresh token.
            app: the app that asks.
            scopes: what it asks for; none stands for all that was granted.
            now: seconds since 1970.
            redirect_uri: where the code was sent to.

        Raises:
            Refused: it is not good, or not for this.
        """
        digest, redirect = _digest(text), _digest(redirect_uri) if kind == CODE else None
        with self._store.writing():
            found = self._find(digest)
            if found is None and self._strict:
                raise bad(f"Invalid grant: this {kind} was never given out")
            if found is None:
                found = _Issued(digest, kind, app, ",".join(scopes) or DEFAULT, now + 1, redirect, digest)
                self._keep(found)
            problem = _problem(found, kind, app, redirect, scopes, now)
            if problem is None:
                self._end(found.family)
                return self._pair(app, ",".join(scopes) or found.scopes, found.family, now)
            if found.ended and found.kind == CODE:
                # Two have it, and who came first may be a thief (RFC 6749, 4.1.2).
                self._end(found.family)
        raise bad(f"Invalid grant: {problem}")

    def issue(self, app: str, scopes: Sequence[str], now: float) -> dict[str, Any]:
        """A new pair of tokens, as a login would give it."""
        with self._store.writing():
            return self._pair(app, ",".join(scopes), os.urandom(32), now)

    def client(self, app: str, scopes: Sequence[str], now: float) -> dict[str, Any]:
        """An access token for the app itself, without a refresh token."""
        with self._store.writing():
            return self._access(app, ",".join(scopes), None, now)

    def check(self, token: str, scope: str, now: float) -> None:
        """Check an access token for an operation; one that was never given out is good for everything, unless this is strict.

        Raises:
            Refused: 401, with code 2 where it is not or no longer good and code 3 where it lacks the scope.
        """
        found = self._find(_digest(token))
        if found is None:
            if self._strict:
                refuse_token()
            return
        if found.kind != ACCESS or found.ended or found.expires <= now:
            refuse_token()
        if scope not in found.scopes.split(","):
            refuse_token(scope)

    def _pair(self, app: str, scopes: str, family: bytes, now: float) -> dict[str, Any]:
        answer = self._access(app, scopes, family, now)
        token, seconds = "pinr_TEST" + os.urandom(16).hex(), self._refresh_seconds
        self._keep(_Issued(_digest(token), REFRESH, app, scopes, now + seconds, None, family))
        expiry = {"refresh_token_expires_in": int(seconds), "refresh_token_expires_at": int(now) + int(seconds)}
        return {**answer, "refresh_token": token, **expiry}

    def _access(self, app: str, scopes: str, family: bytes | None, now: float) -> dict[str, Any]:
        token, seconds = "pina_TEST" + os.urandom(16).hex(), self._token_seconds
        self._keep(_Issued(_digest(token), ACCESS, app, scopes, now + seconds, None, family or _digest(token)))
        return {"access_token": token, "token_type": "bearer", "expires_in": int(seconds), "scope": scopes}

    def _find(self, digest: bytes) -> _Issued | None:
        rows = self._store.query("SELECT * FROM issued WHERE digest = ?", (digest,))
        return _Issued._make(rows[0]) if rows else None

    def _keep(self, issued: _Issued) -> None:
        self._store.run("INSERT INTO issued VALUES (?, ?, ?, ?, ?, ?, ?, ?)", issued)

    def _end(self, family: bytes) -> None:
        self._store.run("UPDATE issued SET ended = 1 WHERE family = ?", (family,))


def refuse_token(scope: str | None = None) -> NoReturn:
    """Refuse a request for its access token: it is not good, or lacks a scope."""
    code, message = UNAUTHENTICATED, "Authentication failed."
    if scope:
        code, message = MISSING_SCOPE, f"The access token lacks the scope {scope}, which this operation needs."
    raise Refused(401, code, message, {"WWW-Authenticate": "Bearer"})


def _problem(found: _Issued, kind: str, app: str, redirect: bytes | None, scopes: Sequence[str], now: float) -> str | None:
    """Why a code or refresh token is not good for this exchange."""
    if found.ended:
        return "it was used before, or revoked"
    if found.kind != kind:
        return f"this is no {kind}"
    if found.app != app:
        return "it was given out to another app"
    if found.redirect != redirect:
        return "redirect_uri is not the one that the code was sent to"
    if found.expires <= now:
        return "it has expired"
    wider = [scope for scope in scopes if scope not in found.scopes.split(",")]
    return f"{', '.join(wider)} was not granted" if wider else None


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "replace")).digest()
