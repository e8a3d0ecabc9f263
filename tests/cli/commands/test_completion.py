"""pinads completion: printing and installing the scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import refused
from tests.support.shells import SCRIPTS

PLACES = {
    "bash": ("pinads.bash", "data/bash-completion/completions/pinads"),
    "zsh": ("_pinads", "data/zsh/site-functions/_pinads"),
    "fish": ("pinads.fish", "config/fish/completions/pinads.fish"),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of somebody who has startup files."""
    home = tmp_path / "home"
    home.mkdir()
    for file in (".bashrc", ".zshrc"):
        (home / file).write_text("# mine\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.delenv("BASH_COMPLETION_USER_DIR", raising=False)
    return home


def files(home: Path) -> list[str]:
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())


@each("shell", PLACES)
def test_it_prints_the_script(pinads: Pinads, shell: str) -> None:
    run = pinads.ok("completion", shell)
    assert run.stdout == (SCRIPTS / PLACES[shell][0]).read_text(encoding="utf-8")
    assert run.stderr == ""


@pytest.mark.parametrize("shell", PLACES)
def test_it_installs_the_script_once_and_touches_nothing_else(pinads: Pinads, shell: str, home: Path) -> None:
    script, place = PLACES[shell]
    first = pinads.ok("completion", shell, "--install")
    assert first.lines == [str(home / place)]
    assert first.stderr.startswith("installed; ")
    assert (home / place).read_bytes() == (SCRIPTS / script).read_bytes()
    written = (home / place).stat().st_mtime_ns
    again = pinads.ok("completion", shell, "--install")
    assert again.stderr.startswith("already installed; ")
    assert (home / place).stat().st_mtime_ns == written
    assert files(home) == sorted([".bashrc", ".zshrc", place])
    assert (home / ".zshrc").read_text() == (home / ".bashrc").read_text() == "# mine\n"


@pytest.mark.parametrize("shell", PLACES)
def test_install_alone_is_for_the_shell_that_one_uses(pinads: Pinads, shell: str, home: Path) -> None:
    assert pinads.ok("completion", "install", SHELL=f"/usr/bin/{shell}").lines == [str(home / PLACES[shell][1])]
    assert files(home) == sorted([".bashrc", ".zshrc", PLACES[shell][1]])


@pytest.mark.parametrize("shell", ["/bin/csh", ""])
def test_install_alone_asks_which_shell_where_it_cannot_tell(pinads: Pinads, shell: str, home: Path) -> None:
    refused(pinads, "completion", "install", says="pinads completion bash|zsh|fish --install", SHELL=shell)
    assert files(home) == [".bashrc", ".zshrc"]


def test_an_older_script_is_replaced(pinads: Pinads, home: Path) -> None:
    place = home / PLACES["fish"][1]
    place.parent.mkdir(parents=True)
    place.write_text("old")
    assert pinads.ok("completion", "fish", "--install").stderr.startswith("installed; ")
    assert place.read_bytes() == (SCRIPTS / "pinads.fish").read_bytes()


def test_where_the_platform_has_its_directories(pinads: Pinads, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME")
    assert pinads.ok("completion", "zsh", "--install").lines == [str(home / ".local/share/zsh/site-functions/_pinads")]
    monkeypatch.setenv("BASH_COMPLETION_USER_DIR", str(home / "own"))
    assert pinads.ok("completion", "bash", "--install").lines == [str(home / "own/completions/pinads")]


def test_zsh_is_told_what_to_add(pinads: Pinads, home: Path) -> None:
    run = pinads.ok("completion", "zsh", "--install")
    assert f"add to ~/.zshrc: fpath=({home / 'data/zsh/site-functions'} $fpath); autoload -Uz compinit && compinit" in run.stderr


def test_another_shell_is_refused(pinads: Pinads) -> None:
    refused(pinads, "completion", "tcsh", says="Invalid SHELL 'tcsh': choose from bash, zsh, fish")


def test_a_directory_that_cannot_be_written_is_an_error(pinads: Pinads, home: Path) -> None:
    (home / "config").write_text("a file where a directory should be")
    run = pinads("completion", "fish", "--install", "-o", "table")
    assert run.exit_code == 1
    assert run.stderr.startswith("error: ")
    assert len(run.stderr.splitlines()) == 1


def test_what_is_to_be_typed_is_quoted_and_goes_where_the_shell_looks(pinads: Pinads, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = home / "my user"
    monkeypatch.setenv("XDG_DATA_HOME", str(own))
    assert f"source '{own}/bash-completion/completions/pinads'" in pinads.ok("completion", "bash", "--install").stderr
    note = pinads.ok("completion", "zsh", "--install", ZDOTDIR="/etc/mine").stderr
    assert f"add to /etc/mine/.zshrc: fpath=('{own}/zsh/site-functions' $fpath)" in note


def test_a_link_into_an_installation_that_is_gone_is_replaced(pinads: Pinads, home: Path) -> None:
    place = home / PLACES["bash"][1]
    place.parent.mkdir(parents=True)
    place.symlink_to(home / "gone" / "pinads.bash")
    assert pinads.ok("completion", "bash", "--install").lines == [str(place)]
    assert place.read_bytes() == (SCRIPTS / "pinads.bash").read_bytes()
    assert not (home / "gone").exists()
