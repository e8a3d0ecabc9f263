"""Creates at a terminal that ask for their fields, and where nobody can be asked."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
from contextlib import suppress

import pytest

from tests.support.command_line import Pinads
from tests.support.terminal import on_terminal

pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")

CREATE = ("campaigns", "create")


def test_a_campaign_is_created_from_answers(pinads: Pinads, script: list[str], real_environment: dict[str, str]) -> None:
    typed = "Autumn\nSALE\n3\n25,5\n25.50\n2\ny\n"
    screen = on_terminal([*script, *CREATE], real_environment, columns=200, typed=typed, stderr_apart=False)
    assert screen.exit_code == 0
    for line in (
        "daily spend cap: Maximum spend per day; not with a lifetime cap. Such as 25.00, or 25.00USD. Enter skips it.",
        "  1 AWARENESS   2 CONSIDERATION   3 SALES   4 LEADS   5 VIDEO_COMPLETION   6 APP_INSTALL   7 CTV_CONSIDERATION",
        "  daily_spend_cap                  25.50 USD",
    ):
        assert line in screen.plain.splitlines()
    command = "pinads campaigns create --name Autumn --objective-type SALES --daily-spend-cap 25.50 --no-is-campaign-budget-optimization"
    assert f"note: the same without questions \u2014 run: {command}\n" in screen.plain
    (made,) = pinads.json("campaigns", "list", "--status", "all", "--filter", "name=Autumn")
    assert made["daily_spend_cap"] == 25_500_000


def interrupted(process: subprocess.Popen[bytes]) -> bytes:
    """Press Ctrl-C; again where Python saw the first between printing its question and reading: it then waits for the answer."""
    for _ in range(12):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=5)[0]
    process.kill()
    raise AssertionError("Ctrl-C does not end it")


@pytest.mark.slow
def test_an_ad_account_is_created_from_answers(pinads: Pinads, script: list[str], real_environment: dict[str, str]) -> None:
    typed = "DE\n383791336903426391\ny\n"
    screen = on_terminal([*script, "accounts", "create", "--name", "Studio"], real_environment, typed=typed, stderr_apart=False)
    assert screen.exit_code == 0
    assert "country: Two-letter country code, such as US.\n> " in screen.plain
    assert pinads.json("accounts", "list", "--filter", "name=Studio")[0]["country"] == "DE"


@pytest.mark.slow
def test_ctrl_c_ends_it_and_nothing_is_sent(pinads: Pinads, script: list[str], real_environment: dict[str, str]) -> None:
    keyboard, terminal = pty.openpty()
    streams = {"stdin": terminal, "stderr": terminal, "stdout": subprocess.PIPE}
    # Questions are no notes: -q leaves them.
    with subprocess.Popen([*script, *CREATE, "-q"], env=real_environment, **streams) as process:
        os.close(terminal)
        shown = b""
        while b"> " not in shown:
            shown += os.read(keyboard, 1000)
        stdout = interrupted(process)
    shown += os.read(keyboard, 1000)
    assert b"name: Name." in shown
    os.close(keyboard)
    assert process.returncode == 130
    assert shown.decode().splitlines()[-1] == "interrupted: nothing was sent"
    assert stdout == b""
    assert pinads.ids("journal", "list") == []


@pytest.mark.slow
@pytest.mark.parametrize("args", [("--no-input",), ("--name", "Autumn", "--no-input")])
def test_without_questions_what_is_missing_is_an_error(script: list[str], real_environment: dict[str, str], args: tuple[str, ...]) -> None:
    screen = on_terminal([*script, *CREATE, *args], real_environment, stderr_apart=False)
    assert screen.exit_code == 2
    assert "missing" in screen.plain
    assert len(screen.plain.splitlines()) == 1
    piped = subprocess.run([*script, *CREATE, *args[:-1]], env=real_environment, input=b"Autumn\n", capture_output=True, check=False)
    assert (piped.returncode, piped.stderr.decode()) == (2, screen.plain)
