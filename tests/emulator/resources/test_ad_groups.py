import pytest

CBO = {"is_campaign_budget_optimization": True, "daily_spend_cap": 50_000_000}


def row(campaign, **fields):
    return {"campaign_id": campaign["id"], "name": "Ad group", "billable_event": "CLICKTHROUGH", **fields}


def test_defaults_of_the_server(api):
    made = api.ad_group(budget_in_micro_currency=5_000_000)
    assert (made["status"], made["budget_type"], made["pacing_delivery_type"], made["type"]) == ("ACTIVE", "DAILY", "STANDARD", "adgroup")
    assert "optimization_goal_metadata" not in made
    assert made["bid_in_micro_currency"] is None


def test_no_budget_outside_cbo_is_accepted(api):
    assert api.ad_group()["budget_in_micro_currency"] is None


def test_the_prefix_of_a_campaign_id_is_taken_and_not_answered(api):
    campaign = api.campaign()
    made = api.one("POST", "ad_groups", row({"id": "C" + campaign["id"]}))
    assert made["campaign_id"] == campaign["id"]


def test_in_a_cbo_campaign_the_campaign_holds_the_budget(api):
    campaign = api.campaign(**CBO)
    assert api.ad_group(campaign)["budget_type"] == "CBO_ADGROUP"
    assert api.ad_group(campaign, budget_type="CBO_ADGROUP")["budget_in_micro_currency"] is None
    api.refused("POST", "ad_groups", row(campaign, budget_in_micro_currency=5_000_000))
    api.refused("POST", "ad_groups", row(campaign, budget_type="LIFETIME"))
    api.refused("POST", "ad_groups", row(api.campaign(), budget_type="CBO_ADGROUP"))


def test_a_cbo_campaign_has_70_ad_groups_at_most(api):
    campaign = api.campaign(**CBO)
    for size in (30, 30, 10):
        api.ok("POST", "ad_groups", body=[row(campaign)] * size)
    api.refused("POST", "ad_groups", row(campaign))
    api.patch("ad_groups", api.items("ad_groups")[0], status="ARCHIVED")
    api.ad_group(campaign)


@pytest.mark.parametrize(
    "fields",
    [
        {"campaign_id": "626700000000"},
        {"budget_in_micro_currency": 0},
        {"bid_in_micro_currency": -1},
        {"start_time": 200, "end_time": 100},
        {"tracking_urls": {"impression": ["https://example.com"] * 4}},
    ],
)
def test_what_cannot_be_made(api, fields):
    api.refused("POST", "ad_groups", row(api.campaign(), **fields))


def test_a_campaign_of_another_account_does_not_exist_here(api):
    campaign = api.campaign()
    api.account = api.ok("POST", "/ad_accounts", body={"name": "Other"})["id"]
    api.refused("POST", "ad_groups", row(campaign))


def test_nothing_is_made_in_an_archived_campaign(api):
    campaign = api.campaign()
    api.patch("campaigns", campaign, status="ARCHIVED")
    assert "final" in api.refused("POST", "ad_groups", row(campaign))[1]


def test_targeting_is_replaced_as_a_whole(api):
    made = api.ad_group(targeting_spec={"GENDER": ["female"], "LOCATION": ["US"], "AGE_BUCKET": None})
    assert made["targeting_spec"] == {"GENDER": ["female"], "LOCATION": ["US"]}
    assert api.patch("ad_groups", made, targeting_spec={"GEO": ["US-CA"]})["targeting_spec"] == {"GEO": ["US-CA"]}


def test_the_sentinels_clear(api):
    made = api.ad_group(bid_multiplier=1.5, targeting_template_ids=["12"], promotion_id="34")
    assert (made["bid_multiplier"], made["targeting_template_ids"], made["promotion_id"]) == (1.5, ["12"], "34")
    changed = api.patch("ad_groups", made, bid_multiplier=0, targeting_template_ids=["0"], promotion_id="0")
    assert (changed["bid_multiplier"], changed.get("targeting_template_ids"), changed["promotion_id"]) == (None, None, None)


def test_what_never_changes_or_only_in_a_draft(api):
    made, other = api.ad_group(), api.campaign()
    api.refused("PATCH", "ad_groups", {"id": made["id"], "campaign_id": other["id"]})
    api.refused("PATCH", "ad_groups", {"id": made["id"], "billable_event": "IMPRESSION"})
    draft = api.ad_group(status="DRAFT")
    assert api.patch("ad_groups", draft, billable_event="IMPRESSION")["billable_event"] == "IMPRESSION"


def test_a_small_raise_is_refused_for_daily_budgets_only(api):
    daily = api.ad_group(budget_in_micro_currency=5_000_000)
    lifetime = api.ad_group(budget_in_micro_currency=5_000_000, budget_type="LIFETIME")
    api.refused("PATCH", "ad_groups", {"id": daily["id"], "budget_in_micro_currency": 5_000_001})
    assert api.patch("ad_groups", lifetime, budget_in_micro_currency=5_000_001)["budget_in_micro_currency"] == 5_000_001


@pytest.mark.parametrize(
    ("campaign", "ad_group", "summary"),
    [
        ("ACTIVE", "ACTIVE", "RUNNING"),
        ("PAUSED", "ACTIVE", "PAUSED"),
        ("ACTIVE", "PAUSED", "PAUSED"),
        ("ARCHIVED", "ACTIVE", "ARCHIVED"),
        ("ARCHIVED", "PAUSED", "ARCHIVED"),
    ],
)
def test_the_campaign_holds_its_ad_groups_back_without_changing_their_status(api, campaign, ad_group, summary):
    parent = api.campaign()
    made = api.ad_group(parent, status=ad_group)
    if campaign != "ACTIVE":
        api.patch("campaigns", parent, status=campaign)
    found = api.ok("GET", f"ad_groups/{made['id']}")
    assert (found["status"], found["summary_status"]) == (ad_group, summary)
