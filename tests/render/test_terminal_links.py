"""Ids that link to web pages, on terminals that take links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pinads.render.columns import Column
from pinads.render.sheet import sheet
from pinads.render.table import table
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.schema.fields import fields_of
from tests.render.samples import look

FIELDS = fields_of(Campaign)
LINK = re.compile(r"\x1b\]8;id=[^;]*;([^\x1b]*)\x1b\\(.*?)\x1b\]8;;\x1b\\")
ROWS = [{"id": "626735565838", "name": "Summer"}, {"id": "626735565839", "name": "Winter"}, {"name": "no id"}]


def page(record: Mapping[str, Any]) -> str | None:
    return f"https://example.com/{record['id']}" if "id" in record else None


def drawn(**changes: Any) -> Iterator[str]:
    return table(ROWS, [Column("name"), Column("id", link=page)], FIELDS, look(80, **changes))


def test_ids_link_to_their_pages() -> None:
    text = "".join(drawn(links=True))
    assert LINK.findall(text) == [(page(row), row["id"]) for row in ROWS[:2]]
    assert LINK.sub(r"\2", text) == "".join(drawn())


def test_links_are_not_colours() -> None:
    assert "\x1b[" not in "".join(drawn(links=True))
    assert "\x1b]8" not in "".join(drawn(color=True))


def test_links_of_a_sheet() -> None:
    lines = list(sheet(ROWS[0], FIELDS, look(80, links=True), lambda name, record: page(record) if name == "id" else None))
    assert LINK.findall(lines[0]) == [("https://example.com/626735565838", "626735565838")]
    assert "\x1b" not in lines[1]
