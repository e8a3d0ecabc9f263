"""The figures of random accounts: they add up at every level, stay within budgets, and the past stays as it was."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pinads.sdk.reports.analytics import AnalyticsColumn
from pinads.sdk.schema.fields import spec_of
from tests.emulator.conftest import Api
from tests.emulator.report_rows import day, groups, rows

DAY = 86_400
EXAMPLES = settings().max_examples * 2 // 5
"""Fewer than elsewhere: each is an account that is measured at every level."""
CURRENCIES = {"US": 1_000_000, "JP": 100_000_000}
DELIVERED = [
    "SPEND_IN_MICRO_DOLLAR",
    "IMPRESSION_1",
    "TOTAL_IMPRESSION",
    "CLICKTHROUGH_1",
    "TOTAL_CLICKTHROUGH",
    "REPIN_1",
    "TOTAL_ENGAGEMENT",
]
CONVERTED = ["TOTAL_CONVERSIONS", "TOTAL_CHECKOUT", "TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR", "TOTAL_WEB_VIEW_CHECKOUT", "LEADS"]
COUNTED = [*DELIVERED, *CONVERTED]
PATHS = {"campaigns": "CAMPAIGN_ID", "ad_groups": "AD_GROUP_ID", "ads": "AD_ID"}

money = st.integers(5, 300)
statuses = st.sampled_from(["ACTIVE", "ACTIVE", "ACTIVE", "PAUSED"])
ad_groups = st.fixed_dictionaries({"status": statuses, "budget": st.none() | money, "ads": st.lists(statuses, min_size=1, max_size=3)})
changes = st.tuples(
    st.sampled_from([0, 0.4, 1, 1.7]),
    st.sampled_from(["campaigns", "ad_groups", "ads"]),
    st.integers(0, 20),
    st.sampled_from([{"status": "PAUSED"}, {"status": "ACTIVE"}, {"money": 40}, {"money": 500}]),
)
campaigns = st.fixed_dictionaries(
    {
        "status": statuses,
        "cap": st.sampled_from(["none", "daily", "lifetime", "cbo"]),
        "money": money,
        "ad_groups": st.lists(ad_groups, min_size=1, max_size=3),
    }
)
accounts = st.fixed_dictionaries(
    {
        "country": st.sampled_from(list(CURRENCIES)),
        "campaigns": st.lists(campaigns, min_size=1, max_size=3),
        "changes": st.lists(changes, max_size=4),
    }
)


class Account:
    """An emulated ad account of 12 days, whose entities were changed in between."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.api = Api()
        self.api.account = self.api.ok("POST", "/ad_accounts", body={"name": "Test", "country": plan["country"]})["id"]
        self.unit = CURRENCIES[plan["country"]]
        self.ids: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for campaign in plan["campaigns"]:
            self._campaign(campaign)
        for wait, collection, number, change in plan["changes"]:
            self.api.clock.advance(int(wait * DAY))
            self.change(collection, number, change)
        self.api.clock.advance(2 * DAY)

    def _campaign(self, plan: dict[str, Any]) -> None:
        amount, now = plan["money"] * self.unit, int(self.api.clock.seconds)
        fields = {
            "none": {},
            "daily": {"daily_spend_cap": amount},
            "lifetime": {"lifetime_spend_cap": 5 * amount, "end_time": now + 9 * DAY},
            "cbo": {"daily_spend_cap": amount, "is_campaign_budget_optimization": True},
        }[plan["cap"]]
        made = self.api.campaign(status=plan["status"], **fields)
        self.ids["campaigns"].append(made)
        for group in plan["ad_groups"]:
            budget = {} if group["budget"] is None or plan["cap"] == "cbo" else {"budget_in_micro_currency": group["budget"] * self.unit}
            ad_group = self.api.ad_group(made, status=group["status"], **budget)
            self.ids["ad_groups"].append(ad_group)
            self.ids["ads"] += [self.api.ad(ad_group, status=status) for status in group["ads"]]

    def change(self, collection: str, number: int, change: dict[str, Any]) -> None:
        """Change the status or the budget of an entity, unless it has none."""
        entity = self.ids[collection][number % len(self.ids[collection])]
        amount = change.get("money", 0) * self.unit
        name = {"campaigns": "daily_spend_cap", "ad_groups": "budget_in_micro_currency"}.get(collection, "")
        if amount and not entity.get(name):
            return
        self.api.patch(collection, entity, **({name: amount} if amount else change))

    def measured(self, path: str, columns: list[str], granularity: str = "DAY", first: int = 12, last: int = 0, **more: str) -> Any:
        """Measure everything of a kind; an empty path is the account."""
        query = {
            "start_date": day(self.api, first),
            "end_date": day(self.api, last),
            "granularity": granularity,
            "columns": ",".join(columns),
            **more,
        }
        if path:
            query[f"{path[:-1]}_ids"] = ",".join(entity["id"] for entity in self.ids[path])
        where = f"{path or '/ad_accounts/' + self.api.account}/" + ("targeting_analytics" if "targeting_types" in more else "analytics")
        return self.api.ok("GET", where, "&".join(f"{name}={value}" for name, value in query.items()))


