"""pinads ... analytics --targeting-type: what is asked for, and the rows of the breakdown."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.support.command_line import Pinads

SPAN = ("--start", "2025-11-20", "--end", "2025-11-22")
CAMPAIGN, AD_GROUP, AD = "626735000001", "2680060000001", "687195000001"
SPENT = ("--columns", "SPEND_IN_DOLLAR,TOTAL_IMPRESSION")


def query(pinads: Pinads) -> dict[str, list[str]]:
    entry = pinads.requests[-1]
    return parse_qs(entry.query) if isinstance(entry.query, str) else {name: [value] for name, value in entry.query}


@pytest.mark.parametrize(
    ("command", "operation", "id_column", "special"),
    [
        (("accounts", "analytics", "549755885175"), "ad_account_targeting_analytics/get", "AD_ACCOUNT_ID", "region"),
        (("campaigns", "analytics", CAMPAIGN), "campaign_targeting_analytics/get", "CAMPAIGN_ID", "audience_multiplier"),
        (("adgroups", "analytics", AD_GROUP), "ad_groups_targeting_analytics/get", "AD_GROUP_ID", "creative_enhancements"),
        (("ads", "analytics", AD), "ad_targeting_analytics/get", "AD_ID", "quiz_result"),
    ],
)
def test_rows_by_day_and_targeting(pinads: Pinads, command: tuple[str, ...], operation: str, id_column: str, special: str) -> None:
    asked = ("--targeting-type", f"gender,{special}", "--targeting-type", "GENDER", "--granularity", "day")
    rows = pinads.json(*command, *SPAN, *SPENT, *asked)
    assert pinads.operations == [operation]
    assert query(pinads)["targeting_types"] == [f"GENDER,{special.upper()}"]
    assert list(rows[0]) == [id_column, "DATE", "targeting_type", "targeting_value", "SPEND_IN_DOLLAR", "TOTAL_IMPRESSION"]
    assert {row["targeting_type"] for row in rows} == {"GENDER", special.upper()}
    seen: dict[str, int] = {}
    for row in rows:
        if row["targeting_type"] == "GENDER":
            seen[row["DATE"]] = seen.get(row["DATE"], 0) + row["TOTAL_IMPRESSION"]
    assert seen == {row["DATE"]: row["TOTAL_IMPRESSION"] for row in pinads.json(*command, *SPAN, *SPENT, "--granularity", "day")}


def test_every_format_has_the_breakdown(pinads: Pinads) -> None:
    asked = ("campaigns", "analytics", CAMPAIGN, *SPAN, "--columns", "LEADS", "--targeting-type", "PLACEMENT")
    browse, search = (row["LEADS"] for row in pinads.json(*asked))
    table = pinads.ok(*asked, "-o", "table").lines
    assert table[0].split() == ["CAMPAIGN", "ID", "NAME", "TARGETING", "TYPE", "TARGETING", "VALUE", "LEADS"]
    assert "Spring refresh" in table[2]
    assert table[2].split()[-3:] == ["PLACEMENT", "BROWSE", str(browse)]
    assert pinads.ok(*asked, "-o", "csv").lines == [
        "CAMPAIGN_ID,targeting_type,targeting_value,LEADS",
        f"{CAMPAIGN},PLACEMENT,BROWSE,{browse}",
        f"{CAMPAIGN},PLACEMENT,SEARCH,{search}",
    ]
    assert pinads.ok(*asked, "-o", "tsv", "--fields", "TARGETING_VALUE,leads").lines == [
        "targeting_value\tLEADS",
        f"BROWSE\t{browse}",
        f"SEARCH\t{search}",
    ]
    assert pinads.ok(*asked, "-o", "jsonl").jsonl == pinads.json(*asked)
    assert pinads.json(*asked, "--query", "[?targeting_value=='SEARCH'].LEADS") == [search]


def test_all_campaigns_are_broken_down_without_ids(pinads: Pinads) -> None:
    rows = pinads.json("campaigns", "analytics", *SPAN, "--targeting-type", "COUNTRY")
    assert len({row["CAMPAIGN_ID"] for row in rows}) >= 15
    assert pinads.operations[-1] == "campaign_targeting_analytics/get"


def test_ads_of_campaigns(pinads: Pinads) -> None:
    rows = pinads.json("ads", "analytics", "--campaign", CAMPAIGN, *SPAN, "--targeting-type", "COUNTRY")
    assert {row["AD_ID"] for row in rows} == {ad["id"] for ad in pinads.json("ads", "list", "--campaign", CAMPAIGN, "--status", "all")}


def test_windows_go_out_and_those_that_end_are_warned_of(pinads: Pinads) -> None:
    options = ("--click-window-days", "7", "--engagement-window-days", "0", "--account-days")
    run = pinads.ok("ads", "analytics", AD, *SPAN, *options, "--targeting-type", "GENDER", "-o", "json")
    asked = query(pinads)
    assert (asked["click_window_days"], asked["reporting_timezone"]) == (["7"], ["AD_ACCOUNT_TIME_ZONE"])
    (warning,) = run.stderr.splitlines()
    assert warning.startswith("warning: engagement_window_days ends on 30 September 2027")


FIFTEEN = ",".join(f"NEW_TYPE_{number}" for number in range(15))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("campaigns", "analytics", "--targeting-type", "GENDRE"), "did you mean 'GENDER'? (--allow-unknown sends it as it is)"),
        (("ads", "analytics", AD, "--targeting-type", "age-bucket"), "Invalid --targeting-type 'age-bucket'"),
        (("adgroups", "analytics", "--targeting-type", ""), "Invalid --targeting-type: at least 1 items, got 0"),
        (("ads", "analytics", "--targeting-type", FIFTEEN), "Invalid --targeting-type: at most 14 items, got 15"),
        (("accounts", "analytics", "--targeting-type", f"{FIFTEEN},GENDER"), "Invalid --targeting-type: at most 15 items, got 16"),
        (("ads", "analytics", "--campaign", CAMPAIGN, "--targeting-type", "GENDRE"), "did you mean 'GENDER'?"),
        (("ads", "analytics", "--campaign", CAMPAIGN, "--pin", "5", "--targeting-type", "GENDER"), "leave out --pin and --per-pin"),
        (("ads", "analytics", "--columns", "SPEND_IN_DOLAR"), "Invalid --columns 'SPEND_IN_DOLAR'"),
        (("campaigns", "analytics", "--start", "2025-11-22", "--end", "2025-11-20"), "Invalid --end: 2025-11-20 is before --start"),
    ],
)
def test_wrong_input_is_refused_before_anything_is_asked(pinads: Pinads, args: tuple[str, ...], said: str) -> None:
    run = pinads(*args)
    assert run.exit_code == 2
    assert said in run.stderr
    assert pinads.requests == []


def test_what_the_api_refuses(pinads: Pinads) -> None:
    run = pinads("ads", "analytics", AD, "--start", "2025-01-01", "--end", "2025-01-02", "--targeting-type", "GENDER", "-o", "json")
    assert run.exit_code == 1
    error: Any = run.error
    assert "more than 90 days ago" in error["message"]
    assert error["operation"] == "ad_targeting_analytics/get"
    assert pinads("accounts", "analytics", "111", *SPAN, "--targeting-type", "GENDER").exit_code == 4


def test_a_type_that_may_be_newer_is_sent_with_a_warning(pinads: Pinads) -> None:
    run = pinads("campaigns", "analytics", CAMPAIGN, *SPAN, "--targeting-type", "HOUSEHOLD_INCOME")
    assert query(pinads)["targeting_types"] == ["HOUSEHOLD_INCOME"]
    assert "warning: targeting_types 'HOUSEHOLD_INCOME' is not among the values that pinads knows" in run.stderr
