"""pinads init without a terminal: every answer is an option."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.logins import Box

PRACTICE = ("init", "--profile", "practice", "--environment", "emulator", "--completion", "none")


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    box = Box(tmp_path)
    with box.server:
        yield box
    box.emulator.close()


def test_without_a_terminal_and_answers_nothing_is_set_up(pinads: Pinads, tmp_path: Path) -> None:
    run = pinads("init")
    assert (run.exit_code, run.stdout) == (2, "")
    assert "pinads init --demo" in run.stderr
    assert not (tmp_path / "config" / "config.toml").exists()


def test_the_demo_is_ready_at_once(pinads: Pinads) -> None:
    run = pinads.ok("init", "--demo", "-o", "json", PINADS_PROFILE=None)
    assert (run.json["profile"], run.json["environment"], run.json["next"]) == ("demo", "emulator", "pinads overview")
    assert len(pinads.json("campaigns", "list", "--limit", "1", PINADS_PROFILE=None)) == 1


def test_all_answers_as_options(pinads: Pinads, tmp_path: Path) -> None:
    answers = ("--account", "hearth & loom zürich", "--max-daily-budget", "300", "--max-bid", "none", "--proposed-limits")
    run = pinads.ok(*PRACTICE, *answers, "-o", "json", PINADS_PROFILE=None)
    assert run.json["account"]["currency"] == "EUR"
    assert run.json["steps"]["completion"] == "skipped"
    assert (tmp_path / "config" / "config.toml").read_text() == (
        'default_profile = "practice"\n\n[profiles.practice]\nenvironment = "emulator"\naccount = "549755885176"\n'
        'max_daily_budget = "300.00EUR"\nmax_lifetime_budget = "5000.00EUR"\nmax_increase_pct = "100"\n'
    )
    refused = pinads("campaigns", "create", "--name", "X", "--objective-type", "AWARENESS", "--daily-spend-cap", "301", PINADS_PROFILE=None)
    assert refused.exit_code == 8


@each(
    ("answers", "named"),
    [
        (("--max-bid", "lots"), "--max-bid 'lots'"),
        (("--completion", "tcsh"), "--completion"),
        (("--skip", "limits,acount"), "did you mean 'account'"),
        (("--demo",), "--demo cannot be combined"),
    ],
)
def test_an_answer_that_cannot_be_used_is_refused_before_anything_is_kept(
    pinads: Pinads, tmp_path: Path, answers: tuple[str, ...], named: str
) -> None:
    run = pinads(*PRACTICE, *answers)
    assert run.exit_code == 2
    assert named in run.stderr
    assert not (tmp_path / "config" / "config.toml").exists()


def test_an_unknown_account_is_refused_and_the_login_is_kept(pinads: Pinads, tmp_path: Path) -> None:
    run = pinads(*PRACTICE, "--account", "Hearth & Lom", PINADS_PROFILE=None)
    assert run.exit_code == 2
    assert "did you mean 'Hearth & Loom'" in run.stderr
    assert "[profiles.practice]" in (tmp_path / "config" / "config.toml").read_text()


def test_completion_is_installed_for_the_shell(pinads: Pinads, tmp_path: Path) -> None:
    run = pinads.ok("init", "--demo", "--completion", "zsh", XDG_DATA_HOME=str(tmp_path / "share"))
    assert (tmp_path / "share" / "zsh" / "site-functions" / "_pinads").read_text() == pinads.ok("completion", "zsh").stdout
    assert "fpath" in run.stderr


def test_a_token_from_a_file_is_checked_stored_and_never_shown(box: Box) -> None:
    token = "pina_TEST_of_a_file_0123456789"
    answers = ("--with-token", "--insecure-storage", "--account", "Hearth & Loom", "--skip", "limits,completion")
    done = box.ok("init", *answers, input=f"{token}\n")
    assert token not in done.stdout + done.stderr + box.config
    assert 'account = "549755885175"' in box.config
    assert done.json["steps"]["login"] == "profile 'default' is logged in"
    assert (done.json["login"]["usable"], done.json["next"]) == (True, "pinads overview")
