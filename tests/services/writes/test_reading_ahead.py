"""Updates are compared with current state that is read several requests at once; rows keep their order, and memory its bound."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pinads.sdk import Campaign, Client, PermissionDenied
from pinads.sdk.http.wire import WireRequest, WireResponse
from pinads.sdk.schema.marks import Mode
from pinads.services.changes import Handling, Phase, PlannedChange
from pinads.services.context import Context
from pinads.services.inputs.records import Records
from pinads.services.writes.entity_step import EntityStep
from pinads.services.writes.resolve import resolve
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import BASE_URL, query_of
from tests.support.wires import FunctionWire

COUNT = 1100
IDS = [str(number * 7919 % 100_003 + 1) for number in range(COUNT)]


class Reading:
    """A resolution of updates of the names of many campaigns; every third has its new name already."""

    def __init__(self, refused: str | None = None) -> None:
        self.taken = 0
        self.wire = FunctionWire(self._answer)
        self._refused = refused
        self.context = Context(account="549755885175", settings={"concurrency": "3"})
        self.context.client = Client("pina_TEST", BASE_URL, wire=self.wire, clock=FakeClock())

    def _answer(self, request: WireRequest) -> Any:
        assert request.method == "GET"
        ids = query_of(request)["campaign_ids"]
        if self._refused in ids:
            return WireResponse(403, {}, b'{"code": 29, "message": "not yours"}')
        return {"items": [{"id": one, "name": "new" if int(one) % 3 == 0 else "old"} for one in sorted(ids, key=int)]}

    def _rows(self, records: Records) -> Iterator[PlannedChange]:
        for row in records:
            self.taken += 1
            yield PlannedChange(row, body={"id": row.values["id"], "name": "new"})

    def changes(self) -> Iterator[PlannedChange]:
        records = Records.of([{"id": one, "name": "new"} for one in IDS])
        phase = Phase(EntityStep(Campaign, Mode.UPDATE), records)
        return resolve(self.context, phase, Handling(read=True), self._rows(records), lambda row: False, COUNT, lambda number: True)


@pytest.fixture(autouse=True)
def settings(clean_environment: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINADS_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("PINADS_API_URL", BASE_URL)


def test_rows_keep_their_order_and_their_bodies() -> None:
    reading = Reading()
    changes = list(reading.changes())
    assert [change.values["id"] for change in changes] == IDS
    assert [change.present.id for change in changes] == IDS
    assert [change.unchanged for change in changes] == [int(one) % 3 == 0 for one in IDS]
    assert [change.body for change in changes] == [{"id": one, "name": "new"} for one in IDS]
    assert reading.wire.count == 5


def test_no_more_rows_are_in_memory_than_are_read_at_once() -> None:
    reading = Reading()
    changes = reading.changes()
    next(changes)
    assert (reading.taken, reading.wire.count) == (750, 3)
    changes.close()  # type: ignore[attr-defined]


def test_an_error_of_a_read_comes_before_the_rows_that_were_read_with_it() -> None:
    reading, seen = Reading(refused=IDS[900]), list[str]()
    with pytest.raises(PermissionDenied, match="not yours"):
        seen.extend(change.values["id"] for change in reading.changes())
    assert seen == IDS[:750]
