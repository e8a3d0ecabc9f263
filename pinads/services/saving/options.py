"""The options of templates."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar


@dataclass(frozen=True, eq=False, repr=False)
class TemplateOptions:
    """The options of a template.

    Attributes:
        to: the file to save it in; ``-`` is standard output.
        force: write over a file that exists.
    """

    file_formats: ClassVar[tuple[str, ...]] = ("xlsx",)
    """The output formats that these options add to the usual ones."""

    to: Path | None = None
    force: bool = False
