"""Programs on a pseudo-terminal, as somebody at a keyboard sees them."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from typing import NamedTuple

STYLE = re.compile(r"\x1b\[[0-9;]*m")


class Screen(NamedTuple):
    """What was on the terminal, and what went to stderr where that was no terminal."""

    exit_code: int
    text: str
    stderr: str

    @property
    def plain(self) -> str:
        """The text without its colours."""
        return STYLE.sub("", self.text)


def on_terminal(
    command: Sequence[str], environment: Mapping[str, str], columns: int = 80, rows: int = 24, typed: str = "", stderr_apart: bool = True
) -> Screen:
    """Run a program whose stdin and stdout, and stderr unless it is kept apart, are a terminal."""
    keyboard, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    errors = subprocess.PIPE if stderr_apart else terminal
    with subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=errors, env=dict(environment)) as process:
        os.close(terminal)
        os.write(keyboard, typed.encode())
        try:
            shown = _everything(keyboard)
            stderr = (process.communicate(timeout=60)[1] or b"").decode()
        finally:
            process.kill()
    code = process.returncode
    os.close(keyboard)
    return Screen(code, shown.decode().replace("\r\n", "\n"), stderr)


def with_controlling_terminal(command: Sequence[str], environment: Mapping[str, str], given: str, typed: str = "") -> tuple[int, str, str]:
    """Run a program whose streams are pipes at a controlling terminal; returns its code, its stderr, and the terminal's text."""
    keyboard, terminal = pty.openpty()
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}

    def adopt() -> None:
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)

    with subprocess.Popen(command, **streams, env=dict(environment), start_new_session=True, preexec_fn=adopt) as process:
        os.close(terminal)
        os.write(keyboard, typed.encode())
        stderr = process.communicate(given.encode(), timeout=60)[1].decode()
    shown = _everything(keyboard).decode()
    os.close(keyboard)
    return process.returncode, stderr, shown


def _everything(keyboard: int) -> bytes:
    """All output until the program's end; Linux reports that as an error."""
    shown = b""
    with contextlib.suppress(OSError):
        while select.select([keyboard], [], [], 120)[0]:
            part = os.read(keyboard, 65536)
            if not part:
                break
            shown += part
    return shown
