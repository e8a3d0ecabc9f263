"""The command line in process, over a sample business of its own for each test: no network, time stands still, all is UTC."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import pinads.emulator
from pinads.cli.main import app
from pinads.emulator import Emulator, Faults, LogEntry
from tests.support.today import NOW as NOW
from tests.support.today import moment, zone

DEVELOPERS_OWN = ("COLUMNS", "LINES", "NO_COLOR", "TERM", "CI", "LC_ALL", "PYTHONIOENCODING", "FORCE_COLOR", "PY_COLORS")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what commands print now as what they should print")


class Run(NamedTuple):
    """What a command left behind."""

    exit_code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:
        return json.loads(self.stdout)

    @property
    def jsonl(self) -> list[Any]:
        return [json.loads(line) for line in self.stdout.splitlines()]

    @property
    def lines(self) -> list[str]:
        return self.stdout.splitlines()

    @property
    def error(self) -> Any:
        """The error object that machine formats have on stderr, the notes before it left out."""
        return json.loads(self.stderr.splitlines()[-1])["error"]


@cache
def root() -> Any:
    """The root command: CliRunner's invoke would build it for each run, which takes as long as some commands do."""
    return get_command(app)


class Pinads:
    """Runs commands in this process; ``requests`` is what reached the API since the beginning or since ``forget``.

    ``written`` is what the last command wrote to stdout, which may be no text.
    """

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.requests: list[LogEntry] = []
        self.faults: Faults | None = None
        self.written = b""
        self.on_request: Callable[[LogEntry], None] | None = None
        self._opened: list[Emulator] = []

    def __call__(self, *args: str, input: str | bytes | None = None, columns: int | None = None, **env: str | None) -> Run:
        environment = {**env, **({"COLUMNS": str(columns)} if columns else {})}
        with CliRunner().isolation(input=input, env=environment) as (stdout, stderr, _):
            try:
                exit_code = root().main(args=list(args), standalone_mode=False)
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
            self.written = stdout.getvalue()
            return Run(exit_code, *(written.decode("utf-8", "replace") for written in (self.written, stderr.getvalue())))

    def ok(self, *args: str, **more: Any) -> Run:
        """Run what must succeed."""
        run = self(*args, **more)
        assert run.exit_code == 0, run.stderr
        return run

    def json(self, *args: str, **more: Any) -> Any:
        """The JSON of what must succeed."""
        return self.ok(*args, "-o", "json", **more).json

    def ids(self, *args: str, **more: Any) -> list[str]:
        """The ids of what must succeed."""
        return self.ok(*args, "-o", "ids", **more).lines

    @property
    def operations(self) -> list[str | None]:
        """The operations that were asked for."""
        return [entry.operation for entry in self.requests]

    @property
    def writes(self) -> list[LogEntry]:
        """The requests that may have changed something."""
        return [entry for entry in self.requests if entry.method != "GET"]

    def forget(self) -> None:
        self.requests.clear()

    def open(self, data_dir: Path | None, **settings: Any) -> Emulator:
        """The emulator as the command line opens it, with a log and a clock."""
        emulator = Emulator(data_dir, **{"log": self._note, "now": moment, "faults": self.faults, **settings})
        self._opened.append(emulator)
        return emulator

    def _note(self, entry: LogEntry) -> None:
        self.requests.append(entry)
        if self.on_request:
            self.on_request(entry)

    def close(self) -> None:
        for emulator in self._opened:
            emulator.close()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the sample business, to copy from."""
    directory = tmp_path_factory.mktemp("seeded")
    emulator = Emulator(directory / "emulator", now=moment)
    emulator.seed()
    emulator.close()
    return directory


@pytest.fixture
def data_dir(seeded: Path, tmp_path: Path, clean_environment: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data directory of its own for each test, and the environment that goes with it."""
    directory = tmp_path / "data"
    shutil.copytree(seeded, directory)
    for name in DEVELOPERS_OWN:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PINADS_PROFILE", "demo")
    monkeypatch.setenv("PINADS_DATA_DIR", str(directory))
    monkeypatch.setenv("PINADS_CONFIG_DIR", str(tmp_path / "config"))
    # Faults of the emulator execute a request at once or never; what is executed later has tests of its own.
    monkeypatch.setenv("PINADS_SETTLE_TIME", "0s")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TZ", zone())
        _take_zone()
        yield directory
    _take_zone()


def _take_zone() -> None:
    # Windows has no such function; there the zone is the machine's.
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def pinads_(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pinads]:
    """The command line in process."""
    runner = Pinads(data_dir)
    monkeypatch.setattr(pinads.emulator, "Emulator", runner.open)
    yield runner
    runner.close()


@pytest.fixture(name="pinads")
def _pinads(pinads_: Pinads) -> Pinads:
    return pinads_


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Time passes in pauses only; what is given is how long they were."""
    slept: list[float] = []
    begin = time.monotonic()
    monkeypatch.setattr("time.sleep", slept.append)
    monkeypatch.setattr("time.monotonic", lambda: begin + sum(slept))
    return slept


@pytest.fixture
def patient(pinads_: Pinads, no_waiting: list[float], monkeypatch: pytest.MonkeyPatch) -> Pinads:
    """The command line in process, with an emulator for which time passes in pauses."""

    def opened(directory: Path | None, **settings: Any) -> Emulator:
        return pinads_.open(directory, now=lambda: moment() + sum(no_waiting), **settings)

    monkeypatch.setattr(pinads.emulator, "Emulator", opened)
    return pinads_


@pytest.fixture
def script() -> list[str]:
    """The command line as a program of its own."""
    installed = Path(sys.executable).with_name("pinads")
    return [str(installed)] if installed.exists() else [sys.executable, "-m", "pinads"]


@pytest.fixture
def real_environment(data_dir: Path) -> dict[str, str]:
    """The environment for programs of their own: the demo account, UTC, and a plain terminal without a pager."""
    return {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PAGER": "cat", "PYTHONWARNINGS": "error"}
