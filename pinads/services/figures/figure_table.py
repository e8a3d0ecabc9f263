"""Tables of figures: the result of analytics and its relatives, which a face renders as a table, data, charts or a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

    Figure = Decimal | int | None

from pinads.render.charts.chart import Chart
from pinads.render.formats import EXTRAS
from pinads.sdk.errors import InvalidInput
from pinads.services.errors import option
from pinads.services.projection import check_query, row_paths
from pinads.services.saving.destination import check_file
from pinads.services.saving.options import SavingOptions

TEXT, ID, STATUS, DATE = "text", "id", "status", "date"
COUNT, MONEY, PERCENT, RATIO, SECONDS = "count", "money", "percent", "ratio", "seconds"
CHANGE, TREND = "change", "trend"
"""The kinds of columns. PERCENT and CHANGE hold percent, not fractions; CHANGE is signed; TREND holds a list of figures, oldest first."""


class FigureColumn(NamedTuple):
    """One column of a table of figures.

    Attributes:
        name: the key in the rows and in machine formats.
        heading: the heading for people, without the currency, which faces add to MONEY.
        kind: one of the kinds above; it decides alignment and format.
        api: the API's name of the figure, for those who ask for it; empty if it has none.
        shown: False for what only machine formats have.
        short: a shorter heading for narrow terminals, such as ``IMPR``; empty if there is none.
        scale: the API's number is divided by this to get the figure, as in ``Metric``.
        is_sentence: True for a text that is read to its end, and so is never cut.
        is_amount: True for MONEY that formats for programs round to the decimals of the currency; others have six at most.
    """

    name: str
    heading: str
    kind: str = TEXT
    api: str = ""
    shown: bool = True
    short: str = ""
    scale: Decimal | int = 1
    is_sentence: bool = False
    is_amount: bool = False


class FigureOptions(SavingOptions):
    """The outputs of a table of figures. A face calls ``check`` before the service, and makes them of the table that it returns:
    ``fields`` by ``FigureTable.narrowed``, ``query`` and ``api_names`` by ``program_rows``, ``to`` by ``saved_figures``.

    Attributes:
        chart: draw its charts below the table.
        html: the file for a page of it; ``-`` is standard output.
        api_names: use the API's names and units.
        fields: show only these columns, by name.
        query: a JMESPath expression on the rows.
        watch: the time after which the face repeats the command and shows what it is then; None for once.
    """

    file_formats = tuple(EXTRAS)

    chart: bool = False
    html: Path | None = None
    api_names: bool = False
    fields: str | None = None
    query: str | None = None
    watch: str | None = None

    def check(self) -> None:
        """Refuse a file that cannot be written, before anything is fetched.

        Raises:
            InvalidInput: it exists and is not to be overwritten, is a directory, or is in no directory that can be written.
        """
        check_query(self.query)
        html, path = option("html"), self.html
        if path is None and self.to is None and self.force:
            raise InvalidInput(f"{option('force')} is for the file of {html} or {option('to')}, which was not given", option("force"))
        if self.watch is not None and (path is not None or self.to is not None):
            saves = html if path is not None else option("to")
            raise InvalidInput(f"{option('watch')} repeats what is shown, and {saves} saves it once: give one of the two", option("watch"))
        if path is not None:
            check_file(path, self.force, "html")


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
        account: the ad account that it is of, by name and id; empty if rows are ad accounts.
        notes: what is to be known about the figures, a sentence each; shown below the table.
        caveats: what these figures leave out or cannot say yet, a sentence each; shown below the table, and beside formats for programs.
        days: the days of rows that are of different ones, a sentence each, beside formats for programs, which have no ``subtitle``.
        charts: the charts that can be drawn of it.
        currency: the currency of all money; None if it is unknown.
        noun: the word for one row.
        findings: the number of rows that a check found; None if it is not a check. Some make the exit code 9.
        ids: the ids of ``-o ids``, where they are not those of all rows.
        whole: show all columns however narrow the terminal is; otherwise columns that do not fit are left out from the right.
        showing: its outputs beside the rows.
        kind: the kind of entity whose ids the rows have, such as ``campaign``, so that a face can link to it; empty if there is none.
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
    showing: FigureOptions = field(default_factory=FigureOptions)
    kind: str = ""
    caveats: Sequence[str] = ()
    account: str = ""
    days: Sequence[str] = ()

    def narrowed(self) -> FigureTable:
        """Return the table with only the columns that ``fields`` names, all of them shown; itself if it names none.

        Raises:
            InvalidInput: there is no such column.
        """
        names = row_paths(self.showing.fields, [column.name for column in self.columns])
        if names is None:
            return self
        by_name = {column.name: column for column in self.columns}
        return replace(self, columns=[by_name[name]._replace(shown=True) for name in names], whole=True)
