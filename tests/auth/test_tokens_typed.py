"""Tokens that somebody typed where none belongs: no error, suggestion, output or journal repeats them."""

from __future__ import annotations

import json

import pytest

from tests.support.command_line import Pinads

TOKEN = "pina_TEST_typed_0123456789"
CAMPAIGN = "626735000001"
PLACES = [
    (TOKEN,),
    (TOKEN, "list"),
    ("auth", "login", TOKEN),
    ("auth", TOKEN),
    ("auth", f"--{TOKEN}"),
    ("auth", "login", f"--{TOKEN}"),
    ("auth", "login", "--token", TOKEN),
    ("auth", "login", f"--with-token={TOKEN}"),
    ("auth", "login", "--app-id", TOKEN),
    ("auth", "login", "--environment", TOKEN),
    ("auth", "login", "--redirect-uri", TOKEN),
    ("auth", "login", "--wait", TOKEN),
    ("auth", "login", "--profile", TOKEN),
    ("campaigns", "list", "--account", TOKEN),
    ("campaigns", "list", "--profile", TOKEN),
    ("campaigns", "list", "--output", TOKEN),
    ("campaigns", "list", "--timeout", TOKEN),
    ("campaigns", "list", "--max-wait", TOKEN),
    ("campaigns", "list", "--query", TOKEN),
    ("campaigns", "list", "--query", f"[?{TOKEN}"),
    ("campaigns", "list", "--filter", TOKEN),
    ("campaigns", "list", "--filter", f"name={TOKEN}"),
    ("campaigns", "list", "--filter", f"daily_spend_cap>{TOKEN}"),
    ("campaigns", "list", "--sort", TOKEN),
    ("campaigns", "list", "--fields", TOKEN),
    ("campaigns", "list", "--limit", TOKEN),
    ("campaigns", "list", "--order", TOKEN),
    ("campaigns", "get", TOKEN),
    ("campaigns", "update", CAMPAIGN, "-F", TOKEN),
    ("campaigns", "update", CAMPAIGN, "-F", f"x={TOKEN}"),
    ("campaigns", "update", CAMPAIGN, "-F", f"{TOKEN}=1"),
    ("campaigns", "update", CAMPAIGN, "--daily-spend-cap", TOKEN),
    ("campaigns", "update", CAMPAIGN, "--status", TOKEN),
    ("campaigns", "update", CAMPAIGN, "--clear", TOKEN),
    ("campaigns", "update", TOKEN, "--status", "PAUSED"),
    ("campaigns", "update", "--file", TOKEN),
    ("campaigns", "create", "--name", "x", "--objective-type", TOKEN),
    ("campaigns", "create", "--name", "x", "--start-time", TOKEN),
    ("campaigns", "pause", CAMPAIGN, "--concurrency", TOKEN),
    ("api", TOKEN, "/ad_accounts"),
    ("api", "get", TOKEN),
    ("api", "get", f"/{TOKEN}"),
    ("api", "get", f"/ad_accounts?access_token={TOKEN}"),
    ("api", "get", "/ad_accounts", "-f", TOKEN),
    ("api", "get", "/ad_accounts", "-f", f"access_token={TOKEN}"),
    ("api", "post", "/ad_accounts/1/campaigns", "-F", f"x={TOKEN}"),
    ("api", "get", "/ad_accounts", "--input", TOKEN),
    ("profiles", "create", TOKEN),
    ("profiles", "show", TOKEN),
    ("profiles", "use", TOKEN),
    ("profiles", "set", "x", TOKEN),
    ("profiles", "set", "x", f"account={TOKEN}"),
    ("profiles", "set", "x", f"access_token={TOKEN}"),
    ("profiles", "create", "x", f"account={TOKEN}"),
    ("profiles", "create", "x", "--account", TOKEN),
    ("reports", "create", "--columns", TOKEN),
    ("reports", "create", "--start", TOKEN, "--columns", "SPEND_IN_DOLLAR"),
    ("reports", "download", TOKEN),
    ("schema", TOKEN),
    ("explain", TOKEN),
    ("completion", TOKEN),
    ("undo", TOKEN),
    ("journal", "show", TOKEN),
    ("emulator", "serve", "--port", TOKEN),
    ("emulator", "serve", "--fault", TOKEN),
    ("customer-lists", "create", "--name", "x", "--file", TOKEN),
    ("customer-lists", "add-records", TOKEN, "--records", "ann@example.com"),
    ("customer-lists", "add-records", "1", "--records", TOKEN),
    ("campaigns", "list", "--no-such-option", TOKEN),
    ("campaigns", "list", f"--no-such-option={TOKEN}"),
]


def told(pinads: Pinads, *args: str) -> str:
    run = pinads(*args, input="")
    return run.stdout + run.stderr


@pytest.mark.parametrize("places", [pytest.param(PLACES, marks=pytest.mark.slow, id="all"), pytest.param(PLACES[::6], id="some")])
def test_it_is_never_repeated(pinads: Pinads, places: list[tuple[str, ...]]) -> None:
    """Also not in part, which a suggestion or a shortened value might do."""
    shown = {args: told(pinads, *args) for args in places}
    assert [args for args, text in shown.items() if "TEST_typed" in text] == []
    assert [args for args, text in shown.items() if "mistake in pinads" in text] == []


@pytest.mark.parametrize("form", [("-o", "json"), ("--debug",)])
def test_nor_in_other_forms(pinads: Pinads, form: tuple[str, ...]) -> None:
    places = [("auth", "login", TOKEN), ("campaigns", "list", "--account", TOKEN), ("campaigns", "list", "--query", f"[?{TOKEN}")]
    assert [args for args in places if "TEST_typed" in told(pinads, *args, *form)] == []


def test_nor_is_one_without_a_prefix_in_an_auth_command(pinads: Pinads) -> None:
    secret = "planted-Token+without/prefix"
    for args in (("auth", "login", secret), ("auth", "login", "--with-token", secret), ("auth", secret), ("auth", "token", secret)):
        text = told(pinads, *args)
        assert (secret in text, "(not shown)" in text, "--help" in text) == (False, True, True), text
    assert "lgin" in told(pinads, "auth", "lgin")


def test_the_journal_has_none(pinads: Pinads) -> None:
    pinads.ok("campaigns", "pause", CAMPAIGN, "--query", f"[?id=='{TOKEN}']")
    pinads.ok("campaigns", "pause", "626735000002", "--query", f"[?id=='{TOKEN.upper()}']")
    shown = json.dumps(pinads.json("journal", "list"))
    kept = b"".join(path.read_bytes() for path in pinads.data_dir.glob("journal*"))
    assert "(token)" in shown
    assert b"TEST_typed" not in kept
    assert b"TEST_TYPED" not in kept
