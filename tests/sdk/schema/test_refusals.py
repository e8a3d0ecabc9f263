"""Bad input is refused here, by a message that helps, and nothing is sent."""

from __future__ import annotations

import math
from typing import Any

import pytest

from pinads.sdk import (
    Ad,
    AdAccount,
    AdGroup,
    Audience,
    Campaign,
    Client,
    CustomerList,
    InvalidInput,
    InvalidType,
    Keyword,
    PinadsError,
    UnknownField,
)
from tests.support.each import each
from tests.support.fake_wire import FakeWire

ACCOUNT = "549755885175"
REQUIRED: dict[Any, dict[str, Any]] = {
    Campaign: {"name": "n", "objective_type": "AWARENESS"},
    AdGroup: {"name": "n", "campaign_id": "6", "billable_event": "IMPRESSION"},
    Ad: {"ad_group_id": "7", "creative_type": "REGULAR", "pin_id": "8"},
    Audience: {"name": "n", "rule": {}, "audience_type": "VISITOR"},
    CustomerList: {"name": "n", "records": "a@example.com"},
    Keyword: {"parent_id": "7", "value": "v"},
}
CYCLE: dict[str, Any] = {}
CYCLE["again"] = CYCLE

BOTH: list[tuple[Any, dict[Any, Any], type[PinadsError], str]] = [
    (
        Campaign,
        {"daly_spend_cap": 1},
        UnknownField,
        "Invalid field 'daly_spend_cap': there is no such field here; did you mean 'daily_spend_cap'",
    ),
    (Campaign, {"created_time": 1}, UnknownField, "Invalid field 'created_time': it cannot be written on"),
    (Campaign, {"name": 5}, InvalidType, "Invalid name: expected a string, got 5"),
    (Campaign, {"daily_spend_cap": "25"}, InvalidType, "Invalid daily_spend_cap: expected an integer, got '25'"),
    (Campaign, {"daily_spend_cap": 25.0}, InvalidType, "expected an integer, got 25.0"),
    (Campaign, {"daily_spend_cap": True}, InvalidType, "expected an integer, got True"),
    (Campaign, {"daily_spend_cap": 2**63}, InvalidInput, "Invalid daily_spend_cap: the number is out of range"),
    (Campaign, {"daily_spend_cap": -(10**5000)}, InvalidInput, "Invalid daily_spend_cap: the number is out of range"),
    (Campaign, {"name": 10**5000}, InvalidType, "Invalid name: expected a string, got a value of type int, too long to show"),
    (Campaign, {"name": "n\udc80"}, InvalidInput, "Invalid name: it has half of a surrogate pair"),
    (Campaign, {"is_performance_plus": 1}, InvalidType, "Invalid is_performance_plus: expected true or false, got 1"),
    (Campaign, {"status": "PAUSE"}, InvalidInput, "Invalid status 'PAUSE': choose from ACTIVE, PAUSED, ARCHIVED, DRAFT, DELETED_DRAFT"),
    (Campaign, {"status": "active"}, InvalidInput, "Invalid status 'active'.*did you mean 'ACTIVE'"),
    (
        Campaign,
        {"objective_type": "VIDEO_COMPLETON"},
        InvalidInput,
        "Invalid objective_type 'VIDEO_COMPLETON': .*VIDEO_COMPLETION",
    ),
    (Campaign, {"order_line_id": "1" * 19}, InvalidInput, "Invalid order_line_id: '1{19}' is not an id of up to 18 digits"),
    (Campaign, {"order_line_id": 10**18}, InvalidInput, "is not an id of up to 18 digits"),
    (Campaign, {"order_line_id": 10**5000}, InvalidInput, "is not an id of up to 18 digits"),
    (Campaign, {"order_line_id": True}, InvalidType, "expected an id of up to 18 digits, got True"),
    (Campaign, {"order_line_id": "AG1"}, InvalidInput, "'AG1' is not an id"),
    (Campaign, {"tracking_urls": ["https://example.com"]}, InvalidType, "Invalid tracking_urls: expected an object"),
    (Campaign, {"tracking_urls": {"clik": []}}, UnknownField, "Invalid field 'tracking_urls.clik'.*did you mean 'click'"),
    (Campaign, {"tracking_urls": {"click": "https://example.com"}}, InvalidType, "Invalid tracking_urls.click: expected a list"),
    (Campaign, {"tracking_urls": {"click": [None]}}, InvalidType, r"Invalid tracking_urls.click\[0\]: it cannot be null"),
    (Campaign, {"tracking_urls": {5: []}}, InvalidType, "Invalid key 5: names are strings"),
    (Campaign, {"extra": [1]}, InvalidType, "Invalid extra: expected an object"),
    (Campaign, {"extra": {"new": math.nan}}, InvalidType, "Invalid extra: it cannot be written as JSON"),
    (Campaign, {"extra": {"new": {1, 2}}}, InvalidType, "Invalid extra: it cannot be written as JSON"),
    (Campaign, {"extra": CYCLE}, InvalidType, "Invalid extra: it cannot be written as JSON"),
    (AdGroup, {"campaign_id": "AG6"}, InvalidInput, "Invalid campaign_id: 'AG6' is not an id"),
    (AdGroup, {"campaign_id": "C" + "1" * 19}, InvalidInput, "is not an id"),
    (AdGroup, {"bid_multiplier": 10.5}, InvalidInput, "Invalid bid_multiplier: 10.5 is not within 0 to 10"),
    (AdGroup, {"bid_multiplier": 10**400}, InvalidInput, "Invalid bid_multiplier"),
    (AdGroup, {"bid_multiplier": math.inf}, InvalidType, "Invalid bid_multiplier: expected a number, got inf"),
    (AdGroup, {"bid_multiplier": math.nan}, InvalidType, "expected a number, got nan"),
    (AdGroup, {"targeting_template_ids": ["1", "2"]}, InvalidInput, "Invalid targeting_template_ids: expected 1 or fewer, got 2"),
    (
        AdGroup,
        {"targeting_spec": {"AGE_BUCKET": ["18 to 24"]}},
        InvalidInput,
        r"Invalid targeting_spec.AGE_BUCKET\[0\] '18 to 24': choose from 18-24",
    ),
    (AdGroup, {"targeting_spec": {"MAXIMUM_AGE": "old"}}, InvalidInput, r"'old' is not digits, or digits and \+"),
    (
        AdGroup,
        {"targeting_spec": {"SHOPPING_RETARGETING": [{"lookback": 3}]}},
        UnknownField,
        r"SHOPPING_RETARGETING\[0\].lookback.*lookback_window",
    ),
    (AdGroup, {"optimization_goal_metadata": {"frequency_goal_metadata": {"frequency": 1}}}, InvalidInput, "1 is not within 2 to 20"),
    (Ad, {"ad_group_id": "C7"}, InvalidInput, "Invalid ad_group_id: 'C7' is not an id"),
    (Ad, {"creative_type": "REGULER"}, InvalidInput, "Invalid creative_type 'REGULER': choose from REGULAR"),
    (Ad, {"review_status": "APPROVED"}, UnknownField, "Invalid field 'review_status': it cannot be written"),
    (Audience, {"rule": {"seed_id": "1"}}, InvalidType, "Invalid rule.seed_id: expected a list"),
    (Audience, {"rule": {"event_source": {"=": [b"web"]}}}, InvalidType, "Invalid rule.event_source: it cannot be written as JSON"),
    (Audience, {"rule": {"event_data": {"currency": "Euro"}}}, InvalidInput, "Invalid rule.event_data.currency"),
    (Audience, {"size": 5}, UnknownField, "Invalid field 'size': it cannot be written"),
    (Keyword, {"bid": 0.5}, InvalidType, "Invalid bid: expected an integer, got 0.5"),
]
ONLY_CREATE: list[tuple[Any, dict[str, Any], type[PinadsError], str]] = [
    (Campaign, {"name": None}, InvalidType, "Invalid request: name is missing"),
    (Campaign, {"bid_options": {"update_mask": ["AUDIENCE"]}}, UnknownField, "Invalid field 'bid_options.update_mask'"),
    (
        Campaign,
        {"bid_options": {"audience_multipliers": {"1": 11}}},
        InvalidInput,
        "Invalid bid_options.audience_multipliers.1: 11 is not within 0",
    ),
    (
        Campaign,
        {"bid_options": {"placement_multipliers": {"SEARCH": "2"}}},
        InvalidType,
        "Invalid bid_options.placement_multipliers.SEARCH",
    ),
    (AdGroup, {"campaign_id": None}, InvalidType, "Invalid request: campaign_id is missing"),
    (Audience, {"operation_type": "REMOVE"}, UnknownField, "Invalid field 'operation_type': it cannot be written on create"),
    (CustomerList, {"list_type": "EMAILS"}, InvalidInput, "Invalid list_type 'EMAILS': choose from EMAIL, IDFA"),
    (Keyword, {"match_type": "BOARD"}, InvalidInput, "Invalid match_type 'BOARD': choose from BROAD.*did you mean 'BROAD'"),
    (Keyword, {"parent_id": "AC7"}, InvalidInput, "Invalid parent_id: 'AC7' is not an id"),
    (Keyword, {"parent_id": None}, InvalidType, "parent_id is missing"),
]
ONLY_UPDATE: list[tuple[Any, dict[str, Any], type[PinadsError], str]] = [
    (Campaign, {}, InvalidType, "Invalid update: it names no field of the campaign to change"),
    (Campaign, {"id": "5", "name": "n"}, UnknownField, "Invalid field 'id': it cannot be written on update"),
    (Campaign, {"name": None}, InvalidType, "Invalid name: it cannot be null"),
    (Campaign, {"status": None}, InvalidType, "Invalid status: it cannot be null"),
    (Campaign, {"bid_options": None}, InvalidType, "Invalid bid_options: it cannot be null"),
    (Campaign, {"bid_options": {}}, InvalidType, "Invalid request: bid_options.update_mask is missing"),
    (AdGroup, {}, InvalidType, "it names no field of the ad group"),
    (AdGroup, {"ad_account_id": ACCOUNT}, UnknownField, "Invalid field 'ad_account_id': it cannot be written on update"),
    (AdGroup, {"bid_multiplier": None}, InvalidType, "Invalid bid_multiplier: it cannot be null"),
    (Audience, {}, InvalidType, "it names no field of the audience"),
    (Audience, {"operation_type": "REMOV"}, InvalidInput, "Invalid operation_type 'REMOV': choose from UPDATE, REMOVE"),
    (CustomerList, {"is_nca": True}, UnknownField, "Invalid field 'is_nca': it cannot be written on update"),
    (CustomerList, {}, InvalidType, "it names no field of the customer list"),
    (CustomerList, {"operation_type": "ADD"}, InvalidType, "Invalid request: records is missing"),
    (CustomerList, {"records": "a@example.com"}, InvalidType, "Invalid request: operation_type is missing"),
    (CustomerList, {"name": "m"}, UnknownField, "Invalid field 'name': it cannot be written on update"),
    (Keyword, {"value": "v"}, UnknownField, "Invalid field 'value': it cannot be written on update"),
]


