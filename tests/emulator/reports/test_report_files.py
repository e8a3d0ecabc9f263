"""The contents of report files."""

import json
from itertools import pairwise

import pytest

from pinads.sdk.reports.request import Level, TargetingType
from tests.emulator.report_rows import day, fetched, file_of, groups, link, rows, table
from tests.support.each import thinned

FIGURES = ["SPEND_IN_MICRO_DOLLAR", "SPEND_IN_DOLLAR", "TOTAL_IMPRESSION", "TOTAL_CLICKTHROUGH", "CTR", "TOTAL_CONVERSIONS", "LEADS"]
DAY = 86_400


def figures(api, path, ids=None, **more):
    """Fetch the synchronous analytics of a report's entities, including zeros."""
    given = {"start_date": day(api, 7), "end_date": day(api, 1), "granularity": "DAY", "columns": ",".join(FIGURES), **more}
    query = "&".join(f"{name}={value}" for name, value in {**given, **({} if ids is None else {f"{path[:-1]}_ids": ",".join(ids)})}.items())
    return api.ok("GET", f"{path}/analytics" if ids is not None else f"/ad_accounts/{api.account}/analytics", query)


def everything(api, path):
    return api.ids(path, "page_size=250&entity_statuses=ACTIVE,PAUSED,ARCHIVED,DRAFT,DELETED_DRAFT")


def without_zeros(found, key):
    return [{name: value for name, value in row.items() if value != 0 and name != key} for row in found]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("level", "path", "column"),
    thinned(
        [
            ("CAMPAIGN", "campaigns", ("CAMPAIGN_ID", "CAMPAIGN_ID")),
            ("AD_GROUP", "ad_groups", ("AD_GROUP_ID", "AD_GROUP_ID")),
            ("PIN_PROMOTION", "ads", ("PIN_PROMOTION_ID", "AD_ID")),
        ],
        3,
    ),
)
@pytest.mark.parametrize("granularity", ["TOTAL", "DAY", "WEEK", "MONTH"])
def test_figures_are_those_of_the_synchronous_analytics(sample, level, path, column, granularity):
    ids = everything(sample, path)[:250]
    report = groups(sample, level=level, columns=FIGURES, granularity=granularity)
    # A report has no rows of nothing but zeros.
    wanted = [row for row in figures(sample, path, ids, granularity=granularity) if any(row[name] for name in FIGURES)]
    assert {row[column[1]] for row in wanted} <= set(report) < set(everything(sample, path))
    found = [row for identity in ids for row in report.get(identity, [])]
    assert [row[column[0]] for row in found] == [row[column[1]] for row in wanted]
    assert without_zeros(found, column[0]) == without_zeros(wanted, column[1])


def test_an_account_as_a_whole(sample):
    report = groups(sample, level="ADVERTISER", columns=FIGURES)
    assert list(report) == [sample.account]
    assert without_zeros(report[sample.account], "ADVERTISER_ID") == without_zeros(figures(sample, ""), "AD_ACCOUNT_ID")


def test_keywords_of_the_account_and_of_what_is_in_it(sample):
    groups_, campaigns = everything(sample, "ad_groups"), everything(sample, "campaigns")
    parents = [*(f"ad_group_id={one}" for one in groups_), *(f"campaign_id={one}" for one in campaigns), f"ad_group_id={sample.account}"]
    by_parent = {parent: sample.ids("keywords", f"{parent}&page_size=250") for parent in parents}
    report = groups(sample, level="KEYWORD", granularity="TOTAL", columns=["AD_GROUP_NAME"])
    assert sorted(report) == sorted(identity for ids in by_parent.values() for identity in ids)
    assert all(row["KEYWORD_ID"] == identity for identity, (row,) in report.items())
    campaign = campaigns[0]
    below = sample.ids("ad_groups", f"campaign_ids={campaign}&page_size=250&entity_statuses=ACTIVE,PAUSED,ARCHIVED")
    of_groups = {identity for one in below for identity in by_parent[f"ad_group_id={one}"]}
    wanted = of_groups | set(by_parent[f"campaign_id={campaign}"])
    assert set(groups(sample, level="KEYWORD", granularity="TOTAL", columns=["AD_GROUP_NAME"], campaign_ids=[campaign])) == wanted
    assert set(groups(sample, level="KEYWORD", granularity="TOTAL", columns=["AD_GROUP_NAME"], ad_group_ids=below)) == of_groups


