"""Picking from what was fetched: --filter, --sort, --fields, --query."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from pinads.cli.values import Reader, as_listed
from pinads.render.paths import lookup
from pinads.sdk.checks import nearest
from pinads.sdk.declarations import Field, Spec, fields_of
from pinads.sdk.errors import InvalidInput
from pinads.sdk.model import Model, record_fields
from pinads.sdk.unknown_values import refuse_unlikely

_COMPARISON = re.compile(r"\s*([A-Za-z_][\w.]*)\s*(>=|<=|!=|==?|>|<|~)(.*)", re.DOTALL)
_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
}


def known_field(model: type[Model], path: str, option: str) -> Field | None:
    """The declared field that a dotted path begins with; None where what it names inside of it is not declared.

    Raises:
        InvalidInput: the model has no such field.
    """
    first, _, rest = path.partition(".")
    fields = record_fields(model)
    if first not in fields:
        raise InvalidInput(f"Invalid {option} {path!r}: a {model.RESOURCE.noun} has no field {first!r}{nearest(first, fields)}", option)
    return None if rest else fields[first]


def predicate(model: type[Model], expression: str, reader: Reader) -> Callable[[Mapping[str, Any]], bool]:
    """The test that a --filter expression stands for."""
    match = _COMPARISON.fullmatch(expression)
    if not match:
        raise InvalidInput(f"Invalid --filter {expression!r}: expected FIELD=VALUE with one of = != > >= < <= ~", "--filter")
    path, sign, text = match[1], match[2].replace("==", "="), match[3].strip()
    field = known_field(model, path, "--filter")
    if field is not None and sign != "~":
        _check_choice(field.spec.items or field.spec, path, sign, text)
    wanted = text if sign == "~" else _wanted(field, text, reader, path, sign)
    return lambda record: _holds(lookup(record, path), sign, wanted)


def _check_choice(spec: Spec, path: str, sign: str, text: str) -> None:
    """Refuse what a field of choices never is; a value that may be newer than the list may stand in rows."""
    if not spec.choices or text in ("null", "") or as_listed(text, spec.choices) in spec.choices:
        return
    if sign not in ("=", "!="):
        raise InvalidInput(f"Invalid --filter: {path} has no order; compare it with =, != or ~", "--filter")
    refuse_unlikely(text, spec.choices, f"--filter {path}")


def _wanted(field: Field | None, text: str, reader: Reader, path: str, sign: str) -> Any:
    if text in ("null", ""):
        return None
    spec, where = field.spec if field else Spec(), f"--filter {path}"
    if spec.unit == "seconds":
        # After a day, or until it, is after or until its end.
        return reader.moment(text, where, ends=sign in (">", "<=") or (spec.end_of_day and sign in ("=", "!=")))
    if field is not None and spec.unit == "micros":
        from pinads.cli.bounds import refuse_comparison

        amount = reader.spec(spec, text, where)
        refuse_comparison(field, text, amount, reader.currency)
        return amount
    if spec.kind in ("integer", "number", "boolean"):
        return reader.spec(spec, text, where)
    if spec.kind == "any":
        try:
            return float(text)
        except ValueError:
            return text
    return text


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
        return bool(_OPERATORS[sign](value, wanted))
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
    import json

    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def filtered(records: Iterable[Model], model: type[Model], expressions: list[str] | None, reader: Reader) -> Iterator[Model]:
    """The records for which all --filter expressions hold; wrong ones are refused before the first is fetched."""
    tests = [predicate(model, expression, reader) for expression in expressions or []]
    return (record for record in records if all(test(record.wire) for test in tests)) if tests else iter(records)


def ordered(records: Iterable[Model], model: type[Model], sort: str | None) -> Iterable[Model]:
    """The records in the order that --sort asks for: missing values last, ids and numbers by size."""
    if sort is None:
        return records
    keys = [(key.lstrip("-"), key.startswith("-")) for key in map(str.strip, sort.split(",")) if key.strip("-")]
    if not keys:
        raise InvalidInput("Invalid --sort: it names no field", "--sort")
    for path, _ in keys:
        known_field(model, path, "--sort")
    rows = list(records)
    for path, descending in reversed(keys):
        present = [row for row in rows if lookup(row.wire, path) is not None]
        absent = [row for row in rows if lookup(row.wire, path) is None]
        present.sort(key=lambda row, path=path: _sort_key(lookup(row.wire, path)), reverse=descending)  # type: ignore[misc]
        rows = present + absent
    return rows


def _sort_key(value: Any) -> tuple[int, Any]:
    if isinstance(value, (bool, int, float)):
        return 0, value
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return 0, int(value)
    return 1, _text(value).casefold()


def chosen(model: type[Model], fields: str | None) -> list[str] | None:
    """The paths that --fields names, checked; None where it was not given."""
    if fields is None:
        return None
    paths = list(dict.fromkeys(path.strip() for path in fields.split(",") if path.strip()))
    if not paths:
        raise InvalidInput("Invalid --fields: it names no field", "--fields")
    for path in paths:
        known_field(model, path, "--fields")
    return paths


def narrowed(record: Mapping[str, Any], paths: list[str] | None) -> dict[str, Any]:
    """Only the chosen paths of a record, each under the name that was asked for."""
    return dict(record) if paths is None else {path: lookup(record, path) for path in paths}


def check(model: type[Model], fields: str | None, query: str | None) -> None:
    """Refuse --fields and --query that cannot be before anything is fetched."""
    chosen(model, fields)
    if query:
        check_query(query)


def check_query(expression: str | None) -> None:
    """Refuse a --query that is no expression before anything is fetched."""
    if expression is not None:
        queried(None, expression, typed=False)


def queried(value: Any, expression: str, typed: bool = True) -> Any:
    """What a JMESPath expression finds in a result; ``typed`` is whether the value has the types that it expects."""
    import jmespath
    from jmespath.exceptions import JMESPathError, JMESPathTypeError

    try:
        return jmespath.search(expression, value)
    except JMESPathError as error:
        if isinstance(error, JMESPathTypeError) and not typed:
            return None
        raise InvalidInput(f"Invalid --query: {' '.join(str(error).split())}", "--query") from None
    except RecursionError:
        raise InvalidInput("Invalid --query: nested too deeply", "--query") from None
    except TypeError:
        # JMESPath orders texts and numbers, but not one against the other.
        told = "it compares a text with a number; write numbers between backquotes, such as `100`, and texts between quotes"
        raise InvalidInput(f"Invalid --query: {told}", "--query") from None
    except ValueError:
        # JMESPath lets Python's refusal of a number of more than 4,300 digits through.
        raise InvalidInput("Invalid --query: a number with too many digits", "--query") from None


def of_rows(rows: list[dict[str, Any]], columns: Sequence[str], fields: str | None) -> tuple[list[dict[str, Any]], Sequence[str]]:
    """Plain rows and their columns, only those that --fields names where it was given; in any case."""
    if fields is None:
        return rows, columns
    known = {name.casefold(): name for row in ({}, *rows) for name in (*columns, *row)}
    words = [word.strip() for word in fields.split(",") if word.strip()]
    if not words:
        raise InvalidInput("Invalid --fields: it names no field", "--fields")
    for word in words:
        if word.casefold() not in known:
            raise InvalidInput(f"Invalid --fields {word!r}: choose from {', '.join(known.values())}{nearest(word, known)}", "--fields")
    paths = list(dict.fromkeys(known[word.casefold()] for word in words))
    return [{path: row.get(path) for path in paths} for row in rows], paths


def row_paths(fields: str | None, known: Sequence[str]) -> list[str] | None:
    """The paths into plain rows that --fields names, checked; None where it was not given."""
    if fields is None:
        return None
    paths = list(dict.fromkeys(path.strip() for path in fields.split(",") if path.strip()))
    for path in paths or [""]:
        first = path.partition(".")[0]
        if first not in known:
            raise InvalidInput(f"Invalid --fields {path!r}: choose from {', '.join(known)}{nearest(first, known)}", "--fields")
    return paths


def columns_of(model: type[Model]) -> list[str]:
    """The stable columns of csv and tsv: every field that answers have, in the order of their declaration."""
    return [name for name, field in fields_of(model).items() if field.in_record]
