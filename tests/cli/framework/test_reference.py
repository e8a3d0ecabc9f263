"""What is made from the command tree: up to date, the same everywhere, and complete."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.support.each import each
from tests.support.option_table import COMMANDS, SHARED
from tools.reference.__main__ import made, stale
from tools.reference.facts import ENVIRONMENT
from tools.reference.tree import Page, pages

ROOT = Path(__file__).resolve().parents[3]


@cache
def tree() -> dict[str, Page]:
    """The pages by the names of their commands, made when the first test needs them."""
    return {page.name: page for page in pages()}


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"COLUMNS": "40", "LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}, marks=pytest.mark.slow),
        {"COLUMNS": "200", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    ],
)
def test_what_is_checked_in_is_what_is_made_on_any_machine(environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "tools.reference", "--check"]
    run = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.returncode == 0


def test_the_check_names_what_is_stale(tmp_path: Path) -> None:
    for folder in ("completions", "man", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    files = made()
    assert stale(files, tmp_path) == []
    (tmp_path / "man" / "pinads-gone.1").write_text("of a command that is no more")
    (tmp_path / "completions" / "_pinads").write_text("changed")
    (tmp_path / "docs" / "reference.md").unlink()
    assert stale(files, tmp_path) == ["completions/_pinads", "docs/reference.md", "man/pinads-gone.1"]


@pytest.mark.slow
@each("name", COMMANDS)
def test_a_man_page_and_a_section_have_every_option_with_its_help(name: str) -> None:
    page = tree()[f"pinads {name}"]
    man = (ROOT / "man" / f"pinads-{name.replace(' ', '-')}.1").read_text(encoding="utf-8").replace("\\-", "-")
    text = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    (section,) = re.findall(rf"^##+ pinads {name}\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
    for flag in [*COMMANDS[name].split(), *SHARED.split()]:
        assert len(re.findall(rf"^.*\\fB{re.escape(flag)}\\fR.*$", man, re.MULTILINE)) == 1, flag
        assert len(re.findall(rf"^\| `.*(?<![\w-]){re.escape(flag)}(?![\w-]).*` \| \S.*\|$", section, re.MULTILINE)) == 1, flag
    for line in page.examples:
        assert line in section


def test_every_variable_that_the_program_reads_is_in_the_pages() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pinads").rglob("*.py"))
    theirs = "ACCESS_TOKEN|REFRESH_ACCESS_TOKEN|APP_ID|APP_SECRET|API_URI"
    read = set(re.findall(rf"""["'`](PINADS_[A-Z_]+|PINTEREST_(?:{theirs}))\b""", sources))
    assert read - set(ENVIRONMENT) == set()
    assert set(ENVIRONMENT) - {"NO_COLOR", "CI", "PAGER"} - read == set()


def test_each_command_has_a_summary_that_stands_alone() -> None:
    for page in tree().values():
        assert page.summary[0].isupper()
        assert len(page.summary) < 110, page.name


def referred(page: Page) -> set[str]:
    text = (ROOT / "man" / f"{page.name.replace(' ', '-')}.1").read_text(encoding="utf-8").replace("\\-", "-")
    return set(re.findall(r"^\.BR (\S+) \(1\)", text, re.MULTILINE))


def test_the_pages_refer_to_each_other() -> None:
    shortened = {name.replace(" ", "-"): page for name, page in tree().items()}
    for page in tree().values():
        assert referred(page) <= set(shortened)
    assert {name for name in shortened if name.count("-") == 1 or len(shortened[name].path) == 1} <= referred(tree()["pinads"])
    assert "pinads-campaigns" in referred(tree()["pinads campaigns create"])


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_mandoc_finds_nothing_wrong() -> None:
    run = subprocess.run(["mandoc", "-Tlint", *sorted((ROOT / "man").glob("*.1"))], capture_output=True, text=True, check=False)
    assert run.stdout + run.stderr == ""
    assert run.returncode == 0


@pytest.mark.skipif(shutil.which("mandoc") is None, reason="mandoc is not installed")
def test_examples_and_options_can_be_copied_out_of_a_page() -> None:
    page = ROOT / "man" / "pinads-campaigns-list.1"
    run = subprocess.run(["mandoc", "-Tutf8", page], capture_output=True, encoding="utf-8", check=True)
    plain = re.sub(".\b", "", run.stdout)
    assert "pinads campaigns list --filter 'daily_spend_cap>100' \\\n" in plain
    assert "EXIT STATUS" in plain
    assert "ENVIRONMENT" in plain