@pytest.mark.parametrize("level", ["PRODUCT_GROUP", "PRODUCT_ITEM"])
def test_without_catalogs_products_have_no_rows(sample, level):
    assert groups(sample, level=level) == {}
    assert table(sample, level=level) == ([f"{level}_ID", "DATE", "SPEND_IN_MICRO_DOLLAR", "TOTAL_IMPRESSION"], [])
    targeting = {"level": f"{level}_TARGETING", "targeting_types": ["GENDER"]}
    assert groups(sample, **targeting) == {}


def test_names_and_states_of_an_entity_and_what_is_above_it(api):
    campaign = api.campaign(name="Spring, linen", status="PAUSED")
    group = api.ad_group(campaign, name="Group")
    ad = api.ad(group, name='Ad "1"')
    api.clock.advance(2)
    wanted = {
        "PIN_PROMOTION_ID": ad["id"],
        "AD_ID": ad["id"],
        "AD_NAME": 'Ad "1"',
        "PIN_PROMOTION_NAME": 'Ad "1"',
        "AD_STATUS": "PAUSED",
        "PIN_ID": ad["pin_id"],
        "AD_GROUP_ID": group["id"],
        "AD_GROUP_NAME": "Group",
        "AD_GROUP_ENTITY_STATUS": "ACTIVE",
        "AD_GROUP_STATUS": "PAUSED",
        "CAMPAIGN_ID": campaign["id"],
        "CAMPAIGN_NAME": "Spring, linen",
        "CAMPAIGN_ENTITY_STATUS": "PAUSED",
        "CAMPAIGN_STATUS": "PAUSED",
        "CAMPAIGN_OBJECTIVE_TYPE": "CONSIDERATION",
        "ADVERTISER_ID": api.account,
    }
    asked = {"level": "PIN_PROMOTION", "granularity": "TOTAL", "columns": list(wanted)}
    assert rows(api, **asked) == [wanted]
    head, lines = table(api, **asked)
    assert [dict(zip(head, line, strict=True)) for line in lines] == [wanted]
    text = file_of(api, report_format="CSV", **asked)
    assert '"Spring, linen"' in text
    assert '"Ad ""1"""' in text
    # A campaign has no ad group: JSON leaves the column out, CSV has an empty one.
    above = {"granularity": "TOTAL", "columns": ["AD_GROUP_NAME", "CAMPAIGN_NAME"]}
    assert rows(api, **above) == [{"CAMPAIGN_ID": campaign["id"], "CAMPAIGN_NAME": "Spring, linen"}]
    assert table(api, **above)[1] == [[campaign["id"], "", "Spring, linen"]]


def test_zeros_are_left_out_of_json_and_stand_in_csv(sample):
    columns = ["TOTAL_IMPRESSION", "TOTAL_SUBSCRIBE"]
    found = rows(sample, columns=columns)
    head, lines = table(sample, columns=columns)
    assert head == ["CAMPAIGN_ID", "DATE", *columns]
    assert [row["TOTAL_IMPRESSION"] for row in found] == [int(line[2]) for line in lines]
    assert {"TOTAL_SUBSCRIBE" in row for row in found} == {True, False}
    assert [str(row.get("TOTAL_SUBSCRIBE", 0)) for row in found] == [line[3] for line in lines]


