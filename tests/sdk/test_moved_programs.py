"""What programs for Pinterest's own SDK do that the API's description does not say."""

from __future__ import annotations

import copy
import json
import pickle
import re
import subprocess
import sys

import pytest

from pinads.emulator import BASE_URL, Emulator, EmulatorWire
from pinads.sdk import AdAccount, AdGroup, Audience, Campaign, Client, InvalidInput
from tests.support.each import each

SHOP = "549755885175"


@pytest.fixture(scope="module")
def client() -> Client:
    emulator = Emulator(None)
    emulator.seed()
    return Client("pina_TEST", BASE_URL, wire=EmulatorWire(emulator))


@pytest.fixture
def ad_group(client: Client) -> AdGroup:
    return AdGroup.get_all(SHOP, client=client)[0][0]


def test_targeting_is_written_and_read_in_either_spelling(client: Client, ad_group: AdGroup) -> None:
    for given in ({"gender": ["male"], "age_bucket": ["25-34"]}, {"GENDER": ["male"], "AGE_BUCKET": ["25-34"]}):
        assert ad_group.update_fields(targeting_spec=given)
        spec = AdGroup(SHOP, ad_group.id, client=client).targeting_spec
        assert spec["gender"] == spec["GENDER"] == spec.gender == spec.get("gender") == ["male"]
        assert "age_bucket" in spec
        assert spec == {"GENDER": ["male"], "AGE_BUCKET": ["25-34"]}
        assert json.loads(json.dumps(spec)) == pickle.loads(pickle.dumps(spec)) == copy.deepcopy(spec) == spec
    spec["gender"] = ["female"]
    del spec["age_bucket"]
    assert ad_group.update_fields(targeting_spec=spec)
    assert ad_group.to_dict()["targeting_spec"] == {"GENDER": ["female"]}


def test_targeting_that_is_not_there(ad_group: AdGroup) -> None:
    spec = ad_group.targeting_spec
    assert spec.get("locale", 5) == 5
    assert "locale" not in spec
    with pytest.raises(KeyError, match="locale"):
        spec["locale"]
    with pytest.raises(AttributeError, match="'locale'"):
        _ = spec.locale


def test_active_audiences_are_all_that_are_there(client: Client) -> None:
    account = AdAccount(SHOP, client=client)
    everything, _ = account.list_audiences()
    assert account.list_audiences(entity_statuses=["ACTIVE"])[0] == everything
    assert list(Audience.iter_all(SHOP, entity_statuses=["ACTIVE", "PAUSED"], client=client)) == everything
    assert account.list_audiences(entity_statuses=["PAUSED", "ARCHIVED"]) == ([], None)
    small, _ = account.list_audiences(entity_statuses=["TOO_SMALL"])
    assert 0 < len(small) < len(everything)
    # What is newer than pinads is let through.
    assert account.list_audiences(entity_statuses=["SHARED_WITH_PARTNERS"]) == ([], None)


@each(("wrong", "right"), [("active", "ACTIVE"), ("REDY", "READY"), ("TOO SMALL", "TOO_SMALL")])
def test_a_misspelt_status_of_audiences(client: Client, wrong: str, right: str) -> None:
    with pytest.raises(InvalidInput, match=f"Invalid entity_statuses '{wrong}': .*did you mean '{right}'"):
        Audience.get_all(SHOP, entity_statuses=[wrong], client=client)


@pytest.mark.slow
def test_an_attribute_with_an_underscore_is_told_once() -> None:
    program = "from pinads.sdk import Campaign; Campaign.from_wire({'id': '1', 'status': 'PAUSED'})._status"
    shown = subprocess.run([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True, check=False).stderr
    last = shown.splitlines()[-1]
    assert last.startswith("AttributeError: Campaign ")
    assert re.findall(r"'(\w+)'", last) == ["_status", "status"]
    assert not hasattr(Campaign.from_wire({"id": "1"}), "_name")
