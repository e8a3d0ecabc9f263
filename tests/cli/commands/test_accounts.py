"""pinads accounts create."""

from __future__ import annotations

from tests.support.command_line import Pinads

NEW = ("accounts", "create", "--name", "Shop", "--owner-user-id", "383791336903426391", "--country", "de")


def test_an_account_is_made(pinads: Pinads) -> None:
    made = pinads.json(*NEW, "--currency", "eur")
    assert (made["name"], made["country"], made["currency"]) == ("Shop", "DE", "EUR")
    assert pinads.json("accounts", "get", made["id"]) == made


def test_a_dry_run_sends_nothing(pinads: Pinads) -> None:
    (request,) = pinads.json(*NEW, "--dry-run", "-F", "new=[1]")
    assert request["method"] == "POST"
    assert request["path"] == "/ad_accounts"
    assert request["body"] == {"name": "Shop", "owner_user_id": "383791336903426391", "country": "DE", "new": [1]}
    assert pinads.requests == []


def test_what_is_missing_is_named(pinads: Pinads) -> None:
    run = pinads("accounts", "create", "--name", "Shop")
    assert run.exit_code == 2
    assert "--owner-user-id, --country" in run.stderr
    assert pinads.requests == []


def test_a_wrong_country_is_refused(pinads: Pinads) -> None:
    run = pinads(*NEW[:-1], "GERMANY")
    assert run.exit_code == 2
    assert "--country" in run.stderr
    assert pinads.requests == []


def test_several_from_a_file(pinads: Pinads) -> None:
    rows = "name,owner_user_id,country,currency\nOne,383791336903426391,US,USD\nTwo,383791336903426391,DE,EUR\n"
    outcomes = pinads.ok("accounts", "create", "--file", "-", "-o", "json", input=rows).json
    assert [outcome["data"]["name"] for outcome in outcomes] == ["One", "Two"]
    assert pinads.operations == ["ad_accounts/create", "ad_accounts/create"]


def test_a_wrong_row_sends_none(pinads: Pinads) -> None:
    run = pinads("accounts", "create", "--file", "-", input="name,country\nOne,US\nTwo,us of a\n")
    assert run.exit_code == 2
    assert "line 3" in run.stderr
    assert pinads.requests == []
