"""pinads api: any operation, with auth, paging and output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each

ACCOUNT = "549755885175"
CAMPAIGNS = "/ad_accounts/{account}/campaigns"
NEW = {"ad_account_id": ACCOUNT, "name": "By hand", "objective_type": "AWARENESS", "daily_spend_cap": 5_000_000, "status": "PAUSED"}


def query(pinads: Pinads) -> list[tuple[str, str]]:
    return parse_qsl(str(pinads.requests[-1].query))


def test_get_puts_parameters_into_the_query(pinads: Pinads) -> None:
    answer = pinads.json("api", "get", CAMPAIGNS, "-f", "page_size=2", "-f", "order=DESCENDING")
    assert [item["id"] for item in answer["items"]] == ["626735000020", "626735000015"]
    assert query(pinads) == [("page_size", "2"), ("order", "DESCENDING")]


@pytest.mark.parametrize(
    "args",
    [
        ("-f", "entity_statuses=DRAFT", "-f", "entity_statuses=ARCHIVED"),
        ("-F", 'entity_statuses=["DRAFT", "ARCHIVED"]'),
    ],
)
def test_lists_are_repeated(pinads: Pinads, args: tuple[str, ...]) -> None:
    answer = pinads.json("api", "GET", CAMPAIGNS, *args)
    assert [item["id"] for item in answer["items"]] == ["626735000009", "626735000014", "626735000016"]
    assert query(pinads) == [("entity_statuses", "DRAFT"), ("entity_statuses", "ARCHIVED")]


def test_paginate_follows_the_bookmarks(pinads: Pinads) -> None:
    items = pinads.json("api", "GET", CAMPAIGNS, "--paginate", "-f", "page_size=4")
    assert items == pinads.json("campaigns", "list")
    assert pinads.operations == ["campaigns/list"] * 4


def test_paginate_needs_a_listing(pinads: Pinads) -> None:
    assert pinads("api", "GET", "/ad_accounts/{account}", "--paginate").exit_code == 2
    assert pinads("api", "POST", CAMPAIGNS, "--paginate").exit_code == 2


@pytest.mark.parametrize("path", ["/ad_accounts/{account}", "ad_accounts/{ad_account_id}", f"/v5/ad_accounts/{ACCOUNT}"])
def test_paths_are_below_the_base_url(pinads: Pinads, path: str) -> None:
    assert pinads.json("api", "GET", path)["id"] == ACCOUNT
    assert pinads.requests[-1].path == f"/ad_accounts/{ACCOUNT}"


def test_the_account_option_fills_the_placeholder(pinads: Pinads) -> None:
    assert pinads.json("api", "GET", "/ad_accounts/{account}", "--account", "549755885177")["currency"] == "JPY"


@each("path", ["https://example.com/steal", "//example.com/steal", "/ad_accounts/{id}", "/ad_accounts?page_size=1", "/a b", "/ü", "/a#b"])
def test_other_paths_are_refused_before_anything_is_sent(pinads: Pinads, path: str) -> None:
    run = pinads("api", "GET", path)
    assert run.exit_code == 2
    assert run.stderr.startswith("error: Invalid PATH: ")
    assert pinads.requests == []


def test_a_body_from_standard_input_and_from_a_file(pinads: Pinads, tmp_path: Path) -> None:
    file = tmp_path / "body.json"
    file.write_text(json.dumps([NEW]), encoding="utf-8")
    for args, given in ((("--input", "-"), json.dumps([NEW])), (("--input", str(file)), None)):
        (item,) = pinads.json("api", "POST", CAMPAIGNS, *args, input=given)["items"]
        assert {name: item["data"][name] for name in NEW} == NEW


def test_typed_and_plain_parameters_make_a_body(pinads: Pinads, tmp_path: Path) -> None:
    rows = tmp_path / "rows.json"
    rows.write_text('[{"value": "boho", "match_type": "BROAD"}]', encoding="utf-8")
    path = "/ad_accounts/{account}/keywords"
    answer = pinads.json("api", "POST", path, "-f", "parent_id=2680060000001", "-F", f"keywords=@{rows}")
    assert answer["keywords"][0]["value"] == "boho"
    assert answer["errors"] == []


def test_dry_run_sends_nothing(pinads: Pinads) -> None:
    plan = pinads.json("api", "PATCH", CAMPAIGNS, "-F", "n=1", "-f", "t=1", "--dry-run")
    assert plan == [{"method": "PATCH", "path": f"/ad_accounts/{ACCOUNT}/campaigns", "query": {}, "body": {"t": "1", "n": 1}}]
    assert pinads.requests == []


@each("method", ["GET", "DELETE"])
def test_a_body_where_none_is_sent_is_refused_for_that_reason(pinads: Pinads, method: str) -> None:
    run = pinads("api", method, CAMPAIGNS, "--input", "-", "-o", "table", input="{}")
    assert run.exit_code == 2
    assert f"a {method} has no body" in run.stderr
    assert "-f" not in run.stderr


@each(
    "args",
    [
        ("FETCH", CAMPAIGNS),
        ("GET", CAMPAIGNS, "-f", "page_size"),
        ("GET", CAMPAIGNS, "-F", "page_size={"),
        ("GET", CAMPAIGNS, "--input", "-"),
        ("POST", CAMPAIGNS, "--input", "/nonexistent"),
        ("POST", CAMPAIGNS, "--input", "-", "-f", "a=b"),
        ("POST", CAMPAIGNS, "-F", "a=@/nonexistent"),
        ("POST", CAMPAIGNS, "-F", "a=NaN"),
    ],
)
def test_wrong_usage_sends_nothing(pinads: Pinads, args: tuple[str, ...]) -> None:
    run = pinads("api", *args, "-o", "table")
    assert (run.exit_code, run.stdout) == (2, "")
    assert len(run.stderr.splitlines()) == 1
    assert pinads.requests == []


@pytest.mark.parametrize(
    ("args", "status", "exit_code"),
    [
        (("GET", "/no/such/path"), 404, 4),
        (("GET", "/ad_accounts/1"), 404, 4),
        (("DELETE", CAMPAIGNS), 405, 1),
        (("GET", CAMPAIGNS, "-f", "bookmark=junk"), 400, 1),
        (("POST", CAMPAIGNS, "-f", "name=x"), 400, 1),
    ],
)
def test_errors_of_the_api(pinads: Pinads, args: tuple[str, ...], status: int, exit_code: int) -> None:
    run = pinads("api", *args, "-o", "json")
    assert (run.exit_code, run.error["http_status"], run.error["operation"]) == (exit_code, status, f"api {args[0]}")


def test_output_formats(pinads: Pinads) -> None:
    args = ("api", "GET", CAMPAIGNS, "--paginate", "--query", "[:2].{id: id, name: name}")
    rows: Any = pinads.ok(*args, "-o", "jsonl").jsonl
    assert [row["id"] for row in rows] == ["626735000001", "626735000002"]
    assert pinads.ids(*args) == ["626735000001", "626735000002"]
    assert pinads.ok(*args, "-o", "csv").lines[0] == "id,name"
    assert pinads.ok(*args, "-o", "table").lines[2] == "626735000001  Spring refresh: linen bedding"


def test_a_dry_run_shows_no_people(pinads: Pinads) -> None:
    (request,) = pinads.json(
        "api", "POST", "/ad_accounts/{account}/customer_lists", "-f", "name=n", "-f", "records=a@x.example,b@x.example", "--dry-run"
    )
    assert request["body"] == {"name": "n", "records": "(2 records, not shown)"}
    assert pinads.requests == []
