"""SQLite files as a test looks into them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def opened(path: Path, **options: Any) -> Iterator[sqlite3.Connection]:
    """A database, committed at the end as sqlite3's own context is, and closed, which that is not."""
    with closing(sqlite3.connect(path, **options)) as database, database:
        yield database
