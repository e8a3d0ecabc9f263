"""The options of commands that answer with figures: charts, a web page, and the API's names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import OUTPUT, option
from pinads.cli.options.common.reading import QueryRows, Watch
from pinads.cli.presentation import Presentation
from pinads.services.figures.figure_table import FigureOptions
from pinads.services.figures.saved_figures import figure_destination


class FiguresOptions(Bundle):
    """The options of how figures are shown."""

    options = FigureOptions

    chart: Annotated[bool, option("--chart", help="Draw charts below the table.", panel=OUTPUT)] = False
    html: Annotated[
        Path | None,
        option("--html", help="Save a web page with the table and charts; - is standard output.", metavar="FILE", panel=OUTPUT),
    ] = None
    to: Annotated[
        Path | None,
        option(
            "--to",
            help="Save the rows as FILE: .csv, .tsv, .json, .jsonl, .xlsx or .parquet; - is standard output.",
            metavar="FILE",
            panel=OUTPUT,
        ),
    ] = None
    force: Annotated[bool, option("--force", help="Overwrite existing files.", panel=OUTPUT)] = False
    fields: Annotated[str | None, option("--fields", help="Show only these columns.", metavar="NAME,...", panel=OUTPUT)] = None
    query: QueryRows = None
    watch: Watch = None

    @classmethod
    def check(cls, given: FigureOptions, presentation: Presentation) -> None:
        """Refuse a file that cannot be written, or in which rows cannot be saved."""
        given.check()
        if given.to is not None or presentation.context.option_for("output") in given.file_formats:
            figure_destination(presentation.context, given)
