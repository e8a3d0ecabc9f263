"""Tables of figures in the format asked for, with their totals, notes and charts."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from pinads.cli.flags import with_options
from pinads.cli.output.exit_codes import ExitCode, code_of
from pinads.cli.output.values import emit_value
from pinads.cli.output.writer import pages, separated, write, write_for_people, write_structured
from pinads.cli.terminal import progress
from pinads.render.charts.chart import BAR, LINE
from pinads.render.charts.terminal import bar_chart, line_chart
from pinads.render.columns import Column
from pinads.render.console import drawn, styled
from pinads.render.figures import NUMBERS, figure_of, figure_text, heading
from pinads.render.files.plain import for_sheets
from pinads.render.formats import DRAWN_FORMATS
from pinads.render.html import HtmlColumn, page
from pinads.render.markdown import escaped, markdown
from pinads.render.stacked import stacked
from pinads.render.style import QUIET, Style
from pinads.render.text import plural, safe
from pinads.render.times import moment
from pinads.sdk.files import replacing
from pinads.services.figures.figure_table import DATE, ID, MONEY, STATUS, TEXT, FigureColumn, FigureTable
from pinads.services.figures.program_rows import CURRENCY, ids_of, kinds_of, program_rows, queried_rows
from pinads.services.figures.saved_figures import figure_destination, save_figures
from pinads.services.results import Value

if TYPE_CHECKING:
    from pinads.cli.presentation import Presentation


def emit_figures(result: FigureTable, presentation: Presentation) -> ExitCode | None:
    """Write a table of figures; the exit code tells whether a check found something."""
    progress.clear()
    subtitle = ", ".join(filter(None, (result.account, result.subtitle)))
    said = [*result.caveats, *result.notes]
    on_paper = replace(result.narrowed(), subtitle=subtitle, notes=list(filter(None, map(_without_options, said))))
    caveats = [with_options(caveat) for caveat in result.caveats]
    result = replace(on_paper, notes=[with_options(note) for note in said], caveats=caveats)
    showing, file = result.showing, result.showing.html
    if showing.query:
        for note in (*map(with_options, result.days), *caveats):
            presentation.note(f"note: {note}")
        emit_value(Value(queried_rows(result, showing.query)), presentation)
    elif file is not None and str(file) == "-":
        _write_page(on_paper)
    else:
        if presentation.format in showing.file_formats or showing.to is not None:
            _save(result, presentation)
        else:
            _write(result, _format(result, presentation), presentation)
        if file is not None:
            showing.check()
            with replacing(file, "w", 0o666, keep_mode=True, encoding="utf-8", newline="\n") as page_file:
                page_file.writelines(_page(on_paper))
            presentation.note(f"saved as {file}")
    return code_of(result)


def _without_options(note: str) -> str:
    """Return a note for those who did not run the command: what it says of options is left out."""
    return with_options(re.split("(?:^|[:;] )(?:add )?`(?!`)", note, maxsplit=1)[0])


def _format(result: FigureTable, presentation: Presentation) -> str:
    """Return the output format: charts are drawn below a table, unless another format was asked for."""
    if not result.showing.chart or presentation.format in DRAWN_FORMATS:
        return presentation.format
    if presentation.machine_asked:
        presentation.note("note: --chart draws below a table (-o table) or in Markdown (-o markdown)")
        return presentation.format
    return "table"


def _write(result: FigureTable, format: str, presentation: Presentation) -> None:
    style = presentation.style._replace(currency=result.currency)
    if format == "table":
        charts = ("\n" + chart for chart in _charts(result, style))
        write_for_people(chain(_table(result, presentation), charts), presentation)
    elif format == "markdown":
        plain = style._replace(color=False, links=False, width=None)
        write(_markdown(result, plain))
        write(f"\n```text\n{chart}```\n" for chart in _charts(result, plain))
    elif format == "ids":
        write(f"{safe(identity)}\n" for identity in ids_of(result))
    elif format in ("csv", "tsv"):
        kinds = kinds_of(result)
        rows = (for_sheets(row, kinds, row.get(CURRENCY)) for row in program_rows(result))
        separated(rows, list(kinds), {}, presentation)
    else:
        write_structured(map(for_sheets, program_rows(result)), format)
    if format not in DRAWN_FORMATS:
        _note_beside(result, presentation)


def _note_beside(result: FigureTable, presentation: Presentation) -> None:
    """Print the notes beside formats for programs."""
    for note in (*map(with_options, result.days), *(result.notes if sys.stderr.isatty() else result.caveats)):
        presentation.note(f"note: {note}")


def _save(result: FigureTable, presentation: Presentation) -> None:
    """Save the rows as the file that was asked for."""
    destination = figure_destination(presentation.context, result.showing)
    assert destination is not None
    save_figures(presentation.context, destination, result)
    _note_beside(result, presentation)


def _table(result: FigureTable, presentation: Presentation) -> Iterator[str]:
    style = presentation.style._replace(currency=result.currency)
    if head := ", ".join(filter(None, (result.title, result.subtitle))):
        yield from drawn(styled(safe(head), QUIET, style), style, style.width)
        yield "\n"
    columns = _linked(columns_of(result), result, presentation)
    yield from stacked(result.rows, columns, style, result.noun, total_of(result), result.whole)
    for note in result.notes:
        yield from drawn(styled(safe(note), QUIET, style), style, style.width)


def _markdown(result: FigureTable, style: Style) -> Iterator[str]:
    if result.title:
        yield f"### {escaped(safe(result.title))}\n\n"
    if result.subtitle:
        yield f"{escaped(safe(result.subtitle))}\n\n"
    yield from markdown(result.rows, columns_of(result), {}, style, result.noun, total=total_of(result))
    if result.notes:
        yield "\n"
    for note in result.notes:
        yield f"- {escaped(safe(note))}\n"


def _charts(result: FigureTable, style: Style) -> Iterator[str]:
    shapes = {LINE: line_chart, BAR: bar_chart}
    for chart in result.charts if result.showing.chart and result.rows else ():
        yield "".join(shapes[chart.shape](chart, style))


def _page(result: FigureTable) -> Iterator[str]:
    columns = [
        HtmlColumn(column.name, heading(column.heading, column.kind, None), column.kind) for column in result.columns if column.shown
    ]
    return page(
        result.title,
        result.subtitle,
        columns,
        result.rows,
        total=total_of(result),
        charts=result.charts if result.rows else (),
        notes=result.notes,
        currency=result.currency,
        noun=plural(result.noun),
        made=moment(time.time(), None),
    )


def _write_page(result: FigureTable) -> None:
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:  # The page says that it is UTF-8.
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    write(_page(result))


def columns_of(result: FigureTable) -> list[Column]:
    """Declare the columns of the table for people; all texts give way before figures do."""
    made, named = [], False
    for column in result.columns:
        if not column.shown:
            continue
        title = heading(column.heading, column.kind, result.currency)
        money = column.kind == MONEY
        # The first amount names the currency of all where there is little room.
        short = heading(column.short or column.heading, column.kind, None if money and named else result.currency)
        named = named or money
        made.append(_column(column, title, short))
    return made


def _column(column: FigureColumn, title: str, short: str) -> Column:
    if column.kind == TEXT:
        return Column(column.name, title, grow=True, short=short, repeats=not column.is_sentence, wraps=column.is_sentence)
    if column.kind == MONEY:
        return Column(column.name, title, via=lambda row: row, show=partial(figure_of, MONEY, column.name), right=True, short=short)
    show = partial(figure_text, column.kind)
    right, status, repeats = column.kind in NUMBERS, column.kind == STATUS, column.kind == DATE
    return Column(column.name, title, show=show, right=right, status=status, short=short, repeats=repeats)


def total_of(result: FigureTable) -> Mapping[str, Any] | None:
    """Return the row of totals, named in the first column of texts."""
    first = next((column.name for column in result.columns if column.shown and column.kind == TEXT), None)
    if result.total is None or first is None:
        return result.total
    return {**result.total, first: result.total.get(first) or "total"}


def _linked(columns: Sequence[Column], result: FigureTable, presentation: Presentation) -> list[Column]:
    """Add links of ids to their pages in Ads Manager; of names, where no ids are shown."""
    page = pages(presentation, result.kind)
    if page is None:
        return list(columns)
    ids = {column.name for column in result.columns if column.shown and column.kind == ID}
    name = next((column.name for column in columns if column.grow), None) if "id" not in ids else None
    targets = {**{column: column for column in ids}, **({name: "id"} if name else {})}
    return [column._replace(link=partial(page, targets[column.name])) if column.name in targets else column for column in columns]
