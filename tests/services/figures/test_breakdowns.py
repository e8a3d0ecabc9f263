"""pinads ... analytics --breakdown: what is asked for, and the rows of the breakdown."""

from __future__ import annotations

from urllib.parse import parse_qs

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import refused

SPAN = ("--start", "2025-11-20", "--end", "2025-11-22")
CAMPAIGN, AD_GROUP, AD = "626735000001", "2680060000001", "687195000001"
FIGURES = ("--columns", "impressions,ctr")


def types(pinads: Pinads) -> str:
    """The targeting types of the last request for figures."""
    return next(parse_qs(asked.query)["targeting_types"][0] for asked in reversed(pinads.requests) if "targeting_types" in asked.query)


@each(
    ("command", "operation"),
    [
        (("accounts", "analytics"), "ad_account_targeting_analytics/get"),
        (("campaigns", "analytics", CAMPAIGN), "campaign_targeting_analytics/get"),
        (("adgroups", "analytics", AD_GROUP), "ad_groups_targeting_analytics/get"),
        (("ads", "analytics", AD), "ad_targeting_analytics/get"),
    ],
)
def test_the_values_of_a_type_add_up_by_day(pinads: Pinads, command: tuple[str, ...], operation: str) -> None:
    rows = pinads.json(*command, *SPAN, *FIGURES, "--breakdown", "gender,device", "--breakdown", "GENDER", "--by", "day")
    assert (pinads.operations[-1], types(pinads)) == (operation, "GENDER,APPTYPE")
    assert list(rows[0]) == ["id", "name", "status", "date", "breakdown", "value", "impressions", "ctr"]
    assert {row["breakdown"] for row in rows} == {"GENDER", "APPTYPE"}
    whole = {row["date"]: row["impressions"] for row in pinads.json(*command, *SPAN, *FIGURES, "--by", "day")}
    for kind in ("GENDER", "APPTYPE"):
        seen: dict[str, int] = {}
        for row in rows:
            if row["breakdown"] == kind:
                seen[row["date"]] = seen.get(row["date"], 0) + row["impressions"]
        assert seen == whole


@each(
    ("word", "sent"),
    [
        ("age", "AGE_BUCKET"),
        ("age_gender", "AGE_BUCKET_AND_GENDER"),
        ("age-gender", "AGE_BUCKET_AND_GENDER"),
        ("Country", "COUNTRY"),
        ("placement,interest", "PLACEMENT,TARGETED_INTEREST"),
        ("keyword", "KEYWORD"),
        ("AUDIENCE_MULTIPLIER", "AUDIENCE_MULTIPLIER"),
    ],
)
def test_words_for_the_apis_types(pinads: Pinads, word: str, sent: str) -> None:
    pinads.ok("campaigns", "analytics", CAMPAIGN, *SPAN, "--breakdown", word)
    assert types(pinads) == sent


def test_a_total_of_one_breakdown_and_none_of_two(pinads: Pinads) -> None:
    asked = ("campaigns", "analytics", CAMPAIGN, *SPAN, "--columns", "impressions", "-o", "table", "--breakdown")
    (row,) = pinads.json("campaigns", "analytics", CAMPAIGN, *SPAN, "--columns", "impressions")
    one, two = pinads.ok(*asked, "gender").lines, pinads.ok(*asked, "gender,country").lines
    assert one[2].split() == ["NAME", "GENDER", "IMPR"]
    assert [line.split()[1] for line in one if line.startswith("total")] == [f"{row['impressions']:,}"]
    assert [line for line in two if line.startswith("total")] == []


def test_values_can_be_filtered_and_sorted(pinads: Pinads) -> None:
    asked = ("campaigns", "analytics", CAMPAIGN, *SPAN, *FIGURES, "--breakdown", "gender")
    values = [row["value"] for row in pinads.json(*asked, "--sort", "value")]
    assert values == sorted(values)
    assert [row["value"] for row in pinads.json(*asked, "--filter", "value = Female")] == ["female"]
    lines = pinads.ok(*asked, "--sort", "value", "-o", "csv").lines
    assert lines[0].startswith("id,name,status,breakdown,value,impressions,ctr")
    assert [line.split(",")[3:5] for line in lines[1:]] == [["GENDER", value] for value in values]


@each(
    ("args", "says"),
    [
        (("campaigns", "analytics", "--breakdown", "agee"), "did you mean 'age'?"),
        (("campaigns", "analytics", "--breakdown", "foo"), "Invalid --breakdown 'foo': "),
        (("campaigns", "analytics", "--breakdown", "zzqq"), "audience_multiplier (--allow-unknown "),
        (("campaigns", "analytics", "--breakdown", "GENDRE"), "did you mean 'GENDER'? (--allow-unknown "),
        (("ads", "analytics", AD, "--breakdown", "household income"), "Invalid --breakdown"),
        (("campaigns", "analytics", "--breakdown", ","), "Invalid --breakdown: it names nothing"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_asked(pinads: Pinads, args: tuple[str, ...], says: str) -> None:
    refused(pinads, *args, says=says)


def test_a_type_that_may_be_newer_is_sent_with_a_warning(pinads: Pinads) -> None:
    run = pinads("campaigns", "analytics", CAMPAIGN, *SPAN, "--breakdown", "HOUSEHOLD_INCOME")
    assert types(pinads) == "HOUSEHOLD_INCOME"
    assert "warning: targeting_types 'HOUSEHOLD_INCOME' " in run.stderr


def test_what_the_api_refuses_names_the_operation(pinads: Pinads) -> None:
    pinads.ok("ads", "analytics", AD, *SPAN, "--breakdown", "gender")
    run = pinads("ads", "analytics", AD, *SPAN, "--breakdown", "gender", "--view-window-days", "3", "--allow-unknown", "-o", "json")
    assert (run.exit_code, run.error["operation"]) == (1, "ad_targeting_analytics/get")
    assert pinads("accounts", "analytics", "111", *SPAN, "--breakdown", "gender").exit_code == 4
