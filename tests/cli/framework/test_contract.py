"""What scripts depend on, pinned by hand: options, keys of JSON, exit codes, the error object."""

from __future__ import annotations

import json
from typing import Any

import pytest
import typer

from pinads.cli.main import app
from pinads.cli.output.exit_codes import ExitCode
from pinads.render.formats import FORMATS
from tests.cli.framework.test_help import command_at, flags
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.option_table import COMMANDS, SHARED

CAMPAIGN = (
    "id ad_account_id name status objective_type intended_promotion_type daily_spend_cap lifetime_spend_cap is_campaign_budget_optimization"
    " is_flexible_daily_budgets start_time end_time order_line_id is_automated_campaign is_performance_plus created_time updated_time"
    " type summary_status"
)
AD_GROUP = (
    "id ad_account_id campaign_id name status budget_in_micro_currency budget_type bid_in_micro_currency bid_strategy_type billable_event"
    " start_time end_time targeting_spec auto_targeting_enabled pacing_delivery_type placement_group is_creative_optimization"
    " bid_multiplier promotion_id conversion_learning_mode_type created_time updated_time type summary_status"
)
AD = (
    "id ad_account_id ad_group_id campaign_id pin_id creative_type name status destination_url click_tracking_url view_tracking_url"
    " android_deep_link ios_deep_link lead_form_id disclosure_url is_pin_deleted is_removable collection_items_destination_url_template"
    " rejected_reasons rejection_labels created_time updated_time type summary_status review_status"
)
ACCOUNT = "id name country currency time_zone owner permissions created_time updated_time"
AUDIENCE = (
    "id ad_account_id name audience_type description rule size status created_by_company_name created_timestamp updated_timestamp type"
)
CUSTOMER_LIST = "id ad_account_id name status num_batches num_uploaded_user_records num_removed_user_records created_time updated_time type"
KEYWORD = "id value match_type bid parent_id parent_type archived type"
OUTCOME = "row status id name code message data"
KEYS = {
    "accounts list": ACCOUNT,
    "accounts get": ACCOUNT,
    "accounts list-campaigns": CAMPAIGN,
    "accounts list-audiences": AUDIENCE,
    "accounts list-customer-lists": CUSTOMER_LIST,
    "campaigns list": CAMPAIGN,
    "campaigns get 626735000001": CAMPAIGN,
    "campaigns get 626735000001 626735000002": CAMPAIGN,
    "campaigns list-adgroups 626735000001": AD_GROUP,
    "campaigns budget 626735000001": "id name budget_owner daily_spend_cap lifetime_spend_cap",
    "campaigns pause 626735000001": OUTCOME,
    "campaigns set-daily-budget 626735000001 30": OUTCOME,
    "campaigns update 626735000001 --name New": OUTCOME,
    "campaigns create --name New --objective-type AWARENESS --daily-spend-cap 5": CAMPAIGN,
    "campaigns pause 626735000001 --dry-run": "method path body",
    "campaigns list --fields id,status": "id status",
    "adgroups list": AD_GROUP,
    "adgroups get 2680060000001": AD_GROUP,
    "adgroups list-ads 2680060000001": AD,
    "adgroups archive 2680060000001 --yes": OUTCOME,
    "ads list": AD,
    "ads get 687195000001": AD,
    "audiences list": AUDIENCE,
    "audiences get 2542620000001": AUDIENCE,
    "audiences remove 2542620000001 --yes": OUTCOME,
    "customer-lists list": CUSTOMER_LIST,
    "customer-lists get 643000000001": CUSTOMER_LIST,
    "keywords list": KEYWORD,
    "keywords get 2886900000001": KEYWORD,
    "emulator status": "data_dir counts bytes seeded",
    "emulator seed": "kind entities",
    "schema keyword create": "name type required nullable doc",
    "metrics": "name meaning unit adds_up only_in api_name",
    "explain": "kind code meaning advice",
    "doctor": "check state found fix",
}
ERROR_KEYS = ["type", "message", "code", "http_status", "request_id", "operation", "hint", "exit_code"]


