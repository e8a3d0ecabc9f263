"""No row is written twice: late execution, clocks that are set, kills, a full disk, and commands that are repeated whole."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator import Faults, LogEntry
from tests.support.clones import killed_at
from tests.support.command_line import Pinads
from tests.support.databases import opened
from tests.support.each import thinned
from tests.support.rows_and_statuses import CAMPAIGN, MINIMAL
from tests.support.wording import Wording

SETTLE = {"PINADS_SETTLE_TIME": "60s"}
ONE = ("--concurrency", "1")


def file_of(tmp_path: Path, count: int = 60, name: str = "rows.csv") -> str:
    file = tmp_path / name
    file.write_text("name,objective_type\n" + "".join(f"row {number},CONSIDERATION\n" for number in range(count)))
    return str(file)


def made(pinads: Pinads) -> Counter[str]:
    pinads.faults = None
    return Counter(each["name"] for each in pinads.json("campaigns", "list", "--status", "all", "--filter", "name~row "))


def once(count: int) -> Counter[str]:
    return Counter({f"row {number}": 1 for number in range(count)})


def state_of(pinads: Pinads) -> str:
    state: str = pinads.json("journal", "list")[0]["state"]
    return state


def late(after: float) -> Faults:
    """A gateway that gives up every create, and lets it through so many seconds later."""
    return Faults(late_after=after, **{"late@campaigns/create": 1.0})


def test_a_create_that_is_executed_after_a_504(patient: Pinads, tmp_path: Path, wording: Wording) -> None:
    faults = patient.faults = late(20)
    run = patient.ok("campaigns", "create", "--file", file_of(tmp_path), *ONE, "-o", "jsonl", **SETTLE)
    assert [row["status"] for row in run.jsonl] == ["applied"] * 60
    assert "60 rows " in run.stderr
    wording(run.stderr)
    assert (len(patient.writes), faults) == (2, patient.faults)
    assert made(patient) == once(60)


@pytest.mark.parametrize("again", ["typed", "resumed"])
def test_without_waiting_rows_stay_unknown_and_are_looked_for_later(
    patient: Pinads, tmp_path: Path, no_waiting: list[float], again: str, wording: Wording
) -> None:
    create = ("campaigns", "create", "--file", file_of(tmp_path), *ONE)
    patient.faults = late(20)
    run = patient(*create, "--no-wait", "-o", "jsonl", **SETTLE)
    assert (run.exit_code, {row["status"] for row in run.jsonl}) == (5, {"unknown"})
    wording(run.stderr)
    assert "pinads journal resume 1" in run.stderr
    wording(run.jsonl[0]["message"])
    assert no_waiting == []
    # The server has not executed them yet, and the answer to a repetition is waited for.
    patient.forget()
    run = patient.ok(*(create if again == "typed" else ("journal", "resume", "1")), **SETTLE)
    assert patient.writes == []
    assert 55 < sum(no_waiting) < 70
    assert made(patient) == once(60)


def test_what_was_never_executed_is_sent_again_by_a_repetition(
    patient: Pinads, tmp_path: Path, no_waiting: list[float], wording: Wording
) -> None:
    create = ("campaigns", "create", "--file", file_of(tmp_path, 90), *ONE)
    patient.faults = Faults.script([None, "drop_before"])
    assert patient(*create, "--no-wait", **SETTLE).exit_code == 5
    patient.faults = None
    patient.forget()
    run = patient.ok(*create, **SETTLE)
    wording(run.stderr)
    assert [entry.operation for entry in patient.writes] == ["campaigns/create"]
    assert sum(no_waiting) > 55
    assert made(patient) == once(90)


@pytest.mark.slow
@pytest.mark.parametrize("hours", [-30, -2, 5])
@pytest.mark.parametrize("executed", thinned([True, False], 3))
def test_a_clock_that_is_set_between_kill_and_repetition(
    patient: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hours: int, executed: bool
) -> None:
    create = ("campaigns", "create", "--file", file_of(tmp_path), *ONE)
    patient.faults = None if executed else Faults.script([None, "drop_before"])
    killed_at(patient, 1, *create, **SETTLE)
    patient.faults = None
    real = time.time
    monkeypatch.setattr("time.time", lambda: real() + hours * 3600)
    patient.forget()
    patient.ok(*create, **SETTLE)
    assert len(patient.writes) == (1 if executed else 2)
    assert made(patient) == once(60)


def test_the_servers_time_is_asked_for_before_the_first_create(pinads: Pinads, data_dir: Path, tmp_path: Path) -> None:
    pinads.ok("campaigns", "create", "--file", file_of(tmp_path))
    assert pinads.operations == ["ad_accounts/get", "campaigns/create", "campaigns/create"]
    with opened(data_dir / "journal.sqlite3") as db:
        assert db.execute("SELECT count(*) FROM batches WHERE server_offset IS NULL").fetchone() == (0,)


def test_ctrl_c_during_the_wait_leaves_rows_unknown(patient: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pinads.services import connection
    from pinads.services.errors import Interrupted

    def interrupt(session: Any) -> None:
        if len(patient.requests) >= 3:
            raise Interrupted("interrupted")

    patient.faults = late(20)
    with monkeypatch.context() as pressing:
        pressing.setattr(connection, "refuse_when_stopping", interrupt)
        run = patient("campaigns", "create", "--file", file_of(tmp_path, 30), *ONE, "-o", "jsonl", **SETTLE)
    assert [row["status"] for row in run.jsonl] == ["unknown"] * 30
    assert run.exit_code == 5
    assert state_of(patient) == "stopped"
    assert len(patient.writes) == 1


def test_somebody_elses_campaign_is_neither_claimed_nor_archived_by_undo(patient: Pinads, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("name,objective_type,daily_spend_cap\nrow 0,CONSIDERATION,9.00\nrow 1,CONSIDERATION,9.00\n")
    patient.faults = Faults.script([None, "drop_before"])
    other = {"name": "row 0", "objective_type": "CONSIDERATION", "daily_spend_cap": 5_000_000}

    def meanwhile(entry: LogEntry) -> None:
        if entry.method == "POST" and patient.on_request is not None:
            patient.on_request = None
            emulator = patient._opened[-1]
            from pinads.emulator import BASE_URL, EmulatorWire
            from pinads.sdk import Campaign, Client

            Campaign.create("549755885175", **other, client=Client("pina_TEST", BASE_URL, wire=EmulatorWire(emulator)))

    patient.on_request = meanwhile
    run = patient("campaigns", "create", "--file", str(file), *ONE, "-o", "jsonl", **SETTLE)
    assert [row["status"] for row in run.jsonl] == ["unknown", "applied"]
    assert "but it differs: " in run.jsonl[0]["message"]
    patient("undo", "1", "--yes")
    (left,) = [each for each in patient.json("campaigns", "list") if each["name"] == "row 0"]
    assert left["daily_spend_cap"] == 5_000_000


def test_values_before_are_those_before_the_first_sending(pinads: Pinads) -> None:
    """The first answer is lost, the second is a 429, the third comes: what undo brings back is what was there before the first."""
    old = pinads.json("campaigns", "get", CAMPAIGN)["name"]
    rename = ("campaigns", "update", CAMPAIGN, "--name", "new", "--max-wait", "0s")
    pinads.faults = Faults.script([None, "drop_after"])
    assert pinads(*rename, "--no-reconcile").exit_code == 5
    pinads.faults = Faults.script([None, "throttle"])
    assert pinads("journal", "resume", "1", "--max-wait", "0s").exit_code in (5, 7)
    pinads.faults = None
    assert pinads.json("journal", "show", "1")[0]["status"] == "unknown"
    pinads.ok("journal", "resume", "1")
    assert pinads.json("journal", "show", "1")[0]["before"] == {"name": old}
    pinads.ok("undo", "1", "--yes")
    assert pinads.json("campaigns", "get", CAMPAIGN)["name"] == old


def test_an_undo_that_is_repeated_after_a_kill(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    ads = pinads.ids("ads", "list", "--status", "ACTIVE")[:60]
    pinads.ok("ads", "pause", "-", input="\n".join(ads))
    killed_at(pinads, 2, "undo", "1", "--yes", *ONE)
    run = pinads.ok("undo", "1", "--yes", "-o", "jsonl")
    (((status, message), count),) = Counter((row["status"], row["message"]) for row in run.jsonl).items()
    assert (status, count) == ("applied", 60)
    wording(message)
    killed = pinads.json("ads", "list", "--status", "PAUSED", "--query", "[].id")
    assert not set(ads) & set(killed)
    assert pinads("undo", "1", "--dry-run", "-o", "json").json == []


FULL = Path("/dev/full")


@pytest.mark.slow
@pytest.mark.skipif(not FULL.exists(), reason="there is no full device here")
def test_outcomes_that_could_not_be_shown_are_shown_by_a_repetition(pinads: Pinads, tmp_path: Path) -> None:
    create = ("campaigns", "create", "--file", file_of(tmp_path, 20), "-o", "jsonl")
    command = [sys.executable, "-m", "pinads", *create]
    with FULL.open("w") as full:
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env={**os.environ}, check=False)
    assert run.returncode == 1, run.stderr
    assert state_of(pinads) == "stopped"
    again = pinads.ok(*create)
    assert [row["status"] for row in again.jsonl] == ["applied"] * 20
    assert (pinads.writes, state_of(pinads)) == ([], "done")
    assert made(pinads) == once(20)


def test_a_file_of_creates_that_was_written_is_asked_about(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    create = ("campaigns", "create", "--file", file_of(tmp_path, 3))
    pinads.ok(*create)
    pinads.forget()
    run = pinads(*create)
    assert (run.exit_code, run.stdout, pinads.writes) == (2, "", [])
    wording(run.stderr)
    # The rows count, and not where they come from.
    assert pinads("campaigns", "create", "--file", "-", input=Path(create[3]).read_text()).exit_code == 2
    wording(pinads.ok(*create, "--dry-run").stderr)
    assert "exists" in pinads.ok(*create, "--if-not-exists").stdout
    pinads.ok(*create, "--again")
    assert set(made(pinads).values()) == {2}
    wording(pinads.ok(*create, "--yes").stderr)
    pinads.ok("undo", "4", "--yes")
    assert pinads(*create).exit_code == 2
    pinads.ok(*create, "--fresh")


@pytest.mark.parametrize(("cap", "code"), [("+10%", 2), ("50.00", 0)])
def test_relative_amounts_of_a_file_are_asked_about_and_others_are_not(pinads: Pinads, tmp_path: Path, cap: str, code: int) -> None:
    file = tmp_path / "raise.csv"
    file.write_text(f"id,daily_spend_cap\n{CAMPAIGN},{cap}\n")
    pinads.ok("campaigns", "update", "--file", str(file))
    pinads.forget()
    run = pinads("campaigns", "update", "--file", str(file))
    assert (run.exit_code, pinads.writes) == (code, [])
    assert ("use --again " in run.stderr) == bool(code)
    if code:
        before = pinads.json("campaigns", "get", CAMPAIGN)["daily_spend_cap"]
        pinads.ok("campaigns", "update", "--file", str(file), "--again")
        assert pinads.json("campaigns", "get", CAMPAIGN)["daily_spend_cap"] == before * 11 // 10


def test_what_is_typed_again_is_said_for_a_day(pinads: Pinads, data_dir: Path, wording: Wording) -> None:
    pinads.ok("campaigns", "create", *MINIMAL)
    wording(pinads.ok("campaigns", "create", *MINIMAL).stderr)
    with opened(data_dir / "journal.sqlite3") as db:
        db.execute("UPDATE runs SET started = started - 90000")
    assert pinads.ok("campaigns", "create", *MINIMAL).stderr == ""
    pinads.ok("campaigns", "clone", CAMPAIGN)
    wording(pinads.ok("campaigns", "clone", CAMPAIGN).stderr)


@pytest.mark.slow
def test_a_process_that_begins_as_another_ends_notices(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    create = ("campaigns", "create", "--file", file_of(tmp_path, 3))
    first: list[Any] = []

    def other(entry: LogEntry) -> None:
        """Another process writes the same file between this one's look into its journal and its first row."""
        if entry.operation == "ad_accounts/get" and not first:
            first.append(None)
            first.append(subprocess.run([sys.executable, "-m", "pinads", *create], env={**os.environ}, capture_output=True, check=True))

    pinads.on_request = other
    run = pinads(*create)
    pinads.on_request = None
    assert run.exit_code == 2
    wording(run.stderr)
    assert made(pinads) == once(3)


