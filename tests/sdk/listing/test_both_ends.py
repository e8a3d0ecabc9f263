"""A listing that is read from both ends at once, step by step: whatever the order of events, it lists what a single chain would.

The far chain's thread is held at every page, so that hypothesis decides what happens when.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.sdk.listing.prefetch import MOST_HELD, Page, from_both_ends
from pinads.sdk.workers import WorkerPool

FIRST = 100
GAP = 10
"""Between the ids that are there from the start others can appear again."""


@pytest.fixture(autouse=True, scope="module")
def impatient() -> Iterator[None]:
    """These answers take no time; they are to be waited for as those of a distant server are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pinads.sdk.listing.prefetch.PATIENCE", 0.0)
        yield


class Account:
    """Entities that come and go while they are listed."""

    def __init__(self, count: int) -> None:
        self.active = {FIRST + GAP * number for number in range(count)}
        self.always = set(self.active)
        self.ever = set(self.active)
        self.newest = FIRST + GAP * count

    def archive(self, identity: int) -> None:
        self.active.discard(identity)
        self.always.discard(identity)

    def restore(self, identity: int) -> None:
        self.active.add(identity)
        self.ever.add(identity)

    def create(self) -> None:
        self.newest += 1
        self.restore(self.newest)

    def page(self, after: int | None, size: int, sign: int) -> Page:
        ids = sorted((one for one in self.active if after is None or sign * one > sign * after), reverse=sign < 0)
        return [{"id": str(one), "name": "n"} for one in ids[:size]]

    def chain(self, size: int, sign: int) -> Iterator[tuple[Page, bool]]:
        """Its pages as an API answers them, each one as the account is when it is asked for, and whether another follows."""
        after, more = None, True
        while more:
            page = self.page(after, size, sign)
            after = int(page[-1]["id"]) if page else after
            more = bool(self.page(after, 1, sign))
            yield page, more


class Stepped(WorkerPool):
    """Makes near pages at once, and lets the far chain go one page at a time."""

    def __init__(self) -> None:
        super().__init__(1)
        self.asked = threading.Semaphore(0)
        self.turn = threading.Semaphore(0)
        self.running = False

    def submit(self, job: Callable[[], None]) -> None:
        if getattr(job, "__name__", "") == "read":
            self.running = True
            threading.Thread(target=job, daemon=True).start()
            self.asked.acquire()
        else:
            job()

    def held_at_each(self, pages: Iterator[tuple[Page, bool]]) -> Iterator[Page]:
        try:
            while True:
                self.asked.release()
                self.turn.acquire()
                page, _ = next(pages, (None, False))
                if page is None:
                    return
                yield page
        finally:
            self.running = False
            self.asked.release()

    def step(self) -> None:
        """Let the far chain have its next page, and wait until it has done with it."""
        if self.running:
            self.turn.release()
            self.asked.acquire()


def ids_of(pages: list[Page]) -> list[int]:
    return [int(item["id"]) for page in pages for item in page]


def listed(account: Account, sizes: tuple[int, int], sign: int, events: Iterator[str], act: Callable[[str], None]) -> list[int]:
    """The ids that are listed while the events happen; after the last event only pages are asked for."""
    workers = Stepped()
    far = lambda: workers.held_at_each(account.chain(sizes[1], -sign))  # noqa: E731
    stream = from_both_ends(workers, account.chain(sizes[0], sign), far, sign, lambda: True)
    got: list[Page] = []
    while True:
        event = next(events, "near")
        if event == "far":
            workers.step()
        elif event == "near":
            page = next(stream, None)
            if page is None:
                return ids_of(got)
            got.append(page)
        else:
            act(event)


SIZES, SIGNS = st.integers(1, 9), st.sampled_from([1, -1])
EVENTS = st.lists(st.sampled_from(["near", "far", "near", "far", "create", "archive", "restore"]), max_size=60)


@given(count=st.integers(0, 40), near=SIZES, far=SIZES, sign=SIGNS, events=EVENTS, data=st.data())
def test_whatever_happens_meanwhile(count: int, near: int, far: int, sign: int, events: list[str], data: st.DataObject) -> None:
    account = Account(count)

    def act(event: str) -> None:
        if event == "create":
            account.create()
        elif event == "archive" and account.active:
            account.archive(data.draw(st.sampled_from(sorted(account.active))))
        elif event == "restore":
            account.restore(FIRST + data.draw(st.integers(0, GAP * max(1, count))))

    ids = listed(account, (near, far), sign, iter(events), act)
    assert ids == sorted(ids, reverse=sign < 0)
    assert len(ids) == len(set(ids))
    assert account.always <= set(ids) <= account.ever


