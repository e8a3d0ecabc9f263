"""The one place where results are rendered: to stdout, in the format asked for."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

from pinads.cli.output.exit_codes import ExitCode
from pinads.cli.output.listing import _many, _page, _value, one
from pinads.render.style import Look
from pinads.services.results import Many, One, Page, Plan, Text, Value, Written

if TYPE_CHECKING:
    from pinads.cli.output.presentation import Presentation


def emit(result: Any, session: Presentation) -> ExitCode:
    """Render what a command returned; answers the exit code."""
    _encodable(session.format)
    kinds: dict[type, Any] = {Page: _page, Many: _many, One: one, Value: _value}
    if type(result) not in kinds:
        from pinads.cli.output.outcomes import emit_written
        from pinads.cli.output.values import emit_plan, emit_text

        kinds = {Written: emit_written, Plan: emit_plan, Text: emit_text}
    code = kinds[type(result)](result, session)
    return code or ExitCode.DONE


def look_of(session: Presentation) -> Look:
    """How tables look: colours and width of the terminal, the account's currency, local times."""
    on_terminal = sys.stdout.isatty()
    plain = session.no_color or "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb" or _shows_escapes()
    width = shutil.get_terminal_size().columns if on_terminal or "COLUMNS" in os.environ else None
    return Look(color=on_terminal and not plain, width=width, currency=None, timezone=None, unicode=_can_encode("│…"), currency_of=None)


def _shows_escapes() -> bool:
    """Whether it is Windows' old console, which shows escapes as they stand; the others say who they are."""
    return os.name == "nt" and not any(name in os.environ for name in ("WT_SESSION", "TERM", "TERM_PROGRAM", "ANSICON"))


def _can_encode(text: str) -> bool:
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _encodable(format: str) -> None:
    """Make sure that no name can stop the output: what stdout cannot encode is escaped, in JSON as JSON does."""
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
    """Whether stdout has an encoding of Windows that nobody chose."""
    return os.name == "nt" and not os.environ.get("PYTHONIOENCODING")


def _json_escape(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2)), error.end
