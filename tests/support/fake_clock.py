"""Time that passes only when somebody sleeps."""

from __future__ import annotations

from pinads.sdk.clock import Clock


class FakeClock(Clock):
    """A Clock for a Client; ``sleeps`` is how long it was asked to sleep, each time."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.sleeps: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.time += seconds
