"""The one place that renders results: to stdout, in the format asked for."""

from __future__ import annotations

import codecs
import os
import sys
from typing import TYPE_CHECKING, Any

from pinads.cli.output.exit_codes import ExitCode
from pinads.cli.output.listing import emit_many, emit_one, emit_page
from pinads.cli.output.row_stream import emit_row_stream
from pinads.cli.output.values import emit_plan, emit_text, emit_value
from pinads.services.results import Many, One, Page, Plan, RowStream, Text, Value, Written

if TYPE_CHECKING:
    from pinads.cli.output.presentation import Presentation


def emit(result: Any, session: Presentation) -> ExitCode:
    """Render the result of a command; returns the exit code."""
    _encodable(session.format)
    kinds: dict[type, Any] = {
        Page: emit_page,
        Many: emit_many,
        One: emit_one,
        Value: emit_value,
        RowStream: emit_row_stream,
        Plan: emit_plan,
        Text: emit_text,
    }
    if type(result) is Written:
        from pinads.cli.output.outcomes import emit_written  # start-up: 10 ms of the modules that write

        kinds = {Written: emit_written}
    code = kinds[type(result)](result, session)
    return code or ExitCode.DONE


def _encodable(format: str) -> None:
    """Escape the characters that stdout cannot encode, in JSON as JSON does, so that no name stops the output."""
    errors = "backslashreplace"
    if format in ("json", "jsonl"):
        codecs.register_error("pinads.json", _json_escape)
        errors = "pinads.json"
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors=errors)
        if not sys.stdout.isatty():
            # The same bytes on every platform: Windows would end lines with \r\n, and write what --file cannot read.
            # And what --file reads is UTF-8, in which no name is lost.
            whole = format in ("csv", "tsv", "yaml") or _is_code_page()
            reconfigure(newline="\n", **({"encoding": "utf-8"} if whole else {}))


def _is_code_page() -> bool:
    """Tell whether stdout has an encoding of Windows that nobody chose."""
    return os.name == "nt" and not os.environ.get("PYTHONIOENCODING")


def _json_escape(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2)), error.end
