r"""Records as lines for other programs: csv, tsv, ids.

csv is quoted as RFC 4180 says, its lines end with ``\n``. tsv has no quotes: tab, line end and backslash are written
``\t``, ``\n``, ``\r`` and ``\\``, other control characters ``\u001b``, so that a row is a line and a tab always parts two values; so is
a quote at the beginning of a value (``\u0022``), where a spreadsheet would look for its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pinads.render.json import compact
from pinads.render.money import amount_text
from pinads.render.paths import lookup
from pinads.render.text import safe
from pinads.render.times import iso
from pinads.sdk.schema.fields import Field

# Spreadsheets take these for the beginning of a formula, in the full-width forms too; and the apostrophes of earlier rounds.
# These patterns stay texts until they are needed: compiling them would be a part of every start.
_FORMULA = "'*(?:[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]|CLEAR\\Z)"
_FORMULA_STARTS = frozenset("'=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
CLEAR = "CLEAR"
"""What ``--file`` takes for null in an update; a text of these letters gets an apostrophe, as formulas do."""
_SPECIAL = '["\r\n\ud800-\udfff]'
_SURROGATES = "[\ud800-\udfff]"
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_UNSAFE_IN_TSV = '^"|[\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]'
_WRITTEN_IN_TSV = r"\\(?:[\\tnr]|u([0-9a-f]{4}))"
_READ = {written: character for character, written in _ESCAPES.items()}


CLEARED = object()
"""The value of a field that is to be null."""

Converter = Callable[[Any, Mapping[str, Any]], Any]
"""Makes the text of a value, which is not None, of a record."""


def csv_rows(
    records: Iterable[Mapping[str, Any]],
    columns: Sequence[str],
    *,
    delimiter: str = ",",
    safe_formulas: bool,
    converters: Mapping[str, Converter] | None = None,
) -> Iterator[str]:
    r"""Write a header and one row a record: csv, or tsv where the delimiter is a tab.

    Null is an empty value, booleans are ``true`` and ``false``, objects and lists compact JSON.

    Args:
        records: the records.
        columns: names or dotted paths.
        delimiter: a comma or another character for csv, a tab for tsv.
        safe_formulas: put an apostrophe before texts that a spreadsheet would run as a formula; ``read_back`` takes it away.
        converters: what makes the texts of some columns (``for_people``).
    """
    write = _tsv_line if delimiter == "\t" else _csv_line
    yield write(columns, delimiter)
    dotted = any("." in column for column in columns)
    converted = [(index, converters[column]) for index, column in enumerate(columns) if converters and column in converters]
    for record in records:
        values = [lookup(record, column) for column in columns] if dotted else [record.get(column) for column in columns]
        for index, convert in converted:
            if values[index] is not None and values[index] is not CLEARED:
                values[index] = convert(values[index], record)
        yield write([_text(value, safe_formulas) for value in values], delimiter)


def for_people(
    fields: Mapping[str, Field],
    columns: Sequence[str],
    currency_of: Callable[[Mapping[str, Any]], str | None],
    decimal_comma: bool = False,
) -> dict[str, Converter]:
    """Make the converters of a table for spreadsheets: money in the account's currency (``265.00``), times as ISO 8601.

    Args:
        fields: the declarations of the records' fields.
        columns: the names of the columns.
        currency_of: finds the currency of a record's money; called only where there is some.
        decimal_comma: write money as ``265,00``.
    """
    units = {name: fields[name].spec.unit for name in columns if name in fields}
    made: dict[str, Converter] = {}

    def written(value: int, record: Mapping[str, Any]) -> str:
        text = amount_text(value, currency_of(record))
        return text.replace(".", ",") if decimal_comma else text

    for name, unit in units.items():
        if unit == "micros":
            made[name] = lambda value, record: written(value, record) if type(value) is int else value
        elif unit == "seconds":
            made[name] = lambda value, record: iso(value) if type(value) in (int, float) else value
    return made


def _text(value: Any, safe_formulas: bool) -> str:
    if isinstance(value, str):
        return with_apostrophe(value) if safe_formulas else value
    return "" if value is None else CLEAR if value is CLEARED else compact(value)


def plain_text(value: Any) -> str:
    """Write a value in one line: a text as it is, anything else as compact JSON."""
    return value if isinstance(value, str) else compact(value)


def with_apostrophe(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet or ``--file`` would take for something else."""
    return "'" + text if (text[:1] in _FORMULA_STARTS or text == CLEAR) and re.match(_FORMULA, text) else text


def _csv_line(texts: Sequence[str], delimiter: str) -> str:
    line = delimiter.join(texts)
    if re.search(_SPECIAL, line) or line.count(delimiter) >= len(texts):
        line = delimiter.join([_quoted(text, delimiter) for text in texts])
    # A line with nothing in it is not a row to most readers.
    return (line or '""') + "\n"


def _quoted(text: str, delimiter: str) -> str:
    if not text.isascii():  # UTF-8 has no place for lone surrogates, and csv has no escape for them.
        text = re.sub(_SURROGATES, _escape, text)
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return f'"{text}"' if delimiter in text or "\n" in text or "\r" in text else text


def _tsv_line(texts: Sequence[str], delimiter: str) -> str:
    return delimiter.join([text if _is_plain(text) else re.sub(_UNSAFE_IN_TSV, _escape, text) for text in texts]) + "\n"


def _is_plain(text: str) -> bool:
    return text.isprintable() and "\\" not in text and text[:1] != '"'


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"


def read_back(text: str) -> str:
    """Restore a value of a file that was written with ``safe_formulas``."""
    return text[1:] if text.startswith("'") and re.match(_FORMULA, text) else text


def read_escapes(text: str) -> str:
    """Decode the escapes of a value of a tsv file."""
    return re.sub(_WRITTEN_IN_TSV, lambda match: chr(int(match[1], 16)) if match[1] else _READ[match[0]], text)


def ids(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Write one id a line.

    Raises:
        ValueError: a record has none.
    """
    for record in records:
        identity = record.get("id")
        if identity is None:
            raise ValueError("these records have no id to print: choose another output format")
        yield safe(str(identity)) + "\n"
