import pytest

from pinads.emulator import BASE_URL, EmulatorWire, Faults
from pinads.sdk import Ad, AdGroup, Audience, Campaign, Client, CustomerList, Keyword
from pinads.sdk.errors import (
    ConnectionFailed,
    InvalidResponse,
    NetworkError,
    NotFound,
    RateLimited,
    Rejected,
    ServerError,
    Timeout,
)
from tests.emulator.conftest import USD


@pytest.fixture
def client(sample):
    return Client("pina_TEST_wire", BASE_URL, wire=EmulatorWire(sample.emulator), max_retries=0)


def test_the_sdk_walks_through_the_sample(client):
    campaign = next(iter(Campaign.iter_all(USD, client=client)))
    ad_group = campaign.list_ad_groups()[0][0]
    ad = ad_group.list_ads()[0][0]
    assert Ad(USD, ad.id, client).campaign_id == campaign.id
    assert next(iter(Keyword.iter_all(USD, client=client, ad_group_id=ad_group.id))).parent_id == ad_group.id
    assert next(audience.name for audience in Audience.iter_all(USD, client=client)) == "Newsletter"


def test_the_sdk_makes_and_changes_things(client):
    campaign = Campaign.create(USD, "New", "CONSIDERATION", client=client)
    ad_group = AdGroup.create(USD, "New", campaign.id, "CLICKTHROUGH", budget_in_micro_currency=5_000_000, client=client)
    assert Ad.create(USD, ad_group.id, "REGULAR", "394205773611545468", client=client).pause()
    assert campaign.update_fields(name="Newer", daily_spend_cap=5_000_000)
    assert ad_group.update_fields(targeting_spec={"gender": ["female"]})
    people = CustomerList.create(USD, "People", "a@example.com", client=client)
    assert people.add_record(["b@example.com", "c@example.com"])
    assert Audience.create(USD, "People", {"customer_list_id": people.id}, "CUSTOMER_LIST", client=client).remove()
    assert Keyword.create(USD, ad_group.id, "linen", match_type="EXACT", client=client).archive()
    with pytest.raises(Rejected) as refused:
        Campaign.create(USD, "New", "AWARENESS", client=client)
    assert refused.value.code == 2384
    with pytest.raises(NotFound):
        Campaign(USD, "12", client)


def test_who_replaces_handle_sees_each_exchange(sample, client, monkeypatch):
    seen, handle = [], type(sample.emulator).handle

    def watched(emulator, request):
        answer = handle(emulator, request)
        seen.append((request.method, request.path, answer.status))
        return answer

    monkeypatch.setattr(type(sample.emulator), "handle", watched)
    Campaign.get_all(USD, client=client)
    assert seen == [("GET", f"/ad_accounts/{USD}/campaigns", 200)]


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("drop_before", NetworkError),
        ("drop_after", NetworkError),
        ("truncate", InvalidResponse),
        ("throttle", RateLimited),
        ("throttle_bare", RateLimited),
        ("hidden_throttle", RateLimited),
        ("error_before", ServerError),
        ("error_after", ServerError),
        ("html", ServerError),
    ],
)
def test_faults_are_what_they_would_be_over_http(sample, client, fault, error):
    sample.emulator.faults = Faults.script([fault])
    with pytest.raises(error) as raised:
        Campaign.get_all(USD, client=client)
    assert not isinstance(raised.value, ConnectionFailed)


def test_latency_beyond_the_timeout(sample):
    sample.emulator.faults = Faults(latency=0.002)
    client = Client("pina_TEST_wire", BASE_URL, wire=EmulatorWire(sample.emulator), max_retries=0, timeout=0.001)
    with pytest.raises(Timeout):
        Campaign.get_all(USD, client=client)


def test_a_closed_emulator_cannot_be_reached(sample, client):
    sample.emulator.close()
    with pytest.raises(ConnectionFailed):
        Campaign.get_all(USD, client=client)
