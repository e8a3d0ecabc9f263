"""Streams."""

from __future__ import annotations

import contextlib
import os
import sys


def discard_stdout() -> None:
    """Nobody takes our output any more; Python would try once more to flush it at exit, and complain."""
    # Where stdout is no file there is nothing to flush into it either.
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def let_out(method: str) -> None:
    """Flush stdout before a request; a closed pipe ends a reading command only."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        if method == "GET":
            raise
        discard_stdout()  # Nobody reads on, but what was to be written is still to be written.
