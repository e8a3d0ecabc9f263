"""Records from files and pipes: every format, as people's tools write it, and back again."""

from __future__ import annotations

import csv
import io
import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import Pinads
from tests.support.each import each, thinned
from tests.support.rows_and_statuses import CAMPAIGN, OTHER_CAMPAIGN
from tests.support.wording import Wording

GOOD = {"name": "Été", "objective_type": "CONSIDERATION", "daily_spend_cap": 25_000_000}
WRITTEN = {
    "array.json": json.dumps([GOOD]),
    "object.json": json.dumps(GOOD, indent=2, ensure_ascii=False),
    "crlf.json": json.dumps([GOOD], indent=2).replace("\n", "\r\n"),
    "rows.jsonl": json.dumps(GOOD) + "\n",
    "crlf.jsonl": "\r\n" + json.dumps(GOOD) + "\r\n\r\n",
    "no-end.ndjson": json.dumps(GOOD),
    "money.json": json.dumps([{**GOOD, "daily_spend_cap": "25.00"}]),
    "micros.json": json.dumps([{**GOOD, "daily_spend_cap": "25000000micro"}]),
    "rows.csv": "name,objective_type,daily_spend_cap\nÉté,CONSIDERATION,25\n",
    "money.csv": "name,objective_type,daily_spend_cap\nÉté,consideration,25.00\n",
    "currency.csv": "name,objective_type,daily_spend_cap\nÉté,CONSIDERATION,25.00 USD\n",
    "crlf.csv": "name,objective_type,daily_spend_cap\r\nÉté,CONSIDERATION,25\r\n",
    "spaced.csv": " name , objective_type ,daily_spend_cap\nÉté,CONSIDERATION,25\n,,\n\n",
    "quoted.csv": '"name","objective_type","daily_spend_cap","tracking_urls"\n"Été","CONSIDERATION","25",""\n',
    "no-end.csv": "name,objective_type,daily_spend_cap\nÉté,CONSIDERATION,25",
    "micro.csv": "name,objective_type,daily_spend_cap\nÉté,CONSIDERATION,25000000micro\n",
    "guessed-json": json.dumps([GOOD]),
    "guessed-jsonl": json.dumps(GOOD) + "\n" + "\n",
    "guessed-csv": "name,objective_type,daily_spend_cap\nÉté,CONSIDERATION,25\n",
}
SENT = [{"status": "PAUSED", "ad_account_id": "549755885175", **GOOD}]


def planned(pinads: Pinads, *args: str, **more: Any) -> Any:
    """What a dry run would send."""
    (request,) = pinads.ok("campaigns", *args, "--dry-run", **more).json
    return request["body"]


@each("mark", ["", "\ufeff"], ids=["plain", "bom"])
@each("name", WRITTEN)
def test_every_format_says_the_same(pinads: Pinads, tmp_path: Path, name: str, mark: str) -> None:
    (tmp_path / name).write_text(mark + WRITTEN[name], encoding="utf-8", newline="")
    assert planned(pinads, "create", "--file", str(tmp_path / name)) == SENT


@each("name", WRITTEN)
def test_standard_input_takes_every_format(pinads: Pinads, name: str) -> None:
    assert planned(pinads, "create", "--file", "-", input=WRITTEN[name].encode()) == SENT