def test_a_run_that_ended_before_it_could_be_taken_is_finished(
    pinads: Pinads, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pinads.journal.journal import Journal

    create = ("campaigns", "create", "--file", file_of(tmp_path, 3))
    pinads.ok(*create)
    with opened(data_dir / "journal.sqlite3") as db:
        db.execute("UPDATE runs SET state = 'running'")
    take = Journal.take

    def taken(self: Journal, run: Any) -> None:
        with opened(data_dir / "journal.sqlite3") as db:
            db.execute("UPDATE runs SET state = 'done'")
        take(self, run)

    monkeypatch.setattr(Journal, "take", taken)
    assert pinads(*create).exit_code == 2


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE runs SET words = '{'",
        "UPDATE runs SET options = 'x'",
        "UPDATE runs SET mode = 'SIDEWAYS'",
        "UPDATE runs SET resource = 'planets'",
        "UPDATE rows SET after = '{'",
        "DROP TABLE rows",
    ],
)
def test_a_damaged_journal_is_told_with_the_way_out(pinads: Pinads, data_dir: Path, damage: str, wording: Wording) -> None:
    path = data_dir / "journal.sqlite3"
    pinads.ok("campaigns", "pause", CAMPAIGN)
    with opened(path) as db:
        db.execute(damage)
    for command in (("journal", "list"), ("journal", "show", "1"), ("undo", "1", "--yes")):
        run = pinads(*command)
        assert "mistake in pinads" not in run.stderr
        assert run.exit_code in (0, 1)
        if run.exit_code and "planets" not in run.stderr:
            wording(run.stderr)
            assert f"mv {path} {path}.damaged" in run.stderr
    pinads.ok("campaigns", "list")


