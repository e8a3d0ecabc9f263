"""Paths as people type them."""

from __future__ import annotations

import os.path
from pathlib import Path


def expanded(text: str | Path) -> Path:
    """The path with a leading ``~`` expanded; without a home directory it stays, so that opening it fails with its name."""
    return Path(os.path.expanduser(text))  # noqa: PTH111 - Path.expanduser raises RuntimeError where there is no home.
