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
