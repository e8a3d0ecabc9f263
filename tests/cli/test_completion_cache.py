"""What commands leave behind for completion: ids, names and accounts of what was shown, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pinads.cli.completion_cache import MOST
from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import ACCOUNT, CAMPAIGN, OTHER_CAMPAIGN

SPRING = f"{CAMPAIGN}\tSpring refresh: linen bedding\t{ACCOUNT}"
OUTDOOR = f"{OTHER_CAMPAIGN}\tOutdoor living 2025\t{ACCOUNT}"


def left(pinads: Pinads, collection: str = "campaigns", profile: str = "demo") -> list[str]:
    path = pinads.data_dir / "complete" / profile / collection
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.mark.parametrize("format", ["table", "json", "csv", "ids"])
def test_a_listing_leaves_what_it_showed_the_last_row_first(pinads: Pinads, format: str) -> None:
    pinads.ok("campaigns", "list", "--limit", "2", "-o", format)
    assert left(pinads) == [OUTDOOR, SPRING]


def test_only_what_was_shown_counts_not_what_was_fetched(pinads: Pinads) -> None:
    pinads.ok("campaigns", "list", "--filter", "name~linen")
    assert left(pinads) == [SPRING]


def test_a_page_of_a_listing_counts(pinads: Pinads) -> None:
    page = pinads.json("api", "GET", "/ad_accounts/{account}/campaigns", "-f", "page_size=1")
    assert left(pinads) == []
    pinads.ok("campaigns", "list", "--bookmark", page["bookmark"], "--page-size", "1", "-o", "json")
    assert left(pinads) == [OUTDOOR]


def test_what_is_got_and_written_comes_to_the_front(pinads: Pinads) -> None:
    pinads.ok("campaigns", "list", "--limit", "2")
    pinads.ok("campaigns", "get", CAMPAIGN)
    assert left(pinads) == [SPRING, OUTDOOR]
    pinads.ok("campaigns", "update", OTHER_CAMPAIGN, "--name", "Garden")
    assert left(pinads) == [f"{OTHER_CAMPAIGN}\tGarden\t{ACCOUNT}", SPRING]
    made = pinads.json("campaigns", "create", "--name", "New", "--objective-type", "AWARENESS", "--daily-spend-cap", "5")
    assert left(pinads)[0] == f"{made['id']}\tNew\t{ACCOUNT}"


def test_each_kind_has_a_file_and_accounts_stand_in_none(pinads: Pinads) -> None:
    pinads.ok("accounts", "list")
    pinads.ok("adgroups", "get", "2680060000001")
    pinads.ok("ads", "get", "687195000001")
    assert left(pinads, "ad_accounts")[-1] == f"{ACCOUNT}\tHearth & Loom\t"
    assert left(pinads, "ad_groups") == [f"2680060000001\tLinen duvet covers | Broad\t{ACCOUNT}"]
    assert left(pinads, "ads")[0].startswith("687195000001\tLinen duvet covers")


def test_control_characters_in_names_do_not_reach_the_shell(pinads: Pinads) -> None:
    pinads.ok("campaigns", "update", CAMPAIGN, "--name", "a\tb\x1b[31m\nc\u202ed" + "e" * 200)
    identity, name, account = left(pinads)[0].split("\t")
    assert (identity, account) == (CAMPAIGN, ACCOUNT)
    assert name.startswith("a b [31m c de")
    assert len(name) == len("a b [31m c de") + 199


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_the_files_are_their_owners(pinads: Pinads) -> None:
    pinads.ok("campaigns", "get", CAMPAIGN)
    path = pinads.data_dir / "complete" / "demo" / "campaigns"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["campaigns"]


def test_nothing_is_written_where_nothing_changed(pinads: Pinads) -> None:
    path = pinads.data_dir / "complete" / "demo" / "campaigns"
    pinads.ok("campaigns", "list")
    before = path.stat()
    pinads.ok("campaigns", "list")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.slow
def test_they_stay_small(pinads: Pinads) -> None:
    pinads.ok("emulator", "seed", "--campaigns", "600")
    pinads.ok("campaigns", "list", "--status", "all", "-o", "ids")
    lines = left(pinads)
    assert len(lines) == MOST
    pinads.ok("campaigns", "get", CAMPAIGN)
    assert left(pinads) == [SPRING, *lines[: MOST - 1]]


def test_a_failure_to_write_is_no_failure(pinads: Pinads) -> None:
    (pinads.data_dir / "complete").write_text("a file where a directory should be")
    run = pinads.ok("campaigns", "get", CAMPAIGN, "-o", "json")
    assert run.json["id"] == CAMPAIGN
    assert run.stderr == ""


def test_what_is_in_the_file_need_not_be_ours(pinads: Pinads) -> None:
    path = pinads.data_dir / "complete" / "demo" / "campaigns"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"\xff\xfe nonsense\n")
    pinads.ok("campaigns", "get", CAMPAIGN)
    assert left(pinads)[0] == SPRING


@pytest.mark.parametrize("name", ["../up", "a/b", "."])
def test_a_profile_whose_name_is_no_folder_leaves_nothing(pinads: Pinads, name: str, tmp_path: Path) -> None:
    config = tmp_path / "config"
    config.mkdir()
    (config / "config.toml").write_text(f'[profiles."{name}"]\nenvironment = "emulator"\n')
    pinads.ok("campaigns", "get", CAMPAIGN, "--profile", name)
    assert not (pinads.data_dir / "complete").exists()
    assert not list(tmp_path.glob("**/up"))


def test_records_of_people_are_in_no_file(pinads: Pinads) -> None:
    pinads.ok("customer-lists", "create", "--name", "Leads", "--list-type", "EMAIL", "--records", "ann@example.com")
    pinads.ok("customer-lists", "add-records", "643000000001", "--records", "ann@example.com")
    files = [path for path in (pinads.data_dir / "complete").rglob("*") if path.is_file()]
    assert files
    assert not any("ann" in path.read_text(encoding="utf-8") for path in files)


def test_runs_are_offered_by_number_the_last_first(pinads: Pinads) -> None:
    for verb in ("pause", "activate"):
        pinads.ok("campaigns", verb, CAMPAIGN)
    written = [f"2\tcampaigns activate {CAMPAIGN}\t", f"1\tcampaigns pause {CAMPAIGN}\t"]
    assert left(pinads, "runs") == written
    (pinads.data_dir / "complete" / "demo" / "runs").unlink()
    pinads.ok("journal", "list", "-o", "json")
    assert left(pinads, "runs") == written
