"""Policies: every rule refuses, --yes or not, with exit code 8; the repository's file and the profile's both hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.command_line import Pinads, Run
from tests.support.each import each
from tests.support.rows_and_statuses import ACCOUNT, AD_GROUP, CAMPAIGN, MINIMAL, OTHER_CAMPAIGN
from tests.support.wording import Wording

LIST = "643000000001"
BIDDING = "2680060000002"
"""An ad group of the sample with a bid of 0.60."""
AUTOMATIC = "2680060000023"
"""A paused ad group of the sample for which Pinterest finds the bids."""
KEYWORD = "2886900000004"
LIFETIME = "626735000005"
NEW_ACCOUNT = ("accounts", "create", "--name", "x", "--country", "US", "--owner-user-id", "1")
NEW_KEYWORD = ("keywords", "create", "--parent", AD_GROUP, "--value", "x", "--match-type", "BROAD")
NEW_GROUP = ("adgroups", "create", "--name", "g", "--campaign", CAMPAIGN, "--billable-event", "clickthrough")
NO_BUDGET = ("-F", "budget_in_micro_currency=null")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: a repository in which nothing is ruled yet."""
    directory = tmp_path / "repository"
    (directory / ".git").mkdir(parents=True)
    monkeypatch.chdir(directory)
    return directory


def rule(directory: Path, *lines: str) -> str:
    path = directory / ".pinads.toml"
    path.write_text("\n".join(("[policy]", *lines)) + "\n")
    return str(path)


def profile(tmp_path: Path, *lines: str) -> tuple[str, str]:
    """The options for a profile with rules."""
    (tmp_path / "config").mkdir(exist_ok=True)
    (tmp_path / "config" / "config.toml").write_text("\n".join(("[profiles.careful]", 'environment = "emulator"', *lines)) + "\n")
    return "--profile", "careful"


