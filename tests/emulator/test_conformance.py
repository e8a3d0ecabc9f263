import json
from urllib.parse import quote

import pytest

from tests.emulator.description import CORE, REASON, Description

pytestmark = pytest.mark.skipif(not CORE.exists(), reason=REASON)

MARK = "/ad_accounts/{ad_account_id}"
TRACKING = {"click": ["https://example.com/c"], "impression": ["https://example.com/i"], "engagement": []}
CAMPAIGN = {
    "name": "All of it",
    "objective_type": "CONSIDERATION",
    "status": "PAUSED",
    "daily_spend_cap": 25_000_000,
    "order_line_id": "12",
    "start_time": 1_760_000_100,
    "end_time": 1_770_000_000,
    "is_campaign_budget_optimization": False,
    "is_flexible_daily_budgets": False,
    "is_automated_campaign": False,
    "is_performance_plus": False,
    "tracking_urls": TRACKING,
    "bid_options": {"audience_multipliers": {"123": 1.5}, "placement_multipliers": {"SEARCH": 1.2}},
}
AD_GROUP = {
    "name": "All of it",
    "billable_event": "CLICKTHROUGH",
    "status": "ACTIVE",
    "budget_in_micro_currency": 5_000_000,
    "budget_type": "DAILY",
    "bid_in_micro_currency": 1_000_000,
    "bid_strategy_type": "MAX_BID",
    "start_time": 1_760_000_100,
    "end_time": 1_770_000_000,
    "auto_targeting_enabled": True,
    "placement_group": "ALL",
    "pacing_delivery_type": "STANDARD",
    "is_creative_optimization": False,
    "lifetime_frequency_cap": 3,
    "targeting_template_ids": ["12"],
    "promotion_id": "12",
    "promotion_application_level": "ITEM",
    "bid_multiplier": 1.5,
    "tracking_urls": TRACKING,
    "targeting_spec": {
        "AGE_BUCKET": ["35-44"],
        "APPTYPE": ["web"],
        "AUDIENCE_INCLUDE": ["12"],
        "GENDER": ["female"],
        "GEO": ["US-CA"],
        "INTEREST": ["12"],
        "LOCALE": ["en-US"],
        "LOCATION": ["US"],
        "MINIMUM_AGE": "21",
        "MAXIMUM_AGE": "65+",
        "SHOPPING_RETARGETING": [{"lookback_window": 30, "exclusion_window": 1, "tag_types": [1]}],
        "TARGETING_STRATEGY": ["FIND_NEW_CUSTOMERS"],
    },
    "optimization_goal_metadata": {
        "conversion_tag_v3_goal_metadata": {
            "attribution_windows": {"click_window_days": 30, "engagement_window_days": 30, "view_window_days": 1},
            "conversion_event": "CHECKOUT",
            "conversion_tag_id": "12",
            "cpa_goal_value_in_micro_currency": "1000000",
            "is_roas_optimized": False,
            "learning_mode_type": "ACTIVE",
        },
        "frequency_goal_metadata": {"frequency": 2, "timerange": "DAY"},
        "scrollup_goal_metadata": {"scrollup_goal_value_in_micro_currency": "12"},
    },
}
AD = {
    "creative_type": "REGULAR",
    "pin_id": "394205773611545468",
    "name": "All of it",
    "status": "ACTIVE",
    "destination_url": "https://example.com",
    "click_tracking_url": "https://example.com",
    "carousel_destination_urls": ["https://example.com"],
    "carousel_android_deep_links": ["app://x"],
    "customizable_cta_type": "SHOP_NOW",
    "disclosure_type": "MED_GUIDE",
    "disclosure_url": "https://example.com",
    "grid_click_type": "CLOSEUP",
    "is_pin_deleted": False,
    "is_removable": True,
    "lead_form_id": "AG12",
    "tracking_urls": TRACKING,
    "quiz_pin_data": {
        "questions": [{"question_id": 1, "question_text": "?", "options": [{"id": 1, "text": "a"}]}],
        "results": [{"result_id": 1, "organic_pin_id": "12", "destination_url": "https://example.com"}],
        "tie_breaker_type": "RANDOM",
    },
}
RULE = {
    "engager_type": 1,
    "ad_id": ["12"],
    "retention_days": 30,
    "prefill": True,
    "country": "US",
    "event_data": {"currency": "USD", "order_quantity": 1, "line_items": {"product_id": 1, "product_name": "x"}},
    "event_source": {"=": ["web"]},
    "objective_type": ["AWARENESS"],
    "percentage": 3,
    "url": ["https://example.com"],
}
WRONG = (None, "x", "A" * 300, -1, 1.5, 10**15, True, [], [12], ["x"] * 31, {"x": 1})
# Null is allowed in one place of the description and refused in another; the API takes it.
DISPUTED_NULLS = ("objective_type", "optimization_goal_metadata", "grid_click_type")


