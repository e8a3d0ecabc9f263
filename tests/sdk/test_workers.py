"""Worker pools: results in the order of their tasks, threads only for work, and an end that leaves nothing half begun."""

from __future__ import annotations

import threading
from functools import partial

import pytest

from pinads.sdk.workers import OrderedPool, WorkerPool
from tests.support.each import each


def test_threads_are_started_for_work_only_and_no_more_than_allowed() -> None:
    pool, names, done = WorkerPool(2, "pinads-test"), set[str](), threading.Semaphore(0)

    def job() -> None:
        names.add(threading.current_thread().name)
        done.release()

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("pinads-test")]
    for _ in range(20):
        pool.submit(job)
    pool.close(finish=True)
    assert all(done.acquire(blocking=False) for _ in range(20))
    assert names <= {"pinads-test-1", "pinads-test-2"}


def test_after_the_end_no_queued_job_begins() -> None:
    pool, begun, ended, later = WorkerPool(1, "pinads-ending"), threading.Event(), threading.Event(), threading.Event()

    def job() -> None:
        begun.set()
        assert ended.wait(60)

    pool.submit(job)
    pool.submit(later.set)
    assert begun.wait(60)
    thread = next(each for each in threading.enumerate() if each.name == "pinads-ending-1")
    pool.close()
    ended.set()
    thread.join(60)
    assert not later.is_set()


@each("most", [1, 3])
def test_results_come_in_the_order_of_their_tasks(most: int) -> None:
    pool: OrderedPool[int] = OrderedPool(most)
    got = [result for number in range(50) for result in pool.add(partial(int, number))]
    got += pool.rest()
    pool.close(finish=True)
    assert (got, pool.is_busy) == (list(range(50)), False)


@each("most", [1, 3])
def test_the_failure_of_a_task_is_raised_where_its_result_would_come(most: int) -> None:
    pool: OrderedPool[float] = OrderedPool(most)
    got: list[float] = []

    def collect() -> None:
        for number in (1, 0, 2):
            got.extend(pool.add(partial(pow, number, -1)))
        got.extend(pool.rest())

    with pytest.raises(ZeroDivisionError):
        collect()
    pool.close(finish=True)
    assert got == [1.0]
