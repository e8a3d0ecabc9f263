"""Validation of a value against its declaration, before anything is sent.

The client is strict with names: an unknown one is refused; a value that may be newer than a closed list passes with a warning
(``pinads.sdk.schema.unknown_values``). The emulator uses the same checks, but accepts unknown names and refuses every value that is
not in its lists, as one version of the API does.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from pinads.sdk.errors import InvalidInput, InvalidType, UnknownField
from pinads.sdk.schema.endings import warn_of_endings
from pinads.sdk.schema.fields import Field, Fields, Spec
from pinads.sdk.schema.marks import FROM_PATH, PERSONAL, Mode
from pinads.sdk.schema.messages import describe as describe
from pinads.sdk.schema.messages import invalid_choice as invalid_choice
from pinads.sdk.schema.messages import nearest as nearest
from pinads.sdk.schema.unknown_values import accept

_ARTICLES = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
}

LARGEST_INTEGER = 2**63 - 1
"""No number of the API is larger; one row's must not get a whole batch refused."""


class Check:
    """A validator of values against their declarations.

    Args:
        mode: the kind of request that the value is part of.
        strict: refuse unknown names, and accept values that may be newer than a closed list. False accepts any name and
            closes the lists, as the server does.
    """

    def __init__(self, mode: Mode, strict: bool = True) -> None:
        self.mode = mode
        self.strict = strict

    def field(self, field: Field, value: Any, where: str) -> Any:
        """Validate the value of a declared field; returns it in the form that is sent."""
        if value is None:
            if field.nullable(self.mode):
                return None
            raise InvalidType.of(where, "it cannot be null")
        return self.value(field.spec, value, where, field.has(PERSONAL))

    def value(self, spec: Spec, value: Any, where: str, secret: bool = False) -> Any:
        """Validate a value against a Spec; returns it in the form that is sent."""
        if value is None:
            if spec.nullable or spec.kind == "any":
                return None
            raise InvalidType.of(where, "it cannot be null")
        if spec.endings and self.strict:
            warn_of_endings(spec, value, where, self.mode)
        checker = _CHECKERS.get(spec.kind)
        return checker(self, spec, value, where, secret) if checker else value

    def object(self, fields: Fields, value: Mapping[str, Any], where: str = "") -> dict[str, Any]:
        """Validate an object's fields: known, of the right type, and none missing."""
        body: dict[str, Any] = {}
        for key, item in value.items():
            field = fields.get(key)
            name = key if field is not None and field.writable(self.mode) else self._name(key, fields, where)
            path = f"{where}.{name}" if where else name
            if name in body:
                raise InvalidInput.of(path, f"it is given twice, as {name} and as {key}")
            field = fields.get(name)
            body[name] = item if field is None else self.field(field, item, path)
        missing = [name for name in fields.needed(self.mode) if name not in body]
        if missing:
            raise _missing([f"{where}.{name}" if where else name for name in missing])
        return body

    def _name(self, key: Any, fields: Mapping[str, Field], where: str) -> str:
        if not isinstance(key, str):
            raise InvalidType(f"Invalid key {describe(key)}: names are strings", where or None)
        if not self.strict:
            return key
        # Pinterest's own SDK writes the targeting keys in lower case (age_bucket for AGE_BUCKET).
        folded = [name for name in fields if name.lower() == key.lower() and fields[name].writable(self.mode)]
        if folded:
            return folded[0]
        path = f"{where}.{key}" if where else key
        raise UnknownField.of(path, f"there is no such field here{nearest(key, fields)}", f"field {path!r}")

    def _wrong(self, spec: Spec, value: Any, where: str, secret: bool) -> InvalidType:
        wanted = spec.pattern.description if spec.pattern else _ARTICLES[spec.kind]
        return InvalidType.of(where, f"expected {wanted}, got {describe(value, secret)}")

    def _string(self, spec: Spec, value: Any, where: str, secret: bool) -> str:
        if not isinstance(value, str):
            if spec.is_id and self.strict and isinstance(value, int) and not isinstance(value, bool):
                return self._string(spec, describe(int(value)), where, secret)
            raise self._wrong(spec, value, where, secret)
        if spec.choices and value not in spec.choices:
            if not self.strict:
                raise invalid_choice(value, spec.choices, where)
            accept(value, spec.choices, where)
        if spec.pattern and not spec.matches(value):
            raise InvalidInput.of(where, f"{describe(value, secret)} is not {spec.pattern.description}")
        if spec.max_length is not None and len(value) > spec.max_length:
            raise InvalidInput.of(where, f"at most {spec.max_length} characters, got {len(value)}")
        if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
            raise InvalidInput.of(where, "it has half of a surrogate pair, which is not text (value not shown)")
        return value

    def _integer(self, spec: Spec, value: Any, where: str, secret: bool) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(spec, value, where, secret)
        self._range(spec, value, where)
        return value

    def _number(self, spec: Spec, value: Any, where: str, secret: bool) -> float:
        if not isinstance(value, (int, float)) or isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
            raise self._wrong(spec, value, where, secret)
        self._range(spec, value, where)
        return value

    def _range(self, spec: Spec, value: float, where: str) -> None:
        if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
            raise InvalidInput.of(where, "the number is out of range")
        if spec.minimum is not None and spec.maximum is not None and not spec.minimum <= value <= spec.maximum:
            raise InvalidInput.of(where, f"{value} is not within {spec.minimum} to {spec.maximum}")

    def _boolean(self, spec: Spec, value: Any, where: str, secret: bool) -> bool:
        if not isinstance(value, bool):
            raise self._wrong(spec, value, where, secret)
        return value

    def _array(self, spec: Spec, value: Any, where: str, secret: bool) -> list[Any]:
        if not isinstance(value, (list, tuple)):
            raise self._wrong(spec, value, where, secret)
        if spec.min_items is not None and len(value) < spec.min_items:
            raise InvalidInput.of(where, f"expected {spec.min_items} or more, got {len(value)}")
        if spec.max_items and len(value) > spec.max_items:
            raise InvalidInput.of(where, f"expected {spec.max_items} or fewer, got {len(value)}")
        assert spec.items is not None
        return [self.value(spec.items, item, f"{where}[{index}]", secret) for index, item in enumerate(value)]

    def _object(self, spec: Spec, value: Any, where: str, secret: bool) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise self._wrong(spec, value, where, secret)
        if spec.fields is None:
            return as_json(dict(value), where)
        if spec.others is None:
            return self.object(spec.fields, value, where)
        return {
            str(key): self.value(spec.fields[key].spec if key in spec.fields else spec.others, item, f"{where}.{key}")
            for key, item in value.items()
        }


