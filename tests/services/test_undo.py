"""pinads undo: everything is as it was, whatever was written, and what changed since is left alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator import Faults
from tests.support.clones import differing, killed_at, state
from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import AD_GROUP, CAMPAIGN, MINIMAL, OTHER_CAMPAIGN, refused
from tests.support.wording import Wording

AD = "687195000001"
KEYWORD, GROUPS_KEYWORD, CAMPAIGNS_KEYWORD = "2886900000001", "2886900000014", "2886900000202"
"""One of the ad account, one of an ad group, one of a campaign."""
LIST = "643000000001"
LIFETIME = "626735000005"
"""A campaign of the sample with a lifetime cap."""
AUDIENCE_RULE = '{"visitor_source_id": "1", "retention_days": 30}'


def latest(pinads: Pinads) -> str:
    return str(pinads.json("journal", "list")[0]["id"])


CHANGES = [
    ("campaigns", "pause", CAMPAIGN, OTHER_CAMPAIGN),
    ("campaigns", "activate", "626735000003"),
    ("campaigns", "update", CAMPAIGN, OTHER_CAMPAIGN, "--name", "one name for both"),
    ("campaigns", "update", CAMPAIGN, "--daily-spend-cap", "+10%", "--status", "paused", "--end-time", "2026-12-01"),
    ("campaigns", "update", CAMPAIGN, "--tracking-urls", '{"click": ["https://t.example/c"]}', "--order-line", "123"),
    ("campaigns", "set-daily-budget", CAMPAIGN, "300.00"),
    ("campaigns", "set-lifetime-budget", LIFETIME, "+5%"),
    ("adgroups", "pause", AD_GROUP),
    ("adgroups", "update", AD_GROUP, "--name", "x", "--bid", "2.50"),
    ("adgroups", "update", AD_GROUP, "--targeting-spec", '{"GEO": ["US-CA"], "GENDER": ["female"]}'),
    ("adgroups", "update", AD_GROUP, "--geo", "US-NY", "--budget", "77.00"),
    ("adgroups", "update", AD_GROUP, "--start-time", "2026-01-01", "--end-time", "2027-01-01"),
    ("adgroups", "update", AD_GROUP, "--bid-multiplier", "1.2", "--pacing-delivery-type", "ACCELERATED"),
    ("ads", "pause", AD),
    ("ads", "update", AD, "--name", "new", "--destination-url", "https://shop.example/x?y=1", "--ios-deep-link", "app://x"),
    ("ads", "update", AD, "--tracking-urls", '{"impression": ["https://t.example/i"]}', "--click-tracking-url", "https://t.example"),
]


def each_kind_first(changes: list[tuple[str, ...]]) -> list[Any]:
    """The changes; all but the first by each command are slow."""
    kinds = [change[:2] for change in changes]
    return [pytest.param(change, marks=pytest.mark.slow) if change[:2] in kinds[:at] else change for at, change in enumerate(changes)]


@pytest.mark.parametrize(
    "change",
    each_kind_first(CHANGES),
    ids=lambda change: " ".join(change[:2]) + " " + " ".join(w for w in change if w[:2] == "--"),
)
def test_undo_brings_everything_back(pinads: Pinads, data_dir: Path, change: tuple[str, ...]) -> None:
    before = state(data_dir)
    pinads.ok(*change)
    changed = state(data_dir)
    assert differing(before, changed)
    pinads.ok("undo", latest(pinads), "--yes")
    assert differing(before, state(data_dir)) == {}
    # And an undo is a write: it can be undone itself.
    pinads.ok("undo", latest(pinads), "--yes")
    assert differing(changed, state(data_dir)) == {}


def test_a_file_of_updates(pinads: Pinads, data_dir: Path, tmp_path: Path) -> None:
    ids = pinads.ids("ads", "list")[:75]
    file = tmp_path / "rows.jsonl"
    rows = [{"id": identity, "name": f"new {identity}", "destination_url": None} for identity in [*ids, *ids[:5]]]
    file.write_text("".join(json.dumps({**row, "name": f"{row['name']} {n}"}) + "\n" for n, row in enumerate(rows)))
    before = state(data_dir)
    pinads.ok("ads", "update", "--file", str(file))
    pinads.ok("undo", latest(pinads), "--yes")
    assert differing(before, state(data_dir)) == {}


def test_a_piped_change_of_an_audience(pinads: Pinads, data_dir: Path) -> None:
    pinads.ok("audiences", "create", "--name", "a", "--audience-type", "VISITOR", "--rule", AUDIENCE_RULE, "--description", "d")
    (audience,) = [each["id"] for each in pinads.json("audiences", "list") if each["name"] == "a"]
    before = state(data_dir)
    pinads.ok("audiences", "update", audience, "--name", "b", "--description", "e")
    pinads.ok("undo", latest(pinads), "--yes")
    assert differing(before, state(data_dir)) == {}


GROUP = ("--campaign", CAMPAIGN, "--billable-event", "CLICKTHROUGH", "--budget", "5.00")
CREATES = [
    ("campaigns", "create", *MINIMAL),
    ("adgroups", "create", "--name", "x", *GROUP),
    ("ads", "create", "--name", "x", "--adgroup", AD_GROUP, "--pin", "123", "--creative-type", "REGULAR"),
    ("keywords", "create", "--value", "x", "--match-type", "BROAD", "--parent", AD_GROUP),
    ("audiences", "create", "--name", "x", "--audience-type", "VISITOR", "--rule", AUDIENCE_RULE),
]


@pytest.mark.slow
@pytest.mark.parametrize("create", CREATES, ids=lambda create: create[0])
def test_what_was_made_is_archived(pinads: Pinads, data_dir: Path, create: tuple[str, ...], wording: Wording) -> None:
    before = state(data_dir)
    pinads.ok(*create)
    (made,) = differing(before, state(data_dir))
    pinads.ok("undo", latest(pinads), "--yes")
    left = differing(before, state(data_dir))
    assert list(left) in ([], [made])
    assert not left or left[made][1][1] in ("ARCHIVED", "REMOVED")
    run = pinads("undo", latest(pinads), "--yes")
    assert run.exit_code == 5
    wording(run.stderr)


def test_what_a_killed_create_made_is_looked_for_first(pinads: Pinads, data_dir: Path, tmp_path: Path, wording: Wording) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("name,objective_type\n" + "".join(f"row {number},CONSIDERATION\n" for number in range(40)))
    before = state(data_dir)
    killed_at(pinads, 2, "campaigns", "create", "--file", str(file), "--concurrency", "1")
    assert len(differing(before, state(data_dir))) == 40
    run = pinads.ok("undo", "1", "--yes")
    wording(run.stderr)
    assert {new[1] for _, new in differing(before, state(data_dir)).values()} == {"ARCHIVED"}
    assert pinads("journal", "resume", "1").exit_code == 2
    pinads.ok("campaigns", "create", "--file", str(file))
    assert len(differing(before, state(data_dir))) == 80, "what was undone is written again"


@pytest.mark.parametrize("what", ["the file is gone", "--no-reconcile"])
def test_what_cannot_be_looked_for_is_said(pinads: Pinads, data_dir: Path, tmp_path: Path, what: str, wording: Wording) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("name,objective_type\n" + "".join(f"row {number},CONSIDERATION\n" for number in range(40)))
    killed_at(pinads, 2, "campaigns", "create", "--file", str(file), "--concurrency", "1")
    if what != "--no-reconcile":
        file.unlink()
    run = pinads("undo", "1", "--yes", *([what] if what == "--no-reconcile" else []))
    assert run.exit_code == 5
    wording(run.stderr)
    assert "pinads journal show 1" in run.stderr
    assert [(row["status"], row["message"]) for row in run.json] == [
        *[("applied", None)] * 30,
        *[("rejected", run.json[-1]["message"])] * 10,
    ]
    assert run.json[-1]["message"].startswith("left alone: ")
    wording(run.json[-1]["message"])


def test_a_customer_list_cannot_be_taken_away(pinads: Pinads, wording: Wording) -> None:
    pinads.ok("customer-lists", "create", "--name", "n", "--records", "a@example.com")
    pinads.forget()
    run = pinads("undo", "1", "--yes")
    assert (run.exit_code, pinads.writes) == (5, [])
    wording(run.stderr)


def test_what_changed_since_is_left_alone(pinads: Pinads, data_dir: Path, wording: Wording) -> None:
    pinads.ok("campaigns", "update", CAMPAIGN, OTHER_CAMPAIGN, "--name", "new")
    pinads.ok("campaigns", "update", CAMPAIGN, "--name", "newer")
    run = pinads("undo", "1", "--yes", "-o", "json")
    assert (run.exit_code, run.error["message"].startswith("1 of 2 campaigns ")) == (5, True)
    assert [(row["id"], row["status"]) for row in run.json] == [(OTHER_CAMPAIGN, "applied"), (CAMPAIGN, "rejected")]
    assert run.json[0]["message"] is None
    assert run.json[1]["message"].startswith("left alone: name ")
    wording(run.stderr)
    assert pinads.json("campaigns", "get", CAMPAIGN)["name"] == "newer"
    assert pinads.json("campaigns", "get", OTHER_CAMPAIGN)["name"] == "Outdoor living 2025"
    pinads.forget()
    run = pinads("undo", "1", "--yes")
    assert (run.exit_code, pinads.writes) == (5, []), "what is undone is not undone again"
    assert [(row["id"], row["status"]) for row in run.json] == [(CAMPAIGN, "rejected"), (OTHER_CAMPAIGN, "applied")]
    wording(run.json[1]["message"])


def test_every_row_that_is_left_alone_is_told_of(pinads: Pinads, wording: Wording) -> None:
    ads = pinads.ids("ads", "list", "--status", "ACTIVE")[:60]
    pinads.ok("ads", "pause", "-", input="\n".join(ads))
    pinads.ok("ads", "archive", ads[49], "--yes")
    pinads.ok("ads", "activate", ads[51], ads[52])
    run = pinads("undo", "1", "--yes", "-o", "jsonl")
    left = {row["id"]: (row["status"], row["message"]) for row in run.jsonl if row["message"]}
    assert (run.exit_code, [row["row"] for row in run.jsonl]) == (5, list(range(1, 61)))
    changed, *same = left.values()
    assert (changed[0], changed[1].startswith("left alone: status ")) == ("rejected", True)
    assert ([*left], same) == ([ads[49], ads[51], ads[52]], [("applied", same[0][1])] * 2)
    wording(same[0][1])
    names = {row["id"]: row["name"] for row in pinads.json("journal", "show", "1")}
    told = [f"ad {key} ({names[key]}): left alone: {reason.removeprefix('left alone: ')}" for key, (_, reason) in left.items()]
    assert run.stderr.splitlines()[20:24] == ["and changes of 37 more", *told]
    assert run.error["message"].startswith("1 of 60 ads ")


def test_what_is_so_already_is_no_failure(pinads: Pinads) -> None:
    rows = "name,objective_type\nx,CONSIDERATION\ny,CONSIDERATION\n"
    made = pinads.ids("campaigns", "create", "--file", "-", input=rows)
    pinads.ok("campaigns", "archive", made[0], "--yes")
    run = pinads.ok("undo", "1", "--yes")
    assert [(row["id"], row["status"], row["message"]) for row in run.json] == [
        (made[1], "applied", None),
        (made[0], "applied", "it is archived already"),
    ]


def test_an_ad_account_cannot_be_taken_away(pinads: Pinads, wording: Wording) -> None:
    pinads.ok("accounts", "create", "--name", "x", "--country", "US", "--owner-user-id", "1")
    wording(pinads("undo", "1", "--yes").stderr)


def test_archiving_is_final(pinads: Pinads, wording: Wording) -> None:
    pinads.ok("campaigns", "archive", CAMPAIGN, "--yes")
    pinads.forget()
    run = pinads("undo", "1", "--yes")
    assert (run.exit_code, pinads.writes) == (5, [])
    wording(run.stderr)


def test_without_the_values_before(pinads: Pinads, wording: Wording) -> None:
    pinads.ok("campaigns", "pause", CAMPAIGN, "--no-read")
    wording(pinads("undo", "1", "--yes").stderr)
    pinads.ok("keywords", "update", KEYWORD, "--bid", "2.00", "--no-read")
    wording(pinads("undo", "2", "--yes").stderr)
    pinads.ok("customer-lists", "add-records", LIST, "--records", "a@example.com")
    wording(pinads("undo", "3", "--yes").stderr)


def test_what_is_read_while_it_is_unclear_is_not_taken_for_what_was_before(pinads: Pinads, wording: Wording) -> None:
    pinads.faults = Faults.script(["drop_after"] * 30)
    assert pinads("campaigns", "pause", CAMPAIGN, "--no-read", "--no-reconcile", "--max-wait", "0s").exit_code == 5
    pinads.faults = None
    pinads.ok("campaigns", "pause", CAMPAIGN)
    assert pinads.json("journal", "show", "1")[0]["before"] is None
    wording(pinads("undo", "1", "--yes").stderr)


def test_it_is_shown_and_asked_first(pinads: Pinads, data_dir: Path, wording: Wording) -> None:
    pinads.ok("campaigns", "set-daily-budget", CAMPAIGN, "300.00")
    before = state(data_dir)
    pinads.forget()
    run = pinads("undo", "1")
    assert run.exit_code == 2
    change, error = run.stderr.splitlines()
    assert change.startswith(f"campaign {CAMPAIGN} (")
    assert change.endswith(": daily_spend_cap 300.00 USD -> 265.00 USD")
    assert "--yes" in error
    wording(error)
    (request,) = pinads.ok("undo", "1", "--dry-run", "-o", "json").json
    assert request["body"] == [{"id": CAMPAIGN, "daily_spend_cap": 265_000_000, "ad_account_id": "549755885175"}]
    assert pinads.writes == []
    assert state(data_dir) == before


def test_rows_that_were_refused_need_no_undo(pinads: Pinads, data_dir: Path, tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text(f"id,name\n{CAMPAIGN},new\n9,none\n")
    before = state(data_dir)
    assert pinads("campaigns", "update", "--file", str(file)).exit_code == 5
    pinads.ok("undo", "1", "--yes")
    assert differing(before, state(data_dir)) == {}


def test_the_entry_names_what_it_undid(pinads: Pinads) -> None:
    pinads.ok("campaigns", "pause", CAMPAIGN)
    pinads.ok("undo", "1", "--yes")
    newest = pinads.json("journal", "list")[0]
    assert (newest["undoes"], newest["state"], newest["command"]) == (1, "done", "undo 1 --yes")


def test_wrong_entries(pinads: Pinads) -> None:
    refused(pinads, "undo", "x", says="Invalid run 'x'")
