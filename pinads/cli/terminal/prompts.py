"""Questions to the person at the terminal, also where standard input is a pipe."""

from __future__ import annotations

import os
import sys
from typing import TextIO

_READS, _WRITES = ("CONIN$", "CONOUT$") if os.name == "nt" else ("/dev/tty", "/dev/tty")
"""The terminal that controls this process, whatever its standard streams are connected to."""


def can_ask() -> bool:
    """Tell whether a person can be asked: the standard streams are a terminal, or the process has a controlling one."""
    return _is_interactive() or _opens(_READS)


def ask(question: str) -> str:
    """Ask a question and return the line that the person types, without surrounding blanks.

    The question and the answer use stdin and stderr where both are a terminal, else the controlling terminal, so that ids
    can come from a pipe and messages can go to a file.
    """
    if _is_interactive():
        return _exchange(question, sys.stdin, sys.stderr)
    try:
        with open(_READS, encoding="utf-8", errors="replace") as reads, open(_WRITES, "w", encoding="utf-8", errors="replace") as writes:  # noqa: PTH123
            return _exchange(question, reads, writes)
    except OSError:
        return ""


def _exchange(question: str, reads: TextIO, writes: TextIO) -> str:
    print(question, end="", file=writes, flush=True)
    answer = reads.readline()
    if not answer.endswith("\n"):
        print(file=writes)  # Ctrl-D leaves the cursor behind the question.
    return answer.strip()


def _is_interactive() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _opens(device: str) -> bool:
    try:
        os.close(os.open(device, os.O_RDWR))
    except OSError:
        return False
    return True
