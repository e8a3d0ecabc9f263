"""Creates of unknown fate: a server may execute a request after it was given up, and others may make the like meanwhile."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from pinads.emulator import BASE_URL, Emulator, EmulatorWire, Faults, LogEntry
from pinads.sdk import Campaign, Client, InvalidInput, Keyword
from pinads.sdk.bulk.batching import BulkOptions, Left, WriteObserver, read_row
from pinads.sdk.bulk.sender import Sender
from pinads.sdk.errors import Stopped
from pinads.sdk.http.wire import WireRequest, WireResponse
from pinads.sdk.schema.choices import ALL_STATUSES
from pinads.sdk.schema.marks import Mode
from tests.support.fake_clock import FakeClock
from tests.support.sample import plant
from tests.support.wording import Wording

ACCOUNT = "549755885175"
GROUP = "2680060000001"
BEGIN = 1_764_000_000.0


class Rig:
    """A server whose time passes in the client's pauses only."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.log: list[LogEntry] = []
        self.emulator = Emulator(None, log=self.log.append, now=lambda: BEGIN + self.clock.time)
        plant(self.emulator, campaigns=4)
        self.wire: Any = EmulatorWire(self.emulator)
        self.client = Client("pina_TEST", BASE_URL, wire=self, clock=self.clock, max_retries=0)
        self.healthy = Client("pina_TEST", BASE_URL, wire=self.wire, clock=self.clock)
        self.asked: list[tuple[float, str]] = []
        self.change: Any = None

    def send(self, request: WireRequest) -> WireResponse:
        self.asked.append((self.clock.time, request.method))
        answer: WireResponse = self.wire.send(request)
        return self.change(answer) if self.change and request.method == "GET" else answer

    def create(self, rows: list[dict[str, Any]], *faults: str | None, late_after: float = 5.0, **how: Any) -> list[Any]:
        self.log.clear()
        self.emulator.faults = Faults.script(faults, late_after=late_after)
        return list(Campaign.create_many(ACCOUNT, rows, client=self.client, reconcile=True, **how))

    def names(self) -> Counter[str]:
        self.clock.time += 3600
        return Counter(each.name for each in Campaign.iter_all(ACCOUNT, client=self.healthy, entity_statuses=ALL_STATUSES))

    @property
    def creates(self) -> int:
        return sum(entry.method == "POST" for entry in self.log)


@pytest.fixture
def rig() -> Rig:
    return Rig()


def campaigns(*names: str, **more: Any) -> list[dict[str, Any]]:
    return [{"name": name, "objective_type": "CONSIDERATION", "status": "PAUSED", **more} for name in names]


@pytest.mark.parametrize("concurrency", [1, 4])
def test_what_is_executed_after_a_504_is_not_made_twice(rig: Rig, concurrency: int) -> None:
    rows = campaigns(*(f"row {number}" for number in range(90)))
    rig.emulator.faults = Faults(late_after=20.0, **{"late@campaigns/create": 1.0})
    outcomes = list(Campaign.create_many(ACCOUNT, rows, client=rig.client, reconcile=True, concurrency=concurrency))
    assert [(outcome.row, outcome.status) for outcome in outcomes] == [(number, "applied") for number in range(90)]
    assert rig.creates == 3
    assert {count for name, count in rig.names().items() if name.startswith("row ")} == {1}


def test_later_rows_are_sent_while_rows_of_unknown_fate_wait(rig: Rig) -> None:
    rows = campaigns(*(f"row {number}" for number in range(90)))
    outcomes = rig.create(rows, "error_before")
    assert [outcome.row for outcome in outcomes] == list(range(90))
    creates = [at - rig.asked[0][0] for at, method in rig.asked if method == "POST"]
    assert creates[:3] == [0.0, 0.0, 0.0]
    assert len(creates) == 4
    assert creates[3] >= 60.0
    assert rig.names()["row 0"] == 1


def test_the_time_to_settle_is_a_setting(rig: Rig) -> None:
    rig.create(campaigns("a"), "error_before", settle_time=200.0)
    assert rig.clock.time >= 1200.0
    with pytest.raises(InvalidInput, match="settle_time"):
        Campaign.create_many(ACCOUNT, [], client=rig.client, settle_time=-1.0)


def test_without_waiting_what_is_not_found_stays_unknown(rig: Rig, wording: Wording) -> None:
    first, second = rig.create(campaigns("a", "b"), "late", wait=False)
    assert (first.status, second.status) == ("unknown", "unknown")
    wording(first.message)
    assert rig.clock.sleeps == []
    assert rig.creates == 1
    assert rig.names()["a"] == 1


def test_a_pause_is_announced_and_whoever_ends_it_leaves_rows_unknown(rig: Rig) -> None:
    class Impatient(WriteObserver):
        told: tuple[int, float] | None = None

        def waiting(self, rows: int, seconds: float) -> None:
            self.told = rows, seconds
            raise Stopped("interrupted")

    watcher = Impatient()
    outcomes = rig.create(campaigns(*(f"row {number}" for number in range(40))), "late", watcher=watcher)
    assert [outcome.status for outcome in outcomes] == ["unknown"] * 30 + ["applied"] * 10
    assert watcher.told == (30, 60.0)
    assert rig.names()["row 0"] == 1


