"""The input behind ``-``; a face that has one offers it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import BinaryIO

from pinads.sdk.errors import InvalidInput

STDIN = "standard input"
"""The name of the input in messages."""
_OPENING: ContextVar[Callable[[], BinaryIO] | None] = ContextVar("standard_input", default=None)


@contextmanager
def offering(opening: Callable[[], BinaryIO]) -> Iterator[None]:
    """Offer an input for as long as the block lasts."""
    token = _OPENING.set(opening)
    try:
        yield
    finally:
        _OPENING.reset(token)


def standard_input() -> BinaryIO:
    """Return the input behind ``-``.

    Raises:
        InvalidInput: there is none.
    """
    opening = _OPENING.get()
    if opening is None:
        raise InvalidInput(f"there is no {STDIN} here. Give a file", "-")
    return opening()
