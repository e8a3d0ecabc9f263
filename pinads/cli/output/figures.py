"""Tables of figures in the format asked for, with their totals, notes and charts."""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
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
from pinads.render.figures import NUMBERS, exact, figure_of, figure_text, heading
from pinads.render.files.table_file import TEXT_FORMATS
from pinads.render.formats import DRAWN_FORMATS
from pinads.render.html import HtmlColumn, page
from pinads.render.json import ExactNumber, compact
from pinads.render.markdown import escaped, markdown
from pinads.render.money import decimals, round_half_up
from pinads.render.stacked import stacked
from pinads.render.style import QUIET, Style
from pinads.render.text import plural, safe
from pinads.render.times import moment
from pinads.sdk.errors import InvalidInput
from pinads.sdk.files import replacing
from pinads.services.figures.figure_table import DATE, ID, MONEY, STATUS, TEXT, FigureColumn, FigureTable
from pinads.services.figures.saved_figures import figure_destination, save_figures
from pinads.services.projection import queried
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
        emit_value(Value(queried(plain_rows(result), showing.query)), presentation)
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
        write(_ids(result))
    elif format in ("csv", "tsv"):
        names = list(_keys(result).values())
        separated(_rows(result, padded=True), names, {}, presentation)
    else:
        write_structured(_rows(result), format)
    if format not in DRAWN_FORMATS:
        _note_beside(result, presentation)


def _note_beside(result: FigureTable, presentation: Presentation) -> None:
    """Print the notes beside formats for programs."""
    for note in (*map(with_options, result.days), *(result.notes if sys.stderr.isatty() else result.caveats)):
        presentation.note(f"note: {note}")


def _save(result: FigureTable, presentation: Presentation) -> None:
    """Save the rows as the file that was asked for."""
    context = presentation.context
    destination = figure_destination(context, result.showing)
    assert destination is not None
    is_text = destination.format in TEXT_FORMATS
    rows = partial(_rows, result, padded=destination.format in ("csv", "tsv")) if is_text else partial(_values, result)
    save_figures(context, destination, rows, _kinds(result), result.noun, result.currency)
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


def _keys(result: FigureTable) -> dict[str, str]:
    """Return the keys of machine formats by the names of the columns; ``currency`` is beside the first amount."""
    wanted = {column.name: (column.api or column.name) if result.showing.api_names else column.name for column in result.columns}
    often = Counter(wanted.values())
    # Two columns can show one figure of the API: now, and in the days before.
    keys = {name: key if often[key] == 1 else name for name, key in wanted.items()}
    if "id" not in keys and result.showing.fields is None and any(row.get("id") is not None for row in result.rows):
        keys = {"id": "id", **keys}
    money = next((column.name for column in result.columns if column.kind == MONEY), None)
    if money is None or "currency" in keys:
        return keys
    placed: dict[str, str] = {}
    for name, key in keys.items():
        placed[name] = key
        if name == money:
            placed["currency"] = "currency"
    return placed


def _rows(result: FigureTable, padded: bool = False) -> Iterator[dict[str, Any]]:
    """Make the rows of machine formats.

    Args:
        result: the table.
        padded: write money with all decimals of its currency, as spreadsheets do.
    """
    keys, scaled = _keys(result), _scaled(result)
    amounts = {column.name for column in result.columns if column.kind == MONEY and column.name not in scaled} if padded else set()
    for values in _raw_rows(result, scaled):
        least = decimals(values["currency"])
        yield {key: exact(values.get(name), least if name in amounts else 0) for name, key in keys.items()}


def _scaled(result: FigureTable) -> dict[str, FigureColumn]:
    """Return the columns that have the API's unit, by name."""
    keys = _keys(result)
    return {column.name: column for column in result.columns if keys.get(column.name) == column.api and column.scale != 1}


def _raw_rows(result: FigureTable, scaled: Mapping[str, FigureColumn]) -> Iterator[dict[str, Any]]:
    amounts = [column.name for column in result.columns if column.is_amount and column.name not in scaled]
    for row in result.rows:
        values = {"currency": result.currency, **row}
        rounded = {name: _in_currency(row.get(name), values["currency"]) for name in amounts}
        yield {**values, **rounded, **{name: _as_sent(row.get(name), column) for name, column in scaled.items()}}


def _kinds(result: FigureTable) -> dict[str, str]:
    """Return the kinds of the columns of files, by their keys."""
    kinds, scaled = {column.name: column.kind for column in result.columns}, _scaled(result)
    return {key: "number" if name in scaled else kinds.get(name, ID if name == "id" else TEXT) for name, key in _keys(result).items()}


def _values(result: FigureTable) -> Iterator[dict[str, Any]]:
    """Make the rows of files whose cells have types: figures as they are, and lists and objects as texts."""
    keys = _keys(result)
    for values in _raw_rows(result, _scaled(result)):
        yield {key: _in_cell(values.get(name)) for name, key in keys.items()}


def _in_cell(value: Any) -> Any:
    return compact(exact(value)) if isinstance(value, (list, tuple, Mapping)) else value


def _in_currency(value: Any, currency: str | None) -> Any:
    """Round an amount to the decimals of its currency."""
    return round_half_up(value, decimals(currency)) if isinstance(value, Decimal) else value


def _as_sent(value: Any, column: FigureColumn) -> Any:
    """Return a figure in the API's unit: fractions for percent, whole numbers for millionths of the currency."""
    if not isinstance(value, (int, Decimal)):
        return value
    sent = value * column.scale
    return round_half_up(sent, 0) if isinstance(sent, Decimal) and column.scale > 1 else sent


def plain_rows(result: FigureTable) -> list[dict[str, Any]]:
    """Return the rows with plain numbers, for expressions that compare them."""
    return [{key: _plain(value) for key, value in row.items()} for row in _rows(result)]


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return float(value.text) if isinstance(value, ExactNumber) else value


def _ids(result: FigureTable) -> Iterator[str]:
    """Collect the ids of the rows, each once; a pipe is for ids of one kind."""
    if len(levels := dict.fromkeys(str(row["level"]) for row in result.rows if row.get("level"))) > 1:
        told = f"these are ids of {' and '.join(levels)}: add --level {next(iter(levels))} to print those alone"
        raise InvalidInput(told, "--level")
    wanted = result.ids if result.ids is not None else [row["id"] for row in result.rows if row.get("id") is not None]
    ids = dict.fromkeys(map(str, wanted))
    if result.rows and not ids and result.ids is None:
        raise InvalidInput("there are no ids in this to print: choose another --output", "--output")
    for identity in ids:
        yield safe(identity) + "\n"
