"""Many requests in flight: outcomes in order, updates of one entity one after the other, and one rate budget."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

from pinads.emulator import BASE_URL, Emulator, EmulatorWire
from pinads.sdk import Campaign, Client, InvalidType
from pinads.sdk.bulk.batching import BulkRow, Prepared, WriteObserver
from pinads.sdk.errors import NetworkError, Stopped
from pinads.sdk.http.wire import WireRequest, WireResponse
from tests.support.each import each
from tests.support.fake_clock import FakeClock, SharedClock

ACCOUNT = "549755885175"


def rows(count: int) -> list[dict[str, str]]:
    return [{"name": f"row {number}", "objective_type": "CONSIDERATION", "status": "PAUSED"} for number in range(count)]


class Gate:
    """A wire that answers creates and updates of campaigns when the test says so."""

    def __init__(self, answer: Callable[[int, list[Any]], WireResponse | Exception] | None = None) -> None:
        self.lock = threading.Lock()
        self.bodies: list[list[Any]] = []
        self.under_way: list[set[Any]] = []
        self.most = 0
        self.together: list[tuple[Any, ...]] = []
        self.answer = answer
        self.arrived = threading.Semaphore(0)
        self.let_go: threading.Semaphore | None = None

    def send(self, request: WireRequest) -> WireResponse:
        body = json.loads(request.body or b"[]")
        with self.lock:
            number = len(self.bodies)
            self.bodies.append(body)
            ids = {row.get("id") or row["name"] for row in body}
            self.together += [tuple(ids & other) for other in self.under_way if ids & other]
            self.under_way.append(ids)
            self.most = max(self.most, len(self.under_way))
        self.arrived.release()
        if self.let_go is not None:
            assert self.let_go.acquire(timeout=60)
        with self.lock:
            self.under_way.remove(ids)
        answered = self.answer(number, body) if self.answer else done(body)
        if isinstance(answered, Exception):
            raise answered
        return answered


def done(body: list[Any]) -> WireResponse:
    items = [{"data": {"id": "1", **row}, "exceptions": []} for row in body]
    return WireResponse(200, {}, json.dumps({"items": items}).encode())


def client(wire: Any, clock: FakeClock | None = None) -> Client:
    return Client("pina_TEST", "https://api.pinterest.test/v5", wire=wire, clock=clock or FakeClock(), max_retries=0)


@each("in_flight", [1, 3, 8])
def test_outcomes_come_in_the_order_of_the_rows(in_flight: int) -> None:
    gate = Gate()
    outcomes = list(Campaign.create_many(ACCOUNT, rows(500), client=client(gate), concurrency=in_flight))
    assert [outcome.row for outcome in outcomes] == list(range(500))
    assert [outcome.record.name for outcome in outcomes if outcome.record] == [f"row {number}" for number in range(500)]
    assert sorted(len(body) for body in gate.bodies) == [20, *[30] * 16]


def test_so_many_requests_are_under_way_and_no_more() -> None:
    gate = Gate()
    gate.let_go = threading.Semaphore(0)
    running = threading.Thread(target=lambda: list(Campaign.create_many(ACCOUNT, rows(300), client=client(gate), concurrency=4)))
    running.start()
    for _ in range(4):
        assert gate.arrived.acquire(timeout=60)
    gate.let_go.release(10)
    running.join(120)
    assert gate.most == 4
    assert len(gate.bodies) == 10


@pytest.mark.slow
def test_rows_are_read_no_further_than_the_window() -> None:
    """The first request does not end, so nothing can be handed out; what is read meanwhile is bounded."""
    gate, read = Gate(), []
    blocked = threading.Event()

    def answer(number: int, body: list[Any]) -> WireResponse:
        if number == 0:
            assert blocked.wait(60)
        return done(body)

    def source() -> Any:
        for row in rows(30 * 100):
            read.append(row)
            yield row

    gate.answer = answer
    outcomes = Campaign.create_many(ACCOUNT, source(), client=client(gate), concurrency=2)
    running = threading.Thread(target=lambda: [next(outcomes) for _ in range(31)])
    running.start()
    for _ in range(16):
        assert gate.arrived.acquire(timeout=60)
    assert not gate.arrived.acquire(timeout=0.2)
    assert len(read) <= 30 * 17
    blocked.set()
    running.join(120)
    outcomes.close()  # type: ignore[attr-defined]


def test_updates_of_one_entity_follow_each_other() -> None:
    gate = Gate()
    given = [{"id": str(number % 40), "name": f"name {number}"} for number in range(200)]
    outcomes = list(Campaign.update_many(ACCOUNT, given, client=client(gate), concurrency=8))
    assert all(outcome.applied for outcome in outcomes)
    assert gate.together == []
    assert all(len({row["id"] for row in body}) == len(body) for body in gate.bodies)
    last = {row["id"]: row["name"] for body in gate.bodies for row in body}
    assert last == {str(number % 40): f"name {number}" for number in range(160, 200)}


def test_what_is_under_way_ends_when_a_later_request_would_fail_too() -> None:
    gate = Gate(lambda number, body: done(body) if number < 5 else WireResponse(401, {}, b'{"code": 2, "message": "no"}'))
    outcomes = list(Campaign.create_many(ACCOUNT, rows(3000), client=client(gate), concurrency=4))
    assert len(outcomes) == 3000
    assert sum(outcome.applied for outcome in outcomes) == 150
    assert {outcome.status for outcome in outcomes if not outcome.applied} == {"rejected"}
    assert len(gate.bodies) <= 9


def test_a_watcher_that_fails_ends_the_run() -> None:
    class Full(WriteObserver):
        def __init__(self) -> None:
            self.seen = 0

        def sending(self, rows: Any, server_offset: float | None) -> None:
            self.seen += 1
            if self.seen > 2:
                raise Stopped("the disk is full")

    gate = Gate()
    outcomes = list(Campaign.create_many(ACCOUNT, rows(300), client=client(gate), concurrency=1, watcher=Full()))
    assert [outcome.status for outcome in outcomes] == ["applied"] * 60 + ["rejected"] * 240
    assert not any(outcome.sent for outcome in outcomes[60:])
    assert len(gate.bodies) == 2


def test_a_watcher_knows_of_each_request_before_it_leaves() -> None:
    gate = Gate()

    class Diary(WriteObserver):
        def __init__(self) -> None:
            self.lines: list[tuple[str, int, int]] = []

        def sending(self, rows: Any, server_offset: float | None) -> None:
            self.lines.append(("sending", rows[0].number, len(gate.bodies)))

        def answered(self, rows: Any, outcomes: Any) -> None:
            self.lines.append(("answered", rows[0].number, len(gate.bodies)))
            assert [outcomes[row.number].applied for row in rows] == [True] * len(rows)

    diary = Diary()
    list(Campaign.create_many(ACCOUNT, rows(60), client=client(gate), watcher=diary))
    assert diary.lines == [("sending", 0, 0), ("answered", 0, 1), ("sending", 30, 1), ("answered", 30, 2)]


def test_rows_with_a_known_outcome_are_not_sent() -> None:
    class Knowing(WriteObserver):
        def known(self, row: BulkRow) -> Any:
            from pinads.sdk.outcomes import Outcome

            return Outcome(row.number, row.input, "applied") if row.number % 2 else None

    gate = Gate()
    outcomes = list(Campaign.create_many(ACCOUNT, rows(60), client=client(gate), watcher=Knowing()))
    assert [outcome.row for outcome in outcomes] == list(range(60))
    assert [[row["name"] for row in body] for body in gate.bodies] == [[f"row {number}" for number in range(0, 60, 2)]]


def test_a_row_that_was_prepared_is_sent_as_that() -> None:
    gate = Gate()
    plain, body = rows(2)[0], {**rows(2)[1], "ad_account_id": ACCOUNT}
    outcomes = list(Campaign.create_many(ACCOUNT, [Prepared(plain), Prepared({"name": "as given"}, body)], client=client(gate)))
    assert gate.bodies == [[{**plain, "ad_account_id": ACCOUNT}, body]]
    assert [outcome.input for outcome in outcomes] == [plain, {"name": "as given"}]


@each("wrong", [0, -1, True, 2.0, "4"])
def test_a_wrong_concurrency(wrong: Any) -> None:
    with pytest.raises(InvalidType) as caught:
        Campaign.create_many(ACCOUNT, rows(1), client=client(Gate()), concurrency=wrong)
    assert caught.value.field == "concurrency"


def test_a_bug_in_a_thread_is_not_swallowed() -> None:
    gate = Gate(lambda number, body: ZeroDivisionError("bug"))
    with pytest.raises(ZeroDivisionError):
        list(Campaign.create_many(ACCOUNT, rows(90), client=client(gate), concurrency=3))


def test_network_errors_of_one_request_are_of_its_rows_only() -> None:
    gate = Gate(lambda number, body: NetworkError("broke") if body[0]["name"] == "row 30" else done(body))
    outcomes = list(Campaign.create_many(ACCOUNT, rows(90), client=client(gate), concurrency=3))
    assert [outcome.status for outcome in outcomes] == ["applied"] * 30 + ["unknown"] * 30 + ["applied"] * 30


@pytest.mark.slow
def test_the_limit_of_a_minute_is_kept_with_many_in_flight() -> None:
    """Time passes when all threads sleep: 12 requests fit before the window ends, the rest waits for the next one, none is refused."""
    answered: list[int] = []
    clock = SharedClock(lambda: min(4, 31 - len(answered)))
    emulator = Emulator(None, limits={"ads_write": 12}, now=lambda: 1_764_000_000 + clock.time - 1000)
    emulator.seed(campaigns=1)
    to_emulator = EmulatorWire(emulator)

    class Counted:
        def send(self, request: WireRequest) -> WireResponse:
            response = to_emulator.send(request)
            answered.append(response.status)
            clock.look()
            return response

    wired = Client("pina_TEST", BASE_URL, wire=Counted(), clock=clock)
    list(Campaign.create_many(ACCOUNT, rows(1), client=wired))
    outcomes = list(Campaign.create_many(ACCOUNT, rows(900), client=wired, concurrency=4))
    assert all(outcome.applied for outcome in outcomes)
    assert answered == [200] * 31
    assert clock.time > 1060
