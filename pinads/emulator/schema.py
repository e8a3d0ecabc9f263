"""The tables of the emulator's database, and how one that an older pinads made is brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

INDEXES = {
    "listing": "(kind, account, id, status)",
    "by_parent": "(parent, kind, id, status) WHERE parent IS NOT NULL",
    "by_campaign": "(campaign, kind, id, status) WHERE campaign IS NOT NULL",
}
TABLES = ("entities", "counters", "records", "issued", "facts", "reports")

_ENTITIES = """
CREATE TABLE entities (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, account INTEGER NOT NULL, status TEXT NOT NULL,
    campaign INTEGER, parent INTEGER, match_type TEXT, word TEXT, starts INTEGER, ends INTEGER, ready_at INTEGER, outcome TEXT,
    size INTEGER, body TEXT NOT NULL
);
CREATE TABLE counters (kind TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE records (list INTEGER NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (list, digest)) WITHOUT ROWID;
CREATE TABLE spent (digest BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
# A code or refresh token in `spent` was used; of what kind it was, and whose, was not kept.
_ISSUED = """
CREATE TABLE issued (
    digest BLOB PRIMARY KEY, kind TEXT NOT NULL, app TEXT NOT NULL, scopes TEXT NOT NULL, expires REAL NOT NULL,
    redirect BLOB, family BLOB NOT NULL, ended INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX by_family ON issued (family);
INSERT INTO issued SELECT digest, 'spent', '', '', 0, NULL, digest, 1 FROM spent;
DROP TABLE spent;
"""
# Of a report's token a digest is kept; its key signs the links to its file.
_REPORTS = """
CREATE TABLE reports (
    id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, account INTEGER NOT NULL, created REAL NOT NULL, key BLOB NOT NULL,
    body TEXT NOT NULL
);
"""
# What answers must have by 5.28 of Pinterest's description, and accounts of before did not.
_TODAY = """
UPDATE entities SET body = json_set(body, '$.time_zone', CASE json_extract(body, '$.currency')
    WHEN 'EUR' THEN 'Europe/Berlin' WHEN 'JPY' THEN 'Asia/Tokyo' WHEN 'GBP' THEN 'Europe/London' ELSE 'America/Los_Angeles' END)
    WHERE kind = 'ad_account' AND json_extract(body, '$.time_zone') IS NULL;
UPDATE entities SET body = json_set(body, '$.conversion_learning_mode_type', 'NOT_ACTIVE')
    WHERE kind = 'ad_group' AND json_extract(body, '$.conversion_learning_mode_type') IS NULL;
UPDATE entities SET body = json_set(body, '$.rejected_reasons', json('[]'), '$.rejection_labels', json('[]'))
    WHERE kind = 'ad' AND json_extract(body, '$.rejected_reasons') IS NULL;
"""
_UPGRADES = (_ENTITIES, _ISSUED, _REPORTS, _TODAY)
"""What makes each version from the one before it; the first makes it from nothing."""

VERSION = len(_UPGRADES)


def upgrade(version: int) -> Iterator[str]:
    """The statements that bring a database of a version up to date; 0 is an empty one.

    Raises:
        sqlite3.DatabaseError: a newer pinads made it.
    """
    if version > VERSION:
        raise sqlite3.DatabaseError("a newer pinads made it")
    for step in _UPGRADES[version:]:
        yield from step.split(";")
    if version == 0:
        yield from create_indexes()
    yield f"PRAGMA user_version={VERSION}"


def create_indexes() -> Iterator[str]:
    """The statements that make the indexes of the entities."""
    for name, columns in INDEXES.items():
        yield f"CREATE INDEX {name} ON entities {columns}"
