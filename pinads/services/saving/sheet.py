"""The sheet of a resource: its columns with their choices, and its records as cells that ``--file`` reads back unchanged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Any, BinaryIO

from pinads.render.delimited import CLEAR, CLEARED, plain_text, with_apostrophe
from pinads.render.files.table_file import load_writer
from pinads.render.money import MICROS, amount_text, money_format
from pinads.render.paths import lookup
from pinads.render.text import counted, plural
from pinads.render.times import LATEST, iso
from pinads.sdk.record import BaseRecord
from pinads.sdk.schema.fields import Field, Spec
from pinads.sdk.schema.marks import FROM_PATH, Mode
from pinads.services.inputs.record_currencies import currencies_of
from pinads.services.inputs.tables.cells import MOST_DIGITS, is_free_text
from pinads.services.inputs.zones import Times

if TYPE_CHECKING:
    from pinads.services.context import Context

TIME = "yyyy-mm-dd hh:mm:ss"
BOOLEANS = ("TRUE", "FALSE")
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def title_of(model: type[BaseRecord]) -> str:
    """Return the name of a resource's sheet: ``Ad groups``."""
    return plural(model.RESOURCE.noun).capitalize()


def kind_of(spec: Spec) -> str:
    """Return the kind of the column of a field."""
    if spec.unit is not None:
        return {"micros": "money", "seconds": "time"}[spec.unit]
    if spec.is_id:
        return "id"
    return "status" if spec.choices or spec.kind == "boolean" else "text"


def choices_of(spec: Spec) -> Sequence[str]:
    """Return the values of the drop-down of a field."""
    return BOOLEANS if spec.kind == "boolean" else spec.choices if spec.kind == "string" else ()


class SheetWriter:
    """A writer of records as a sheet.

    Args:
        context: the account, whose time zone times are in.
        model: the record type.
        columns: the fields, or dotted paths, of the columns.
        currency: the currency of amounts that are typed into empty cells; None if it is not known.
        fields: the fields by the columns.
    """

    def __init__(
        self,
        context: Context,
        model: type[BaseRecord],
        columns: Sequence[str],
        currency: str | None,
        fields: Mapping[str, Field],
    ) -> None:
        self._context = context
        self._model = model
        self._names = columns
        self._fields = fields
        self._currency = currency
        self._currency_of = currencies_of(context)
        self._times = Times(context, notes=False)
        self._zone: tuple[tzinfo | None, str] | None = None
        self._left_out = 0

    def write(self, into: BinaryIO, records: Iterable[Mapping[str, Any]]) -> None:
        """Write the records."""
        workbook = load_writer("xlsx")
        self._shown, self._longest = workbook.Shown, workbook.LONGEST_TEXT

        def rows() -> Iterator[Mapping[str, Any]]:
            dotted = any("." in name for name in self._names)
            makers = {name: self._maker(self._fields.get(name)) for name in self._names}
            for record in records:
                values = {name: lookup(record, name) for name in self._names} if dotted else record
                yield {name: make(value, record) for name, make in makers.items() if (value := values.get(name)) is not None}

        workbook.write_sheet(into, rows(), [self._column(workbook, name) for name in self._names], title_of(self._model))
        if self._zone is not None:
            self._context.note(f"times in the sheet are in {self._zone[1]}", repeats=True)
        if self._left_out:
            told = f"{counted(self._left_out, 'value')} of more than {self._longest:,} characters do not fit into a cell"
            self._context.note(f"{told}, and these cells are empty; csv and json have them")

    def _column(self, workbook: Any, name: str) -> Any:
        field = self._fields.get(name)
        if field is None:
            return workbook.SheetColumn(name, "text")
        is_writable = (field.writable(Mode.CREATE) or field.writable(Mode.UPDATE)) and not field.access & FROM_PATH
        kind = kind_of(field.spec)
        return workbook.SheetColumn(
            name,
            "name" if field.name in self._model.RESOURCE.named_by and is_free_text(field.spec) else kind,
            money_format(self._currency) if kind == "money" else "",
            choices_of(field.spec) if is_writable else (),
            is_muted=not is_writable and field.name != "id",
        )

    def _maker(self, field: Field | None) -> Callable[[Any, Mapping[str, Any]], Any]:
        unit = field.spec.unit if field is not None else None
        return {"micros": self._money, "seconds": self._moment}.get(unit or "", self._plain)

    def _money(self, value: Any, record: Mapping[str, Any]) -> Any:
        if type(value) is not int:
            return self._plain(value, record)
        currency = self._currency_of(record)
        text = amount_text(value, currency)
        return text if text.endswith("micro") else self._shown(value / MICROS, money_format(currency))

    def _moment(self, value: Any, record: Mapping[str, Any]) -> Any:
        """Return a moment as a date in the zone in which ``--file`` reads it, or as a text."""
        if type(value) not in (int, float) or not 0 <= value <= LATEST or value % 1:
            return self._plain(value, record)
        self._zone = self._zone or self._times.zone()
        there = (_EPOCH + timedelta(seconds=value)).astimezone(self._zone[0])
        if _is_twice(there, self._zone[0]):
            return iso(value)
        return self._shown(there.replace(tzinfo=None), TIME)

    def _plain(self, value: Any, record: Mapping[str, Any]) -> Any:
        if isinstance(value, bool) or (isinstance(value, (int, float)) and float(f"{value:.{MOST_DIGITS}g}") == value):
            return value
        if value is CLEARED:
            return CLEAR
        text = value if isinstance(value, str) else plain_text(value)
        if text[:1] == "'" or text == CLEAR:
            text = with_apostrophe(text)
        if len(text) > self._longest:
            self._left_out += 1
            return None
        return text


def _is_twice(there: datetime, zone: tzinfo | None) -> bool:
    """Tell whether clocks show a time of day twice, as they are set back."""
    naive = there.replace(tzinfo=None)
    first, second = (naive.replace(fold=fold, tzinfo=zone).timestamp() for fold in (0, 1))
    return first != second
