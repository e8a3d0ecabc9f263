"""What the server says of its rate limits, and holding back before it has to refuse."""

from __future__ import annotations

import re
import threading
from collections import deque
from collections.abc import Callable, Mapping
from time import time
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
    match = re.match(r"\s*(\d{1,20}(?:\.\d{1,20})?)(?!\d)", text or "")
    return float(match[1]) if match else None


LONGEST_RESET = 86_400.0
"""Seconds: Pinterest's longest limit is a day's; a reset further away is a mistake of the server."""
_EPOCH, _EPOCH_MS = 1e9, 1e12
"""A number from here on is a moment, in seconds or milliseconds since 1970."""


def seconds_until(value: str | None, headers: Mapping[str, str]) -> float | None:
    """Read how long a header asks to wait: seconds, a moment since 1970, or a date; None where it says neither.

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
    """Seconds since 1970 for a date as HTTP headers have it, or None."""
    # Imports sockets and more, for what is rarely needed.
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(date).timestamp()
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


BRIEFLY = 0.02
"""Seconds until the next look, where answers under way may say more."""
SAME_WINDOW = 2.0
"""Seconds by which answers may differ on when one window ends: they tell whole seconds, and take some time."""
MOST_COUNTED = 10_000
"""Requests that are remembered of a category; larger limits are left to the server."""


class _Category:
    """What is known of one category."""

    def __init__(self) -> None:
        self.windows: list[Window] = []
        self.closed_until = 0.0
        self.told: float | None = None
        self.remaining: float | None = None
        self.resets_at = 0.0
        self.in_flight = 0
        self.sent: deque[float] = deque(maxlen=MOST_COUNTED)

    def wait(self, now: float) -> float:
        """Seconds until another request may go out."""
        if self.closed_until > now:
            return self.closed_until - now
        if self.remaining is not None and self.remaining <= self.in_flight and self.resets_at > now:
            # What is under way may be counted already, or not: its answers say so.
            return BRIEFLY if self.in_flight else self.resets_at - now
        return max([0.0, *(self._until_free(window, now) for window in self.windows if window.limit <= MOST_COUNTED)])

    def _until_free(self, window: Window, now: float) -> float:
        """Seconds until a window has room: as many requests ago as it allows must be as long ago as it lasts."""
        if window.limit == 0 or len(self.sent) < window.limit:
            return 0.0
        return self.sent[-window.limit] + window.seconds - now

    def learn(self, remaining: float, resets_at: float, now: float) -> None:
        """Take over what an answer says; answers of one window may come in any order, so the lowest number counts."""
        if self.remaining is not None and self.resets_at > now and abs(resets_at - self.resets_at) < SAME_WINDOW:
            # The moment stays: one that moves on with every answer belongs to a window that slides, and is taken anew now and then.
            self.remaining = min(self.remaining, remaining)
        else:
            self.remaining, self.resets_at = remaining, resets_at


class RateBudget:
    """For each category of operations: how many requests the server still wants, and when. Shared by all threads of a client.

    A request takes its place with ``reserve`` and gives it back with ``release``, so that requests under way are
    counted before their answers tell of it: with many in flight the limit is kept, not found out by a refusal.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._categories: dict[str, _Category] = {}

    def _of(self, category: str) -> _Category:
        return self._categories.setdefault(category, _Category())

    def reserve(self, category: str) -> float:
        """Take the place of one request: 0 where there was one, else the seconds to wait before asking again."""
        with self._lock:
            known, now = self._of(category), self._now()
            pause = known.wait(now)
            if pause <= 0:
                known.in_flight += 1
                known.sent.append(now)
            return max(0.0, pause)

    def release(self, category: str, counted: bool) -> None:
        """The request has ended; ``counted`` says that its answer told of the limits."""
        with self._lock:
            known = self._of(category)
            known.in_flight -= 1
            if not counted and known.remaining is not None:
                known.remaining -= 1

    def note(self, category: str, headers: Mapping[str, str]) -> bool:
        """Learn from an answer's headers; says whether they told how many requests remain."""
        windows = parse_limit(headers.get("x-ratelimit-limit", ""))
        remaining = leading_number(headers.get("x-ratelimit-remaining"))
        reset = seconds_until(headers.get("x-ratelimit-reset"), headers)
        with self._lock:
            known, now = self._of(category), self._now()
            known.windows = windows or known.windows
            known.told = known.told if remaining is None else remaining
            if remaining is None or not reset:
                return False
            known.learn(remaining, now + reset, now)
            return True

    def close(self, category: str, seconds: float) -> None:
        """The server throttles the category for so many seconds."""
        with self._lock:
            known = self._of(category)
            known.closed_until = max(known.closed_until, self._now() + seconds)

    def has_room(self, category: str) -> bool:
        """Whether the server's latest answer leaves requests over for those that only save time."""
        with self._lock:
            known = self._of(category)
            return known.wait(self._now()) <= 0 and (known.told is None or known.told > RESERVE)

    def windows(self, category: str) -> list[Window]:
        """The limits that the server named last for a category; empty before its first answer."""
        with self._lock:
            return list(self._of(category).windows)
