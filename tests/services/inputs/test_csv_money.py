"""Money in files: in a table it is money as at the prompt, in JSON a number is the API's unit; and back again from an export."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pinads.render.delimited import csv_rows, for_people
from pinads.sdk import AdAccount, AdGroup, Campaign, Keyword
from pinads.sdk.schema.fields import Field, fields_of, request_fields
from pinads.sdk.schema.marks import FROM_PATH, Mode
from pinads.services.inputs.input_file import InputFile
from pinads.services.inputs.parsers import Reader
from pinads.services.inputs.records import read_records
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.rows_and_statuses import AD_GROUP, CAMPAIGN, OTHER_CAMPAIGN, YEN_ACCOUNT

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases"
YEN_CAMPAIGN, LIFETIME, OTHER_LIFETIME = "626735000010", "626735000005", "626735000011"
CURRENCIES = fields_of(AdAccount)["currency"].spec.choices


def case(name: str) -> str:
    """A file of the collection of inputs that failed once."""
    if not (CASES / name).exists():
        pytest.skip(f"{CASES / name} is not here")
    return str(CASES / name)


def sent(pinads: Pinads, *args: str, **more: Any) -> list[dict[str, Any]]:
    """The rows that a dry run would send."""
    (request,) = pinads.ok(*args, "--dry-run", "-o", "json", **more).json
    rows: list[dict[str, Any]] = request["body"]
    return rows


@pytest.mark.parametrize(
    ("file", "account", "caps"),
    [
        ("money/yen.csv", YEN_ACCOUNT, {"daily_spend_cap": [33_000_000_000]}),
        ("money/yen-small.csv", YEN_ACCOUNT, {"daily_spend_cap": [5_000_000_000]}),
        ("money/us-dollars-without-decimals.csv", "549755885175", {"lifetime_spend_cap": [12_000_000_000, 15_000_000_000]}),
    ],
)
def test_the_files_that_failed_once(pinads: Pinads, file: str, account: str, caps: dict[str, list[int]]) -> None:
    rows = sent(pinads, "campaigns", "update", "--account", account, "--file", case(file))
    assert {name: [row[name] for row in rows] for name in caps} == caps


@pytest.mark.parametrize(
    ("account", "rows", "amounts"),
    [
        (YEN_ACCOUNT, f"id,daily_spend_cap\n{YEN_CAMPAIGN},33000\n", [33_000_000_000]),
        (YEN_ACCOUNT, f"id,daily_spend_cap\n{YEN_CAMPAIGN},33000000000micro\n", [33_000_000_000]),
        ("549755885175", f"id,lifetime_spend_cap\r\n{LIFETIME},12000\r\n{OTHER_LIFETIME},15000\r\n", [12_000_000_000, 15_000_000_000]),
        ("549755885175", f"id\tlifetime_spend_cap\n{LIFETIME}\t12000\n", [12_000_000_000]),
        ("549755885175", json.dumps([{"id": LIFETIME, "lifetime_spend_cap": "12000"}]), [12_000_000_000]),
        ("549755885175", json.dumps([{"id": LIFETIME, "lifetime_spend_cap": 12_000_000_000}]), [12_000_000_000]),
    ],
)
def test_a_whole_number_is_money(pinads: Pinads, account: str, rows: str, amounts: list[int]) -> None:
    found = sent(pinads, "campaigns", "update", "--account", account, "--file", "-", input=rows)
    assert [row.get("daily_spend_cap", row.get("lifetime_spend_cap")) for row in found] == amounts


def update(pinads: Pinads, rows: str, *options: str, account: str = "549755885175", group: str = "campaigns") -> Any:
    return pinads(group, "update", "--account", account, "--file", "-", "--dry-run", "-o", "jsonl", *options, input=rows)


HINTED = [
    ("campaigns", "549755885175", '{"id": "%s", "daily_spend_cap": 12000}', CAMPAIGN, "12000.00 USD"),
    ("campaigns", "549755885175", '{"id": "%s", "daily_spend_cap": 250000}', CAMPAIGN, None),
    ("campaigns", "549755885175", '{"id": "%s", "daily_spend_cap": 50000}', CAMPAIGN, "50000.00 USD"),
    ("campaigns", "549755885175", "id,daily_spend_cap\n%s,25000000\n", CAMPAIGN, "25.00 USD"),
    ("campaigns", "549755885175", "id,daily_spend_cap\n%s,12000micro\n", CAMPAIGN, "12000.00 USD"),
    ("campaigns", YEN_ACCOUNT, "id,daily_spend_cap\n%s,33000000000\n", YEN_CAMPAIGN, "33000 JPY"),
    ("campaigns", YEN_ACCOUNT, '{"id": "%s", "daily_spend_cap": 33000}', YEN_CAMPAIGN, "33000 JPY"),
    ("adgroups", "549755885175", '{"id": "%s", "bid_in_micro_currency": 75}', AD_GROUP, "75.00 USD"),
]


@pytest.mark.parametrize(("group", "account", "rows", "identity", "meant"), HINTED)
def test_the_hint_is_in_the_accounts_currency_and_works_when_pasted(
    pinads: Pinads, group: str, account: str, rows: str, identity: str, meant: str | None
) -> None:
    run = update(pinads, rows % identity, account=account, group=group)
    assert (run.exit_code, pinads.writes) == (2, [])
    hint = re.search(r'If you mean ([^,]+), write ("?[\w.]+"?)', json.loads(run.stderr.splitlines()[-1])["error"]["rows"][0])
    assert (hint[1] if hint else None) == meant
    if hint is not None:
        wrong = r"(?<=[:,] |\d,)\d+(micro)?(?=[}\n])"
        pasted = update(pinads, re.sub(wrong, hint[2], rows % identity), account=account, group=group)
        assert pasted.exit_code == 0, pasted.stderr


@each(
    ("group", "field", "small", "enough"),
    [
        ("campaigns", "daily_spend_cap", "0.99", "1.00"),
        ("campaigns", "lifetime_spend_cap", "0.5", "1"),
        ("keywords", "bid", "0.00", "0.01"),
    ],
)
def test_too_little_to_be_meant(pinads: Pinads, group: str, field: str, small: str, enough: str) -> None:
    named = {"campaigns": "name,objective_type\nx,CONSIDERATION", "keywords": f"value,match_type,parent_id\nx,BROAD,{AD_GROUP}"}[group]
    heading, row = named.split("\n")

    def create(amount: str, *options: str) -> Any:
        return pinads(group, "create", "--file", "-", "--dry-run", *options, input=f"{heading},{field}\n{row},{amount}\n")

    assert create(enough).exit_code == 0
    for amount in (small, "0"):
        run = create(amount)
        assert (run.exit_code, "--allow-small" in run.stderr) == (2, True)
        assert create(amount, "--allow-small").exit_code == 0


def test_the_lower_bound_knows_what_a_currency_is_worth(pinads: Pinads) -> None:
    option = ("campaigns", "create", "--account", YEN_ACCOUNT, "--name", "x", "--objective-type", "CONSIDERATION", "--dry-run")
    assert pinads(*option, "--daily-spend-cap", "99").exit_code == 2
    pinads.ok(*option, "--daily-spend-cap", "100")
    pinads.ok(*option, "--daily-spend-cap", "99", "--allow-small")


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("campaigns", "set-daily-budget", CAMPAIGN, "0.015"), "multiple of 0.01 USD: write 0.01 or 0.02"),
        (("campaigns", "set-daily-budget", CAMPAIGN, "1micro"), "write 1.00; it cannot be sent"),
        (("campaigns", "set-daily-budget", CAMPAIGN, "+5000micro"), "a whole multiple of 0.01 USD"),
        (("campaigns", "clone", CAMPAIGN, "--daily-spend-cap", "15000micro"), "a whole multiple of 0.01 USD"),
        (("campaigns", "update", CAMPAIGN, "-F", "daily_spend_cap=15000"), "a whole multiple of 0.01 USD"),
        (("campaigns", "list", "--filter", "daily_spend_cap>0.015"), "a whole multiple of 0.01 USD"),
        (("campaigns", "list", "--filter", "daily_spend_cap>15000micro"), "a whole multiple of 0.01 USD"),
        (
            ("campaigns", "list", "--filter", "daily_spend_cap>200000000"),
            "write 200.00; write 200000000USD to keep it",
        ),
    ],
)
def test_no_part_of_a_cent(pinads: Pinads, command: tuple[str, ...], says: str) -> None:
    more = () if command[1] == "list" else ("--allow-small", "--allow-large", "--yes")
    run = pinads(*command, *more)
    assert (run.exit_code, says in run.stderr, pinads.writes) == (2, True, []), run.stderr


def test_what_is_so_already_is_no_mistake(pinads: Pinads) -> None:
    """An amount that the account has, however odd, is exported and read back, and nothing is sent."""
    for identity, amount in ((CAMPAIGN, 15_000), (OTHER_CAMPAIGN, 50_000)):
        row = json.dumps([{"id": identity, "daily_spend_cap": amount, "ad_account_id": "549755885175"}])
        pinads.ok("api", "PATCH", "/ad_accounts/549755885175/campaigns", "--input", "-", input=row)
    listed = pinads.ok("campaigns", "list", "-o", "csv", "--fields", "id,status,daily_spend_cap").stdout
    assert f"{CAMPAIGN},ACTIVE,15000micro\n{OTHER_CAMPAIGN},ACTIVE,0.05\n" in listed
    pinads.forget()
    pinads.ok("campaigns", "update", "--file", "-", input=listed)
    assert pinads.writes == []


def test_an_account_of_small_amounts_is_not_stopped(pinads: Pinads) -> None:
    pinads.ok("campaigns", "set-daily-budget", CAMPAIGN, "0.50", "--allow-small")
    pinads.ok("campaigns", "set-daily-budget", CAMPAIGN, "-10%")
    assert pinads("campaigns", "set-daily-budget", CAMPAIGN, "0.01").exit_code == 2


def test_bid_multipliers_are_plain_numbers(pinads: Pinads) -> None:
    run = update(pinads, json.dumps({"id": CAMPAIGN, "bid_options": {"placement_multipliers": {"SEARCH": 1_500_000}, "update_mask": []}}))
    assert run.exit_code == 2
    assert "the sanity limit of 10. " in run.stderr


def test_a_rule_in_micro_currency_is_refused(pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    set_budget = ("campaigns", "set-daily-budget", CAMPAIGN, "30", "--dry-run")
    for value, code in (("50000000", 2), ('"50000000USD"', 0), ("50", 0), ('"0.015"', 2)):
        Path(".pinads.toml").write_text(f"[policy]\nmax_daily_budget = {value}\n")
        run = pinads(*set_budget)
        assert run.exit_code == code, run.stderr
        assert code == 0 or "max_daily_budget in " in run.stderr


@pytest.mark.parametrize("format", ["csv", "tsv"])
@pytest.mark.parametrize(("group", "account"), [("campaigns", "549755885175"), ("adgroups", "549755885175"), ("campaigns", YEN_ACCOUNT)])
def test_an_export_is_read_back_unchanged(pinads: Pinads, tmp_path: Path, group: str, account: str, format: str) -> None:
    where = ("--account", account)
    exported = tmp_path / f"rows.{format}"
    exported.write_text(pinads.ok(group, "list", "--status", "all", *where, "-o", format).stdout, encoding="utf-8")
    pinads.forget()
    run = pinads.ok(group, "update", "--file", str(exported), *where, "-o", "json")
    assert {row["status"] for row in run.json} == {"applied"}
    assert pinads.writes == []


def test_times_are_iso_8601_and_money_is_money(pinads: Pinads) -> None:
    fields = ("--fields", "id,daily_spend_cap,created_time")
    assert pinads.ok("campaigns", "get", CAMPAIGN, "-o", "csv", *fields).lines[1] == f"{CAMPAIGN},265.00,2025-02-10T01:31:20Z"
    assert pinads.ok("campaigns", "budget", CAMPAIGN, "-o", "csv", "--fields", "id,daily_spend_cap").lines[1] == f"{CAMPAIGN},265.00"
    assert pinads.json("campaigns", "get", CAMPAIGN, *fields) == {
        "id": CAMPAIGN,
        "daily_spend_cap": 265_000_000,
        "created_time": 1_739_151_080,
    }


def test_without_a_currency_amounts_are_micro_and_a_note_says_so(pinads: Pinads) -> None:
    from pinads.emulator import Faults

    pinads.faults = Faults.script([None, *["missing_scope"] * 9])
    run = pinads("campaigns", "get", CAMPAIGN, "-o", "csv", "--fields", "id,daily_spend_cap")
    assert run.exit_code == 0, run.stderr
    assert run.lines[1] == f"{CAMPAIGN},265000000micro"
    assert "is unknown (" in run.stderr


def writable(model: type[Any]) -> dict[str, Field]:
    return {name: field for name, field in request_fields(model, Mode.UPDATE).items() if not field.access & FROM_PATH and field.in_record}


def values_of(field: Field) -> st.SearchStrategy[Any]:
    """Values that an answer can have for a field."""
    spec = field.spec
    if spec.unit == "micros":
        return st.integers(0, 10**15)
    if spec.unit == "seconds":
        return st.integers(0, 32_503_679_999)
    if spec.choices:
        return st.sampled_from(spec.choices)
    plain: dict[str, st.SearchStrategy[Any]] = {
        "boolean": st.booleans(),
        "integer": st.integers(0, 10**6),
        "number": st.floats(0, 10),
        "string": st.from_regex("[0-9]{1,18}", fullmatch=True)
        if spec.is_id
        else st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1),
        "object": st.just({"click": ['a "b"\t\\n', "c"]}),
        "array": st.just(["1", "2"]),
    }
    return plain.get(spec.kind, st.just("x"))


ROWS = st.sampled_from([Campaign, AdGroup, Keyword]).flatmap(
    lambda model: st.tuples(
        st.just(model),
        st.lists(
            st.fixed_dictionaries({"id": st.just("1")}, optional={name: values_of(field) for name, field in writable(model).items()}),
            min_size=1,
            max_size=3,
        ),
    )
)


@pytest.mark.slow
@given(ROWS, st.sampled_from(CURRENCIES), st.sampled_from(["csv", "tsv"]))
def test_every_writable_field_comes_back_in_every_currency(made: tuple[type[Any], list[dict[str, Any]]], currency: str, kind: str) -> None:
    model, rows = made
    columns = list(dict.fromkeys(name for row in rows for name in row))
    converters = for_people(fields_of(model), columns, lambda record: currency)
    delimiter = "," if kind == "csv" else "\t"
    written = "".join(csv_rows(rows, columns, delimiter=delimiter, safe_formulas=True, converters=converters)).encode()
    source = InputFile("rows", kept=iter([written]))
    with closing(source):
        back = list(read_records(source, model, Mode.UPDATE, Reader(lambda: currency), kind))
    assert [row.error for row in back] == [None] * len(rows)
    assert [dict(row.values) for row in back] == rows


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("[?daily_spend_cap > `200`].id", "write 200000000 for 200.00 USD, or use --filter 'daily_spend_cap>200.00'"),
        ("[?`5` <= lifetime_spend_cap].id", "lifetime_spend_cap is in micro currency: 5 "),
        ("[?daily_spend_cap > `200000000`].id", None),
        ("[?daily_spend_cap > `0`].id", None),
        ("[?end_time > `200`].id", None),
    ],
)
def test_a_query_for_micro_currency_is_noted(pinads: Pinads, query: str, says: str | None) -> None:
    run = pinads.ok("campaigns", "list", "--status", "all", "--query", query, "-o", "json")
    assert (says in run.stderr) if says else run.stderr == ""


NEW_GROUP = ("adgroups", "create", "--name", "g", "--billable-event", "CLICKTHROUGH", "--campaign")


def test_an_ad_group_needs_a_budget_outside_cbo(pinads: Pinads) -> None:
    run = pinads(*NEW_GROUP, CAMPAIGN)
    assert (run.exit_code, pinads.writes) == (2, [])
    assert f"campaign {CAMPAIGN} leaves the budgets" in run.stderr
    assert "(no CBO): add --budget 20.00" in run.stderr
    pinads.ok(*NEW_GROUP, CAMPAIGN, *run.stderr.split("add ")[1].split(", or")[0].split(), "--dry-run")
    pinads.ok(*NEW_GROUP, CAMPAIGN, "-F", "budget_in_micro_currency=null", "--dry-run")
    pinads.ok(*NEW_GROUP, OTHER_CAMPAIGN, "--dry-run")  # It holds the budget itself.


def test_ad_groups_of_a_file_without_budgets_are_named_and_their_campaigns_read_once(pinads: Pinads) -> None:
    heading = "name,billable_event,campaign_id,budget_in_micro_currency\n"
    rows = f"a,CLICKTHROUGH,{CAMPAIGN},\nb,CLICKTHROUGH,{OTHER_CAMPAIGN},\nc,CLICKTHROUGH,{CAMPAIGN},\nd,CLICKTHROUGH,{CAMPAIGN},20\n"
    run = pinads("adgroups", "create", "--file", "-", input=heading + rows)
    assert run.exit_code == 2
    assert [line.partition(": ")[0] for line in run.stderr.splitlines()[1:]] == ["standard input, line 2", "standard input, line 4"]
    assert pinads.operations.count("campaigns/list") + pinads.operations.count("campaigns/get") == 1
