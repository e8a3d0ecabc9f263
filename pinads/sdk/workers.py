"""Worker pools: lazily started daemon threads, and on top of them tasks whose results keep their order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from queue import SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")

READY = 2
"""Tasks beyond those that run, so that a worker that is done need not wait until another is made."""
RESULTS_A_WORKER = 8
"""Results a worker that may wait for an earlier one."""
LONGEST_WAIT = 1.0
"""Seconds after which a wait is renewed, where the system cannot interrupt one."""


class WorkerPool:
    """A pool of daemon threads, each started when there is work for it.

    Args:
        most: threads at most.
        name: their names, to which a number is added.
    """

    def __init__(self, most: int, name: str = "pinads") -> None:
        self._most = most
        self._name = name
        self._threads: list[threading.Thread] = []
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self.closed = False

    def submit(self, job: Callable[[], None]) -> None:
        """Run a job that raises nothing in one of the threads."""
        self._jobs.put(job)
        if len(self._threads) < self._most:
            self._threads.append(threading.Thread(target=self._work, name=f"{self._name}-{len(self._threads) + 1}", daemon=True))
            self._threads[-1].start()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None and not self.closed:
            job()

    def close(self, finish: bool = False) -> None:
        """Take no more jobs: finish those that were submitted and wait for them, or start none of them any more."""
        self.closed = not finish
        for _ in self._threads:
            self._jobs.put(None)
        if finish:
            for thread in self._threads:
                thread.join()


class _Task(Generic[T]):
    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self.done = False
        self._result: T
        self._failure: BaseException | None = None

    def run(self) -> None:
        try:
            self._result = self._call()
        except BaseException as failure:
            self._failure = failure

    def result(self) -> T:
        if self._failure is not None:
            raise self._failure
        return self._result


class OrderedPool(Generic[T]):
    """A bounded pool of workers that yields results in submission order. A single worker is the calling thread itself.

    Args:
        most: tasks at once.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._tasks: deque[_Task[T]] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._workers = WorkerPool(most, "pinads-write")

    def add(self, call: Callable[[], T]) -> Iterator[T]:
        """Start a task as soon as there is room; yield results that are ready meanwhile."""
        task = _Task(call)
        if self._most == 1:
            task.run()
            yield task.result()
            return
        yield from self._results_until(self._has_room)
        self._tasks.append(task)
        self._workers.submit(lambda: self._run(task))

    @property
    def is_busy(self) -> bool:
        """True while there are results that were not yielded yet."""
        return bool(self._tasks)

    def first(self) -> Iterator[T]:
        """Wait for the first result; yield it, and those behind it that are ready."""
        if self._tasks:
            head = self._tasks[0]
            yield from self._results_until(lambda: not self._tasks or self._tasks[0] is not head)

    def rest(self) -> Iterator[T]:
        """Yield the remaining results."""
        yield from self._results_until(lambda: not self._tasks)

    def close(self, finish: bool) -> None:
        """Take no more tasks, and begin none; ``finish`` those that were begun, and wait for them."""
        with self._changed:
            self._closed = True
        self._workers.close(finish)

    def _results_until(self, reached: Callable[[], bool]) -> Iterator[T]:
        while True:
            while self._tasks and self._tasks[0].done:
                yield self._tasks.popleft().result()
            with self._changed:
                if reached():
                    return
                if not (self._tasks and self._tasks[0].done):
                    self._changed.wait(LONGEST_WAIT)

    def _has_room(self) -> bool:
        return sum(not task.done for task in self._tasks) < self._most + READY and len(self._tasks) < self._most * RESULTS_A_WORKER

    def _run(self, task: _Task[T]) -> None:
        with self._changed:
            if self._closed:
                return
        task.run()
        with self._changed:
            task.done = True
            self._changed.notify_all()
