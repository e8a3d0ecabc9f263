"""Redaction of the paths and query strings in the request log: no codes, tokens or states."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, unquote, urlencode

from pinads.sdk.redaction import NOT_SHOWN, SECRET_NAMES, redact, redact_query

_SECRET_NAMES = {"signature"}
_NAMED = {"client_id", "redirect_uri", "response_type", "scope", "decision", *SECRET_NAMES}


def redacted_path(path: str) -> str:
    """Redact the tokens in a path."""
    plain = unquote(path)
    shown = redact(plain)
    return path if shown == plain else shown


def redacted_query(path: str, query: str | Sequence[tuple[str, str]]) -> str:
    """Redact a query string: all values below /oauth, elsewhere those of secret parameters."""
    text = query if isinstance(query, str) else urlencode(query, errors="replace")
    pairs = parse_qsl(text, keep_blank_values=True)
    if unquote(path).startswith("/oauth"):
        return "&".join(f"{name if name in _NAMED else NOT_SHOWN}={NOT_SHOWN}" for name, _ in pairs)
    shown = [(name, NOT_SHOWN if name.lower() in _SECRET_NAMES else value) for name, value in redact_query(pairs)]
    return text if shown == pairs else urlencode(shown, safe="()", errors="replace")
