"""Uploads that an older pinads began: each had a file of its own in ``uploads/``. They become runs of the journal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from pinads.journal.runs import SENT, STOPPED, Journal
from pinads.journal.uploads import KEY_BYTES, KEY_FILE, Plan
from pinads.sdk.outcomes import APPLIED

FOLDER = "uploads"


class _Older(NamedTuple):
    plan: Plan
    size: int
    began: float
    lines: list[dict[str, Any]]


def are_left(directory: Path) -> bool:
    """Whether a data directory has uploads of an older pinads."""
    return any((directory / FOLDER).glob("*.jsonl"))


def take_over(journal: Journal, directory: Path) -> None:
    """Bring them into the journal. A file that is no upload's stays where it is."""
    folder = directory / FOLDER
    _take_key(folder / "key", directory / KEY_FILE)
    for path in sorted(folder.glob("*.jsonl")):
        with journal.db.writing():
            older = _read(path)
            if older is not None and not _is_there(journal, path.stem):
                _insert(journal, older, path.stem)
        if older is not None:
            path.unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


def _take_key(old: Path, new: Path) -> None:
    with suppress(OSError):
        if len(old.read_bytes()) == KEY_BYTES and not new.exists():
            old.replace(new)


def _is_there(journal: Journal, identity: str) -> bool:
    return any(run.start.options.get("was") == identity for run in list(journal.runs()))


def _insert(journal: Journal, older: _Older, identity: str) -> None:
    plan = older.plan
    command = "create" if plan.list_id is None else "add-records" if plan.operation == "ADD" else "remove-records"
    words = ["customer-lists", command, *(["--name", str(plan.name)] if plan.list_id is None else [plan.list_id])]
    total = -(-plan.records // older.size)
    run = journal.insert(plan.start(words, "default", None, total, older.size, {}, identity), STOPPED, older.began)
    sql = "INSERT INTO rows (run, number, status, entity, before, after) VALUES (?, ?, ?, ?, ?, ?)"
    for chunk, (status, list_id, before) in _chunks(older).items():
        records = min(older.size, plan.records - chunk * older.size)
        journal.db.query(sql, (run.id, chunk, status, list_id, json.dumps(before), json.dumps({"records": records})))


def _chunks(older: _Older) -> dict[int, tuple[str, str | None, dict[str, Any] | None]]:
    """What is known of chunks: of those that were refused nothing, so that they are sent."""
    found: dict[int, tuple[str, str | None, dict[str, Any] | None]] = {}
    for line in older.lines:
        if line.get("applied"):
            found[line["chunk"]] = (APPLIED, line["list_id"], None)
        elif "applied" in line:
            found.pop(line["chunk"], None)
        elif "before" in line:
            found[line["chunk"]] = (SENT, None, line["before"])
    return found


def _read(path: Path) -> _Older | None:
    """An upload as its file tells; what was being written when the machine stopped does not count."""
    try:
        first, *rest = _decoded(path.read_bytes())
        plan = dict(first["plan"])
        return _Older(Plan(plan.pop("api"), **plan), int(first["size"]), float(first["began"]), rest)
    except (OSError, KeyError, TypeError, ValueError):
        return None


def _decoded(content: bytes) -> Iterator[dict[str, Any]]:
    for line in content.splitlines():
        with suppress(ValueError, RecursionError):
            value = json.loads(line)
            if isinstance(value, dict):
                yield value
