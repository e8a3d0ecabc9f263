"""The rows of a report's JSON file, however its bytes come."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.sdk import InvalidResponse
from pinads.sdk.reports import json_rows as module
from pinads.sdk.reports.json_rows import json_rows
from pinads.sdk.reports.rows import names_in, rows_of
from tests.support.each import each

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats(allow_nan=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
ROW = st.dictionaries(st.text(max_size=5), VALUES, max_size=4)
LISTS = st.recursive(st.lists(ROW, max_size=4), lambda inner: st.lists(ROW | inner, max_size=3), max_leaves=4)
FILES = LISTS | st.dictionaries(st.text(max_size=5), LISTS | ROW, max_size=4)


class Dripping(io.RawIOBase):
    """A file whose bytes come in pieces of some sizes."""

    def __init__(self, content: bytes, sizes: list[int]) -> None:
        self._content, self._sizes, self._reads = io.BytesIO(content), sizes, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._reads += 1
        part = self._content.read(min(len(buffer), self._sizes[self._reads % len(self._sizes)]))
        buffer[: len(part)] = part
        return len(part)


def dripping(content: bytes, sizes: list[int]) -> io.BufferedReader:
    return io.BufferedReader(Dripping(content, sizes), 16)


def flattened(value: Any) -> list[dict[str, Any]]:
    """The rows of a file that was parsed as a whole."""
    parts = value.values() if isinstance(value, dict) else value
    return [row for part in parts for row in (flattened(part) if isinstance(part, list) else [part])]


@pytest.mark.slow
@given(FILES, st.lists(st.integers(1, 9), min_size=1, max_size=5), st.sampled_from([None, 1]), st.booleans())
def test_rows_are_those_of_the_file_as_a_whole(file: Any, sizes: list[int], indent: int | None, is_ascii: bool) -> None:
    content = json.dumps(file, indent=indent, ensure_ascii=is_ascii).encode("utf-8", "surrogatepass")
    assert list(json_rows(dripping(content, sizes))) == flattened(json.loads(content))


@given(FILES, st.data())
def test_a_file_that_is_cut_off_is_refused_after_its_whole_rows(file: Any, data: st.DataObject) -> None:
    content = json.dumps(file).encode()
    cut = data.draw(st.integers(1, len(content) - 1))
    found: list[dict[str, Any]] = []
    with pytest.raises(InvalidResponse, match="not whole, or not JSON"):
        found.extend(json_rows(io.BytesIO(content[:cut])))
    assert found == flattened(json.loads(content))[: len(found)]


@each(
    "content",
    [
        "[]]",
        "[] x",
        "[{}{}]",
        "[{},]",
        "[,{}]",
        '{"a"}',
        '{"a" []}',
        '{"a": [],}',
        "{1: []}",
        '["a',
        "[{'a': 1}]",
        "[" * 200,
        "[nul]",
        " \ufeff[]",
    ],
)
def test_what_is_no_json_is_refused(content: str) -> None:
    with pytest.raises(InvalidResponse, match="not whole, or not JSON"):
        list(json_rows(io.BytesIO(content.encode())))


@each("content", ['{"a": 1}', "[null]", '["x"]', '[[{"a": 1}], 2.5]'])
def test_what_is_json_and_no_row_is_named_so(content: str) -> None:
    with pytest.raises(InvalidResponse, match="no rows"):
        list(json_rows(io.BytesIO(content.encode())))


def test_a_row_without_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_ROW", 1 << 17)
    file = io.BytesIO(b'[{"a": "' + b"x" * (1 << 22))
    with pytest.raises(InvalidResponse, match="not whole"):
        list(json_rows(file))
    assert file.tell() < 1 << 20


def test_the_first_row_comes_before_the_rest_is_read() -> None:
    file = io.BytesIO(json.dumps({str(number): [{"A": "x" * 500}] for number in range(2000)}).encode())
    rows = json_rows(file)
    assert next(rows) == {"A": "x" * 500}
    assert file.tell() < 1 << 18
    assert len(list(rows)) == 1999


@each(
    ("content", "names"),
    [(b'{"1": [{"A": 1}, {"B": 2, "A": 1}], "2": [{"C": 0}]}', ["A", "B", "C"]), (b"\xef\xbb\xbfB,A\r\n1,2\r\n", ["B", "A"]), (b"[]", [])],
)
def test_columns_are_listed_before_the_rows_are_read(content: bytes, names: list[str]) -> None:
    file = io.BytesIO(content)
    assert names_in(file) == names
    assert [set(row) <= set(names) for row in rows_of(file)] == [True] * len(list(rows_of(io.BytesIO(content))))


def test_a_reader_that_stops_may_close_the_file_first() -> None:
    file = io.BytesIO(b"CAMPAIGN_ID,DATE\n1,2025-11-20\n2,2025-11-20\n")
    rows = rows_of(file)
    assert next(rows) == {"CAMPAIGN_ID": "1", "DATE": "2025-11-20"}
    file.close()
    rows.close()  # type: ignore[attr-defined]
