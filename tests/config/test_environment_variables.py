"""Variables as files of settings, CI services and other programs leave them: read without their wrapping, or told by their name."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import Pinads
from tests.support.each import thinned
from tests.support.loopback import Loopback, always, response, serving

WRAPPINGS = ("{}\n", "{}\r\n", '"{}"', "'{}'", ' "{}" \r\n', "\u201c{}\u201d")
PAGE = b'{"items": [], "bookmark": null}'
LIST = ("campaigns", "list", "-o", "json")


@pytest.fixture
def api() -> Iterator[Loopback]:
    with serving(always(response(PAGE))) as server:
        yield server


@pytest.fixture
def over_http(pinads: Pinads, api: Loopback, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """The command line with nothing but what a test sets."""
    monkeypatch.delenv("PINADS_PROFILE")

    def run(*args: str, **env: str) -> Any:
        return pinads(*args, "--account", "1", "--max-wait", "0s", **env)

    return run


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_line_ends_and_quotes_around_a_value_are_taken_off(over_http: Any, api: Loopback, tmp_path: Path, wrapping: str) -> None:
    env = {
        "PINADS_ACCESS_TOKEN": "pina_TEST_wrapped",
        "PINADS_API_URL": f"{api.url}/v5",
        "PINADS_OUTPUT": "csv",
        "PINADS_CONCURRENCY": "2",
        "PINADS_DATA_DIR": str(tmp_path / "elsewhere"),
    }
    run = over_http("campaigns", "list", **{name: wrapping.format(value) for name, value in env.items()})
    assert run.exit_code == 0, run.stderr
    assert run.stdout.startswith("id,")
    assert "authorization: bearer pina_test_wrapped\r\n" in api.requests[0].lower()


@pytest.mark.parametrize(
    "name", ["PINADS_ACCESS_TOKEN", "PINADS_API_URL", "PINADS_OUTPUT", "PINADS_PROFILE", "PINADS_ACCOUNT", "PINADS_DATA_DIR"]
)
@pytest.mark.parametrize("value", ['"pina_TEST_half', "pina_TEST\nhalf"])
def test_what_is_not_certain_is_told_by_the_variable_and_not_shown(pinads: Pinads, name: str, value: str) -> None:
    profile = {} if name == "PINADS_DATA_DIR" else {"PINADS_PROFILE": None}
    run = pinads("campaigns", "list", **{"PINADS_ACCESS_TOKEN": "pina_TEST", **profile, name: value})
    assert (run.exit_code, run.stdout) == (2, "")
    assert f"Invalid {name}" in run.stderr
    assert "half" not in run.stderr


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PINADS_OUTPUT", "xml", "Invalid PINADS_OUTPUT 'xml'"),
        ("PINADS_ACCOUNT", "5" * 19, "Invalid PINADS_ACCOUNT: '5555555555555555555'"),
        ("PINADS_CONCURRENCY", "99", "Invalid PINADS_CONCURRENCY '99'"),
        ("PINADS_CONCURRENCY", "9" * 5000, "Invalid PINADS_CONCURRENCY '9999"),
        ("PINADS_PROFILE", "demmo", "'demmo'"),
        ("PINADS_API_URL", "ftp://x", "(PINADS_API_URL)"),
        ("PINTEREST_API_URI", "ftp://x", "(PINTEREST_API_URI)"),
        ("PINADS_YES", "perhaps", "Invalid PINADS_YES 'perhaps'"),
        ("PINADS_ACCESS_TOKEN", "pina_TEST secret", "PINADS_ACCESS_TOKEN: Invalid access token"),
    ],
)
def test_a_wrong_value_is_told_by_the_variable(pinads: Pinads, name: str, value: str, says: str) -> None:
    command = ("campaigns", "create", "--name", "x") if name == "PINADS_YES" else ("campaigns", "list")
    env = {"PINADS_PROFILE": None, "PINADS_ACCESS_TOKEN": "pina_TEST", "PINADS_ACCOUNT": "1", name: value}
    run = pinads(*command, **env)
    assert (run.exit_code, run.stdout) == (2, "")
    assert (name in run.stderr, says in run.stderr) == (True, True)
    assert "--output" not in run.stderr
    assert "--account" not in run.stderr


def test_in_a_machine_format_the_error_has_its_form_whatever_the_variable_says(pinads: Pinads) -> None:
    run = pinads("campaigns", "list", "-o", "json", PINADS_ACCOUNT="abc")
    assert json.loads(run.stderr)["error"]["field"] == "PINADS_ACCOUNT"


@pytest.mark.slow
@pytest.mark.parametrize("off", thinned(["", "0", "no", "off", "false", "False\n", '"0"'], 6))
@pytest.mark.parametrize("on", ["1", "yes", "on", "TRUE", '"true"\r\n'])
def test_switches_are_on_or_off_by_the_same_words(pinads: Pinads, off: str, on: str) -> None:
    def traced(value: str) -> bool:
        return "GET /" in pinads("campaigns", "list", PINADS_DEBUG=value).stderr

    def archived(value: str) -> bool:
        return pinads("campaigns", "archive", "626735000001", "--dry-run", PINADS_YES=value).exit_code == 0

    assert (traced(off), traced(on)) == (False, True)
    assert archived(off)
    assert archived(on)


@pytest.mark.parametrize(("value", "code"), [("1", 0), ("yes", 0), ("0", 2), ("no", 2), ("false\n", 2), ("", 2)])
def test_yes_confirms_only_where_it_is_on(pinads: Pinads, value: str, code: int) -> None:
    """Nobody can be asked here."""
    run = pinads("campaigns", "archive", "626735000001", PINADS_YES=value)
    assert (run.exit_code, bool(pinads.writes)) == (code, code == 0)


def test_what_pinterests_own_sdk_reads_is_honoured(over_http: Any, api: Loopback) -> None:
    env = {"PINTEREST_API_URI": api.url, "PINTEREST_ACCESS_TOKEN": "pina_TEST_theirs"}
    assert over_http(*LIST, **env).exit_code == 0
    assert api.requests[0].startswith("GET /v5/ad_accounts/")
    assert "pina_TEST_theirs" in api.requests[0]
    rows = {row["setting"]: row for row in over_http("profiles", "show", "--origin", "-o", "json", PINTEREST_APP_ID="77", **env).json}
    assert (rows["api_url"]["value"], rows["api_url"]["origin"]) == (f"{api.url}/v5", "environment PINTEREST_API_URI")
    assert (rows["app_id"]["value"], rows["app_id"]["origin"]) == ("77", "environment PINTEREST_APP_ID")
    (row,) = [row for row in over_http("auth", "status", "-o", "json", **env).json if row["current"]]
    assert (row["source"], row["backend"]) == ("environment", "PINTEREST_ACCESS_TOKEN")


def test_pinads_own_names_come_first(over_http: Any, api: Loopback) -> None:
    theirs = {"PINTEREST_API_URI": "https://api.pinterest.com", "PINTEREST_ACCESS_TOKEN": "pina_TEST_theirs"}
    assert over_http(*LIST, **theirs, PINADS_API_URL=f"{api.url}/v5", PINADS_ACCESS_TOKEN="pina_TEST_ours").exit_code == 0
    assert "pina_TEST_ours" in api.requests[0]


@pytest.mark.parametrize(
    "uri", ["https://api-sandbox.pinterest.com", "https://api-sandbox.pinterest.com/v5/", '"https://api-sandbox.pinterest.com"\r\n']
)
def test_the_sandbox_never_ends_in_production(over_http: Any, uri: str) -> None:
    """What only production has is refused as in a profile of the sandbox, before anything is sent."""
    run = over_http("audiences", "list", PINTEREST_API_URI=uri, PINTEREST_ACCESS_TOKEN="pina_TEST_theirs")
    assert run.exit_code == 2
    assert "sandbox has no" in run.stderr


def test_an_empty_url_is_refused_and_the_demo_stays_the_emulator(over_http: Any) -> None:
    run = over_http("campaigns", "list", PINTEREST_API_URI="", PINADS_ACCESS_TOKEN="pina_TEST")
    assert (run.exit_code, "PINTEREST_API_URI is set and empty" in run.stderr) == (2, True)
    assert over_http("campaigns", "list", "--profile", "demo", PINTEREST_API_URI="https://api.pinterest.com").exit_code in (0, 4)


def test_a_profile_of_the_sandbox_is_not_led_to_production(over_http: Any, tmp_path: Path) -> None:
    (tmp_path / "config").mkdir(exist_ok=True)
    (tmp_path / "config" / "config.toml").write_text('[profiles.trial]\nenvironment = "sandbox"\n')
    run = over_http(
        "campaigns", "list", "--profile", "trial", PINTEREST_API_URI="https://api.pinterest.com", PINADS_ACCESS_TOKEN="pina_TEST"
    )
    assert (run.exit_code, run.stdout) == (2, "")
    assert "PINTEREST_API_URI names production" in run.stderr


def test_the_app_and_refresh_token_of_pinterests_sdk(pinads: Pinads, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"POST": b'{"access_token": "pina_TEST_new", "refresh_token": "pinr_TEST_next"}', "GET": PAGE}
    monkeypatch.delenv("PINADS_PROFILE")

    def answer(request: str, connection: Any) -> bool:
        connection.sendall(response(answers[request.split()[0]]))
        return True

    with serving(answer) as server:
        env = {"PINTEREST_REFRESH_ACCESS_TOKEN": "pinr_TEST_old", "PINTEREST_APP_ID": "77", "PINTEREST_APP_SECRET": "TEST_hush"}
        run = pinads(*LIST, "--account", "1", PINTEREST_API_URI=server.url, **env)
        assert run.exit_code == 0, run.stderr
        assert "refresh_token=pinr_TEST_old" in server.requests[0]
        assert "PINTEREST_REFRESH_ACCESS_TOKEN may no longer be valid" in run.stderr
