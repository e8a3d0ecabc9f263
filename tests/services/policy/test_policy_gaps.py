"""Ways round a rule that are none: rows of one entity, requests of ``pinads api``, kinds written otherwise, files that are links."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.services.policy.test_policy import BIDDING, repository, rule
from tests.support.command_line import Pinads, Run
from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN

__all__ = ["repository"]

PAUSED = "626735000008"
"""A paused campaign of the sample with 225.00 USD a day."""
IDLE = "2680060000008"
"""A paused ad group of the sample."""


def update(pinads: Pinads, resource: str, *rows: dict[str, Any], more: tuple[str, ...] = ()) -> Run:
    return pinads(resource, "update", "--file", "-", "--yes", *more, input="".join(json.dumps(row) + "\n" for row in rows))


TWICE = [
    ("max_bid = 2.50", "adgroups", {"id": BIDDING, "bid_in_micro_currency": 2_500_000}, {"id": BIDDING, "bid_multiplier": 4}),
    (
        "max_daily_budget = 60",
        "campaigns",
        {"id": PAUSED, "status": "ACTIVE", "daily_spend_cap": 50_000_000},
        {"id": PAUSED, "daily_spend_cap": 200_000_000},
    ),
    ("max_daily_budget = 60", "campaigns", {"id": PAUSED, "daily_spend_cap": 50_000_000}, {"id": PAUSED, "status": "ACTIVE"}),
    ("max_rows = 5", "campaigns", {"id": PAUSED, "daily_spend_cap": 1_000_000}, {"id": PAUSED, "extra": {"daily_spend_cap": 2_000_000}}),
]


@pytest.mark.parametrize(("line", "resource", "first", "second"), TWICE)
def test_two_rows_do_not_change_the_spending_of_one_entity(
    pinads: Pinads, repository: Path, line: str, resource: str, first: dict[str, Any], second: dict[str, Any]
) -> None:
    rule(repository, line)
    run = update(pinads, resource, first, second)
    assert run.exit_code == 2
    assert "line 2: an earlier row" in run.stderr
    assert pinads.writes == []


def test_two_rows_change_other_things_of_one_entity(pinads: Pinads) -> None:
    assert update(pinads, "campaigns", {"id": PAUSED, "daily_spend_cap": 50_000_000}, {"id": PAUSED, "name": "Later"}).exit_code == 0
    wire = pinads.json("campaigns", "get", PAUSED)
    assert (wire["daily_spend_cap"], wire["name"]) == (50_000_000, "Later")


def patch(pinads: Pinads, path: str, body: Any, method: str = "PATCH") -> Run:
    Path("body.json").write_text(json.dumps(body))
    return pinads("api", method, f"/ad_accounts/{{account}}/{path}", "--input", "body.json", "--dry-run")


UNREAD = [
    ("max_daily_budget = 60", "campaigns", [{"id": PAUSED, "status": "ACTIVE"}], "status ACTIVE: the current amount is not read"),
    ("max_lifetime_budget = 60", "campaigns", [{"id": PAUSED, "status": "ACTIVE", "daily_spend_cap": 1_000_000}], "is not read"),
    ("max_daily_budget = 60", "ad_groups", [{"id": IDLE, "status": "ACTIVE"}], "is not read"),
    (
        "max_daily_budget = 60",
        "ad_groups",
        [{"id": IDLE, "budget_type": "DAILY"}],
        "budget_type DAILY: the current amount is not read",
    ),
    ("max_daily_budget = 60", "ad_groups", [{"id": IDLE, "budget_type": "LIFETIME"}], "there may be a daily budget"),
    (
        "max_daily_budget = 60",
        "ad_groups",
        [{"id": IDLE, "budget_type": "lifetime", "budget_in_micro_currency": 1_000_000}],
        "there may be a daily budget",
    ),
    ("max_bid = 1", "ad_groups", [{"id": IDLE, "status": "active"}], "is not read"),
    ("max_daily_budget = 60", "bulk/upsert", {"update": {"campaigns": [{"id": PAUSED, "status": "ACTIVE"}]}}, "is not read"),
    ("allow_archive = false", "campaigns", [{"id": PAUSED, "status": "archived"}], "nothing is archived"),
]


@pytest.mark.parametrize(("line", "path", "body", "says"), UNREAD)
def test_a_request_sets_nothing_going_that_was_not_read(
    pinads: Pinads, repository: Path, line: str, path: str, body: Any, says: str
) -> None:
    rule(repository, line)
    run = patch(pinads, path, body, "POST" if "bulk" in path else "PATCH")
    assert (run.exit_code, says in run.stderr) == (8, True), run.stderr
    assert run.stderr.count(says) == 1


READ = [
    ("max_daily_budget = 60", "campaigns", [{"id": PAUSED, "status": "ACTIVE", "daily_spend_cap": 59_000_000}]),
    ("max_daily_budget = 60", "campaigns", [{"id": PAUSED, "status": "PAUSED"}]),
    ("max_daily_budget = 60", "ads", [{"id": "687195000001", "status": "ACTIVE"}]),
    ("max_lifetime_budget = 60", "ad_groups", [{"id": IDLE, "budget_type": "DAILY"}]),
]


@pytest.mark.parametrize(("line", "path", "body"), READ)
def test_other_requests_pass(pinads: Pinads, repository: Path, line: str, path: str, body: Any) -> None:
    rule(repository, line)
    assert patch(pinads, path, body).exit_code == 0


def test_rows_are_counted_wherever_they_stand_in_a_request(pinads: Pinads, repository: Path) -> None:
    rule(repository, "max_rows = 2")
    names = [{"name": name} for name in "ab"]
    assert "4 rows are more" in patch(pinads, "bulk/upsert", {"create": {"campaigns": [*names, *names]}}, "POST").stderr
    assert patch(pinads, "bulk/upsert", {"create": {"campaigns": names, "ads": names}}, "POST").exit_code == 8
    assert patch(pinads, "bulk/upsert", {"create": {"campaigns": names}}, "POST").exit_code == 0


def test_what_has_an_id_is_not_new_whatever_the_method(pinads: Pinads, repository: Path) -> None:
    rule(repository, "max_increase_pct = 20")
    body = {"update": {"campaigns": [{"id": CAMPAIGN, "daily_spend_cap": 899_000_000}]}}
    assert patch(pinads, "bulk/upsert", body, "POST").exit_code == 8
    assert patch(pinads, "bulk/upsert", {"create": {"campaigns": [{"daily_spend_cap": 899_000_000}]}}, "POST").exit_code == 0


@each("path", ["/./ad_accounts/549755885176/campaigns", "/v5/./ad_accounts/549755885176/campaigns"])
def test_a_path_has_no_dots_between_its_slashes(pinads: Pinads, path: str) -> None:
    run = pinads("api", "POST", path, "-f", "name=x", "--dry-run")
    assert (run.exit_code, "without '.' and '..'" in run.stderr) == (2, True)


def test_dots_that_are_written_otherwise_lead_to_no_account_of_a_rule(pinads: Pinads, repository: Path) -> None:
    rule(repository, 'accounts = ["549755885175"]')
    assert pinads("api", "POST", "/%2e/ad_accounts/549755885176/campaigns", "-f", "name=x", "--dry-run").exit_code == 8


KINDS = [
    (("--budget", "61", "--budget-type", "CBO_ADGROUP"), "61.00 USD is above 60.00 USD"),
    (("-F", "budget_in_micro_currency=61000000", "-F", 'budget_type="daily"'), "61.00 USD is above 60.00 USD"),
    (("-F", "budget_in_micro_currency=9000000000", "-F", 'budget_type="lifetime"'), "9000.00 USD is above 1000.00 USD"),
]


@pytest.mark.parametrize(("options", "says"), KINDS)
def test_a_budget_of_any_kind_is_held_against_a_rule(pinads: Pinads, repository: Path, options: tuple[str, ...], says: str) -> None:
    rule(repository, "max_daily_budget = 60", "max_lifetime_budget = 1000")
    run = pinads("adgroups", "update", IDLE, *options, "--dry-run")
    assert (run.exit_code, says in run.stderr) == (8, True), run.stderr


def test_a_budget_of_any_kind_can_be_a_mistake(pinads: Pinads) -> None:
    run = pinads("adgroups", "update", IDLE, "--budget", "9000000", "--budget-type", "CBO_ADGROUP", "--dry-run")
    assert (run.exit_code, "--allow-large" in run.stderr) == (2, True)


@pytest.mark.parametrize("target", ["gone.toml", ".pinads.toml"])
def test_a_policy_that_is_a_link_to_nothing_stops_every_write(pinads: Pinads, repository: Path, target: str) -> None:
    (repository / ".pinads.toml").symlink_to(target)
    run = pinads("campaigns", "set-daily-budget", CAMPAIGN, "20", "--yes")
    assert (run.exit_code, f"{repository / '.pinads.toml'}: " in run.stderr, "not a file" in run.stderr) == (2, True, True), run.stderr
    assert pinads.writes == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_policy_that_is_a_pipe_stops_every_write(pinads: Pinads, repository: Path) -> None:
    os.mkfifo(repository / ".pinads.toml")
    assert pinads("campaigns", "set-daily-budget", CAMPAIGN, "20", "--yes").exit_code == 2


def test_a_policy_may_begin_with_a_byte_order_mark(pinads: Pinads, repository: Path) -> None:
    (repository / ".pinads.toml").write_bytes(b"\xef\xbb\xbf[policy]\r\nread_only = true\r\n")
    assert pinads("campaigns", "set-daily-budget", CAMPAIGN, "20", "--yes").exit_code == 8


SPELLINGS = [
    "/v5/v5/ad_accounts/549755885176/campaigns",
    "/v5/v5/v5/ad_accounts/549755885176/campaigns",
    "//ad_accounts//549755885176/campaigns",
    "/%61d_accounts/549755885176/campaigns",
    "/%2561d_accounts/549755885176/campaigns",
    "/AD_ACCOUNTS/549755885176/campaigns",
    "/ad_accounts%2f549755885176/campaigns",
    "/v5%2Fad_accounts/549755885176/campaigns",
    "/ad_accounts/549755885175/../549755885176/campaigns",
    "/ad_accounts/54975588517%36/campaigns",
]


def test_a_rule_on_accounts_holds_for_every_spelling_of_a_path(pinads: Pinads, repository: Path) -> None:
    rule(repository, 'accounts = ["549755885175"]')
    codes = {path: pinads("api", "POST", path, "-f", "name=x", "--dry-run").exit_code for path in SPELLINGS}
    assert {path: code for path, code in codes.items() if code not in (2, 8)} == {}
    # A path with the allowed account, however it is spelled, is allowed.
    ours = (path.replace("549755885176", "549755885175") for path in SPELLINGS)
    allowed = [path for path in ours if not path.startswith("//") and ".." not in path and "%36" not in path]
    assert [pinads("api", "POST", path, "-f", "name=x", "--dry-run").exit_code for path in allowed] == [0] * len(allowed)


def test_a_rule_on_accounts_holds_where_the_base_url_has_no_version(pinads: Pinads, repository: Path) -> None:
    rule(repository, 'accounts = ["549755885175"]')
    at = {"PINADS_PROFILE": "", "PINADS_API_URL": "http://127.0.0.1:9", "PINADS_ACCESS_TOKEN": "pina_TEST_token"}
    other = pinads("api", "POST", "/v5/ad_accounts/549755885176/campaigns", "-f", "name=x", "--dry-run", **at)
    own = pinads("api", "POST", "/v5/ad_accounts/549755885175/campaigns", "-f", "name=x", "--dry-run", **at)
    assert (other.exit_code, own.exit_code) == (8, 0)
    assert own.json[0]["path"] == "/v5/ad_accounts/549755885175/campaigns"


def test_a_rule_on_accounts_holds_for_accounts_in_a_query_or_body(pinads: Pinads, repository: Path) -> None:
    rule(repository, 'accounts = ["549755885175"]')
    other, own = "ad_account_id=549755885176", "ad_account_id=549755885175"
    assert pinads("api", "DELETE", "/boards/12", "-f", other, "--dry-run").exit_code == 8
    assert pinads("api", "POST", "/pins", "-f", other, "--dry-run").exit_code == 8
    assert pinads("api", "POST", "/pins", "-f", own, "--dry-run").exit_code == 0


def test_a_daily_budget_that_becomes_a_lifetime_one_breaks_a_rule_on_days(pinads: Pinads, repository: Path) -> None:
    rule(repository, "max_daily_budget = 60")
    options = ("--budget-type", "LIFETIME", "--budget", "9000", "--end-time", "2026-12-31", "--yes")
    run = pinads("adgroups", "update", IDLE, *options, "--allow-large")
    assert (run.exit_code, pinads.writes) == (8, [])
    assert "keeps to 60.00 USD" in run.stderr
    assert "--budget-type: " in run.stderr
