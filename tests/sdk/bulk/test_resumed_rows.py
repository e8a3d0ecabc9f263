"""Rows that an earlier run sent, and whose answer never came: an observer that knows when they left hands them on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pinads.emulator import EmulatorWire
from pinads.sdk import Campaign
from pinads.sdk.bulk.batching import BulkRow, Left, WriteObserver
from pinads.sdk.http.wire import WireRequest, WireResponse
from tests.sdk.bulk.test_settling import ACCOUNT, BEGIN, Rig, campaigns


@pytest.fixture
def rig() -> Rig:
    return Rig()


class Earlier(WriteObserver):
    """Knows that the first row left a moment ago."""

    def __init__(self, rig: Rig) -> None:
        self.left = Left(BEGIN + rig.clock.time, None, rig.clock.time)

    def known(self, row: BulkRow) -> Any:
        if row.number == 0:
            row.left = self.left
        return super().known(row)


def made(rig: Rig, name: str) -> Campaign:
    return Campaign.create(ACCOUNT, name, "CONSIDERATION", status="PAUSED", client=rig.healthy)


def test_a_row_that_is_found_is_applied_where_only_new_names_are_created(rig: Rig) -> None:
    earlier = Earlier(rig)
    campaign = made(rig, "a")
    rows = campaigns("a", "a", "b")
    first, second, third = rig.create(rows, None, watcher=earlier, if_not_exists=True)
    assert (first.status, first.record.id) == ("applied", campaign.id)
    assert (second.status, second.record.id) == ("exists", campaign.id)
    assert (third.status, rig.names()["a"], rig.names()["b"]) == ("applied", 1, 1)


def test_a_name_that_was_taken_before_is_not_created_again(rig: Rig) -> None:
    """Finding a row of an earlier run does not make its parent's other names known."""
    made(rig, "old")
    rig.clock.time += 600
    earlier = Earlier(rig)
    made(rig, "a")
    first, second = rig.create(campaigns("a", "old"), None, watcher=earlier, if_not_exists=True)
    assert (first.status, second.status) == ("applied", "exists")
    assert (rig.creates, rig.names()["old"]) == (0, 1)


def test_a_refusal_because_the_earlier_run_took_effect_meanwhile_is_none(rig: Rig) -> None:
    earlier, send = Earlier(rig), EmulatorWire(rig.emulator).send

    def late(request: WireRequest) -> WireResponse:
        answer = send(request)
        if request.method == "POST":
            items = [{"data": None, "exceptions": [{"code": 1, "message": "The name is taken."}]}]
            return answer._replace(body=json.dumps({"items": items}).encode())
        return answer

    rig.wire.send = late
    (outcome,) = rig.create(campaigns("a"), None, watcher=earlier)
    assert (outcome.status, rig.names()["a"]) == ("applied", 1)