@each(("model", "fields", "error", "message"), [*BOTH, *ONLY_CREATE])
def test_create(wire: FakeWire, client: Client, model: Any, fields: dict[str, Any], error: type[Exception], message: str) -> None:
    given = {**REQUIRED[model], **fields}
    with pytest.raises(error, match=message):
        model.create(ACCOUNT, **given, client=client)
    (outcome,) = model.create_many(ACCOUNT, [given], client=client)
    assert (outcome.status, outcome.sent, type(outcome.error)) == ("rejected", False, error)
    assert wire.requests == []


@each(("model", "fields", "error", "message"), [*BOTH, *ONLY_UPDATE])
def test_update(wire: FakeWire, client: Client, model: Any, fields: dict[str, Any], error: type[Exception], message: str) -> None:
    record = model.from_wire({"id": "626"}, client, ACCOUNT)
    with pytest.raises(error, match=message):
        record.update_fields(**fields)
    if "id" not in fields:
        (outcome,) = model.update_many(ACCOUNT, [{"id": "626", **fields}], client=client)
        assert (outcome.status, outcome.sent, type(outcome.error)) == ("rejected", False, error)
    assert wire.requests == []


def test_errors_of_input_are_python_errors_too() -> None:
    assert issubclass(InvalidInput, ValueError)
    assert issubclass(InvalidType, TypeError)
    assert issubclass(UnknownField, TypeError)
    assert all(issubclass(kind, PinadsError) for kind in (InvalidInput, InvalidType, UnknownField))


