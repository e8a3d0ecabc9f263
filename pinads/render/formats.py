"""The output formats."""

from __future__ import annotations

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "yaml", "ids")
MACHINE_FORMATS = FORMATS[1:]
