"""Holding a value against its declaration, before anything is sent.

The client is strict with names: an unknown one is refused; a value that may be newer than a closed list passes with a warning
(``pinads.sdk.schema.unknown_values``). The emulator uses the same checks, but lets unknown names pass and has no value that is not in
its lists, as the API of one version does.
"""

from __future__ import annotations

import difflib
import json
import math
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pinads.sdk.errors import InvalidInput, InvalidType, UnknownField
from pinads.sdk.schema.fields import Field, Spec
from pinads.sdk.schema.marks import FROM_PATH, PERSONAL, Mode

_ARTICLES = {
    "string": "a string",
    "integer": "an integer",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
}

LARGEST_INTEGER = 2**63 - 1
"""No number of the API is longer, and one row's must not have a whole batch refused."""


def nearest(name: str, names: Iterable[str]) -> str:
    """``; did you mean 'x'?`` where one of the names is close, else nothing."""
    known = {candidate.lower(): candidate for candidate in names}
    close = difflib.get_close_matches(name.lower(), known, n=1)
    return f"; did you mean {known[close[0]]!r}?" if close else ""


def describe(value: object, secret: bool = False) -> str:
    """A value as errors show it: short, or only its type where it is people's data."""
    if secret:
        return f"a value of type {type(value).__name__} (not shown)"
    try:
        text = repr(value)
    except ValueError:
        # Python writes no number of more than 4,300 digits.
        return f"a value of type {type(value).__name__}, too long to show"
    return text if len(text) <= 60 else text[:57] + "..."


class Check:
    """One pass over a value.

    Args:
        mode: the shape of request that the value is part of.
        strict: refuse unknown names, and let values pass that may be newer than a closed list. Without it names pass unchanged
            and lists are closed: so is the server.
    """

    def __init__(self, mode: Mode, strict: bool = True) -> None:
        self.mode = mode
        self.strict = strict

    def field(self, field: Field, value: Any, where: str) -> Any:
        """Check the value of a declared field; returns it in the form that is sent."""
        if value is None:
            if field.nullable(self.mode):
                return None
            raise InvalidType(f"Invalid {where}: it cannot be null", where)
        return self.value(field.spec, value, where, field.has(PERSONAL))

    def value(self, spec: Spec, value: Any, where: str, secret: bool = False) -> Any:
        """Check a value against a Spec; returns it in the form that is sent."""
        if value is None:
            if spec.nullable or spec.kind == "any":
                return None
            raise InvalidType(f"Invalid {where}: it cannot be null", where)
        if spec.endings and self.strict:
            from pinads.sdk.schema.endings import warn_of_endings

            warn_of_endings(spec, value, where, self.mode)
        checker = getattr(self, "_" + spec.kind, None)
        return checker(spec, value, where, secret) if checker else value

    def object(self, fields: Mapping[str, Field], value: Mapping[str, Any], where: str = "") -> dict[str, Any]:
        """Check an object's fields: known, of the right kind, and none missing."""
        body = {}
        for key, item in value.items():
            name = self._name(key, fields, where)
            path = f"{where}.{name}" if where else name
            if name in body:
                raise InvalidInput(f"Invalid {path}: it is given twice, as {name} and as {key}", path)
            body[name] = self.field(fields[name], item, path) if name in fields else item
        for name, field in fields.items():
            if name not in body and field.required(self.mode):
                path = f"{where}.{name}" if where else name
                raise InvalidType(f"Invalid request: {path} is missing", path)
        return body

    def _name(self, key: Any, fields: Mapping[str, Field], where: str) -> str:
        if not isinstance(key, str):
            raise InvalidType(f"Invalid key {describe(key)}: names are strings", where or None)
        if not self.strict or (key in fields and fields[key].writable(self.mode)):
            return key
        # Pinterest's own SDK writes the targeting keys in lower case (age_bucket for AGE_BUCKET).
        folded = [name for name in fields if name.lower() == key.lower() and fields[name].writable(self.mode)]
        if folded:
            return folded[0]
        path = f"{where}.{key}" if where else key
        raise UnknownField(f"Invalid field {path!r}: there is no such field here{nearest(key, fields)}", path)

    def _wrong(self, spec: Spec, value: Any, where: str, secret: bool) -> InvalidType:
        wanted = spec.pattern.says if spec.pattern else _ARTICLES[spec.kind]
        return InvalidType(f"Invalid {where}: expected {wanted}, got {describe(value, secret)}", where)

    def _string(self, spec: Spec, value: Any, where: str, secret: bool) -> str:
        if not isinstance(value, str):
            if spec.is_id and self.strict and isinstance(value, int) and not isinstance(value, bool):
                return self._string(spec, describe(int(value)), where, secret)
            raise self._wrong(spec, value, where, secret)
        if spec.choices and value not in spec.choices:
            self._unlisted(spec, value, where)
        if spec.pattern and not re.fullmatch(spec.pattern.regex, value):
            raise InvalidInput(f"Invalid {where}: {describe(value, secret)} is not {spec.pattern.says}", where)
        if spec.max_length is not None and len(value) > spec.max_length:
            raise InvalidInput(f"Invalid {where}: at most {spec.max_length} characters, got {len(value)}", where)
        if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
            raise InvalidInput(f"Invalid {where}: it has half of a surrogate pair, which is no text (value not shown)", where)
        return value

    def _unlisted(self, spec: Spec, value: str, where: str) -> None:
        if not self.strict:
            raise invalid_choice(value, spec.choices, where)
        from pinads.sdk.schema.unknown_values import accept

        accept(value, spec.choices, where)

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
            raise InvalidInput(f"Invalid {where}: the number is out of range", where)
        if spec.minimum is not None and spec.maximum is not None and not spec.minimum <= value <= spec.maximum:
            raise InvalidInput(f"Invalid {where}: {value} is not within {spec.minimum} to {spec.maximum}", where)

    def _boolean(self, spec: Spec, value: Any, where: str, secret: bool) -> bool:
        if not isinstance(value, bool):
            raise self._wrong(spec, value, where, secret)
        return value

    def _array(self, spec: Spec, value: Any, where: str, secret: bool) -> list[Any]:
        if not isinstance(value, (list, tuple)):
            raise self._wrong(spec, value, where, secret)
        for limit, wrong, word in (
            (spec.min_items, len(value) < (spec.min_items or 0), "at least"),
            (spec.max_items, len(value) > (spec.max_items or len(value)), "at most"),
        ):
            if limit is not None and wrong:
                raise InvalidInput(f"Invalid {where}: {word} {limit} items, got {len(value)}", where)
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


