"""Saved plans: what --save-plan showed is sent later, once, and only if nothing changed meanwhile."""

from __future__ import annotations

import sqlite3
import stat
import time
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator import Faults
from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import CAMPAIGN, OTHER_CAMPAIGN, refused
from tests.support.wording import Wording

UPDATE = ("campaigns", "update", CAMPAIGN)
NEW = ("campaigns", "create", "--name", "Planned", "--objective-type", "AWARENESS", "--daily-spend-cap", "10")


def applied(pinads: Pinads, run: int = 1) -> list[Any]:
    """Apply a plan; return the entities that its outcomes have."""
    told = pinads.json("journal", "apply", str(run), "--yes")
    assert {row["status"] for row in told} == {"applied"}
    return [row["data"] for row in told]


def saved(pinads: Pinads, *words: str, run: int = 1, **more: Any) -> list[Any]:
    """Save a plan that sends nothing; return the bodies of the requests that it shows."""
    told = pinads.ok(*words, "--save-plan", "-o", "json", **more)
    assert f"run: pinads journal apply {run}" in told.stderr
    assert pinads.writes == []
    return [request["body"] for request in told.json]


def entry(pinads: Pinads, run: int = 1) -> Any:
    return next(entry for entry in pinads.json("journal", "list") if entry["id"] == run)


