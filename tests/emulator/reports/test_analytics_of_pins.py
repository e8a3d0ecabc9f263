"""Analytics by campaigns and Pins, of Pins, and of all entities together."""

from __future__ import annotations

import pytest

from tests.support.each import each

SPAN = "start_date=2025-10-01&end_date=2025-10-07&columns=TOTAL_IMPRESSION"
PIN, OTHER = "394205773611545468", "394205773611545469"


@pytest.fixture
def made(api):
    """Two campaigns; the first has two ads of one Pin and one of another, the second one of the first Pin."""
    api.clock.advance(-10 * 86_400)
    first, second = api.campaign(), api.campaign()
    group, elsewhere = api.ad_group(first), api.ad_group(second)
    ads = [api.ad(group, pin_id=PIN), api.ad(group, pin_id=PIN), api.ad(group, pin_id=OTHER), api.ad(elsewhere, pin_id=PIN)]
    api.campaigns = [first["id"], second["id"]]
    api.ads = [ad["id"] for ad in ads]
    api.clock.advance(10 * 86_400)
    return api


def measured(api, path, query, granularity="TOTAL"):
    return api.ok("GET", f"{path}/analytics", f"{SPAN}&granularity={granularity}&{query}")


def test_ads_of_campaigns_and_pins(made):
    def ids(query):
        return [row["AD_ID"] for row in measured(made, "ads", query)]

    first, second = made.campaigns
    assert ids(f"campaign_ids={first}&pin_ids={PIN}") == made.ads[:2]
    assert ids(f"campaign_ids={first}&campaign_ids={second}&pin_ids={PIN}&pin_ids={OTHER}") == made.ads
    assert ids(f"campaign_ids={second}&pin_ids={OTHER}") == []
    assert ids(f"ad_ids={made.ads[3]}") == made.ads[3:]


@each(
    "query",
    [
        "",
        "campaign_ids=1",
        f"pin_ids={PIN}",
        f"ad_ids=1&pin_ids={PIN}",
        "ad_ids=1&campaign_ids=1",
        f"ad_ids=1&campaign_ids=1&pin_ids={PIN}",
    ],
)
def test_other_combinations_are_refused(api, query):
    status, said = api.call("GET", "ads/analytics", f"{SPAN}&granularity=TOTAL&{query}")
    assert status == 400
    assert "ad_ids" in said["message"]


def test_a_pin_has_what_its_ads_have(made):
    first = made.campaigns[0]
    rows = measured(made, "pins", f"campaign_id={first}&pin_ids={PIN}&pin_ids={OTHER}&pin_ids=5", "DAY")
    assert {(row["PIN_ID"], row["DATE"]) for row in rows} == {(pin, f"2025-10-0{day}") for pin in (PIN, OTHER) for day in range(1, 8)}
    ads = measured(made, "ads", f"campaign_ids={first}&pin_ids={PIN}")
    assert sum(row["TOTAL_IMPRESSION"] for row in rows if row["PIN_ID"] == PIN) == sum(row["TOTAL_IMPRESSION"] for row in ads) > 0


@each("query", [f"pin_ids={PIN}", "campaign_id=1"])
def test_pins_need_a_campaign(api, query):
    status, said = api.call("GET", "pins/analytics", f"{SPAN}&granularity=TOTAL&{query}")
    assert (status, "campaign_id and pin_ids" in said["message"]) == (400, True)


@pytest.mark.parametrize(
    ("collection", "name", "id_column"), [("campaigns", "campaign_ids", "CAMPAIGN_ID"), ("ad_groups", "ad_group_ids", "AD_GROUP_ID")]
)
def test_one_row_for_all_together(made, collection, name, id_column):
    query = "&".join(f"{name}={identity}" for identity in made.ids(collection))
    each = measured(made, collection, query, "DAY")
    together = measured(made, collection, f"{query}&aggregate_report_rows=true", "DAY")
    assert len(each) == 14
    assert [set(row) for row in together] == [{"DATE", "TOTAL_IMPRESSION"}] * 7
    for row in together:
        assert row["TOTAL_IMPRESSION"] == sum(one["TOTAL_IMPRESSION"] for one in each if one["DATE"] == row["DATE"])
    assert all(id_column in row for row in measured(made, collection, f"{query}&aggregate_report_rows=false"))
