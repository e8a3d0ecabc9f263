"""The retry rules over real sockets, against an emulator that fails on purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from pinads.emulator import Emulator, Faults, LogEntry, Server
from pinads.sdk import Campaign, Client, CustomerList, NetworkError, PinadsError, RateLimited, ServerError
from tests.support.fake_clock import FakeClock

ACCOUNT = "549755885175"
NOT_EXECUTED = ("throttle", "throttle_bare", "hidden_throttle")
MAYBE_EXECUTED = ("error_before", "error_after", "drop_before", "drop_after", "truncate", "html")


class Rig:
    """An emulator over HTTP whose faults and log a test can reach."""

    def __init__(self) -> None:
        self.log: list[LogEntry] = []
        self.emulator = Emulator(None, log=self.log.append)
        self.emulator.seed()
        self.clock = FakeClock()
        self.server = Server(self.emulator)

    def client(self, faults: Faults, **settings: Any) -> Client:
        self.emulator.faults = faults
        self.log.clear()
        return Client("pina_TEST", self.server.url, clock=self.clock, **settings)

    def named(self, name: str) -> list[Campaign]:
        self.emulator.faults = Faults()
        return [c for c in Campaign.iter_all(ACCOUNT, client=Client("pina_TEST", self.server.url)) if c.name == name]


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    rig = Rig()
    with rig.server:
        yield rig


def create(client: Client, name: str) -> Campaign:
    return Campaign.create(ACCOUNT, name, "CONSIDERATION", status="PAUSED", daily_spend_cap=5_000_000, client=client)


@pytest.mark.parametrize("fault", NOT_EXECUTED + MAYBE_EXECUTED)
def test_a_get_is_sent_again(rig: Rig, fault: str) -> None:
    client = rig.client(Faults.script([fault, fault]))
    campaigns, _ = Campaign.get_all(ACCOUNT, client=client)
    assert campaigns
    assert len(rig.log) == 3
    assert len(rig.clock.sleeps) >= 2


@pytest.mark.parametrize("fault", NOT_EXECUTED + MAYBE_EXECUTED)
def test_an_update_that_sets_values_is_sent_again(rig: Rig, fault: str) -> None:
    campaign = create(rig.client(Faults()), f"updated under {fault}")
    record = Campaign.from_wire(campaign.to_dict(), rig.client(Faults.script([fault])), ACCOUNT)
    assert record.set_daily_budget(9_000_000)
    assert [entry.method for entry in rig.log] == ["PATCH", "PATCH"]


@pytest.mark.parametrize("fault", NOT_EXECUTED)
def test_a_create_that_was_throttled_is_sent_again(rig: Rig, fault: str) -> None:
    create(rig.client(Faults.script([fault])), f"created under {fault}")
    assert [entry.method for entry in rig.log] == ["POST", "POST"]
    assert len(rig.named(f"created under {fault}")) == 1


@pytest.mark.parametrize("fault", MAYBE_EXECUTED)
def test_a_create_that_may_have_been_executed_is_sent_once(rig: Rig, fault: str) -> None:
    name = f"unknown after {fault}"
    client = rig.client(Faults.script([fault]))
    with pytest.raises((ServerError, NetworkError)) as failure:
        create(client, name)
    assert failure.value.safe_to_retry is False
    assert failure.value.operation == "campaigns/create"
    assert [entry.method for entry in rig.log] == ["POST"]
    assert len(rig.named(name)) == (fault in ("error_after", "drop_after", "truncate"))


@pytest.mark.parametrize("fault", MAYBE_EXECUTED)
def test_records_are_added_once(rig: Rig, fault: str) -> None:
    people = CustomerList.create(ACCOUNT, f"list {fault}", "a@example.com", client=rig.client(Faults()))
    record = CustomerList.from_wire(people.to_dict(), rig.client(Faults.script([fault])), ACCOUNT)
    with pytest.raises((ServerError, NetworkError)):
        record.add_record("b@example.com")
    assert [entry.method for entry in rig.log] == ["PATCH"]


def test_a_throttle_longer_than_max_wait_is_an_error_at_once(rig: Rig) -> None:
    client = rig.client(Faults.script(["throttle"], retry_after=600), max_wait=60)
    slept = len(rig.clock.sleeps)
    with pytest.raises(RateLimited) as throttled:
        Campaign.get_all(ACCOUNT, client=client)
    assert throttled.value.retry_after == 600
    assert len(rig.clock.sleeps) == slept


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_chaos_never_creates_anything_twice(rig: Rig, seed: int) -> None:
    rates = dict.fromkeys((*NOT_EXECUTED, *MAYBE_EXECUTED), 0.06)
    client = rig.client(Faults(seed, item_throttle=0.05, **rates))
    fixed = {"objective_type": "CONSIDERATION", "status": "PAUSED", "daily_spend_cap": 5_000_000}
    rows = [{"name": f"chaos {seed} {number}", **fixed} for number in range(1500)]
    outcomes = list(Campaign.create_many(ACCOUNT, rows, client=client))
    assert [outcome.row for outcome in outcomes] == list(range(len(rows)))
    rig.emulator.faults = Faults()
    healthy = Client("pina_TEST", rig.server.url)
    there = Counter(campaign.name for campaign in Campaign.iter_all(ACCOUNT, client=healthy))
    wanted = {"applied": (1,), "rejected": (0,), "unknown": (0, 1)}
    assert all(there[outcome.input["name"]] in wanted[outcome.status] for outcome in outcomes)
    assert {outcome.status for outcome in outcomes} >= {"applied", "unknown"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_chaos_leaves_a_listing_whole(rig: Rig, seed: int) -> None:
    rates = dict.fromkeys((*NOT_EXECUTED, *MAYBE_EXECUTED), 0.05)
    # Pauses have jitter: a streak of faults must not use up the usual two minutes.
    client = rig.client(Faults(seed, **rates), max_retries=20, max_wait=3600)
    ids = [campaign.id for campaign in Campaign.iter_all(ACCOUNT, client=client, page_size=20)]
    rig.emulator.faults = Faults()
    assert ids == [campaign.id for campaign in Campaign.iter_all(ACCOUNT, client=Client("pina_TEST", rig.server.url))]


@pytest.mark.parametrize("fault", MAYBE_EXECUTED)
def test_without_retries_the_failure_is_one_of_ours(rig: Rig, fault: str) -> None:
    with pytest.raises(PinadsError) as failure:
        Campaign.get_all(ACCOUNT, client=rig.client(Faults.script([fault]), max_retries=0))
    assert failure.value.operation == "campaigns/list"
    assert failure.value.safe_to_retry
