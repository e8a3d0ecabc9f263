"""The reviewed facts (facts.json), and where they differ from what pinads declares."""

from __future__ import annotations

import json
from typing import Any

from tests.contract.restate import FACTS_FILE, Flat, parts_of

FACTS: dict[str, Any] = json.loads(FACTS_FILE.read_text(encoding="utf-8"))
OPERATIONS: dict[str, Any] = FACTS["operations"]
OTHERS: list[str] = FACTS["others"]
"""Operations under our tags that pinads does not have."""


def differences(theirs: Flat, ours: Flat) -> dict[str, tuple[str | None, str | None]]:
    """Where the two sides say different things: path -> (the description, our declarations); None where one is silent."""
    paths = [*theirs, *(path for path in ours if path not in theirs)]
    return {path: (theirs.get(path), ours.get(path)) for path in paths if _said(theirs.get(path)) != _said(ours.get(path))}


def _said(word: str | None) -> Any:
    """A word without the order of its choices."""
    if word is None:
        return None
    parts = parts_of(word)
    return {**parts, "choices": frozenset(parts.get("choices", "{}")[1:-1].split())}
