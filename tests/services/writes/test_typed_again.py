"""The same command typed again after it was stopped: what was written otherwise meanwhile is not taken for done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator import Faults
from tests.support.clones import killed_at
from tests.support.command_line import Pinads
from tests.support.each import thinned
from tests.support.rows_and_statuses import CAMPAIGN, OTHER_CAMPAIGN
from tests.support.today import moment
from tests.support.wording import Wording


def stopped(pinads: Pinads, *args: str) -> None:
    """Run a command that is killed while it waits for the answer to its second write."""
    killed_at(pinads, 2, *args, "--concurrency", "1")


def caps(tmp_path: Path, name: str, ids: list[str], cap: int) -> str:
    file = tmp_path / name
    file.write_text("id,daily_spend_cap\n" + "".join(f"{identity},{cap}\n" for identity in ids))
    return str(file)


@pytest.fixture
def ids(pinads: Pinads) -> list[str]:
    rows = "name,objective_type,daily_spend_cap\n" + "".join(f"row {number},CONSIDERATION,5\n" for number in range(40))
    return pinads.ids("campaigns", "create", "--file", "-", input=rows)


def of(pinads: Pinads, ids: list[str], name: str) -> set[Any]:
    listed = pinads.json("campaigns", "list", "--status", "all")
    return {campaign[name] for campaign in listed if campaign["id"] in ids}


def test_an_update_whose_rows_were_written_since_begins_anew(pinads: Pinads, tmp_path: Path, ids: list[str], wording: Wording) -> None:
    low, high = caps(tmp_path, "low.csv", ids, 10), caps(tmp_path, "high.csv", ids, 80)
    stopped(pinads, "campaigns", "update", "--file", low, "--no-read")
    pinads.ok("campaigns", "update", "--file", high)
    run = pinads.ok("campaigns", "update", "--file", low)
    assert "(run 3)" in run.stderr
    wording(run.stderr)
    assert of(pinads, ids, "daily_spend_cap") == {10_000_000}
    assert len(pinads.json("journal", "list")) == 4


def test_the_rest_of_a_run_does_not_take_back_what_somebody_else_changed(
    pinads: Pinads, tmp_path: Path, ids: list[str], data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    minutes = [0]
    opened = pinads.open
    monkeypatch.setattr("time.time", lambda: moment() + 60 * minutes[0])
    monkeypatch.setattr(
        "pinads.emulator.Emulator", lambda directory, **more: opened(directory, now=lambda: moment() + 60 * minutes[0], **more)
    )
    low, theirs = caps(tmp_path, "low.csv", ids, 10), tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "emulator").symlink_to(data_dir / "emulator")
    stopped(pinads, "campaigns", "update", "--file", low)
    minutes[0] = 1
    pinads.ok("campaigns", "update", ids[-1], "--daily-budget", "33", PINADS_DATA_DIR=str(theirs))
    minutes[0] = 2
    pinads.forget()
    run = pinads("campaigns", "update", "--file", low)
    assert (run.exit_code, pinads.writes) == (2, [])
    assert f"campaign {ids[-1]} was changed by others " in run.stderr
    assert "--fresh starts over, to resume run 2" in run.stderr
    assert of(pinads, ids[-1:], "daily_spend_cap") == {33_000_000}
    pinads.ok("journal", "resume", "2", "--yes")
    assert of(pinads, ids, "daily_spend_cap") == {10_000_000}


def test_pausing_after_somebody_activated(pinads: Pinads, ids: list[str]) -> None:
    text = "\n".join(ids)
    pinads.ok("campaigns", "activate", "-", input=text)
    stopped(pinads, "campaigns", "pause", *ids, "--no-read")
    pinads.ok("campaigns", "activate", "-", input=text)
    pinads.ok("campaigns", "pause", "-", input=text)
    assert of(pinads, ids, "status") == {"PAUSED"}


def test_an_update_that_nothing_came_after_is_gone_on_with(pinads: Pinads, tmp_path: Path, ids: list[str], wording: Wording) -> None:
    low = caps(tmp_path, "low.csv", ids, 10)
    stopped(pinads, "campaigns", "update", "--file", low, "--no-read")
    pinads.ok("ads", "pause", "687195000001")
    pinads("campaigns", "pause", "99")
    run = pinads.ok("campaigns", "update", "--file", low)
    wording(run.stderr)


def test_an_older_run_is_not_gone_on_with_after_the_same_was_done(pinads: Pinads, tmp_path: Path, ids: list[str]) -> None:
    low = caps(tmp_path, "low.csv", ids, 10)
    stopped(pinads, "campaigns", "update", "--file", low, "--no-read")
    pinads.ok("campaigns", "update", "--file", low, "--fresh")
    run = pinads.ok("campaigns", "update", "--file", low)
    assert "going on with" not in run.stderr


def test_relative_amounts_are_refused_where_something_was_written_since(
    pinads: Pinads, tmp_path: Path, ids: list[str], wording: Wording
) -> None:
    file = tmp_path / "raise.jsonl"
    file.write_text("".join(json.dumps({"id": identity, "daily_spend_cap": "+20%"}) + "\n" for identity in ids))
    raising = ("campaigns", "update", "--file", str(file))
    stopped(pinads, *raising)
    pinads.ok("campaigns", "pause", ids[0])
    pinads.forget()
    run = pinads(*raising)
    assert (run.exit_code, pinads.writes) == (2, [])
    wording(run.stderr)
    assert run.stderr.endswith("run: pinads journal resume 2\n")
    pinads.ok("journal", "resume", "2")
    assert of(pinads, ids, "daily_spend_cap") == {6_000_000}


def test_raises_of_which_some_were_throttled_are_not_made_twice(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    file = tmp_path / "raise.jsonl"
    both = [CAMPAIGN, OTHER_CAMPAIGN]
    before = of(pinads, both, "daily_spend_cap")
    file.write_text("".join(json.dumps({"id": identity, "daily_spend_cap": "+10%"}) + "\n" for identity in both))
    raising = ("campaigns", "update", "--file", str(file))
    pinads.faults = Faults.script([None, None, "item_throttle"])
    run = pinads(*raising, "-o", "jsonl")
    pinads.faults = None
    assert (run.exit_code, sorted(row["status"] for row in run.jsonl)) == (5, ["applied", "rejected"])
    wording(run.stderr)
    assert "pinads journal resume 1" in run.stderr
    run = pinads.ok(*raising)
    wording(run.stderr)
    assert of(pinads, both, "daily_spend_cap") == {amount * 11 // 10 for amount in before}


@pytest.mark.slow
@pytest.mark.parametrize("first", [("--replace-targeting",), ()])
def test_how_targeting_is_written_is_part_of_the_command(pinads: Pinads, tmp_path: Path, first: tuple[str, ...], wording: Wording) -> None:
    whole = '{"GENDER": ["female"], "LOCATION": ["US"]}'
    groups = pinads.ids("adgroups", "list")[:38]
    pinads.ok("adgroups", "update", "-", "--targeting-spec", whole, "--replace-targeting", input="\n".join(groups))
    file = tmp_path / "men.jsonl"
    file.write_text("".join(json.dumps({"id": each, "targeting_spec": {"GENDER": ["male"]}}) + "\n" for each in groups))
    update = ("adgroups", "update", "--file", str(file))
    pinads.faults = Faults.script([None, None, "error_before"])
    stopped(pinads, *update, *first)
    pinads.faults = None
    pinads.forget()
    if not first:
        run = pinads(*update, "--replace-targeting")
        assert (run.exit_code, pinads.writes) == (2, [])
        wording(run.stderr)
        return
    run = pinads.ok(*update)
    wording(run.stderr)
    specs = [pinads.json("adgroups", "get", each)["targeting_spec"] for each in groups[-8:]]
    assert {json.dumps(spec.get("LOCATION")) for spec in specs} == {'["US"]'}


def test_a_dry_run_shows_what_is_left(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("name,objective_type\n" + "".join(f"row {number},CONSIDERATION\n" for number in range(90)))
    stopped(pinads, "campaigns", "create", "--file", str(file))
    run = pinads.ok("campaigns", "create", "--file", str(file), "--dry-run", "-o", "json")
    assert [row["name"] for request in run.json for row in request["body"]] == [f"row {number}" for number in range(60, 90)]
    wording(run.stderr)
    assert [entry["state"] for entry in pinads.json("journal", "list")] == ["interrupted"]


@pytest.mark.slow
@pytest.mark.parametrize("name", thinned(["failed.csv", "failed.jsonl"], 1))
@pytest.mark.parametrize("again", ["typed", "resumed"])
def test_failed_rows_that_were_fed_back_are_not_made_twice(pinads: Pinads, tmp_path: Path, name: str, again: str, wording: Wording) -> None:
    file, failed = tmp_path / "rows.csv", tmp_path / name
    names = [f"row {number}" for number in range(88)] + ["row 87"] * 2
    file.write_text("name,objective_type,daily_spend_cap\n" + "".join(f"{each},CONSIDERATION,5.00\n" for each in names))
    create = ("campaigns", "create", "--file", str(file), "--concurrency", "1")
    # The second request is refused, the third not sent.
    pinads.faults = Faults.script([None, None, "expired"])
    assert pinads(*create, "--failed-out", str(failed)).exit_code == 5
    pinads.faults = None
    pinads.ok("campaigns", "create", "--file", str(failed))
    pinads.forget()
    planned = pinads.ok(*create, "--dry-run", "-o", "json").json
    run = pinads.ok(*(create if again == "typed" else ("journal", "resume", "1")), "-o", "jsonl")
    assert (planned, pinads.writes) == ([], [])
    wording(run.stderr)
    assert [row["status"] for row in run.jsonl] == ["applied"] * 30 + ["exists"] * 60
    assert len({row["id"] for row in run.jsonl}) == 90
    assert run.jsonl[-1]["message"] == "created by run 2"
    made = [campaign["name"] for campaign in pinads.json("campaigns", "list", "--status", "all", "--filter", "name~row ")]
    assert sorted(made) == sorted(names)
    pinads.ok("undo", "1", "--yes")
    assert len(pinads.json("campaigns", "list", "--filter", "name~row ")) == 60, "what the other one made is its own"


def test_of_like_rows_each_that_was_made_since_stands_for_one(pinads: Pinads, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("name,objective_type\n" + "row,CONSIDERATION\n" * 60)
    create = ("campaigns", "create", "--file", str(file), "--concurrency", "1")
    pinads.faults = Faults.script([None, None, "expired"])
    assert pinads(*create).exit_code == 5
    pinads.faults = None
    pinads.ok("campaigns", "create", "--file", "-", "--again", input="name,objective_type\nrow,CONSIDERATION\n")
    run = pinads.ok(*create, "-o", "jsonl")
    assert [row["status"] for row in run.jsonl].count("exists") == 1
    assert len({row["id"] for row in run.jsonl}) == 60
