"""Files that are older than the entities: a row that would take back a newer change is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN, OTHER_CAMPAIGN

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


def test_a_newer_change_is_not_taken_back(pinads: Pinads, stale: str) -> None:
    before = shown(pinads)
    pinads.forget()
    run = pinads(*UPDATE, edited(stale, before[1][0]), "--yes")
    assert (run.exit_code, pinads.writes, shown(pinads)) == (2, [], before)
    assert "1 of 2 records cannot be written; nothing was sent" in run.stderr
    assert "the campaign was changed since, at " in run.stderr
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
    assert "updated_time '2/10/25 2:31' cannot be read, so newer changes of such rows are not noticed" in run.stderr
