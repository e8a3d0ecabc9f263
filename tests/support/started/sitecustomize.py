"""Move the clock of the Python programs that tests start: the interpreter imports this from a folder on PYTHONPATH."""

import os
import time

_real = time.time
_ahead = float(os.environ.get("TESTS_AHEAD", "0"))


def _time() -> float:
    return _real() + _ahead


_time.real = _real  # type: ignore[attr-defined]
time.time = _time
