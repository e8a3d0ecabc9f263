"""pinads use and pinads status; the mark of accounts list; what variables override."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each

FIRST, SECOND, THIRD = "549755885175", "549755885176", "549755885177"


def config_of(tmp_path: Path) -> Path:
    path = tmp_path / "config" / "config.toml"
    path.parent.mkdir(exist_ok=True)
    return path


@each("word", [SECOND, "Hearth & Loom Zürich", "hearth&loom  zürich"])
def test_an_account_by_id_or_name_is_used_from_now_on(pinads: Pinads, word: str) -> None:
    told = pinads.ok("use", word).stderr
    assert "EUR" in told
    assert "Europe/Berlin" in told
    assert pinads.json("status")["account"] == {
        "id": SECOND, "name": "Hearth & Loom Zürich", "currency": "EUR", "time_zone": "Europe/Berlin", "from": "profile demo"
    }  # fmt: skip
    assert pinads.json("campaigns", "list", "--limit", "1")[0]["ad_account_id"] == SECOND
    pinads.ok("use", FIRST)


def test_a_name_of_two_accounts_is_refused_with_both_ids(pinads: Pinads, tmp_path: Path) -> None:
    created = [
        pinads.json("accounts", "create", "--name", name, "--country", "US", "--owner-user-id", "383791336903426391", "--yes")["id"]
        for name in ("Twin", "twin")
    ]
    run = pinads("use", "Twin")
    assert run.exit_code == 2
    assert all(identity in run.stderr for identity in created)
    assert not config_of(tmp_path).exists()


def test_a_profile_is_the_default_and_its_name_wins(pinads: Pinads, tmp_path: Path) -> None:
    config_of(tmp_path).write_text(f'[profiles.shop]\nenvironment = "emulator"\naccount = "{THIRD}"\n')
    assert THIRD in pinads.ok("use", "shop", PINADS_PROFILE=None).stderr
    status = pinads.json("status", PINADS_PROFILE=None)
    assert (status["profile"], status["profile_from"], status["account"]["currency"]) == ("shop", "configuration", "JPY")


@each(
    ("word", "named"),
    [("nobody", "Profiles: shop, demo"), ("1", "no access to ad account 1"), ("Hearth & Lom", "did you mean 'Hearth & Loom'")],
)
def test_what_is_neither_is_refused(pinads: Pinads, tmp_path: Path, word: str, named: str) -> None:
    config_of(tmp_path).write_text('[profiles.shop]\nenvironment = "emulator"\n')
    run = pinads("use", word)
    assert (run.exit_code, run.stdout) == (2, "")
    assert named in run.stderr
    assert "pinads accounts list" in run.stderr


def test_without_a_login_an_unknown_word_lists_the_profiles(pinads: Pinads, tmp_path: Path) -> None:
    config_of(tmp_path).write_text("[profiles.shop]\n")
    run = pinads("use", "shp", PINADS_PROFILE="shop")
    assert run.exit_code == 2
    assert "did you mean 'shop'? There are: demo, shop" in run.stderr
    assert "pinads auth login" in run.stderr


@each(
    ("word", "variables", "named"),
    [
        ("shop", {"PINADS_PROFILE": "demo"}, "PINADS_PROFILE=demo"),
        (SECOND, {"PINADS_PROFILE": "demo", "PINADS_ACCOUNT": FIRST}, f"PINADS_ACCOUNT={FIRST}"),
        (
            "demo",
            {"PINADS_PROFILE": None, "PINADS_API_URL": "http://localhost:1"},
            "PINADS_API_URL is set, and profile 'demo' does not use it",
        ),
    ],
)
def test_a_variable_that_prevents_it_is_named(
    pinads: Pinads, tmp_path: Path, word: str, variables: dict[str, str | None], named: str
) -> None:
    config_of(tmp_path).write_text('[profiles.shop]\nenvironment = "emulator"\n')
    assert named in pinads.ok("use", word, **variables).stderr


def test_a_variable_with_the_name_of_the_ad_account_does_not_prevent_it(pinads: Pinads) -> None:
    assert "overrides" not in pinads.ok("use", FIRST, PINADS_ACCOUNT="hearth & loom").stderr
    assert "overrides" in pinads.ok("use", SECOND, PINADS_ACCOUNT="hearth & loom").stderr


def test_the_ad_account_of_a_variable_or_profile_can_be_a_name(pinads: Pinads, tmp_path: Path) -> None:
    name = "hearth & loom zürich"
    assert pinads.json("status", PINADS_ACCOUNT=name)["account"]["id"] == SECOND
    assert {each["ad_account_id"] for each in pinads.json("campaigns", "list", PINADS_ACCOUNT=name)} == {SECOND}
    unknown = pinads("campaigns", "list", "-o", "json", PINADS_ACCOUNT="Hearth & Lom")
    assert (unknown.exit_code, unknown.error["field"]) == (2, "PINADS_ACCOUNT")
    assert pinads("campaigns", "list", "--exact-ids", PINADS_ACCOUNT=name).exit_code == 2
    config_of(tmp_path).write_text(f'[profiles.shop]\nenvironment = "emulator"\naccount = "{name}"\n', encoding="utf-8")
    assert {each["ad_account_id"] for each in pinads.json("campaigns", "list", "--profile", "shop")} == {SECOND}
    assert pinads.json("status", "--profile", "shop")["account"]["id"] == SECOND


def test_profiles_store_the_id_of_a_name_and_the_name_before_the_first_login(pinads: Pinads, tmp_path: Path) -> None:
    config = config_of(tmp_path)
    pinads.ok("profiles", "create", "practice", "environment=emulator", "--account", "hearth&loomzürich")
    assert f'account = "{SECOND}"' in config.read_text()
    pinads.ok("profiles", "set", "practice", "account=Hearth & Loom")
    assert f'account = "{FIRST}"' in config.read_text()
    created = pinads.ok("profiles", "create", "shop", "--account", "Spring Shop", PINADS_PROFILE=None)
    assert 'account = "Spring Shop"' in config.read_text()
    assert "logging in replaces it with its id" in created.stderr


def test_status_names_the_variables_and_limits_that_apply(pinads: Pinads, tmp_path: Path) -> None:
    config_of(tmp_path).write_text('[profiles.demo]\naccount = "549755885177"\nmax_daily_budget = "90.00"\nmax_increase_pct = 20\n')
    shown = pinads.ok("status", "-o", "table", PINADS_ACCOUNT=FIRST).stdout
    assert f"{FIRST}  Hearth & Loom  USD  America/Los_Angeles (PINADS_ACCOUNT)" in shown
    assert f"PINADS_ACCOUNT overrides the ad account of profile 'demo', which is {THIRD}" in shown
    status = pinads.json("status", PINADS_ACCOUNT=FIRST)
    assert [(rule["rule"], rule["value"]) for rule in status["policy"]] == [("max_increase_pct", "20 %"), ("max_daily_budget", "90.00 USD")]
    assert (status["profile"], status["profile_from"], status["environment"]) == ("demo", "PINADS_PROFILE", "emulator")


def test_status_knows_an_account_by_its_name(pinads: Pinads) -> None:
    assert pinads.json("status", "--account", "hearth & loom 東京")["account"]["id"] == THIRD


def test_status_without_a_login_sends_nothing_and_says_how_to_log_in(pinads: Pinads) -> None:
    shown = pinads.ok("status", "-o", "table", PINADS_PROFILE=None).stdout
    assert "nobody has logged in: pinads init\n" in shown
    assert pinads.requests == []


def test_a_password_in_a_url_is_not_shown(pinads: Pinads, tmp_path: Path) -> None:
    config_of(tmp_path).write_text('[profiles.shop]\nenvironment = "sandbox"\n')
    run = pinads("status", PINADS_PROFILE="shop", PINADS_API_URL="http://somebody:hunter2@localhost:1/v5")
    assert run.exit_code == 2
    assert "hunter2" not in run.stdout + run.stderr


def test_status_lists_what_was_left_unfinished(pinads: Pinads, tmp_path: Path) -> None:
    rows = tmp_path / "new.csv"
    rows.write_text("name,objective_type,daily_spend_cap\n" + "".join(f"New {at},AWARENESS,5\n" for at in range(40)))

    def stop(entry: object) -> None:
        if len(pinads.writes) == 2:
            raise KeyboardInterrupt

    pinads.on_request = stop
    assert pinads("campaigns", "create", "--file", str(rows), "--yes", "--concurrency", "1").exit_code == 130
    pinads.on_request = None
    (run,) = pinads.json("status")["unfinished_runs"]
    assert (run["run"], run["rows"]) == (1, 40)
    assert "pinads journal resume 1" in pinads.ok("status", "-o", "table").stdout
    pinads.ok("journal", "resume", "1", "--yes")
    assert pinads.json("status")["unfinished_runs"] == []


@each("columns", [80, 160])
def test_accounts_list_marks_the_one_in_use_in_tables_only(pinads: Pinads, columns: int) -> None:
    lines = pinads.ok("accounts", "list", "-o", "table", "--account", SECOND, columns=columns).lines
    assert [line.split()[1] for line in lines if line.startswith("*")] == [SECOND]
    assert pinads.ok("accounts", "list", "-o", "csv").lines[0].startswith("id,")
    assert "*" not in pinads.ok("accounts", "list", "-o", "table", "--fields", "id,name").stdout


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
def test_a_variable_that_overrides_the_account_of_a_chosen_profile_is_noted_on_a_terminal(
    script: list[str], real_environment: dict[str, str], tmp_path: Path
) -> None:
    from tests.support.terminal import on_terminal

    config_of(tmp_path).write_text(f'[profiles.demo]\naccount = "{THIRD}"\n')
    listing = [*script, "--profile", "demo", "accounts", "get", "-o", "json"]
    shown = on_terminal(listing, {**real_environment, "PINADS_ACCOUNT": FIRST}, stderr_apart=False, columns=160).plain
    assert f"note: PINADS_ACCOUNT overrides the ad account of profile 'demo', which is {THIRD}" in shown
    assert (
        "note:" not in on_terminal([*listing, "--account", FIRST], {**real_environment, "PINADS_ACCOUNT": FIRST}, stderr_apart=False).plain
    )
