"""Updates of keywords, which the API has in the listings of their parents only: read before, read back, undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pinads.emulator import Faults
from pinads.emulator.resources.keywords import Keywords
from tests.support.clones import differing, killed_at, state
from tests.support.command_line import Pinads
from tests.support.each import thinned
from tests.support.wording import Wording

OWN, GROUPS, CAMPAIGNS = "2886900000001", "2886900000014", "2886900000202"
"""One of the ad account, one of an ad group, one of a campaign."""
GROUP = "2680060000001"


@pytest.fixture(autouse=True)
def bids_are_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """The API of before it deprecated the bids of keywords: the only field of theirs that an update sets and undo takes back."""
    monkeypatch.setattr(Keywords, "never_set", {})


def test_a_file_with_parents_costs_a_listing_of_those(pinads: Pinads, data_dir: Path, tmp_path: Path) -> None:
    pinads.ok("keywords", "update", GROUPS, "--bid", "1.00")
    file = tmp_path / "keywords.csv"
    listed = pinads.ok("keywords", "list", "--adgroup", f"{GROUP},2680060000002", "-o", "csv", "--fields", "id,parent_id,value,bid").stdout
    header, *rows = listed.splitlines()
    file.write_text("\n".join([header, *(",".join([*row.split(",")[:3], "2.50"]) for row in rows)]) + "\n")
    before = state(data_dir)
    pinads.forget()
    pinads.ok("keywords", "update", "--file", str(file))
    assert [entry for entry in pinads.operations if entry != "ad_accounts/get"] == ["keywords/get", "keywords/update"]
    assert len(differing(before, state(data_dir))) == len(rows) > 10
    pinads.forget()
    pinads.ok("undo", "2", "--yes")
    assert [entry for entry in pinads.operations if entry != "ad_accounts/get"] == ["keywords/get", "keywords/update"]
    assert differing(before, state(data_dir)) == {}


def test_a_parent_of_each_kind_in_a_file(pinads: Pinads, data_dir: Path) -> None:
    rows = [
        {"id": OWN, "parent_id": "549755885175"},
        {"id": GROUPS, "parent_id": f"AG{GROUP}"},
        {"id": CAMPAIGNS, "parent_id": "626735000009"},
    ]
    before = state(data_dir)
    pinads.ok("keywords", "update", "--file", "-", input="".join(json.dumps({**row, "bid": 70_000}) + "\n" for row in rows))
    assert len(differing(before, state(data_dir))) == 3
    assert [row["before"]["bid"] for row in pinads.json("journal", "show", "1")] == [None] * 3
    pinads.ok("undo", "1", "--yes")
    assert differing(before, state(data_dir)) == {}


@pytest.mark.slow
def test_relative_bids(pinads: Pinads, data_dir: Path) -> None:
    pinads.ok("keywords", "update", OWN, GROUPS, "--bid", "2.00")
    before = state(data_dir)
    pinads.ok("keywords", "update", OWN, GROUPS, "--bid", "+10%")
    assert [row["after"]["bid"] for row in pinads.json("journal", "show", "2")] == [2_200_000] * 2
    pinads.ok("undo", "2", "--yes")
    assert differing(before, state(data_dir)) == {}


def test_what_is_so_already_is_not_sent(pinads: Pinads, wording: Wording) -> None:
    pinads.ok("keywords", "update", GROUPS, "--bid", "2.00")
    pinads.forget()
    run = pinads.ok("keywords", "update", GROUPS, "--bid", "2.00")
    assert pinads.writes == []
    wording(run.stderr)


def test_what_changed_since_is_left_alone(pinads: Pinads, wording: Wording) -> None:
    pinads.ok("keywords", "update", OWN, GROUPS, "--bid", "2.00")
    pinads.ok("keywords", "update", OWN, "--bid", "3.00")
    run = pinads("undo", "1", "--yes")
    assert run.exit_code == 5
    wording(run.stderr)
    assert pinads.json("keywords", "get", OWN)["bid"] == 3_000_000
    assert pinads.json("keywords", "get", GROUPS)["bid"] is None


def test_one_that_is_in_no_listing_is_written_and_undo_says_why_not(pinads: Pinads, wording: Wording) -> None:
    pinads.ok("keywords", "archive", GROUPS, "--yes")
    run = pinads.ok("keywords", "update", GROUPS, OWN, "--no-archived", "--bid", "2.00")
    wording(run.stderr)
    run = pinads("undo", "2", "--yes")
    assert run.exit_code == 5
    assert f"keyword {GROUPS} (japandi interior): left alone: " in run.stderr
    wording(run.stderr)
    assert pinads.json("keywords", "get", OWN)["bid"] is None
    run = pinads("undo", "1", "--yes")
    assert run.exit_code == 5
    wording(run.stderr)


def test_no_read_sends_at_once(pinads: Pinads) -> None:
    pinads.ok("keywords", "update", GROUPS, "--bid", "2.00", "--no-read")
    assert [entry for entry in pinads.operations if entry != "ad_accounts/get"] == ["keywords/update"]


@pytest.mark.parametrize("fault", thinned(["error_after", "drop_after", "truncate"], 1))
def test_an_answer_that_never_comes_is_read_back(pinads: Pinads, data_dir: Path, fault: str) -> None:
    pinads.ok("keywords", "update", GROUPS, "--bid", "1.00")
    before = state(data_dir)
    reads = pinads_reads(pinads)
    pinads.faults = Faults.script([*[None] * reads, fault])
    pinads.forget()
    run = pinads.ok("keywords", "update", GROUPS, "--bid", "2.00", "--max-wait", "0s", "-o", "jsonl")
    assert run.jsonl[0]["status"] == "applied"
    assert pinads.operations[-1] == "keywords/get"
    assert pinads.operations.count("keywords/update") == 1
    pinads.faults = None
    pinads.ok("undo", str(pinads.json("journal", "list")[0]["id"]), "--yes")
    assert differing(before, state(data_dir)) == {}


def pinads_reads(pinads: Pinads) -> int:
    """How many requests come before the PATCH of one keyword."""
    pinads.forget()
    pinads.ok("keywords", "update", GROUPS, "--bid", "9.00")
    reads = pinads.operations.index("keywords/update")
    pinads.ok("keywords", "update", GROUPS, "--bid", "1.00", "--no-read")
    return reads


def test_a_created_keyword_that_is_gone_is_not_archived_again(pinads: Pinads, data_dir: Path, wording: Wording) -> None:
    pinads.ok("keywords", "create", "--value", "x", "--match-type", "BROAD", "--parent", GROUP)
    pinads.ok("undo", "1", "--yes")
    pinads.forget()
    run = pinads.ok("undo", "1", "--yes")
    assert pinads.writes == []
    wording(run.stderr)


def test_killed_and_typed_again_the_first_values_are_kept(pinads: Pinads, data_dir: Path) -> None:
    before = state(data_dir)
    killed_at(pinads, 1, "keywords", "update", OWN, GROUPS, "--bid", "2.00", "--concurrency", "1")
    pinads.ok("keywords", "update", OWN, GROUPS, "--bid", "2.00")
    assert len(pinads.json("journal", "list")) == 1
    pinads.ok("undo", "1", "--yes")
    assert differing(before, state(data_dir)) == {}