def summed(rows: list[dict[str, Any]], columns: list[str], by: Any = lambda row: row.get("DATE", "")[:10]) -> dict[Any, dict[str, int]]:
    """Add up columns of rows, by default by day."""
    found: dict[Any, dict[str, int]] = defaultdict(lambda: dict.fromkeys(columns, 0))
    for row in rows:
        for name in columns:
            found[by(row)][name] += row[name]
    return dict(found)


@pytest.mark.slow
@settings(max_examples=EXAMPLES)
@given(accounts)
def test_every_level_adds_up_to_the_account(plan: dict[str, Any]) -> None:
    account = Account(plan)
    whole = summed(account.measured("", COUNTED), COUNTED)
    for path in PATHS:
        assert summed(account.measured(path, COUNTED), COUNTED) == whole
    total = summed(account.measured("", COUNTED, "TOTAL"), COUNTED, lambda row: "")[""]
    assert {name: sum(one[name] for one in whole.values()) for name in COUNTED} == total
    hours = account.measured("ad_groups", COUNTED, "HOUR", 2, 0)
    assert summed(hours, DELIVERED) == {date: {name: one[name] for name in DELIVERED} for date, one in list(whole.items())[-3:]}
    # Pinterest has no data of conversions by hour.
    assert not any(row["TOTAL_CONVERSIONS"] for row in hours)
    local = account.measured("campaigns", COUNTED, "TOTAL", 13, -1, reporting_timezone="AD_ACCOUNT_TIME_ZONE")
    assert summed(local, COUNTED, lambda row: "")[""] == total
    (aggregate,) = account.measured("campaigns", COUNTED, "TOTAL", aggregate_report_rows="true")
    assert aggregate == total


@pytest.mark.slow
@settings(max_examples=EXAMPLES)
@given(accounts)
def test_parts_of_a_targeting_type_add_up_at_every_level(plan: dict[str, Any]) -> None:
    account = Account(plan)
    whole = summed(account.measured("", COUNTED), COUNTED)
    parts = []
    for path in ("", *PATHS):
        found = account.measured(path, COUNTED, targeting_types="GENDER,COUNTRY")["data"]
        for kind in ("GENDER", "COUNTRY"):
            assert summed([row["metrics"] for row in found if row["targeting_type"] == kind], COUNTED) == whole
        parts.append(
            summed([{**row["metrics"], "value": row["targeting_value"]} for row in found], COUNTED, lambda row: (row["DATE"], row["value"]))
        )
    assert all(part == parts[0] for part in parts)


@pytest.mark.slow
@settings(max_examples=EXAMPLES)
@given(accounts)
def test_reports_have_the_same_figures(plan: dict[str, Any]) -> None:
    account = Account(plan)
    span = {"start_date": day(account.api, 12), "end_date": day(account.api, 1), "columns": COUNTED}
    wanted = summed(account.measured("", COUNTED, last=1), COUNTED)
    for level in ("ADVERTISER", "CAMPAIGN", "AD_GROUP", "PIN_PROMOTION"):
        found = [{**dict.fromkeys(COUNTED, 0), **row} for row in rows(account.api, level=level, **span)]
        assert summed(found, COUNTED) == {date: one for date, one in wanted.items() if any(one.values())}
    keywords = rows(account.api, level="KEYWORD", **span)
    assert keywords == []


