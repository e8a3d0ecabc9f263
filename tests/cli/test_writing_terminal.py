"""Writes at a terminal: old -> new before an update, and a question before what is final."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Pinads
from tests.cli.support2 import CAMPAIGN, OTHER_CAMPAIGN
from tests.cli.terminal import Screen, on_terminal

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
        f"campaign {CAMPAIGN}: name Spring refresh: linen bedding -> New [b]name",
        f"campaign {CAMPAIGN}: status ACTIVE -> PAUSED",
        f"campaign {CAMPAIGN}: daily_spend_cap 265.00 USD -> 291.50 USD",
    ]
    assert screen.plain.splitlines()[-1] == "updated 1 campaign"
    assert status(pinads) == "PAUSED"


@pytest.mark.slow
def test_a_json_update_shows_no_changes(terminal: Terminal) -> None:
    assert " -> " not in terminal("campaigns", "update", CAMPAIGN, "--name", "x", "-o", "json").text


def test_the_id_says_yes(pinads: Pinads, terminal: Terminal) -> None:
    screen = terminal("campaigns", "archive", CAMPAIGN, typed=f"{CAMPAIGN}\n")
    assert screen.exit_code == 0
    said = f"To archive campaign {CAMPAIGN}, Spring refresh: linen bedding, is final. Type its id or name to go on:"
    assert said in screen.plain.replace("\n", " ").replace("  ", " ")
    assert screen.plain.splitlines()[-1] == "archived 1 campaign"
    assert status(pinads) == "ARCHIVED"


def test_the_name_says_yes(pinads: Pinads, terminal: Terminal) -> None:
    assert terminal("campaigns", "archive", CAMPAIGN, typed="Spring refresh: linen bedding\n").exit_code == 0
    assert status(pinads) == "ARCHIVED"


def test_for_many_their_number_says_yes(pinads: Pinads, terminal: Terminal) -> None:
    screen = terminal("campaigns", "archive", CAMPAIGN, OTHER_CAMPAIGN, typed="2\n")
    assert screen.exit_code == 0
    assert "To archive 2 campaigns is final. Type their number (2) to go on:" in screen.plain
    assert status(pinads) == status(pinads, OTHER_CAMPAIGN) == "ARCHIVED"


@pytest.mark.slow
@pytest.mark.parametrize("answer", ["\n", "y\n", "yes\n", f"{OTHER_CAMPAIGN}\n", "\x04"])
def test_anything_else_says_no(pinads: Pinads, terminal: Terminal, answer: str) -> None:
    screen = terminal("campaigns", "archive", CAMPAIGN, typed=answer)
    assert screen.exit_code == 2
    assert screen.plain.splitlines()[-1] == "error: not confirmed: nothing was archived"
    assert status(pinads) == "ACTIVE"


@pytest.mark.slow
def test_yes_is_not_asked(pinads: Pinads, terminal: Terminal) -> None:
    screen = terminal("campaigns", "archive", CAMPAIGN, "--yes")
    assert (screen.exit_code, "to go on" in screen.plain) == (0, False)
    assert status(pinads) == "ARCHIVED"


@pytest.mark.parametrize(("args", "more"), [(("--no-input",), {}), ((), {"CI": "true"})])
def test_where_nobody_may_be_asked_it_is_refused(pinads: Pinads, terminal: Terminal, args: tuple[str, ...], more: dict[str, str]) -> None:
    screen = terminal("campaigns", "archive", CAMPAIGN, *args, typed=f"{CAMPAIGN}\n", **more)
    assert screen.exit_code == 2
    assert "error: to archive is final: say --yes to do it without being asked" in screen.plain
    assert status(pinads) == "ACTIVE"
