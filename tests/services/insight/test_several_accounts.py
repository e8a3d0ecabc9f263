"""Figures of several ad accounts: each has its own days, its own currency and its own reports."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

from openpyxl import load_workbook

from tests.support.command_line import Pinads

DOLLARS, EUROS, YEN = "549755885175", "549755885176", "549755885177"
ALL = f"{YEN}\n{EUROS}\n{DOLLARS}\n"
ACCOUNTS = ("accounts", "analytics", "-")


def test_each_account_is_measured_on_the_days_of_its_own_zone(pinads: Pinads) -> None:
    head = pinads.ok(*ACCOUNTS, "-o", "table", input=ALL).lines[0]
    assert head == (
        "Ad accounts, 2025-11-18 to 2025-11-24, days of Asia/Tokyo; 2025-11-17 to 2025-11-23, days of Europe/Berlin, America/Los_Angeles"
    )
    sent = {entry.path.split("/")[-2]: parse_qs(entry.query) for entry in pinads.requests if entry.path.endswith("/analytics")}
    assert {account: query["end_date"] for account, query in sent.items()} == {
        YEN: ["2025-11-24"],
        EUROS: ["2025-11-23"],
        DOLLARS: ["2025-11-23"],
    }


def test_rows_have_the_currency_of_their_account_and_its_decimals(pinads: Pinads, tmp_path: Path) -> None:
    columns = ("--columns", "spend,clicks,cpa,roas")
    alone = [pinads.json("accounts", "analytics", account, *columns)[0] for account in (EUROS, YEN, DOLLARS)]
    assert [row["currency"] for row in alone] == ["EUR", "JPY", "USD"]
    assert pinads.json(*ACCOUNTS, *columns, input=ALL) == alone
    table = pinads.ok(*ACCOUNTS, *columns, "-o", "table", input=ALL).stdout
    assert "SPEND  " in table, "no currency is in the headings"
    assert [f"{row['spend']:,.{places}f} {row['currency']}" in table for row, places in zip(alone, (2, 0, 2), strict=True)] == [True] * 3
    sheet = pinads.ok(*ACCOUNTS, "--by", "week", "--columns", "spend", "-o", "csv", input=f"{YEN}\n{DOLLARS}").lines
    assert all(len(line.split(",")[4].partition(".")[2]) == (0 if line.endswith("JPY") else 2) for line in sheet[1:])
    html = pinads.ok(*ACCOUNTS, *columns, "--html", "-", input=ALL).stdout
    assert f">{alone[1]['spend']:,.0f} JPY<" in html
    assert "amounts in" not in html
    pinads.ok(*ACCOUNTS, *columns, "--to", str(tmp_path / "a.xlsx"), input=ALL)
    formats = [row[3].number_format for row in load_workbook(tmp_path / "a.xlsx")["Rows"].iter_rows(min_row=2)]
    assert formats == ["#,##0.00 [$EUR]", "#,##0 [$JPY]", "#,##0.00 [$USD]"]


def test_money_of_several_currencies_has_no_total_and_counts_have_one(pinads: Pinads) -> None:
    columns = ("--columns", "spend,clicks,cpc,roas,ctr")
    lines = pinads.ok(*ACCOUNTS, *columns, "-o", "table", input=ALL).lines
    clicks = sum(row["clicks"] for row in pinads.json(*ACCOUNTS, *columns, input=ALL))
    (total,) = (line.split() for line in lines if line.startswith("total"))
    assert total[:5] == ["total", "-", f"{clicks:,}", "-", "-"]
    assert float(total[5]) > 0
    assert lines[-1] == "money is in EUR, JPY and USD, so it has no total"


def test_a_chart_of_several_currencies_is_of_counts(pinads: Pinads) -> None:
    text = pinads.ok(*ACCOUNTS, "--chart", "-o", "table", input=ALL).stdout
    assert "impressions by ad account" in text
    assert "spend by ad account" not in text


def test_an_amount_with_a_currency_is_no_filter_of_several_currencies(pinads: Pinads) -> None:
    run = pinads(*ACCOUNTS, "--filter", "spend > 3 USD", "-o", "table", input=ALL)
    assert (run.exit_code, "amounts are in EUR, JPY and USD" in run.stderr, "without a currency" in run.stderr) == (2, True, True)
    assert not [entry for entry in pinads.requests if entry.path.endswith("/analytics")]
    assert pinads(*ACCOUNTS, "--filter", "spend > 3 USD", input=DOLLARS).exit_code == 0


def test_amounts_of_several_currencies_that_are_compared_are_told(pinads: Pinads) -> None:
    told = "{} is compared as a number, although amounts are in EUR, JPY and USD"
    by_filter = pinads.ok(*ACCOUNTS, "--filter", "spend > 3 and roas > 0", "-o", "csv", input=ALL).stderr
    assert (told.format("spend") in by_filter, "roas is" in by_filter) == (True, False)
    both = pinads.ok(*ACCOUNTS, "--filter", f"spend > 3 and id != {EUROS}", "--sort", "-spend", "-o", "csv", input=ALL).stderr
    assert both.count("spend is compared") == 1
    assert told.format("cpa") in pinads.ok(*ACCOUNTS, "--sort", "-cpa", "-o", "table", input=ALL).stdout
    assert "compared" not in pinads.ok(*ACCOUNTS, "--sort", "-clicks", "-o", "csv", input=ALL).stderr
    assert "compared" not in pinads.ok(*ACCOUNTS, "--sort", "-cpa", "-o", "csv", input=DOLLARS).stderr


def test_a_note_on_the_days_of_an_account_names_it(pinads: Pinads) -> None:
    (yen,) = (row["name"] for row in pinads.json(*ACCOUNTS, input=YEN))
    notes = pinads.ok(*ACCOUNTS, "-o", "csv", input=ALL).stderr.splitlines()
    assert f"note: {yen}: figures of 2025-11-22 to 2025-11-24 may still be restated" in notes
    assert [note for note in notes if "restated" in note and ": figures of" not in note] == []
    assert yen not in pinads.ok(*ACCOUNTS, "--filter", f"id != {YEN}", "-o", "csv", input=ALL).stderr
    same = pinads.ok(*ACCOUNTS, "--last", "today", "--utc", "-o", "csv", input=ALL).stderr.splitlines()
    assert same == ["note: 2025-11-24 is not over: its figures are incomplete"]
    alone = pinads.ok(*ACCOUNTS, "-o", "csv", input=YEN).stderr
    assert alone == "note: figures of 2025-11-22 to 2025-11-24 may still be restated\n"


def test_days_that_differ_are_told_beside_rows_that_have_none(pinads: Pinads) -> None:
    names = {row["id"]: row["name"] for row in pinads.json(*ACCOUNTS, input=ALL)}
    days = (*ACCOUNTS, "--last", "yesterday")
    told = [line for line in pinads.ok(*days, "-o", "json", input=ALL).stderr.splitlines() if "days of" in line]
    assert told == [
        f"note: days of {names[YEN]}: 2025-11-24, of Asia/Tokyo",
        f"note: days of {names[EUROS]}, {names[DOLLARS]}: 2025-11-23, of Europe/Berlin, America/Los_Angeles",
    ]
    (left,) = [
        line for line in pinads.ok(*days, "--filter", f"id = {EUROS}", "-o", "csv", input=ALL).stderr.splitlines() if "days of" in line
    ]
    assert left == f"note: days of {names[EUROS]}: 2025-11-23, of Europe/Berlin"
    for one_period in ((*days, "--utc"), (*days, "--by", "day")):
        assert "days of" not in pinads.ok(*one_period, "-o", "csv", input=ALL).stderr


def test_each_account_has_reports_of_its_own(patient: Pinads) -> None:
    rows = patient.json(*ACCOUNTS, "--last", "100d", "--columns", "spend", input=f"{DOLLARS}\n{YEN}\n")
    asked = [entry.path.split("/")[-2] for entry in patient.writes]
    assert asked == [DOLLARS, YEN]
    assert {row["id"]: row["spend"] > 0 for row in rows} == {DOLLARS: True, YEN: True}
