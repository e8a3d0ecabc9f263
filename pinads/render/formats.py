"""The output formats."""

from __future__ import annotations

DRAWN_FORMATS = ("table", "markdown")
"""The formats for people: values as tables and sheets show them."""
MACHINE_FORMATS = ("json", "jsonl", "csv", "tsv", "yaml", "ids")
EXTRAS = {"xlsx": "xlsxwriter", "parquet": "pyarrow"}
"""The formats of files that some commands have, each with the package that it needs, which the extra of its name installs."""
ERROR_FORMATS = ("json", "jsonl")
"""The formats whose errors are JSON even on a terminal."""
FORMATS = (*DRAWN_FORMATS, *MACHINE_FORMATS)
