"""The headings of a table, as spreadsheets and people write the names of fields."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from pinads.sdk.errors import InvalidInput

Complaint = Callable[[str, Collection[str]], str | None]
"""Returns the problem with a heading among all of them, or None."""

REMARK = "#"
"""The beginning of the heading of a column of remarks, which is not a field, and ignored."""


def heading_name(text: str) -> str:
    """Return the field name for a heading: ``daily_spend_cap`` for ``Daily Spend Cap`` and ``Daily spend cap (USD)``."""
    plain = re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*$", "", text.strip()) or text.strip()
    return re.sub(r"[\s_-]+", "_", plain.lower()).strip("_")


def read_header(cells: Sequence[str], place: str, complaint: Complaint) -> list[str]:
    """Read the names of the fields from the cells of a header; empty columns at its end do not count.

    Raises:
        InvalidInput: a heading names no field, or one that another heading names.
    """
    header = [cell.strip() for cell in cells]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise InvalidInput(f"{place}: the header with the names of the fields is missing", "file")
    for number, heading in enumerate(header, 1):
        where = f"{place}, column {number}"
        if not heading:
            raise InvalidInput(f"{where}: a column without a name. Name its field, or write {REMARK} if it is a remark", "file")
        name = heading if complaint(heading, header) is None else heading_name(heading)
        if complaint(name, header) is not None:
            raise InvalidInput(f"{where}: {complaint(heading, header)}{_remedy(header, complaint)}", "file")
        if name in header[: number - 1] and not name.startswith(REMARK):
            raise InvalidInput(f"{where}: {heading!r} appears twice in the header", "file")
        header[number - 1] = name
    return header


def _remedy(header: Sequence[str], complaint: Complaint) -> str:
    """Return what to do about headings of which one names no field."""
    if all(
        complaint(heading, header) is not None and complaint(heading_name(heading), header) is not None for heading in header if heading
    ):
        return ". The first row must have the field names: delete any titles above it"
    return f". Delete the column, or begin its heading with {REMARK} to keep it as a remark"
