"""The examples that every command's help ends with: each is run as it stands, over the demo account."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pinads.cli.command_list import GROUPS
from pinads.cli.main import Root
from pinads.cli.output.exit_codes import ExitCode
from pinads.emulator import Faults
from tests.support.command_line import Pinads, root
from tests.support.logins import Box
from tools.reference.tree import pages

COMMANDS = [name for name in Root.entries if name not in GROUPS]
COMMANDS += [f"{group} {name}" for group in GROUPS for name in root().load(group).entries]
NOT_RUN = {
    "pinads auth login --app-id 1234567": "it opens a browser",
    "pinads emulator serve --port 8080": "it serves until it is stopped",
    "pinads emulator serve --fault throttle=0.1 --fault latency=80ms --seed 7": "it serves until it is stopped",
}
FILES = {
    "accounts.csv": "name,country,currency,owner_user_id\nStudio,FR,EUR,383791336903426391\n",
    "campaigns.csv": "name,objective_type,daily_spend_cap\nOne,AWARENESS,25.00\nTwo,CONSIDERATION,30.00\n",
    "adgroups.csv": "campaign_id,name,billable_event,budget_type,budget_in_micro_currency\n626735000001,One,CLICKTHROUGH,DAILY,20.00\n",
    "ads.csv": "ad_group_id,pin_id,creative_type\n2680060000001,394205773611545469,REGULAR\n",
    "keywords.csv": "value,match_type,parent_id\nlinen,BROAD,2680060000001\n",
    "negatives.txt": "cheap\nsecond hand\n",
    "leads.txt": "ann@example.com\nben@example.com\n",
    "secret.txt": "TEST_app_secret_0123456789\n",
    "token.txt": "pina_TEST_brought\n",
    "report.json": '{"report_status": "IN_PROGRESS", "token": "TEST-report", "message": null}',
    "november.csv": "campaign,budget\n626735000001,2500.00\n",
    "checks.yaml": "checks:\n  - when: cpc > 0.10\n",
    "rule.json": '{"seed_id": ["2542620000001"], "country": "US", "percentage": 3}',
}
"""What the examples read: files that anybody who follows them would have."""


@cache
def examples() -> dict[str, list[str]]:
    """The examples of each command, each on one line. To build all commands takes a second, which other tests do without."""
    ends = {page.name.removeprefix("pinads "): "\n".join(page.examples) for page in pages() if not page.commands}
    return {name: text.replace(" \\\n    ", " ").splitlines() for name, text in ends.items()}


@pytest.fixture
def logged_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    """A served emulator, and profiles with a token for it."""
    box = Box(tmp_path)
    for variable in ("PINADS_API_URL", "PINADS_CONFIG_DIR", "PINADS_DATA_DIR"):
        monkeypatch.setenv(variable, box.environment[variable])
    monkeypatch.delenv("PINADS_PROFILE")
    credentials = tmp_path / "config" / "credentials"
    credentials.mkdir(parents=True, mode=0o700)
    names = ("default", "work", "old", "other")
    (tmp_path / "config" / "config.toml").write_text("".join(f'[profiles.{name}]\nstore = "file"\noutput = "json"\n' for name in names))
    for name in names:
        facts = {"host": "this machine", "grant": "authorization_code", "app_id": "1234567", "app_secret": "TEST_app_secret_0123456789"}
        kept = credentials / f"{name}.json"
        kept.write_text(json.dumps({"access_token": f"pina_TEST_{name}", "refresh_token": f"pinr_TEST_{name}", **facts}))
        kept.chmod(0o600)
    with box.server:
        yield box
    box.emulator.close()


def stopped(pinads: Pinads) -> None:
    """The first entry of the journal: a write of which a part is left."""
    pinads.faults = Faults.script([None, None, "expired"])
    rows = "name,objective_type\n" + "".join(f"row {number},CONSIDERATION\n" for number in range(40))
    pinads("campaigns", "create", "--file", "-", "--concurrency", "1", input=rows)
    pinads.faults = None


def run(pinads: Pinads, line: str) -> None:
    """Run a command line with its pipes and redirections."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|<>")
    lexer.whitespace_split = True
    text: str | None = None
    for part in " ".join("\n" if word == "|" else shlex.quote(word) for word in lexer).split("\n"):
        command, _, file = part.partition(" '<' ")
        command, _, _ = command.partition(" '>>' ")[0].partition(" '>' ")
        program, *args = shlex.split(command)
        assert program == "pinads"
        found = pinads(*args, input=Path(file).read_text() if file else text)
        assert found.exit_code == (ExitCode.CHECK_FOUND if "check" in args else ExitCode.DONE), found.stderr
        text = found.stdout


def test_every_command_has_two_examples_or_more() -> None:
    assert {*examples()} == {*COMMANDS}
    assert [name for name, lines in examples().items() if len(lines) < 2] == []
    assert [line for name, lines in examples().items() for line in lines if f"pinads {name} " not in f"{line} "] == []


FIRST = {name.split()[0]: name for name in reversed(COMMANDS)}.values()
"""The first command of each group."""


@pytest.mark.slow
@pytest.mark.parametrize("name", [name if name in FIRST else pytest.param(name, marks=pytest.mark.slow) for name in COMMANDS])
def test_the_examples_of_a_command_work(
    pinads: Pinads, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    if name.split()[0] in ("auth", "profiles", "doctor"):
        request.getfixturevalue("logged_in")
    if name.split()[0] in ("reports", "pace", "compare"):  # Figures of long ago come from reports.
        request.getfixturevalue("patient")
    if name == "journal apply":
        pinads.ok("campaigns", "pause", "626735000001", "--save-plan")
    elif name.split()[0] in ("journal", "undo"):
        stopped(pinads)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHELL", "/bin/bash")
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    for file, text in FILES.items():
        (tmp_path / file).write_text(text)
    for alias in ("losers", "winners") if name == "alias delete" else ():
        pinads.ok("alias", "set", alias, "ads list")
    for line in examples()[name]:
        if line not in NOT_RUN:
            run(pinads, line)


def test_what_is_not_run_is_there_and_little() -> None:
    assert set(NOT_RUN) <= {line for lines in examples().values() for line in lines}
    assert len(NOT_RUN) < 8
