"""A listing that grows while it is read: what was there before is seen once, and nothing twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.emulator import BASE_URL, Emulator, EmulatorWire
from pinads.sdk import AdAccount, Campaign, Client

pytestmark = pytest.mark.slow


def add(account: str, client: Client, count: int) -> list[str]:
    row = {"name": "n", "objective_type": "CONSIDERATION", "status": "PAUSED"}
    return [outcome.record.id for outcome in Campaign.create_many(account, [row] * count, client=client) if outcome.record]


@given(
    before=st.integers(0, 40),
    page_size=st.integers(1, 9),
    inserts=st.lists(st.integers(0, 7), max_size=8),
    order=st.sampled_from(["ASCENDING", "DESCENDING"]),
)
def test_nothing_is_missed_and_nothing_comes_twice(before: int, page_size: int, inserts: list[int], order: str) -> None:
    client = Client("pina_TEST", BASE_URL, wire=EmulatorWire(Emulator(None)))
    account = AdAccount.create("n", "1", "US", client=client).id
    there = add(account, client, before)
    added: list[str] = []
    waiting = list(inserts)
    seen, bookmark = Campaign.get_all(account, page_size=page_size, order=order, client=client)
    while bookmark:
        added += add(account, client, waiting.pop()) if waiting else []
        page, bookmark = bookmark.get_next()
        seen += page
    ids = [campaign.id for campaign in seen]
    assert len(ids) == len(set(ids))
    assert ids == sorted(ids, key=int, reverse=order == "DESCENDING")
    assert set(there) <= set(ids)
    # Newer ids sort behind: an ascending reader meets what was added before its last page, a descending one none of it.
    assert set(ids) - set(there) == (set(added) if order == "ASCENDING" else set())
