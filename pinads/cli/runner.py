"""Running a command: its result is rendered, its errors become a line and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from pinads.cli.framework.parameters import ALLOW_UNKNOWN
from pinads.cli.options.session import Session
from pinads.cli.output.exit_codes import ExitCode
from pinads.cli.terminal.streams import discard_stdout
from pinads.render.formats import FORMATS
from pinads.sdk.environment import is_on
from pinads.sdk.errors import PinadsError
from pinads.sdk.schema.unknown_values import allow_unknown_values
from pinads.sdk.schema.validation import invalid_choice
from pinads.sdk.schema.warned import warning
from pinads.services.inputs.standard_input import offering


def run(session: Session, command: Callable[[], Any], allow_unknown: bool) -> ExitCode:
    """Run a command, render what it returns and report its errors; return the exit code.

    Args:
        session: the shared options.
        command: the command with its arguments.
        allow_unknown: send values that look like slips of known ones.
    """
    result: Any = None
    try:
        _check_settings(session)
        with (
            warning(session.context.warn),
            allow_unknown_values(allow_unknown, ALLOW_UNKNOWN),
            offering(lambda: sys.stdin.buffer),
        ):
            result = command()
            return ExitCode.DONE if result is None else _emit(result, session)
    except BrokenPipeError:
        discard_stdout()
        _shown(result)  # Whoever closes the pipe has read enough.
        return ExitCode.DONE
    except (PinadsError, OSError, KeyboardInterrupt) as error:
        return _failed(error, session)
    finally:
        session.context.close()
        _note_directories(session)


def _check_settings(session: Session) -> None:
    is_on("PINADS_DEBUG", otherwise=True)
    if session.asked_output is not None and session.asked_output not in FORMATS:
        raise invalid_choice(session.asked_output, FORMATS, "--output" if session.output else "PINADS_OUTPUT")


def _emit(result: Any, session: Session) -> ExitCode:
    from pinads.cli.output.emit import emit

    code = emit(result, session)
    sys.stdout.flush()
    _shown(result)
    return code


def _shown(result: Any) -> None:
    """Tell the service that its result was shown to the last byte."""
    shown = getattr(result, "shown", None)
    if shown is not None:
        shown()


def _failed(error: BaseException, session: Session) -> ExitCode:
    from pinads.cli.output.errors import report
    from pinads.cli.terminal.progress import clear

    clear()
    if isinstance(error, OSError):
        discard_stdout()
    if session.debugging and not isinstance(error, KeyboardInterrupt):
        from pinads.cli.terminal.request_log import show_traceback

        show_traceback()
    return report(error, session.machine_asked, session.context.named)


def _note_directories(session: Session) -> None:
    """Print once where state was kept, if not in the usual place."""
    # A command that kept nothing has not loaded it.
    directories = sys.modules.get("pinads.config.directories")
    if directories is not None:
        for text in dict.fromkeys(directories.notes):
            session.note(text)
        directories.notes.clear()
