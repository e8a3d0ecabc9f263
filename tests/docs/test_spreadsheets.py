"""The page about files and spreadsheets does what it says: its blocks run as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.blocks import DOCS, check_blocks, needs, said, sections

PAGE = sections(DOCS / "spreadsheets.md")
SCRIPTS = [title for title, found in PAGE.items() if said(found, "sh")]


@pytest.mark.slow
@needs("sh")
@pytest.mark.parametrize("title", SCRIPTS)
def test_the_blocks_run_as_they_stand(title: str, tmp_path: Path) -> None:
    check_blocks(PAGE[title], tmp_path, PINADS_PROFILE="demo")
