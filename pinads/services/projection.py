"""Projections of results: ``--fields`` and ``--query``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pinads.render.paths import lookup
from pinads.render.text import with_article
from pinads.sdk.errors import InvalidInput
from pinads.sdk.record import BaseRecord, record_fields
from pinads.sdk.schema.fields import Field, fields_by_word, fields_of, folded_word
from pinads.sdk.schema.validation import nearest
from pinads.services.errors import option


class KnownPath(NamedTuple):
    """A dotted path into a record.

    Attributes:
        path: the path, with the field's own name in place of people's word for it.
        field: the declared field that it names; None if it leads into one.
    """

    path: str
    field: Field | None


def known_path(model: type[BaseRecord], path: str, parameter: str) -> KnownPath:
    """Return the path that a parameter names, also by people's word for a field: ``budget`` or ``daily-budget``.

    Raises:
        InvalidInput: the model has no such field.
    """
    first, dot, rest = path.partition(".")
    fields = record_fields(model)
    if first not in fields:
        meant = fields_by_word(fields).get(folded_word(first))
        # The word for an id is that of a name, too, with which no id can be compared.
        if meant is not None and not (parameter == "filter" and meant.spec.is_id):
            first = meant.name
    if first not in fields:
        problem = f"{with_article(model.RESOURCE.noun)} has no field {first!r}{nearest(first, fields)}"
        raise InvalidInput(f"Invalid {option(parameter)} {path!r}: {problem}", parameter)
    return KnownPath(first + dot + rest, None if rest else fields[first])


def chosen(model: type[BaseRecord], fields: str | None) -> list[str] | None:
    """Return the paths into records that --fields names, checked; None if it was not given."""
    paths = named_paths(fields)
    return None if paths is None else list(dict.fromkeys(known_path(model, path, "fields").path for path in paths))


def row_paths(fields: str | None, known: Sequence[str]) -> list[str] | None:
    """Return the paths into plain rows that --fields names, checked; None if it was not given."""
    paths = named_paths(fields)
    for path in paths or ():
        _refuse_unknown(path, path.partition(".")[0], known)
    return paths


def of_rows(rows: list[dict[str, Any]], columns: Sequence[str], fields: str | None) -> tuple[list[dict[str, Any]], Sequence[str]]:
    """Return plain rows and their columns, only those that --fields names, in any case, if it was given."""
    words = named_paths(fields)
    if words is None:
        return rows, columns
    known = {name.casefold(): name for row in ({}, *rows) for name in (*columns, *row)}
    for word in words:
        _refuse_unknown(word, word.casefold(), known, known.values())
    paths = list(dict.fromkeys(known[word.casefold()] for word in words))
    return [{path: row.get(path) for path in paths} for row in rows], paths


def named_paths(fields: str | None) -> list[str] | None:
    """Return the paths that --fields names, each once; None if it was not given.

    Raises:
        InvalidInput: it names none.
    """
    if fields is None:
        return None
    paths = list(dict.fromkeys(path.strip() for path in fields.split(",") if path.strip()))
    if not paths:
        raise InvalidInput("Invalid `fields`: it names no field", "fields")
    return paths


def _refuse_unknown(path: str, name: str, known: Collection[str], shown: Iterable[str] = ()) -> None:
    if name not in known:
        raise InvalidInput(f"Invalid `fields` {path!r}: choose from {', '.join(shown or known)}{nearest(name, known)}", "fields")


def narrowed(record: Mapping[str, Any], paths: list[str] | None) -> dict[str, Any]:
    """Return the chosen paths of a record, each under the name that was asked for."""
    return dict(record) if paths is None else {path: lookup(record, path) for path in paths}


def check(model: type[BaseRecord], fields: str | None, query: str | None) -> list[str] | None:
    """Refuse an invalid --fields or --query before anything is fetched; return the chosen paths."""
    if query:
        check_query(query)
    return chosen(model, fields)


def check_query(expression: str | None) -> None:
    """Refuse a --query that is not an expression, before anything is fetched."""
    if expression is not None:
        queried(None, expression, typed=False)


def load_jmespath() -> Any:
    """Load the library of --query."""
    import jmespath  # start-up: only --query needs it

    return jmespath


def queried(value: Any, expression: str, typed: bool = True) -> Any:
    """Return what a JMESPath expression finds in a result; errors about types count only if ``typed``."""
    jmespath = load_jmespath()
    try:
        return jmespath.search(expression, value)
    except jmespath.exceptions.JMESPathError as error:
        if isinstance(error, jmespath.exceptions.JMESPathTypeError) and not typed:
            return None
        raise InvalidInput(f"Invalid `query`: {' '.join(str(error).split())}", "query") from None
    except RecursionError:
        raise InvalidInput("Invalid `query`: nested too deeply", "query") from None
    except TypeError:
        # JMESPath orders texts and numbers, but not one against the other.
        problem = "it compares a text with a number; write numbers between backquotes, such as `100`, and texts between quotes"
        raise InvalidInput(f"Invalid `query`: {problem}", "query") from None
    except ValueError:
        # JMESPath lets Python's refusal of a number of more than 4,300 digits through.
        raise InvalidInput("Invalid `query`: a number with too many digits", "query") from None


def columns_of(model: type[BaseRecord]) -> list[str]:
    """Return the stable columns of csv and tsv: every field that answers have, in the order of declaration."""
    return [name for name, field in fields_of(model).items() if field.in_record]
