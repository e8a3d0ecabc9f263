"""Errors of services, and how messages refer to parameters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from pinads.render.text import counted
from pinads.sdk import errors
from pinads.sdk.errors import Stopped

MOST_ROWS_SHOWN = 20
_FIELD = re.compile(r"([a-z_]*)(.*)", re.DOTALL)


def option(name: str) -> str:
    """Refer to a parameter in a message; each face writes it in its own way (the command line ``--daily-spend-cap``)."""
    return f"`{name}`"


def about_option(error: errors.InvalidInput) -> errors.InvalidInput:
    """Reword an error about a field of a request, so that it is about the parameter that the field came from."""
    name, inside = _FIELD.fullmatch(error.field or "").groups()  # type: ignore[union-attr]
    if not name or name + inside not in error.message:
        return error
    told = option(name) + (" " + inside[1:] if inside.startswith(".") else inside)
    message = error.message.replace(repr(name + inside), told).replace(name + inside, told, 1).replace("Invalid request: ", "")
    return errors.InvalidInput(message, option(name) + inside, error.choices)


@contextmanager
def about_options(names: Mapping[str, str]) -> Iterator[None]:
    """Reword errors about parameters of the SDK, so that they are about the parameters that stand for them.

    Args:
        names: the parameters by their names in the SDK.
    """
    try:
        yield
    except errors.InvalidInput as error:
        message = error.message
        for name, own in names.items():
            message = re.sub(rf"(?<![\w`-]){name}\b(\[\d+\])?", option(own), message)
        own_name = names.get((error.field or "").partition("[")[0])
        raise errors.InvalidInput(message, option(own_name) if own_name else error.field, error.choices) from None


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
        super().__init__(message, "file")
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


def reasons(counts: Counter[Any]) -> str:
    """Join reasons, each with how many rows it is of: ``2: it is empty; 1: …``."""
    return "; ".join(f"{count}: {reason}" for reason, count in counts.most_common())


class Interrupted(Stopped):
    """The user pressed Ctrl-C before this was sent."""
