"""Customers from workbooks: the same records as from CSV, and what a spreadsheet program has spoilt named."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pinads.emulator import Faults
from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import refused
from tests.support.wording import Wording

LIST = "643000000001"
CREATE = ("customer-lists", "create", "--name", "Readers", "--file")
ADD = ("customer-lists", "add-records", LIST, "--file")
PEOPLE = [
    *([], ["id", "E-Mail", "Phone"], [1, " Ann@Example.com ", 4.9e11], [2, "'bob@example.com", "+49 30 1"], []),
    *([3, "ANN@example.com", None], [4, "zoë@example.com", datetime(2026, 1, 2)], [5, "nobody", None], [6, None, 1]),
]


@pytest.fixture(name="pinads")
def _pinads(patient: Pinads) -> Pinads:
    return patient


def workbook(path: Path, rows: list[list[Any]], *others: str) -> str:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    for name in others:
        book.create_sheet(name).append(["email"])
    book.save(path)
    return str(path)


@pytest.mark.slow
def test_a_sheet_has_the_customers_that_its_csv_has(pinads: Pinads, tmp_path: Path) -> None:
    file = workbook(tmp_path / "people.xlsx", PEOPLE)
    with (tmp_path / "people.csv").open("w", newline="", encoding="utf-8") as text:
        csv.writer(text).writerows(PEOPLE)
    told = [pinads.json(*CREATE, path, "--dry-run") for path in (str(tmp_path / "people.csv"), file)]
    assert told[0] == told[1]
    assert (told[1]["rows"], told[1]["records"], told[1]["duplicates"], told[1]["invalid"], told[1]["column"]) == (6, 3, 1, 2, "E-Mail")
    run = pinads(*ADD, file, "--failed-out", str(tmp_path / "failed.csv"), "-o", "json")
    assert (run.exit_code, run.json["records_sent"]) == (5, 3)
    with (tmp_path / "failed.csv").open(encoding="utf-8") as failed:
        assert [row[:2] for row in csv.reader(failed)][1:] == [["8", "nobody"], ["9", ""]]


def test_what_a_program_has_spoilt_is_named_and_not_shown(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    rows = [["email", "phone"], ["a@example.com", 1], [491511234567.0, 2], [datetime(2026, 3, 4), 3], [True, 4], ["4.9E+11", 5]]
    file = workbook(tmp_path / "people.xlsx", rows)
    run = pinads(*ADD, file)
    assert run.exit_code == 5
    assert "skipped 4 of 5 rows (2: " in run.stderr
    wording(next(line for line in run.stderr.splitlines() if "skipped" in line))
    pinads.forget()
    run = refused(pinads, *ADD, file, "--column", "phone", says="in column 'phone'")
    assert "all 5 rows are invalid (5: " in run.stderr
    for value in ("4915", "2026-03-04", "4.9E"):
        assert value not in run.stderr + run.stdout


def test_of_several_sheets_one_is_named(pinads: Pinads, tmp_path: Path) -> None:
    file = workbook(tmp_path / "people.xlsx", [["email"], ["a@example.com"]], "Old")
    refused(pinads, *ADD, file, says="'Sheet', 'Old'. Say which with --sheet ")
    for command in (CREATE, ADD):
        assert pinads.json(*command, file, "--sheet", "Sheet", "--dry-run")["records"] == 1
        refused(pinads, *command, file, "--sheet", "New", says="Invalid --sheet 'New'")
    (tmp_path / "people.csv").write_text("a@example.com\n")
    for command in (CREATE, ADD):
        refused(pinads, *command, str(tmp_path / "people.csv"), "--sheet", "Sheet", says="--sheet applies only to a workbook")


def test_an_unfinished_upload_reads_its_sheet_again(pinads: Pinads, tmp_path: Path) -> None:
    rows = [["email"], *([f"reader.{number}@example.com"] for number in range(250))]
    file = workbook(tmp_path / "people.xlsx", rows, "Old")
    pinads.faults = Faults(**{"missing_scope@customer_lists/update": 1.0})
    run = pinads(*CREATE, file, "--sheet", "Sheet", "--chunk-size", "100")
    assert run.exit_code != 0
    pinads.faults = None
    assert pinads.json("journal", "resume", "1")["chunks_applied"] == 3


def test_what_is_no_workbook_of_customers(pinads: Pinads, tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04broken")
    refused(pinads, *ADD, str(tmp_path / "broken.xlsx"), says="is not a readable workbook")
    refused(pinads, *ADD, workbook(tmp_path / "empty.xlsx", []), says="is empty")
    file = workbook(tmp_path / "two.xlsx", [["a@example.com", "b@example.com"]])
    run = refused(pinads, *ADD, file, says="has 2 columns; ")
    assert "a@example" not in run.stderr
