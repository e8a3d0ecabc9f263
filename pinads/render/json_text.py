"""Records as JSON: values as the API sent them, in text that any UTF-8 output takes and no terminal obeys."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

_PRETTY = json.JSONEncoder(ensure_ascii=False, indent=2)
# Python's own indenting is three times as slow as writing without it, so flat records, which most are, are indented by their commas.
_FLAT = json.JSONEncoder(ensure_ascii=False, separators=(",\n    ", ": "))
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
# JSON itself escapes C0 only. The rest is escaped so that terminals do not act on it and it can be encoded: the
# value that a parser reads is the same.
_RISKY = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def compact(value: Any) -> str:
    """The value in one line, without spaces."""
    if type(value) is int:
        return str(value)
    text = _COMPACT.encode(value)
    return text if text.isprintable() else re.sub(_RISKY, _escape, text)


def pretty(value: Any) -> str:
    """The value over several lines, indented by two."""
    text = _PRETTY.encode(value)
    return text if text.isascii() and "\x7f" not in text else re.sub(_RISKY, _escape, text)


def json_array(records: Iterable[Any]) -> Iterator[str]:
    """One array of all records, each of them written as soon as it is there.

    If the records end in an error the array stays open, so that no reader takes it for the whole.
    """
    opening = "[\n  "
    for record in records:
        yield opening + _item(record)
        opening = ",\n  "
    yield "[]\n" if opening.startswith("[") else "\n]\n"


def _item(record: Any) -> str:
    """A record as ``pretty`` has it, indented as an item of an array."""
    if not isinstance(record, dict) or not record or any(value and isinstance(value, (dict, list)) for value in record.values()):
        return pretty(record).replace("\n", "\n  ")
    text = _FLAT.encode(record)
    text = text if text.isascii() and "\x7f" not in text else re.sub(_RISKY, _escape, text)
    return f"{{\n    {text[1:-1]}\n  }}"


def json_object(value: Any) -> Iterator[str]:
    """One value: an entity, or a page with its bookmark."""
    yield pretty(value) + "\n"


def jsonl(records: Iterable[Any]) -> Iterator[str]:
    """One compact line a record."""
    for record in records:
        yield compact(record) + "\n"
