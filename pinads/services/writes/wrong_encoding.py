"""Texts of an update that a wrong encoding has changed: seen by comparing with the right text, which was just read from the server.

A spreadsheet that opens UTF-8 as Windows-1252 shows ``ZÃ¼rich`` for ``Zürich``; one that saves in an encoding without the letter
writes ``Z?rich``. Sent, that would be the new name.
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
"""Encodings that UTF-8 is taken for: Windows, old Macs, Windows' console."""
LOST = "\ufffd"
"""What stands for bytes that are no text."""
TWICE = 2
"""How many times a text may have gone through the wrong encoding."""
MOST_SHOWN = 60

# One character of UTF-8: its first byte says how many follow.
_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def refuse_wrong_encoding(model: type[Any], row: InputRow, wire: Mapping[str, Any]) -> None:
    """Refuse a text that is the present one in a wrong encoding.

    Raises:
        InvalidInput: a field has one; the message says the cause and how to insist.
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
            message = f"Invalid {where}: {describe(value)} is {describe(present)}, which is there now, with letters lost; {remedy}"
            raise InvalidInput(f"{message}. If it is meant: {_insisting(row, name, value)}", where)


def _is_text(field: Field) -> bool:
    return field.spec.kind == "string" and not field.spec.choices and not field.spec.is_id and not field.has(PERSONAL)


def _insisting(row: InputRow, name: str, value: str) -> str:
    shown = value if len(value) <= MOST_SHOWN else "..."
    if row.place:
        return "give it in the row's extra, as " + json.dumps({"extra": {name: shown}}, ensure_ascii=False)
    return "-F " + shlex.quote(f"{name}={json.dumps(shown, ensure_ascii=False)}")


def is_in_wrong_encoding(text: str, right: str) -> bool:
    """Whether a text is, in whole or in part, what a wrong encoding makes of the right one.

    Letters of the right text that became others (``Zurich``), a question mark that was added (``Sale?``) or that stands for another
    sign at the end of a word are no such thing.
    """
    if right.isascii() or text == right:
        return False
    return (LOST in text and LOST not in right) or _is_misread(text, right) or _has_marks_for_letters(text, right)


def _is_misread(text: str, right: str) -> bool:
    """Whether reading UTF-8, or another encoding, as one of a single byte a letter made the text."""
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
    """The text with UTF-8 that was read in an encoding read as UTF-8, and the letters that this makes."""
    found: set[str] = set()

    read = []
    for run in re.split("([^\x00-\x7f]+)", text):
        known = _as_bytes(run, encoding)
        if run.isascii() or known is None:
            read.append(run)
            continue
        at = 0
        for match in _CHARACTER.finditer(known):
            read.append(known[at : match.start()].decode(encoding, "replace"))
            letter = match[0].decode("utf-8", "replace")
            found.add(letter)
            read.append(letter)
            at = match.end()
        read.append(known[at:].decode(encoding, "replace"))
    return "".join(read), found


def _as_bytes(text: str, encoding: str) -> bytes | None:
    """The bytes that were read as this text; None where it is no text of the encoding.

    Bytes that the encoding has no letter for are read as control characters.
    """
    try:
        return b"".join(bytes([ord(letter)]) if "\x80" <= letter <= "\x9f" else letter.encode(encoding) for letter in text)
    except UnicodeEncodeError:
        return None


def _has_marks_for_letters(text: str, right: str) -> bool:
    """Whether question marks stand in the place of letters that an encoding does not have."""
    if text.count("?") <= right.count("?"):
        return False
    for tag, start, end, at, to in difflib.SequenceMatcher(None, right, text, autojunk=False).get_opcodes():
        are_marks, were_letters = not text[at:to].strip("?"), all(not letter.isascii() for letter in right[start:end])
        if tag == "replace" and are_marks and were_letters and not _may_be_meant(right, start, end):
            return True
    return False


def _may_be_meant(right: str, start: int, end: int) -> bool:
    """Whether somebody may put a question mark there: for another sign at the end of a word."""
    are_signs = all(unicodedata.category(letter).startswith("P") for letter in right[start:end])
    return are_signs and right[start - 1 : start].isalnum() and not right[end : end + 1].isalnum()
