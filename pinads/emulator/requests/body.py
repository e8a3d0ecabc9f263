"""Decoder of request bodies: JSON as strict as the API's, or a form."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn
from urllib.parse import parse_qsl

from pinads.emulator.messages import BAD_PARAMETERS, JSON, Refused, bad
from pinads.sdk.schema.validation import LARGEST_INTEGER

DEEPEST = 64
FORM = "application/x-www-form-urlencoded"
_TOO_DEEP = f"Invalid request body: it is nested more than {DEEPEST} deep"


def read_json(headers: dict[str, str], body: bytes) -> Any:
    """Decode a JSON body.

    Raises:
        Refused: another content type, or not JSON that can be stored and returned.
    """
    _expect(headers, JSON)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise bad("Invalid request body: it is not UTF-8") from None
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_no_number, parse_float=_float, parse_int=_integer)
    except RecursionError:
        raise bad(_TOO_DEEP) from None
    except ValueError:
        raise bad("Invalid request body: it is not JSON") from None
    _inspect(value)
    return value


def read_form(headers: dict[str, str], body: bytes) -> dict[str, str]:
    """Decode the fields of a form."""
    _expect(headers, FORM)
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise bad("Invalid request body: it is not a form in UTF-8") from None
    return dict(pairs)


def _expect(headers: dict[str, str], wanted: str) -> None:
    given = headers.get("content-type", "").partition(";")[0].strip().lower()
    if given != wanted:
        raise Refused(415, BAD_PARAMETERS, f"Unsupported content type {given!r}: send {wanted}")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise bad("Invalid request body: an object has the same name twice")
    return value


def _no_number(text: str) -> NoReturn:
    raise bad(f"Invalid request body: {text} is not JSON")


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise bad("Invalid request body: a number is out of range")
    return number


def _integer(text: str) -> int:
    number = int(text) if len(text) < 30 else LARGEST_INTEGER + 1
    if abs(number) > LARGEST_INTEGER:
        raise bad("Invalid request body: a number is out of range")
    return number


def _inspect(value: Any) -> None:
    """Refuse strings that UTF-8 cannot encode, and values that are nested too deep."""
    level = [value]
    for _ in range(DEEPEST):
        if not level:
            return
        below: list[Any] = []
        for item in level:
            if isinstance(item, str):
                _inspect_text(item)
            elif isinstance(item, dict):
                below.extend(item)
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
        level = below
    raise bad(_TOO_DEEP)


def _inspect_text(text: str) -> None:
    try:
        text.isascii() or text.encode()
    except UnicodeEncodeError:
        raise bad("Invalid request body: a string has half of a surrogate pair") from None
