"""Validation of all rows against the declared fields, before the first request."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.journal.models import digest_of
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.warned import warned
from pinads.services.changes import VALUES, ChangeSet, Phase, PlannedChange
from pinads.services.errors import RowErrors, about_option, option, reason_for_row
from pinads.services.inputs.records import InputRow
from pinads.services.projection import check, queried, row_paths
from pinads.services.results import OUTCOME_FIELDS
from pinads.services.writes.options import WriteOptions, refuse_to_save
from pinads.services.writes.spool import RowSpool

if TYPE_CHECKING:
    from pinads.services.context import Context


class CheckedSet(NamedTuple):
    """A set of valid rows.

    Attributes:
        total: the number of rows.
        digest: the digest of all rows as they are in their file.
        cleared: a field that some row clears, or None.
        left_out: fields that are skipped, since an update cannot change them.
        spool: the rows; None for people's records and trees, which are read from their source.
    """

    total: int
    digest: str
    cleared: str | None = None
    left_out: Collection[str] = ()
    spool: RowSpool | None = None

    def rows(self, phase: Phase) -> Iterator[PlannedChange]:
        """Return the rows of a phase."""
        if self.spool is None:
            return (PlannedChange(row, refusal=row.error or "") for row in phase.records)
        return (PlannedChange(InputRow(*row), body=body, refusal=refusal) for row, body, refusal in self.spool)


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
    complaints, warnings, digest = RowErrors(0), warned(), hashlib.sha256()
    cleared: str | None = None
    left_out: dict[str, None] = {}
    for row in phase.records:
        raw: Mapping[str, Any] = row.values if row.raw is None else row.raw
        complaints.total += 1
        digest.update(digest_of(raw))
        if phase.records.read_only:
            left_out.update(dict.fromkeys(key for key in raw if key in phase.records.read_only))
        if cleared is None:
            cleared = next((name for name, value in row.values.items() if value is None), None)
        warnings.place = row.place
        try:
            if row.error is not None:
                raise InvalidInput(row.error, *row.wrong)
            body, refusal = phase.step.prepare(context, row, changes.handling), ""
        except InvalidInput as error:
            if spool is None or not (changes.handling.skip and row.place):
                complaints.add(row.place, error if row.place else about_option(error))
                continue
            body, refusal = None, reason_for_row(error)
        if spool is not None:
            spool.add((tuple(row), body, refusal))  # A plain tuple is pickled in half the time.
    warnings.place = ""
    complaints.raise_if_any()
    return CheckedSet(complaints.total, changes.asked or digest.hexdigest(), cleared, left_out, spool)


def check_options(changes: ChangeSet, options: WriteOptions) -> None:
    """Refuse options that do not fit the rows, unknown fields of outcomes, and an invalid query.

    Raises:
        InvalidInput: one of them was given.
    """
    refuse_to_save(options, all(phase.step.keeps == VALUES for phase in changes.phases))
    if changes.tree and options.failed_out is not None:
        raise InvalidInput(f"{option('failed_out')} holds rows of one resource only, and these are of several. Leave it out.", "failed_out")
    if changes.single:
        check(changes.step.model, options.fields, options.query)
        return
    if changes.handling.skip and changes.step.keeps != VALUES:
        raise InvalidInput("people's records are never kept, so none is skipped: leave `skip_failed` out", "skip_failed")
    row_paths(options.fields, OUTCOME_FIELDS)
    if options.query:
        queried(None, options.query, typed=False)
