"""The tutorial does what it says: its sh blocks are run as one script, and print what its text blocks show."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
FENCE = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "=== block {} ==="


def blocks() -> list[tuple[str, str]]:
    """The commands of the tutorial, each block with the output that is shown after it."""
    found: list[tuple[str, str]] = []
    for kind, text in FENCE.findall(TUTORIAL.read_text(encoding="utf-8")):
        if kind == "sh":
            found.append((text, ""))
        else:
            found[-1] = (found[-1][0], text)
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the tutorial is for bash")
def test_the_tutorial_runs_as_it_stands(tmp_path: Path, clean_environment: None) -> None:
    bash = shutil.which("bash")
    for program in ("bash", "jq"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    assert bash
    script = ["set -euo pipefail"]
    for number, (commands, _) in enumerate(blocks()):
        script += [f"echo '{MARK.format(number)}'", commands]
    environment = {
        **{name: value for name, value in os.environ.items() if name not in ("COLUMNS", "CI", "NO_COLOR")},
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PINADS_DATA_DIR": str(tmp_path / "data"),
        "PINADS_CONFIG_DIR": str(tmp_path / "config"),
        "PYTHONWARNINGS": "error",
        "PYTHONIOENCODING": "utf-8",
    }
    run = subprocess.run(
        [bash, "-c", "\n".join(script)], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=600, check=False
    )
    shown = dict(re.findall(r"=== block (\d+) ===\n(.*?)(?==== block|\Z)", run.stdout, re.DOTALL))
    for number, (commands, expected) in enumerate(blocks()):
        assert shown.get(str(number)) == expected, f"after:\n{commands}\nstderr:\n{run.stderr}"
    assert run.returncode == 0, run.stderr
    assert "pina_TEST" not in run.stderr
    assert "Reader." not in run.stdout + run.stderr
