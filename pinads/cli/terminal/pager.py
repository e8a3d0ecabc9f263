"""The pager of tables that do not fit on the terminal: PAGER, or less."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import IO

from rich.cells import cell_len

from pinads.cli.terminal import interrupts, progress

LINKS_SINCE = 581
"""The version of less from which on it passes hyperlinks through."""
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_LINK = re.compile(r"\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\)")


def page(pieces: Iterable[str], wide: bool) -> None:
    """Write lines to stdout, or to the pager if they do not fit on the terminal.

    Args:
        pieces: the lines, which may still be fetched while the first are read.
        wide: page lines that are wider than the terminal, too.

    Raises:
        BrokenPipeError: the reader has quit the pager and wants no more.
    """
    rest = iter(pieces)
    first, fits = _first_screen(rest, wide)
    command = None if fits else _command(wide)
    if command is None:
        sys.stdout.writelines(chain(first, rest))
        return
    with _running(command) as out:
        links = _shows_links(command[0])
        for piece in chain(first, rest):
            out.write(piece if links else _LINK.sub("", piece))
            out.flush()  # The reader is waiting for it.


def _first_screen(pieces: Iterator[str], wide: bool) -> tuple[list[str], bool]:
    """Take the pieces that fit on the terminal, and tell if these are all."""
    screen, first, lines = shutil.get_terminal_size(), [], 0
    for piece in pieces:
        first.append(piece)
        lines += piece.count("\n")
        if lines >= screen.lines or (wide and _width(piece) > screen.columns):
            return first, False
    return first, True


def _width(piece: str) -> int:
    return max((cell_len(_LINK.sub("", _STYLE.sub("", line))) for line in piece.split("\n")), default=0)


def _command(wide: bool) -> list[str] | None:
    """Return the pager's command; None if there is no such program."""
    words = shlex.split(os.environ.get("PAGER") or "less")
    if not words or shutil.which(words[0]) is None:
        return None
    if Path(words[0]).stem != "less":
        return words
    # Colours; leave the text on the screen; quit where one screen shows it all, which lines that are cut do not count for.
    own = () if "LESS" in os.environ or words[1:] else (("-X",) if wide else ("-F", "-X"))
    return [*words, "-R", *own, *(("-S",) if wide else ())]


def _shows_links(program: str) -> bool:
    """Tell if a pager passes hyperlinks through."""
    if Path(program).stem != "less":
        return False
    version = subprocess.run([program, "--version"], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False).stdout
    found = re.match(r"less (\d+)", version)
    return found is not None and int(found[1]) >= LINKS_SINCE


@contextmanager
def _running(command: Sequence[str]) -> Iterator[IO[str]]:
    """Run a pager until its reader quits; progress bars would tear its screen."""
    encoding = sys.stdout.encoding
    process = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, encoding=encoding, errors="backslashreplace")
    assert process.stdin is not None
    with progress.silent():
        try:
            yield process.stdin
        finally:
            with suppress(BrokenPipeError):
                process.stdin.close()
            with interrupts.ignored():
                process.wait()
