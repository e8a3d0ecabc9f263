"""Customers' records, made ready to be uploaded: normalised, hashed here, each once, cut into chunks.

    from pinads.sdk import CustomerList, prepare_records

    with prepare_records("customers.csv") as records:
        print(records.count, "records,", records.invalid, "rows that are none")
        for chunk in records.chunks():
            customers.add_record(chunk)

No plain address is in what comes out, in a message or on the disk, and the memory that it takes does not grow with the file.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from pinads.sdk.customers.blocks import Hashed, hash_rows
from pinads.sdk.customers.dedupe import Spool
from pinads.sdk.customers.header import DEVICE_LISTS
from pinads.sdk.customers.lines import Rows
from pinads.sdk.customers.normalize import are_bare_devices
from pinads.sdk.customers.source import Source, is_json_name
from pinads.sdk.customers.worker import Worker, hash_all
from pinads.sdk.errors import InvalidInput, InvalidType
from pinads.sdk.paths import expanded

if TYPE_CHECKING:
    from typing_extensions import Self


LARGE = 8 * 1024 * 1024
"""Bytes of a file from which on a second process is worth its start."""
_WIDTHS = (32, 20, 16)
_AT_ONCE = 2048


class Invalid(NamedTuple):
    """A row that is no record: the line on which it begins, from 1, its value as it is in the file, and why."""

    line: int
    value: str
    reason: str


CHUNK_BYTES = 1_000_000
"""Bytes of records a request at most."""
CHUNK_SIZE = 10_000
"""Records a request, unless told otherwise; Pinterest names no limit."""


class CustomerRecords:
    """The records of a file, each once.

    Attributes:
        rows: the rows of the file that are not empty, the header left out.
        invalid: rows that are no record.
        duplicates: rows whose record another row had.
        count: records that are left.
        hashed_already: rows that were hashes.
        devices: rows that were device ids.
        reasons: how many rows are invalid for which reason.
        column: the name of the column that was read, or None.
    """

    def __init__(self, column: str | None) -> None:
        self.rows = 0
        self.invalid = 0
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
    def duplicates(self) -> int:
        """Rows whose record another row had."""
        return sum(spool.added - spool.count for spool in self._spools.values())

    def chunks(self, size: int = CHUNK_SIZE, most_bytes: int = CHUNK_BYTES) -> Iterator[str]:
        """The records, joined by commas, as many to a chunk as a request takes; the same file gives the same chunks.

        Args:
            size: records a chunk at most.
            most_bytes: bytes a chunk at most.
        """
        for spool in self._spools.values():
            step = _step(spool, size, most_bytes)
            for first in range(0, spool.count, step):
                yield spool.read(first, step).hex(",", spool.width)

    def chunk_sizes(self, size: int = CHUNK_SIZE, most_bytes: int = CHUNK_BYTES) -> list[int]:
        """How many records each chunk has."""
        sizes = []
        for spool in self._spools.values():
            step = _step(spool, size, most_bytes)
            sizes += [min(step, spool.count - first) for first in range(0, spool.count, step)]
        return sizes

    def examples(self, count: int = 3) -> list[str]:
        """A few records."""
        joined = next(self.chunks(count), "")
        return joined.split(",") if joined else []

    def fingerprint(self, key: bytes) -> str:
        """What tells these records from others, for those who have the key."""
        from hashlib import blake2b

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

    def _take(self, found: Hashed, line: int, on_invalid: Callable[[Invalid], Any] | None) -> None:
        self.rows += found.rows
        self.invalid += len(found.invalid)
        self.hashed_already += found.hashed_already
        self.devices += found.devices
        self._spools[32].add_lots(found.lots)
        for digest in found.others:
            self._spools[len(digest)].add((digest,))
        for number, value, reason in found.invalid:
            self.reasons[reason] += 1
            if on_invalid:
                on_invalid(Invalid(line + number, value.decode("utf-8", "surrogateescape"), reason))

    def _finish(self, worker: Worker | None = None) -> None:
        for spool in self._spools.values():
            spool.finish(worker)


def prepare_records(
    source: str | Path | BinaryIO,
    *,
    column: str | None = None,
    list_type: str | None = None,
    name: str | None = None,
    processes: int | None = None,
    on_invalid: Callable[[Invalid], Any] | None = None,
    on_rows: Callable[[int], Any] | None = None,
) -> CustomerRecords:
    """Read a file of customers, normalise and hash them, and drop duplicates.

    Args:
        source: a file's path, or a file opened for reading bytes: CSV (separated by commas, semicolons or tabs), JSON lines,
            or one customer a line; it may be compressed with gzip.
        column: the name of the column, or its number from 1; None takes the one that is named email, maid or the like, or
            has a customer in the first line.
        list_type: the type of the list that the records are for. With MAID or IDFA 32 hexadecimal digits may be device ids without
            hyphens, as in a column of that name, and are no hashes of MD5.
        name: what errors call the file.
        processes: 2 hashes in a second process too, 1 does not; None decides by the file's size.
        on_invalid: called with each row that is no record.
        on_rows: called with the number of rows whenever some were read.

    Returns:
        The records; close them when they are done with.

    Raises:
        InvalidInput: the file cannot be read as customers.
    """
    if isinstance(source, (str, Path)):
        name = name or str(source)
        with _opened(Path(source), name) as stream:
            return prepare_records(
                stream, column=column, list_type=list_type, name=name, processes=processes, on_invalid=on_invalid, on_rows=on_rows
            )
    if column is not None and not isinstance(column, str):
        raise InvalidType(f"Invalid column: {column!r}; expected a string, also for a number", "column")
    name = name or str(getattr(source, "name", "the file"))
    opened = Source(source, name, column, is_json=is_json_name(name), list_type=list_type)
    records = CustomerRecords(opened.column)
    line = opened.first_line
    try:
        with Worker.helping(opened.layout, (processes or _processes_for(source)) > 1) as worker:
            for found in hash_all(opened.blocks(), opened.layout, worker):
                records._take(found, line, on_invalid)
                line += found.lines
                if on_rows:
                    on_rows(found.rows)
            records._finish(worker)
    except BaseException:
        records.close()
        raise
    return records


def prepare_values(
    values: Iterable[str | None], *, list_type: str | None = None, on_invalid: Callable[[Invalid], Any] | None = None
) -> CustomerRecords:
    """The same for values that are at hand, such as the column of a database; the line of an invalid one is its number.

    Args:
        values: e-mail addresses, device ids or hashes; read as they are needed; None is an empty one.
        list_type: as in ``prepare_records``.
        on_invalid: called with each value that is no record.
    """
    records = CustomerRecords(None)
    rest, line = iter(values), 1
    devices: bool | None = None if list_type in DEVICE_LISTS else False
    while part := list(islice(rest, _AT_ONCE)):
        if devices is None:
            devices = are_bare_devices(value for value in part if isinstance(value, str))
        rows = Rows([_bytes_of(value) for value in part], range(len(part)), {})
        records._take(hash_rows(rows, devices), line, on_invalid)
        line += len(part)
    records._finish()
    return records


def _opened(path: Path, name: str) -> BinaryIO:
    try:
        return expanded(path).open("rb", buffering=0)
    except OSError as error:
        raise InvalidInput(f"cannot read {name}: {error.strerror}", "file") from None


def _bytes_of(value: str | None) -> bytes:
    if value is None:
        return b""
    if not isinstance(value, str):
        raise InvalidType("Invalid record: expected a string (value not shown)", "record")
    return value.encode("utf-8", "surrogatepass")


def _processes_for(stream: Any) -> int:
    """Two where the file is large enough and there is a processor for the second."""
    try:
        size = os.fstat(stream.fileno()).st_size
    except (AttributeError, OSError, ValueError):
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    processors = len(affinity(0)) if affinity else os.cpu_count() or 1
    return 2 if size >= LARGE and processors > 1 else 1


def _step(spool: Spool, size: int, most_bytes: int) -> int:
    return max(1, min(size, most_bytes // (2 * spool.width + 1)))
