"""Runs as a journal has them: begun, with rows that were sent and answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pinads.journal.journal import Journal
from pinads.journal.models import STOPPED, Run, Start, digest_of
from pinads.sdk.schema.marks import Mode

ACCOUNT = "549755885175"
START = Start(
    words=("campaigns", "create"),
    profile="default",
    base_url="https://api.example",
    account=ACCOUNT,
    resource="campaigns",
    mode=Mode.CREATE,
    verb="created",
    source=None,
    kind="jsonl",
    defaults={},
    digest="d1",
    total=3,
    options={},
)
UPDATE = START._replace(words=("campaigns", "update"), mode=Mode.UPDATE, verb="updated")


def begin(journal: Journal, start: Start = START, parts: Iterator[bytes] | None = None) -> Run:
    """Begin a run whatever earlier ones there are."""
    return journal.begin(start, parts, unfinished=())


def send(journal: Journal, run: Run, *statuses: str, values: Any = None, **columns: Any) -> None:
    """Record rows of a run as sent in one batch, each with its status; ``values`` are those of all of them."""
    with journal.db.writing() as db:
        batch = journal.db.insert("INSERT INTO batches (run, sent) VALUES (?, 0)", (run.id,))
        ((first,),) = db.execute("SELECT coalesce(max(number) + 1, 0) FROM rows WHERE run = ?", (run.id,))
        for number, status in enumerate(statuses, first):
            digest = digest_of(values if values is not None else {"name": f"row {number}"})[:8]
            facts = {"run": run.id, "number": number, "batch": batch, "digest": digest, "status": status, **columns}
            places = ",".join("?" * len(facts))
            db.execute(f"INSERT INTO rows ({', '.join(facts)}) VALUES ({places})", tuple(facts.values()))


def stopped(journal: Journal, start: Start = START, *statuses: str, **columns: Any) -> Run:
    """Begin a run, record its rows, and end it; one of which rows are missing has stopped."""
    run = begin(journal, start)
    send(journal, run, *statuses, **columns)
    journal.finish(run)
    return journal.run(run.id)


__all__ = ["ACCOUNT", "START", "STOPPED", "UPDATE", "begin", "send", "stopped"]
