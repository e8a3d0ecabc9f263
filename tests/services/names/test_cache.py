"""Names that are kept between commands: what they save, and when they are not trusted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pinads.sdk import Client
from pinads.sdk.errors import InvalidInput
from pinads.sdk.http.wire import WireRequest
from pinads.services.context import Context
from pinads.services.names.cache import FRESH, forget
from tests.support.fake_clock import FakeClock
from tests.support.fake_wire import BASE_URL, query_of
from tests.support.wires import FunctionWire

ACCOUNT = "549755885175"
CAMPAIGNS = ("campaigns",)


class Account:
    """An account with campaigns, by name; ``asked`` are the ids that requests named, and none for a listing."""

    def __init__(self, **campaigns: str) -> None:
        self.campaigns = campaigns
        self.asked: list[list[str]] = []

    def command(self) -> Context:
        """Begin a command."""
        context = Context(account=ACCOUNT)
        context.client = Client("pina_TEST", BASE_URL, wire=FunctionWire(self._answer), clock=FakeClock())
        return context

    def _answer(self, request: WireRequest) -> Any:
        rows = [{"id": identity, "name": name, "status": "ACTIVE"} for name, identity in self.campaigns.items()]
        one = request.url.partition("?")[0].rpartition("/")[2]
        if one.isdigit():
            self.asked.append([one])
            return next(row for row in rows if row["id"] == one)
        ids = query_of(request).get("campaign_ids", [])
        self.asked.append(list(ids))
        return {"items": [row for row in rows if not ids or row["id"] in ids]}


@pytest.fixture(autouse=True)
def kept(clean_environment: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file with the names of campaigns."""
    for name in ("CONFIG_DIR", "DATA_DIR"):
        monkeypatch.setenv(f"PINADS_{name}", str(tmp_path))
    monkeypatch.setenv("PINADS_API_URL", BASE_URL)
    return tmp_path / "names" / "default" / ACCOUNT / "campaigns"


def test_the_next_command_lists_nothing(kept: Path) -> None:
    account = Account(Spring="1", Autumn="2")
    assert [account.command().names.id_of(CAMPAIGNS, text, "ID") for text in ("spring", "AUTUMN")] == ["1", "2"]
    assert account.asked == [[]]
    assert kept.stat().st_mode & 0o077 == 0


def test_it_is_listed_again_after_some_minutes(kept: Path) -> None:
    account = Account(Spring="1")
    account.command().names.id_of(CAMPAIGNS, "Spring", "ID")
    old = json.loads(kept.read_text())
    kept.write_text(json.dumps({**old, "time": old["time"] - FRESH}))
    account.campaigns = {"Spring": "3"}
    assert account.command().names.id_of(CAMPAIGNS, "Spring", "ID") == "3"


def test_a_name_that_it_does_not_have_is_listed_again() -> None:
    account = Account(Spring="1")
    account.command().names.id_of(CAMPAIGNS, "Spring", "ID")
    account.campaigns = {"Spring": "1", "Autumn": "2"}
    assert account.command().names.id_of(CAMPAIGNS, "Autumn", "ID") == "2"


def test_before_a_write_a_kept_name_is_checked() -> None:
    account = Account(Spring="1", Autumn="2")
    account.command().names.id_of(CAMPAIGNS, "Spring", "ID")
    command = account.command()
    command.names.id_of(CAMPAIGNS, "Spring", "ID")
    command.names.announce()
    assert account.asked == [[], ["1"]]

    account.campaigns = {"Winter": "1", "Spring": "2"}
    renamed = account.command()
    assert renamed.names.id_of(CAMPAIGNS, "Spring", "ID") == "1"
    with pytest.raises(InvalidInput, match=r"campaign 1 .*'Spring'"):
        renamed.names.announce()
    assert account.command().names.id_of(CAMPAIGNS, "Spring", "ID") == "2"


def test_names_that_were_listed_just_now_are_not_read_again() -> None:
    account = Account(Spring="1")
    command = account.command()
    command.names.id_of(CAMPAIGNS, "Spring", "ID")
    command.names.announce()
    assert account.asked == [[]]


def test_what_is_kept_of_another_server_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    account = Account(Spring="1")
    account.command().names.id_of(CAMPAIGNS, "Spring", "ID")
    monkeypatch.setenv("PINADS_API_URL", "http://127.0.0.1:9/v5")
    account.command().names.id_of(CAMPAIGNS, "Spring", "ID")
    assert account.asked == [[], []]


@pytest.mark.parametrize("damaged", ["", "[]", "{", '{"server": 1}', "\0"])
def test_a_damaged_file_is_no_problem(kept: Path, damaged: str) -> None:
    account = Account(Spring="1")
    account.command().names.id_of(CAMPAIGNS, "Spring", "ID")
    kept.write_text(damaged)
    assert account.command().names.id_of(CAMPAIGNS, "Spring", "ID") == "1"


def test_it_can_be_forgotten(kept: Path) -> None:
    command = Account(Spring="1").command()
    command.names.id_of(CAMPAIGNS, "Spring", "ID")
    forget(command.profile, ACCOUNT)
    assert not kept.exists()
