"""csv and tsv are read back as what they were; spreadsheets run nothing in them."""

import csv
import io
import sys
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.render.delimited import csv_rows, ids, read_back, read_escapes
from pinads.render.json import json_array, jsonl
from pinads.render.yaml import yaml_documents
from tests.support.each import each

TRICKY = st.sampled_from("=+-@'\t\r\n\",;\\ ＝n|u0d")
# Before Python 3.11 the csv module reads no NUL.
UNREADABLE = "" if sys.version_info >= (3, 11) else "\0"
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=UNREADABLE) | TRICKY, max_size=12)
ANY_TEXT = st.text(st.characters() | TRICKY, max_size=12)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=5), st.sampled_from(",;|"))
def test_csv_comes_back_unchanged(rows: list[tuple[str, ...]], delimiter: str) -> None:
    names = ["a", "b", "c"]
    lines = csv_rows([dict(zip(names, row, strict=True)) for row in rows], names, delimiter=delimiter, safe_formulas=True)
    header, *back = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter)
    assert header == names
    assert [tuple(map(read_back, row)) for row in back] == rows


@given(st.lists(TEXT, max_size=5))
def test_csv_of_one_column_loses_no_row(values: list[str]) -> None:
    lines = csv_rows([{"a": value} for value in values], ["a"], safe_formulas=False)
    assert [row["a"] for row in csv.DictReader(io.StringIO("".join(lines), newline=""))] == values


@given(ANY_TEXT)
def test_no_text_begins_a_formula_in_csv(text: str) -> None:
    _, line = csv_rows([{"a": text, "b": 1}], ["a", "b"], safe_formulas=True)
    assert line.lstrip('"')[0] not in "=+-@\t\r\n＝＋－＠"


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=5), st.booleans())
def test_tsv_has_one_line_a_row_and_comes_back_unchanged(rows: list[tuple[str, ...]], safe_formulas: bool) -> None:
    records = [{"a": first, "b": second} for first, second in rows]
    text = "".join(csv_rows(records, ["a", "b"], delimiter="\t", safe_formulas=safe_formulas))
    header, *lines = text.encode().decode().splitlines()
    assert header == "a\tb"
    back = [tuple(read_escapes(value) for value in line.split("\t")) for line in lines]
    assert [tuple(map(read_back, row)) if safe_formulas else row for row in back] == rows


@each(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-5", "'-5"),
        (-5, "-5"),
        (-0.5, "-0.5"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("", ""),
        (None, ""),
        (True, "true"),
        (False, "false"),
        ([], "[]"),
        ({"a": [1, None]}, '"{""a"":[1,null]}"'),
        (626735565838, "626735565838"),
    ],
)
def test_values_in_csv(value: Any, written: str) -> None:
    _, line = csv_rows([{"id": "1", "a": value}], ["id", "a"], safe_formulas=True)
    assert line == f"1,{written}\n"


def test_columns_reach_into_objects() -> None:
    records = [{"id": "1", "targeting_spec": {"GEO": ["US-CA", "US-NY"]}}]
    columns = ["id", "targeting_spec.GEO.1", "targeting_spec.LOCALE"]
    assert list(csv_rows(records, columns, safe_formulas=True)) == ["id,targeting_spec.GEO.1,targeting_spec.LOCALE\n", "1,US-NY,\n"]


def test_formulas_stay_where_nobody_asked_for_safety() -> None:
    assert list(csv_rows([{"a": "=1"}], ["a"], safe_formulas=False)) == ["a\n", "=1\n"]


def test_ids_are_one_a_line_whatever_they_hold() -> None:
    assert list(ids([{"id": "1"}, {"id": 2}, {"id": "3\n4"}])) == ["1\n", "2\n", "3\\n4\n"]
    with pytest.raises(ValueError, match="no id to print"):
        list(ids([{"name": "x"}]))


def _many(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {"id": str(number), "name": f"campaign {number} " * 5, "tracking_urls": {"click": ["x"]}}


@pytest.mark.slow
@pytest.mark.parametrize(
    "render", [jsonl, json_array, yaml_documents, ids, lambda rows: csv_rows(rows, ["id", "name", "tracking_urls"], safe_formulas=True)]
)
def test_streams_take_the_same_memory_for_any_number_of_records(render: Any) -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            for _ in render(_many(count)):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(3_000) < 3 * peak(100) + 20_000