def later(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    now = time.time() + seconds
    monkeypatch.setattr("time.time", lambda: now)


@pytest.mark.parametrize(
    "words",
    [
        (*UPDATE, "--daily-spend-cap", "+10%"),
        (*UPDATE, "--name", "new"),
        ("campaigns", "pause", CAMPAIGN, OTHER_CAMPAIGN),
        NEW,
        ("campaigns", "archive", CAMPAIGN),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_what_was_shown_is_what_is_sent(pinads: Pinads, words: tuple[str, ...]) -> None:
    shown = saved(pinads, *words)
    assert entry(pinads)["state"] == "planned"
    assert [request["body"] for request in pinads.json("journal", "apply", "1", "--dry-run")] == shown
    sent = [row for request in shown for row in request]
    assert [{name: made[name] for name in row} for made, row in zip(applied(pinads), sent, strict=True)] == sent
    assert len(pinads.writes) == len(shown)
    assert (entry(pinads)["state"], entry(pinads)["expires"]) == ("done", None)


def test_rows_of_a_file_are_kept_without_the_file(pinads: Pinads, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_bytes(f"id;name;daily_spend_cap\n{CAMPAIGN};Mu\xdfe;12,50\n{OTHER_CAMPAIGN};b;20\n".encode("cp1252"))
    ((first, _),) = saved(pinads, "campaigns", "update", "--file", str(file), "--encoding", "cp1252")
    file.unlink()
    made, _ = applied(pinads)
    assert (made["name"], made["daily_spend_cap"]) == (first["name"], first["daily_spend_cap"]) == ("Mu\xdfe", 12_500_000)


@pytest.mark.slow
def test_a_clone_and_an_undo(pinads: Pinads) -> None:
    before = len(pinads.ids("campaigns", "list", "--status", "all"))
    pinads.ok("campaigns", "clone", CAMPAIGN, "--save-plan")
    applied(pinads)
    assert len(pinads.ids("campaigns", "list", "--status", "all")) == before + 1
    pinads.ok("undo", "1", "--save-plan")
    pinads.forget()
    assert "no terminal to ask" in pinads("journal", "apply", "2").stderr
    assert pinads.writes == []
    applied(pinads, 2)
    assert entry(pinads, 2)["undoes"] == 1


def test_it_is_applied_once(pinads: Pinads, wording: Wording) -> None:
    saved(pinads, *UPDATE, "--name", "new")
    pinads.ok("journal", "apply", "1", "--yes")
    pinads.forget()
    wording(refused(pinads, "journal", "apply", "1", "--yes", says="of run 1 was applied").stderr)
    refused(pinads, "journal", "apply", "9", says="no run 9", code=4)
    pinads.ok(*UPDATE, "--name", "other")
    pinads.forget()
    wording(refused(pinads, "journal", "apply", "2", says="run 2 is not a saved plan").stderr)


@pytest.mark.parametrize("change", [("--name", "changed"), ("--daily-spend-cap", "50")])
def test_it_is_stale_once_the_entity_has_changed(pinads: Pinads, change: tuple[str, str]) -> None:
    saved(pinads, *UPDATE, "--daily-spend-cap", "+10%")
    pinads.ok(*UPDATE, *change)
    pinads.forget()
    refused(pinads, "journal", "apply", "1", "--yes", says="the plan is stale", reads=True)
    assert entry(pinads)["state"] == "planned"


def test_another_entity_makes_it_not_stale(pinads: Pinads) -> None:
    saved(pinads, *UPDATE, "--name", "new")
    pinads.ok("campaigns", "update", OTHER_CAMPAIGN, "--name", "changed")
    pinads.ok("journal", "apply", "1", "--yes")


def test_it_expires_and_is_forgotten(pinads: Pinads, monkeypatch: pytest.MonkeyPatch, wording: Wording) -> None:
    saved(pinads, *UPDATE, "--name", "new")
    saved(pinads, *UPDATE, "--name", "newer", run=2)
    later(monkeypatch, 3601)
    pinads.forget()
    wording(refused(pinads, "journal", "apply", "1", "--yes", says="of run 1 has expired").stderr)
    assert entry(pinads)["state"] == "expired"
    assert "It has expired" in pinads.ok("journal", "show", "1").stderr
    assert pinads.json("journal", "prune")["forgotten"] == 2
    saved(pinads, *UPDATE, "--name", "new", run=3)
    later(monkeypatch, 3601)
    saved(pinads, *UPDATE, "--name", "new", run=4)
    assert [entry["id"] for entry in pinads.json("journal", "list")] == [4]


def test_the_policy_of_the_moment_counts(pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(pinads, *UPDATE, "--daily-spend-cap", "300")
    (tmp_path / ".pinads.toml").write_text("[policy]\nmax_daily_budget = 10.00\n")
    monkeypatch.chdir(tmp_path)
    pinads.forget()
    assert "refused by policy" in pinads("journal", "apply", "1", "--yes").stderr
    assert pinads.writes == []


def test_it_is_neither_resumed_nor_undone_nor_in_the_way(pinads: Pinads) -> None:
    saved(pinads, *NEW)
    pinads.forget()
    for words in (("journal", "resume", "1"), ("undo", "1", "--yes")):
        run = pinads(*words)
        assert (run.exit_code != 0, "pinads journal apply 1" in run.stderr) == (True, True)
    assert pinads.requests == []
    assert "resuming" not in pinads.ok(*NEW).stderr
    assert entry(pinads, 2)["state"] == "done"


def test_what_began_already_is_not_saved(pinads: Pinads, wording: Wording) -> None:
    saved(pinads, *UPDATE, "--name", "new")
    pinads.forget()
    wording(refused(pinads, "journal", "apply", "1", "--save-plan", says="run 1 is saved already: leave --save-plan ").stderr)
    pinads.faults = Faults.script(["missing_scope"])
    assert pinads(*UPDATE, "--name", "other", "--no-read").exit_code != 0
    pinads.faults = None
    pinads.forget()
    wording(refused(pinads, "journal", "resume", "2", "--save-plan", says="cannot be saved ", reads=True).stderr)


def test_a_table_has_its_expiry(pinads: Pinads) -> None:
    saved(pinads, *UPDATE, "--name", "new")
    rows = pinads.ok("journal", "list", "-o", "csv").lines
    assert "expires" in rows[0]


def test_people_are_in_no_plan(pinads: Pinads, tmp_path: Path, data_dir: Path) -> None:
    people = tmp_path / "people.csv"
    people.write_text("email\na@example.com\nb@example.com\n")
    says = "people's records are never kept, so a plan of them cannot be saved: leave --save-plan out"
    add = ("customer-lists", "add-records", "643000000001")
    refused(pinads, *add, "--file", str(people), "--save-plan", says=says)
    refused(pinads, *add, "--records", "-", "--save-plan", says=says, input="a@example.com\n")
    refused(pinads, "customer-lists", "create", "--name", "x", "--file", str(people), "--save-plan", says=says)
    assert not (data_dir / "journal.sqlite3").exists()


def test_only_its_owner_reads_it(pinads: Pinads, data_dir: Path) -> None:
    saved(pinads, *UPDATE, "--name", "new")
    assert {stat.S_IMODE(path.stat().st_mode) for path in data_dir.glob("journal.sqlite3*")} == {0o600}
    pinads.ok("journal", "apply", "1", "--yes")
    with sqlite3.connect(data_dir / "journal.sqlite3") as db:
        assert db.execute("SELECT count(*) FROM inputs").fetchone() == (0,)


def test_an_applied_plan_that_was_interrupted_is_resumed_with_its_own_values(pinads: Pinads) -> None:
    saved(pinads, *UPDATE, "--daily-spend-cap", "+10%")
    pinads.faults = Faults.script([None, "missing_scope"])
    assert pinads("journal", "apply", "1", "--yes").exit_code != 0
    pinads.faults = None
    pinads.ok("journal", "resume", "1", "--yes")
    assert pinads.json("campaigns", "get", CAMPAIGN)["daily_spend_cap"] == 291_500_000
