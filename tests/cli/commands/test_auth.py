"""auth status, refresh, token and logout; the environment's tokens; renewals as commands do them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pinads.emulator import Faults
from tests.support.logins import APP, SECRET, Box
from tests.support.rows_and_statuses import ACCOUNT
from tests.support.wording import Wording

pytestmark = pytest.mark.dates

LIST = ("campaigns", "list", "-o", "ids")


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    box = Box(tmp_path)
    with box.server:
        yield box
    box.emulator.close()


def with_credential(box: Box, **changed: object) -> None:
    """A login whose stored facts are others."""
    box.ok("auth", "login", "--with-token", "--insecure-storage", "--account", ACCOUNT, input="pina_TEST_given")
    stored = {**box.stored, "app_id": "1234567", "app_secret": SECRET, "grant": "authorization_code", "refresh_token": "pinr_TEST_given"}
    stored.update(changed)
    box.store({name: value for name, value in stored.items() if value is not None})


class TestStatus:
    def test_nobody_has_logged_in(self, box: Box) -> None:
        done = box("auth", "status", "-o", "json")
        assert done.exit_code == 3
        assert [(row["profile"], row["current"], row["source"], row["usable"]) for row in done.json] == [
            ("default", True, "none", False),
            ("demo", False, "built in", True),
        ]
        error = json.loads(done.stderr)["error"]
        assert (error["type"], error["exit_code"], error["hint"]) == ("CredentialError", 3, "pinads auth login")

    def test_every_profile_with_its_own(self, box: Box) -> None:
        with_credential(box, expires_at=4_000_000_000, scopes="ads:read")
        box.ok("profiles", "create", "other", "environment=sandbox", "account=7")
        rows = {row["profile"]: row for row in box.ok("auth", "status").json}
        assert list(rows) == ["default", "other", "demo"]
        assert rows["default"]["expires_at"] == 4_000_000_000
        assert (rows["default"]["source"], rows["default"]["scopes"]) == ("file", "ads:read")
        assert (rows["other"]["environment"], rows["other"]["account"], rows["other"]["problem"]) == (
            "sandbox",
            "7",
            "nobody has logged in",
        )
        assert box("auth", "status", "--profile", "other").exit_code == 3

    def test_the_keys_are_a_contract(self, box: Box) -> None:
        with_credential(box)
        assert " ".join(box.ok("auth", "status").json[0]) == (
            "profile current source backend environment account scopes expires_at refresh_expires_at usable problem"
        )

    def test_nothing_secret_and_nothing_sent(self, box: Box) -> None:
        with_credential(box)
        box.log.clear()
        done = box.ok("auth", "status", "--debug")
        assert "pina_" not in done.stdout + done.stderr
        assert "pinr_" not in done.stdout + done.stderr
        assert SECRET not in done.stdout + done.stderr
        assert box.log == []

    @pytest.mark.parametrize(
        ("changed", "problem"),
        [
            ({"expires_at": 1, "refresh_token": None}, "the access token has expired and cannot be refreshed"),
            ({"expires_at": 1, "refresh_expires_at": 1}, "the login has ended"),
        ],
    )
    def test_what_is_over(self, box: Box, changed: dict[str, object], problem: str, wording: Wording) -> None:
        with_credential(box, **changed)
        done = box("auth", "status")
        assert done.exit_code == 3
        assert done.json[0]["problem"] == problem
        done = box(*LIST)
        assert done.exit_code == 3
        wording(done.stderr)
        assert "pinads auth login" in done.stderr

    def test_a_token_of_the_environment_is_that_of_the_profile_in_use(self, box: Box) -> None:
        with_credential(box)
        row = box.ok("auth", "status", PINTEREST_ACCESS_TOKEN="pina_TEST_other").json[0]
        assert (row["source"], row["backend"]) == ("environment", "PINTEREST_ACCESS_TOKEN")

    def test_on_a_narrow_page(self, box: Box) -> None:
        with_credential(box)
        done = box.ok("auth", "status", "-o", "table", COLUMNS="80")
        assert done.stdout.splitlines()[0] == "default (in use)"
        assert max(map(len, done.stdout.replace(str(box.directory), "").splitlines())) <= 80


class TestToken:
    def test_it_is_printed_and_nothing_else(self, box: Box) -> None:
        with_credential(box)
        done = box.ok("auth", "token")
        assert (done.stdout, done.stderr) == ("pina_TEST_given\n", "")

    def test_as_json(self, box: Box) -> None:
        with_credential(box)
        assert box.ok("auth", "token", "-o", "json").json["access_token"] == "pina_TEST_given"

    def test_one_that_is_about_to_end_is_renewed_first(self, box: Box) -> None:
        with_credential(box, expires_at=1)
        assert box.ok("auth", "token").stdout.strip() == box.stored["access_token"] != "pina_TEST_given"

    @pytest.mark.parametrize("command", ["token", "refresh", "logout"])
    def test_the_demo_has_none(self, box: Box, command: str) -> None:
        done = box("auth", command, "--profile", "demo")
        assert (done.exit_code, done.stdout) == (3, "")


class TestRefresh:
    def test_now(self, box: Box) -> None:
        with_credential(box)
        (row,) = box.ok("auth", "refresh").json
        assert row["refresh_expires_at"] - row["expires_at"] == 30 * 24 * 3600
        assert box.stored["refresh_token"] != "pinr_TEST_given"
        assert "renewing_since" not in box.stored
        assert box.grants == 1

    def test_an_expired_token_is_renewed_before_it_is_sent(self, box: Box) -> None:
        with_credential(box, expires_at=1)
        box.log.clear()
        box.ok(*LIST)
        assert [entry.operation for entry in box.log] == ["oauth/token", "campaigns/list"]

    def test_one_that_the_server_refuses_is_renewed_once(self, box: Box) -> None:
        with_credential(box)
        box.ok("auth", "refresh")
        spent = box.stored
        box.ok("auth", "refresh")
        box.store({**box.stored, "access_token": spent["access_token"]})
        box.log.clear()
        box.ok(*LIST)
        assert [(entry.operation, entry.status) for entry in box.log] == [
            ("campaigns/list", 401),
            ("oauth/token", 200),
            ("campaigns/list", 200),
        ]

    def test_a_refresh_token_that_is_spent_says_how_to_go_on(self, box: Box) -> None:
        with_credential(box, expires_at=1)
        stored = box.stored
        box.ok(*LIST)
        box.store(stored)
        done = box(*LIST, "--profile", "default", "-o", "table")
        assert done.exit_code == 3
        assert done.stderr.startswith("error: the login of profile 'default' cannot be refreshed: Invalid grant")
        assert done.stderr.endswith("run: pinads auth login --profile default\n")

    def test_a_renewal_that_was_cut_off_is_told_as_such(self, box: Box, wording: Wording) -> None:
        with_credential(box, expires_at=1, renewing_since=1_764_000_000)
        stored = box.stored
        box.ok(*LIST)
        box.store(stored)
        done = box(*LIST)
        assert done.exit_code == 3
        at = time.strftime("%Y-%m-%d %H:%M", time.localtime(1_764_000_000))
        assert at in done.stderr
        wording(done.stderr)
        assert "pinads auth login" in done.stderr

    def test_a_token_that_is_still_good_is_used_where_it_cannot_be_renewed_yet(self, box: Box, wording: Wording) -> None:
        with_credential(box, expires_at=int(time.time()) + 200, issued_at=None)
        stored = box.stored
        box.emulator.faults = Faults.parse(["error_before@oauth/token=1"])
        done = box.ok(*LIST)
        assert "warning: " in done.stderr
        wording(done.stderr)
        assert box.stored["access_token"] == stored["access_token"]

    def test_without_a_refresh_token_it_says_so(self, box: Box, wording: Wording) -> None:
        with_credential(box, refresh_token=None)
        done = box("auth", "refresh")
        assert done.exit_code == 3
        wording(done.stderr)

    def test_a_token_of_the_environment_is_not_renewed(self, box: Box, wording: Wording) -> None:
        done = box("auth", "refresh", PINADS_ACCESS_TOKEN="pina_TEST_env")
        assert done.exit_code == 3
        wording(done.stderr)
        assert box.log == []


class TestEnvironment:
    def test_its_token_beats_the_stored_one_and_is_kept_nowhere(self, box: Box) -> None:
        box.ok(*LIST, "--account", ACCOUNT, PINADS_ACCESS_TOKEN="pina_TEST_env")
        assert not (box.directory / "config").exists()

    def test_one_that_is_refused_names_its_variable(self, box: Box, wording: Wording) -> None:
        with_credential(box)
        box.ok("auth", "refresh")
        spent = box.stored["access_token"]
        box.ok("auth", "refresh")
        box.log.clear()
        done = box(*LIST, "-o", "table", PINADS_ACCESS_TOKEN=spent)
        assert done.exit_code == 3
        wording(done.stderr)
        assert "set PINADS_ACCESS_TOKEN" in done.stderr
        assert [entry.operation for entry in box.log] == ["campaigns/list"]

    def test_a_refresh_token_an_app_and_its_secret(self, box: Box, wording: Wording) -> None:
        triple = {"PINADS_REFRESH_TOKEN": "pinr_TEST_env", "PINADS_APP_ID": "1234567", "PINADS_APP_SECRET": SECRET}
        done = box.ok(*LIST, "--account", ACCOUNT, **triple)
        wording(done.stderr)
        assert "pinr_" not in done.stderr
        assert not (box.directory / "config").exists()
        again = box(*LIST, "--account", ACCOUNT, **triple)
        assert again.exit_code == 3
        wording(again.stderr)
        assert "PINADS_REFRESH_TOKEN" in again.stderr

    def test_a_refresh_token_alone_says_what_is_missing(self, box: Box, wording: Wording) -> None:
        done = box(*LIST, "--account", ACCOUNT, PINADS_REFRESH_TOKEN="pinr_TEST_env")
        assert done.exit_code == 3
        wording(done.stderr)
        assert "PINADS_APP_ID and PINADS_APP_SECRET" in done.stderr

    def test_http_beyond_this_machine_is_refused(self, box: Box) -> None:
        done = box(*LIST, PINADS_ACCESS_TOKEN="pina_TEST", PINADS_API_URL="http://example.com/v5")
        assert done.exit_code == 2


class TestLogout:
    def test_it_forgets_the_token_and_keeps_the_profile(self, box: Box, wording: Wording) -> None:
        with_credential(box)
        done = box.ok("auth", "logout")
        wording(done.stderr)
        assert not list((box.directory / "config" / "credentials").iterdir())
        assert "account" in box.config
        assert "store" not in box.config
        assert box("auth", "status").exit_code == 3
        wording(box.ok("auth", "logout").stderr)

    def test_a_token_that_is_left_in_the_environment_is_named(self, box: Box, wording: Wording) -> None:
        with_credential(box)
        wording(box.ok("auth", "logout", PINADS_ACCESS_TOKEN="pina_TEST").stderr)


class TestTheFile:
    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o620])
    def test_it_is_refused_where_others_can_get_at_it(self, box: Box, mode: int, wording: Wording) -> None:
        with_credential(box)
        path = box.directory / "config" / "credentials" / "default.json"
        path.chmod(mode)
        done = box(*LIST, "-o", "table")
        assert done.exit_code == 3
        wording(done.stderr)

    @pytest.mark.parametrize("text", ["", "{", "[]", '{"token": 1}', "null"])
    def test_what_is_no_credential(self, box: Box, text: str, wording: Wording) -> None:
        with_credential(box)
        (box.directory / "config" / "credentials" / "default.json").write_text(text)
        done = box(*LIST)
        assert done.exit_code == 3
        wording(done.stderr)

    def test_one_that_is_gone(self, box: Box, wording: Wording) -> None:
        with_credential(box)
        (box.directory / "config" / "credentials" / "default.json").unlink()
        done = box(*LIST)
        assert done.exit_code == 3
        wording(done.stderr)


def test_the_app_is_remembered_for_the_next_login(box: Box) -> None:
    box.ok("auth", "login", *APP, "--client-credentials", "--insecure-storage", PINADS_APP_SECRET=SECRET)
    box.ok("auth", "login", "--client-credentials", "--insecure-storage", PINADS_APP_SECRET=SECRET)
    assert 'app_id = "1234567"' in box.config
