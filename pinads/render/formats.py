"""The output formats."""

from __future__ import annotations

DRAWN_FORMATS = ("table", "markdown")
"""The formats for people: values as tables and sheets show them."""
MACHINE_FORMATS = ("json", "jsonl", "csv", "tsv", "yaml", "ids")
BINARY_FORMATS = ("xlsx", "parquet")
"""The formats of programs that some commands have, too."""
ERROR_FORMATS = ("json", "jsonl")
"""The formats whose errors are JSON even on a terminal."""
FORMATS = (*DRAWN_FORMATS, *MACHINE_FORMATS)
