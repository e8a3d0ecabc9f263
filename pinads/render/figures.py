"""Figures as people and programs read them: counts, money, percentages, changes, trends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from pinads.render.cells import ABSENT, shown
from pinads.render.json import ExactNumber
from pinads.render.money import decimals, round_half_up
from pinads.render.style import Style

NUMBERS = frozenset(("count", "money", "percent", "ratio", "seconds", "change"))
"""The kinds that are aligned to the right."""
MOST_DECIMALS = 6
_BARS, _ASCII_BARS = "▁▂▃▅▇", "_.-=#"
_MOST_POINTS = 30


def figure_text(kind: str, value: Any, style: Style) -> str:
    """Write a figure in one line: ``1,234``, ``12.50``, ``0.85``, ``+12.3 %``; ``-`` where it is missing.

    Args:
        kind: ``count``, ``money`` (with the decimals of the style's currency, without its name), ``percent``, ``ratio``,
            ``seconds``, ``change`` or ``trend``; any other is a text.
        value: a Decimal, an int, a text, a list of figures for a trend, or None.
        style: the currency, and whether Unicode may be used.
    """
    if kind == "trend":
        return sparkline(value or (), style.unicode) or ABSENT
    figure = as_decimal(value)
    if figure is None:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return ABSENT if value is None or isinstance(value, Decimal) else shown(str(value), style)
    if kind == "count":
        return rounded(figure, 0 if figure == int(figure) else 2)
    if kind == "money":
        return rounded(figure, decimals(style.currency))
    if kind == "change":
        text = rounded(figure, 1)
        return f"{'' if text.startswith('-') or text == '0.0' else '+'}{text} %"
    if kind == "seconds":
        return f"{rounded(figure, 1)} s"
    return rounded(figure, 2) if kind in ("percent", "ratio") else str(value)


def with_unit(kind: str, value: Any, style: Style) -> str:
    """Write a figure with what its column's heading would say: ``12.50 EUR``, ``0.85 %``."""
    text = figure_text(kind, value, style)
    unit = {"money": style.currency or "", "percent": "%"}.get(kind, "")
    return f"{text} {unit}" if unit and text != ABSENT else text


def figure_of(kind: str, name: str, row: Mapping[str, Any], style: Style) -> str:
    """Write the figure of a row; an amount in another currency than the style's has its name.

    Args:
        kind: the kind of the column.
        name: its key in the row.
        row: the row.
        style: the currency, and whether Unicode may be used.
    """
    if kind == "money" and (own := row.get("currency")) and own != style.currency:
        return with_unit(kind, row.get(name), style._replace(currency=str(own)))
    return figure_text(kind, row.get(name), style)


def heading(title: str, kind: str, currency: str | None) -> str:
    """Add the unit of a column's figures to its heading: ``SPEND EUR``, ``CTR %``."""
    if kind == "money" and currency:
        return f"{title} {currency}"
    return f"{title} %" if kind == "percent" and "%" not in title else title


def sparkline(values: Sequence[Any], unicode: bool = True) -> str:
    """Draw figures as bars of one cell each, from zero to the largest; a blank where one is missing.

    More than thirty figures are drawn as the averages of as many groups.
    """
    figures = _condensed([as_decimal(value) for value in values])
    present = [figure for figure in figures if figure is not None]
    if not present:
        return ""
    bars = _BARS if unicode else _ASCII_BARS
    low, high = min(Decimal(0), *present), max(present)
    steps = len(bars) - 1
    return "".join(
        " " if figure is None else bars[int((figure - low) * steps / (high - low) + Decimal("0.5")) if high > low else 0]
        for figure in figures
    )


def _condensed(figures: Sequence[Decimal | None]) -> list[Decimal | None]:
    if len(figures) <= _MOST_POINTS:
        return list(figures)
    edges = [len(figures) * at // _MOST_POINTS for at in range(_MOST_POINTS + 1)]
    groups = [[figure for figure in figures[start:end] if figure is not None] for start, end in pairwise(edges)]
    return [sum(group, Decimal(0)) / len(group) if group else None for group in groups]


def rounded(figure: Decimal, places: int) -> str:
    """Round half up, and write with thousands separators."""
    return f"{round_half_up(figure, places):,f}"


def as_decimal(value: Any) -> Decimal | None:
    """Return a finite figure as a Decimal; None for any other value."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = Decimal(str(value))
    return value if isinstance(value, Decimal) and value.is_finite() else None


def exact(value: Any, least: int = 0) -> Any:
    """Return a value for machine formats: figures exact to six decimals, without exponents; lists and objects of them likewise.

    Args:
        value: a figure, a list or an object of figures, or any other value, which is returned as it is.
        least: the decimals that are written even where they are zeros.
    """
    if isinstance(value, (list, tuple)):
        return [exact(item, least) for item in value]
    if isinstance(value, Mapping):
        return {key: exact(item, least) for key, item in value.items()}
    if isinstance(value, bool) or (isinstance(value, int) and not least):
        return value
    figure = as_decimal(value)
    if figure is None:
        return None if isinstance(value, (Decimal, float)) else value
    whole, _, fraction = f"{round_half_up(figure, MOST_DECIMALS):f}".partition(".")
    fraction = fraction.rstrip("0").ljust(least, "0")
    return ExactNumber(f"{whole}.{fraction}" if fraction else whole)
