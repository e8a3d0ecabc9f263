"""Errors."""

from __future__ import annotations

from collections.abc import Sequence

from pinads.render.text import counted
from pinads.sdk import errors
from pinads.sdk.errors import Stopped

MOST_ROWS_SHOWN = 20


class PartialFailure(errors.PinadsError):
    """Some rows of a write were rejected, or their outcome is unknown."""


class OutputFailed(errors.PinadsError):
    """What was done could not be shown; ``hint`` is what to type to see it or to go on."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class WrongRows(errors.InvalidInput):
    """Rows of a file are wrong; ``rows`` says in a line each where and why."""

    def __init__(self, message: str, rows: Sequence[str]) -> None:
        super().__init__(message, "--file")
        self.rows = tuple(rows)


class PolicyViolation(errors.PinadsError):
    """Refused by the policy of the profile or the repository; nothing was sent. ``rows`` says in a line each where and why."""

    def __init__(self, message: str, rule: str, source: str, rows: Sequence[str] = ()) -> None:
        super().__init__(message, safe_to_retry=True)
        self.rule = rule
        self.source = source
        self.rows = tuple(rows)


class Misplaced(errors.InvalidInput):
    """What was asked belongs elsewhere: ``command`` is what to type in its place."""

    def __init__(self, message: str, field: str, command: str) -> None:
        super().__init__(message, field)
        self.command = command


class Complaints:
    """What is wrong with rows, collected so that all of it is told at once. What options say wrong is told as it stands."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.count = 0
        self.rows: list[str] = []

    def add(self, place: str, error: errors.InvalidInput) -> None:
        """Note what is wrong with the row at a place; without a place it is the command's own and raised."""
        if not place:
            raise error
        command = f"; run: {error.command}" if isinstance(error, Misplaced) else ""
        self.count += 1
        if len(self.rows) < MOST_ROWS_SHOWN:
            self.rows.append(f"{place}: {error.message}{command}")

    def tell(self) -> None:
        """Raise what was noted, if anything was."""
        if self.count:
            message = f"{self.count} of {counted(self.total, 'record')} cannot be written; nothing was sent"
            raise WrongRows(message, shortened(self.rows, self.count))


def shortened(lines: Sequence[str], count: int | None = None) -> list[str]:
    """As many lines as a person reads, and how many more of ``count`` there are."""
    more = (len(lines) if count is None else count) - MOST_ROWS_SHOWN
    return [*lines[:MOST_ROWS_SHOWN], *([f"and {more} more"] if more > 0 else [])]


class Interrupted(Stopped):
    """The user pressed Ctrl-C before this was sent."""
