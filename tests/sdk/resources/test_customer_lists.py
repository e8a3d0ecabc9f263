"""Customer lists: their records are sent once, and shown nowhere."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest

from pinads.sdk import Client, ConnectionFailed, CustomerList, InvalidType, NetworkError, PinadsError, ServerError, Timeout
from tests.support.each import each
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import FakeWire

ACCOUNT = "549755885175"
LISTS = f"/ad_accounts/{ACCOUNT}/customer_lists"
SECRET = "jane.doe@example.com"


@pytest.fixture
def customers(client: Client) -> CustomerList:
    return CustomerList.from_wire({"id": "643", "num_batches": 1}, client, ACCOUNT)


@pytest.mark.parametrize(
    ("record", "sent"),
    [
        ("a@example.com", "a@example.com"),
        ("a@example.com,b@example.com", "a@example.com,b@example.com"),
        (["a@example.com", "b@example.com"], "a@example.com,b@example.com"),
        ((f"{name}@example.com" for name in "ab"), "a@example.com,b@example.com"),
    ],
)
def test_adding_and_removing(wire: FakeWire, customers: CustomerList, record: Any, sent: str) -> None:
    record = list(record) if not isinstance(record, str) else record
    wire.reply("PATCH", f"{LISTS}/643", {"id": "643", "num_batches": 2}, body={"operation_type": "ADD", "records": sent})
    assert customers.add_record(record) is True
    assert customers.num_batches == 2
    wire.reply("PATCH", f"{LISTS}/643", {"id": "643"}, body={"operation_type": "REMOVE", "records": sent})
    assert customers.remove_record(record) is True


def test_update_fields_is_the_same(wire: FakeWire, customers: CustomerList) -> None:
    wire.reply("PATCH", f"{LISTS}/643", {"id": "643"}, body={"operation_type": "ADD", "records": "a@example.com"})
    assert customers.update_fields(operation_type="ADD", records="a@example.com")


@pytest.mark.parametrize(
    "error", [NetworkError("dropped"), Timeout("slow"), ServerError("broken", http_status=500)], ids=["dropped", "timeout", "5xx"]
)
def test_an_update_that_may_have_happened_is_not_sent_again(
    wire: FakeWire, customers: CustomerList, clock: FakeClock, error: PinadsError
) -> None:
    if isinstance(error, ServerError):
        wire.reply("PATCH", f"{LISTS}/643", status=500, body=...)
    else:
        wire.fail("PATCH", f"{LISTS}/643", error)
    with pytest.raises(type(error)) as caught:
        customers.add_record("a@example.com")
    assert not caught.value.safe_to_retry
    assert clock.sleeps == []


def test_an_update_that_certainly_did_not_happen_is_sent_again(wire: FakeWire, customers: CustomerList, clock: FakeClock) -> None:
    wire.fail("PATCH", f"{LISTS}/643", ConnectionFailed("refused", safe_to_retry=True))
    wire.reply("PATCH", f"{LISTS}/643", status=429, headers={"retry-after": "2"}, body=...)
    wire.reply("PATCH", f"{LISTS}/643", {"id": "643"}, body=...)
    assert customers.add_record("a@example.com")
    assert len(clock.sleeps) == 2


LEAKS: list[tuple[Callable[[Client, CustomerList], Any], type[Exception]]] = [
    (lambda c, _: CustomerList.create(ACCOUNT, "n", [SECRET], client=c), InvalidType),  # type: ignore[arg-type]
    (lambda c, _: CustomerList.create(ACCOUNT, "n", SECRET.encode(), client=c), InvalidType),  # type: ignore[arg-type]
    (lambda c, _: CustomerList.create(ACCOUNT, "n", {SECRET: 1}, client=c), InvalidType),  # type: ignore[arg-type]
    (lambda c, _: CustomerList.create_many(ACCOUNT, SECRET, client=c), InvalidType),  # type: ignore[arg-type]
    (lambda _, one: one.add_record([SECRET, 5]), InvalidType),  # type: ignore[list-item]
    (lambda _, one: one.add_record(SECRET.encode()), InvalidType),  # type: ignore[arg-type]
    (lambda _, one: one.remove_record(5), InvalidType),  # type: ignore[arg-type]
    (lambda _, one: one.update_fields(operation_type="ADD", records=[SECRET]), InvalidType),
    (lambda _, one: one.update_fields(operation_type="ADDS", records=SECRET), ValueError),
    (lambda _, one: one.update_fields(records=SECRET), InvalidType),
]


@each(("call", "error"), LEAKS)
def test_records_are_not_in_errors(
    client: Client,
    customers: CustomerList,
    caplog: pytest.LogCaptureFixture,
    call: Callable[[Client, CustomerList], Any],
    error: type[Exception],
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(error) as caught:
        call(client, customers)
    assert SECRET not in str(caught.value) + repr(caught.value) + caplog.text


def test_records_are_not_in_rows_logs_or_records(wire: FakeWire, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wire.reply("POST", LISTS, status=429, headers={"retry-after": "1"}, body=...)
    wire.reply("POST", LISTS, {"id": "643", "name": "n", "exceptions": {"code": 1, "message": "Malformed."}}, body=...)
    wire.reply("POST", LISTS, b"<html>", status=502, body=...)
    rows: list[Any] = [{"name": "n", "records": SECRET}, SECRET, {"name": "n", "records": [SECRET]}, {"name": "n", "records": SECRET}]
    outcomes = list(CustomerList.create_many(ACCOUNT, rows, client=client))
    assert [outcome.status for outcome in outcomes] == ["unknown", "rejected", "rejected", "unknown"]
    shown = "".join(f"{outcome!r} {outcome.message} {outcome.error} {outcome.error!r} {outcome.record!r}" for outcome in outcomes)
    assert SECRET not in shown + caplog.text
    assert "Malformed." in shown
