"""Rows of a CSV file of customers: whatever it has, they are those of the csv module, with their lines."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pinads.sdk.customers import source
from pinads.sdk.customers.normalize import UNCLOSED
from pinads.sdk.customers.source import CustomerFile

Row = tuple[int, str, str | None]

HEADERS = ("email", "email,b", "a,email", "a,email,c")
MARKS = st.text(alphabet='"",,\n\na@.é\r\x1f ', max_size=24)
"""Hardly anything but characters with a meaning."""
CELL = st.one_of(st.text(alphabet='ab@.", é', max_size=6), st.sampled_from(["a@b.de", "A@B.de", "", '"', "Doe, J", "x\ny"]))


@st.composite
def written(draw: st.DrawFn) -> str:
    """Rows as programs write them: cells quoted where they must be, all, or those of some columns; uneven; with one character more."""
    columns = draw(st.integers(1, 3))
    always = draw(st.sets(st.integers(0, columns - 1)))
    even = draw(st.booleans())

    def cell(column: int) -> str:
        value = draw(CELL)
        needed = any(mark in value for mark in '",\n')
        return '"' + value.replace('"', '""') + '"' if needed or column in always else value

    width = columns if even else draw(st.integers(1, columns))
    text = "".join(",".join(cell(column) for column in range(width)) + "\n" for _ in range(draw(st.integers(1, 5))))
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(["", "", '"', ",", "\n", "\r"])) + text[at:]


def rows_of(content: bytes) -> list[Row]:
    rows = CustomerFile(io.BytesIO(content), "people.csv").rows()
    return [(line, value, some.reason) for some in rows for line, value in zip(some.lines, some.values, strict=True)]


def by_csv_module(content: bytes, header: str) -> list[Row] | None:
    """Read the rows after the header; None where a quote does not close."""
    columns = header.split(",")
    text = content.decode("utf-8", "surrogateescape")
    reader = csv.reader(io.StringIO(text + "\n\nend\n", newline=""), delimiter="," if len(columns) > 1 else "\x1f")
    rows, begun = [], 1
    for row in reader:
        rows.append((begun, row))
        begun = reader.line_num + 1
    if rows.pop()[1] != ["end"]:
        return None
    at = columns.index("email")
    cells = ((line, "\x1f".join(row) if columns == ["email"] else row[at] if len(row) > at else "") for line, row in rows[1:] if row)
    return [(line, cell, None) for line, cell in cells]


@pytest.mark.slow
@settings(max_examples=8 * settings.default.max_examples)
@given(st.one_of(MARKS, written()), st.sampled_from(HEADERS), st.sampled_from([16, 40, 56 * 1024]))
@example('"a","\n"b"x","c"\n', "email,b", 16)
@example('x"b,",\n', "email,b", 16)
@example('a"b,"open\n', "email,b", 16)
@example('""\n"a@b.de"\n', "email", 16)
@example('"a,","b"\n"c","d"\n', "a,email", 16)
@example('"a"x,"b"\n', "email,b", 16)
@example('"a\x1fb"\n', "email", 16)
@example('"x\r\ny","a@b.de"\r\r\nx,b@b.de\r', "a,email", 16)
def test_rows_are_those_of_the_csv_module(body: str, header: str, block: int) -> None:
    content = f"{header}\n{body}".encode()
    wanted = by_csv_module(content, header)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "BLOCK", block)
        found = rows_of(content)
    if wanted is None:
        assert UNCLOSED in {reason for _, _, reason in found}
    else:
        assert found == wanted


def test_bytes_that_are_not_utf8_are_kept() -> None:
    assert rows_of(b"name,email\nx,Jos\xe9@x.de\n\xff,\xe9\n") == [(2, "Jos\udce9@x.de", None), (3, "\udce9", None)]
    assert rows_of(b'{"email": "x"}\n"\\ud800"\n"\xe9"\n') == [
        (1, "x", None),
        (2, "\udced\udca0\udc80", None),
        (3, '"\udce9"', source.NOT_TEXT),
    ]


def test_no_quote_in_a_large_file_is_read_over() -> None:
    """Quoted cells over several lines and blocks keep their rows and lines."""
    rows = [f'"Doe, J\n{number}","a{number}@example.com"' if number % 7 else f"x,a{number}@example.com" for number in range(9000)]
    found = rows_of(("name,email\n" + "\n".join(rows) + "\n").encode())
    assert [value for _, value, _ in found] == [f"a{number}@example.com" for number in range(9000)]
    assert found[-1][0] == 2 + sum(row.count("\n") + 1 for row in rows[:-1])
