"""A streaming reader of objects in JSON and JSONL texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import describe
from pinads.services.inputs.input_file import BLOCK, InputFile

Placed = tuple[str, dict[str, Any]]
_SPACE = re.compile(r"[ \t\n\r]*")


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
        try:
            value, end = _DECODER.raw_decode((first := _first_line(text)).strip())
        except (ValueError, RecursionError):
            return _is_json(source)
        return isinstance(value, dict) and end == len(first.strip()) and not any(line.strip() for line in text)


def _first_line(text: Any) -> str:
    return next((line for line in text if line.strip()), "")


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


class _Ahead:
    """A text of which the part being read is in memory."""

    def __init__(self, source: InputFile) -> None:
        self._file = source.text("\n")
        self.text = ""
        self.at = 0
        self.ended = False

    def more(self) -> None:
        """Read a block, or as much again as is in memory."""
        block = self._file.read(max(BLOCK, len(self.text) - self.at))
        self.text, self.at = self.text[self.at :] + block, 0
        self.ended = not block

    def sign(self) -> str:
        """Return the next character that is no space; empty at the end."""
        while True:
            match = _SPACE.match(self.text, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.text) or self.ended:
                return self.text[self.at : self.at + 1]
            self.more()

    def value(self) -> Any:
        """Parse the value at the current position.

        Raises:
            ValueError, RecursionError: there is none.
        """
        while True:
            try:
                value, end = _DECODER.raw_decode(self.text, self.at)
            except ValueError:
                if self.ended:
                    raise
            else:
                if end < len(self.text) or self.ended:
                    self.at = end
                    return value
            self.more()


def _items(source: InputFile) -> Iterator[Any]:
    ahead = _Ahead(source)
    if ahead.sign() != "[":
        yield _json(source.whole(), source, 1)
        return
    ahead.at += 1
    following = ahead.sign() != "]"
    while following:
        ahead.sign()
        try:
            value = ahead.value()
        except (ValueError, RecursionError):
            _refuse(source)
        yield value
        following = ahead.sign() == ","
        ahead.at += following
    if ahead.sign() != "]":
        _refuse(source)
    ahead.at += 1
    if ahead.sign():
        _refuse(source)


def _refuse(source: InputFile) -> NoReturn:
    """Raise the error that parsing the whole text at once finds."""
    _json(source.whole(), source, 1)
    raise InvalidInput(f"{source.name} is not valid JSON", source.option)
