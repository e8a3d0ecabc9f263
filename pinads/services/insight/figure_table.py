"""Tables of figures: the result of analytics and its relatives, which a face renders as a table, data, charts or a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

TEXT, ID, STATUS, DATE = "text", "id", "status", "date"
COUNT, MONEY, PERCENT, RATIO, SECONDS = "count", "money", "percent", "ratio", "seconds"
CHANGE, TREND = "change", "trend"
"""The kinds of columns. PERCENT and CHANGE hold percent, not fractions; CHANGE is signed; TREND holds a list of figures, oldest first."""

Figure = Decimal | int | None
LINE, BAR = "line", "bar"


class FigureColumn(NamedTuple):
    """One column of a table of figures.

    Attributes:
        name: the key in the rows and in machine formats.
        heading: the heading for people, without the currency, which faces add to MONEY.
        kind: one of the kinds above; it decides alignment and format.
        api: the API's name of the figure, for those who ask for it; empty if it has none.
        shown: False for what only machine formats have.
    """

    name: str
    heading: str
    kind: str = TEXT
    api: str = ""
    shown: bool = True


class Chart(NamedTuple):
    """A chart of figures.

    Attributes:
        title: what it shows.
        shape: LINE over days, or BAR over names.
        labels: the days or names, in order.
        series: the figures by the name of a line; None where nothing was measured.
        kind: the kind of the figures: MONEY, COUNT, PERCENT or RATIO.
    """

    title: str
    shape: str
    labels: Sequence[str]
    series: Mapping[str, Sequence[Figure]]
    kind: str


@dataclass(frozen=True)
class FigureOptions:
    """The outputs of a table of figures beside its rows.

    Attributes:
        chart: draw its charts below the table.
        html: the file for a page of it; ``-`` is standard output.
        force: overwrite that file.
        api_names: use the API's names and units.
    """

    chart: bool = False
    html: Path | None = None
    force: bool = False
    api_names: bool = False


@dataclass
class FigureTable:
    """Figures of entities, and what is to be said about them.

    Attributes:
        columns: the columns, from the left.
        rows: by column: exact figures (Decimal in units of the currency, or int), texts, None where nothing was measured. Each row has
            the ``id`` of its entity where it has one, so that ids can be piped on.
        total: the row of totals; None where there is none. What does not add up is missing in it.
        title: what the table shows, such as ``Campaigns``.
        subtitle: the days, and the zone they are in.
        notes: what is to be known about the figures, a sentence each; shown below the table.
        charts: the charts that can be drawn of it.
        currency: the currency of all money; None if it is unknown.
        noun: the word for one row.
        findings: the number of rows that a check found; None for what is no check. Some make the exit code 9.
        ids: the ids of ``-o ids``, where they are not those of all rows.
        whole: show all columns however narrow the terminal is; otherwise columns that do not fit are left out from the right.
        showing: what is made of it beside rows.
    """

    columns: Sequence[FigureColumn]
    rows: Sequence[Mapping[str, Any]]
    total: Mapping[str, Any] | None = None
    title: str = ""
    subtitle: str = ""
    notes: Sequence[str] = ()
    charts: Sequence[Chart] = field(default_factory=tuple)
    currency: str | None = None
    noun: str = "row"
    findings: int | None = None
    ids: Sequence[str] | None = None
    whole: bool = True
    showing: FigureOptions = FigureOptions()
