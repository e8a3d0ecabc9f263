"""The command line against an emulator over HTTP, in this process or in one of its own."""

from __future__ import annotations

import io
import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pinads.cli.main import app
from pinads.emulator import Emulator, Faults, LogEntry, Server

TOKEN = "pina_TEST_secret"
ACCOUNT = "549755885175"
JPY_ACCOUNT = "549755885177"
CAMPAIGN = "626735000001"
"""An active campaign of the sample, outside CBO, with a daily cap of 265.00."""
COMMAND = [sys.executable, "-m", "pinads"]


class Ran(NamedTuple):
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The error object on stderr, which must be its last line."""
        return json.loads(self.err.splitlines()[-1])["error"]


class _Terminal(io.TextIOWrapper):
    pass


def run(*args: str, input: str | bytes = b"") -> Ran:
    """Run a command in this process, with pipes in the place of a terminal."""
    given = input.encode() if isinstance(input, str) else input
    before = sys.stdin, sys.stdout, sys.stderr
    streams = [io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="") for data in (given, b"", b"")]
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        app(list(args))
        code = 0
    except SystemExit as exit:
        code = exit.code if isinstance(exit.code, int) else 1
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    out, err = (_text(stream) for stream in streams[1:])
    return Ran(code, out, err)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.detach()
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


class Api:
    """An emulator over HTTP, with what it was asked."""

    def __init__(self, faults: Faults | None = None, campaigns: int = 4) -> None:
        self.log: list[LogEntry] = []
        self.emulator = Emulator(None, log=self.log.append, faults=Faults())
        self.emulator.seed(campaigns=campaigns)
        self.emulator.faults = faults or Faults()
        self.server = Server(self.emulator)

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def operations(self) -> list[str | None]:
        return [entry.operation for entry in self.log]

    @property
    def writes(self) -> list[str | None]:
        return [entry.operation for entry in self.log if entry.method != "GET"]

    def __enter__(self) -> Api:
        self.server.__enter__()
        return self

    def __exit__(self, *details: Any) -> None:
        self.server.shutdown()
        self.emulator.close()


def point_at(monkeypatch: pytest.MonkeyPatch, url: str, tmp_path: Path) -> None:
    """Make the default profile use an API at that URL."""
    for name, value in settings(url, tmp_path).items():
        monkeypatch.setenv(name, value)


def settings(url: str, tmp_path: Path) -> dict[str, str]:
    """The environment of a run."""
    return {
        "PINADS_API_URL": url,
        "PINADS_ACCESS_TOKEN": TOKEN,
        "PINADS_ACCOUNT": ACCOUNT,
        "PINADS_CONFIG_DIR": str(tmp_path / "config"),
        "PINADS_DATA_DIR": str(tmp_path / "data"),
        "HOME": str(tmp_path),
        "TZ": "UTC",
    }


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Api]:
    """A fresh emulator over HTTP, which the default profile uses."""
    with Api() as fresh:
        point_at(monkeypatch, fresh.url, tmp_path)
        monkeypatch.chdir(tmp_path)
        yield fresh


@pytest.fixture(scope="module")
def lasting_api() -> Iterator[Api]:
    with Api() as shared:
        yield shared


@pytest.fixture
def shared_api(lasting_api: Api, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Api:
    """The emulator of a whole module, for tests that must not change anything."""
    point_at(monkeypatch, lasting_api.url, tmp_path)
    monkeypatch.chdir(tmp_path)
    lasting_api.log.clear()
    return lasting_api
