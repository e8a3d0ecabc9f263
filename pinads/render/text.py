"""Text that a terminal shows and does not obey, and the English of counts."""

from __future__ import annotations

import re

# Patterns stay texts until they are needed: compiling them would be a part of every start.
UNSAFE_BEYOND_C0 = (
    "\x7f-\x9f"  # control characters: DEL, C1
    "\xad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufeff"  # invisible: zero-width, marks of direction
    "\u2028\u2029\u202a-\u202e\u2066-\u206f"  # line separators; overrides and isolates of direction
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"  # annotations, non-characters, surrogates, tags
)
"""Characters beyond ASCII's control characters that a terminal would obey, or not show at all: a range of a pattern."""
_UNSAFE = f"[\x00-\x1f{UNSAFE_BEYOND_C0}]"
_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def safe(text: str) -> str:
    r"""Escape every character that a terminal would obey, or not show at all.

    A line end becomes ``\n``, an escape character ``\x1b``, a right-to-left override ``\u202e``. Safe text is left as it is.
    """
    return text if text.isprintable() else re.sub(_UNSAFE, _escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] in _SHORT:
        return _SHORT[match[0]]
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def quoted(text: str) -> str:
    """Quote typed text for a message."""
    return f"'{safe(text if len(text) <= 40 else text[:40] + '...')}'"


def only_ascii(text: str) -> str:
    """Escape every character beyond ASCII."""
    return text if text.isascii() else text.encode("ascii", "backslashreplace").decode("ascii")


def as_typed(value: object) -> str:
    """Write the value of a setting or a rule as it is typed."""
    return ", ".join(value) if isinstance(value, list) else str(value).lower() if isinstance(value, bool) else str(value)


def plural(noun: str) -> str:
    """Form the plural of an English noun of the regular kinds."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def with_article(noun: str) -> str:
    """Put the article before a noun: ``an ad``, ``a campaign``."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def counted(count: int, noun: str) -> str:
    """Count in English: ``1 campaign``, ``20 campaigns``."""
    return f"{count} {noun if count == 1 else plural(noun)}"
