"""Workbooks as people save them: what a cell shows is what is sent, or the row is refused with the cause."""

from __future__ import annotations

import io
import shutil
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from pinads.emulator import Faults
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN, OTHER_CAMPAIGN, YEN_ACCOUNT
from tests.support.wording import Wording

Cell = Any
SHOWN = "yyyy-mm-dd hh:mm"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "book.xlsx"


def save(path: Path, *rows: list[Cell], title: str = "Tabelle1", formats: dict[str, str] | None = None) -> Path:
    """A workbook of one sheet as a spreadsheet program keeps it; ``formats`` are those of cells."""
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for place, shown in (formats or {}).items():
        sheet[place].number_format = shown
    made.save(path)
    return path


def sent(pinads: Pinads, path: Path, *args: str) -> list[dict[str, Any]]:
    """The rows that an update would send."""
    (request,) = pinads.ok("campaigns", "update", "--file", str(path), "--no-read", "--dry-run", "-o", "json", *args).json
    return [{name: value for name, value in row.items() if name != "ad_account_id"} for row in request["body"]]


def refused(pinads: Pinads, path: Path, *args: str) -> str:
    run = pinads("campaigns", "update", "--file", str(path), *args)
    assert (run.exit_code, pinads.writes) == (2, []), run.stderr
    return run.stderr.splitlines()[-1]


def test_a_sheet_is_read_by_what_its_cells_are(pinads: Pinads, book: Path) -> None:
    save(
        book,
        ["ID", " Daily Spend Cap (USD)", "End Time", "is_flexible_daily_budgets", "Name", None],
        [int(CAMPAIGN), 240.5, datetime(2026, 12, 24), True, "SUM(1)", None],
        [None, None, None, None, " ", None],
        [OTHER_CAMPAIGN, 0.1 + 0.2 + 1000, datetime(2026, 12, 24, 18, 0, 0, 999_600), "n/a", 2027, None],
        formats={"B2": "#,##0.00 [$USD]", "C2": "dd/mm/yyyy", "C4": SHOWN},
    )
    assert sent(pinads, book) == [
        {
            "id": CAMPAIGN,
            "daily_spend_cap": 240_500_000,
            "end_time": 1_798_185_599,
            "is_flexible_daily_budgets": True,
            "name": "SUM(1)",
        },
        {"id": OTHER_CAMPAIGN, "daily_spend_cap": 1_000_300_000, "end_time": 1_798_164_001, "name": "2027"},
    ]


@pytest.mark.slow
@each(
    ("heading", "value", "shown", "says"),
    [
        ("id", 626735000001626735, "0", "digits after the first 15"),
        ("name", datetime(2026, 12, 1), "d mmm", "the date 2026-12-01"),
        ("name", True, "General", "the value true"),
        ("name", "#REF!", "General", "the error #REF!"),
        ("daily_spend_cap", 25, "#,##0.00 [$€-407]", "'25 EUR'"),
        ("daily_spend_cap", 0.1, "0%", "'10%'"),
        ("daily_spend_cap", 25.005, "0.00", "whole multiple of 0.01 USD"),
        ("end_time", 46_357, "General", "'46357'"),
    ],
)
def test_a_cell_that_a_spreadsheet_has_changed(
    pinads: Pinads, book: Path, heading: str, value: Cell, shown: str, says: str, wording: Wording
) -> None:
    others = {"id": CAMPAIGN, "status": "PAUSED"}
    others.pop(heading, None)
    save(book, [heading, *others], [value, *others.values()], formats={"A2": shown})
    line = refused(pinads, book)
    assert f"book.xlsx, row 2: Invalid {heading}: " in line
    assert says in line
    wording(line, of=(heading, str(value)))


def test_yen_have_no_decimals(pinads: Pinads, book: Path) -> None:
    save(book, ["id", "daily_spend_cap"], ["626735000010", 33000], formats={"B2": '#,##0 "JPY"'})
    assert sent(pinads, book, "--account", YEN_ACCOUNT)[0]["daily_spend_cap"] == 33_000_000_000


def test_amounts_typed_as_texts_are_read_as_in_csv(pinads: Pinads, book: Path) -> None:
    save(book, ["id", "daily_spend_cap"], [CAMPAIGN, "240,50"], [OTHER_CAMPAIGN, 12.5], ["626735000003", "CLEAR"])
    assert [row["daily_spend_cap"] for row in sent(pinads, book)] == [240_500_000, 12_500_000, None]


