"""Errors of services, and references to parameters in messages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from pinads.render.text import counted
from pinads.sdk import errors
from pinads.sdk.errors import Stopped
from pinads.services.reasons import ReasonCounts

_FIELD = r"(?s)([a-z_]*)(.*)"
MOST_ERRORS_KEPT = 1000


def option(name: str) -> str:
    """Name a parameter in a message; each face spells it in its own way (the command line ``--daily-spend-cap``)."""
    return f"`{name}`"


def literal(text: str) -> str:
    """Write a text of other people's in a message, such as a name: a backtick in it names no parameter."""
    return text.replace("`", "``")


def about_option(error: errors.InvalidInput) -> errors.InvalidInput:
    """Translate an error about fields of a request to the parameters that they came from."""
    name, inside = re.fullmatch(_FIELD, error.field or "").groups()  # type: ignore[union-attr]
    if not name or name + inside not in error.message or option(name) in error.message:
        return error
    text = option(name) + (" " + inside[1:] if inside.startswith(".") else inside)
    message = error.message.replace(repr(name + inside), text).replace(name + inside, text, 1).replace("Invalid request: ", "")
    for other in error.also:
        message = re.sub(rf"(?<![\w`]){re.escape(other)}\b", option(other), message, count=1)
    return errors.InvalidInput(message, option(name) + inside, error.choices)


@contextmanager
def about_options(names: Mapping[str, str]) -> Iterator[None]:
    """Translate errors about parameters of the SDK to the parameters of services that they came from.

    Args:
        names: the names in the service by the names in the SDK.
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
    """A write of which some rows were rejected, or have an unknown outcome; ``reasons`` counts why."""

    reasons: ReasonCounts | None = None


class RowLeftAlone(errors.PinadsError):
    """A row that is not written, since what it would change is not as it was."""


class OutputFailed(errors.PinadsError):
    """An outcome that could not be shown; ``hint`` is what to type to see it or to continue."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class WrongRows(errors.InvalidInput):
    """Invalid rows of a file.

    Attributes:
        rows: a line for each of the first rows, with its place and the reason.
        reasons: counts the reasons.
        errors: the places of the first thousand rows, each with the row's own error, which has its field, choices and next step.
    """

    def __init__(
        self, message: str, rows: Sequence[str], reasons: ReasonCounts, errors_of_rows: Sequence[tuple[str, errors.InvalidInput]] = ()
    ) -> None:
        super().__init__(message, "file")
        self.rows = tuple(rows)
        self.reasons = reasons
        self.errors = tuple(errors_of_rows)


class PolicyViolation(errors.PinadsError):
    """A refusal by the policy of the profile or the repository; nothing was sent.

    ``rows`` has a line for each row, and ``reasons`` counts them where there are several.
    """

    def __init__(self, message: str, rule: str, source: str, rows: Sequence[str] = (), reasons: ReasonCounts | None = None) -> None:
        super().__init__(message, safe_to_retry=True)
        self.rule = rule
        self.source = source
        self.rows = tuple(rows)
        self.reasons = reasons


class WrongCommand(errors.InvalidInput):
    """A request that another command fulfils; ``command`` is that command, to paste."""

    def __init__(self, message: str, field: str, command: str) -> None:
        super().__init__(message, field)
        self.command = command


def message_of(error: BaseException) -> str:
    """Write an error without its hint."""
    if isinstance(error, errors.MissingScope):
        return f"{error}: it needs the scope {error.scope}"
    return str(error) if isinstance(error, errors.PinadsError) else unexpected(error)


def unexpected(error: BaseException) -> str:
    """Describe an error that is not pinads' own."""
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"{type(error).__name__}: {error}"


def reason_for_row(error: errors.PinadsError) -> str:
    """Write an error as the reason of one row among others, with the command that fulfils it."""
    return error.message + (f"; run: {error.command}" if isinstance(error, WrongCommand) else "")


class RowErrors:
    """The errors of rows, collected to be raised together. An error of the options is raised at once."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.reasons = ReasonCounts()
        self._first: list[tuple[str, errors.InvalidInput]] = []

    @property
    def count(self) -> int:
        """The number of errors."""
        return self.reasons.count

    def add(self, place: str, error: errors.InvalidInput) -> None:
        """Add the error of the row at a place; without a place it is the options' own and raised."""
        if not place:
            raise error
        self.reasons.add(place, reason_for_row(error))
        if len(self._first) < MOST_ERRORS_KEPT:
            self._first.append((place, error.with_traceback(None)))

    def raise_if_any(self) -> None:
        """Raise the errors as one.

        Raises:
            WrongRows: there are some.
        """
        if self.count:
            message = f"{self.count} of {counted(self.total, 'record')} cannot be written; nothing was sent"
            raise WrongRows(message, self.reasons.rows(), self.reasons, self._first)


class Interrupted(Stopped):
    """An interruption by Ctrl-C before this was sent."""
