"""pinads emulator: serve, seed, reset, status."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Pinads

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
                _, errors = process.communicate(timeout=20)
            finally:
                process.kill()
            assert (process.returncode, errors) == (0, "")


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


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_it_quietly(script: list[str], real_environment: dict[str, str], number: int) -> None:
    with serving(script, real_environment) as (_, process):
        process.send_signal(number)


def test_an_empty_directory_is_seeded(script: list[str], real_environment: dict[str, str], tmp_path: Path) -> None:
    with serving(script, real_environment, "--data-dir", str(tmp_path / "new")):
        assert (tmp_path / "new" / "emulator.sqlite3").exists()


def test_faults_and_limits(script: list[str], real_environment: dict[str, str], pinads: Pinads) -> None:
    over_http = {"PINADS_PROFILE": None, "PINADS_ACCESS_TOKEN": "pina_TEST_any"}
    with serving(script, real_environment, "--rate-limit", "ads_read=1") as (url, _):
        assert pinads.ok(*CAMPAIGNS, PINADS_API_URL=url, **over_http)
        assert pinads(*CAMPAIGNS, "--max-wait", "0s", PINADS_API_URL=url, **over_http).exit_code == 7


@pytest.mark.parametrize(
    "args",
    [("--fault", "nonsense=1"), ("--fault", "throttle=2"), ("--fault", "throttle"), ("--rate-limit", "ads_read"), ("--port", "70000")],
)
def test_wrong_settings_are_refused(pinads: Pinads, args: tuple[str, ...]) -> None:
    run = pinads("emulator", "serve", *args, "-o", "table")
    assert run.exit_code == 2
    assert args[0] in run.stderr


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


def test_another_directory(pinads: Pinads, tmp_path: Path) -> None:
    other = str(tmp_path / "other")
    assert pinads.json("emulator", "status", "--data-dir", other)["seeded"] is False
    pinads.ok("emulator", "seed", "--data-dir", other)
    assert pinads.json("emulator", "status", "--data-dir", other)["counts"] == pinads.json("emulator", "status")["counts"]
