"""pinads campaigns clone."""

from __future__ import annotations

from tests.cli.conftest import Pinads

CBO = "626735000002"


def test_a_campaign_with_all_that_is_in_it(pinads: Pinads) -> None:
    source = pinads.json("campaigns", "get", CBO)
    groups = pinads.json("adgroups", "list", "--campaign", CBO)
    ads = pinads.json("ads", "list", "--campaign", CBO)
    outcomes = pinads.json("campaigns", "clone", CBO)
    assert {outcome["status"] for outcome in outcomes} == {"applied"}
    assert [outcome["row"] for outcome in outcomes] == list(range(1, len(outcomes) + 1))
    made = outcomes[0]["data"]
    assert made["status"] == "PAUSED"
    assert made["name"] == source["name"] + " (copy)"
    assert made["daily_spend_cap"] == source["daily_spend_cap"]
    new_groups = pinads.json("adgroups", "list", "--campaign", made["id"])
    assert [group["name"] for group in new_groups] == [group["name"] for group in groups]
    assert [group.get("targeting_spec") for group in new_groups] == [group.get("targeting_spec") for group in groups]
    assert [ad["name"] for ad in pinads.json("ads", "list", "--campaign", made["id"])] == [ad["name"] for ad in ads]
    words = [pinads.json("keywords", "list", "--adgroup", ",".join(group["id"] for group in side)) for side in (groups, new_groups)]
    assert [word["value"] for word in words[0]] == [word["value"] for word in words[1]]


def test_only_the_campaign_under_another_name(pinads: Pinads) -> None:
    (outcome,) = pinads.json("campaigns", "clone", CBO, "--only-campaign", "--name", "Again")
    assert outcome["name"] == "Again"
    assert pinads.json("adgroups", "list", "--campaign", outcome["id"]) == []


def test_a_dry_run_sends_nothing(pinads: Pinads) -> None:
    (request,) = pinads.json("campaigns", "clone", CBO, "--dry-run")
    assert request["method"] == "POST"
    assert request["body"][0]["status"] == "PAUSED"
    assert pinads.writes == []


def test_an_unknown_campaign_is_not_found(pinads: Pinads) -> None:
    assert pinads("campaigns", "clone", "12345").exit_code == 4
    assert pinads.writes == []
