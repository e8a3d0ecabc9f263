"""A row together with what was there before it, so that a run needs no table of its rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pinads.sdk.bulk.batching import Prepared
from pinads.sdk.schema.marks import Mode


class Beside(Prepared):
    """The values of a row as they are sent.

    Attributes:
        before: of an update the entity as it was read before; None where it was not.
        unchanged: whether all of the values are there already, so that the row is not sent.
    """

    __slots__ = ("before", "unchanged")

    def __init__(
        self,
        values: Mapping[str, Any],
        body: dict[str, Any] | None = None,
        before: dict[str, Any] | None = None,
        unchanged: bool = False,
    ) -> None:
        super().__init__(values, body)
        self.before = before
        self.unchanged = unchanged


_ENCODED = json.JSONEncoder(sort_keys=True, default=str, separators=(",", ":")).encode


def digest_of(values: Any) -> bytes:
    """A digest of a row: of its values, not of how they are written."""
    return hashlib.sha256(_ENCODED(values).encode()).digest()


RUNNING, DONE, PARTIAL, STOPPED = "running", "done", "partial", "stopped"
SENT = "sent"


class Start(NamedTuple):
    """What a run is, when it begins.

    Attributes:
        words: what was typed, without values of records.
        profile: the profile's name.
        base_url: the API.
        account: the ad account.
        resource: the collection (``ad_groups``).
        mode: create or update.
        verb: the past participle (``paused``).
        source: the file of the rows; None where the journal keeps them itself.
        kind: csv, json or jsonl; customers for an upload of those.
        defaults: values for what rows leave out.
        digest: of all rows; None where there is none to be kept.
        total: how many rows.
        options: how it is done, for going on in the same way.
        undoes: the run that it undoes.
    """

    words: Sequence[str]
    profile: str
    base_url: str
    account: str
    resource: str
    mode: Mode
    verb: str
    source: str | None
    kind: str
    defaults: Mapping[str, Any]
    digest: str | None
    total: int
    options: Mapping[str, Any]
    undoes: int | None = None


class Run(NamedTuple):
    """A run as the journal has it."""

    id: int
    started: float
    ended: float | None
    state: str
    start: Start


class RowRecord(NamedTuple):
    """What the journal has of a row."""

    number: int
    status: str
    name: str | None
    entity: str | None
    code: int | None
    message: str | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    digest: bytes | None
    sent: float | None
    server_offset: float | None
    answered: float | None = None


def levels_of(run: Run) -> list[tuple[str, range]]:
    """The resources of a run in the order in which they are written, each with the numbers of its rows."""
    levels, first = [], 0
    for resource, count in (run.start.options.get("levels") or {run.start.resource: run.start.total}).items():
        levels.append((resource, range(first, first + count)))
        first += count
    return levels


def resource_of(run: Run, number: int) -> str:
    """The resource of a row."""
    return next((resource for resource, numbers in levels_of(run) if number in numbers), run.start.resource)