@settings(max_examples=EXAMPLES)
@given(accounts)
def test_figures_hang_together(plan: dict[str, Any]) -> None:
    account = Account(plan)
    columns = [*COUNTED, "TOTAL_IMPRESSION_USER", "TOTAL_IMPRESSION_FREQUENCY", "CPC_IN_MICRO_DOLLAR", "CHECKOUT_ROAS", "CTR"]
    for path in PATHS:
        for granularity in ("DAY", "TOTAL"):
            for row in account.measured(path, columns, granularity):
                spend, clicks, reach = row["SPEND_IN_MICRO_DOLLAR"], row["CLICKTHROUGH_1"], row["TOTAL_IMPRESSION_USER"]
                assert clicks <= row["IMPRESSION_1"] <= row["TOTAL_IMPRESSION"]
                assert row["TOTAL_WEB_VIEW_CHECKOUT"] <= row["TOTAL_CHECKOUT"] <= row["TOTAL_CONVERSIONS"] <= clicks
                assert (spend > 0) == (clicks > 0)
                assert row["CPC_IN_MICRO_DOLLAR"] == (round(spend / clicks) if clicks else 0)
                assert reach <= row["TOTAL_IMPRESSION"]
                assert (reach > 0) == (row["TOTAL_IMPRESSION"] > 0)
                assert row["TOTAL_IMPRESSION_FREQUENCY"] == (round(row["TOTAL_IMPRESSION"] / reach, 6) if reach else 0)
                assert row["CHECKOUT_ROAS"] == (round(row["TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR"] / spend, 6) if spend else 0)
                assert (row["TOTAL_CHECKOUT"] > 0) == (row["TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR"] > 0)


@settings(max_examples=EXAMPLES)
@given(accounts, st.sampled_from(["PINTEREST_TIME_ZONE", "AD_ACCOUNT_TIME_ZONE"]))
def test_budgets_bound_the_spend(plan: dict[str, Any], zone: str) -> None:
    plan["changes"] = [change for change in plan["changes"] if "money" not in change[3]]
    account = Account(plan)
    spent: dict[str, list[int]] = defaultdict(list)
    for path, column in PATHS.items():
        for row in account.measured(path, ["SPEND_IN_MICRO_DOLLAR"], reporting_timezone=zone):
            spent[row[column]].append(row["SPEND_IN_MICRO_DOLLAR"])
    for campaign in account.ids["campaigns"]:
        assert max(spent[campaign["id"]]) <= (campaign["daily_spend_cap"] or 10**15)
        assert sum(spent[campaign["id"]]) <= (campaign["lifetime_spend_cap"] or 10**15)
    for ad_group in account.ids["ad_groups"]:
        assert max(spent[ad_group["id"]]) <= (ad_group["budget_in_micro_currency"] or 10**15)


@pytest.mark.slow
@settings(max_examples=EXAMPLES)
@given(accounts, changes)
def test_a_change_leaves_the_past_as_it_was(plan: dict[str, Any], change: Any) -> None:
    account = Account(plan)
    before = {path: account.measured(path, COUNTED) for path in PATHS}
    account.change(*change[1:])
    assert {path: account.measured(path, COUNTED) for path in PATHS} == before
    account.api.clock.advance(DAY)
    for path in PATHS:
        past = account.measured(path, COUNTED, "DAY", 13, 4)
        assert past == [row for row in before[path] if row["DATE"] <= day(account.api, 4)]


@settings(max_examples=EXAMPLES)
@given(accounts)
def test_nothing_is_spent_while_paused_or_archived(plan: dict[str, Any]) -> None:
    account = Account(plan)
    for status in ("PAUSED", "ARCHIVED"):
        for campaign in account.ids["campaigns"]:
            account.api.patch("campaigns", campaign, status=status)
        account.api.clock.advance(2 * DAY)
    assert not any(any(row[name] for name in COUNTED) for row in account.measured("ads", COUNTED, first=3))


