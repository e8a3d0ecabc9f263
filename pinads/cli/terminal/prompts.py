"""Questions at the terminal, even if standard input is a pipe."""

from __future__ import annotations

import os
import sys
from typing import TextIO

_READS, _WRITES = ("CONIN$", "CONOUT$") if os.name == "nt" else ("/dev/tty", "/dev/tty")
"""The controlling terminal of this process, independent of its standard streams."""


def can_ask() -> bool:
    """Tell if a person can be asked, at the standard streams or at the controlling terminal."""
    return _is_interactive() or _opens(_READS)


def ask(question: str) -> str:
    """Ask a question and return the typed line, stripped.

    Uses stdin and stderr if both are a terminal, else the controlling terminal, so that ids can come from a pipe and messages
    can go to a file.
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
    answer = ""
    try:
        answer = reads.readline()
    finally:
        if not answer.endswith("\n"):
            print(file=writes)  # Ctrl-C and Ctrl-D leave the cursor after the question.
    return answer.strip()


def _is_interactive() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _opens(device: str) -> bool:
    try:
        os.close(os.open(device, os.O_RDWR))
    except OSError:
        return False
    return True
