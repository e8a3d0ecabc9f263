"""Prefetching: the pages of a listing are fetched in a few threads before they are asked for.

The next pages are fetched while this one is used (``Prefetcher``). A long listing that can be sorted is read from both ends at
once (``from_both_ends``): the pages of the near chain are yielded as they come, those of the far one are held, compressed, until
the two meet. One id decides where they meet: it and everything beyond it belong to the far chain; so no change in the account
meanwhile makes an entity come twice or not at all.
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

from pinads.sdk.workers import WorkerPool as WorkerPool

T = TypeVar("T")
Page = list[dict[str, Any]]

MOST_HELD = 2_000_000
"""Bytes of compressed pages that the far chain holds at most: some 50,000 campaigns."""
FAR_FROM_PAGE = 2
"""The page at whose arrival the far chain starts, if another follows: shorter listings would not gain by it."""
PATIENCE = 0.02
"""Seconds that a page must be waited for before the far chain starts: a consumer slower than the server would not gain by it."""
MOST_PREFETCHED = 2
"""Pages at most that wait to be used."""


class Prefetcher(Iterator[T]):
    """An iterator over the same items, which a thread makes while earlier ones are used. It begins at once.

    The thread continues with the next item by itself: if that waited until an item is taken, it would get the interpreter's
    lock only after that item was used, and the server would be idle meanwhile.
    """

    def __init__(self, workers: WorkerPool, items: Iterator[T]) -> None:
        self._workers = workers
        self._items = items
        self._made: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()
        self._lock = threading.Lock()
        self._waiting = 0
        self._making = self._over = False
        self._continue()

    def __next__(self) -> T:
        """Wait for the next item; raise the exception of the thread, if there was one."""
        if self._over and not self._waiting:
            raise StopIteration
        item, failure = self._take()
        with self._lock:
            self._waiting -= 1
        if failure is not None:
            try:
                raise failure
            finally:
                # Its traceback has this frame: with a reference back, the callers' frames would live until the collector runs.
                del failure
        self._continue()
        return item  # type: ignore[return-value]

    def _take(self) -> tuple[T | None, BaseException | None]:
        while True:
            try:
                return self._made.get(timeout=0.25)
            except Empty:  # On some systems Ctrl-C does not interrupt a longer wait.
                continue

    def _continue(self) -> None:
        with self._lock:
            if self._making or self._over or self._waiting >= MOST_PREFETCHED:
                return
            self._making = True
        self._workers.submit(self._make)

    def _make(self) -> None:
        while self._making:
            try:
                made: tuple[T | None, BaseException | None] = next(self._items), None
            except StopIteration:
                made = None, StopIteration()  # The one caught has this frame in its traceback.
            except BaseException as failure:
                made = None, failure
            with self._lock:
                self._waiting += 1
                self._over = made[1] is not None
                self._making = not self._over and self._waiting < MOST_PREFETCHED and not self._workers.closed
            self._made.put(made)


def prefetch_rest(workers: WorkerPool, pages: Iterator[tuple[T, bool]]) -> Iterator[tuple[T, bool]]:
    """Prefetch all pages but the first, which mostly is the only one; each comes with whether another follows."""
    first, more = next(pages)
    rest = Prefetcher(workers, pages) if more else ()
    yield first, more
    yield from rest


class FarChain:
    """The pages from the other end of a listing, held until the near chain meets them.

    Args:
        pages: starts the chain.
        sign: 1 if the near chain's ids rise, -1 if they fall. Ids times the sign rise along the near chain.
        has_room: returns True while the rate limit leaves room for requests that only save time.
    """

    def __init__(self, pages: Callable[[], Iterator[Page]], sign: int, has_room: Callable[[], bool]) -> None:
        self._pages = pages
        self._sign = sign
        self._has_room = has_room
        self._lock = threading.Lock()
        self._stopped = False
        self._held: list[bytes] = []
        self._size = 0
        self._floor = inf
        self._near = -inf

    def read(self) -> None:
        """Fetch and hold pages until the near chain is met or enough is held; an error only ends this chain."""
        with suppress(Exception):
            for page in self._pages():
                if not self._hold(page):
                    return

    def _hold(self, page: Page) -> bool:
        ids = rising(page[::-1], self._sign, -inf)
        with self._lock:
            if self._stopped:
                return False
            # The server does not sort, or not by id: otherwise the other end would lie beyond the near chain's pages.
            if ids is None or (ids and (ids[-1] >= self._floor or (not self._held and ids[-1] <= self._near))):
                self._forget()
                return False
            if ids:
                packed = zlib.compress(marshal.dumps(page), 1)
                self._held.append(packed)
                self._size += len(packed)
                self._floor = ids[0]
            return self._floor > self._near and self._size < MOST_HELD and self._has_room()

    def _forget(self) -> None:
        self._stopped = True
        self._held.clear()
        self._floor = inf

    def forget(self) -> None:
        """Stop, and drop the pages held."""
        with self._lock:
            self._forget()

    def before(self, ids: list[float]) -> int:
        """Count the ids of the next near page that precede the pages held; the chains meet unless all do."""
        with self._lock:
            self._near = ids[-1] if ids else self._near
            count = bisect_left(ids, self._floor)
            self._stopped = self._stopped or count < len(ids)
            return count

    def reaches(self, last: float) -> bool:
        """Return whether the chains have met: the pages held begin no later than the last near id."""
        with self._lock:
            self._stopped = self._stopped or self._floor <= last
            return self._floor <= last

    def rest(self, last: float) -> Iterator[Page]:
        """Yield the pages held in the near chain's order, without the ids that it yielded itself."""
        with self._lock:
            self._stopped = True
        while self._held:
            page = marshal.loads(zlib.decompress(self._held.pop()))
            yield [item for item in reversed(page) if self._sign * int(item["id"]) > last]


def rising(page: Page, sign: int, last: float) -> list[float] | None:
    """Return the ids of a page times the sign; None if they do not rise from the last one."""
    try:
        ids: list[float] = [sign * int(item["id"]) for item in page]
    except (KeyError, TypeError, ValueError):
        return None
    return ids if all(one < other for one, other in pairwise([last, *ids])) else None


def _timed(pages: Iterator[tuple[T, bool]]) -> Iterator[tuple[T, bool, float]]:
    """Add the seconds that each page was waited for."""
    asked = monotonic()
    for page, more in pages:
        yield page, more, monotonic() - asked
        asked = monotonic()


def from_both_ends(
    workers: WorkerPool, near: Iterator[tuple[Page, bool]], far: Callable[[], Iterator[Page]], sign: int, has_room: Callable[[], bool]
) -> Iterator[Page]:
    """Yield the pages of a listing in the near chain's order, and read a long one from both ends.

    Args:
        workers: two threads or more.
        near: the pages, each with whether another follows.
        far: starts the pages in the opposite order.
        sign, has_room: as in FarChain.
    """
    other = FarChain(far, sign, has_room)
    last, may_start = -inf, True
    try:
        for number, (page, more, waited) in enumerate(_timed(prefetch_rest(workers, near)), 1):
            ids = rising(page, sign, last)
            if ids is None:
                may_start = False
                other.forget()
                yield page
                continue
            if may_start and more and number >= FAR_FROM_PAGE and waited >= PATIENCE and has_room():
                may_start = False
                workers.submit(other.read)
            count = other.before(ids)
            last = ids[count - 1] if count else last
            yield page[:count]
            if count < len(page) or other.reaches(last):
                break
        yield from other.rest(last)
    finally:
        other.forget()
