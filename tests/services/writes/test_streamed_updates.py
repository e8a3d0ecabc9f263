"""Updates of many rows: checked, worked out and held against everything before the first is sent, and none of it kept in memory."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator import Faults
from pinads.services.inputs.id_set import Ids, IdSet
from tests.support.command_line import Pinads
from tests.support.rows_and_statuses import PINADS, serving, settings

MANY = 620
"""More than two listings of 250."""


def created(pinads: Pinads, tmp_path: Path, count: int = MANY) -> list[str]:
    """The ids of so many new campaigns, of which number N has the name ``row N`` and a cap of 20.00."""
    file = tmp_path / "new.csv"
    rows = "".join(f"row {number},CONSIDERATION,20.00,true\n" for number in range(count))
    file.write_text("name,objective_type,daily_spend_cap,is_campaign_budget_optimization\n" + rows)
    return pinads.ids("campaigns", "create", "--file", str(file))


def update_file(tmp_path: Path, rows: list[dict[str, Any]]) -> str:
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(file)


def campaigns(pinads: Pinads) -> dict[str, Any]:
    """The campaigns that ``created`` made, by id, but for the times of their changes."""
    listed = pinads.json("campaigns", "list", "--status", "all")
    return {item["id"]: {key: item[key] for key in item if key != "updated_time"} for item in listed}


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The directory of temporary files of this test and of programs that it starts."""
    import tempfile

    directory = tmp_path / "temporary"
    directory.mkdir()
    monkeypatch.setenv("TMPDIR", str(directory))
    monkeypatch.setattr(tempfile, "tempdir", str(directory))
    return directory


