"""Amounts that can be read in two ways, and the hints of refused amounts: they are in the account's currency and work when pasted."""

from __future__ import annotations

import re

import pytest

from pinads.services.inputs.money import parse_money
from tests.support.command_line import Pinads, Run
from tests.support.each import each
from tests.support.rows_and_statuses import CAMPAIGN, YEN_ACCOUNT

YEN_CAMPAIGN = "626735000010"
EUR = "549755885176"


@each(
    "argv",
    [
        ["campaigns", "set-daily-budget", CAMPAIGN, "1.250"],
        ["campaigns", "update", CAMPAIGN, "--daily-spend-cap", "+1.250"],
        ["campaigns", "create", "--account", EUR, "--name", "n", "--objective-type", "SALES", "--daily-spend-cap", "1.250 EUR"],
        ["campaigns", "list", "--filter", "daily_spend_cap>1.250"],
    ],
)
def test_a_point_that_may_separate_thousands_is_refused_at_the_prompt_too(pinads: Pinads, argv: list[str]) -> None:
    result = pinads(*argv)
    assert result.exit_code == 2
    assert "as 1250 or as 1.250" in result.stderr
    assert "1250.00 or" in result.stderr


@each(
    ("text", "currency", "hint"),
    [
        ("1.250", "USD", "1250.00 or 1.25"),
        ("12,50", "EUR", ": 12.50"),
        ("1.250,00", "EUR", ": 1250.00"),
        ("1 250,50 €", "EUR", "in EUR: 1250.50"),
        ("33,000", "JPY", ": 33000 or 33"),
        ("5000.00", "JPY", ": write 5000"),
        ("abc", "JPY", "for example, 2500, 2500 JPY, +10% or 2500000000micro"),
    ],
)
def test_the_hint_is_what_was_meant_and_in_the_currency(text: str, currency: str, hint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(hint)):
        parse_money(text, currency)


def test_a_currency_of_three_decimals_has_no_second_reading() -> None:
    assert parse_money("1.250", "BHD") == 1_250_000


def test_the_cell_of_a_refused_amount_is_shown_as_it_is(pinads: Pinads) -> None:
    result = pinads("campaigns", "update", "--file", "-", input=f"id;daily_spend_cap\n{CAMPAIGN};250,00 €\n")
    assert result.exit_code == 2
    assert "'250,00 €'" in result.stderr
    assert "ad account's currency, USD" in result.stderr


def test_the_missing_budget_is_asked_for_in_the_accounts_currency(pinads: Pinads) -> None:
    argv = ("adgroups", "create", "--account", YEN_ACCOUNT, "--campaign", YEN_CAMPAIGN, "--name", "n", "--billable-event", "IMPRESSION")
    result = pinads(*argv)
    assert result.exit_code == 2
    assert "--budget 2000 --budget-type DAILY" in result.stderr
    assert pinads(*argv, "--budget", "2000", "--budget-type", "DAILY").exit_code == 0


def test_a_query_that_compares_money_with_a_text_says_so(pinads: Pinads) -> None:
    result = pinads("campaigns", "list", "--query", "[?daily_spend_cap>'100'].id")
    assert result.exit_code == 2
    assert "--query" in result.stderr
    assert "mistake in pinads" not in result.stderr


@pytest.mark.parametrize(("query", "hint"), [("[?daily_spend_cap<=`100`]", "<=100.00"), ("[?`100`<daily_spend_cap]", ">100.00")])
def test_the_note_on_a_query_offers_the_same_comparison(pinads: Pinads, query: str, hint: str) -> None:
    assert f"--filter 'daily_spend_cap{hint}'" in pinads("campaigns", "list", "--query", query).stderr


@each("value", ["25.00", '"25.00"', "0.5", "25000000.0"])
def test_an_unchecked_amount_that_is_no_micro_currency_is_told_plainly(pinads: Pinads, value: str) -> None:
    result = pinads("campaigns", "update", CAMPAIGN, "-F", f"daily_spend_cap={value}")
    assert result.exit_code == 2
    assert "write 25000000 for 25.00 USD" in result.stderr
    assert "9223372036854775807" not in result.stderr


@each("argv", [["campaigns", "set-daily-budget", CAMPAIGN, "0"], ["campaigns", "update", CAMPAIGN, "--daily-spend-cap", "0"]])
def test_nothing_is_an_amount_below_the_sanity_limit(pinads: Pinads, argv: list[str]) -> None:
    result = pinads(*argv)
    assert result.exit_code == 2
    assert "the sanity limit of 1.00 USD. Add --allow-small " in result.stderr
    assert pinads(*argv, "--allow-small", "--dry-run").exit_code == 0


@each(
    ("account", "campaign", "number", "hint", "pasted"),
    [
        ("549755885175", CAMPAIGN, "25000000.0", "If you mean 25.00 USD, write 25000000", "25000000"),
        ("549755885175", CAMPAIGN, "240.5", 'If you mean 240.50 USD, write "240.50"', '"240.50"'),
        ("549755885175", CAMPAIGN, "1e10", "If you mean 10000.00 USD, write 10000000000", "10000000000"),
        (YEN_ACCOUNT, YEN_CAMPAIGN, "5000.0", 'If you mean 5000 JPY, write "5000"', '"5000"'),
        (YEN_ACCOUNT, YEN_CAMPAIGN, "5000000000.0", "If you mean 5000 JPY, write 5000000000", "5000000000"),
    ],
)
def test_a_number_with_a_point_in_json(pinads: Pinads, account: str, campaign: str, number: str, hint: str, pasted: str) -> None:
    def update(amount: str) -> Run:
        content = f'[{{"id": "{campaign}", "daily_spend_cap": {amount}}}]'
        return pinads("campaigns", "update", "--account", account, "--file", "-", "--dry-run", input=content)

    refused = update(number)
    assert (refused.exit_code, hint in refused.stderr) == (2, True), refused.stderr
    assert update(pasted).exit_code == 0
