"""Durations as people write them: 30, 30s, 2m, 1h, 60d."""

from __future__ import annotations

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.messages import describe

LONGEST_WAIT = 86_400.0
_UNITS = {"ms": 0.001, "s": 1, "": 1, "m": 60, "h": 3600, "d": 86_400}


def seconds(text: str, where: str, least: float = 0.0, most: float = LONGEST_WAIT) -> float:
    """Parse a duration such as 30, 30s, 2m, 1h or 60d into seconds.

    Raises:
        InvalidInput: it is not a duration, or out of range; ``where`` names the option or setting.
    """
    number = text.strip().rstrip("mshd")
    unit = text.strip()[len(number) :]
    if not text.isascii() or unit not in _UNITS or not all(digits.isdecimal() for digits in number.split(".", 1)):
        form = "a duration such as 30s, 2m or 1h"
        raise InvalidInput(f"Invalid {where} {describe(text)}: expected {form}", where, reason=f"{describe(text)} is not {form}")
    value = float(number) * _UNITS[unit]
    if not least <= value <= most:
        longest = "24h" if most == LONGEST_WAIT else f"{most / _UNITS['d']:.0f}d"
        limits = f"{'1ms' if least else '0s'} to {longest}"
        raise InvalidInput(f"Invalid {where} {describe(text)}: expected {limits}", where, reason=f"{describe(text)} is not within {limits}")
    return value
