"""Texts that a wrong encoding has changed, detected by comparison with the entity's current text.

A spreadsheet that opens UTF-8 as Windows-1252 shows ``ZÃ¼rich`` for ``Zürich``; one that saves in an encoding without the letter
writes ``Z?rich``. If this were sent, it would become the new name.
"""

from __future__ import annotations

import difflib
import json
import re
import shlex
import unicodedata
from collections.abc import Mapping
from typing import Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.fields import Field, fields_of
from pinads.sdk.schema.marks import PERSONAL
from pinads.sdk.schema.validation import describe
from pinads.services.errors import option
from pinads.services.inputs.records import InputRow

ENCODINGS = ("cp1252", "mac_roman", "cp437", "cp850")
"""Encodings that UTF-8 is mistaken for: Windows, old Macs, Windows' console."""
LOST = "\ufffd"
"""The replacement character for bytes that are not text."""
TWICE = 2
"""The number of times that a text may have been read in a wrong encoding."""
MOST_SHOWN = 60

# One character of UTF-8: its first byte determines how many follow.
_CHARACTER = rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"


def refuse_wrong_encoding(model: type[Any], row: InputRow, wire: Mapping[str, Any]) -> None:
    """Refuse a text that is the current one in a wrong encoding.

    Raises:
        InvalidInput: a field has such a text; the message names the cause, and the way to send it all the same.
    """
    fields = fields_of(model)
    for name, value in row.values.items():
        field = fields.get(model.ALIASES.get(name, name))
        if field is None or not isinstance(value, str) or not _is_text(field):
            continue
        present = wire.get(field.name)
        if isinstance(present, str) and is_in_wrong_encoding(value, present):
            where = name if row.place else option(name)
            cause = "the file was saved or opened" if row.place else "the text was copied or typed"
            remedy = f"{cause} in a wrong encoding: save it as UTF-8" if row.place else f"{cause} in a wrong encoding"
            message = f"Invalid {where}: {describe(value)} is the current {describe(present)} with letters lost; {remedy}"
            raise InvalidInput(f"{message}. To send it anyway, {_insisting(row, name, value)}", where)


def _is_text(field: Field) -> bool:
    return field.spec.kind == "string" and not field.spec.choices and not field.spec.is_id and not field.has(PERSONAL)


def _insisting(row: InputRow, name: str, value: str) -> str:
    shown = value if len(value) <= MOST_SHOWN else "..."
    if row.place:
        return "put it into the row's extra: " + json.dumps({"extra": {name: shown}}, ensure_ascii=False)
    return f"use {option('extra')} " + shlex.quote(f"{name}={json.dumps(shown, ensure_ascii=False)}")


def is_in_wrong_encoding(text: str, right: str) -> bool:
    """Tell if a text is, in whole or in part, the right one in a wrong encoding.

    Other letters (``Zurich``), an added question mark (``Sale?``), and one in place of another sign at the end of a word are not.
    """
    if right.isascii() or text == right:
        return False
    return (LOST in text and LOST not in right) or _is_misread(text, right) or _has_marks_for_letters(text, right)


def _is_misread(text: str, right: str) -> bool:
    """Tell if UTF-8 or another encoding was read as an encoding with one byte a letter."""
    if text.isascii():
        return False
    foreign = {letter for letter in right if not letter.isascii()}
    for encoding in ENCODINGS:
        read = text
        for _ in range(TWICE):
            read, found = _read_again(read, encoding)
            if read == right or (found and found <= foreign):
                return True
    return any(_as_bytes(right, one) == _as_bytes(text, other) is not None for one in ENCODINGS for other in ENCODINGS if one != other)


def _read_again(text: str, encoding: str) -> tuple[str, set[str]]:
    """Decode UTF-8 that was read in another encoding; return the text and the letters that appear."""
    found: set[str] = set()

    read = []
    for run in re.split("([^\x00-\x7f]+)", text):
        known = _as_bytes(run, encoding)
        if run.isascii() or known is None:
            read.append(run)
            continue
        at = 0
        for match in re.finditer(_CHARACTER, known):
            read.append(known[at : match.start()].decode(encoding, "replace"))
            letter = match[0].decode("utf-8", "replace")
            found.add(letter)
            read.append(letter)
            at = match.end()
        read.append(known[at:].decode(encoding, "replace"))
    return "".join(read), found


def _as_bytes(text: str, encoding: str) -> bytes | None:
    """Return the bytes that were read as this text; None if the encoding cannot produce it.

    Bytes without a letter in the encoding are read as control characters.
    """
    try:
        return b"".join(bytes([ord(letter)]) if "\x80" <= letter <= "\x9f" else letter.encode(encoding) for letter in text)
    except UnicodeEncodeError:
        return None


def _has_marks_for_letters(text: str, right: str) -> bool:
    """Tell if question marks replace letters that an encoding does not have."""
    if text.count("?") <= right.count("?"):
        return False
    for tag, start, end, at, to in difflib.SequenceMatcher(None, right, text, autojunk=False).get_opcodes():
        are_marks, were_letters = not text[at:to].strip("?"), all(not letter.isascii() for letter in right[start:end])
        if tag == "replace" and are_marks and were_letters and not _may_be_meant(right, start, end):
            return True
    return False


def _may_be_meant(right: str, start: int, end: int) -> bool:
    """Tell if the question mark may be intended: in place of another sign at the end of a word."""
    are_signs = all(unicodedata.category(letter).startswith("P") for letter in right[start:end])
    return are_signs and right[start - 1 : start].isalnum() and not right[end : end + 1].isalnum()
