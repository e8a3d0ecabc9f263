"""Time, and waiting."""

from __future__ import annotations

import time


class Clock:
    """Time as the transport knows it; tests put their own in its place."""

    def now(self) -> float:
        """Seconds on a clock that never goes back."""
        return time.monotonic()

    def wall(self) -> float:
        """Seconds since 1970, as this machine has it."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Stopwatch(Clock):
    """A clock of a program's own, which has ``now`` and ``sleep``; what day it is this machine tells."""

    def __init__(self, own: Clock) -> None:
        self.now = own.now  # type: ignore[method-assign]
        self.sleep = own.sleep  # type: ignore[method-assign]


def complete(clock: Clock | None) -> Clock:
    """The clock with all that is asked of one; None is this machine's."""
    if clock is None:
        return Clock()
    return clock if hasattr(clock, "wall") else Stopwatch(clock)
