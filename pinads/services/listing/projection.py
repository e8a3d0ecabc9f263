"""Projection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pinads.render.paths import lookup
from pinads.sdk.errors import InvalidInput
from pinads.sdk.record import Model
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.validation import nearest
from pinads.services.errors import option
from pinads.services.listing.filters import known_field


def chosen(model: type[Model], fields: str | None) -> list[str] | None:
    """The paths that --fields names, checked; None where it was not given."""
    if fields is None:
        return None
    paths = list(dict.fromkeys(path.strip() for path in fields.split(",") if path.strip()))
    if not paths:
        raise InvalidInput("Invalid `fields`: it names no field", "fields")
    for path in paths:
        known_field(model, path, option("fields"))
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
        raise InvalidInput(f"Invalid `query`: {' '.join(str(error).split())}", "query") from None
    except RecursionError:
        raise InvalidInput("Invalid `query`: nested too deeply", "query") from None
    except TypeError:
        # JMESPath orders texts and numbers, but not one against the other.
        told = "it compares a text with a number; write numbers between backquotes, such as `100`, and texts between quotes"
        raise InvalidInput(f"Invalid `query`: {told}", "query") from None
    except ValueError:
        # JMESPath lets Python's refusal of a number of more than 4,300 digits through.
        raise InvalidInput("Invalid `query`: a number with too many digits", "query") from None


def of_rows(rows: list[dict[str, Any]], columns: Sequence[str], fields: str | None) -> tuple[list[dict[str, Any]], Sequence[str]]:
    """Plain rows and their columns, only those that --fields names where it was given; in any case."""
    if fields is None:
        return rows, columns
    known = {name.casefold(): name for row in ({}, *rows) for name in (*columns, *row)}
    words = [word.strip() for word in fields.split(",") if word.strip()]
    if not words:
        raise InvalidInput("Invalid `fields`: it names no field", "fields")
    for word in words:
        if word.casefold() not in known:
            raise InvalidInput(f"Invalid `fields` {word!r}: choose from {', '.join(known.values())}{nearest(word, known)}", "fields")
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
            raise InvalidInput(f"Invalid `fields` {path!r}: choose from {', '.join(known)}{nearest(first, known)}", "fields")
    return paths


def columns_of(model: type[Model]) -> list[str]:
    """The stable columns of csv and tsv: every field that answers have, in the order of their declaration."""
    return [name for name, field in fields_of(model).items() if field.in_record]
