"""pinads campaigns clone."""

from __future__ import annotations

from typing import Any

import pytest

from pinads.emulator import Faults
from tests.support.clones import compared, parts
from tests.support.command_line import Pinads, Run
from tests.support.rows_and_statuses import CAMPAIGN, refused
from tests.support.wording import Wording

CBO = "626735000002"
LIFETIME = "626735000005"
NINE_A_DAY = {"daily_spend_cap": 9_000_000, "lifetime_spend_cap": None, "end_time": None}
BEFORE_WRITING = [None] * 5
"""The requests that read a campaign and what is in it."""


@pytest.mark.slow
@pytest.mark.parametrize("campaign", [CAMPAIGN, CBO, LIFETIME])
def test_every_field_is_the_same(pinads: Pinads, campaign: str) -> None:
    source, inside = pinads.json("campaigns", "get", campaign), parts(pinads, campaign)
    outcomes = pinads.json("campaigns", "clone", campaign)
    assert {outcome["status"] for outcome in outcomes} == {"applied"}
    assert [outcome["row"] for outcome in outcomes] == list(range(1, len(outcomes) + 1))
    assert len(outcomes) == 1 + sum(map(len, inside.values()))
    made = pinads.json("campaigns", "get", outcomes[0]["id"])
    assert compared(made) == {**compared(source), "name": source["name"] + " (copy)", "status": "PAUSED"}
    copies = parts(pinads, made["id"])
    assert copies == inside


def test_the_campaigns_own_negative_keywords_are_among_them(pinads: Pinads) -> None:
    (word,) = pinads.json("keywords", "list", "--campaign", CAMPAIGN)
    made = pinads.json("campaigns", "clone", CAMPAIGN)[0]["id"]
    (copy,) = pinads.json("keywords", "list", "--campaign", made)
    assert (copy["value"], copy["match_type"]) == (word["value"], "EXACT_NEGATIVE")


def test_keywords_go_in_as_few_requests_as_can_be(pinads: Pinads) -> None:
    groups = len(pinads.ids("adgroups", "list", "--campaign", CAMPAIGN))
    pinads.forget()
    pinads.ok("campaigns", "clone", CAMPAIGN)
    assert pinads.operations.count("keywords/create") == 1 + groups
    assert pinads.operations.count("ads/create") == 1


def test_only_the_campaign_under_another_name(pinads: Pinads) -> None:
    (outcome,) = pinads.json("campaigns", "clone", CBO, "--only-campaign", "--name", "Again")
    assert outcome["name"] == "Again"
    assert pinads.json("adgroups", "list", "--campaign", outcome["id"]) == []


def campaign_of(run: Run) -> dict[str, Any]:
    """The campaign in the requests of a dry run."""
    found: dict[str, Any] = run.json[0]["body"][0]
    return found


