"""The set-up with a person who answers, and one who stops in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pinads.services.context import Context
from pinads.services.errors import Interrupted
from pinads.services.events import Info
from pinads.services.interaction import Interaction
from pinads.services.setup.initialize import Setup, SetupOptions
from pinads.services.setup.login import LoginOptions
from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import ACCOUNT

if TYPE_CHECKING:
    from pinads.services.events import Event

PRACTICE = LoginOptions(environment="emulator")
STOP = "\x03"
END = "\x04"


class Person(Interaction):
    """A face that types answers: a line each; STOP is Ctrl-C, END the end of input."""

    can_prompt = True

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)
        self.read: list[str] = []

    def prompt(self, text: str, secret: bool = False) -> str:
        self.read.append(text)
        answer = self._answers.pop(0)
        if answer == STOP:
            raise KeyboardInterrupt
        return "" if answer == END else f"{answer}\n"

    def notify(self, event: Event) -> None:
        if isinstance(event, Info):
            self.read.append(event.text)


def initialized(person: Person, options: SetupOptions, installed: Sequence[str] = ()) -> list[str]:
    """Go through the set-up of a profile ``practice``; return the shells that completion was installed for."""
    shells = list(installed)
    context = Context(person, "practice")
    try:
        Setup(context, options, "zsh", lambda shell: shells.append(shell) or "installed").run()  # type: ignore[func-returns-value]
    finally:
        context.close()
    return shells


@pytest.fixture
def config(pinads: Pinads, tmp_path: Path) -> Path:
    return tmp_path / "config" / "config.toml"


def test_answers_are_kept_and_proposals_are_in_the_currency_of_the_account(config: Path) -> None:
    person = Person("3", "", "none", "0.5x", "1500", "50%", "y")
    assert initialized(person, SetupOptions(login=PRACTICE)) == ["zsh"]
    assert config.read_text() == (
        'default_profile = "practice"\n\n[profiles.practice]\nenvironment = "emulator"\naccount = "549755885177"\n'
        'max_daily_budget = "20000JPY"\nmax_bid = "1500JPY"\nmax_increase_pct = "50%"\n'
    )
    assert any("JPY" in text and "Asia/Tokyo" in text for text in person.read)
    assert any("'0.5x'" in text for text in person.read)
    assert person.read[-1] == "Next: pinads overview"


def test_an_empty_answer_skips_a_step_and_the_end_of_input_takes_no_proposal(config: Path) -> None:
    assert initialized(Person("", END, END, END, END, "n"), SetupOptions(login=PRACTICE)) == []
    assert config.read_text() == 'default_profile = "practice"\n\n[profiles.practice]\nenvironment = "emulator"\n'


def test_a_wrong_answer_is_asked_again(pinads: Pinads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PINADS_PROFILE")
    person, shells = Person("foo", "2", "99", "", "abc", "Yes"), []
    context = Context(person)
    Setup(context, SetupOptions(), "zsh", lambda shell: shells.append(shell) or "installed").run()  # type: ignore[func-returns-value]
    context.close()
    assert shells == ["zsh"]
    assert any("'foo' " in line and "1 or 2" in line for line in person.read)
    assert any("'abc' " in line and "y or n" in line for line in person.read)
    assert f"account: skipped; commands use {ACCOUNT}" in person.read
    assert max(map(len, person.read[:1])) < 80  # A terminal would break it inside a word.


@pytest.mark.parametrize(
    ("answers", "kept", "named"),
    [
        ([STOP], "", "interrupted at account; kept: login"),
        (["hearth & loom", "100", STOP], 'account = "549755885175"\n', "interrupted at limits; kept: login, account"),
    ],
)
def test_ctrl_c_keeps_what_was_finished_and_names_it(config: Path, answers: list[str], kept: str, named: str) -> None:
    with pytest.raises(Interrupted) as raised:
        initialized(Person(*answers), SetupOptions(login=PRACTICE))
    assert raised.value.message == named
    assert str(raised.value.hint).startswith("pinads init")
    assert config.read_text() == f'default_profile = "practice"\n\n[profiles.practice]\nenvironment = "emulator"\n{kept}'


def test_what_an_option_answers_is_not_asked(config: Path) -> None:
    person = Person()
    assert initialized(person, SetupOptions(login=PRACTICE, skip=("account",), limits={"max_bid": "2"}, completion="none")) == []
    assert 'max_bid = "2.00USD"\n' in config.read_text()
    assert "max_daily_budget" not in config.read_text()


def test_after_the_demo_a_person_is_asked_for_a_profile_of_their_own(pinads: Pinads, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PINADS_PROFILE")
    pinads.ok("use", "demo")
    person = Person("2", END, "n")
    context = Context(person)
    Setup(context, SetupOptions(), "zsh", str).run()
    context.close()
    assert person.read[0].startswith("Log in to Pinterest")
    assert config.read_text() == 'default_profile = "demo"\n'
