"""Applying a plan: rows pass through, and are not collected."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pinads.sdk import Campaign
from pinads.sdk.schema.marks import Mode
from pinads.services.inputs.records import InputRow, Records
from pinads.services.writes.apply import Application
from pinads.services.writes.entity_step import entity_changes
from pinads.services.writes.options import WriteOptions
from tests.support.command_line import Pinads
from tests.support.faces import Face, Faces
from tests.support.rows_and_statuses import CAMPAIGN

pytestmark = pytest.mark.slow


def test_to_resume_reads_no_row_before_it_is_sent(at: Faces, pinads: Pinads) -> None:
    pinads.ok("campaigns", "pause", CAMPAIGN)
    read: list[int] = []

    def rows() -> Iterator[InputRow]:
        for number in range(1000):
            read.append(number)
            yield InputRow("", {"id": CAMPAIGN, "status": "PAUSED"})

    context = at(Face())
    run = context.journal.run(1)
    changes = entity_changes(Campaign, Mode.UPDATE, Records(rows), "paused", resumes=run)
    outcomes = Application(context, changes, run, WriteOptions()).outcomes()
    assert read == []
    next(outcomes)
    assert 0 < len(read) < 1000
