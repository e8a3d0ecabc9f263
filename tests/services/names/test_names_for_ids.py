"""Names and web addresses where ids can be given: arguments, filters, options, files and standard input."""

from __future__ import annotations

import json

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import ACCOUNT

WEDDING, AD_GROUP, AUDIENCE, LIST = "626735000015", "2680060000044", "2542620000001", "643000000001"


def name_of(pinads: Pinads, *get: str) -> str:
    return str(pinads.json(*get)["name"])


@each(
    ("group", "identity"),
    [
        ("accounts", ACCOUNT),
        ("campaigns", WEDDING),
        ("adgroups", AD_GROUP),
        ("audiences", AUDIENCE),
        ("customer-lists", LIST),
    ],
)
def test_a_name_gets_what_its_id_gets(pinads: Pinads, group: str, identity: str) -> None:
    name = name_of(pinads, group, "get", identity)
    assert pinads.json(group, "get", f" {name.upper()}  ")["id"] == identity


def test_an_ad_and_a_keyword_have_names_if_no_other_has_the_same(pinads: Pinads) -> None:
    pinads.ok("ads", "update", "687195000001", "--name", "Linen, one of a kind")
    assert pinads.json("ads", "get", "linen, one of a kind")["id"] == "687195000001"
    (made,) = pinads.ids("keywords", "create", "--value", "washed linen", "--match-type", "EXACT", "--parent", AD_GROUP)
    assert [row["id"] for row in pinads.json("keywords", "archive", "Washed Linen", "--yes")] == [made]


def test_an_id_costs_no_listing(pinads: Pinads) -> None:
    pinads.ok("campaigns", "get", WEDDING)
    assert pinads.operations == ["campaigns/get"]


def test_all_names_of_a_command_cost_one_listing(pinads: Pinads) -> None:
    pinads.ok("campaigns", "pause", "wedding registry", "Black Friday early access", "--no-read", "--dry-run")
    assert pinads.operations == ["campaigns/list"]


def test_a_write_tells_what_it_took_a_name_for(pinads: Pinads) -> None:
    run = pinads("campaigns", "pause", "wedding REGISTRY")
    assert run.exit_code == 0
    assert f"note: campaign 'Wedding registry' is {WEDDING}\n" in run.stderr
    assert json.loads(run.stdout)[0]["id"] == WEDDING
    dry = pinads("campaigns", "set-daily-budget", "Wedding registry", "30", "--dry-run")
    assert f"note: campaign 'Wedding registry' is {WEDDING}\n" in dry.stderr
    assert json.loads(dry.stdout)[0]["body"][0]["id"] == WEDDING


def test_an_id_tells_nothing(pinads: Pinads) -> None:
    assert " is " not in pinads("campaigns", "pause", WEDDING).stderr


@each(
    "command",
    [
        "campaigns pause -",
        "campaigns list-adgroups -",
        "adgroups list --campaign -",
    ],
)
def test_names_are_read_from_standard_input(pinads: Pinads, command: str) -> None:
    run = pinads(*command.split(), "-o", "ids", input="Wedding registry\n626735000005\n")
    assert run.exit_code == 0, run.stderr
    assert run.stdout.split()


def test_filters_take_names_and_commas(pinads: Pinads) -> None:
    by_id = pinads.ok("adgroups", "list", "--campaign", f"{WEDDING},626735000006", "-o", "ids").stdout
    # The second name has a comma.
    by_name = pinads.ok("adgroups", "list", "--campaign", "wedding registry", "--campaign", "Rugs & runners, catalogue sales", "-o", "ids")
    assert by_name.stdout == by_id
    assert pinads.ok("adgroups", "list", "--campaign", "Wedding registry,626735000006", "-o", "ids").stdout == by_id


