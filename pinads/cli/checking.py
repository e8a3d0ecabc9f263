"""Holding every row of a write against the declarations before the first is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.cli.failures import WrongRows
from pinads.cli.field_options import named_as_option
from pinads.cli.rows import Records, Row
from pinads.journal.recorder import digest_of
from pinads.render.text import counted
from pinads.sdk.batches import How, key_of
from pinads.sdk.errors import InvalidInput
from pinads.sdk.fields import Mode

if TYPE_CHECKING:
    from pinads.sdk.writes import Writes

MOST_ERRORS_SHOWN = 20


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


def check_all(model: type[Writes], records: Records, mode: Mode, account: str, how: How = How()) -> Checked:  # noqa: B008 - a constant
    """Go through all rows, sending nothing.

    Raises:
        WrongRows: some cannot be written; the error says which and why.
    """
    seen = _Seen(records)
    for row in records:
        seen.look_at(row)
        try:
            _check(model, row, mode, account, how)
        except InvalidInput as error:
            if not row.place:
                raise named_as_option(error) from None
            seen.refuse(f"{row.place}: {error.message}")
    return seen.result()


def _check(model: type[Writes], row: Row, mode: Mode, account: str, how: How) -> None:
    if row.error is not None:
        raise InvalidInput(row.error)
    if mode is Mode.UPDATE and "id" not in row.values:
        raise InvalidInput("id is missing")
    body = model.prepare(row.values, mode, account)
    if mode is Mode.CREATE:
        key_of(model, body, how)


class _Seen:
    """What has been seen of the rows so far; its size does not depend on their number."""

    def __init__(self, records: Records) -> None:
        self._read_only = records.read_only
        self._digest = hashlib.sha256()
        self._total = self._wrong = 0
        self._told: list[str] = []
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

    def refuse(self, why: str) -> None:
        self._wrong += 1
        if self._wrong <= MOST_ERRORS_SHOWN:
            self._told.append(why)

    def result(self) -> Checked:
        if self._wrong:
            more = [f"and {self._wrong - MOST_ERRORS_SHOWN} more"] if self._wrong > MOST_ERRORS_SHOWN else []
            message = f"{self._wrong} of {counted(self._total, 'record')} cannot be written; nothing was sent"
            raise WrongRows(message, [*self._told, *more])
        return Checked(self._total, self._digest.hexdigest(), self._cleared, tuple(self._left_out))
