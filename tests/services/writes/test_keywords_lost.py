"""Keywords do not say when they were made: after a lost answer one that was there before must not be taken for a new one."""

from __future__ import annotations

import pytest

from pinads.emulator import Faults
from tests.support.clones import killed_at
from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import AD_GROUP, CAMPAIGN
from tests.support.wording import Wording

OLD = "2886900000015"
"""A keyword of the sample, without a bid."""
CREATE = ("keywords", "create", "--parent", AD_GROUP, "--match-type", "PHRASE", "--max-wait", "0s")


def words(pinads: Pinads) -> dict[str, str]:
    pinads.faults = None
    return {word["value"]: word["id"] for word in pinads.json("keywords", "list", "--adgroup", AD_GROUP)}


@pytest.fixture
def old(pinads: Pinads) -> str:
    return next(value for value, identity in words(pinads).items() if identity == OLD)


@pytest.mark.parametrize("fault", ["drop_before", "drop_after"])
def test_one_that_is_otherwise_is_not_taken_for_it(pinads: Pinads, old: str, fault: str) -> None:
    pinads.faults = Faults.script([None, fault])  # the currency is looked up first
    run = pinads(*CREATE, "--value", old, "--bid", "2.00", "-o", "json")
    assert run.exit_code == 5
    assert f"it differs: {OLD} (bid), " in run.error["message"]
    pinads.faults = None
    (row,) = pinads.json("journal", "show", "1")
    assert (row["status"], row["id"]) == ("unknown", None)
    assert pinads("undo", "1", "--yes").exit_code == 5
    assert words(pinads)[old] == OLD


def test_one_that_is_as_asked_counts_as_made_and_undo_leaves_it_alone(pinads: Pinads, old: str, wording: Wording) -> None:
    rows = "".join(f'{{"parent_id": "{AD_GROUP}", "value": "{value}", "match_type": "PHRASE"}}\n' for value in (old, "another one"))
    pinads.faults = Faults.script(["drop_after"])
    run = pinads.ok("keywords", "create", "--file", "-", "-o", "jsonl", "--max-wait", "0s", input=rows)
    told = [(row["status"], row["message"]) for row in run.jsonl]
    assert told == [("applied", told[0][1])] * 2
    wording(told[0][1])
    pinads.faults = None
    pinads.ok("keywords", "create", "--parent", AD_GROUP, "--value", "certain", "--match-type", "BROAD")
    undone = pinads("undo", "1", "--yes")
    wording(undone.stderr)
    pinads.ok("undo", "2", "--yes")
    left = words(pinads)
    assert (left[old], "another one" in left, "certain" in left) == (OLD, True, False)


def test_those_of_a_killed_clone_are_its_own(pinads: Pinads, wording: Wording) -> None:
    killed_at(pinads, 5, "campaigns", "clone", CAMPAIGN, "--concurrency", "1")
    run = pinads.ok("undo", "1", "--yes", "-o", "jsonl")
    wording(run.stderr)
    assert {row["status"] for row in run.jsonl} == {"applied"}
    rows = pinads.json("journal", "show", "1")
    assert any(str(row["message"]).startswith("its answer was lost") for row in rows)
    assert len(run.jsonl) == sum(row["status"] == "applied" for row in rows)
