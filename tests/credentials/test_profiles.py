"""Profiles: which one is meant, what it sets, and what is wrong with a configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from pinads.credentials.profiles import Profile, config_dir, data_dir, load_profile
from pinads.sdk.errors import InvalidInput


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configuration file, which is not there yet."""
    monkeypatch.setenv("PINADS_CONFIG_DIR", str(tmp_path))
    return tmp_path / "config.toml"


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
"""


def test_without_a_configuration(config: Path) -> None:
    assert load_profile(None) == Profile("default", environment="production")


def test_all_settings(config: Path) -> None:
    config.write_text(WORK)
    assert load_profile("work") == Profile(
        "work", "sandbox", "https://api.example.com/v5", account="549755885175", output="csv", timeout="30s", max_wait="5m"
    )


def test_numbers_are_as_good_as_texts(config: Path) -> None:
    config.write_text(WORK)
    assert load_profile("numbers") == Profile("numbers", account="549755885175", timeout="30", max_wait="1.5")


def test_the_option_beats_the_environment_beats_the_default(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text(WORK)
    assert load_profile(None).name == "work"
    monkeypatch.setenv("PINADS_PROFILE", "numbers")
    assert load_profile(None).name == "numbers"
    assert load_profile("work").name == "work"
    monkeypatch.setenv("PINADS_PROFILE", "")
    assert load_profile(None).name == "work"


def test_an_empty_name_is_a_mistake_and_not_the_default(config: Path) -> None:
    config.write_text(WORK)
    with pytest.raises(InvalidInput, match="there is no profile ''"):
        load_profile("")


def test_the_demo_needs_no_configuration(config: Path) -> None:
    assert load_profile("demo").is_embedded
    config.write_text("this is not TOML")
    assert load_profile("demo") == Profile("demo", environment="emulator")


def test_the_demo_may_be_the_default(config: Path) -> None:
    config.write_text('default_profile = "demo"\n')
    assert load_profile(None).is_embedded


def test_an_emulator_profile_never_reaches_for_the_network(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config.write_text(
        '[profiles.box]\nenvironment = "emulator"\n[profiles.served]\nenvironment = "emulator"\napi_url = "http://127.0.0.1:1"\n'
    )
    assert load_profile("box").is_embedded
    assert not load_profile("served").is_embedded
    monkeypatch.setenv("PINADS_API_URL", "http://127.0.0.1:1")
    assert not load_profile("box").is_embedded


def test_production_is_not_embedded() -> None:
    assert not Profile("work").is_embedded


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x = ", "config.toml is not valid TOML: "),
        ('[profiles.w]\naccount = "1"\naccount = "2"\n', "config.toml is not valid TOML: "),
        ('defalt_profile = "w"\n', "has no setting 'defalt_profile'; did you mean 'default_profile'?"),
        ("default_profile = 5\n", "config.toml: default_profile must be a text"),
        ("profiles = 3\n", "config.toml: profiles must be tables of settings, such as [profiles.work]"),
        ("[profiles]\nw = 3\n", "profile 'w' is not a table of settings"),
        ("[profiles.other]\n", "there is no profile 'w'; there are: demo, other"),
        ("[profiles.ww]\n", "there is no profile 'w'; did you mean 'ww'?"),
        ('[profiles.w]\nenviroment = "sandbox"\n', "profile 'w' has no setting 'enviroment'; did you mean 'environment'?"),
        ('[profiles.w]\nenvironment = "staging"\n', "profile 'w': environment must be one of production, sandbox, emulator"),
        ("[profiles.w]\ntimeout = true\n", "profile 'w': timeout must be a text"),
        ("[profiles.w]\napi_url = []\n", "profile 'w': api_url must be a text"),
        ("[profiles.w]\nmax_wait = 2026-12-01\n", "profile 'w': max_wait must be a text"),
    ],
)
def test_what_is_wrong_is_said(config: Path, text: str, says: str) -> None:
    config.write_text(text)
    with pytest.raises(InvalidInput) as raised:
        load_profile("w")
    assert says in raised.value.message


def test_files_that_cannot_be_read(config: Path) -> None:
    config.write_bytes(b"\xff\xfe")
    with pytest.raises(InvalidInput, match=r"cannot read .*config\.toml: it is not UTF-8"):
        load_profile(None)
    config.unlink()
    config.mkdir()
    with pytest.raises(InvalidInput, match=r"cannot read .*config\.toml: Is a directory"):
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
    assert profile.account == "1"
    assert profile.policy == {"max_daily_budget": 50.5, "read_only": True, "accounts": ["1"]}
