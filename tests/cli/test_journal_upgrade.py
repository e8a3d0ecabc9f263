"""A journal that an earlier pinads wrote opens, with its runs as they were; newer kinds of runs stand beside them."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path

from pinads.journal.recorder import digest_of
from tests.cli.conftest import Pinads
from tests.cli.support2 import ACCOUNT, CAMPAIGN
from tests.support.databases import opened

FIRST_SCHEMA = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, started REAL NOT NULL, ended REAL, state TEXT NOT NULL, words TEXT NOT NULL,
    profile TEXT NOT NULL, base_url TEXT NOT NULL, account TEXT NOT NULL, resource TEXT NOT NULL, mode TEXT NOT NULL, verb TEXT NOT NULL,
    source TEXT, kind TEXT NOT NULL, defaults TEXT NOT NULL, digest TEXT, total INTEGER NOT NULL, options TEXT NOT NULL, undoes INTEGER
);
CREATE INDEX runs_by_digest ON runs (digest);
CREATE TABLE batches (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, sent REAL NOT NULL, server_offset REAL, answered REAL
);
CREATE INDEX batches_by_run ON batches (run);
CREATE TABLE rows (
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, number INTEGER NOT NULL, batch INTEGER, digest BLOB, name TEXT, identity TEXT,
    status TEXT NOT NULL, entity TEXT, code INTEGER, message TEXT, before TEXT, after TEXT, PRIMARY KEY (run, number)
) WITHOUT ROWID;
CREATE INDEX rows_by_entity ON rows (entity) WHERE entity IS NOT NULL;
CREATE TABLE inputs (
    run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, part INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (run, part)
);
PRAGMA user_version=1;
"""


def write_old(path: Path, base_url: str) -> None:
    """A pause that was done, and a create of two rows of standard input of which the first was sent."""
    rows = [{"name": f"row {number}", "objective_type": "CONSIDERATION"} for number in range(2)]
    digest = hashlib.sha256(b"".join(digest_of(row) for row in rows)).hexdigest()
    options = json.dumps({"if_not_exists": False, "resolved": False})
    common = ("demo", base_url, ACCOUNT, "campaigns")
    with opened(path) as db:
        db.executescript(FIRST_SCHEMA)
        columns = "state, words, profile, base_url, account, resource, mode, verb, kind, defaults, digest, total, options, started"
        values = f"INSERT INTO runs ({columns}) VALUES ({','.join('?' * 14)})"
        now = time.time()
        db.execute(values, ("done", '["campaigns","pause"]', *common, "UPDATE", "paused", "jsonl", "{}", "x", 1, options, now))
        create = (
            "running",
            '["campaigns","create"]',
            *common,
            "CREATE",
            "created",
            "jsonl",
            '{"status": "PAUSED"}',
            digest,
            2,
            options,
            now,
        )
        db.execute(values, create)
        db.execute("INSERT INTO batches VALUES (1, 2, ?, 0, NULL)", (now,))
        db.execute("INSERT INTO rows (run, number, batch, name, status) VALUES (2, 0, 1, 'row 0', 'sent')")
        before, after = '{"status": "ACTIVE"}', '{"status": "PAUSED"}'
        db.execute(
            "INSERT INTO rows (run, number, status, entity, before, after) VALUES (1, 0, 'applied', ?, ?, ?)", (CAMPAIGN, before, after)
        )
        text = "".join(json.dumps(row) + "\n" for row in rows)
        db.execute("INSERT INTO inputs VALUES (2, 0, ?)", (text.encode(),))


def test_its_runs_are_shown_undone_and_gone_on_with(pinads: Pinads, data_dir: Path) -> None:
    pinads.ok("campaigns", "pause", CAMPAIGN, "--no-read")
    with opened(data_dir / "journal.sqlite3") as db:
        (base_url,) = db.execute("SELECT base_url FROM runs").fetchone()
    for path in data_dir.glob("journal*"):
        path.unlink()
    write_old(data_dir / "journal.sqlite3", base_url)
    listed = [(entry["id"], entry["state"], entry["rows"], entry["unknown"]) for entry in pinads.json("journal", "list")]
    assert listed == [(2, "interrupted", 2, 1), (1, "done", 1, 0)]
    assert pinads.json("journal", "show", "1")[0]["resource"] == "campaigns"
    pinads.ok("campaigns", "clone", CAMPAIGN)
    pinads.ok("undo", "1", "--yes")
    assert pinads.json("campaigns", "get", CAMPAIGN)["status"] == "ACTIVE"
    pinads.ok("journal", "resume", "2")
    assert len(pinads.ids("campaigns", "list", "--filter", "name~row ")) == 2
    pinads.ok("undo", "3", "--yes")
    assert [entry["state"] for entry in pinads.json("journal", "list")] == ["done"] * 5
