"""Tasks in threads, so many at once, whose results come out in the order in which the tasks were given."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")

AHEAD = 8
"""For each task at once, the results that may wait for an earlier one."""
LOOK_UP = 1.0
"""Seconds after which a wait is begun anew, where the system cannot interrupt one."""


class _Flight(Generic[T]):
    def __init__(self, task: Callable[[], T]) -> None:
        self.task = task
        self.done = False
        self.result: T
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            self.result = self.task()
        except BaseException as failure:
            self.failure = failure

    def landed(self) -> T:
        if self.failure is not None:
            raise self.failure
        return self.result


class Flights(Generic[T]):
    """Runs tasks: one at once in this thread, more in threads of their own.

    Args:
        most: tasks at once.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._order: deque[_Flight[T]] = deque()
        self._changed = threading.Condition()
        self._tasks: SimpleQueue[_Flight[T] | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    def add(self, task: Callable[[], T]) -> Iterator[T]:
        """Start a task as soon as there is room; yields what is done meanwhile."""
        flight = _Flight(task)
        if self._most == 1:
            flight.run()
            yield flight.landed()
            return
        yield from self._until(self._has_room)
        self._order.append(flight)
        if len(self._threads) < self._most:
            self._threads.append(threading.Thread(target=self._work, name="pinads-write", daemon=True))
            self._threads[-1].start()
        self._tasks.put(flight)

    @property
    def are_busy(self) -> bool:
        """Whether there are results that were not handed out."""
        return bool(self._order)

    def first(self) -> Iterator[T]:
        """Wait for the first result that was not handed out; yields it, and those behind it that are done."""
        if self._order:
            head = self._order[0]
            yield from self._until(lambda: not self._order or self._order[0] is not head)

    def rest(self) -> Iterator[T]:
        """The results that are left."""
        yield from self._until(lambda: not self._order)

    def close(self, wait: bool) -> None:
        """Take no more tasks; ``wait`` for those under way."""
        for _ in self._threads:
            self._tasks.put(None)
        if wait:
            for thread in self._threads:
                thread.join()

    def _until(self, reached: Callable[[], bool]) -> Iterator[T]:
        while True:
            while self._order and self._order[0].done:
                yield self._order.popleft().landed()
            with self._changed:
                if reached():
                    return
                if not (self._order and self._order[0].done):
                    self._changed.wait(LOOK_UP)

    def _has_room(self) -> bool:
        return sum(not flight.done for flight in self._order) < self._most and len(self._order) < self._most * AHEAD

    def _work(self) -> None:
        while (flight := self._tasks.get()) is not None:
            flight.run()
            with self._changed:
                flight.done = True
                self._changed.notify_all()
