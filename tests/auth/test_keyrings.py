"""Credentials in keyrings of several kinds: what is kept, what is asked, and what is said where it does not work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import today
from tests.support.logins import APP, SECRET, Box, Done
from tests.support.rows_and_statuses import ACCOUNT

LIST = ("campaigns", "list", "-o", "ids")
LOGIN = ("auth", "login", *APP, "--client-credentials", "--account", ACCOUNT)
WAYS = "set PINADS_ACCESS_TOKEN, or log in with --insecure-storage"


class Ring(Box):
    """A box whose programs use one of the keyrings of tests.support.keyrings."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.file = directory / "ring.json"
        self.environment |= {"TEST_KEYRING": str(self.file), "PYTHONPATH": today.path(Path(__file__).parents[2])}

    def __call__(self, *args: str, input: str = "", **env: str) -> Done:
        """As a program of its own: a process has one keyring for all its life."""
        return self.program(*args, input=input, **env)

    def using(self, kind: str) -> Ring:
        self.environment["PYTHON_KEYRING_BACKEND"] = f"tests.support.keyrings.{kind}"
        return self

    def log_in(self) -> Done:
        return self(*LOGIN, PINADS_APP_SECRET=SECRET)

    @property
    def items(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.file.read_text()) if self.file.exists() else {}
        return found


@pytest.fixture
def ring(tmp_path: Path) -> Iterator[Ring]:
    ring = Ring(tmp_path)
    with ring.server:
        yield ring
    ring.emulator.close()


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["Plain", "Windows", "MacOS"])
def test_one_item_holds_all_of_a_profile(ring: Ring, kind: str) -> None:
    done = ring.using(kind).log_in()
    assert done.exit_code == 0, done.stderr
    ((name, text),) = ring.items.items()
    assert name.startswith("pinads:default@")
    assert name.endswith("|default")
    assert json.loads(text)["app_secret"] == SECRET
    assert len(text) < 1200
    assert f'store = "tests.support.keyrings.{kind}"' in ring.config
    assert "pina_" not in ring.config
    assert ring.ok(*LIST).stdout.split() == ["626735000001", "626735000002"]


@pytest.mark.slow
def test_a_command_opens_the_item_once(ring: Ring) -> None:
    ring.using("MacOS").log_in()
    asked = ring.file.with_suffix(".asked")
    asked.unlink()
    ring.ok(*LIST)
    assert len(asked.read_text().splitlines()) == 1


@pytest.mark.slow
def test_the_remembered_backend_is_loaded_by_name(ring: Ring) -> None:
    ring.using("Plain").log_in()
    del ring.environment["PYTHON_KEYRING_BACKEND"]
    ring.ok(*LIST)
    assert ring.ok("auth", "status").json[0]["backend"] == "tests.support.keyrings.Plain"


@pytest.mark.slow
def test_a_token_that_is_too_long_is_refused_before_windows_cuts_it(ring: Ring) -> None:
    done = ring.using("Windows")("auth", "login", "--with-token", input="pina_TEST" + "x" * 1300)
    assert done.exit_code == 3
    assert "some keyrings store only 1,200" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("Forgetful", "did not store it"),
        ("Locked", "unlock it, or " + WAYS),
        ("Broken", "Connection refused"),
        ("Missing", "cannot use the keyring"),
        ("Silent", "no answer in 5 s"),
    ],
)
def test_a_keyring_that_does_not_work_is_told_before_a_token_is_asked_for(ring: Ring, kind: str, says: str) -> None:
    done = ring.using(kind).log_in()
    assert done.exit_code == 3
    assert says in done.stderr
    assert "--insecure-storage" in done.stderr
    assert ring.log == []
    assert not (ring.directory / "config" / "config.toml").exists()


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "says"), [("Locked", "it is locked"), ("Broken", "Connection refused"), ("Silent", "no answer in 5 s")])
def test_a_keyring_that_fails_later_is_an_error_and_no_hang(ring: Ring, kind: str, says: str) -> None:
    ring.using("Plain").log_in()
    ring.log.clear()
    done = ring.using(kind)(*LIST, "-o", "table")
    assert (done.exit_code, done.stdout) == (3, "")
    assert says in done.stderr
    assert WAYS in done.stderr
    assert ring.log == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "args",
    [
        ("--version",),
        ("--help",),
        ("auth", "login", "--help"),
        ("campaigns", "list", "--profile", "demo", "-o", "ids"),
        ("profiles", "list"),
        ("schema", "campaign"),
    ],
)
def test_what_needs_no_token_does_not_touch_the_keyring(ring: Ring, args: tuple[str, ...]) -> None:
    ring.using("Plain").log_in()
    assert ring.using("Silent")(*args).exit_code == 0


@pytest.mark.slow
def test_a_token_of_the_environment_leaves_the_keyring_alone(ring: Ring) -> None:
    ring.using("Plain").log_in()
    ring.using("Silent").ok(*LIST, PINADS_ACCESS_TOKEN="pina_TEST_env")


@pytest.mark.slow
def test_logging_out_removes_the_item(ring: Ring) -> None:
    ring.using("Plain").log_in()
    ring.ok("auth", "logout")
    assert ring.items == {}
    assert "store" not in ring.config


@pytest.mark.slow
def test_a_scratch_configuration_has_items_of_its_own(ring: Ring, tmp_path: Path) -> None:
    ring.using("Plain").log_in()
    first = ring.items
    ring.environment["PINADS_CONFIG_DIR"] = str(tmp_path / "scratch")
    ring.log_in()
    ring.ok("auth", "logout")
    assert ring.items == first


@pytest.mark.slow
def test_moving_from_a_file_to_the_keyring_leaves_no_file(ring: Ring) -> None:
    ring(*LOGIN, "--insecure-storage", PINADS_APP_SECRET=SECRET)
    assert list((ring.directory / "config" / "credentials").iterdir())
    ring.using("Plain").log_in()
    assert not list((ring.directory / "config" / "credentials").iterdir())
    assert len(ring.items) == 1


@pytest.mark.slow
def test_a_new_token_that_cannot_be_stored_is_not_used(ring: Ring) -> None:
    ring.using("FailsLater").log_in()
    ring.file.with_suffix(".full").touch()
    ring.log.clear()
    done = ring("auth", "refresh", "-o", "table")
    assert done.exit_code == 3
    assert "profile 'default'" in done.stderr
    assert "could not be stored" in done.stderr
    assert "No space left" in done.stderr
    assert "pinads auth login" in done.stderr
    assert [entry.operation for entry in ring.log] == ["oauth/token"]


@pytest.mark.slow
def test_without_a_keyring_nothing_is_kept_in_clear_text_by_itself(ring: Ring) -> None:
    done = ring.log_in()
    assert done.exit_code == 3
    assert "no keyring" in done.stderr
    assert WAYS in done.stderr
    assert not [path for path in ring.directory.rglob("*") if path.is_file() and path.suffix != ".lock"]
