"""A streaming reader of objects in JSON and JSONL texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from pinads.sdk.errors import InvalidInput
from pinads.sdk.json_window import JsonWindow
from pinads.sdk.schema.validation import describe
from pinads.services.inputs.input_file import InputFile

Placed = tuple[str, dict[str, Any]]


class Twice(dict[str, Any]):
    """An object that has a key twice."""


def has_twice(value: Any) -> bool:
    """Tell whether an object, or one inside it, has a key twice."""
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return isinstance(value, Twice) or any(has_twice(item) for item in items if isinstance(item, (dict, list)))


def _noted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Twice(pairs)


_DECODER = json.JSONDecoder(object_pairs_hook=_noted)


def objects(source: InputFile, kind: str) -> Iterator[Placed]:
    """Yield the objects of a text, each with its place: lines of JSONL, or one JSON array or object.

    Raises:
        InvalidInput: it is not JSON, or not objects; the message has the place.
    """
    if kind == "jsonl":
        for number, line in enumerate(source.text("\n"), 1):
            if line.strip():
                place = f"{source.name}, line {number}"
                yield place, _object(_json(line, source, number), place)
        return
    for number, item in enumerate(_items(source), 1):
        place = f"{source.name}, record {number}"
        yield place, _object(item, place)


def is_one_value(source: InputFile) -> bool:
    """Tell whether a text that begins with an object is that object alone, not one object a line."""
    with source.text("\n") as text:
        first = next((line.strip() for line in text if line.strip()), "")
        try:
            value, end = _DECODER.raw_decode(first)
        except (ValueError, RecursionError):
            return _is_json(source)
        return isinstance(value, dict) and end == len(first) and not any(line.strip() for line in text)


def _is_json(source: InputFile) -> bool:
    try:
        json.loads(source.whole())
    except (ValueError, RecursionError):
        return False
    return True


def _json(text: str, source: InputFile, line: int) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_noted)
    except json.JSONDecodeError as error:
        place = f"line {line + error.lineno - 1}, column {error.colno}"
        raise InvalidInput(f"{source.name}, {place}: not valid JSON: {error.msg}", source.option) from None
    except ValueError:
        raise InvalidInput(f"{source.name}, line {line}: not valid JSON: a number with too many digits", source.option) from None
    except RecursionError:
        raise InvalidInput(f"{source.name}, line {line}: nested too deeply", source.option) from None


def _object(value: Any, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InvalidInput(f"{place}: expected an object of fields, got {describe(value, secret=isinstance(value, str))}", "file")
    return value


def _items(source: InputFile) -> Iterator[Any]:
    window = JsonWindow(source.text("\n").read, _DECODER)
    if not window.passed("["):
        yield _json(source.whole(), source, 1)
        return
    following = window.sign() != "]"
    while following:
        window.sign()
        try:
            value = window.value()
        except (ValueError, RecursionError):
            _refuse(source)
        yield value
        following = window.passed(",")
    if not window.passed("]") or window.sign():
        _refuse(source)


def _refuse(source: InputFile) -> NoReturn:
    """Raise the error that parsing the whole text at once finds."""
    _json(source.whole(), source, 1)
    raise InvalidInput(f"{source.name} is not valid JSON", source.option)
