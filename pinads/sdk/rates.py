"""What the server says of its rate limits, and holding back before it has to refuse."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping
from typing import NamedTuple

RESERVE = 20
"""Requests of a category that are left for what must be sent."""


class Window(NamedTuple):
    """One of a category's limits: so many requests in so many seconds."""

    limit: int
    seconds: int
    name: str


def parse_limit(header: str) -> list[Window]:
    """The windows of an ``X-RateLimit-Limit`` header, such as ``60, 100;w=1;name="a", 60;w=60;name="b"``."""
    windows = []
    for part in header.split(","):
        match = re.match(r'\s*(\d+)\s*;\s*w=(\d+)(?:\s*;\s*name="([^"]*)")?', part)
        if match:
            windows.append(Window(int(match[1]), int(match[2]), match[3] or ""))
    return windows


def leading_number(text: str | None) -> float | None:
    """The number at the start of a header's value, or None."""
    match = re.match(r"\s*(\d+(?:\.\d+)?)", text or "")
    return float(match[1]) if match else None


class RateBudget:
    """For each category of operations: until when the server wants no more requests. Shared by all threads of a client."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._closed_until: dict[str, float] = {}
        self._windows: dict[str, list[Window]] = {}
        self._remaining: dict[str, float] = {}

    def note(self, category: str, headers: Mapping[str, str]) -> None:
        """Learn from an answer's headers: nothing remaining closes the category until the reset."""
        windows = parse_limit(headers.get("x-ratelimit-limit", ""))
        remaining = leading_number(headers.get("x-ratelimit-remaining"))
        reset = leading_number(headers.get("x-ratelimit-reset"))
        with self._lock:
            if windows:
                self._windows[category] = windows
            if remaining is not None:
                self._remaining[category] = remaining
            if remaining == 0 and reset:
                self._closed_until[category] = self._now() + reset

    def close(self, category: str, seconds: float) -> None:
        """The server throttles the category for so many seconds."""
        with self._lock:
            self._closed_until[category] = max(self._closed_until.get(category, 0.0), self._now() + seconds)

    def wait(self, category: str) -> float:
        """Seconds until the category is open again; 0 when it is."""
        with self._lock:
            return max(0.0, self._closed_until.get(category, 0.0) - self._now())

    def has_room(self, category: str) -> bool:
        """Whether the server's latest answer leaves requests over for those that only save time."""
        return self.wait(category) == 0 and self._remaining.get(category, RESERVE + 1) > RESERVE

    def windows(self, category: str) -> list[Window]:
        """The limits that the server named last for a category; empty before its first answer."""
        with self._lock:
            return list(self._windows.get(category, []))
