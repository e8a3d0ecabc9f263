"""Each of the 26 operations as it goes out: method, path, query and body, held against the facts and the description."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import pytest

from pinads.sdk import Ad, AdAccount, AdGroup, Audience, Campaign, Client, CustomerList, Keyword
from pinads.sdk.http.operations import Operation
from pinads.sdk.http.wire import WireRequest
from tests.contract.description import VERSIONS, document
from tests.contract.facts import OPERATIONS
from tests.contract.restate import Flat
from tests.support.each import each
from tests.support.fake_wire import BASE_URL, body_of, query_of
from tests.support.wires import FunctionWire

ACCOUNT = "549755885175"
TRACKING: dict[str, Any] = {"click": ["https://example.com/c"]}
TARGETING: dict[str, Any] = {
    "AGE_BUCKET": ["25-34"],
    "GEO": ["US-CA"],
    "MINIMUM_AGE": "18",
    "SHOPPING_RETARGETING": [{"lookback_window": 30}],
}
BID_OPTIONS: dict[str, Any] = {"app_type_multipliers": {"iphone": 1.5}, "audience_multipliers": {"123": 2}}
GOAL: dict[str, Any] = {"frequency_goal_metadata": {"frequency": 3, "timerange": "DAY"}}
FULL_CAMPAIGN: dict[str, Any] = {
    "daily_spend_cap": 25_000_000,
    "order_line_id": 7,
    "tracking_urls": TRACKING,
    "start_time": 1,
    "end_time": 2,
    "bid_options": BID_OPTIONS,
    "default_ad_group_budget_in_micro_currency": 1,
    "is_performance_plus": True,
    "intended_promotion_type": "STANDARD_AD",
}
FULL_GROUP: dict[str, Any] = {
    "budget_in_micro_currency": 5_000_000,
    "tracking_url": TRACKING,
    "targeting_spec": TARGETING,
    "bid_multiplier": 1.5,
    "optimization_goal_metadata": GOAL,
    "targeting_template_ids": [643],
    "promotion_application_level": "ITEM",
}
FULL_AD: dict[str, Any] = {
    "tracking_urls": TRACKING,
    "carousel_destination_urls": ["https://example.com/1"],
    "customizable_cta_type": "SHOP_NOW",
}
PAGE: dict[str, Any] = {"page_size": 250, "bookmark": "b"}
SORTED: dict[str, Any] = {**PAGE, "order": "DESCENDING"}
STATUSES: dict[str, Any] = {"entity_statuses": ["ACTIVE", "DRAFT"]}
RULE: dict[str, Any] = {"customer_list_id": "643", "prefill": True}


class Call(NamedTuple):
    """A call that uses all of an operation it can, and the one that goes out."""

    operation: str
    run: Callable[[Client], Any]


def having(model: Any, **fields: Any) -> Callable[[Client], Any]:
    return lambda client: model.from_wire({"id": "626", **fields}, client, ACCOUNT)


campaign, group, ad, audience = having(Campaign), having(AdGroup), having(Ad), having(Audience)
customers, keyword = having(CustomerList), having(Keyword)

CALLS = [
    Call("ad_accounts/list", lambda c: AdAccount.get_all(**PAGE, include_shared_accounts=False, client=c)),
    Call("ad_accounts/create", lambda c: AdAccount.create("n", "5", "US", currency="USD", client=c)),
    Call("ad_accounts/get", lambda c: AdAccount(ACCOUNT, client=c)),
    Call("campaigns/list", lambda c: Campaign.get_all(ACCOUNT, campaign_ids=["1", "2"], **STATUSES, **SORTED, client=c)),
    Call("campaigns/create", lambda c: Campaign.create(ACCOUNT, "n", "AWARENESS", **FULL_CAMPAIGN, client=c)),
    Call("campaigns/get", lambda c: Campaign(ACCOUNT, "626", client=c)),
    Call(
        "campaigns/update",
        lambda c: campaign(c).update_fields(
            **{**FULL_CAMPAIGN, "bid_options": {**BID_OPTIONS, "update_mask": ["AUDIENCE"]}, "end_time": None}
        ),
    ),
    Call("ad_groups/list", lambda c: AdGroup.get_all(ACCOUNT, ["1"], **STATUSES, **SORTED, translate_interests_to_names=True, client=c)),
    Call("ad_groups/create", lambda c: AdGroup.create(ACCOUNT, "n", "C626", "IMPRESSION", **FULL_GROUP, client=c)),
    Call("ad_groups/get", lambda c: AdGroup(ACCOUNT, "626", client=c)),
    Call("ad_groups/update", lambda c: group(c).update_fields(**FULL_GROUP, auto_targeting_enabled=None)),
    Call("ads/list", lambda c: Ad.get_all(ACCOUNT, ad_ids=["1"], **STATUSES, **SORTED, client=c)),
    Call("ads/create", lambda c: Ad.create(ACCOUNT, "AG626", "REGULAR", "9", **FULL_AD, client=c)),
    Call("ads/get", lambda c: Ad(ACCOUNT, "626", client=c)),
    Call("ads/update", lambda c: ad(c).update_fields(**FULL_AD, name=None)),
    Call("audiences/list", lambda c: Audience.get_all(ACCOUNT, **SORTED, ownership_type="RECEIVED", client=c)),
    Call("audiences/create", lambda c: Audience.create(ACCOUNT, "n", RULE, "CUSTOMER_LIST", "d", client=c)),
    Call("audiences/get", lambda c: Audience(ACCOUNT, "626", client=c)),
    Call("audiences/update", lambda c: audience(c).update_fields(name="m", rule=RULE, description="e")),
    Call("customer_lists/list", lambda c: CustomerList.get_all(ACCOUNT, **SORTED, client=c)),
    Call("customer_lists/create", lambda c: CustomerList.create(ACCOUNT, "n", "a@example.com", "EMAIL", client=c)),
    Call("customer_lists/get", lambda c: CustomerList(ACCOUNT, "626", client=c)),
    Call("customer_lists/update", lambda c: customers(c).add_record(["a@example.com", "b@example.com"])),
    Call("keywords/get", lambda c: Keyword.get_all(ACCOUNT, **PAGE, ad_group_ids=["1"], match_types=["BROAD"], client=c)),
    Call("keywords/create", lambda c: Keyword.create(ACCOUNT, "AG626", "shoes", 5, "BROAD", client=c)),
    Call("keywords/update", lambda c: keyword(c).update_fields(archived=True, bid=None)),
]
IDS = [call.operation for call in CALLS]


def sent_by(call: Call) -> WireRequest:
    """The one request of a call; it is refused, as only the question matters."""
    sent: list[WireRequest] = []

    def note(request: WireRequest) -> Any:
        sent.append(request)
        return (
            {"items": [], "bookmark": None}
            if request.method == "GET"
            else {"id": "1", "items": [{"data": {"id": "626"}}], "keywords": [{"id": "626"}]}
        )

    call.run(Client("pina_TEST_contract", BASE_URL, wire=FunctionWire(note)))
    (request,) = sent
    return request


def row_of(body: Any) -> Any:
    """One entity of a body."""
    body = body.get("keywords", body) if isinstance(body, dict) else body
    return body[0] if isinstance(body, list) else body


def fields_of_row(body: Flat) -> Flat:
    """The fields of one entity of a body."""
    row = "keywords[]." if "keywords[]" in body else "[]." if "[]" in body else ""
    return {path.removeprefix(row): word for path, word in body.items() if re.fullmatch(re.escape(row) + r"\w+", path)}


def test_all_26_operations_are_called() -> None:
    assert sorted(IDS) == sorted(name for name in OPERATIONS if "analytics" not in name and name != "templates/list")


@each("call", CALLS, ids=IDS)
def test_method_path_and_credentials(call: Call) -> None:
    request, fact = sent_by(call), OPERATIONS[call.operation]
    pattern = BASE_URL + re.sub(r"\{[^}]+\}", "[0-9]+", fact["path"])
    assert request.method == fact["method"]
    assert re.fullmatch(pattern, request.url)
    assert request.headers["Authorization"] == "Bearer pina_TEST_contract"
    assert (request.headers.get("Content-Type") == "application/json") == (request.body is not None)


@each("call", CALLS, ids=IDS)
def test_query_and_body_are_of_the_api(call: Call) -> None:
    request, fact = sent_by(call), OPERATIONS[call.operation]
    assert set(query_of(request)) <= set(fact["query"])
    assert (request.body is not None) == ("body" in fact)
    if "body" in fact:
        assert isinstance(body_of(request), list) == fact["body"][""].startswith("array")
        fields, row = fields_of_row(fact["body"]), row_of(body_of(request))
        assert set(row) <= set(fields)
        assert {name for name, word in fields.items() if "required" in word} <= set(row)


@each("call", CALLS, ids=IDS)
def test_rate_limit_category(call: Call) -> None:
    models = (AdAccount, AdGroup, Ad, Audience, Campaign, CustomerList, Keyword)
    ours = {operation.name: operation for model in models for operation in operations_of(model)}
    assert ours[call.operation].category == OPERATIONS[call.operation]["category"]
    assert ours[call.operation].method == OPERATIONS[call.operation]["method"]


def operations_of(model: Any) -> list[Operation]:
    return [Operation.of(model.RESOURCE, verb) for verb in ("list", "create", "update", "get")]


@each("version", VERSIONS)
@each("call", CALLS, ids=IDS)
def test_the_request_is_valid_by_the_description(call: Call, version: str) -> None:
    validator = pytest.importorskip("openapi_schema_validator")
    openapi = document(version)
    request = sent_by(call)
    path = OPERATIONS[call.operation]["path"]
    operation = openapi["paths"][path][request.method.lower()]
    if "requestBody" in operation:
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        validator.OAS30Validator({**schema, "components": openapi["components"]}).validate(body_of(request))
    assert urlsplit(request.url).query == ""
