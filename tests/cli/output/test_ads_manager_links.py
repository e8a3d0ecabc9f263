"""Ids on a terminal link to Ads Manager, where the accounts are real ones."""

from __future__ import annotations

import json
import re
import sys

import pytest

from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN, serving, settings

pytestmark = pytest.mark.slow

pytest.importorskip("pty", reason="pseudo-terminals are a thing of POSIX")

LINK = re.compile(r"\x1b\]8;id=[^;]*;([^\x1b]*)\x1b\\(.*?)\x1b\]8;;\x1b\\")
ACCOUNT = "549755885175"
OVERVIEW = f"https://ads.pinterest.com/advertiser/{ACCOUNT}/"
# The command line as it is with a profile of production, but for the network: the emulator answers.
PROGRAM = """
import json
import sys
from pathlib import Path
from pinads.cli.main import app
from pinads.emulator import Emulator, EmulatorWire
from pinads.services import connection
emulator = Emulator(Path(sys.argv[1]))
connection.HttpWire = lambda: EmulatorWire(emulator)
for args in json.loads(sys.argv[2]):
    try:
        app(args)
    except SystemExit as ended:
        print(f"exit code {ended.code or 0}", flush=True)
"""


def screens(data: str, environment: dict[str, str], *commands: tuple[str, ...]) -> list[str]:
    """What commands show on a terminal, all run by one program."""
    from tests.support.terminal import on_terminal

    shown = on_terminal([sys.executable, "-c", PROGRAM, data, json.dumps(commands)], environment, columns=120)
    *texts, last = shown.text.split("exit code 0")
    assert (shown.exit_code, len(texts), last.strip()) == (0, len(commands), ""), shown.text + shown.stderr
    return texts


@pytest.fixture
def data(data_dir: object) -> str:
    return f"{data_dir}/emulator"


@pytest.fixture
def production(real_environment: dict[str, str]) -> dict[str, str]:
    return {**real_environment, "PINADS_PROFILE": "", "PINADS_ACCESS_TOKEN": "pina_TEST", "PINADS_ACCOUNT": ACCOUNT}


def ad_groups_of(campaign: str) -> str:
    return f"{OVERVIEW}reporting/adgroups/?campaignIds=[{campaign}]"


LINKS = {
    ("campaigns", "list", "--limit", "1"): [(ad_groups_of(CAMPAIGN), CAMPAIGN)],
    ("campaigns", "get", CAMPAIGN, "--fields", "id,ad_account_id,name"): [(ad_groups_of(CAMPAIGN), CAMPAIGN), (OVERVIEW, ACCOUNT)],
    ("accounts", "get", ACCOUNT, "--fields", "id"): [(OVERVIEW, ACCOUNT)],
    ("adgroups", "list", "--campaign", CAMPAIGN, "--limit", "1", "--fields", "id,campaign_id"): [
        (ad_groups_of(CAMPAIGN), "2680060000001"),
        (ad_groups_of(CAMPAIGN), CAMPAIGN),
    ],
    ("audiences", "list", "--limit", "1"): [],
}


def test_ids_link_to_their_page(data: str, production: dict[str, str]) -> None:
    assert dict(zip(LINKS, map(LINK.findall, screens(data, production, *LINKS)), strict=True)) == LINKS


@each(("changes", "linked"), [({"NO_COLOR": "1"}, True), ({"TERM": "dumb"}, False)])
def test_links_without_colours(changes: dict[str, str], linked: bool, data: str, production: dict[str, str]) -> None:
    (text,) = screens(data, {**production, **changes}, ("campaigns", "list", "--limit", "1"))
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
