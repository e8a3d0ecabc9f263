"""What a fresh interpreter loads for a command: start-up time is a feature."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROBE = """
import os, sys
from pinads.cli.main import app
try:
    app(sys.argv[1:])
except SystemExit as ended:
    assert not ended.code, ended.code
os.write(2, ("\\n" + " ".join(sorted(sys.modules))).encode())
"""
SLOW = (
    "requests",
    "urllib3",
    "keyring",
    "rich.console",
    "rich.table",
    "pydantic",
    "jmespath",
    "http.server",
    "http.client",
    "importlib.metadata",
    "asyncio",
)
UNUSED_FOR_HELP = (
    "pinads.emulator",
    "pinads.credentials",
    "sqlite3",
    "pinads.cli.output",
    "pinads.render.table",
    "ssl",
    "hashlib",
    "tomllib",
)
UNUSED_FOR_THE_ROOT = (
    "pinads.sdk",
    "pinads.render",
    "pinads.cli.campaigns",
    "pinads.cli.session",
    "json",
    "logging",
    "csv",
    "socket",
    "random",
)


def loaded(args: tuple[str, ...], environment: dict[str, str]) -> set[str]:
    """The modules that a command leaves loaded, with the packages they are in."""
    quiet = {**environment, "COLUMNS": "80"}
    run = subprocess.run([sys.executable, "-c", PROBE, *args], env=quiet, capture_output=True, text=True, check=True)
    return set(run.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("args", [("--version",), ("--help",)])
def test_the_root_loads_next_to_nothing(args: tuple[str, ...], real_environment: dict[str, str]) -> None:
    modules = loaded(args, real_environment)
    assert not modules & {*SLOW, *UNUSED_FOR_HELP, *UNUSED_FOR_THE_ROOT}
    assert {name for name in modules if name.startswith("pinads")} == {"pinads", "pinads.cli", "pinads.cli.groups", "pinads.cli.main"}


@pytest.mark.parametrize("args", [("campaigns", "--help"), ("campaigns", "update", "--help")])
def test_help_of_a_group_loads_no_other_group_and_nothing_to_run_it(args: tuple[str, ...], real_environment: dict[str, str]) -> None:
    modules = loaded(args, real_environment)
    assert not modules & {*SLOW, *UNUSED_FOR_HELP}
    assert not modules & {"pinads.cli.ads", "pinads.cli.keywords", "pinads.cli.api", "pinads.sdk.ads", "pinads.sdk.keywords"}


@pytest.mark.parametrize("format", ["json", "table", "csv"])
def test_a_listing_of_the_demo_account_loads_no_network_and_no_rich(format: str, real_environment: dict[str, str]) -> None:
    assert not loaded(("campaigns", "list", "--profile", "demo", "-o", format), real_environment) & set(SLOW)


def test_the_demo_needs_no_network_modules_to_write(real_environment: dict[str, str]) -> None:
    assert not loaded(("campaigns", "pause", "626735000001", "-o", "json"), real_environment) & set(SLOW)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_printing_a_completion_loads_nothing_that_talks_to_the_api(shell: str, real_environment: dict[str, str]) -> None:
    modules = loaded(("completion", shell), real_environment)
    assert not modules & {*SLOW, *UNUSED_FOR_HELP, "pinads.sdk.client", "pinads.sdk.transport", "pinads.sdk.model", "pinads.cli.options"}
