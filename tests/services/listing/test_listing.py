"""Listings: everything unless told otherwise, the API's own filters, one page, and what the notes say."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from tests.support.command_line import Pinads
from tests.support.wording import Wording

GROUPS = ["2680060000001", "2680060000002", "2680060000003", "2680060000004"]
"""The ad groups of the first campaign."""


def query(pinads: Pinads, number: int = -1) -> dict[str, list[str]]:
    """The query of a request that was sent."""
    return parse_qs(str(pinads.requests[number].query))


def test_a_listing_follows_the_bookmarks(pinads: Pinads) -> None:
    assert len(pinads.ids("campaigns", "list", "--page-size", "2")) == 11
    assert pinads.operations == ["campaigns/list"] * 6


def test_a_whole_listing_takes_few_requests(pinads: Pinads) -> None:
    pinads.ids("ads", "list")
    assert query(pinads)["page_size"] == ["250"]
    assert len(pinads.requests) == 1


@pytest.mark.parametrize(("limit", "pages"), [("1", 1), ("4", 1), ("11", 1), ("1000", 1)])
def test_limit_asks_for_no_more_than_it_shows(pinads: Pinads, limit: str, pages: int) -> None:
    assert len(pinads.ids("campaigns", "list", "--limit", limit)) == min(11, int(limit))
    assert len(pinads.requests) == pages
    assert query(pinads)["page_size"] == [str(min(250, int(limit)))]


def test_limit_stops_between_pages(pinads: Pinads) -> None:
    assert len(pinads.ids("campaigns", "list", "--limit", "4", "--page-size", "2")) == 4
    assert len(pinads.requests) == 2


@pytest.mark.parametrize("noun", ["campaigns", "adgroups", "ads"])
def test_archived_and_drafts_are_hidden(pinads: Pinads, noun: str) -> None:
    run = pinads.ok(noun, "list", "-o", "json")
    assert run.stderr == ""
    statuses = {item["status"] for item in run.json}
    assert statuses == {"ACTIVE", "PAUSED"}


@pytest.mark.parametrize("noun", ["campaigns", "adgroups", "ads"])
def test_status_all_shows_everything_and_says_nothing(pinads: Pinads, noun: str) -> None:
    run = pinads.ok(noun, "list", "--status", "all", "-o", "json")
    assert run.stderr == ""
    assert {item["status"] for item in run.json} == {"ACTIVE", "PAUSED", "ARCHIVED", "DRAFT", "DELETED_DRAFT"}


@pytest.mark.parametrize("args", [("--status", "archived,DRAFT"), ("--status", "ARCHIVED", "--status", "draft")])
def test_statuses_with_commas_or_repeated_in_any_case(pinads: Pinads, args: tuple[str, ...]) -> None:
    assert pinads.ids("campaigns", "list", *args) == ["626735000009", "626735000014", "626735000016"]


def test_order_is_the_apis(pinads: Pinads) -> None:
    assert pinads.ids("campaigns", "list", "--order", "descending", "--limit", "2") == ["626735000020", "626735000015"]
    assert query(pinads)["order"] == ["DESCENDING"]


def test_parents_narrow_at_the_api(pinads: Pinads) -> None:
    assert pinads.ids("adgroups", "list", "--campaign", "626735000001") == GROUPS
    assert pinads.ids("campaigns", "list-adgroups", "626735000001") == GROUPS
    assert pinads.ids("ads", "list", "--adgroup", GROUPS[0]) == pinads.ids("adgroups", "list-ads", GROUPS[0])
    assert [query(pinads, number).get("campaign_ids") for number in (0, 1)] == [["626735000001"]] * 2


def test_many_parents_in_one_request(pinads: Pinads) -> None:
    two = pinads.ids("adgroups", "list", "--campaign", "626735000001,626735000002")
    again = pinads.ids("adgroups", "list", "--campaign", "626735000001", "--campaign", "626735000002")
    third = pinads.ids("campaigns", "list-adgroups", "626735000002", "626735000001")
    assert two == again == third
    assert set(two) > set(GROUPS)
    assert len(pinads.requests) == 3


def test_parents_from_standard_input(pinads: Pinads) -> None:
    ids = pinads.ok("campaigns", "list", "-o", "ids").stdout
    jsonl = pinads.ok("campaigns", "list", "-o", "jsonl").stdout
    everything = pinads.ids("adgroups", "list", "--campaign", "626735000001,626735000002,626735000003")
    first = "".join(f"{line}\n" for line in ids.splitlines()[:3])
    records = "".join(f"{line}\n" for line in jsonl.splitlines()[:3])
    assert pinads.ids("campaigns", "list-adgroups", "-", input=first) == everything
    assert pinads.ids("campaigns", "list-adgroups", "-", input=records) == everything
    assert pinads.ids("adgroups", "list", "--campaign", "-", input=records) == everything


def test_blank_lines_spaces_and_repetitions_on_standard_input(pinads: Pinads) -> None:
    assert pinads.ids("campaigns", "get", "-", input="\n 626735000001 \r\n626735000002\n\n626735000001\n") == [
        "626735000001",
        "626735000002",
    ]


def test_more_parents_than_one_request_takes(pinads: Pinads) -> None:
    ads = pinads.ids("ads", "list", "--status", "all")
    assert pinads.ids("ads", "list", "--status", "active,all") == ads
    pinads.forget()
    parents = "".join(f"{2680060000001 + number}\n" for number in range(300))
    assert pinads.ids("adgroups", "list-ads", "-", "--status", "all", input=parents) == ads
    assert {len(parse_qs(str(entry.query))["ad_group_ids"]) for entry in pinads.requests} == {250, 50}


def test_get_of_one_is_the_object_and_of_several_an_array(pinads: Pinads) -> None:
    one, two = ("626735000001", "626735000002")
    assert pinads.json("campaigns", "get", one)["id"] == one
    assert [item["id"] for item in pinads.json("campaigns", "get", two, one)] == [two, one]
    assert [item["id"] for item in pinads.json("campaigns", "get", "-", input=one)] == [one]


def test_archived_entities_are_found_by_id(pinads: Pinads) -> None:
    assert pinads.json("campaigns", "get", "626735000009")["status"] == "ARCHIVED"


def test_a_page_object_leads_to_the_next_one(pinads: Pinads) -> None:
    pages, bookmark = [], ""
    while bookmark is not None:
        run = pinads.ok("campaigns", "list", "--page-size", "4", "--bookmark", bookmark, "-o", "json")
        assert list(run.json) == ["items", "bookmark"]
        pages.append([item["id"] for item in run.json["items"]])
        bookmark = run.json["bookmark"]
    assert [len(page) for page in pages] == [4, 4, 3]
    assert [identity for page in pages for identity in page] == pinads.ids("campaigns", "list")


def test_a_page_in_other_formats_has_its_bookmark_in_a_note(pinads: Pinads, wording: Wording) -> None:
    run = pinads.ok("campaigns", "list", "--page-size", "4", "--bookmark", "", "-o", "ids")
    assert len(run.lines) == 4
    (note,) = run.stderr.splitlines()
    assert note.startswith("next page: --bookmark ")
    last = pinads.ok("campaigns", "list", "--bookmark", note.split()[-1], "-o", "ids")
    assert len(last.lines) == 7
    assert last.stderr.count("\n") == 1
    wording(last.stderr)


def test_a_page_can_be_filtered_sorted_and_queried(pinads: Pinads) -> None:
    args = ("campaigns", "list", "--bookmark", "", "--filter", "status=PAUSED", "--sort", "-id", "--fields", "id")
    assert pinads.json(*args)["items"] == [{"id": "626735000008"}, {"id": "626735000003"}]
    assert pinads.json(*args, "--query", "items[].id") == ["626735000008", "626735000003"]


def test_accounts(pinads: Pinads) -> None:
    assert pinads.ids("accounts", "list") == ["549755885175", "549755885176", "549755885177"]
    assert pinads.ids("accounts", "list", "--filter", "currency=JPY") == ["549755885177"]
    pinads.ids("accounts", "list", "--no-shared")
    assert query(pinads)["include_shared_accounts"] == ["false"]


def test_an_account_by_position_option_or_environment(pinads: Pinads) -> None:
    for more in ({"args": ("549755885176",)}, {"args": ("--account", "549755885176")}, {"PINADS_ACCOUNT": "549755885176"}):
        args = more.pop("args", ())
        assert pinads.json("accounts", "get", *args, **more)["currency"] == "EUR"
        assert len(pinads.ids("accounts", "list-campaigns", *args, "--status", "all", **more)) == 3


@pytest.mark.parametrize(("command", "operation"), [("audiences", "audiences/list"), ("customer-lists", "customer_lists/list")])
def test_what_is_in_an_account(pinads: Pinads, command: str, operation: str) -> None:
    assert pinads.ids("accounts", f"list-{command}") == pinads.ids(command, "list")
    assert pinads.operations == [operation] * 2


def test_audiences_by_status_and_owner(pinads: Pinads) -> None:
    assert pinads.ids("audiences", "list", "--status", "too_small") == ["2542620000005"]
    assert len(pinads.ids("audiences", "list", "--status", "all")) == 6
    pinads.ids("audiences", "list", "--ownership-type", "received")
    assert query(pinads)["ownership_type"] == ["RECEIVED"]


def test_an_empty_listing(pinads: Pinads) -> None:
    args = ("campaigns", "list", "--filter", "name=none of them")
    shown = {format: pinads.ok(*args, "-o", format).stdout for format in ("table", "json", "jsonl", "ids", "yaml")}
    assert shown == {"table": "no campaigns\n", "json": "[]\n", "jsonl": "", "ids": "", "yaml": "[]\n"}
    assert pinads.ok(*args, "--fields", "id,name", "-o", "csv").stdout == "id,name\n"


def test_verbose_is_one_line_a_request_without_the_token(pinads: Pinads) -> None:
    run = pinads.ok("campaigns", "list", "--page-size", "6", "-v", "-o", "ids")
    lines = [line for line in run.stderr.splitlines() if not line.startswith("note:")]
    assert [line.split(" (request")[0].split("&bookmark")[0] for line in lines] == [
        "GET /v5/ad_accounts/549755885175/campaigns?page_size=6&order=ASCENDING -> HTTP 200",
        "GET /v5/ad_accounts/549755885175/campaigns?page_size=6&order=ASCENDING",
    ]
    assert "pina_" not in pinads.ok("campaigns", "list", "--debug").stderr


def test_several_ad_accounts_each_with_its_own_money(pinads: Pinads) -> None:
    accounts = ("549755885175", "549755885176", "549755885177")
    rows = pinads.json("accounts", "list-campaigns", *accounts, "--status", "all")
    assert {row["ad_account_id"] for row in rows} == set(accounts)
    shown = "\n".join(pinads.ok("accounts", "list-campaigns", *accounts, "--status", "all", "-o", "table").lines)
    assert " USD" in shown
    assert " EUR" in shown
    assert " JPY" in shown
    run = pinads("accounts", "list-audiences", *accounts, "--bookmark", "x")
    assert run.exit_code == 2
    assert "--bookmark" in run.stderr
