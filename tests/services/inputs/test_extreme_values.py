"""Input that exhausts a parser (very deep, very many digits) is an error in plain words, never a mistake in pinads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN, refused

DEEP = "[" * 5000 + "0" + "]" * 5000
DIGITS = "9" * 5000
UPDATE = ("campaigns", "update", CAMPAIGN)


@each(
    ("args", "says"),
    [
        ((*UPDATE, "-F", f"x={DEEP}"), "nested too deeply"),
        ((*UPDATE, "-F", f"x={DIGITS}"), "too many digits"),
        ((*UPDATE, "--tracking-urls", DEEP), "nested too deeply"),
        # Every version of Python reads this; nothing in the API is as deep.
        ((*UPDATE, "--tracking-urls", "[" * 150 + "]" * 150), "nested too deeply"),
        (("campaigns", "list", "--query", DEEP), "nested too deeply"),
        (("api", "POST", "/x", "-F", f"x={DIGITS}"), "too many digits"),
    ],
)
def test_in_options(pinads: Pinads, args: tuple[str, ...], says: str) -> None:
    run = pinads(*args, "-o", "table")
    assert (run.exit_code, says in run.stderr, pinads.writes) == (2, True, [])


@pytest.mark.parametrize(("line", "says"), [(f"max_rows = {DEEP}", "nested too deeply"), (f"max_rows = {DIGITS}", "too many digits")])
def test_in_a_policy(pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, says: str) -> None:
    (tmp_path / ".pinads.toml").write_text(line)
    monkeypatch.chdir(tmp_path)
    refused(pinads, "campaigns", "pause", CAMPAIGN, says=says, reads=True)
