"""Listings over HTTP: which requests they send, and that two at once list what one at a time does."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from pinads.emulator import Faults
from tests.support.each import thinned
from tests.support.rows_and_statuses import PINADS, Api, serving, settings

pytestmark = pytest.mark.slow

ALL = ("--status", "all")
DISTANT = 0.04
"""Seconds that an answer takes, so that a second chain is worth its requests."""


@pytest.fixture
def api() -> Iterator[Api]:
    """One for each test: a command may end with requests under way, which are noted when they are answered."""
    with serving(Faults(latency=DISTANT), campaigns=60) as api:
        yield api


def pinads(api: Api, tmp_path: Path, *args: str, code: int = 0, **env: str) -> subprocess.CompletedProcess[str]:
    api.log.clear()
    environment = {**os.environ, **settings(api.server.url, tmp_path), "PYTHONWARNINGS": "error", **env}
    run = subprocess.run([*PINADS, *args], env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == code, run.stderr
    return run


def orders(api: Api, operation: str = "campaigns/list") -> list[str]:
    return [parse_qs(entry.query)["order"][0] for entry in api.log if entry.operation == operation]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("noun", "operation", "format", "order"),
    [
        ("campaigns", "campaigns/list", "ids", "ascending"),
        ("campaigns", "campaigns/list", "json", "descending"),
        ("campaigns", "campaigns/list", "table", "ascending"),
        ("campaigns", "campaigns/list", "csv", "descending"),
        ("adgroups", "ad_groups/list", "ids", "descending"),
        ("adgroups", "ad_groups/list", "json", "ascending"),
    ],
)
def test_what_is_listed_is_the_same(api: Api, tmp_path: Path, noun: str, operation: str, format: str, order: str) -> None:
    args = (noun, "list", *ALL, "--page-size", "9", "--order", order, "-o", format)
    serial = pinads(api, tmp_path, *args, PINADS_CONCURRENCY="1")
    assert set(orders(api, operation)) == {order.upper()}  # of one after the other none is left under way
    both = pinads(api, tmp_path, *args)
    assert both.stdout == serial.stdout
    assert both.stdout.count("\n") > 35


@pytest.mark.slow
def test_a_long_listing_is_read_from_both_ends(tmp_path: Path) -> None:
    with serving(Faults(latency=DISTANT), campaigns=60) as api:
        pinads(api, tmp_path, "campaigns", "list", *ALL, "--page-size", "2", "-o", "ids")
        assert orders(api)[:2] == ["ASCENDING"] * 2
        assert set(orders(api)) == {"ASCENDING", "DESCENDING"}


@pytest.mark.slow
@pytest.mark.parametrize(("limit", "requests"), [("5", 1), ("6", 1), ("7", 2), ("12", 2)])
def test_a_limit_asks_for_no_page_that_it_does_not_show(api: Api, tmp_path: Path, limit: str, requests: int) -> None:
    run = pinads(api, tmp_path, "campaigns", "list", *ALL, "--page-size", "6", "--limit", limit, "-o", "ids")
    assert len(run.stdout.split()) == int(limit)
    assert orders(api) == ["ASCENDING"] * requests


@pytest.mark.slow
def test_one_page_is_one_request(api: Api, tmp_path: Path) -> None:
    pinads(api, tmp_path, "campaigns", "list", *ALL, "-o", "ids")
    assert orders(api) == ["ASCENDING"]


@pytest.mark.parametrize("value", ["0", *(pytest.param(value, marks=pytest.mark.slow) for value in ("17", "two", "-1"))])
def test_what_is_no_concurrency(api: Api, tmp_path: Path, value: str) -> None:
    run = pinads(api, tmp_path, "campaigns", "list", code=2, PINADS_CONCURRENCY=value)
    assert run.stderr.startswith(f"error: Invalid PINADS_CONCURRENCY '{value}': ")
    assert api.log == []


@pytest.mark.slow
def test_an_error_on_the_way_comes_after_the_rows_before_it(tmp_path: Path) -> None:
    with serving(Faults.script([None, "expired", "expired", "expired"]), campaigns=60) as api:
        run = pinads(api, tmp_path, "campaigns", "list", *ALL, "--page-size", "5", "-o", "jsonl", code=3)
    assert run.stdout.count("\n") == 5
    assert '"type": "AuthenticationError"' in run.stderr
    assert run.stderr.count("\n") == 1


class Held:
    """Lets an API's first answers through, and holds the others back until ``go`` is set."""

    def __init__(self, api: Api, first: int) -> None:
        self.go = threading.Event()
        self.reached = threading.Event()
        self.first = first
        api.on_request = self

    def __call__(self, number: int) -> None:
        if number > self.first:
            self.reached.set()
            assert self.go.wait(120)


@pytest.mark.slow
def test_the_first_page_is_out_before_the_second_has_come(tmp_path: Path) -> None:
    with serving(campaigns=60) as api:
        held = Held(api, first=1)
        environment = {**os.environ, **settings(api.server.url, tmp_path)}
        command = [*PINADS, "campaigns", "list", "--page-size", "5", "-o", "ids"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
            assert process.stdout is not None
            rows = [process.stdout.readline() for _ in range(5)]
            assert held.reached.wait(60)
            held.go.set()
            rest = process.stdout.read().split()
    assert all(row.strip().isdigit() for row in rows)
    assert len(rest) > 20


@pytest.mark.slow
@pytest.mark.parametrize("ending", thinned(["interrupt", "close"], 1))
def test_it_ends_at_once_while_a_page_is_on_its_way(tmp_path: Path, ending: str) -> None:
    """The answer is held back until the process has ended."""
    with serving(campaigns=60) as api:
        held = Held(api, first=3)
        environment = {**os.environ, **settings(api.server.url, tmp_path), "PYTHONWARNINGS": "error"}
        command = [*PINADS, "campaigns", "list", "--page-size", "5", "-o", "ids"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            assert held.reached.wait(60)
            if ending == "interrupt":
                process.send_signal(signal.SIGINT)
            else:
                process.stdout.close()
                held.go.set()
            assert process.wait(60) == (130 if ending == "interrupt" else 0)
            errors = process.stderr.read()
        held.go.set()
    assert "Traceback" not in errors
    assert errors.count("\n") == (ending == "interrupt")
