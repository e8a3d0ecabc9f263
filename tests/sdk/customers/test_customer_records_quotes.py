"""Quick ways of reading blocks of CSV: each gives what the csv module gives, or nothing."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pinads.sdk.customers import lines
from pinads.sdk.customers.blocks import Cells, Hashed, hash_block, hash_cells
from pinads.sdk.customers.lines import Layout, csv_rows, plain_rows, quoted_cells, unquoted, whole_lines

MARKS = st.text(alphabet='"",,\n\na@.é\r\x1f ', max_size=24)
"""Hardly anything but what means something."""
CELL = st.one_of(st.text(alphabet='ab@.", é', max_size=6), st.sampled_from(["a@b.de", "A@B.de", "", '"', "Doe, J", "x\ny"]))


@st.composite
def written(draw: st.DrawFn) -> str:
    """What a program writes: cells quoted where they must be, all, or those of some columns; some rows uneven; something put in."""
    columns = draw(st.integers(1, 3))
    always = draw(st.sets(st.integers(0, columns - 1)))
    even = draw(st.booleans())

    def cell(column: int) -> str:
        value = draw(CELL)
        needed = any(mark in value for mark in '",\n')
        return '"' + value.replace('"', '""') + '"' if needed or column in always else value

    width = columns if even else draw(st.integers(1, columns))
    lines = [",".join(cell(column) for column in range(width)) for _ in range(draw(st.integers(1, 5)))]
    text = "\n".join(lines) + "\n"
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(["", "", '"', ",", "\n", "\r"])) + text[at:]


LAYOUTS = st.sampled_from([Layout(column, columns, "," if columns > 1 else "\x1f") for columns in (1, 2, 3) for column in range(columns)])
BLOCKS = st.one_of(MARKS, written()).map(lambda text: (text.rstrip("\n") + "\n").encode("utf-8", "surrogateescape"))


def by_line(block: bytes, layout: Layout) -> list[list[list[str]]] | None:
    """The rows that the csv module reads in each line, or None where a row goes over the end of one."""
    text = block.decode("utf-8", "surrogateescape")
    reader = csv.reader(io.StringIO(text + "end\n", newline="\n"), delimiter=layout.delimiter)
    rows = list(reader)
    return [[row] for row in rows[:-1]] if len(rows) == text.count("\n") + 1 and rows[-1] == ["end"] else None


def value(row: list[str], layout: Layout) -> bytes:
    cell = layout.delimiter.join(row) if layout.columns == 1 else row[layout.column] if len(row) > layout.column else ""
    return cell.encode("utf-8", "surrogateescape")


@settings(max_examples=4 * settings.default.max_examples)
@given(BLOCKS, LAYOUTS)
@example(b'"a","\n"b"x","c"\n', Layout(0, 2))
@example(b'x"b,",\n', Layout(0, 2))
@example(b'a"b,"open\n', Layout(0, 2))
@example(b'""\n"a@b.de"\n', Layout(0, 1, "\x1f"))
@example(b'"a,","b"\n"c","d"\n', Layout(1, 2))
@example(b'"a"x,"b"\n', Layout(0, 2))
@example(b'"a\x1fb"\n', Layout(0, 1, "\x1f"))
def test_lines_are_whole_only_where_each_is_a_row(block: bytes, layout: Layout) -> None:
    lines = whole_lines(block, layout)
    if lines is None:
        return
    assert b"\r" not in lines
    assert lines == block.replace(b"\r\n", b"\n")
    rows = by_line(lines, layout)
    assert rows is not None
    wanted = [value(row, layout) for (row,) in rows if row]
    found = hash_block(lines, layout)
    assert found.lines == len(rows)
    assert (found.rows, sorted(outcome(found))) == (len(wanted), sorted(one_by_one(wanted, [n for n, (row,) in enumerate(rows) if row])))


@settings(max_examples=4 * settings.default.max_examples)
@given(BLOCKS, LAYOUTS)
@example(b'"a","\n"b"x","c"\n', Layout(0, 2))
def test_quoted_cells_are_those_of_the_csv_module(block: bytes, layout: Layout) -> None:
    cells = quoted_cells(block, layout)
    if cells is None or whole_lines(block, layout) is None:
        return
    rows = by_line(block, layout)
    assert rows is not None
    assert cells == [value(row, layout) for (row,) in rows]


@settings(max_examples=4 * settings.default.max_examples)
@given(BLOCKS, LAYOUTS)
@example(b'1,"a@b.de"\n2,"c@d.de"\n', Layout(1, 2))
@example(b'1,"a"x\n', Layout(1, 2))
@example(b'""\n""\n', Layout(0, 2))
@example(b'"a","b"\n', Layout(2, 3))
def test_cells_without_their_quotes_are_those_of_the_csv_module(block: bytes, layout: Layout) -> None:
    lines = whole_lines(block, layout)
    cells = unquoted(plain_rows(lines, layout).values) if lines is not None else None
    if lines is None or cells is None:
        return
    rows = by_line(lines, layout)
    assert rows is not None
    assert [*cells] == [value(row, layout) for (row,) in rows if row]


@settings(max_examples=4 * settings.default.max_examples)
@given(BLOCKS, LAYOUTS, st.booleans())
def test_rows_of_one_line_are_read_as_others_are(block: bytes, layout: Layout, last: bool) -> None:
    quick = csv_rows(block, layout, last)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "_one_line_rows", lambda block, layout: None)
        slow = csv_rows(block, layout, last)
    assert [*quick[0].values] == [*slow[0].values]
    assert [*quick[0].lines] == [*slow[0].lines]
    assert (quick[0].reasons, quick[1:]) == (slow[0].reasons, slow[1:])


@given(
    st.lists(
        st.one_of(st.sampled_from(["a@b.de", "A@B.de", "", "x", "é@b.de", "f" * 64]), st.text(alphabet="aA@.b ", max_size=8)), max_size=200
    )
)
def test_values_by_themselves_are_hashed_as_those_in_lines(values: list[str]) -> None:
    given_ = [value.encode() for value in values]
    found = hash_cells(Cells(b"".join(value + b"\n" for value in given_)))
    assert sorted(outcome(found)) == sorted(one_by_one(given_, range(len(given_))))
    lines = [value for value in given_ if value]
    assert sorted(outcome(hash_block(b"".join(value + b"\n" for value in lines), Layout()))) == sorted(one_by_one(lines, range(len(lines))))


def outcome(found: Hashed) -> list[Any]:
    joined = b"".join(found.lots)
    return [
        *(joined[at : at + 32].hex() for at in range(0, len(joined), 32)),
        *(digest.hex() for digest in found.others),
        *map(repr, found.invalid),
    ]


def one_by_one(values: list[bytes], lines: Any) -> list[Any]:
    from pinads.sdk.customers.normalize import NOT_UTF8, read

    found = []
    for line, raw in zip(lines, values, strict=True):
        try:
            record = read(raw.decode())
        except UnicodeDecodeError:
            record = NOT_UTF8
        found.append(repr((line, raw, record)) if isinstance(record, str) else str(record))
    return found
