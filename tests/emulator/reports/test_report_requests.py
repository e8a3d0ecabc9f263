"""Requests of reports; refusals name the invalid field."""

import json

from tests.emulator.report_rows import body, day
from tests.support.each import each


@each(
    ("wrong", "named"),
    [
        ({"start_date": None}, "start_date"),
        ({"end_date": None}, "end_date"),
        ({"columns": None}, "columns"),
        ({"columns": []}, "columns"),
        ({"columns": ["NOPE"]}, "columns"),
        ({"level": None}, "level"),
        ({"level": "AD"}, "level"),
        ({"granularity": None}, "granularity"),
        ({"start_date": "2025-13-01"}, "start_date"),
        ({"end_date": "yesterday"}, "end_date"),
        ({"report_format": "XML"}, "report_format"),
        ({"click_window_days": 2}, "click_window_days"),
        ({"engagement_window_days": 61}, "engagement_window_days"),
        ({"view_window_days": "1"}, "view_window_days"),
        ({"campaign_ids": ["x"]}, "campaign_ids"),
        ({"campaign_ids": ["1"] * 501}, "campaign_ids"),
        ({"campaign_statuses": ["NOPE"]}, "campaign_statuses"),
        ({"campaign_objective_types": []}, "campaign_objective_types"),
        ({"metrics_filters": [{"field": "CTR", "operator": "LESS_THAN", "values": [1]}]}, "metrics_filters[0].field"),
        ({"metrics_filters": [{"field": "SPEND_IN_DOLLAR", "operator": "LESS_THAN"}]}, "metrics_filters[0].values"),
        ({"start_hour": 3}, "start_hour"),
        ({"end_hour": 0}, "end_hour"),
        ({"end_hour": 24, "granularity": "HOUR"}, "end_hour"),
        ({"targeting_types": ["GENDER"]}, "targeting_types"),
        ({"level": "CAMPAIGN_TARGETING"}, "targeting_types"),
        ({"level": "CAMPAIGN_TARGETING", "targeting_types": ["NOPE"]}, "targeting_types"),
        ({"level": "PRODUCT_ITEM", "ad_ids": ["1"]}, "ad_ids"),
        ({"level": "PRODUCT_ITEM", "ad_statuses": ["APPROVED"]}, "ad_statuses"),
        ({"level": "PRODUCT_ITEM", "columns": ["AD_GROUP_NAME", "PIN_PROMOTION_NAME"]}, "PIN_PROMOTION_NAME"),
    ],
)
def test_what_is_wrong_is_named(api, wrong, named):
    status, answer = api.call("POST", "reports", body=body(api, **wrong))
    assert (status, answer["code"]) == (400, 1)
    assert named in answer["message"]


@each(
    ("first", "last", "more", "named"),
    [
        (914, 728, {}, None),
        (915, 800, {}, "start_date"),
        (187, 0, {}, "end_date"),
        (3, 4, {}, "end_date"),
        (8, 6, {"granularity": "HOUR", "start_hour": 3, "end_hour": 7}, None),
        (9, 8, {"granularity": "HOUR"}, "start_date"),
        (8, 5, {"granularity": "HOUR"}, "end_date"),
        (92, 61, {"level": "PRODUCT_ITEM"}, None),
        (93, 80, {"level": "PRODUCT_ITEM"}, "start_date"),
        (90, 58, {"level": "PRODUCT_ITEM_TARGETING", "targeting_types": ["GENDER"]}, "end_date"),
        (186, 0, {"level": "PRODUCT_GROUP"}, None),
    ],
)
def test_how_far_back_and_how_long(api, first, last, more, named):
    data = body(api, start_date=day(api, first), end_date=day(api, last), **more)
    status, answer = api.call("POST", "reports", body=data)
    assert status == (400 if named else 200)
    assert named is None or answer["message"].startswith(f"Invalid {named}: ")


@each("wrong", [[], "x", None, 1])
def test_a_body_that_is_no_object(api, wrong):
    raw = json.dumps(wrong).encode()
    answer = api.send("POST", api.below("reports"), raw=raw)
    assert (answer.status, json.loads(answer.body)["code"]) == (400, 1)
