"""What people see in tables: names of parents, money, times, and what writes did."""

from __future__ import annotations

import os
import re
import subprocess
import threading
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from pinads.render.table import BLOCK
from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import PINADS, serving, settings


def header(pinads: Pinads, *args: str, columns: int) -> list[str]:
    return re.split("  +", pinads.ok(*args, "-o", "table", columns=columns).lines[0].strip())


@pytest.mark.parametrize(
    ("args", "narrow", "wide"),
    [
        (("accounts", "list"), "ID NAME CURRENCY COUNTRY PERMISSIONS", "OWNER CREATED"),
        (("campaigns", "list"), "ID NAME STATUS SUMMARY", "OBJECTIVE CBO END"),
        (("adgroups", "list"), "ID NAME STATUS CAMPAIGN BUDGET", "BID SUMMARY"),
        (("ads", "list", "--limit", "9"), "ID NAME STATUS REVIEW", "CAMPAIGN CREATIVE SUMMARY DESTINATION"),
        (("audiences", "list"), "ID NAME STATUS SIZE", "DESCRIPTION CREATED"),
        (("customer-lists", "list"), "ID NAME STATUS UPLOADED REMOVED BATCHES", "UPDATED CREATED"),
        (("keywords", "list"), "ID VALUE MATCH PARENT", "BID"),
    ],
)
def test_the_most_useful_columns_are_left_on_a_narrow_terminal(pinads: Pinads, args: tuple[str, ...], narrow: str, wide: str) -> None:
    assert header(pinads, *args, columns=80)[: len(narrow.split())] == narrow.split()
    assert set(wide.split()) <= set(header(pinads, *args, columns=200))


def test_no_column_is_cut_to_nothing(pinads: Pinads) -> None:
    for noun in ("campaigns", "adgroups", "customer-lists", "keywords"):
        assert not [title for title in header(pinads, noun, "list", columns=80) if title.endswith("…")]


def test_parents_have_names(pinads: Pinads) -> None:
    run = pinads.ok("ads", "list", "--adgroup", "2680060000001", "-o", "table")
    assert "Linen duvet covers | Broad" in run.lines[2]
    assert "Spring refresh: linen bedding" in run.lines[2]
    assert pinads.operations == ["ads/list", "ad_groups/list", "campaigns/list"]


def test_archived_parents_have_names_too(pinads: Pinads) -> None:
    assert "Kitchen open shelving" in pinads.ok("adgroups", "list", "--campaign", "626735000009", "--status", "all", "-o", "table").lines[2]


def test_a_parent_without_a_name_shows_its_id(pinads: Pinads) -> None:
    run = pinads.ok("keywords", "list", "--limit", "1", "-o", "table")
    assert "549755885175" in run.lines[2]


@pytest.mark.parametrize("args", [("-o", "json"), ("-o", "csv"), ("-o", "table", "--fields", "id,campaign_id")])
def test_names_cost_nothing_where_they_are_not_shown(pinads: Pinads, args: tuple[str, ...]) -> None:
    run = pinads.ok("adgroups", "list", "--limit", "2", *args)
    assert "626735000001" in run.stdout
    # Amounts in csv are money, whose currency is looked up once.
    assert pinads.operations == ["ad_groups/list", *(["ad_accounts/get"] if "csv" in args else [])]


@pytest.mark.parametrize(
    ("account", "money"),
    [("549755885175", r" 265\.00 USD "), ("549755885176", r" \d+\.00 EUR "), ("549755885177", r" \d+00 JPY ")],
)
def test_money_in_the_accounts_currency(pinads: Pinads, account: str, money: str) -> None:
    assert re.search(money, pinads.ok("campaigns", "list", "--account", account, "--status", "all", "-o", "table").stdout)


def test_the_currency_is_asked_for_once(pinads: Pinads) -> None:
    for _ in range(3):
        pinads.ok("campaigns", "list", "-o", "table")
    assert pinads.operations.count("ad_accounts/get") == 1


def test_the_currency_is_not_asked_for_where_no_money_is(pinads: Pinads) -> None:
    pinads.ok("audiences", "list", "-o", "table")
    assert pinads.operations == ["audiences/list"]


def test_times_have_their_zone(pinads: Pinads) -> None:
    assert "2025-01-21 00:45 UTC" in pinads.ok("customer-lists", "list", "-o", "table").stdout


def test_a_sheet_shows_everything_that_the_server_sent(pinads: Pinads) -> None:
    run = pinads.ok("adgroups", "get", "2680060000001", "-o", "table")
    names = [line.split()[0] for line in run.lines if not line.startswith(" ")]
    assert sorted(names) == sorted(pinads.json("adgroups", "get", "2680060000001"))
    assert '"LOCATION": [' in run.stdout


