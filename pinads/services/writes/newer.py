"""Changes of an entity that are newer than the row of a file: writing an old export would take them back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinads.render.times import iso
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.fields import Field, fields_of
from pinads.services.errors import option
from pinads.services.inputs.records import InputRow
from pinads.services.inputs.tables.cells import plain_cell
from pinads.services.inputs.zones import Times

if TYPE_CHECKING:
    from pinads.services.context import Context

WRITTEN = ("updated_time", "updated_timestamp")
"""The fields that have the time of the last change; an exported row has it as of the export."""
_TO_THE_MINUTE = re.compile(r"[^:]*[T ]\d{1,2}:\d{2}")
_MINUTE = 59


def dated(row: InputRow) -> InputRow:
    """Add the time of the last change to the values of a refused row, which may be fed back."""
    given = row.raw or {}
    return row._replace(values={**row.values, **{name: given[name] for name in WRITTEN if name in given and row.place}})


class Newer:
    """A guard of changes that were made after a file was written.

    Args:
        context: where.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._times = Times(context, notes=False)
        self._told = False

    def refuse(self, model: type[Any], row: InputRow, wire: Mapping[str, Any]) -> None:
        """Refuse a row whose entity was changed after the row was exported.

        Raises:
            InvalidInput: it was.
        """
        given = row.raw or {}
        name = next((name for name in WRITTEN if given.get(name)), "")
        field, now = fields_of(model).get(name), wire.get(name)
        if not row.place or field is None or not isinstance(now, (int, float)):
            return
        then = self._moment(field, given[name])
        if then is not None and int(now) > then:
            told = f"Invalid {name} {iso(then)!r}: the {model.RESOURCE.noun} was changed since, at {iso(int(now))!r}"
            remedy = f"Export again and repeat the edits there, or add {option('overwrite_newer')} to take newer changes back"
            raise InvalidInput(f"{told}. {remedy}", name)

    def _moment(self, field: Field, value: Any) -> int | None:
        """Return the time in a row; None if it is none that can be read, which a note says once."""
        if type(value) in (int, float):
            return int(value)
        try:
            text = plain_cell(field.spec, value if isinstance(value, str) else str(value), field.name)
            # A program that shows no seconds, or no time, saves none.
            return self._times.read(text, field.name, True) + (_MINUTE if _TO_THE_MINUTE.fullmatch(text) else 0)
        except (InvalidInput, ValueError):
            if not self._told:
                self._context.note(f"{field.name} {str(value)!r} cannot be read, so newer changes of such rows are not noticed")
            self._told = True
            return None
