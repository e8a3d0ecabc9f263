import pytest

from pinads.sdk.schema.choices import ALL_STATUSES

ACCOUNTS = ("549755885175", "549755885176", "549755885177")
EVERYTHING = f"page_size=250&entity_statuses={','.join(ALL_STATUSES)}"


def everything(api, collection):
    return [item for account in ACCOUNTS for page in api.pages(f"/ad_accounts/{account}/{collection}", EVERYTHING) for item in page]


def test_it_is_the_same_each_time(new_api):
    found = []
    for _ in range(2):
        api = new_api()
        api.emulator.seed()
        found.append([everything(api, collection) for collection in ("campaigns", "ad_groups", "ads")])
    assert found[0] == found[1]


def test_its_size(sample):
    counts = sample.emulator.seed()
    assert (counts["ad_account"], counts["campaign"], counts["ad_group"], counts["ad"]) == (3, 20, 60, 300)
    assert counts["keyword"] > 400
    assert counts["audience"] >= 3
    assert counts["customer_list"] >= 2
    assert counts == sample.emulator.status()["counts"]


def test_every_state_is_in_it(sample):
    campaigns, ad_groups = everything(sample, "campaigns"), everything(sample, "ad_groups")
    assert {item["status"] for item in campaigns} == set(ALL_STATUSES)
    assert {"RUNNING", "PAUSED", "NOT_STARTED", "COMPLETED", "ARCHIVED", "DRAFT"} <= {item["summary_status"] for item in campaigns}
    assert {item["is_campaign_budget_optimization"] for item in campaigns} == {True, False}
    assert any(item["daily_spend_cap"] for item in campaigns)
    assert any(item["lifetime_spend_cap"] for item in campaigns)
    assert {item["budget_type"] for item in ad_groups} == {"DAILY", "CBO_ADGROUP"}
    assert {item["status"] for item in sample.items("customer_lists")} == {"READY", "TOO_SMALL"}


def test_names_that_a_table_has_to_survive(sample):
    names = [item["name"] for item in everything(sample, "campaigns")]
    assert any("[bold]" in name for name in names)
    assert any("\u0007" in name for name in names)
    assert any("東京" in name for name in names)
    assert any(len(name) > 100 for name in names)


def test_budgets_are_where_the_rules_want_them(sample):
    campaigns = {item["id"]: item for item in everything(sample, "campaigns")}
    for campaign in campaigns.values():
        caps = [campaign["daily_spend_cap"], campaign["lifetime_spend_cap"]]
        needed = campaign["is_campaign_budget_optimization"] or campaign["objective_type"] == "AWARENESS"
        assert None in caps
        assert any(caps) or not needed
    for ad_group in everything(sample, "ad_groups"):
        optimised = campaigns[ad_group["campaign_id"]]["is_campaign_budget_optimization"]
        assert (ad_group["budget_in_micro_currency"] is None) == optimised


def test_it_can_be_changed_like_anything_else(sample):
    paused = sample.items("campaigns", "entity_statuses=PAUSED")[0]
    assert sample.patch("campaigns", paused, status="ACTIVE")["status"] == "ACTIVE"
    lists = sample.items("customer_lists")
    body = {"operation_type": "ADD", "records": "new@example.com"}
    sample.ok("PATCH", f"customer_lists/{lists[0]['id']}", body=body)
    sample.clock.advance(5)
    assert sample.ok("GET", f"customer_lists/{lists[0]['id']}")["status"] == "READY"


@pytest.mark.slow
def test_more_campaigns_change_none_of_the_first_20(new_api):
    api = new_api()
    api.emulator.seed()
    first = everything(api, "campaigns"), everything(api, "ads")
    counts = api.emulator.seed(100)
    again = everything(api, "campaigns"), everything(api, "ads")
    assert counts["campaign"] == len(again[0]) == 100
    for before, after in zip(first, again, strict=True):
        known = {item["id"] for item in before}
        assert [item for item in after if item["id"] in known] == sorted(before, key=lambda item: (item["ad_account_id"], item["id"]))


@pytest.mark.slow
def test_seeding_again_leaves_what_users_made(new_api):
    api = new_api()
    api.emulator.seed(100)
    made = api.campaign()
    api.emulator.seed(20)
    assert api.ids("campaigns") == [made["id"]]
    assert len(everything(api, "campaigns")) == 20


@pytest.mark.parametrize("campaigns", [0, 1])
def test_small_samples(new_api, campaigns):
    api = new_api()
    assert api.emulator.seed(campaigns)["campaign"] == campaigns == len(everything(api, "campaigns"))


@pytest.mark.slow
def test_a_large_sample_is_loaded_and_listed_like_a_small_one(new_api, tmp_path):
    api = new_api(tmp_path)
    counts = api.emulator.seed(501)
    assert counts["campaign"] == len(everything(api, "campaigns")) == 501
    assert {group["campaign_id"] for group in api.items(f"/ad_accounts/{ACCOUNTS[0]}/ad_groups", "campaign_ids=626735000501")} == {
        "626735000501"
    }
    assert api.emulator.status()["counts"]["ad"] == counts["ad"]
    assert api.campaign()["id"]
