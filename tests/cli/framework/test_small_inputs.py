"""Small things that people type, and what they are told."""

from __future__ import annotations

from pathlib import Path

from pinads.cli.output.errors import as_json
from pinads.cli.output.exit_codes import ExitCode
from tests.support.command_line import Pinads
from tests.support.each import each


def test_two_equals_signs_are_one(pinads: Pinads) -> None:
    twice = pinads.ok("campaigns", "list", "--filter", "status==PAUSED", "-o", "ids").lines
    assert twice == pinads.ok("campaigns", "list", "--filter", "status=PAUSED", "-o", "ids").lines
    assert twice


@each("sort", ["", "-", " , "])
def test_a_sort_by_nothing(pinads: Pinads, sort: str) -> None:
    run = pinads("campaigns", "list", f"--sort={sort}")
    assert (run.exit_code, run.stderr) == (2, "error: Invalid --sort: it names no field\n")
    assert not pinads.requests


def test_a_field_that_is_asked_for_twice_comes_once(pinads: Pinads) -> None:
    assert pinads.ok("campaigns", "list", "--fields", "id,name,id", "-o", "csv").lines[0] == "id,name"


def test_pages_with_a_limit_and_a_filter_lose_nothing(pinads: Pinads) -> None:
    found, bookmark = [], ""
    for _ in range(10):
        page = pinads.ok("campaigns", "list", "--bookmark", bookmark, "--limit", "3", "--filter", "name~e", "-o", "json").json
        rows = pinads.ok(
            "campaigns", "list", "--bookmark", bookmark, "--limit", "3", "--filter", "name~e", "--fields", "id", "-o", "csv"
        ).lines
        assert [item["id"] for item in page["items"]] == rows[1:]
        assert len(page["items"]) <= 3
        found += rows[1:]
        bookmark = page["bookmark"]
        if not bookmark:
            break
    assert found == pinads.ok("campaigns", "list", "--filter", "name~e", "-o", "ids").lines


@each(("code", "says"), [("²", "expected a code"), ("exi", "did you mean 'exit'?")])
def test_codes_that_are_none(pinads: Pinads, code: str, says: str) -> None:
    run = pinads("explain", code)
    assert run.exit_code == 2
    assert says in run.stderr


@each("age", ["54-25", "²+"])
def test_ages_that_are_none(pinads: Pinads, age: str) -> None:
    run = pinads("adgroups", "update", "2680060000001", "--age", age)
    assert run.exit_code == 2
    assert "Invalid --age" in run.stderr


def test_a_profile_that_prints_json_has_errors_in_json(pinads: Pinads, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[profiles.ci]\nenvironment = "emulator"\naccount = "549755885175"\noutput = "json"\n')
    run = pinads("campaigns", "get", "5", "--profile", "ci", PINADS_CONFIG_DIR=str(tmp_path))
    assert run.exit_code == 4
    assert run.error["type"] == "NotFound"
    table = pinads("campaigns", "get", "5", "--profile", "ci", "-o", "table", PINADS_CONFIG_DIR=str(tmp_path))
    assert table.stderr.startswith("error: ")


def test_missing_credentials_are_told_in_terms_of_the_command_line(pinads: Pinads, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[profiles.work]\n")
    run = pinads("accounts", "list", "--profile", "work", PINADS_CONFIG_DIR=str(tmp_path))
    assert run.exit_code == 3
    assert run.stderr == (
        "error: there is no access token for profile 'work': set PINADS_ACCESS_TOKEN, or try the built-in --profile demo"
        " — run: pinads auth login --profile work\n"
    )


def test_an_interruption_in_json() -> None:
    assert as_json(KeyboardInterrupt(), ExitCode.INTERRUPTED, "default")["error"]["message"] == "interrupted"
