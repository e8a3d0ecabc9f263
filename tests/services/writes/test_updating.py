"""Updates read first: what changes is sent, what is so already is not, and what cannot change is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator.resources.campaigns import Campaigns
from tests.support.command_line import Pinads
from tests.support.each import thinned
from tests.support.rows_and_statuses import AD_GROUP, CAMPAIGN, OTHER_CAMPAIGN, refused
from tests.support.wording import Wording

DRAFT = "626735000014"
NAME = "Spring refresh: linen bedding"
AD = "687195000001"


def test_what_is_so_already_is_not_sent(pinads: Pinads, wording: Wording) -> None:
    run = pinads.ok("campaigns", "update", CAMPAIGN, "--name", NAME, "--daily-spend-cap", "265", "-o", "json")
    assert [(row["status"], row["id"], row["message"]) for row in run.json] == [("applied", CAMPAIGN, "unchanged, skipped")]
    wording(run.stderr)
    assert pinads.writes == []
    assert pinads.ok("campaigns", "update", CAMPAIGN, "--name", NAME, "-o", "table").stderr.splitlines()[-1] == "updated 0 campaigns"


def test_rows_that_are_so_keep_their_place(pinads: Pinads, wording: Wording) -> None:
    names = {campaign["id"]: campaign["name"] for campaign in pinads.json("campaigns", "list", "--status", "all")}
    first, second, third = list(names)[:3]
    rows = [
        {"id": first, "name": names[first]},
        {"id": second, "name": "new"},
        {"id": "9", "name": "x"},
        {"id": third, "name": names[third]},
    ]
    pinads.forget()
    run = pinads("campaigns", "update", "--file", "-", "-o", "json", input=json.dumps(rows))
    assert run.exit_code == 5
    assert [(row["row"], row["id"], row["status"]) for row in run.json] == [
        (1, first, "applied"),
        (2, second, "applied"),
        (3, "9", "rejected"),
        (4, third, "applied"),
    ]
    wording(run.stderr)
    assert pinads.operations == ["campaigns/list", "campaigns/update"]


@pytest.mark.slow
def test_a_listing_fed_back_changes_nothing(pinads: Pinads, tmp_path: Path) -> None:
    for group in ("campaigns", "adgroups", "ads"):
        for format in ("json", "csv"):
            file = tmp_path / f"{group}.{format}"
            file.write_text(pinads.ok(group, "list", "-o", format).stdout)
            pinads.ok(group, "update", "--file", str(file), "-o", "json")
    assert pinads.writes == []


def test_files_are_read_in_batches(pinads: Pinads) -> None:
    rows = "\n".join(json.dumps({"id": str(626735100000 + number), "name": "x"}) for number in range(600))
    run = pinads("campaigns", "update", "--file", "-", "--dry-run", "-o", "json", input=rows)
    assert run.exit_code == 0
    assert pinads.operations == ["campaigns/list"] * 3
    assert sum(len(request["body"]) for request in run.json) == 600


def test_without_reading(pinads: Pinads) -> None:
    pinads.ok("campaigns", "update", CAMPAIGN, "--name", NAME, "--no-read")
    assert pinads.operations == ["campaigns/update"]


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (
            ("campaigns", "update", CAMPAIGN, "--objective-type", "AWARENESS"),
            "Invalid --objective-type: ",
        ),
        (("campaigns", "update", CAMPAIGN, "--is-campaign-budget-optimization"), f"and {CAMPAIGN} is ACTIVE"),
        (("campaigns", "update", CAMPAIGN, "--is-performance-plus"), "Invalid --is-performance-plus"),
        (("adgroups", "update", AD_GROUP, "--billable-event", "IMPRESSION"), "group with the status DRAFT"),
        (
            ("ads", "update", AD, "--pin", "394205773611545468"),
            "--pin: ",
        ),
    ],
    ids=lambda value: " ".join(value[:4]) if isinstance(value, tuple) else "",
)
def test_what_changes_only_in_drafts(pinads: Pinads, command: tuple[str, ...], says: str, wording: Wording) -> None:
    wording(refused(pinads, *command, says=says, reads=True).stderr)


def test_in_a_draft_it_changes(pinads: Pinads) -> None:
    pinads.ok("campaigns", "update", DRAFT, "--objective-type", "AWARENESS", "--name", "x")
    assert pinads.json("campaigns", "get", DRAFT)["objective_type"] == "AWARENESS"


def test_in_files_the_row_is_told(pinads: Pinads, wording: Wording) -> None:
    rows = [{"id": OTHER_CAMPAIGN, "name": "x"}, {"id": CAMPAIGN, "objective_type": "AWARENESS"}]
    run = pinads("campaigns", "update", "--file", "-", input=json.dumps(rows))
    assert run.exit_code == 2
    wording(run.stderr)
    assert pinads.writes == []


SPEC = {"LOCATION": ["US"], "GENDER": ["female"], "AGE_BUCKET": ["25-34", "35-44"]}


def stored(pinads: Pinads) -> dict[str, Any]:
    """The targeting of the ad group as it is at the server."""
    return {name: part for name, part in pinads.json("adgroups", "get", AD_GROUP)["targeting_spec"].items() if part is not None}


@pytest.mark.parametrize(
    ("given", "spec"),
    thinned(
        [
            ({"GENDER": ["male"]}, {**SPEC, "GENDER": ["male"]}),
            ({"gender": ["male"]}, {**SPEC, "GENDER": ["male"]}),
            ({"GEO": ["US-CA"], "GENDER": None}, {"LOCATION": ["US"], "AGE_BUCKET": ["25-34", "35-44"], "GEO": ["US-CA"]}),
            ({"LOCATION": None, "GENDER": ["male"]}, {"GENDER": ["male"], "AGE_BUCKET": ["25-34", "35-44"]}),
            ({"MINIMUM_AGE": "30"}, {"LOCATION": ["US"], "GENDER": ["female"], "MINIMUM_AGE": "30"}),
            ({"TARGETING_STRATEGY": ["RECONNECT_WITH_USERS"]}, {**SPEC, "TARGETING_STRATEGY": ["RECONNECT_WITH_USERS"]}),
        ],
        4,
    ),
)
@pytest.mark.parametrize("way", ["option", "file"])
def test_parts_of_the_targeting_are_changed(pinads: Pinads, given: dict[str, Any], spec: dict[str, Any], way: str) -> None:
    if way == "option":
        pinads.ok("adgroups", "update", AD_GROUP, "--targeting-spec", json.dumps(given))
    else:
        pinads.ok("adgroups", "update", "--file", "-", input=json.dumps([{"id": AD_GROUP, "targeting_spec": given}]))
    assert stored(pinads) == spec


@pytest.mark.parametrize("extra", [(), ("--no-read",)])
def test_or_replaced(pinads: Pinads, extra: tuple[str, ...]) -> None:
    pinads.ok("adgroups", "update", AD_GROUP, "--targeting-spec", '{"LOCATION": ["US"]}', "--replace-targeting", *extra)
    assert stored(pinads) == {"LOCATION": ["US"]}


def test_what_cannot_be_merged_is_not_replaced_in_silence(pinads: Pinads) -> None:
    says = "--no-read cannot merge --targeting-spec with the current value. Add --replace-targeting"
    strategy = '{"TARGETING_STRATEGY": ["CHOOSE_YOUR_OWN"]}'
    refused(pinads, "adgroups", "update", AD_GROUP, "--targeting-spec", strategy, "--no-read", says=says)


def test_an_open_age_takes_the_oldest_away(pinads: Pinads) -> None:
    pinads.ok("adgroups", "update", AD_GROUP, "--age", "25-54")
    pinads.ok("adgroups", "update", AD_GROUP, "--age", "30+")
    assert stored(pinads) == {"LOCATION": ["US"], "GENDER": ["female"], "MINIMUM_AGE": "30"}


def test_a_part_that_pinads_does_not_know_is_kept(pinads: Pinads) -> None:
    rows = json.dumps([{"id": AD_GROUP, "extra": {"targeting_spec": {**SPEC, "NEW_PART": ["x"]}}}])
    pinads.ok("adgroups", "update", "--file", "-", input=rows)
    present = stored(pinads)
    pinads.ok("adgroups", "update", AD_GROUP, "--gender", "male")
    assert stored(pinads) == {**present, "GENDER": ["male"]}
    pinads.ok("adgroups", "update", AD_GROUP, "--targeting-spec", '{"TARGETING_STRATEGY": ["CHOOSE_YOUR_OWN"]}')
    assert stored(pinads) == {**present, "GENDER": ["male"], "TARGETING_STRATEGY": ["CHOOSE_YOUR_OWN"]}


def test_what_did_not_take_is_said(pinads: Pinads, wording: Wording) -> None:
    run = pinads.ok("ads", "update", AD, "--name", "new", "--tracking-urls", '{"click": ["no URL"]}', "-o", "ids")
    wording(run.stderr)


def test_what_an_answer_leaves_out_is_read(pinads: Pinads, monkeypatch: pytest.MonkeyPatch, wording: Wording) -> None:
    """Some answers to a PATCH have less than the entity: what they leave out may well have been taken."""

    def patched(self: Campaigns, call: Any) -> str:
        answer = json.loads(original(self, call))
        for item in answer["items"]:
            item["data"].pop("order_line_id", None)
            item["data"].pop("tracking_urls", None)
        return json.dumps(answer)

    original = Campaigns.update
    monkeypatch.setattr(Campaigns, "update", patched)
    taken = pinads.ok("campaigns", "update", CAMPAIGN, "--order-line", "123", "-o", "ids")
    assert taken.stderr == ""
    assert pinads.operations == ["campaigns/get", "campaigns/update", "campaigns/get"]
    dropped = pinads.ok("campaigns", "update", CAMPAIGN, "--order-line", "124", "--tracking-urls", '{"click": ["no URL"]}', "-o", "ids")
    wording(dropped.stderr)


@pytest.mark.parametrize("way", ["--daily-spend-cap=+10%", "--name=x"])
def test_what_is_not_there(pinads: Pinads, way: str) -> None:
    """What an amount would be relative to must be there; of anything else the server has the last word."""
    run = pinads("campaigns", "update", "9", way, "-o", "json")
    assert run.exit_code == (4 if "+" in way else 5)
    assert len(pinads.writes) == (0 if "+" in way else 1)


def test_archived_entities_are_read_too(pinads: Pinads) -> None:
    archived = "626735000009"
    run = pinads("campaigns", "update", CAMPAIGN, archived, "--objective-type", "AWARENESS")
    assert run.exit_code == 2
    assert pinads.operations == ["campaigns/list"]


def test_a_row_is_seen_against_the_rows_before_it(pinads: Pinads) -> None:
    rows = [{"id": CAMPAIGN, "name": "new"}, {"id": CAMPAIGN, "name": NAME}]
    run = pinads.ok("campaigns", "update", "--file", "-", "-o", "json", input=json.dumps(rows))
    assert [row["message"] for row in run.json] == [None, None]
    assert pinads.json("campaigns", "get", CAMPAIGN)["name"] == NAME


def test_what_a_row_before_changes_is_not_merged_with_what_was(pinads: Pinads, wording: Wording) -> None:
    rows = [{"id": AD_GROUP, "targeting_spec": {"GENDER": ["male"]}}, {"id": AD_GROUP, "targeting_spec": {"GEO": ["US-CA"]}}]
    pinads.forget()
    run = pinads("adgroups", "update", "--file", "-", input=json.dumps(rows))
    assert run.exit_code == 2
    wording(run.stderr)
    assert pinads.writes == []
