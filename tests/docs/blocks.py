"""The fenced blocks of a page, and running the shell's ones as a reader would."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from tests.support.today import zone

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_FENCE = re.compile(r"^## (?P<title>[^\n]+)$|^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_OWN = ("COLUMNS", "LINES", "CI", "NO_COLOR", "TERM", "LC_ALL")
_MARK = "=== block ==="


class Block(NamedTuple):
    """A fenced block: what it is written in, and the heading that it stands under."""

    section: str
    kind: str
    text: str


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    found: list[Block] = []
    section = ""
    for match in _FENCE.finditer(page.read_text(encoding="utf-8")):
        section = match["title"] or section
        if match["kind"]:
            found.append(Block(section, match["kind"], match["text"]))
    return found


def sections(page: Path) -> dict[str, list[Block]]:
    """The blocks under each heading that has any."""
    return {title: list(found) for title, found in groupby(blocks(page), lambda block: block.section)}


def said(found: list[Block], kind: str) -> list[tuple[str, str]]:
    """Each block of a kind, with the text block that follows it; empty where there is none."""
    following = [*found[1:], Block("", "", "")]
    return [
        (block.text, after.text if after.kind == "text" else "")
        for block, after in zip(found, following, strict=True)
        if block.kind == kind
    ]


def shown(expected: str, printed: str) -> bool:
    """Whether this is what a page shows; a line of ``...`` there stands for any lines."""
    pattern = "".join("(?:.*\n)*?" if line == "...\n" else re.escape(line) for line in expected.splitlines(keepends=True))
    return re.fullmatch(pattern, printed) is not None


class Ran(NamedTuple):
    """What a script left behind: what each of its parts printed, and the rest."""

    exit_code: int
    printed: list[str]
    stderr: str


def environment(home: Path, **more: str) -> dict[str, str]:
    """What a reader's shell has: this pinads first on the path, nothing of the developer's, the tests' zone."""
    ours = {name: value for name, value in os.environ.items() if name not in _OWN and not name.startswith(("PINADS_", "PINTEREST_"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    own = {"PINADS_DATA_DIR": str(home / ".data"), "PINADS_CONFIG_DIR": str(home / ".config"), "HOME": str(home)}
    return {**ours, **own, "PATH": path, "TZ": zone(), "LANG": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONWARNINGS": "error", **more}


def run(parts: list[str], home: Path, env: Mapping[str, str]) -> Ran:
    """Run parts as one script in a POSIX shell that stops at the first failure."""
    script = "\n".join(["set -eu", *(f"echo '{_MARK}'\n{part}" for part in parts)])
    done = subprocess.run(["sh", "-c", script], cwd=home, env=dict(env), capture_output=True, encoding="utf-8", timeout=600, check=False)
    return Ran(done.returncode, done.stdout.split(f"{_MARK}\n")[1:], done.stderr)


def check_blocks(found: list[Block], home: Path, **more: str) -> None:
    """Run the sh blocks of a section as one script, which must print what the text blocks after them show."""
    pairs = said(found, "sh")
    ran = run([commands for commands, _ in pairs], home, environment(home, **more))
    assert ran.exit_code == 0, ran.stderr
    for (commands, expected), printed in zip(pairs, ran.printed, strict=True):
        assert shown(expected, printed), f"printed:\n{printed}\nafter:\n{commands}\nstderr:\n{ran.stderr}"


def needs(*programs: str) -> pytest.MarkDecorator:
    """Skip where a program is missing that a reader has."""
    missing = [program for program in programs if shutil.which(program) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


def imported(script: Path) -> ModuleType:
    """A script in docs/, as a module."""
    spec = importlib.util.spec_from_file_location(script.stem, script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
