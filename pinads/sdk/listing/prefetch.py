"""Fetching what a listing will need before it is asked for, in a few threads.

The next pages are fetched while this one is used (``Ahead``). A long listing that can be sorted is read from both ends at once
(``from_both_ends``): the near chain of pages is handed out as it comes, the far one is held back, packed small, until the two
meet. Where they meet is decided by one id, which belongs to the far chain with all that lies beyond it; so no change in the
account meanwhile makes an entity come twice or be passed over.
"""

from __future__ import annotations

import marshal
import threading
import zlib
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import pairwise
from math import inf
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")
Page = list[dict[str, Any]]

MOST_HELD = 2_000_000
"""Bytes of packed pages that the far chain holds at most: some 50,000 campaigns."""
FAR_FROM_PAGE = 2
"""The far chain starts when this page has come, and says that there is another: shorter listings would not gain by it."""
PATIENCE = 0.02
"""Seconds: it starts only where a page is waited for longer than this. Who is slower than the server would not gain by it either."""
MADE_AHEAD = 2
"""Pages that wait to be used at most."""


class Workers:
    """So many threads at most, started when there is work for them. None of them keeps a program from ending."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._started = 0
        self.closed = False
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    def submit(self, job: Callable[[], None]) -> None:
        """Let a thread do something that does not fail."""
        self._jobs.put(job)
        if self._started < self._most:
            self._started += 1
            threading.Thread(target=self._work, name=f"pinads-{self._started}", daemon=True).start()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None and not self.closed:
            job()

    def close(self) -> None:
        """Begin nothing more; what is under way is nobody's concern."""
        self.closed = True
        for _ in range(self._started):
            self._jobs.put(None)


class Ahead(Iterator[T]):
    """The same items, of which the next ones are made in a thread while one is used. The first is begun at once.

    The thread goes on with the next item by itself: if it were told to when an item is taken, it would get the interpreter's
    lock only after that item was used, and the server would have nothing to do meanwhile.
    """

    def __init__(self, workers: Workers, items: Iterator[T]) -> None:
        self._workers = workers
        self._items = items
        self._made: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()
        self._lock = threading.Lock()
        self._waiting = 0
        self._making = self._over = False
        self._go_on()

    def __next__(self) -> T:
        """Wait for the next item; what went wrong in the thread is raised here."""
        if self._over and not self._waiting:
            raise StopIteration
        item, failure = self._awaited()
        with self._lock:
            self._waiting -= 1
        if failure is not None:
            raise failure
        self._go_on()
        return item  # type: ignore[return-value]

    def _awaited(self) -> tuple[T | None, BaseException | None]:
        while True:
            try:
                return self._made.get(timeout=0.25)
            except Empty:  # Ctrl-C does not get through a longer wait on every system
                continue

    def _go_on(self) -> None:
        with self._lock:
            if self._making or self._over or self._waiting >= MADE_AHEAD:
                return
            self._making = True
        self._workers.submit(self._make)

    def _make(self) -> None:
        while self._making:
            try:
                made: tuple[T | None, BaseException | None] = next(self._items), None
            except BaseException as failure:  # the end of the items among others
                made = None, failure
            with self._lock:
                self._waiting += 1
                self._over = made[1] is not None
                self._making = not self._over and self._waiting < MADE_AHEAD and not self._workers.closed
            self._made.put(made)


def rest_ahead(workers: Workers, pages: Iterator[tuple[T, bool]]) -> Iterator[tuple[T, bool]]:
    """Pages, and of each whether another follows: the first, which mostly is the only one, without a thread; the rest ahead."""
    first, more = next(pages)
    rest = Ahead(workers, pages) if more else ()
    yield first, more
    yield from rest


