"""Retries of one request: which errors are tried again, how often, and after which pauses."""

from __future__ import annotations

from random import uniform

from pinads.sdk.errors import AnswerTooLarge, CannotConnect, NetworkError, NotTheApi, PinadsError, QuotaSpent, RateLimited, ServerError

FINAL = (AnswerTooLarge, CannotConnect, NotTheApi, QuotaSpent)
"""Errors that every further try would meet too."""
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0


class Retries:
    """The retries that one request has left.

    Args:
        most: how often it is sent again at most.
        max_wait: seconds that it may wait in all; ``waited`` counts them.
    """

    def __init__(self, most: int, max_wait: float) -> None:
        self._left = most
        self._longest = FIRST_PAUSE
        self._max_wait = max_wait
        self.waited = 0.0

    def pause_after(self, error: PinadsError) -> float | None:
        """Choose the seconds to wait before the next try, or None if there must be none.

        The pauses grow exponentially, with jitter of up to a half; a server that names a longer one is obeyed.
        """
        if isinstance(error, FINAL) or not isinstance(error, (RateLimited, ServerError, NetworkError)):
            return None
        if not error.safe_to_retry or self._left <= 0:
            return None
        pause = self._longest * uniform(0.5, 1.0)
        self._left -= 1
        self._longest = min(LONGEST_PAUSE, 2 * self._longest)
        # "Retry after 0 seconds", taken literally, would spend all tries within a moment.
        if error.retry_after:
            pause = max(error.retry_after, pause if isinstance(error, ServerError) else 0.0)
        return pause

    def allow(self, pause: float) -> bool:
        """Tell whether the request may wait for some more seconds."""
        return self.waited + pause <= self._max_wait
