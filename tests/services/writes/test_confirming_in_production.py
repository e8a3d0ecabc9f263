"""Writes to production need a yes: from the controlling terminal where ids come from a pipe, from --yes where there is no terminal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pinads.emulator import BASE_URL, EmulatorWire
from pinads.sdk import Campaign, Client
from pinads.sdk.errors import InvalidInput
from pinads.services import writes
from pinads.services.context import Context
from pinads.services.writes.options import WriteOptions
from tests.support.command_line import Pinads
from tests.support.faces import Face
from tests.support.rows_and_statuses import ACCOUNT, CAMPAIGN, OTHER_CAMPAIGN, TOKEN, Api, serving
from tests.support.wording import Wording

PAUSED = "626735000003"


@pytest.fixture
def api() -> Iterator[Api]:
    with serving(campaigns=5) as served:
        yield served


@pytest.fixture
def production(api: Api, tmp_path: Path) -> dict[str, str]:
    """The environment in which the profile is one of production."""
    config = tmp_path / "config"
    config.mkdir(exist_ok=True)
    (config / "config.toml").write_text(f'[profiles.live]\nenvironment = "production"\napi_url = "{api.server.url}"\n')
    return {"PINADS_PROFILE": "live", "PINADS_ACCESS_TOKEN": TOKEN, "PINADS_ACCOUNT": ACCOUNT, "PINADS_CONFIG_DIR": str(config)}


def status_of(api: Api, identity: str) -> str:
    return Campaign(ACCOUNT, identity, client=Client(TOKEN, BASE_URL, wire=EmulatorWire(api.emulator))).status or ""


@pytest.mark.parametrize(
    ("args", "given", "says"),
    [
        (("activate", "-"), PAUSED, "spend more than before"),
        (("update", "-", "--daily-spend-cap", "+10%"), CAMPAIGN, "spend more than before"),
        (("pause", "-"), f"{CAMPAIGN}\n{OTHER_CAMPAIGN}", "writes 2 campaigns"),
        (("activate", PAUSED), None, "spend more than before"),
    ],
)
def test_without_a_terminal_it_needs_yes(
    pinads: Pinads, api: Api, production: dict[str, str], args: tuple[str, ...], given: str | None, says: str, wording: Wording
) -> None:
    run = pinads("campaigns", *args, "-o", "table", input=given, **production)
    assert (run.exit_code, api.writes) == (2, [])
    last = run.stderr.splitlines()[-1]
    assert (says in last, " in production" in last, "--yes" in last) == (True, True, True)
    wording(last)
    assert pinads("campaigns", *args, "--yes", input=given, **production).exit_code == 0
    assert api.writes != []


def test_one_row_that_spends_no_more_needs_none(pinads: Pinads, api: Api, production: dict[str, str]) -> None:
    assert pinads("campaigns", "pause", "-", input=CAMPAIGN, **production).exit_code == 0
    assert status_of(api, CAMPAIGN) == "PAUSED"


def test_a_dry_run_and_a_server_on_this_machine_need_none(pinads: Pinads, api: Api, production: dict[str, str]) -> None:
    assert pinads("campaigns", "activate", "-", "--dry-run", input=PAUSED, **production).exit_code == 0
    local = {**production, "PINADS_PROFILE": "", "PINADS_API_URL": api.server.url}
    assert pinads("campaigns", "activate", "-", input=PAUSED, **local).exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "code", "after"), [("y\n", 0, "ACTIVE"), ("n\n", 2, "PAUSED"), pytest.param("\x04", 2, "PAUSED", marks=pytest.mark.slow)]
)
def test_the_controlling_terminal_is_asked(
    api: Api,
    production: dict[str, str],
    script: list[str],
    real_environment: dict[str, str],
    typed: str,
    code: int,
    after: str,
) -> None:
    pty = pytest.importorskip("tests.support.terminal", reason="pseudo-terminals are a thing of POSIX")
    command = [*script, "campaigns", "activate", "-"]
    done = pty.with_controlling_terminal(command, {**real_environment, **production}, PAUSED, typed)
    assert (done[0], "Continue? [y/N]" in done[2]) == (code, True), done
    assert "daily spend" in done[1]
    assert status_of(api, PAUSED) == after


@pytest.mark.slow
def test_the_controlling_terminal_is_asked_before_an_archive(
    api: Api, production: dict[str, str], script: list[str], real_environment: dict[str, str]
) -> None:
    pty = pytest.importorskip("tests.support.terminal", reason="pseudo-terminals are a thing of POSIX")
    command = [*script, "campaigns", "archive", "-"]
    done = pty.with_controlling_terminal(command, {**real_environment, **production}, f"{CAMPAIGN}\n{OTHER_CAMPAIGN}", "2\n")
    assert (done[0], "Type 2 to continue:" in done[2]) == (0, True), done
    assert status_of(api, CAMPAIGN) == "ARCHIVED"


@pytest.mark.slow
def test_no_input_forbids_the_question(api: Api, production: dict[str, str], script: list[str], real_environment: dict[str, str]) -> None:
    pty = pytest.importorskip("tests.support.terminal", reason="pseudo-terminals are a thing of POSIX")
    command = [*script, "campaigns", "activate", "-", "--no-input"]
    done = pty.with_controlling_terminal(command, {**real_environment, **production}, PAUSED, "y\n")
    assert (done[0], done[2], api.writes) == (2, "y\r\n", [])


def test_a_face_that_shows_nothing_is_asked_about_what_it_agrees_to(
    api: Api, production: dict[str, str], monkeypatch: pytest.MonkeyPatch, wording: Wording
) -> None:
    for name, value in production.items():
        monkeypatch.setenv(name, value)
    face = Face(agrees=False)
    context = Context(face)
    with pytest.raises(InvalidInput, match="not confirmed"):
        writes.set_money(context, Campaign, [CAMPAIGN], "daily_spend_cap", "+10%", WriteOptions())
    context.close()
    (question,) = face.questions
    assert api.writes == []
    wording(question.text)
