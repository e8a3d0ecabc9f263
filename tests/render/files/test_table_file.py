"""Tables as files, read back by other readers than those that wrote them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from pinads.render.delimited import read_back
from pinads.render.files import parquet as parquet_module
from pinads.render.files import workbook
from pinads.render.files.table_file import format_of, write_table

KINDS = {"id": "id", "name": "text", "date": "date", "spend": "money", "clicks": "count", "ctr": "percent"}
MONEY = st.decimals(-(10**9), 10**9, places=6)
TABLE_ROW = st.fixed_dictionaries(
    {
        "id": st.from_regex(r"[0-9]{1,18}", fullmatch=True),
        "name": st.none() | st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=9) | st.sampled_from("=+-@'"),
        "date": st.none() | st.dates().map(str),
        "spend": st.none() | MONEY,
        "clicks": st.none() | st.integers(0, 10**12),
        "ctr": st.none() | st.decimals(0, 100, places=4),
    }
)


def written(format: str, rows: list[dict[str, Any]], kinds: Mapping[str, str] = KINDS) -> io.BytesIO:
    file = io.BytesIO()
    write_table(format, file, lambda: iter(rows), kinds)
    file.seek(0)
    return file


def floats(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: float(value) if isinstance(value, Decimal) else value for name, value in row.items()} for row in rows]


@pytest.mark.slow
@given(st.lists(TABLE_ROW, max_size=5))
def test_every_format_reads_back(rows: list[dict[str, Any]]) -> None:
    expected = floats(rows)
    assert json.loads(written("json", rows).read()) == expected
    assert [json.loads(line) for line in written("jsonl", rows).read().decode().split("\n")[:-1]] == expected
    text = written("csv", rows).read().decode()
    found = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert [(row["id"], read_back(row["name"])) for row in found] == [(row["id"], row["name"] or "") for row in rows]
    assert [float(row["spend"]) if row["spend"] else None for row in found] == [row["spend"] for row in expected]
    table = parquet.read_table(written("parquet", rows)).to_pylist()
    assert [(row["spend"], row["clicks"], row["id"]) for row in table] == [(row["spend"], row["clicks"], row["id"]) for row in rows]
    assert [row["date"] and str(row["date"]) for row in table] == [row["date"] for row in rows]
    sheet = openpyxl.load_workbook(written("xlsx", rows)).worksheets[0]
    cells = list(sheet.iter_rows(min_row=2, max_col=6, values_only=True))
    assert [(row[0], row[1], row[3]) for row in cells] == [(row["id"], row["name"], row["spend"]) for row in expected]


def test_a_day_is_a_date_and_an_hour_a_text() -> None:
    rows = [{**dict.fromkeys(KINDS), "date": "2028-02-29"}, {**dict.fromkeys(KINDS), "date": "2028-02-29T05:00"}]
    sheet = openpyxl.load_workbook(written("xlsx", rows)).worksheets[0]
    assert [sheet["C2"].value, sheet["C3"].value] == [datetime(2028, 2, 29), "2028-02-29T05:00"]
    assert parquet.read_table(written("parquet", rows[:1]))["date"].to_pylist() == [date(2028, 2, 29)]
    assert parquet.read_table(written("parquet", rows))["date"].to_pylist() == ["2028-02-29", "2028-02-29T05:00"]


def test_a_day_that_spreadsheets_cannot_count_is_a_text() -> None:
    days = ["0001-01-01", "1899-12-31", "1900-02-28", "1900-03-01", "9999-12-31"]
    sheet = openpyxl.load_workbook(written("xlsx", [{"date": day} for day in days], {"date": "date"})).worksheets[0]
    cells = [cell for (cell,) in sheet.iter_rows(min_row=2, values_only=True)]
    assert cells == [*days[:3], datetime(1900, 3, 1), datetime(9999, 12, 31)]
    moments = [datetime(1899, 12, 31, 23, 59), datetime(2028, 2, 29, 5)]
    file = io.BytesIO()
    workbook.write_sheet(file, iter([{"end": moment} for moment in moments]), [workbook.SheetColumn("end", "time")], "Rows")
    assert [cell for (cell,) in openpyxl.load_workbook(file).worksheets[0].iter_rows(min_row=2, values_only=True)] == [
        *("1899-12-31T23:59:00", moments[1]),
    ]


@pytest.mark.parametrize(
    ("kind", "values", "type"),
    [
        ("count", [1, Decimal("2.5")], "double"),
        ("count", [1, "many"], "string"),
        ("money", [Decimal(10) ** 15], "double"),
        ("percent", ["n/a", Decimal(1)], "string"),
        ("text", ["a", 7], "string"),
    ],
)
def test_values_of_another_kind_change_the_columns_type(kind: str, values: list[Any], type: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_module, "ROWS_A_GROUP", 1)
    table = parquet.read_table(written("parquet", [{"x": value, "id": "1"} for value in values], {"x": kind, "id": "id"}))
    assert str(table.schema.field("x").type) == type
    assert table["x"].to_pylist() == [str(value) if type == "string" else value for value in values]
    assert table["id"].to_pylist() == ["1"] * len(values)


def test_a_full_sheet_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 4)
    book = openpyxl.load_workbook(written("xlsx", [{"id": str(number)} for number in range(7)], {"id": "id"}))
    assert book.sheetnames == ["Rows", "Rows 2", "Rows 3"]
    assert [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets] == [
        *(["id", "0", "1", "2"], ["id", "3", "4", "5"], ["id", "6"]),
    ]


def test_what_no_cell_can_have_does_not_stop_a_workbook() -> None:
    sheet = openpyxl.load_workbook(written("xlsx", [{"name": "a\x00\x1b\ud800b"}, {"name": "x" * 40_000}], {"name": "text"})).worksheets[0]
    assert sheet["A2"].value == "a\ufffd\ufffd\ufffdb"
    assert len(sheet["A3"].value) == 32_767


@pytest.mark.parametrize("format", ["csv", "jsonl", "json", "xlsx", "parquet"])
def test_rows_are_written_as_they_come(format: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more of them is kept than a group has."""
    monkeypatch.setattr(parquet_module, "ROWS_A_GROUP", 10)
    alive: set[int] = set()
    most = 0

    class Row(dict[str, Any]):
        def __init__(self, number: int) -> None:
            super().__init__(id=str(number), spend=Decimal("1.5"))
            self.number = number
            alive.add(number)

        def __del__(self) -> None:
            alive.discard(self.number)

    def rows() -> Iterator[Row]:
        nonlocal most
        for number in range(300):
            yield Row(number)
            most = max(most, len(alive))

    write_table(format, io.BytesIO(), rows, {"id": "id", "spend": "money"})
    assert most <= 24


def test_formats_follow_from_the_ending() -> None:
    names = ("a.csv", "b.TSV", "c.jsonl", "d.ndjson", "e.json", "f.xlsx", "g.parquet", "h.txt", "i", "csv")
    assert [format_of(Path(name)) for name in names] == [*("csv", "tsv", "jsonl", "jsonl", "json", "xlsx", "parquet"), None, None, None]
