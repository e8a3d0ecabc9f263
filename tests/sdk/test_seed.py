"""Every class, method, parameter and default of the SDK reference can be used as it is documented there."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pinads.sdk
from pinads.sdk import Client
from pinads.sdk.http.wire import WireRequest
from tests.support.each import each
from tests.support.fake_wire import BASE_URL, body_of
from tests.support.wires import FunctionWire

REFERENCE = Path(__file__).resolve().parents[2] / "../shared/seed/pinterest-ads-sdk.md"
PAGE = "page_size=None, order='ASCENDING', bookmark=None"

# The reference's signatures, without types; where it shows a client object as default, ours is None: the default client.
DOCUMENTED: dict[str, dict[str, str]] = {
    "AdAccount": {
        "__init__": "ad_account_id, client=None, **kwargs",
        "create": "name, owner_user_id, country, client=None, **kwargs",
        "list_audiences": f"entity_statuses=None, {PAGE}, **kwargs",
        "list_campaigns": f"campaign_ids=None, entity_statuses=None, {PAGE}, **kwargs",
        "list_customer_lists": "page_size=None, order=None, bookmark=None, **kwargs",
    },
    "AdGroup": {
        "__init__": "ad_account_id, ad_group_id, client=None, **kwargs",
        "create": "ad_account_id, name, campaign_id, billable_event, budget_in_micro_currency=None, bid_in_micro_currency=None, "
        "start_time=None, end_time=None, tracking_url=None, auto_targeting_enabled=None, client=None, **kwargs",
        "get_all": f"ad_account_id, campaign_ids=None, ad_group_ids=None, entity_statuses=None, {PAGE}, client=None, **kwargs",
        "list_ads": f"ad_ids=None, entity_statuses=None, {PAGE}, **kwargs",
        "update_fields": "**kwargs",
    },
    "Ad": {
        "__init__": "ad_account_id, ad_id, client=None, **kwargs",
        "create": "ad_account_id, ad_group_id, creative_type, pin_id, is_pin_deleted=False, is_removable=True, status='ACTIVE', "
        "android_deep_link=None, carousel_android_deep_links=None, carousel_destination_urls=None, carousel_ios_deep_links=None, "
        "click_tracking_url=None, destination_url=None, ios_deep_link=None, name=None, tracking_urls=None, view_tracking_url=None, "
        "client=None, **kwargs",
        "get_all": f"ad_account_id, campaign_ids=None, ad_group_ids=None, ad_ids=None, entity_statuses=None, {PAGE}, client=None, **kwargs",
        "update_fields": "**kwargs",
    },
    "Audience": {
        "__init__": "ad_account_id, audience_id, client=None, **kwargs",
        "create": "ad_account_id, name, rule, audience_type, description=None, client=None, **kwargs",
        "get_all": f"ad_account_id, entity_statuses=None, {PAGE}, client=None, **kwargs",
        "update_fields": "**kwargs",
    },
    "Campaign": {
        "__init__": "ad_account_id, campaign_id, client=None, **kwargs",
        "activate": "",
        "archive": "",
        "create": "ad_account_id, name, objective_type, status='ACTIVE', lifetime_spend_cap=None, daily_spend_cap=None, "
        "order_line_id=None, tracking_urls=None, start_time=None, end_time=None, is_campaign_budget_optimization=False, "
        "is_flexible_daily_budgets=False, default_ad_group_budget_in_micro_currency=None, is_automated_campaign=False, "
        "client=None, **kwargs",
        "get_all": f"ad_account_id, campaign_ids=None, entity_statuses=None, {PAGE}, client=None, **kwargs",
        "get_daily_budget": "",
        "get_lifetime_budget": "",
        "list_ad_groups": "page_size=25, order='ASCENDING', bookmark=None, entity_statuses=None, **kwargs",
        "pause": "",
        "set_daily_budget": "new_spend_cap",
        "set_lifetime_budget": "new_spend_cap",
        "update_fields": "**kwargs",
    },
    "CustomerList": {
        "__init__": "ad_account_id, customer_list_id, client=None, **kwargs",
        "add_record": "record",
        "create": "ad_account_id, name, records, list_type='EMAIL', client=None, **kwargs",
        "get_all": "ad_account_id, page_size=None, order=None, bookmark=None, client=None, **kwargs",
        "remove_record": "record",
        "update_fields": "**kwargs",
    },
    "Keyword": {
        "__init__": "ad_account_id, keyword_id, client=None, **kwargs",
        "create": "ad_account_id, parent_id, value, bid=None, match_type=None, client=None, **kwargs",
        "get_all": "ad_account_id, page_size=None, bookmark=None, client=None, **kwargs",
        "update_fields": "**kwargs",
    },
}
METHODS = [(owner, method) for owner, methods in DOCUMENTED.items() for method in methods]

# A value for each parameter, so that every method can be called with all of them.
VALUES: dict[str, Any] = {
    "ad_account_id": "549755885175",
    "name": "n",
    "owner_user_id": "5",
    "country": "US",
    "campaign_id": "6",
    "billable_event": "IMPRESSION",
    "ad_group_id": "7",
    "creative_type": "REGULAR",
    "pin_id": "8",
    "rule": {"customer_list_id": "9"},
    "audience_type": "CUSTOMER_LIST",
    "objective_type": "AWARENESS",
    "records": "a@example.com",
    "parent_id": "7",
    "value": "shoes",
    "match_type": "BROAD",
    "entity_statuses": ["ACTIVE"],
    "campaign_ids": ["6"],
    "ad_ids": ["8"],
    "page_size": 10,
    "order": "DESCENDING",
    "bookmark": "b",
    "new_spend_cap": 5_000_000,
    "record": "a@example.com",
    "tracking_url": {"click": ["https://example.com"]},
    "tracking_urls": {"click": ["https://example.com"]},
    "auto_targeting_enabled": True,
    "list_type": "EMAIL",
    "status": "PAUSED",
    "order_line_id": 12,
    "description": "d",
}
NUMBERS = ("cap", "time", "budget", "bid", "currency")


def documented(signature: str) -> dict[str, inspect.Parameter]:
    function: Callable[..., Any] = eval(f"lambda {signature}: None")
    return dict(inspect.signature(function).parameters)


def ours(owner: str, method: str) -> dict[str, inspect.Parameter]:
    function = getattr(getattr(pinads.sdk, owner), method)
    return {name: part for name, part in inspect.signature(function).parameters.items() if name != "self"}


def value_of(name: str, default: Any) -> Any:
    if name in VALUES:
        return VALUES[name]
    if name.startswith("carousel"):
        return ["https://example.com"]
    if name.startswith("is_"):
        return not default
    return 5 if name.endswith(NUMBERS) else "https://example.com"


@each(
    ("owner", "method", "name"),
    [(owner, method, name) for owner, method in METHODS for name in documented(DOCUMENTED[owner][method])],
)
def test_parameter(owner: str, method: str, name: str) -> None:
    wanted, got = documented(DOCUMENTED[owner][method])[name], ours(owner, method)[name]
    assert (got.kind, got.default) == (wanted.kind, wanted.default)


@each(("owner", "method"), METHODS)
def test_the_order_of_positional_parameters(owner: str, method: str) -> None:
    wanted = list(documented(DOCUMENTED[owner][method]))
    assert list(ours(owner, method))[: len(wanted)] == wanted


def call(owner: str, method: str, everything: bool) -> list[WireRequest]:
    """Call a documented method, required parameters by position and the others by keyword; returns what was sent."""
    sent: list[WireRequest] = []

    def answer(request: WireRequest) -> Any:
        sent.append(request)
        row = {"id": "1", "status": "PAUSED"}
        one_page = {"items": [row], "bookmark": None, "keywords": [row]}
        return one_page if "/keywords" in request.url or request.method == "GET" else {**row, "items": [{"data": row}]}

    client = Client("pina_TEST", BASE_URL, wire=FunctionWire(answer))
    kind = getattr(pinads.sdk, owner)
    parameters = documented(DOCUMENTED[owner][method])
    required = [value_of(n, None) if n in VALUES else "1" for n, p in parameters.items() if p.default is p.empty and n != "kwargs"]
    given = {n: value_of(n, p.default) for n, p in parameters.items() if everything and p.default is not p.empty and n != "client"}
    if method == "get_all" and owner in ("AdGroup", "Ad"):
        given = {name: value for name, value in given.items() if name not in ("ad_group_ids", "ad_ids")}
    if "client" in parameters:
        given["client"] = client
    if "update" in method:
        changes: dict[str, dict[str, Any]] = {
            "CustomerList": {"operation_type": "ADD", "records": "a@example.com"},
            "Keyword": {"archived": True},
        }
        given = changes.get(owner, {"name": "m"})
    target = kind if method in ("__init__", "create", "get_all") else kind.from_wire({"id": "1"}, client, "549755885175")
    (kind if method == "__init__" else getattr(target, method))(*required, **given)
    return sent


@each("everything", [False, True])
@each(("owner", "method"), METHODS)
def test_callable(owner: str, method: str, everything: bool) -> None:
    requests = call(owner, method, everything)
    assert len(requests) == (0 if method.startswith("get_") and method != "get_all" else 1)


@each(
    ("owner", "fields"),
    [
        ("AdAccount", {"currency": "USD"}),
        ("AdGroup", {"targeting_spec": {"GENDER": ["female"]}, "status": "PAUSED", "lifetime_frequency_cap": 3}),
        ("Ad", {"customizable_cta_type": "SHOP_NOW", "lead_form_id": "383"}),
        ("Audience", {"extra": {"new": 1}}),
        ("Campaign", {"is_performance_plus": True, "bid_options": {"audience_multipliers": {"123": 1.5}}}),
        ("CustomerList", {"extra": {"new": [1]}}),
        ("Keyword", {"extra": {"new": None}}),
    ],
)
def test_create_takes_further_fields(owner: str, fields: dict[str, Any]) -> None:
    sent: list[Any] = []

    def answer(request: WireRequest) -> Any:
        sent.append(body_of(request))
        return {"id": "1", "items": [{"data": {"id": "1"}}], "keywords": [{"id": "1"}]}

    client = Client("pina_TEST", BASE_URL, wire=FunctionWire(answer))
    required = [VALUES[n] for n, p in documented(DOCUMENTED[owner]["create"]).items() if p.default is p.empty and n != "kwargs"]
    getattr(pinads.sdk, owner).create(*required, client=client, **fields)
    (body,) = sent
    row = body[0] if isinstance(body, list) else body.get("keywords", [body])[0]
    for name, value in fields.items():
        for key, wanted in value.items() if name == "extra" else [(name, value)]:
            assert row[key] == wanted


def test_the_table_is_the_reference() -> None:
    if not REFERENCE.is_file():
        pytest.skip("the SDK reference is not here (../shared/seed)")
    found: dict[str, dict[str, list[str]]] = {}
    owner = ""
    for line in REFERENCE.read_text().splitlines():
        opened = re.match(r"### _class_ pinterest\.ads\.\w+\.(\w+)\((.*)\)$", line)
        method = re.match(r"#### (?:_classmethod_ )?(\w+)\((.*)\)$", line)
        if opened:
            owner = opened[1]
        if opened or method:
            name, signature = ("__init__", opened[2]) if opened else (method[1], method[2])  # type: ignore[index]
            found.setdefault(owner, {})[name] = re.findall(r"(?:^|, )(?:\\\*)*(\w+)(?=[:=,]|$)", re.sub(r"\[[^\]]*\]+", "", signature))
    assert found == {name: {method: list(documented(sig)) for method, sig in methods.items()} for name, methods in DOCUMENTED.items()}
