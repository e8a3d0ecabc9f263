"""Rows whose request failed after several tries: what an earlier try may have done is not forgotten."""

from __future__ import annotations

from typing import Any

from pinads.sdk import Campaign, Client, ConnectionFailed, Timeout
from pinads.sdk.errors import Stopped
from pinads.sdk.http.wire import WireResponse
from tests.support.each import each
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import BASE_URL
from tests.support.wires import FunctionWire

ACCOUNT = "549755885175"


def update(*answers: Any) -> Any:
    left = list(answers)
    client = Client("pina_TEST", BASE_URL, wire=FunctionWire(lambda request: left.pop(0)), clock=FakeClock(), max_retries=len(answers) - 1)
    (outcome,) = Campaign.update_many(ACCOUNT, [{"id": "626", "name": "n"}], client=client)
    assert not left
    return outcome


def answer(status: int) -> WireResponse:
    return WireResponse(status, {}, b'{"code": 1, "message": "No."}')


@each("last", [answer(403), answer(400), answer(429), ConnectionFailed("refused")])
def test_after_a_lost_answer_a_refusal_of_the_next_try_says_nothing_of_the_first(last: Any) -> None:
    outcome = update(Timeout("slow"), last)
    assert (outcome.status, outcome.sent) == ("unknown", True)


@each("first", [answer(429), ConnectionFailed("refused")])
def test_after_a_try_that_was_not_executed_a_refusal_is_one(first: Any) -> None:
    outcome = update(first, answer(403))
    assert (outcome.status, outcome.sent) == ("rejected", True)


def test_what_never_left_was_not_sent() -> None:
    outcome = update(ConnectionFailed("refused"))
    assert (outcome.status, outcome.sent) == ("rejected", False)


class Interrupting(FakeClock):
    """A clock that is interrupted while it waits, as by Ctrl-C."""

    def sleep(self, seconds: float) -> None:
        raise Stopped("not sent: interrupted")


@each(("first", "status", "sent"), [(Timeout("slow"), "unknown", True), (answer(429), "rejected", False)])
def test_an_interruption_between_two_tries_does_not_forget_the_first(first: Any, status: str, sent: bool) -> None:
    client = Client("pina_TEST", BASE_URL, wire=FunctionWire(lambda request: first), clock=Interrupting())
    (outcome,) = Campaign.update_many(ACCOUNT, [{"id": "626", "name": "n"}], client=client)
    assert (outcome.status, outcome.sent) == (status, sent)


class LostTokens:
    """A token endpoint that does not answer."""

    def token(self) -> str:
        raise Timeout("the server did not answer in time")

    def refresh(self, rejected: str) -> str | None:
        raise AssertionError


def test_a_token_that_cannot_be_had_leaves_the_rows_unsent() -> None:
    wire = FunctionWire(lambda request: answer(500))
    client = Client(LostTokens(), BASE_URL, wire=wire, clock=FakeClock())
    (outcome,) = Campaign.create_many(ACCOUNT, [{"name": "n", "objective_type": "AWARENESS"}], client=client)
    assert (outcome.status, outcome.sent, wire.count) == ("rejected", False, 0)