@pytest.mark.parametrize(
    ("campaign", "options", "changed"),
    [
        (CAMPAIGN, ("--daily-spend-cap", "40.50"), {"daily_spend_cap": 40_500_000}),
        (CAMPAIGN, ("--daily-spend-cap", "+10%"), {"daily_spend_cap": 291_500_000}),
        (CAMPAIGN, ("--daily-spend-cap", "-5.00", "--status", "active"), {"daily_spend_cap": 260_000_000, "status": "ACTIVE"}),
        (CAMPAIGN, ("--lifetime-spend-cap", "900"), {"lifetime_spend_cap": 900_000_000, "daily_spend_cap": None}),
        (
            LIFETIME,
            ("--daily-spend-cap", "9", "--clear", "end_time"),
            NINE_A_DAY,
        ),
        (CAMPAIGN, ("--objective-type", "awareness"), {"objective_type": "AWARENESS", "intended_promotion_type": None}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_options_change_fields_of_the_new_one(pinads: Pinads, campaign: str, options: tuple[str, ...], changed: dict[str, Any]) -> None:
    same = campaign_of(pinads.ok("campaigns", "clone", campaign, "--dry-run"))
    new = campaign_of(pinads.ok("campaigns", "clone", campaign, *options, "--dry-run"))
    assert {name: new.get(name) for name in {*same, *new} if same.get(name) != new.get(name)} == changed


def test_a_dry_run_shows_all_requests_and_sends_none(pinads: Pinads) -> None:
    requests = pinads.json("campaigns", "clone", CAMPAIGN, "--dry-run")
    kinds = [request["path"].rsplit("/", 1)[1] for request in requests]
    assert list(dict.fromkeys(kinds)) == ["campaigns", "ad_groups", "ads", "keywords"]
    assert requests[0]["body"][0]["status"] == "PAUSED"
    hinted = requests[1]["body"][0]["campaign_id"]
    assert hinted.startswith("(id of ")
    assert hinted.endswith(f" {CAMPAIGN})")
    hinted = requests[2]["body"][0]["ad_group_id"]
    assert hinted.startswith("(id of ")
    assert hinted.endswith(" 2680060000001)")
    assert all(request["body"]["parent_id"].startswith("(id of ") for request in requests if "keywords" in request["path"])
    assert pinads.writes == []
    sent = sum(len(request["body"]) for request in requests if isinstance(request["body"], list))
    pinads.ok("campaigns", "clone", CAMPAIGN)
    assert sent == sum(len(pinads.ids(group, "list", "--campaign", made_of(pinads))) for group in ("adgroups", "ads")) + 1


def made_of(pinads: Pinads) -> str:
    return pinads.ids("campaigns", "list", "--sort", "-id")[0]


def test_what_is_refused_is_told_and_what_belongs_into_it_is_not_sent(pinads: Pinads, wording: Wording) -> None:
    inside = parts(pinads, CAMPAIGN)
    pinads.faults = Faults.script([*BEFORE_WRITING, None, "item_throttle"])
    pinads.forget()
    run = pinads("campaigns", "clone", CAMPAIGN, "-o", "json")
    assert run.exit_code == 5
    assert len(run.json) == 1 + sum(map(len, inside.values()))
    made = run.json[0]["id"]
    (refused_group,) = [row for row in run.json if row["status"] == "rejected" and "rate limit" in row["message"]]
    left = [row for row in run.json if row["message"] and "not sent: " in row["message"]]
    group = refused_group["name"]
    below = [part for kind in ("ads", "keywords") for part in inside[kind] if part["in"] == group]
    assert len(left) == len(below) > 5
    assert {row["status"] for row in left} == {"rejected"}
    pinads.faults = None
    copies = parts(pinads, made)
    assert [len(copies[kind]) for kind in ("groups", "ads", "keywords")] == [
        len(inside["groups"]) - 1,
        len(inside["ads"]) - sum(ad["in"] == group for ad in inside["ads"]),
        len(inside["keywords"]) - sum(word["in"] == group for word in inside["keywords"]),
    ]
    warning, note, *_ = run.stderr.splitlines()
    assert warning.startswith("warning: ")
    assert "objective_type WEB_CONVERSION" in warning
    assert f"new campaign {made} " in note
    assert f" {len(copies['groups'])} of {len(inside['groups'])} ad groups, " in note
    assert note.endswith(" run: pinads undo 1")
    wording(run.stderr)
    assert "pinads journal resume 1" in run.stderr


@pytest.mark.parametrize(
    ("fault", "code", "says"),
    [
        ("item_throttle", 5, "note: nothing was created"),
        ("expired", 3, "note: nothing was created"),
        ("error_after", 5, "it is unknown "),
    ],
)
def test_without_the_campaign_nothing_else_is_sent(pinads: Pinads, fault: str, code: int, says: str) -> None:
    pinads.faults = Faults.script([*BEFORE_WRITING, fault])
    run = pinads("campaigns", "clone", CAMPAIGN, "--name", "X", "--no-reconcile", "-o", "jsonl")
    assert run.exit_code == code
    assert [entry.operation for entry in pinads.writes] == ["campaigns/create"]
    assert says in run.stderr
    assert len(run.jsonl) == 54
    assert {row["status"] for row in run.jsonl[1:]} == {"rejected"}


def test_what_cannot_be(pinads: Pinads, wording: Wording) -> None:
    assert pinads("campaigns", "clone", "12345").exit_code == 4
    pinads.forget()
    wording(refused(pinads, "campaigns", "clone", CAMPAIGN, "--failed-out", "x", says="--failed-out ").stderr)
    wording(refused(pinads, "campaigns", "clone", CAMPAIGN, "--clear", "name", says="Invalid --clear name: ", reads=True).stderr)
    both = f"{CAMPAIGN}\n{CBO}\n"
    wording(refused(pinads, "campaigns", "clone", "-", input=both, says="one campaign ", reads=True).stderr)
    assert pinads.writes == []
