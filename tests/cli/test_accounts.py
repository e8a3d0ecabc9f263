"""pinads accounts create."""

from __future__ import annotations

from tests.cli.conftest import Pinads

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
