"""Changing an entity: what is sent, what becomes of the record, and whether the server took it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pinads.sdk import Ad, AdGroup, Audience, Campaign, Client, InvalidInput, Keyword, MissingCredentials, set_default_client
from tests.support.each import each
from tests.support.fake_wire import FakeWire

ACCOUNT = "549755885175"
PATHS: dict[Any, str] = {
    model: f"/ad_accounts/{ACCOUNT}/{model.RESOURCE.collection}" for model in (Campaign, AdGroup, Ad, Audience, Keyword)
}


def record_of(model: Any, client: Client, **wire: Any) -> Any:
    return model.from_wire({"id": "626", "name": "old", **wire}, client, ACCOUNT)


def answer_batch(wire: FakeWire, model: Any, data: dict[str, Any], body: Any = ...) -> None:
    wire.reply("PATCH", PATHS[model], {"items": [{"data": {"id": "626", **data}, "exceptions": []}]}, body=body)


def test_only_what_is_named_is_sent(wire: FakeWire, client: Client) -> None:
    campaign = record_of(Campaign, client, status="ACTIVE")
    answer_batch(wire, Campaign, {"name": "new"}, body=[{"id": "626", "ad_account_id": ACCOUNT, "name": "new"}])
    assert campaign.update_fields(name="new") is True
    assert (campaign.name, campaign.status) == ("new", "ACTIVE")


def test_the_record_becomes_what_the_server_answers(wire: FakeWire, client: Client) -> None:
    group = record_of(AdGroup, client, bid_in_micro_currency=5)
    answer_batch(wire, AdGroup, {"name": "new", "bid_in_micro_currency": None, "updated_time": 7}, body=[{"id": "626", "name": "new"}])
    group.update_fields(name="new")
    assert group.to_dict() == {"id": "626", "name": "new", "bid_in_micro_currency": None, "updated_time": 7}


@pytest.mark.parametrize(
    ("call", "field", "value"),
    [
        (lambda record: record.pause(), "status", "PAUSED"),
        (lambda record: record.activate(), "status", "ACTIVE"),
        (lambda record: record.archive(), "status", "ARCHIVED"),
    ],
)
@pytest.mark.parametrize("model", [Campaign, AdGroup, Ad])
def test_status(wire: FakeWire, client: Client, model: Any, call: Callable[[Any], bool], field: str, value: str) -> None:
    record = record_of(model, client)
    account = {"ad_account_id": ACCOUNT} if model is Campaign else {}
    answer_batch(wire, model, {field: value}, body=[{"id": "626", **account, field: value}])
    assert call(record) is True
    assert record.status == value
    answer_batch(wire, model, {field: "DRAFT"})
    assert call(record) is False
    assert record.status == "DRAFT"


@pytest.mark.parametrize(("call", "value"), [(AdGroup.enable_auto_targeting, True), (AdGroup.disable_auto_targeting, False)])
def test_auto_targeting_of_an_ad_group(wire: FakeWire, client: Client, call: Callable[[AdGroup], bool], value: bool) -> None:
    group = record_of(AdGroup, client, auto_targeting_enabled=not value)
    answer_batch(wire, AdGroup, {"auto_targeting_enabled": value}, body=[{"id": "626", "auto_targeting_enabled": value}])
    assert call(group) is True
    assert group.auto_targeting_enabled is value


def test_budgets_of_a_campaign(wire: FakeWire, client: Client) -> None:
    campaign = record_of(Campaign, client, daily_spend_cap=25_000_000)
    assert (campaign.get_daily_budget(), campaign.get_lifetime_budget()) == (25_000_000, None)
    answer_batch(
        wire, Campaign, {"daily_spend_cap": 30_000_000}, body=[{"id": "626", "ad_account_id": ACCOUNT, "daily_spend_cap": 30_000_000}]
    )
    assert campaign.set_daily_budget(30_000_000)
    assert campaign.get_daily_budget() == 30_000_000
    answer_batch(wire, Campaign, {"lifetime_spend_cap": 9}, body=[{"id": "626", "ad_account_id": ACCOUNT, "lifetime_spend_cap": 10}])
    assert not campaign.set_lifetime_budget(10)
    assert campaign.get_lifetime_budget() == 9


URLS = {"click": ["https://example.com"]}
TAKEN: list[tuple[Any, dict[str, Any], dict[str, Any], bool]] = [
    (Campaign, {"name": "new"}, {"name": "new"}, True),
    (Campaign, {"name": "new"}, {"name": "old"}, False),
    (Campaign, {"name": "new"}, {}, False),
    (Campaign, {"name": "new", "status": "PAUSED"}, {"name": "new", "status": "ACTIVE"}, False),
    (Campaign, {"daily_spend_cap": None}, {"daily_spend_cap": None}, True),
    (Campaign, {"daily_spend_cap": None}, {}, True),
    (Campaign, {"daily_spend_cap": None}, {"daily_spend_cap": 5}, False),
    (Campaign, {"end_time": -1}, {"end_time": None}, True),
    (Campaign, {"end_time": -1}, {"end_time": 5}, False),
    (Campaign, {"order_line_id": 12}, {"order_line_id": "12"}, True),
    (Campaign, {"order_line_id": "12"}, {"order_line_id": "13"}, False),
    (Campaign, {"order_line_id": "0"}, {"order_line_id": None}, True),
    (Campaign, {"order_line_id": "0"}, {"order_line_id": "0"}, True),
    (Campaign, {"tracking_urls": URLS}, {"tracking_urls": {**URLS, "impression": []}}, True),
    (Campaign, {"tracking_urls": URLS}, {"tracking_urls": {"click": []}}, False),
    (Campaign, {"tracking_urls": URLS}, {"tracking_urls": None}, False),
    (Campaign, {"tracking_urls": {}}, {"tracking_urls": {}}, True),
    (Campaign, {"tracking_urls": {}}, {"tracking_urls": None}, True),
    (Campaign, {"tracking_urls": {}}, {}, True),
    (Campaign, {"tracking_urls": {}}, {"tracking_urls": URLS}, False),
    # What answers never have cannot be read back.
    (Campaign, {"default_ad_group_budget_in_micro_currency": 5}, {}, True),
    (Campaign, {"extra": {"new": 1}}, {}, True),
    (AdGroup, {"tracking_url": URLS}, {"tracking_urls": URLS}, True),
    (AdGroup, {"tracking_url": URLS}, {"tracking_urls": {}}, False),
    (AdGroup, {"tracking_url": None}, {"tracking_urls": None}, True),
    (AdGroup, {"campaign_id": "C626"}, {"campaign_id": "626"}, True),
    (AdGroup, {"campaign_id": 626}, {"campaign_id": "627"}, False),
    (AdGroup, {"bid_multiplier": 0}, {"bid_multiplier": None}, True),
    (AdGroup, {"bid_multiplier": 1}, {"bid_multiplier": 1.0}, True),
    (AdGroup, {"targeting_template_ids": ["0"]}, {"targeting_template_ids": []}, True),
    (AdGroup, {"targeting_template_ids": ["0"]}, {"targeting_template_ids": None}, True),
    (AdGroup, {"targeting_template_ids": [643]}, {"targeting_template_ids": ["643"]}, True),
    (AdGroup, {"targeting_spec": {"gender": ["female"]}}, {"targeting_spec": {"GENDER": ["female"], "GEO": []}}, True),
    (AdGroup, {"targeting_spec": {"AUDIENCE_INCLUDE": [5]}}, {"targeting_spec": {"AUDIENCE_INCLUDE": ["5"]}}, True),
    (AdGroup, {"targeting_spec": {"GEO": ["US-CA", "US-NY"]}}, {"targeting_spec": {"GEO": ["US-CA"]}}, False),
    (Ad, {"ad_group_id": "AG7"}, {"ad_group_id": "7"}, True),
    (Ad, {"name": None}, {"name": None}, True),
]


@each(("model", "asked", "answered", "took"), TAKEN)
def test_whether_the_server_took_it(
    wire: FakeWire, client: Client, model: Any, asked: dict[str, Any], answered: dict[str, Any], took: bool
) -> None:
    answer_batch(wire, model, answered)
    assert record_of(model, client).update_fields(**asked) is took


def test_null_is_sent_where_it_clears(wire: FakeWire, client: Client) -> None:
    answer_batch(wire, AdGroup, {}, body=[{"id": "626", "tracking_urls": None, "end_time": None}])
    record_of(AdGroup, client).update_fields(tracking_url=None, end_time=None)


def test_an_audience_is_changed_by_itself(wire: FakeWire, client: Client) -> None:
    audience = record_of(Audience, client)
    body = {"operation_type": "UPDATE", "ad_account_id": ACCOUNT, "name": "new"}
    wire.reply("PATCH", f"{PATHS[Audience]}/626", {"id": "626", "name": "new"}, body=body)
    assert audience.update_fields(name="new")
    wire.reply("PATCH", f"{PATHS[Audience]}/626", {"id": "626"}, body={"operation_type": "REMOVE", "ad_account_id": ACCOUNT})
    assert audience.remove()


def test_a_keyword(wire: FakeWire, client: Client) -> None:
    keyword = Keyword.from_wire({"id": "626", "value": "shoes", "match_type": "BROAD", "parent_id": "7"}, client, ACCOUNT)
    wire.reply("PATCH", PATHS[Keyword], {"keywords": [{"id": "626", "bid": 5}]}, body={"keywords": [{"id": "626", "bid": 5}]})
    assert keyword.update_fields(bid=5)
    assert keyword.to_dict() == {"id": "626", "value": "shoes", "match_type": "BROAD", "parent_id": "7", "bid": 5}
    wire.reply(
        "PATCH", PATHS[Keyword], {"keywords": [{"id": "626", "archived": True}]}, body={"keywords": [{"id": "626", "archived": True}]}
    )
    assert keyword.archive()


def test_a_record_made_without_a_client_uses_the_default_one(wire: FakeWire, client: Client) -> None:
    campaign = Campaign.from_wire({"id": "626", "ad_account_id": ACCOUNT})
    with pytest.raises(MissingCredentials):
        campaign.pause()
    set_default_client(client)
    answer_batch(wire, Campaign, {"status": "PAUSED"})
    assert campaign.pause()


@each("wire_form", [{}, {"id": None}, {"id": "../5"}, {"id": "626", "ad_account_id": "x"}])
@each("model", [Campaign, Audience])
def test_a_record_without_usable_ids_cannot_be_changed(wire: FakeWire, client: Client, model: Any, wire_form: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match=r"Invalid .*_id"):
        model.from_wire(wire_form, client).update_fields(name="new")
    assert wire.requests == []
