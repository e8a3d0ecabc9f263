"""Ctrl-C during writes: the request under way is finished, the rest is not sent, and every row still has its outcome."""

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
def finishing_requests(interaction: Interaction) -> Iterator[None]:
    """The first Ctrl-C stops before the next request, a second one at once."""

    def stop(number: int, frame: FrameType | None) -> None:
        if interaction.stopping:
            raise KeyboardInterrupt
        interaction.stopping = True
        print("\nstopping after the requests under way; Ctrl-C again abandons it", file=sys.stderr)

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not in the main thread: somebody else handles signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
