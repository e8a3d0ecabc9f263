"""The README's picture: what a terminal shows of some commands over the demo account.

``python docs/screenshot.py`` writes ``docs/screenshot.svg`` anew.
"""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

from rich.console import Console
from rich.text import Text

COMMANDS = (
    "pinads campaigns list --profile demo",
    "pinads campaigns set-daily-budget 626735000015 +10% --profile demo",
    "pinads campaigns pause 626735000015 626735000999 --profile demo",
)
COLUMNS = 108


def shown(command: str, directory: str) -> str:
    """What a terminal shows of a command, colours and all."""
    keyboard, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    kept = {
        name: value for name, value in os.environ.items() if name not in ("CI", "COLUMNS", "NO_COLOR") and not name.startswith("PINADS_")
    }
    own = {"PINADS_DATA_DIR": directory, "PINADS_CONFIG_DIR": directory, "TERM": "xterm-256color", "TZ": "UTC", "PYTHONUTF8": "1"}
    words = [sys.executable, "-m", *shlex.split(command)]
    with subprocess.Popen(words, stdin=terminal, stdout=terminal, stderr=terminal, env={**kept, **own}) as program:
        os.close(terminal)
        output = b""
        try:
            while part := os.read(keyboard, 65536):
                output += part
        except OSError:  # how Linux reports that the program has ended
            pass
    os.close(keyboard)
    assert program.returncode in (0, 5), output.decode()
    return output.decode().replace("\r\n", "\n")


def session() -> str:
    """The commands one after the other in a fresh demo account, each after its prompt."""
    with tempfile.TemporaryDirectory() as directory:
        return "\n".join(f"\x1b[1m$ {command}\x1b[0m\n{shown(command, directory).strip()}\n" for command in COMMANDS)


def svg(text: str) -> str:
    """A terminal's window with a text in it. It fetches no fonts: those of the reader's machine will do."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor", legacy_windows=False)
    console.print(Text.from_ansi(text), soft_wrap=True)
    picture = console.export_svg(title="pinads", unique_id="pinads")
    return re.sub(r"\s*@font-face \{.*?\}", "", picture, flags=re.DOTALL)


if __name__ == "__main__":
    Path(__file__).with_suffix(".svg").write_text(svg(session()), encoding="utf-8")
