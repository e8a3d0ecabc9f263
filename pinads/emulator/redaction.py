"""What of a request's address may stand in a log: no code, no token, no state."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, unquote, urlencode

HIDDEN = "..."
_SECRETS = frozenset(("code", "state", "token", "access_token", "refresh_token", "id_token", "secret", "client_secret", "password"))
_NAMED = frozenset(("client_id", "redirect_uri", "response_type", "scope", "decision")) | _SECRETS
_TOKEN = re.compile(r"pin[ar]_\w+")


def redacted_path(path: str) -> str:
    """A path without tokens."""
    plain = unquote(path)
    return _TOKEN.sub(HIDDEN, plain) if _TOKEN.search(plain) else path


def redacted_query(path: str, query: str | Sequence[tuple[str, str]]) -> str:
    """A query string without secrets: below /oauth it is the names of known parameters alone, elsewhere all but secrets."""
    text = query if isinstance(query, str) else urlencode(query, errors="replace")
    pairs = parse_qsl(text, keep_blank_values=True)
    if unquote(path).startswith("/oauth"):
        return "&".join(f"{name if name in _NAMED else HIDDEN}={HIDDEN}" for name, _ in pairs)
    shown = [(_TOKEN.sub(HIDDEN, name), HIDDEN if name.lower() in _SECRETS else _TOKEN.sub(HIDDEN, value)) for name, value in pairs]
    return text if shown == pairs else urlencode(shown, errors="replace")
