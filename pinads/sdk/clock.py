"""The clock of a client: time and waiting."""

from __future__ import annotations

import time
from collections.abc import Iterator

FIRST_PAUSE, GROWTH, LONGEST_PAUSE = 0.5, 1.5, 10.0


class Clock:
    """The clock of this machine; tests use one of their own."""

    def now(self) -> float:
        """Read a clock that never goes back, in seconds."""
        return time.monotonic()

    def wall(self) -> float:
        """Read this machine's time, in seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait for some seconds."""
        time.sleep(seconds)


class Stopwatch(Clock):
    """A clock of a program's own with ``now`` and ``sleep`` only; the wall time is this machine's."""

    def __init__(self, own: Clock) -> None:
        self.now = own.now  # type: ignore[method-assign]
        self.sleep = own.sleep  # type: ignore[method-assign]


def complete(clock: Clock | None) -> Clock:
    """Complete a clock that lacks ``wall``; None is this machine's clock."""
    if clock is None:
        return Clock()
    return clock if hasattr(clock, "wall") else Stopwatch(clock)


def growing_pauses(clock: Clock, longest: float) -> Iterator[float]:
    """Yield the seconds that have passed: at once, then after each of growing pauses, and a last time after ``longest``.

    They are the moments to ask a server that is working on something.
    """
    began, pause = clock.now(), FIRST_PAUSE
    while True:
        waited = clock.now() - began
        yield waited
        if waited >= longest:
            return
        clock.sleep(min(pause, longest - waited))
        pause = min(pause * GROWTH, LONGEST_PAUSE)
