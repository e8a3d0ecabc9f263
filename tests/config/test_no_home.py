"""A bare uid in a container: no HOME, no passwd entry, or a home that cannot be written."""

from __future__ import annotations

import os
import pwd
import stat
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import Pinads
from tests.support.loopback import always, response, serving
from tests.support.rows_and_statuses import PINADS

PAGE = b'{"items": [], "bookmark": null}'
XDG = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere homes are found in another way")


@pytest.fixture(params=["no home", "unwritable"])
def homeless(request: pytest.FixtureRequest, pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pinads:
    """The command line where nothing can be kept at home; temporary folders are in ``tmp``."""
    for name in (*XDG, "PINADS_CONFIG_DIR", "PINADS_DATA_DIR", "PINADS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    if request.param == "unwritable":
        monkeypatch.setenv("HOME", os.devnull + "/home")
    else:
        monkeypatch.delenv("HOME", raising=False)

        def unknown(uid: int) -> Any:
            raise KeyError(f"getpwuid(): uid not found: {uid}")

        monkeypatch.setattr(pwd, "getpwuid", unknown)
    (tmp_path / "tmp").mkdir()
    (tmp_path / "cwd").mkdir()
    monkeypatch.chdir(tmp_path / "cwd")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    return pinads


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_demo_works_and_keeps_its_state_for_the_next_command(homeless: Pinads, tmp_path: Path) -> None:
    made = homeless("campaigns", "pause", "626735000002", "--profile", "demo", "-o", "json")
    assert made.exit_code == 0, made.stderr
    shown = homeless("campaigns", "get", "626735000002", "--profile", "demo", "-o", "json")
    assert shown.json["status"] == "PAUSED"
    folder = tmp_path / "tmp" / f"pinads-{os.geteuid()}"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for run in (made, shown):
        assert run.stderr.count("no home directory") == 1
        assert str(folder) in run.stderr
    assert left_in(tmp_path / "cwd") == []


def test_with_a_token_everything_works(homeless: Pinads, tmp_path: Path) -> None:
    answers = {"GET": PAGE, "POST": b'{"items": [{"data": {"id": "1", "name": "x", "status": "PAUSED"}, "exceptions": []}]}'}

    def answer(request: str, connection: Any) -> bool:
        connection.sendall(response(answers[request.split()[0]]))
        return True

    with serving(answer) as server:
        env = {"PINADS_ACCESS_TOKEN": "pina_TEST", "PINADS_API_URL": server.url, "PINADS_ACCOUNT": "549755885175"}
        assert homeless("campaigns", "list", "-o", "json", **env).exit_code == 0
        assert homeless("auth", "status", **env).exit_code == 0
        assert homeless("profiles", "show", **env).exit_code == 0
        made = homeless("campaigns", "create", "--name", "x", "--objective-type", "AWARENESS", "-o", "json", **env)
        assert made.exit_code == 0, made.stderr
        assert len(homeless("journal", "list", "-o", "json", **env).json) == 1
    assert left_in(tmp_path / "cwd") == []


@pytest.mark.parametrize(
    "args",
    [
        ("campaigns", "list"),
        ("auth", "login", "--app-id", "1", "--client-credentials"),
        ("auth", "login", "--with-token", "--insecure-storage"),
        ("profiles", "create", "x"),
        ("profiles", "use", "demo"),
        ("campaigns", "list", "--profile", "x"),
    ],
)
def test_else_the_two_variables_are_named(homeless: Pinads, tmp_path: Path, args: tuple[str, ...]) -> None:
    run = homeless(*args, input="pina_TEST\n", PINADS_APP_SECRET="TEST_hush")
    assert (run.exit_code, run.stdout) == (2, "")
    assert "PINADS_CONFIG_DIR" in run.stderr
    assert "PINADS_DATA_DIR" in run.stderr
    assert left_in(tmp_path / "cwd") == []


def test_where_not_even_a_temporary_folder_can_be_made_the_demo_is_in_memory(homeless: Pinads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", os.devnull)
    run = homeless("campaigns", "list", "--profile", "demo", "-o", "ids")
    assert run.exit_code == 0, run.stderr


def test_a_folder_that_somebody_else_made_is_not_used(homeless: Pinads, tmp_path: Path) -> None:
    planted = tmp_path / "elsewhere"
    planted.mkdir()
    (tmp_path / "tmp" / f"pinads-{os.geteuid()}").symlink_to(planted)
    assert homeless("campaigns", "list", "--profile", "demo", "-o", "ids").exit_code == 0
    assert left_in(planted) == []


@pytest.mark.parametrize(
    "args", [("customer-lists", "create", "--name", "x", "--file", "~/x.csv"), ("campaigns", "create", "--file", "~/x.csv")]
)
def test_a_tilde_is_told_as_a_file_that_is_not_there(homeless: Pinads, args: tuple[str, ...]) -> None:
    run = homeless(*args, "--profile", "demo")
    assert (run.exit_code, "x.csv" in run.stderr, "mistake in pinads" in run.stderr) == (2, True, False)


def test_completions_are_not_installed_into_a_folder_called_tilde(homeless: Pinads, tmp_path: Path) -> None:
    run = homeless("completion", "bash", "--install")
    assert run.exit_code != 0
    assert "mistake in pinads" not in run.stderr
    assert left_in(tmp_path / "cwd") == []


def test_doctor_tells_it(homeless: Pinads) -> None:
    run = homeless("doctor", "--profile", "demo")
    assert "mistake in pinads" not in run.stdout + run.stderr
    assert run.exit_code == 0, run.stderr


def as_nobody() -> None:
    """Become a user without a passwd entry, who may still read this installation."""
    os.setresuid(54321, 0, 0)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs root to become a user that nobody knows")
def test_a_real_process_with_a_bare_uid(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "cwd").mkdir()
    env = {"PATH": os.environ["PATH"], "TMPDIR": str(tmp_path / "tmp"), "LANG": "C.UTF-8"}

    def run(*args: str, **more: str) -> subprocess.CompletedProcess[str]:
        how: dict[str, Any] = {"cwd": tmp_path / "cwd", "capture_output": True, "text": True, "check": False, "preexec_fn": as_nobody}
        return subprocess.run([*PINADS, *args], env={**env, **more}, **how)

    with serving(always(response(PAGE))) as server:
        given = {"PINADS_ACCESS_TOKEN": "pina_TEST", "PINADS_ACCOUNT": "1", "PINADS_API_URL": server.url}
        done = run("campaigns", "list", "-o", "json", **given)
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr
    refused = run("campaigns", "list")
    assert (refused.returncode, "PINADS_CONFIG_DIR and PINADS_DATA_DIR" in refused.stderr) == (2, True), refused.stderr
    assert left_in(tmp_path / "cwd") == []