def test_rows_of_one_name_wait_for_each_other(rig: Rig) -> None:
    outcomes = rig.create(campaigns(*["same"] * 40), "late", concurrency=4)
    assert len({outcome.record.id for outcome in outcomes}) == 40
    assert rig.names()["same"] == 40


def changed(**values: Any) -> Any:
    """A server that has the newest campaign otherwise than it was asked."""

    def change(answer: WireResponse) -> WireResponse:
        body = json.loads(answer.body)
        for item in body.get("items", []):
            if item["name"] == "Summer  sale":
                item.update(values)
        return answer._replace(body=json.dumps(body).encode())

    return change


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"status": "ACTIVE"}, "(status)"),
        ({"daily_spend_cap": 10_000_000}, "(daily_spend_cap)"),
        ({"name": "Summer sale"}, "(name)"),
        ({"name": "summer sale"}, "(name)"),
        ({"name": "Summer sale", "objective_type": "AWARENESS"}, "(name, objective_type)"),
    ],
)
def test_what_a_server_changed_is_neither_claimed_nor_sent_again(rig: Rig, values: dict[str, Any], told: str) -> None:
    rig.change = changed(**values)
    (outcome,) = rig.create(campaigns("Summer  sale", daily_spend_cap=9_000_000), "drop_after")
    assert (outcome.status, outcome.record) == ("unknown", None)
    made = next(each for each in Campaign.iter_all(ACCOUNT, client=rig.healthy, order="DESCENDING"))
    assert f"{made.id} {told}" in outcome.message
    assert rig.creates == 1


def test_somebody_elses_campaign_of_the_name_is_not_claimed(rig: Rig) -> None:
    other = Campaign.create(ACCOUNT, "a", "CONSIDERATION", status="PAUSED", daily_spend_cap=1_000_000, client=rig.healthy)
    (outcome,) = rig.create(campaigns("a", daily_spend_cap=9_000_000), "error_before")
    assert (outcome.status, rig.creates) == ("unknown", 1)
    assert f"{other.id} (daily_spend_cap)" in outcome.message


def test_the_like_that_may_be_older_than_the_request_is_not_claimed(rig: Rig, wording: Wording) -> None:
    other = Campaign.create(ACCOUNT, "a", "CONSIDERATION", status="PAUSED", client=rig.healthy)
    rig.clock.time += 10
    (outcome,) = rig.create(campaigns("a"), "error_before")
    assert outcome.status == "unknown"
    assert f"campaign {other.id} " in outcome.message
    wording(outcome.message)
    rig.clock.time += 60
    (outcome,) = rig.create(campaigns("a"), "error_before")
    assert outcome.applied
    assert outcome.record.id != other.id


def test_rows_of_one_name_that_left_at_different_times_each_find_their_own(rig: Rig) -> None:
    how = BulkOptions(reconcile=True)
    sender = Sender(Campaign, ACCOUNT, Mode.CREATE, rig.client, how)
    rows: list[Any] = []
    ids: list[str] = []
    for number in range(3):
        row = read_row(Campaign, ACCOUNT, Mode.CREATE, how, number, campaigns("a")[0])
        row.left = Left(BEGIN + rig.clock.time, None, rig.clock.time)
        ids.append(Campaign.create(ACCOUNT, "a", "CONSIDERATION", status="PAUSED", client=rig.healthy).id)
        rows.append(row)
        rig.clock.time += 10
    outcomes, missing = sender.look(rows, {}) or ({}, rows)
    assert missing == []
    assert [getattr(outcomes[number].record, "id", None) for number in range(3)] == ids


def test_a_clock_that_is_set_back_changes_nothing(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    Campaign.create(ACCOUNT, "old", "CONSIDERATION", status="PAUSED", client=rig.healthy)
    rig.clock.time += 3600
    days = iter(range(100))
    monkeypatch.setattr(rig.clock, "wall", lambda: 1_700_000_000.0 - 86_400 * next(days))
    found, sent = rig.create(campaigns("made", "old"), "drop_after")
    assert (found.status, sent.status) == ("applied", "applied")
    assert (rig.names()["made"], rig.names()["old"]) == (1, 2)


def test_a_server_that_never_tells_the_time(rig: Rig) -> None:
    """What is there may be anybody's; what is not there was not made."""
    dateless = rig.wire.send
    rig.wire.send = lambda request: (answer := dateless(request))._replace(
        headers={name: value for name, value in answer.headers.items() if name != "date"}
    )
    (outcome,) = rig.create(campaigns("a"), "drop_after")
    assert outcome.status == "unknown"
    (outcome,) = rig.create(campaigns("b"), "error_before")
    assert outcome.applied


def test_what_has_no_name_is_not_sent_again(rig: Rig) -> None:
    rows = [{"parent_id": GROUP, "value": "linen", "match_type": "BROAD", "bid": 100_000}]
    rig.emulator.faults = Faults.script(["drop_after"])
    (outcome,) = Keyword.create_many(ACCOUNT, rows, client=rig.client, reconcile=True)
    assert outcome.status in ("applied", "unknown")
    (outcome,) = rig.create([{"objective_type": "CONSIDERATION"}], "error_before")
    assert outcome.status in ("rejected", "unknown")
    assert rig.creates <= 1
