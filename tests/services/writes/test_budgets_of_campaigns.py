"""A change of budgets wherever they are: the caps of campaigns, else the budgets of their ad groups, as one run."""

from __future__ import annotations

import shlex

from pinads.emulator import Faults
from tests.services.inputs.test_money import CAPLESS
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN

GROUPS = ("2680060000016", "2680060000017", "2680060000018", "2680060000019")
RAISE = ("campaigns", "update", CAMPAIGN, CAPLESS, "--budget", "+10%")


def budgets(pinads: Pinads) -> list[int]:
    """The cap of the first campaign, and the budgets of the ad groups of the other."""
    (cap,) = pinads.json("campaigns", "get", CAMPAIGN, "--query", "[daily_spend_cap]")
    groups: list[int] = pinads.json("adgroups", "get", *GROUPS, "--query", "[].budget_in_micro_currency")
    return [cap, *groups]


def raised(amounts: list[int]) -> list[int]:
    return [amount * 11 // 10 for amount in amounts]


def test_one_plan_is_one_run_that_undo_takes_back(pinads: Pinads) -> None:
    before = budgets(pinads)
    pinads.forget()
    requests = pinads.json(*RAISE, "--dry-run")
    assert pinads.writes == []
    assert [row["id"] for request in requests for row in request["body"]] == [CAMPAIGN, *GROUPS]
    pinads.ok(*RAISE, "--yes")
    assert budgets(pinads) == raised(before)
    (run,) = pinads.json("journal", "list")
    assert (run["state"], run["rows"], run["applied"]) == ("done", 5, 5)
    changed = pinads.json("journal", "show", "last", "--query", "[].[resource, changes]")
    assert changed[0] == ["campaigns", "daily_spend_cap 265.00 USD -> 291.50 USD"]
    assert changed[1] == ["ad_groups", "budget 50.00 USD -> 55.00 USD"]
    pinads.ok("undo", "last", "--yes")
    assert budgets(pinads) == before
    pinads.ok("undo", "2", "--yes")
    assert budgets(pinads) == raised(before)


def test_the_policy_refuses_all_for_one_ad_group(pinads: Pinads) -> None:
    before = budgets(pinads)
    pinads.ok("profiles", "set", "demo", "max_daily_budget=300.00")
    pinads.ok("adgroups", "update", GROUPS[1], "--budget", "280.00", "--yes")
    pinads.forget()
    run = pinads(*RAISE, "--yes")
    assert run.exit_code == 8
    assert "308.00 USD" in run.stderr
    assert pinads.writes == []
    assert budgets(pinads)[0] == before[0]


def test_a_saved_plan_is_applied_as_it_was_reviewed(pinads: Pinads) -> None:
    before = budgets(pinads)
    pinads.ok(*RAISE, "--save-plan")
    pinads.ok("journal", "apply", "last", "--yes")
    assert budgets(pinads) == raised(before)


def test_the_same_command_continues_what_was_interrupted(pinads: Pinads) -> None:
    before = budgets(pinads)
    for _ in range(2):  # The first command also reads the currency.
        pinads.forget()
        pinads.ok(*RAISE, "--dry-run")
    # All is read and the campaign is written; then the token expires.
    pinads.faults = Faults.script([*[None] * (len(pinads.requests) + 1), "expired"])
    assert pinads(*RAISE, "--yes").exit_code == 5
    half = budgets(pinads)
    assert half == [*raised(before[:1]), *before[1:]]
    again = pinads.ok(*RAISE, "--yes")
    assert budgets(pinads) == raised(before)
    assert "resuming run 1: 1 of 5 " in again.stderr
    pinads.ok("undo", "last", "--yes")
    assert budgets(pinads) == before


def test_what_has_no_budget_is_left_alone(pinads: Pinads) -> None:
    created = pinads.json("campaigns", "create", "--name", "Empty", "--objective-type", "CONSIDERATION")
    alone = pinads("campaigns", "update", "Empty", "--budget", "+10%")
    assert alone.exit_code == 2
    assert "it has no cap" in alone.stderr
    run = pinads("campaigns", "update", CAPLESS, created["id"], "--budget", "-10%", "--yes")
    assert (run.exit_code, [row["status"] for row in run.json]) == (5, [*["applied"] * 4, "rejected"])


@each(
    ("more", "says"),
    [
        ("--budget 30", f"run: pinads campaigns update {CAPLESS} --daily-budget 30"),
        ("--budget +3.00", f"run: pinads campaigns update {CAPLESS} --daily-budget +3.00"),
        ("--budget soon", "Invalid --budget: 'soon'"),
        ("--budget +10% --name Autumn", "leave --name out"),
        ("--budget +10% --clear daily_spend_cap", "leave --clear out"),
    ],
)
def test_what_is_no_part_or_no_budget_is_refused(pinads: Pinads, more: str, says: str) -> None:
    run = pinads("campaigns", "update", CAPLESS, *shlex.split(more))
    assert run.exit_code == 2
    assert says in run.stderr
    assert pinads.writes == []
