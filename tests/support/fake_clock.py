"""Time that passes only when somebody sleeps."""

from __future__ import annotations

import threading
from collections.abc import Callable

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


class SharedClock(FakeClock):
    """Time for several threads: it passes when all that are at work sleep, until the first of them wakes.

    Args:
        at_work: how many threads have something to do; call ``look`` when it has changed.
    """

    def __init__(self, at_work: Callable[[], int]) -> None:
        super().__init__()
        self._at_work = at_work
        self._asleep: list[float] = []
        self._passed = threading.Condition()

    def sleep(self, seconds: float) -> None:
        with self._passed:
            self.sleeps.append(seconds)
            until = self.time + seconds
            self._asleep.append(until)
            self._pass()
            assert self._passed.wait_for(lambda: self.time >= until, timeout=60)

    def look(self) -> None:
        with self._passed:
            self._pass()

    def _pass(self) -> None:
        if self._asleep and len(self._asleep) >= self._at_work():
            self.time = max(self.time, min(self._asleep))
            self._asleep = [until for until in self._asleep if until > self.time]
            self._passed.notify_all()
