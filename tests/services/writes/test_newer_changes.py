"""Files that are older than the entities: a row that would take back a newer change is refused."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import pinads.emulator
from tests.support.command_line import Pinads
from tests.support.databases import opened
from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN, OTHER_CAMPAIGN
from tests.support.today import moment
from tests.support.wording import Wording

UPDATE = ("campaigns", "update", "--file")


@pytest.fixture(params=["stale.xlsx", "stale.csv", "stale.jsonl"])
def stale(pinads: Pinads, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """An export of two campaigns, of which one has been changed since."""
    path = tmp_path / request.param
    pinads.ok("campaigns", "get", CAMPAIGN, OTHER_CAMPAIGN, "--to", str(path))
    pinads.ok("campaigns", "pause", CAMPAIGN)
    return str(path)


def edited(path: str, name: str) -> str:
    """Rename the other campaign in the file."""
    if path.endswith(".xlsx"):
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        sheet.cell(3, 1 + [cell.value for cell in sheet[1]].index("name")).value = "Edited"
        book.save(path)
    else:
        lines = Path(path).read_text(encoding="utf-8").splitlines(keepends=True)
        Path(path).write_text("".join([*lines[:-1], lines[-1].replace(name, "Edited")]), encoding="utf-8")
    return path


def shown(pinads: Pinads) -> list[Any]:
    return [(row["name"], row["status"]) for row in pinads.json("campaigns", "get", CAMPAIGN, OTHER_CAMPAIGN)]


@pytest.mark.slow
def test_a_newer_change_is_not_taken_back(pinads: Pinads, stale: str) -> None:
    before = shown(pinads)
    pinads.forget()
    run = pinads(*UPDATE, edited(stale, before[1][0]), "--yes")
    assert (run.exit_code, pinads.writes, shown(pinads)) == (2, [], before)
    assert "1 of 2 records " in run.stderr
    assert "changed since, at " in run.stderr
    assert "--overwrite-newer" in run.stderr
    run = pinads(*UPDATE, stale, "--skip-failed", "--yes")
    assert (run.exit_code, shown(pinads)) == (5, [before[0], ("Edited", before[1][1])])
    failed = f"{stale}-failed.csv"
    pinads(*UPDATE, stale, "--skip-failed", "--failed-out", failed, "--yes")
    assert pinads(*UPDATE, failed, "--yes").exit_code == 2
    pinads.ok(*UPDATE, stale, "--overwrite-newer", "--yes")
    assert shown(pinads) == [(before[0][0], "ACTIVE"), ("Edited", before[1][1])]


@each("rows", [f"id,status\n{CAMPAIGN},PAUSED\n", f"id,status,updated_time\n{CAMPAIGN},PAUSED,2999-01-01\n"])
def test_rows_without_the_time_or_from_later_are_written(pinads: Pinads, tmp_path: Path, rows: str) -> None:
    (tmp_path / "rows.csv").write_text(rows)
    pinads.ok(*UPDATE, str(tmp_path / "rows.csv"), "--yes")
    assert shown(pinads)[0][1] == "PAUSED"


def test_a_row_that_changes_nothing_may_be_old(pinads: Pinads, tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    pinads.ok("campaigns", "get", CAMPAIGN, "--to", str(path))
    for verb in ("pause", "activate"):
        pinads.ok("campaigns", verb, CAMPAIGN)
    assert "unchanged" in pinads.ok(*UPDATE, str(path), "--yes", "-o", "table").stdout


def test_a_time_that_cannot_be_read_is_told(pinads: Pinads, tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text(f"id,status,updated_time\n{CAMPAIGN},PAUSED,2/10/25 2:31\n")
    run = pinads.ok(*UPDATE, str(tmp_path / "rows.csv"), "--yes")
    assert "updated_time '2/10/25 2:31' cannot be read" in run.stderr


@pytest.fixture
def all_week(pinads_: Pinads, monkeypatch: pytest.MonkeyPatch) -> Pinads:
    """The command line in process, with a minute between one command and the next."""
    minutes = count(1)

    def open_later(directory: Path | None, **settings: Any) -> Any:
        now = moment() + 60 * next(minutes)
        return pinads_.open(directory, now=lambda: now, **settings)

    monkeypatch.setattr(pinads.emulator, "Emulator", open_later)
    return pinads_


@pytest.fixture
def colleague(data_dir: Path, tmp_path: Path, all_week: Pinads) -> Callable[..., Any]:
    """Somebody else with a journal of their own, in the same ad account."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "emulator").symlink_to(data_dir / "emulator")
    return lambda *words: all_week.ok(*words, PINADS_DATA_DIR=str(theirs))


@pytest.fixture
def sheet(all_week: Pinads, tmp_path: Path) -> Path:
    """An export of a campaign."""
    path = tmp_path / "sheet.csv"
    all_week.ok("campaigns", "get", CAMPAIGN, "--fields", "id,name,status,daily_spend_cap,updated_time", "--to", str(path))
    return path


