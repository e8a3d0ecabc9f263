"""Proxies, certificates and addresses of the environment that cannot be used: nothing is sent, and the variable is named."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.each import thinned
from tests.support.logins import Box, Done
from tests.support.loopback import always, response, serving
from tests.support.rows_and_statuses import ACCOUNT

ELSEWHERE = "https://api.pinterest.invalid/v5"
TOKEN = "pina_TEST_environment"


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Box]:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    box = Box(tmp_path)
    with box.server:
        yield box
    box.emulator.close()


@pytest.fixture
def nobody() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def run(box: Box, *words: str, **variables: str) -> Done:
    return box(*words, **{"PINADS_API_URL": ELSEWHERE, "PINADS_ACCESS_TOKEN": TOKEN, **variables})


UNUSABLE = [
    ("REQUESTS_CA_BUNDLE", "/nowhere/ca.pem", "'/nowhere/ca.pem', which does not exist"),
    ("CURL_CA_BUNDLE", __file__, "which has no certificates in PEM format"),
    ("SSLKEYLOGFILE", "/nowhere/keys", "which cannot be written"),
    ("HTTPS_PROXY", "http://[::1", "could not be used"),
    ("HTTPS_PROXY", "ftp://proxy.invalid", "could not be used"),
    ("ALL_PROXY", "http://user:hush@proxy.invalid:many", "http://proxy.invalid:many (ALL_PROXY) could not be used"),
]


@pytest.mark.parametrize(("variable", "value", "told"), UNUSABLE)
def test_the_variable_is_named_and_the_create_was_not_sent(box: Box, variable: str, value: str, told: str) -> None:
    words = ("--account", ACCOUNT, "--name", "n", "--objective-type", "AWARENESS", "--yes")
    done = run(box, "campaigns", "create", *words, **{variable: value})
    assert done.exit_code == 6, done.stderr
    assert variable in done.stderr
    assert told in done.stderr
    assert "hush" not in done.stderr
    # The server is asked for its time first, so that nothing was begun.
    assert run(box, "journal", "list", "-o", "json").json == []


@pytest.mark.parametrize(("variable", "value", "told"), UNUSABLE[:1] + UNUSABLE[3:4])
def test_doctor_says_it_in_a_line_of_its_own(box: Box, variable: str, value: str, told: str) -> None:
    done = run(box, "doctor", "-o", "json", **{variable: value})
    assert done.exit_code == 6, done.stderr
    found = {row["check"]: row for row in done.json}
    assert variable in found["network"]["found"]
    assert (found["reachable"]["state"], told in found["reachable"]["found"]) == ("failed", True)
    assert variable in found["reachable"]["fix"]
    assert found["versions"]["state"] == "ok"


def test_a_proxy_that_does_not_answer_is_named_without_its_password(box: Box, nobody: int) -> None:
    done = run(
        box, "campaigns", "list", "--account", ACCOUNT, "--max-wait", "0s", "-o", "json", HTTPS_PROXY=f"http://user:hush@127.0.0.1:{nobody}"
    )
    assert done.exit_code == 6
    error = json.loads(done.stderr.splitlines()[-1])["error"]
    assert f" http://127.0.0.1:{nobody} (HTTPS_PROXY)" in error["message"]
    assert error["hint"] == "check HTTPS_PROXY"


def test_a_proxy_that_wants_a_password(box: Box) -> None:
    with serving(always(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", keep=False)) as proxy:
        done = run(box, "campaigns", "list", "--account", ACCOUNT, HTTPS_PROXY=proxy.url)
    assert done.exit_code == 6
    assert "407 Proxy Authentication Required" in done.stderr
    assert "name and password into HTTPS_PROXY" in done.stderr


def test_an_address_that_is_none_is_a_usage_error_in_doctor_too(box: Box) -> None:
    for words in (("campaigns", "list", "--account", ACCOUNT), ("doctor",)):
        done = run(box, *words, PINADS_API_URL="https://[::1/v5")
        assert done.exit_code == 2, done.stderr


def test_a_check_that_stumbles_leaves_the_others(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> str:
        raise RuntimeError("no metadata")

    monkeypatch.setattr("importlib.metadata.version", broken)
    found = {row["check"]: row for row in run(box, "doctor", "-o", "json", PINADS_API_URL=box.server.url).json}
    assert "RuntimeError: no metadata" in found["versions"]["found"]
    assert found["reachable"]["state"] == "ok"


@pytest.mark.parametrize(
    "raw",
    thinned(
        [
            response(b'{"id":' * 600 + b"1" + b"}" * 600),
            response(b'{"items": [{"id": ' + b"7" * 5000 + b"}]}"),
            response(b"", "302 Found", Location="http://[::1\xff"),
            response(b"<html><title>Sign in\x1b[31m</title>"),
            response(b'{"items": [{"id": "1", "name": "\\ud800"}]}', X_Pinterest_RID="r\x07" * 3000),
            b"HTTP/1.1 200 OK\r\n\x00\xff: \xff\r\nno colon\r\n\r\n{}",
        ],
        4,
    ),
)
@pytest.mark.parametrize("shown", [(), ("-v",)])
def test_whatever_a_server_answers_is_a_plain_error(box: Box, raw: bytes, shown: tuple[str, ...]) -> None:
    with serving(always(raw, keep=False)) as server:
        done = run(box, "campaigns", "list", "--account", ACCOUNT, *shown, PINADS_API_URL=server.url)
    assert "mistake in pinads" not in done.stderr
    assert "Traceback" not in done.stderr
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x07" not in done.stderr


def test_an_open_outcome_is_not_told_as_a_refusal(box: Box) -> None:
    words = ("campaigns", "create", "--account", ACCOUNT, "--name", "n", "--objective-type", "AWARENESS", "--yes", "--no-reconcile")

    def answer(request: str, connection: socket.socket) -> bool:
        time = {"Date": "Mon, 24 Nov 2025 16:00:00 GMT"}
        page = response(b"<html><title>Sign in</title>", **time)
        connection.sendall(page if request.startswith("POST") else response(b'{"items": []}', **time))
        return False

    with serving(answer) as server:
        done = run(box, *words, PINADS_API_URL=server.url)
    assert done.exit_code == 5
    assert "error: it is unknown " in done.stderr
    (entry,) = run(box, "journal", "list", "-o", "json").json
    assert (entry["unknown"], entry["rejected"]) == (1, 0)
