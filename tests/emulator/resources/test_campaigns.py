import pytest

from tests.support.each import each

NO_BUDGET = 2384
CBO = {"is_campaign_budget_optimization": True}


def test_a_campaign_is_answered_as_it_was_made_and_read_back_the_same(api):
    made = api.campaign(name="Zürich 東京 🌿\u0007", daily_spend_cap=25_000_000)
    assert made["name"] == "Zürich 東京 🌿\u0007"
    assert made["id"].isdigit()
    assert (made["status"], made["summary_status"], made["type"]) == ("ACTIVE", "RUNNING", "campaign")
    assert (made["ad_account_id"], made["created_time"]) == (api.account, int(api.clock.seconds))
    assert made["lifetime_spend_cap"] is None
    assert api.ok("GET", f"campaigns/{made['id']}") == made


def test_unknown_fields_and_those_of_the_server_are_ignored(api):
    made = api.campaign(id="1", created_time=1, summary_status="PAUSED", no_such_field=1)
    assert made["id"] != "1"
    assert (made["created_time"], made["summary_status"]) == (int(api.clock.seconds), "RUNNING")
    assert "no_such_field" not in made


def test_each_row_of_a_batch_stands_alone(api):
    rows = [
        {"ad_account_id": api.account, "name": name, "objective_type": objective}
        for name, objective in (("a", "CONSIDERATION"), ("b", "AWARENESS"), ("c", "CONSIDERATION"))
    ]
    first, second, third = api.ok("POST", "campaigns", body=rows)["items"]
    assert (first["data"]["name"], first["exceptions"]) == ("a", [])
    assert "data" not in second
    assert [refusal["code"] for refusal in second["exceptions"]] == [NO_BUDGET]
    assert int(third["data"]["id"]) > int(first["data"]["id"])
    assert len(api.items("campaigns")) == 2


@each("count", [0, 31])
def test_a_batch_has_1_to_30_rows(api, count):
    row = {"ad_account_id": api.account, "name": "a", "objective_type": "CONSIDERATION"}
    status, answer = api.call("POST", "campaigns", body=[row] * count)
    assert status == 400
    assert str(count) in answer["message"]


@each(
    ("fields", "code"),
    [
        ({"objective_type": "AWARENESS"}, NO_BUDGET),
        (CBO, NO_BUDGET),
        ({"daily_spend_cap": 5_000_000, "lifetime_spend_cap": 5_000_000}, 1),
        ({**CBO, "lifetime_spend_cap": 5_000_000}, 1),
        ({"daily_spend_cap": 0}, 1),
        ({"lifetime_spend_cap": -1}, 1),
        ({"start_time": 1_760_000_100, "end_time": 1_760_000_100}, 1),
        ({"start_time": -5}, 1),
        ({"ad_account_id": "549755885199"}, 1),
        ({"tracking_urls": {"click": ["https://example.com"] * 4}}, 1),
    ],
)
def test_what_cannot_be_made(api, fields, code):
    row = {"ad_account_id": api.account, "name": "a", "objective_type": "CONSIDERATION", **fields}
    assert api.refused("POST", "campaigns", row)[0] == code


def test_what_is_allowed_where_a_budget_is_needed(api):
    api.campaign(objective_type="AWARENESS", lifetime_spend_cap=5_000_000)
    api.campaign(**CBO, daily_spend_cap=5_000_000)
    api.campaign(**CBO, lifetime_spend_cap=5_000_000, end_time=1_770_000_000)
    api.campaign(objective_type="WEB_CONVERSION")


def test_an_update_changes_what_it_names_and_its_time(api):
    made = api.campaign(daily_spend_cap=5_000_000)
    api.clock.advance(60)
    changed = api.patch("campaigns", made, name="New", status="PAUSED")
    assert changed == {**made, "name": "New", "status": "PAUSED", "summary_status": "PAUSED", "updated_time": made["updated_time"] + 60}


@pytest.mark.parametrize(
    ("name", "value", "clear"),
    [
        ("end_time", 1_770_000_000, -1),
        ("end_time", 1_770_000_000, None),
        ("order_line_id", "12", "0"),
        ("daily_spend_cap", 5_000_000, None),
    ],
)
def test_null_and_the_sentinels_clear(api, name, value, clear):
    made = api.campaign(**{name: value})
    assert made[name] == value
    assert api.patch("campaigns", made, **{name: clear})[name] is None


def test_tracking_urls_that_are_no_urls_are_dropped_and_an_empty_object_removes_all(api):
    urls = {"click": ["https://example.com/?x={a}", "ftp://example.com", "nonsense"], "impression": ["http://"]}
    made = api.campaign(tracking_urls=urls)
    assert made["tracking_urls"] == {"click": ["https://example.com/?x={a}"]}
    assert "tracking_urls" not in api.patch("campaigns", made, tracking_urls={})


