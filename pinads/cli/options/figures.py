"""The options of commands that answer with figures: charts, a web page, and the API's names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import OUTPUT, option
from pinads.cli.options.common import Watch
from pinads.services.insight.figure_table import FigureOptions


class FiguresOptions(Bundle):
    """The options of how figures are shown."""

    options = FigureOptions

    chart: Annotated[bool, option("--chart", help="Draw charts below the table.", panel=OUTPUT)] = False
    html: Annotated[
        Path | None,
        option("--html", help="Save a web page with the table and charts; - is standard output.", metavar="FILE", panel=OUTPUT),
    ] = None
    force: Annotated[bool, option("--force", help="Overwrite that file.", panel=OUTPUT)] = False
    api_names: Annotated[bool, option("--api-names", help="Use the API's names of figures, and its units.", panel=OUTPUT)] = False

    fields: Annotated[str | None, option("--fields", help="Show only these columns.", metavar="NAME,...", panel=OUTPUT)] = None
    query: Annotated[str | None, option("--query", help="A JMESPath expression on the rows.", metavar="EXPR", panel=OUTPUT)] = None
    watch: Watch = None

    @classmethod
    def check(cls, given: FigureOptions) -> None:
        """Refuse a file that cannot be written."""
        given.check()


Figures = Annotated[FigureOptions, FiguresOptions]