def test_an_error_names_the_field_and_the_choices(client: Client) -> None:
    with pytest.raises(InvalidInput) as caught:
        Campaign.create(ACCOUNT, "n", "AWARENESS", status="PAUSE", client=client)
    assert caught.value.field == "status"
    assert caught.value.choices == ("ACTIVE", "PAUSED", "ARCHIVED", "DRAFT", "DELETED_DRAFT")
    assert caught.value.safe_to_retry


@each(("model", "fields", "error", "message"), [*BOTH, *ONLY_CREATE])
def test_an_error_has_a_reason_that_reads_without_the_name_of_its_field(
    client: Client, model: Any, fields: dict[str, Any], error: type[InvalidInput], message: str
) -> None:
    with pytest.raises(error) as caught:
        model.create(ACCOUNT, **{**REQUIRED[model], **fields}, client=client)
    refused = caught.value
    (given,) = fields
    assert refused.field is not None
    assert refused.field.partition(".")[0] == given
    assert refused.field not in refused.reason
    assert refused.reason
    assert (refused.message, refused.place) == (str(refused), None)


@each(
    ("fields", "field", "reason"),
    [
        ({"daily_spend_cap": "25"}, "daily_spend_cap", "expected an integer, got '25'"),
        ({"tracking_urls": {"click": [None]}}, "tracking_urls.click[0]", "it cannot be null"),
        ({"tracking_urls": {"clik": []}}, "tracking_urls.clik", "did you mean 'click'"),
        ({"name": None}, "name", "it is missing"),
        ({"name": None, "objective_type": None}, "name", "name and objective_type are missing"),
        ({"status": "PAUSE"}, "status", "'PAUSE' "),
    ],
)
def test_the_field_and_the_reason(client: Client, fields: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        Campaign.create(ACCOUNT, **{"name": "n", "objective_type": "AWARENESS", **fields}, client=client)
    assert caught.value.field == field
    assert reason in caught.value.reason


def test_a_reason_is_redacted_and_defaults_to_the_message() -> None:
    assert InvalidInput("no pina_TEST_1234 here").reason == "no (token) here"
    assert InvalidType.of("name", "got pina_TEST_1234").reason == "got (token)"
    assert isinstance(UnknownField.of("name", "unknown"), UnknownField)


def test_very_many_choices_are_not_all_in_the_message_but_in_the_error(client: Client) -> None:
    with pytest.raises(InvalidInput) as caught:
        AdAccount.create("n", "5", "UKR", client=client)
    assert len(str(caught.value)) < 200
    assert len(caught.value.choices) == 248


def test_a_long_value_is_cut_in_an_error(client: Client) -> None:
    with pytest.raises(InvalidType) as caught:
        Campaign.create(ACCOUNT, "n", "AWARENESS", daily_spend_cap="x" * 1000, client=client)  # type: ignore[arg-type]
    assert len(str(caught.value)) < 150


@each(
    ("fields", "message"),
    [
        ({"name": "n" * 257}, "Invalid name: .*256.*257"),
        ({"country": "USA"}, "Invalid country 'USA'.*248.*US"),
        ({"currency": "EURO"}, "Invalid currency 'EURO'.*'EUR'"),
        ({"owner_user_id": "me"}, "Invalid owner_user_id"),
        ({"id": "5"}, "Invalid field 'id'"),
    ],
)
def test_an_ad_account(wire: FakeWire, client: Client, fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        AdAccount.create(**{"name": "n", "owner_user_id": "5", "country": "US", **fields}, client=client)
    assert wire.requests == []
