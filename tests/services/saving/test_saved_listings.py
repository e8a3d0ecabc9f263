"""Listings saved as files: as spreadsheets need them, and read back so that exactly what was edited is sent."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.campaigns import Campaign
from pinads.services.context import Context
from pinads.services.listing.options import FileReadOptions
from pinads.services.saving.destination import destination_of
from pinads.services.saving.options import TemplateOptions
from pinads.services.saving.template import write_template
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.faces import Face
from tests.support.rows_and_statuses import CAMPAIGN, OTHER_CAMPAIGN, YEN_ACCOUNT
from tests.support.wording import Wording

LISTINGS = {
    "campaigns": ("campaigns", "list", "--status", "all"),
    "adgroups": ("adgroups", "list", "--status", "all"),
    "ads": ("ads", "list", "--campaign", CAMPAIGN),
    "keywords": ("keywords", "list", "--adgroup", "2680060000001"),
    "audiences": ("audiences", "list"),
}
EDITS: dict[str, tuple[str, Any]] = {
    "campaigns": ("daily_spend_cap", 321.5),
    "adgroups": ("name", "=Edited, in a sheet"),
    "ads": ("status", "PAUSED"),
    "keywords": ("bid", 1.5),
    "audiences": ("name", "Edited"),
}


def sheet_of(path: Path) -> Any:
    return openpyxl.load_workbook(path).worksheets[0]


def column(sheet: Any, name: str) -> int:
    return 1 + [cell.value for cell in sheet[1]].index(name)


def changes(pinads: Pinads, group: str, path: Path) -> list[dict[str, Any]]:
    """The rows that an update from the file would send."""
    requests = pinads.ok(group, "update", "--file", str(path), "--dry-run", "-o", "json").json
    return [row for request in requests for row in (request["body"] if isinstance(request["body"], list) else [request["body"]])]


@pytest.mark.slow
@each("group", LISTINGS)
def test_what_was_edited_in_a_workbook_is_sent_and_nothing_else(pinads: Pinads, tmp_path: Path, group: str) -> None:
    path = tmp_path / f"{group}.xlsx"
    pinads.ok(*LISTINGS[group], "--to", str(path))
    assert changes(pinads, group, path) == []
    book = openpyxl.load_workbook(path)
    sheet, (name, value) = book.worksheets[0], EDITS[group]
    sheet.cell(3, column(sheet, name)).value = value
    sheet.cell(3, column(sheet, name)).data_type = "n" if isinstance(value, float) else "s"
    book.save(path)
    (change,) = changes(pinads, group, path)
    row = change["keywords"][0] if "keywords" in change else change
    assert row.get("id", sheet.cell(3, 1).value) == sheet.cell(3, 1).value
    assert row[name] == (round(value * 1_000_000) if isinstance(value, float) else value)
    # The last is what every update of an audience says.
    assert set(row) <= {"id", name, "ad_account_id", "operation_type"}


@each("ending", ["csv", "tsv"])
def test_what_was_edited_in_a_text_is_sent_and_nothing_else(pinads: Pinads, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"campaigns.{ending}"
    pinads.ok(*LISTINGS["campaigns"], "--to", str(path))
    shown = pinads.ok(*LISTINGS["campaigns"], "-o", ending).stdout
    assert path.read_text(encoding="utf-8") == ("\ufeff" if ending == "csv" else "") + shown
    assert not shown.isascii()
    assert changes(pinads, "campaigns", path) == []
    path.write_text(path.read_text(encoding="utf-8").replace("265.00", "266.00"), encoding="utf-8")
    assert [(row["id"], row["daily_spend_cap"]) for row in changes(pinads, "campaigns", path)] == [(CAMPAIGN, 266_000_000)]


def test_a_cell_is_what_a_spreadsheet_computes_with(pinads: Pinads, tmp_path: Path) -> None:
    path = tmp_path / "campaigns.xlsx"
    pinads.ok("campaigns", "list", "--status", "all", "--to", str(path))
    sheet = sheet_of(path)
    assert (sheet.title, sheet.freeze_panes) == ("Campaigns", "B2")
    row = {name.value: cell for name, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["id"].value, row["id"].data_type, row["id"].number_format) == (CAMPAIGN, "s", "@")
    assert (row["daily_spend_cap"].value, row["daily_spend_cap"].number_format) == (265, "#,##0.00 [$USD]")
    assert isinstance(row["created_time"].value, datetime)
    assert (row["is_flexible_daily_budgets"].value, row["is_flexible_daily_budgets"].data_type) == (False, "b")
    offered = {str(one.sqref).rstrip("0123456789").partition(":")[0][:-1]: one.formula1 for one in sheet.data_validations.dataValidation}
    assert offered[row["status"].column_letter] == '"ACTIVE,PAUSED,ARCHIVED,DRAFT,DELETED_DRAFT"'
    assert offered[row["is_flexible_daily_budgets"].column_letter] == '"TRUE,FALSE"'
    assert row["summary_status"].column_letter not in offered


def test_times_are_those_of_the_account(pinads: Pinads, tmp_path: Path) -> None:
    pinads.ok("campaigns", "update", "626735000005", "--end-time", "2026-12-24T18:00")
    pinads.ok("campaigns", "get", "626735000005", "--to", str(tmp_path / "one.xlsx"))
    sheet = sheet_of(tmp_path / "one.xlsx")
    assert sheet.cell(2, column(sheet, "end_time")).value == datetime(2026, 12, 24, 18)


def test_a_time_that_clocks_show_twice_is_a_text(pinads: Pinads, tmp_path: Path) -> None:
    pinads.ok("campaigns", "update", "626735000005", "--end-time", "2026-11-01T09:30:00Z")
    pinads.ok("campaigns", "get", "626735000005", "--to", str(tmp_path / "one.xlsx"))
    sheet = sheet_of(tmp_path / "one.xlsx")
    assert sheet.cell(2, column(sheet, "end_time")).value == "2026-11-01T09:30:00Z"
    assert changes(pinads, "campaigns", tmp_path / "one.xlsx") == []


def test_amounts_have_the_decimals_of_their_currency(pinads: Pinads, tmp_path: Path) -> None:
    pinads.ok("campaigns", "list", "--account", YEN_ACCOUNT, "--to", str(tmp_path / "yen.xlsx"))
    sheet = sheet_of(tmp_path / "yen.xlsx")
    amounts = [row[column(sheet, "daily_spend_cap") - 1] for row in sheet.iter_rows(min_row=2)]
    assert {cell.number_format for cell in amounts if cell.value} == {"#,##0 [$JPY]"}


@pytest.mark.slow
@each("name", ["CLEAR", "'=1+1", "=1+1", "-10 %", "@home", " two\nlines\t", "_x0041_", "a\x1bb", "x" * 32_767])
def test_every_name_comes_back(pinads: Pinads, tmp_path: Path, name: str) -> None:
    pinads.ok("campaigns", "update", CAMPAIGN, "-F", "name=" + json.dumps(name), "--no-read")
    pinads.ok("campaigns", "get", CAMPAIGN, "--fields", "id,name", "--to", str(tmp_path / "one.xlsx"), "--force")
    assert changes(pinads, "campaigns", tmp_path / "one.xlsx") == []


def test_a_value_that_no_cell_holds_is_left_out_with_a_note(pinads: Pinads, tmp_path: Path) -> None:
    pinads.ok("campaigns", "update", CAMPAIGN, "--name", "x" * 32_768)
    run = pinads.ok("campaigns", "get", CAMPAIGN, "--to", str(tmp_path / "one.xlsx"))
    assert "more than 32,767 characters" in run.stderr
    assert changes(pinads, "campaigns", tmp_path / "one.xlsx") == []


def test_only_the_fields_that_were_asked_for(pinads: Pinads, tmp_path: Path) -> None:
    pinads.ok("adgroups", "list", "--limit", "2", "--fields", "id,targeting_spec.GENDER", "--to", str(tmp_path / "a.xlsx"))
    rows = list(sheet_of(tmp_path / "a.xlsx").iter_rows(values_only=True))
    assert (rows[0], len(rows)) == (("id", "targeting_spec.GENDER"), 3)
    pinads.ok("adgroups", "list", "--limit", "2", "--fields", "id,name", "--to", str(tmp_path / "a.json"))
    assert [list(row) for row in json.loads((tmp_path / "a.json").read_text())] == [["id", "name"]] * 2


def test_standard_output_is_a_file_too(pinads: Pinads) -> None:
    run = pinads.ok("campaigns", "list", "--limit", "1", "--fields", "id", "--to", "-", "-o", "csv")
    assert list(csv.reader(io.StringIO(run.stdout))) == [["id"], [CAMPAIGN]]


@pytest.mark.slow
def test_a_workbook_goes_into_a_pipe(pinads: Pinads) -> None:
    """With ``-o xlsx`` alone, and with ``--to -``."""
    for words in (("campaigns", "list", "--limit", "1"), ("campaigns", "get", CAMPAIGN), ("campaigns", "template")):
        for to in ((), ("--to", "-")):
            run = pinads.ok(*words, *to, "-o", "xlsx")
            sheet = openpyxl.load_workbook(io.BytesIO(pinads.written)).worksheets[0]
            assert (sheet.title, sheet.max_row) == ("Campaigns", 1 if "template" in words else 2)
            assert "saved" not in run.stderr


def test_a_workbook_is_nothing_for_a_terminal(pinads: Pinads) -> None:
    context = Context(Face(), settings={"output": "xlsx"})
    for to, name in ((None, "output"), (Path("-"), "to")):
        with pytest.raises(InvalidInput, match=r"add `to` FILE\.xlsx") as refused:
            destination_of(context, FileReadOptions(to=to))
        assert refused.value.field == name
    with pytest.raises(InvalidInput, match=r"add `to` campaigns-template\.xlsx"):
        write_template(context, Campaign, TemplateOptions(), "pinads campaigns create")
    context.close()
    assert pinads.requests == []


@each(
    ("options", "says"),
    [
        (("-o", "xlsx", "--query", "[0]"), "leave out --output xlsx"),
        (("--to", "a.dat"), "Invalid --to a.dat: "),
        (("--to", "a.parquet"), "Invalid --to a.parquet: "),
        (("--to", "a.csv", "-o", "xlsx"), "--output says xlsx"),
        (("--to", "a.csv", "-o", "yaml"), "choose from xlsx, csv, tsv, json, jsonl"),
        (("--to", "a.csv", "--query", "[0]"), "leave out --to"),
        (("--to", "a.csv", "--watch", "30s"), "leave out --to"),
        (("--to", "no/such/a.csv"), "no/such is not a writable directory"),
        (("--force",), "--force is for "),
    ],
)
def test_what_cannot_be_saved_costs_no_request(
    pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], says: str, wording: Wording
) -> None:
    monkeypatch.chdir(tmp_path)
    for words in (("list",), ("get", CAMPAIGN)):
        run = pinads("campaigns", *words, *options)
        assert (run.exit_code, run.stdout, pinads.requests) == (2, "", [])
        assert says in run.stderr
        wording(run.stderr, of=options)
    assert list(tmp_path.glob("a*")) == []


def test_a_file_that_exists_stays_unless_it_is_meant(pinads: Pinads, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("mine")
    run = pinads("campaigns", "list", "--to", str(path))
    assert (run.exit_code, path.read_text()) == (2, "mine")
    assert "add --force " in run.stderr
    run = pinads.ok("campaigns", "get", CAMPAIGN, OTHER_CAMPAIGN, "--to", str(path), "--force")
    assert sheet_of(path).max_row == 3
    assert run.stderr.endswith(f"note: saved as {path}: 2 campaigns\n")


def test_a_missing_package_is_named(pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    run = pinads("campaigns", "list", "--to", str(tmp_path / "a.xlsx"))
    assert (run.exit_code, pinads.requests) == (2, [])
    assert "run pip install 'pinads[xlsx]'" in run.stderr


def test_a_csv_of_ascii_has_no_mark_of_its_encoding(pinads: Pinads, tmp_path: Path) -> None:
    path = tmp_path / "ids.csv"
    pinads.ok(*LISTINGS["campaigns"], "--fields", "id,status", "--to", str(path))
    assert path.read_bytes().startswith(b"id,status\n")
