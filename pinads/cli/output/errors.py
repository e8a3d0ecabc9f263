"""Errors on stderr: one line for people, or a JSON object for programs."""

from __future__ import annotations

import json
import sys
from typing import Any

from pinads.cli.flags import flag_of, with_options
from pinads.cli.output.exit_codes import ExitCode, exit_code
from pinads.render.text import safe
from pinads.sdk.redaction import redact, redact_value
from pinads.services.error_codes import next_step
from pinads.services.errors import Interrupted, PartialFailure, PolicyViolation, WrongRows, message_of, unexpected
from pinads.services.listing.options import ReadOptions
from pinads.services.uploads.options import UploadOptions
from pinads.services.writes.options import WriteOptions


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
    following = next_step(error, named)
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
    return {"error": {**redact_value(facts), "hint": next_step(error, named)}}


def usage_json(message: str, help_at: str) -> str:
    """Build the error object of a usage error."""
    error = {"type": "UsageError", "message": message, "code": None, "http_status": None, "request_id": None, "operation": None}
    return json.dumps({"error": {**error, "hint": help_at, "exit_code": int(ExitCode.USAGE)}})


def as_field(name: str, message: str) -> str:
    """Write the field of an error as an option if it is a parameter of a service."""
    if f"`{name}`" in message:
        return flag_of(name)
    of_services = {*WriteOptions.names(), *ReadOptions.names(), *UploadOptions.names()}
    return flag_of(name) if name in {*of_services, "extra", "output", "paginate"} else name
