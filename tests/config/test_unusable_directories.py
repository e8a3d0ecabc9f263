"""A directory of pinads' own that cannot be reached: the error names the variable that decides it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command_line import Pinads

ELSEWHERE = "PINADS_DATA_DIR to a directory that can be written"
PAUSE = ("campaigns", "pause", "626735000001", "--profile", "demo")


def blocked(tmp_path: Path) -> Path:
    """A file where a directory has to be made."""
    path = tmp_path / "a file"
    path.write_text("kept")
    return path


@pytest.mark.parametrize("form", ["table", "json"])
@pytest.mark.parametrize("args", [PAUSE, ("emulator", "seed")])
def test_the_data_directory(pinads: Pinads, tmp_path: Path, args: tuple[str, ...], form: str) -> None:
    run = pinads(*args, "-o", form, PINADS_DATA_DIR=str(blocked(tmp_path) / "data"))
    assert (run.exit_code, run.stdout) == (1, "")
    assert ELSEWHERE in run.stderr
    assert "[Errno" not in run.stderr


@pytest.mark.parametrize("within", ["data", "data/deeper"])
def test_doctor(pinads: Pinads, tmp_path: Path, within: str) -> None:
    directory = blocked(tmp_path) / within
    run = pinads("doctor", "--profile", "demo", "-o", "json", PINADS_DATA_DIR=str(directory))
    (found,) = [finding for finding in json.loads(run.stdout) if finding["check"] == "data"]
    assert (found["state"], found["found"]) == ("warning", f"{directory} cannot be written")
    assert "set PINADS_DATA_DIR" in found["fix"]


def test_the_configuration_directory(pinads: Pinads, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("kept")
    run = pinads("profiles", "create", "x", PINADS_CONFIG_DIR=str(tmp_path / "a file" / "config"))
    assert run.exit_code != 0
    assert "set PINADS_CONFIG_DIR to " in run.stderr


def test_doctor_where_a_check_itself_fails_at_a_file(pinads: Pinads, tmp_path: Path) -> None:
    (tmp_path / "emulator").write_text("kept")
    run = pinads("doctor", "--profile", "demo", "-o", "table", PINADS_DATA_DIR=str(tmp_path))
    assert f"{tmp_path / 'emulator'}: File exists" in run.stdout
    assert ELSEWHERE in run.stdout
