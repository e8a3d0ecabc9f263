from typing import Any

import pytest

from pinads.emulator import BASE_URL, Emulator, EmulatorWire
from pinads.sdk import AdAccount, Audience, BadRequest, Client
from tests.support.each import each

ENGAGED = {"name": "Engaged", "audience_type": "ENGAGEMENT", "rule": {"engager_type": 1}}


def create(api, **fields):
    return api.ok("POST", "audiences", body={**ENGAGED, **fields})


def customer_list(api, size):
    records = ",".join(f"reader{number}@example.com" for number in range(size))
    return api.ok("POST", "customer_lists", body={"name": "List", "records": records})


def test_size_and_status_arrive_later(api):
    made = create(api, description="All of them")
    assert (made["status"], made["size"], made["type"]) == ("INITIALIZING", None, "audience")
    api.clock.advance(5)
    (found,) = api.items("audiences")
    assert found["status"] == "READY"
    assert found["size"] > 0


@pytest.mark.parametrize(("size", "status", "people"), [(100, "READY", 100), (99, "TOO_SMALL", None)])
def test_one_of_a_customer_list_is_as_big_as_the_list(api, size, status, people):
    rule = {"customer_list_id": customer_list(api, size)["id"]}
    made = create(api, audience_type="CUSTOMER_LIST", rule=rule)
    assert made["status"] == "INITIALIZING"
    api.clock.advance(5)
    found = api.ok("GET", f"audiences/{made['id']}")
    assert (found["status"], found["size"]) == (status, people)


@each(
    ("kind", "rule"),
    [
        ("CUSTOMER_LIST", {}),
        ("CUSTOMER_LIST", {"customer_list_id": "12"}),
        ("ACTALIKE", {"country": "US"}),
        ("ACTALIKE", {"seed_id": ["12"]}),
    ],
)
def test_its_source_must_exist(api, kind, rule):
    status, answer = api.call("POST", "audiences", body={**ENGAGED, "audience_type": kind, "rule": rule})
    assert status == 400
    assert "rule" in answer["message"]
    assert api.items("audiences") == []


def test_one_that_is_like_another(api):
    seed = create(api)
    made = create(api, audience_type="ACTALIKE", rule={"seed_id": [seed["id"]], "country": "US", "percentage": 3})
    assert made["rule"]["seed_id"] == [seed["id"]]


def test_an_update_changes_what_it_names(api):
    made = create(api)
    api.clock.advance(60)
    changed = api.ok("PATCH", f"audiences/{made['id']}", body={"name": "New", "rule": {"engager_type": 2}})
    assert (changed["name"], changed["rule"], changed["audience_type"]) == ("New", {"engager_type": 2}, "ENGAGEMENT")
    assert changed["updated_timestamp"] == made["updated_timestamp"] + 60


def test_removed_is_gone(api):
    made = create(api)
    assert api.ok("PATCH", f"audiences/{made['id']}", body={"operation_type": "REMOVE"})["id"] == made["id"]
    assert api.call("GET", f"audiences/{made['id']}")[0] == 404
    assert api.call("PATCH", f"audiences/{made['id']}", body={"operation_type": "REMOVE"})[0] == 404
    assert api.items("audiences") == []


def test_the_account_in_the_body_is_that_of_the_path(api):
    assert api.call("POST", "audiences", body={**ENGAGED, "ad_account_id": "12"})[0] == 400
    create(api, ad_account_id=api.account)


def test_nobody_shares_audiences(sample):
    assert sample.items("audiences", "ownership_type=OWNED")
    assert sample.items("audiences", "ownership_type=RECEIVED") == []


def an_account() -> tuple[str, Client]:
    client = Client("pina_TEST", BASE_URL, wire=EmulatorWire(Emulator(None)))
    return AdAccount.create("n", "1", "US", client=client).id, client


@each("url", ["https://example.com/item", {"contains": "/item"}, {"!=": "https://example.com"}, ["https://example.com"]])
def test_a_rule_url_is_a_text_an_operator_or_a_list(url: Any) -> None:
    account, client = an_account()
    made = Audience.create(account, "n", {"url": url}, "VISITOR", client=client)
    assert Audience(account, made.id, client=client).rule["url"] == url
    assert made.update_fields(rule={"url": url})


@each("url", [[1], 5, {"contains": 5}, {"like": "item"}, {"contains": "a", "=": "b"}, {}])
def test_a_rule_url_that_is_none(url: Any) -> None:
    account, client = an_account()
    with pytest.raises(BadRequest, match=r"rule\.url"):
        Audience.create(account, "n", {"url": url}, "VISITOR", client=client)
