"""Fault injection, by rates or by script: the failures that a client has to survive."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Sequence
from random import Random

from pinads.emulator.messages import Request
from pinads.emulator.routes import Routes

NAMES = (
    "throttle",
    "throttle_bare",
    "error_before",
    "error_after",
    "drop_before",
    "drop_after",
    "truncate",
    "html",
    "hidden_throttle",
    "expired",
    "missing_scope",
    "item_throttle",
    "late",
)
BEFORE = ("throttle", "throttle_bare", "error_before", "drop_before", "html", "hidden_throttle", "expired", "missing_scope", "late")
"""Faults of requests that are not executed before the response is sent."""
_OF_ACCESS_TOKENS = ("expired", "missing_scope")
# To log in, an app sends its secret and no access token; the link to a report's file is signed.
_WITHOUT_ACCESS_TOKEN = ("oauth/", "reports/download")


class Faults:
    """Injector of faults at rates from 0 to 1, at most one fault a request.

    Args:
        seed: seed of the random numbers.
        latency: seconds added to every request.
        retry_after: seconds that a throttled client is asked to wait.
        late_after: seconds after which a ``late`` request takes effect.
        **rates: the rate of each fault: ``throttle`` (429 with headers; not executed), ``throttle_bare`` (429 without a header; not
            executed), ``error_before`` (500; not executed), ``error_after`` (500 after the request took effect),
            ``drop_before`` (the connection closes without a response; not executed), ``drop_after`` (the same after the
            request took effect), ``truncate`` (executed, but the body of the response is cut), ``html`` (a gateway's 502;
            not executed), ``hidden_throttle`` (HTTP 400 whose message says Retry after; not executed), ``expired`` (401: the
            access token is no longer good), ``missing_scope`` (401 with code 3: it lacks a scope),
            ``item_throttle`` (one row of a batch is refused for the rate limit), ``late`` (a gateway's 504; the request takes
            effect ``late_after`` seconds later). With ``@`` and an operation, a fault happens to that operation only:
            ``drop_after@oauth/token``.

    Raises:
        ValueError: an unknown fault or operation, a rate outside 0 to 1, or a negative time.
    """

    def __init__(self, seed: int = 0, latency: float = 0.0, *, retry_after: int = 1, late_after: float = 5.0, **rates: float) -> None:
        for name, rate in rates.items():
            _check_name(name)
            if not 0 <= rate <= 1:
                raise ValueError(f"Invalid fault {name}={rate}: a rate is from 0 to 1")
        if min(latency, retry_after, late_after) < 0:
            raise ValueError("Invalid fault: latency, retry_after and late_after cannot be negative")
        self.seed = seed
        self.latency = latency
        self.retry_after = retry_after
        self.late_after = late_after
        self._late: list[tuple[float, Request]] = []
        self.rates = {name: rates[name] for name in sorted(rates, key=lambda name: NAMES.index(_split(name)[0])) if rates[name]}
        self._random = Random(seed)
        self._lock = threading.Lock()
        self._script: list[str | None] | None = None

    @classmethod
    def script(cls, names: Sequence[str | None], *, retry_after: int = 1, late_after: float = 5.0) -> Faults:
        """Create faults that happen in order, one a request; None is no fault, and none follow the last.

        Raises:
            ValueError: an unknown fault.
        """
        for name in names:
            if name is not None and name not in NAMES:
                raise ValueError(_unknown(name))
        faults = cls(retry_after=retry_after, late_after=late_after)
        faults._script = list(names)
        return faults

    @classmethod
    def parse(cls, texts: Iterable[str]) -> Faults:
        """Parse texts such as ``throttle=0.1`` and ``latency=80ms``.

        Raises:
            ValueError: an unknown fault or operation, or an invalid rate or time.
        """
        values: dict[str, float] = {}
        for text in texts:
            for part in filter(None, (piece.strip() for piece in text.split(","))):
                name, found, value = part.partition("=")
                name = name.strip().replace("-", "_")
                if not found:
                    raise ValueError(f"Invalid fault {part!r}: write name=rate, such as throttle=0.1 or latency=80ms")
                values[name] = _number(name, value.strip())
        return cls(**values)  # type: ignore[arg-type]

    def next(self, operation: str = "") -> str | None:
        """Choose the fault of the next request; None for no fault.

        Args:
            operation: the requested operation, such as ``campaigns/list``; empty for an unknown path.
        """
        with self._lock:
            if self._script is not None:
                return self._script.pop(0) if self._script else None
            rates = [(_split(name)[0], rate) for name, rate in self.rates.items() if _concerns(name, operation)]
            return next((name for name, rate in rates if self._random.random() < rate), None)

    def delay(self, request: Request, now: float) -> None:
        """Keep a request that takes effect ``late_after`` seconds from now."""
        with self._lock:
            self._late.append((now + self.late_after, request))

    def take_due(self, now: float) -> list[tuple[float, Request]]:
        """Remove and return the delayed requests that are due, each with the time when it takes effect."""
        if not self._late:
            return []
        with self._lock:
            due = [(at, request) for at, request in self._late if at <= now]
            self._late = [(at, request) for at, request in self._late if at > now]
        return due

    def pick(self, count: int) -> int:
        """Pick the index of one of ``count`` rows."""
        with self._lock:
            return self._random.randrange(count) if self.rates and count > 1 else 0


def _split(name: str) -> tuple[str, str]:
    """Split ``fault@operation``; the operation is empty for a fault of all operations."""
    fault, _, operation = name.partition("@")
    return fault, operation


def _check_name(name: str) -> None:
    fault, operation = _split(name)
    if fault not in NAMES:
        raise ValueError(_unknown(name))
    if "@" in name and operation not in (names := Routes().names):
        raise ValueError(f"Invalid fault {name!r}: the operations are {', '.join(sorted(names))}")


def _concerns(name: str, operation: str) -> bool:
    fault, only = _split(name)
    if only:
        return only == operation
    return fault not in _OF_ACCESS_TOKENS or not operation.startswith(_WITHOUT_ACCESS_TOKEN)


def _unknown(name: str) -> str:
    return f"Invalid fault {name!r}: choose from {', '.join(NAMES)}"


def _number(name: str, value: str) -> float:
    if _split(name)[0] not in NAMES and name not in ("seed", "latency", "retry_after", "late_after"):
        raise ValueError(f"{_unknown(name)}, latency, retry_after, late_after, seed")
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+)(ms|s|%)?", value)
    timed = name in ("latency", "retry_after", "late_after")
    if not match or (match[2] in ("ms", "s")) > timed or (match[2] == "%" and (timed or name == "seed")):
        example = "80ms or 0.08s" if timed else "a rate such as 0.1"
        raise ValueError(f"Invalid fault {name}={value}: expected {example}")
    number = float(match[1]) * {"ms": 0.001, "%": 0.01}.get(match[2], 1)
    return int(number) if name in ("seed", "retry_after") else number
