"""Standard output whose reader may be gone."""

from __future__ import annotations

import contextlib
import os
import sys


def discard_stdout() -> None:
    """Send stdout to the null device, since Python flushes it at exit and would complain."""
    # If stdout is not a file, nothing is flushed.
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def flush_before(method: str) -> None:
    """Flush stdout before a request; a closed pipe ends only commands that read."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        if method == "GET":
            raise
        discard_stdout()  # The output is gone, but the write must still happen.
