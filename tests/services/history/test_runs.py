"""What the journal says of runs: one line each, names beside ids, money as money, old and new values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pinads.emulator import Faults
from pinads.sdk import Campaign
from pinads.services.results import WriteResult
from pinads.services.writes.build import confirm_final, set_fields
from pinads.services.writes.options import WriteOptions
from tests.support.command_line import NOW, Pinads
from tests.support.faces import Face, Faces
from tests.support.rows_and_statuses import ACCOUNT, AD_GROUP, CAMPAIGN, MINIMAL, OTHER_CAMPAIGN, YEN_ACCOUNT, refused
from tests.support.wording import Wording

LIST = "643000000001"
SPRING, OUTDOOR = "Spring refresh: linen bedding", "Outdoor living 2025"


def did(pinads: Pinads, *args: str) -> list[str]:
    return [run["did"] for run in pinads.json("journal", "list", *args)]


@pytest.mark.slow
def test_what_a_run_did_in_one_line(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    pinads.ok("campaigns", "update", CAMPAIGN, "--daily-spend-cap", "+10%")
    pinads.ok("campaigns", "pause", CAMPAIGN, OTHER_CAMPAIGN)
    pinads.ok("campaigns", "create", *MINIMAL)
    rows = tmp_path / "rows.jsonl"
    rows.write_text("".join(json.dumps({"id": identity, "name": f"new {identity}"}) + "\n" for identity in (CAMPAIGN, "9", OTHER_CAMPAIGN)))
    pinads("campaigns", "update", "--file", str(rows))
    pinads.ok("undo", "2", "--yes")
    pinads.ok("adgroups", "update", AD_GROUP, "--location", "+CA")
    pinads.ok("campaigns", "clone", OTHER_CAMPAIGN)
    pinads.ok("customer-lists", "create", "--name", "n", "--records", "a@example.com")
    pinads("api", "POST", f"/ad_accounts/{ACCOUNT}/reports", input="{}")
    (tmp_path / "people.txt").write_text("a@b.example\nc@d.example\n")
    pinads.ok("customer-lists", "create", "--name", "p", "--file", str(tmp_path / "people.txt"))
    pinads.ok("campaigns", "pause", CAMPAIGN, "--save-plan")
    lines = did(pinads)[::-1]
    assert len(lines) == 11
    assert lines[6].startswith("cloned ")
    assert lines[6].partition(" entities (")[2].startswith(f"new {OTHER_CAMPAIGN} (copy), ")
    wording("\n".join(lines))


def test_what_was_as_it_should_be_is_not_counted_as_done(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text(f"id,status\n{CAMPAIGN},PAUSED\n{OTHER_CAMPAIGN},ACTIVE\n")
    pinads.ok("campaigns", "update", "--file", str(rows))
    pinads.ok("campaigns", "pause", CAMPAIGN)
    pinads.ok("campaigns", "update", CAMPAIGN, "--status", "PAUSED")
    pinads.ok("campaigns", "create", *MINIMAL)
    rows.write_text("name,objective_type\nx,CONSIDERATION\nnew,CONSIDERATION\n")
    pinads.ok("campaigns", "create", "--file", str(rows), "--if-not-exists")
    pinads.ok("campaigns", "create", *MINIMAL, "--if-not-exists")
    rows.write_text("name,objective_type\nb,AWARENESS\nc,AWARENESS\n")
    assert pinads("campaigns", "create", "--file", str(rows)).exit_code == 5
    runs = pinads.json("journal", "list")[::-1]
    wording("\n".join(run["did"] for run in runs))
    assert [(run["state"], run["applied"], run["unchanged"]) for run in runs] == [
        *(("done", count, there) for count, there in ((2, 1), (1, 0), (1, 1), (1, 0), (2, 1), (1, 1))),
        ("failed", 0, 0),
    ]
    assert "2 applied (1 unchanged)" in pinads.ok("journal", "show", "1").stderr
    assert [(row["status"], row["message"]) for row in pinads.json("journal", "show", "1")] == [
        ("applied", None),
        ("applied", "unchanged, skipped"),
    ]


def test_names_and_what_was_read_are_kept_of_final_changes(pinads: Pinads, at: Faces) -> None:
    context = at(Face())
    asked = confirm_final(context, Campaign, [CAMPAIGN], "archive", WriteOptions())
    outcomes = set_fields(context, Campaign, asked, {"status": "ARCHIVED"}, "archived", WriteOptions())
    assert isinstance(outcomes, WriteResult)
    assert [outcome.status for outcome in outcomes.outcomes] == ["applied"]
    context.close()
    pinads.ok("campaigns", "archive", OTHER_CAMPAIGN, "--yes")
    keyword = next(row for row in pinads.json("keywords", "list") if row["id"] == "2886900000001")["value"]
    pinads.ok("keywords", "archive", keyword, "--yes")
    pinads.ok("customer-lists", "update", LIST, "--records", "a@example.com", "--operation-type", "ADD")
    named = pinads.json("customer-lists", "get", LIST)["name"]
    lines = did(pinads)[::-1]
    assert lines[1:4] == [f"archived campaign {OUTDOOR}", f"archived keyword {keyword}", f"updated customer list {named}"]
    (row,) = pinads.json("journal", "show", "1")
    assert (row["name"], row["changes"]) == (SPRING, "status ACTIVE -> ARCHIVED")
    assert [pinads.json("journal", "show", run)[0]["name"] for run in "234"] == [OUTDOOR, keyword, named]


def test_the_table_is_short_and_csv_keeps_its_columns(pinads: Pinads) -> None:
    pinads.ok("campaigns", "pause", CAMPAIGN)
    header, _, row, *_ = pinads.ok("journal", "list", "-o", "table", columns=80).lines
    assert header.split() == ["ID", "STARTED", "STATE", "DID"]
    assert row.rstrip().endswith(f"paused campaign {SPRING}"[:30]) or f"paused campaign {SPRING}" in row
    before = "id,started,command,account,state,rows,applied,rejected,unknown,not_sent,undoes"
    assert pinads.ok("journal", "list", "-o", "csv").lines[0] == f"{before},did"
    shown = "row,status,resource,id,name,code,message,before,after"
    assert pinads.ok("journal", "show", "1", "-o", "csv").lines[0] == f"{shown},changes"


def test_old_and_new_values_with_names_and_money(pinads: Pinads) -> None:
    pinads.ok("campaigns", "update", CAMPAIGN, "--daily-spend-cap", "+10%", "--name", "S")
    pinads.forget()
    header, _, row, *_ = pinads.ok("journal", "show", "1", "-o", "table", columns=200).lines
    assert header.split() == ["ROW", "STATUS", "ID", "NAME", "CHANGES"]
    assert f"name {SPRING} -> S" in row
    assert "daily_spend_cap 265.00 USD -> 291.50 USD" in row
    assert pinads.requests == []  # The run knows its currency.
    (listed,) = pinads.json("journal", "show", "1")
    assert listed["before"] == {"name": SPRING, "daily_spend_cap": 265_000_000}


def test_a_run_that_knows_no_currency_looks_it_up_for_money(pinads: Pinads) -> None:
    yen = pinads.ids("campaigns", "list", "--account", YEN_ACCOUNT)[0]
    pinads.ok("campaigns", "pause", yen, "--account", YEN_ACCOUNT)
    created = ('{"name": "y", "objective_type": "CONSIDERATION", "daily_spend_cap": 33000000000}\n', "--account", YEN_ACCOUNT)
    pinads.ok("campaigns", "create", "--file", "-", *created[1:], input=created[0])
    pause, create = (pinads.json("journal", "show", number)[0]["changes"] for number in ("1", "2"))
    assert pause.startswith("status ACTIVE -> PAUSED")
    assert "daily_spend_cap 33000 JPY" in create


def test_values_that_were_not_read(pinads: Pinads) -> None:
    pinads.ok("campaigns", "pause", CAMPAIGN, "--no-read")
    (row,) = pinads.json("journal", "show", "1")
    assert row["changes"] == "status ? -> PAUSED"


def test_the_last_run(pinads: Pinads) -> None:
    run = pinads("undo", "last", "--yes")
    assert (run.exit_code, "no run" in run.stderr) == (4, True)
    pinads.ok("campaigns", "pause", CAMPAIGN)
    pinads.ok("campaigns", "update", OTHER_CAMPAIGN, "--name", "y")
    (row,) = pinads.json("journal", "show", "last")
    assert row["name"] == "y"
    run = pinads.ok("undo", "LAST", "--yes")
    assert f" is 2: pinads campaigns update {OTHER_CAMPAIGN} --name y" in run.stderr
    assert did(pinads)[0].startswith("undid run 2: ")
    pinads.forget()
    run = refused(pinads, "undo", "last", "--yes", says="the last run, 3, is itself an undo, of run 2")
    assert run.stderr.endswith(" run: pinads undo 3\n")
    assert pinads.json("campaigns", "get", OTHER_CAMPAIGN)["name"] != "y"
    pinads.forget()
    refused(pinads, "undo", "latest", says="Invalid run 'latest': ")


def test_since_limit_and_profile(pinads: Pinads, monkeypatch: pytest.MonkeyPatch) -> None:
    for day, campaign in ((0, CAMPAIGN), (1, OTHER_CAMPAIGN), (2, CAMPAIGN)):
        monkeypatch.setattr("time.time", lambda day=day: NOW + day * 86_400)
        pinads.ok("campaigns", "update", campaign, "--name", f"day {day}")

    def listed(*args: str) -> list[int]:
        return [run["id"] for run in pinads.json("journal", "list", *args)]

    assert listed() == [3, 2, 1]
    assert listed("--since", "yesterday") == [3, 2]
    assert listed("--since", "2h") == [3]
    assert listed("--limit", "2") == [3, 2]
    assert listed("--profile", "demo") == [3, 2, 1]
    pinads.ok("profiles", "create", "other")
    assert listed("--profile", "other") == []
    pinads.forget()
    refused(pinads, "journal", "list", "--since", "the day before", says="Invalid --since 'the day before'")


def test_what_undo_left_alone_has_outcomes_and_rows(pinads: Pinads) -> None:
    pinads.ok("campaigns", "pause", CAMPAIGN, OTHER_CAMPAIGN)
    pinads.ok("campaigns", "activate", OTHER_CAMPAIGN)
    pinads.ok("campaigns", "archive", OTHER_CAMPAIGN, "--yes")
    run = pinads("undo", "1", "--yes", "-o", "json")
    assert (run.exit_code, [(row["id"], row["status"]) for row in run.json]) == (5, [(CAMPAIGN, "applied"), (OTHER_CAMPAIGN, "rejected")])
    (entry,) = pinads.json("journal", "list", "--limit", "1")
    assert (entry["state"], entry["rows"], entry["applied"], entry["rejected"], entry["not_sent"]) == ("partial", 2, 1, 1, 0)
    _, left = pinads.json("journal", "show", str(entry["id"]))
    assert (left["status"], left["resource"], left["id"], left["name"]) == ("rejected", "campaigns", OTHER_CAMPAIGN, OUTDOOR)
    assert left["message"].startswith("left alone: status ")


def test_an_undo_that_leaves_all_alone_has_outcomes_and_no_run(pinads: Pinads, wording: Wording) -> None:
    pinads.ok("campaigns", "pause", CAMPAIGN)
    pinads.ok("campaigns", "activate", CAMPAIGN)
    pinads.ok("campaigns", "update", CAMPAIGN, "--name", "x")
    pinads.ok("campaigns", "archive", CAMPAIGN, "--yes")
    run = pinads("undo", "1", "--yes", "-o", "json")
    assert (run.exit_code, [row["status"] for row in run.json]) == (5, ["rejected"])
    assert run.error["message"].endswith(f": {run.json[0]['message']}")
    wording(run.error["message"])
    assert len(pinads.json("journal", "list")) == 4


def test_a_clone_of_which_parts_changed_since(pinads: Pinads) -> None:
    pinads.ok("campaigns", "clone", OTHER_CAMPAIGN)
    rows = pinads.json("journal", "show", "1")
    ad = next(row["id"] for row in rows if row["resource"] == "ads")
    pinads.ok("ads", "update", ad, "--name", "mine")
    assert pinads("undo", "1", "--yes").exit_code == 5
    undone = pinads.json("journal", "show", "3")
    assert [(row["id"], row["resource"]) for row in undone if row["status"] == "rejected"] == [(ad, "ads")]


def test_a_run_of_many_rows_is_described_by_its_first(pinads: Pinads) -> None:
    rows = "".join(json.dumps({"name": f"n{number}", "objective_type": "CONSIDERATION"}) + "\n" for number in range(40))
    pinads.faults = Faults.script([None, None, "expired"])
    pinads("campaigns", "create", "--file", "-", "--concurrency", "1", input=rows)
    (entry,) = pinads.json("journal", "list")
    assert entry["did"] == "created 30 of 40 campaigns (n0, n1, n2, ...)"
