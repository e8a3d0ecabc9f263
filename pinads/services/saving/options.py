"""The options of results that can be saved as files, and of templates."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from pinads.services.inputs.options import Options


class SavingOptions(Options):
    """The options of a result that can be saved as a file.

    Attributes:
        to: the file to save it in; ``-`` is standard output.
        force: write over a file that exists.
    """

    file_formats: ClassVar[tuple[str, ...]]
    """The output formats that these options add to the usual ones, if they do."""

    to: Path | None = None
    force: bool = False


class TemplateOptions(SavingOptions):
    """The options of a template."""

    file_formats = ("xlsx",)
