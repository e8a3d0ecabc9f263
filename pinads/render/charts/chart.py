"""A chart as data, to be drawn in a terminal or on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

LINE, BAR = "line", "bar"


class Chart(NamedTuple):
    """A chart of figures.

    Attributes:
        title: what it shows.
        shape: LINE over days, or BAR over names.
        labels: the days or names, in order.
        series: the figures by the name of a line; None where nothing was measured.
        kind: the kind of the figures, as in ``render.figures``.
    """

    title: str
    shape: str
    labels: Sequence[str]
    series: Mapping[str, Sequence[Any]]
    kind: str
