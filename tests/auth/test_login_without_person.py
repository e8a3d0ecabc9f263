"""auth login where nobody is there: it fails at once, and names the ways that need no person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.logins import APP, SECRET, Box


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    box = Box(tmp_path)
    with box.server:
        yield box
    box.emulator.close()


@pytest.mark.parametrize(("args", "env"), [(("--no-input",), {"CI": ""}), ((), {"CI": "true"}), ((), {"CI": "1"}), (("--no-browser",), {})])
def test_it_fails_at_once_and_names_the_ways(box: Box, args: tuple[str, ...], env: dict[str, str]) -> None:
    done = box("auth", "login", *APP, *args, "--insecure-storage", PINADS_APP_SECRET=SECRET, **env)
    assert (done.exit_code, done.stdout, box.log) == (2, "", [])
    for way in ("--with-token", "--client-credentials", "PINADS_ACCESS_TOKEN", "PINADS_REFRESH_TOKEN"):
        assert way in done.stderr
    assert SECRET not in done.stderr
    assert not (box.directory / "config" / "credentials").exists()


def test_no_input_forbids_a_browser_too(box: Box) -> None:
    done = box("auth", "login", *APP, "--no-input", "--insecure-storage", BROWSER="true", PINADS_APP_SECRET=SECRET)
    assert (done.exit_code, "--no-input says" in done.stderr) == (2, True)


@pytest.mark.parametrize("args", [("--client-credentials",), ("--with-token",)])
def test_the_ways_that_it_names_work(box: Box, args: tuple[str, ...]) -> None:
    box("auth", "login", *APP, "--client-credentials", "--insecure-storage", PINADS_APP_SECRET=SECRET)
    token = box.stored["access_token"]
    done = box("auth", "login", *APP, *args, "--no-input", "--insecure-storage", input=f"{token}\n", PINADS_APP_SECRET=SECRET)
    assert done.exit_code == 0, done.stderr