def keys_of(command: str) -> list[str]:
    return KEYS[command].split()


@pytest.mark.slow
@each("command", KEYS)
def test_the_keys_of_json(pinads: Pinads, command: str) -> None:
    value: Any = pinads.json(*command.split())
    first = value[0] if isinstance(value, list) else value
    assert sorted(first) == sorted(keys_of(command))


@pytest.mark.slow
@each("name", COMMANDS)
def test_the_options_of_a_command(name: str) -> None:
    assert list(flags(command_at(name).params)) == [*COMMANDS[name].split(), *SHARED.split()]


def test_there_are_no_other_commands() -> None:
    root: Any = typer.main.get_command(app)
    names = []
    for name in root.commands:
        loaded = root.load(name)
        names += [f"{name} {one}" for one in loaded.commands] if hasattr(loaded, "commands") else [name]
    assert names == list(COMMANDS)


def test_the_exit_codes() -> None:
    assert {code.name: int(code) for code in ExitCode} == {
        "DONE": 0,
        "REFUSED": 1,
        "USAGE": 2,
        "CREDENTIALS": 3,
        "NOT_FOUND": 4,
        "PARTIAL": 5,
        "NETWORK": 6,
        "RATE_LIMIT": 7,
        "POLICY": 8,
        "CHECK_FOUND": 9,
        "INTERRUPTED": 130,
    }


def test_the_formats() -> None:
    assert FORMATS == ("table", "markdown", "json", "jsonl", "csv", "tsv", "yaml", "ids")


@each(
    ("args", "exit_code"),
    [
        (("campaigns", "get", "626735999999"), 4),
        (("campaigns", "list", "--limit", "none"), 2),
        (("campaigns", "list", "--sort", "colour"), 2),
        (("campaigns", "nonsense"), 2),
        (("campaigns", "update", "626735999999", "--name", "x"), 5),
        (("api", "GET", "/ad_accounts/{account}/campaigns", "-f", "page_size=0"), 1),
    ],
)
@each("format", ["json", "jsonl", "csv", "tsv", "yaml", "ids"])
def test_the_error_object(pinads: Pinads, args: tuple[str, ...], exit_code: int, format: str) -> None:
    run = pinads(*args, "-o", format)
    error = run.error
    assert run.exit_code == exit_code == error["exit_code"]
    assert [key for key in error if key != "field"] == ERROR_KEYS
    assert run.stderr.splitlines()[-1] == json.dumps({"error": error})


@each("args", [("campaigns", "get", "626735999999"), ("campaigns", "list", "--sort", "colour"), ("nonsense",)])
def test_an_error_for_people_is_one_line(pinads: Pinads, args: tuple[str, ...]) -> None:
    run = pinads(*args, "-o", "table")
    assert run.stdout == ""
    assert len(run.stderr.splitlines()) == 1
    assert run.stderr.startswith("error: ")


def test_facts_of_an_api_error(pinads: Pinads) -> None:
    error = pinads("campaigns", "get", "626735999999", "-o", "json").error
    (request,) = pinads.requests
    assert error == {
        "type": "NotFound",
        "message": "There is no campaign 626735999999",
        "code": 50,
        "http_status": 404,
        "request_id": request.rid,
        "operation": "campaigns/get",
        "hint": "pinads explain 50",
        "exit_code": 4,
    }


def test_json_is_exactly_what_the_api_sent(pinads: Pinads) -> None:
    """Keys, order, and values: nothing is renamed, rounded or left out, and ids are strings."""
    own = pinads.json("campaigns", "list")
    raw = pinads.json("api", "GET", "/ad_accounts/{account}/campaigns", "-f", "page_size=250")["items"]
    assert json.dumps(own) == json.dumps(raw)
    assert all(isinstance(item["id"], str) for item in own)
