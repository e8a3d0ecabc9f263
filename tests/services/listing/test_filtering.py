"""--filter, --sort, --fields and --query: on the client, for every field, with money and times understood."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each

SAMPLE = ["01", "02", "03", "04", "05", "06", "08", "11", "12", "15", "20"]
"""The ends of the ids of the active and paused campaigns."""


def ends(ids: list[str]) -> list[str]:
    return [identity[-2:] for identity in ids]


@pytest.mark.slow
@each(
    ("expression", "found"),
    [
        ("status=PAUSED", ["03", "08"]),
        ("status=paused", ["03", "08"]),
        ("status != ACTIVE", ["03", "08"]),
        ("daily_spend_cap>200", ["01", "08"]),
        ("daily_spend_cap > 225.00", ["01"]),
        ("daily_spend_cap>=225", ["01", "08"]),
        ("daily_spend_cap<=45USD", ["20"]),
        ("daily_spend_cap<55000000micro", ["20"]),
        ("daily_spend_cap=55", ["03"]),
        ("daily_spend_cap=null", ["05", "06", "11", "12"]),
        ("daily_spend_cap=", ["05", "06", "11", "12"]),
        ("daily_spend_cap!=null", ["01", "02", "03", "04", "08", "15", "20"]),
        ("created_time<2025-02-12T00:00Z", ["01", "02"]),
        ("created_time>=2025-03-01T02:14:43Z", ["20"]),
        ("created_time=1739237617", ["02"]),
        ("end_time<2025-12-01", ["11"]),
        ("end_time>2025-12-01T01:00+01:00", ["05"]),
        ("is_campaign_budget_optimization=yes", ["02", "05", "08", "11", "20"]),
        ("is_campaign_budget_optimization=false", ["01", "03", "04", "06", "12", "15"]),
        ("name~BEDDING", ["01"]),
        ("name ~ linen", ["01"]),
        ("name~🌿", ["08"]),
        ("name=outdoor living 2025", ["02"]),
        ("name>T", ["15"]),
        ("name~[bold]", ["11"]),
        ("name~=", []),
        ("tracking_urls.click~early", ["05"]),
        ("tracking_urls.click.0=https://track.example.com/click?c=early", ["05"]),
        ("tracking_urls.click=null", [one for one in SAMPLE if one != "05"]),
        ("id=626735000015", ["15"]),
        ("objective_type~video", ["06", "12"]),
        ("order_line_id=null", SAMPLE),
    ],
)
def test_filters(pinads: Pinads, expression: str, found: list[str]) -> None:
    assert ends(pinads.ids("campaigns", "list", "--filter", expression)) == found


def test_several_filters_all_hold(pinads: Pinads) -> None:
    filters = ("--filter", "status=ACTIVE", "--filter", "daily_spend_cap>100", "--filter", "name~e")
    assert ends(pinads.ids("campaigns", "list", *filters)) == ["01", "04"]


def test_a_filter_sees_all_pages_before_the_limit_counts(pinads: Pinads) -> None:
    assert ends(pinads.ids("campaigns", "list", "--filter", "status=PAUSED", "--page-size", "2", "--limit", "2")) == ["03", "08"]


def test_filters_reach_into_targeting(pinads: Pinads) -> None:
    """A list holds a value where one of its items is it."""
    found = pinads.json("adgroups", "list", "--filter", "targeting_spec.GEO=US-CA", "--fields", "targeting_spec.GEO")
    assert found
    assert all(item == {"targeting_spec.GEO": ["US-CA", "US-NY"]} for item in found)
    assert pinads.ids("adgroups", "list", "--filter", "targeting_spec.MINIMUM_AGE>=25")
    assert not pinads.ids("adgroups", "list", "--filter", "targeting_spec.MINIMUM_AGE>25")


def test_peoples_words_for_fields_are_names_of_them(pinads: Pinads) -> None:
    words = pinads.json("adgroups", "list", "--filter", "budget>70", "--sort", "-budget", "--fields", "id,budget")
    names = pinads.json(
        *("adgroups", "list", "--filter", "budget_in_micro_currency>70", "--sort", "-budget_in_micro_currency"),
        *("--fields", "id,budget_in_micro_currency"),
    )
    assert words == names != []
    (request,) = pinads.json("campaigns", "update", "626735000001", "--clear", "daily-budget", "--dry-run")
    assert request["body"][0]["daily_spend_cap"] is None
    # Names of campaigns are no ids, with which this field would be compared.
    assert pinads("adgroups", "list", "--filter", "campaign~Spring").exit_code == 2


def test_money_is_in_the_accounts_currency(pinads: Pinads) -> None:
    yen = ("campaigns", "list", "--account", "549755885177")
    caps = [item["daily_spend_cap"] for item in pinads.json(*yen, "--filter", "daily_spend_cap>10000")]
    assert caps
    assert all(cap > 10_000_000_000 for cap in caps)
    run = pinads(*yen, "--filter", "daily_spend_cap>10.50")
    assert (run.exit_code, run.stdout) == (2, "")


def test_a_wrong_filter_sends_nothing(pinads: Pinads) -> None:
    run = pinads("campaigns", "list", "--filter", "daly_spend_cap>1", "-o", "table")
    assert run.exit_code == 2
    assert (run.stderr.count("\n"), "--filter 'daly_spend_cap'" in run.stderr) == (1, True)
    assert "did you mean 'daily_spend_cap'?" in run.stderr
    assert pinads.requests == []


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["03", "05", "04", "08", "12", "11", "02", "20", "06", "01", "15"]),
        ("-id", SAMPLE[::-1]),
        ("daily_spend_cap", ["20", "03", "15", "02", "04", "08", "01", "05", "06", "11", "12"]),
        ("-daily_spend_cap", ["01", "08", "04", "02", "15", "03", "20", "05", "06", "11", "12"]),
        ("-status,-created_time", ["08", "03", "20", "15", "12", "11", "06", "05", "04", "02", "01"]),
        ("tracking_urls.click.0,id", ["05", *(one for one in SAMPLE if one != "05")]),
    ],
)
def test_sorting_puts_missing_values_last(pinads: Pinads, sort: str, order: list[str]) -> None:
    assert ends(pinads.ids("campaigns", "list", "--sort", sort)) == order


def test_sorting_is_over_all_pages_and_before_the_limit(pinads: Pinads) -> None:
    assert ends(pinads.ids("campaigns", "list", "--sort", "-daily_spend_cap", "--page-size", "3", "--limit", "2")) == ["01", "08"]


@each(
    ("format", "shown"),
    [
        ("json", '[\n  {\n    "name": "Outdoor living 2025",\n    "tracking_urls.click": null\n  }\n]\n'),
        ("jsonl", '{"name":"Outdoor living 2025","tracking_urls.click":null}\n'),
        ("csv", "name,tracking_urls.click\nOutdoor living 2025,\n"),
        ("tsv", "name\ttracking_urls.click\nOutdoor living 2025\t\n"),
        ("yaml", "- name: Outdoor living 2025\n  tracking_urls.click: null\n"),
        ("ids", "626735000002\n"),
    ],
)
def test_fields_in_every_format(pinads: Pinads, format: str, shown: str) -> None:
    args = ("campaigns", "list", "--filter", "id=626735000002", "--fields", "name, tracking_urls.click", "-o", format)
    assert pinads.ok(*args).stdout == shown


def test_fields_are_the_columns_of_a_table(pinads: Pinads) -> None:
    run = pinads.ok("campaigns", "list", "--fields", "status,daily_spend_cap,tracking_urls.click", "--limit", "1", "-o", "table")
    assert re.split("  +", run.lines[0]) == ["STATUS", "DAILY CAP", "TRACKING URLS CLICK"]
    assert run.lines[2].split() == ["ACTIVE", "265.00", "USD", "-"]


def test_get_has_fields_too(pinads: Pinads) -> None:
    assert pinads.json("campaigns", "get", "626735000001", "--fields", "id,status") == {"id": "626735000001", "status": "ACTIVE"}
    table = pinads.ok("campaigns", "get", "626735000001", "--fields", "daily_spend_cap,name", "-o", "table")
    assert [line.split(maxsplit=1) for line in table.lines] == [
        ["name", "Spring refresh: linen bedding"],
        ["daily_spend_cap", "265.00 USD"],
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("[].name | [1]", "Outdoor living 2025"),
        ("length(@)", 11),
        ("[?status=='PAUSED'].id", ["626735000003", "626735000008"]),
        ("[0].{n: name, s: status}", {"n": "Spring refresh: linen bedding", "s": "ACTIVE"}),
    ],
)
def test_query_is_jmespath_on_the_whole_result(pinads: Pinads, query: str, found: object) -> None:
    assert pinads.json("campaigns", "list", "--query", query) == found


@each("query", ["[", "length(`1`)", "nonsense(@)"])
def test_a_wrong_query_is_a_usage_error(pinads: Pinads, query: str) -> None:
    run = pinads("campaigns", "list", "--query", query, "-o", "json")
    assert (run.exit_code, run.stdout) == (2, "")
    assert run.error["message"].startswith("Invalid --query")


def test_query_makes_columns(pinads: Pinads) -> None:
    args = ("campaigns", "list", "--query", "[:2].{who: name, cap: daily_spend_cap}")
    rows = list(csv.reader(io.StringIO(pinads.ok(*args, "-o", "csv").stdout)))
    assert rows == [["who", "cap"], ["Spring refresh: linen bedding", "265000000"], ["Outdoor living 2025", "105000000"]]
    assert pinads.ok(*args, "-o", "table").lines[2].split("  ")[0] == "Spring refresh: linen bedding"


def test_query_after_filter_fields_and_limit(pinads: Pinads) -> None:
    args = ("campaigns", "list", "--filter", "status=ACTIVE", "--sort", "-daily_spend_cap", "--limit", "2", "--fields", "id")
    assert pinads.json(*args, "--query", "@") == [{"id": "626735000001"}, {"id": "626735000004"}]


def test_query_on_one_entity(pinads: Pinads) -> None:
    assert pinads.json("campaigns", "get", "626735000005", "--query", "tracking_urls.click[0]").startswith("https://track.")


def test_a_decimal_comma_is_taken_as_conditions_on_figures_take_it(pinads: Pinads) -> None:
    one = ("campaigns", "list", "-o", "ids", "--filter")
    assert pinads(*one, "daily_spend_cap>100,5").stdout == pinads(*one, "daily_spend_cap>100.5").stdout != pinads(*one, "id>0").stdout
    assert "'1,250' is not an amount" in pinads(*one, "daily_spend_cap>1,250").stderr