_CHECKERS: dict[str, Callable[[Check, Spec, Any, str, bool], Any]] = {
    "string": Check._string,
    "integer": Check._integer,
    "number": Check._number,
    "boolean": Check._boolean,
    "array": Check._array,
    "object": Check._object,
}


def _missing(paths: Sequence[str]) -> InvalidType:
    """Make the error of fields that a request lacks."""
    *others, last = paths
    told = f"{', '.join(others)} and {last} are missing" if others else f"{last} is missing"
    error = InvalidType(f"Invalid request: {told}", paths[0], reason=told if others else "it is missing")
    error.also = tuple(paths[1:])
    return error


def as_json(value: dict[str, Any], where: str) -> dict[str, Any]:
    """Refuse an unchecked object that cannot be written as JSON, and return it."""
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise InvalidType.of(where, "it cannot be written as JSON (value not shown)") from None
    return value


def is_plain_id(text: str) -> bool:
    """Tell whether a text is an id: up to 18 digits and nothing else."""
    return len(text) <= 18 and text.isascii() and text.isdigit()


def entity_id(value: Any, where: str) -> str:
    """Validate an id for a path: up to 18 digits, as a string; an integer is converted."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = describe(int(value))
    if not isinstance(value, str):
        raise InvalidType.of(where, f"expected an id of up to 18 digits, got {describe(value)}")
    if not re.fullmatch("[0-9]{1,18}", value):
        raise InvalidInput.of(where, f"{describe(value)} is not an id of up to 18 digits")
    return value


def as_listed(text: str, choices: Collection[str]) -> str:
    """Return the choice that equals a text but for case, else the text; options and CSV cells forgive case."""
    if not choices or text in choices:
        return text
    return next((known for known in choices if known.lower() == text.lower()), text)


def checked_number(value: Any, where: str, whole: bool = False) -> float:
    """Validate a number that is not negative; ``whole`` refuses fractions."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or (whole and not isinstance(value, int)):
        raise InvalidType.of(where, f"expected a number, got {describe(value)}")
    if not value >= 0:
        raise InvalidInput.of(where, f"{describe(value)} is below 0")
    return value


def is_token(value: object) -> bool:
    """Tell whether a value can be a token: printable ASCII without blanks, for a header and a keyboard."""
    return isinstance(value, str) and value != "" and value.isascii() and value.isprintable() and " " not in value


def checked_token(token: str) -> str:
    """Validate a token, which must fit into a header.

    Raises:
        InvalidInput: it does not; the message does not show it.
    """
    if not is_token(token):
        reason = "it is empty or has characters that no token has (value not shown)"
        raise InvalidInput.of("access_token", reason, "access token")
    return token


def taken_extra(given: dict[str, Any]) -> Mapping[str, Any]:
    """Take ``extra`` out of the arguments of a caller: fields that are sent unchecked.

    Raises:
        InvalidType: it is not an object.
    """
    extra = given.pop("extra", None)
    if extra is not None and not isinstance(extra, Mapping):
        raise InvalidType.of("extra", f"expected an object, got {describe(extra)}")
    return extra or {}


def write_body(
    fields: Fields, given: Mapping[str, Any], mode: Mode, path: Mapping[str, str], readonly: Collection[str] = ()
) -> dict[str, Any]:
    """Build the validated body of a write from the fields that a caller gave.

    On create a None means that the argument was not given (if the API requires the field and accepts null, it is sent as
    null); on update it is null: clear the field. ``extra`` holds fields and values that are newer than pinads' lists;
    they are added unchecked. Fields that repeat the path are filled in from it.

    Args:
        fields: the declared fields of the request.
        given: names and values.
        mode: create or update.
        path: the ids in the path of the request, by name.
        readonly: the fields that exist, and cannot be written by this request.

    Raises:
        InvalidInput: a field, type or choice that the API would refuse.
    """
    given = dict(given)
    extra = taken_extra(given)
    creates = mode is Mode.CREATE
    for name in [name for name, value in given.items() if name not in fields or (value is None and creates)]:
        field = fields.get(name)
        if given[name] is None and creates and not (field and field.required(mode) and field.nullable(mode)):
            del given[name]
        elif field is None and name in readonly:
            reason = f"it cannot be written on {mode.name.lower()}"  # type: ignore[union-attr]
            raise UnknownField.of(name, reason, f"field {name!r}")
    for name, value in path.items():
        field = fields.get(name)
        if field is not None and field.has(FROM_PATH) and given.setdefault(name, value) != value:
            raise InvalidInput.of(name, f"{describe(given[name])} is not the {value} of the request")
    if not extra:
        return Check(mode).object(fields, given)
    # A declared field that is in extra is neither missing nor checked.
    fields = Fields((name, field) for name, field in fields.items() if name in given or name not in extra)
    return {**Check(mode).object(fields, given), **as_json(dict(extra), "extra")}
