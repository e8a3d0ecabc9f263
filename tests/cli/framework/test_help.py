"""--help of every command: plain where it is piped, complete, and without anything sent."""

from __future__ import annotations

import itertools
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from pinads.cli.main import app
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.option_table import COMMANDS

GROUPS = sorted({name.split()[0] for name in COMMANDS if " " in name})
GOLDEN = Path(__file__).with_name("golden")
"""The help of the root, and for each group its own and that of a command; docs/reference.md has the options of all."""


def command_at(name: str) -> Any:
    """The command that Typer runs for a name such as ``campaigns list``."""
    command: Any = typer.main.get_command(app)
    for word in name.split():
        command = command.load(word)
    return command


def flags(parameters: list[Any]) -> Iterator[str]:
    for parameter in parameters:
        if parameter.param_type_name == "option":
            yield from (*parameter.opts, *parameter.secondary_opts)


@pytest.mark.slow
@each("name", COMMANDS)
def test_help_shows_every_option_once_with_a_text(pinads: Pinads, name: str) -> None:
    text = pinads.ok(*name.split(), "--help").stdout
    assert text.startswith(f"Usage: pinads {name} ")
    assert "\x1b" not in text
    assert "╭" not in text
    options = text[text.index(":\n") :]
    for parameter in command_at(name).params:
        if parameter.param_type_name == "option":
            (flag, *_) = parameter.opts
            assert len(re.findall(rf"^  (?:-\w, )?{re.escape(flag)}(?![\w-])", options, re.MULTILINE)) == 1, flag
            assert parameter.help, flag
    assert max(map(len, text.splitlines())) <= 80
    assert pinads.requests == []


def helps(pinads: Pinads) -> dict[str, str]:
    """The helps that are golden, by file."""
    files = {"pinads": ["", *(name for name in COMMANDS if " " not in name)]}
    files |= {group: [group, next(name for name in COMMANDS if name.startswith(f"{group} "))] for group in GROUPS}
    # Typer before 0.27 puts no braces around required arguments in the usage.
    plain = str.maketrans("", "", "{}")
    shown = {}
    for name in itertools.chain.from_iterable(files.values()):
        usage, _, rest = pinads.ok(*name.split(), "--help").stdout.partition("\n")
        shown[name] = f"{usage.translate(plain)}\n{rest}"
    return {
        file: "".join(f"$ {' '.join(['pinads', *name.split(), '--help'])}\n{shown[name]}\n" for name in names)
        for file, names in files.items()
    }


def test_help_is_as_it_was(pinads: Pinads, request: pytest.FixtureRequest) -> None:
    """``pytest tests/cli --update-golden`` rewrites the files, so that a rewording is one diff to judge."""
    found = helps(pinads)
    if request.config.getoption("--update-golden", default=False):
        GOLDEN.mkdir(exist_ok=True)
        for name, text in found.items():
            (GOLDEN / f"help-{name}.txt").write_text(text, encoding="utf-8", newline="")
    assert found == {file.stem.removeprefix("help-"): file.read_bytes().decode() for file in sorted(GOLDEN.glob("*.txt"))}


def test_options_stand_under_headings_and_the_shared_ones_last(pinads: Pinads) -> None:
    headings = re.findall(r"^(\w.*):$", pinads.ok("adgroups", "update", "--help").stdout, re.MULTILINE)
    assert headings == ["Arguments", "Fields", "Targeting", "Writing", "Output", "Connection", "Options", "Examples"]


@each("name", COMMANDS)
def test_helps_are_sentences(name: str) -> None:
    """So they stand next to each other in the lists of commands and in the man pages."""
    command = command_at(name)
    assert command.help.splitlines()[0].endswith(".")
    for parameter in command.params:
        if parameter.name != "help":
            assert parameter.help.endswith((".", ".)")), parameter.name


@each("group", GROUPS)
def test_help_of_a_group_lists_its_commands(pinads: Pinads, group: str) -> None:
    run = pinads.ok(group, "--help")
    commands = run.stdout[run.stdout.index("Commands:") :]
    assert "..." not in commands
    assert not re.search(r"\n +\n", commands)  # one paragraph a command
    assert re.findall(r"^  ([a-z-]+)  ", commands, re.MULTILINE) == [name.split()[1] for name in COMMANDS if name.startswith(f"{group} ")]


def test_the_root_lists_all_groups(pinads: Pinads) -> None:
    run = pinads.ok("--help")
    listed = re.findall(r"^  ([a-z-]+)  ", run.stdout[run.stdout.index("Commands:") :], re.MULTILINE)
    assert listed == list(dict.fromkeys(name.split()[0] for name in COMMANDS))


@each("args", [(), ("campaigns",)])
def test_without_a_command_the_help_is_the_message(pinads: Pinads, args: tuple[str, ...]) -> None:
    run = pinads(*args)
    assert (run.exit_code, run.stdout) == (2, "")
    assert "Commands:" in run.stderr


def test_pinads_alone_shows_the_groups_and_three_first_steps_that_work(pinads: Pinads) -> None:
    shown = pinads().stderr
    assert "  campaigns " in shown
    steps = re.findall(r"^  (pinads .*?)  +\S", shown[shown.index("First steps:") :], re.MULTILINE)
    assert len(steps) == 3
    for step in steps:
        if step.split()[1] != "init":  # it has tests of its own
            pinads.ok(*step.split()[1:])


def test_version(pinads: Pinads) -> None:
    from pinads import __version__

    assert pinads.ok("--version").stdout == f"pinads {__version__}\n"


def test_python_m_pinads_is_the_same_program(script: list[str], real_environment: dict[str, str]) -> None:
    run = subprocess.run([*script, "--version"], env=real_environment, capture_output=True, text=True, check=True)
    assert run.stdout.startswith("pinads ")


def test_a_group_lists_its_commands_by_the_first_line_of_their_helps() -> None:
    told = {f"{group} {name}": item.short_help for group in GROUPS for name, item in command_at(group).commands.items()}
    assert told == {name: f"{command_at(name).help.split('. ')[0].split(chr(10))[0].rstrip('.')}." for name in told}