def test_rows_of_nothing_but_zeros_are_left_out(sample):
    days = 7 * len(everything(sample, "campaigns"))
    found = rows(sample, columns=["TOTAL_SUBSCRIBE"])
    assert 0 < len(found) < days
    assert len(table(sample, columns=["TOTAL_SUBSCRIBE"])[1]) == len(found)
    assert len(rows(sample, columns=["CAMPAIGN_NAME"])) == days


def test_nothing_happens_before_an_entity_is_made(api):
    campaign = api.campaign()
    api.ad(api.ad_group(campaign))
    api.clock.advance(3 * DAY)
    assert [row["DATE"] for row in groups(api)[campaign["id"]]] == [day(api, 3), day(api, 2), day(api, 1)]
    total = rows(api, granularity="TOTAL")[0]["TOTAL_IMPRESSION"]
    assert total == sum(row["TOTAL_IMPRESSION"] for row in rows(api))
    assert rows(api, start_date=day(api, 12), end_date=day(api, 6)) == []


def test_by_date_the_dates_come_first(sample):
    report = groups(sample, primary_sort="BY_DATE")
    assert list(report) == [day(sample, back) for back in range(7, 0, -1)]
    for date, found in report.items():
        assert {row["DATE"] for row in found} == {date}
        assert [row["CAMPAIGN_ID"] for row in found] == sorted(groups(sample))
    lines = table(sample, primary_sort="BY_DATE")[1]
    assert all((one[1], one[0]) < (two[1], two[0]) for one, two in pairwise(lines))
    assert all((one[0], one[1]) < (two[0], two[1]) for one, two in pairwise(table(sample)[1]))
    assert list(groups(sample, primary_sort="BY_DATE", granularity="TOTAL")) == sorted(groups(sample))


def test_content_types_and_line_ends(sample):
    assert fetched(sample, link(sample)).headers["Content-Type"] == "application/json"
    answer = fetched(sample, link(sample, report_format="CSV"))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.body.startswith(b"CAMPAIGN_ID,DATE,SPEND_IN_MICRO_DOLLAR,TOTAL_IMPRESSION\r\n")


def test_a_column_twice_is_there_once(sample):
    head, lines = table(sample, columns=["CAMPAIGN_ID", "CTR", "CAMPAIGN_ID", "CTR"], granularity="TOTAL")
    assert head == ["CAMPAIGN_ID", "CTR"]
    assert {len(line) for line in lines} == {2}


def ids(api, level, **filters):
    return sorted(groups(api, level=level, granularity="TOTAL", columns=["CAMPAIGN_NAME"], **filters))


def test_filters_at_and_above_and_below_the_level(api):
    one, two = api.campaign(), api.campaign(objective_type="WEB_CONVERSION", status="PAUSED")
    first, second, third = api.ad_group(one), api.ad_group(one, status="ARCHIVED"), api.ad_group(two)
    ad, other = api.ad(first), api.ad(third)
    assert ids(api, "CAMPAIGN") == [one["id"], two["id"]]
    assert ids(api, "CAMPAIGN", campaign_ids=[two["id"], "99"]) == [two["id"]]
    assert ids(api, "CAMPAIGN", campaign_ids=["99"]) == []
    assert ids(api, "CAMPAIGN", campaign_statuses=["RUNNING"]) == [one["id"]]
    assert ids(api, "CAMPAIGN", campaign_objective_types=["WEB_CONVERSION"]) == [two["id"]]
    assert ids(api, "AD_GROUP") == [first["id"], second["id"], third["id"]]
    assert ids(api, "AD_GROUP", campaign_ids=[one["id"]], ad_group_statuses=["RUNNING", "PAUSED"]) == [first["id"]]
    assert ids(api, "AD_GROUP", ad_group_statuses=["ARCHIVED"]) == [second["id"]]
    assert ids(api, "PIN_PROMOTION", campaign_statuses=["PAUSED"]) == [other["id"]]
    assert ids(api, "PIN_PROMOTION", ad_group_ids=[first["id"]]) == [ad["id"]]
    assert ids(api, "PIN_PROMOTION", ad_statuses=["APPROVED", "PENDING"]) == [ad["id"]]
    # Entities above a filter pass only if one of their children passes.
    assert ids(api, "CAMPAIGN", ad_group_ids=[third["id"]]) == [two["id"]]
    assert ids(api, "CAMPAIGN", ad_ids=[ad["id"]]) == [one["id"]]
    assert ids(api, "AD_GROUP", ad_ids=[ad["id"], other["id"]], campaign_ids=[two["id"]]) == [third["id"]]