def test_a_journal_that_was_cut_off(pinads: Pinads, data_dir: Path, wording: Wording) -> None:
    path = data_dir / "journal.sqlite3"
    pinads.ok("campaigns", "pause", CAMPAIGN)
    path.write_bytes(path.read_bytes()[:5000])
    for name in ("journal.sqlite3-wal", "journal.sqlite3-shm"):
        (data_dir / name).unlink(missing_ok=True)
    run = pinads("campaigns", "activate", CAMPAIGN)
    assert run.exit_code == 1
    wording(run.stderr)
    pinads.ok("campaigns", "get", CAMPAIGN)


def test_a_settle_time_that_is_none(pinads: Pinads) -> None:
    run = pinads("campaigns", "create", *MINIMAL, "--settle-time", "soon")
    assert (run.exit_code, pinads.requests) == (2, [])
    assert "--settle-time" in run.stderr
    assert json.loads(pinads.ok("profiles", "show", "-o", "json").stdout)


def people(tmp_path: Path) -> str:
    file = tmp_path / "people.csv"
    file.write_text("email\n" + "".join(f"person{number}@example.com\n" for number in range(30)))
    return str(file)


@pytest.mark.parametrize("killed", [False, True])
def test_a_customer_list_that_is_made_after_a_504(
    patient: Pinads, tmp_path: Path, no_waiting: list[float], killed: bool, wording: Wording
) -> None:
    upload = ("customer-lists", "create", "--name", "late", "--file", people(tmp_path))
    patient.faults = Faults(late_after=20, **{"late@customer_lists/create": 1.0})
    if killed:
        killed_at(patient, 1, *upload, **SETTLE)
    run = patient.ok(*upload, "-o", "json", **SETTLE)
    wording(run.stderr)
    assert (run.json["records_sent"], run.json["chunks_applied"]) == (30, 1)
    assert len(patient.writes) == 1
    no_waiting.append(3600)
    (made_list,) = [each for each in patient.json("customer-lists", "list") if each["name"] == "late"]
    assert made_list["num_uploaded_user_records"] == 30


def test_a_customer_list_that_nobody_waits_for(patient: Pinads, tmp_path: Path, wording: Wording) -> None:
    upload = ("customer-lists", "create", "--name", "late", "--file", people(tmp_path))
    patient.faults = Faults(late_after=20, **{"late@customer_lists/create": 1.0})
    run = patient(*upload, "--no-wait", **SETTLE)
    assert run.exit_code == 5
    wording(run.stderr)
    assert "pinads journal resume 1" in run.stderr
    patient.ok("journal", "resume", "1", **SETTLE)
    assert len(patient.writes) == 1
