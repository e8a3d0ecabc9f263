"""A command that is repeated: drawn again on a terminal, a line or block for each round in a pipe."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, set_cell_size

from pinads.cli.flags import with_options
from pinads.cli.output.exit_codes import ExitCode
from pinads.cli.terminal import progress
from pinads.cli.terminal.streams import discard_stdout
from pinads.render.formats import DRAWN_FORMATS
from pinads.render.json import compact
from pinads.render.text import safe
from pinads.render.times import iso
from pinads.sdk.errors import InvalidInput, NetworkError, RateLimited, ServerError
from pinads.sdk.schema.durations import seconds
from pinads.services.error_codes import next_step
from pinads.services.errors import message_of

if TYPE_CHECKING:
    from pinads.cli.presentation import Presentation

LEAST = 5.0
"""The shortest pause between two rounds, in seconds: a listing may take several requests."""
PASSING = (RateLimited, ServerError, NetworkError)
"""Errors that the next round may not have."""
_HOME, _REST_OF_LINE, _REST = "\x1b[H", "\x1b[K", "\x1b[J"
"""The top left corner, and what clears a line or the screen from there on."""
_ESCAPES = re.compile(r"(\x1b\[[0-9;]*m|\x1b\]8;.*?\x1b\\)")
"""Colours and links, which take no room on a line."""


def watch(presentation: Presentation, pause: str, command: Callable[[], Any], emit: Callable[[Any], ExitCode]) -> ExitCode:
    """Run a command again and again until Ctrl-C; return the exit code of the last round.

    Ctrl-C is not a failure. Errors that may pass are noted, except in the first round.

    Args:
        presentation: the shared options.
        pause: the time between two rounds.
        command: the command; it is called once a round.
        emit: renders a result to stdout.

    Raises:
        InvalidInput: the pause is too short, or the output format has no rounds.
        PinadsError: the first round failed, or a later one in a way that stays.
    """
    every = seconds(pause, "--watch")
    if every < LEAST:
        raise InvalidInput(f"Invalid --watch {pause}: it is at least {LEAST:.0f}s, since each round sends requests", "--watch")
    rounds = _rounds(presentation, every)
    presentation.no_pager, presentation.noted = True, set()
    wait, is_first, code = every, True, ExitCode.DONE
    try:
        while True:
            try:
                text, code = _result_of(command, emit)
                is_first = False
                rounds.show(text)
                wait = every
            except PASSING as error:
                if is_first:
                    raise
                wait = max(every, getattr(error, "retry_after", None) or 0)
                rounds.fail(error, wait)
            sys.stdout.flush()
            _pause(wait)
    except BrokenPipeError:
        discard_stdout()
        return code
    except KeyboardInterrupt:
        if is_first:
            raise
        rounds.end()
        return code


def _pause(wait: float) -> None:
    """Wait, a second at a time: Ctrl-C just before a sleep is noticed after it."""
    until = time.monotonic() + wait
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(left, 1.0))


class _Kept(io.StringIO):
    """A buffer in place of stdout, which is the same to those who ask."""

    def __init__(self, stands_for: Any) -> None:
        super().__init__(newline="")
        self._stands_for = stands_for

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return str(self._stands_for.encoding)

    def isatty(self) -> bool:
        return bool(self._stands_for.isatty())


def _result_of(command: Callable[[], Any], emit: Callable[[Any], ExitCode]) -> tuple[str, ExitCode]:
    """Return what a round writes, so that the last one stays on the screen until then, and its exit code."""
    with redirect_stdout(_Kept(sys.stdout)) as kept:
        result = command()
        code = ExitCode.DONE if result is None else emit(result)
    progress.clear()
    return kept.getvalue(), code


class _Rounds:
    """The rounds of a command, in a pipe."""

    def __init__(self, every: float) -> None:
        self._every = every

    def show(self, text: str) -> None:
        """Write a round."""
        print(f"{iso(int(time.time()))}\n{text}")

    def fail(self, error: Exception, wait: float) -> None:
        """Note a round that failed, and when the next one is."""
        print(safe(f"{iso(int(time.time()))}: {_problem(error)}; trying again in {wait:.0f} s"), file=sys.stderr)

    def end(self) -> None:
        """End after the person's Ctrl-C."""


class _Lines(_Rounds):
    """Rounds as JSON objects, one in a line."""

    def __init__(self, every: float, has_lines: bool) -> None:
        super().__init__(every)
        self._has_lines = has_lines

    def show(self, text: str) -> None:
        """Write a round in a line, with its time."""
        result = list(map(json.loads, text.splitlines())) if self._has_lines else json.loads(text)
        print(compact({"time": iso(int(time.time())), "result": result}))


class _Screens(_Rounds):
    """Rounds on a terminal, each in place of the one before."""

    def __init__(self, every: float) -> None:
        super().__init__(every)
        self._last = ""
        sys.stdout.write(_HOME + _REST)

    def show(self, text: str) -> None:
        """Draw a round."""
        self._last = text
        self._draw(f"{_clock()}, every {self._every:.0f} s; Ctrl-C ends")

    def fail(self, error: Exception, wait: float) -> None:
        """Draw the last round again, with what is wrong with this one."""
        self._draw(f"{_clock()}: {_problem(error)}; trying again in {wait:.0f} s")

    def end(self) -> None:
        """Leave the cursor below the last round."""
        print()

    def _draw(self, heading: str) -> None:
        size = shutil.get_terminal_size()
        lines = self._last.splitlines()
        room = max(size.lines - 4, 1)
        if len(lines) > room:
            lines = [*lines[:room], f"and {len(lines) - room} more lines"]
        # Over the last round, since a screen that is cleared first flickers.
        # Cleared before it is written: at the right edge, clearing the rest takes the last letter away.
        shown = (safe(heading), "", *lines)
        drawn = "".join(f"{_REST_OF_LINE}{_cut(line, size.columns)}\n" for line in shown)
        sys.stdout.write(_HOME + drawn + _REST)


def _cut(line: str, width: int) -> str:
    """Cut a line at the edge of the terminal, as those of --wide are longer."""
    parts, left = [], width
    for number, part in enumerate(_ESCAPES.split(line)):
        if number % 2:
            parts.append(part)
        elif (taken := cell_len(part)) <= left:
            parts.append(part)
            left -= taken
        else:
            parts.append(set_cell_size(part, left))
            left = 0
    return "".join(parts)


def _rounds(presentation: Presentation, every: float) -> _Rounds:
    format = presentation.format
    if format in DRAWN_FORMATS and sys.stdout.isatty():
        presentation.quiet = True  # Notes would be drawn over.
        return _Screens(every)
    if format in DRAWN_FORMATS:
        return _Rounds(every)
    if format in ("json", "jsonl"):
        return _Lines(every, format == "jsonl")
    raise InvalidInput(f"--watch writes tables or JSON, not {format}; add -o jsonl or -o table", "--watch")


def _clock() -> str:
    return datetime.fromtimestamp(time.time()).strftime("%H:%M:%S")


def _problem(error: Exception) -> str:
    following = next_step(error)
    return with_options(message_of(error)) + (f" ({following})" if following else "")
