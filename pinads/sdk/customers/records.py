"""The records of a customer file, ready to upload: normalised, hashed on this machine, each once, cut into chunks.

    from pinads.sdk import CustomerList, prepare_records

    with prepare_records("customers.csv") as records:
        print(records.count, "records,", records.invalid, "invalid rows")
        for chunk in records.chunks():
            customers.add_record(chunk)

No plain address is in the result, in a message or on the disk, and the memory that it takes does not grow with the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from pinads.sdk.customers.chunks import CHUNK_BYTES, CHUNK_SIZE
from pinads.sdk.customers.dedupe import Spool
from pinads.sdk.customers.header import DEVICE_LISTS
from pinads.sdk.customers.normalize import NO_AT, NOT_UTF8, are_bare_devices, hash_plain, read, read_hashes
from pinads.sdk.customers.source import CustomerFile, Rows, writable
from pinads.sdk.customers.table import CustomerTable
from pinads.sdk.errors import InvalidInput, InvalidType
from pinads.sdk.paths import expanded

if TYPE_CHECKING:
    from typing_extensions import Self

_WIDTHS = (32, 20, 16)
_AT_ONCE = 256
"""Rows that are hashed at once if all of them are plain addresses or hashes."""
_FEW = 4
"""Rows that are read one by one if one of them is not plain."""
_SAMPLE = 2048
"""Values by which 32 hexadecimal digits are judged."""


class Invalid(NamedTuple):
    """A row without a record: the line on which it begins, from 1, its value as it is in the file, and the reason."""

    line: int
    value: str
    reason: str


class CustomerRecords:
    """The records of a file, each once.

    Attributes:
        rows: rows of the file that are not empty, without the header.
        invalid: rows that have no record.
        duplicates: rows whose record an earlier row had.
        count: records that are left.
        hashed_already: rows that were hashes.
        devices: rows that were device ids.
        reasons: invalid rows by reason.
        column: the name of the column that was read, or None.
    """

    def __init__(self, column: str | None) -> None:
        self.rows = 0
        self.hashed_already = 0
        self.devices = 0
        self.reasons: Counter[str] = Counter()
        self.column = column
        self._spools = {width: Spool(width) for width in _WIDTHS}

    @property
    def count(self) -> int:
        """Records that are left."""
        return sum(spool.count for spool in self._spools.values())

    @property
    def invalid(self) -> int:
        """Rows that have no record."""
        return sum(self.reasons.values())

    @property
    def duplicates(self) -> int:
        """Rows whose record an earlier row had."""
        return sum(spool.added - spool.count for spool in self._spools.values())

    def chunks(self, size: int = CHUNK_SIZE, most_bytes: int = CHUNK_BYTES) -> Iterator[str]:
        """Yield the records, joined by commas, in chunks that fit a request; the same file yields the same chunks.

        Args:
            size: maximum number of records in a chunk.
            most_bytes: maximum number of bytes in a chunk.
        """
        for spool, first, count in self._cut(size, most_bytes):
            yield spool.read(first, count).hex(",", spool.width)

    def chunk_sizes(self, size: int = CHUNK_SIZE, most_bytes: int = CHUNK_BYTES) -> list[int]:
        """Count the records of each chunk."""
        return [count for _, _, count in self._cut(size, most_bytes)]

    def _add(self, rows: Rows, devices: bool, on_invalid: Callable[[Invalid], Any] | None, step: int = _AT_ONCE) -> None:
        """Hash many rows at once if all of them are plain, else fewer at a time, else one by one."""
        lines, values, reason = rows
        for at in range(0, len(values), step):
            some = values[at : at + step]
            digests = None if reason else hash_plain(some)
            if digests is None and not reason and (digests := read_hashes(some)):
                self.hashed_already += len(some)
            if digests is not None:
                self.rows += len(some)
                self._spools[32].add(digests)
            elif step > _FEW:
                self._add(Rows(lines[at : at + step], some, reason), devices, on_invalid, step // 8)
            else:
                for line, value in zip(lines[at : at + step], some, strict=True):
                    self._add_one(line, value, reason, devices, on_invalid)

    def _add_one(self, line: int, value: str, reason: str | None, devices: bool, on_invalid: Callable[[Invalid], Any] | None) -> None:
        self.rows += 1
        # Without an @ it would be none in any encoding: it may be of another column, such as one of names.
        found = reason or ((NOT_UTF8 if "@" in value else NO_AT) if _has_surrogates(value) else read(value, devices))
        if isinstance(found, str):
            self.reasons[found] += 1
            if on_invalid:
                on_invalid(Invalid(line, value, found))
        else:
            self._spools[len(found.digest)].add((found.digest,))
            self.hashed_already += found.kind == "hashed"
            self.devices += found.kind == "device"

    def _cut(self, size: int, most_bytes: int) -> Iterator[tuple[Spool, int, int]]:
        for spool in self._spools.values():
            step = max(1, min(size, most_bytes // (2 * spool.width + 1)))
            for first in range(0, spool.count, step):
                yield spool, first, min(step, spool.count - first)

    def examples(self, count: int = 3) -> list[str]:
        """Give a few records."""
        joined = next(self.chunks(count), "")
        return joined.split(",") if joined else []

    def fingerprint(self, key: bytes) -> str:
        """Compute a digest of all records that nobody can compute without the key."""
        digest = blake2b(key=key, digest_size=16)
        for chunk in self.chunks():
            digest.update(chunk.encode() + b"\n")
        return digest.hexdigest()

    def close(self) -> None:
        """Forget the records."""
        for spool in self._spools.values():
            spool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


def prepare_records(
    source: str | Path | BinaryIO,
    *,
    column: str | None = None,
    list_type: str | None = None,
    name: str | None = None,
    on_invalid: Callable[[Invalid], Any] | None = None,
    on_rows: Callable[[int], Any] | None = None,
) -> CustomerRecords:
    """Read a file of customers, normalise and hash them, and drop duplicates.

    Args:
        source: a file's path, or a file opened for reading bytes: CSV (separated by commas, semicolons, tabs or ``|``), JSON
            lines, or one customer per line; it may be compressed with gzip.
        column: the name of the column, or its number from 1; None takes the one that is named email, maid or the like, or
            has a customer in the first line.
        list_type: the type of the list that the records are for. With MAID or IDFA 32 hexadecimal digits may be device ids without
            hyphens, as in a column of that name, and are not hashes of MD5.
        name: the file's name in errors.
        on_invalid: called with each invalid row.
        on_rows: called with the number of rows whenever some were read.

    Returns:
        The records; close them after use.

    Raises:
        InvalidInput: the file cannot be read as customers.
    """
    if isinstance(source, (str, Path)):
        name = name or str(source)
        try:
            stream = expanded(Path(source)).open("rb", buffering=0)
        except OSError as error:
            raise InvalidInput(f"cannot read {name}: {error.strerror}", "file") from None
        with stream:
            return prepare_records(stream, column=column, list_type=list_type, name=name, on_invalid=on_invalid, on_rows=on_rows)
    if column is not None and not isinstance(column, str):
        raise InvalidType(f"Invalid column: {column!r}; expected a string, also for a number", "column")
    file = CustomerFile(source, name or str(getattr(source, "name", "the file")), column, list_type)
    return _hashed(file.rows(), file.column, file.layout.devices, on_invalid, on_rows)


def prepare_table(
    table: Iterable[tuple[int, Sequence[str]]],
    name: str,
    *,
    column: str | None = None,
    list_type: str | None = None,
    on_invalid: Callable[[Invalid], Any] | None = None,
    on_rows: Callable[[int], Any] | None = None,
) -> CustomerRecords:
    """Hash the customers of a table, such as a sheet of a workbook, as ``prepare_records`` does those of a file.

    ``table`` is as in ``CustomerTable``, and the lines of invalid rows are its numbers; all else is as in ``prepare_records``.

    Raises:
        InvalidInput: it has no rows, or no column, or more than one, fits.
    """
    found = CustomerTable(table, name, column, list_type)
    return _hashed(found.rows(), found.column, found.layout.devices, on_invalid, on_rows)


def prepare_values(
    values: Iterable[str | None], *, list_type: str | None = None, on_invalid: Callable[[Invalid], Any] | None = None
) -> CustomerRecords:
    """Normalise and hash values in memory, such as a column of a database, and drop duplicates.

    Args:
        values: e-mail addresses, device ids or hashes; read as they are needed; None is an empty one.
        list_type: as in ``prepare_records``.
        on_invalid: called with each invalid value; its line is the value's number.
    """
    rest = iter(values)
    first = list(islice(rest, _SAMPLE))
    devices = list_type in DEVICE_LISTS and are_bare_devices(value for value in first if isinstance(value, str))
    given = chain(first, rest)
    parts = iter(lambda: [_text(value) for value in islice(given, _AT_ONCE)], [])
    rows = (Rows(range(1 + number * _AT_ONCE, 1 + number * _AT_ONCE + len(part)), part) for number, part in enumerate(parts))
    return _hashed(rows, None, devices, on_invalid)


def _text(value: str | None) -> str:
    if value is not None and not isinstance(value, str):
        raise InvalidType("Invalid record: expected a string (value not shown)", "record")
    return writable(value or "")


def _hashed(
    rows: Iterable[Rows],
    column: str | None,
    devices: bool,
    on_invalid: Callable[[Invalid], Any] | None,
    on_rows: Callable[[int], Any] | None = None,
) -> CustomerRecords:
    """Hash rows and drop duplicates; ``devices`` is as in ``Layout``."""
    records = CustomerRecords(column)
    try:
        for some in rows:
            records._add(some, devices, on_invalid)
            if on_rows:
                on_rows(len(some.values))
        for spool in records._spools.values():
            spool.finish()
    except BaseException:
        records.close()
        raise
    return records


def _has_surrogates(value: str) -> bool:
    """Find bytes that are not UTF-8, which are lone surrogates in a text."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return True
    return False