REFUSED = [
    (
        "max_daily_budget = 50",
        ("campaigns", "create", *MINIMAL, "--daily-spend-cap", "50.01"),
        "--daily-spend-cap: 50.01 USD is above",
    ),
    ("max_daily_budget = 50", ("campaigns", "create", *MINIMAL, "-F", "daily_spend_cap=50010000"), "50.01 USD is above 50.00 USD"),
    ("max_daily_budget = 50", ("campaigns", "create", *MINIMAL, "-F", 'daily_spend_cap="50010000"'), "50.01 USD is above 50.00 USD"),
    ("max_daily_budget = 300", ("campaigns", "set-daily-budget", CAMPAIGN, "+50%"), "397.50 USD is above 300.00 USD"),
    (
        "max_daily_budget = 300",
        ("campaigns", "update", CAMPAIGN, "--daily-spend-cap", "301", "--no-read"),
        "301.00 USD is above",
    ),
    ("max_daily_budget = 300", ("campaigns", "update", CAMPAIGN, "--clear", "daily_spend_cap"), "without it nothing keeps to 300.00 USD"),
    ("max_daily_budget = 50", ("campaigns", "activate", "626735000003"), "--daily-spend-cap: 55.00 USD is above 50.00 USD"),
    ("max_daily_budget = 50", (*NEW_GROUP, "--budget", "51"), "--budget: 51.00 USD is above"),
    ("max_daily_budget = 50", ("adgroups", "update", AD_GROUP, "--budget", "95"), "95.00 USD is above 50.00 USD"),
    ("max_daily_budget = 50", ("campaigns", "clone", CAMPAIGN), "265.00 USD is above 50.00 USD"),
    ("max_lifetime_budget = 1000", ("campaigns", "set-lifetime-budget", LIFETIME, "+1.00"), "5101.00 USD is above 1000.00 USD"),
    (
        "max_lifetime_budget = 50",
        (*NEW_GROUP, "--budget", "51", "--budget-type", "lifetime"),
        "--budget: 51.00 USD is above 50.00 USD",
    ),
    ("max_lifetime_budget = 50", ("adgroups", "update", AD_GROUP, "--budget-type", "LIFETIME"), "89.00 USD is above 50.00 USD"),
    ('max_bid = "0.50"', ("adgroups", "update", BIDDING, "--bid", "0.61"), "0.61 USD is above 0.50 USD"),
    (
        "max_bid = 2",
        (*NEW_KEYWORD, "--bid", "2.01"),
        "2.01 USD is above",
    ),
    (
        "max_bid = 1",
        ("adgroups", "update", BIDDING, "--bid-multiplier", "2"),
        "--bid times 2: 1.20 USD is above 1.00 USD",
    ),
    ("max_bid = 1", ("adgroups", "update", BIDDING, "-F", 'bid_multiplier="2"'), "times 2: 1.20 USD is above 1.00 USD"),
    ("max_bid = 1", ("adgroups", "update", BIDDING, "-F", 'bid_multiplier="much"'), "is above 1.00 USD"),
    (
        "max_bid = 1",
        (*NEW_GROUP, "--bid", "0.80", "--bid-multiplier", "1.3"),
        "--bid times 1.3: 1.04 USD is above 1.00 USD",
    ),
    ("max_bid = 100", (*NEW_GROUP, "--bid-multiplier", "1.1"), "--bid-multiplier: bids are multiplied by up to 1.1, and nothing limits"),
    ("max_bid = 100", ("adgroups", "update", AD_GROUP, "--bid-multiplier", "1.1"), "nothing limits them to 100.00 USD"),
    (
        "max_bid = 100",
        ("adgroups", "update", BIDDING, "--bid-strategy-type", "automatic_bid"),
        "--bid-strategy-type AUTOMATIC_BID: Pinterest finds the bids by itself, and nothing limits them to 100.00 USD",
    ),
    ("max_bid = 100", ("adgroups", "update", BIDDING, "-F", 'bid_strategy_type="Automatic_Bid"', "--no-read"), "finds the bids by itself"),
    (
        "max_bid = 100",
        ("campaigns", "update", CAMPAIGN, "--bid-options", '{"placement_multipliers": {"SEARCH": 1.5}, "update_mask": ["PLACEMENT"]}'),
        "--bid-options: bids are multiplied by up to 1.5, and nothing limits them to 100.00 USD",
    ),
    (
        "max_bid = 100",
        ("campaigns", "create", *MINIMAL, "--bid-options", '{"app_type_multipliers": {"iphone": 0.5, "web": 1.01}}'),
        "by up to 1.01",
    ),
    ("max_increase_pct = 10", ("adgroups", "update", BIDDING, "--bid-multiplier", "1.2"), "0.60 USD -> 0.72 USD is an increase of more"),
    (
        "max_increase_pct = 10",
        ("campaigns", "set-daily-budget", CAMPAIGN, "292"),
        "265.00 USD -> 292.00 USD is an increase of more",
    ),
    ("max_increase_pct = 10", ("adgroups", "update", BIDDING, "--bid", "+11%"), "is an increase of more than 10 %"),
    ("max_increase_pct = 10", ("adgroups", "update", AD_GROUP, "--bid", "1"), "there is no current amount"),
    ("max_rows = 1", ("campaigns", "pause", CAMPAIGN, OTHER_CAMPAIGN), "2 rows are more than 1"),
    ("max_rows = 10", ("campaigns", "clone", CAMPAIGN), "54 rows are more than 10"),
    ('accounts = ["1"]', ("campaigns", "pause", CAMPAIGN), f"the ad account {ACCOUNT} is not among 1"),
    ('accounts = ["1"]', ("customer-lists", "add-records", LIST, "--records", "-"), f"the ad account {ACCOUNT} is not among 1"),
    (
        'accounts = ["1"]',
        NEW_ACCOUNT,
        "the new ad account is not among",
    ),
    ("read_only = true", ("campaigns", "pause", CAMPAIGN), "writes are not allowed"),
    ("read_only = true", ("customer-lists", "add-records", LIST, "--records", "-"), "writes are not allowed"),
    ("read_only = true", ("audiences", "remove", "2542620000001"), "writes are not allowed"),
    ("read_only = true", NEW_ACCOUNT, "writes are not allowed"),
    ("allow_archive = false", ("campaigns", "archive", CAMPAIGN), "nothing is archived or removed"),
    ("allow_archive = false", ("campaigns", "update", CAMPAIGN, "--status", "ARCHIVED"), "nothing is archived or removed"),
    ("allow_archive = false", ("campaigns", "update", CAMPAIGN, "-F", 'status="ARCHIVED"'), "nothing is archived or removed"),
    ("allow_archive = false", ("keywords", "update", KEYWORD, "--archived"), "nothing is archived or removed"),
    ("allow_archive = false", ("audiences", "remove", "2542620000001"), "nothing is archived or removed"),
]


