"""Writes at a terminal: old -> new before an update, and a question before what is final."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import CAMPAIGN, OTHER_CAMPAIGN
from tests.support.terminal import Screen, on_terminal

pytestmark = pytest.mark.slow

pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")

Terminal = Any


@pytest.fixture
def terminal(pinads: Pinads, script: list[str], real_environment: dict[str, str]) -> Terminal:
    """Runs a command at a terminal of its own, over the data of ``pinads``."""

    def run(*args: str, typed: str = "", **more: str) -> Screen:
        environment = {**real_environment, "COLUMNS": "160", **more}
        return on_terminal([*script, *args], environment, columns=160, typed=typed, stderr_apart=False)

    return run


def status(pinads: Pinads, identity: str = CAMPAIGN) -> str:
    found: str = pinads.json("campaigns", "get", identity)["status"]
    return found


def test_an_update_shows_old_and_new(pinads: Pinads, terminal: Terminal) -> None:
    screen = terminal("campaigns", "update", CAMPAIGN, "--name", "New [b]name", "--daily-spend-cap", "+10%", "--status", "paused")
    assert screen.exit_code == 0
    first = [line for line in screen.plain.splitlines() if " -> " in line]
    assert first == [
        f"campaign {CAMPAIGN} (Spring refresh: linen bedding): name Spring refresh: linen bedding -> New [b]name",
        f"campaign {CAMPAIGN} (Spring refresh: linen bedding): status ACTIVE -> PAUSED",
        f"campaign {CAMPAIGN} (Spring refresh: linen bedding): daily_spend_cap 265.00 USD -> 291.50 USD",
    ]
    assert screen.plain.splitlines()[-1] == "updated 1 campaign"
    assert status(pinads) == "PAUSED"


@pytest.mark.slow
def test_a_change_of_the_targeting_shows_what_it_makes_of_it(pinads: Pinads, terminal: Terminal) -> None:
    group = "2680060000001"
    screen = terminal("adgroups", "update", group, "--location", "+CA", "--gender", "female")
    (line,) = [line for line in screen.plain.splitlines() if " -> " in line]
    assert line.startswith(f"ad group {group} (")
    before, after = line.partition("): targeting_spec ")[2].split(" -> ")
    assert json.loads(after) == {**json.loads(before), "LOCATION": ["US", "CA"]}


@pytest.mark.slow
def test_a_json_update_shows_no_changes(terminal: Terminal) -> None:
    assert " -> " not in terminal("campaigns", "update", CAMPAIGN, "--name", "x", "-o", "json").text


@pytest.mark.slow
def test_the_id_says_yes(pinads: Pinads, terminal: Terminal) -> None:
    screen = terminal("campaigns", "archive", CAMPAIGN, typed=f"{CAMPAIGN}\n")
    assert screen.exit_code == 0
    said = f"This permanently archives campaign {CAMPAIGN} (Spring refresh: linen bedding). Type its id or name to continue:"
    assert said in screen.plain.replace("\n", " ").replace("  ", " ")
    assert screen.plain.splitlines()[-1] == "archived 1 campaign"
    assert status(pinads) == "ARCHIVED"


def test_the_name_says_yes(pinads: Pinads, terminal: Terminal) -> None:
    assert terminal("campaigns", "archive", CAMPAIGN, typed="Spring refresh: linen bedding\n").exit_code == 0
    assert status(pinads) == "ARCHIVED"


def test_for_many_their_number_says_yes(pinads: Pinads, terminal: Terminal) -> None:
    screen = terminal("campaigns", "archive", CAMPAIGN, OTHER_CAMPAIGN, typed="2\n")
    assert screen.exit_code == 0
    assert "This permanently archives 2 campaigns. Type 2 to continue:" in screen.plain
    assert status(pinads) == status(pinads, OTHER_CAMPAIGN) == "ARCHIVED"


@pytest.mark.slow
@pytest.mark.parametrize("answer", ["\n", "y\n", "yes\n", f"{OTHER_CAMPAIGN}\n", "\x04"])
def test_anything_else_says_no(pinads: Pinads, terminal: Terminal, answer: str) -> None:
    screen = terminal("campaigns", "archive", CAMPAIGN, typed=answer)
    assert screen.exit_code == 2
    assert screen.plain.splitlines()[-1].endswith("error: not confirmed: nothing was archived")
    assert status(pinads) == "ACTIVE"


@pytest.mark.slow
def test_yes_is_not_asked(pinads: Pinads, terminal: Terminal) -> None:
    screen = terminal("campaigns", "archive", CAMPAIGN, "--yes")
    assert (screen.exit_code, "to go on" in screen.plain) == (0, False)
    assert status(pinads) == "ARCHIVED"


@pytest.mark.slow
@pytest.mark.parametrize(("args", "more"), [(("--no-input",), {}), ((), {"CI": "true"})])
def test_where_nobody_may_be_asked_it_is_refused(pinads: Pinads, terminal: Terminal, args: tuple[str, ...], more: dict[str, str]) -> None:
    screen = terminal("campaigns", "archive", CAMPAIGN, *args, typed=f"{CAMPAIGN}\n", **more)
    assert screen.exit_code == 2
    assert "error: Archiving is final and needs confirmation, but there is no terminal to ask at. Add --yes to confirm" in screen.plain
    assert status(pinads) == "ACTIVE"
