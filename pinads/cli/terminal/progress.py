"""A progress bar on stderr for what takes longer than a second, where a person looks at it."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")

SOON = 1.0
"""Seconds that pass without a bar."""


def shown(items: Iterable[T], noun: str, total: int | None = None, streaming: bool = False) -> Iterator[T]:
    """Pass items on, counting them in a bar once it takes long.

    Args:
        items: what is waited for.
        noun: the word for several of them.
        total: how many there will be, where that is known.
        streaming: the items themselves go to the same terminal, so a bar would tear them.
    """
    if not sys.stderr.isatty() or (streaming and sys.stdout.isatty()):
        yield from items
        return
    with counting(noun, total) as count:
        for item in items:
            count(1)
            yield item


@contextmanager
def counting(noun: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """For what comes many at a time: a function that adds to the count in a bar, which is there once it takes long.

    Args:
        noun: the word for several of them.
        total: how many there will be, where that is known.
    """
    if not sys.stderr.isatty():
        yield lambda more: None
        return
    started, done = time.monotonic(), 0
    bar: _Bar | None = None

    def add(more: int) -> None:
        nonlocal bar, done
        done += more
        if bar is None and time.monotonic() - started > SOON:
            bar = _Bar(noun, total)
        if bar is not None:
            bar.reach(done)

    try:
        yield add
    finally:
        if bar is not None:
            bar.stop()


@contextmanager
def waiting() -> Iterator[Callable[[float], None]]:
    """For a pause: a function that shows the seconds left, in the bar that is there or in one of its own."""
    # Of several threads that wait one shows it. While a bar is drawn stderr is Rich's stand-in, which says before Rich 15 that it is no
    # terminal.
    if not (_bars or sys.stderr.isatty()) or not _waiting.acquire(blocking=False):
        yield lambda left: None
        return
    own = None if _bars else _Bar("", None)
    bar = own or _bars[-1]
    try:
        yield bar.wait
    finally:
        bar.wait(0)
        if own is not None:
            own.stop()
        _waiting.release()


@contextmanager
def before(doing: str) -> Iterator[None]:
    """Pauses in here are told to be before this, and not before another try of what went wrong."""
    _then.append(doing)
    try:
        yield
    finally:
        _then.pop()


def clear() -> None:
    """Take all bars away, so that an error does not stand behind one."""
    for bar in list(_bars):
        bar.stop()


class _Bar:
    def __init__(self, noun: str, total: int | None) -> None:
        from rich import console, progress  # start-up: 45 ms, and most commands take less than a second

        of_total = "{task.completed:.0f} of {task.total:.0f}" if total is not None else "{task.completed:.0f}"
        counts = [
            progress.TextColumn(of_total + f" {noun}"),
            progress.BarColumn(),
            progress.TextColumn("{task.fields[rate]}"),
            progress.TimeElapsedColumn(),
        ]
        columns: list[Any] = [*(counts if noun else []), progress.TextColumn("{task.fields[pause]}")]
        self.progress = progress.Progress(*columns, console=console.Console(stderr=True), transient=True)
        self.task = self.progress.add_task(noun, total=total, rate="", pause="")
        self.started = time.monotonic() - max(SOON, 0.001)
        self.progress.start()
        _bars.append(self)

    def reach(self, count: int) -> None:
        rate = count / (time.monotonic() - self.started)
        self.progress.update(self.task, completed=count, rate=f"{rate:.0f}/s")

    def wait(self, left: float) -> None:
        pause = f"waiting {left:.0f} s before {_then[-1]} again (Ctrl-C stops)" if left > 0 else ""
        self.progress.update(self.task, pause=pause, refresh=True)

    def stop(self) -> None:
        with contextlib.suppress(ValueError):
            _bars.remove(self)
            self.progress.stop()


_bars: list[_Bar] = []
_waiting = Lock()
_then = ["trying"]