def cells(path: Path, **edits: str) -> str:
    """Type into cells of the campaign's row, of which the others stay as they are."""
    headings, row = (line.split(",") for line in path.read_text(encoding="utf-8").splitlines())
    values = {**dict(zip(headings, row, strict=True)), **edits}
    path.write_text(",".join(headings) + "\n" + ",".join(values.values()) + "\n", encoding="utf-8")
    return str(path)


def test_a_sheet_is_edited_and_imported_all_week(all_week: Pinads, sheet: Path) -> None:
    for edit in ({"daily_spend_cap": "250"}, {"name": "Monday"}, {"daily_spend_cap": "260"}, {"name": "Tuesday", "daily_spend_cap": "265"}):
        all_week.forget()
        all_week.ok(*UPDATE, cells(sheet, **edit), "--yes")
        assert all_week.operations == ["campaigns/get", "campaigns/update"]
    there = all_week.ok("campaigns", "get", CAMPAIGN, "--fields", "name,daily_spend_cap", "-o", "csv")
    assert there.lines[1] == "Tuesday,265.00"


def test_a_cell_is_set_back_to_what_it_was(all_week: Pinads, sheet: Path) -> None:
    exported = sheet.read_text()
    all_week.ok(*UPDATE, cells(sheet, daily_spend_cap="250"), "--yes")
    sheet.write_text(exported)
    all_week.ok(*UPDATE, str(sheet), "--yes")
    assert all_week.ok("campaigns", "get", CAMPAIGN, "--fields", "daily_spend_cap", "-o", "csv").lines[1] in exported


def test_a_part_that_was_added_is_not_added_again_with_the_next_edit(all_week: Pinads, sheet: Path, wording: Wording) -> None:
    all_week.ok(*UPDATE, cells(sheet, daily_spend_cap="+10%"), "--yes")
    all_week.forget()
    run = all_week(*UPDATE, cells(sheet, name="Monday"), "--yes")
    assert (run.exit_code, all_week.writes) == (2, [])
    assert "by run 1 (daily_spend_cap), " in run.stderr
    wording(run.stderr)
    all_week.ok(*UPDATE, cells(sheet, daily_spend_cap="300"), "--yes")


def test_what_somebody_else_changed_between_is_not_taken_back(all_week: Pinads, sheet: Path, colleague: Callable[..., Any]) -> None:
    """Before our own last write or after it."""
    all_week.ok(*UPDATE, cells(sheet, daily_spend_cap="250"), "--yes")
    colleague("campaigns", "pause", CAMPAIGN)
    all_week.ok("campaigns", "update", CAMPAIGN, "--daily-spend-cap", "255", "--yes")
    for _ in range(2):
        all_week.forget()
        run = all_week(*UPDATE, cells(sheet, daily_spend_cap="260"), "--yes")
        assert (run.exit_code, all_week.writes) == (2, [])
        assert "changed since, at " in run.stderr
        assert " by run " not in run.stderr
        colleague("campaigns", "update", CAMPAIGN, "--name", "theirs")


@pytest.mark.parametrize("others", [["undo", "1", "--yes"], ["campaigns", "update", CAMPAIGN, "--daily-spend-cap", "265", "--yes"]])
def test_what_another_command_changed_is_not_taken_back(all_week: Pinads, sheet: Path, others: list[str], wording: Wording) -> None:
    """A cell that nobody has edited since would do that; an edited one is meant."""
    all_week.ok(*UPDATE, cells(sheet, daily_spend_cap="250"), "--yes")
    all_week.ok(*others)
    all_week.forget()
    run = all_week(*UPDATE, cells(sheet, name="New"), "--yes")
    assert (run.exit_code, all_week.writes) == (2, [])
    assert "by run 2 (daily_spend_cap), " in run.stderr
    wording(run.stderr)
    all_week.ok(*UPDATE, cells(sheet, daily_spend_cap="270"), "--yes")


def test_own_changes_that_the_journal_has_forgotten_or_never_knew_are_anybodys(all_week: Pinads, sheet: Path, data_dir: Path) -> None:
    all_week.ok(*UPDATE, cells(sheet, daily_spend_cap="250"), "--yes")
    cells(sheet, daily_spend_cap="260")
    for table, column, value in (("runs", "profile", "other"), ("runs", "account", "1"), ("rows", "changed_before", None)):
        with opened(data_dir / "journal.sqlite3") as db:
            ((before,),) = db.execute(f"SELECT {column} FROM {table}").fetchall()
            db.execute(f"UPDATE {table} SET {column} = ?", (value,))
        assert all_week(*UPDATE, str(sheet), "--yes").exit_code == 2, column
        with opened(data_dir / "journal.sqlite3") as db:
            db.execute(f"UPDATE {table} SET {column} = ?", (before,))
    all_week.ok(*UPDATE, str(sheet), "--dry-run")
    (data_dir / "journal.sqlite3").unlink()
    assert all_week(*UPDATE, str(sheet), "--yes").exit_code == 2
