"""Charts for the terminal: lines in dots of braille, bars of blocks; both in ASCII where there is no Unicode."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from rich.cells import cell_len, set_cell_size

from pinads.render.cells import shown
from pinads.render.charts.chart import Chart
from pinads.render.charts.scale import Points, axis, day_label, labelled, points, segments, tick_texts, titled
from pinads.render.figures import figure_text
from pinads.render.style import HEADING, QUIET, SERIES, Style, paint

WIDTH = 80
HEIGHT = 13
"""The lines of a chart of lines, without its axis."""
_BRAILLE = 0x2800
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_GAP = 2


def line_chart(chart: Chart, style: Style) -> Iterator[str]:
    """Draw a line for each series over days, with its letter at the end where there are several.

    A line is broken where a figure is missing.
    """
    labels = chart.labels
    yield _title(chart, style)
    lines = points(chart.series)
    values = [value for line in lines.values() for value in line if value is not None]
    if not values or not labels:
        yield paint("no figures", QUIET, style) + "\n"
        return
    ticks = axis(values, chart.kind)
    texts = tick_texts(ticks)
    margin, ends = max(map(len, texts)), _ends(lines, ticks) if len(lines) > 1 else {}
    width = max((style.width or WIDTH) - margin - 3 - max(map(len, ends.values()), default=0), 10)
    cells = _drawn_lines(lines, ticks, len(labels), width, style)
    at = {_row(tick, ticks): text for tick, text in zip(ticks, texts, strict=True)}
    bar, tee = ("│", "┤") if style.unicode else ("|", "+")
    for row in range(HEIGHT):
        scale = paint(f"{at.get(row, ''):>{margin}} {tee if row in at else bar}", QUIET, style)
        # Neighbours of the same series are coloured once.
        runs = ((index, "".join(text for _, text in run)) for index, run in groupby(cells[row], itemgetter(0)))
        drawn = "".join(paint(text, SERIES[index % len(SERIES)], style) if index >= 0 else text for index, text in runs)
        end = "".join(paint(letter, SERIES[_LETTERS.index(letter) % len(SERIES)], style) for letter in ends.get(row, ""))
        yield f"{scale}{drawn}{' ' + end if end else ''}".rstrip() + "\n"
    yield from _days(labels, margin, width, style)
    if len(lines) > 1:
        yield from _legend(list(lines), style)


def _title(chart: Chart, style: Style) -> str:
    text = shown(titled(chart, style.currency), style)
    return paint(_cut(text, style.width or WIDTH, style).rstrip(), HEADING, style) + "\n"


def _row(value: float, ticks: Sequence[float]) -> int:
    """Return the line that shows a value; 0 is the highest."""
    return HEIGHT - 1 - round((value - ticks[0]) / (ticks[-1] - ticks[0]) * (HEIGHT - 1))


def _ends(lines: Mapping[str, Points], ticks: Sequence[float]) -> dict[int, str]:
    """Return the letters of the lines that end in a row, by row."""
    ends: dict[int, str] = {}
    for index, values in enumerate(lines.values()):
        last = next((value for value in reversed(values) if value is not None), None)
        if last is not None:
            row = _row(last, ticks)
            ends[row] = ends.get(row, "") + _LETTERS[index % len(_LETTERS)]
    return ends


Cells = list[list[tuple[int, str]]]
"""The characters of a chart with the numbers of their series, by row; -1 for none."""


def _drawn_lines(lines: Mapping[str, Points], ticks: Sequence[float], count: int, width: int, style: Style) -> Cells:
    cells: Cells = [[(-1, " ")] * width for _ in range(HEIGHT)]
    for index, values in enumerate(lines.values()):
        letter = _LETTERS[index % len(_LETTERS)] if len(lines) > 1 else "*"
        rows = _dotted(values, ticks, count, width) if style.unicode else _lettered(values, ticks, count, width, letter)
        for row, text in enumerate(rows):
            for column, character in enumerate(text):
                if character not in (" ", chr(_BRAILLE)):
                    below = ord(cells[row][column][1]) if style.unicode else 0
                    merged = chr(ord(character) | below) if below > _BRAILLE else character
                    cells[row][column] = (index, merged)
    return cells


def _dotted(values: Points, ticks: Sequence[float], count: int, width: int) -> list[str]:
    """Draw a line in dots of braille, two by four in a character."""
    from plotille import Canvas  # start-up: 60 ms, for charts only

    # The canvas begins and ends half a character below and above the axis, whose numbers are in the middle of a line.
    margin = (ticks[-1] - ticks[0]) / (HEIGHT - 1) / 2
    canvas = Canvas(width, HEIGHT, xmin=0, ymin=ticks[0] - margin, xmax=max(count - 1, 1) * (1 + 0.5 / width), ymax=ticks[-1] + margin)
    for part in segments(values):
        for (x0, y0), (x1, y1) in zip(part, part[1:] or part, strict=False):
            canvas.line(x0, y0, x1, y1)
    return str(canvas.plot(linesep="\n")).replace(" ", chr(_BRAILLE)).split("\n")


def _lettered(values: Points, ticks: Sequence[float], count: int, width: int, letter: str) -> list[str]:
    """Draw a line with its letter in each column."""
    rows = [[" "] * width for _ in range(HEIGHT)]
    scale = (width - 1) / max(count - 1, 1)
    for part in segments(values):
        for (x0, y0), (x1, y1) in zip(part, part[1:] or part, strict=False):
            start, end = round(x0 * scale), round(x1 * scale)
            for column in range(start, end + 1):
                share = (column - start) / (end - start) if end > start else 0
                rows[_row(y0 + (y1 - y0) * share, ticks)][column] = letter
    return ["".join(row) for row in rows]


def _days(labels: Sequence[str], margin: int, width: int, style: Style) -> Iterator[str]:
    """Draw the horizontal axis and its labels."""
    texts = [shown(day_label(label), style) for label in labels]
    chosen = labelled(len(texts), width, max(map(cell_len, texts)) + _GAP)
    scale = (width - 1) / max(len(texts) - 1, 1)
    corner, line, tick = ("└", "─", "┬") if style.unicode else ("+", "-", "+")
    rule, below, used = [line] * width, "", 0
    for index in chosen:
        at = round(index * scale)
        rule[at] = tick
        start = min(max(at - cell_len(texts[index]) // 2, 0), max(width - cell_len(texts[index]), 0))
        if start >= used:
            below += " " * (start - cell_len(below)) + texts[index]
            used = start + cell_len(texts[index]) + 1
    yield paint(" " * (margin + 1) + corner + "".join(rule), QUIET, style) + "\n"
    yield paint(" " * (margin + 2) + below, QUIET, style).rstrip() + "\n"


def _legend(names: Sequence[str], style: Style) -> Iterator[str]:
    width = style.width or WIDTH
    for index, name in enumerate(names):
        letter = paint(_LETTERS[index % len(_LETTERS)], SERIES[index % len(SERIES)], style)
        yield f"{letter}  {_cut(shown(name, style), width - 3, style)}".rstrip() + "\n"


def _cut(text: str, width: int, style: Style) -> str:
    """Cut a text to a width, and mark the cut."""
    if cell_len(text) <= width:
        return text
    mark = "…" if style.unicode else "~"
    return set_cell_size(text, max(width - 1, 0)).rstrip() + mark


def bar_chart(chart: Chart, style: Style) -> Iterator[str]:
    """Draw a bar for each name and series, with its figure; negative ones to the left."""
    labels = chart.labels
    yield _title(chart, style)
    bars = points(chart.series)
    values = [value for line in bars.values() for value in line if value is not None]
    if not values or not labels:
        yield paint("no figures", QUIET, style) + "\n"
        return
    names = [shown(label, style) for label in labels]
    texts = {name: [figure_text(chart.kind, value, style) for value in line] for name, line in chart.series.items()}
    total = style.width or WIDTH
    figures = max(len(text) for line in texts.values() for text in line)
    margin = min(max(map(cell_len, names)), max(total // 3, 12))
    several = len(bars) > 1
    room = max(total - margin - figures - 2 * _GAP - (2 if several else 0), 8)
    low, high = min(0.0, *values), max(0.0, *values)
    for at, name in enumerate(names):
        for index, (key, line) in enumerate(bars.items()):
            head = _cut(name, margin, style) if index == 0 else ""
            color = SERIES[index % len(SERIES)]
            letter = paint(_LETTERS[index % len(_LETTERS)], color, style) + " " if several else ""
            bar = _bar(line[at] or 0.0, low, high, room, style)
            before, after = " " * (margin + _GAP - cell_len(head)), " " * (room + _GAP - len(bar))
            yield f"{head}{before}{letter}{paint(bar, color, style)}{after}{texts[key][at]:>{figures}}\n"
    if several:
        yield from _legend(list(bars), style)


def _bar(value: float, low: float, high: float, room: int, style: Style) -> str:
    """Draw a bar between its value and zero, on a scale that has room for the longest."""
    unit = room / (high - low) if high > low else 0
    zero = round(-low * unit)
    if value < 0:
        length = max(round(-value * unit), 1)
        return " " * (zero - length) + ("█" if style.unicode else "#") * length
    eighths = round(value * unit * 8)
    if value > 0:
        eighths = max(min(eighths, (room - zero) * 8), 1)
    if not style.unicode:
        return " " * zero + "#" * ((eighths + 7) // 8)
    return (" " * zero + "█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()
