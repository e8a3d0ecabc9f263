"""pinads emulator: serve, seed, reset, status."""

from __future__ import annotations

import base64
import http.client
import json
import shlex
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from tests.support.command_line import Pinads

CAMPAIGNS = ("campaigns", "list", "--account", "549755885175", "-o", "ids")


@contextmanager
def serving(script: list[str], environment: dict[str, str], *args: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """An emulator in a process of its own: its URL, and the process."""
    command = [*script, "emulator", "serve", *args]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip(), process
        finally:
            if process.poll() is None:
                process.terminate()
            try:
                _, errors = process.communicate(timeout=60)
            finally:
                process.kill()
            assert (process.returncode, errors) == (0, "")


@pytest.mark.slow
def test_the_first_line_is_the_url_and_the_api_is_behind_it(
    script: list[str], real_environment: dict[str, str], pinads: Pinads, tmp_path: Path
) -> None:
    log = tmp_path / "log.jsonl"
    with serving(script, real_environment, "--log", str(log)) as (url, _):
        over_http = {"PINADS_PROFILE": None, "PINADS_API_URL": url, "PINADS_ACCESS_TOKEN": "pina_TEST_any"}
        assert len(pinads.ok(*CAMPAIGNS, **over_http).lines) == 11
        assert pinads("campaigns", "get", "1", "--account", "549755885175", **over_http).exit_code == 4
    assert pinads.requests == []
    entries = [json.loads(line) for line in log.read_text().splitlines()]
    assert [(entry["operation"], entry["status"]) for entry in entries] == [("campaigns/list", 200), ("campaigns/get", 404)]
    assert "pina_" not in log.read_text()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_it_quietly(script: list[str], real_environment: dict[str, str], number: int) -> None:
    with serving(script, real_environment) as (_, process):
        process.send_signal(number)


@pytest.mark.slow
def test_an_empty_directory_is_seeded(script: list[str], real_environment: dict[str, str], tmp_path: Path) -> None:
    with serving(script, real_environment, "--data-dir", str(tmp_path / "new")):
        assert (tmp_path / "new" / "emulator.sqlite3").exists()


@pytest.mark.slow
def test_faults_and_limits(script: list[str], real_environment: dict[str, str], pinads: Pinads) -> None:
    over_http = {"PINADS_PROFILE": None, "PINADS_ACCESS_TOKEN": "pina_TEST_any"}
    with serving(script, real_environment, "--rate-limit", "ads_read=1") as (url, _):
        assert pinads.ok(*CAMPAIGNS, PINADS_API_URL=url, **over_http)
        assert pinads(*CAMPAIGNS, "--max-wait", "0s", PINADS_API_URL=url, **over_http).exit_code == 7


def ask(url: str, form: dict[str, str], **headers: str) -> tuple[int, dict[str, str], str]:
    """Send a form over HTTP: the status, headers and body of the answer; redirects are not followed."""
    parts = urlsplit(url)
    with closing(http.client.HTTPConnection(parts.netloc, timeout=60)) as connection:
        headers = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        connection.request("POST", parts.path, urlencode(form), headers)
        response = connection.getresponse()
        return response.status, dict(response.headers.items()), response.read().decode()


APP = "Basic " + base64.b64encode(b"1234:TEST_secret").decode()
REFRESH = {"grant_type": "refresh_token", "refresh_token": "pinr_TEST_mine"}


@pytest.mark.slow
def test_a_login_with_lifetimes_leaves_nothing_in_the_log(script: list[str], real_environment: dict[str, str], tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    with serving(script, real_environment, "--token-lifetime", "10m", "--refresh-lifetime", "2h", "--log", str(log)) as (url, _):
        asked = {"client_id": "1234", "redirect_uri": "http://localhost:8085/", "response_type": "code", "scope": "ads:read"}
        status, headers, _ = ask(f"{url}/oauth/", {**asked, "state": "TEST_state", "decision": "allow"})
        assert status == 302
        code = dict(parse_qsl(urlsplit(headers["Location"]).query))["code"]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": "http://localhost:8085/"}
        status, _, body = ask(f"{url}/oauth/token", form, Authorization=APP)
    tokens = json.loads(body)
    assert (status, tokens["expires_in"], tokens["refresh_token_expires_in"]) == (200, 600, 7200)
    assert log.read_text().count("\n") == 2
    for secret in (code, "TEST_", APP):
        assert secret not in log.read_text()


@pytest.mark.slow
def test_a_fault_of_the_token_endpoint_alone(script: list[str], real_environment: dict[str, str], pinads: Pinads, tmp_path: Path) -> None:
    where = ("--data-dir", str(tmp_path / "state"))
    with serving(script, real_environment, *where, "--fault", "drop-after@oauth/token=1") as (url, _):
        over_http = {"PINADS_PROFILE": None, "PINADS_ACCESS_TOKEN": "pina_TEST_any"}
        assert pinads.ok(*CAMPAIGNS, PINADS_API_URL=url, **over_http)
        with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
            ask(f"{url}/oauth/token", REFRESH, Authorization=APP)
    with serving(script, real_environment, *where) as (url, _):
        assert ask(f"{url}/oauth/token", REFRESH, Authorization=APP)[0] == 400


@pytest.mark.parametrize(
    "args",
    [
        ("--fault", "nonsense=1"),
        ("--fault", "throttle=2"),
        ("--fault", "throttle"),
        ("--fault", "throttle@oauth/tokens=1"),
        ("--rate-limit", "ads_read"),
        ("--rate-limit", "ads_read=" + "9" * 5000),
        ("--rate-limit", "ads_raed=60"),
        ("--port", "70000"),
        ("--token-lifetime", "soon"),
        ("--token-lifetime", "0s"),
        ("--refresh-lifetime", "-1s"),
    ],
)
def test_wrong_settings_are_refused(pinads: Pinads, args: tuple[str, ...]) -> None:
    run = pinads("emulator", "serve", *args, "-o", "table")
    assert run.exit_code == 2
    assert args[0] in run.stderr


@pytest.mark.slow
def test_a_port_in_use_is_an_error_in_one_line(script: list[str], real_environment: dict[str, str], pinads: Pinads) -> None:
    with serving(script, real_environment) as (url, _):
        run = pinads("emulator", "serve", "--port", url.split(":")[2].partition("/")[0], "-o", "table")
    assert run.exit_code == 1
    assert len(run.stderr.splitlines()) == 1
    assert "in use" in run.stderr


def test_status(pinads: Pinads, data_dir: Path) -> None:
    facts = pinads.json("emulator", "status")
    assert (facts["data_dir"], facts["seeded"]) == (str(data_dir / "emulator"), True)
    assert facts["counts"]["campaign"] == 20
    assert "campaign       20" in pinads.ok("emulator", "status", "-o", "table").stdout


def test_reset_and_seed(pinads: Pinads) -> None:
    assert pinads.ok("emulator", "reset").stdout == ""
    assert pinads.json("emulator", "status")["counts"]["campaign"] == 0
    counts = {row["kind"]: row["entities"] for row in pinads.json("emulator", "seed", "--campaigns", "40")}
    assert counts["campaign"] == 40
    assert len(pinads.ids("campaigns", "list")) == 22


def test_a_database_of_another_version_is_opened_after_a_reset(pinads: Pinads) -> None:
    pinads.ok("emulator", "seed")
    pinads.close()
    directory = pinads.data_dir / "emulator"
    with closing(sqlite3.connect(directory / "emulator.sqlite3")) as database:
        database.execute("PRAGMA user_version=99")
    command = f"pinads emulator reset --data-dir {shlex.quote(str(directory))}"
    for words in (CAMPAIGNS, ("emulator", "seed"), ("emulator", "status")):
        run = pinads(*words)
        assert (run.exit_code, run.stdout) == (1, "")
        assert (
            f"{directory / 'emulator.sqlite3'}: another version of pinads made the emulator's database; "
            f"to delete what is in it and use this version, run: {command}"
        ) in run.stderr
    assert pinads("campaigns", "list", "-o", "json").error["type"] == "OtherEmulatorVersion"
    checks = {row["check"]: row["found"] for row in pinads("doctor").json}
    assert checks["scopes"].endswith(f"run: {command}")
    pinads.ok(*shlex.split(command)[1:])
    assert len(pinads.ok(*CAMPAIGNS).lines) == 11


def test_another_directory(pinads: Pinads, tmp_path: Path) -> None:
    other = str(tmp_path / "other")
    assert pinads.json("emulator", "status", "--data-dir", other)["seeded"] is False
    pinads.ok("emulator", "seed", "--data-dir", other)
    assert pinads.json("emulator", "status", "--data-dir", other)["counts"] == pinads.json("emulator", "status")["counts"]


@pytest.mark.parametrize("host", ["", " "])
def test_an_empty_host_is_refused(pinads: Pinads, host: str) -> None:
    run = pinads("emulator", "serve", "--host", host)
    assert run.exit_code == 2
    assert "Invalid --host: it is empty" in run.stderr


@pytest.mark.slow
def test_strict_auth_refuses_tokens_that_it_did_not_give_out(
    script: list[str], real_environment: dict[str, str], pinads: Pinads, tmp_path: Path
) -> None:
    with serving(script, real_environment, "--strict-auth") as (url, _):
        over_http = {"PINADS_PROFILE": None, "PINADS_API_URL": url}
        assert pinads(*CAMPAIGNS, **over_http, PINADS_ACCESS_TOKEN="pina_TEST_any").exit_code == 3
        with closing(http.client.HTTPConnection(urlsplit(url).netloc, timeout=30)) as connection:
            basic = base64.b64encode(b"1234:TEST_secret").decode()
            headers = {"Authorization": f"Basic {basic}", "Content-Type": "application/x-www-form-urlencoded"}
            form = urlencode({"grant_type": "client_credentials", "scope": "ads:read"})
            connection.request("POST", "/v5/oauth/token", form, headers)
            token = json.loads(connection.getresponse().read())["access_token"]
        assert len(pinads.ok(*CAMPAIGNS, **over_http, PINADS_ACCESS_TOKEN=token).lines) == 11
