"""create_many and update_many: one outcome a row, in order, as few requests as the API allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from pinads.sdk import Audience, Campaign, Client, CustomerList, InvalidInput, InvalidType, Keyword
from pinads.sdk.errors import ConnectionFailed, NetworkError
from pinads.sdk.http.wire import WireRequest, WireResponse
from tests.support.each import each
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import BASE_URL, FakeWire, body_of
from tests.support.wires import FunctionWire, echo_items
from tests.support.wording import Wording

ACCOUNT = "549755885175"
CAMPAIGNS = f"/ad_accounts/{ACCOUNT}/campaigns"


def row(name: str = "n", **fields: Any) -> dict[str, Any]:
    return {"name": name, "objective_type": "AWARENESS", **fields}


def counting(sizes: list[int]) -> Client:
    """A client whose server applies every row; ``sizes`` becomes the number of rows of each request."""

    def answer(request: WireRequest) -> Any:
        sizes.append(len(body_of(request)))
        return echo_items(request)

    return Client("pina_TEST", BASE_URL, wire=FunctionWire(answer))


@each(("count", "requests"), [(0, []), (1, [1]), (30, [30]), (31, [30, 1]), (95, [30, 30, 30, 5])])
def test_thirty_to_a_request(count: int, requests: list[int]) -> None:
    sizes: list[int] = []
    outcomes = list(Campaign.create_many(ACCOUNT, [row(f"n{number}") for number in range(count)], client=counting(sizes)))
    assert sizes == requests
    assert [outcome.row for outcome in outcomes] == list(range(count))
    assert [outcome.record.name for outcome in outcomes if outcome.record] == [f"n{number}" for number in range(count)]
    assert [outcome.input["name"] for outcome in outcomes] == [f"n{number}" for number in range(count)]


def test_wrong_rows_are_not_sent_and_stay_in_their_place() -> None:
    sizes: list[int] = []
    rows = [row("a"), row("b", status="PAUSE"), 5, row("c"), None, {"name": "d"}]
    outcomes = list(Campaign.create_many(ACCOUNT, rows, client=counting(sizes)))  # type: ignore[arg-type]
    assert sizes == [2]
    assert [(outcome.status, outcome.sent) for outcome in outcomes] == [
        ("applied", True),
        ("rejected", False),
        ("rejected", False),
        ("applied", True),
        ("rejected", False),
        ("rejected", False),
    ]
    assert [outcome.input for outcome in outcomes] == rows


@each("wrong", [{"daily_spend_cap": 10**30}, {"daily_spend_cap": 10**5000}, {"name": "n\udc80"}])
def test_what_the_server_would_refuse_as_a_whole_does_not_take_the_other_rows_with_it(wrong: dict[str, Any]) -> None:
    sizes: list[int] = []
    outcomes = list(Campaign.create_many(ACCOUNT, [row("a"), {**row("b"), **wrong}, row("c")], client=counting(sizes)))
    assert sizes == [2]
    assert [outcome.status for outcome in outcomes] == ["applied", "rejected", "applied"]


def test_rows_are_read_and_sent_as_outcomes_are_asked_for() -> None:
    taken: list[int] = []
    sizes: list[int] = []

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(1000):
            taken.append(number)
            yield row()

    outcomes = Campaign.create_many(ACCOUNT, rows(), client=counting(sizes))
    assert (taken, sizes) == ([], [])
    assert next(outcomes).applied
    assert (len(taken), sizes) == (30, [30])
    assert [next(outcomes).row for _ in range(30)][-1] == 30
    assert (len(taken), sizes) == (60, [30, 30])


def test_arguments_are_checked_at_once(client: Client) -> None:
    with pytest.raises(InvalidInput, match="Invalid ad_account_id"):
        Campaign.create_many("x", [], client=client)
    for rows in ({"name": "n"}, "n", b"n", 5, None):
        with pytest.raises(InvalidType) as caught:
            Campaign.update_many(ACCOUNT, rows, client=client)  # type: ignore[arg-type]
        assert caught.value.field == "rows"


def test_updates_need_an_id(wire: FakeWire, client: Client, wording: Wording) -> None:
    rows: list[dict[str, Any]] = [{"name": "m"}, {"id": None, "name": "m"}, {"id": "x", "name": "m"}, {"id": "1"}]
    outcomes = list(Campaign.update_many(ACCOUNT, rows, client=client))
    assert [(type(outcome.error), getattr(outcome.error, "field", None)) for outcome in outcomes] == [
        (InvalidType, "id"),
        (InvalidType, "id"),
        (InvalidInput, "id"),
        (InvalidType, None),
    ]
    wording("\n".join(str(outcome.message) for outcome in outcomes))
    assert wire.requests == []


def test_an_entity_is_in_a_request_once(wire: FakeWire, client: Client) -> None:
    for name, ids in (("PATCH", ["1", "2"]), ("PATCH", ["1"])):
        wire.reply(name, CAMPAIGNS, {"items": [{"data": {"id": identity}} for identity in ids]}, body=...)
    rows: list[dict[str, Any]] = [{"id": "1", "name": "a"}, {"id": 2, "name": "b"}, {"id": "1", "name": "c"}]
    assert [outcome.applied for outcome in Campaign.update_many(ACCOUNT, rows, client=client)] == [True, True, True]
    assert wire.last_body == [{"id": "1", "name": "c", "ad_account_id": ACCOUNT}]


def test_audiences_and_customer_lists_go_one_by_one(wire: FakeWire, client: Client) -> None:
    for identity in ("1", "2"):
        body = {"operation_type": "UPDATE", "ad_account_id": ACCOUNT, "name": "m"}
        wire.reply("PATCH", f"/ad_accounts/{ACCOUNT}/audiences/{identity}", {"id": identity}, body=body)
    rows = [{"id": "1", "name": "m"}, {"id": "2", "name": "m"}]
    assert [outcome.applied for outcome in Audience.update_many(ACCOUNT, rows, client=client)] == [True, True]
    for number in ("3", "4"):
        wire.reply("POST", f"/ad_accounts/{ACCOUNT}/customer_lists", {"id": number}, body={"name": number, "records": "a@example.com"})
    lists = [{"name": "3", "records": "a@example.com"}, {"name": "4", "records": "a@example.com"}]
    assert [outcome.record.id for outcome in CustomerList.create_many(ACCOUNT, lists, client=client) if outcome.record] == ["3", "4"]


def test_keywords_of_one_parent_share_a_request() -> None:
    bodies: list[Any] = []

    def answer(request: WireRequest) -> Any:
        bodies.append(body_of(request))
        return {"keywords": [{"id": str(number), **one} for number, one in enumerate(bodies[-1]["keywords"])], "errors": []}

    rows = [{"parent_id": parent, "value": f"v{number}", "match_type": "BROAD"} for number, parent in enumerate("AAABBA")]
    rows = [{**one, "parent_id": {"A": "AG7", "B": "8"}[one["parent_id"]]} for one in rows]
    outcomes = list(Keyword.create_many(ACCOUNT, rows, client=Client("pina_TEST", BASE_URL, wire=FunctionWire(answer))))
    assert [(body["parent_id"], len(body["keywords"])) for body in bodies] == [("AG7", 3), ("8", 2), ("AG7", 1)]
    assert [outcome.record.value for outcome in outcomes if outcome.record] == [f"v{number}" for number in range(6)]


FATAL: list[tuple[Any, str]] = [
    (WireResponse(401, {}, b'{"code": 2, "message": "Authentication failed."}'), "rejected"),
    (WireResponse(401, {}, b'{"code": 3, "message": "Missing scope."}'), "rejected"),
    (WireResponse(403, {}, b'{"code": 29, "message": "Trial access."}'), "rejected"),
    (WireResponse(429, {"retry-after": "999"}, b'{"code": 8, "message": "Quota."}'), "rejected"),
    (ConnectionFailed("no connection", safe_to_retry=True), "rejected"),
]
PASSING: list[tuple[Any, str]] = [
    (WireResponse(400, {}, b'{"code": 1, "message": "Bad."}'), "rejected"),
    (WireResponse(404, {}, b'{"code": 1, "message": "No such account."}'), "rejected"),
    (WireResponse(503, {}, b""), "unknown"),
    (WireResponse(200, {}, b'{"items": ['), "unknown"),
    (NetworkError("dropped"), "unknown"),
]


@each(("failure", "status"), FATAL)
def test_a_failure_that_stays_ends_the_sending(failure: Any, status: str) -> None:
    wire = FunctionWire(lambda request: failure)
    client = Client("pina_TEST", BASE_URL, wire=wire, clock=FakeClock(), max_retries=0)
    outcomes = list(Campaign.create_many(ACCOUNT, [row() for _ in range(70)], client=client))
    assert wire.count == 1
    assert {outcome.status for outcome in outcomes} == {status}
    assert [outcome.sent for outcome in outcomes] == [not isinstance(failure, ConnectionFailed)] * 30 + [False] * 40
    assert len({str(outcome.error) for outcome in outcomes}) == 1


@each(("failure", "status"), PASSING)
def test_a_failure_of_one_request_leaves_the_others(failure: Any, status: str) -> None:
    def answer(request: WireRequest) -> Any:
        return failure if wire.count == 1 else echo_items(request)

    wire = FunctionWire(answer)
    client = Client("pina_TEST", BASE_URL, wire=wire, clock=FakeClock())
    outcomes = list(Campaign.create_many(ACCOUNT, [row() for _ in range(35)], client=client))
    assert [outcome.status for outcome in outcomes] == [status] * 30 + ["applied"] * 5
    assert all(outcome.sent for outcome in outcomes)


def test_an_outcome_shows_itself(wire: FakeWire, client: Client) -> None:
    wire.reply(
        "POST", CAMPAIGNS, {"items": [{"data": {"id": "1", "name": "n"}}, {"exceptions": [{"code": 5, "message": "No."}]}, {}]}, body=...
    )
    outcomes = list(Campaign.create_many(ACCOUNT, [row(), row(), row()], client=client))
    assert repr(outcomes[0]) == "Outcome(row=0, applied: Campaign(id='1', name='n'))"
    assert repr(outcomes[1]) == "Outcome(row=1, rejected: No.)"
    assert repr(outcomes[2]) == f"Outcome(row=2, unknown: {outcomes[2].message})"
