"""An update that puts an end to something asks as archive and remove do, whatever the rows come from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import CAMPAIGN, OTHER_CAMPAIGN
from tests.support.terminal import Screen, on_terminal
from tests.support.wording import Wording

pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")

KEYWORD = "2886900000014"
ADS = ["687195000001", "687195000002", "687195000003"]


@pytest.fixture
def terminal(pinads: Pinads, script: list[str], real_environment: dict[str, str]) -> Any:
    """Runs a command at a terminal of its own, over the data of ``pinads``."""

    def run(*args: str, typed: str = "") -> Screen:
        return on_terminal([*script, *args], {**real_environment, "COLUMNS": "160"}, columns=160, typed=typed, stderr_apart=False)

    return run


def file_of(tmp_path: Path, *rows: dict[str, Any]) -> str:
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(file)


ENDING = [
    ("campaigns", "update", CAMPAIGN, "--status", "ARCHIVED"),
    ("campaigns", "update", CAMPAIGN, "--status", "ARCHIVED", "--no-read"),
    ("campaigns", "update", CAMPAIGN, "-F", 'status="ARCHIVED"'),
    ("keywords", "update", KEYWORD, "--archived"),
]


@pytest.mark.parametrize("command", ENDING, ids=lambda command: " ".join(command[3:]))
def test_where_nobody_can_be_asked_it_is_refused(pinads: Pinads, command: tuple[str, ...], wording: Wording) -> None:
    run = pinads(*command)
    assert (run.exit_code, pinads.writes) == (2, [])
    wording(run.stderr)
    pinads.ok(*command, "--dry-run")
    assert pinads.writes == []
    pinads.ok(*command, "--yes")
    assert len(pinads.writes) == 1


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("ads", {"id": ADS[0], "status": "ARCHIVED"}),
        ("ads", {"id": ADS[0], "extra": {"status": "ARCHIVED"}}),
        ("keywords", {"id": KEYWORD, "archived": True}),
    ],
)
def test_rows_of_files_and_pipes(pinads: Pinads, tmp_path: Path, kind: str, row: dict[str, Any]) -> None:
    assert pinads(kind, "update", "--file", file_of(tmp_path, row)).exit_code == 2
    assert pinads(kind, "update", "--file", "-", input=json.dumps(row)).exit_code == 2
    assert pinads.writes == []
    pinads.ok(kind, "update", "--file", file_of(tmp_path, row), "--yes")


def test_to_remove_an_audience(pinads: Pinads, tmp_path: Path, wording: Wording) -> None:
    rule = '{"visitor_source_id": "1", "retention_days": 30}'
    made = pinads.json("audiences", "create", "--name", "a", "--audience-type", "VISITOR", "--rule", rule)["id"]
    pinads.forget()
    run = pinads("audiences", "update", "--file", file_of(tmp_path, {"id": made, "operation_type": "REMOVE"}))
    assert (run.exit_code, pinads.writes) == (2, [])
    wording(run.stderr)


@pytest.mark.slow
def test_their_number_says_yes(pinads: Pinads, terminal: Any, tmp_path: Path) -> None:
    rows = [*({"id": each, "status": "ARCHIVED"} for each in ADS[:2]), {"id": ADS[2], "name": "kept"}]
    command = ("ads", "update", "--file", file_of(tmp_path, *rows))
    screen = terminal(*command, typed="yes\n")
    assert "permanently archives 2 ads. Type 2" in screen.plain
    assert (screen.exit_code, "error: not confirmed: " in screen.plain.splitlines()[-1]) == (2, True)
    assert terminal(*command, typed="2\n").exit_code == 0
    assert [pinads.json("ads", "get", each)["status"] == "ARCHIVED" for each in ADS] == [True, True, False]


@pytest.mark.slow
def test_the_name_of_a_single_one_says_yes(terminal: Any) -> None:
    screen = terminal("campaigns", "update", CAMPAIGN, OTHER_CAMPAIGN, "--status", "archived", typed="2\n")
    assert screen.exit_code == 0
    assert "This permanently archives 2 campaigns." in screen.plain
    screen = terminal("campaigns", "update", "626735000003", "--status", "archived", typed="626735000003\n")
    assert (screen.exit_code, "its id or name" in screen.plain.replace("\n", " ")) == (0, True)
    # What is archived already is not sent, so there is nothing to ask about.
    screen = terminal("campaigns", "update", CAMPAIGN, "--status", "archived")
    assert (screen.exit_code, "final" in screen.plain) == (0, False)


@pytest.mark.slow
def test_archive_asks_once(terminal: Any) -> None:
    screen = terminal("ads", "archive", *ADS, typed="3\n")
    assert (screen.exit_code, screen.plain.count("permanently")) == (0, 1)
