"""What other platforms do differently, as far as it can be brought about here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pinads.sdk import files

ENDS_LINES_AS_WINDOWS = """
import io, sys
sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="\\r\\n")
from pinads.cli.main import app
app(sys.argv[1:])
"""


@pytest.mark.slow
@pytest.mark.parametrize("format", ["csv", "tsv", "json", "ids", "table"])
def test_what_goes_into_a_pipe_is_the_same_bytes_everywhere(format: str, real_environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", ENDS_LINES_AS_WINDOWS, "campaigns", "list", "-o", format]
    run = subprocess.run(command, env=real_environment, capture_output=True, check=True)
    assert b"\n" in run.stdout
    assert b"\r" not in run.stdout


def test_a_file_that_another_program_reads_is_replaced_a_moment_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows, which refuses to replace an open file."""
    path, pauses, replace = tmp_path / "token.json", [], Path.replace
    path.write_text("old", encoding="utf-8")

    def busy(self: Path, target: Path) -> Path:
        if len(pauses) < 3:
            raise PermissionError(13, "Access is denied")
        return replace(self, target)

    monkeypatch.setattr(files, "WINDOWS", True)
    monkeypatch.setattr(files.time, "sleep", pauses.append)
    monkeypatch.setattr(Path, "replace", busy)
    files.replace_file(path, "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert [file.name for file in tmp_path.iterdir()] == ["token.json"]


def test_a_file_that_cannot_be_replaced_at_all_is_an_error_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "token.json"
    path.write_text("old", encoding="utf-8")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(files, "WINDOWS", True)
    monkeypatch.setattr(files.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        files.replace_file(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["token.json"]