def test_what_a_write_did_row_by_row(pinads: Pinads) -> None:
    run = pinads("campaigns", "pause", "626735000001", "626735999999", "-o", "table")
    assert run.exit_code == 5
    assert [re.split("  +", line.strip()) for line in run.lines] == [
        ["ROW", "STATUS", "ID", "NAME", "CODE", "MESSAGE"],
        re.split("  +", run.lines[1]),
        ["1", "applied", "626735000001", "Spring refresh: linen bedding", "-", "-"],
        ["2", "rejected", "626735999999", "-", "50", "There is no campaign 626735999999"],
        [""],
        ["2 rows"],
    ]
    assert run.stderr == "error: 1 of 2 campaigns were not paused: 1 rejected\n"


def test_a_write_that_worked_says_so(pinads: Pinads) -> None:
    assert pinads.ok("campaigns", "pause", "626735000001", "-o", "table").stderr == "paused 1 campaign\n"


def test_a_new_campaign_is_shown_as_a_sheet(pinads: Pinads) -> None:
    args = ("campaigns", "create", "--name", "Été", "--objective-type", "awareness", "--daily-spend-cap", "25.50", "-o", "table")
    run = pinads.ok(*args)
    fields = dict(re.split("  +", line, maxsplit=1) for line in run.lines)
    assert (fields["name"], fields["status"], fields["daily_spend_cap"]) == ("Été", "PAUSED", "25.50 USD")
    assert run.stderr == "created 1 campaign\n"


def test_a_plan_of_a_write(pinads: Pinads) -> None:
    run = pinads.ok("campaigns", "pause", "626735000001", "--dry-run", "-o", "table")
    assert run.lines[0] == "PATCH /ad_accounts/549755885175/campaigns"
    assert run.stderr == "dry run: nothing was sent\n"
    assert pinads.requests == []


def test_a_table_in_a_pipe_is_plain_text_whatever_the_environment(pinads: Pinads) -> None:
    listing = ("campaigns", "list", "--limit", "2", "-o", "table")
    forced = pinads.ok(*listing, columns=80, FORCE_COLOR="1", TTY_COMPATIBLE="1", COLORTERM="truecolor", TERM="xterm-256color")
    assert forced.stdout == pinads.ok(*listing, columns=80).stdout
    assert "\x1b" not in forced.stdout


def test_columns_that_are_asked_for_are_shown_on_any_terminal(pinads: Pinads) -> None:
    fields = ("id", "name", "objective_type", "daily_spend_cap", "created_time", "updated_time")
    run = pinads.ok("campaigns", "list", "--limit", "2", "--fields", ",".join(fields), "-o", "table", columns=40)
    assert len(re.split("  +", run.lines[0])) == len(fields)
    assert run.lines[-1] == "2 campaigns"


@pytest.mark.slow
def test_the_first_rows_are_out_before_the_second_page_has_come(tmp_path: Path) -> None:
    go = threading.Event()
    with serving(campaigns=80) as api:

        def hold_second_page(number: int) -> None:
            if [entry.operation for entry in api.log].count("ads/list") > 1:
                assert go.wait(120)

        api.on_request = hold_second_page
        environment = {**os.environ, **settings(api.server.url, tmp_path), "PINADS_CONCURRENCY": "1"}
        command = [*PINADS, "ads", "list", "--fields", "id,name,status", "-o", "table"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(BLOCK + 2)]
            go.set()
            rest = process.stdout.read().splitlines()
    assert lines[0].startswith("ID ")
    assert [line for line in lines[2:] if not line.split()[0].isdigit()] == []
    assert rest[-1] == f"{BLOCK + len(rest) - 2} ads"
    assert len(rest) > BLOCK


@pytest.mark.slow
def test_names_of_parents_are_asked_for_once(tmp_path: Path) -> None:
    with serving(campaigns=80) as api:
        environment = {**os.environ, **settings(api.server.url, tmp_path)}
        run = subprocess.run([*PINADS, "ads", "list", "-o", "table"], env=environment, capture_output=True, text=True, check=True)
        asked = [parse_qs(entry.query).get("campaign_ids", []) for entry in api.log if entry.operation == "campaigns/list"]
    assert len(run.stdout.splitlines()) > 2 * BLOCK
    assert len(asked) > 1
    ids = [identity for some in asked for part in some for identity in part.split(",")]
    assert len(ids) == len(set(ids))
