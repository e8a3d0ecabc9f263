"""Blocks of a customer file: whole lines in bytes, hashed many at a time where nothing in them needs a closer look.

A few passes over all of a block tell whether every value is a plain address in ASCII. Where that does not hold, the same is asked of
a few values at a time, and only those that need it are read one by one. Both ways give the same records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain
from struct import Struct
from typing import Any, NamedTuple

from pinads.sdk.customers.lines import Layout, Rows, csv_rows, json_rows, plain_rows, quoted_cells, unquoted
from pinads.sdk.customers.normalize import ALPHANUMERIC, NOT_UTF8, SPECIAL, Record, read, sha256, worthless

_MANY, _SOME, _FEW = 512, 64, 8
_JOINTS = bytes.maketrans(b"@\n", b"..")
_SIDE_BY_SIDE = re.compile(rb"\.\.")
_HYPHENS = (b".-", b"-.")
_AT_ONCE = 128
_digest = type(sha256()).digest
_HEX = b"0123456789abcdef"


LOTS = 64
"""Digests are parted by their first byte into so many lots."""


class Parted:
    """Digests parted into lots, in each in their order."""

    def __init__(self) -> None:
        self._lots: list[list[bytes]] = [[] for _ in range(LOTS)]
        self._appends = [lot.append for lot in self._lots] * (256 // LOTS)

    def add(self, digests: Iterable[bytes]) -> None:
        """Take digests."""
        appends = self._appends
        for digest in digests:
            appends[digest[0]](digest)

    def joined(self) -> list[bytes]:
        """The digests of each lot, one after the other."""
        return [b"".join(lot) for lot in self._lots]


class Hashed:
    """What came of a block: digests of SHA-256, others, values that are no records, and how many of which there were."""

    def __init__(self) -> None:
        self.digests = Parted()
        self.others: list[bytes] = []
        self.invalid: list[tuple[int, bytes, str]] = []
        self._lots: list[bytes] | None = None
        self.hashed_already = 0
        self.devices = 0
        self.rows = 0
        self.lines = 0

    def packed(self) -> tuple[Any, ...]:
        """The same as plain values, for another process."""
        return self.lots, self.others, self.invalid, self.hashed_already, self.devices, self.rows, self.lines

    @classmethod
    def unpacked(cls, parts: tuple[Any, ...]) -> Hashed:
        """What ``packed`` made."""
        found = cls()
        found._lots, found.others, found.invalid, found.hashed_already, found.devices, found.rows, found.lines = parts
        return found

    @property
    def lots(self) -> list[bytes]:
        """The digests of SHA-256, parted into lots."""
        return self.digests.joined() if self._lots is None else self._lots

    def take(self, record: Record) -> None:
        """Note a record that was read by itself."""
        if len(record.digest) == 32:
            self.digests.add((record.digest,))
        else:
            self.others.append(record.digest)
        self.hashed_already += record.kind == "hashed"
        self.devices += record.kind == "device"


def cut(joined: bytes, width: int) -> list[bytes]:
    """Pieces of one width that stand one after the other."""
    struct = _many(width)
    whole = len(joined) - len(joined) % struct.size
    rest = [joined[at : at + width] for at in range(whole, len(joined), width)]
    return [*chain.from_iterable(struct.iter_unpack(memoryview(joined)[:whole])), *rest]


def different(joined: bytes, width: int) -> bytes:
    """Pieces of one width, each once, in the order in which they come first."""
    return b"".join(dict.fromkeys(cut(joined, width)))


@cache
def _many(width: int) -> Struct:
    return Struct(f"{width}s" * _AT_ONCE)


class Cells(NamedTuple):
    """Values of a column, one a line and each ended by a line end."""

    joined: bytes


def hash_block(block: bytes, layout: Layout) -> Hashed:
    """The records of a block of lines of which each is a row, or empty."""
    found = Hashed()
    found.lines = block.count(b"\n")
    if layout.is_json:
        _hash_lowered(json_rows(block, layout), found, layout.devices)
        return found
    # ASCII's upper case has no part in where values stand, so what most values need is done to all at once.
    _hash(_rows(block.lower(), layout), found, layout.devices)
    if found.invalid:
        lines = block.split(b"\n")
        found.invalid = [(line, _rows(lines[line] + b"\n", layout).values[0], reason) for line, _, reason in found.invalid]
    return found


def _rows(block: bytes, layout: Layout) -> Rows:
    if b'"' not in block:
        return plain_rows(block, layout)
    cells: Sequence[bytes] | None = quoted_cells(block, layout)
    if cells is not None:
        return Rows(cells, range(len(cells)), {})
    # No delimiter is between quotes, so what is between two of them is a cell.
    rows = plain_rows(block, layout)
    cells = unquoted(rows.values)
    return csv_rows(block, layout, last=True)[0] if cells is None else rows._replace(values=cells)


def hash_cells(cells: Cells, devices: bool = False) -> Hashed:
    """Hash values; ``devices`` is as in ``Layout``."""
    *values, _ = cells.joined.lower().split(b"\n")
    found = Hashed()
    found.lines = len(values)
    _hash(Rows(values, range(len(values)), {}), found, devices)
    if found.invalid:
        as_they_are = cells.joined.split(b"\n")
        found.invalid = [(line, as_they_are[line], reason) for line, _, reason in found.invalid]
    return found


def hash_csv(block: bytes, layout: Layout, last: bool) -> tuple[Hashed | Cells, bytes]:
    """The records of a block with quotes, by the csv module, or values to be hashed where each line is a row; and what is left of it.

    Args:
        block: whole lines.
        layout: where the records stand.
        last: nothing comes after the block.
    """
    rows, rest, lines = csv_rows(block, layout, last)
    if len(rows.values) == lines and not rows.reasons and rows.lines == range(lines):
        return Cells(b"\n".join(rows.values) + b"\n"), rest
    found = hash_rows(rows, layout.devices)
    found.lines = lines
    return found, rest


def hash_rows(rows: Rows, devices: bool = False) -> Hashed:
    """Hash rows; ``devices`` is as in ``Layout``."""
    found = Hashed()
    _hash_lowered(rows, found, devices)
    return found


def _hash_lowered(rows: Rows, found: Hashed, devices: bool) -> None:
    _hash(rows._replace(values=_lowered(rows.values)), found, devices)
    if found.invalid:
        as_they_are = dict(zip(rows.lines, rows.values, strict=True))
        found.invalid = [(line, as_they_are[line], reason) for line, _, reason in found.invalid]


def _lowered(values: Sequence[bytes]) -> Sequence[bytes]:
    joined = b"\n".join(values)
    if joined.count(b"\n") == len(values) - 1:
        return joined.lower().split(b"\n")
    return [value.lower() for value in values]


def _hash(rows: Rows, found: Hashed, devices: bool) -> None:
    """Hash many rows at once where none of them needs a closer look, or else fewer at a time, or else one by one."""

    def are_hashed(first: int, last: int) -> bool:
        return not rows.reasons and _hash_all(rows.values[first:last], found)

    count = len(rows.values)
    found.rows += count
    several = ((first, last) for many in _steps(0, count, _MANY) if not are_hashed(*many) for first, last in _steps(*many, _SOME))
    # What needs a closer look comes after all else, whatever made it be looked at: so the same rows always have the same order.
    left = [some for some in several if not are_hashed(*some)]
    for few in (few for some in left for few in _steps(*some, _FEW) if not are_hashed(*few)):
        for at in range(*few):
            _hash_one(rows, at, found, devices)


def _steps(first: int, last: int, step: int) -> list[tuple[int, int]]:
    return [(start, min(start + step, last)) for start in range(first, last, step)]


def _hash_all(values: Sequence[bytes], found: Hashed) -> bool:
    """Hash values, if they are all plain addresses or all digests in lower case; answers whether they were."""
    count, joined = len(values), b"\n".join(values) + b"\n"
    if _are_addresses(joined, count):
        found.digests.add(map(_digest, map(sha256, values)))
    elif _are_digests(joined, count):
        digests = [*map(bytes.fromhex, joined.decode().split())]
        if not worthless().keys().isdisjoint(digests):
            return False
        found.digests.add(digests)
        found.hashed_already += count
    else:
        return False
    return True


def _hash_one(rows: Rows, at: int, found: Hashed, devices: bool) -> None:
    value = rows.values[at]
    try:
        record = rows.reasons.get(at) or read(value.decode(), devices)
    except UnicodeDecodeError:
        record = NOT_UTF8
    if isinstance(record, str):
        found.invalid.append((rows.lines[at], value, record))
    else:
        found.take(record)


def _are_addresses(joined: bytes, count: int) -> bool:
    """Whether every line is an address in which nothing is unusual; a no means only that somebody has to look."""
    marks = joined.translate(None, ALPHANUMERIC + b"-")
    undotted = marks.translate(None, b".")
    if undotted.translate(None, SPECIAL) != b"@\n" * count or undotted.count(b"@\n") != count or b"@\n" in marks:
        return False  # Not one @ in each line, or something special after it, or no dot.
    joints = joined.translate(_JOINTS)
    return (
        # Dots, @s and line ends side by side: something is empty. A hyphen next to one of them may end a domain's label.
        not _SIDE_BY_SIDE.search(joints)
        and not any(hyphen in joints for hyphen in _HYPHENS)
        # A spreadsheet's apostrophe.
        and b"\n'" not in joined
        and joined[0] not in b"@.-'"
    )


def _are_digests(joined: bytes, count: int) -> bool:
    """Whether every line is a digest of SHA-256."""
    return len(joined) == 65 * count and joined[64::65] == joined.translate(None, _HEX) == b"\n" * count
