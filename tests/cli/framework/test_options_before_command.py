"""The options that all commands share, before the command as well as after it; -h, and --quiet."""

from __future__ import annotations

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.option_table import SHARED

LISTED = ("campaigns", "list", "--limit", "2")


@pytest.mark.slow
@each(
    "words",
    [
        "-o ids campaigns list --limit 2",
        "--output=ids campaigns list --limit 2",
        "campaigns -o ids list --limit 2",
        "-o ids campaigns list --limit 2 -o ids",
        "-v --no-color campaigns --timeout 30s list --limit 2 -o ids",
        "--yes --account 549755885175 -oids campaigns list --limit 2",
    ],
)
def test_an_option_before_the_command_is_one_after_it(pinads: Pinads, words: str) -> None:
    assert pinads.ok(*words.split()).lines == pinads.ids(*LISTED)


def test_the_profile_before_the_command_is_the_one_in_use(pinads: Pinads) -> None:
    run = pinads("--profile", "nobody", *LISTED)
    assert (run.exit_code, run.stdout) == (2, "")
    assert "nobody" in run.stderr


def test_yes_before_the_command_answers_its_question(pinads: Pinads) -> None:
    assert pinads("campaigns", "archive", "626735000001").exit_code == 2
    assert pinads.json("--yes", "campaigns", "archive", "626735000001")[0]["status"] == "applied"


@each(
    ("words", "named"),
    [
        ("-o csv campaigns list -o json", "--output is given twice: csv and json"),
        ("--account 1 campaigns --account 2 list", "--account is given twice: 1 and 2"),
        ("--profile demo campaigns list --profile work", "--profile is given twice: demo and work"),
    ],
)
def test_different_values_before_and_after_are_refused(pinads: Pinads, words: str, named: str) -> None:
    run = pinads(*words.split())
    assert (run.exit_code, run.stdout, pinads.requests) == (2, "", [])
    assert named in run.stderr


def test_an_option_of_one_command_is_refused_before_it(pinads: Pinads) -> None:
    run = pinads("--limit", "2", "campaigns", "list")
    assert run.exit_code == 2
    assert "the options of one command follow it" in run.stderr


def test_an_error_is_json_where_a_machine_format_stands_before_the_command(pinads: Pinads) -> None:
    assert pinads("-o", "json", "campaigns", "get", "1").error["exit_code"] == 4


@each("words", [("-h",), ("campaigns", "-h"), ("campaigns", "list", "-h"), ("--profile", "demo", "campaigns", "-h")])
def test_h_is_help(pinads: Pinads, words: tuple[str, ...]) -> None:
    path = [word for word in words if word in ("campaigns", "list")]
    assert pinads.ok(*words).stdout == pinads.ok(*path, "--help").stdout


def test_quiet_silences_notes_alone(pinads: Pinads) -> None:
    unchanged = ("campaigns", "update", "626735000001", "--name", "Spring", "-o", "ids")
    pinads.ok(*unchanged)
    assert pinads.ok(*unchanged).stderr.startswith("note: ")
    assert pinads.ok(*unchanged, "-q").stderr == ""
    assert pinads.ok("-q", "use", "demo").stderr == ""
    failed = pinads("-q", "campaigns", "pause", "626735000001", "1", "-o", "ids")
    assert failed.exit_code == 5
    assert "row 2" in failed.stderr


def test_completion_offers_the_shared_options_before_the_command(pinads: Pinads) -> None:
    root = pinads.ok("completion", "bash").stdout.partition("    '')\n")[2].partition(";;")[0]
    assert "$shared" in root
    assert f"shared='{SHARED} -" in pinads.ok("completion", "bash").stdout
