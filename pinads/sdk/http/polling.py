"""Pauses between questions to a server that is working on something."""

from __future__ import annotations

from collections.abc import Iterator

from pinads.sdk.clock import Clock

FIRST_PAUSE, GROWTH, LONGEST_PAUSE = 0.5, 1.5, 10.0


def growing_pauses(clock: Clock, longest: float) -> Iterator[float]:
    """Yield the seconds that have passed: at once, then after each of growing pauses, and a last time after ``longest``."""
    began, pause = clock.now(), FIRST_PAUSE
    while True:
        waited = clock.now() - began
        yield waited
        if waited >= longest:
            return
        clock.sleep(min(pause, longest - waited))
        pause = min(pause * GROWTH, LONGEST_PAUSE)
