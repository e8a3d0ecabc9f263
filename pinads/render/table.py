"""Records as a table. Drawn by hand: a table library takes fifty times as long for ten thousand rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pinads.render.columns import GAP, Column, Drawn, share
from pinads.render.style import DIM, Look, paint
from pinads.render.text import counted, fitted, plural, width_of
from pinads.sdk.schema.fields import Field

__all__ = ["Column", "table"]


def table(
    records: Iterable[Mapping[str, Any]],
    columns: Sequence[Column],
    fields: Mapping[str, Field],
    look: Look,
    noun: str = "row",
    whole: str = "-o json or --fields",
) -> Iterator[str]:
    """A header, a rule, one line a record, and their number.

    Where the terminal is narrow, columns that grow give way first, then other texts, and then columns go from the
    right, which a note says. Ids, numbers, money and times are never cut.

    Args:
        records: all of them are read before the first line is written, as the widths depend on them.
        columns: what to show, from the left.
        fields: the declarations of the records' fields.
        look: colour, width, currency, time zone.
        noun: the word for one record.
        whole: the options that show what a narrow terminal does not.
    """
    rows = list(records)
    if not rows:
        yield paint(f"no {plural(noun)}", DIM, look) + "\n"
        return
    drawn = [Drawn(column, rows, fields, look) for column in columns]
    widths = share(drawn, look.width)
    kept = list(zip(drawn, widths, strict=False))
    last = len(kept) - 1
    gap = " " * GAP
    yield gap.join(column.title(width, index == last, look) for index, (column, width) in enumerate(kept)).rstrip() + "\n"
    yield paint(gap.join(("─" if look.unicode else "-") * width for width in widths), DIM, look) + "\n"
    for line in zip(*(column.cells(width, index == last, look) for index, (column, width) in enumerate(kept)), strict=True):
        yield gap.join(line).rstrip() + "\n"
    yield from _footer(len(rows), noun, [column.heading for column in drawn[len(kept) :]], whole, look)


def _footer(count: int, noun: str, hidden: Sequence[str], whole: str, look: Look) -> Iterator[str]:
    yield "\n"
    notes = [counted(count, noun)]
    if hidden:
        notes.append(f"({counted(len(hidden), 'column')} hidden: {', '.join(hidden)}, use {whole})")
    for note in notes:
        for line in _folded(note, look.width, look.ellipsis):
            yield paint(line, DIM, look) + "\n"


def _folded(text: str, width: int | None, ellipsis: str) -> Iterator[str]:
    """The text in lines that fit, parted at spaces."""
    if width is None:
        yield text
        return
    line = ""
    for word in text.split(" "):
        if line and width_of(line) + 1 + width_of(word) > width:
            yield line
            line = ""
        line = fitted(f"{line} {word}" if line else word, width, ellipsis)
    yield line
