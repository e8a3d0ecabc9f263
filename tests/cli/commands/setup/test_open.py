"""pinads open: the page of an entity in Ads Manager, printed where no browser can be opened."""

from __future__ import annotations

from tests.support.command_line import Pinads
from tests.support.each import each

ACCOUNT = "https://ads.pinterest.com/advertiser/549755885175/"
CAMPAIGN = f"{ACCOUNT}reporting/adgroups/?campaignIds=[626735000001]"


@each(
    "word",
    ["626735000001", "C626735000001", "2680060000001", "687195000001", "Spring refresh: linen bedding", "spring refresh:linen  bedding"],
)
def test_a_campaign_and_what_is_in_it_have_the_page_of_the_campaign(pinads: Pinads, word: str) -> None:
    run = pinads.ok("open", word)
    assert run.stdout == f"{CAMPAIGN}\n"
    assert "the address is an example" in run.stderr


@each("words", [(), ("549755885175",)])
def test_the_account_has_its_overview(pinads: Pinads, words: tuple[str, ...]) -> None:
    assert pinads.ok("open", *words, "-q") == (0, f"{ACCOUNT}\n", "")


def test_programs_get_what_was_found(pinads: Pinads) -> None:
    name = pinads.json("ads", "get", "687195000001")["name"]
    assert pinads.json("open", "687195000001") == {"url": CAMPAIGN, "kind": "ad", "id": "687195000001", "name": name}


@each(("word", "code", "named"), [("1", 4, "no campaign, ad group or ad 1"), ("Sprng refresh: linen bedding", 2, "did you mean 'Spring")])
def test_what_is_not_found_is_said(pinads: Pinads, word: str, code: int, named: str) -> None:
    run = pinads("open", word)
    assert (run.exit_code, run.stdout) == (code, "")
    assert named in run.stderr


def test_the_name_of_one_campaign_goes_before_an_ad_groups_and_that_of_two_does_not(pinads: Pinads) -> None:
    name = pinads.json("adgroups", "get", "2680060000001")["name"]
    pinads.ok("campaigns", "update", "626735000002", "--name", name, "--yes")
    assert pinads.ok("open", name).stdout == f"{ACCOUNT}reporting/adgroups/?campaignIds=[626735000002]\n"
    pinads.ok("campaigns", "update", "626735000003", "--name", name, "--yes")
    assert pinads("open", name).exit_code == 2


def test_an_address_of_ads_manager_is_one_of_its_entity(pinads: Pinads) -> None:
    assert pinads.ok("open", CAMPAIGN, "-q").stdout == f"{CAMPAIGN}\n"


def test_a_name_of_two_is_refused_with_both_ids(pinads: Pinads) -> None:
    pinads.ok("campaigns", "update", "626735000002", "--name", "Spring refresh: linen bedding", "--yes")
    run = pinads("open", "Spring refresh: linen bedding")
    assert run.exit_code == 2
    assert "626735000001" in run.stderr
    assert "626735000002" in run.stderr
