"""Holding every row of a write against the declarations before the first is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.journal.models import digest_of
from pinads.sdk.bulk.batching import key_of
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import entity_id
from pinads.sdk.schema.warned import warned
from pinads.services.changes import Order
from pinads.services.errors import Complaints, about_option
from pinads.services.inputs.records import Records, Row
from pinads.services.listing.projection import check, queried, row_paths
from pinads.services.results import OUTCOME_FIELDS
from pinads.services.writes.resolve import checkable

if TYPE_CHECKING:
    from pinads.services.writes.options import WriteOptions


class Checked(NamedTuple):
    """What is known of rows that can all be written.

    Attributes:
        total: how many there are.
        digest: of all of them, as they stand in their file.
        cleared: a field that some row clears, or None.
        left_out: fields of rows that an update cannot change.
    """

    total: int
    digest: str
    cleared: str | None
    left_out: tuple[str, ...]


def check_all(order: Order, account: str, also: Callable[[Row, dict[str, Any]], None] | None = None) -> Checked:
    """Go through all rows, sending nothing.

    Args:
        order: the rows.
        account: the ad account.
        also: is shown each row that can be written, and its body.

    Raises:
        WrongRows: some cannot be written; the error says which and why.
    """
    seen, warnings = _Seen(order.records), warned()
    for row in order.records:
        seen.look_at(row)
        warnings.place = row.place
        try:
            body = _checked(order, row, account)
        except InvalidInput as error:
            seen.complaints.add(row.place, error if row.place else about_option(error))
            continue
        if also is not None:
            also(row, body)
    warnings.place = ""
    return seen.result()


def _checked(order: Order, row: Row, account: str) -> dict[str, Any]:
    if row.error is not None:
        raise InvalidInput(row.error)
    if order.mode is Mode.UPDATE:
        if "id" not in row.values:
            raise InvalidInput("id is missing")
        row = row._replace(values=checkable(order.model, row.values, order.care))
    body: dict[str, Any] = order.model.prepare(row.values, order.mode, account)
    if order.mode is Mode.UPDATE:
        entity_id(row.values["id"], "id")  # where it stands in the path, the body has none
    if order.if_not_exists:
        key_of(order.model, body, order.how)
    return body


class _Seen:
    """What has been seen of the rows so far; its size does not depend on their number."""

    def __init__(self, records: Records) -> None:
        self._read_only = records.read_only
        self._digest = hashlib.sha256()
        self._total = 0
        self.complaints = Complaints(0)
        self._left_out: dict[str, None] = {}
        self._cleared: str | None = None

    def look_at(self, row: Row) -> None:
        self._total += 1
        raw: Mapping[str, Any] = row.values if row.raw is None else row.raw
        self._digest.update(digest_of(raw))
        if self._read_only:
            self._left_out.update(dict.fromkeys(key for key in raw if key in self._read_only))
        if self._cleared is None:
            self._cleared = next((name for name, value in row.values.items() if value is None), None)

    def result(self) -> Checked:
        self.complaints.total = self._total
        self.complaints.tell()
        return Checked(self._total, self._digest.hexdigest(), self._cleared, tuple(self._left_out))


def check_levels(order: Order, options: WriteOptions) -> None:
    """Refuse options that are about rows of one kind.

    Raises:
        InvalidInput: one of them was given.
    """
    if options.failed_out is not None:
        raise InvalidInput("`failed_out` holds rows of one kind, and these are of several", "failed_out")
    check_showing(order, options)


def check_showing(order: Order, options: WriteOptions) -> None:
    """Refuse fields that outcomes do not have, and a query that is none."""
    if order.single:
        return check(order.model, options.fields, options.query)
    row_paths(options.fields, OUTCOME_FIELDS)
    if options.query:
        queried(None, options.query, typed=False)
    return None
