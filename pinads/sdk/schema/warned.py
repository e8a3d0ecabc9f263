"""Warnings about values that are sent anyway; each is given once, to the log ``pinads`` or to a listener."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pinads.sdk.clock import Clock
from pinads.sdk.log import log

MOST_SAID = 20
"""Different warnings that are shown; a file with a mistake in each of 10,000 rows does not fill the screen."""


class Warned:
    """The warnings of one run.

    Args:
        say: takes the text of a warning; None is the SDK's log.
        clock: tells the day, for values that end on one.
    """

    def __init__(self, say: Callable[[str], None] | None = None, clock: Clock | None = None) -> None:
        self.place = ""
        """The place of the value being checked (a line of a file); warnings that differ in it alone are the same."""
        self.unlisted: set[str] = set()
        """The values that were accepted although they are in no list."""
        self.clock = clock or Clock()
        self._say = say or _log
        self._said: set[Hashable] = set()

    def warn(self, text: str, key: Hashable = None) -> None:
        """Give a warning, unless one with the same key, or else the same text, was given before."""
        key = text if key is None else key
        if key in self._said or len(self._said) > MOST_SAID:
            return
        self._said.add(key)
        if len(self._said) > MOST_SAID:
            self._say(f"more than {MOST_SAID} different warnings; further ones are not shown")
        else:
            self._say(f"{self.place}: {text}" if self.place else text)


def _log(text: str) -> None:
    log.warning("%s", text)


_LIBRARY = Warned()
_CURRENT: ContextVar[Warned] = ContextVar("warned", default=_LIBRARY)


def warned() -> Warned:
    """Return the warnings of the present run; without one, those of the whole process."""
    return _CURRENT.get()


@contextmanager
def warning(say: Callable[[str], None] | None = None, clock: Clock | None = None) -> Iterator[Warned]:
    """Begin a run: each warning is given once until the block ends."""
    token = _CURRENT.set(found := Warned(say, clock))
    try:
        yield found
    finally:
        _CURRENT.reset(token)
