"""pinads reports ... --to FILE: formats by the file's ending, whole files, and none that is written over by mistake."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from pyarrow import parquet

from pinads.sdk.http.wire import WireRequest, WireResponse
from tests.support.command_line import Pinads
from tests.support.fake_reports import FakeReports
from tests.support.wires import FunctionWire

FILE = (
    "CAMPAIGN_ID,DATE,CAMPAIGN_NAME,CAMPAIGN_ENTITY_STATUS,SPEND_IN_DOLLAR,TOTAL_CLICKTHROUGH,TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR\r\n"
    '626735000001,2025-11-20,"=HYPERLINK(""x""), ü",ACTIVE,12.50,5,30000000\r\n'
    "626735000001,2025-11-21,plain,PAUSED,0,0,\r\n"
)
ASKED = ("reports", "run", "--granularity", "day", "--columns", "spend,clicks,revenue,cpc")
HEAD = ["id", "name", "status", "date", "spend", "currency", "clicks", "revenue", "cpc"]
FIRST = ["626735000001", '=HYPERLINK("x"), ü', "ACTIVE", "2025-11-20", 12.5, "EUR", 5, 30, 2.5]
SECOND = ["626735000001", "plain", "PAUSED", "2025-11-21", 0, "EUR", 0, None, None]


@pytest.fixture(name="pinads")
def _pinads(patient: Pinads, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pinads:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pinads.emulator.EmulatorWire", lambda emulator: FunctionWire(FakeReports(lambda body: FILE)))
    return patient


def saved(pinads: Pinads, tmp_path: Path, name: str, *more: str) -> bytes:
    """What a file has afterwards; nothing else is left in the folder."""
    before = {*tmp_path.iterdir()}
    run = pinads.ok(*ASKED, "--to", name, *more)
    assert run.stdout == ""
    assert run.stderr.endswith(f"note: saved as {name}: 2 rows\n")
    assert {*tmp_path.iterdir()} - before <= {tmp_path / name}
    return (tmp_path / name).read_bytes()


@pytest.mark.parametrize(("name", "delimiter"), [("x.csv", ","), ("x.TSV", "\t")])
def test_text_tables(pinads: Pinads, tmp_path: Path, name: str, delimiter: str) -> None:
    content = saved(pinads, tmp_path, name)
    text = content.decode("utf-8")
    quote = '"' if delimiter == "," else "\x00"
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter, quotechar=quote))
    assert rows[0] == HEAD
    assert rows[1] == [FIRST[0], "'" + str(FIRST[1]), *FIRST[2:4], "12.50", "EUR", "5", "30.00", "2.50"], "no formula for a spreadsheet"
    assert rows[2] == [*SECOND[:4], "0.00", "EUR", "0", "", ""]


@pytest.mark.parametrize("name", ["x.json", "x.jsonl", "x.ndjson"])
def test_json(pinads: Pinads, tmp_path: Path, name: str) -> None:
    text = saved(pinads, tmp_path, name).decode()
    rows = json.loads(text) if name == "x.json" else [json.loads(line) for line in text.splitlines()]
    assert rows == [dict(zip(HEAD, cells, strict=True)) for cells in (FIRST, SECOND)]


def test_a_workbook_has_texts_dates_and_money(pinads: Pinads, tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(saved(pinads, tmp_path, "x.xlsx"))).worksheets[0]
    head, first, second = sheet.iter_rows()
    assert [cell.value for cell in head] == HEAD
    assert [cell.value for cell in first] == [*FIRST[:3], datetime(2025, 11, 20), *FIRST[4:]]
    assert [cell.value for cell in second] == [*SECOND[:3], datetime(2025, 11, 21), *SECOND[4:]]
    formats = {name: cell.number_format for name, cell in zip(HEAD, first, strict=True)}
    assert (formats["id"], formats["date"], formats["spend"]) == ("@", "yyyy-mm-dd", "#,##0.00 [$EUR]")
    assert [cell.data_type for cell in first[:2]] == ["s", "s"], "neither a number nor a formula"


def test_parquet_is_typed(pinads: Pinads, tmp_path: Path) -> None:
    table = parquet.read_table(io.BytesIO(saved(pinads, tmp_path, "x.parquet")))
    assert {name: str(table.schema.field(name).type) for name in HEAD} == {
        **dict.fromkeys(("id", "name", "status", "currency"), "string"),
        "date": "date32[day]",
        "clicks": "int64",
        **dict.fromkeys(("spend", "revenue", "cpc"), "decimal128(20, 6)"),
    }
    first, second = table.to_pylist()
    assert first == dict(zip(HEAD, [*FIRST[:3], date(2025, 11, 20), Decimal("12.5"), "EUR", 5, Decimal(30), Decimal("2.5")], strict=True))
    assert second["revenue"] is None


@pytest.mark.slow
def test_the_output_format_decides_where_the_ending_says_nothing(pinads: Pinads, tmp_path: Path) -> None:
    assert saved(pinads, tmp_path, "report", "-o", "jsonl").count(b"\n") == 2
    assert parquet.read_table(io.BytesIO(saved(pinads, tmp_path, "other.dat", "-o", "parquet"))).num_rows == 2
    assert saved(pinads, tmp_path, "x.csv", "-o", "csv")


def test_standard_output_takes_every_format(pinads: Pinads) -> None:
    for format, begins in (("csv", b"id,name,"), ("parquet", b"PAR1"), ("xlsx", b"PK")):
        for to in (["--to", "-"], [])[: 1 if format == "csv" else 2]:
            pinads.ok(*ASKED, *to, "-o", format)
            assert pinads.written.startswith(begins)


def test_any_other_ending_is_pinterests_own_file(pinads: Pinads, tmp_path: Path) -> None:
    pinads.ok(*ASKED, "--to", "report.txt")
    assert (tmp_path / "report.txt").read_bytes() == FILE.encode()


@pytest.mark.parametrize("name", ["x.csv", "x.parquet", "x.txt"])
def test_an_existing_file_is_written_over_by_force_only(pinads: Pinads, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    target.write_text("from yesterday")
    run = pinads(*ASKED, "--to", name)
    assert (run.exit_code, run.stderr.startswith(f"error: {name} "), "--force" in run.stderr) == (2, True, True)
    assert run.stderr.count("\n") == 1
    assert target.read_text() == "from yesterday"
    pinads.ok(*ASKED, "--to", name, "--force")
    assert target.read_bytes() != b"from yesterday"


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.parquet"])
def test_a_file_is_whole_or_as_it_was(pinads: Pinads, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeReports(lambda body: FILE + "626735000001,2025-11-22\r\n")
    monkeypatch.setattr("pinads.emulator.EmulatorWire", lambda emulator: FunctionWire(fake))
    (tmp_path / name).write_text("from yesterday")
    before = {*tmp_path.iterdir()}
    run = pinads(*ASKED, "--to", name, "--force")
    assert run.exit_code == 6
    assert "cells in line 4" in run.stderr
    assert f"pinads reports download --profile demo --to {name} --force TEST-0" in run.stderr
    assert {*tmp_path.iterdir()} == before
    assert (tmp_path / name).read_text() == "from yesterday"


@pytest.mark.parametrize(("name", "package"), [("x.xlsx", "xlsxwriter"), ("x.parquet", "pyarrow")])
def test_a_missing_package_is_named_before_anything_is_requested(
    pinads: Pinads, monkeypatch: pytest.MonkeyPatch, name: str, package: str
) -> None:
    def sent(request: WireRequest) -> WireResponse:
        raise AssertionError(request.url)

    monkeypatch.setattr("pinads.emulator.EmulatorWire", lambda emulator: FunctionWire(sent))
    monkeypatch.setitem(sys.modules, package, None)
    run = pinads(*ASKED, "--to", name)
    assert run.exit_code == 2
    assert (f" {package}, " in run.stderr, f"run pip install 'pinads[{name[2:]}]'" in run.stderr) == (True, True)


def test_other_commands_have_no_workbooks(pinads: Pinads) -> None:
    run = pinads("campaigns", "budget", "626735000001", "-o", "xlsx")
    assert (run.exit_code, run.stdout) == (2, "")
    assert run.error["message"].endswith("table, markdown, json, jsonl, csv, tsv, yaml, ids")
