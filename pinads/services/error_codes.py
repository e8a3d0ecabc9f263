"""The API's own error codes, each with its meaning and advice, and the next step after any error."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import NamedTuple

from pinads.config.directories import variable_of
from pinads.config.settings import SCOPES
from pinads.sdk import environment, errors
from pinads.services.errors import WrongCommand

_UNREACHABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ELOOP)


class ApiCode(NamedTuple):
    """The meaning of one of the API's own codes, and what to do."""

    meaning: str
    advice: str


API_CODES = {
    1: ApiCode("Bad parameters: a value in the request is wrong.", "Read the message; pinads schema RESOURCE shows the allowed values."),
    2: ApiCode(
        "Authentication failed: the access token is invalid, revoked or expired.",
        "Run pinads auth refresh to refresh it, or pinads auth login to get a new one.",
    ),
    3: ApiCode("The access token is valid but lacks a scope.", "Run pinads auth login --scopes ads:read,ads:write."),
    8: ApiCode("The quota is used up; for trial apps it is 1000 requests a day.", "Wait until it is reset; earlier requests fail too."),
    12: ApiCode("Something went wrong at Pinterest, usually briefly.", "Try again; after a create, check first if it took effect."),
    29: ApiCode(
        "Forbidden: no access to this ad account, or the app has trial access only.", "Ask the owner for a role in Business Access."
    ),
    50: ApiCode("Not found: there is no such entity in this ad account.", "Check the id and --account."),
    2384: ApiCode("The campaign needs a budget.", "Give --daily-spend-cap or --lifetime-spend-cap."),
}


def next_step(error: BaseException, named: str = "") -> str | None:
    """Return the next command or step after an error; ``named`` is the option of the profile (``Context.named``)."""
    if isinstance(error, errors.PinadsError) and error.hint:
        return error.hint
    if isinstance(error, WrongCommand):
        return error.command
    if isinstance(error, errors.AuthenticationError):
        return _new_token(error, named)
    if isinstance(error, errors.RateLimited) and error.retry_after:
        return f"wait {error.retry_after:.0f} s, or allow a longer pause with --max-wait {error.retry_after:.0f}s"
    if isinstance(error, (errors.ServerError, errors.Timeout, errors.InvalidResponse)) and not error.safe_to_retry:
        return "the write may have taken effect: list the entities before sending it again"
    if isinstance(error, OSError):
        return _elsewhere(error)
    return f"pinads explain {error.code}" if isinstance(error, errors.ApiError) and error.code in API_CODES else None


def _elsewhere(error: OSError) -> str | None:
    """Name the variable to set if a file of pinads cannot be read or written."""
    if error.errno not in _UNREACHABLE or not isinstance(error.filename, str):
        return None
    variable = variable_of(Path(error.filename))
    return f"set {variable} to a directory that can be written" if variable else None


def _new_token(error: errors.AuthenticationError, named: str) -> str:
    scopes = [*SCOPES.split(",")]
    if isinstance(error, errors.MissingScope) and error.scope not in scopes:
        scopes.append(error.scope)
    given = environment.first_set(environment.ACCESS_TOKEN)
    if given:
        wanted = f" with the scopes {', '.join(scopes)}" if isinstance(error, errors.MissingScope) else ""
        return f"get a new access token{wanted} and set {given.name}"
    return f"pinads auth login{named}" + (f" --scopes {','.join(scopes)}" if isinstance(error, errors.MissingScope) else "")