def test_a_pipe_with_a_name(pinads: Pinads, tmp_path: Path) -> None:
    """What ``--file <(command)`` is."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(json.dumps([GOOD]),))
    writer.start()
    assert planned(pinads, "create", "--file", str(pipe)) == SENT
    writer.join()


def test_csv_cells_by_the_types_of_their_fields(pinads: Pinads) -> None:
    header = "name,objective_type,start_time,is_performance_plus,tracking_urls,order_line_id,extra\n"
    row = '"a ""b"",\nc",awareness,2026-12-01,yes,"{""click"": [""https://t.example""]}",007,"{""new"": 1}"\n'
    (sent,) = planned(pinads, "create", "--file", "-", input=header + row)
    assert sent == {
        "status": "PAUSED",
        "ad_account_id": "549755885175",
        "name": 'a "b",\nc',
        "objective_type": "AWARENESS",
        "start_time": 1_796_112_000,
        "is_performance_plus": True,
        "tracking_urls": {"click": ["https://t.example"]},
        "order_line_id": "007",
        "new": 1,
    }


def test_times_in_json_may_be_written_for_people(pinads: Pinads) -> None:
    (sent,) = planned(pinads, "create", "--file", "-", input=json.dumps({**GOOD, "start_time": "2026-12-01"}))
    assert sent["start_time"] == 1_796_112_000


def test_null_clears_and_an_empty_cell_does_not(pinads: Pinads) -> None:
    row = {"id": CAMPAIGN, "name": "x", "daily_spend_cap": None}
    assert planned(pinads, "update", "--file", "-", input=json.dumps([row]))[0]["daily_spend_cap"] is None
    assert "daily_spend_cap" not in planned(pinads, "update", "--file", "-", input=f"id,name,daily_spend_cap\n{CAMPAIGN},x,\n")[0]


def test_a_field_that_is_as_it_was_is_not_sent(pinads: Pinads) -> None:
    """An exported table has every field; somebody else may have changed the others meanwhile."""
    row = {"id": CAMPAIGN, "name": "x", "daily_spend_cap": 265_000_000, "status": "ACTIVE"}
    assert planned(pinads, "update", "--file", "-", input=json.dumps([row])) == [
        {"id": CAMPAIGN, "name": "x", "ad_account_id": "549755885175"}
    ]
    assert planned(pinads, "update", "--file", "-", "--no-read", input=json.dumps([row]))[0].keys() == {*row, "ad_account_id"}


@pytest.mark.slow
def test_a_huge_cell(pinads: Pinads) -> None:
    (sent,) = planned(pinads, "create", "--file", "-", input="name,objective_type\n" + "x" * 10_000_000 + ",CONSIDERATION\n")
    assert len(sent["name"]) == 10_000_000


GROUPS = {"campaigns": ("--status", "all"), "adgroups": ("--status", "all"), "ads": ("--limit", "40"), "audiences": (), "keywords": ()}


@pytest.mark.slow
@pytest.mark.parametrize("format", ["csv", "json", "jsonl"])
@pytest.mark.parametrize("group", thinned(GROUPS, 4))
def test_a_listing_can_be_fed_back(pinads: Pinads, tmp_path: Path, group: str, format: str) -> None:
    """What only answers have is left out and said so; nothing else changes."""
    (tmp_path / f"list.{format}").write_text(pinads.ok(group, "list", *GROUPS[group], "-o", format).stdout, encoding="utf-8")
    before = pinads.json(group, "list", *GROUPS[group])
    run = pinads.ok(group, "update", "--file", str(tmp_path / f"list.{format}"), "-o", "json")
    assert {row["status"] for row in run.json} == {"applied"}
    assert len(run.json) == len(before)
    assert run.stderr.startswith("note: an update ")
    assert "type" in run.stderr
    assert [_steady(item) for item in pinads.json(group, "list", *GROUPS[group])] == [_steady(item) for item in before]


def _steady(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if not name.startswith("updated_")}


def test_an_edited_column_of_a_listing_is_written(pinads: Pinads) -> None:
    listed = pinads.ok("campaigns", "list", "-o", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(listed)))
    for row in rows:
        row["name"] += " (2026)"
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    pinads.ok("campaigns", "update", "--file", "-", input=out.getvalue())
    names = [item["name"] for item in pinads.json("campaigns", "list")]
    assert names == [row["name"] for row in rows]


def test_an_edited_column_that_an_update_cannot_write_is_named(pinads: Pinads, wording: Wording) -> None:
    keywords = "id,value,archived\n2886900000001,new words,false\n"
    run = pinads.ok("keywords", "update", "--file", "-", "--dry-run", input=keywords)
    assert run.stderr.count("\n") == 1
    wording(run.stderr)


@pytest.mark.parametrize("name", thinned(["=SUM(A1:A9)", "+1", "-1", "@cmd", "'=quoted", "'plain", "\t=x", "= 1\n2", "a\u2028b", "＝x"], 3))
def test_names_that_look_like_formulas_come_back_unchanged(pinads: Pinads, name: str) -> None:
    pinads.ok("campaigns", "update", CAMPAIGN, f"--name={name}")
    listed = pinads.ok("campaigns", "list", "--campaign", CAMPAIGN, "-o", "csv", "--fields", "id,name").stdout
    assert not list(csv.reader(io.StringIO(listed)))[1][1].startswith(("=", "+", "-", "@", "\t"))
    pinads.ok("campaigns", "update", CAMPAIGN, "--name", "other")
    pinads.ok("campaigns", "update", "--file", "-", input=listed)
    assert pinads.json("campaigns", "get", CAMPAIGN)["name"] == name


PIPED = {
    "ids": f"{CAMPAIGN}\n{OTHER_CAMPAIGN}\n",
    "crlf and spaces": f"\r\n  {CAMPAIGN} \r\n{OTHER_CAMPAIGN}",
    "twice": f"{CAMPAIGN}\n{OTHER_CAMPAIGN}\n{CAMPAIGN}\n",
    "bom": f"\ufeff{CAMPAIGN}\n{OTHER_CAMPAIGN}\n",
    "jsonl": f'{{"id": "{CAMPAIGN}", "name": "a\u2028b"}}\n{{"id": {OTHER_CAMPAIGN}}}\n',
    "json": f'[\n  {{"id": "{CAMPAIGN}"}},\n  {{"id": "{OTHER_CAMPAIGN}"}}\n]\n',
}


@each("piped", PIPED.values(), ids=[*PIPED])
def test_piped_ids(pinads: Pinads, piped: str) -> None:
    sent = planned(pinads, "pause", "-", input=piped)
    assert [row["id"] for row in sent] == [CAMPAIGN, OTHER_CAMPAIGN]


def test_a_listing_piped_as_it_comes(pinads: Pinads) -> None:
    """In a pipe a listing is JSON, so ``list | pause -`` works without a format."""
    listed = pinads.ok("campaigns", "list", "--filter", "status=ACTIVE").stdout
    pinads.ok("campaigns", "pause", "-", input=listed)
    assert pinads.json("campaigns", "list", "--filter", "status=ACTIVE") == []


def test_piped_ids_stand_among_others(pinads: Pinads) -> None:
    sent = planned(pinads, "pause", "626735000003", "-", input=f"{CAMPAIGN}\n")
    assert [row["id"] for row in sent] == ["626735000003", CAMPAIGN]
