"""Requests of pinads api that may change something stand in the journal before they leave; their bodies never do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pinads.emulator import Faults
from tests.cli.terminal.test_interrupts import started
from tests.support.command_line import Pinads
from tests.support.databases import opened
from tests.support.rows_and_statuses import ACCOUNT, CAMPAIGN, refused, serving

PATH = "/ad_accounts/{account}/campaigns"
NEW = {"ad_account_id": ACCOUNT, "name": "By hand", "objective_type": "AWARENESS", "daily_spend_cap": 5_000_000, "status": "PAUSED"}
REASON = (
    "a request of pinads api can be neither resumed nor undone, since its body is not stored. "
    f"Check with pinads api GET /ad_accounts/{ACCOUNT}/campaigns"
)


def kept(data_dir: Path) -> bytes:
    return b"".join(path.read_bytes() for path in data_dir.glob("journal*"))


def test_what_stands_there(pinads: Pinads, data_dir: Path) -> None:
    answer = pinads.json("api", "POST", PATH, "--input", "-", input=json.dumps([NEW]))
    made = answer["items"][0]["data"]["id"]
    (entry,) = pinads.json("journal", "list")
    assert (entry["command"], entry["account"], entry["state"]) == (f"api POST '{PATH}' --input - -o json", ACCOUNT, "done")
    run = pinads.ok("journal", "show", "1", "-o", "json")
    assert run.stderr.splitlines()[-1] == REASON
    (row,) = run.json
    assert (row["status"], row["resource"], row["id"]) == ("applied", "api", made)
    assert row["after"]["http_status"] == 200
    assert row["after"]["ids"] == [made]
    assert row["after"]["request_id"].isdigit()
    with opened(data_dir / "journal.sqlite3") as db:
        assert len(db.execute("SELECT digest FROM runs").fetchone()[0]) == 64
    assert b"By hand" not in kept(data_dir)


def test_reading_and_dry_runs_and_refusals_are_not_there(pinads: Pinads, data_dir: Path) -> None:
    pinads.ok("api", "GET", PATH)
    pinads.ok("api", "PATCH", PATH, "-F", "n=1", "--dry-run")
    pinads.forget()
    refused(pinads, "api", "POST", "/a b", says="Invalid PATH")
    assert not (data_dir / "journal.sqlite3").exists()


def test_people_and_tokens_are_never_kept(pinads: Pinads, data_dir: Path) -> None:
    path = "/ad_accounts/{account}/customer_lists"
    pinads.ok("api", "POST", path, "-f", "name=n", "-f", "records=secret@people.example")
    pinads.ok("api", "POST", path, "-fname=n", '-Frecords="secret@people.example"')
    pinads("api", "POST", "/no/such", "-f", "token=pina_TEST_secret")
    pinads("api", "POST", "/ad_accounts/{account}/customer%5Flists", "-F", "x=1")
    assert b"people.example" not in kept(data_dir)
    assert b"pina_TEST" not in kept(data_dir)
    first = pinads.json("journal", "list")[-1]
    assert first["command"] == f"api POST '{path}' -f 'name=(not kept)' -f 'records=(not kept)'"
    with opened(data_dir / "journal.sqlite3") as db:
        assert [bool(digest) for (digest,) in db.execute("SELECT digest FROM runs ORDER BY id")] == [False, False, True, False]


def test_neither_resumed_nor_undone(pinads: Pinads) -> None:
    pinads.ok("api", "POST", PATH, "--input", "-", input=json.dumps([NEW]))
    pinads.forget()
    refused(pinads, "journal", "resume", "1", says=f"run 1: {REASON}")
    refused(pinads, "undo", "1", "--yes", says=f"run 1: {REASON}", code=1)


@pytest.mark.parametrize(("fault", "status"), [("error_after", 500), ("drop_after", None), ("truncate", None)])
def test_unknown_fate_is_said_with_what_to_look_at(pinads: Pinads, fault: str, status: int | None) -> None:
    pinads.faults = Faults.script([fault])
    run = pinads("api", "POST", PATH, "--input", "-", "-o", "json", input=json.dumps([NEW]))
    pinads.faults = None
    assert run.exit_code == 6
    (note,) = [line for line in run.stderr.splitlines() if line.startswith("note: ")]
    assert note.startswith("note: run 1: it is unknown ")
    assert note.endswith(f" run: pinads api GET /ad_accounts/{ACCOUNT}/campaigns")
    (entry,) = pinads.json("journal", "list")
    assert (entry["state"], entry["unknown"]) == ("stopped", 1)
    (row,) = pinads.json("journal", "show", "1")
    assert (row["status"], row["after"]["http_status"]) == ("unknown", status)


@pytest.mark.parametrize("fault", ["error_before", "throttle"])
def test_what_was_refused(pinads: Pinads, fault: str) -> None:
    pinads.faults = Faults.script([fault])
    run = pinads("api", "POST", PATH, "--input", "-", "--max-wait", "0s", input=json.dumps([NEW]))
    pinads.faults = None
    (row,) = pinads.json("journal", "show", "1")
    assert (row["status"] == "rejected", "it is unknown if" in run.stderr) == ((True, False) if fault == "throttle" else (False, True))


def test_refusals_in_an_answer_of_http_200(pinads: Pinads) -> None:
    wrong = {**NEW, "daily_spend_cap": None}
    pinads("api", "POST", PATH, "--input", "-", input=json.dumps([wrong]))
    pinads("api", "POST", PATH, "--input", "-", input=json.dumps([NEW, wrong]))
    rows = [pinads.json("journal", "show", number)[0] for number in ("1", "2")]
    assert [(row["status"], row["code"], len(row["after"]["ids"])) for row in rows] == [("rejected", 2384, 0), ("applied", 2384, 1)]
    assert rows[1]["message"].startswith("1 refused: ")


def test_every_method_but_get(pinads: Pinads) -> None:
    pinads.ok("api", "PATCH", PATH, "--input", "-", input=json.dumps([{"id": CAMPAIGN, "ad_account_id": ACCOUNT, "name": "x"}]))
    assert pinads("api", "DELETE", PATH, "-f", "id=1").exit_code == 1
    assert pinads("api", "PUT", PATH, "-f", "id=1").exit_code == 1
    assert [entry["state"] for entry in pinads.json("journal", "list")] == ["failed", "failed", "done"]


@pytest.mark.slow
def test_killed_while_it_waits(tmp_path: Path) -> None:
    (tmp_path / "body.json").write_text(json.dumps([NEW]))
    with serving() as api:
        with started(api, tmp_path, "api", "POST", PATH, "--input", str(tmp_path / "body.json")) as process:
            api.on_request = lambda number: process.kill()
            process.communicate(timeout=120)
        api.on_request = lambda number: None
        with started(api, tmp_path, "journal", "list", "-o", "json") as process:
            out, _ = process.communicate(timeout=120)
        assert "By hand" in api.names()
    (entry,) = json.loads(out)
    assert (entry["state"], entry["unknown"]) == ("interrupted", 1)


def test_without_a_journal_nothing_is_sent(pinads: Pinads, data_dir: Path) -> None:
    (data_dir / "journal.sqlite3").mkdir()
    refused(pinads, "api", "POST", PATH, "-f", "name=x", says="(Is a directory)", code=1)


def test_a_body_that_is_no_utf_8_is_refused_with_its_place(pinads: Pinads) -> None:
    run = pinads("api", "POST", PATH, "--input", "-", input=b'[{"name": "K\xfcche"}]')
    assert (run.exit_code, pinads.writes) == (2, [])
    assert "Invalid --input: standard input, line 1: not UTF-8" in run.stderr
