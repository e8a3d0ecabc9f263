"""Progress bar on stderr for operations longer than a second; terminals only."""

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
"""Seconds before a bar appears."""


def shown(items: Iterable[T], noun: str, total: int | None = None, streaming: bool = False) -> Iterator[T]:
    """Pass items on, counted in a progress bar.

    Args:
        items: the items to count.
        noun: their plural.
        total: their number, if known.
        streaming: True if the items go to the same terminal, where a bar would break them.
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
    """Provide a function that adds to the count of a progress bar.

    Args:
        noun: their plural.
        total: their number, if known.
    """
    if not sys.stderr.isatty():
        yield lambda more: None
        return
    done = 0

    def add(more: int) -> None:
        nonlocal done
        done += more
        if (bar := late()) is not None:
            bar.reach(done)

    with _late_bar(noun, total) as late:
        yield add


@contextmanager
def working() -> Iterator[Callable[[str], None]]:
    """Provide a function that shows a line of text, if the operation takes longer than a second."""
    if not sys.stderr.isatty():
        yield lambda text: None
        return

    def show(text: str) -> None:
        if (bar := late()) is not None:
            bar.say(text)

    with _late_bar("", None) as late:
        yield show


@contextmanager
def _late_bar(noun: str, total: int | None) -> Iterator[Callable[[], _Bar | None]]:
    """Provide a function that returns the bar; None as long as the operation may end soon."""
    started = time.monotonic()
    bar: _Bar | None = None

    def late() -> _Bar | None:
        nonlocal bar
        if bar is None and not _is_silent and time.monotonic() - started > SOON:
            bar = _Bar(noun, total)
        return bar

    try:
        yield late
    finally:
        if bar is not None:
            bar.stop()


@contextmanager
def waiting() -> Iterator[Callable[[float], None]]:
    """Provide a function that shows the seconds left of a pause, in the current bar or a new one."""
    # One of several waiting threads shows it. While a bar is drawn, stderr is Rich's proxy, which before Rich 15 is not a terminal.
    if _is_silent or not (_bars or sys.stderr.isatty()) or not _waiting.acquire(blocking=False):
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
    """Name the operation that follows the pauses within; a retry by default."""
    _then.append(doing)
    try:
        yield
    finally:
        _then.pop()


def clear() -> None:
    """Remove all bars, so that none hides an error."""
    for bar in list(_bars):
        bar.stop()


@contextmanager
def silent() -> Iterator[None]:
    """Show no bars while another program has the screen."""
    global _is_silent
    clear()
    _is_silent = True
    try:
        yield
    finally:
        _is_silent = False


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
        said = [] if noun else [progress.TextColumn("{task.fields[text]}")]
        columns: list[Any] = [*(counts if noun else said), progress.TextColumn("{task.fields[pause]}")]
        self.progress = progress.Progress(*columns, console=console.Console(stderr=True), transient=True)
        self.task = self.progress.add_task(noun, total=total, rate="", pause="", text="")
        self.started = time.monotonic() - max(SOON, 0.001)
        self.progress.start()
        _bars.append(self)

    def reach(self, count: int) -> None:
        rate = count / (time.monotonic() - self.started)
        self.progress.update(self.task, completed=count, rate=f"{rate:.0f}/s")

    def say(self, text: str) -> None:
        self.progress.update(self.task, text=text, refresh=True)

    def wait(self, left: float) -> None:
        pause = f"waiting {left:.0f} s before {_then[-1]} again (Ctrl-C stops)" if left > 0 else ""
        self.progress.update(self.task, pause=pause, refresh=True)

    def stop(self) -> None:
        with contextlib.suppress(ValueError):
            _bars.remove(self)
            self.progress.stop()


_bars: list[_Bar] = []
_is_silent = False
_waiting = Lock()
_then = ["trying"]
