"""Writes: what they send, what they say, and what they leave alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pinads.emulator import Faults
from tests.support.command_line import Pinads
from tests.support.each import each, thinned
from tests.support.rows_and_statuses import ACCOUNT, AD_GROUP, CAMPAIGN, CAMPAIGNS, MINIMAL, OTHER_CAMPAIGN, body
from tests.support.wording import Wording

LIST = "643000000001"
AUDIENCE = "2542620000001"
KEYWORD = "2886900000001"


def test_things_are_made_paused(pinads: Pinads) -> None:
    made = pinads.json("campaigns", "create", *MINIMAL)
    assert made["status"] == "PAUSED"
    assert pinads.json("campaigns", "get", made["id"]) == made
    assert pinads.writes[0].operation == "campaigns/create"
    assert len(pinads.writes) == 1


@pytest.mark.parametrize("status", ["ACTIVE", "active", "DRAFT"])
def test_unless_told_otherwise(pinads: Pinads, status: str) -> None:
    assert pinads.json("campaigns", "create", *MINIMAL, "--status", status)["status"] == status.upper()


def test_rows_of_a_file_are_paused_one_by_one(pinads: Pinads) -> None:
    rows = "name,objective_type,status\na,CONSIDERATION,\nb,CONSIDERATION,ACTIVE\nc,CONSIDERATION,draft\n"
    made = pinads.json("campaigns", "create", "--file", "-", input=rows)
    assert [row["data"]["status"] for row in made] == ["PAUSED", "ACTIVE", "DRAFT"]
    assert [row["row"] for row in made] == [1, 2, 3]


def test_groups_and_ads_are_made_paused_too(pinads: Pinads) -> None:
    group = ("--name", "g", "--campaign", CAMPAIGN, "--billable-event", "clickthrough", "--budget", "25.00")
    made = pinads.json("adgroups", "create", *group)
    assert (made["status"], made["budget_in_micro_currency"]) == ("PAUSED", 25_000_000)
    ad = ("--adgroup", made["id"], "--pin", "394205773611545468", "--creative-type", "regular")
    assert pinads.json("ads", "create", *ad)["status"] == "PAUSED"


def test_a_dry_run_shows_the_requests_and_sends_none(pinads: Pinads) -> None:
    run = pinads.ok("campaigns", "create", *MINIMAL, "-F", "new_field=[1]", "--dry-run")
    entity = {"status": "PAUSED", "name": "x", "objective_type": "CONSIDERATION", "ad_account_id": ACCOUNT, "new_field": [1]}
    assert run.json == [{"method": "POST", "path": CAMPAIGNS, "body": [entity]}]
    assert pinads.requests == []


def test_a_dry_run_of_updates_prints_their_ids(pinads: Pinads) -> None:
    ids = pinads.ids("campaigns", "list", "--limit", "2")
    assert pinads.ids("campaigns", "pause", *ids, "--dry-run") == ids
    assert pinads.writes == []


def test_a_dry_run_for_people(pinads: Pinads, wording: Wording) -> None:
    run = pinads.ok("campaigns", "pause", CAMPAIGN, "--dry-run", "-o", "table")
    first, _, rest = run.stdout.partition("\n")
    assert first == f"PATCH {CAMPAIGNS}"
    assert json.loads(rest) == [{"id": CAMPAIGN, "status": "PAUSED", "ad_account_id": ACCOUNT}]
    assert run.stderr.startswith("dry run: ")
    wording(run.stderr)
    assert pinads.writes == []


def test_a_dry_run_cuts_as_the_write_would(pinads: Pinads) -> None:
    rows = "name,objective_type\n" + "x,CONSIDERATION\n" * 65
    run = pinads.ok("campaigns", "create", "--file", "-", "--dry-run", input=rows)
    assert [len(request["body"]) for request in run.json] == [30, 30, 5]
    pinads.ok("campaigns", "create", "--file", "-", input=rows)
    assert [entry.operation for entry in pinads.writes] == ["campaigns/create"] * 3


@each("setting", [(), ("--yes",)])
def test_a_dry_run_of_what_is_final_does_not_ask(pinads: Pinads, setting: tuple[str, ...]) -> None:
    (request,) = pinads.ok("campaigns", "archive", CAMPAIGN, "--dry-run", *setting).json
    assert request["body"][0]["status"] == "ARCHIVED"
    assert pinads.requests == []


def test_an_update_sends_what_was_named(pinads: Pinads) -> None:
    before = pinads.json("campaigns", "get", CAMPAIGN)
    assert body(pinads.ok("campaigns", "update", CAMPAIGN, "--name", "new", "--dry-run")) == {
        "id": CAMPAIGN,
        "ad_account_id": ACCOUNT,
        "name": "new",
    }
    pinads.ok("campaigns", "update", CAMPAIGN, "--name", "new")
    after = pinads.json("campaigns", "get", CAMPAIGN)
    assert {name for name in after if after[name] != before[name]} == {"name", "updated_time"}


def test_many_ids_and_those_of_a_pipe(pinads: Pinads) -> None:
    run = pinads.ok("campaigns", "update", CAMPAIGN, "-", "--name", "all alike", "-o", "json", input=f"{OTHER_CAMPAIGN}\n626735000003\n")
    assert [row["id"] for row in run.json] == [CAMPAIGN, OTHER_CAMPAIGN, "626735000003"]
    assert [row["name"] for row in run.json] == ["all alike"] * 3
    assert len(pinads.writes) == 1


def test_clearing(pinads: Pinads) -> None:
    pinads.ok("campaigns", "update", CAMPAIGN, "--order-line", "123")
    assert pinads.json("campaigns", "get", CAMPAIGN)["order_line_id"] == "123"
    pinads.ok("campaigns", "update", CAMPAIGN, "--clear", "order_line_id", "--name", "x")
    after = pinads.json("campaigns", "get", CAMPAIGN)
    assert (after["order_line_id"], after["name"]) == (None, "x")


@each(
    ("change", "micros"),
    [("+10%", 291_500_000), ("-10%", 238_500_000), ("+5.00", 270_000_000), ("-264.00", 1_000_000), ("+1%", 267_650_000)],
)
def test_money_relative_to_the_present_value(pinads: Pinads, change: str, micros: int) -> None:
    sent = body(pinads.ok("campaigns", "update", CAMPAIGN, "--daily-spend-cap", change, "--dry-run"))
    assert sent["daily_spend_cap"] == micros
    assert pinads.writes == []


def test_each_has_its_own_present_value(pinads: Pinads) -> None:
    sent = pinads.ok("campaigns", "update", CAMPAIGN, OTHER_CAMPAIGN, "--daily-spend-cap", "+100%", "--dry-run").json[0]["body"]
    assert [row["daily_spend_cap"] for row in sent] == [530_000_000, 210_000_000]


@pytest.mark.parametrize(("money", "micros"), [("30", 30_000_000), ("30.50USD", 30_500_000), ("+10%", 291_500_000)])
def test_set_daily_budget(pinads: Pinads, money: str, micros: int) -> None:
    assert pinads.json("campaigns", "set-daily-budget", CAMPAIGN, money)[0]["data"]["daily_spend_cap"] == micros
    (row,) = pinads.json("campaigns", "budget", CAMPAIGN)
    assert (row["daily_spend_cap"], row["lifetime_spend_cap"], row["budget_owner"]) == (micros, None, "ad groups")


@pytest.mark.parametrize("dashes", [(), ("--",)])
def test_set_lifetime_budget_lower(pinads: Pinads, dashes: tuple[str, ...]) -> None:
    capped = "626735000005"
    cap = pinads.json("campaigns", "get", capped)["lifetime_spend_cap"]
    pinads.ok("campaigns", "set-lifetime-budget", capped, *dashes, "-10%")
    assert pinads.json("campaigns", "get", capped)["lifetime_spend_cap"] == cap * 9 // 10


def test_budgets_and_who_owns_them(pinads: Pinads) -> None:
    text = pinads.ok("campaigns", "budget", CAMPAIGN, OTHER_CAMPAIGN, "-o", "table").stdout
    assert "265.00 USD" in text
    assert "ad groups" in text
    assert [row["budget_owner"] for row in pinads.json("campaigns", "budget", CAMPAIGN, OTHER_CAMPAIGN)] == ["ad groups", "campaign"]


TARGETING = {"LOCATION": ["US"], "GENDER": ["female"], "AGE_BUCKET": ["25-34", "35-44"]}


def targeted(pinads: Pinads) -> str:
    pinads.ok("adgroups", "update", AD_GROUP, "--targeting-spec", json.dumps(TARGETING))
    pinads.forget()
    return AD_GROUP


@pytest.mark.parametrize(
    ("options", "spec"),
    [
        (("--gender", "male"), {**TARGETING, "GENDER": ["male"]}),
        (("--geo", "US-CA,US-NY"), {**TARGETING, "GEO": ["US-CA", "US-NY"]}),
        (("--age", "45-49"), {**TARGETING, "AGE_BUCKET": ["45-49"]}),
        (("--age", "30-54"), {"LOCATION": ["US"], "GENDER": ["female"], "MINIMUM_AGE": "30", "MAXIMUM_AGE": "54"}),
    ],
)
def test_parts_of_the_targeting_change_and_the_others_stay(pinads: Pinads, options: tuple[str, ...], spec: dict[str, Any]) -> None:
    """The API replaces the whole, so it is read first."""
    group = targeted(pinads)
    pinads.ok("adgroups", "update", group, *options)
    assert pinads.operations == ["ad_groups/get", "ad_groups/update"]
    stored = pinads.json("adgroups", "get", group)["targeting_spec"]
    assert {name: value for name, value in stored.items() if value is not None} == spec


def test_the_whole_targeting_needs_no_reading(pinads: Pinads) -> None:
    group = targeted(pinads)
    pinads.ok("adgroups", "update", group, "--targeting-spec", '{"GEO": ["US-CA"]}', "--replace-targeting", "--no-read")
    assert pinads.operations == ["ad_groups/update"]


@pytest.mark.parametrize(("verb", "status"), [("pause", "PAUSED"), ("activate", "ACTIVE")])
@pytest.mark.parametrize(("group", "identity"), [("campaigns", CAMPAIGN), ("adgroups", AD_GROUP), ("ads", "687195000001")])
def test_pause_and_activate(pinads: Pinads, group: str, identity: str, verb: str, status: str) -> None:
    assert pinads.json(group, verb, identity)[0]["data"]["status"] == status
    assert pinads.json(group, "get", identity)["status"] == status


@pytest.mark.parametrize(("group", "identity"), [("campaigns", CAMPAIGN), ("adgroups", AD_GROUP), ("ads", "687195000001")])
def test_archive(pinads: Pinads, group: str, identity: str) -> None:
    pinads.ok(group, "archive", identity, "--yes")
    assert pinads.json(group, "get", identity)["status"] == "ARCHIVED"


def test_the_environment_says_yes(pinads: Pinads) -> None:
    pinads.ok("campaigns", "archive", CAMPAIGN, PINADS_YES="1")
    assert pinads.json("campaigns", "get", CAMPAIGN)["status"] == "ARCHIVED"


def test_removing_an_audience_and_archiving_a_keyword(pinads: Pinads) -> None:
    pinads.ok("audiences", "remove", AUDIENCE, "--yes")
    assert AUDIENCE not in pinads.ids("audiences", "list")
    pinads.ok("keywords", "archive", KEYWORD, "--yes")
    assert KEYWORD not in pinads.ids("keywords", "list")


def test_a_table_has_a_line_for_each_row(pinads: Pinads, wording: Wording) -> None:
    run = pinads("campaigns", "pause", CAMPAIGN, "9", "-o", "table")
    assert run.exit_code == 5
    rows = [line for line in run.stdout.splitlines() if "applied" in line or "rejected" in line]
    assert [line.split()[:2] for line in rows] == [["1", "applied"], ["2", "rejected"]]
    assert "There is no campaign 9" in rows[1]
    assert run.stderr.startswith("error: 1 of 2 campaigns ")
    wording(run.stderr)
    assert pinads.ok("campaigns", "pause", CAMPAIGN, "-o", "table").stderr == "paused 1 campaign\n"


def test_ids_are_those_that_were_written(pinads: Pinads) -> None:
    run = pinads("campaigns", "pause", CAMPAIGN, "9", OTHER_CAMPAIGN, "-o", "ids")
    assert (run.exit_code, run.lines) == (5, [CAMPAIGN, OTHER_CAMPAIGN])
    assert "row 2: " in run.stderr


def test_unknown_rows_are_told_apart(pinads: Pinads) -> None:
    pinads.faults = Faults.script([None, "error_after"])
    run = pinads("campaigns", "create", *MINIMAL, "--no-reconcile", "-o", "json")
    assert run.exit_code == 5
    assert run.stdout == ""
    assert run.error["type"] == "PartialFailure"
    assert pinads.operations == ["ad_accounts/get", "campaigns/create"]


PEOPLE = "secret1@people.example\nsecret2@people.example\n"
WRITES = [
    ("create", "--name", "n", "--records", "-"),
    ("add-records", LIST, "--records", "-"),
    ("remove-records", LIST, "--records", "-"),
    ("update", LIST, "--operation-type", "add", "--records", "-"),
    ("create", "--file", "-"),
    ("create", "--name", "n", "-F", 'records="secret1@people.example"'),
]


@pytest.mark.parametrize("mode", [(), ("--dry-run",), ("--debug",), ("-v",), ("-o", "table"), ("-o", "csv")], ids=" ".join)
@pytest.mark.parametrize("write", thinned(WRITES, 6), ids=lambda words: " ".join(words[:4]))
def test_people_are_never_shown(pinads: Pinads, write: tuple[str, ...], mode: tuple[str, ...]) -> None:
    piped = 'name,records\nn,"secret1@people.example,secret2@people.example"\n' if "--file" in write else PEOPLE
    run = pinads.ok("customer-lists", *write, *mode, input=piped)
    assert "secret" not in run.stdout + run.stderr
    if mode == ("--dry-run",):
        assert pinads.requests == []
        assert "records, not shown" in run.stdout


def test_people_are_not_shown_when_the_write_fails(pinads: Pinads) -> None:
    for output in ("json", "table"):
        run = pinads("customer-lists", "add-records", "9", "--records", "-", "-o", output, "--debug", input=PEOPLE)
        assert run.exit_code != 0
        assert "secret" not in run.stdout + run.stderr


def test_what_the_server_drops_without_an_error_is_said(pinads: Pinads, wording: Wording) -> None:
    run = pinads.ok("campaigns", "update", CAMPAIGN, "--name", "new", "--tracking-urls", '{"click": ["no URL"]}', "-o", "ids")
    assert run.stdout == f"{CAMPAIGN}\n"
    assert run.stderr.startswith("note: row 1: ")
    assert run.stderr.endswith(": tracking_urls\n")
    wording(run.stderr)


def test_an_empty_part_of_the_targeting_is_refused(pinads: Pinads, wording: Wording) -> None:
    run = pinads("adgroups", "update", "2680060000001", "--geo", "")
    assert run.exit_code == 2
    assert run.stderr.startswith("error: Invalid --geo: ")
    wording(run.stderr)
    assert pinads.requests == []
