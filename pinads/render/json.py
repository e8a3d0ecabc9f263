"""Records as JSON: values as the API sent them, in text that any UTF-8 output takes and no terminal obeys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pinads.render.text import UNSAFE_BEYOND_C0
from pinads.sdk.json_encoder import json_encoder

_STRING = json.encoder.encode_basestring
# JSON itself escapes C0 only. What else a terminal would obey or not show is escaped too, and what cannot be encoded: the value
# that a parser reads is the same.
_RISKY = f"[{UNSAFE_BEYOND_C0}]"


class ExactNumber:
    """A number that is written digit by digit as its text, which floating point would not keep."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


_encoded = json_encoder((",", ":"))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def _harmless(text: str) -> str:
    if text.isascii() and "\x7f" not in text:
        return text
    # All risky characters are among those that do not print. To compile the expression takes as long as reading 50 campaigns.
    return text if text.replace("\n", "").isprintable() else re.sub(_RISKY, _escape, text)


def compact(value: Any) -> str:
    """Write a value in one line, without spaces."""
    if value is True or value is False:  # an encoder takes several times as long for a single word
        return "true" if value else "false"
    if type(value) is int:
        return str(value)
    try:
        return _harmless(_encoded(value))
    except TypeError:  # exact numbers, which no encoder of the standard library takes
        return _harmless(_flat(value))


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{','.join([f'{_STRING(name)}:{_flat(part)}' for name, part in value.items()])}}}"
    if isinstance(value, (list, tuple)):
        return f"[{','.join(map(_flat, value))}]"
    return value.text if isinstance(value, ExactNumber) else _encoded(value)


def pretty(value: Any, newline: str = "\n") -> str:
    """Write a value over several lines, indented by two.

    Args:
        value: anything that JSON has.
        newline: a line end and the indentation of the value around it.
    """
    return _harmless(_indented(value, newline))


def _indented(value: Any, newline: str) -> str:
    # Measured with a page of 250 campaigns: JSONEncoder(indent=2) takes 1.3 times as long, by iterencode and by encode.
    inner = newline + "  "
    if isinstance(value, dict) and value:
        parts = [f"{_STRING(name)}: {_indented(part, inner)}" for name, part in value.items()]
        return f"{{{inner}{f',{inner}'.join(parts)}{newline}}}"
    if isinstance(value, (list, tuple)) and value:
        return f"[{inner}{f',{inner}'.join([_indented(part, inner) for part in value])}{newline}]"
    if isinstance(value, str):
        return _STRING(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, ExactNumber):
        return value.text
    return str(value) if type(value) is int else _encoded(value)


def json_array(records: Iterable[Any]) -> Iterator[str]:
    """Write one array of all records, each of them as soon as it has come.

    If the records end in an error the array stays open, so that no reader takes it for the whole.
    """
    opening = "[\n  "
    for record in records:
        yield opening + pretty(record, "\n  ")
        opening = ",\n  "
    yield "[]\n" if opening.startswith("[") else "\n]\n"


def json_object(value: Any) -> Iterator[str]:
    """Write one value: an entity, or a page with its bookmark."""
    yield pretty(value) + "\n"


def jsonl(records: Iterable[Any]) -> Iterator[str]:
    """Write one compact line a record."""
    for record in records:
        yield compact(record) + "\n"
