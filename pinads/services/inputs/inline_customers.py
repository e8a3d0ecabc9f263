"""Records typed in an option, a pipe or a cell: cleaned and checked like those of a customer file, never echoed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pinads.render.text import counted
from pinads.sdk.customers.normalize import EMPTY, NO_AT, Recognised, recognise
from pinads.sdk.errors import InvalidInput
from pinads.services.reasons import reasons

PARTNER_LISTS = ("LR_ID", "DLX_ID", "HASHED_PINNER_ID")
"""Types of customer lists whose records are partner ids, sent unchanged."""

_PARTNER_ID = re.compile(r"(?=.*[0-9])[\w.:+/=~-]{8,}", re.ASCII)
_LINE_END = re.compile(r"\r\n|\r|\n")
_BETWEEN_CELLS = re.compile(r"[;\t|]")


class _Item(NamedTuple):
    """One record, or the reason why it is invalid."""

    line: int
    text: str
    why: str | None


def records_in(text: str, where: str, list_type: str | None = None, in_cell: bool = False) -> str:
    """Parse records that are one a line or separated by commas; return them joined by commas, as they are sent.

    Args:
        text: the records.
        where: the option or field, for errors.
        list_type: the type of the list that they are for, if it is known.
        in_cell: they are a cell of a file that has a list in each row.

    Raises:
        InvalidInput: one is not a record, or the text is a table. The message repeats nothing of it.
    """
    items = list(_items(text, list_type))
    wrong = [item for item in items if item.why]
    if not items:
        raise InvalidInput(f"Invalid {where}: there are no records in it", where)
    if wrong:
        raise InvalidInput(
            f"Invalid {where}: {_complaint(text, items, wrong, in_cell or list_type in PARTNER_LISTS)}; nothing was sent", where
        )
    return ",".join(item.text for item in items)


def _items(text: str, list_type: str | None) -> Iterator[_Item]:
    for number, line in enumerate(_LINE_END.split(text), 1):
        for cell in line.split(","):
            item = _item(number, cell, list_type)
            if item.why != EMPTY:
                yield item


def _item(line: int, cell: str, list_type: str | None) -> _Item:
    if list_type in PARTNER_LISTS:
        partner_id = cell.strip().strip('"')
        if not partner_id:
            return _Item(line, "", EMPTY)
        return _Item(line, partner_id, None if _PARTNER_ID.fullmatch(partner_id) else f"it is not an id of type {list_type}")
    found = recognise(cell)
    if not isinstance(found, Recognised):
        return _Item(line, "", found)
    return _Item(line, str(found.record) if found.kind == "device" else found.text, None)


def _complaint(text: str, items: list[_Item], wrong: list[_Item], is_alone: bool) -> str:
    """Describe the invalid records; ``is_alone`` if no other option takes the text."""
    table = None if is_alone else _table_line(text, items, wrong)
    if table:
        return f"line {table[0]} has {table[1]}, so it is a table and not records alone; give the table with `file` FILE"
    why = reasons(Counter(item.why for item in wrong))
    are = "is" if len(wrong) == 1 else "are"
    found = f"{len(wrong)} of {counted(len(items), 'record')} {are} invalid ({why}), the first on line {wrong[0].line}"
    return found if is_alone else f"{found}; correct them, or give them with `file` FILE `skip_invalid`, which leaves them out"


def _table_line(text: str, items: list[_Item], wrong: list[_Item]) -> tuple[int, str] | None:
    """Return the line that shows that a text is a table, and why; None if it is not a table."""
    good = {item.line for item in items if not item.why}
    first = items[0].line
    if len(items) > 1 and first not in good and all(item.why == NO_AT for item in wrong if item.line == first):
        return first, "a heading"
    lines = _LINE_END.split(text)
    several = (item.line for item in wrong if item.line in good or _BETWEEN_CELLS.search(lines[item.line - 1]))
    found = next(several, None)
    return None if found is None else (found, "several columns")
