"""The day on which tests run: each test begins at the same moment, in this process and in the Python programs that it starts.

Everything in pinads takes the time from ``time.time``, which is replaced here before pinads is imported. Time goes on while a test
runs. ``pytest --today 2028-02-29T23:59 --zone Europe/Berlin`` has another moment, in the zone that the tests' commands then have.
"""

from __future__ import annotations

import os
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

NOW = 1_764_000_000
"""2025-11-24 16:00 UTC."""
STARTED = str(Path(__file__).with_name("started"))
"""The folder of what the interpreter imports when it starts."""

# pytest's own workers are programs that were started with their clock set.
_real = getattr(time.time, "real", time.time)


class _Day:
    begins: float = NOW
    zone: str = "UTC"
    ahead: float = 0.0


def _time() -> float:
    return _real() + _Day.ahead


def zone() -> str:
    """The time zone of the tests' commands."""
    return _Day.zone


def moment() -> float:
    """When each test of this run begins, in seconds since 1970."""
    return _Day.begins


def choose(day: str | None, zone: str) -> None:
    """Let the tests of this run begin at a moment such as 2028-02-29T23:59 of a zone."""
    _Day.zone = zone
    if day is not None:
        _Day.begins = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone)).timestamp()


def begin() -> None:
    """Set the clock to the moment at which a test begins."""
    _Day.ahead = _Day.begins - _real()
    os.environ["TESTS_AHEAD"] = repr(_Day.ahead)


def path(*folders: str | Path) -> str:
    """A PYTHONPATH with folders, for programs whose clock is set."""
    return os.pathsep.join(dict.fromkeys((STARTED, *map(str, folders))))


def install() -> None:
    """Replace the clock of this process, and of the Python programs that it starts."""
    time.time = _time
    os.environ["PYTHONPATH"] = path(*filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep)))
    begin()
