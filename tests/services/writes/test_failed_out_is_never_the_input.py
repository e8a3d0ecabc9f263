"""--failed-out never overwrites what a command reads, whatever name it goes by."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import CAMPAIGN

ROW = f'{{"id": "{CAMPAIGN}", "name": "Spring"}}\n'


@pytest.fixture
def rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "rows.jsonl"
    path.write_text(ROW)
    return path


@pytest.mark.parametrize("way", ["itself", "another spelling", "symlink", "hard link"])
def test_of_a_file(pinads: Pinads, rows: Path, way: str) -> None:
    other = {"itself": rows, "another spelling": Path("../" + rows.parent.name) / rows.name}.get(way, Path("link.jsonl"))
    if way == "symlink":
        other.symlink_to(rows)
    if way == "hard link":
        os.link(rows, other)
    run = pinads("campaigns", "update", "--file", str(rows), "--failed-out", str(other))
    assert (run.exit_code, pinads.writes, rows.read_text()) == (2, [], ROW)
    assert f"{other} is the file that is read" in run.stderr
    assert "--failed-out" in run.stderr


@pytest.mark.slow
@pytest.mark.parametrize("args", [("update", "--file", "-"), ("pause", "-")])
def test_of_standard_input(rows: Path, script: list[str], real_environment: dict[str, str], args: tuple[str, ...]) -> None:
    with rows.open() as stdin:
        command = [*script, "campaigns", *args, "--failed-out", str(rows)]
        done = subprocess.run(command, stdin=stdin, capture_output=True, text=True, env=real_environment, check=False)
    assert (done.returncode, rows.read_text()) == (2, ROW), done.stderr
    assert "file that is read" in done.stderr
