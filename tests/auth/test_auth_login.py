"""Logging in, over real HTTP, with a browser that does what a person might."""

from __future__ import annotations

import json
import re
import signal
import socket
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.browser import changed, pressed, visit
from tests.support.logins import APP, SECRET, Box, free_port
from tests.support.rows_and_statuses import ACCOUNT

ACCOUNTS = 3


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    box = Box(tmp_path)
    with box.server:
        yield box
    box.emulator.close()


def told_url(program: subprocess.Popen[str]) -> str:
    """The page that a login names."""
    assert program.stderr is not None
    while "/oauth/?" not in (line := program.stderr.readline()):
        assert line, "the login ended"
    return line.strip()


@pytest.mark.slow
def test_a_login_through_the_browser(box: Box) -> None:
    done = box.login()
    assert done.exit_code == 0, done.stderr
    (told,) = done.json
    assert told["scopes"] == "ads:read,ads:write"
    assert (told["source"], told["account"], told["usable"]) == ("file", ACCOUNT, True)
    assert told["refresh_expires_at"] - told["expires_at"] == 30 * 24 * 3600
    assert "profile 'default'" in done.stderr
    assert [entry.operation for entry in box.log] == ["oauth/authorise", "oauth/authorise", "oauth/token", "ad_accounts/list"]
    listed = box.ok("campaigns", "list", "-o", "ids")
    assert len(listed.stdout.split()) == 2


@pytest.mark.slow
def test_what_is_written_where(box: Box) -> None:
    box.login()
    stored = box.directory / "config" / "credentials" / "default.json"
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600
    assert stat.S_IMODE(stored.parent.stat().st_mode) == 0o700
    assert re.findall(r"^(\w+) = ", box.config, re.MULTILINE) == ["environment", "redirect_uri", "app_id", "store", "account"]
    assert "pin" not in box.config.replace("pinads", "")
    assert SECRET not in box.config


@pytest.mark.slow
@pytest.mark.parametrize(
    ("doing", "says"),
    [
        ("deny", "access was denied"),
        ("forge", "within 1 s"),
        ("wrong", "Invalid grant"),
    ],
)
def test_what_is_no_login_leaves_nothing_behind(box: Box, doing: str, says: str) -> None:
    if doing == "wrong":
        # The emulator takes an unknown code once, so it has to have been used.
        box.login("wrong")
        done = box.login("wrong", "--profile", "other")
    else:
        # Somebody else's answer does not end the wait for the right one.
        done = box.login(doing, *(("--wait", "1s") if doing == "forge" else ()))
    assert done.exit_code == 3
    assert says in done.stderr
    assert done.stdout == ""
    assert not (box.directory / "config" / "credentials" / f"{'other' if doing == 'wrong' else 'default'}.json").exists()
    if doing == "forge":
        assert box.grants == 0


@pytest.mark.slow
def test_a_second_try_that_fails_leaves_the_first_login(box: Box) -> None:
    box.login()
    before = box.stored
    assert box.login("deny").exit_code == 3
    assert box.stored == before
    box.ok("campaigns", "list")


@pytest.mark.slow
def test_a_port_that_is_taken(box: Box) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        done = box.login(port=port)
    assert done.exit_code == 3
    assert f"http://localhost:{port}/: Address already in use" in done.stderr
    assert "--no-browser" in done.stderr
    assert box.log == []


@pytest.mark.slow
def test_a_browser_that_never_comes(box: Box) -> None:
    done = box.login("never", "--wait", "0.3s")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "within 0.3 s" in done.stderr
    assert "--no-browser" in done.stderr


@pytest.mark.slow
def test_ctrl_c_while_the_browser_is_open(box: Box) -> None:
    port = free_port()
    args = ("auth", "login", *APP, "--redirect-uri", f"http://localhost:{port}/", "--insecure-storage")
    with box.start(*args, BROWSER="true", PINADS_APP_SECRET=SECRET) as program:
        assert program.stderr is not None
        while "Waiting for your answer" not in program.stderr.readline():
            pass
        program.send_signal(signal.SIGINT)
        _, errors = program.communicate(timeout=120)
    assert program.returncode == 130
    assert errors == "interrupted\n"


