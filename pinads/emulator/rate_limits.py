"""Rate limits: announced in every response, enforced only for configured categories."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from pinads.emulator.messages import Refused

ANNOUNCED = {"ads_read": 1000, "ads_write": 1000, "org_read": 1000}
WINDOW = 60
THROTTLED = 429
"""Not a code of the API's: the code that Pinterest sends with a 429 is not documented, and code 8 means a spent quota."""


class Limits:
    """Counters of requests a minute by category.

    Args:
        enforced: requests a minute for the categories whose limit is enforced; the others are only announced.
    """

    def __init__(self, enforced: Mapping[str, int] | None = None) -> None:
        self._enforced = dict(enforced or {})
        self._lock = threading.Lock()
        self._used: dict[str, tuple[int, int]] = {}

    def headers(self, category: str, now: float) -> dict[str, str]:
        """Count a request, and return the headers that announce the limit of its category.

        Raises:
            Refused: 429, the limit is enforced and used up.
        """
        limit = self._enforced.get(category) or ANNOUNCED.get(category, 1000)
        window, reset = int(now) // WINDOW, WINDOW - int(now) % WINDOW
        with self._lock:
            started, used = self._used.get(category, (window, 0))
            used = used if started == window else 0
            full = category in self._enforced and used >= limit
            self._used[category] = (window, used if full else used + 1)
        # A client may stop at "0 remaining", so it is sent only if the next request will be refused.
        remaining = limit - used - 1 if category in self._enforced else max(1, limit - used - 1)
        headers = limit_headers(category, limit, max(0, remaining), reset)
        if full:
            raise throttled(headers, reset)
        return headers


def limit_headers(category: str, limit: int, remaining: int, reset: int) -> dict[str, str]:
    """Build the three headers of a limit; the first is structured as Pinterest's."""
    windows = f'100;w=1;name="safety_net_app_id_user_id", {limit};w={WINDOW};name="{category}_app_id_user_id"'
    return {
        "X-RateLimit-Limit": f"{limit}, {windows}",
        "X-RateLimit-Remaining": str(remaining),
        "X-RateLimit-Reset": str(reset),
    }


def throttled(headers: Mapping[str, str], seconds: int) -> Refused:
    """Return the refusal of a request over the limit."""
    return Refused(429, THROTTLED, "You have exceeded your rate limit. Try again later.", {**headers, "Retry-After": str(seconds)})
