"""Many programs with one expired token, and programs that are killed while they renew it."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.logins import SECRET, Box
from tests.support.rows_and_statuses import ACCOUNT

LIST = ("campaigns", "list", "-o", "ids")
PROGRAMS = 10
EXPECTED = ["626735000001", "626735000002"]


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    box = Box(tmp_path)
    with box.server:
        yield box
    box.emulator.close()


def log_in(box: Box) -> None:
    box.ok("auth", "login", "--with-token", "--insecure-storage", "--account", ACCOUNT, input="pina_TEST_given")
    keep(box, refresh_token=f"pinr_TEST_{random.randrange(10**9)}")


def keep(box: Box, **changed: object) -> None:
    """Change what the file has, as if time had passed."""
    stored = {**box.stored, "app_id": "1234567", "app_secret": SECRET, "grant": "authorization_code", **changed}
    box.store(stored)


def race(box: Box) -> list[subprocess.Popen[str]]:
    programs = [box.start(*LIST) for _ in range(PROGRAMS)]
    for program in programs:
        out, errors = program.communicate(timeout=120)
        assert program.returncode == 0, errors
        assert out.split() == EXPECTED
        assert "error" not in errors
    return programs


def rounds(box: Box, count: int) -> None:
    log_in(box)
    for number in range(1, count + 1):
        keep(box, expires_at=1)
        race(box)
        assert box.grants == number, "one renewal for each end"
    box.log.clear()
    box.ok(*LIST)
    assert [(entry.operation, entry.status) for entry in box.log] == [("campaigns/list", 200)]


@pytest.mark.slow
def test_of_ten_programs_one_renews_and_nine_use_its_result(box: Box) -> None:
    rounds(box, 1)


@pytest.mark.slow
def test_five_rounds_of_ten_programs(box: Box) -> None:
    rounds(box, 5)


@pytest.mark.slow
def test_ten_programs_whose_token_the_server_refuses(box: Box) -> None:
    """The clock says that the token is good; another program has renewed it, and the old one is revoked."""
    log_in(box)
    box.ok("auth", "refresh")
    revoked = box.stored["access_token"]
    box.ok("auth", "refresh")
    keep(box, access_token=revoked)
    race(box)
    assert box.grants == 3


def kill_rounds(box: Box, count: int, seed: int) -> int:
    """Kill a program at a random moment of its renewal, so often; answers how often the login was lost to it, each time with a word."""
    dice, lost = random.Random(seed), 0
    log_in(box)
    for _ in range(count):
        keep(box, expires_at=1)
        with box.start(*LIST) as program:
            moment = threading.Timer(dice.uniform(0.15, 0.7), lambda: os.kill(program.pid, signal.SIGKILL))
            moment.start()
            program.communicate(timeout=60)
            moment.cancel()
        done = box(*LIST, "-o", "table")
        if done.exit_code != 0:
            lost += 1
            assert done.exit_code == 3, done.stderr
            assert "profile 'default' was interrupted" in done.stderr
            assert "run: pinads auth login" in done.stderr
            log_in(box)
    return lost


@pytest.mark.slow
def test_killed_while_renewing(box: Box) -> None:
    kill_rounds(box, 5, seed=7)


@pytest.mark.slow
def test_killed_while_renewing_a_hundred_times(box: Box) -> None:
    kill_rounds(box, 100, seed=1)


@pytest.mark.slow
def test_killed_after_pinterest_has_replaced_the_token(box: Box) -> None:
    """The one moment in which a login can be lost: it is said, with the way to go on."""
    log_in(box)
    keep(box, expires_at=1)
    with box.start(*LIST) as program:
        box.on_request = lambda entry: os.kill(program.pid, signal.SIGKILL) if entry.operation == "oauth/token" else None
        program.communicate(timeout=60)
    box.on_request = lambda entry: None
    done = box(*LIST, "-o", "table")
    assert done.exit_code == 3
    assert "was interrupted" in done.stderr
    assert done.stderr.endswith("run: pinads auth login\n")
    log_in(box)
    assert box.ok(*LIST).stdout.split() == EXPECTED


def test_killed_before_pinterest_has_the_request(box: Box) -> None:
    log_in(box)
    keep(box, expires_at=1)
    lock = box.directory / "config" / "locks" / "token-default.lock"
    with box.start(*LIST) as program:
        while not lock.exists() and program.poll() is None:
            pass
        program.kill()
    assert box.ok(*LIST).stdout.split() == EXPECTED or box.grants == 1


def test_a_lock_that_its_holder_died_with_is_free(box: Box) -> None:
    log_in(box)
    (box.directory / "config" / "locks").mkdir(exist_ok=True)
    (box.directory / "config" / "locks" / "token-default.lock").write_text("")
    keep(box, expires_at=1)
    box.ok(*LIST)
