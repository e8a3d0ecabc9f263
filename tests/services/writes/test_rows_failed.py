"""--failed-out: the rows that were not applied, in a file that --file takes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pinads.emulator import Faults
from tests.support.command_line import Pinads
from tests.support.each import thinned
from tests.support.rows_and_statuses import CAMPAIGN, refused

GOOD = {"name": "good", "objective_type": "CONSIDERATION", "status": "PAUSED"}
NO_BUDGET = {"name": "=no budget, é", "objective_type": "AWARENESS", "tracking_urls": {"click": ["https://t.example"]}}
ONE_MORE = {"name": "both caps", "objective_type": "AWARENESS", "daily_spend_cap": 25_000_000, "lifetime_spend_cap": 99_000_000}


def file_of(tmp_path: Path, name: str, rows: list[dict[str, Any]]) -> Path:
    file = tmp_path / name
    if file.suffix == ".csv":
        from pinads.render.delimited import csv_rows, for_people
        from pinads.sdk import Campaign
        from pinads.sdk.schema.fields import fields_of

        columns = list(dict.fromkeys(column for row in rows for column in row))
        made = for_people(fields_of(Campaign), columns, lambda record: "USD")
        file.write_text("".join(csv_rows(rows, columns, safe_formulas=True, converters=made)), encoding="utf-8")
    elif file.suffix == ".json":
        file.write_text(json.dumps(rows))
    else:
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return file


@pytest.mark.parametrize("out", thinned(["failed.csv", "failed.json", "failed.jsonl", "failed"], 3))
@pytest.mark.parametrize("given", ["rows.csv", "rows.json", "rows.jsonl"])
def test_refused_rows_can_be_fed_back(pinads: Pinads, tmp_path: Path, given: str, out: str) -> None:
    file, failed = file_of(tmp_path, given, [GOOD, NO_BUDGET, ONE_MORE]), tmp_path / out
    run = pinads("campaigns", "create", "--file", str(file), "--failed-out", str(failed), "-o", "json")
    assert run.exit_code == 5
    assert [row["status"] for row in run.json] == ["applied", "rejected", "rejected"]
    first = pinads("campaigns", "create", "--file", str(failed), "--dry-run", "-o", "json").json[0]["body"]
    assert [row["name"] for row in first] == [NO_BUDGET["name"], "both caps"]
    assert first[0]["tracking_urls"] == NO_BUDGET["tracking_urls"]
    assert (first[1]["daily_spend_cap"], first[1]["lifetime_spend_cap"]) == (25_000_000, 99_000_000)
    assert "reason" not in first[0]
    assert "exclude each other (code 1)" in failed.read_text()
    still = tmp_path / f"still-{out}"
    again = pinads("campaigns", "create", "--file", str(failed), "--failed-out", str(still), "-o", "json")
    assert [row["status"] for row in again.json] == ["rejected", "rejected"]
    assert pinads("campaigns", "create", "--file", str(still), "--dry-run").json[0]["body"] == first


@pytest.mark.parametrize(("name", "content"), [("f.csv", ""), ("f.jsonl", ""), ("f.json", "[]\n")])
def test_where_nothing_failed_the_file_says_so(pinads: Pinads, tmp_path: Path, name: str, content: str) -> None:
    """An older file of that name does not stay: it would be fed in a second time."""
    (tmp_path / name).write_text("rows of yesterday")
    pinads.ok("campaigns", "pause", CAMPAIGN, "--failed-out", str(tmp_path / name))
    assert (tmp_path / name).read_text() == content


def test_wrong_input_and_a_dry_run_leave_the_file_alone(pinads: Pinads, tmp_path: Path) -> None:
    kept = tmp_path / "f.csv"
    kept.write_text("rows of yesterday")
    refused(pinads, "campaigns", "pause", "--exact-ids", "x", "--failed-out", str(kept), says="Invalid ID")
    pinads.ok("campaigns", "pause", CAMPAIGN, "--failed-out", str(kept), "--dry-run")
    assert kept.read_text() == "rows of yesterday"


def test_updates_of_ids_that_do_not_exist(pinads: Pinads, tmp_path: Path) -> None:
    failed = tmp_path / "f.csv"
    run = pinads("campaigns", "update", CAMPAIGN, "9", "--name", "x", "--failed-out", str(failed), "-o", "json")
    assert run.exit_code == 5
    assert failed.read_text().startswith("id,name,reason\n9,x,")
    assert failed.read_text().endswith(" (code 50)\n")


def test_extra_fields_are_kept(pinads: Pinads, tmp_path: Path) -> None:
    for name in ("f.csv", "f.json"):
        failed = tmp_path / name
        pinads("campaigns", "update", "9", "--name", "x", "-F", "new_field=[1]", "--failed-out", str(failed))
        sent = pinads.ok("campaigns", "update", "--file", str(failed), "--dry-run", "-o", "json").json[0]["body"][0]
        assert (sent["name"], sent["new_field"]) == ("x", [1])


def test_what_is_to_be_cleared_is_null_or_a_word(pinads: Pinads, tmp_path: Path) -> None:
    clear = ("campaigns", "update", "9", "--clear", "end_time", "--failed-out")
    pinads(*clear, str(tmp_path / "f.csv"))
    assert (tmp_path / "f.csv").read_text().startswith("id,end_time,reason\n9,CLEAR,")
    pinads(*clear, str(tmp_path / "f.jsonl"))
    row = json.loads((tmp_path / "f.jsonl").read_text())
    assert (row["id"], row["end_time"], "(code 50)" in row["reason"]) == ("9", None, True)


def test_rows_whose_outcome_is_unknown_are_kept_too(pinads: Pinads, tmp_path: Path) -> None:
    pinads.faults = Faults.script([None, "drop_after"])
    file = file_of(tmp_path, "rows.jsonl", [GOOD] * 35)
    one = ("--concurrency", "1", "--no-reconcile")
    run = pinads("campaigns", "create", "--file", str(file), "--failed-out", str(tmp_path / "f.jsonl"), *one, "-o", "json")
    assert run.exit_code == 5
    assert [row["status"] for row in run.json] == ["unknown"] * 30 + ["applied"] * 5
    assert len((tmp_path / "f.jsonl").read_text().splitlines()) == 30


def test_a_workbook_of_refused_rows_can_be_fed_back(pinads: Pinads, tmp_path: Path) -> None:
    book = tmp_path / "failed.xlsx"
    write = ("campaigns", "create", "--file", str(file_of(tmp_path, "rows.csv", [GOOD, ONE_MORE])), "--failed-out", str(book))
    assert pinads(*write).exit_code == 5
    headings, *rows = openpyxl.load_workbook(book)["Campaigns"].values
    assert headings[-1] == "reason"
    assert [(row[0], "exclude each other (code 1)" in row[-1]) for row in rows] == [("both caps", True)]
    (request,) = pinads.json("campaigns", "create", "--file", str(book), "--dry-run")
    assert {name: request["body"][0][name] for name in ONE_MORE} == ONE_MORE
    pinads.ok("campaigns", "pause", CAMPAIGN, "--failed-out", str(book))
    pinads.forget()
    refused(pinads, "campaigns", "update", "--file", str(book), says="failed.xlsx has no records")


def test_refused_rows_are_counted_by_reason_at_the_end(pinads: Pinads, tmp_path: Path) -> None:
    rows = [ONE_MORE, GOOD, *[ONE_MORE] * 6, {**GOOD, "start_time": 1}]
    file = file_of(tmp_path, "rows.jsonl", rows)
    run = pinads("campaigns", "create", "--file", str(file), "-o", "table", "--failed-out", str(tmp_path / "f"))
    summary, first, *others = run.stderr.splitlines()
    assert run.exit_code == 5
    assert summary.startswith(f"error: {7 + len(others)} of 9 campaigns ")
    assert first.startswith("7 x Invalid lifetime_spend_cap: ")
    assert first.endswith(" (code 1) (rows 1, 3, 4, 5, 6, ...)")
    error = pinads("campaigns", "create", "--file", str(tmp_path / "f"), "-o", "json").error
    assert (error["reasons"][0]["count"], error["reasons"][0]["places"]) == (7, [f"row {n}" for n in range(1, 6)])


def test_a_column_of_reasons_is_ignored_and_others_are_not(pinads: Pinads) -> None:
    table = "name,objective_type,Reason\nx,AWARENESS,=why\n"
    (request,) = pinads.json("campaigns", "create", "--file", "-", "--dry-run", input=table)
    assert request["body"][0].keys() == {"name", "objective_type", "status", "ad_account_id"}
    refused(pinads, "campaigns", "create", "--file", "-", input=table.replace("Reason", "reasons"), says="'reasons'")


def test_text_that_utf8_cannot_hold(pinads: Pinads, tmp_path: Path) -> None:
    failed = tmp_path / "f.jsonl"
    run = pinads("campaigns", "update", "--file", "-", "--failed-out", str(failed), input='{"id": "9", "name": "\\ud800"}\n')
    assert run.exit_code == 2
    assert "standard input, record 1: Invalid name: " in run.stderr
    assert not failed.exists()
    assert not pinads.requests


@pytest.mark.parametrize("out", ["failed.csv", "failed.xlsx"])
def test_a_table_has_the_headings_of_its_sheet_once(pinads: Pinads, tmp_path: Path, out: str) -> None:
    """Rows that were not sent have the sheet's words for fields, and rows that Pinterest refused the API's."""
    rows = ["Daily Spend Cap;Name;Objective type;tracking_urls", "25,50;A;CONSIDERATION;", "much;B;CONSIDERATION;", "30,50;C;NONE;"]
    (tmp_path / "mine.csv").write_text("\n".join(rows) + "\n")
    failed = tmp_path / out
    pinads("campaigns", "create", "--file", str(tmp_path / "mine.csv"), "--skip-failed", "--failed-out", str(failed), "--allow-unknown")
    if out.endswith(".xlsx"):
        found = [list(row[:3]) for row in openpyxl.load_workbook(failed).worksheets[0].iter_rows(values_only=True)]
    else:
        found = [line.split(";")[:3] for line in failed.read_text().splitlines()]
    assert found[0] == ["Daily Spend Cap", "Name", "Objective type"]
    assert [(str(row[0]), row[1]) for row in found[1:]] == [("much", "B"), ("30.5" if out.endswith("x") else "30,50", "C")]


def test_a_resumed_file_is_still_the_place_of_its_rows(pinads: Pinads, tmp_path: Path) -> None:
    rows = ["Daily Spend Cap;Name;Objective type", "25,50;A;CONSIDERATION", "much;B;CONSIDERATION", "30,50;C;NONE"]
    (tmp_path / "mine.csv").write_text("\n".join(rows) + "\n")
    failed = tmp_path / "failed.csv"
    for _ in range(2):
        how = ("--skip-failed", "--failed-out", str(failed), "--allow-unknown")
        run = pinads("campaigns", "create", "--file", str(tmp_path / "mine.csv"), *how)
    assert "resuming run " in run.stderr
    assert "line 3: Invalid Daily Spend Cap" in run.stderr
    assert "mine.csv, line 3: " in run.stderr
    assert "run 1, line" not in run.stderr
    assert failed.read_text().startswith("Daily Spend Cap;Name;Objective type;")


@pytest.mark.parametrize("out", ["failed.ods", "failed.parquet", "failed.pdf"])
def test_a_name_of_another_format_is_refused(pinads: Pinads, tmp_path: Path, out: str) -> None:
    file = file_of(tmp_path, "rows.csv", [GOOD])
    run = pinads("campaigns", "create", "--file", str(file), "--failed-out", str(tmp_path / out))
    assert (run.exit_code, pinads.writes, (tmp_path / out).exists()) == (2, [], False)
    assert ".csv, .tsv, .json, .jsonl, .ndjson, .xlsx; " in run.stderr
