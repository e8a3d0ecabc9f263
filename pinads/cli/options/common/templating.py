"""The options of templates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import OUTPUT, option
from pinads.cli.options.common.reading import Overwrite
from pinads.services.saving.options import TemplateOptions


class TemplatingOptions(Bundle):
    """The options of templates: empty sheets for what is to be created."""

    options = TemplateOptions

    to: Annotated[
        Path | None, option("--to", help="Save as FILE: .xlsx, .csv or .tsv; - is standard output.", metavar="FILE", panel=OUTPUT)
    ] = None
    force: Overwrite = False


Templating = Annotated[TemplateOptions, TemplatingOptions]
