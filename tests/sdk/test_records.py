"""A record: what the server sent, as attributes; nothing lost, nothing invented, nothing assignable."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.sdk import Ad, AdAccount, AdGroup, Audience, Campaign, Client, CustomerList, Keyword
from pinads.sdk.record import BaseRecord, record_fields

ACCOUNT = "549755885175"
MODELS: list[type[BaseRecord]] = [AdAccount, AdGroup, Ad, Audience, Campaign, CustomerList, Keyword]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def campaign(**wire: Any) -> Campaign:
    return Campaign.from_wire({"id": "626", **wire}, None, ACCOUNT)


def test_declared_fields_are_attributes() -> None:
    record = campaign(name="Spring", daily_spend_cap=25_000_000, tracking_urls={"click": ["https://example.com"]})
    assert (record.id, record.name, record.daily_spend_cap) == ("626", "Spring", 25_000_000)
    assert record.tracking_urls == {"click": ["https://example.com"]}


def test_absent_and_null_are_both_none() -> None:
    assert campaign().lifetime_spend_cap is None
    assert campaign(lifetime_spend_cap=None).lifetime_spend_cap is None
    assert "lifetime_spend_cap" not in campaign().to_dict()
    assert campaign(lifetime_spend_cap=None).to_dict() == {"id": "626", "lifetime_spend_cap": None}


def test_unknown_fields_and_values_are_kept() -> None:
    record = campaign(status="ON_FIRE", objective_type="VIDEO_VIEW", brand_new={"a": [1]})
    assert (record.status, record.objective_type) == ("ON_FIRE", "VIDEO_VIEW")
    assert record.brand_new == {"a": [1]}
    assert record.to_dict() == {"id": "626", "status": "ON_FIRE", "objective_type": "VIDEO_VIEW", "brand_new": {"a": [1]}}
    assert {"brand_new", "daily_spend_cap", "update_fields"} <= set(dir(record))


def test_a_mistyped_name_gets_a_hint() -> None:
    with pytest.raises(AttributeError, match="'daly_spend_cap'; did you mean 'daily_spend_cap'"):
        _ = campaign().daly_spend_cap


def test_what_is_only_written_is_no_attribute() -> None:
    assert not hasattr(campaign(), "default_ad_group_budget_in_micro_currency")
    assert not hasattr(CustomerList.from_wire({"id": "1"}), "records")


def test_nothing_can_be_assigned() -> None:
    record = campaign(name="Spring")
    for name in ("name", "status", "brand_new"):
        with pytest.raises(AttributeError, match=f"use update_fields\\({name}=...\\)"):
            setattr(record, name, "x")
    assert record.to_dict() == {"id": "626", "name": "Spring"}


def test_to_dict_is_a_copy() -> None:
    record = campaign(tracking_urls={"click": ["https://example.com"]})
    record.to_dict()["tracking_urls"]["click"].append("x")
    record.to_dict()["name"] = "x"
    assert record.to_dict() == {"id": "626", "tracking_urls": {"click": ["https://example.com"]}}


def test_repr_names_the_record() -> None:
    assert repr(campaign(name="Spring", status="PAUSED", daily_spend_cap=1)) == "Campaign(id='626', name='Spring', status='PAUSED')"
    assert repr(Keyword.from_wire({"id": "1", "value": "shoes"})) == "Keyword(id='1')"
    assert repr(AdGroup.from_wire({})) == "AdGroup()"


def test_equality_is_identity_at_pinterest() -> None:
    assert campaign(name="a") == campaign(name="b")
    assert len({campaign(name="a"), campaign(name="b"), campaign(id="627")}) == 2
    assert campaign() != campaign(id="627")
    assert campaign() != Campaign.from_wire({"id": "626"}, None, "5")
    assert campaign() != AdGroup.from_wire({"id": "626"}, None, ACCOUNT)
    assert campaign() != "626"
    assert campaign() == Campaign.from_wire({"id": "626", "ad_account_id": ACCOUNT})


def test_an_ad_account_is_the_same_from_a_listing_and_by_its_id(wire: Any, client: Client) -> None:
    wire.reply("GET", "/ad_accounts", {"items": [{"id": ACCOUNT}]})
    wire.reply("GET", f"/ad_accounts/{ACCOUNT}", {"id": ACCOUNT, "name": "n"})
    (listed,), _ = AdAccount.get_all(client=client)
    assert listed == AdAccount(ACCOUNT, client=client)
    assert hash(listed) == hash(AdAccount.from_wire({"id": ACCOUNT}))


def test_the_ad_account_is_known_from_the_request_or_from_the_answer() -> None:
    assert campaign().ad_account_id == ACCOUNT
    assert Keyword.from_wire({"id": "1"}, None, ACCOUNT).ad_account_id == ACCOUNT
    assert Campaign.from_wire({"id": "1", "ad_account_id": "5"}).ad_account_id == "5"
    assert Campaign.from_wire({"id": "1"}).ad_account_id is None


@given(
    model=st.sampled_from(MODELS),
    wire=st.dictionaries(st.sampled_from(["id", "name", "status", "rule", "exceptions", "x"]) | st.text(max_size=8), JSON),
)
def test_any_object_can_be_read(model: type[BaseRecord], wire: dict[str, Any]) -> None:
    record = model.from_wire(wire)
    for name in record_fields(model):
        getattr(record, name)
    for name, value in wire.items():
        # Names such as "update_fields" are the record's own, and "ad_account_id" may be filled in.
        if name not in dir(model) and not name.startswith("_"):
            assert getattr(record, name) == value
    assert record.to_dict() == wire
    assert repr(record).startswith(model.__name__)


def test_a_record_can_be_copied_and_sent_to_another_process(client: Client) -> None:
    record = Campaign.from_wire({"id": "1", "name": "n", "new": [1]}, client, ACCOUNT)
    for again in (copy.deepcopy(record), pickle.loads(pickle.dumps(record))):
        assert again == record
        assert again.to_dict() == record.to_dict()
