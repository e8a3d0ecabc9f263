"""Running a command: its result is rendered, its errors become a line and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

from pinads.cli.flags import ALLOW_UNKNOWN
from pinads.cli.output.exit_codes import ExitCode, code_of
from pinads.cli.presentation import Presentation
from pinads.cli.terminal import progress
from pinads.cli.terminal.request_log import show_traceback
from pinads.cli.terminal.streams import discard_stdout
from pinads.render.formats import FORMATS
from pinads.sdk.environment import is_on
from pinads.sdk.errors import PinadsError
from pinads.sdk.schema.unknown_values import allow_unknown_values
from pinads.sdk.schema.validation import invalid_choice
from pinads.sdk.schema.warned import warning
from pinads.services.inputs.standard_input import offering


def run_command(
    presentation: Presentation,
    command: Callable[[], Any],
    allow_unknown: bool,
    more_formats: Sequence[str] = (),
    watch: str | None = None,
) -> ExitCode:
    """Run a command, render its result and report its errors; return the exit code.

    Args:
        presentation: the shared options.
        command: the command with its arguments.
        allow_unknown: send values that look like typos of known ones.
        more_formats: the output formats that this command has beside the usual ones.
        watch: the time after which the command is repeated; None to run it once.
    """
    result: Any = None
    try:
        _check_settings(presentation, more_formats)
        with (
            warning(lambda text: presentation.context.warn(text)),
            allow_unknown_values(allow_unknown, ALLOW_UNKNOWN),
            offering(lambda: sys.stdin.buffer),
        ):
            if watch is not None:
                from pinads.cli.watching import watch as watching  # start-up: 5 ms, with --watch alone

                return ExitCode(watching(presentation, watch, command, lambda shown: _emit(shown, presentation)))
            result = command()
            return ExitCode.DONE if result is None else _emit(result, presentation)
    except BrokenPipeError:
        discard_stdout()
        _acknowledge(result)  # Whoever closes the pipe has read enough, and what was found stays found.
        return code_of(result)
    except (PinadsError, OSError, KeyboardInterrupt) as error:
        return _report(error, presentation)
    finally:
        presentation.close()
        _note_directories(presentation)


def _check_settings(presentation: Presentation, more_formats: Sequence[str]) -> None:
    is_on("PINADS_DEBUG", otherwise=True)
    known = (*FORMATS, *(more_formats if presentation.output else ()))
    if presentation.asked_output is not None and presentation.asked_output not in known:
        raise invalid_choice(presentation.asked_output, known, "--output" if presentation.output else "PINADS_OUTPUT")


def _emit(result: Any, presentation: Presentation) -> ExitCode:
    from pinads.cli.output.emit import emit  # start-up: --help renders no result

    code = emit(result, presentation)
    sys.stdout.flush()
    _acknowledge(result)
    error = getattr(result, "error", None)
    return code if error is None else _report(error, presentation)


def _acknowledge(result: Any) -> None:
    """Tell the service that its result was written to the last byte."""
    shown = getattr(result, "shown", None)
    if shown is not None:
        shown()


def _report(error: BaseException, presentation: Presentation) -> ExitCode:
    progress.clear()
    if isinstance(error, OSError):
        discard_stdout()
    # The error of a result was not raised, or is over.
    if presentation.debugging and sys.exc_info()[1] is error and not isinstance(error, KeyboardInterrupt):
        show_traceback()
    from pinads.cli.output.errors import report  # start-up: 2 ms, and most commands end without an error

    return report(error, presentation.errors_as_json, presentation.context.named)


def _note_directories(presentation: Presentation) -> None:
    """Print once where state was kept, if not in the usual place."""
    # A command that kept nothing has not loaded it.
    directories = sys.modules.get("pinads.config.directories")
    if directories is not None:
        for text in dict.fromkeys(directories.notes):
            presentation.note(text)
        directories.notes.clear()