@pytest.mark.slow
@each("dry", [(), ("--dry-run",)], ids=["write", "dry-run"])
@each(("line", "command", "says"), REFUSED, ids=[f"{line} {' '.join(words[:3])}" for line, words, _ in REFUSED])
def test_every_rule_refuses(pinads: Pinads, repository: Path, line: str, command: tuple[str, ...], says: str, dry: tuple[str, ...]) -> None:
    source = rule(repository, line)
    run = pinads(*command, "--yes", *dry, input="a@people.example\n")
    assert run.exit_code == 8, run.stderr
    assert run.stdout == ""
    assert says in run.stderr
    assert f"{line.partition(' ')[0]} in {source}" in run.stderr
    assert pinads.writes == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("max_daily_budget = 265", ("campaigns", "set-daily-budget", CAMPAIGN, "265")),
        ("max_daily_budget = 50", ("campaigns", "set-daily-budget", CAMPAIGN, "-10%")),
        ("max_daily_budget = 50", ("campaigns", "pause", CAMPAIGN)),
        ("max_daily_budget = 50", ("campaigns", "update", CAMPAIGN, "--name", "x")),
        ("max_daily_budget = 50", ("campaigns", "create", *MINIMAL, "--daily-spend-cap", "50")),
        ("max_increase_pct = 10", ("campaigns", "set-daily-budget", CAMPAIGN, "+10%")),
        ("max_increase_pct = 10", ("campaigns", "create", *MINIMAL, "--daily-spend-cap", "50")),
        ('max_bid = "1.20"', ("adgroups", "update", BIDDING, "--bid-multiplier", "2")),
        ('max_bid = "0.50"', ("adgroups", "update", BIDDING, "--bid-multiplier", "0.5")),
        ('max_bid = "0.50"', ("adgroups", "update", BIDDING, "--bid", "0.50", "--bid-multiplier", "0")),
        ("max_bid = 1", ("adgroups", "update", AUTOMATIC, "--bid-strategy-type", "AUTOMATIC_BID", "--name", "x")),
        ("max_bid = 1", (*NEW_GROUP, *NO_BUDGET, "--bid-strategy-type", "AUTOMATIC_BID")),
        ("max_bid = 1", ("adgroups", "activate", AUTOMATIC)),
        ("max_bid = 1", ("adgroups", "pause", BIDDING)),
        (
            "max_bid = 1",
            ("campaigns", "update", CAMPAIGN, "--bid-options", '{"placement_multipliers": {"SEARCH": 0.9}, "update_mask": ["PLACEMENT"]}'),
        ),
        ("max_rows = 2", ("campaigns", "pause", CAMPAIGN, OTHER_CAMPAIGN)),
        (f'accounts = ["{ACCOUNT}"]', ("campaigns", "pause", CAMPAIGN)),
        ("read_only = true", ("campaigns", "list")),
        ("read_only = true", ("api", "GET", "/ad_accounts/{account}")),
        ("allow_archive = false", ("customer-lists", "remove-records", LIST, "--records", "-")),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value[:3]),
)
def test_what_a_rule_allows(pinads: Pinads, repository: Path, line: str, command: tuple[str, ...]) -> None:
    rule(repository, line)
    pinads.ok(*command, input="a@people.example\n")


