"""The README's commands are its first two blocks, its picture is what the demo shows, and what it says in CI works."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import defaultdict
from html import unescape
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest
import yaml

from pinads.emulator import Server
from tests.docs.blocks import DOCS, ROOT, blocks, environment, imported, needs

README = ROOT / "README.md"
BLOCKS = blocks(README)
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def test_the_first_two_sh_blocks_are_one_line_each() -> None:
    commands = [block.text for block in BLOCKS if block.kind == "sh"]
    assert [command.count("\n") for command in commands] == [1, 1]
    assert commands[0].rstrip().endswith("pinads campaigns list --profile demo")
    assert "-m pytest" in commands[1]


def test_it_can_be_read_in_a_minute() -> None:
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 90


@pytest.fixture(scope="module")
def screenshot() -> ModuleType:
    if sys.platform == "win32":
        pytest.skip("there is no pseudo-terminal")
    return imported(DOCS / "screenshot.py")


def drawn(picture: str, cell: float = 12.2) -> list[str]:
    """The lines of text in a picture, each piece where it is drawn."""
    lines: dict[float, list[tuple[float, str]]] = defaultdict(list)
    for piece in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}text"):
        if (piece.get("clip-path") or "").startswith("url(#pinads-line-"):
            lines[float(piece.attrib["y"])].append((float(piece.attrib["x"]), unescape(piece.text or "").replace("\xa0", " ")))
    found = []
    for _, pieces in sorted(lines.items()):
        line = ""
        for x, text in sorted(pieces):
            line = line.ljust(round(x / cell)) + text
        found.append(line.rstrip())
    return found


@pytest.mark.slow
def test_the_picture_is_what_the_demo_shows(screenshot: ModuleType) -> None:
    lines = [line.rstrip() for line in STYLE.sub("", screenshot.session()).splitlines()]
    picture = (DOCS / "screenshot.svg").read_text(encoding="utf-8")
    assert "\n".join(drawn(picture)).rstrip() == "\n".join(lines).rstrip(), "python docs/screenshot.py draws it anew"
    assert "docs/screenshot.svg" in README.read_text(encoding="utf-8")


def test_the_picture_fetches_nothing() -> None:
    picture = (DOCS / "screenshot.svg").read_text(encoding="utf-8")
    assert "url(http" not in picture
    assert "@font-face" not in picture


@pytest.mark.slow
@needs("sh")
def test_the_step_in_ci_pauses_what_is_too_dear(tmp_path: Path, api: Server) -> None:
    (block,) = (block for block in BLOCKS if block.kind == "yaml")
    (step,) = yaml.safe_load(block.text)
    assert step["env"] == {"PINADS_ACCESS_TOKEN": "${{ secrets.PINADS_ACCESS_TOKEN }}", "PINADS_ACCOUNT": "549755885175"}
    env = environment(tmp_path, **{**step["env"], "PINADS_ACCESS_TOKEN": "pina_TEST", "PINADS_API_URL": api.url, "CI": "true"})
    subprocess.run(["sh", "-e", "-c", step["run"]], cwd=tmp_path, env=env, check=True, capture_output=True, timeout=60)
    command = [sys.executable, "-m", "pinads", "campaigns", "list", "--filter", "status=PAUSED", "-o", "ids"]
    paused = subprocess.run(command, env=env, check=True, capture_output=True, text=True, timeout=60).stdout.split()
    assert paused == ["626735000001", "626735000003", "626735000008"]
