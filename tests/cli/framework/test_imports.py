"""What a fresh interpreter loads for a command: start-up time is a feature."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pinads import __version__
from tests.support.rows_and_statuses import serving, settings

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
    "plotille",
)
UNUSED_FOR_HELP = (
    "pinads.emulator",
    "pinads.auth",
    "sqlite3",
    "pinads.cli.output.emit",
    "pinads.render.table",
    "ssl",
    "hashlib",
    "tomllib",
)
UNUSED_FOR_THE_ROOT = (
    "pinads.sdk",
    "pinads.render",
    "pinads.cli.commands.campaigns",
    "pinads.services.context",
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


@pytest.mark.slow
@pytest.mark.parametrize("args", [("--version",), ("--help",)])
def test_the_root_loads_next_to_nothing(args: tuple[str, ...], real_environment: dict[str, str]) -> None:
    modules = loaded(args, real_environment)
    assert not modules & {*SLOW, *UNUSED_FOR_HELP, *UNUSED_FOR_THE_ROOT}
    assert {name for name in modules if name.startswith("pinads")} == {
        "pinads",
        "pinads.cli",
        "pinads.cli.command_list",
        "pinads.cli.framework",
        "pinads.cli.framework.lazy_group",
        "pinads.cli.main",
        "pinads.cli.typed_words",
    }


@pytest.mark.parametrize("args", [pytest.param(("campaigns", "--help"), marks=pytest.mark.slow), ("campaigns", "update", "--help")])
def test_help_of_a_group_loads_no_other_group_and_nothing_to_run_it(args: tuple[str, ...], real_environment: dict[str, str]) -> None:
    modules = loaded(args, real_environment)
    assert not modules & {*SLOW, *UNUSED_FOR_HELP}
    if len(args) == 2:  # The options of a command are read when it is built.
        assert not modules & {*UNUSED_WITHOUT_OPTIONS, "pinads.cli.options.common.reading", "pinads.services.listing.options"}
    assert not modules & {
        "pinads.cli.commands.ads",
        "pinads.cli.commands.keywords",
        "pinads.cli.commands.api",
        "pinads.sdk.resources.ads",
        "pinads.sdk.resources.keywords",
    }


RICH = {"rich.console", "rich.table"}
UNUSED_WITHOUT_OPTIONS = {
    "pinads.auth.credential",
    "pinads.auth.stores",
    "pinads.auth.tokens",
    "pinads.cli.framework.field_options",
    "pinads.cli.options.common.templating",
    "pinads.cli.options.common.writing",
    "pinads.sdk.bulk",
    "pinads.services.inputs.field_values",
    "pinads.services.inputs.parsers",
    "pinads.services.listing.filters",
    "pinads.services.listing.query_notes",
    "pinads.services.names.cache",
    "pinads.services.names.protocols",
    "pinads.services.policy",
    "pinads.services.writes.options",
}
"""What a listing loads for writes, filters, names and stored tokens only."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("format", "drawing"),
    [
        ("json", set()),
        ("table", RICH),
        pytest.param("csv", set(), marks=pytest.mark.slow),
        pytest.param("ids", set(), marks=pytest.mark.slow),
    ],
)
def test_a_listing_of_the_demo_account_loads_no_network_and_rich_for_a_table_only(
    format: str, drawing: set[str], real_environment: dict[str, str]
) -> None:
    modules = loaded(("campaigns", "list", "--profile", "demo", "-o", format), real_environment)
    assert modules & {*SLOW, "ruamel.yaml", "rich.cells", "rich.text"} == drawing | ({"rich.cells", "rich.text"} if drawing else set())


@pytest.mark.slow
@pytest.mark.parametrize("format", [pytest.param("json", marks=pytest.mark.slow), "table"])
def test_a_listing_over_http_loads_what_it_needs_and_no_more(format: str, tmp_path: Path) -> None:
    with serving() as api:
        environment = {**os.environ, **settings(api.server.url, tmp_path)}
        modules = loaded(("campaigns", "list", "-o", format), environment)
    assert {"requests", "pinads.sdk.listing.prefetch"} <= modules
    # What requests imports by itself (email, http.client, importlib.metadata, random) is not asked about.
    unused = {"pinads.emulator.emulator", "sqlite3", "keyring", "pydantic", "jmespath", "http.server", "asyncio", "concurrent.futures"}
    writing = {"pinads.services.writes.pipeline", "pinads.cli.output.outcomes", *UNUSED_WITHOUT_OPTIONS}
    assert (
        modules
        & {
            *unused,
            *writing,
            *({*RICH, "dataclasses"} if format == "json" else ()),
            "ruamel.yaml",
            "pinads.cli.commands.ads",
            "pinads.sdk.resources.ads",
            "pinads.sdk.resources.ad_groups",
        }
        == set()
    )


@pytest.mark.slow
def test_a_listing_of_the_demo_account_starts_no_threads_to_fetch_ahead(real_environment: dict[str, str]) -> None:
    assert "pinads.sdk.listing.prefetch" not in loaded(("campaigns", "list", "--profile", "demo", "-o", "json"), real_environment)


def test_the_version_is_told_without_a_command_line(script: list[str], real_environment: dict[str, str]) -> None:
    run = subprocess.run([*script, "--version"], env={**real_environment, "PYTHONPROFILEIMPORTTIME": "1"}, capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (0, f"pinads {__version__}\n")
    modules = {line.rpartition("|")[2].strip() for line in run.stderr.splitlines()}
    assert "pinads.__main__" in modules
    assert not modules & {"typer", "pinads.cli", "pinads.sdk", "json", "inspect", "logging"}


@pytest.mark.slow
def test_the_demo_needs_no_network_modules_to_write(real_environment: dict[str, str]) -> None:
    assert not loaded(("campaigns", "pause", "626735000001", "-o", "json"), real_environment) & set(SLOW)


@pytest.mark.parametrize("shell", ["bash", *(pytest.param(shell, marks=pytest.mark.slow) for shell in ("zsh", "fish"))])
def test_printing_a_completion_loads_nothing_that_talks_to_the_api(shell: str, real_environment: dict[str, str]) -> None:
    modules = loaded(("completion", shell), real_environment)
    assert not modules & {
        *SLOW,
        *UNUSED_FOR_HELP,
        "pinads.sdk.client",
        "pinads.sdk.http.transport",
        "pinads.sdk.record",
        "pinads.cli.options.common",
        "pinads.cli.options.common.reading",
    }
