"""Money: exact, in the account's currency, at the level that holds the budget, and not a million times what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import AD_GROUP, CAMPAIGN, MINIMAL, OTHER_CAMPAIGN, YEN_ACCOUNT, body, refused

EURO_ACCOUNT = "549755885176"
CREATE = ("campaigns", "create", *MINIMAL)
GROUP = ("adgroups", "create", "--name", "g", "--campaign", "626735000006", "--billable-event", "clickthrough")
CAPLESS = "626735000006"
"""A campaign of the sample outside CBO without a cap of its own; it has four ad groups."""
LIFETIME = "626735000005"
IN_CBO, IN_LIFETIME = "2680060000005", "2680060000014"
"""Ad groups of campaigns that hold the budget: 105.00 a day, and 5100.00 in all."""

MISMATCHES = [
    (*CREATE, "--daily-spend-cap", "25.50EUR"),
    (*CREATE, "--lifetime-spend-cap", "25.50 eur"),
    ("campaigns", "set-daily-budget", CAMPAIGN, "25.50EUR"),
    ("campaigns", "set-daily-budget", CAMPAIGN, "+5.00EUR"),
    ("campaigns", "set-daily-budget", CAMPAIGN, "25 €"),
    ("campaigns", "set-daily-budget", CAMPAIGN, "£25.50"),
    ("campaigns", "clone", CAMPAIGN, "--daily-spend-cap", "25.50EUR"),
    ("adgroups", "update", AD_GROUP, "--budget", "25.50EUR"),
    (*GROUP, "--bid", "1.00EUR"),
    ("keywords", "create", "--parent", AD_GROUP, "--value", "x", "--match-type", "BROAD", "--bid", "1.00EUR"),
]


@each("command", MISMATCHES, ids=" ".join)
def test_another_currency_is_refused(pinads: Pinads, command: tuple[str, ...]) -> None:
    refused(pinads, *command, says="ad account's currency, USD", reads=True)


CSV = "name,objective_type,daily_spend_cap\nx,CONSIDERATION,25.50EUR\n"


@each("text", [CSV, '{"name": "x", "daily_spend_cap": "25.50EUR"}'])
def test_in_files_too(pinads: Pinads, text: str) -> None:
    run = pinads("campaigns", "create", "--file", "-", input=text)
    assert run.exit_code == 2
    assert ("'25.50EUR' " in run.stderr, "currency, USD" in run.stderr) == (True, True)
    assert pinads.writes == []


def test_a_sign_of_the_currency_is_told_from_others(pinads: Pinads) -> None:
    rows = "id;daily_spend_cap\n{};{}\n"
    run = pinads("campaigns", "update", "--file", "-", input=rows.format(CAMPAIGN, "99,90 €"))
    assert ("'99,90 €' " in run.stderr, "currency, USD" in run.stderr) == (True, True)
    run = pinads("campaigns", "update", "--file", "-", input=rows.format(CAMPAIGN, "99,90 $"))
    assert "in USD: 99.90" in run.stderr
    assert pinads.writes == []


@each("amount", ["1000.5", "1000.50JPY", "+0.5"])
def test_yen_have_no_decimals(pinads: Pinads, amount: str) -> None:
    option = ("--daily-spend-cap", amount, "--account", YEN_ACCOUNT)
    if amount.startswith("+"):
        campaign = pinads.ids("campaigns", "list", "--account", YEN_ACCOUNT)[0]
        refused(pinads, "campaigns", "update", campaign, *option, says="JPY has none", reads=True)
    else:
        refused(pinads, *CREATE, *option, says="JPY has none", reads=True)
        rows = f"name,objective_type,daily_spend_cap\nx,CONSIDERATION,{amount}\n"
        assert pinads("campaigns", "create", "--file", "-", "--account", YEN_ACCOUNT, input=rows).exit_code == 2


LARGE = [
    (*CREATE, "--daily-spend-cap", "25000000"),
    (*CREATE, "--daily-spend-cap", "25000000.00"),
    (*CREATE, "--daily-spend-cap", "25000000USD"),
    (*CREATE, "--daily-spend-cap", "25000000000000micro"),
    (*CREATE, "--lifetime-spend-cap", "100000000"),
    ("campaigns", "set-daily-budget", CAMPAIGN, "25000000"),
    ("campaigns", "set-daily-budget", CAMPAIGN, "+25000000"),
    ("campaigns", "update", CAMPAIGN, "--daily-spend-cap", "25000000"),
    ("campaigns", "update", CAMPAIGN, "--daily-spend-cap", "25000000", "--no-read"),
    ("campaigns", "clone", CAMPAIGN, "--daily-spend-cap", "25000000"),
    (*GROUP, "--budget", "25000000"),
    (*GROUP, "--bid", "500000"),
    ("adgroups", "update", AD_GROUP, "--bid", "500000"),
]


@each("command", LARGE, ids=" ".join)
def test_micro_currency_given_as_money_is_caught(pinads: Pinads, command: tuple[str, ...]) -> None:
    if command[1] == "clone":  # Its campaign has an objective that ends, which is warned of first.
        assert "--allow-large to keep it" in pinads(*command, "--yes").stderr
    else:
        refused(pinads, *command, "--yes", says="--allow-large to keep it", reads=True)
    assert pinads.writes == []
    pinads.ok(*command, "--allow-large", "--dry-run")


def test_what_may_have_been_meant_is_said(pinads: Pinads) -> None:
    told = "--daily-spend-cap: 25000000.00 USD a day exceeds the sanity limit of 100000.00 USD"
    says = f"{told}. If you mean 25.00 USD, write 25.00; add --allow-large to keep it"
    refused(pinads, *CREATE, "--daily-spend-cap", "25000000", says=says, reads=True)
    assert body(pinads.ok(*CREATE, "--daily-spend-cap", "25000000micro", "--dry-run"))["daily_spend_cap"] == 25_000_000


def test_files_are_held_to_the_same_bound(pinads: Pinads) -> None:
    rows = "name,objective_type,daily_spend_cap\na,CONSIDERATION,25\nb,CONSIDERATION,25000000.00\nc,CONSIDERATION,25000000000000micro\n"
    run = pinads("campaigns", "create", "--file", "-", "--yes", input=rows)
    assert run.exit_code == 2
    lines = run.stderr.splitlines()
    assert lines[0].startswith("error: 2 of 3 records ")
    assert [line.partition(": ")[0] for line in lines[1:]] == ["standard input, line 3", "standard input, line 4"]
    assert pinads.writes == []
    assert len(pinads.json("campaigns", "create", "--file", "-", "--allow-large", "--dry-run", input=rows)[0]["body"]) == 3


@each(("account", "fine", "large"), [("549755885175", "100000", "100000.01"), (YEN_ACCOUNT, "10000000", "10000001")])
def test_the_bound_knows_what_a_currency_is_worth(pinads: Pinads, account: str, fine: str, large: str) -> None:
    pinads.ok(*CREATE, "--account", account, "--daily-spend-cap", fine, "--dry-run")
    assert pinads(*CREATE, "--account", account, "--daily-spend-cap", large, "--dry-run").exit_code == 2


def test_who_spends_that_much_already_is_not_stopped(pinads: Pinads) -> None:
    pinads.ok("campaigns", "set-daily-budget", CAMPAIGN, "150000", "--allow-large")
    pinads.ok("campaigns", "set-daily-budget", CAMPAIGN, "+10%")
    assert pinads("campaigns", "set-daily-budget", CAMPAIGN, "165000000000").exit_code == 2


LOWER = [("-5.00", 260_000_000), ("-10%", 238_500_000), ("-5USD", 260_000_000), ("+0.5%", 266_320_000)]


@pytest.mark.parametrize(("amount", "micros"), LOWER)
def test_negative_amounts_need_no_dashes(pinads: Pinads, amount: str, micros: int) -> None:
    for command in (("set-daily-budget", CAMPAIGN, amount), ("update", CAMPAIGN, "--daily-spend-cap", amount)):
        assert body(pinads.ok("campaigns", *command, "--dry-run"))["daily_spend_cap"] == micros


def test_a_mistyped_option_is_still_refused(pinads: Pinads) -> None:
    assert pinads("campaigns", "set-daily-budget", CAMPAIGN, "5", "--dry-rn").exit_code == 2
    assert pinads("campaigns", "set-daily-budget", CAMPAIGN, "--dry-rn").exit_code == 2
    assert "campaigns/get" not in pinads.operations
    assert pinads.writes == []


TO_LIFETIME = f"run: pinads campaigns update {OTHER_CAMPAIGN} --clear daily_spend_cap --lifetime-spend-cap 100.00"
TO_DAILY = f"run: pinads campaigns update {LIFETIME} --clear lifetime_spend_cap --daily-spend-cap 100.00"
TO_GROUPS = "run: pinads adgroups update 2680060000016 2680060000017 2680060000018 2680060000019 --budget 25.00"
MISPLACED = [
    ("campaigns set-lifetime-budget", OTHER_CAMPAIGN, "100", TO_LIFETIME),
    ("campaigns set-daily-budget", LIFETIME, "100", TO_DAILY),
    ("campaigns set-daily-budget", CAPLESS, "100", f"{TO_GROUPS} --budget-type DAILY\n"),
    ("campaigns set-lifetime-budget", CAPLESS, "100", f"{TO_GROUPS} --budget-type LIFETIME\n"),
    ("campaigns update --daily-spend-cap 100", CAPLESS, "", TO_GROUPS),
    ("campaigns update --daily-spend-cap 100", LIFETIME, "", TO_DAILY),
    ("adgroups update --budget 20", IN_CBO, "", f"run: pinads campaigns set-daily-budget {OTHER_CAMPAIGN} 20.00"),
    ("adgroups update --budget 20", IN_LIFETIME, "", f"run: pinads campaigns set-lifetime-budget {LIFETIME} 20.00"),
]


@each(("command", "identity", "amount", "says"), MISPLACED)
def test_a_budget_at_the_wrong_level_says_where_it_belongs(pinads: Pinads, command: str, identity: str, amount: str, says: str) -> None:
    run = pinads(*command.split(), identity, *amount.split())
    assert run.exit_code == 2
    assert says in run.stderr
    assert pinads.writes == []


def test_the_command_that_is_named_does_it(pinads: Pinads) -> None:
    run = pinads("campaigns", "update", CAPLESS, "--daily-spend-cap", "100")
    pinads.ok(*run.stderr.split("run: pinads ")[1].split())
    assert {group["budget_in_micro_currency"] for group in pinads.json("campaigns", "list-adgroups", CAPLESS)} == {25_000_000}
    run = pinads("campaigns", "set-daily-budget", LIFETIME, "100")
    pinads.ok(*run.stderr.split("run: pinads ")[1].split())
    (row,) = pinads.json("campaigns", "budget", LIFETIME)
    assert (row["daily_spend_cap"], row["lifetime_spend_cap"], row["budget_owner"]) == (100_000_000, None, "campaign")


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (("campaigns", "set-daily-budget", OTHER_CAMPAIGN, "100"), "daily_spend_cap"),
        (("campaigns", "set-lifetime-budget", LIFETIME, "100"), "lifetime_spend_cap"),
        (("campaigns", "set-daily-budget", CAMPAIGN, "100"), "daily_spend_cap"),
        (("adgroups", "update", AD_GROUP, "--budget", "100"), "budget_in_micro_currency"),
    ],
)
def test_at_the_right_level_it_is_set(pinads: Pinads, command: tuple[str, ...], field: str) -> None:
    (row,) = pinads.json(*command)
    assert row["data"][field] == 100_000_000


def test_rows_of_a_file_are_told_where_budgets_belong(pinads: Pinads) -> None:
    rows = f'{{"id": "{AD_GROUP}", "budget_in_micro_currency": "20.00"}}\n{{"id": "{IN_CBO}", "budget_in_micro_currency": "20.00"}}\n'
    run = pinads("adgroups", "update", "--file", "-", input=rows)
    assert run.exit_code == 2
    assert run.stderr.startswith("error: 1 of 2 records ")
    assert run.stderr.splitlines()[1].endswith(f"; run: pinads campaigns set-daily-budget {OTHER_CAMPAIGN} 20.00")
    assert pinads.writes == []


def test_rows_of_an_update_file_may_be_relative(pinads: Pinads, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(f"id,daily_spend_cap\n{CAMPAIGN},+10%\n{OTHER_CAMPAIGN},-5.00\n")
    sent = pinads.json("campaigns", "update", "--file", str(file), "--dry-run")[0]["body"]
    assert [row["daily_spend_cap"] for row in sent] == [291_500_000, 100_000_000]
