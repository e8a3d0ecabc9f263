"""pinads journal, and the same command twice: what was written is known, gone on with, and never written twice."""

from __future__ import annotations

import json
import stat
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator import Faults
from tests.support.command_line import Pinads
from tests.support.databases import opened
from tests.support.rows_and_statuses import CAMPAIGN, MINIMAL, refused
from tests.support.wording import Wording

ONE = ("--concurrency", "1")
MISSING = ("expired",)
"""A fault after which nothing more is sent."""


def file_of(tmp_path: Path, count: int = 90, name: str = "rows.csv") -> str:
    file = tmp_path / name
    file.write_text("name,objective_type\n" + "".join(f"row {number},CONSIDERATION\n" for number in range(count)))
    return str(file)


def made(pinads: Pinads) -> Counter[str]:
    """The campaigns whose names begin with row, by name."""
    pinads.faults = None
    listed = pinads.json("campaigns", "list", "--status", "all", "--filter", "name~row ")
    return Counter(campaign["name"] for campaign in listed)


def stopped(pinads: Pinads, tmp_path: Path, *faults: str | None, **more: Any) -> Any:
    """A create of 90 rows that ends early; before it the server's time is asked for."""
    pinads.faults = Faults.script([None, *faults])
    run = pinads("campaigns", "create", "--file", file_of(tmp_path), *ONE, "-o", "jsonl", **more)
    pinads.faults = None
    return run


def entries(pinads: Pinads) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = pinads.json("journal", "list")
    return listed


def test_every_write_has_an_entry(pinads: Pinads, data_dir: Path) -> None:
    pinads.ok("campaigns", "create", *MINIMAL)
    pinads.ok("campaigns", "pause", CAMPAIGN)
    pinads.ok("campaigns", "set-daily-budget", CAMPAIGN, "+10%")
    pinads.ok("campaigns", "archive", CAMPAIGN, "--yes")
    pinads.ok("keywords", "create", "--parent", "2680060000001", "--value", "x", "--match-type", "BROAD")
    rule = '{"visitor_source_id": "1", "retention_days": 30}'
    pinads.ok("audiences", "create", "--name", "a", "--audience-type", "VISITOR", "--rule", rule)
    listed = entries(pinads)
    assert [entry["command"].split(" ")[:2] for entry in reversed(listed)] == [
        ["campaigns", "create"],
        ["campaigns", "pause"],
        ["campaigns", "set-daily-budget"],
        ["campaigns", "archive"],
        ["keywords", "create"],
        ["audiences", "create"],
    ]
    assert {(entry["state"], entry["rows"], entry["applied"]) for entry in listed} == {("done", 1, 1)}
    (row,) = pinads.json("journal", "show", "3")
    assert (row["id"], row["before"], row["after"]) == (CAMPAIGN, {"daily_spend_cap": 265_000_000}, {"daily_spend_cap": 291_500_000})
    for name in ("journal.sqlite3", "locks/run-1.lock"):
        assert stat.S_IMODE((data_dir / name).stat().st_mode) == 0o600


def test_nothing_is_written_by_reading_and_dry_runs_and_wrong_input(pinads: Pinads, data_dir: Path, tmp_path: Path) -> None:
    pinads.ok("campaigns", "list")
    pinads.ok("campaigns", "create", "--file", file_of(tmp_path), "--dry-run")
    pinads.forget()
    refused(pinads, "campaigns", "pause", "--exact-ids", "x", says="Invalid ID")
    assert pinads.json("journal", "list") == []
    assert not (data_dir / "journal.sqlite3").exists()