@each(
    "address",
    [
        f"https://ads.pinterest.com/advertiser/{ACCOUNT}/reporting/adgroups/?campaignIds=[{WEDDING}]",
        f"https://ads.pinterest.com/advertiser/{ACCOUNT}/reporting/adgroups/?campaignIds=%5B%22{WEDDING}%22%5D&range=7",
        f"ads.pinterest.com/advertiser/{ACCOUNT}/campaigns/{WEDDING}/edit/",
    ],
)
def test_an_address_of_ads_manager_does_as_its_id(pinads: Pinads, address: str) -> None:
    assert pinads.json("campaigns", "get", address)["id"] == WEDDING
    assert pinads.operations[-1] == "campaigns/get"


def test_the_address_of_a_pin_does_as_its_id(pinads: Pinads) -> None:
    words = ("ads", "create", "--adgroup", AD_GROUP, "--creative-type", "REGULAR", "--dry-run")
    run = pinads.json(*words, "--pin", "https://www.pinterest.co.uk/pin/394205773611545468/?amp=1")
    assert run[0]["body"][0]["pin_id"] == "394205773611545468"


@each(
    ("address", "says"),
    [
        ("https://www.pinterest.com/pin/1234/", "no id of a campaign"),
        (f"https://ads.pinterest.com/advertiser/{ACCOUNT}/reporting/?campaignIds=[1,2]", "address of 2 entities"),
    ],
)
def test_addresses_of_other_things_are_refused(pinads: Pinads, address: str, says: str) -> None:
    run = pinads("campaigns", "get", address)
    assert (run.exit_code, pinads.requests) == (2, [])
    assert says in run.stderr


def test_an_unknown_name_is_refused_with_the_nearest_and_the_command_that_lists_them(pinads: Pinads) -> None:
    run = pinads("campaigns", "pause", WEDDING, "Weding registry", "-o", "json")
    error = json.loads(run.stderr)["error"]
    assert (run.exit_code, pinads.writes, error["hint"]) == (2, [], "pinads campaigns list --status all --profile demo")
    assert ("'Weding registry'" in error["message"], "'Wedding registry'" in error["message"]) == (True, True)


def test_two_of_one_name_are_refused_with_both_ids(pinads: Pinads) -> None:
    pinads.ok("campaigns", "update", "626735000003", "--name", "Wedding  Registry")
    run = pinads("campaigns", "activate", "wedding registry", "--yes")
    assert run.exit_code == 2
    assert f"626735000003 (paused), {WEDDING} (active)" in run.stderr


def test_an_archived_one_does_not_share_its_name(pinads: Pinads) -> None:
    pinads.ok("campaigns", "update", "626735000003", "--name", "Wedding registry")
    pinads.ok("campaigns", "archive", "626735000003", "--yes")
    assert pinads.json("campaigns", "get", "Wedding registry")["id"] == WEDDING
    pinads.ok("campaigns", "archive", WEDDING, "--yes")
    assert pinads("campaigns", "get", "Wedding registry").exit_code == 2


def test_a_parent_and_a_slash_tell_two_of_one_name_apart(pinads: Pinads) -> None:
    pinads.ok("adgroups", "update", AD_GROUP, "--name", "Broad")
    pinads.ok("adgroups", "update", "2680060000001", "--name", "Broad")
    run = pinads("adgroups", "pause", "Broad")
    assert run.exit_code == 2
    assert f"{AD_GROUP} (active, in 'Wedding registry'). " in run.stderr
    paused = pinads.json("adgroups", "pause", "Wedding registry/Broad")
    assert [row["id"] for row in paused] == [AD_GROUP]


@each(
    ("typed", "says"),
    [
        ("Spring refresh: linen bedding/Linen duvet covers | Brod", "did you mean 'Linen duvet covers | Broad'?"),
        ("626735000001/Linen duvet covers | Brod", "did you mean 'Linen duvet covers | Broad'?"),
        ("Spring refrsh/Linen duvet covers | Broad", "did you mean 'Spring refresh: linen bedding'?"),
        ("Nothing/Nowhere", "'Nothing/Nowhere'"),
    ],
)
def test_of_a_parent_and_a_name_the_wrong_one_gets_the_nearest(pinads: Pinads, typed: str, says: str) -> None:
    run = pinads("adgroups", "pause", typed)
    assert (run.exit_code, pinads.writes) == (2, [])
    assert says in run.stderr


