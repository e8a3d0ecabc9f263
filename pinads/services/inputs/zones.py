"""Days and times without a zone: they are in the ad account's zone, which a note names."""

from __future__ import annotations

from datetime import timezone, tzinfo
from typing import TYPE_CHECKING

from pinads.render.times import moment
from pinads.sdk.errors import InvalidInput
from pinads.services.inputs.times import is_local, parse_time

if TYPE_CHECKING:
    from pinads.services.context import Context


class Times:
    """A parser of times for one command.

    Args:
        context: where.
        notes: tell the meaning of each time, or the zone of a file once.
        is_file: whether the times are those of a file.
    """

    def __init__(self, context: Context, notes: bool = True, is_file: bool = False) -> None:
        self._context = context
        self._notes = notes
        self._is_file = is_file
        self._zone: tuple[tzinfo | None, str] | None = None

    def read(self, text: str, where: str, ends: bool) -> int:
        """Parse a text into Unix seconds; a day means its last second if ``ends``.

        Raises:
            ValueError: it is not a time, or one that clocks skip or show twice.
        """
        if not is_local(text):
            return parse_time(text, None)
        parse_time(text, timezone.utc)  # A date that does not exist is refused before anything is looked up.
        first = self._zone is None
        zone, name = self.zone()
        try:
            seconds = parse_time(text, zone, ends=ends)
        except ValueError as error:
            raise ValueError(f"{error} (in {name})") from None
        if self._notes and self._is_file and first:
            self._context.note(f"times without a zone are in {name}")
        elif self._notes and not self._is_file:
            self._context.note(f"{where} {text.strip()} is {moment(seconds, zone)} ({name})")
        return seconds

    def zone(self) -> tuple[tzinfo | None, str]:
        """Return the zone of times without one, None for this machine's, and its name for people."""
        if self._zone is None:
            self._zone = self._looked_up()
        return self._zone

    def _looked_up(self) -> tuple[tzinfo | None, str]:
        """Look up the zone that counts, and its name for people."""
        local = None, "this machine's time zone"
        try:
            name = self._context.time_zone()
        except InvalidInput:  # No ad account is named, and none is needed.
            return local
        if name is None:
            return local
        zone = zone_of(name)
        if zone is None:
            self._context.note(f"this machine does not know {name}, the ad account's time zone; install tzdata")
            return local
        return zone, f"the ad account's time zone, {name}"


def zone_of(name: str | None) -> tzinfo | None:
    """Return a time zone by its IANA name; None if this machine does not know it."""
    from zoneinfo import ZoneInfo  # start-up: most times have a zone, or need none

    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None
