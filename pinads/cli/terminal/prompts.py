"""Questions at the terminal, even if standard input is a pipe."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from pinads.cli.flags import flag_of

if TYPE_CHECKING:
    from pinads.services.questions import FieldQuestion

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


def lines_of(question: FieldQuestion) -> Iterator[str]:
    """Write a question for the value of a field; after a wrong answer, what was wrong with it."""
    width = max(shutil.get_terminal_size().columns - 1, 40)
    if question.problem:
        yield from textwrap.wrap(question.problem, width)
    else:
        yield ""
        yield from textwrap.wrap(f"{word_of(question)}: {question.field.doc}{_how(question)}", width)
    if any(choice.label for choice in question.choices):
        for number, choice in enumerate(question.choices, 1):
            room = max(width - len(choice.value) - 9, 20)
            name = choice.label if len(choice.label) <= room else choice.label[: room - 1] + "\u2026"
            yield f"{number:4}  {name} ({choice.value})"
    elif not question.problem:
        words = "   ".join(f"{number}\xa0{choice.value}" for number, choice in enumerate(question.choices, 1))
        yield from (line.replace("\xa0", " ") for line in textwrap.wrap(words, width, initial_indent="  ", subsequent_indent="  "))
    if question.more:
        yield f"      and {question.more} more: type a part of the name"


def word_of(question: FieldQuestion) -> str:
    """Name the field of a question as its option does, without the dashes."""
    return flag_of(question.field.name).lstrip("-").replace("-", " ")


def _how(question: FieldQuestion) -> str:
    """Describe what can be typed, and what Enter does."""
    such = f" Such as {question.example}." if question.example else ""
    if question.needed:
        return such
    return such + (f" Enter: {question.default}." if question.default else " Enter skips it.")


def answer() -> str:
    """Read the answer to a question for a field.

    Raises:
        EOFError: there is no more input.
    """
    try:
        if sys.stdout.isatty():
            with suppress(ImportError):  # Windows edits lines without it.
                import readline  # start-up: 3 ms, to edit what is typed here  # noqa: F401
            return input("> ")
        print("> ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
    except (KeyboardInterrupt, EOFError):
        print(file=sys.stderr)
        raise
    if not line:
        print(file=sys.stderr)
        raise EOFError
    return line


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
