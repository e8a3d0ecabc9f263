"""Profiles: which one is meant, what it sets, who said so, and what is wrong with a configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from pinads.config.directories import config_dir, data_dir
from pinads.config.profiles import all_profiles, load_profile
from pinads.config.settings import SETTINGS
from pinads.sdk.errors import InvalidInput
from tests.support.each import each
from tests.support.wording import Wording

WORK = """
default_profile = "work"

[profiles.work]
environment = "sandbox"
account = "549755885175"
output = "csv"
timeout = "30s"
max_wait = "5m"
api_url = "https://api.example.com/v5"

[profiles.numbers]
account = 549755885175
timeout = 30
max_wait = 1.5
max_daily_budget = 50
accounts = [549755885175, "549755885176"]
read_only = true
allow_archive = "false"
"""


def test_without_a_configuration(config: Path) -> None:
    profile = load_profile(None)
    assert (profile.name, profile.environment, profile.exists, profile.option) == ("default", "production", False, "")
    assert profile.base_url == "https://api.pinterest.com/v5"


def test_all_settings(config: Path) -> None:
    config.write_text(WORK)
    profile = load_profile("work")
    assert profile.settings == {
        "environment": "sandbox",
        "account": "549755885175",
        "output": "csv",
        "timeout": "30s",
        "max_wait": "5m",
        "api_url": "https://api.example.com/v5",
    }
    assert profile.base_url == "https://api.example.com/v5"


def test_numbers_are_as_good_as_texts(config: Path) -> None:
    config.write_text(WORK)
    profile = load_profile("numbers")
    assert (profile.get("account"), profile.get("timeout"), profile.get("max_wait")) == ("549755885175", "30", "1.5")
    assert profile.policy == {
        "max_daily_budget": 50,
        "accounts": [549755885175, "549755885176"],
        "read_only": True,
        "allow_archive": False,
    }


def test_the_option_beats_the_environment_beats_the_default(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text(WORK)
    assert (load_profile(None).name, load_profile(None).option) == ("work", "")
    monkeypatch.setenv("PINADS_PROFILE", "numbers")
    assert (load_profile(None).name, load_profile(None).option) == ("numbers", " --profile numbers")
    assert load_profile("work").name == "work"
    monkeypatch.setenv("PINADS_PROFILE", "")
    assert load_profile(None).name == "work"


VARIABLES = {name: setting.variables[0] for name, setting in SETTINGS.items() if setting.variables}
OTHER = {"api_url": "https://other.example/v5", "account": "7", "output": "tsv", "app_id": "77", "concurrency": "7", "settle_time": "30s"}


def test_the_variables_are_those_of_the_contract() -> None:
    assert VARIABLES == {
        "api_url": "PINADS_API_URL",
        "account": "PINADS_ACCOUNT",
        "output": "PINADS_OUTPUT",
        "concurrency": "PINADS_CONCURRENCY",
        "settle_time": "PINADS_SETTLE_TIME",
        "app_id": "PINADS_APP_ID",
    }


@pytest.mark.parametrize("name", VARIABLES)
def test_each_setting_says_where_its_value_comes_from(config: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    config.write_text(WORK.replace('output = "csv"', 'output = "csv"\napp_id = "1"\nconcurrency = 2\nsettle_time = "90s"'))
    profile = load_profile("work")
    assert profile.resolved(name).origin == "profile work"
    monkeypatch.setenv(VARIABLES[name], OTHER[name])
    assert profile.resolved(name) == (OTHER[name], f"environment {VARIABLES[name]}")
    assert profile.resolved(name, "typed") == ("typed", f"option {SETTINGS[name].option}")
    monkeypatch.setenv(VARIABLES[name], "")
    if name == "api_url":  # What was to be another API must not become the real one.
        with pytest.raises(InvalidInput, match="PINADS_API_URL is set and empty"):
            profile.resolved(name)
    else:
        assert profile.resolved(name).origin == "profile work"


def test_defaults_say_so(config: Path) -> None:
    profile = load_profile(None)
    assert profile.resolved("timeout") == ("60s", "default")
    assert profile.resolved("account") == (None, "not set")


def test_an_empty_name_is_a_mistake_and_not_the_default(config: Path) -> None:
    config.write_text(WORK)
    with pytest.raises(InvalidInput, match="there is no profile ''"):
        load_profile("")


def test_the_demo_needs_no_configuration(config: Path) -> None:
    assert load_profile("demo").is_embedded
    config.write_text("this is not TOML")
    assert load_profile("demo").is_embedded


def test_the_demo_keeps_settings_but_for_those_that_lead_elsewhere(config: Path) -> None:
    config.write_text('[profiles.demo]\naccount = "2"\nmax_bid = "1"\nenvironment = "production"\napi_url = "https://example.com"\n')
    profile = load_profile("demo")
    assert profile.is_embedded
    assert (profile.get("account"), profile.policy) == ("2", {"max_bid": "1"})
    assert [profile.name for profile in all_profiles()] == ["demo"]


def test_the_demo_may_be_the_default(config: Path) -> None:
    config.write_text('default_profile = "demo"\n')
    assert load_profile(None).is_embedded


def test_the_demo_stays_at_home_whatever_the_environment_says(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINADS_API_URL", "https://api.example.com/v5")
    assert load_profile("demo").is_embedded


def test_an_emulator_profile_never_reaches_for_the_network(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text(
        '[profiles.box]\nenvironment = "emulator"\n[profiles.served]\nenvironment = "emulator"\napi_url = "http://127.0.0.1:1"\n'
    )
    assert load_profile("box").is_embedded
    assert not load_profile("served").is_embedded
    monkeypatch.setenv("PINADS_API_URL", "http://127.0.0.1:1")
    assert not load_profile("box").is_embedded


@each(
    ("text", "place"),
    [
        ("\n\nx = ", "(at line 3, column 5)"),
        ("a = 1\nb = [1,\n  !", "(at line 3, column 3)"),
        ('[profiles.w]\naccount = "1"\naccount = "2"\n', ""),
    ],
)
def test_a_file_that_is_no_toml(config: Path, text: str, place: str) -> None:
    config.write_text(text)
    with pytest.raises(InvalidInput, match=r"config\.toml is not valid TOML: ") as raised:
        load_profile("w")
    assert place in raised.value.message


def test_what_is_wrong_is_said(config: Path, wording: Wording) -> None:
    told = []
    for text in (
        '# mine\ndefalt_profile = "w"\n',
        "default_profile = 5\n",
        "profiles = 3\n",
        "[profiles]\n  w = 3\n",
        "[profiles.other]\n",
        "[profiles.ww]\n",
        '[profiles.v]\nenvironment = "sandbox"\n[profiles.w]\n  enviroment = "sandbox"\n',
        '[profiles.v]\nenvironment = "sandbox"\n\n[profiles."w"]\nenvironment = "staging"\n',
        "[profiles.w]\ntimeout = true\n",
        "[profiles.w]\napi_url = []\n",
        "[profiles.w]\nmax_wait = 2026-12-01\n",
        '[profiles.w]\nread_only = "perhaps"\n',
        '[profiles.w]\nmax_bid = "lots"\n',
        '[profiles.w]\naccounts = ["x"]\n',
        '[profiles.w]\napp_id = "my app"\n',
        '[profiles.w]\nredirect_uri = "localhost"\n',
        '[profiles.v]\noutput = "xml"\n[profiles.w]\n',
        'default_profile = "gone"\n',
    ):
        config.write_text(text)
        with pytest.raises(InvalidInput) as raised:
            load_profile("w")
        told.append(f"{text!r}: {raised.value.message}")
    wording("\n".join(told))


def test_a_default_that_is_gone_names_the_file(config: Path) -> None:
    config.write_text('default_profile = "gone"\n')
    with pytest.raises(InvalidInput, match=r"default_profile of .*config\.toml: .*'gone'"):
        load_profile(None)


def test_files_that_cannot_be_read(config: Path) -> None:
    config.write_bytes(b"\xff\xfe")
    with pytest.raises(InvalidInput, match=r"config\.toml: .* not UTF-8"):
        load_profile(None)
    config.unlink()
    config.mkdir()
    with pytest.raises(InvalidInput, match=r"config\.toml: Is a directory"):
        load_profile(None)


def test_where_files_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert config_dir().name == data_dir().name == "pinads"
    monkeypatch.setenv("PINADS_CONFIG_DIR", "~/config")
    monkeypatch.setenv("PINADS_DATA_DIR", str(tmp_path / "data"))
    assert config_dir() == tmp_path / "config"
    assert data_dir() == tmp_path / "data"


def test_the_rules_of_a_policy_stand_beside_the_settings(config: Path) -> None:
    config.write_text('[profiles.w]\naccount = "1"\nmax_daily_budget = 50.5\nread_only = true\naccounts = ["1"]\n')
    profile = load_profile("w")
    assert profile.get("account") == "1"
    assert profile.policy == {"max_daily_budget": 50.5, "read_only": True, "accounts": ["1"]}
