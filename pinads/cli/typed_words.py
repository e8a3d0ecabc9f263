"""The words of the command line as they were typed, an alias replaced by its words."""

from __future__ import annotations

words: list[str] = []
