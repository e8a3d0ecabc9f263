"""Reasons for which rows are refused, counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from pinads.render.text import plural

MOST_ROWS_SHOWN = 20
MOST_REASONS_SHOWN = 20
FEW = 5
"""Rows that are listed one by one, in their order."""
_MOST_KEPT = 1000
_MOST_VALUES = 2
_MOST_PLACES = 5
_VARYING = r"""('[^']*'|"[^"]*"|\d(?:[\d.,:]*\d)?)"""
"""The parts of a message that differ from row to row: quoted values and numbers."""
_NUMBERED = r"(.+) (\d+)"


class ReasonCounts:
    """Reasons with the number of their rows, and where the first of these are; messages that differ in values only are one reason.

    Few places and reasons are kept, so memory does not grow with the rows.
    """

    def __init__(self) -> None:
        self.count = 0
        self._first: list[str] = []
        self._by_text: dict[str, _Reason] = {}
        self._by_shape: dict[tuple[str, ...], _Reason] = {}
        self._others = 0

    def add(self, place: str, text: str) -> None:
        """Count a row.

        Args:
            place: where it is, such as ``f.csv, line 3``; empty if there is only one.
            text: the reason.
        """
        self.count += 1
        if self.count <= MOST_ROWS_SHOWN:
            self._first.append(f"{place}: {text}" if place else text)
        known = self._by_text.get(text) or self._found(text)
        if known is None:
            self._others += 1
        else:
            known.add(place)

    def _found(self, text: str) -> _Reason | None:
        parts = re.split(_VARYING, text)
        shape = tuple(parts[::2])
        known = self._by_shape.get(shape)
        if known is None and len(self._by_shape) < _MOST_KEPT:
            known = self._by_shape[shape] = _Reason(shape)
        if known is not None:
            known.vary(parts[1::2])
            if len(self._by_text) < _MOST_KEPT:
                self._by_text[text] = known
        return known

    @property
    def is_many(self) -> bool:
        """True if there are more rows than are listed one by one."""
        return self.count > FEW

    def rows(self) -> list[str]:
        """Return a line for each of the first rows, and one with the number of the others."""
        more = self.count - len(self._first)
        return [*self._first, *([f"and {more} more"] if more else [])]

    def lines(self) -> list[str]:
        """Return a line for each of a few rows, else one for each reason, the commonest first."""
        if not self.is_many:
            return list(self._first)
        found = sorted(self._by_shape.values(), key=lambda reason: -reason.count)
        shown = found[:MOST_REASONS_SHOWN]
        more = self.count - sum(reason.count for reason in shown)
        return [*(reason.line() for reason in shown), *([f"and {more} more"] if more else [])]

    def as_json(self) -> list[dict[str, Any]]:
        """Return each reason with its count and the places of its first rows, the commonest first."""
        found = sorted(self._by_shape.values(), key=lambda reason: -reason.count)[:MOST_REASONS_SHOWN]
        return [{"count": reason.count, "reason": reason.text, "places": reason.places} for reason in found]


class _Reason:
    """A reason: its words, the values between them, and its rows."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.values: list[dict[str, None]] = [{} for _ in words[1:]]
        self.count = 0
        self.places: list[str] = []

    def vary(self, values: Sequence[str]) -> None:
        for known, value in zip(self.values, values, strict=True):
            if len(known) <= _MOST_VALUES:
                known[value] = None

    def add(self, place: str) -> None:
        self.count += 1
        if place and len(self.places) < _MOST_PLACES:
            self.places.append(place)

    @property
    def text(self) -> str:
        values = (", ".join([*list(known)[:_MOST_VALUES], *(["..."] if len(known) > _MOST_VALUES else [])]) for known in self.values)
        return self.words[0] + "".join(value + word for value, word in zip(values, self.words[1:], strict=True))

    def line(self) -> str:
        if self.count == 1:
            return f"{self.places[0]}: {self.text}" if self.places else self.text
        return f"{self.count} x {self.text} ({self._where()})" if self.places else f"{self.count} x {self.text}"

    def _where(self) -> str:
        more = [] if self.count == len(self.places) else ["..."]
        numbered = [re.fullmatch(_NUMBERED, place) for place in self.places]
        before = {match[1] for match in numbered if match is not None}
        if None in numbered or len(before) > 1:
            return ", ".join([*self.places, *more])
        return f"{plural(before.pop())} {', '.join([*(match[2] for match in numbered if match is not None), *more])}"


def reasons(counts: Counter[Any]) -> str:
    """Join reasons, each with how many rows it is of: ``2: it is empty; 1: …``."""
    return "; ".join(f"{count}: {reason}" for reason, count in counts.most_common())
