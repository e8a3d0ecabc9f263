"""Words of other programs lead to the command that was meant, ready to paste."""

from __future__ import annotations

import shlex

from pinads.cli import wrong_words
from pinads.cli.main import Root
from tests.support.command_line import Pinads
from tests.support.each import each

MEANT = [
    ("campaigns rename 626735000001 'Spring 2'", "campaigns update 626735000001 --name 'Spring 2'"),
    ("campaigns rename", "campaigns update ID --name NAME"),
    ("campaigns delete 626735000001", "campaigns archive 626735000001"),
    ("audiences delete 1", "audiences remove 1"),
    ("ads stop 1 2", "ads pause 1 2"),
    ("adgroups enable -", "adgroups activate -"),
    ("campaigns show 1 --json", "campaigns get 1 -o json"),
    ("journal get 1", "journal show 1"),
    ("campaigns ls", "campaigns list"),
    ("ls", "campaigns list"),
    ("list ads", "ads list"),
    ("create ad-group --name 'a b'", "adgroups create --name 'a b'"),
    ("pause 1", "campaigns pause 1"),
    ("login --profile work", "auth login --profile work"),
    ("campaigns list --csv", "campaigns list -o csv"),
    ("campaigns list --format json", "campaigns list -o json"),
    ("campaigns list --format=json --all", "campaigns list -o json --status all"),
    ("accounts list --all", "accounts list"),
    ("campaigns update 1 --spend-cap 25", "campaigns update 1 --daily-budget 25"),
    ("--json campaigns list", "campaigns list -o json"),
    ("campaigns --all list", "campaigns list --status all"),
    ("journal undo 1", "undo 1"),
    ("campaign pause 1", "campaigns pause 1"),
    ("campaigns update --file x --ignore-errors", "campaigns update --file x --skip-failed"),
    ("campaigns archive 1 --force", "campaigns archive 1 --yes"),
    ("campaigns get --id 1", "campaigns get 1"),
]


@each(("typed", "meant"), MEANT)
def test_the_command_that_was_meant(pinads: Pinads, typed: str, meant: str) -> None:
    run = pinads(*shlex.split(typed))
    assert (run.exit_code, run.stdout, pinads.requests) == (2, "", [])
    assert run.stderr.rstrip("\n").endswith(f" — run: pinads {meant}")
    assert "Did you mean" not in run.stderr
    assert "Possible options" not in run.stderr


def test_a_reason_where_the_right_word_does_something_else(pinads: Pinads) -> None:
    assert "Pinterest deletes nothing. Archiving is final" in pinads("campaigns", "delete", "1").stderr
    assert "--daily-budget or --lifetime-budget" in pinads("campaigns", "create", "--budget", "25").stderr


def test_the_hint_of_the_error_object(pinads: Pinads) -> None:
    error = pinads("campaigns", "stop", "1", "-o", "json").error
    assert error["hint"] == "pinads campaigns pause 1 -o json"


def test_what_has_another_meaning_there_is_not_replaced(pinads: Pinads) -> None:
    for line in ("campaigns pause --all", "customer-lists delete 1", "campaigns list --nonsense"):
        assert pinads(*line.split()).stderr.rstrip("\n").endswith(" --help"), line


def test_neither_people_nor_tokens_are_repeated(pinads: Pinads) -> None:
    run = pinads("customer-lists", "remove", "1", "--records", "ada@example.com")
    assert run.stderr.rstrip("\n").endswith(" — run: pinads customer-lists remove-records")
    run = pinads("auth", "signin", "pina_TEST0000000000000000000000000000")
    assert run.stderr.rstrip("\n").endswith(" — run: pinads auth login")


def test_every_right_word_exists() -> None:
    root = Root()
    groups = {name: loaded for name in root.entries if hasattr(loaded := root.load(name), "entries")}
    commands = {name for group in groups.values() for name in group.entries}
    assert {name for right in wrong_words.COMMANDS.values() for name in right} <= commands
    for right in wrong_words.ROOT.values():
        assert any(name.startswith("--") or name.split()[0] in root.entries for name in right), right
    options = {flag for group in groups.values() for name in group.entries for item in group.load(name).params for flag in item.opts}
    rights = [right for table in (wrong_words.OPTIONS, wrong_words.LISTING_OPTIONS) for right in table.values()]
    assert [right for right in rights if not any(not text or text.split()[0] in options for text in right)] == []