@pytest.mark.parametrize(
    ("line", "args"),
    [
        ("read_only = true", ("POST", "/ad_accounts/{account}/campaigns")),
        ("read_only = true", ("PUT", "/anything")),
        ('accounts = ["1"]', ("PATCH", "/ad_accounts/2/campaigns")),
        ('accounts = ["1"]', ("POST", "/v5//ad_accounts%2F2/campaigns")),
        ('accounts = ["1"]', ("POST", "/ad_accounts/1/%2e%2e/2/campaigns")),
        ('accounts = ["1"]', ("POST", "/ad_accounts")),
        ("allow_archive = false", ("DELETE", "/ad_accounts/{account}/sandbox")),
        ("allow_archive = false", ("PATCH", "/ad_accounts/{account}/audiences/1", "-f", "operation_type=REMOVE")),
        ("max_daily_budget = 50", ("POST", "/ad_accounts/{account}/campaigns", "-F", "daily_spend_cap=50000001")),
        ("max_bid = 1", ("PATCH", "/ad_accounts/{account}/bulk", "-F", 'deep={"rows":[{"bid_in_micro_currency":1000001}]}')),
        ("max_bid = 1", ("PATCH", "/ad_accounts/{account}/ad_groups", "-F", "bid_in_micro_currency=900000")),
        ("max_bid = 1", ("POST", "/ad_accounts/{account}/ad_groups", "-F", "bid_in_micro_currency=900000", "-F", "bid_multiplier=1.2")),
        ("max_bid = 1", ("PATCH", "/ad_accounts/{account}/ad_groups", "-f", "bid_strategy_type=AUTOMATIC_BID")),
        ("max_increase_pct = 5", ("PATCH", "/ad_accounts/{account}/campaigns", "-F", "daily_spend_cap=1000000")),
    ],
)
def test_api_keeps_to_it_too(pinads: Pinads, repository: Path, line: str, args: tuple[str, ...]) -> None:
    rule(repository, line)
    run = pinads("api", *args)
    assert (run.exit_code, run.stdout) == (8, ""), run.stderr
    assert line.partition(" ")[0] in run.stderr
    assert pinads.requests == [] or all(entry.method == "GET" for entry in pinads.requests)


def test_rows_of_a_request_of_api_count(pinads: Pinads, repository: Path, wording: Wording) -> None:
    rule(repository, "max_rows = 1")
    (repository / "body.json").write_text('[{"name": "a"}, {"name": "b"}]')
    run = pinads("api", "POST", "/ad_accounts/{account}/campaigns", "--input", "body.json")
    assert run.exit_code == 8
    wording(run.stderr)


def test_a_profile_has_rules(pinads: Pinads, tmp_path: Path, repository: Path, wording: Wording) -> None:
    run = pinads("campaigns", "pause", CAMPAIGN, *profile(tmp_path, "read_only = true"))
    assert run.exit_code == 8
    wording(run.stderr)
    assert pinads.requests == []


@pytest.mark.parametrize(("own", "repositories", "most"), [("50", "500", "50.00"), ("500", "50", "50.00"), ("50", '"50.00"', "50.00")])
def test_the_tighter_of_both_holds(
    pinads: Pinads, tmp_path: Path, repository: Path, own: str, repositories: str, most: str, wording: Wording
) -> None:
    rule(repository, f"max_daily_budget = {repositories}")
    options = profile(tmp_path, f"max_daily_budget = {own}")
    run = pinads("campaigns", "create", *MINIMAL, "--daily-spend-cap", "60", "--yes", *options)
    assert run.exit_code == 8
    assert f"{most} USD" in run.stderr
    wording(run.stderr)
    pinads.ok("campaigns", "create", *MINIMAL, "--daily-spend-cap", "50", *options)


