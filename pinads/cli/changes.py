"""What rows of an update change of what is there, for the program and for the person at the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pinads.cli.failures import MOST_ROWS_SHOWN
from pinads.cli.ids import IdSet
from pinads.cli.rows import Row
from pinads.cli.spending import decides_spending
from pinads.cli.targeting_changes import with_effect
from pinads.sdk.declarations import Field, fields_of
from pinads.sdk.errors import InvalidInput
from pinads.sdk.fields import FROM_PATH
from pinads.sdk.outcomes import took

if TYPE_CHECKING:
    from pinads.cli.session import Session
    from pinads.cli.updating import Planned


def named_in(values: Mapping[str, Any]) -> Iterator[str]:
    """The fields that a row names."""
    return (name for name in values if name not in ("id", "extra"))


def changes_of(model: type[Any], values: Mapping[str, Any], record: Any) -> Iterator[tuple[Field | None, Any, Any]]:
    """What a row changes: the field, its present value and the new one; the field is None where it is not a declared one."""
    fields = fields_of(model)
    values = with_effect(fields, values, record.wire)
    for name in named_in(values):
        field = fields.get(model.ALIASES.get(name, name))
        if field is None or not field.in_record:
            yield field, None, values[name]
        elif not field.has(FROM_PATH) and not _is_so(field, values[name], record.wire):
            yield field, record.wire.get(field.name), values[name]
    for name, value in (values.get("extra") or {}).items():
        if name not in record.wire or record.wire[name] != value:
            yield fields.get(name), record.wire.get(name), value


def _is_so(field: Field, value: Any, wire: Mapping[str, Any]) -> bool:
    if not took(field, value, wire):
        return False
    # Of an object the new value may be a part of the present one, and would replace it.
    now = wire.get(field.name)
    return not isinstance(now, (Mapping, list)) or (value is not None and took(field, now, {field.name: value}))


class Changes:
    """What rows change, kept of so many as a person reads, and shown on a terminal: old -> new."""

    def __init__(self, session: Session, model: type[Any]) -> None:
        self._session = session
        self._model = model
        self._shows = sys.stderr.isatty() and session.format == "table"
        self._first: list[Planned] = []
        self._count = 0

    def note(self, item: Planned) -> None:
        """Take a row in."""
        if self._shows and item.present is not None and not item.unchanged:
            self._count += 1
            if len(self._first) < MOST_ROWS_SHOWN:
                self._first.append(item)

    def show(self) -> None:
        """Show what came."""
        for item in self._first:
            for field, old, new in changes_of(self._model, item.values, item.present):
                if field is not None and field.in_record:
                    self._session.note(self._line(item, field, old, new))
        if self._count > MOST_ROWS_SHOWN:
            self._session.note(f"and changes of {self._count - MOST_ROWS_SHOWN} more")

    def _line(self, item: Planned, field: Field, old: Any, new: Any) -> str:
        from pinads.render.cells import cell

        session = self._session
        look = session.look._replace(currency=session.currency()) if field.spec.unit == "micros" else session.look
        return f"{self._model.RESOURCE.noun} {item.present.id}: {field.name} {cell(field, old, look)} -> {cell(field, new, look)}"


class Changed:
    """The entities that rows change, and those whose spending they change."""

    def __init__(self, model: type[Any]) -> None:
        self._model = model
        self.ids = IdSet()
        self._money = IdSet()

    def add(self, row: Row) -> None:
        """Note what a row changes."""
        self.ids.add(str(row.values["id"]))
        if decides_spending(self._model, row.values):
            self._money.add(str(row.values["id"]))

    def refuse_more_money(self, row: Row) -> None:
        """Refuse to change the spending of an entity twice: policy and sums compare each row with what is there now.

        Raises:
            InvalidInput: a row before this one does it.
        """
        if decides_spending(self._model, row.values) and str(row.values["id"]) in self._money:
            identity, noun = row.values["id"], self._model.RESOURCE.noun
            raise InvalidInput(f"a row before this one changes what {noun} {identity} may spend, too; put both into one row", "id")
