"""Decoder of query strings, checked against the declared filters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qsl

from pinads.emulator.messages import JsonObject, bad
from pinads.sdk.errors import InvalidInput
from pinads.sdk.listing.listing import names_parents
from pinads.sdk.schema.fields import Fields, Spec
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import Check

Pairs = Sequence[tuple[str, str]]


def pairs_of(query: str | Pairs) -> Pairs:
    """Return the parameters of a query string, including repeated ones."""
    return parse_qsl(query, keep_blank_values=True) if isinstance(query, str) else query


def read_filters(fields: Fields, query: str | Pairs, one_parent: bool = True) -> JsonObject:
    """Decode and check the filters of a query, completed with the server's defaults.

    Unknown parameters are ignored.

    Args:
        fields: the declared filters.
        query: the query, decoded or not.
        one_parent: True if filters that take ids exclude each other, as they do in listings.

    Raises:
        Refused: a value that the declaration does not allow; the message names the parameter.
    """
    given: dict[str, list[str]] = {}
    for name, text in pairs_of(query):
        if name in fields:
            given.setdefault(name, []).append(text)
    filters = {name: _value(fields[name].spec, texts, name) for name, texts in given.items()}
    checked = check_fields(fields, filters)
    parents = [name for name in filters if names_parents(fields[name])]
    if one_parent and len(parents) > 1:
        raise bad(f"Invalid filters: {' and '.join(parents)} exclude each other; give one of them")
    return checked


def check_fields(fields: Fields, given: Mapping[str, Any]) -> JsonObject:
    """Check values against their declarations, and complete them with the server's defaults.

    Raises:
        Refused: a value that its declaration does not allow.
    """
    try:
        checked = Check(Mode.CREATE, strict=False).object(fields, given)
    except InvalidInput as error:
        raise bad(error.message) from None
    return {name: checked.get(name, field.default) for name, field in fields.items()}


def _value(spec: Spec, texts: list[str], name: str) -> Any:
    if spec.kind == "array":
        return [part for text in texts for part in text.split(",")]
    if len(texts) > 1:
        raise bad(f"Invalid {name}: it is repeated")
    (text,) = texts
    if spec.kind == "integer" and re.fullmatch("-?[0-9]{1,18}", text):
        return int(text)
    if spec.kind == "boolean" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    return text