class FarChain:
    """The pages from the other end of a listing, held until the near chain meets them.

    Args:
        pages: begins the chain.
        sign: 1 where the near chain's ids rise, -1 where they fall. Ids times the sign rise along the near chain.
        go_on: whether there is room for a request that saves time but is not needed.
    """

    def __init__(self, pages: Callable[[], Iterator[Page]], sign: int, go_on: Callable[[], bool]) -> None:
        self._pages = pages
        self._sign = sign
        self._go_on = go_on
        self._lock = threading.Lock()
        self._stopped = False
        self._held: list[bytes] = []
        self._size = 0
        self._floor = inf
        self._near = -inf

    def read(self) -> None:
        """Fetch and hold pages until the near chain is met or enough is held. What goes wrong ends it: the near chain goes on."""
        with suppress(Exception):
            for page in self._pages():
                if not self._hold(page):
                    return

    def _hold(self, page: Page) -> bool:
        ids = rising(page[::-1], self._sign, -inf)
        with self._lock:
            if self._stopped:
                return False
            # A server that does not sort, or not by id: what begins at the other end lies beyond the near chain's pages.
            if ids is None or (ids and (ids[-1] >= self._floor or (not self._held and ids[-1] <= self._near))):
                self._forget()
                return False
            if ids:
                packed = zlib.compress(marshal.dumps(page), 1)
                self._held.append(packed)
                self._size += len(packed)
                self._floor = ids[0]
            return self._floor > self._near and self._size < MOST_HELD and self._go_on()

    def _forget(self) -> None:
        self._stopped = True
        self._held.clear()
        self._floor = inf

    def forget(self) -> None:
        """Stop, and hold nothing any more."""
        with self._lock:
            self._forget()

    def before(self, ids: list[float]) -> int:
        """How many ids of the near chain's next page lie before what is held here; if not all do, they have met."""
        with self._lock:
            self._near = ids[-1] if ids else self._near
            count = bisect_left(ids, self._floor)
            self._stopped = self._stopped or count < len(ids)
            return count

    def reaches(self, last: float) -> bool:
        """Whether what is held begins no later than the last id that the near chain handed out: they have met."""
        with self._lock:
            self._stopped = self._stopped or self._floor <= last
            return self._floor <= last

    def rest(self, last: float) -> Iterator[Page]:
        """What is held, in the near chain's order, from behind the last id that the near chain handed out."""
        with self._lock:
            self._stopped = True
        while self._held:
            page = marshal.loads(zlib.decompress(self._held.pop()))
            yield [item for item in reversed(page) if self._sign * int(item["id"]) > last]


def rising(page: Page, sign: int, last: float) -> list[float] | None:
    """The ids of a page times the sign, where they rise from the last one on; else None."""
    try:
        ids: list[float] = [sign * int(item["id"]) for item in page]
    except (KeyError, TypeError, ValueError):
        return None
    return ids if all(one < other for one, other in pairwise([last, *ids])) else None


def _timed(pages: Iterator[tuple[T, bool]]) -> Iterator[tuple[T, bool, float]]:
    """The same, and how long each was waited for."""
    asked = monotonic()
    for page, more in pages:
        yield page, more, monotonic() - asked
        asked = monotonic()


def from_both_ends(
    workers: Workers, near: Iterator[tuple[Page, bool]], far: Callable[[], Iterator[Page]], sign: int, go_on: Callable[[], bool]
) -> Iterator[Page]:
    """The pages of a listing in the near chain's order, read from both ends where it is long.

    Args:
        workers: two threads or more.
        near: the pages, and of each whether another follows.
        far: begins the pages in the opposite order.
        sign, go_on: as in FarChain.
    """
    other = FarChain(far, sign, go_on)
    last, may_begin = -inf, True
    try:
        for number, (page, more, waited) in enumerate(_timed(rest_ahead(workers, near)), 1):
            ids = rising(page, sign, last)
            if ids is None:
                may_begin = False
                other.forget()
                yield page
                continue
            if may_begin and more and number >= FAR_FROM_PAGE and waited >= PATIENCE and go_on():
                may_begin = False
                workers.submit(other.read)
            count = other.before(ids)
            last = ids[count - 1] if count else last
            yield page[:count]
            if count < len(page) or other.reaches(last):
                break
        yield from other.rest(last)
    finally:
        other.forget()
