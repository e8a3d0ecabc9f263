"""A clone is a run of the journal: killed at any moment and gone on with, there is one copy, whole; and undo archives all of it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator import Faults
from tests.cli.terminal.test_interrupts import interrupted_at, started
from tests.support.clones import differing, killed_at, parts, state
from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import CAMPAIGN, refused, serving
from tests.support.wording import Wording

CLONE = ("campaigns", "clone", CAMPAIGN, "--concurrency", "1", "-o", "jsonl")
READS = [None] * 5
"""The requests that read a campaign and what is in it."""
WRITES = 8
"""The campaign, its ad groups, its ads, its own keywords, and those of each of its four ad groups."""
ROWS = 54


def copies(pinads: Pinads) -> list[str]:
    return pinads.ids("campaigns", "list", "--status", "all", "--filter", "name~(copy)")


def entry(pinads: Pinads) -> dict[str, Any]:
    (only,) = pinads.json("journal", "list")
    return {name: only[name] for name in ("state", "rows", "applied", "not_sent")}


@pytest.mark.slow
@pytest.mark.parametrize("again", ["typed again", "resumed"])
@pytest.mark.parametrize("number", range(1, WRITES + 1))
def test_killed_at_any_request(pinads: Pinads, data_dir: Path, number: int, again: str) -> None:
    before, inside = state(data_dir), parts(pinads, CAMPAIGN)
    killed_at(pinads, number, *CLONE)
    run = pinads.ok(*(CLONE if again == "typed again" else ("journal", "resume", "1", "-o", "jsonl")))
    assert [row["row"] for row in run.jsonl] == list(range(1, ROWS + 1))
    assert {row["status"] for row in run.jsonl} == {"applied"}
    (made,) = copies(pinads)
    assert parts(pinads, made) == inside
    assert {int(row["id"]) for row in run.jsonl} == differing(before, state(data_dir)).keys()
    assert entry(pinads) == {"state": "done", "rows": ROWS, "applied": ROWS, "not_sent": 0}


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, WRITES + 1))
@pytest.mark.parametrize("fault", ["error_after", "drop_after", "truncate"])
def test_an_answer_that_never_comes_is_looked_for_at_once(pinads: Pinads, data_dir: Path, number: int, fault: str) -> None:
    before, inside = state(data_dir), parts(pinads, CAMPAIGN)
    pinads.faults = Faults.script([*READS, *[None] * (number - 1), fault])
    pinads.ok(*CLONE)
    pinads.faults = None
    (made,) = copies(pinads)
    assert parts(pinads, made) == inside
    assert len(differing(before, state(data_dir))) == ROWS


@pytest.mark.slow
def test_with_several_requests_under_way(pinads: Pinads, data_dir: Path) -> None:
    before, inside = state(data_dir), parts(pinads, CAMPAIGN)
    pinads.faults = Faults(seed=3, error_after=0.3, drop_before=0.2)
    codes = [pinads("campaigns", "clone", CAMPAIGN, "--concurrency", "8", "--max-wait", "0s").exit_code for _ in range(8)]
    pinads.faults = None
    assert codes[0] != 0
    if entry(pinads)["state"] != "done":
        pinads.ok("campaigns", "clone", CAMPAIGN)
    (made,) = copies(pinads)
    assert parts(pinads, made) == inside
    assert len(differing(before, state(data_dir))) == ROWS


def test_two_versions_of_the_original_are_not_mixed(pinads: Pinads, wording: Wording) -> None:
    inside = parts(pinads, CAMPAIGN)
    killed_at(pinads, 2, *CLONE)
    pinads.ok("adgroups", "update", "2680060000001", "--name", "renamed meanwhile")
    pinads.ok("keywords", "create", "--value", "new meanwhile", "--match-type", "BROAD", "--parent", "2680060000001")
    pinads.forget()
    run = pinads.ok(*CLONE)
    wording(run.stderr)
    assert [operation for operation in pinads.operations if operation == "campaigns/get"] == []
    assert parts(pinads, copies(pinads)[0]) == inside


def test_fresh_begins_anew_with_the_original_as_it_is_now(pinads: Pinads) -> None:
    killed_at(pinads, 2, *CLONE)
    pinads.ok("adgroups", "update", "2680060000001", "--name", "renamed meanwhile")
    pinads.ok(*CLONE, "--fresh")
    first, second = copies(pinads)
    assert parts(pinads, second) == parts(pinads, CAMPAIGN)
    assert len(parts(pinads, first)["ads"]) == 0


def test_times_that_are_relative_to_now(pinads: Pinads, monkeypatch: pytest.MonkeyPatch) -> None:
    killed_at(pinads, 2, *CLONE, "--end-time", "+30d")
    later = time.time() + 3600
    monkeypatch.setattr(time, "time", lambda: later)
    pinads.ok(*CLONE, "--end-time", "+30d")
    assert len(copies(pinads)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("other", [("--name", "X"), ("--only-campaign",), ("--daily-spend-cap", "+5%")], ids=" ".join)
def test_another_clone_is_another_run(pinads: Pinads, other: tuple[str, ...]) -> None:
    killed_at(pinads, 2, *CLONE)
    pinads.ok(*CLONE, *other)
    assert [each["state"] for each in pinads.json("journal", "list")] == ["done", "interrupted"]


def test_done_is_done_again_where_it_is_asked_for_again(pinads: Pinads) -> None:
    pinads.ok(*CLONE)
    pinads.ok(*CLONE)
    assert len(copies(pinads)) == 2


def test_refused_rows_are_sent_again_and_nothing_else(pinads: Pinads) -> None:
    pinads.faults = Faults.script([*READS, None, "item_throttle"])
    assert pinads(*CLONE).exit_code == 5
    pinads.faults = None
    pinads.forget()
    pinads.ok(*CLONE)
    assert pinads.operations[:2] == ["ad_groups/create", "ads/create"]
    assert "campaigns/create" not in pinads.operations
    assert parts(pinads, copies(pinads)[0]) == parts(pinads, CAMPAIGN)


def test_where_it_is_not_known_whether_there_is_a_parent_nothing_is_made_in_the_original(pinads: Pinads, data_dir: Path) -> None:
    before = state(data_dir)
    killed_at(pinads, 2, *CLONE)
    run = pinads("journal", "resume", "1", "--no-reconcile", "-o", "jsonl")
    assert run.exit_code == 5
    assert [row["status"] for row in run.jsonl[:5]] == ["applied", *["unknown"] * 4]
    made = differing(before, state(data_dir))
    assert not [values for old, values in made.values() if old is not None]
    assert str(CAMPAIGN) not in json.dumps(list(made.values()))


def test_a_dry_run_of_resume_shows_what_is_left(pinads: Pinads) -> None:
    killed_at(pinads, 3, *CLONE)
    pinads.forget()
    requests = pinads.json("journal", "resume", "1", "--dry-run")
    assert pinads.requests == []
    assert [request["path"].rpartition("/")[2] for request in requests] == ["keywords"] * 5
    assert requests[0]["body"]["parent_id"] == copies(pinads)[0]


def test_what_it_says_of_itself(pinads: Pinads, wording: Wording) -> None:
    killed_at(pinads, 3, *CLONE)
    (listed,) = pinads.json("journal", "list")
    assert (listed["command"], listed["state"], listed["rows"]) == (" ".join(CLONE), "interrupted", ROWS)
    run = pinads.ok("journal", "show", "1", "-o", "jsonl")
    command, counts, kinds = run.stderr.splitlines()
    assert command == f"run 1: pinads {' '.join(CLONE)}"
    assert counts.startswith("interrupted: 54 rows, 5 applied, 0 rejected, 16 unknown, ")
    wording(f"{counts}\n{kinds}")
    assert [row["resource"] for row in run.jsonl] == ["campaigns", *["ad_groups"] * 4, *["ads"] * 16]


@pytest.mark.slow
def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    with serving() as api:
        code, out, err = interrupted_at(api, tmp_path, 7, *CLONE)
        api.on_request = lambda number: None
        assert (code, "Traceback" in err) == (130, False)
        assert json.loads(err.splitlines()[-1])["error"]["hint"] == "pinads journal resume 1"
        assert [json.loads(line)["status"] for line in out.splitlines()].count("applied") == 5
        with started(api, tmp_path, "journal", "resume", "1", "-o", "jsonl") as process:
            out, _ = process.communicate(timeout=120)
        assert {json.loads(line)["status"] for line in out.splitlines()} == {"applied"}
        assert [name for name in api.names() if "(copy)" in name] == ["Spring refresh: linen bedding (copy)"]


def made(data_dir: Path, before: dict[str, Any]) -> Iterator[str]:
    """The statuses of what is there and was not before; nothing else may be another."""
    for old, new in differing(before, state(data_dir)).values():
        assert old is None, "what was there is as it was"
        yield new[1]


@pytest.mark.slow
def test_undo_archives_all_that_was_made(pinads: Pinads, data_dir: Path, wording: Wording) -> None:
    before = state(data_dir)
    pinads.ok(*CLONE)
    assert len(list(made(data_dir, before))) == ROWS
    pinads.forget()
    run = pinads("undo", "1")
    assert run.exit_code == 2
    wording(run.stderr)
    assert pinads.writes == []
    run = pinads.ok("undo", "1", "--yes", "-o", "table")
    wording(run.stderr.splitlines()[-1])
    assert set(made(data_dir, before)) == {"ARCHIVED"}
    kinds = list(dict.fromkeys(pinads.operations))
    assert [kind for kind in kinds if kind and kind.endswith("update")] == [
        "keywords/update",
        "ads/update",
        "ad_groups/update",
        "campaigns/update",
    ]
    (undoing, _) = pinads.json("journal", "list")
    assert (undoing["undoes"], undoing["state"], undoing["rows"]) == (1, "done", ROWS)
    pinads.forget()
    run = pinads.ok("undo", "1", "--yes", "-o", "jsonl")
    assert ({row["status"] for row in run.jsonl}, pinads.writes) == ({"applied"}, [])


@pytest.mark.slow
@pytest.mark.parametrize("number", range(1, 6))
def test_undo_that_is_killed_is_gone_on_with(pinads: Pinads, data_dir: Path, number: int) -> None:
    before = state(data_dir)
    pinads.ok(*CLONE)
    killed_at(pinads, number, "undo", "1", "--yes", "--concurrency", "1")
    pinads.ok("journal", "resume", "2")
    assert set(made(data_dir, before)) == {"ARCHIVED"}


@pytest.mark.slow
def test_what_was_undone_is_not_gone_on_with(pinads: Pinads, data_dir: Path, wording: Wording) -> None:
    before = state(data_dir)
    killed_at(pinads, 3, *CLONE)
    run = pinads.ok("undo", "1", "--yes")
    wording(run.stderr)
    assert list(made(data_dir, before)) == ["ARCHIVED"] * 21
    refused(pinads_since(pinads), "journal", "resume", "1", says="run 1 was undone (run 2)")
    pinads.ok(*CLONE)
    assert [each["state"] for each in pinads.json("journal", "list")] == ["done", "done", "interrupted"]
    assert parts(pinads, copies(pinads)[-1]) == parts(pinads, CAMPAIGN)


def test_an_undo_that_undid_nothing_leaves_the_run_to_be_gone_on_with(pinads: Pinads) -> None:
    killed_at(pinads, 3, *CLONE)
    pinads.faults = Faults.parse(["expired@ads/update=1"])
    assert pinads("undo", "1", "--yes").exit_code == 3
    pinads.faults = None
    pinads.ok("journal", "resume", "1")
    (made,) = copies(pinads)
    assert parts(pinads, made) == parts(pinads, CAMPAIGN)


def pinads_since(pinads: Pinads) -> Pinads:
    pinads.forget()
    return pinads


def test_undo_leaves_alone_what_changed_since(pinads: Pinads, data_dir: Path) -> None:
    before = state(data_dir)
    rows = pinads.ok(*CLONE).jsonl
    group = rows[1]["id"]
    pinads.ok("adgroups", "update", group, "--name", "mine now")
    run = pinads("undo", "1", "--yes")
    assert run.exit_code == 5
    ((number, identity, message),) = [(row["row"], row["id"], row["message"]) for row in run.json[ROWS - 1 :]]
    assert (number, identity, message.startswith("left alone: name ")) == (ROWS, group, True)
    assert sorted(made(data_dir, before)).count("ARCHIVED") == ROWS - 1
    assert pinads.json("adgroups", "get", group)["status"] == "ACTIVE"


def test_one_kind_of_rows_is_what_failed_out_is_for(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    pinads.ok(*CLONE)
    pinads.forget()
    run = pinads("undo", "1", "--yes", "--failed-out", str(tmp_path / "x"))
    assert (run.exit_code, pinads.writes) == (2, [])
    wording(run.stderr)


def test_without_a_journal_nothing_is_sent(pinads: Pinads, data_dir: Path) -> None:
    (data_dir / "journal.sqlite3").mkdir()
    refused(pinads, *CLONE[:3], says="(Is a directory)", code=1, reads=True)


@pytest.mark.slow
def test_what_another_process_undoes_or_writes_is_not_undone(pinads: Pinads, data_dir: Path) -> None:
    pinads.ok(*CLONE)
    holding = "import filelock, sys; lock = filelock.FileLock(sys.argv[1]); lock.acquire(); print('held', flush=True); input()"
    command = [sys.executable, "-c", holding, str(data_dir / "locks" / "run-1.lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        refused(pinads_since(pinads), "undo", "1", "--yes", code=1, says="is writing these rows (run 1)")
        other.communicate("\n", timeout=60)
    pinads.ok("undo", "1", "--yes")
