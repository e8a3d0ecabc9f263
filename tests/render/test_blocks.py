"""Long tables come in blocks of rows: one heading, the same widths, and each block before the next is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pinads.render.columns import Column
from pinads.render.table import BLOCK, table
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.schema.fields import fields_of
from tests.render.samples import look

FIELDS = fields_of(Campaign)
COLUMNS = [Column("id"), Column("name", grow=True), Column("status"), Column("daily_spend_cap")]


def campaign(number: int, **changes: Any) -> dict[str, Any]:
    row = {"id": f"62673500{number:04d}", "name": f"Campaign {number}", "status": "ACTIVE", "daily_spend_cap": 12_500_000}
    return {**row, **changes}


def lines_of(rows: Any, width: int | None = None, **style: Any) -> list[str]:
    return "".join(table(rows, COLUMNS, FIELDS, look(width, **style), "campaign")).splitlines()


def test_a_thousand_rows_have_one_heading_and_the_same_widths() -> None:
    lines = lines_of(map(campaign, range(1_000)))
    heading, rule, *rows = lines[:-2]
    assert heading.split("  ")[0] == "ID"
    assert [line for line in rows if line in (heading, rule)] == []
    assert [row.split()[0] for row in rows] == [f"62673500{number:04d}" for number in range(1_000)]
    assert {row.index("ACTIVE") for row in rows} == {heading.index("STATUS")}
    assert {len(row) for row in rows} == {len(heading)}
    assert lines[-2:] == ["", "1000 campaigns"]


def test_a_block_is_written_before_the_next_row_is_asked_for() -> None:
    asked = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal asked
        for asked in range(1, 3 * BLOCK):
            yield campaign(asked)

    written = 0
    for line in table(rows(), COLUMNS, FIELDS, look(), "campaign"):
        written += line.startswith("626735")
        assert asked <= written + BLOCK - written % BLOCK
    assert written == asked


def test_what_must_not_be_cut_is_whole_in_later_blocks_too() -> None:
    late = {"id": "626735999999999999", "status": "ADVERTISER_DISABLED", "daily_spend_cap": 123_456_789_010_000}
    for width in (None, 60):
        rows = [*map(campaign, range(BLOCK)), *(campaign(number, **late) for number in range(BLOCK))]
        lines = lines_of(rows, width)
        assert "626735000000  Campaign 0" in lines[2]
        assert all(line.startswith("626735999999999999  Campaign ") for line in lines[BLOCK + 2 : 2 * BLOCK + 2])
        assert all(line.endswith("  123456789.01 USD") for line in lines[BLOCK + 2 : 2 * BLOCK + 2])
        assert width is None or max(map(len, lines)) <= width


def test_longer_names_of_later_blocks_are_cut_on_a_terminal_and_whole_in_a_pipe() -> None:
    long = "A name that is longer than all of the first block"
    rows = [*map(campaign, range(BLOCK)), campaign(9_999, name=long)]
    assert long in lines_of(rows)[-3]
    cut = lines_of(rows, 200)
    assert long not in cut[-3]
    assert "…" in cut[-3]
    assert cut[-3].index("ACTIVE") == cut[0].index("STATUS")


def test_the_same_columns_are_hidden_in_every_block() -> None:
    lines = lines_of(map(campaign, range(2 * BLOCK)), 30)
    assert {len(line.split("  ")) for line in lines[2 : 2 * BLOCK + 2]} == {2}
    assert "(2 columns hidden: STATUS, DAILY CAP" in " ".join(lines[-3:])
