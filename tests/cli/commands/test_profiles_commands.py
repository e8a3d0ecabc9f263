"""profiles create, set, show, use, list and delete; the owner's comments stay."""

from __future__ import annotations

import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.each import each
from tests.support.logins import Box
from tests.support.wording import Wording

MINE = """# my own notes
default_profile = "work"   # the one for every day

[profiles.work]
account = "1"  # the shop
timeout = "30s"

# below here: trying things
[profiles.play]
environment = "emulator"
"""


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    box = Box(tmp_path)
    del box.environment["PINADS_API_URL"]
    (tmp_path / "config").mkdir()
    with box.server:
        yield box
    box.emulator.close()


def write(box: Box, text: str) -> Path:
    path = box.directory / "config" / "config.toml"
    path.write_text(text)
    return path


def test_create(box: Box, wording: Wording) -> None:
    done = box.ok("profiles", "create", "work", "account=549755885175", "--environment", "sandbox", "accounts=1,2", "read_only=true")
    assert done.stdout == ""
    wording(done.stderr)
    assert "pinads auth login --profile work" in done.stderr
    assert box.config == ('[profiles.work]\nenvironment = "sandbox"\naccount = "549755885175"\naccounts = ["1", "2"]\nread_only = true\n')


def test_a_password_in_a_url_is_not_shown(box: Box) -> None:
    shown = box("profiles", "show", "--origin", "-o", "json", PINADS_API_URL="http://somebody:hunter2@localhost:1/v5")
    assert "http://(not shown)@localhost:1/v5" in shown.stdout
    assert "hunter2" not in shown.stdout + shown.stderr


def test_the_file_is_its_owners(box: Box) -> None:
    box.ok("profiles", "create", "work")
    path = box.directory / "config" / "config.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    box.ok("profiles", "set", "work", "output=json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_set_keeps_every_comment(box: Box) -> None:
    write(box, MINE)
    box.ok("profiles", "set", "work", "account=2", "output=csv", "--clear", "timeout")
    assert box.config == MINE.replace('account = "1"', 'account = "2"').replace('timeout = "30s"\n', 'output = "csv"\n')


def test_a_link_stays_a_link(box: Box, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(MINE)
    link = box.directory / "config" / "config.toml"
    link.symlink_to(real)
    box.ok("profiles", "use", "play")
    assert link.is_symlink()
    assert 'default_profile = "play"   # the one for every day' in real.read_text()


def test_use_and_list(box: Box) -> None:
    write(box, MINE)
    box.ok("profiles", "use", "play")
    rows = box.ok("profiles", "list", "-o", "json").json
    assert [(row["profile"], row["current"]) for row in rows] == [("work", False), ("play", True), ("demo", False)]
    box.ok("profiles", "use", "demo")
    assert box.ok("accounts", "list", "-o", "ids").stdout


def test_show_with_the_origin_of_each_value(box: Box) -> None:
    path = write(box, MINE)
    rows = box.ok("profiles", "show", "--origin", "-o", "json", "--timeout", "5s", PINADS_ACCOUNT="3").json
    origin = {row["setting"]: (row["value"], row["origin"]) for row in rows}
    assert origin["profile"] == ("work", "configuration")
    assert origin["account"] == ("3", "environment PINADS_ACCOUNT")
    assert origin["timeout"] == ("5s", "option --timeout")
    assert origin["output"] == ("json", "option --output")
    assert origin["environment"] == ("production", "default")
    assert origin["app_id"] == (None, "not set")
    rows = box.ok("profiles", "show", "work", "--origin", "-o", "json").json
    assert {"setting": "account", "value": "1", "origin": f"profile work ({path})"} in rows


def test_show_for_people(box: Box) -> None:
    write(box, MINE)
    lines = box.ok("profiles", "show", "play", "-o", "table").stdout.splitlines()
    assert "environment         emulator" in lines


def test_delete_asks_and_takes_the_token_along(box: Box, wording: Wording) -> None:
    write(box, MINE.replace('timeout = "30s"', 'store = "file"'))
    token = box.directory / "config" / "credentials" / "work.json"
    token.parent.mkdir()
    token.write_text("{}")
    refused = box("profiles", "delete", "work")
    assert refused.exit_code == 2
    assert "--yes" in refused.stderr
    assert token.exists()
    done = box.ok("profiles", "delete", "work", "--yes")
    wording(done.stderr)
    assert not token.exists()
    assert "# below here: trying things" in box.config
    assert "work" not in box.config
    assert box.ok("profiles", "list").json[0]["profile"] == "play"


@pytest.mark.slow
@each(
    ("args", "says"),
    [
        (("create", "work"), "pinads profiles set work"),
        (("create", "demo"), "the profile 'demo' is built in"),
        (("set", "demo", "environment=production"), "the profile 'demo' is built in"),
        (("create", "Work"), "'Work' differs from it only in case"),
        (("set", "WORK", "account=1"), "there is no profile 'WORK'; did you mean 'work'?"),
        (("create", "a b"), "Invalid profile name 'a b'"),
        (("create", "../x"), "Invalid profile name '../x'"),
        (("create", "new", "colour=red"), "there is no setting 'colour'; there are: environment, "),
        (("create", "new", "account"), "expected KEY=VALUE"),
        (("create", "new", "--environment", "staging"), "Invalid --environment 'staging'"),
        (("create", "new", "api_url=http://api.example.com"), "clear text"),
        (("set", "work"), "nothing to set: give KEY=VALUE"),
        (("set", "wrok", "account=1"), "there is no profile 'wrok'; did you mean 'work'?"),
        (("set", "work", "account="), "pinads profiles set NAME --clear account"),
        (("set", "work", "account=5555555555555555555"), "is not an id of up to 18 digits"),
        (("create", "new", "environment=emulator", "account=Hearth"), "no ad account is named 'Hearth': did you mean 'Hearth & Loom'?"),
        (("set", "work", "account=1", "account=2"), "account is given twice"),
        (("set", "work", "account=1", "--account", "2"), "account is given twice"),
        (("set", "work", "account=1", "--clear", "account"), "cannot be combined"),
        (("set", "work", "--clear", "colour"), "there is no setting 'colour'"),
        (("set", "work", "max_rows=many"), "max_rows must be a whole number, not 'many'"),
        (("set", "work", "max_rows=" + "9" * 5000), "max_rows must be a whole number, not '9999"),
        (("use", "nope"), "there is no profile 'nope'"),
        (("delete", "nope", "--yes"), "there is no profile 'nope'"),
        (("delete", "demo", "--yes"), "is built in"),
        (("show", "nope"), "there is no profile 'nope'"),
    ],
)
def test_what_is_wrong_changes_nothing(box: Box, args: tuple[str, ...], says: str) -> None:
    write(box, MINE)
    done = box("profiles", *args, "-o", "table")
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert box.config == MINE


def test_a_broken_file_is_left_as_it_is(box: Box, wording: Wording) -> None:
    write(box, "[profiles.work\n")
    done = box("profiles", "set", "work", "account=1")
    assert done.exit_code == 2
    wording(done.stderr)
    assert box.config == "[profiles.work\n"


@pytest.mark.slow
def test_many_at_once_lose_nothing(box: Box) -> None:
    programs: list[subprocess.Popen[str]] = [box.start("profiles", "create", f"p{number}") for number in range(8)]
    for program in programs:
        program.communicate(timeout=60)
        assert program.returncode == 0
    assert {row["profile"] for row in box.ok("profiles", "list").json} == {"demo", *(f"p{number}" for number in range(8))}
