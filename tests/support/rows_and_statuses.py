"""Emulators over HTTP, and what wrong input has to look like."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pinads.emulator import Emulator, Faults, LogEntry, Server
from tests.support.command_line import Pinads, Run
from tests.support.sample import plant

TOKEN = "pina_TEST_secret"
ACCOUNT = "549755885175"
YEN_ACCOUNT = "549755885177"
CAMPAIGN = "626735000001"
"""A campaign of the sample: active, outside CBO, with a daily cap of 265.00."""
OTHER_CAMPAIGN = "626735000002"
AD_GROUP = "2680060000001"
CAMPAIGNS = f"/ad_accounts/{ACCOUNT}/campaigns"
PINADS = [sys.executable, "-m", "pinads"]
MINIMAL = ("--name", "x", "--objective-type", "CONSIDERATION")


def refused(pinads: Pinads, *args: str, says: str, code: int = 2, reads: bool = False, **more: Any) -> Run:
    """Run what must be refused in one line before anything is sent; ``reads`` allows for looking things up."""
    run = pinads(*args, **more)
    lines = run.stderr.splitlines()
    assert run.exit_code == code, run.stderr
    assert run.stdout == ""
    assert len(lines) == 1, run.stderr
    assert lines[0].startswith("error: ")
    assert says in lines[0]
    assert len(lines[0]) < 500
    assert [entry.method for entry in pinads.requests if not (reads and entry.method == "GET")] == []
    return run


class Api:
    """An emulator over HTTP, with what it was asked; ``on_request`` is called before an answer is sent."""

    def __init__(self, faults: Faults | None = None, campaigns: int = 4) -> None:
        self.log: list[LogEntry] = []
        self.on_request: Callable[[int], None] = lambda number: None
        self.emulator = Emulator(None, log=self._note)
        plant(self.emulator, campaigns=campaigns)
        self.emulator.faults = faults or Faults()
        self.server = Server(self.emulator)

    def _note(self, entry: LogEntry) -> None:
        self.log.append(entry)
        self.on_request(len(self.log))

    @property
    def writes(self) -> list[str | None]:
        """The operations that may have changed something."""
        return [entry.operation for entry in self.log if entry.method != "GET"]

    def names(self) -> list[str]:
        """The names of all campaigns, as the emulator has them."""
        from pinads.emulator import BASE_URL, EmulatorWire
        from pinads.sdk import Campaign, Client

        self.emulator.faults = Faults()
        client = Client(TOKEN, BASE_URL, wire=EmulatorWire(self.emulator))
        return [campaign.name for campaign in Campaign.iter_all(ACCOUNT, client=client)]


@contextmanager
def serving(faults: Faults | None = None, campaigns: int = 4) -> Iterator[Api]:
    """An emulator that serves while the block runs."""
    api = Api(faults, campaigns)
    with api.server:
        yield api
    api.emulator.close()


def body(run: Run) -> Any:
    """The one entity in the one request of a dry run."""
    (request,) = run.json
    sent = request["body"]
    return sent[0] if isinstance(sent, list) else sent


def settings(url: str, tmp_path: Path) -> dict[str, str]:
    """The environment in which the default profile uses an API at that URL."""
    return {
        "PINADS_API_URL": url,
        "PINADS_ACCESS_TOKEN": TOKEN,
        "PINADS_ACCOUNT": ACCOUNT,
        "PINADS_CONFIG_DIR": str(tmp_path / "config"),
        "PINADS_DATA_DIR": str(tmp_path / "data"),
        "PINADS_PROFILE": "",
    }