def test_a_schedule_bounds_the_spend(api: Any) -> None:
    now = int(api.clock.seconds)
    campaign = api.campaign(start_time=now + DAY, end_time=now + 3 * DAY)
    api.ad(api.ad_group(campaign))
    api.clock.advance(6 * DAY)
    found = api.ok(
        "GET",
        "campaigns/analytics",
        f"start_date={day(api, 6)}&end_date={day(api, 0)}&granularity=DAY&columns=CLICKTHROUGH_1&campaign_ids={campaign['id']}",
    )
    clicks = [row["CLICKTHROUGH_1"] for row in found]
    assert [number > 0 for number in clicks] == [False, True, True, True, False, False, False]
    assert clicks[1] + clicks[3] < 2 * clicks[2]


def test_ads_that_are_not_approved_spend_nothing(sample: Any) -> None:
    ads = [ad for page in sample.pages("ads", "page_size=250") for ad in page]
    refused = [ad["id"] for ad in ads if ad["review_status"] != "APPROVED"][:100]
    assert refused
    span = f"start_date={day(sample, 30)}&end_date={day(sample, 0)}&granularity=TOTAL&columns=IMPRESSION_1"
    assert not any(row["IMPRESSION_1"] for row in sample.ok("GET", "ads/analytics", f"{span}&ad_ids={','.join(refused)}"))


def test_the_newest_days_are_restated_once(sample: Any) -> None:
    today, seen = day(sample, 0), []
    sample.clock.seconds += DAY - sample.clock.seconds % DAY - 1
    for _ in range(6):
        query = f"start_date={today}&end_date={today}&granularity=TOTAL&columns={','.join(COUNTED)}&campaign_ids=626735000001"
        (row,) = sample.ok("GET", "campaigns/analytics", query)
        ready = sample.ok("GET", "/resources/metrics_ready_state", f"date={today}")
        seen.append(
            (row["SPEND_IN_MICRO_DOLLAR"], row["TOTAL_CHECKOUT"], ready["non_conversion_metrics_ready"], ready["conversion_metrics_ready"])
        )
        sample.clock.advance(DAY)
    spend, checkouts, delivered, converted = map(list, zip(*seen, strict=True))
    assert delivered == [False, False, True, True, True, True]
    assert converted == [False, False, False, True, True, True]
    assert spend[1] < spend[2] == spend[5]
    assert spend == sorted(spend)
    assert checkouts[2] <= checkouts[3] == checkouts[5]


def test_whether_a_day_is_final_needs_a_day(sample: Any) -> None:
    for query in ("", "date=today", "date=2025-02-30", f"date={day(sample, -2)}", "date=2025-10-01&date=2025-10-02"):
        status, said = sample.call("GET", "/resources/metrics_ready_state", query)
        assert (status, "Invalid date" in said["message"]) == (400, True)


def test_weekdays_differ_and_are_the_same_on_every_machine(sample: Any) -> None:
    def spent(first: str) -> list[float]:
        query = f"start_date={first}&end_date=2025-09-28&granularity=DAY&columns=SPEND_IN_DOLLAR&campaign_ids=626735000001"
        return [row["SPEND_IN_DOLLAR"] for row in sample.ok("GET", "campaigns/analytics", query)]

    week = spent("2025-09-22")
    assert len(set(week)) == 7
    assert sum(week[:5]) / 5 > sum(week[5:]) / 2
    assert week == WEEK


def test_smaller_windows_have_fewer_conversions(sample: Any) -> None:
    def conversions(**windows: int) -> tuple[int, int]:
        more = "".join(f"&{name}_window_days={days}" for name, days in windows.items())
        query = (
            f"start_date={day(sample, 30)}&end_date={day(sample, 5)}&granularity=TOTAL&columns=TOTAL_CONVERSIONS,TOTAL_CLICK_CHECKOUT{more}"
        )
        (row,) = sample.ok("GET", f"/ad_accounts/{sample.account}/analytics", query)
        return row["TOTAL_CONVERSIONS"], row["TOTAL_CLICK_CHECKOUT"]

    found = [conversions(click=days, view=min(days, 1)) for days in (0, 1, 7, 14, 30, 60)]
    assert found == sorted(found)
    assert len(set(found)) == 6
    assert conversions() == conversions(click=30, engagement=30, view=1)
    assert conversions(view=0)[1] == conversions()[1]


