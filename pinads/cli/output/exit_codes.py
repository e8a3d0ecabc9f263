"""The exit codes, a public contract."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from pinads.sdk import errors
from pinads.services.errors import Interrupted, PartialFailure, PolicyViolation


class ExitCode(IntEnum):
    """An exit code of pinads."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    CREDENTIALS = 3
    NOT_FOUND = 4
    PARTIAL = 5
    NETWORK = 6
    RATE_LIMIT = 7
    POLICY = 8
    CHECK_FOUND = 9
    INTERRUPTED = 130


MEANINGS = {
    ExitCode.DONE: "Done.",
    ExitCode.REFUSED: "The API refused, or something unexpected failed.",
    ExitCode.USAGE: "Usage or invalid input; nothing was sent.",
    ExitCode.CREDENTIALS: "Credentials are missing, expired or lack a scope.",
    ExitCode.NOT_FOUND: "No such entity or ad account.",
    ExitCode.PARTIAL: "Some rows were rejected, or their outcome is unknown.",
    ExitCode.NETWORK: "Network, timeout, or 5xx after the retries.",
    ExitCode.RATE_LIMIT: "Rate limit: the wait would exceed --max-wait.",
    ExitCode.POLICY: "Refused by the policy of the profile or the repository; nothing was sent.",
    ExitCode.CHECK_FOUND: "A check found something.",
    ExitCode.INTERRUPTED: "Interrupted with Ctrl-C.",
}

# The first match counts, so subclasses come before their bases.
_BY_ERROR: tuple[tuple[type[BaseException], ExitCode], ...] = (
    (Interrupted, ExitCode.INTERRUPTED),
    (PolicyViolation, ExitCode.POLICY),
    (PartialFailure, ExitCode.PARTIAL),
    (errors.InvalidInput, ExitCode.USAGE),
    (errors.CredentialError, ExitCode.CREDENTIALS),
    (errors.AuthenticationError, ExitCode.CREDENTIALS),
    (errors.NotFound, ExitCode.NOT_FOUND),
    (errors.RateLimited, ExitCode.RATE_LIMIT),
    (errors.UnknownOutcome, ExitCode.PARTIAL),
    (errors.ServerError, ExitCode.NETWORK),
    (errors.NetworkError, ExitCode.NETWORK),
    (KeyboardInterrupt, ExitCode.INTERRUPTED),
)


def code_of(result: Any) -> ExitCode:
    """Return the exit code of a command by its result: a check found something, an error came, or done."""
    if getattr(result, "findings", None):
        return ExitCode.CHECK_FOUND
    error = getattr(result, "error", None)
    return ExitCode.DONE if error is None else exit_code(error)


def exit_code(error: BaseException) -> ExitCode:
    """Return the exit code of an error."""
    return next((code for kind, code in _BY_ERROR if isinstance(error, kind)), ExitCode.REFUSED)