def test_a_file_further_down_only_tightens(pinads: Pinads, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = repository / "ads"
    inner.mkdir()
    source = rule(repository, "max_rows = 1")
    rule(inner, "max_rows = 100")
    monkeypatch.chdir(inner)
    run = pinads("campaigns", "pause", CAMPAIGN, OTHER_CAMPAIGN)
    assert run.exit_code == 8
    assert source in run.stderr


def refused_json(run: Run) -> dict[str, object]:
    assert run.exit_code == 8, run.stderr
    error: dict[str, object] = run.error
    return error


def test_machines_are_told_rule_place_and_rows(pinads: Pinads, repository: Path, wording: Wording) -> None:
    source = rule(repository, "max_daily_budget = 50")
    rows = "name,objective_type,daily_spend_cap\na,CONSIDERATION,40.00\nb,CONSIDERATION,60.00\nc,CONSIDERATION,70\n"
    error = refused_json(pinads("campaigns", "create", "--file", "-", "--yes", "-o", "json", input=rows))
    assert (error["type"], error["rule"], error["source"], error["exit_code"]) == ("PolicyViolation", "max_daily_budget", source, 8)
    assert [row.partition(": ")[0] for row in error["rows"]] == ["standard input, line 3", "standard input, line 4"]
    assert [amount in row for row, amount in zip(error["rows"], ("60.00 USD", "70.00 USD"), strict=True)] == [True, True]
    wording("\n".join(error["rows"]))
    assert pinads.writes == []


def test_what_raises_bids_is_found_in_the_rows_of_a_file(pinads: Pinads, repository: Path, wording: Wording) -> None:
    source = rule(repository, "max_bid = 1")
    rows = [
        {"id": BIDDING, "bid_in_micro_currency": 900_000},
        {"id": "2680060000006", "bid_in_micro_currency": 900_000, "bid_multiplier": 1.5},
        {"id": AUTOMATIC, "bid_multiplier": 2},
        {"id": "2680060000008", "bid_strategy_type": "AUTOMATIC_BID"},
    ]
    (repository / "rows.json").write_text(json.dumps(rows))
    error = refused_json(pinads("adgroups", "update", "--file", "rows.json", "--yes", "--no-read", "-o", "json"))
    assert (error["rule"], error["source"]) == ("max_bid", source)
    assert [row.partition(": ")[0] for row in error["rows"]] == [f"rows.json, record {number}" for number in (2, 3, 4)]
    assert all(row.endswith(" 1.00 USD (max_bid)") for row in error["rows"])
    wording("\n".join(error["rows"]))
    assert pinads.writes == []
    # A multiplier that is there already counts for a bid that is changed beneath it.
    pinads.ok("adgroups", "update", BIDDING, "--bid", "0.50", "--bid-multiplier", "2")
    run = pinads("adgroups", "update", BIDDING, "--bid", "0.51", "--yes")
    assert (run.exit_code, run.stdout) == (8, "")
    wording(run.stderr)


def test_increases_of_a_file_are_read_in_batches(pinads: Pinads, repository: Path) -> None:
    rule(repository, "max_increase_pct = 10")
    rows = [{"id": CAMPAIGN, "daily_spend_cap": 270_000_000}, {"id": "626735000003", "daily_spend_cap": 110_000_000}]
    error = refused_json(pinads("campaigns", "update", "--file", "-", "-o", "json", input="\n".join(map(json.dumps, rows))))
    assert "standard input, line 2: daily_spend_cap: 55.00 USD -> 110.00 USD" in str(error["message"])
    assert pinads.operations.count("campaigns/list") == 1
    assert pinads.writes == []


def test_a_rule_in_another_currency_refuses(pinads: Pinads, repository: Path, wording: Wording) -> None:
    rule(repository, 'max_daily_budget = "50.00EUR"')
    run = pinads("campaigns", "create", *MINIMAL, "--daily-spend-cap", "1.00")
    assert run.exit_code == 8
    wording(run.stderr)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[policy]\nmax_rows = \n", "line 2, column "),
        ("[policy]\nmax_row = 1\n", "did you mean 'max_rows'?"),
        ("[policy]\nread_only = 1\n", "read_only must be "),
    ],
)
def test_a_broken_file_stops_writes_and_no_reads(pinads: Pinads, repository: Path, text: str, says: str) -> None:
    (repository / ".pinads.toml").write_text(text)
    run = pinads("campaigns", "pause", CAMPAIGN)
    assert run.exit_code == 2
    assert f"{repository / '.pinads.toml'}" in run.stderr
    assert says in run.stderr
    assert pinads.requests == []
    pinads.ok("campaigns", "list")
