"""Shells at a keyboard: bash, zsh and fish in a pseudo-terminal, with a PATH on which there is nothing but a trap named pinads."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shutil
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "completions"
CONTROL = re.compile(r"\x1b\[[0-9;?>=]*[A-Za-z]|\x1b[()][0-9A-Za-z]|\x1b[=>]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x00-\x08\x0e\x0f]")
PROMPT = "ready> "
PATIENCE = 120.0
"""Seconds until a shell that does not answer is given up; one that does is not waited for."""
# A shell has job control only in a session whose terminal is its own.
OWN_TERMINAL = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
STARTS = {
    "bash": (".bashrc", f"PS1='{PROMPT}'\nbind 'set show-all-if-ambiguous on'\nsource {SCRIPTS / 'pinads.bash'}\n"),
    "zsh": (".zshrc", f"PS1='{PROMPT}'\nsetopt no_list_ambiguous\nfpath=({SCRIPTS} $fpath)\nautoload -Uz compinit && compinit -u -D\n"),
    "fish": (
        ".config/fish/config.fish",
        f"function fish_prompt\n echo -n '{PROMPT}'\nend\nfunction fish_greeting\nend\nset fish_complete_path {SCRIPTS}\n",
    ),
}


class Keyboard:
    """Types, and waits for what comes."""

    def __init__(self, terminal: int) -> None:
        self.terminal = terminal
        self.shown = ""

    def press(self, keys: str) -> None:
        """Type; what was shown before is forgotten."""
        self.shown = ""
        os.write(self.terminal, keys.encode())

    def see(self, *texts: str) -> str:
        """Wait until all of these texts are on the screen; answers what is there."""
        until = time.monotonic() + PATIENCE
        while missing := [text for text in texts if text not in CONTROL.sub("", self.shown)]:
            ready = select.select([self.terminal], [], [], max(0.0, until - time.monotonic()))[0]
            if not ready:
                pytest.fail(f"not on the screen: {missing}; there is: {CONTROL.sub('', self.shown)!r}")
            self.shown += os.read(self.terminal, 65536).decode(errors="replace")
        return CONTROL.sub("", self.shown)


@contextmanager
def shell(name: str, home: Path, **variables: str) -> Iterator[Keyboard]:
    """A shell that waits for keys; fails where it, or its completion, started pinads."""
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not installed")
    file, text = STARTS[name]
    (home / file).parent.mkdir(parents=True, exist_ok=True)
    (home / file).write_text(text)
    trap = home / "bin" / "pinads"
    trap.parent.mkdir()
    trap.write_text(f"#!/bin/sh\n: > '{home}/started'\n")
    trap.chmod(0o755)
    environment = {"HOME": str(home), "PATH": str(trap.parent), "TERM": "xterm", "LANG": "C.UTF-8", **variables}
    keyboard, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 100, 0, 0))
    command = [sys.executable, "-c", OWN_TERMINAL, program, "-i"]
    streams = {"stdin": terminal, "stdout": terminal, "stderr": terminal}
    with subprocess.Popen(command, env=environment, cwd=home, start_new_session=True, **streams) as process:
        os.close(terminal)
        try:
            typing = Keyboard(keyboard)
            typing.see(PROMPT)
            yield typing
        finally:
            process.kill()
    os.close(keyboard)
    assert not (home / "started").exists()
