"""Records as YAML of the plainest kind: block style, and quotes wherever a reader could take a text for something else."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from pinads.render.json import compact

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[ ./-]+[A-Za-z0-9_]+)*")
_RESERVED = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))


def yaml_documents(records: Iterable[Any]) -> Iterator[str]:
    """One list of all records, each of them written as soon as it is there."""
    empty = True
    for record in records:
        empty = False
        yield "\n".join(_block([record])) + "\n"
    if empty:
        yield "[]\n"


def yaml_object(value: Any) -> Iterator[str]:
    """One value: an entity, or a page with its bookmark."""
    yield "\n".join(_block(value)) + "\n"


def _block(value: Any) -> list[str]:
    """The lines of a value."""
    if not isinstance(value, (dict, list)) or not value:
        return [_scalar(value)]
    lines: list[str] = []
    if isinstance(value, dict):
        for key, item in value.items():
            first, *rest = _block(item)
            if isinstance(item, (dict, list)) and item:
                lines += [f"{_key(key)}:", *(f"  {line}" for line in (first, *rest))]
            else:
                lines.append(f"{_key(key)}: {first}")
        return lines
    for item in value:
        first, *rest = _block(item)
        lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return lines


@lru_cache(maxsize=1024)
def _key(key: object) -> str:
    return _text(str(key))


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float):
        return _float(value)
    return compact(value)


def _text(text: str) -> str:
    # A text in JSON's quotes is the same text in YAML.
    return text if _PLAIN.fullmatch(text) and text.lower() not in _RESERVED else compact(text)


def _float(value: float) -> str:
    if not math.isfinite(value):
        return ".nan" if math.isnan(value) else (".inf" if value > 0 else "-.inf")
    mantissa, exponent, power = repr(value).partition("e")
    # Without the point YAML 1.1 reads 1e+16 as a text.
    return mantissa + (".0" if exponent and "." not in mantissa else "") + exponent + power
