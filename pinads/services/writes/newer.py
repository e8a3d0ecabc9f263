"""Changes of an entity that are newer than the row of a file: writing an old export would take them back."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any

from pinads.config.directories import data_dir
from pinads.journal.errors import JournalError
from pinads.journal.journal import Journal
from pinads.journal.matching import OwnChange, nobody_else_changed, own_changes
from pinads.journal.rows import CHANGED_AT, changed_at
from pinads.render.times import iso
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.compare import matches
from pinads.sdk.schema.fields import Field, fields_of
from pinads.services.errors import option
from pinads.services.inputs.records import InputRow
from pinads.services.inputs.tables.cells import plain_cell
from pinads.services.inputs.zones import Times

if TYPE_CHECKING:
    from pinads.journal.models import Run
    from pinads.services.context import Context

Change = tuple[Field | None, Any, Any]
"""A field (None if it is undeclared), its present value and the one that a row gives it."""
_TO_THE_MINUTE = r"[^:]*[T ]\d{1,2}:\d{2}"
_MINUTE = 59


def dated(row: InputRow) -> InputRow:
    """Add the time of the last change to the values of a refused row, which may be fed back."""
    given = row.raw or {}
    return row._replace(values={**row.values, **{name: given[name] for name in CHANGED_AT if name in given and row.place}})


class Newer:
    """A guard of changes that were made after a file was written.

    Changes that the journal knows as this profile's own are no reason to refuse a row if they came from the same file, which a person
    edits and imports again and again, or if the row does not take them back. That nobody else changed the entity is certain only if
    each change began with the time at which the one before it ended.

    Args:
        file: the path of the file; None if it cannot be read again.
    """

    def __init__(self, context: Context, file: str | None) -> None:
        self._context = context
        self._file = file
        self._times = Times(context, notes=False)
        self._told = False

    def refuse(
        self, model: type[Any], row: InputRow, wire: Mapping[str, Any], changes: Sequence[Change], relative: Set[str] = frozenset()
    ) -> None:
        """Refuse a row that takes back newer changes, or may do so, or that makes one once more.

        Args:
            wire: the entity as it is.
            changes: the changes that the row makes.
            relative: the fields to which the row adds a part.

        Raises:
            InvalidInput: it was.
        """
        given = row.raw or {}
        name = next((name for name in CHANGED_AT if given.get(name)), "")
        field, now = fields_of(model).get(name), changed_at(wire)
        if not row.place or field is None or now is None:
            return
        then = self._moment(field, given[name])
        if then is None or now <= then:
            return
        own = self._own(model, str(row.values["id"]), then)
        by = ""
        if nobody_else_changed(own, then, now) and self._is_as_left(model, own, wire):
            by = next(filter(None, (self._undone(change, changes, relative) for change in own)), "")
            if not by:
                return
        told = f"Invalid {name} {iso(then)!r}: the {model.RESOURCE.noun} was changed since, at {iso(now)!r}{by}"
        remedy = f"Export again and repeat the edits there, or add {option('overwrite_newer')} to overwrite newer changes"
        raise InvalidInput(f"{told}. {remedy}", name)

    def refuse_since(self, model: type[Any], row: InputRow, wire: Mapping[str, Any], run: Run) -> None:
        """Refuse a row of the rest of a run whose entity somebody else changed since the run began.

        Args:
            wire: the entity as it is.

        Raises:
            InvalidInput: somebody did.
        """
        now = changed_at(wire)
        # Whole seconds, of the server's clock; a time that is still to come tells nothing.
        ahead = self._context.client.server_offset or 0.0
        since, present = int(run.started + ahead) + 1, int(time.time() + ahead) + 1
        if now is None or not since < now <= present:
            return
        own = self._own(model, str(row.values["id"]), since)
        if nobody_else_changed(own, since, now) and self._is_as_left(model, own, wire):
            return
        told = f"{model.RESOURCE.noun} {row.values['id']} was changed by others at {iso(now)!r}, after run {run.id} began"
        remedy = f"The rest of that run would take it back: {option('fresh')} starts over, to resume run {run.id} sends it as planned"
        raise InvalidInput(f"{told}. {remedy}", "id")

    def _is_as_left(self, model: type[Any], own: Sequence[OwnChange], wire: Mapping[str, Any]) -> bool:
        """Tell whether an entity has what the last own change left, since others may change it in the same second."""
        fields = fields_of(model)
        return all(matches(fields[name], value, wire) for name, value in own[0].after.items() if name in fields and name in wire)

    def _own(self, model: type[Any], entity: str, since: int) -> list[OwnChange]:
        """Find the changes of an entity that this profile's runs made since; none if the journal cannot tell."""
        context = self._context
        account = context.account if model.RESOURCE.in_account else ""
        try:
            if not Journal.exists(data_dir()):
                return []
            return own_changes(context.journal, entity, since, context.profile.name, context.client.base_url, account)
        except JournalError:
            return []

    def _undone(self, own: OwnChange, changes: Sequence[Change], relative: Set[str]) -> str:
        """Describe the change of a run that a row takes back or makes once more; empty if neither."""
        if own.file is not None and own.file == self._file:
            again = sorted(own.after.keys() & relative)
            return f" by run {own.run} ({', '.join(again)}), to which this row would add a second time" if again else ""
        back = [
            field.name
            for field, _, value in changes
            if field is not None
            and field.name in own.before
            and own.before[field.name] != own.after.get(field.name)
            and matches(field, value, own.before)
        ]
        return f" by run {own.run} ({', '.join(back)}), which this row would revert" if back else ""

    def _moment(self, field: Field, value: Any) -> int | None:
        """Return the time in a row; None if it cannot be read, which a note says once."""
        if type(value) in (int, float):
            return int(value)
        try:
            text = plain_cell(field.spec, value if isinstance(value, str) else str(value), field.name)
            # A program that shows no seconds, or no time, saves none.
            return self._times.read(text, field.name, True) + (_MINUTE if re.fullmatch(_TO_THE_MINUTE, text) else 0)
        except (InvalidInput, ValueError):
            if not self._told:
                self._context.note(f"{field.name} {str(value)!r} cannot be read, so newer changes to such rows are not detected")
            self._told = True
            return None
