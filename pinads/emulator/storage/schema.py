"""Tables and indexes of the emulator's database."""

from __future__ import annotations

from collections.abc import Iterator

VERSION = 5
"""Version of the tables; a database of another version is not opened."""
INDEXES = {
    "listing": "(kind, account, id, status)",
    "by_parent": "(parent, kind, id, status) WHERE parent IS NOT NULL",
    "by_campaign": "(campaign, kind, id, status) WHERE campaign IS NOT NULL",
}

# The history has the states of entities that were changed, since figures of past days do not change with a budget or status; the
# incidents are those of campaigns whose figures are unusual on purpose.
# A report's token is stored as a digest; its key signs the links to its file.
_TABLES = """
CREATE TABLE entities (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, account INTEGER NOT NULL, status TEXT NOT NULL,
    campaign INTEGER, parent INTEGER, match_type TEXT, word TEXT, starts INTEGER, ends INTEGER, ready_at INTEGER, outcome TEXT,
    size INTEGER, body TEXT NOT NULL
);
CREATE TABLE counters (kind TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE records (list INTEGER NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (list, digest)) WITHOUT ROWID;
CREATE TABLE issued (
    digest BLOB PRIMARY KEY, kind TEXT NOT NULL, app TEXT NOT NULL, scopes TEXT NOT NULL, expires REAL NOT NULL,
    redirect BLOB, family BLOB NOT NULL, ended INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX by_family ON issued (family);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE reports (
    id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, account INTEGER NOT NULL, created REAL NOT NULL, key BLOB NOT NULL,
    body TEXT NOT NULL
);
CREATE TABLE history (
    entity INTEGER NOT NULL, at INTEGER NOT NULL, campaign INTEGER NOT NULL, status TEXT NOT NULL, starts INTEGER, ends INTEGER,
    daily INTEGER, lifetime INTEGER, PRIMARY KEY (entity, at)
) WITHOUT ROWID;
CREATE INDEX history_of_campaign ON history (campaign);
CREATE TABLE incidents (campaign INTEGER PRIMARY KEY, incident TEXT NOT NULL, since INTEGER NOT NULL);
"""


def create_tables() -> Iterator[str]:
    """Return the statements that create an empty database."""
    yield from _TABLES.split(";")
    yield from create_indexes()
    yield f"PRAGMA user_version={VERSION}"


def create_indexes() -> Iterator[str]:
    """Return the statements that create the indexes of the entities."""
    for name, columns in INDEXES.items():
        yield f"CREATE INDEX {name} ON entities {columns}"
