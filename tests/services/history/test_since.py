"""Moments in the past, as a person types them."""

from __future__ import annotations

import time
from datetime import datetime

import pytest

from pinads.sdk.errors import InvalidInput
from pinads.services.history.since import since
from tests.support.each import each


@each(("text", "seconds"), [("2h", 7_200), ("-30m", 1_800), ("3d", 259_200), ("1w", 604_800), (" 2H ", 7_200)])
def test_so_long_ago(monkeypatch: pytest.MonkeyPatch, text: str, seconds: int) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_763_560_800.0)
    assert since(text) == 1_763_560_800 - seconds


def test_days_begin_at_midnight_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_763_560_800.0)
    now = datetime.fromtimestamp(1_763_560_800).astimezone()
    for word, back in (("today", 0), ("Yesterday", 1)):
        found = datetime.fromtimestamp(since(word)).astimezone()
        assert (found.hour, found.minute, found.second, (now.date() - found.date()).days) == (0, 0, 0, back)
    assert since(now.date().isoformat()) == since("today")


@each("text", ["", "foo", "2x", "2026-13-01", "yesterday 9"])
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(InvalidInput, match="yesterday, 2h"):
        since(text)
