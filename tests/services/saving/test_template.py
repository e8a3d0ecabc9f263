"""Templates: empty sheets whose headings, notes and choices are those of a create, which reads them filled in."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import AD_GROUP, CAMPAIGN

ROWS = {
    "accounts": {"Name": "Studio", "Country": "FR", "Currency": "EUR", "Owner user id": "383791336903426391"},
    "campaigns": {"Name": "Spring", "Objective type": "CONSIDERATION", "Daily spend cap": 25.5},
    "adgroups": {"Campaign": CAMPAIGN, "Name": "One", "Billable event": "CLICKTHROUGH", "Budget": 20, "Budget type": "DAILY"},
    "ads": {"Adgroup": AD_GROUP, "Pin": "394205773611545469", "Creative type": "REGULAR"},
    "audiences": {"Name": "Visitors", "Audience type": "VISITOR", "Rule": '{"visitor_source_id": "1"}'},
    "customer-lists": {"Name": "Leads", "Records": "ann@example.com"},
    "keywords": {"Parent": AD_GROUP, "Value": "linen", "Match type": "BROAD"},
}


@pytest.fixture(autouse=True)
def in_a_directory_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.slow
@each("group", ROWS)
def test_a_template_that_is_filled_in_is_read_by_create(pinads: Pinads, group: str) -> None:
    name = f"{group}-template.xlsx"
    run = pinads.ok(group, "template", "--to", name)
    assert f"pinads {group} create --file {name} --dry-run" in run.stderr
    book = openpyxl.load_workbook(name)
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    assert pinads.ok(group, "template").stdout == ",".join(headings) + "\n"
    needed = [cell.value for cell in sheet[1] if "Required." in cell.comment.text]
    assert needed == headings[: len(needed)]
    for heading, value in ROWS[group].items():
        sheet.cell(2, 1 + headings.index(heading)).value = value
    book.save(name)
    requests = pinads.ok(group, "create", "--file", name, "--dry-run", "-o", "json").json
    assert len(requests) == 1


def test_a_heading_says_what_its_field_takes(pinads: Pinads) -> None:
    pinads.ok("campaigns", "template", "--to", "new.xlsx")
    sheet = openpyxl.load_workbook("new.xlsx")["Campaigns"]
    cells = {cell.value: cell for cell in sheet[1]}
    assert cells["Daily spend cap"].comment.text.splitlines()[1:] == [
        *("Money in USD, such as 25.00.", "Optional.", "Name in the API: daily_spend_cap."),
    ]
    assert "One of ACTIVE, PAUSED" in cells["Status"].comment.text
    assert "PAUSED unless you say otherwise." in cells["Status"].comment.text
    assert "Default of Pinterest: ACTIVE" not in cells["Status"].comment.text
    assert cells["Name"].font.bold
    assert not cells["Status"].font.bold
    assert sheet.column_dimensions[cells["Daily spend cap"].column_letter].width > 10
    offered = {str(one.sqref)[:1]: one.formula1 for one in sheet.data_validations.dataValidation}
    assert offered[cells["Status"].column_letter].startswith('"ACTIVE,PAUSED')


def test_a_long_list_of_choices_is_on_a_hidden_sheet(pinads: Pinads) -> None:
    pinads.ok("accounts", "template", "--to", "accounts-template.xlsx")
    book = openpyxl.load_workbook("accounts-template.xlsx")
    assert [(sheet.title, sheet.sheet_state) for sheet in book.worksheets] == [("Ad accounts", "visible"), ("choices", "hidden")]
    assert "FR" in [row[0].value for row in book["choices"].iter_rows()]
    run = pinads("accounts", "create", "--file", "accounts-template.xlsx")
    assert (run.exit_code, "accounts-template.xlsx has no records" in run.stderr) == (2, True)


@each(
    ("options", "says"),
    [
        (("-o", "json"), "choose from xlsx, csv, tsv"),
        (("--to", "new.json"), "Invalid --to new.json"),
        (("--to", "new.csv", "-o", "xlsx"), "--to new.csv means csv"),
        (("--to", "mine.csv"), "mine.csv exists: add --force "),
    ],
)
def test_what_no_template_can_be(pinads: Pinads, options: tuple[str, ...], says: str) -> None:
    Path("mine.csv").write_text("mine")
    run = pinads("campaigns", "template", *options)
    assert (run.exit_code, run.stdout, pinads.requests, Path("mine.csv").read_text()) == (2, "", [], "mine")
    assert says in run.stderr
