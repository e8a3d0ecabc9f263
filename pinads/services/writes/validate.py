"""Validating every row of a write against the declarations before the first is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.journal.models import digest_of
from pinads.sdk.bulk.batching import key_of
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import entity_id
from pinads.sdk.schema.warned import warned
from pinads.services.changes import ChangeSet, CheckedRow, Phase
from pinads.services.errors import RowErrors, about_option, option
from pinads.services.inputs.records import InputRow, Records
from pinads.services.listing.projection import check, queried, row_paths
from pinads.services.results import OUTCOME_FIELDS
from pinads.services.writes.resolve import checkable
from pinads.services.writes.spool import Spool

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.writes.options import WriteOptions


class CheckedSet:
    """Rows that can all be written.

    Attributes:
        total: how many there are.
        digest: of all of them, as they are in their file.
        cleared: a field that some row clears, or None.
        left_out: fields of rows that an update cannot change.
    """

    def __init__(
        self, total: int, digest: str, cleared: str | None = None, left_out: tuple[str, ...] = (), rows: Spool | None = None
    ) -> None:
        self.total = total
        self.digest = digest
        self.cleared = cleared
        self.left_out = left_out
        self._rows = rows

    def resumed(self) -> CheckedSet:
        """Return the same facts about rows that are read again: those of an earlier run may have been resolved then."""
        return CheckedSet(self.total, self.digest, self.cleared, self.left_out)

    def rows(self, phase: Phase) -> Iterator[CheckedRow]:
        """Return the rows of a phase; people's records and trees are read from where they came."""
        if self._rows is None:
            return (CheckedRow(row) for row in phase.records)
        return (CheckedRow(*kept) for kept in self._rows)


def validate(context: Context, changes: ChangeSet) -> CheckedSet:
    """Check all rows; nothing is sent.

    Raises:
        WrongRows: some cannot be written; the error says which and why.
    """
    if changes.tree:  # The API's own values, which need no check.
        rows = [dict(row.values) for phase in changes.phases for row in phase.records]
        return CheckedSet(len(rows), changes.asked or digest_of(rows).hex())
    phase = changes.phases[0]
    account = context.account if phase.model.RESOURCE.in_account else ""
    spool = None if phase.personal else Spool()
    if spool is not None:
        context.on_close(spool.close)
    seen, warnings = _Seen(phase.records), warned()
    for row in phase.records:
        seen.add(row)
        warnings.place = row.place
        try:
            body = _checked(changes, phase, row, account)
        except InvalidInput as error:
            seen.complaints.add(row.place, error if row.place else about_option(error))
            continue
        if spool is not None:
            spool.add((row, body))
    warnings.place = ""
    return seen.result(spool)


def _checked(changes: ChangeSet, phase: Phase, row: InputRow, account: str) -> dict[str, Any] | None:
    """Check a row; return its body, unless that depends on the entity's current state."""
    if row.error is not None:
        raise InvalidInput(row.error)
    handling = changes.handling
    if phase.mode is Mode.UPDATE:
        if "id" not in row.values:
            raise InvalidInput("id is missing")
        phase.model.prepare(checkable(phase.model, row.values, handling), phase.mode, account)
        entity_id(row.values["id"], "id")  # It is part of the path, not of the body.
        return None
    body: dict[str, Any] = phase.model.prepare(row.values, phase.mode, account)
    if phase.if_not_exists:
        key_of(phase.model, body, phase.how)
    return body


class _Seen:
    """What was seen of the rows so far; its size does not depend on their number."""

    def __init__(self, records: Records) -> None:
        self._read_only = records.read_only
        self._digest = hashlib.sha256()
        self._total = 0
        self.complaints = RowErrors(0)
        self._left_out: dict[str, None] = {}
        self._cleared: str | None = None

    def add(self, row: InputRow) -> None:
        self._total += 1
        raw: Mapping[str, Any] = row.values if row.raw is None else row.raw
        self._digest.update(digest_of(raw))
        if self._read_only:
            self._left_out.update(dict.fromkeys(key for key in raw if key in self._read_only))
        if self._cleared is None:
            self._cleared = next((name for name, value in row.values.items() if value is None), None)

    def result(self, spool: Spool | None) -> CheckedSet:
        self.complaints.total = self._total
        self.complaints.raise_if_any()
        return CheckedSet(self._total, self._digest.hexdigest(), self._cleared, tuple(self._left_out), spool)


def check_options(changes: ChangeSet, options: WriteOptions) -> None:
    """Refuse options that do not go with the rows, fields that outcomes do not have, and a query that is none.

    Raises:
        InvalidInput: one of them was given.
    """
    changes.check()
    if changes.tree and options.failed_out is not None:
        raise InvalidInput(f"{option('failed_out')} holds rows of one kind, and these are of several", "failed_out")
    if changes.single:
        return check(changes.model, options.fields, options.query)
    row_paths(options.fields, OUTCOME_FIELDS)
    if options.query:
        queried(None, options.query, typed=False)
    return None
