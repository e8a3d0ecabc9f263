"""The parser of moments in the past, for lists of what was done since then."""

from __future__ import annotations

import re
import time

from pinads.sdk.errors import InvalidInput
from pinads.services.errors import option
from pinads.services.inputs.times import parse_time

_AGO = re.compile(r"-?(\d{1,6}[wdhms])", re.ASCII)
_DAYS = {"today": 0, "yesterday": 1}


def since(text: str) -> float:
    """Parse a moment in the past into Unix seconds, in this machine's time zone.

    Accepted are ``today`` and ``yesterday`` from their first second, ``2h``, ``3d`` and so on ago, and dates and times.

    Raises:
        InvalidInput: it is not such a moment.
    """
    word = text.strip().lower()
    if word in _DAYS:
        now = time.localtime(time.time())
        return time.mktime((now.tm_year, now.tm_mon, now.tm_mday - _DAYS[word], 0, 0, 0, 0, 0, -1))
    ago = _AGO.fullmatch(word)
    try:
        return parse_time(f"-{ago[1]}" if ago else text, None)
    except ValueError:
        wanted = "expected a time such as yesterday, 2h, 3d, 2026-11-01 or 2026-11-01T09:00"
        raise InvalidInput(f"Invalid {option('since')} {text!r}: {wanted}", "since") from None
