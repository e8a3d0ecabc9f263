"""Charts as SVG within a page: no script, colours by classes, the figures as titles that appear under the pointer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from pinads.render.charts.chart import Chart
from pinads.render.charts.scale import axis, day_label, labelled, points, segments, tick_texts, titled
from pinads.render.figures import with_unit
from pinads.render.style import Style
from pinads.render.text import safe

COLORS = 6
"""The number of colours that the page's styles have: classes ``s0`` to ``s5``."""
_WIDTH = 960
_HEIGHT = 280
_TOP, _BOTTOM, _RIGHT = 10, 26, 24
_LETTER = 7
"""About the width of a character."""
_LONGEST_NAME = 36
_ROW = 24
_BAR = 14
_MOST_DOTS = 400
_SPARK = (84, 18)


def text(value: str, longest: int = 0) -> str:
    """Escape a text for HTML and SVG; characters that change the direction of others, or are not seen, become visible.

    Args:
        value: any text.
        longest: cut it to this many characters, if not 0.
    """
    if longest and len(value) > longest:
        value = value[: longest - 1] + "…"
    return escape(safe(value))


def line_chart(chart: Chart, style: Style, name: str) -> Iterator[str]:
    """Draw a line for each series over days, broken where a figure is missing.

    Args:
        chart: the chart.
        style: the currency.
        name: a name that no other chart of the page has, for its parts to refer to.
    """
    labels, kind = chart.labels, chart.kind
    lines = points(chart.series)
    ticks = axis([value for line in lines.values() for value in line], kind)
    texts = tick_texts(ticks)
    left = max(map(len, texts)) * _LETTER + 10
    across = (_WIDTH - left - _RIGHT) / max(len(labels) - 1, 1)
    up = (_HEIGHT - _TOP - _BOTTOM) / (ticks[-1] - ticks[0])

    def x(index: int) -> str:
        return f"{left + index * across:.1f}"

    def y(value: float) -> str:
        return f"{_HEIGHT - _BOTTOM - (value - ticks[0]) * up:.1f}"

    yield from _opening(chart, style, name, _HEIGHT)
    for tick, tick_text in zip(ticks, texts, strict=True):
        yield f'<path class="grid" d="M{left:.1f} {y(tick)}H{_WIDTH - _RIGHT}"/>'
        yield f'<text class="end" x="{left - 8:.1f}" y="{y(tick)}" dy=".35em">{tick_text}</text>\n'
    days = [day_label(label) for label in labels]
    for index in labelled(len(days), _WIDTH - left, (max(map(len, days), default=1) + 3) * _LETTER):
        yield f'<text class="middle" x="{x(index)}" y="{_HEIGHT - 6}">{text(days[index], _LONGEST_NAME)}</text>\n'
    dotted = sum(map(len, lines.values())) <= _MOST_DOTS
    for number, (key, values) in enumerate(lines.items()):
        color = f"s{number % COLORS}"
        for part in segments(values):
            path = "L".join(f"{x(index)} {y(value)}" for index, value in part)
            yield f'<path class="line {color}" d="M{path}"/>\n'
        for part in segments(values):
            for index, value in part if dotted or len(part) == 1 else ():
                told = _told(key if len(lines) > 1 else "", days[index], with_unit(kind, chart.series[key][index], style))
                yield f'<circle class="{color}" cx="{x(index)}" cy="{y(value)}" r="3"><title>{told}</title></circle>\n'
    yield "</svg>\n"
    yield from _legend(list(lines))


