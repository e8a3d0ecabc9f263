"""The one place that renders results: to stdout, in the format asked for."""

from __future__ import annotations

import codecs
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pinads.cli.output.exit_codes import ExitCode
from pinads.cli.output.listing import emit_list, emit_page, emit_single
from pinads.cli.output.values import emit_plan, emit_text, emit_value
from pinads.services.results import EntityList, EntityPage, Plan, SingleEntity, Text, Value

if TYPE_CHECKING:
    from pinads.cli.output.presentation import Presentation


def emit(result: Any, presentation: Presentation) -> ExitCode:
    """Render the result of a command; returns the exit code."""
    _encodable(presentation.format)
    code = _emitter(type(result))(result, presentation)
    return code or ExitCode.DONE


_EMITTERS: dict[type, Any] = {
    EntityPage: emit_page,
    EntityList: emit_list,
    SingleEntity: emit_single,
    Value: emit_value,
    Plan: emit_plan,
    Text: emit_text,
}
_LOADED_BY_NAME = {
    "WriteResult": "outcomes.emit_write_result",
    "RowStream": "row_stream.emit_row_stream",
    "FigureTable": "figures.emit_figures",
}
"""The emitters of results that listings do not have; their modules take 3 to 60 ms to import."""


def _emitter(kind: type) -> Any:
    """Find the function that renders a kind of result."""
    if kind in _EMITTERS:
        return _EMITTERS[kind]
    module, _, function = _LOADED_BY_NAME[kind.__name__].partition(".")
    return getattr(import_module(f"pinads.cli.output.{module}"), function)


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
            whole = format in ("csv", "tsv", "yaml", "markdown") or _is_code_page()
            reconfigure(newline="\n", **({"encoding": "utf-8"} if whole else {}))


def _is_code_page() -> bool:
    """Tell whether stdout has an encoding of Windows that nobody chose."""
    return os.name == "nt" and not os.environ.get("PYTHONIOENCODING")


def _json_escape(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2)), error.end
