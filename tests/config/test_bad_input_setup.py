"""Settings that mean nothing - options, environment, profiles - refused in one line before anything is sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import refused

LIST = ("campaigns", "list")

SETTINGS = [
    (("-o", "jsn"), "Invalid --output 'jsn': choose from table, markdown, json"),
    (("-o", "jsn"), "did you mean 'json'?"),
    (("--timeout", "x"), "Invalid --timeout 'x': expected a duration such as 30s"),
    (("--timeout", "0"), "Invalid --timeout '0': expected 1ms to 24h"),
    (("--timeout=-1",), "Invalid --timeout '-1'"),
    (("--timeout", "nan"), "Invalid --timeout 'nan'"),
    (("--timeout", "9" * 400), "Invalid --timeout"),
    (("--timeout", "25h"), "expected 1ms to 24h"),
    (("--max-wait", "5 days"), "Invalid --max-wait '5 days': expected a duration"),
    (("--max-wait", "1e3"), "Invalid --max-wait '1e3'"),
    (("--max-wait", "٣"), "Invalid --max-wait"),
    (("--max-wait", "99999h"), "expected 0s to 24h"),
    (("--profile", "nope"), "there is no profile 'nope'; there are: demo"),
    (("--profile", "demmo"), "there is no profile 'demmo'; did you mean 'demo'?"),
    (("--account", "12a", "--exact-ids"), "Invalid --account: '12a' is not an id"),
    (("--profile", ""), "there is no profile ''"),
    (("--account", ""), "Invalid --account: '' is not an id"),
]


@each(("options", "says"), SETTINGS, ids=[" ".join(options)[:30] for options, _ in SETTINGS])
def test_options(pinads: Pinads, options: tuple[str, ...], says: str) -> None:
    refused(pinads, *LIST, *options, says=says)


ENVIRONMENT = [
    ({"PINADS_PROFILE": None, "PINADS_API_URL": "", "PINADS_ACCESS_TOKEN": "pina_TEST"}, "PINADS_API_URL is set and empty: give it a URL"),
    ({"PINADS_OUTPUT": "xml"}, "Invalid PINADS_OUTPUT 'xml'"),
    ({"PINADS_PROFILE": "demmo"}, "did you mean 'demo'?"),
    ({"PINADS_ACCOUNT": "1" * 19}, "Invalid PINADS_ACCOUNT: '1111111111111111111' is not an id"),
    ({"PINADS_PROFILE": None, "PINADS_ACCESS_TOKEN": "pina_TEST"}, "no ad account is set. Give --account ID|NAME or set PINADS_ACCOUNT"),
]


def test_who_has_no_credentials_is_told_so_first(pinads: Pinads) -> None:
    refused(pinads, *LIST, says="--profile demo", code=3, PINADS_PROFILE=None)


@each(("environment", "says"), ENVIRONMENT, ids=[str(list(item[0])) for item in ENVIRONMENT])
def test_environment(pinads: Pinads, environment: dict[str, str | None], says: str) -> None:
    refused(pinads, *LIST, says=says, **environment)


PROFILES = [
    ("account = [", "is not valid TOML"),
    ('output = "xml"', "config.toml line 3, column 1: profile 'w': Invalid output 'xml': choose from table"),
    ('timeout = "soon"', "profile 'w': Invalid timeout 'soon': expected a duration"),
    ("timeout = 0", "profile 'w': Invalid timeout '0': expected 1ms to 24h"),
    ('max_wait = "never"', "profile 'w': Invalid max_wait 'never'"),
    ('account = ""', "line 2, column 1: profile 'w': Invalid account: '' is not an id"),
    ('api_url = "http://api.example.com"', "http would send the token to api.example.com in clear text"),
    ('environment = "staging"', "profile 'w': Invalid environment 'staging': choose from production, sandbox, emulator"),
    ('acount = "1"', "profile 'w' has no setting 'acount'; did you mean 'account'?"),
]


@pytest.mark.parametrize(("line", "says"), PROFILES)
def test_profiles(pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, says: str) -> None:
    (tmp_path / "config").mkdir()
    start = "[profiles.w]\n" + ("" if "account" in line else 'account = "1"\n')
    (tmp_path / "config" / "config.toml").write_text(f"{start}{line}\n")
    monkeypatch.setenv("PINADS_ACCESS_TOKEN", "pina_TEST")
    refused(pinads, *LIST, "--profile", "w", says=says)


def test_a_profile_of_the_emulator_is_the_built_in_one(pinads: Pinads, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('default_profile = "box"\n[profiles.box]\nenvironment = "emulator"\noutput = "ids"\n')
    assert "626735000001" in pinads.ok(*LIST, PINADS_PROFILE=None).lines
    assert pinads.operations == ["campaigns/list"]
