"""API 5.28: objectives and promotion types, values that end on a date, time zones, new customer acquisition."""

import pytest

FEBRUARY_2 = 1_801_526_400
"""2027-02-02 at midnight UTC."""


def campaign(api, **fields):
    return {"ad_account_id": api.account, "name": "Today", "daily_spend_cap": 20_000_000, **fields}


@pytest.mark.parametrize("objective", ["SALES", "LEADS", "APP_INSTALL", "CTV_CONSIDERATION"])
def test_the_objectives_that_pinterest_sells(api, objective):
    made = api.campaign(objective_type=objective)
    assert (made["objective_type"], made["intended_promotion_type"]) == (objective, "STANDARD_AD")


def test_a_promotion_type_that_the_objective_does_not_take_is_refused(api):
    _, message = api.refused("POST", "campaigns", campaign(api, objective_type="AWARENESS", intended_promotion_type="CATALOG"))
    assert message == "Invalid intended_promotion_type 'CATALOG': objective AWARENESS takes STANDARD_AD"
    assert api.campaign(objective_type="SALES", intended_promotion_type="CATALOG")["intended_promotion_type"] == "CATALOG"
    assert api.campaign(objective_type="WEB_CONVERSION")["intended_promotion_type"] == "LEGACY"


def test_objective_and_promotion_type_change_only_in_a_draft(api):
    draft = api.campaign(status="DRAFT", objective_type="SALES", intended_promotion_type="CATALOG")
    assert api.patch("campaigns", draft, objective_type="AWARENESS", daily_spend_cap=20_000_000)["intended_promotion_type"] == "STANDARD_AD"
    api.refused("PATCH", "campaigns", api.update(draft, {"intended_promotion_type": "CATALOG"}))
    running = api.campaign(objective_type="SALES")
    for fields in ({"intended_promotion_type": "CATALOG"}, {"objective_type": "LEADS"}, {"is_top_of_search": True}):
        _, message = api.refused("PATCH", "campaigns", api.update(running, fields))
        assert message.endswith("status is DRAFT")


def test_old_objectives_are_taken_until_their_last_day(api):
    api.clock.seconds = FEBRUARY_2 - 1
    made = api.campaign(objective_type="WEB_CONVERSION")
    draft = api.campaign(status="DRAFT")
    api.clock.seconds = FEBRUARY_2
    code, message = api.refused("POST", "campaigns", campaign(api, objective_type="CATALOG_SALES"))
    assert (code, "CATALOG_SALES" in message, "2027-02-01: use SALES" in message) == (1, True, True)
    api.refused("PATCH", "campaigns", api.update(draft, {"objective_type": "WEB_CONVERSION"}))
    assert api.patch("campaigns", made, name="Still running")["name"] == "Still running"


def test_bid_multipliers_by_gender_and_frequency(api):
    options = {"frequency_multipliers": {"0": 2}, "freq_bid_multiplier_time_window": "WEEK", "update_mask": ["FREQUENCY"]}
    made = api.campaign(bid_options={"gender_multipliers": {"female": 1.5}})
    changed = api.patch("campaigns", made, bid_options=options)["bid_options"]
    assert changed == {
        "gender_multipliers": {"female": 1.5},
        "frequency_multipliers": {"0": 2},
        "freq_bid_multiplier_time_window": "WEEK",
    }


def test_an_account_has_a_time_zone(sample):
    assert [account["time_zone"] for account in sample.ok("GET", "/ad_accounts")["items"]] == [
        "America/Los_Angeles",
        "Europe/Berlin",
        "Asia/Tokyo",
    ]
    made = sample.ok("POST", "/ad_accounts", body={"name": "n", "country": "GB", "owner_user_id": "1"})
    assert made["time_zone"] == "Europe/London"
    assert sample.ok("POST", "/ad_accounts", body={"name": "n", "time_zone": "Asia/Kolkata"})["time_zone"] == "Asia/Kolkata"
    assert sample.call("POST", "/ad_accounts", body={"name": "n", "time_zone": "half past nine"})[0] == 400


def test_lists_and_audiences_for_new_customer_acquisition_can_be_left_out(api):
    plain = api.ok("POST", "customer_lists", body={"name": "plain", "records": "a@example.com"})
    nca = api.ok("POST", "customer_lists", body={"name": "nca", "records": "a@example.com", "is_nca": True})
    assert nca["is_nca"] is True
    assert api.ids("customer_lists", "exclude_nca=true") == [plain["id"]]
    assert api.ids("customer_lists") == [plain["id"], nca["id"]]
    made = [
        api.ok("POST", "audiences", body={"name": "n", "audience_type": "CUSTOMER_LIST", "rule": {"customer_list_id": each["id"]}})
        for each in (nca, plain)
    ]
    assert [audience["is_nca"] for audience in made] == [True, False]
    assert [len(page) for page in api.pages("audiences", "exclude_nca=true&page_size=1")] == [1]


def test_records_of_several_parts_are_counted(api):
    people = [{"email": "a@example.com", "ip_address": "192.0.2.1"}, {"maid": "38400000-8cf0-11bd-b23e-10b96e40000d"}, {}]
    made = api.ok("POST", "customer_lists", body={"name": "n", "records_v2": people})
    assert made["num_uploaded_user_records"] == 2
    assert not {"records", "records_v2"} & set(made)
    both = {"name": "n", "records": "a@example.com", "records_v2": people}
    assert [api.call("POST", "customer_lists", body=body)[0] for body in (both, {"name": "n"})] == [400, 400]
