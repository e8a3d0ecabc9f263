"""Hours of a day: how much of a day's figures each has."""

from __future__ import annotations

from itertools import accumulate

DAY = 86_400
HOUR = 3600
_LOCAL = (14, 9, 6, 5, 6, 10, 20, 32, 42, 46, 48, 50, 54, 52, 50, 50, 52, 56, 66, 78, 88, 84, 56, 26)
"""The weights of the hours where the ad account is, from midnight."""
WEIGHT = sum(_LOCAL) * HOUR
"""The weight of a whole day."""


class DayShape:
    """The course of a day of UTC, for an ad account some hours east of it."""

    def __init__(self, hours_east: int) -> None:
        hours = [_LOCAL[(hour + hours_east) % 24] for hour in range(24)]
        self._hours = hours
        self._before = [0, *accumulate(hour * HOUR for hour in hours)]

    def until(self, second: int) -> int:
        """Return the weight of a day up to one of its seconds, from 0 to 86,400."""
        if second >= DAY:
            return WEIGHT
        hour, rest = divmod(second, HOUR)
        return self._before[hour] + self._hours[hour] * rest

    def at(self, seconds: int) -> int:
        """Return the weight of all time up to a moment, in seconds since 1970."""
        day, rest = divmod(seconds, DAY)
        return day * WEIGHT + self.until(rest)
