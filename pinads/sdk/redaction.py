"""Redaction of tokens, secrets, and people's data. Logs, errors, --debug and recordings all pass through here.

Tokens are recognised by their prefix; a secret without one (an app's secret, a token of another kind) is remembered when it is
first used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from logging import LogRecord
from typing import Any

NOT_SHOWN = "(not shown)"
SECRET_HEADERS = frozenset({"authorization", "cookie", "set-cookie", "proxy-authorization", "location"})
SECRET_NAMES = frozenset(
    "access_token refresh_token id_token token client_secret app_secret secret password records code state".split()  # noqa: SIM905
)
_SHORTEST = 6
"""A remembered secret shorter than this would remove common words from every text."""

_SHORTEST_HEX = 32
_HEX = r"(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32})"
# Texts, as in other modules that every command loads: the first use compiles and keeps them.
_PATTERNS = (
    (r"(?i)pin[ar]_[\w.-]+", "(token)"),
    (r"(?i)([?&](?:[\w-]*signature|x-amz-credential|x-amz-security-token)=)[^&\s\"']+", r"\1(not shown)"),
    (r"\b(Bearer|Basic) +[\w.~+/=-]{6,}", r"\1 (not shown)"),
    # Tried at the start of a word only: at each of its letters, a long word would take the square of its length.
    # In a path or a query an @ may be written as %40.
    (r"(?<![\w.%+'-])[\w.%+'-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+", "(e-mail)"),
    (rf"(?<![\w-]){_HEX}(?![\w-])", "(hash)"),
    (r"(?<![\w-])[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![\w-])", "(device id)"),
)
_remembered: set[str] = set()


def remember(secret: str | None) -> None:
    """Remember a secret, to redact it in every text from now on."""
    if secret and len(secret) >= _SHORTEST:
        _remembered.add(secret)


def redact(text: str) -> str:
    """Remove tokens, secrets and people's data from a text."""
    if len(text) >= _SHORTEST_HEX or not text.isdecimal():  # An id, such as every answer has, is nothing of these.
        for pattern, instead in _PATTERNS:
            text = re.sub(pattern, instead, text)
    for secret in _remembered:
        text = text.replace(secret, NOT_SHOWN)
    return text


def redact_header(name: str, value: str) -> str:
    """Redact a header's value."""
    return NOT_SHOWN if name.lower() in SECRET_HEADERS else redact(value)


def redact_query(query: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Redact query parameters."""
    return [(redact(name), NOT_SHOWN if name.lower() in SECRET_NAMES else redact(value)) for name, value in query]


def redact_body(body: bytes) -> str:
    """Redact a body; one that is not JSON is replaced by its size."""
    try:
        return json.dumps(redact_value(json.loads(body)), ensure_ascii=False)
    except (ValueError, RecursionError):
        return f"({len(body)} bytes, not JSON)"


def redact_value(value: Any) -> Any:
    """Remove tokens, secrets and people's data from a JSON value."""
    if isinstance(value, dict):
        return {redact(key): _redact_item(key, item) for key, item in value.items()}
    if isinstance(value, list):
        return [redact_value(item) for item in value]
    return redact(value) if isinstance(value, str) else value


def _redact_item(name: str, value: Any) -> Any:
    if name == "url" and isinstance(value, str):
        return redact(value.partition("?")[0] + ("?" + NOT_SHOWN if "?" in value else ""))
    # An error's code is a number; an authorization code is a text.
    return NOT_SHOWN if name in SECRET_NAMES and isinstance(value, (str, list)) else redact_value(value)


def redact_record(record: LogRecord) -> bool:
    """Redact a record of a logger, as a filter of it."""
    record.msg, record.args = redact(record.getMessage()), ()
    return True
