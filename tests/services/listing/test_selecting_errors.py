"""Listings that cannot be: wrong filters, fields and expressions, refused in one line before anything is asked for."""

from __future__ import annotations

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import refused

LISTINGS = [
    # the API's own filters, by the names of their options
    ("campaigns list --status foo", "Invalid --status 'foo': choose from ACTIVE, PAUSED"),
    ("campaigns list --order x", "Invalid --order 'x': choose from ASCENDING, DESCENDING"),
    ("campaigns list --campaign x --exact-ids", "Invalid --campaign: 'x' is not an id"),
    ("campaigns list --campaign ,", "Invalid --campaign: expected 1 or more"),
    ("adgroups list --adgroup 1,x --exact-ids", "Invalid --adgroup: 'x' is not an id"),
    ("ads list --ad AG1 --exact-ids", "Invalid --ad: 'AG1' is not an id"),
    ("keywords list --match-type BORAD", "Invalid --match-type 'BORAD'"),
    ("audiences list --ownership-type x", "Invalid --ownership-type 'x': choose from OWNED, RECEIVED"),
    ("adgroups list --campaign 1 --adgroup 2", "--campaign and --adgroup exclude each other"),
    ("ads list --campaign 1 --ad 2", "--campaign and --ad exclude each other"),
    ("keywords list --adgroup 1 --campaign 2", "--adgroup, --campaign and --all exclude each other"),
    ("keywords list --all --campaign 2", "--adgroup, --campaign and --all exclude each other"),
    ("keywords list --campaign 1,2 --bookmark x", "--bookmark continues one listing, so it takes one parent"),
    ("keywords list --all --bookmark x", "--bookmark continues one listing"),
    ("campaigns list --campaign - --adgroup -", "No such option: --adgroup"),
    # what is picked and shown
    ("campaigns list --filter status", "Invalid --filter 'status': expected FIELD=VALUE"),
    ("campaigns list --filter =5", "Invalid --filter '=5': expected FIELD=VALUE"),
    ("campaigns list --filter nme=x", "a campaign has no field 'nme'; did you mean 'name'?"),
    ("campaigns list --filter start_time>tomorrow", "Invalid --filter start_time: 'tomorrow' is not a time"),
    ("campaigns list --filter is_performance_plus=perhaps", "Invalid --filter is_performance_plus 'perhaps': expected true or false"),
    ("campaigns list --filter status=ACTVE", "Invalid --filter status 'ACTVE': choose from"),
    ("campaigns list --filter objective_type!=awarenes", "did you mean 'AWARENESS'?"),
    ("campaigns list --filter status=ACTIVE,PAUSED", "Invalid --filter status 'ACTIVE,PAUSED': choose from"),
    ("campaigns list --filter status>5", "Invalid --filter: status has no order"),
    ("campaigns list --sort nme", "Invalid --sort 'nme': a campaign has no field 'nme'"),
    ("campaigns list --sort -nme", "Invalid --sort 'nme'"),
    ("campaigns list --fields id,nme", "Invalid --fields 'nme': a campaign has no field 'nme'"),
    ("campaigns list --fields ,", "Invalid --fields: it names no field"),
    ("campaigns list --query [?", 'Invalid --query: Invalid jmespath expression: Incomplete expression: "[?'),
    ("campaigns list --query nope(@)", "Invalid --query: "),
]


@each(("line", "says"), LISTINGS)
def test_listings_that_cannot_be(pinads: Pinads, line: str, says: str) -> None:
    refused(pinads, *line.split(), says=says)


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("daily_spend_cap>1e6", "Invalid --filter daily_spend_cap: '1e6'"),
        ("daily_spend_cap>1,000", "without thousands separators"),
        ("daily_spend_cap>25EUR", "account's currency, USD"),
        ("daily_spend_cap>+10%", "no current amount"),
    ],
)
def test_money_in_a_filter(pinads: Pinads, expression: str, says: str) -> None:
    refused(pinads, "campaigns", "list", "--filter", expression, says=says, reads=True)


@pytest.mark.parametrize("line", ["campaigns get 626735000001 --fields nme", "campaigns get 626735000001 --query [?"])
def test_showing_one_that_cannot_be(pinads: Pinads, line: str) -> None:
    refused(pinads, *line.split(), says="Invalid --")


def test_a_junk_bookmark_is_refused_by_the_api(pinads: Pinads) -> None:
    run = pinads("campaigns", "list", "--bookmark", "junk")
    assert run.exit_code == 1
    assert "HTTP 400, code 1" in run.stderr
    assert run.stdout == ""