@pytest.mark.slow
def test_other_requests_to_the_redirect_server_do_not_disturb_it(box: Box) -> None:
    port = free_port()
    args = ("auth", "login", *APP, "--redirect-uri", f"http://localhost:{port}/back", "--insecure-storage")
    with box.start(*args, BROWSER="true", PINADS_APP_SECRET=SECRET) as program:
        url = told_url(program)
        assert "Nothing here" in visit(f"http://127.0.0.1:{port}/favicon.ico")
        with socket.create_connection(("127.0.0.1", port)) as silent:
            silent.shutdown(socket.SHUT_WR)
            target = pressed(url, "allow")
            assert target.startswith(f"http://localhost:{port}/back?")
            assert "return to the terminal" in visit(target)
        out, errors = program.communicate(timeout=120)
    assert program.returncode == 0, errors
    assert json.loads(out)[0]["usable"] is True


class TestWithoutABrowser:
    """--no-browser: a person carries the URL out and the answer back."""

    def start(self, box: Box, *more: str):  # type: ignore[no-untyped-def]
        args = ("auth", "login", *APP, "--no-browser", "--insecure-storage", *more)
        program = box.start(*args, PINADS_APP_SECRET=SECRET)
        return program, told_url(program)

    @pytest.mark.slow
    def test_the_pasted_answer_logs_in(self, box: Box) -> None:
        program, url = self.start(box)
        with program:
            out, errors = program.communicate(pressed(url, "allow") + "\n", timeout=120)
        assert program.returncode == 0, errors
        assert json.loads(out)[0]["scopes"] == "ads:read,ads:write"
        assert f"{ACCOUNTS} ad accounts" in errors

    @pytest.mark.slow
    @pytest.mark.parametrize("pasted", ["", "TEST_code", "http://localhost:8085/?code=TEST_code", "http://[::1"])
    def test_what_is_no_answer_is_refused(self, box: Box, pasted: str) -> None:
        program, _ = self.start(box)
        with program:
            _, errors = program.communicate(pasted + "\n", timeout=120)
        assert program.returncode == 3
        assert "belong to this login" in errors
        assert box.grants == 0

    @pytest.mark.slow
    def test_fewer_scopes_are_asked_for_and_told(self, box: Box) -> None:
        program, url = self.start(box, "--scopes", "ads:read", "--account", ACCOUNT)
        with program:
            out, _ = program.communicate(pressed(url, "allow") + "\n", timeout=120)
        assert json.loads(out)[0]["scopes"] == "ads:read"
        lacking = box("api", "PATCH", "/ad_accounts/{account}/campaigns", "--input", "-", "-o", "table", input="[]")
        assert lacking.exit_code == 3
        assert "scope ads:write" in lacking.stderr
        assert "run: pinads auth login --scopes ads:read,ads:write" in lacking.stderr
        assert box.grants == 1, "a missing scope is not mended by a refresh"

    @pytest.mark.slow
    def test_another_redirect_uri_than_that_of_the_page(self, box: Box) -> None:
        program, url = self.start(box, "--redirect-uri", "https://example.com/back")
        with program:
            answer = pressed(changed(url, redirect_uri="https://example.com/other"), "allow")
            _, errors = program.communicate(answer + "\n", timeout=120)
        assert program.returncode == 3
        assert "redirect_uri" in errors


class TestTheAppsSecret:
    def test_it_may_come_on_standard_input(self, box: Box) -> None:
        done = box("auth", "login", *APP, "--client-credentials", "--insecure-storage", input=SECRET + "\n")
        assert done.exit_code == 0, done.stderr
        assert box.stored["app_secret"] == SECRET

    def test_without_it_nothing_is_sent(self, box: Box) -> None:
        done = box("auth", "login", *APP, "--client-credentials", "--insecure-storage")
        assert done.exit_code == 3
        assert "PINADS_APP_SECRET" in done.stderr
        assert box.log == []

    def test_it_is_never_an_option(self, box: Box) -> None:
        assert not [word for word in box.ok("auth", "login", "--help").stdout.split() if word.startswith("-") and "secret" in word]

    @pytest.mark.slow
    def test_another_secret_than_the_apps_own(self, box: Box) -> None:
        box.login()
        done = box("auth", "login", *APP, "--client-credentials", "--insecure-storage", input="TEST_other_secret\n")
        assert done.exit_code == 3
        assert "app's id and secret" in done.stderr
        assert box.stored["app_secret"] == SECRET


