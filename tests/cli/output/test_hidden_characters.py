"""Names with characters that reorder or hide text are shown with visible escapes, in every format."""

from __future__ import annotations

import pytest

from tests.support.command_line import Pinads
from tests.support.each import thinned
from tests.support.rows_and_statuses import CAMPAIGN

pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")

HIDDEN = "\u202e\u2066\u200b\u2060\xad\U000e0041\x9b"


@pytest.mark.slow
@pytest.mark.parametrize("format", thinned(["table", "json", "jsonl", "csv", "tsv", "yaml"], 2))
def test_on_a_terminal_they_are_visible(pinads: Pinads, script: list[str], real_environment: dict[str, str], format: str) -> None:
    from tests.support.terminal import on_terminal

    name = "a" + "a".join(HIDDEN) + "z"
    pinads.ok("campaigns", "update", CAMPAIGN, "--name", name)
    command = [*script, "campaigns", "get", CAMPAIGN, "--fields", "id,name", "-o", format]
    screen = on_terminal(command, {**real_environment, "COLUMNS": "300"}, columns=300)
    assert [letter for letter in HIDDEN if letter in screen.plain] == []
    assert CAMPAIGN in screen.plain


def test_in_a_pipe_the_value_is_the_same(pinads: Pinads) -> None:
    name = "a" + "a".join(HIDDEN) + "z"
    pinads.ok("campaigns", "update", CAMPAIGN, "--name", name)
    assert pinads.json("campaigns", "get", CAMPAIGN)["name"] == name
    assert name in pinads.ok("campaigns", "get", CAMPAIGN, "-o", "csv").stdout
