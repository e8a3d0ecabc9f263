"""What people and spreadsheets put into tables besides values: remarks, titles, words for nothing, dates for amounts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN
from tests.support.wording import Wording

UPDATE = ("campaigns", "update", "--no-read", "--dry-run", "-o", "json", "--file")


@each("name", ["rows.csv", "rows.xlsx", "rows.jsonl"])
def test_columns_of_remarks_are_left_out(pinads: Pinads, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    if name.endswith("xlsx"):
        book = openpyxl.Workbook()
        for row in (["id", "# Name", "status", "#"], [CAMPAIGN, "mine", "PAUSED", "x"]):
            book.active.append(row)
        book.save(file)
    elif name.endswith("csv"):
        file.write_text(f"id;# Name;status;#\n{CAMPAIGN};mine;PAUSED;x\n")
    else:
        file.write_text(f'{{"id": "{CAMPAIGN}", "# Name": "mine", "status": "PAUSED", "#": 1}}\n')
    assert pinads.json(*UPDATE, str(file))[0]["body"] == [{"id": CAMPAIGN, "ad_account_id": "549755885175", "status": "PAUSED"}]


@each(
    ("table", "says"),
    [
        ("id,Kommentar\n1,x\n", "column 2: "),
        ("Our campaigns,\nid,status\n1,PAUSED\n", "line 1, column 1: "),
        (f"id,daily_spend_cap\n{CAMPAIGN},clear\n", "Invalid daily_spend_cap: 'clear'"),
        (f"id,daily_spend_cap\n{CAMPAIGN},05. Okt\n", "the date '05. Okt'"),
        (f"id,daily_spend_cap\n{CAMPAIGN},2026-05-20\n", "the date '2026-05-20'"),
        (f"id,daily_spend_cap\n{CAMPAIGN},May-50\n", "the date 'May-50'"),
    ],
)
def test_the_remedy_is_named(pinads: Pinads, table: str, says: str, wording: Wording) -> None:
    run = pinads(*UPDATE, "-", input=table)
    assert (run.exit_code, pinads.requests) == (2, [])
    assert says in run.stderr
    wording(run.stderr, of=table)


def test_a_date_in_a_workbook_where_an_amount_should_be(pinads: Pinads, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["id", "daily_spend_cap"])
    book.active.append([CAMPAIGN, datetime(2026, 5, 20)])
    book.save(tmp_path / "rows.xlsx")
    run = pinads(*UPDATE, str(tmp_path / "rows.xlsx"))
    assert "the date '2026-05-20T00:00:00'. " in run.stderr


def test_a_name_may_be_clear(pinads: Pinads) -> None:
    (request,) = pinads.json(*UPDATE, "-", input=f"id,name\n{CAMPAIGN},clear\n")
    assert request["body"][0]["name"] == "clear"
