"""Ids on a terminal link to Ads Manager, where the accounts are real ones."""

from __future__ import annotations

import re
import sys

import pytest

from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN, serving, settings

pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")

LINK = re.compile(r"\x1b\]8;id=[^;]*;([^\x1b]*)\x1b\\(.*?)\x1b\]8;;\x1b\\")
ACCOUNT = "549755885175"
OVERVIEW = f"https://ads.pinterest.com/advertiser/{ACCOUNT}/"
# The command line as it is with a profile of production, but for the network: the emulator answers.
PROGRAM = """
import sys
from pathlib import Path
from pinads.cli.main import app
from pinads.emulator import Emulator, EmulatorWire
from pinads.services import connection
emulator = Emulator(Path(sys.argv.pop(1)))
connection.HttpWire = lambda: EmulatorWire(emulator)
app()
"""


def screen(data: str, environment: dict[str, str], *args: str) -> str:
    from tests.support.terminal import on_terminal

    shown = on_terminal([sys.executable, "-c", PROGRAM, data, *args], environment, columns=120)
    assert shown.exit_code == 0, shown.text + shown.stderr
    return shown.text


@pytest.fixture
def data(data_dir: object) -> str:
    return f"{data_dir}/emulator"


@pytest.fixture
def production(real_environment: dict[str, str]) -> dict[str, str]:
    return {**real_environment, "PINADS_PROFILE": "", "PINADS_ACCESS_TOKEN": "pina_TEST", "PINADS_ACCOUNT": ACCOUNT}


def ad_groups_of(campaign: str) -> str:
    return f"{OVERVIEW}reporting/adgroups/?campaignIds=[{campaign}]"


@each(
    ("args", "links"),
    [
        (("campaigns", "list", "--limit", "1"), [(ad_groups_of(CAMPAIGN), CAMPAIGN)]),
        (
            ("campaigns", "get", CAMPAIGN, "--fields", "id,ad_account_id,name"),
            [(ad_groups_of(CAMPAIGN), CAMPAIGN), (OVERVIEW, ACCOUNT)],
        ),
        (("accounts", "get", ACCOUNT, "--fields", "id"), [(OVERVIEW, ACCOUNT)]),
        (
            ("adgroups", "list", "--campaign", CAMPAIGN, "--limit", "1", "--fields", "id,campaign_id"),
            [(ad_groups_of(CAMPAIGN), "2680060000001"), (ad_groups_of(CAMPAIGN), CAMPAIGN)],
        ),
        (("audiences", "list", "--limit", "1"), []),
    ],
)
def test_ids_link_to_their_page(args: tuple[str, ...], links: list[tuple[str, str]], data: str, production: dict[str, str]) -> None:
    assert LINK.findall(screen(data, production, *args)) == links


@each(("changes", "linked"), [({"NO_COLOR": "1"}, True), ({"TERM": "dumb"}, False)])
def test_links_without_colours(changes: dict[str, str], linked: bool, data: str, production: dict[str, str]) -> None:
    text = screen(data, {**production, **changes}, "campaigns", "list", "--limit", "1")
    assert bool(LINK.findall(text)) == linked
    assert "\x1b" not in LINK.sub("", text)


def test_there_are_no_links_to_accounts_of_an_emulator(
    script: list[str], real_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    from tests.support.terminal import on_terminal

    listing = [*script, "campaigns", "list", "--limit", "1"]
    assert "\x1b]8" not in on_terminal(listing, real_environment).text
    with serving() as api:
        served = on_terminal(listing, {**real_environment, **settings(api.server.url, tmp_path_factory.mktemp("served"))})
    assert served.exit_code == 0
    assert "\x1b]8" not in served.text
