"""The page about files and spreadsheets does what it says: its blocks run as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.blocks import DOCS, environment, needs, run, said, sections, shown

PAGE = sections(DOCS / "spreadsheets.md")
SCRIPTS = [title for title, found in PAGE.items() if said(found, "sh")]


@pytest.mark.slow
@needs("sh")
@pytest.mark.parametrize("title", SCRIPTS)
def test_the_blocks_run_as_they_stand(title: str, tmp_path: Path) -> None:
    pairs = said(PAGE[title], "sh")
    ran = run([commands for commands, _ in pairs], tmp_path, environment(tmp_path, PINADS_PROFILE="demo"))
    assert ran.exit_code == 0, ran.stderr
    for (commands, expected), printed in zip(pairs, ran.printed, strict=True):
        assert shown(expected, printed), f"printed:\n{printed}\nafter:\n{commands}\nstderr:\n{ran.stderr}"
