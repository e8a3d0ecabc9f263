"""Errors on stderr: one line for people, or a JSON object for programs."""

from __future__ import annotations

import errno
import json
import sys
from pathlib import Path
from typing import Any

from pinads.cli.flags import flag_of, with_options
from pinads.cli.output.exit_codes import ExitCode, exit_code
from pinads.config.directories import variable_of
from pinads.config.settings import SCOPES
from pinads.render.text import safe
from pinads.sdk import environment, errors
from pinads.sdk.redaction import redact, redact_value
from pinads.services.error_codes import API_CODES
from pinads.services.errors import Interrupted, PartialFailure, PolicyViolation, WrongCommand, WrongRows
from pinads.services.listing.options import ReadOptions
from pinads.services.uploads.options import UploadOptions
from pinads.services.writes.options import WriteOptions

_UNREACHABLE = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ELOOP)


def hint(error: BaseException, named: str) -> str | None:
    """Return the next command or step after an error; ``named`` is the option of the profile."""
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


def report(error: BaseException, machine: bool, named: str = "") -> ExitCode:
    """Print an error to stderr; return its exit code."""
    code = exit_code(error)
    text = json.dumps(as_json(error, code, named)) if machine else one_line(error, named)
    print(text, file=sys.stderr)
    return code


def one_line(error: BaseException, named: str) -> str:
    """Write an error in one line: the message, then the next command."""
    if isinstance(error, Interrupted):
        return with_hint(redact(error.message), error.hint)
    if isinstance(error, KeyboardInterrupt):
        return unexpected(error)
    text = redact(with_options(message_of(error)))
    following = hint(error, named)
    line = "error: " + with_hint(safe(text), following)
    reasons = error.reasons if isinstance(error, (PartialFailure, PolicyViolation, WrongRows)) else None
    return line if reasons is None else "\n".join([line, *(safe(redact(with_options(row))) for row in reasons.lines())])


def with_hint(text: str, following: str | None) -> str:
    """Append the next step to a message."""
    if not following:
        return text
    following = safe(following)
    encoding = (getattr(sys.stderr, "encoding", None) or "ascii").lower()
    dash = "\u2014" if encoding.startswith("utf") else "-"
    return f"{text} {dash} {'run: ' if following.startswith('pinads ') else ''}{following}"


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


def as_json(error: BaseException, code: ExitCode, named: str) -> dict[str, Any]:
    """Build the error object of the machine formats."""
    facts: dict[str, Any] = {
        "type": type(error).__name__,
        "message": with_options(getattr(error, "message", None) or unexpected(error)),
        "code": getattr(error, "code", None),
        "http_status": getattr(error, "http_status", None),
        "request_id": getattr(error, "request_id", None),
        "operation": getattr(error, "operation", None),
        "hint": None,
        "exit_code": int(code),
    }
    if getattr(error, "field", None):
        facts["field"] = as_field(error.field, error.message)  # type: ignore[attr-defined]
    if isinstance(error, PolicyViolation):
        facts.update(rule=error.rule, source=error.source)
    if isinstance(error, (PolicyViolation, WrongRows)):
        facts["rows"] = [with_options(row) for row in error.rows]
    if isinstance(error, (PartialFailure, PolicyViolation, WrongRows)) and error.reasons is not None:
        facts["reasons"] = [{**reason, "reason": with_options(reason["reason"])} for reason in error.reasons.as_json()]
    # A hint has no secrets, and must work when it is pasted.
    return {"error": {**redact_value(facts), "hint": hint(error, named)}}


def usage_json(message: str, help_at: str) -> str:
    """Build the error object of a usage error."""
    error = {"type": "UsageError", "message": message, "code": None, "http_status": None, "request_id": None, "operation": None}
    return json.dumps({"error": {**error, "hint": help_at, "exit_code": int(ExitCode.USAGE)}})


def as_field(name: str, message: str) -> str:
    """Write the field of an error as an option if it is a parameter of a service."""
    if f"`{name}`" in message:
        return flag_of(name)
    of_services = {*WriteOptions.names(), *ReadOptions.names(), *UploadOptions.names()}
    return flag_of(name) if name in {*of_services, "paginate", "extra"} else with_options(name)
