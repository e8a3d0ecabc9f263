"""What is no listing comes out in every format too: answers of ``api``, what ``--query`` made, measurements, budgets."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each

FIRST, SECOND = "626735000001", "626735000002"
ACCOUNT = "549755885175"
CAMPAIGNS = "/ad_accounts/{account}/campaigns"


@each(
    ("query", "format", "lines"),
    [
        ("[].id", "ids", [FIRST, SECOND]),
        ("[].{id: id, n: name}", "ids", [FIRST, SECOND]),
        ("[0]", "ids", [FIRST]),
        ("[0].id", "ids", [FIRST]),
        ("[?name=='nobody']", "ids", []),
        ("[?name=='nobody']", "csv", []),
        ("[].id", "csv", ["value", FIRST, SECOND]),
        ("[0].{id: id}", "csv", ["id", FIRST]),
        ("[0].{id: id}", "tsv", ["id", FIRST]),
        ("length(@)", "csv", ["2"]),
    ],
)
def test_what_a_query_makes(pinads: Pinads, query: str, format: str, lines: list[str]) -> None:
    assert pinads.ok("campaigns", "list", "--limit", "2", "--query", query, "-o", format).lines == lines


@each("command", ["schema campaign", "explain", "campaigns list --query [].{n:name}"])
def test_what_has_no_ids_is_refused(pinads: Pinads, command: str) -> None:
    run = pinads(*command.split(), "-o", "ids")
    assert (run.exit_code, run.stdout) == (2, "")
    assert run.error["message"] == "there are no ids in this to print: choose another --output"


def test_a_page_of_the_api_in_rows(pinads: Pinads) -> None:
    run = pinads.ok("api", "GET", CAMPAIGNS, "-f", "page_size=2", "-o", "ids")
    assert run.lines == [FIRST, SECOND]
    assert run.stderr == "note: this is one page; --paginate shows all\n"
    assert pinads.ok("api", "GET", CAMPAIGNS, "-f", "page_size=2", "-o", "csv").stdout.startswith("id,ad_account_id,name,")


def test_one_answer_of_the_api_in_rows(pinads: Pinads) -> None:
    assert pinads.ok("api", "GET", "/ad_accounts/{account}", "-o", "ids").lines == [ACCOUNT]
    header, row = pinads.ok("api", "GET", "/ad_accounts/{account}", "-o", "csv").lines
    assert header.startswith("id,name,country")
    assert row.startswith(f"{ACCOUNT},Hearth & Loom,US")


def no_budget() -> str:
    return '[{"name": "x", "objective_type": "AWARENESS", "ad_account_id": "549755885175"}]'


REFUSALS: list[tuple[tuple[str, ...], str | None, str, int | None]] = [
    (("POST", CAMPAIGNS, "--input", "-"), no_budget(), "1 refused: The campaign needs a budget", 2384),
    (("PATCH", "/ad_accounts/{account}/ads", "--input", "-"), '[{"id": "1", "name": "x"}]', "1 refused: There is no ad 1", 50),
    (
        ("POST", "/ad_accounts/{account}/keywords", "-f", f"parent_id={FIRST}", "-F", 'keywords=[{"value": "x", "match_type": "BROAD"}]'),
        None,
        "1 refused: ",
        None,
    ),
]


@pytest.mark.parametrize(("args", "body", "says", "code"), REFUSALS)
def test_refused_rows_in_a_good_answer_of_the_api(
    pinads: Pinads, args: tuple[str, ...], body: str | None, says: str, code: int | None
) -> None:
    run = pinads("api", *args, "-o", "json", input=body)
    assert run.exit_code == 5
    assert run.json
    assert run.error["message"].startswith(says)
    assert run.error["code"] == code


def test_the_api_stays_below_the_base_url(pinads: Pinads) -> None:
    run = pinads("api", "GET", "/../../oauth/token")
    assert run.exit_code == 2
    assert not pinads.requests


def test_accounts_by_several_ids(pinads: Pinads) -> None:
    ids = pinads.ok("accounts", "list", "-o", "ids").lines
    assert pinads.ok("accounts", "get", *ids, "-o", "ids").lines == ids
    assert pinads.ok("accounts", "get", "-", "-o", "ids", input="\n".join(ids[1:])).lines == ids[1:]
    listed = pinads.ok("accounts", "list-campaigns", "-", "-o", "ids", input="\n".join(ids)).lines
    assert set(listed) > set(pinads.ok("campaigns", "list", "-o", "ids").lines)
    assert pinads("accounts", "list-campaigns", "-", input="").exit_code == 2


def test_audiences_of_accounts_by_status(pinads: Pinads) -> None:
    all_of_them = pinads.ok("accounts", "list-audiences", "-o", "ids").lines
    small = pinads.ok("accounts", "list-audiences", "--status", "too_small,processing", "-o", "ids").lines
    assert 0 < len(small) < len(all_of_them)
    assert pinads.ok("audiences", "list", "--status", "READY,TOO_SMALL", "-o", "ids").lines == all_of_them


def test_fields_of_budgets_and_measurements(pinads: Pinads) -> None:
    assert pinads.ok("campaigns", "budget", FIRST, "--fields", "id,budget_owner", "-o", "csv").lines == [
        "id,budget_owner",
        f"{FIRST},ad groups",
    ]
    assert pinads.json("campaigns", "budget", FIRST, "--query", "[0].budget_owner") == "ad groups"
    rows: Any = pinads.json("campaigns", "analytics", FIRST, "--fields", "roas,name")
    assert [list(row) for row in rows] == [["roas", "name"]]
    wrong = pinads("campaigns", "budget", FIRST, "--fields", "budget_ownr")
    assert wrong.exit_code == 2
    assert "did you mean 'budget_owner'" in wrong.stderr


@each("start", ["-99999999999d", "-²d"])
def test_days_that_are_none(pinads: Pinads, start: str) -> None:
    run = pinads("campaigns", "analytics", FIRST, f"--start={start}")
    assert run.exit_code == 2
    assert "Invalid --start" in run.stderr