def test_exact_ids_turns_names_off(pinads: Pinads) -> None:
    run = pinads("campaigns", "get", "Wedding registry", "--exact-ids")
    assert (run.exit_code, pinads.requests) == (2, [])
    assert "'Wedding registry' is not an id" in run.stderr


def test_the_account_has_a_name_too(pinads: Pinads) -> None:
    others = [account for account in pinads.json("accounts", "list") if account["id"] != ACCOUNT]
    listed = pinads.json("campaigns", "list", "--account", others[0]["name"])
    assert {campaign["ad_account_id"] for campaign in listed} == {others[0]["id"]}


def test_options_of_fields_take_names(pinads: Pinads) -> None:
    group = pinads.json(
        *("adgroups", "create", "--campaign", "wedding registry", "--name", "Linen", "--billable-event", "CLICKTHROUGH"),
        *("--budget", "20", "--audience-include", name_of(pinads, "audiences", "get", AUDIENCE), "--dry-run"),
    )[0]["body"][0]
    assert (group["campaign_id"], group["targeting_spec"]["AUDIENCE_INCLUDE"]) == (WEDDING, [AUDIENCE])
    parent = pinads.json("adgroups", "get", AD_GROUP)["name"]
    keyword = pinads.json("keywords", "create", "--value", "x", "--match-type", "EXACT", "--parent", parent, "--dry-run")
    assert keyword[0]["body"]["parent_id"] == AD_GROUP


@each(
    ("parent", "identity"),
    [
        ("hearth & loom", ACCOUNT),
        ("Wedding registry", WEDDING),
        (f"https://ads.pinterest.com/advertiser/{ACCOUNT}/reporting/adgroups/?campaignIds=[{WEDDING}]", WEDDING),
        (f"https://ads.pinterest.com/advertiser/{ACCOUNT}/reporting/ads/?adGroupIds=[{AD_GROUP}]", AD_GROUP),
    ],
)
def test_negative_keywords_can_be_of_a_named_account_and_of_addresses(pinads: Pinads, parent: str, identity: str) -> None:
    words = ("keywords", "create", "--match-type", "EXACT_NEGATIVE", "--parent", parent, "--dry-run")
    assert pinads.json(*words, "--value", "x")[0]["body"]["parent_id"] == identity
    rows = pinads("keywords", "create", "--file", "-", "--dry-run", input=f"value;match type;parent\nx;EXACT_NEGATIVE;{parent}\n")
    assert json.loads(rows.stdout)[0]["body"]["parent_id"] == identity


@each("parent", ["Hearth & Loom Zürich", f"https://ads.pinterest.com/advertiser/{ACCOUNT}/"])
def test_another_account_and_the_address_of_any_page_are_no_parents(pinads: Pinads, parent: str) -> None:
    run = pinads("keywords", "create", "--match-type", "EXACT_NEGATIVE", "--parent", parent, "--value", "x")
    assert (run.exit_code, pinads.writes) == (2, [])
    assert "Invalid --parent" in run.stderr


def test_rows_take_names(pinads: Pinads) -> None:
    rows = "Campaign,Name,Billable event,Budget\nWedding registry,Linen,CLICKTHROUGH,20\n626735000005,Wool,CLICKTHROUGH,\n"
    run = pinads("adgroups", "create", "--file", "-", "--dry-run", input=rows)
    assert run.exit_code == 0, run.stderr
    assert [row["campaign_id"] for row in json.loads(run.stdout)[0]["body"]] == [WEDDING, "626735000005"]
    assert f"note: campaign 'Wedding registry' is {WEDDING}\n" in run.stderr


