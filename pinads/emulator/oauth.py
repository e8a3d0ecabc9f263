"""POST /oauth/token: codes and refresh tokens are good once, and a refresh answers the next one."""

from __future__ import annotations

import base64
import binascii
import secrets
from hashlib import sha256

from pinads.emulator.messages import BAD_PARAMETERS, UNAUTHENTICATED, Refused, bad, compact
from pinads.emulator.store import Store

ACCESS_SECONDS = 30 * 24 * 3600
REFRESH_SECONDS = 60 * 24 * 3600
_SCOPE = "ads:read,ads:write"
_NEEDED = {"authorization_code": ("code", "redirect_uri"), "refresh_token": ("refresh_token",), "client_credentials": ("scope",)}


def exchange(store: Store, authorization: str, form: dict[str, str], now: int) -> str:
    """Answer a token request; any app may come.

    Raises:
        Refused: no app, a request without what its grant needs, or a code or refresh token that was used before.
    """
    _check_app(authorization)
    grant = form.get("grant_type", "")
    if grant not in _NEEDED:
        raise bad(f"Invalid grant_type: choose from {', '.join(_NEEDED)}")
    for name in _NEEDED[grant]:
        if not form.get(name):
            raise bad(f"Invalid request: {name} is missing")
    with store.writing():
        if grant != "client_credentials":
            _spend(store, form[_NEEDED[grant][0]])
    answer = {
        "response_type": grant,
        "access_token": "pina_TEST" + secrets.token_hex(16),
        "token_type": "bearer",
        "expires_in": ACCESS_SECONDS,
        "scope": form.get("scope") or _SCOPE,
    }
    if grant == "client_credentials":
        return compact(answer)
    refresh = {"refresh_token": "pinr_TEST" + secrets.token_hex(16), "refresh_token_expires_in": REFRESH_SECONDS}
    return compact({**answer, **refresh, "refresh_token_expires_at": now + REFRESH_SECONDS})


def _check_app(authorization: str) -> None:
    scheme, _, credentials = authorization.partition(" ")
    try:
        app, colon, _ = base64.b64decode(credentials.strip(), validate=True).partition(b":")
    except (binascii.Error, ValueError):
        app = colon = b""
    if scheme.lower() != "basic" or not app or not colon:
        raise Refused(401, UNAUTHENTICATED, "Authentication failed: send the app's id and secret (Basic)")


def _spend(store: Store, token: str) -> None:
    digest = sha256(token.encode("utf-8", "replace")).digest()
    if store.query("SELECT 1 FROM spent WHERE digest = ?", (digest,)):
        raise Refused(400, BAD_PARAMETERS, "Invalid grant: it was used before or has expired")
    store.run("INSERT INTO spent VALUES (?)", (digest,))
