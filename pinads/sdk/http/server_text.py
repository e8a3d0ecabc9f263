"""Texts of a server, shortened to one line of an error message."""

from __future__ import annotations

import re
from typing import Any

from pinads.sdk.redaction import redact

LONGEST_MESSAGE = 2000
"""Characters of a message of the API."""
LONGEST_LINE = 200
"""Characters of a page or of text that is not the API's."""
LONGEST_ID = 100
_READ = 50_000
"""Characters that are read: a secret across the end of the shown text is still recognised."""


def message_of(value: str, longest: int = LONGEST_MESSAGE) -> str:
    """Redact a message and shorten it for an error."""
    # In this order: half a token would not be recognised as one.
    text = redact(value[:_READ])
    return text if len(text) <= longest else f"{text[:longest]}… ({len(value)} characters)"


def is_page(body: bytes, headers: Any) -> bool:
    """Tell a web page from an answer of the API."""
    start = body[:256].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") or (bool(start) and "html" in headers.get("content-type", "").lower() and start[:1] not in b"{[")


def line_of(body: bytes) -> str | None:
    """Extract the title of a page, or the first text of a body, as one line; None without one."""
    from html import unescape  # start-up: its table of entities takes 2 ms, and most answers are JSON

    text = body[:_READ].decode("utf-8-sig", "replace")
    title = re.search(r"<title[^<>]{0,200}>([^<]*)", text, re.IGNORECASE)
    text = title[1] if title and title[1].strip() else _without_markup(text)
    text = " ".join(unescape(text).split())
    return message_of(text, LONGEST_LINE) if re.search(r"[^\W_]", text) else None


def _without_markup(text: str) -> str:
    """Extract the text between tags, without scripts and styles."""
    shown: list[str] = []
    hidden = False
    for part in text.split("<"):
        tag, closed, rest = part.partition(">")
        name = tag.split(None, 1)[0].lower() if tag.strip() else ""
        if name in ("script", "style", "/script", "/style"):
            hidden = not name.startswith("/")
        if not hidden:
            shown.append(rest if closed else "" if shown else part)
    return " ".join(shown)


def request_id_of(headers: Any) -> str | None:
    """Read Pinterest's id of a request, redacted."""
    request_id = headers.get("x-pinterest-rid")
    return message_of(request_id, LONGEST_ID) if request_id else None
