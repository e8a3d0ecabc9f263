"""Keywords: the account's own, those of campaigns and ad groups, or all of them."""

from __future__ import annotations

from tests.support.command_line import Pinads
from tests.support.each import each

GROUP, OTHER, CAMPAIGN = "2680060000001", "2680060000002", "626735000001"


def test_without_a_parent_they_are_the_accounts_own(pinads: Pinads) -> None:
    run = pinads.ok("keywords", "list", "-o", "json")
    assert {item["parent_type"] for item in run.json} == {"advertiser"}
    assert run.stderr == ""


def test_of_ad_groups_in_one_request(pinads: Pinads) -> None:
    both = pinads.json("keywords", "list", "--adgroup", f"{GROUP},{OTHER}")
    assert {item["parent_id"] for item in both} == {GROUP, OTHER}
    assert len(pinads.requests) == 1
    assert pinads.json("keywords", "list", "--adgroup", "-", input=f"{GROUP}\n{OTHER}\n") == both


def test_of_campaigns_one_after_the_other(pinads: Pinads) -> None:
    found = pinads.json("keywords", "list", "--campaign", f"{CAMPAIGN},626735000005")
    assert [item["parent_id"] for item in found] == [CAMPAIGN, "626735000005"]
    assert len(pinads.requests) == 2


def test_all_of_them(pinads: Pinads) -> None:
    run = pinads.ok("keywords", "list", "--all", "-o", "jsonl")
    assert {item["parent_type"] for item in run.jsonl} == {"advertiser", "campaign", "adgroup"}
    assert len({item["id"] for item in run.jsonl}) == len(run.jsonl) == 399
    assert run.stderr == ""


def test_by_match_type(pinads: Pinads) -> None:
    found = pinads.json("keywords", "list", "--adgroup", GROUP, "--match-type", "broad,exact")
    assert {item["match_type"] for item in found} == {"BROAD", "EXACT"}


def test_several_in_a_table_with_their_parents_names(pinads: Pinads) -> None:
    run = pinads.ok("keywords", "list", "--adgroup", f"{GROUP},{OTHER}", "-o", "table")
    assert "Linen duvet covers | Broad" in run.lines[2]
    assert "Ceramic table lamps | Interests" in run.lines[-3]
    assert pinads.operations == ["keywords/get", "ad_groups/list"]


def test_one_is_found_by_listing(pinads: Pinads) -> None:
    assert pinads.json("keywords", "get", "2886900000014")["parent_id"] == GROUP
    assert pinads("keywords", "get", "2886900999999").exit_code == 4


@each("args", [("--adgroup", GROUP, "--campaign", CAMPAIGN), ("--all", "--campaign", CAMPAIGN), ("--all", "--adgroup", GROUP)])
def test_only_one_kind_of_parent(pinads: Pinads, args: tuple[str, ...]) -> None:
    run = pinads("keywords", "list", *args)
    assert run.exit_code == 2
    assert run.stderr.startswith("error: --adgroup, --campaign and --all ")
    assert pinads.requests == []


def test_a_bookmark_goes_with_one_parent_only(pinads: Pinads) -> None:
    assert pinads("keywords", "list", "--all", "--bookmark", "x").exit_code == 2
    page = pinads.json("keywords", "list", "--adgroup", GROUP, "--bookmark", "", "--page-size", "2")
    assert len(page["items"]) == 2
    assert page["bookmark"]
