"""The README's output is what the command prints, and its commands are the first two blocks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


def test_the_first_two_sh_blocks_are_one_line_each() -> None:
    commands = [text for kind, text in BLOCKS if kind == "sh"][:2]
    assert [command.count("\n") for command in commands] == [1, 1]
    assert commands[0].rstrip().endswith("pinads campaigns list --profile demo")
    assert "-m pytest" in commands[1]


def test_the_table_is_what_the_demo_shows(tmp_path: Path) -> None:
    env = {**os.environ, "COLUMNS": "110", "TZ": "UTC", "PINADS_DATA_DIR": str(tmp_path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "pinads", "campaigns", "list", "--profile", "demo", "-o", "table"]
    shown = subprocess.run(command, env=env, check=True, capture_output=True, encoding="utf-8").stdout
    assert next(text for kind, text in BLOCKS if kind == "text") == shown
