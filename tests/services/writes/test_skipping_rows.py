"""--skip-failed: rows that cannot be written are skipped, and the others are written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pinads.emulator import Faults
from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import CAMPAIGN, OTHER_CAMPAIGN, refused
from tests.support.wording import Wording

LIFETIME = "626735000005"
"""A campaign of the sample whose budget is a lifetime budget."""
ROWS = [
    {"id": CAMPAIGN, "daily_spend_cap": "+10%"},
    {"id": LIFETIME, "daily_spend_cap": "+10%"},
    {"id": "9", "daily_spend_cap": "+10%"},
    {"id": OTHER_CAMPAIGN, "name": 5},
    {"id": OTHER_CAMPAIGN, "daily_spend_cap": "+10%"},
]
STATUSES = ["applied", "rejected", "rejected", "rejected", "applied"]


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return str(path)


def caps(pinads: Pinads) -> list[int]:
    return [row["daily_spend_cap"] for row in pinads.json("campaigns", "get", CAMPAIGN, OTHER_CAMPAIGN)]


def test_the_other_rows_are_written(pinads: Pinads, file: str, tmp_path: Path, wording: Wording) -> None:
    before, failed = caps(pinads), tmp_path / "failed.jsonl"
    run = pinads("campaigns", "update", "--file", file, "--skip-failed", "--failed-out", str(failed), "-o", "jsonl")
    assert run.exit_code == 5
    assert [(row["row"], row["status"]) for row in run.jsonl] == [*enumerate(STATUSES, 1)]
    reasons = [row["message"].partition("skipped: ")[2] for row in run.jsonl if row["status"] == "rejected"]
    assert [reason.partition(":")[0] for reason in reasons] == [*["Invalid daily_spend_cap"] * 2, "Invalid name"]
    wording("\n".join(reasons))
    assert caps(pinads) == [amount * 11 // 10 for amount in before]
    assert len(pinads.writes) == 1
    rows = [json.loads(line) for line in failed.read_text().splitlines()]
    assert [{name: value for name, value in row.items() if name != "reason"} for row in rows] == ROWS[1:4]
    assert all(row["reason"].startswith("skipped: ") for row in rows)
    again = pinads("campaigns", "update", "--file", str(failed), "--skip-failed")
    assert (again.exit_code, again.stdout) == (2, "")
    assert "3 of 3 records " in again.stderr


def test_on_a_narrow_terminal_reasons_are_whole(pinads: Pinads, file: str) -> None:
    run = pinads("campaigns", "update", "--file", file, "--skip-failed", "-o", "table", columns=80)
    assert all(len(line) <= 80 for line in run.lines)
    assert "set-lifetime-budget" in run.stdout  # The last words of the longest reason.


def test_without_it_all_are_refused(pinads: Pinads, file: str) -> None:
    run = pinads("campaigns", "update", "--file", file)
    assert (run.exit_code, run.stdout, pinads.writes) == (2, "", [])


def test_ids_and_standard_input(pinads: Pinads) -> None:
    before = caps(pinads)
    raising = ("--daily-spend-cap", "+10%", "--skip-failed", "-o", "jsonl")
    run = pinads("campaigns", "update", LIFETIME, CAMPAIGN, "9", *raising)
    assert (run.exit_code, [row["status"] for row in run.jsonl]) == (5, ["rejected", "applied", "rejected"])
    run = pinads("campaigns", "update", "-", *raising, input=f"9\n{OTHER_CAMPAIGN}\n")
    assert (run.exit_code, [row["status"] for row in run.jsonl]) == (5, ["rejected", "applied"])
    assert caps(pinads) == [amount * 11 // 10 for amount in before]
    pinads.forget()
    refused(pinads, "campaigns", "update", CAMPAIGN, "--daily-spend-cap", "x", "--skip-failed", says="Invalid --daily-spend-cap")
    assert pinads("campaigns", "update", "8", "9", *raising).exit_code == 2


def test_rows_to_create(pinads: Pinads) -> None:
    rows = [{"name": "a", "objective_type": "CONSIDERATION"}, {"name": "b"}, {"name": "c", "objective_type": "CONSIDERATION"}]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    run = pinads("campaigns", "create", "--file", "-", "--skip-failed", "-o", "jsonl", input=lines)
    assert (run.exit_code, [(row["status"], row["name"]) for row in run.jsonl]) == (
        5,
        [("applied", "a"), ("rejected", "b"), ("applied", "c")],
    )
    pinads.forget()
    again = pinads("campaigns", "create", "--file", "-", "--skip-failed", "-o", "jsonl", input=lines)
    assert "resuming run 1: 2 of 3 " in again.stderr
    assert [row["status"] for row in again.jsonl] == ["applied", "rejected", "applied"]
    assert pinads.writes == []


def test_a_dry_run_tells_what_is_skipped(pinads: Pinads, file: str) -> None:
    run = pinads("campaigns", "update", "--file", file, "--skip-failed", "--dry-run", "-o", "json")
    (request,) = run.json
    assert [row["id"] for row in request["body"]] == [CAMPAIGN, OTHER_CAMPAIGN]
    summary, *reasons = run.stderr.splitlines()
    assert summary.startswith("note: 3 of 5 rows ")
    assert sorted(line.partition("rows.jsonl, ")[2][:6] for line in reasons) == ["line 2", "line 3", "line 4"]


def test_the_journal_has_them_and_undo_leaves_them(pinads: Pinads, file: str) -> None:
    before = caps(pinads)
    pinads("campaigns", "update", "--file", file, "--skip-failed")
    (run,) = pinads.json("journal", "list")
    assert (run["state"], run["rows"], run["applied"], run["rejected"]) == ("partial", 5, 2, 3)
    assert [row["status"] for row in pinads.json("journal", "show", "1")] == STATUSES
    undone = pinads.json("undo", "1", "--yes")
    assert [row["id"] for row in undone] == [CAMPAIGN, OTHER_CAMPAIGN]
    assert caps(pinads) == before


def test_what_is_resumed_skips_them_again_and_adds_nothing_twice(pinads: Pinads, file: str) -> None:
    before = caps(pinads)
    pinads.faults = Faults.script([*[None] * 3, "item_throttle"])
    pinads("campaigns", "update", "--file", file, "--skip-failed")
    pinads.faults = None
    throttled = [row["status"] for row in pinads.json("journal", "show", "1")].count("rejected") - 3
    assert throttled == 1
    Path(file).unlink()  # The journal has the rows.
    pinads.forget()
    run = pinads("journal", "resume", "1", "-o", "jsonl")
    assert sorted(line.partition("rows.jsonl, ")[2][:6] for line in run.stderr.splitlines() if "Invalid" in line)[-3:] == [
        "line 2",
        "line 3",
        "line 4",
    ]
    assert (run.exit_code, [row["status"] for row in run.jsonl]) == (5, STATUSES)
    assert caps(pinads) == [amount * 11 // 10 for amount in before]
    assert len(pinads.writes) == 1
    assert "journal resume" not in run.stderr


def test_where_nothing_is_kept_nothing_is_skipped(pinads: Pinads, file: str) -> None:
    refused(pinads, "campaigns", "update", "--file", file, "--skip-failed", "--save-plan", says="leave --skip-failed out")
    people = '{"id": "1", "records": "a@b.example", "operation_type": "ADD"}\n'
    refused(pinads, "customer-lists", "update", "--file", "-", "--skip-failed", input=people, says="leave --skip-failed out")


AMOUNTS = f"id,daily_spend_cap\n{CAMPAIGN},0.10\n{OTHER_CAMPAIGN},120\n{LIFETIME},5000000\n"


def test_rows_beyond_the_sanity_limits_are_skipped_too(pinads: Pinads, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(AMOUNTS.replace(LIFETIME, "626735000003"))
    failed = tmp_path / "failed.csv"
    run = pinads("campaigns", "update", "--file", str(file), "--skip-failed", "--failed-out", str(failed), "-o", "jsonl")
    assert (run.exit_code, [row["status"] for row in run.jsonl]) == (5, ["rejected", "applied", "rejected"])
    assert "sanity limit of 1.00 USD" in run.jsonl[0]["message"]
    assert "exceeds the sanity limit" in run.jsonl[2]["message"]
    assert caps(pinads)[1] == 120_000_000
    assert [line.split(",")[0] for line in failed.read_text().splitlines()] == ["id", CAMPAIGN, "626735000003"]
    assert [row["status"] for row in pinads.json("journal", "show", "1")] == ["rejected", "applied", "rejected"]
    run = pinads("campaigns", "update", CAMPAIGN, OTHER_CAMPAIGN, "--daily-spend-cap", "0.10", "--skip-failed")
    assert (run.exit_code, len(pinads.writes)) == (2, 1), "none is left"


def test_the_policy_refuses_all_and_names_what_would_be_skipped(pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".pinads.toml").write_text("[policy]\nmax_daily_budget = 100.00\n")
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "rows.csv"
    file.write_text(AMOUNTS)
    run = pinads("campaigns", "update", "--file", str(file), "--skip-failed")
    assert (run.exit_code, pinads.writes) == (8, [])
    first, *lines = run.stderr.splitlines()
    assert "refused by policy" in first
    assert first.partition("nothing was sent. ")[2].startswith("--skip-failed ")
    assert [line.partition("line ")[2][:1] for line in lines] == ["2", "3", "4"]


def test_what_would_allow_a_row_is_named_as_an_option(pinads: Pinads, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text(f"id,daily_spend_cap\n{CAMPAIGN},99999999\n{OTHER_CAMPAIGN},+10%\n")
    run = pinads("campaigns", "update", "--file", str(path), "--skip-failed", "-o", "jsonl")
    assert "Add --allow-large to keep it" in run.stderr
    # Data are the same for every face.
    assert run.jsonl[0]["message"].endswith("Add allow_large to keep it")
