"""Warnings about what is sent all the same: each is said once, in the log ``pinads`` or to whoever listens."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pinads.sdk.http.clock import Clock

MOST_SAID = 20
"""So many different warnings are said; a file with a mistake in each of 10,000 rows does not fill the screen."""


class Warned:
    """The warnings of one run.

    Args:
        say: what takes the text of a warning; the SDK's log if None.
        clock: tells the day, for what ends on one.
    """

    def __init__(self, say: Callable[[str], None] | None = None, clock: Clock | None = None) -> None:
        self.place = ""
        """Where the value being checked stands (a line of a file); part of the text, not of what makes two warnings the same."""
        self.unlisted: set[str] = set()
        """The values that were let pass although they are in no list."""
        self.clock = clock or Clock()
        self._say = say or _log
        self._said: set[Hashable] = set()

    def warn(self, text: str, key: Hashable = None) -> None:
        """Say a warning, unless the same was said before: of the same key, or else of the same text."""
        key = text if key is None else key
        if key in self._said or len(self._said) > MOST_SAID:
            return
        self._said.add(key)
        if len(self._said) > MOST_SAID:
            self._say(f"more than {MOST_SAID} different warnings; further ones are not shown")
        else:
            self._say(f"{self.place}: {text}" if self.place else text)


def _log(text: str) -> None:
    # What logs is loaded by what sends; a command that checks values needs neither.
    from pinads.sdk.http.transport import log

    log.warning("%s", text)


_LIBRARY = Warned()
_CURRENT: ContextVar[Warned] = ContextVar("warned", default=_LIBRARY)


def warned() -> Warned:
    """The warnings of the present run; of a program that began none, those of the whole process."""
    return _CURRENT.get()


@contextmanager
def warning(say: Callable[[str], None] | None = None, clock: Clock | None = None) -> Iterator[Warned]:
    """Begin a run: each warning is said once until the block ends."""
    token = _CURRENT.set(found := Warned(say, clock))
    try:
        yield found
    finally:
        _CURRENT.reset(token)