def test_the_daily_budget_cannot_be_raised_by_less_than_one(api):
    made = api.campaign(daily_spend_cap=5_000_000)
    api.refused("PATCH", "campaigns", api.update(made, {"daily_spend_cap": 5_999_999}))
    assert api.patch("campaigns", made, daily_spend_cap=6_000_000)["daily_spend_cap"] == 6_000_000
    assert api.patch("campaigns", made, daily_spend_cap=5_999_999)["daily_spend_cap"] == 5_999_999


def test_a_daily_cap_gives_way_to_a_lifetime_cap_only_when_it_is_cleared(api):
    made = api.campaign(daily_spend_cap=5_000_000)
    api.refused("PATCH", "campaigns", api.update(made, {"lifetime_spend_cap": 50_000_000}))
    changed = api.patch("campaigns", made, lifetime_spend_cap=50_000_000, daily_spend_cap=None)
    assert (changed["daily_spend_cap"], changed["lifetime_spend_cap"]) == (None, 50_000_000)


def test_archived_is_final_but_saying_it_again_is_no_change(api):
    made = api.campaign()
    archived = api.patch("campaigns", made, status="ARCHIVED")
    assert api.patch("campaigns", made, status="ARCHIVED") == archived
    for change in ({"status": "ACTIVE"}, {"name": "New"}):
        api.refused("PATCH", "campaigns", api.update(made, change))
    assert api.ok("GET", f"campaigns/{made['id']}")["summary_status"] == "ARCHIVED"


@pytest.mark.parametrize(
    "change", [{"objective_type": "VIDEO_COMPLETION"}, {**CBO, "daily_spend_cap": 5_000_000}, {"is_performance_plus": True}]
)
def test_some_fields_change_only_while_it_is_a_draft(api, change):
    running, draft = api.campaign(), api.campaign(status="DRAFT")
    api.refused("PATCH", "campaigns", api.update(running, change))
    assert change.items() <= api.patch("campaigns", draft, **change).items()
    same = {name: running[name] for name in change if name in running and name != "daily_spend_cap"}
    assert same.items() <= api.patch("campaigns", running, **same).items()


def test_nothing_becomes_a_draft_again(api):
    api.refused("PATCH", "campaigns", api.update(api.campaign(), {"status": "DRAFT"}))
    api.refused("PATCH", "campaigns", api.update(api.campaign(), {"status": "DELETED_DRAFT"}))
    assert api.patch("campaigns", api.campaign(status="DRAFT"), status="DELETED_DRAFT")["summary_status"] == "DELETED_DRAFT"


def test_turning_budget_optimisation_on_clears_the_budgets_below_and_off_sets_them(api):
    campaign = api.campaign(status="DRAFT")
    ad_group = api.ad_group(campaign, budget_in_micro_currency=7_000_000)
    api.patch("campaigns", campaign, **CBO, daily_spend_cap=9_000_000)
    below = api.ok("GET", f"ad_groups/{ad_group['id']}")
    assert (below["budget_in_micro_currency"], below["budget_type"]) == (None, "CBO_ADGROUP")
    off = {"is_campaign_budget_optimization": False, "default_ad_group_budget_in_micro_currency": 3_000_000}
    api.patch("campaigns", campaign, **off)
    below = api.ok("GET", f"ad_groups/{ad_group['id']}")
    assert (below["budget_in_micro_currency"], below["budget_type"]) == (3_000_000, "DAILY")


def test_the_summary_follows_the_clock(api):
    now = int(api.clock.seconds)
    made = api.campaign(start_time=now + 100, end_time=now + 200)
    seen = [made["summary_status"]]
    for _ in range(2):
        api.clock.advance(100)
        seen.append(api.ok("GET", f"campaigns/{made['id']}")["summary_status"])
    assert seen == ["NOT_STARTED", "RUNNING", "COMPLETED"]


def test_bid_multipliers_change_one_by_one(api):
    made = api.campaign(bid_options={"audience_multipliers": {"12": 1.5}, "placement_multipliers": {"SEARCH": 2}})
    mask = {"update_mask": ["PLACEMENT"], "placement_multipliers": {"BROWSE": 3}}
    assert api.patch("campaigns", made, bid_options=mask)["bid_options"] == {
        "audience_multipliers": {"12": 1.5},
        "placement_multipliers": {"BROWSE": 3},
    }


def test_an_unknown_id_is_refused_in_its_row(api):
    code, message = api.refused("PATCH", "campaigns", {"id": "626700000000", "ad_account_id": api.account, "name": "x"})
    assert code == 50
    assert "626700000000" in message
