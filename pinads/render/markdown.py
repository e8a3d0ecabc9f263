"""Records as a table of GitHub's Markdown, such as for ``$GITHUB_STEP_SUMMARY``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from pinads.render.cells import cell
from pinads.render.columns import Column
from pinads.render.rendered_columns import RenderedColumn
from pinads.render.style import Style
from pinads.render.table import BLOCK, Rows
from pinads.render.text import plural, safe
from pinads.sdk.schema.fields import Field

_MARKUP = r"[\\`*\[\]<>|~$]|&(?=[#\w])|(?<![^\W_])_|_(?![^\W_])"
"""An underscore within a word, as in WEB_CONVERSION, and a lone ``&``, which are not markup."""


def markdown(
    records: Iterable[Mapping[str, Any]],
    columns: Sequence[Column],
    fields: Mapping[str, Field],
    style: Style,
    noun: str = "row",
    prepare: Callable[[Rows], tuple[Sequence[Column], Style]] | None = None,
    total: Mapping[str, Any] | None = None,
) -> Iterator[str]:
    """Write a heading and one line a record, and the row of totals in bold; nothing is cut.

    The arguments are those of ``table.table``.
    """
    rows, first = iter(records), None
    while block := list(islice(rows, BLOCK)):
        if prepare is not None:
            columns, style = prepare(block)
        plain = style._replace(color=False, links=False, width=None)
        rendered = [RenderedColumn(column, block, fields, plain, total) for column in columns]
        if first is None:
            first = rendered
            yield _line([escaped(column.heading) for column in rendered])
            yield _line(["---:" if column.right else "---" for column in rendered])
        for texts in zip(*[column.texts for column in rendered], strict=True):
            yield _line(map(escaped, texts))
    if first is None:
        yield f"no {plural(noun)}\n"
    elif total is not None:
        yield _line([f"**{escaped(column.total)}**" if column.total else "" for column in first])


def markdown_sheet(record: Mapping[str, Any], fields: Mapping[str, Field], style: Style) -> Iterator[str]:
    """Write one record as a table of its fields and their values."""
    plain = style._replace(color=False, links=False, width=None).for_record(record)
    yield from ("| FIELD | VALUE |\n", "| --- | --- |\n")
    for name in [*(name for name in fields if name in record), *(name for name in record if name not in fields)]:
        yield _line([escaped(safe(name)), escaped(cell(fields.get(name), record[name], plain))])


def escaped(text: str) -> str:
    """Escape the characters that Markdown, or HTML in it, would obey."""
    return re.sub(_MARKUP, r"\\\g<0>", text)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"