def test_client_credentials_are_renewed_without_a_refresh_token(box: Box) -> None:
    box.ok("auth", "login", *APP, "--client-credentials", "--insecure-storage", "--account", ACCOUNT, PINADS_APP_SECRET=SECRET)
    first = box.stored
    assert "refresh_token" not in first
    box.store({**first, "expires_at": 1})
    box.ok("campaigns", "list")
    assert box.stored["access_token"] != first["access_token"]


class TestWithAToken:
    def test_it_is_tried_and_kept(self, box: Box) -> None:
        done = box("auth", "login", "--with-token", "--insecure-storage", "--account", ACCOUNT, input="pina_TEST_brought\n")
        assert done.exit_code == 0, done.stderr
        assert box.stored["access_token"] == "pina_TEST_brought"
        assert done.json[0]["expires_at"] is None
        assert box.ok("auth", "token").stdout == "pina_TEST_brought\n"

    def test_the_name_of_an_ad_account_becomes_its_id(self, box: Box) -> None:
        box.ok("profiles", "create", "shop", "account=Hearth & Loom")
        assert 'account = "Hearth & Loom"' in (box.directory / "config" / "config.toml").read_text()
        box.ok("auth", "login", "--profile", "shop", "--with-token", "--insecure-storage", input="pina_TEST_brought\n")
        assert f'account = "{ACCOUNT}"' in (box.directory / "config" / "config.toml").read_text()

    @pytest.mark.slow
    def test_one_that_is_refused_is_not_kept(self, box: Box) -> None:
        box.login()
        spent = box.stored["access_token"]
        box.ok("auth", "refresh")
        before = box.stored
        done = box("auth", "login", "--with-token", "--insecure-storage", input=spent)
        assert done.exit_code == 3
        assert "HTTP 401" in done.stderr
        assert box.stored == before

    def test_where_nothing_answers_it_is_not_kept(self, box: Box) -> None:
        done = box(
            "auth", "login", "--with-token", "--insecure-storage", "--max-wait", "0s",
            input="pina_TEST", PINADS_API_URL=f"http://127.0.0.1:{free_port()}/v5",
        )  # fmt: skip
        assert done.exit_code == 6
        assert not (box.directory / "config" / "config.toml").exists()

    @pytest.mark.parametrize("text", ["", "\n", "pina TEST", "pina_TÉST"])
    def test_what_is_no_token(self, box: Box, text: str) -> None:
        done = box("auth", "login", "--with-token", "--insecure-storage", input=text)
        assert done.exit_code in (2, 3)
        assert box.log == []


def test_no_keyring_is_told_before_anything_is_asked(box: Box) -> None:
    done = box("auth", "login", *APP, "--client-credentials", PINADS_APP_SECRET=SECRET)
    assert done.exit_code == 3
    assert "PINADS_ACCESS_TOKEN" in done.stderr
    assert "--insecure-storage" in done.stderr
    assert box.log == []
    assert not (box.directory / "config" / "config.toml").exists()


def test_the_demo_needs_no_login(box: Box) -> None:
    done = box("auth", "login", "--profile", "demo", "--with-token", input="pina_TEST")
    assert done.exit_code == 2
    assert "needs no login" in done.stderr


@pytest.mark.slow
def test_a_token_is_not_sent_to_another_host(box: Box) -> None:
    box.login()
    done = box("campaigns", "list", "-o", "table", PINADS_API_URL="https://elsewhere.invalid/v5")
    assert done.exit_code == 3
    assert "not sent to elsewhere.invalid" in done.stderr


def test_http_is_for_this_machine_only(box: Box) -> None:
    done = box("auth", "login", "--with-token", "--insecure-storage", input="pina_TEST", PINADS_API_URL="http://api.example.com/v5")
    assert done.exit_code == 2
    assert "clear text" in done.stderr
