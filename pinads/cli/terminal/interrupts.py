"""Ctrl-C during writes: requests in flight are finished, the rest is not sent, and every row has its outcome."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pinads.services.interaction import Interaction


@contextmanager
def ignored() -> Iterator[None]:
    """Ignore Ctrl-C while another program has the terminal, which handles it itself."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # Not in the main thread, which handles signals.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def finishing_requests(interaction: Interaction) -> Iterator[None]:
    """Stop before the next request at the first Ctrl-C, and immediately at the second."""

    def stop(number: int, frame: FrameType | None) -> None:
        if interaction.stopping:
            raise KeyboardInterrupt
        interaction.stopping = True
        print("\nstopping after the requests in flight; press Ctrl-C again to abandon them", file=sys.stderr)

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # Not in the main thread, which handles signals.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