@pytest.mark.slow
def test_every_column_is_the_sum_of_its_parts(sample: Any) -> None:
    columns = [name for name in spec_of(AnalyticsColumn).choices if name != "TOTAL_IMPRESSION_USER"]
    span = f"start_date={day(sample, 9)}&end_date={day(sample, 3)}&granularity=TOTAL&columns={','.join(columns)}"
    (whole,) = sample.ok("GET", "campaigns/analytics", f"{span}&campaign_ids=626735000001")
    ads = sample.ids("ads", "campaign_ids=626735000001&page_size=250&entity_statuses=ACTIVE,PAUSED,ARCHIVED")
    parts = sample.ok("GET", "ads/analytics", f"{span}&ad_ids={','.join(ads)}")
    ratios = ("CPC", "CPM", "CPE", "CPV", "COST_PER", "BUDGET", "SPEND_CAP", "_ID")
    counts = [name for name, value in whole.items() if type(value) is int and not any(word in name for word in ratios)]
    assert len(counts) > 90
    assert {name: sum(part[name] for part in parts) for name in counts} == {name: whole[name] for name in counts}
    for name in ("CHECKOUT", "SIGNUP", "LEAD"):
        assert whole[f"TOTAL_CLICK_{name}"] + whole[f"TOTAL_ENGAGEMENT_{name}"] + whole[f"TOTAL_VIEW_{name}"] <= whole["TOTAL_CONVERSIONS"]
    assert whole["TOTAL_CLICK_CHECKOUT"] + whole["TOTAL_ENGAGEMENT_CHECKOUT"] + whole["TOTAL_VIEW_CHECKOUT"] == whole["TOTAL_CHECKOUT"]
    views = ["TOTAL_VIDEO_P0_COMBINED", *(f"TOTAL_VIDEO_P{part}_COMBINED" for part in (25, 50, 75, 95)), "TOTAL_VIDEO_P100_COMPLETE"]
    assert [whole[name] for name in views] == sorted((whole[name] for name in views), reverse=True)
    assert whole["CPM_IN_MICRO_DOLLAR"] == round(whole["CPM_IN_DOLLAR"] * 1e6)


def test_keywords_share_the_searches_of_their_ad_group(sample: Any) -> None:
    whole = groups(sample, level="AD_GROUP", granularity="TOTAL")
    group = next(iter(whole))
    found = groups(sample, level="KEYWORD", granularity="TOTAL", ad_group_ids=[group])
    ids = {row["id"]: row["match_type"] for row in sample.items("keywords", f"ad_group_id={group}&page_size=250")}
    assert set(found) == {identity for identity, match in ids.items() if not match.endswith("_NEGATIVE")}
    assert 0 < sum(row["SPEND_IN_MICRO_DOLLAR"] for (row,) in found.values()) < whole[group][0]["SPEND_IN_MICRO_DOLLAR"]


def test_describing_columns_are_those_of_the_entity_and_what_is_above_it(sample: Any) -> None:
    ad = sample.items("ads")[0]
    columns = "AD_NAME,AD_GROUP_ID,CAMPAIGN_NAME,PIN_ID,PROMO_ID"
    query = f"start_date={day(sample, 2)}&end_date={day(sample, 1)}&granularity=TOTAL&columns={columns}&ad_ids={ad['id']}"
    (row,) = sample.ok("GET", "ads/analytics", query)
    assert row == {
        "AD_ID": ad["id"],
        "AD_NAME": ad["name"],
        "AD_GROUP_ID": ad["ad_group_id"],
        "CAMPAIGN_NAME": sample.ok("GET", f"campaigns/{ad['campaign_id']}")["name"],
        "PIN_ID": ad["pin_id"],
    }


WEEK = [261.23, 261.27, 257.72, 257.53, 253.41, 248.08, 250.26]
