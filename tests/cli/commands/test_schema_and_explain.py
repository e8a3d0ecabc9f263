"""schema and explain: what there is, without asking the API."""

from __future__ import annotations

import pytest

from pinads.cli.output.exit_codes import ExitCode
from tests.support.command_line import Pinads
from tests.support.each import each

RESOURCES = ("account", "campaign", "adgroup", "ad", "audience", "customer-list", "keyword")
CODES = (1, 2, 3, 8, 12, 29, 50, 2384)


@each("resource", RESOURCES)
@each("shape", ["", "create", "update", "record"])
def test_every_resource_in_every_shape(pinads: Pinads, resource: str, shape: str) -> None:
    fields = pinads.json("schema", resource, *filter(None, [shape]))
    assert all(field["name"] and field["type"] and field["doc"] for field in fields)
    assert pinads.requests == []


def test_a_field_of_money(pinads: Pinads) -> None:
    (field,) = [field for field in pinads.json("schema", "campaign", "create") if field["name"] == "daily_spend_cap"]
    assert field == {
        "name": "daily_spend_cap",
        "type": "integer",
        "unit": "micro currency",
        "required": False,
        "nullable": True,
        "doc": "Maximum spend per day; not with a lifetime cap.",
    }


def test_what_is_required_and_what_can_be_chosen(pinads: Pinads) -> None:
    fields = {field["name"]: field for field in pinads.json("schema", "adgroup", "create")}
    assert [name for name, field in fields.items() if field["required"]] == ["campaign_id", "name", "billable_event"]
    assert fields["billable_event"]["choices"] == ["CLICKTHROUGH", "IMPRESSION", "VIDEO_V_50_MRC"]
    parts = {part["name"]: part for part in fields["targeting_spec"]["fields"]}
    assert parts["GENDER"]["choices"] == ["unknown", "male", "female"]


def test_where_fields_can_be_written(pinads: Pinads) -> None:
    writable = {field["name"]: field["writable"] for field in pinads.json("schema", "keyword")}
    assert (writable["value"], writable["archived"], writable["type"]) == ("create", "update", "")


@pytest.mark.parametrize("name", ["campaigns", "Campaign", "ad_groups", "ad-group", "ad_account", "customer_lists"])
def test_names_in_every_spelling(pinads: Pinads, name: str) -> None:
    assert pinads.json("schema", name)


def test_as_a_table(pinads: Pinads) -> None:
    lines = pinads.ok("schema", "keyword", "update", "-o", "table", columns=120).lines
    assert lines[0].split() == ["NAME", "TYPE", "REQUIRED", "DOC", "CHOICES", "NULLABLE", "UNIT"]
    assert lines[2].split() == [
        "bid",
        "integer",
        "no",
        "Bid.",
        "Deprecated:",
        "the",
        "server",
        "ignores",
        "it.",
        "-",
        "yes",
        "micro",
        "currency",
    ]
    assert lines[-1] == "2 fields"


@each(("args", "wrong"), [(("campain",), "did you mean 'campaign'?"), (("ad", "creation"), "create, update, record")])
def test_wrong_names_are_answered_with_the_right_ones(pinads: Pinads, args: tuple[str, ...], wrong: str) -> None:
    run = pinads("schema", *args, "-o", "table")
    assert run.exit_code == 2
    assert wrong in run.stderr


@each("code", list(ExitCode))
def test_every_exit_code_is_explained(pinads: Pinads, code: ExitCode) -> None:
    (row,) = pinads.json("explain", "exit", str(int(code)))
    assert (row["kind"], row["code"]) == ("exit", int(code))
    assert row["meaning"].endswith(".")
    assert row["advice"].endswith(".") or code is ExitCode.DONE
    text = pinads.ok("explain", "exit", str(int(code)), "-o", "table").stdout
    assert text.startswith(f"exit code {int(code)}: {row['meaning']}\n")


@pytest.mark.parametrize("code", CODES)
def test_every_known_code_of_the_api_is_explained(pinads: Pinads, code: int) -> None:
    rows = pinads.json("explain", str(code))
    assert (rows[0]["kind"], rows[0]["code"]) == ("api", code)
    assert all(row["meaning"] and row["advice"] for row in rows)
    assert pinads.ok("explain", "api", str(code), "-o", "table").stdout.startswith(f"API code {code}: ")


def test_all_of_them(pinads: Pinads) -> None:
    assert [row["code"] for row in pinads.json("explain") if row["kind"] == "api"] == list(CODES)
    assert [row["code"] for row in pinads.json("explain", "exit")] == [int(code) for code in ExitCode]
    assert pinads.requests == []


@each("args", [("999",), ("exit", "99"), ("nonsense",), ("exit", "1", "2"), ("9" * 5000,)])
def test_what_is_not_known(pinads: Pinads, args: tuple[str, ...]) -> None:
    assert pinads("explain", *args).exit_code == 2


def test_hints_lead_to_codes_that_are_known(pinads: Pinads) -> None:
    hint = pinads("campaigns", "get", "626735999999", "-o", "json").error["hint"]
    assert hint == "pinads explain 50"
    assert pinads.ok(*hint.split()[1:])
