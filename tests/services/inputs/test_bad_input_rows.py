"""Rows that cannot be written: a first line, one line a wrong row with its place and field, and nothing is sent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import refused
from tests.support.wording import Wording

CSV_CELLS = [
    ("daily_spend_cap", "1.0000001", "has more than six decimals"),
    ("daily_spend_cap", "NaN", "is not an amount"),
    ("daily_spend_cap", "inf", "is not an amount"),
    ("daily_spend_cap", "1e6", "is not an amount"),
    ("daily_spend_cap", '"1,000"', "thousands separators"),
    ("daily_spend_cap", "25micro", "If you mean 25.00 USD, write 25.00; it cannot be sent"),
    ("daily_spend_cap", "25.00 EUR", "is not in the ad account's currency, USD"),
    ("daily_spend_cap", "+10%", "there is no current amount"),
    ("daily_spend_cap", "-5.00", "there is no current amount"),
    ("daily_spend_cap", "9" * 30, "is too large an amount"),
    ("daily_spend_cap", "x" * 10_000_000, "is not an amount"),
    ("start_time", "tomorrow", "is not a time"),
    ("start_time", "2026-02-30", "is not a date and time that exists"),
    ("start_time", "20261201", "too small for Unix seconds"),
    ("start_time", "1764547200000", "milliseconds"),
    ("is_performance_plus", "perhaps", "expected true or false"),
    ("status", "PAUSD", "did you mean 'PAUSED'?"),
    ("order_line_id", "12a", "is not an id"),
    ("order_line_id", "1" * 31, "is not an id"),
    ("tracking_urls", "{click}", "not valid JSON"),
    ("tracking_urls", "[1]", "expected an object"),
    ("extra", "[1]", "expected an object"),
]


@pytest.mark.slow
@each(("column", "cell", "says"), CSV_CELLS, ids=[f"{column}-{n}" for n, (column, _, _) in enumerate(CSV_CELLS)])
def test_a_wrong_cell_names_its_line_and_column(pinads: Pinads, tmp_path: Path, column: str, cell: str, says: str) -> None:
    file = tmp_path / "f.csv"
    file.write_text(f"name,objective_type,{column}\ngood,CONSIDERATION,\n\nbad,CONSIDERATION,{cell}\n")
    run = pinads("campaigns", "create", "--file", str(file))
    first, *rows = run.stderr.splitlines()
    assert run.exit_code == 2
    assert first.startswith("error: 1 of 2 records ")
    (row,) = rows
    assert row.startswith(f"{file}, line 4: ")
    assert column in row
    assert says in row
    assert len(row) < 400
    assert pinads.writes == []


JSON_FIELDS = [
    ("name", 5, "expected a string, got 5"),
    ("name", ["a"], "expected a string"),
    ("name", {"a": 1}, "expected a string"),
    ("name", True, "expected a string"),
    ("status", 1, "expected a string, got 1"),
    ("objective_type", "awareness ", "did you mean 'AWARENESS'?"),
    ("daily_spend_cap", 2.5, 'write "2.50" (a text is money) or 2500000'),
    ("daily_spend_cap", True, "expected an integer, got True"),
    ("daily_spend_cap", [1], "expected an integer"),
    ("daily_spend_cap", 25, 'If you mean 25.00 USD, write "25.00"; it cannot be sent'),
    ("daily_spend_cap", "25 EUR", "currency, USD"),
    ("daily_spend_cap", float("nan"), "expected an integer, got nan"),
    ("start_time", "soon", "is not a time"),
    ("start_time", 1.5, "expected an integer"),
    ("is_performance_plus", "yes", "expected true or false, got 'yes'"),
    ("is_performance_plus", 1, "expected true or false, got 1"),
    ("order_line_id", 1.5, "an id of up to 18 digits"),
    ("order_line_id", 10**30, "not an id"),
    ("tracking_urls", "x", "expected an object"),
    ("tracking_urls", {"clik": []}, "did you mean 'click'?"),
    ("tracking_urls", {"click": "x"}, "tracking_urls.click: expected a list"),
    ("tracking_urls", {"click": [1]}, "tracking_urls.click[0]: expected a string"),
    ("bid_options", [], "expected an object"),
    ("id", "1", "cannot be written on create"),
    ("nme", "x", "there is no field 'nme'; did you mean 'name'?"),
    ("summary_status", "RUNNING", "summary_status cannot be written on create"),
    ("extra", 5, "expected an object"),
    ("ad_account_id", "1", "is not the 549755885175 of the request"),
]


@each(("field", "value", "says"), JSON_FIELDS, ids=[f"{field}-{n}" for n, (field, _, _) in enumerate(JSON_FIELDS)])
def test_a_wrong_value_names_its_record_and_field(pinads: Pinads, tmp_path: Path, field: str, value: object, says: str) -> None:
    good = {"name": "x", "objective_type": "CONSIDERATION"}
    (tmp_path / "f.json").write_text(json.dumps([good, {**good, field: value}]))
    run = pinads("campaigns", "create", "--file", str(tmp_path / "f.json"))
    _, row = run.stderr.splitlines()
    assert run.exit_code == 2
    assert ", record 2: " in row
    assert field in row
    assert says in row
    assert pinads.writes == []


def test_every_wrong_row_is_named_once(pinads: Pinads, wording: Wording) -> None:
    rows = [{"name": "a"}, {"name": "b", "objective_type": "CONSIDERATION"}, {"objective_type": "CONSIDERATION"}, {"nam": 1}, {}]
    run = pinads("campaigns", "create", "--file", "-", input="".join(json.dumps(row) + "\n" for row in rows))
    summary, *lines = run.stderr.splitlines()
    assert summary.startswith("error: 4 of 5 records ")
    assert [line.partition(": ")[0] for line in lines] == [f"standard input, line {number}" for number in (1, 3, 4, 5)]
    wording(run.stderr)
    assert pinads.requests == []


def test_as_json_the_error_has_the_rows(pinads: Pinads) -> None:
    run = pinads("campaigns", "create", "--file", "-", "-o", "json", input='[{"name": "a"}]')
    error = run.error
    assert (error["exit_code"], error["field"]) == (2, "--file")
    assert error["message"].startswith("1 of 1 record ")
    (row,) = error["rows"]
    assert row.startswith("standard input, record 1: ")
    assert "objective_type" in row
    assert run.stdout == ""


@pytest.mark.slow
def test_very_many_wrong_rows_are_counted_by_reason(pinads: Pinads, tmp_path: Path) -> None:
    wrong = "x,AWARENES,1\n" * 400 + "".join(f"x,AWARENESS,{number}e\n" for number in range(500)) + ",,\n,,5\n"
    (tmp_path / "f.csv").write_text("name,objective_type,daily_spend_cap\n" + wrong)
    write = ("campaigns", "create", "--file", str(tmp_path / "f.csv"))
    summary, *lines = pinads(*write).stderr.splitlines()
    assert summary.startswith("error: 901 of 901 records ")
    assert [line.partition(" Invalid ")[0] for line in lines] == ["500 x", "400 x", f"{tmp_path}/f.csv, line 903:"]
    assert "daily_spend_cap: '0e', '1e', ... is not an amount" in lines[0]
    assert lines[0].endswith(f"({tmp_path}/f.csv, lines 402, 403, 404, 405, 406, ...)")
    assert lines[2].endswith("objective_type are missing")
    error = pinads(*write, "-o", "json").error
    assert [(reason["count"], reason["places"][0].rpartition(", ")[2]) for reason in error["reasons"]] == [
        (500, "line 402"),
        (400, "line 2"),
        (1, "line 903"),
    ]
    assert len(error["rows"]) == 21


@pytest.mark.slow
def test_one_mistake_among_very_many_lines(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    good = '{"name": "x", "objective_type": "CONSIDERATION"}\n'
    (tmp_path / "f.jsonl").write_text(good * 4_999 + "{bad}\n")
    refused(pinads, "campaigns", "create", "--file", str(tmp_path / "f.jsonl"), says="f.jsonl, line 5000, column 2: not valid JSON")
    (tmp_path / "f.csv").write_text("name,objective_type\n" + "x,CONSIDERATION\n" * 2_000 + "x,\n")
    run = pinads("campaigns", "create", "--file", str(tmp_path / "f.csv"))
    assert run.exit_code == 2
    wording(run.stderr)
    assert pinads.requests == []


def test_keys_that_stand_twice(pinads: Pinads) -> None:
    twice = '[{"name": "a", "objective_type": "CONSIDERATION", "name": "b"}, {"name": "a", "tracking_urls": {"click": [], "click": []}}]'
    run = pinads("campaigns", "create", "--file", "-", input=twice)
    assert run.exit_code == 2
    lines = run.stderr.splitlines()[1:]
    assert [line.partition(": ")[0] for line in lines] == ["standard input, record 1", "standard input, record 2"]
    assert all("key twice" in line for line in lines)


def test_deep_nesting_in_one_record(pinads: Pinads) -> None:
    deep = "[" * 900 + "]" * 900
    run = pinads("campaigns", "create", "--file", "-", input=f'[{{"name": "a", "tracking_urls": {deep}}}]')
    assert run.exit_code == 2
    assert len(run.stderr.splitlines()) == 2
    assert pinads.requests == []


@each(
    ("row", "says"),
    [
        ({"name": "x"}, "id is missing"),
        ({"id": "1"}, "it names no field"),
        ({"id": "1", "created_time": 5}, "it names no field"),
        ({"id": "x", "name": "y"}, "'x' is not an id"),
        ({"id": "1", "nme": "x"}, "'nme'"),
        ({"id": "1", "name": None}, "Invalid name: "),
    ],
)
def test_rows_of_an_update_need_an_id_and_a_change(pinads: Pinads, row: dict[str, object], says: str) -> None:
    run = pinads("campaigns", "update", "--file", "-", input=json.dumps([row]))
    assert run.exit_code == 2
    first, line = run.stderr.splitlines()
    assert first.startswith("error: 1 of 1 record ")
    assert says in line
    assert pinads.requests == []


PEOPLE = [
    '[{"name": 5, "records": "secret@people.example"}]',
    '[{"name": "x", "records": ["secret@people.example"]}]',
    '[{"name": "x", "records": {"secret@people.example": 1}}]',
    '[{"name": "x", "records": "secret@people.example", "list_type": "EMIAL"}]',
    '[{"secret@people.example": 1}]',
    '{"secret@people.example": 1, "secret@people.example": 2}',
    '["secret@people.example"]',
    "secret@people.example",
    "secret@people.example\nanother-secret@people.example\n",
    "name,records\nx,secret@people.example,more\n",
    "name,records,list_type\nx,secret@people.example,EMIAL\n",
    'name,records\nx,"secret@people.example\n',
]


@each("content", PEOPLE)
@each("output", ["table", "json"])
def test_people_are_never_repeated_in_an_error(pinads: Pinads, content: str, output: str) -> None:
    run = pinads("customer-lists", "create", "--file", "-", "-o", output, input=content)
    assert run.exit_code == 2
    assert "secret" not in run.stderr + run.stdout
    assert pinads.requests == []


@each("group", ["campaigns", "audiences", "keywords"])
def test_ids_of_updates_are_checked_before_anything_is_read(pinads: Pinads, group: str) -> None:
    field = "bid" if group == "keywords" else "name"
    rows = f"id,{field}\n1,5000000micro\nabc,5000000micro\n{10**20},5000000micro\n"
    run = pinads(group, "update", "--file", "-", input=rows)
    assert run.exit_code == 2
    summary, *lines = run.stderr.splitlines()
    assert summary.startswith("error: 2 of 3 records ")
    for line, number, identity in zip(lines, (3, 4), ("abc", 10**20), strict=True):
        assert line.startswith(f"standard input, line {number}: Invalid id: '{identity}' ")
    assert pinads.requests == []
