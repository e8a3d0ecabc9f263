"""The tutorial does what it says: its sh blocks are run as one script, and print what its text blocks show."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.docs.blocks import DOCS, ROOT, blocks, environment, needs, run, said, shown
from tests.support import today

PAGE = DOCS / "tutorial.md"
AN_ID = re.compile(r"(?<!/pin/)\b\d{9,}\b")


@pytest.mark.slow
@needs("sh")
def test_the_tutorial_runs_as_it_stands(tmp_path: Path) -> None:
    # The page shows figures of one day, which programs are given whatever the day of this run.
    ahead = today.NOW - time.time_ns() / 1e9
    env = environment(tmp_path, PYTHONPATH=today.path(ROOT), TESTS_AHEAD=repr(ahead), TZ="UTC")
    pairs = said(blocks(PAGE), "sh")
    ran = run([commands for commands, _ in pairs], tmp_path, env)
    for (commands, expected), printed in zip(pairs, ran.printed, strict=False):
        assert shown(expected, printed), f"printed:\n{printed}\nafter:\n{commands}\nstderr:\n{ran.stderr}"
    assert ran.exit_code == 0, ran.stderr
    assert len(ran.printed) == len(pairs)
    assert "Reader." not in ran.stderr + "".join(ran.printed)


def test_a_marketer_types_names_and_money() -> None:
    typed = "".join(commands for commands, _ in said(blocks(PAGE), "sh"))
    assert AN_ID.findall(typed) == []
    assert "micro" not in typed
    assert "--query" not in typed