def test_tables_of_it(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    stopped(pinads, tmp_path, None, *MISSING)
    run = pinads.ok("journal", "list", "-o", "table", columns=200)
    assert " ".join(run.lines[0].split()) == "ID STARTED STATE DID"
    assert run.lines[2].endswith("stopped  created 30 of 90 campaigns (row 0, row 1, row 2, ...)")
    shown = pinads.ok("journal", "show", "1", "-o", "table")
    wording(shown.stderr)
    assert len([line for line in shown.lines if "Authentication failed." in line]) == 30


def test_resume_sends_what_is_left(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    run = stopped(pinads, tmp_path, None, *MISSING)
    assert run.exit_code == 5
    wording(run.stderr)
    assert "pinads journal resume 1" in run.stderr
    pinads.forget()
    again = pinads.ok("journal", "resume", "1", "-o", "jsonl")
    wording(again.stderr)
    assert [(row["row"], row["status"], row["name"]) for row in again.jsonl] == [(n + 1, "applied", f"row {n}") for n in range(90)]
    assert [entry.operation for entry in pinads.writes] == ["campaigns/create"] * 2
    assert made(pinads) == Counter({f"row {n}": 1 for n in range(90)})
    assert [entry["state"] for entry in entries(pinads)] == ["done"]
    wording(pinads.ok("journal", "resume", "1").stderr)


def test_a_dry_run_of_resume_shows_what_is_left(pinads: Pinads, tmp_path: Path, data_dir: Path) -> None:
    stopped(pinads, tmp_path, None, *MISSING)
    before = (data_dir / "journal.sqlite3").read_bytes()
    pinads.forget()
    requests = pinads.ok("journal", "resume", "1", "--dry-run", "-o", "json").json
    assert [row["name"] for request in requests for row in request["body"]] == [f"row {number}" for number in range(30, 90)]
    assert (pinads.requests, (data_dir / "journal.sqlite3").read_bytes()) == ([], before)


def test_the_same_command_goes_on_of_itself(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    stopped(pinads, tmp_path, None, *MISSING)
    run = pinads.ok("campaigns", "create", "--file", file_of(tmp_path), "-o", "ids")
    wording(run.stderr)
    assert len(set(run.lines)) == 90
    assert made(pinads) == Counter({f"row {n}": 1 for n in range(90)})
    pinads.ok("campaigns", "create", "--file", file_of(tmp_path), "--again")
    assert set(made(pinads).values()) == {2}, "what is done is done again when it is asked for again"


def test_fresh_begins_anew(pinads: Pinads, tmp_path: Path) -> None:
    stopped(pinads, tmp_path, None, *MISSING)
    pinads.ok("campaigns", "create", "--file", file_of(tmp_path), "--fresh")
    counts = made(pinads)
    assert (counts["row 0"], counts["row 89"]) == (2, 1)
    assert len(entries(pinads)) == 2


@pytest.mark.slow
def test_other_rows_and_other_accounts_are_other_runs(pinads: Pinads, tmp_path: Path) -> None:
    stopped(pinads, tmp_path, None, *MISSING)
    pinads.ok("campaigns", "create", "--file", file_of(tmp_path, 91), "--again")
    pinads.ok("campaigns", "create", "--file", file_of(tmp_path), "--account", "549755885177")
    assert len(entries(pinads)) == 3


def test_rows_of_unknown_fate_are_looked_for_first(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    pinads.faults = Faults.script([None, "drop_after", "error_before", *MISSING])
    run = pinads("campaigns", "create", "--file", file_of(tmp_path), *ONE, "--max-wait", "0s", "-o", "jsonl")
    pinads.faults = None
    assert {row["status"] for row in run.jsonl[:30]} == {"unknown"}
    pinads.forget()
    again = pinads.ok("journal", "resume", "1", "-o", "jsonl")
    wording(again.stderr)
    assert pinads.operations == ["ad_accounts/get", "campaigns/list", "campaigns/create", "campaigns/create"]
    assert made(pinads) == Counter({f"row {n}": 1 for n in range(90)})


@pytest.mark.slow
def test_a_killed_writer(pinads: Pinads, tmp_path: Path, data_dir: Path) -> None:
    """What a kill -9 leaves behind: a batch that is noted as sent, and nothing else."""
    stopped(pinads, tmp_path, None, *MISSING)
    with opened(data_dir / "journal.sqlite3") as db:
        db.execute("UPDATE runs SET state = 'running', ended = NULL")
        db.execute("UPDATE rows SET status = 'sent', entity = NULL, after = NULL")
    assert [entry["state"] for entry in entries(pinads)] == ["interrupted"]
    pinads.ok("campaigns", "create", "--file", file_of(tmp_path))
    assert made(pinads) == Counter({f"row {n}": 1 for n in range(90)})


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["stdin", "ids"])
def test_what_is_no_file_is_kept(pinads: Pinads, tmp_path: Path, data_dir: Path, kind: str) -> None:
    rows = Path(file_of(tmp_path)).read_text()
    if kind == "ids":
        pinads.ok("campaigns", "create", "--file", file_of(tmp_path))
    args = ("create", "--file", "-") if kind == "stdin" else ("activate", "-")
    text = rows if kind == "stdin" else "\n".join(pinads.ids("campaigns", "list", "--filter", "name~row "))
    before = len(entries(pinads))
    pinads.faults = Faults.script([None, *MISSING] if kind == "stdin" else [None, None, *MISSING])
    pinads("campaigns", *args, *ONE, input=text)
    pinads.faults = None
    with opened(data_dir / "journal.sqlite3") as db:
        assert db.execute("SELECT count(*) FROM inputs").fetchone()[0] > 0
    again = pinads.ok("journal", "resume", str(before + 1), "-o", "jsonl")
    assert [row["status"] for row in again.jsonl] == ["applied"] * 90
    with opened(data_dir / "journal.sqlite3") as db:
        assert db.execute("SELECT count(*) FROM inputs").fetchone()[0] == 0
    assert set(made(pinads).values()) == {1}


def test_a_file_that_changed_is_refused(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    stopped(pinads, tmp_path, None, *MISSING)
    file = Path(file_of(tmp_path))
    file.write_text(file.read_text().replace("row 4,", "row four,"))
    pinads.forget()
    run = pinads("journal", "resume", "1")
    assert run.exit_code == 2
    wording(run.stderr)
    file.unlink()
    wording(pinads("journal", "resume", "1").stderr)
    assert not pinads.writes


def test_failed_out_works_with_resume(pinads: Pinads, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    rows = [{"name": f"row {number}", "objective_type": "CONSIDERATION" if number % 45 else "AWARENESS"} for number in range(90)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    pinads.faults = Faults.script([None, None, *MISSING])
    pinads("campaigns", "create", "--file", str(file), *ONE)
    pinads.faults = None
    failed = tmp_path / "failed.jsonl"
    run = pinads("journal", "resume", "1", "--failed-out", str(failed), "-o", "json")
    assert run.exit_code == 5
    assert [json.loads(line)["name"] for line in failed.read_text().splitlines()] == ["row 0", "row 45"]
    assert [entry["state"] for entry in entries(pinads)] == ["partial"]
    # The refused ones are sent once more, and nothing else.
    pinads.forget()
    pinads("campaigns", "create", "--file", str(file))
    assert [entry.operation for entry in pinads.writes] == ["campaigns/create"]
    assert sum(made(pinads).values()) == 88


def test_resume_goes_where_the_entry_was(pinads: Pinads, tmp_path: Path) -> None:
    pinads.faults = Faults.script([None, *MISSING])
    pinads("campaigns", "create", "--file", file_of(tmp_path), *ONE, "--account", "549755885177")
    pinads.faults = None
    run = pinads("journal", "resume", "1", "--account", "549755885175")
    assert (run.exit_code, "Give its --profile and --account" in run.stderr) == (2, True)
    pinads.ok("journal", "resume", "1")
    listed = pinads.json("campaigns", "list", "--account", "549755885177", "--filter", "name~row ")
    assert len(listed) == 90


def test_people_are_never_kept(pinads: Pinads, data_dir: Path, tmp_path: Path) -> None:
    people = tmp_path / "people.txt"
    people.write_text("secret@people.example\n")
    pinads.ok("customer-lists", "create", "--name", "n", "--records", "secret@people.example")
    (made_list,) = [each["id"] for each in pinads.json("customer-lists", "list") if each["name"] == "n"]
    pinads.ok("customer-lists", "add-records", made_list, "--records", f"@{people}")
    rows = '{"name": "m", "records": "secret@people.example"}\n'
    pinads.ok("customer-lists", "create", "--file", "-", input=rows)
    kept = b"".join(path.read_bytes() for path in data_dir.glob("journal*"))
    assert b"people.example" not in kept.replace(str(people).encode(), b"")
    assert [entry["command"] for entry in entries(pinads)][2] == "customer-lists create --name n --records '(not kept)'"
    with opened(data_dir / "journal.sqlite3") as db:
        assert db.execute("SELECT count(*) FROM rows WHERE digest IS NOT NULL").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM runs WHERE digest IS NOT NULL").fetchone() == (0,)


def test_updates_stopped_midway_keep_their_first_values(pinads: Pinads, tmp_path: Path) -> None:
    ids = pinads.ids("campaigns", "list", "--status", "ACTIVE")[:3]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps({"id": identity, "name": f"new {identity}"}) + "\n" for identity in ids))
    pinads.faults = Faults.script([None, "drop_after", *["error_before"] * 30])
    run = pinads("campaigns", "update", "--file", str(file), "--max-wait", "0s", "-o", "json")
    pinads.faults = None
    assert {row["status"] for row in run.json} == {"unknown"}
    pinads.ok("campaigns", "update", "--file", str(file))
    befores = [row["before"]["name"] for row in pinads.json("journal", "show", "1")]
    assert len(entries(pinads)) == 1
    assert not any(name.startswith("new ") for name in befores)


def test_if_not_exists_for_cron(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    once = ("campaigns", "create", "--file", file_of(tmp_path, 3), "--if-not-exists")
    planned = pinads.ok(*once, "--dry-run", "-o", "json")
    assert [row["name"] for row in planned.json[0]["body"]] == ["row 0", "row 1", "row 2"]
    first = pinads.json(*once)
    again = pinads.ok(*once, "-o", "table")
    assert [line.split()[1] for line in again.lines[2:5]] == ["exists"] * 3
    wording(again.stderr)
    assert [row["id"] for row in pinads.json(*once)] == [row["id"] for row in first]
    one = pinads.json("campaigns", "create", "--name", "row 1", "--objective-type", "CONSIDERATION", "--if-not-exists")
    assert one["id"] == first[1]["id"]
    assert set(made(pinads).values()) == {1}
    pinads.forget()
    rows = '{"ad_group_id": "2680060000001", "pin_id": "1", "creative_type": "REGULAR"}'
    run = pinads("ads", "create", "--file", "-", "--if-not-exists", input=rows)
    assert (run.exit_code, pinads.requests) == (2, [])
    wording(run.stderr)
    user = ("--name", "x", "--country", "US", "--owner-user-id", "1")
    refused(pinads, "accounts", "create", *user, "--if-not-exists", says="ad accounts have no parent")


def test_prune_forgets_what_is_old(pinads: Pinads, data_dir: Path) -> None:
    for _ in range(3):
        pinads.ok("campaigns", "pause", CAMPAIGN)
    with opened(data_dir / "journal.sqlite3") as db:
        db.execute("UPDATE runs SET started = started - 100 * 86400 WHERE id < 3")
    assert pinads.json("journal", "prune") == {"forgotten": 2}
    assert [entry["id"] for entry in entries(pinads)] == [3]
    assert pinads.json("journal", "prune", "--older-than", "0d") == {"forgotten": 1}
    pinads.ok("campaigns", "pause", CAMPAIGN)
    assert [entry["id"] for entry in entries(pinads)] == [4], "numbers are not used again"
    pinads.forget()
    refused(pinads, "journal", "prune", "--older-than", "soon", says="Invalid --older-than 'soon': expected days, such as 90d")


@pytest.mark.parametrize("command", [("journal", "show"), ("journal", "resume"), ("undo",)])
def test_entries_that_are_not_there(pinads: Pinads, command: tuple[str, ...], wording: Wording) -> None:
    run = pinads(*command, "7")
    assert run.exit_code == 4
    wording(run.stderr)
    assert "pinads journal list" in run.stderr
    refused(pinads, *command, "seven", says="Invalid run 'seven'")


def budget_of(pinads: Pinads, campaign: str = CAMPAIGN) -> int:
    pinads.faults = None
    amount: int = pinads.json("campaigns", "get", campaign)["daily_spend_cap"]
    return amount


RAISE = ("campaigns", "update", CAMPAIGN, "--daily-spend-cap", "+10%", "--max-wait", "0s", "--no-reconcile")


@pytest.mark.parametrize("fault", ["drop_after", "error_before"])
@pytest.mark.parametrize("again", [RAISE, ("journal", "resume", "1")], ids=["typed again", "resumed"])
def test_a_relative_amount_is_worked_out_once(pinads: Pinads, fault: str, again: tuple[str, ...]) -> None:
    """Whether the lost request was executed or not, ten per cent stay ten per cent."""
    before = budget_of(pinads)
    pinads.faults = Faults.script([None, None, *[fault] * 30])
    assert pinads(*RAISE).exit_code == 5
    pinads.faults = None
    pinads.ok(*again)
    assert budget_of(pinads) == before * 11 // 10
    (row,) = pinads.json("journal", "show", "1")
    assert (row["before"], row["after"]) == ({"daily_spend_cap": before}, {"daily_spend_cap": before * 11 // 10})
    pinads.ok("undo", "1", "--yes")
    assert budget_of(pinads) == before


def test_a_relative_amount_that_was_applied_is_a_new_one_when_typed_again(pinads: Pinads) -> None:
    before = budget_of(pinads)
    for _ in range(2):
        pinads.ok(*RAISE)
    assert budget_of(pinads) == before * 121 // 100
    assert len(entries(pinads)) == 2


def test_parts_of_an_object_are_merged_once(pinads: Pinads, tmp_path: Path) -> None:
    group = "2680060000001"
    pinads.ok("adgroups", "update", group, "--targeting-spec", '{"LOCATION": ["US"], "GENDER": ["female"]}', "--replace-targeting")
    pinads.faults = Faults.script([None, *["error_before"] * 30])
    pinads("adgroups", "update", group, "--geo", "US-CA", "--max-wait", "0s", "--no-reconcile")
    pinads.faults = None
    pinads.ok("journal", "resume", "2")
    stored = pinads.json("adgroups", "get", group)["targeting_spec"]
    assert {name: value for name, value in stored.items() if value} == {"LOCATION": ["US"], "GENDER": ["female"], "GEO": ["US-CA"]}


SO = "unchanged, skipped"


def named(pinads: Pinads, tmp_path: Path) -> tuple[list[str], str]:
    """A file that renames three campaigns, the middle one to the name that it has."""
    records = pinads.json("campaigns", "list", "--status", "ACTIVE")[:3]
    names = ["new 0", records[1]["name"], "new 2"]
    file = tmp_path / "names.jsonl"
    rows = [{"id": record["id"], "name": name} for record, name in zip(records, names, strict=True)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return [record["id"] for record in records], str(file)


def test_rows_that_are_so_already_are_noted_and_not_sent(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    ids, file = named(pinads, tmp_path)
    (planned,) = pinads.ok("campaigns", "update", "--file", file, "--dry-run", "-o", "json").json
    assert [row["id"] for row in planned["body"]] == [ids[0], ids[2]]
    run = pinads.ok("campaigns", "update", "--file", file, "-o", "jsonl")
    assert [(row["row"], row["id"], row["status"]) for row in run.jsonl] == [(n + 1, identity, "applied") for n, identity in enumerate(ids)]
    assert [row["message"] for row in run.jsonl] == [None, SO, None]
    wording(run.stderr)
    shown = pinads.json("journal", "show", "1")
    assert [(row["row"], row["status"], row["id"]) for row in shown] == [
        (1, "applied", ids[0]),
        (2, "applied", ids[1]),
        (3, "applied", ids[2]),
    ]
    assert (entries(pinads)[0]["state"], entries(pinads)[0]["applied"]) == ("done", 3)
    undone = pinads.ok("undo", "1", "--yes", "-o", "ids")
    assert undone.lines == [ids[0], ids[2]]
    assert ids[1] not in undone.stderr


def test_rows_that_are_so_already_stay_in_their_places_when_it_is_resumed(pinads: Pinads, tmp_path: Path) -> None:
    ids, file = named(pinads, tmp_path)
    pinads.faults = Faults.script([None, *["error_before"] * 30])
    run = pinads("campaigns", "update", "--file", file, "--max-wait", "0s", "--no-reconcile", "-o", "jsonl")
    assert [row["status"] for row in run.jsonl] == ["unknown", "applied", "unknown"]
    pinads.faults = None
    again = pinads.ok("journal", "resume", "1", "-o", "jsonl")
    assert [(row["id"], row["status"]) for row in again.jsonl] == [(identity, "applied") for identity in ids]
    assert [row["message"] for row in again.jsonl] == [None, SO, None]
    assert entries(pinads)[0]["state"] == "done"


def test_the_policy_holds_when_it_is_resumed(pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wording: Wording) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("name,objective_type,daily_spend_cap\n" + "".join(f"row {n},CONSIDERATION,{20 + n}.00\n" for n in range(60)))
    pinads.faults = Faults.script([None, *MISSING])
    pinads("campaigns", "create", "--file", str(file), *ONE)
    pinads.faults = None
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".pinads.toml").write_text('[policy]\nmax_daily_budget = "60.00"\n')
    for again in (("journal", "resume", "1", "--yes"), ("campaigns", "create", "--file", str(file), "--yes")):
        pinads.forget()
        run = pinads(*again)
        assert (run.exit_code, pinads.writes) == (8, [])
        wording(run.stderr)
    # What is applied needs no permission any more.
    (tmp_path / ".pinads.toml").write_text('[policy]\nmax_daily_budget = "79.00"\n')
    pinads.ok("journal", "resume", "1")
    assert made(pinads) == Counter({f"row {n}": 1 for n in range(60)})


def test_a_refused_write_leaves_no_entry(pinads: Pinads, tmp_path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".pinads.toml").write_text("[policy]\nmax_rows = 10\n")
    run = pinads("campaigns", "create", "--file", file_of(tmp_path), "--yes")
    assert (run.exit_code, pinads.requests) == (8, [])
    assert not (data_dir / "journal.sqlite3").exists()


def test_how_many_requests_are_under_way_is_a_setting(pinads: Pinads, tmp_path: Path) -> None:
    refused(pinads, "campaigns", "pause", CAMPAIGN, says="Invalid PINADS_CONCURRENCY '0'", PINADS_CONCURRENCY="0")
    pinads.ok("campaigns", "pause", CAMPAIGN, "--concurrency", "2", PINADS_CONCURRENCY="0")
    pinads.forget()
    refused(pinads, "campaigns", "pause", CAMPAIGN, "--concurrency", "17", says="--concurrency")