def bar_chart(chart: Chart, style: Style, name: str) -> Iterator[str]:
    """Draw a bar for each name and series, with its figure; negative ones to the left.

    Args:
        chart: the chart.
        style: the currency.
        name: a name that no other chart of the page has, for its parts to refer to.
    """
    labels = chart.labels
    bars = points(chart.series)
    values = [value for line in bars.values() for value in line if value is not None]
    shown = {key: [with_unit(chart.kind, value, style) for value in line] for key, line in chart.series.items()}
    right = max((len(figure) for line in shown.values() for figure in line), default=0) * _LETTER + 8
    left = min(max(map(len, labels), default=0), _LONGEST_NAME) * _LETTER + 16
    low, high = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    across = (_WIDTH - left - right) / ((high - low) or 1)
    zero, group = left - low * across, _ROW + (_BAR + 2) * max(len(bars) - 1, 0)
    yield from _opening(chart, style, name, group * len(labels) + 4)
    for at, label in enumerate(labels):
        top = at * group + 2
        yield f'<text class="end" x="{left - 8:.1f}" y="{top + group / 2 - 2:.1f}" dy=".35em">{text(label, _LONGEST_NAME)}'
        yield f"<title>{text(label)}</title></text>\n"
        for number, (key, line) in enumerate(bars.items()):
            value, y = line[at] or 0.0, top + 2 + number * (_BAR + 2)
            start, length = min(zero, zero + value * across), abs(value) * across
            told = _told(key if len(bars) > 1 else "", label, shown[key][at])
            yield f'<rect class="s{number % COLORS}" x="{start:.1f}" y="{y}" width="{length:.1f}" height="{_BAR}" rx="2">'
            yield f"<title>{told}</title></rect>"
            beside = max(start + length, zero) + 6
            yield f'<text class="start" x="{beside:.1f}" y="{y + _BAR / 2}" dy=".35em">{text(shown[key][at])}</text>\n'
    yield "</svg>\n"
    yield from _legend(list(bars))


def spark(values: Sequence[Any], told: str) -> str:
    """Draw a small line from zero to the largest figure; empty where there are no figures.

    Args:
        values: the figures, oldest first.
        told: the same figures as a text, for readers who do not see the line.
    """
    (line,) = points({"": values}).values()
    parts = segments(line)
    if not parts:
        return ""
    (width, height), present = _SPARK, [value for part in parts for _, value in part]
    low, high = min(0.0, *present), max(0.0, *present)
    across, up = (width - 4) / max(len(line) - 1, 1), (height - 4) / ((high - low) or 1)

    def at(point: tuple[int, float]) -> str:
        return f"{2 + point[0] * across:.1f} {height - 2 - (point[1] - low) * up:.1f}"

    # A figure between two that are missing is a line of no length, which its round ends make a dot.
    paths = "".join(f"M{'L'.join(map(at, part if len(part) > 1 else part * 2))}" for part in parts)
    drawn = f'<path class="line s0" d="{paths}"/>'
    return f'<svg class="spark" viewBox="0 0 {width} {height}" role="img" aria-label="{text(told)}">{drawn}</svg>'


def _opening(chart: Chart, style: Style, name: str, height: float) -> Iterator[str]:
    yield f'<svg viewBox="0 0 {_WIDTH} {height:g}" role="img" aria-labelledby="{name}-title {name}-desc">\n'
    yield f'<title id="{name}-title">{text(titled(chart, style.currency))}</title>\n'
    yield f'<desc id="{name}-desc">{_described(chart, style)}</desc>\n'


def _described(chart: Chart, style: Style) -> str:
    """Tell the figures of a chart in words: all of few, the first and the last of many."""
    told = []
    for key, values in chart.series.items():
        pairs = [(day_label(label), with_unit(chart.kind, value, style)) for label, value in zip(chart.labels, values, strict=False)]
        few = pairs if len(pairs) <= 31 else [*pairs[:1], ("…", ""), *pairs[-1:]]
        told.append(_told(key, *(f"{label}: {figure}" if figure else label for label, figure in few)))
    return "; ".join(told)


def _told(*parts: str) -> str:
    return ", ".join(text(part, 200) for part in parts if part)


def _legend(names: Sequence[str]) -> Iterator[str]:
    if len(names) > 1:
        keys = "".join(f'<li class="s{number % COLORS}"><bdi>{text(name, 100)}</bdi></li>' for number, name in enumerate(names))
        yield f'<ul class="legend">{keys}</ul>\n'
