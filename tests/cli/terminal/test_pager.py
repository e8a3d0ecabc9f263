"""Tables that do not fit on the terminal go through a pager, and nothing else does."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.terminal import STYLE, Screen, on_terminal

pytestmark = pytest.mark.slow

pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")

ADS = ("ads", "list", "--limit", "40")


class Pager:
    """A pager that keeps what it is called with and what it reads."""

    def __init__(self, folder: Path, name: str = "keeping") -> None:
        self.program = folder / name
        self._kept, self._words = folder / "kept", folder / "words"
        self.program.write_text(
            f'#!/bin/sh\n[ "$1" = --version ] && echo {name} 600 && exit\necho "$@" > "{self._words}"\ncat > "{self._kept}"\n'
        )
        self.program.chmod(0o755)

    @property
    def lines(self) -> list[str] | None:
        return STYLE.sub("", self._kept.read_text(encoding="utf-8")).splitlines() if self._kept.exists() else None

    @property
    def words(self) -> list[str]:
        return self._words.read_text(encoding="utf-8").split()


@pytest.fixture
def pager(tmp_path: Path) -> Pager:
    return Pager(tmp_path)


@pytest.fixture
def environment(real_environment: dict[str, str], pager: Pager) -> dict[str, str]:
    return {**real_environment, "PAGER": str(pager.program)}


def shown(script: list[str], environment: dict[str, str], *args: str, rows: int = 24) -> Screen:
    return on_terminal([*script, *args], environment, rows=rows, stderr_apart=False)


@pytest.mark.slow
def test_a_table_that_is_longer_than_the_screen(script: list[str], environment: dict[str, str], pager: Pager) -> None:
    screen = shown(script, environment, *ADS)
    assert screen.exit_code == 0
    assert pager.lines is not None
    assert len(pager.lines) > 40
    assert pager.lines[0].split()[:2] == ["ID", "NAME"]
    # What concerns the whole listing is read after the pager.
    assert screen.plain == "note: archived and draft ads are not listed; --status all shows them\n"


@pytest.mark.parametrize(
    ("args", "rows", "more"),
    [
        pytest.param(ADS, 60, {}, marks=pytest.mark.slow),
        ((*ADS, "--no-pager"), 24, {}),
        pytest.param(ADS, 24, {"PAGER": ""}, marks=pytest.mark.slow),
        pytest.param(ADS, 24, {"PAGER": "cat"}, marks=pytest.mark.slow),
        (ADS, 24, {"PAGER": "/no/such/pager -x"}),
        pytest.param(ADS, 24, {"TERM": "dumb"}, marks=pytest.mark.slow),
        pytest.param((*ADS, "-o", "json"), 24, {}, marks=pytest.mark.slow),
        (("campaigns", "get", "626735000001"), 10, {}),
    ],
)
def test_what_is_not_paged(
    script: list[str], environment: dict[str, str], pager: Pager, args: tuple[str, ...], rows: int, more: dict[str, str]
) -> None:
    screen = shown(script, {**environment, **more}, *args, rows=rows)
    assert screen.exit_code == 0
    assert len(screen.plain.splitlines()) > 15
    assert pager.lines is None


def test_nothing_is_paged_in_a_pipe(script: list[str], environment: dict[str, str], pager: Pager) -> None:
    run = subprocess.run([*script, *ADS, "-o", "table"], env=environment, capture_output=True, stdin=subprocess.DEVNULL, check=True)
    assert run.stdout.count(b"\n") > 40
    assert pager.lines is None


@pytest.mark.slow
def test_leaving_the_pager_early_is_no_error(script: list[str], environment: dict[str, str]) -> None:
    screen = shown(script, {**environment, "PAGER": "head -n 1"}, "ads", "list", "--status", "all")
    assert screen.exit_code == 0
    assert screen.plain.startswith("ID ")
    assert "Traceback" not in screen.plain
    assert "error" not in screen.plain


@pytest.mark.slow
def test_wide_tables_have_all_columns_and_scroll_sideways_in_less(tmp_path: Path, script: list[str], environment: dict[str, str]) -> None:
    less = Pager(tmp_path, "less")
    wide = {**environment, "PAGER": str(less.program)}
    assert shown(script, wide, "campaigns", "list", "--limit", "3", "--wide").exit_code == 0
    assert less.lines is not None
    assert "END" in less.lines[0].split()
    assert "Spring refresh: linen bedding" in less.lines[2]
    assert less.lines[-1] == "3 campaigns"
    assert "-S" in less.words
    # -F would show only what fits beside each other, and end.
    assert "-F" not in less.words


@pytest.mark.slow
def test_wide_in_a_pipe_is_the_whole_table(script: list[str], environment: dict[str, str]) -> None:
    narrow = {**environment, "COLUMNS": "60"}
    lists = [*script, "campaigns", "list", "--limit", "3", "-o", "table"]
    run = subprocess.run([*lists, "--wide"], env=narrow, capture_output=True, stdin=subprocess.DEVNULL, check=True)
    assert "END" in run.stdout.decode().splitlines()[0].split()
    run = subprocess.run(lists, env=narrow, capture_output=True, stdin=subprocess.DEVNULL, check=True)
    assert "hidden" in run.stdout.decode()
