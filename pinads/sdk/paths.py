"""Expansion of typed paths."""

from __future__ import annotations

import os.path
from pathlib import Path


def expanded(text: str | Path) -> Path:
    """Expand a leading ``~``; without a home directory it stays, so opening the path fails with its name."""
    return Path(os.path.expanduser(text))  # noqa: PTH111 - Path.expanduser raises RuntimeError where there is no home.
