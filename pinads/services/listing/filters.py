"""Filters and sort orders on fetched records: ``--filter`` and ``--sort``."""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pinads.render.paths import lookup
from pinads.sdk.errors import InvalidInput
from pinads.sdk.record import BaseRecord
from pinads.sdk.schema.fields import Field, Spec
from pinads.sdk.schema.unknown_values import refuse_unlikely
from pinads.sdk.schema.validation import as_listed
from pinads.services.inputs.parsers import Reader
from pinads.services.inputs.zones import Times
from pinads.services.policy.sanity_bounds import refuse_comparison
from pinads.services.projection import known_path

if TYPE_CHECKING:
    from pinads.services.context import Context

Predicate = Callable[[Mapping[str, Any]], bool]
_COMPARISON = r"(?s)\s*([A-Za-z_][\w.-]*)\s*(>=|<=|!=|==?|>|<|~)(.*)"
_DECIMAL_COMMA = "([+-]?[0-9]+),([0-9]{1,2})(?![0-9,.])"
"""A comma that cannot separate thousands; conditions on figures take it too."""
ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}


def predicate(model: type[BaseRecord], expression: str, reader: Reader) -> Predicate:
    """Make a test of records from a --filter expression."""
    match = re.fullmatch(_COMPARISON, expression)
    if not match:
        raise InvalidInput(f"Invalid `filter` {expression!r}: expected FIELD=VALUE with one of = != > >= < <= ~", "filter")
    path, sign, text = match[1], match[2].replace("==", "="), match[3].strip()
    path, field = known_path(model, path, "filter")
    if field is not None and sign != "~":
        _check_choice(field.spec.items or field.spec, path, sign, text)
    wanted = text if sign == "~" else _wanted(field, text, reader, path, sign)
    return lambda record: _holds(lookup(record, path), sign, wanted)


def _check_choice(spec: Spec, path: str, sign: str, text: str) -> None:
    """Refuse a value that a field of choices never has; one that may be newer than the list passes."""
    if not spec.choices or text in ("null", "") or as_listed(text, spec.choices) in spec.choices:
        return
    if sign not in ("=", "!="):
        raise InvalidInput(f"Invalid `filter`: {path} has no order; compare it with =, != or ~", "filter")
    refuse_unlikely(text, spec.choices, f"`filter` {path}")


def _wanted(field: Field | None, text: str, reader: Reader, path: str, sign: str) -> Any:
    if text in ("null", ""):
        return None
    spec, where = field.spec if field else Spec(), f"`filter` {path}"
    if spec.unit == "seconds":
        # After a day, or until it, is after or until its end.
        return reader.moment(text, where, ends=sign in (">", "<=") or (spec.end_of_day and sign in ("=", "!=")))
    if field is not None and spec.unit == "micros":
        amount = reader.spec(spec, _with_point(text), where)
        refuse_comparison(field, text, amount, reader.currency)
        return amount
    if spec.kind in ("integer", "number", "boolean"):
        return reader.spec(spec, _with_point(text), where)
    if spec.kind == "any":
        try:
            return float(text)
        except ValueError:
            return text
    return text


def _with_point(text: str) -> str:
    return re.sub(_DECIMAL_COMMA, r"\1.\2", text, count=1) if re.match(_DECIMAL_COMMA, text) else text


def _holds(value: Any, sign: str, wanted: Any) -> bool:
    if sign == "~":
        return value is not None and wanted.casefold() in _text(value).casefold()
    if sign in ("=", "!="):
        return _equal(value, wanted) is (sign == "=")
    if value is None or wanted is None:
        return False
    if isinstance(value, (int, float)) != isinstance(wanted, (int, float)):
        value, wanted = _comparable(value), _comparable(wanted)
    try:
        return bool(ORDERS[sign](value, wanted))
    except TypeError:
        return False


def _equal(value: Any, wanted: Any) -> bool:
    if isinstance(value, list):
        return any(_equal(item, wanted) for item in value)
    if isinstance(value, str) and isinstance(wanted, str):
        return value.casefold() == wanted.casefold()
    if isinstance(value, str) and isinstance(wanted, float):
        return bool(_comparable(value) == wanted)
    return bool(value == wanted)


def _comparable(value: Any) -> Any:
    try:
        return float(value)
    except (TypeError, ValueError):
        return value


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def matching(context: Context, model: type[BaseRecord], expressions: Sequence[str]) -> Predicate:
    """Make the test of records that all --filter expressions match."""
    reader = Reader(context.currency, times=Times(context, notes=False))
    tests = [predicate(model, expression, reader) for expression in expressions]
    return lambda record: all(test(record) for test in tests)


def sort_keys(model: type[BaseRecord], sort: str) -> list[tuple[str, bool]]:
    """Return the fields that --sort names, checked, each with True if it is descending.

    Raises:
        InvalidInput: the model has no such field, or none is named.
    """
    keys = [(key.lstrip("-"), key.startswith("-")) for key in map(str.strip, sort.split(",")) if key.strip("-")]
    if not keys:
        raise InvalidInput("Invalid `sort`: it names no field", "sort")
    return [(known_path(model, path, "sort").path, descending) for path, descending in keys]


def sorted_by(records: Iterable[BaseRecord], keys: Sequence[tuple[str, bool]]) -> Iterator[BaseRecord]:
    """Yield records in the order of fields, once all are fetched: missing values last, ids and numbers by size."""
    rows = list(records)
    for path, descending in reversed(keys):
        present = [row for row in rows if lookup(row.wire, path) is not None]
        absent = [row for row in rows if lookup(row.wire, path) is None]
        present.sort(key=lambda row, path=path: _sort_key(lookup(row.wire, path)), reverse=descending)  # type: ignore[misc]
        rows = present + absent
    yield from rows


def _sort_key(value: Any) -> tuple[int, Any]:
    if isinstance(value, (bool, int, float)):
        return 0, value
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return 0, int(value)
    return 1, _text(value).casefold()
