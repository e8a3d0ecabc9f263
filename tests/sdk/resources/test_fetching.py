"""Fetching one entity by its id: the request, the record, and what is refused before it is sent."""

from __future__ import annotations

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
    InvalidResponse,
    InvalidType,
    Keyword,
    NotFound,
    UnknownField,
)
from tests.support.each import each
from tests.support.fake_wire import FakeWire

ACCOUNT = "549755885175"
ENTITIES: list[tuple[type[Any], str]] = [
    (AdGroup, "ad_groups"),
    (Ad, "ads"),
    (Audience, "audiences"),
    (Campaign, "campaigns"),
    (CustomerList, "customer_lists"),
]


@pytest.mark.parametrize(("model", "collection"), ENTITIES)
def test_an_entity_by_its_id(wire: FakeWire, client: Client, model: type[Any], collection: str) -> None:
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/{collection}/626", {"id": "626", "name": "Spring"})
    record = model(ACCOUNT, "626", client=client)
    assert (record.id, record.name, record.ad_account_id) == ("626", "Spring", ACCOUNT)


def test_an_ad_account_by_its_id(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}", {"id": ACCOUNT, "currency": "JPY"})
    assert AdAccount(ACCOUNT, client).currency == "JPY"


def test_a_whole_number_is_taken_as_an_id(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/campaigns/626735565838", {"id": "626735565838"})
    assert Campaign(549755885175, 626735565838, client=client).id == "626735565838"  # type: ignore[arg-type]


@each(
    ("bad", "error"),
    [
        ("", InvalidInput),
        ("12x", InvalidInput),
        ("1/../2", InvalidInput),
        ("1" * 19, InvalidInput),
        ("١٢", InvalidInput),
        ("1\n", InvalidInput),
        (-1, InvalidInput),
        (None, InvalidType),
        (True, InvalidType),
        (1.0, InvalidType),
        (b"1", InvalidType),
    ],
)
@each("model", [*(model for model, _ in ENTITIES), Keyword])
def test_what_is_no_id_is_not_sent(client: Client, wire: FakeWire, model: type[Any], bad: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="Invalid ad_account_id"):
        model(bad, "626", client=client)
    with pytest.raises(error, match=f"Invalid {model.RESOURCE.kind}_id"):
        model(ACCOUNT, bad, client=client)
    with pytest.raises(error, match="Invalid ad_account_id"):
        AdAccount(bad, client=client)
    assert wire.requests == []


def test_an_unknown_argument_is_refused(client: Client) -> None:
    for call in (
        lambda: Campaign(ACCOUNT, "626", client=client, fields="x"),
        lambda: AdAccount(ACCOUNT, client=client, fields="x"),
        lambda: Keyword(ACCOUNT, "626", client=client, fields="x"),
    ):
        with pytest.raises(UnknownField, match="Invalid argument 'fields'"):
            call()


def test_no_such_entity(wire: FakeWire, client: Client) -> None:
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/campaigns/626", {"code": 50, "message": "Campaign not found."}, status=404)
    with pytest.raises(NotFound) as caught:
        Campaign(ACCOUNT, "626", client=client)
    error = caught.value
    assert (error.message, error.operation, error.http_status, error.code) == ("Campaign not found.", "campaigns/get", 404, 50)
    assert caught.value.safe_to_retry


@each("answer", [[], "text", 5, None, True])
def test_an_answer_that_is_no_entity(wire: FakeWire, client: Client, answer: Any) -> None:
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}/campaigns/626", answer)
    with pytest.raises(InvalidResponse, match="not an entity"):
        Campaign(ACCOUNT, "626", client=client)


def test_what_is_no_client_is_refused() -> None:
    with pytest.raises(InvalidType) as caught:
        Campaign(ACCOUNT, "626", client="pina_TEST")  # type: ignore[arg-type]
    assert caught.value.field == "client"
