"""Reading a query string against the declared filters of a listing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from pinads.emulator.messages import bad
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.fields import Field, Spec
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import Check

Pairs = Sequence[tuple[str, str]]


def pairs_of(query: str | Pairs) -> Pairs:
    """The parameters of a query string, repeated ones repeated."""
    return parse_qsl(query, keep_blank_values=True) if isinstance(query, str) else query


def read_filters(fields: Mapping[str, Field], query: str | Pairs, one_parent: bool = True) -> dict[str, Any]:
    """The filters that a query gives, checked and with the server's defaults; unknown parameters are ignored.

    Args:
        fields: the filters that there are.
        query: the query, unread.
        one_parent: whether filters that take ids exclude each other, as they do in listings.

    Raises:
        Refused: a value that the declaration refuses; the message names the parameter.
    """
    given: dict[str, list[str]] = {}
    for name, text in pairs_of(query):
        if name in fields:
            given.setdefault(name, []).append(text)
    filters = {name: _value(fields[name].spec, texts, name) for name, texts in given.items()}
    try:
        checked = Check(Mode.CREATE, strict=False).object(fields, filters)
    except InvalidInput as error:
        raise bad(error.message) from None
    if one_parent:
        _refuse_two_parents(fields, checked)
    return {name: checked.get(name, field.default) for name, field in fields.items()}


def _value(spec: Spec, texts: list[str], name: str) -> Any:
    if spec.kind == "array":
        return [part for text in texts for part in text.split(",")]
    if len(texts) > 1:
        raise bad(f"Invalid {name}: it is given more than once")
    (text,) = texts
    if spec.kind == "integer" and re.fullmatch("-?[0-9]{1,18}", text):
        return int(text)
    if spec.kind == "boolean" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    return text


def _refuse_two_parents(fields: Mapping[str, Field], filters: Mapping[str, Any]) -> None:
    names = [name for name in filters if fields[name].spec.is_id or (fields[name].spec.items and fields[name].spec.items.is_id)]  # type: ignore[union-attr]
    if len(names) > 1:
        raise bad(f"Invalid filters: {' and '.join(names)} exclude each other; give one of them")