@each(
    ("names", "options", "says"),
    [
        (["Campaigns", "Notes"], [], None),
        (["AD GROUPS", "campaigns"], [], None),
        (["Spring", "Notes"], ["--sheet", "spring"], None),
        (["Spring", "Notes"], [], "'Spring', 'Notes'. Say which with --sheet NAME"),
        (["Spring"], ["--sheet", "Autumn"], "Invalid --sheet 'Autumn'"),
    ],
)
def test_the_sheet_of_the_resource_or_the_only_one(
    pinads: Pinads, book: Path, names: list[str], options: list[str], says: str | None
) -> None:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name in names:
        sheet = made.create_sheet(name)
        if name.lower() in ("campaigns", "spring"):
            sheet.append(["id", "name"])
            sheet.append([CAMPAIGN, "x"])
        else:
            sheet.append(["call Ann on Monday"])
    made.save(book)
    if says is None:
        assert sent(pinads, book, *options) == [{"id": CAMPAIGN, "name": "x"}]
    else:
        assert says in refused(pinads, book, *options)


def test_a_formula_counts_as_its_result(pinads: Pinads, book: Path, wording: Wording) -> None:
    """A library writes formulas without results, as no spreadsheet program does."""
    save(book, ["id", "name", "daily_spend_cap"], [CAMPAIGN, "x", "=20*2"])
    told = refused(pinads, book)
    assert "cell C2 has a formula" in told
    wording(told)
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole) as made:
        sheet = made.add_worksheet()
        for column, heading in enumerate(["id", "name", "daily_spend_cap"]):
            sheet.write(0, column, heading)
        sheet.write_string(1, 0, CAMPAIGN)
        sheet.write_formula(1, 1, '="Spring "&2027', None, "Spring 2027")
        sheet.write_formula(1, 2, "=20*2", None, 40)
        sheet.write_string(2, 0, OTHER_CAMPAIGN)
        sheet.write_string(2, 1, "plain")
    book.write_bytes(whole.getvalue())
    assert sent(pinads, book) == [
        {"id": CAMPAIGN, "name": "Spring 2027", "daily_spend_cap": 40_000_000},
        {"id": OTHER_CAMPAIGN, "name": "plain"},
    ]


def test_rows_are_named_as_the_program_numbers_them(pinads: Pinads, book: Path) -> None:
    save(book, [], ["id", "name"], [], [CAMPAIGN, "x", "", "left over"])
    assert refused(pinads, book).startswith(f"error: {book}, row 4: a value in column D")
    save(book, ["id", "nmae"], [CAMPAIGN, "x"])
    told = refused(pinads, book)
    assert ("book.xlsx, row 1, column 2: " in told, "did you mean 'name'?" in told) == (True, True)


def test_a_pipe_and_a_resumed_run_read_the_same(pinads: Pinads, book: Path) -> None:
    rows = [[f"row {number}", "CONSIDERATION", 25.5] for number in range(40)]
    save(book, ["name", "objective_type", "daily_spend_cap"], *rows)
    pinads.faults = Faults.script([None, None, *["expired"] * 5])
    pinads("campaigns", "create", "--file", "-", "--yes", "--concurrency", "1", input=book.read_bytes())
    pinads.faults = None
    assert 0 < pinads.json("journal", "list")[0]["applied"] < 40
    pinads.ok("journal", "resume", "1")
    made = pinads.json("campaigns", "list", "--status", "all", "--filter", "name~row ")
    assert [row["daily_spend_cap"] for row in made] == [25_500_000] * 40


@each(
    ("content", "says"),
    [
        (b"PK\x03\x04 and nothing else", "is not a readable workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "XLS workbook, or has a password."),
        (
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            "is an ODS workbook. ",
        ),
    ],
    ids=["damaged", "xls", "ods"],
)
def test_other_workbooks_are_refused_with_what_to_do(pinads: Pinads, book: Path, content: bytes, says: str) -> None:
    book.write_bytes(content)
    assert says in refused(pinads, book)


def test_a_workbook_needs_the_extra(pinads: Pinads, book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save(book, ["id", "name"], [CAMPAIGN, "x"])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert "run pip install 'pinads[xlsx]'" in refused(pinads, book)


def test_options_of_other_files(pinads: Pinads, book: Path, tmp_path: Path) -> None:
    save(book, ["id", "name"], [CAMPAIGN, "x"])
    assert "--encoding is " in refused(pinads, book, "--encoding", "cp1252")
    shutil.copy(save(book, ["id", "name"], [CAMPAIGN, "x"]), other := tmp_path / "named.csv")
    assert sent(pinads, other) == [{"id": CAMPAIGN, "name": "x"}]
    other.write_text(f"id,name\n{CAMPAIGN},x\n")
    assert "--sheet applies only to a workbook" in refused(pinads, other, "--sheet", "x")