@pytest.fixture(scope="module")
def description():
    return Description()


@pytest.fixture
def bodies(api):
    """Build a valid, complete body for each operation that takes one."""
    campaign, draft = api.campaign(), api.campaign(status="DRAFT")
    ad_group = api.ad_group(campaign)
    ad = api.ad(ad_group)
    customer_list = api.ok("POST", "customer_lists", body={"name": "L", "records": "a@example.com"})
    audience = api.ok("POST", "audiences", body={"name": "A", "audience_type": "ENGAGEMENT", "rule": RULE})
    keywords = [{"value": "linen", "match_type": "EXACT", "bid": 12}]
    keyword = api.ok("POST", "keywords", body={"parent_id": ad_group["id"], "keywords": keywords})["keywords"][0]
    here = {"ad_account_id": api.account}
    masked = {**CAMPAIGN["bid_options"], "update_mask": ["AUDIENCE", "PLACEMENT"]}
    return {
        ("POST", "/ad_accounts"): {"name": "New", "country": "DE", "currency": "EUR", "owner_user_id": "12"},
        ("POST", f"{MARK}/campaigns"): [{**here, **CAMPAIGN}, {**here, **CAMPAIGN}],
        ("PATCH", f"{MARK}/campaigns"): [{**here, **CAMPAIGN, "id": draft["id"], "bid_options": masked}],
        ("POST", f"{MARK}/ad_groups"): [{**AD_GROUP, "campaign_id": "C" + campaign["id"]}],
        ("PATCH", f"{MARK}/ad_groups"): [{**AD_GROUP, "campaign_id": campaign["id"], "id": ad_group["id"]}],
        ("POST", f"{MARK}/ads"): [{**AD, "ad_group_id": "AG" + ad_group["id"]}],
        ("PATCH", f"{MARK}/ads"): [{**AD, "ad_group_id": ad_group["id"], "id": ad["id"]}],
        ("POST", f"{MARK}/audiences"): {**here, "name": "A", "audience_type": "ENGAGEMENT", "rule": RULE, "description": "d"},
        ("PATCH", f"{MARK}/audiences/{audience['id']}"): {**here, "name": "B", "rule": RULE, "operation_type": "UPDATE"},
        ("POST", f"{MARK}/customer_lists"): {"name": "L", "records": "a@example.com,b@example.com", "list_type": "EMAIL"},
        ("PATCH", f"{MARK}/customer_lists/{customer_list['id']}"): {"operation_type": "ADD", "records": "c@example.com"},
        ("POST", f"{MARK}/keywords"): {"parent_id": "AG" + ad_group["id"], "keywords": [{"value": "rug", "match_type": "BROAD", "bid": 1}]},
        ("PATCH", f"{MARK}/keywords"): {"keywords": [{"id": keyword["id"], "archived": True, "bid": 12}]},
    }


