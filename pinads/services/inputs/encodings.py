"""The encoding of a file of records: UTF-8, UTF-16, or Windows' cp1252 if no other encoding reads the same bytes differently."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple

UTF8, CP1252 = "utf-8-sig", "cp1252"
_BOMS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_RIVALS = ("cp1250", "cp1254")
"""Encodings of Windows in other countries; letters that they read differently are not certain."""
_MARKS = frozenset("€…‘’“”–—™\u00a0§©«®°»·´²³½¼")
_END = b""
"""The block after the last."""
LONGEST_RUN = 2
"""The most letters outside ASCII in a row; Greek, Cyrillic and others have whole words of them."""


class Undecodable(Exception):
    """A byte that no certain encoding reads.

    Attributes:
        line: its line.
        why: the problem.
        is_uncertain: whether naming the encoding helps.
    """

    def __init__(self, line: int, why: str, is_uncertain: bool = False) -> None:
        super().__init__(why)
        self.is_uncertain = is_uncertain
        self.line = line
        self.why = why


def check_encoding(parts: Callable[[], Iterator[bytes]], name: str) -> None:
    """Check that all of a text can be read in a given encoding.

    Raises:
        LookupError: there is no such encoding of texts.
        Undecodable: a byte is not of that encoding, or the text is UTF-8, which no other encoding looks like by chance.
    """
    if not codecs.lookup(name)._is_text_encoding:
        raise LookupError(name)
    try:
        wrong = _first_wrong(parts, name)
    except UnicodeError:
        wrong = _Wrong(1, 0)
    if wrong is not None:
        said = "utf-8" if name == UTF8 else name
        raise Undecodable(wrong.line, f"not {said}" if wrong.byte is not None else "a NUL character, which no text has")
    if name != UTF8 and _first_wrong(parts, UTF8) is None and (first := _first_wrong(parts, "ascii")) is not None:
        raise Undecodable(first.line, f"the file is UTF-8 and not {name}: leave `encoding` out")


def encoding_of(parts: Callable[[], Iterator[bytes]]) -> str:
    """Detect the encoding of a text from all of it.

    Args:
        parts: returns its bytes, from the beginning.

    Raises:
        Undecodable: there is no certain one.
    """
    start = next(parts(), b"")
    encoding = next((name for bom, name in _BOMS if start.startswith(bom)), None) or _without_bom(start)
    wrong = _first_wrong(parts, encoding)
    if wrong is None:
        return encoding
    if encoding != UTF8 or wrong.byte is None:
        raise Undecodable(wrong.line, "a NUL character, which no text has" if wrong.byte is None else f"not {encoding.upper()}")
    uncertain = _uncertain(parts)
    if uncertain is None:
        return CP1252
    raise Undecodable(
        uncertain,
        f"not UTF-8 (byte {wrong.byte:#04x}), and its encoding is not certain; save the file as UTF-8 (Excel: CSV UTF-8)",
        is_uncertain=True,
    )


def _without_bom(start: bytes) -> str:
    """Detect UTF-16 without a byte order mark: every other byte of the heading is NUL."""
    head = start[: min(len(start), 64) // 2 * 2]
    if len(head) >= 4:
        odd, even = head[1::2], head[::2]
        if not any(odd) and all(even):
            return "utf-16-le"
        if not any(even) and all(odd):
            return "utf-16-be"
    return UTF8


class _Wrong(NamedTuple):
    """The first byte that a decoder refuses, with its line; no byte for a NUL character."""

    line: int
    byte: int | None


def _first_wrong(parts: Callable[[], Iterator[bytes]], encoding: str) -> _Wrong | None:
    decoder, line = codecs.getincrementaldecoder(encoding)(), 1
    for block in chain(parts(), (_END,)):
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            return _Wrong(line + error.object[: error.start].count(b"\n"), error.object[error.start])
        if "\0" in text:
            return _Wrong(line + text[: text.index("\0")].count("\n"), None)
        line += text.count("\n")
    return None


def _uncertain(parts: Callable[[], Iterator[bytes]]) -> int | None:
    """Return the line of the first character that cp1252 may read wrongly, or None."""
    line, carry = 1, ""
    for block in chain(parts(), (_END,)):
        try:
            text = block.decode(CP1252)
        except UnicodeDecodeError as error:
            return line + block[: error.start].count(b"\n")
        # A character is judged with its neighbours, which can be in the next block.
        text, before = carry + text, len(carry)
        end = len(text) if not block else max(len(text) - LONGEST_RUN - 1, 0)
        for at in range(max(before - LONGEST_RUN - 1, 0), end):
            if not text[at].isascii() and not _is_certain(text, at):
                return line + text[:at].count("\n") - carry.count("\n")
        line += text.count("\n") - carry.count("\n")
        carry = text[-2 * (LONGEST_RUN + 1) :]
    return None


def _is_certain(text: str, at: int) -> bool:
    letter, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if letter in _MARKS:
        return letter == "’" or not (before.isalpha() and after.isalpha())
    if not letter.isalpha() or letter in "ŠšŽžŒœŸ" or any(letter.encode(CP1252).decode(rival, "replace") != letter for rival in _RIVALS):
        return False
    run = text[max(at - LONGEST_RUN, 0) : at + 1]
    if len(run) > LONGEST_RUN and not any(map(str.isascii, run)):
        return False
    # Other encodings have capitals where this one has small letters, in the middle of words.
    return letter.islower() or not before.islower()
