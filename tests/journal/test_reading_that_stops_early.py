"""A reader of the journal's rows may stop early, and the file be closed, before the reader is gone."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest

from pinads.journal.database import Database


def test_nothing_is_said_behind_the_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda problem: said.append(problem.exc_value))
    database = Database(tmp_path)
    rows = database.stream("SELECT 1 UNION SELECT 2")
    assert next(rows) == (1,)
    database.close()
    del rows
    gc.collect()
    assert said == []
