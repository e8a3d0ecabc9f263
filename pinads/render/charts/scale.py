"""The scales of charts: their limits, round numbers on the axis, days as labels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pinads.render.charts.chart import Chart
from pinads.render.figures import as_decimal

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Points = Sequence[float | None]
_STEPS = (1, 2, 3, 7, 14, 30, 60, 90)
_NARROW_RANGE = 0.5
_STEPS_OF_AXIS = 4
"""About as many steps as an axis has room for."""


def points(series: Mapping[str, Iterable[Any]]) -> dict[str, list[float | None]]:
    """Return the figures of each series as points; None where one is missing."""
    return {name: [None if (figure := as_decimal(value)) is None else float(figure) for value in values] for name, values in series.items()}


def axis(values: Iterable[float | None], kind: str) -> list[float]:
    """Choose round numbers for an axis; the first and the last of them are its limits.

    Amounts and counts start at zero. Percentages and ratios that differ little do not, so that their course can be seen.

    Args:
        values: the figures of all series.
        kind: their kind.
    """
    present = [value for value in values if value is not None]
    low, high = min(present, default=0.0), max(present, default=0.0)
    if kind not in ("percent", "ratio") or low < high * _NARROW_RANGE:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = low + 1
    step = _round_step((high - low) / _STEPS_OF_AXIS)
    if kind == "count":
        step = max(step, 1.0)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(index * step, 10) for index in range(first, last + 1)]


def _round_step(least: float) -> float:
    power = 10 ** math.floor(math.log10(least))
    return float(next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= least * (1 - 1e-9)))


def tick_texts(ticks: Sequence[float]) -> list[str]:
    """Write the numbers of an axis with as many decimals as they need: ``1,500``, ``0.25``."""
    step = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
    places = next((places for places in range(7) if math.isclose(round(step, places), step, rel_tol=1e-6)), 7)
    return [f"{tick + 0:,.{places}f}" for tick in ticks]


def titled(chart: Chart, currency: str | None) -> str:
    """Return the title of a chart, with the unit of its figures if they have one."""
    unit = {"money": currency or "", "percent": "%", "change": "%", "seconds": "seconds"}.get(chart.kind, "")
    return f"{chart.title}, {unit}" if unit else chart.title


def day_label(label: str) -> str:
    """Shorten a day or an hour: ``Nov 23``, ``Nov 23 05:00``; any other label stays as it is."""
    try:
        moment = datetime.fromisoformat(label)
    except ValueError:
        return label
    day = f"{MONTHS[moment.month - 1]} {moment.day}"
    return f"{day} {moment:%H:%M}" if len(label) > len("2026-11-23") else day


def labelled(count: int, room: float, width: float) -> list[int]:
    """Choose which of the points on a horizontal axis are labelled: the first, and others in regular steps.

    Args:
        count: the number of points.
        room: the length of the axis.
        width: the length of a label with its distance to the next, in the same unit.
    """
    most = max(int(room / width), 1)
    step = next((step for step in _STEPS if (count - 1) // step + 1 <= most), count)
    return list(range(0, count, step))


def segments(values: Points) -> list[list[tuple[int, float]]]:
    """Split a series where figures are missing: the points of each part with their positions."""
    parts: list[list[tuple[int, float]]] = [[]]
    for index, value in enumerate(values):
        if value is not None:
            parts[-1].append((index, value))
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]
