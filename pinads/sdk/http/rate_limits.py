"""Client-side rate limiting, by the limits that the server names in its answers."""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from time import time
from typing import NamedTuple

RESERVE = 20
"""Requests of a category that are kept for necessary operations."""


class Window(NamedTuple):
    """One of a category's limits: a number of requests within some seconds."""

    limit: int
    seconds: int
    name: str


MOST_DIGITS = 20


def parse_limit(header: str) -> list[Window]:
    """Parse an ``X-RateLimit-Limit`` header, such as ``60, 100;w=1;name="a", 60;w=60;name="b"``."""
    windows = []
    for part in header.split(","):
        limit, *facts = map(str.strip, part.split(";"))
        known = {name: value for name, _, value in (fact.partition("=") for fact in facts)}
        if limit.isdecimal() and known.get("w", "").isdecimal():
            name = known.get("name", "")
            windows.append(Window(int(limit), int(known["w"]), name.strip('"') if name.endswith('"') else ""))
    return windows


def leading_number(text: str | None) -> float | None:
    """Parse the number at the start of a header's value, or None."""
    if text and text.isdecimal() and len(text) <= MOST_DIGITS:  # Without an expression to compile, as every answer has one.
        return float(text)
    match = re.match(r"\s*(\d{1,20}(?:\.\d{1,20})?)(?!\d)", text or "")
    return float(match[1]) if match else None


LONGEST_RESET = 86_400.0
"""Seconds: Pinterest's longest limit is a day's; a reset further away is a mistake of the server."""
_EPOCH, _EPOCH_MS = 1e9, 1e12
"""The smallest numbers that are moments, in seconds and in milliseconds since 1970."""


def seconds_until(value: str | None, headers: Mapping[str, str]) -> float | None:
    """Read the wait that a header asks for: seconds, a moment since 1970, or a date; else None.

    A moment is compared with the answer's own Date, since this machine's clock may be wrong.
    """
    moment = leading_number(value)
    if moment is None:
        moment = seconds_of_date(value) if value else None
    elif moment < _EPOCH:
        return min(moment, LONGEST_RESET)
    elif moment >= _EPOCH_MS:
        moment /= 1000
    if moment is None:
        return None
    here = seconds_of_date(headers.get("date", ""))
    return min(max(0.0, moment - (time() if here is None else here)), LONGEST_RESET)


def seconds_of_date(date: str) -> float | None:
    """Parse a date of an HTTP header into seconds since 1970, or None."""
    try:
        return parsedate_to_datetime(date).timestamp()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


BRIEFLY = 0.02
"""Seconds until the next look, if the answers of requests in flight may tell more."""
SAME_WINDOW = 2.0
"""Seconds by which answers may differ on the end of one window: they tell whole seconds, and take some time."""
MOST_COUNTED = 10_000
"""Requests of a category that are remembered; larger limits are left to the server."""


class _Category:
    """The state of one category: its limits, and its requests."""

    def __init__(self) -> None:
        self.windows: list[Window] = []
        self.closed_until = 0.0
        self.latest_remaining: float | None = None
        self.remaining: float | None = None
        self.resets_at = 0.0
        self.in_flight = 0
        self.sent: deque[float] = deque(maxlen=MOST_COUNTED)

    def wait(self, now: float) -> float:
        """Compute the seconds until another request may be sent."""
        if self.closed_until > now:
            return self.closed_until - now
        if self.remaining is not None and self.remaining <= self.in_flight and self.resets_at > now:
            # Requests in flight may be counted already, or not: their answers tell.
            return BRIEFLY if self.in_flight else self.resets_at - now
        # A window is full until the request that was sent as many requests ago as it allows is older than it lasts.
        full = (window for window in self.windows if 0 < window.limit <= min(MOST_COUNTED, len(self.sent)))
        return max([0.0, *(self.sent[-window.limit] + window.seconds - now for window in full)])

    def learn(self, remaining: float, resets_at: float, now: float) -> None:
        """Update the state from an answer; those of one window may come in any order, so the lowest number counts."""
        if self.remaining is not None and self.resets_at > now and abs(resets_at - self.resets_at) < SAME_WINDOW:
            # The moment stays: a moment that moves with every answer belongs to a sliding window, and is replaced once it has passed.
            self.remaining = min(self.remaining, remaining)
        else:
            self.remaining, self.resets_at = remaining, resets_at


class RateBudget:
    """The requests that the server still accepts, by category of operations. All threads of a client share it.

    A request takes its place with ``reserve`` and gives it back with ``release``. Requests in flight are so counted before
    their answers come, and the limit is kept instead of being discovered by a refusal.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._categories: dict[str, _Category] = {}

    def _of(self, category: str) -> _Category:
        return self._categories.setdefault(category, _Category())

    def reserve(self, category: str) -> float:
        """Take the place of one request; returns 0, or the seconds to wait before asking again."""
        with self._lock:
            known, now = self._of(category), self._now()
            pause = known.wait(now)
            if pause <= 0:
                known.in_flight += 1
                known.sent.append(now)
            return max(0.0, pause)

    def release(self, category: str, counted: bool) -> None:
        """Give back the place of a request; ``counted`` is True if its answer named the limits."""
        with self._lock:
            known = self._of(category)
            known.in_flight -= 1
            if not counted and known.remaining is not None:
                known.remaining -= 1

    def note(self, category: str, headers: Mapping[str, str]) -> bool:
        """Read the limits in an answer's headers; returns True if they named the remaining requests."""
        windows = parse_limit(headers.get("x-ratelimit-limit", ""))
        remaining = leading_number(headers.get("x-ratelimit-remaining"))
        reset = seconds_until(headers.get("x-ratelimit-reset"), headers)
        with self._lock:
            known, now = self._of(category), self._now()
            known.windows = windows or known.windows
            known.latest_remaining = known.latest_remaining if remaining is None else remaining
            if remaining is None or not reset:
                return False
            known.learn(remaining, now + reset, now)
            return True

    def close(self, category: str, seconds: float) -> None:
        """Stop a category that the server throttles for some seconds."""
        with self._lock:
            known = self._of(category)
            known.closed_until = max(known.closed_until, self._now() + seconds)

    def has_room(self, category: str) -> bool:
        """Tell whether the latest answer leaves requests for operations that only save time."""
        with self._lock:
            known = self._of(category)
            return known.wait(self._now()) <= 0 and (known.latest_remaining is None or known.latest_remaining > RESERVE)

    def windows(self, category: str) -> list[Window]:
        """Return the limits that the server named last for a category; empty before its first answer."""
        with self._lock:
            return list(self._of(category).windows)
