"""What is sent again is announced; what a gateway of its own says is no refusal; what came too late is not claimed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from email.utils import formatdate

import pytest

from pinads.sdk import Campaign
from pinads.sdk.bulk.batching import BulkOptions, BulkRow, Left, WriteObserver, read_row
from pinads.sdk.bulk.sender import Sender
from pinads.sdk.http.wire import WireRequest, WireResponse
from pinads.sdk.schema.marks import Mode
from tests.sdk.bulk.test_executed_then_misbehaved import create
from tests.sdk.bulk.test_settling import ACCOUNT, BEGIN, Rig, campaigns
from tests.support.each import each
from tests.support.executing import Executing, raw
from tests.support.loopback import response, serving
from tests.support.wording import Wording


@pytest.fixture
def rig() -> Rig:
    return Rig()


class Told(WriteObserver):
    def __init__(self) -> None:
        self.again: list[int] = []

    def sending_again(self, rows: Sequence[BulkRow]) -> None:
        self.again += [row.number for row in rows]


def test_a_create_that_is_sent_again_is_announced(rig: Rig) -> None:
    told = Told()
    outcomes = rig.create(campaigns("a", "b"), "error_before", watcher=told)
    assert [outcome.status for outcome in outcomes] == ["applied", "applied"]
    assert (told.again, rig.creates) == ([0, 1], 2)


def test_a_create_that_is_found_is_not_announced(rig: Rig) -> None:
    told = Told()
    rig.create(campaigns("a"), "drop_after", watcher=told)
    assert told.again == []


@each("status", ["499 Client Closed Request", "444 No Response", "460 X", "498 X"])
def test_a_status_that_http_does_not_have_is_no_refusal(status: str) -> None:
    server = Executing(raw(response(b"<html>", status)))
    with serving(server) as listening:
        outcome = create(listening.url)
    assert (server.executed, outcome.status) == (1, "unknown"), outcome


def test_a_refusal_of_the_api_under_an_odd_status_is_one() -> None:
    server = Executing(raw(response(b'{"code": 1, "message": "No."}', "460 X")))
    with serving(server) as listening:
        outcome = create(listening.url)
    assert (server.executed, outcome.status) == (1, "rejected"), outcome


@pytest.mark.parametrize(("after", "status"), [(0.0, "applied"), (170.0, "applied"), (200.0, "unknown"), (86_400.0, "unknown")])
def test_the_like_that_was_made_long_after_a_request_left_is_not_claimed(rig: Rig, after: float, status: str, wording: Wording) -> None:
    how = BulkOptions(reconcile=True)
    sender = Sender(Campaign, ACCOUNT, Mode.CREATE, rig.client, how)
    row = read_row(Campaign, ACCOUNT, Mode.CREATE, how, 0, campaigns("a")[0])
    row.left = Left(BEGIN + rig.clock.time, None, rig.clock.time)
    rig.clock.time += after
    other = Campaign.create(ACCOUNT, "a", "CONSIDERATION", status="PAUSED", client=rig.healthy)
    outcomes, missing = sender.look([row], {}) or ({}, [row])
    assert (missing, outcomes[0].status) == ([], status)
    if status == "unknown":
        assert f"campaign {other.id} " in outcomes[0].message
        wording(outcomes[0].message)


@pytest.mark.parametrize(("fault", "creates"), [("error_before", 3), ("drop_after", 2)])
def test_what_other_rows_of_a_run_made_is_not_claimed_for_rows_of_the_same_name(rig: Rig, fault: str, creates: int) -> None:
    outcomes = rig.create(campaigns(*["a"] * 60), None, fault)
    assert {outcome.status for outcome in outcomes} == {"applied"}
    assert len({outcome.record.id for outcome in outcomes}) == 60
    assert (rig.creates, rig.names()["a"]) == (creates, 60)


def test_an_answer_from_a_cache_does_not_tell_the_time(rig: Rig, wording: Wording) -> None:
    """By the old date of a cached listing, what somebody made before the request left would seem to be younger than it."""
    other = Campaign.create(ACCOUNT, "a", "CONSIDERATION", status="PAUSED", client=rig.healthy)
    stale = formatdate(BEGIN + rig.clock.time - 600, usegmt=True)
    rig.clock.time += 20
    Campaign.get_all(ACCOUNT, client=rig.client)
    rig.change = lambda answer: answer._replace(headers={**answer.headers, "date": stale, "age": "620"})
    Campaign.get_all(ACCOUNT, client=rig.client)
    (outcome,) = rig.create(campaigns("a"), "error_before")
    assert outcome.status == "unknown"
    assert f"campaign {other.id} " in outcome.message
    wording(outcome.message)


def test_what_is_refused_the_second_time_because_the_first_has_made_it_meanwhile(rig: Rig) -> None:
    send, posts = rig.wire.send, iter(range(9))

    def taken(request: WireRequest) -> WireResponse:
        answer: WireResponse = send(request)
        if request.method == "POST" and next(posts) == 1:
            items = [{"data": None, "exceptions": [{"code": 1, "message": "The name is taken."}]}]
            return answer._replace(body=json.dumps({"items": items}).encode())
        return answer

    rig.wire.send = taken
    (outcome,) = rig.create(campaigns("a"), "error_before")
    assert (outcome.status, rig.names()["a"]) == ("applied", 1)


def test_what_is_refused_the_second_time_is_refused(rig: Rig) -> None:
    (outcome,) = rig.create(campaigns("a"), "error_before", None, None, "item_throttle")
    assert (outcome.status, rig.names()["a"]) == ("rejected", 0)
