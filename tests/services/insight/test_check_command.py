"""pinads check as a command: its exit code, its requests, and its summary."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import refused


def test_what_is_found_decides_the_exit_code(pinads: Pinads) -> None:
    run = pinads("check", "-o", "json")
    assert run.exit_code == 9
    found = {row["check"]: row["name"] if row["level"] == "campaigns" else row["level"] for row in run.json}
    assert found == {
        "no-spend": "Wedding registry",
        "rejected-ads": "ads",
        "ended-active": "New: [bold]Terracotta[/bold] dinnerware",
        "off-pace": "Black Friday early access",
        "fatigue": "Brand awareness: handmade in small batches",
    }
    ids = pinads("check", "--only", "off-pace,no-spend", "-o", "ids")
    assert (ids.exit_code, ids.lines) == (9, ["626735000015", "626735000005"])
    clean = pinads("check", "--account", "549755885176", "--only", "fatigue", "-o", "json")
    assert (clean.exit_code, clean.json) == (0, [])


def test_ids_of_several_kinds_are_not_mixed(pinads: Pinads) -> None:
    mixed = pinads("check", "-o", "ids")
    assert (mixed.exit_code, mixed.stdout) == (2, "")
    assert "these are ids of campaigns and ads: add --level campaigns to print those alone" in mixed.stderr
    ids = {level: pinads("check", "--level", level, "-o", "ids").lines for level in ("campaigns", "ads")}
    found = pinads("check", "-o", "json").json
    assert ids == {level: list(dict.fromkeys(row["id"] for row in found if row["level"] == level)) for level in ids}
    assert pinads("check", "--level", "accounts", "-o", "ids").exit_code == 0
    refused(pinads, "check", "--level", "add", says="Invalid --level 'add': choose from campaigns", reads=True)


def test_numbers_are_numbers_for_programs(pinads: Pinads) -> None:
    (row,) = pinads("check", "--only", "off-pace", "-o", "json").json
    assert row["figures"]["pace"] == pytest.approx(row["figures"]["spend"] * 100 / row["figures"]["expected"], abs=1e-4)


def test_the_numbers_behind_a_finding_have_the_decimals_of_the_currency(pinads: Pinads) -> None:
    checks = "builtin: false\nchecks:\n  - {name: dear, when: cpa > 1 and roas > 0, level: accounts}\n"
    for account, places in (("549755885177", 0), ("549755885175", 2)):
        (row,) = pinads("check", "-", "--account", account, "-o", "json", input=checks).json
        numbers = dict(each.split() for each in row["numbers"].split(", "))
        written = {name: len(numbers[name].partition(".")[2]) for name in ("spend", "cpa", "roas")}
        assert written == {"spend": places, "cpa": places, "roas": 2}


def test_readiness_is_asked_for_before_anything_is_decided(pinads: Pinads) -> None:
    run = pinads("check", "--only", "no-spend", "-o", "table")
    assert pinads.operations[:2] == ["ad_accounts/get", "metrics_ready_state/get"]
    assert any("2025-11-22, of America/Los_Angeles" in line for line in run.lines)
    (measured,) = (parse_qs(entry.query) for entry in pinads.requests if entry.operation == "campaigns/analytics")
    assert measured["end_date"] == ["2025-11-22"]


def test_a_condition_of_the_account_from_standard_input(pinads: Pinads) -> None:
    checks = "builtin: false\nchecks:\n  - {name: roas falls, when: roas_change < 1000%, level: accounts}\n"
    run = pinads("check", "-", "-o", "json", input=checks)
    assert (run.exit_code, [(row["id"], row["name"], row["level"]) for row in run.json]) == (
        9,
        [("549755885175", "Hearth & Loom", "accounts")],
    )
    assert pinads.operations.count("ad_account/analytics") == 2
    refused(pinads, "check", "-", input="checks: [cpc >]", says="check 1: Invalid when", reads=True)


def test_the_numbers_behind_each_and_a_summary_in_markdown(pinads: Pinads) -> None:
    run = pinads("check", "--only", "off-pace", "--explain", "-o", "markdown")
    assert run.exit_code == 9
    assert run.lines[0] == "### Check"
    assert run.lines[4] == "| NAME | CHECK | FINDING | NUMBERS |"
    assert "| Black Friday early access | off-pace | at 48 % " in run.stdout
    assert "spent 802.72 USD, expected 1,681.32 USD in " in run.stdout
    assert "| pace 47.74, spend 802.72, expected 1681.32 |" in run.lines[6]
    assert "NUMBERS" not in pinads("check", "--only", "off-pace", "-o", "markdown").stdout
    refused(pinads, "check", "--only", "off-pce", says="did you mean 'off-pace'", reads=True)


@pytest.mark.slow
def test_what_was_left_alone_is_said_in_every_format(pinads: Pinads) -> None:
    pinads.ok("campaigns", "update", "626735000015", "--name", "Registry")
    said = "1 edited since 2025-11-21; add --explain "
    for format in ("csv", "json", "ids"):
        run = pinads("check", "--only", "no-spend", "-o", format)
        assert (run.exit_code, run.stderr.count("\n"), said in run.stderr) == (0, 1, True)
    for format in ("table", "markdown"):
        run = pinads("check", "--only", "no-spend", "-o", format, columns=120)
        assert (said in run.stdout, run.stderr) == (True, "")
    assert pinads("check", "--only", "no-spend", "-o", "csv", "-q").stderr == ""
    page = pinads("check", "--only", "no-spend", "--html", "-").stdout
    assert "1 edited since 2025-11-21<" in page
    assert "`" not in page
    explained = pinads("check", "--only", "no-spend", "--explain", "-o", "csv")
    assert "edited since 2025-11-21: Registry (no-spend)\n" in explained.stderr


def test_what_was_changed_above_is_left_alone(pinads: Pinads, tmp_path: Path) -> None:
    file = tmp_path / "checks.yaml"
    file.write_text("{builtin: false, impressions: 0, checks: [{name: any, when: clicks >= 0, level: ads}]}")
    found = pinads("check", str(file), "-o", "ids").lines
    above = pinads.json("ads", "get", found[0])["campaign_id"]
    pinads.ok("campaigns", "set-daily-budget", above, "+10%", "--yes")
    left = [ad["campaign_id"] for ad in pinads.json("ads", "get", *pinads("check", str(file), "-o", "ids").lines)]
    assert left
    assert above not in left


@pytest.mark.parametrize("changed", [("adgroups", "pause"), ("adgroups", "archive"), ("campaigns", "pause")])
def test_what_is_paused_above_is_left_alone(pinads: Pinads, tmp_path: Path, changed: tuple[str, str]) -> None:
    file = tmp_path / "checks.yaml"
    file.write_text("{builtin: false, impressions: 0, edited_days: 0, checks: [{name: any, when: clicks >= 0, level: ads}]}")
    found = [row["id"] for row in pinads("check", str(file)).json]
    ads = [ad for ad in pinads.json("ads", "list") if ad["id"] in found]
    assert {ad["summary_status"] for ad in ads} == {"APPROVED"}
    parent = "ad_group_id" if changed[0] == "adgroups" else "campaign_id"
    above = ads[0][parent]
    pinads.ok(*changed, above, "--yes")
    left = [row["id"] for row in pinads("check", str(file)).json]
    assert left == [ad["id"] for ad in sorted(ads, key=lambda ad: found.index(ad["id"])) if ad[parent] != above]
