import pytest


def row(ad_group, **fields):
    return {"ad_group_id": ad_group["id"], "creative_type": "REGULAR", "pin_id": "394205773611545468", **fields}


def test_an_ad_knows_its_campaign_and_takes_the_prefix_of_its_ad_group(api):
    ad_group = api.ad_group()
    made = api.one("POST", "ads", row({"id": "AG" + ad_group["id"]}, name="An ad", grid_click_type="CLOSEUP"))
    assert (made["ad_group_id"], made["campaign_id"]) == (ad_group["id"], ad_group["campaign_id"])
    assert (made["type"], made["status"]) == ("pinpromotion", "ACTIVE")
    assert "grid_click_type" not in made


def test_exceptions_are_one_object_and_data_is_left_out(api):
    refused, done = api.ok("POST", "ads", body=[row({"id": "1"}), row(api.ad_group())])["items"]
    assert set(refused) == {"exceptions"}
    assert set(refused["exceptions"]) == {"code", "message"}
    assert set(done) == {"data"}
    assert done["data"]["id"]


@pytest.mark.parametrize("fields", [{"name": "n" * 256}, {"tracking_urls": {"click": ["https://example.com"] * 4}}])
def test_what_cannot_be_made(api, fields):
    api.refused("POST", "ads", row(api.ad_group(), **fields))


def test_the_review_takes_a_moment(api):
    made = api.ad()
    assert (made["review_status"], made["summary_status"]) == ("PENDING", "PENDING")
    api.clock.advance(5)
    found = api.ok("GET", f"ads/{made['id']}")
    assert (found["review_status"], found["summary_status"]) == ("APPROVED", "APPROVED")


def test_a_paused_parent_shows_in_the_summary(api):
    ad_group = api.ad_group()
    made = api.ad(ad_group)
    api.clock.advance(5)
    api.patch("ad_groups", ad_group, status="PAUSED")
    assert api.ok("GET", f"ads/{made['id']}")["summary_status"] == "PAUSED"


def test_the_pin_changes_only_while_it_is_a_draft(api):
    made, draft = api.ad(), api.ad(status="DRAFT")
    api.refused("PATCH", "ads", {"id": made["id"], "pin_id": "12"})
    assert api.patch("ads", draft, pin_id="12")["pin_id"] == "12"
    assert api.patch("ads", made, pin_id=None)["pin_id"] == made["pin_id"]


def test_it_stays_in_its_ad_group(api):
    made = api.ad()
    api.refused("PATCH", "ads", {"id": made["id"], "ad_group_id": api.ad_group()["id"]})
    assert api.patch("ads", made, ad_group_id=made["ad_group_id"], name="x")["name"] == "x"


def test_rejected_ads_of_the_sample_say_why(sample):
    statuses = [ad["review_status"] for page in sample.pages("ads", "page_size=250") for ad in page]
    assert {"APPROVED", "REJECTED", "PENDING"} == set(statuses)
    rejected = next(ad for ad in sample.items("ads", "page_size=250") if ad["review_status"] == "REJECTED")
    assert rejected["rejected_reasons"]
    assert rejected["rejection_labels"]


def test_nothing_is_made_in_an_archived_ad_group(api):
    ad_group = api.ad_group()
    api.patch("ad_groups", ad_group, status="ARCHIVED")
    assert "final" in api.refused("POST", "ads", row(ad_group))[1]


def test_what_is_below_something_archived_says_so(api):
    campaign = api.campaign()
    group = api.ad_group(campaign, status="PAUSED")
    running, paused = api.ad(group), api.ad(group, status="PAUSED")
    api.patch("campaigns", campaign, status="ARCHIVED")
    for ad, status in ((running, "ACTIVE"), (paused, "PAUSED")):
        found = api.ok("GET", f"ads/{ad['id']}")
        assert (found["status"], found["summary_status"]) == (status, "ARCHIVED")
