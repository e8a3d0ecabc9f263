"""Errors as people and programs read them: one line, or one JSON object, on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from pinads.cli.exit_codes import ExitCode, exit_code
from pinads.cli.interrupts import Interrupted
from pinads.cli.trace import TOKEN
from pinads.render.text import safe
from pinads.sdk import errors

MACHINE_FORMATS = ("json", "jsonl", "csv", "tsv", "yaml", "ids")


class PartialFailure(errors.PinadsError):
    """Some rows of a write were rejected, or their outcome is unknown."""


class WrongRows(errors.InvalidInput):
    """Rows of a file are wrong; ``rows`` says in a line each where and why."""

    def __init__(self, message: str, rows: Sequence[str]) -> None:
        super().__init__(message, "--file")
        self.rows = tuple(rows)


def code_for(error: BaseException) -> ExitCode:
    """The exit code that an error means, the command line's own errors included."""
    if isinstance(error, Interrupted):
        return ExitCode.INTERRUPTED
    return ExitCode.PARTIAL if isinstance(error, PartialFailure) else exit_code(error)


def hint(error: BaseException, profile: str) -> str | None:
    """The next thing to type, where there is one."""
    where = f" --profile {profile}" if profile not in ("default", "demo") else ""
    if isinstance(error, Interrupted):
        return error.hint
    if isinstance(error, errors.MissingCredentials):
        return "try the built-in demo account with --profile demo"
    if isinstance(error, errors.MissingScope):
        return "get a token with the scopes ads:read and ads:write"
    if isinstance(error, errors.AuthenticationError):
        return f"get a new access token and set PINADS_ACCESS_TOKEN{where and ' for this profile'}"
    if isinstance(error, errors.RateLimited) and error.retry_after:
        return f"wait {error.retry_after:.0f} s, or allow a longer pause with --max-wait {error.retry_after:.0f}s"
    if isinstance(error, (errors.ServerError, errors.Timeout, errors.InvalidResponse)) and not error.safe_to_retry:
        return "the write may have taken effect: list the entities before sending it again"
    return _explained(error.code) if isinstance(error, errors.ApiError) else None


def _explained(code: int | None) -> str | None:
    from pinads.cli.explain import API_CODES

    return f"pinads explain {code}" if code in API_CODES else None


def report(error: BaseException, machine: bool, profile: str = "default") -> ExitCode:
    """Print an error to stderr and answer its exit code."""
    code = code_for(error)
    text = json.dumps(as_json(error, code, profile)) if machine else one_line(error, profile)
    # What a server says is passed on, but should it repeat the token, not that.
    print(TOKEN.sub("(token)", text), file=sys.stderr)
    return code


def one_line(error: BaseException, profile: str) -> str:
    """``error: what failed — run: what to type next``."""
    if isinstance(error, Interrupted):
        return with_hint(error.message, error.hint)
    if isinstance(error, KeyboardInterrupt):
        return _unexpected(error)
    text = _told(error)
    following = hint(error, profile)
    line = "error: " + with_hint(safe(text), following)
    return "\n".join([line, *(safe(row) for row in error.rows)]) if isinstance(error, WrongRows) else line


def with_hint(text: str, following: str | None) -> str:
    """What failed, and what to do or to type next."""
    if not following:
        return text
    encoding = (getattr(sys.stderr, "encoding", None) or "ascii").lower()
    dash = "\u2014" if encoding.startswith("utf") else "-"
    return f"{text} {dash} {'run: ' if following.startswith('pinads ') else ''}{following}"


def _told(error: BaseException) -> str:
    if isinstance(error, errors.MissingCredentials):  # The library's message tells how to give one in Python.
        return "there is no access token: set PINADS_ACCESS_TOKEN"
    return str(error) if isinstance(error, errors.PinadsError) else _unexpected(error)


def _unexpected(error: BaseException) -> str:
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return f"{type(error).__name__}: {error}"


def as_json(error: BaseException, code: ExitCode, profile: str) -> dict[str, Any]:
    """The error object of the machine formats."""
    facts: dict[str, Any] = {
        "type": type(error).__name__,
        "message": _told(error) if isinstance(error, errors.MissingCredentials) else getattr(error, "message", None) or _unexpected(error),
        "code": getattr(error, "code", None),
        "http_status": getattr(error, "http_status", None),
        "request_id": getattr(error, "request_id", None),
        "operation": getattr(error, "operation", None),
        "hint": hint(error, profile),
        "exit_code": int(code),
    }
    if getattr(error, "field", None):
        facts["field"] = error.field  # type: ignore[attr-defined]
    if isinstance(error, WrongRows):
        facts["rows"] = list(error.rows)
    return {"error": facts}


def usage_json(message: str, help_at: str) -> str:
    """The error object of a usage error."""
    error = {"type": "UsageError", "message": message, "code": None, "http_status": None, "request_id": None, "operation": None}
    return json.dumps({"error": {**error, "hint": help_at, "exit_code": int(ExitCode.USAGE)}})
