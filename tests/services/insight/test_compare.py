"""pinads compare: two periods side by side, and the effect in money."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from pinads.sdk.errors import InvalidInput
from pinads.services.figures.figure_table import FigureTable
from pinads.services.insight.compare import CompareOptions, compare
from tests.support.command_line import Pinads
from tests.support.each import each
from tests.support.fake_account import FakeAccount, campaign

BEFORE, NOW = "2025-11-10", "2025-11-17"
FIGURES = {
    # A conversion cost 5 and costs 8; the conversions are as many.
    "1": {BEFORE: (50, 10), NOW: (80, 10)},
    # It spends twice as much, for twice as many conversions.
    "2": {BEFORE: (50, 10), NOW: (100, 20)},
    # It spends less, and converts more.
    "3": {BEFORE: (60, 10), NOW: (50, 20)},
    # Nothing converted before.
    "4": {BEFORE: (20, 0), NOW: (25, 1)},
    # It is new.
    "5": {NOW: (9, 0)},
    "6": {},
}


def measured(identity: str, query: Mapping[str, Any]) -> Mapping[str, Any] | None:
    found = FIGURES[identity].get(str(query["start_date"]))
    return None if found is None else {"SPEND_IN_DOLLAR": found[0], "TOTAL_CONVERSIONS": found[1]}


@pytest.fixture(name="account")
def _account() -> FakeAccount:
    return FakeAccount([campaign(identity) for identity in FIGURES], measured)


def run(account: FakeAccount, given: list[str] | None = None, **options: Any) -> FigureTable:
    context = account.context()
    try:
        return compare(context, given, CompareOptions(**options))
    finally:
        context.close()


def test_the_effect_is_what_the_same_conversions_cost_more(account: FakeAccount) -> None:
    table = run(account)
    effects = {row["id"]: row["effect"] for row in table.rows}
    assert effects == {"1": 30, "2": 0, "3": -70, "4": None, "5": None}
    assert list(effects) == ["3", "1", "2", "4", "5"]
    first = next(row for row in table.rows if row["id"] == "1")
    assert [first[name] for name in ("spend_before", "spend", "spend_change", "cpa_before", "cpa", "cpa_change")] == [50, 80, 60, 5, 8, 60]
    new = next(row for row in table.rows if row["id"] == "5")
    assert [new[name] for name in ("spend_before", "spend", "spend_change")] == [None, 9, None]


def test_what_spent_without_a_conversion_is_dearest_and_said(account: FakeAccount) -> None:
    (told,) = [note for note in run(account, sort="-cpa").notes if note.startswith("1 campaign spent 9.00 EUR ")]
    (hinted,) = [note for note in run(account).notes if note.startswith(told)]
    assert ("`sort` -cpa" in told, "`sort` -cpa" in hinted) == (False, True)
    assert run(account, sort="-cpa").rows[0]["id"] == "5"
    assert told in run(account, filters=["cpa > 5"]).caveats


def test_totals_are_of_both_periods(account: FakeAccount) -> None:
    total = run(account, limit=1).total
    assert total is not None
    assert [total[name] for name in ("spend_before", "spend", "conversions_before", "conversions")] == [180, 264, 30, 51]
    assert (total["cpa_before"], total["cpa"]) == (6, Decimal(264) / 51)
    assert total["effect"] == sum(row["effect"] for row in run(account).rows if row["effect"] is not None)


@each(
    ("options", "periods"),
    [
        ({}, [(BEFORE, "2025-11-16"), (NOW, "2025-11-23")]),
        ({"against": "2025-09-01"}, [("2025-09-01", "2025-09-07"), (NOW, "2025-11-23")]),
        ({"last": "last-month", "against": "before"}, [("2025-08-31", "2025-09-30"), ("2025-10-01", "2025-10-31")]),
    ],
)
def test_what_is_compared(options: dict[str, Any], periods: list[tuple[str, str]]) -> None:
    found = FakeAccount([campaign("1")], lambda identity, query: {"SPEND_IN_DOLLAR": 1})
    run(found, **options)
    asked = [(query["start_date"], query["end_date"]) for path, query in found.asked if path.endswith("/analytics")]
    assert asked == periods


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"against": "2025-11-19"}, "2025-11-19 to 2025-11-25 .* 2025-11-17 to 2025-11-23"),
        ({"against": "2025-11-11"}, "2025-11-10 or"),
        ({"against": "last-year", "last": "400d"}, "Invalid `against` last-year: "),
        ({"start": "0001-01-01"}, "Invalid `start`: there are not as many days before 0001-01-01"),
        ({"start": "0001-01-01", "against": "last-year"}, "Invalid `start`: there are not as many days"),
    ],
)
def test_days_that_are_not_before_are_refused(account: FakeAccount, options: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        run(account, **options)
    assert {path for path, _ in account.asked} <= {"ad_accounts/1"}


def test_a_day_that_is_not_over_is_said(account: FakeAccount) -> None:
    told = run(account, last="today").caveats[0]
    assert told.startswith("2025-11-24 is not over")
    assert run(account).caveats == ["figures of 2025-11-21 to 2025-11-23 may still be restated"]


def test_rows_can_be_chosen_by_their_own_columns_alone(account: FakeAccount) -> None:
    assert [row["id"] for row in run(account, filters=["cpa_change > 50"]).rows] == ["1"]
    assert [row["id"] for row in run(account, ["6"]).rows] == ["6"]
    account.asked.clear()
    for options in ({"filters": ["clicks > 5"]}, {"sort": "-clicks"}):
        with pytest.raises(InvalidInput, match=r"column 'clicks' .*id, name"):
            run(account, **options)
    with pytest.raises(InvalidInput, match="before, last-year or"):
        run(account, against="befor")
    assert {path for path, _ in account.asked} <= {"ad_accounts/1"}


def test_names_of_the_api_are_those_of_both_periods_with_its_units(pinads: Pinads) -> None:
    command = ("compare", "--columns", "ctr,revenue", "--limit", "1")
    (ours,), (row,) = pinads.json(*command), pinads.json(*command, "--api-names")
    revenue = "TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR"
    assert {name for name in row if "ECTR" in name} == {"ECTR", "ECTR_BEFORE", "ECTR_CHANGE"}
    assert {name for name in ours if name.endswith(("_before", "_change"))} & {*row} == set()
    assert row["ECTR_BEFORE"] == pytest.approx(ours["ctr_before"] / 100, abs=1e-6)
    assert row["ECTR_CHANGE"] == pytest.approx(ours["ctr_change"] / 100, abs=1e-6)
    assert row[revenue + "_BEFORE"] == ours["revenue_before"] * 10**6


def test_only_what_has_names_of_the_api_offers_them(pinads: Pinads) -> None:
    for command in ("overview", "pace", "check"):
        assert pinads(command, "--api-names").exit_code == 2


@pytest.mark.parametrize(("account", "places"), [("549755885175", 2), ("549755885177", 0)])
def test_amounts_for_programs_have_the_decimals_of_the_currency(pinads: Pinads, account: str, places: int) -> None:
    of = ("--account", account, "-o", "csv")
    amounts = {
        "pace": ("target", "spent", "projected", "adjust_by", "expected", "required", "average"),
        "compare": ("effect", "spend", "spend_before"),
        "overview": ("budget", "yesterday", "spend", "month"),
    }
    for command, names in amounts.items():
        rows = list(csv.DictReader(pinads.ok(command, *of).stdout.splitlines()))
        written = {len(row[name].partition(".")[2]) for row in rows for name in names if row[name]}
        assert written == {places}, command
    costs = [row["cpa"] for row in csv.DictReader(pinads.ok("compare", *of).stdout.splitlines()) if row["cpa"]]
    assert max(len(cost.partition(".")[2]) for cost in costs) > 2
