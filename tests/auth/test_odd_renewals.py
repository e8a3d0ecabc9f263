"""Renewals whose answers are odd: the new refresh token is never lost, and what is assumed is told."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import Pinads, Run
from tests.support.loopback import response, serving

OLD = {"access_token": "pina_TEST_old", "refresh_token": "pinr_TEST_old", "app_id": "77", "app_secret": "TEST_hush_hush"}
NEW = {"access_token": "pina_TEST_new", "refresh_token": "pinr_TEST_new"}
DAY = 86_400
Renewed = Callable[..., tuple[Run, dict[str, Any]]]


@pytest.fixture
def renewed(pinads: Pinads, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Renewed:
    """Renew the token of a profile with an answer; gives what was shown and what is stored then."""
    credentials = tmp_path / "config" / "credentials"
    credentials.mkdir(parents=True, mode=0o700)
    (tmp_path / "config" / "config.toml").write_text('[profiles.w]\nstore = "file"\n')
    stored = credentials / "w.json"

    def run(answer: object, **held: object) -> tuple[Run, dict[str, Any]]:
        ends = int(time.time()) + DAY
        stored.write_text(json.dumps({**OLD, "host": "this machine", "grant": "authorization_code", "refresh_expires_at": ends, **held}))
        os.chmod(stored, 0o600)  # noqa: PTH101

        def answered(request: str, connection: Any) -> bool:
            connection.sendall(response(json.dumps(answer).encode()))
            return True

        with serving(answered) as server:
            done = pinads("auth", "refresh", "--profile", "w", "-o", "json", PINADS_API_URL=server.url)
        return done, json.loads(stored.read_text())

    return run


@pytest.mark.parametrize(
    ("lifetime", "seconds"),
    [(3600, 3600), ("3600", 3600), (3600.7, 3600), ("3600.0", 3600), ("30d", 30 * DAY), ("1h", 3600), (" 90s\n", 90)],
)
def test_lifetimes_in_other_forms_are_read(renewed: Renewed, lifetime: object, seconds: int) -> None:
    done, stored = renewed({**NEW, "expires_in": lifetime, "refresh_token_expires_in": lifetime})
    assert (done.exit_code, stored["access_token"], stored["refresh_token"]) == (0, NEW["access_token"], NEW["refresh_token"])
    assert stored["expires_at"] - stored["issued_at"] == stored["refresh_expires_at"] - stored["issued_at"] == seconds
    assert "assumed" not in done.stderr


@pytest.mark.parametrize("lifetime", ["soon", "", [], {}, True, False, -5, 0, 1e300, "nan", "1e999", "9" * 400])
def test_what_is_no_lifetime_is_assumed_and_told(renewed: Renewed, lifetime: object) -> None:
    done, stored = renewed({**NEW, "expires_in": lifetime, "refresh_token_expires_in": lifetime})
    assert (done.exit_code, stored["access_token"], stored["refresh_token"]) == (0, NEW["access_token"], NEW["refresh_token"])
    assert stored["expires_at"] - stored["issued_at"] == 30 * DAY
    assert stored["refresh_expires_at"] - stored["issued_at"] == 60 * DAY
    assert "returned expires_in" in done.stderr
    assert "assuming 30 days" in done.stderr


@pytest.mark.parametrize("scope", [None, 7, ["ads:read", "ads:write"], {}, "x" * 5000])
def test_missing_and_odd_fields_cost_nothing(renewed: Renewed, scope: object) -> None:
    done, stored = renewed({**NEW, "scope": scope})
    assert (done.exit_code, stored["refresh_token"]) == (0, NEW["refresh_token"])
    assert "refresh_expires_at" not in stored, "the end of the old one is not that of the new one"
    assert stored.get("scopes") == ("ads:read,ads:write" if isinstance(scope, list) else None)


@pytest.mark.parametrize("token", [None, 5, [], "", "two words"])
def test_without_a_new_refresh_token_the_old_one_stays(renewed: Renewed, token: object) -> None:
    done, stored = renewed({**NEW, "refresh_token": token})
    assert (done.exit_code, stored["access_token"], stored["refresh_token"]) == (0, NEW["access_token"], OLD["refresh_token"])
    assert stored["refresh_expires_at"]


@pytest.mark.parametrize("token", [None, 5, {}])
def test_a_refresh_token_alone_is_stored_too(renewed: Renewed, token: object) -> None:
    done, stored = renewed({"access_token": token, "refresh_token": NEW["refresh_token"]})
    assert (done.exit_code, stored["refresh_token"]) == (3, NEW["refresh_token"])
    assert "without an access token" in done.stderr
    assert "refresh token is stored" in done.stderr
    assert not [secret for secret in (*OLD.values(), *NEW.values()) if secret in done.stderr and secret != "77"]


def test_a_token_with_a_line_end_is_stored_without(renewed: Renewed) -> None:
    _, stored = renewed({"access_token": "pina_TEST_new\n", "refresh_token": " pinr_TEST_new\r\n", "expires_in": 60})
    assert (stored["access_token"], stored["refresh_token"]) == (NEW["access_token"], NEW["refresh_token"])


def test_an_access_token_that_cannot_be_sent_costs_no_refresh_token(renewed: Renewed) -> None:
    done, stored = renewed({"access_token": "two words", "refresh_token": NEW["refresh_token"]})
    assert stored["refresh_token"] == NEW["refresh_token"]
    assert (done.exit_code, stored["access_token"]) == (3, OLD["access_token"])


def test_a_token_of_the_environment_is_renewed_to_one_without_a_line_end(pinads: Pinads) -> None:
    answers = {"POST": json.dumps({"access_token": "pina_TEST_new\n", "refresh_token": "pinr_TEST_env\r\n"}).encode()}

    def answered(request: str, connection: Any) -> bool:
        assert request.startswith("POST") or "Bearer pina_TEST_new\r\n" in request
        connection.sendall(response(answers.get(request.split()[0], b'{"items": [], "bookmark": null}')))
        return True

    given = {
        "PINADS_ACCOUNT": "549755885175",
        "PINADS_PROFILE": "",
        "PINADS_REFRESH_TOKEN": "pinr_TEST_env",
        "PINADS_APP_ID": "77",
        "PINADS_APP_SECRET": "TEST_hush_hush",
    }
    with serving(answered) as server:
        done = pinads("campaigns", "list", "-o", "json", PINADS_API_URL=server.url, **given)
    assert (done.exit_code, done.stdout) == (0, "[]\n"), done.stderr
    assert "has replaced" not in done.stderr


def test_a_login_that_meets_a_web_page_speaks_of_no_entities(pinads: Pinads) -> None:
    def answered(request: str, connection: Any) -> bool:
        connection.sendall(response(b"<html><title>Sign in to the network</title></html>"))
        return True

    with serving(answered) as server:
        given = {"PINADS_API_URL": server.url, "PINADS_APP_SECRET": "TEST_hush_hush", "PINADS_PROFILE": ""}
        done = pinads("auth", "login", "--app-id", "77", "--client-credentials", "--insecure-storage", **given)
    assert (done.exit_code, "web page" in done.stderr, "entities" in done.stderr) == (6, True, False)
    assert "(PINADS_API_URL)" in done.stderr
