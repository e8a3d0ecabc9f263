"""Objectives of today at the command line, and which promotion types they take."""

from __future__ import annotations

from tests.support.command_line import Pinads


def test_a_sales_campaign_for_a_catalog_is_created(pinads: Pinads) -> None:
    options = ("--objective-type", "SALES", "--intended-promotion-type", "catalog", "--daily-spend-cap", "20")
    (identity,) = pinads.ids("campaigns", "create", "--name", "Today", *options)
    made = pinads.json("campaigns", "get", identity)
    assert (made["objective_type"], made["intended_promotion_type"]) == ("SALES", "CATALOG")


def test_a_wrong_pair_is_refused_before_anything_is_sent_and_names_the_option(pinads: Pinads) -> None:
    pair = ("--objective-type", "AWARENESS", "--intended-promotion-type", "CATALOG")
    refused = pinads("campaigns", "create", "--name", "n", "--daily-spend-cap", "20", *pair)
    assert (refused.exit_code, pinads.writes) == (2, [])
    assert "--intended-promotion-type 'CATALOG': objective AWARENESS takes STANDARD_AD" in refused.stderr


def test_an_update_holds_the_promotion_type_against_the_objective_that_is_there(pinads: Pinads) -> None:
    (identity,) = pinads.ids(
        "campaigns", "create", "--name", "d", "--objective-type", "AWARENESS", "--daily-spend-cap", "20", "--status", "DRAFT"
    )
    pinads.forget()
    refused = pinads("campaigns", "update", identity, "--intended-promotion-type", "CATALOG")
    assert (refused.exit_code, pinads.writes) == (2, [])
    assert "objective AWARENESS takes STANDARD_AD" in refused.stderr


def test_an_account_shows_its_time_zone(pinads: Pinads) -> None:
    assert "America/Los_Angeles" in pinads.ok("accounts", "get").stdout
