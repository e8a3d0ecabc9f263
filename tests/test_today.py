"""Tests run on one day, in this process and in the programs that they start."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from pinads.emulator import Emulator, Request
from tests.support.today import moment

pytestmark = pytest.mark.dates


def test_a_test_begins_at_one_moment() -> None:
    assert 0 <= time.time() - moment() < 60


def test_a_program_that_a_test_starts_has_the_same_time() -> None:
    command = [sys.executable, "-c", "import time, datetime; print(time.time()); print(datetime.date.today())"]
    seconds, day = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert 0 <= float(seconds) - moment() < 60
    assert day == time.strftime("%Y-%m-%d", time.localtime(float(seconds)))


def test_an_emulator_that_is_given_no_clock_has_it_too() -> None:
    date = Emulator(None).handle(Request("GET", "/ad_accounts", "", {}, b"")).headers["Date"]
    assert time.strftime("%a, %d %b %Y", time.gmtime(moment())) in date
