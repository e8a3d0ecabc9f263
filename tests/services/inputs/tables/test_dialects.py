"""Tables as spreadsheets of different countries save them, and what a spreadsheet has spoilt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.services.inputs.test_csv_money import case
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN, OTHER_CAMPAIGN

HEADER, ROW = "id,daily_spend_cap", f"{CAMPAIGN},240.50"
WRITTEN = {
    "semicolon": f"id;daily_spend_cap\r\n{CAMPAIGN};240.50\r\n",
    "tab": f"id\tdaily_spend_cap\n{CAMPAIGN}\t240.50\n",
    "bar": f"id|daily_spend_cap\n{CAMPAIGN}|240.50\n",
    "sep": f"sep=;\r\nid;daily_spend_cap\r\n{CAMPAIGN};240,50\r\n",
    "decimal comma": f"id;daily_spend_cap;name\n{CAMPAIGN};240,50;\n",
    "quoted decimal comma": f'id,daily_spend_cap\n{CAMPAIGN},"240,50"\n',
    "header case": f"ID,Daily_Spend_Cap\n{CAMPAIGN},240.50\n",
    "header words": f"Id, Daily Spend Cap \n{CAMPAIGN},240.50\n",
    "trailing columns": f"{HEADER},,\r\n{ROW},,\r\n,,,\r\n",
    "blank rows": f"{HEADER}\n{ROW}\n  , \n\n",
    "apostrophes": f"{HEADER}\n'{CAMPAIGN},'240.50\n",
}
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]


def planned(pinads: Pinads, content: str | bytes, *args: str) -> list[dict[str, Any]]:
    (request,) = pinads.ok("campaigns", "update", "--file", "-", "--dry-run", "-o", "json", *args, input=content).json
    rows: list[dict[str, Any]] = request["body"]
    return rows


def refused(pinads: Pinads, content: str | bytes) -> list[str]:
    """The lines about rows that cannot be read."""
    run = pinads("campaigns", "update", "--file", "-", input=content)
    assert (run.exit_code, pinads.writes) == (2, []), run.stderr
    return run.stderr.splitlines()[-1:]


@each("content", WRITTEN.values(), ids=[*WRITTEN])
def test_every_dialect_says_the_same(pinads: Pinads, content: str) -> None:
    (row,) = planned(pinads, content)
    assert (row["id"], row["daily_spend_cap"]) == (CAMPAIGN, 240_500_000)


@pytest.mark.parametrize("name", ["header-case.csv", "semicolon.csv", "trailing-columns.csv"])
def test_the_files_that_failed_once(pinads: Pinads, name: str) -> None:
    (row,) = pinads.ok("campaigns", "update", "--file", case(f"spreadsheets/{name}"), "--dry-run", "-o", "json").json[0]["body"]
    assert (row["id"], row["daily_spend_cap"]) == (CAMPAIGN, 240_500_000)


def test_the_file_whose_ids_are_lost(pinads: Pinads) -> None:
    run = pinads("campaigns", "update", "--file", case("spreadsheets/scientific.csv"))
    assert (run.exit_code, "the number '6.26735E+11'" in run.stderr) == (2, True)


@each("encoding", ENCODINGS)
def test_encodings(pinads: Pinads, encoding: str) -> None:
    (row,) = planned(pinads, f"id;name\n{CAMPAIGN};Größe für Zürich – Été\n".encode(encoding))
    assert row["name"] == "Größe für Zürich – Été"


@each(("name", "encoding"), [("Привет", "cp1251"), ("Crème", "cp1252"), ("čeština", "cp1250"), ("schön", "mac_roman"), ("schön", "cp850")])
def test_an_encoding_that_is_not_certain_is_refused(pinads: Pinads, name: str, encoding: str) -> None:
    (line,) = refused(pinads, f"id,name\n{CAMPAIGN},{name}\n".encode(encoding))
    assert "line 2: not UTF-8 (byte 0x" in line
    assert line.endswith(" --encoding cp1252")


@each("identity", ["6.26735E+11", "6,26735E+11", "6E11", f"{CAMPAIGN}.0"])
def test_an_id_that_a_spreadsheet_took_for_a_number(pinads: Pinads, identity: str) -> None:
    (line,) = refused(pinads, f"id;daily_spend_cap\n{identity};25\n")
    assert f"the number {identity!r}" in line
    assert "column as text" in line


def test_two_decimal_signs_in_a_file_are_refused_with_both_places(pinads: Pinads) -> None:
    (line,) = refused(pinads, f"id;daily_spend_cap\n{CAMPAIGN};25,50\n{OTHER_CAMPAIGN};26.50\n")
    assert line.startswith("standard input, line 3: Invalid daily_spend_cap: '26.50' ")
    assert "'25,50' in standard input, line 2" in line


@each("amount", ["1.250", "1,250"])
def test_twelve_hundred_and_fifty_or_one_and_a_quarter(pinads: Pinads, amount: str) -> None:
    (line,) = refused(pinads, f"id;daily_spend_cap\n{CAMPAIGN};{amount}\n")
    assert f"{amount!r} can be read as 1250" in line


def test_an_apostrophe_of_a_name_stays(pinads: Pinads) -> None:
    (row,) = planned(pinads, f"id,name\n{CAMPAIGN},'tis spring\n")
    assert row["name"] == "'tis spring"


def test_a_table_with_tabs_keeps_quotes_and_backslashes(pinads: Pinads, tmp_path: Path) -> None:
    name = '"quoted" a\\b =x'
    pinads.ok("campaigns", "update", CAMPAIGN, "--name", name)
    file = tmp_path / "rows.tsv"
    file.write_text(pinads.ok("campaigns", "list", "-o", "tsv", "--fields", "id,name").stdout, encoding="utf-8")
    pinads.forget()
    pinads.ok("campaigns", "update", "--file", str(file))
    assert pinads.writes == []


@pytest.mark.parametrize(
    ("name", "delimiter", "amount", "encoding"),
    [
        ("rows.csv", ";", "25,50", "cp1252"),
        ("rows.csv", "|", "25.50", "utf-16"),
        ("rows.tsv", "\t", "25.50", "utf-8"),
        ("x", ";", "25,50", "utf-8-sig"),
    ],
)
def test_refused_rows_keep_the_dialect(pinads: Pinads, tmp_path: Path, name: str, delimiter: str, amount: str, encoding: str) -> None:
    cells = [
        ["name", "objective_type", "daily_spend_cap", "lifetime_spend_cap", "end_time"],
        ["gut", "CONSIDERATION", amount, "", ""],
        ["Größe", "AWARENESS", amount, amount, "2026-12-31T23:59:59Z"],
    ]
    file, failed = tmp_path / name, tmp_path / f"failed-{name}"
    file.write_bytes("".join(delimiter.join(row) + "\n" for row in cells).encode(encoding))
    run = pinads("campaigns", "create", "--file", str(file), "--failed-out", str(failed))
    assert run.exit_code == 5, run.stderr
    heading, row = failed.read_bytes().decode(encoding).splitlines()
    assert heading.split(delimiter)[:4] == [*cells[0][:4]]
    assert row.split(delimiter)[:5] == cells[2]
    again = pinads("campaigns", "create", "--file", str(failed), "--dry-run", "-o", "json").json[0]["body"]
    assert [(made["name"], made["daily_spend_cap"], made["end_time"]) for made in again] == [("Größe", 25_500_000, 1_798_761_599)]


def test_what_is_left_of_a_run_is_read_like_the_rows_before(pinads: Pinads, tmp_path: Path) -> None:
    from pinads.emulator import Faults

    file = tmp_path / "rows.csv"
    rows = "".join(f"row {number},CONSIDERATION,25,2026-12-31\n" for number in range(40))
    file.write_text("name,objective_type,daily_spend_cap,end_time\n" + rows)
    pinads.faults = Faults.script([None, None, *["expired"] * 5])
    pinads("campaigns", "create", "--file", str(file), "--yes", "--concurrency", "1")
    pinads.faults = None
    assert 0 < pinads.json("journal", "list")[0]["applied"] < 40
    pinads.ok("journal", "resume", "1")
    made = pinads.json("campaigns", "list", "--status", "all", "--filter", "name~row ")
    assert len(made) == 40
    assert {row["daily_spend_cap"] for row in made} == {25_000_000}
    assert len({row["end_time"] for row in made}) == 1
