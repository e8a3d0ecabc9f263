"""The customers of a table in memory or from another program, such as a sheet of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from pinads.sdk.customers.header import SAMPLE, read_table_header
from pinads.sdk.customers.source import Rows, together
from pinads.sdk.errors import InvalidInput

if TYPE_CHECKING:
    from typing_extensions import Self

_AT_ONCE = 256


class Spoilt(str):
    """The cell of a table that a program has turned into something else than the text that it was.

    Args:
        text: what it is now.
        reason: why it is not a customer; it does not repeat the text.
    """

    reason: str

    def __new__(cls, text: str, reason: str) -> Self:
        """Make a text that remembers the reason."""
        made = super().__new__(cls, text)
        made.reason = reason
        return made


class CustomerTable:
    """A table of customers that is read once, as ``CustomerFile`` reads a file; other arguments and the attributes are as there.

    Args:
        table: the rows that are not empty, each with its number from 1; cells may be ``Spoilt``.

    Raises:
        InvalidInput: it has no rows, or no column, or more than one, fits.
    """

    def __init__(
        self, table: Iterable[tuple[int, Sequence[str]]], name: str, column: str | None = None, list_type: str | None = None
    ) -> None:
        rows = iter(table)
        first = list(islice(rows, SAMPLE))
        if not first:
            raise InvalidInput(f"{name} is empty", "file")
        self.layout, self.column = read_table_header([cells for _, cells in first], column, name, list_type)
        self._left = chain(first if self.column is None else first[1:], rows)

    def rows(self) -> Iterator[Rows]:
        """Read the column, some rows at a time."""
        while some := list(islice(self._left, _AT_ONCE)):
            yield from together((number, *self._cell(cells)) for number, cells in some)

    def _cell(self, cells: Sequence[str]) -> tuple[str, str | None]:
        """Return the value of a row in the column, and the reason if it is spoilt."""
        value = cells[self.layout.column] if len(cells) > self.layout.column else ""
        return (str(value), value.reason) if isinstance(value, Spoilt) else (value, None)
