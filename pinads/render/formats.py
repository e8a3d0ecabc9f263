"""The output formats."""

from __future__ import annotations

DRAWN_FORMATS = ("table", "markdown")
"""The formats for people: values as tables and sheets show them."""
MACHINE_FORMATS = ("json", "jsonl", "csv", "tsv", "yaml", "ids")
FORMATS = (*DRAWN_FORMATS, *MACHINE_FORMATS)
