"""The pre-step of ``if_not_exists``: the names that are taken in the parents of rows to be created."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.sdk.bulk.batching import BulkRow, identity_of
from pinads.sdk.bulk.lookup import fetch_children
from pinads.sdk.outcomes import APPLIED, EXISTS, Outcome

if TYPE_CHECKING:
    from pinads.sdk.client import Client
    from pinads.sdk.record import BaseRecord

GONE = ("ARCHIVED", "DELETED_DRAFT")
"""Statuses of entities that do not take their name."""


class ExistingNames:
    """The entities of each parent by their names, listed once a parent and shared by all threads of a run.

    Args:
        model: the record type of the rows.
        account: the ad account.
        client: the client that reads.
    """

    def __init__(self, model: type[BaseRecord], account: str, client: Client) -> None:
        self._model = model
        self._account = account
        self._client = client
        self._listed: set[str] = set()
        self._taken: dict[tuple[str, ...], dict[str, Any]] = {}
        self._listing = threading.Lock()

    def outcomes_of(self, rows: Sequence[BulkRow]) -> dict[int, Outcome[Any]]:
        """Return the outcomes of rows whose name is taken, by the rows' numbers.

        Raises:
            PinadsError: a parent could not be listed.
        """
        with self._listing:
            self._list_parents({self._parent_of(row.key) for row in rows} - self._listed)
        taken = ((row, self._taken.get(row.key or ())) for row in rows)
        return {
            row.number: Outcome(row.number, row.input, EXISTS, self._model.from_wire(wire, self._client, self._account), sent=False)
            for row, wire in taken
            if wire is not None
        }

    def add(self, rows: Iterable[BulkRow], outcomes: Mapping[int, Outcome[Any]]) -> None:
        """Take the names of entities that rows of this run have created."""
        for row in rows:
            outcome = outcomes.get(row.number)
            if row.key and outcome is not None and outcome.status == APPLIED and outcome.record is not None:
                self._taken.setdefault(row.key, self._short(outcome.record.wire))

    def _list_parents(self, parents: set[str]) -> None:
        found = []
        for record in fetch_children(self._model, self._account, sorted(parents), self._client) if parents else ():
            key = identity_of(self._model, record.wire, self._model.RESOURCE.named_by)
            if key and self._parent_of(key) in parents and record.wire.get("status") not in GONE:
                found.append((key, self._short(record.wire)))
        for key, wire in found:
            self._taken.setdefault(key, wire)
        self._listed |= parents

    def _parent_of(self, key: tuple[str, ...] | None) -> str:
        return key[0] if key and self._model.RESOURCE.parent else ""

    def _short(self, wire: Mapping[str, Any]) -> dict[str, Any]:
        """Reduce an entity to the fields that name it."""
        names = ("id", self._model.RESOURCE.parent, *self._model.RESOURCE.named_by, "status")
        return {name: wire[name] for name in names if name and name in wire}