def template(path):
    """Write a path as the description does."""
    parts = path.split("/")
    if len(parts) == 5:
        parts[4] = "{" + parts[3].removesuffix("s") + "_id}"
    return "/".join(parts)


def mutations(value):
    """Copy a value with one part replaced or left out."""
    yield from WRONG
    if isinstance(value, dict):
        for name, item in value.items():
            yield {other: kept for other, kept in value.items() if other != name}
            for mutant in mutations(item):
                yield {**value, name: mutant}
    elif isinstance(value, list):
        for index, item in enumerate(value):
            for mutant in mutations(item):
                yield [*value[:index], mutant, *value[index + 1 :]]


def disputed(error):
    if error.json_path.endswith(".rule.url"):
        return isinstance(error.instance, (str, dict))  # The description's prose allows it, its schema does not.
    return error.instance is None and error.json_path.endswith(DISPUTED_NULLS)


def test_valid_bodies_are_taken_and_answered_as_described(api, bodies, description):
    for (method, path), body in bodies.items():
        assert description.body_validator(method, template(path)).is_valid(body), path
        status, answer = api.call(method, path.replace("{ad_account_id}", api.account), body=body)
        assert status == 200, (method, path, answer)
        assert "message" not in json.dumps(answer), answer
        assert not list(description.answer_validator(method, template(path), status).iter_errors(answer)), (path, answer)


@pytest.mark.slow
def test_every_body_that_the_description_refuses_is_refused(api, bodies, description):
    tried, taken = 0, []
    for (method, path), body in bodies.items():
        validator = description.body_validator(method, template(path))
        answers = description.answer_validator(method, template(path), 400)
        for mutant in mutations(body):
            errors = list(validator.iter_errors(mutant))
            if any(map(disputed, errors)):
                continue
            status, answer = api.call(method, path.replace("{ad_account_id}", api.account), body=mutant)
            assert status == 200 or answers.is_valid(answer)
            tried += bool(errors)
            if errors and status != 400:
                taken.append((method, path, errors, mutant))
    assert not taken
    assert tried > 2000


@pytest.mark.slow
def test_answers_of_the_sample_are_as_described(sample, description):
    everything = "entity_statuses=ACTIVE,PAUSED,ARCHIVED,DRAFT,DELETED_DRAFT&page_size=250"
    some = {"campaign_id": "626735000001", "ad_group_id": "2680060000001", "ad_id": "687195000001"}
    some |= {"audience_id": "2542620000001", "customer_list_id": "643000000001", "ad_account_id": sample.account}
    for method, path, _ in description.operations():
        if method != "GET":
            continue
        query = everything if path.split("/")[-1] in ("campaigns", "ad_groups", "ads") else "page_size=250"
        status, answer = sample.call(method, path.format(**some), query)
        assert status == 200, path
        assert not list(description.answer_validator(method, path, 200).iter_errors(answer)), path


@pytest.mark.slow
def test_every_query_that_the_description_refuses_is_refused(sample, description):
    values = ("", "x", "0", "-1", "251", "1.5", "true", "ACTIVE", "NOPE", "AG1", "1" * 19)
    for method, path, _ in description.operations():
        for parameter in description.parameters(method, path) if method == "GET" else ():
            if parameter["in"] != "query" or parameter["name"] == "bookmark":
                continue
            schema = description.resolved(parameter["schema"])
            for value in values:
                status, answer = sample.call(method, path.format_map(Known(sample.account)), f"{parameter['name']}={quote(value)}")
                if not description.validator(schema).is_valid(typed(description, schema, value)):
                    assert status == 400, (path, parameter["name"], value)
                    assert parameter["name"] in answer["message"]


class Known(dict):
    def __init__(self, account):
        super().__init__(ad_account_id=account)


def typed(description, schema, text):
    """Decode the value of a query parameter."""
    if schema["type"] == "array":
        return [text]
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if schema["type"] != "string" else text
