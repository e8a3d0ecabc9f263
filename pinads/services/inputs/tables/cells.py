"""The cells of a table: what spreadsheets make of values, and the words that people write for no value."""

from __future__ import annotations

import re

from pinads.render.delimited import CLEAR, read_back
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.fields import Field, Spec
from pinads.sdk.schema.marks import PERSONAL, Mode

_NOTHING = frozenset(("", "n/a", "n.a.", "#n/a", "#nv", "#n/d", "k.a.", "null", "-", "--", "–", "—"))
_LONGEST = max(map(len, _NOTHING))
_SHORTENED = r"[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+|[0-9]+[.,]0+"
"""An id that a spreadsheet took for a number: ``6.26735E+11``, ``626735000001.0``."""
_APOSTROPHE = r"'\s*[0-9.,+-]"
_DAY_FIRST = r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})(?:,?[ T]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?"
_SLASHES = r"[0-9]{1,4}/[0-9]{1,2}/[0-9]{1,4}(?!.*[A-Za-z]).*"
_MONTH = r"(?:jan|feb|m[aäe]r|apr|abr|avr|ma[iyg]|mei|jun|jui|jul|aug|ago|aou|aoû|se[pt]|o[ck]t|out|nov|de[cz]|di[cz])[^\W\d]*\.?"
_DATE = (
    r"(?i)[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ].*)?|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}|"
    rf"[0-9]{{1,2}}[. -]+{_MONTH}(?:[. -]+[0-9]{{2,4}})?|{_MONTH}[. -]+[0-9]{{2,4}}"
)
"""What spreadsheets make of 5.10 or 20.50 in countries where that is a day or a month."""
_BOOLEANS = {
    **dict.fromkeys(("wahr", "vrai", "verdadero", "vero", "verdadeiro", "waar", "prawda", "sant", "sand", "ja", "oui", "sí", "si"), "true"),
    **dict.fromkeys(("falsch", "faux", "falso", "onwaar", "fałsz", "falskt", "falsk", "nein", "non", "nej"), "false"),
}
"""What spreadsheets of other languages save for TRUE and FALSE, and people write for yes and no."""
NUMBER, TIME, BOOLEAN, FAULT = "number", "date", "value", "error"
"""The kinds of values that a cell of a workbook has besides texts."""
THOUSANDS = 3
"""The digits that a sign between thousands separates."""
MOST_DIGITS = 15
"""The digits that a number of a spreadsheet has."""


class CellValue(str):
    """A cell of a workbook that is not text: exact, and without the signs of a country.

    Args:
        text: the value as options take it.
        kind: NUMBER, TIME, BOOLEAN or FAULT.
        currency: the currency in which the cell shows a number; empty if it shows none.
    """

    kind: str
    currency: str

    def __new__(cls, text: str, kind: str, currency: str = "") -> CellValue:
        """Make a text that remembers what the cell is."""
        made = super().__new__(cls, text)
        made.kind, made.currency = kind, currency
        return made

    def __reduce__(self) -> tuple[type[CellValue], tuple[str, str, str]]:
        return CellValue, (str(self), self.kind, self.currency)

    def amount(self) -> str:
        """Write a number as an amount of the currency that the cell shows."""
        # Three decimals are not thousands here: a fourth says so.
        exact = f"{self}0" if len(self.partition(".")[2]) == THOUSANDS else str(self)
        return f"{exact} {self.currency}" if self.currency and self.kind == NUMBER else exact


def is_nothing(field: Field, cell: str) -> bool:
    """Tell whether a cell has no value: empty, or ``n/a`` or ``-`` where that is not text."""
    if len(cell) > _LONGEST or cell.isdecimal():
        return False
    return not cell or (cell.strip().lower() in _NOTHING and not is_free_text(field.spec))


def is_free_text(spec: Spec) -> bool:
    """Tell whether a field takes any text, such as a name."""
    return spec.kind == "string" and not spec.choices and spec.pattern is None


def clears(field: Field, mode: Mode, name: str) -> bool:
    """Tell whether the cell CLEAR says that its field is to be null, which it does in an update.

    Raises:
        InvalidInput: the field cannot be.
    """
    if mode is not Mode.UPDATE or field.has(PERSONAL):
        return False
    if not field.nullable(mode):
        meant = f". For the text itself, write '{CLEAR} (with an apostrophe)" if is_free_text(field.spec) else ""
        raise InvalidInput(f"Invalid {name}: {CLEAR} sets a field to null, and {name} cannot be null{meant}", name)
    return True


def refuse_slip_of_clear(field: Field, mode: Mode, name: str, cell: str) -> None:
    """Refuse ``clear`` in small letters where that is not a value.

    Raises:
        InvalidInput: the cell has it.
    """
    is_slip = len(cell) <= MOST_DIGITS and cell != CLEAR and cell.strip().upper() == CLEAR
    if is_slip and mode is Mode.UPDATE and not is_free_text(field.spec) and field.nullable(mode):
        raise InvalidInput(f"Invalid {name}: {cell!r} is not a value. Write {CLEAR}, in capitals, to set {name} to null", name)


def plain_cell(spec: Spec, cell: str, name: str) -> str:
    """Return the text of a cell as options take it, without the signs of a spreadsheet or a country.

    Raises:
        InvalidInput: a spreadsheet has damaged it.
    """
    if isinstance(cell, CellValue):
        _check_value(spec, cell, name)
        return cell
    text = read_back(cell)
    if spec.unit == "micros" and not text.replace(".", "", 1).isdecimal() and re.fullmatch(_DATE, text.strip()):
        raise _turned_into_date(text.strip(), name)
    is_id = spec.is_id
    if text.isdecimal() if is_id else text.isalnum() and spec.kind != "boolean":
        return text
    if (is_id or spec.kind in ("integer", "number")) and re.match(_APOSTROPHE, text):
        text = text[1:].strip()
    if is_id and re.fullmatch(_SHORTENED, text.strip()):
        raise _shortened(text.strip(), "id", name)
    if spec.kind == "boolean":
        return _BOOLEANS.get(text.strip().lower(), text.strip())
    return _iso(text.strip(), name) if spec.unit == "seconds" else text


def _check_value(spec: Spec, cell: CellValue, name: str) -> None:
    """Refuse a value of a workbook that was a text before a spreadsheet changed it, or has become an error."""
    if cell.kind == FAULT:
        raise InvalidInput(f"Invalid {name}: the cell has the error {cell}. Correct its formula, or type the value", name)
    if spec.unit == "micros" and cell.kind == TIME:
        raise _turned_into_date(cell, name)
    if spec.kind != "string":
        return
    if cell.kind == NUMBER:
        if len(cell.partition(".")[0].lstrip("-")) > MOST_DIGITS:
            raise _shortened(cell, "id" if spec.is_id else "text", name)
    elif spec.is_id or is_free_text(spec):
        remedy = "Format the column as text in the spreadsheet program, and type it again"
        raise InvalidInput(f"Invalid {name}: a spreadsheet has turned this text into the {cell.kind} {cell}. {remedy}", name)


def refuse_shortened(word: str, name: str) -> None:
    """Refuse a word of a list that a spreadsheet has turned into a number.

    Raises:
        InvalidInput: it has.
    """
    if re.fullmatch(_SHORTENED, word):
        raise _shortened(word, "id", name)


def _shortened(text: str, what: str, name: str) -> InvalidInput:
    lost = f"the number {str(text)!r}, and its digits are lost"
    if text.isdigit():
        lost = f"a number, and the digits after the first {MOST_DIGITS} are lost"
    return InvalidInput(
        f"Invalid {name}: a spreadsheet has turned this {what} into {lost}. "
        "Format the column as text there and paste the ids again, or export them again (`output` csv)"
    )


def _turned_into_date(text: str, name: str) -> InvalidInput:
    remedy = "Format the column as a number in the spreadsheet program, and type the amount again"
    return InvalidInput(f"Invalid {name}: a spreadsheet has turned this amount into the date {str(text)!r}. {remedy}", name)


def _iso(text: str, name: str) -> str:
    """Write a day such as 24.12.2026, which puts the day first wherever it is written, as ISO 8601."""
    if (found := re.fullmatch(_DAY_FIRST, text)) is not None:
        day, month, year, hour, minute, second = found.groups()
        return f"{year}-{int(month):02d}-{int(day):02d}" + (f"T{int(hour):02d}:{minute}:{second or '00'}" if hour else "")
    if re.fullmatch(_SLASHES, text):
        told = f"Invalid {name}: {text!r} can be read with the day or the month first"
        raise InvalidInput(f"{told}. Format the column as YYYY-MM-DD there, such as 2026-12-01", name)
    return text