@pytest.mark.parametrize("column", ["TOTAL_IMPRESSION", "SPEND_IN_DOLLAR"])
def test_metrics_filters_hold_for_all_of_their_values(sample, column):
    whole = sorted(row[column] for row in rows(sample, columns=[column]))
    low, high = whole[len(whole) // 4], whole[len(whole) // 2]
    wanted = [
        {"field": column, "operator": "GREATER_THAN", "values": [low, whole[0]]},
        {"field": column, "operator": "LESS_THAN", "values": [high]},
    ]
    found = [row[column] for row in rows(sample, columns=[column], metrics_filters=wanted)]
    assert sorted(found) == [value for value in whole if low < value < high]
    assert found
    # Filters apply whether or not the column is requested.
    assert len(rows(sample, columns=["CTR"], metrics_filters=wanted)) == len(found)


@pytest.mark.parametrize("level", ["ADVERTISER", "CAMPAIGN", "AD_GROUP", "PIN_PROMOTION"])
def test_a_breakdown_adds_up(sample, level):
    column = f"{level}_ID"
    plain = groups(sample, level=level, columns=["SPEND_IN_MICRO_DOLLAR", "TOTAL_IMPRESSION"])
    types = ["GENDER", "COUNTRY"]
    report = groups(sample, level=f"{level}_TARGETING", targeting_types=types)
    assert list(report) == list(plain)
    for identity, found in report.items():
        first = [row for row in found if row["DATE"] == day(sample, 7)]
        assert [(row["TARGETING_TYPE"], row["TARGETING_VALUE"]) for row in first] == [
            *(("GENDER", value) for value in ("female", "male", "unknown")),
            *(("COUNTRY", value) for value in ("US", "CA")),
        ]
        assert {row[column] for row in first} == {identity}
        for kind in types:
            spent = sum(row.get("SPEND_IN_MICRO_DOLLAR", 0) for row in first if row["TARGETING_TYPE"] == kind)
            assert spent == plain[identity][0].get("SPEND_IN_MICRO_DOLLAR", 0)


def test_targeting_types_together_are_one_breakdown(sample):
    asked = {"level": "CAMPAIGN_TARGETING", "targeting_types": ["GENDER", "COUNTRY"], "combine_targeting_types": True}
    head, lines = table(sample, granularity="TOTAL", campaign_ids=[everything(sample, "campaigns")[0]], **asked)
    assert head[:3] == ["CAMPAIGN_ID", "TARGETING_TYPE", "TARGETING_VALUE"]
    assert [line[1] for line in lines] == ["GENDER_AND_COUNTRY"] * 6
    assert [line[2] for line in lines][:2] == ["female&US", "female&CA"]


def test_every_targeting_type_and_level_has_a_file(api):
    api.ad()
    api.clock.advance(2 * DAY)
    types = TargetingType.__metadata__[0]
    for at in range(0, len(types), 5):
        found = rows(api, level="ADVERTISER_TARGETING", granularity="TOTAL", targeting_types=list(types[at : at + 5]))
        assert list(dict.fromkeys(row["TARGETING_TYPE"] for row in found)) == list(types[at : at + 5])
    for level in Level.__metadata__[0]:
        text = file_of(api, level=level, **({"targeting_types": ["REGION"]} if level.endswith("_TARGETING") else {}))
        assert isinstance(json.loads(text), dict)
