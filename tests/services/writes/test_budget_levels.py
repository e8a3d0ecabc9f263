"""Budgets at the wrong level: where they belong is said for relative amounts, ids of another kind and shares, too."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.services.inputs.test_money import CAPLESS, IN_CBO, LIFETIME
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN, PINADS

GROUPS = "2680060000016 2680060000017 2680060000018 2680060000019"
MISPLACED = [
    ("campaigns set-daily-budget", CAPLESS, "+10%", f"campaigns update {CAPLESS} --budget +10%"),
    ("campaigns set-daily-budget", CAPLESS, "-8.00", f"adgroups update {GROUPS} --budget -2.00"),
    ("campaigns set-daily-budget", CAPLESS, "0.01", f"adgroups update {GROUPS} --budget 0.01 --budget-type DAILY"),
    ("campaigns set-daily-budget", LIFETIME, "+5.00", f"campaigns set-lifetime-budget {LIFETIME} +5.00"),
    ("campaigns set-lifetime-budget", CAMPAIGN, "+10%", f"campaigns set-daily-budget {CAMPAIGN} +10%"),
    ("adgroups update", IN_CBO, "--budget +10%", "campaigns set-daily-budget 626735000002 +10%"),
    ("campaigns set-daily-budget", IN_CBO, "50", f"adgroups update {IN_CBO} --budget 50.00 --budget-type DAILY"),
]


@each(("command", "identity", "amount", "says"), MISPLACED)
def test_a_budget_at_the_wrong_level_says_where_it_belongs(pinads: Pinads, command: str, identity: str, amount: str, says: str) -> None:
    run = pinads(*command.split(), identity, *amount.split())
    assert run.exit_code == 2
    assert f"run: pinads {says}\n" in run.stderr
    assert "--no-read" not in run.stderr or amount == "0.01"  # There is nothing that a relative amount could change all the same.
    assert pinads.writes == []


@pytest.mark.slow
def test_options_for_ad_groups_have_their_words_in_a_command_on_campaigns(tmp_path: Path) -> None:
    # In a process of its own: here other tests have read the fields of ad groups, as the first run has that makes the sample.
    command = [*PINADS, "campaigns", "set-daily-budget", CAPLESS, "+8.00", "--profile", "demo"]
    environment = {**os.environ, "PINADS_CONFIG_DIR": str(tmp_path), "PINADS_DATA_DIR": str(tmp_path)}
    for _ in range(2):
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert f"pinads adgroups update {GROUPS} --budget +2.00" in run.stderr


def test_an_amount_for_piped_ids_skips_what_it_cannot_change(pinads: Pinads) -> None:
    run = pinads("campaigns", "set-daily-budget", "-", "+10%", "--skip-failed", "--yes", input=f"{CAMPAIGN}\n{CAPLESS}\n")
    assert run.exit_code == 5, run.stderr
    assert [row["status"] for row in json.loads(run.stdout)] == ["applied", "rejected"]


def test_a_cap_outside_cbo_is_changed_and_said_to_be_a_cap(pinads: Pinads) -> None:
    assert pinads.json("campaigns", "budget", CAMPAIGN)[0]["budget_owner"] == "ad groups"
    pinads.ok("campaigns", "set-daily-budget", CAMPAIGN, "100", "--yes")
    assert pinads.json("campaigns", "budget", CAMPAIGN)[0]["daily_spend_cap"] == 100_000_000
    told = " ".join(pinads.ok("campaigns", "set-daily-budget", "--help").stdout.split())
    assert "Changes an existing cap" in told


def test_the_command_for_a_daily_budget_gives_daily_ones(pinads: Pinads) -> None:
    first = GROUPS.split()[0]
    pinads.ok("adgroups", "update", first, "--budget-type", "LIFETIME", "--budget", "90")
    told = pinads("campaigns", "set-daily-budget", CAPLESS, "120").stderr
    pinads.ok(*shlex.split(told.partition("run: pinads ")[2]), "--yes")
    wires = pinads.json("adgroups", "get", *GROUPS.split())
    assert {(wire["budget_type"], wire["budget_in_micro_currency"]) for wire in wires} == {("DAILY", 30_000_000)}


def test_rows_of_a_file_are_told_the_same(pinads: Pinads) -> None:
    row = json.dumps({"id": LIFETIME, "daily_spend_cap": "+5.00"})
    run = pinads("campaigns", "update", "--file", "-", "--yes", input=row)
    assert (run.exit_code, "record 1: " in run.stderr, f"set-lifetime-budget {LIFETIME} +5.00" in run.stderr) == (2, True, True), run.stderr


def test_a_daily_and_a_lifetime_cap_at_once(pinads: Pinads) -> None:
    run = pinads("campaigns", "update", CAMPAIGN, "--lifetime-spend-cap", "100", "--daily-spend-cap", "10")
    assert (run.exit_code, "a daily or a lifetime" in run.stderr) == (2, True), run.stderr


def test_an_amount_relative_to_what_is_not_there_names_its_row(pinads: Pinads) -> None:
    rows = [{"id": CAMPAIGN, "daily_spend_cap": "+1.00"}, {"id": "626735000099", "daily_spend_cap": "+10%"}]
    run = pinads("campaigns", "update", "--file", "-", "--yes", input="".join(json.dumps(row) + "\n" for row in rows))
    assert (run.exit_code, "line 2: Invalid daily_spend_cap: " in run.stderr) == (2, True), run.stderr
    assert "626735000099" in run.stderr
    assert pinads.writes == []


WHOLE = [
    (
        {"daily_spend_cap": 25},
        '25 micro currency is 0.000025 USD, which is not a whole multiple of 0.01 USD. If you mean 25.00 USD, write "25.00"',
    ),
    ({"daily_spend_cap": -5_000_000}, "-5000000 is negative"),
    ({"daily_spend_cap": 5_000_000, "extra": {"daily_spend_cap": 7_000_000}}, "the row has daily_spend_cap twice"),
]


@pytest.mark.parametrize(("values", "says"), WHOLE)
def test_amounts_in_json_that_are_hardly_meant(pinads: Pinads, values: dict[str, object], says: str) -> None:
    for command, row in (("create", {"name": "x", "objective_type": "AWARENESS", **values}), ("update", {"id": CAMPAIGN, **values})):
        run = pinads("campaigns", command, "--file", "-", "--yes", input=json.dumps(row))
        assert (run.exit_code, says in run.stderr) == (2, True), run.stderr
    assert pinads.writes == []


def test_a_field_under_both_its_names(pinads: Pinads) -> None:
    row = {"id": "2680060000016", "tracking_url": {"click": ["https://a.example/"]}, "tracking_urls": {"click": ["https://b.example/"]}}
    run = pinads("adgroups", "update", "--file", "-", "--yes", input=json.dumps(row))
    assert (run.exit_code, "the row has tracking_urls twice" in run.stderr) == (2, True), run.stderr


def test_after_a_reset_currencies_are_asked_for_again(pinads: Pinads) -> None:
    def currency(country: str) -> str:
        made = ("accounts", "create", "--name", "x", "--owner-user-id", "383791336903426391", "--country", country, "-o", "ids")
        account = pinads.ok(*made).stdout.strip()
        return pinads("campaigns", "create", "--name", "x", "--daily-spend-cap", "1XXX", "--account", account, "--dry-run").stderr

    for country, code in (("US", "USD"), ("JP", "JPY")):
        pinads.ok("emulator", "reset")
        assert f"the ad account's currency, {code}" in currency(country)


def test_the_command_to_paste_means_the_same_profile(pinads: Pinads) -> None:
    run = pinads(
        "campaigns", "update", "626735000001", "--lifetime-spend-cap", "55", "--profile", "demo", "-o", "json", PINADS_PROFILE=None
    )
    assert run.error["hint"].endswith("--lifetime-spend-cap 55.00 --profile demo")
