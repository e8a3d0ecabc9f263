"""The spool of planned rows: all of them, in order, as often as they are read, and as they were."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.sdk.errors import InvalidInput
from pinads.services.changes import PlannedChange, Ref
from pinads.services.inputs.input_file import IN_MEMORY
from pinads.services.inputs.parsers import Relative
from pinads.services.inputs.records import InputRow
from pinads.services.writes.spool import ROWS_A_BLOCK, RowSpool


@pytest.fixture
def spool() -> Iterator[RowSpool]:
    opened = RowSpool()
    yield opened
    opened.close()


@pytest.mark.parametrize("count", [0, 1, ROWS_A_BLOCK - 1, ROWS_A_BLOCK, ROWS_A_BLOCK + 1, 3 * ROWS_A_BLOCK])
def test_rows_come_in_order_and_as_often_as_they_are_read(spool: RowSpool, count: int) -> None:
    rows = [{"id": str(number)} for number in range(count)]
    for row in rows:
        spool.add(row)
    assert list(spool) == rows
    assert list(spool) == rows


LEAVES = st.none() | st.integers() | st.text()


@pytest.mark.slow
@given(st.lists(st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10), max_size=10))
def test_rows_are_as_they_were(rows: list[Any]) -> None:
    spool = RowSpool()
    for row in rows:
        spool.add(row)
    assert list(spool) == rows
    spool.close()


def test_readers_do_not_disturb_each_other(spool: RowSpool) -> None:
    for number in range(3 * ROWS_A_BLOCK):
        spool.add(number)
    first, ahead = iter(spool), iter(spool)
    for _ in range(ROWS_A_BLOCK + 5):
        next(ahead)
    assert [next(first) for _ in range(3)] == [0, 1, 2]
    assert list(ahead) == list(range(ROWS_A_BLOCK + 5, 3 * ROWS_A_BLOCK))
    assert list(first) == list(range(3, 3 * ROWS_A_BLOCK))


def test_a_reader_that_stops_early_leaves_the_rest_to_others(spool: RowSpool) -> None:
    for number in range(ROWS_A_BLOCK + 1):
        spool.add(number)
    assert next(iter(spool)) == 0
    assert len(list(spool)) == ROWS_A_BLOCK + 1


def test_rows_may_be_added_after_reading(spool: RowSpool) -> None:
    spool.add("a")
    assert list(spool) == ["a"]
    spool.add("b")
    assert list(spool) == ["a", "b"]


def test_what_pinads_puts_into_rows_survives(spool: RowSpool) -> None:
    row = PlannedChange(
        InputRow("line 2", {"daily_spend_cap": Relative("+10%"), "campaign_id": Ref(3)}, raw={"daily_spend_cap": "+10%"}), body={"a": 1}
    )
    spool.add(row)
    (again,) = spool
    assert again == row
    assert isinstance(again, PlannedChange)
    assert [type(value) for value in again.row.values.values()] == [Relative, Ref]


def test_what_is_added_later_does_not_change_what_was(spool: RowSpool) -> None:
    row = {"id": "1"}
    spool.add(row)
    assert list(spool) == [{"id": "1"}]
    row["id"] = "2"
    assert list(spool) == [{"id": "1"}]


@pytest.mark.slow
def test_long_ones_are_on_disk(spool: RowSpool) -> None:
    # Half of a random hexadecimal text is left when it is compressed, so that the file is left for the disk.
    random = Random(1)
    rows = [random.randbytes(IN_MEMORY // 4).hex() for _ in range(8)]
    for row in rows:
        spool.add(row)
    assert list(spool) == rows


@pytest.mark.slow
def test_a_row_nested_too_deeply_is_refused(spool: RowSpool) -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    spool.add(deep)
    with pytest.raises(InvalidInput):
        list(spool)
    while deep:  # Freed at once it would need as deep a stack.
        deep = deep[0]
