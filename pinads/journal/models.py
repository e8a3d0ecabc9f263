"""Records of the journal: runs, their rows, and planned rows with the state before them."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from shlex import quote
from typing import Any, NamedTuple

from pinads.sdk.bulk.batching import Prepared
from pinads.sdk.json_encoder import json_encoder
from pinads.sdk.outcomes import APPLIED, EXISTS, UNKNOWN
from pinads.sdk.schema.marks import Mode


class PlannedRow(Prepared):
    """The values of a planned row, with the entity as it was before.

    Attributes:
        before: the entity that an update changes, as it was read; None if it was not read.
        unchanged: the entity has all of the values already, so the row is not sent.
        refusal: why the row cannot be written, and is skipped; empty if it can.
        place: where a row that is skipped is in its file.
    """

    __slots__ = ("before", "place", "refusal", "unchanged")

    def __init__(
        self,
        values: Mapping[str, Any],
        body: dict[str, Any] | None = None,
        before: dict[str, Any] | None = None,
        unchanged: bool = False,
        refusal: str = "",
        place: str = "",
    ) -> None:
        super().__init__(values, body)
        self.before = before
        self.unchanged = unchanged
        self.refusal = refusal
        self.place = place


_ENCODED = json_encoder((",", ":"), ensure_ascii=True, sort_keys=True, default=str)


def digest_of(values: Any) -> bytes:
    """Hash the values of a row, independent of their order and notation."""
    return hashlib.sha256(_ENCODED(values).encode()).digest()


RUNNING, DONE, PARTIAL, STOPPED = "running", "done", "partial", "stopped"
PLANNED = "planned"
"""The state of a saved plan: its rows are stored, and nothing was sent."""
SENT = "sent"
TREE, CUSTOMERS, REQUEST = "levels", "customers", "request"
"""Kinds of runs whose rows are not those of a file of one resource: of several resources, of an upload, one of ``pinads api``."""


class Start(NamedTuple):
    """The facts of a run that are known when it begins.

    Attributes:
        words: the command line as typed, without values of records.
        profile: the profile's name.
        base_url: the base URL of the API.
        account: the id of the ad account.
        resource: the collection (``ad_groups``).
        mode: create or update.
        verb: the past participle (``paused``).
        source: the path of the input file; None if the journal stores the rows.
        kind: the format of the rows, such as csv, json or jsonl; else ``TREE``, ``CUSTOMERS`` or ``REQUEST``.
        defaults: values for fields that rows leave out.
        digest: hash of all rows; None if none may be stored.
        total: the number of rows.
        options: options that a resumed run repeats.
        undoes: the id of the run that this one undoes.
    """

    words: Sequence[str]
    profile: str
    base_url: str
    account: str
    resource: str
    mode: Mode
    verb: str
    source: str | None = None
    kind: str = "jsonl"
    defaults: Mapping[str, Any] = {}
    digest: str | None = None
    total: int = 1
    options: Mapping[str, Any] = {}
    undoes: int | None = None


class Run(NamedTuple):
    """A run of the journal; times are Unix seconds, and ``ended`` is None until it has ended."""

    id: int
    started: float
    ended: float | None
    state: str
    start: Start


class SavedPlan(NamedTuple):
    """The facts of a saved plan, in the options of its run.

    Attributes:
        digest: the hash of the planned rows, and of the entities as they were.
        expires: when it can no longer be applied, in Unix seconds.
        question: asked before the write, whatever its effect; empty if the effect decides.
        read: unchanged rows are skipped.
    """

    digest: str
    expires: float
    question: str
    read: bool

    @property
    def has_expired(self) -> bool:
        """True once it can no longer be applied."""
        return self.expires <= time.time()


def saved_plan(run: Run) -> SavedPlan | None:
    """Return the saved plan that a run is, or was; None for other runs."""
    facts = run.start.options.get("saved")
    return None if facts is None else SavedPlan(**facts)


def why_not(run: Run) -> str | None:
    """Explain why a run can be neither resumed nor undone; None if it can."""
    if run.state == PLANNED and (saved := saved_plan(run)) is not None:
        way = "It has expired" if saved.has_expired else f"Send it with pinads journal apply {run.id}"
        return f"it is a saved plan, and nothing of it was sent. {way}"
    if run.start.kind != REQUEST:
        return None
    path = quote(str(run.start.options.get("path")))
    return f"a request of pinads api can be neither resumed nor undone, since its body is not stored. Check with pinads api GET {path}"


class RowRecord(NamedTuple):
    """A row of a run as the journal stores it; times are Unix seconds."""

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


class RowCounts(Counter[str]):
    """The numbers of a run's rows (of an upload's records), by status. What was never sent has no status."""

    @property
    def done(self) -> int:
        """The number that is as the run wants it."""
        return self[APPLIED] + self[EXISTS]

    @property
    def unclear(self) -> int:
        """The number that was sent, and whose outcome is unknown."""
        return self[SENT] + self[UNKNOWN]


def levels_of(run: Run) -> list[tuple[str, range]]:
    """List the resources of a run in the order of writing, each with the numbers of its rows."""
    levels, first = [], 0
    for resource, count in (run.start.options.get("levels") or {run.start.resource: run.start.total}).items():
        levels.append((resource, range(first, first + count)))
        first += count
    return levels


def resource_of(run: Run, number: int) -> str:
    """Find the resource of a row by its number."""
    sizes = [(resource, len(numbers)) for resource, numbers in levels_of(run)]
    end = 0
    for resource, count in [*sizes, *(run.start.options.get("left_alone") or {}).items()]:
        end += count
        if number < end:
            return str(resource)
    return run.start.resource
