"""Validation of all rows against the declared fields, before the first request."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.journal.models import digest_of
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.warned import warned
from pinads.services.changes import VALUES, ChangeSet, CheckedRow, Phase
from pinads.services.errors import RowErrors, about_option, option, reason_for_row
from pinads.services.inputs.records import InputRow, Records
from pinads.services.listing.projection import check, queried, row_paths
from pinads.services.results import OUTCOME_FIELDS
from pinads.services.writes.options import WriteOptions, refuse_to_save
from pinads.services.writes.spool import RowSpool

if TYPE_CHECKING:
    from pinads.services.context import Context


class CheckedSet:
    """A set of valid rows.

    Attributes:
        total: the number of rows.
        digest: the digest of all rows as they are in their file.
        cleared: a field that some row clears, or None.
        left_out: fields that are skipped, since an update cannot change them.
    """

    def __init__(
        self, total: int, digest: str, cleared: str | None = None, left_out: tuple[str, ...] = (), rows: RowSpool | None = None
    ) -> None:
        self.total = total
        self.digest = digest
        self.cleared = cleared
        self.left_out = left_out
        self._rows = rows

    def of_run(self, total: int) -> CheckedSet:
        """Return the same facts without the rows: those of the run to resume may be resolved already, or cut otherwise."""
        return CheckedSet(total, self.digest, self.cleared, self.left_out)

    def rows(self, phase: Phase) -> Iterator[CheckedRow]:
        """Return the rows of a phase; people's records and trees are read from their source."""
        if self._rows is None:
            return (CheckedRow(row, refusal=row.error or "") for row in phase.records)
        return (CheckedRow(InputRow(*row), body, refusal) for row, body, refusal in self._rows)


def validate(context: Context, changes: ChangeSet) -> CheckedSet:
    """Check all rows; nothing is sent.

    Raises:
        WrongRows: some cannot be written; the error names these and the reasons.
    """
    if changes.tree:  # The API returned these values, so they need no check.
        rows = [dict(row.values) for phase in changes.phases for row in phase.records]
        return CheckedSet(len(rows), changes.asked or digest_of(rows).hex())
    phase = changes.phases[0]
    spool = RowSpool() if phase.step.keeps == VALUES else None
    if spool is not None:
        context.on_close(spool.close)
    seen, warnings = _Seen(phase.records), warned()
    for row in phase.records:
        seen.add(row)
        warnings.place = row.place
        try:
            if row.error is not None:
                raise InvalidInput(row.error)
            body = phase.step.prepare(context, row, changes.handling)
        except InvalidInput as error:
            if not (changes.handling.skip and row.place and spool is not None):
                seen.complaints.add(row.place, error if row.place else about_option(error))
            elif spool is not None:
                spool.add((tuple(row), None, reason_for_row(error)))
            continue
        if spool is not None:
            spool.add((tuple(row), body, ""))  # A plain tuple is pickled in half the time.
    warnings.place = ""
    return seen.result(spool, changes.asked)


class _Seen:
    """The digest, errors and totals of the rows so far, in constant memory."""

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

    def result(self, spool: RowSpool | None, asked: str | None) -> CheckedSet:
        self.complaints.total = self._total
        self.complaints.raise_if_any()
        return CheckedSet(self._total, asked or self._digest.hexdigest(), self._cleared, tuple(self._left_out), spool)


def check_options(changes: ChangeSet, options: WriteOptions) -> None:
    """Refuse options that do not fit the rows, unknown fields of outcomes, and an invalid query.

    Raises:
        InvalidInput: one of them was given.
    """
    refuse_to_save(options, all(phase.step.keeps == VALUES for phase in changes.phases))
    if changes.tree and options.failed_out is not None:
        raise InvalidInput(f"{option('failed_out')} holds rows of one resource only, and these are of several. Leave it out.", "failed_out")
    if changes.single:
        check(changes.model, options.fields, options.query)
        return
    if changes.handling.skip and changes.step.keeps != VALUES:
        raise InvalidInput("people's records are never kept, so none is skipped: leave `skip_failed` out", "skip_failed")
    row_paths(options.fields, OUTCOME_FIELDS)
    if options.query:
        queried(None, options.query, typed=False)
