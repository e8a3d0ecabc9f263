"""Getting started: its blocks are one script, and the login in it is one through a browser, against the emulator."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pinads.cli.output.exit_codes import ExitCode
from pinads.emulator import Server
from tests.docs.blocks import DOCS, ROOT, blocks, environment, needs, run, said, shown
from tests.support import today
from tests.support.logins import BROWSER, SECRET, free_port

pytestmark = pytest.mark.dates

PAGE = DOCS / "getting-started.md"


def test_it_installs_as_the_readme_does() -> None:
    """So that what .ci/run installs with is what a reader types."""
    ours, readme = (next(block.text for block in blocks(page) if block.kind == "sh") for page in (PAGE, ROOT / "README.md"))
    assert ours == readme


@pytest.mark.slow
@needs("sh", "jq")
def test_its_blocks_run_as_they_stand(tmp_path: Path, api: Server) -> None:
    config = tmp_path / ".config"
    config.mkdir()
    # Another test may be listening at the default port.
    (config / "config.toml").write_text(f'[profiles.default]\nredirect_uri = "http://localhost:{free_port()}/"\n')
    env = environment(
        tmp_path,
        PINADS_API_URL=api.url,
        PINADS_APP_SECRET=SECRET,
        BROWSER=f"{sys.executable} {BROWSER} allow %s &",
        PYTHON_KEYRING_BACKEND="tests.support.keyrings.Plain",
        TEST_KEYRING=str(tmp_path / "ring.json"),
        PYTHONPATH=today.path(ROOT),
        PYTHONWARNINGS="error,ignore::ResourceWarning",  # the standard library leaves browsers running
    )
    pairs = said(blocks(PAGE), "sh")[1:]
    ran = run([commands for commands, _ in pairs], tmp_path, env)
    assert ran.exit_code == 0, ran.stderr
    for (commands, expected), printed in zip(pairs, ran.printed, strict=True):
        assert shown(expected, printed), f"printed:\n{printed}\nafter:\n{commands}\nstderr:\n{ran.stderr}"
    assert SECRET not in ran.stderr + "".join(ran.printed)


def test_the_exit_codes_are_those_of_the_program() -> None:
    rows = [line.split("|")[1].strip() for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    assert [int(row) for row in rows if row.isdigit()] == [int(code) for code in ExitCode]