def test_a_row_with_an_unknown_name_is_refused_with_its_line_and_column(pinads: Pinads) -> None:
    rows = "Campaign,Name,Billable event,Budget\nWedding registry,Linen,CLICKTHROUGH,20\nWeding,Wool,CLICKTHROUGH,20\n"
    run = pinads("adgroups", "create", "--file", "-", input=rows)
    assert (run.exit_code, pinads.writes) == (2, [])
    assert "line 3" in run.stderr
    assert ("Invalid Campaign: " in run.stderr, "'Weding'" in run.stderr, "'Wedding registry'" in run.stderr) == (True, True, True)


@pytest.mark.parametrize("command", ["clone", "budget"])
def test_other_commands_take_names(pinads: Pinads, command: str) -> None:
    run = pinads("campaigns", command, "wedding registry", *(["--dry-run"] if command == "clone" else []))
    assert run.exit_code == 0, run.stderr


ADS = "Campaign,Ad group,Pin,Creative type\n"
PIN = "394205773611545468"


def test_a_campaign_in_a_row_tells_ad_groups_of_one_name_apart(pinads: Pinads) -> None:
    pinads.ok("adgroups", "update", AD_GROUP, "--name", "Broad")
    pinads.ok("adgroups", "update", "2680060000001", "--name", "Broad")
    rows = f"{ADS}wedding registry,Broad,{PIN},REGULAR\n626735000001,broad,{PIN},REGULAR\n"
    made = pinads.json("ads", "create", "--file", "-", "--dry-run", input=rows)[0]["body"]
    assert [row["ad_group_id"] for row in made] == [AD_GROUP, "2680060000001"]
    assert all("campaign_id" not in row for row in made)


def test_a_campaign_beside_the_id_of_an_ad_group_says_what_it_is_for(pinads: Pinads) -> None:
    run = pinads("ads", "create", "--file", "-", input=f"{ADS}Wedding registry,{AD_GROUP},{PIN},REGULAR\n")
    assert (run.exit_code, pinads.writes) == (2, [])
    assert f"{AD_GROUP} is an id: leave Campaign empty" in run.stderr


def test_an_ambiguous_name_in_a_row_says_how_to_name_the_campaign_too(pinads: Pinads) -> None:
    pinads.ok("adgroups", "update", "2680060000001", "2680060000002", AD_GROUP, "--name", "Broad")
    run = pinads("ads", "create", "--file", "-", input=f"Ad group,Pin,Creative type\nBroad,{PIN},REGULAR\n")
    assert "or both names: 'Wedding registry/Broad'" in run.stderr


def test_a_campaign_without_such_an_ad_group_is_refused(pinads: Pinads) -> None:
    name = pinads.json("adgroups", "get", AD_GROUP)["name"]
    run = pinads("ads", "create", "--file", "-", input=f"{ADS}Black Friday early access,{name},{PIN},REGULAR\n")
    assert (run.exit_code, pinads.writes) == (2, [])
    assert ("Invalid Ad group: " in run.stderr, f"'Black Friday early access/{name[:5]}" in run.stderr) == (True, True)


def test_the_campaign_before_a_name_can_be_its_id_as_ads_manager_shows_it(pinads: Pinads) -> None:
    name = name_of(pinads, "adgroups", "get", AD_GROUP)
    assert [pinads.json("adgroups", "get", f"{campaign}/{name}")["id"] for campaign in (WEDDING, f"C{WEDDING}")] == [AD_GROUP] * 2
    assert "no ad group is named" in pinads("adgroups", "get", f"C{WEDDING}/nothing").stderr


def test_the_command_that_fetches_a_report_again_has_the_accounts_id(patient: Pinads) -> None:
    run = patient("reports", "run", "--last", "7d", "--account", "hearth & loom", "-o", "csv")
    assert f"pinads reports download --account {ACCOUNT} " in run.stderr
