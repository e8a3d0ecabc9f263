"""Cells as spreadsheets of other countries, and people, write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.services.inputs.tables.test_dialects import planned
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN
from tests.support.wording import Wording

WRITTEN: list[tuple[str, str, Any]] = [
    ("daily_spend_cap", "1.234,50", 1_234_500_000),
    ("daily_spend_cap", "1,234.50", 1_234_500_000),
    ("daily_spend_cap", "1 234,50 USD", 1_234_500_000),
    ("daily_spend_cap", "1\u00a0234,50", 1_234_500_000),
    ("daily_spend_cap", "1'234.50", 1_234_500_000),
    ("daily_spend_cap", "12'345", 12_345_000_000),
    ("daily_spend_cap", "1,234,567", None),
    ("daily_spend_cap", "1,234", None),
    ("Daily Spend Cap (USD)", "25", 25_000_000),
    ("is_flexible_daily_budgets", "WAHR", True),
    ("is_flexible_daily_budgets", "FAUX", False),
    ("is_flexible_daily_budgets", "TRUE", True),
    ("end_time", "24.12.2026 18:00", 1_798_164_000),
    ("end_time", "24.12.2026", 1_798_185_599),
    ("end_time", "12/24/2026", None),
]


@each(("heading", "cell", "value"), WRITTEN, ids=[f"{heading}-{cell}" for heading, cell, _ in WRITTEN])
def test_cells_as_programs_of_other_countries_save_them(pinads: Pinads, heading: str, cell: str, value: Any) -> None:
    content = f"id;{heading}\n{CAMPAIGN};{cell}\n"
    if value is None:
        run = pinads("campaigns", "update", "--file", "-", input=content)
        assert (run.exit_code, pinads.writes) == (2, [])
        assert f"line 2: Invalid {heading}: {cell!r}" in run.stderr
    else:
        assert list(planned(pinads, content, "--no-read")[0].values())[1] == value


@each("cell", ["n/a", "N/A", "-", "–", " ", "#N/A", "#NV"])
def test_words_for_no_value_are_no_value(pinads: Pinads, cell: str) -> None:
    (row,) = planned(pinads, f"id;daily_spend_cap;end_time;is_performance_plus;status\n{CAMPAIGN};{cell};{cell};{cell};PAUSED\n")
    assert row == {"id": CAMPAIGN, "status": "PAUSED", "ad_account_id": "549755885175"}


@each("name", ["n/a", "-", "NULL"])
def test_a_text_may_be_such_a_word(pinads: Pinads, name: str) -> None:
    assert planned(pinads, f"id;name\n{CAMPAIGN};{name}\n")[0]["name"] == name


def test_the_word_clear_clears_a_field_of_one_row(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    rows = planned(pinads, f"id;daily_spend_cap\n{CAMPAIGN};CLEAR\n626735000002;25\n")
    assert [row["daily_spend_cap"] for row in rows] == [None, 25_000_000]
    run = pinads("campaigns", "update", "--file", "-", input=f"id;name\n{CAMPAIGN};CLEAR\n")
    assert (run.exit_code, pinads.writes) == (2, [])
    assert "Invalid name: CLEAR " in run.stderr
    wording(run.stderr)


def test_a_text_of_these_letters_is_read_back(pinads: Pinads, tmp_path: Path) -> None:
    pinads.ok("campaigns", "update", CAMPAIGN, "--name", "CLEAR")
    file = tmp_path / "rows.csv"
    file.write_text(pinads.ok("campaigns", "list", "-o", "csv", "--fields", "id,name").stdout, encoding="utf-8")
    pinads.forget()
    pinads.ok("campaigns", "update", "--file", str(file))
    assert pinads.writes == []


def test_a_refused_row_that_clears_is_written_back(pinads: Pinads, tmp_path: Path) -> None:
    failed = tmp_path / "failed.csv"
    pinads("campaigns", "update", "9", "--clear", "end_time", "--failed-out", str(failed))
    pinads.forget()
    sent = pinads.ok("campaigns", "update", "--file", str(failed), "--no-read", "--dry-run", "-o", "json").json[0]["body"][0]
    assert (sent["id"], sent["end_time"]) == ("9", None)