def as_json(value: dict[str, Any], where: str) -> dict[str, Any]:
    """The same value, which is passed on unchecked but must at least be JSON."""
    try:
        json.dumps(value, allow_nan=False)
    except (TypeError, ValueError, RecursionError):
        raise InvalidType(f"Invalid {where}: it cannot be written as JSON (value not shown)", where) from None
    return value


MOST_CHOICES_LISTED = 60


def invalid_choice(value: str, choices: Collection[str], where: str, near: Collection[str] = (), insist: str | None = None) -> InvalidInput:
    """The error for a value outside a closed list: names the nearest, and lists them all unless they are very many.

    Args:
        value: the value.
        choices: the list.
        where: the field or option.
        near: the values that it is a slip of, where that is known.
        insist: what sends it all the same.
    """
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else nearest(value, choices).lstrip("; ")
    hint += f" ({insist} sends it as it is)" if insist else ""
    listed = ", ".join(choices)
    if len(choices) > MOST_CHOICES_LISTED:
        close = difflib.get_close_matches(value.upper(), choices, n=8, cutoff=0.5)
        listed = f"{len(choices)} values{', such as ' + ', '.join(close) if close else ''}"
    return InvalidInput(f"Invalid {where} {describe(value)}: choose from {listed}{' - ' + hint if hint else ''}", where, tuple(choices))


def entity_id(value: Any, where: str) -> str:
    """An id for a path: up to 18 digits, as a string; a whole number is taken too."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = describe(int(value))
    if not isinstance(value, str):
        raise InvalidType(f"Invalid {where}: expected an id of up to 18 digits, got {describe(value)}", where)
    if not re.fullmatch("[0-9]{1,18}", value):
        raise InvalidInput(f"Invalid {where}: {describe(value)} is not an id of up to 18 digits", where)
    return value


def is_token(value: object) -> bool:
    """Whether a value can be a token of any kind: printable ASCII without blanks, so that it can stand in a header and be typed."""
    return isinstance(value, str) and value != "" and value.isascii() and value.isprintable() and " " not in value


def checked_token(token: str) -> str:
    """The token, if it can stand in a header.

    Raises:
        InvalidInput: it cannot; the message does not show it.
    """
    if not is_token(token):
        raise InvalidInput("Invalid access token: it is empty or has characters that no token has (value not shown)", "access_token")
    return token


def _sent_as_null(field: Field | None, mode: Mode) -> bool:
    return field is not None and field.required(mode) and field.nullable(mode)


def write_body(
    fields: Mapping[str, Field], given: Mapping[str, Any], mode: Mode, path: Mapping[str, str], readonly: Collection[str] = ()
) -> dict[str, Any]:
    """The body of a write, made of what the caller gave.

    On create a None means that the argument was not given (where the API needs the field and takes null, it is sent as
    null); on update it is null: clear the field. ``extra`` holds fields and values that are newer than pinads' list;
    they go in unchecked. Fields that repeat the path are filled in from it.
    """
    given = dict(given)
    extra = given.pop("extra", None)
    if extra is not None and not isinstance(extra, Mapping):
        raise InvalidType(f"Invalid extra: expected an object, got {describe(extra)}", "extra")
    if mode is Mode.CREATE:
        given = {name: value for name, value in given.items() if value is not None or _sent_as_null(fields.get(name), mode)}
    for name in given:
        if name in readonly and name not in fields:
            raise UnknownField(f"Invalid field {name!r}: it cannot be written on {mode.name.lower()}", name)  # type: ignore[union-attr]
    for name, field in fields.items():
        if name in path and field.has(FROM_PATH):
            if given.get(name, path[name]) != path[name]:
                raise InvalidInput(f"Invalid {name}: {describe(given[name])} is not the {path[name]} of the request", name)
            given[name] = path[name]
    if not extra:
        return Check(mode).object(fields, given)
    fields = {name: field for name, field in fields.items() if name in given or name not in extra}
    body = Check(mode).object(fields, given)
    return {**body, **as_json(dict(extra), "extra")}