@pytest.mark.slow
@pytest.mark.parametrize("concurrency", [pytest.param("1", marks=pytest.mark.slow), "4"])
def test_rows_come_out_in_order_and_can_be_undone(pinads: Pinads, tmp_path: Path, concurrency: str) -> None:
    ids = created(pinads, tmp_path)
    before = campaigns(pinads)
    rows: list[dict[str, Any]] = [{"id": identity, "name": f"new {number}"} for number, identity in enumerate(ids)]
    rows[7] = {"id": ids[7], "name": "row 7"}
    rows[300] = {"id": ids[300], "daily_spend_cap": "+10%"}
    # What a row long before changed has its old value only once this row is sent.
    rows.append({"id": ids[0], "name": "row 0"})
    pinads.forget()
    run = pinads.ok("campaigns", "update", "--file", update_file(tmp_path, rows), "--concurrency", concurrency, "-o", "jsonl")
    assert [(row["row"], row["id"], row["status"]) for row in run.jsonl] == [
        (number, row["id"], "applied") for number, row in enumerate(rows, 1)
    ]
    assert [row["row"] for row in run.jsonl if row["message"]] == [8]
    assert run.stderr.startswith(f"note: 1 of {len(rows)} campaigns unchanged")
    assert run.stderr.count("\n") == 1
    reads = [entry.operation for entry in pinads.requests if entry.operation == "campaigns/list"]
    assert (len(reads), len(pinads.writes)) == (3, 21)
    assert pinads.requests.index(pinads.writes[0]) == len(pinads.requests) - len(pinads.writes)
    now = campaigns(pinads)
    assert [now[identity]["name"] for identity in (ids[0], ids[1], ids[7], ids[619])] == ["row 0", "new 1", "row 7", "new 619"]
    assert now[ids[300]]["daily_spend_cap"] == 22_000_000
    shown = pinads.json("journal", "show", "2")
    assert [(row["row"], row["status"], row["id"]) for row in shown] == [
        (number, "applied", row["id"]) for number, row in enumerate(rows, 1)
    ]
    assert [shown[at]["before"] for at in (1, 7, 300)] == [{"name": "row 1"}, None, {"daily_spend_cap": 20_000_000}]
    pinads.ok("undo", "2", "--yes")
    assert campaigns(pinads) == before


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wrong", "says", "code"),
    [
        ({"objective_type": "AWARENESS"}, "line 620: Invalid objective_type: ", 2),
        (
            {"daily_spend_cap": 900_000_000_000},
            "line 620: daily_spend_cap: 900000.00 USD",
            2,
        ),
        ({"daily_spend_cap": "+60%"}, "line 620: daily_spend_cap: 32.00 USD is above 30.00 USD", 8),
    ],
)
def test_a_refused_file_leaves_nothing_behind(
    pinads: Pinads,
    tmp_path: Path,
    data_dir: Path,
    temporary: Path,
    monkeypatch: pytest.MonkeyPatch,
    wrong: dict[str, Any],
    says: str,
    code: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    ids = created(pinads, tmp_path)
    (tmp_path / ".pinads.toml").write_text("[policy]\nmax_daily_budget = 30\n")
    before = campaigns(pinads)
    rows: list[dict[str, Any]] = [{"id": identity, "name": f"new {number}"} for number, identity in enumerate(ids)]
    rows[-1] = {"id": ids[-1], **wrong}
    pinads.forget()
    run = pinads("campaigns", "update", "--file", update_file(tmp_path, rows), "--yes")
    assert (run.exit_code, run.stdout) == (code, "")
    assert says in run.stderr
    assert pinads.writes == []
    assert campaigns(pinads) == before
    assert [entry["id"] for entry in pinads.json("journal", "list")] == [1]
    assert list(temporary.iterdir()) == []


@pytest.mark.slow
def test_ids_are_taken_once_and_in_order(pinads: Pinads, tmp_path: Path) -> None:
    ids = created(pinads, tmp_path, 300)
    text = "\n".join([*ids[::-1], *ids])
    run = pinads.ok("campaigns", "pause", ids[5], "-", "-o", "jsonl", input=text)
    assert [row["id"] for row in run.jsonl] == [ids[5], *(identity for identity in ids[::-1] if identity != ids[5])]
    assert [row["before"] for row in pinads.json("journal", "show", "2")] == [{"status": "PAUSED"}] * 300


def test_a_set_of_ids_has_those_that_were_put_in() -> None:
    luck = random.Random(5)
    ids = [str(luck.randrange(10 ** luck.randint(1, 18))) for _ in range(5_000)] + [f"{number * 4096:018}" for number in range(3_000)]
    mine, right = IdSet(), set[str]()
    for identity in ids:
        assert (identity in mine) == (identity in right)
        assert mine.add(identity) == (identity not in right)
        right.add(identity)
    assert all(identity in mine for identity in ids)
    assert not any(identity in mine for identity in ("0" * 18 + "1", "00", "9" * 18))
    assert list(Ids(["7", "07", "7", "1", "07", "0"])) == ["7", "07", "1", "0"]


@pytest.mark.parametrize("again", [("journal", "resume", "1"), ("campaigns", "pause", "-", "--no-read"), ("campaigns", "pause", "-")])
def test_what_was_begun_without_reading_goes_on_without(pinads: Pinads, again: tuple[str, ...]) -> None:
    ids = pinads.ids("campaigns", "list", "--status", "ACTIVE")
    text = "\n".join(ids)
    pinads.faults = Faults.script([*["error_before"] * 30])
    pinads("campaigns", "pause", "-", "--no-read", "--max-wait", "0s", "--no-reconcile", input=text)
    pinads.faults = None
    pinads.forget()
    pinads.ok(*again, input=text)
    assert set(pinads.operations) == {"campaigns/update"}
    assert {row["before"] for row in pinads.json("journal", "show", "1")} == {None}
    assert pinads.json("journal", "list")[0]["state"] == "done"


def killed_at(write: int, process: list[subprocess.Popen[str]], seen: list[int]) -> Callable[[str | None], None]:
    """Ends a process without a warning once it has begun so many writes."""

    def look(operation: str | None) -> None:
        seen[0] += operation == "campaigns/update"
        if seen[0] == write and process:
            process[0].send_signal(signal.SIGKILL)

    return look


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
@pytest.mark.parametrize("way", [("journal", "resume", "1"), ("campaigns", "update", "--file", "rows.jsonl")])
def test_killed_and_resumed(tmp_path: Path, temporary: Path, way: tuple[str, ...]) -> None:
    with serving(campaigns=800) as api:
        environment = {**os.environ, **settings(api.server.url, tmp_path)}

        def run(*args: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run([*PINADS, *args], env=environment, capture_output=True, text=True, check=True, cwd=tmp_path)

        def amounts() -> dict[str, int]:
            listed = json.loads(run("campaigns", "list", "--filter", "daily_spend_cap>0", "-o", "json").stdout)
            return {item["id"]: item["daily_spend_cap"] for item in listed}

        before = amounts()
        rows = [{"id": identity, "daily_spend_cap": "+10%"} for identity in before]
        file, process, seen = update_file(tmp_path, rows), list[subprocess.Popen[str]](), [0]
        look = killed_at(4, process, seen)
        api.on_request = lambda number: look(api.log[-1].operation)
        command = [*PINADS, "campaigns", "update", "--file", file, "--concurrency", "2"]
        nowhere = subprocess.DEVNULL
        with subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=nowhere, stderr=nowhere, text=True) as it:
            process.append(it)
            assert it.wait(60) == -signal.SIGKILL
        api.on_request = lambda number: None
        assert list(temporary.iterdir()) == []
        done = run(*way, "-o", "jsonl")
        assert [(row["id"], row["status"]) for row in map(json.loads, done.stdout.splitlines())] == [(row["id"], "applied") for row in rows]
        after = amounts()
        assert all(abs(after[identity] - before[identity] * 1.1) <= 10_000 for identity in before)
        assert len(before) > 250
        run("undo", "1", "--yes")
        assert amounts() == before


@pytest.mark.slow
def test_no_room_for_the_rows(tmp_path: Path, temporary: Path) -> None:
    resource = pytest.importorskip("resource")
    luck = random.Random(6)
    file = tmp_path / "rows.csv"
    file.write_text("name,objective_type\n" + "".join(f"{luck.randbytes(250).hex()},CONSIDERATION\n" for _ in range(5_000)))
    with serving() as api:
        environment = {**os.environ, **settings(api.server.url, tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        run = subprocess.run(
            [*PINADS, "campaigns", "create", "--file", str(file)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000)),
        )
        assert api.writes == []
    (line,) = run.stderr.splitlines()
    assert run.returncode == 1
    assert f" {temporary}: File too large" in line
    assert "set TMPDIR" in line
    assert not (tmp_path / "data" / "journal.sqlite3").exists()
