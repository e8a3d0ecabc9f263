"""Ctrl-C during writes: requests in flight are finished, the rest is not sent, and every row has its outcome."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pinads.services.interaction import Interaction


def ignored() -> AbstractContextManager[None]:
    """Ignore Ctrl-C while another program has the terminal, which handles it itself."""
    return _handling(signal.SIG_IGN)


def finishing_requests(interaction: Interaction) -> AbstractContextManager[None]:
    """Stop before the next request at the first Ctrl-C, and immediately at the second."""

    def stop(number: int, frame: FrameType | None) -> None:
        if interaction.stopping:
            raise KeyboardInterrupt
        interaction.stopping = True
        print("\nstopping after the requests in flight; press Ctrl-C again to abandon them", file=sys.stderr)

    return _handling(stop)


@contextmanager
def _handling(handler: Callable[[int, FrameType | None], Any] | signal.Handlers) -> Iterator[None]:
    """Handle Ctrl-C by a handler for a while."""
    try:
        before = signal.signal(signal.SIGINT, handler)
    except ValueError:  # Not in the main thread, which handles signals.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
