"""The one place that renders results: to stdout, in the format asked for."""

from __future__ import annotations

import codecs
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pinads.cli.output.exit_codes import ExitCode

if TYPE_CHECKING:
    from pinads.cli.presentation import Presentation


def emit(result: Any, presentation: Presentation) -> ExitCode:
    """Render the result of a command; returns the exit code."""
    _encodable(presentation.format)
    module, _, function = _EMITTERS[type(result).__name__].partition(".")
    emitter = getattr(import_module(f"pinads.cli.output.{module}"), function)
    return emitter(result, presentation) or ExitCode.DONE


_EMITTERS = {
    "EntityPage": "listing.emit_page",
    "EntityList": "listing.emit_list",
    "SingleEntity": "listing.emit_single",
    "Value": "values.emit_value",
    "Plan": "values.emit_plan",
    "Text": "values.emit_text",
    "WriteResult": "outcomes.emit_write_result",
    "RowStream": "row_stream.emit_row_stream",
    "FigureTable": "figures.emit_figures",
}
"""The functions that render the kinds of results, by name: some of their modules take up to 60 ms to import."""


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
            is_code_page = os.name == "nt" and not os.environ.get("PYTHONIOENCODING")  # An encoding of Windows that nobody chose.
            whole = format in ("csv", "tsv", "yaml", "markdown") or is_code_page
            reconfigure(newline="\n", **({"encoding": "utf-8"} if whole else {}))


def _json_escape(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2)), error.end
