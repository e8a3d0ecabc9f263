"""Creating one entity: the body that is sent, and the record made from the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pinads.sdk import Ad, AdAccount, AdGroup, Audience, Campaign, Client, CustomerList, InvalidInput, Keyword
from tests.support.fake_wire import FakeWire

ACCOUNT = "549755885175"
URLS = {"click": ["https://example.com/c"], "impression": []}
DONE = {"items": [{"data": {"id": "626", "name": "from the server"}, "exceptions": []}]}


def path(collection: str) -> str:
    return f"/ad_accounts/{ACCOUNT}/{collection}"


BODIES: list[tuple[Callable[[Client], Any], str, Any, Any]] = [
    (
        lambda c: Campaign.create(ACCOUNT, "n", "AWARENESS", client=c),
        path("campaigns"),
        [
            {
                "ad_account_id": ACCOUNT,
                "name": "n",
                "objective_type": "AWARENESS",
                "status": "ACTIVE",
                "is_campaign_budget_optimization": False,
                "is_flexible_daily_budgets": False,
                "is_automated_campaign": False,
            }
        ],
        DONE,
    ),
    (
        lambda c: AdGroup.create(ACCOUNT, "n", "C626", "IMPRESSION", 5_000_000, tracking_url=URLS, client=c),
        path("ad_groups"),
        [
            {
                "name": "n",
                "campaign_id": "C626",
                "billable_event": "IMPRESSION",
                "budget_in_micro_currency": 5_000_000,
                "tracking_urls": URLS,
            }
        ],
        DONE,
    ),
    (
        lambda c: AdGroup.create(ACCOUNT, "n", 626, "IMPRESSION", tracking_urls=URLS, targeting_spec={"age_bucket": ["25-34"]}, client=c),  # type: ignore[arg-type]
        path("ad_groups"),
        [
            {
                "name": "n",
                "campaign_id": "626",
                "billable_event": "IMPRESSION",
                "tracking_urls": URLS,
                "targeting_spec": {"AGE_BUCKET": ["25-34"]},
            }
        ],
        DONE,
    ),
    (
        lambda c: Ad.create(ACCOUNT, "AG7", "REGULAR", "8", name="n", carousel_ios_deep_links=["a", "b"], client=c),
        path("ads"),
        [
            {
                "ad_group_id": "AG7",
                "creative_type": "REGULAR",
                "pin_id": "8",
                "is_pin_deleted": False,
                "is_removable": True,
                "status": "ACTIVE",
                "carousel_ios_deep_links": ["a", "b"],
                "name": "n",
            }
        ],
        DONE,
    ),
    (
        lambda c: Audience.create(ACCOUNT, "n", {"event_source": {"=": ["web"]}, "engager_type": 1}, "ENGAGEMENT", client=c),
        path("audiences"),
        {"ad_account_id": ACCOUNT, "name": "n", "rule": {"event_source": {"=": ["web"]}, "engager_type": 1}, "audience_type": "ENGAGEMENT"},
        {"id": "626"},
    ),
    (
        lambda c: CustomerList.create(ACCOUNT, "n", "a@example.com", client=c),
        path("customer_lists"),
        {"name": "n", "records": "a@example.com", "list_type": "EMAIL"},
        {"id": "626", "exceptions": {}},
    ),
    (
        lambda c: Keyword.create(ACCOUNT, "AG7", "shoes", match_type="BROAD", client=c),
        path("keywords"),
        {"parent_id": "AG7", "keywords": [{"value": "shoes", "match_type": "BROAD"}]},
        {"keywords": [{"id": "626", "value": "shoes", "match_type": "BROAD"}], "errors": []},
    ),
    (
        # The server has to say that it wants a match type, as every other client lets it.
        lambda c: Keyword.create(ACCOUNT, "7", "shoes", 5, client=c),
        path("keywords"),
        {"parent_id": "7", "keywords": [{"value": "shoes", "match_type": None, "bid": 5}]},
        {"keywords": [{"id": "626", "value": "shoes"}]},
    ),
    (
        lambda c: AdAccount.create("n", 5, "US", currency="JPY", client=c),  # type: ignore[arg-type]
        "/ad_accounts",
        {"name": "n", "owner_user_id": "5", "country": "US", "currency": "JPY"},
        {"id": "626"},
    ),
]


@pytest.mark.parametrize(("call", "where", "body", "answer"), BODIES)
def test_body(wire: FakeWire, client: Client, call: Callable[[Client], Any], where: str, body: Any, answer: Any) -> None:
    wire.reply("POST", where, answer, body=body)
    record = call(client)
    assert record.id == "626"
    assert record.ad_account_id == ACCOUNT if where != "/ad_accounts" else record.id


def test_the_record_is_what_the_server_answered(wire: FakeWire, client: Client) -> None:
    data = {"id": "626", "name": "trimmed", "status": "PAUSED", "new": 1}
    wire.reply("POST", path("campaigns"), {"items": [{"data": data}]}, body=...)
    assert Campaign.create(ACCOUNT, " trimmed ", "AWARENESS", client=client).to_dict() == data


def test_extra_goes_in_unchecked(wire: FakeWire, client: Client) -> None:
    wire.reply("POST", path("campaigns"), DONE, body=...)
    Campaign.create(ACCOUNT, "n", "AWARENESS", client=client, extra={"objective_type": "SALES", "brand_new": {"a": None}})
    assert wire.last_body[0]["objective_type"] == "SALES"
    assert wire.last_body[0]["brand_new"] == {"a": None}


def test_extra_may_supply_what_is_required(wire: FakeWire, client: Client) -> None:
    wire.reply("POST", path("campaigns"), DONE, body=...)
    (outcome,) = Campaign.create_many(ACCOUNT, [{"name": "n", "extra": {"objective_type": "LEADS"}}], client=client)
    assert outcome.applied
    assert wire.last_body == [{"name": "n", "ad_account_id": ACCOUNT, "objective_type": "LEADS"}]


def test_whole_text_survives(wire: FakeWire, client: Client) -> None:
    name = 'Zürich 東京 👟 "quoted" \u2028 \x00'
    wire.reply("POST", path("campaigns"), DONE, body=...)
    Campaign.create(ACCOUNT, name, "AWARENESS", client=client)
    assert wire.last_body[0]["name"] == name


def test_the_ad_account_of_the_body_is_that_of_the_path(wire: FakeWire, client: Client) -> None:
    rows = [
        {"ad_account_id": ACCOUNT, "name": "n", "objective_type": "AWARENESS"},
        {"ad_account_id": "5", "name": "n", "objective_type": "AWARENESS"},
    ]
    wire.reply("POST", path("campaigns"), DONE, body=[rows[0]])
    first, second = Campaign.create_many(ACCOUNT, rows, client=client)
    assert first.applied
    assert isinstance(second.error, InvalidInput)
    assert second.error.field == "ad_account_id"
    assert ("'5'" in second.error.reason, ACCOUNT in second.error.reason) == (True, True)


def test_several_ad_accounts_one_a_request(wire: FakeWire, client: Client) -> None:
    for name in ("a", "b"):
        wire.reply("POST", "/ad_accounts", {"id": f"{len(name)}{ord(name)}", "name": name}, body={"name": name})
    outcomes = list(AdAccount.create_many([{"name": "a"}, {"name": 5}, {"name": "b"}], client=client))
    assert [outcome.status for outcome in outcomes] == ["applied", "rejected", "applied"]
    assert [outcome.record.name for outcome in outcomes if outcome.record] == ["a", "b"]
    assert outcomes[0].record == AdAccount.from_wire({"id": "197"})
