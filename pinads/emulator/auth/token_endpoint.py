"""Token endpoint, POST /oauth/token: authenticates the app and exchanges its grant for tokens."""

from __future__ import annotations

import base64
import binascii
import hmac
import os
from hashlib import sha256

from pinads.emulator.auth.grants import CODE, REFRESH, Grants
from pinads.emulator.auth.scopes import read_scopes
from pinads.emulator.messages import UNAUTHENTICATED, Refused, bad, compact
from pinads.emulator.storage.store import EmulatorStore

_NEEDED = {"authorization_code": ("code", "redirect_uri"), "refresh_token": ("refresh_token",), "client_credentials": ("scope",)}


def exchange(store: EmulatorStore, grants: Grants, authorization: str, form: dict[str, str], now: float) -> str:
    """Exchange a grant for tokens, as JSON.

    Any app id is accepted, with the secret that it is first used with.

    Raises:
        Refused: the app is missing or its secret is another, a parameter of the grant is missing, or the code or refresh token
            is not valid.
    """
    app, secret = _app(authorization)
    grant = form.get("grant_type", "")
    if grant not in _NEEDED:
        raise bad(f"Invalid grant_type: choose from {', '.join(_NEEDED)}")
    for name in _NEEDED[grant]:
        if not form.get(name):
            raise bad(f"Invalid request: {name} is missing")
    scopes = read_scopes(form["scope"]) if form.get("scope") else ()
    _check_secret(store, app, secret)
    if grant == "client_credentials":
        tokens = grants.client(app, scopes, now)
    elif grant == "refresh_token":
        tokens = grants.exchange(REFRESH, form["refresh_token"], app, scopes, now)
    else:
        tokens = grants.exchange(CODE, form["code"], app, scopes, now, form["redirect_uri"])
    return compact({"response_type": grant, **tokens})


def _app(authorization: str) -> tuple[str, bytes]:
    """Read the app's id and secret from Basic credentials."""
    scheme, _, credentials = authorization.partition(" ")
    try:
        app, _, secret = base64.b64decode(credentials.strip(), validate=True).partition(b":")
        name = app.decode("utf-8")
    except (binascii.Error, ValueError):
        name, secret = "", b""
    if scheme.lower() != "basic" or not name or not secret:
        raise Refused(401, UNAUTHENTICATED, "Authentication failed: send the app's id and secret (Basic)")
    return name, secret


def _check_secret(store: EmulatorStore, app: str, secret: bytes) -> None:
    """Check a secret against the first one that the app used, of which a salted digest is stored."""
    name = f"app {app}"
    kept = store.fact(name)
    if kept is None:
        with store.writing():
            kept = store.remember_once(name, _salted(os.urandom(16), secret))
    if not hmac.compare_digest(kept, _salted(bytes.fromhex(kept.partition(":")[0]), secret)):
        raise Refused(401, UNAUTHENTICATED, "Authentication failed: this app has used another secret before")


def _salted(salt: bytes, secret: bytes) -> str:
    return f"{salt.hex()}:{sha256(salt + secret).hexdigest()}"