@given(count=st.integers(0, 40), near=SIZES, far=SIZES, sign=SIGNS, turns=st.lists(st.booleans()))
def test_where_nothing_changes_it_is_the_listing_of_one_chain(count: int, near: int, far: int, sign: int, turns: list[bool]) -> None:
    account = Account(count)
    events = iter("far" if turn else "near" for turn in turns)
    assert listed(account, (near, far), sign, events, lambda event: None) == sorted(account.active, reverse=sign < 0)


@given(turns=st.lists(st.booleans(), min_size=30), shown=st.integers(1, 30), sign=st.sampled_from([1, -1]))
def test_a_far_chain_that_does_not_sort_is_left_alone(turns: list[bool], shown: int, sign: int) -> None:
    """A server that takes no notice of the order asked for answers both chains alike."""
    account = Account(30)
    workers = Stepped()
    far = lambda: workers.held_at_each(account.chain(shown, sign))  # noqa: E731
    stream = from_both_ends(workers, account.chain(3, sign), far, sign, lambda: True)
    got = []
    for turn in turns:
        if turn:
            workers.step()
        got.append(next(stream, []))
    assert ids_of([*got, *stream]) == sorted(account.active, reverse=sign < 0)


def test_the_far_chain_stops_where_it_holds_enough() -> None:
    """Names that cannot be packed smaller fill what is held; the near chain then goes on to the end of that."""
    dice = Random(1)
    noise = [dice.randbytes(MOST_HELD // 20).hex() for _ in range(30)]

    def chain(sign: int) -> Iterator[tuple[Page, bool]]:
        numbers = range(30) if sign > 0 else range(29, -1, -1)
        return (([{"id": str(number), "name": noise[number]}], True) for number in numbers)

    workers = Stepped()
    asked: list[int] = []

    def far() -> Iterator[tuple[Page, bool]]:
        for page, more in chain(-1):
            asked.append(int(page[0]["id"]))
            yield page, more

    stream = from_both_ends(workers, chain(1), lambda: workers.held_at_each(far()), 1, lambda: True)
    got = [next(stream), next(stream)]
    for _ in range(30):
        workers.step()
    assert 0 < len(asked) < 20
    assert ids_of([*got, *stream]) == list(range(30))


def test_it_is_not_begun_where_requests_are_short() -> None:
    account, workers = Account(20), Stepped()
    stream = from_both_ends(workers, account.chain(2, 1), lambda: workers.held_at_each(account.chain(2, -1)), 1, lambda: False)
    assert ids_of(list(stream)) == sorted(account.active)
    assert workers.turn.acquire(blocking=False) is False
    assert workers.asked.acquire(blocking=False) is False


def test_both_together_ask_for_little_more_than_one_chain_would() -> None:
    account, workers, asked = Account(200), Stepped(), [0]

    def counted(pages: Iterator[tuple[Page, bool]]) -> Iterator[tuple[Page, bool]]:
        for page in pages:
            asked[0] += 1
            yield page

    stream = from_both_ends(
        workers, counted(account.chain(5, 1)), lambda: workers.held_at_each(counted(account.chain(5, -1))), 1, lambda: True
    )
    got: list[Page] = []
    while (page := next(stream, None)) is not None:
        got.append(page)
        workers.step()
    assert ids_of(got) == sorted(account.active)
    assert asked[0] <= 43


def test_it_goes_no_further_once_requests_become_short() -> None:
    account, workers, room, asked = Account(60), Stepped(), [True], [0]

    def counted() -> Iterator[tuple[Page, bool]]:
        for page in account.chain(2, -1):
            asked[0] += 1
            yield page

    stream = from_both_ends(workers, account.chain(2, 1), lambda: workers.held_at_each(counted()), 1, lambda: room[0])
    got = [next(stream), next(stream)]
    workers.step()
    room[0] = False
    for _ in range(10):
        workers.step()
    assert asked[0] == 2
    assert ids_of([*got, *stream]) == sorted(account.active)
