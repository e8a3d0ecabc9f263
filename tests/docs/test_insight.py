"""The page about figures does what it says: its blocks run as they stand, and the job stops with what was found."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml

from pinads.emulator import Server
from tests.docs.blocks import DOCS, check_blocks, environment, needs, said, sections

PAGE = sections(DOCS / "insight.md")
SCRIPTS = [title for title, found in PAGE.items() if said(found, "sh")]


@pytest.mark.slow
@needs("sh")
@pytest.mark.parametrize("title", SCRIPTS)
def test_the_blocks_run_as_they_stand(title: str, tmp_path: Path) -> None:
    check_blocks(PAGE[title], tmp_path, PINADS_PROFILE="demo")


@pytest.mark.slow
@needs("sh")
def test_the_job_stops_with_a_summary(tmp_path: Path, api: Server) -> None:
    (block,) = (block for block in PAGE["A job that stops"] if block.kind == "yaml")
    job = yaml.safe_load(block.text)["jobs"]["check"]
    (tmp_path / "checks.yaml").write_text("builtin: [rejected-ads]\nchecks: [cpc > 500]\n", encoding="utf-8")
    install, step = (step["run"] for step in job["steps"] if "run" in step)
    assert install == "pipx install pinads"
    own = {"PINADS_ACCESS_TOKEN": "pina_TEST", "PINADS_API_URL": api.url, "CI": "true", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    env = environment(tmp_path, **{**job["env"], **own})

    def runs() -> tuple[int, str]:
        ran = subprocess.run(["sh", "-e", "-c", step], cwd=tmp_path, env=env, check=False, capture_output=True, timeout=60)
        return ran.returncode, (tmp_path / "summary.md").read_text(encoding="utf-8")

    code, summary = runs()
    assert (code, summary[:10]) == (9, "### Check\n")
    assert "| rejected-ads | rejected in the review" in summary
    (tmp_path / "checks.yaml").write_text("builtin: false\nchecks: [cpc > 500]\n", encoding="utf-8")
    assert runs()[0] == 0
