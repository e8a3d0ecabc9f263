"""Incidents in the sample and in planted accounts, and quiet accounts without any."""

import pytest

from tests.emulator.report_rows import day

DAYS = 28
FATIGUED, UNDERSPENT, REJECTED, ENDED, SILENT = "626735000004", "626735000005", "626735000006", "626735000011", "626735000015"
COLUMNS = "SPEND_IN_MICRO_DOLLAR,TOTAL_IMPRESSION_FREQUENCY,ECTR,TOTAL_IMPRESSION"


def weeks(api, campaign):
    """Measure a campaign in each of the last four complete weeks."""
    found = []
    for first in range(DAYS, 0, -7):
        query = f"start_date={day(api, first)}&end_date={day(api, first - 6)}&granularity=TOTAL&columns={COLUMNS}&campaign_ids={campaign}"
        found += api.ok("GET", "campaigns/analytics", query)
    return found


def budget(api, campaign):
    """Return what a campaign may spend in a week."""
    found = api.ok("GET", f"campaigns/{campaign}")
    groups = api.items("ad_groups", f"campaign_ids={campaign}&page_size=250")
    own = sum(group["budget_in_micro_currency"] or 0 for group in groups if group["status"] == "ACTIVE")
    if found["lifetime_spend_cap"]:
        return found["lifetime_spend_cap"] * 7 * 86_400 / (found["end_time"] - found["start_time"])
    return 7 * (found["daily_spend_cap"] or own)


def rejected(api, campaign):
    ads = api.items("ads", f"campaign_ids={campaign}&page_size=250")
    return [ad["name"] for ad in ads if ad["review_status"] == "REJECTED"]


def is_fatigued(found):
    frequency, rate = ([week[name] for week in found] for name in ("TOTAL_IMPRESSION_FREQUENCY", "ECTR"))
    return frequency[-1] > 1.08 * frequency[-2] and rate[-1] < 0.92 * rate[-2]


def assert_quiet(api, campaign):
    found, limit = weeks(api, campaign), budget(api, campaign)
    assert all(0.93 * limit < week["SPEND_IN_MICRO_DOLLAR"] <= limit for week in found)
    frequency, rate = ([week[name] for week in found] for name in ("TOTAL_IMPRESSION_FREQUENCY", "ECTR"))
    assert max(frequency) < 1.06 * min(frequency)
    assert max(rate) < 1.06 * min(rate)
    assert rejected(api, campaign) == []


def test_the_first_account_has_one_campaign_of_each(sample):
    assert is_fatigued(weeks(sample, FATIGUED))
    assert weeks(sample, UNDERSPENT)[-1]["SPEND_IN_MICRO_DOLLAR"] < 0.6 * budget(sample, UNDERSPENT)
    assert len(rejected(sample, REJECTED)) == 1
    assert [week["TOTAL_IMPRESSION"] for week in weeks(sample, SILENT)] == [0] * 4
    campaigns = {one["id"]: one for one in sample.items("campaigns", "page_size=250&entity_statuses=ACTIVE")}
    assert campaigns[ENDED]["summary_status"] == "COMPLETED"
    running = [one["id"] for one in campaigns.values() if one["summary_status"] == "RUNNING"]
    quiet = set(running) - {FATIGUED, UNDERSPENT, REJECTED, ENDED, SILENT}
    assert len(quiet) >= 3
    for campaign in quiet:
        assert_quiet(sample, campaign)


@pytest.mark.parametrize("seed", range(3))
def test_a_planted_account_is_quiet(new_api, seed):
    api = new_api(account="1")
    planted = api.emulator.plant_account(seed)
    api.account = planted.id
    assert (len(planted.quiet), planted.incidents) == (5, {})
    for campaign in planted.quiet:
        assert_quiet(api, campaign)


def test_each_incident_can_be_planted_alone(new_api):
    api = new_api(account="1")
    for incident in ("underspend", "fatigue", "silent", "rejected", "ended"):
        planted = api.emulator.plant_account(7, [incident], campaigns=1)
        api.account = planted.id
        assert list(planted.incidents) == [incident]
        campaign = planted.incidents[incident]
        found = weeks(api, campaign)
        spent = [week["SPEND_IN_MICRO_DOLLAR"] for week in found]
        assert (spent == [0] * 4) == (incident == "silent")
        assert is_fatigued(found) == (incident == "fatigue")
        assert len(rejected(api, campaign)) == (incident == "rejected")
        assert (api.ok("GET", f"campaigns/{campaign}")["summary_status"] == "COMPLETED") == (incident == "ended")
        assert (0 < spent[-1] < 0.6 * budget(api, campaign)) == (incident in ("underspend", "ended"))
        assert_quiet(api, planted.quiet[0])
    with pytest.raises(ValueError, match=r"'fire': .*underspend, fatigue"):
        api.emulator.plant_account(1, ["fire"])


def test_seeding_again_begins_a_new_history(sample):
    first = sample.items("campaigns")[0]
    before = weeks(sample, first["id"])
    sample.patch("campaigns", first, status="PAUSED")
    sample.clock.advance(86_400)
    sample.emulator.seed()
    assert weeks(sample, first["id"])[-1]["TOTAL_IMPRESSION"] > 0
    sample.clock.advance(-86_400)
    assert weeks(sample, first["id"]) == before
