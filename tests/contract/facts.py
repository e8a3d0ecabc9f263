"""The reviewed facts (facts.json), and both sides of the comparison laid out flat: a path, and what stands there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pinads.sdk.declarations import Field, Spec
from pinads.sdk.fields import Mode

FACTS: dict[str, Any] = json.loads(Path(__file__).with_name("facts.json").read_text())
OPERATIONS: dict[str, Any] = FACTS["operations"]
TYPES: dict[str, Any] = FACTS["types"]

# Our patterns, and what they are held to. An id has 18 digits at most wherever the API says so in one place: in paths.
PATTERNS = {
    "[0-9]{1,18}": "id",
    "(AG)?[0-9]{1,18}": "AG?id",
    "C?[0-9]{1,18}": "C?id",
    "(AG|C)?[0-9]{1,18}": "(AG|C)?id",
    "[0-9]+": "/^[0-9]+$/",
    r"[0-9]+\+?": r"/^\d+\+?$/",
}

Flat = dict[str, str]


def expected(shape: str, path: str = "", required: bool = False) -> Flat:
    """What the description says of a shape and all that is in it."""
    words = ["required"] if required else []
    if shape.endswith(" null"):
        shape, words = shape.removesuffix(" null"), [*words, "null"]
    if shape.startswith("["):
        inner, limits = shape[1:].rsplit("]", 1)
        return {path: " ".join(["array", *limits.split(), *words]), **expected(inner, path + "[]")}
    known = TYPES.get(shape)
    if isinstance(known, dict):
        flat = {path: " ".join(["object", *words])}
        for name, member in known.items():
            flat |= expected(member, f"{path}.{name.removesuffix('!')}".lstrip("."), name.endswith("!"))
        return flat
    return {path: " ".join([known or shape, *words])}


def declared(spec: Spec, mode: Mode, path: str = "", required: bool = False, nullable: bool | None = None) -> Flat:
    """What our declarations say of a value and all that is in it."""
    words = (["required"] if required else []) + (["null"] if (spec.nullable if nullable is None else nullable) else [])
    flat = {path: " ".join([spec.kind, *_limits(spec), *words])}
    if spec.items is not None:
        flat |= declared(spec.items, mode, path + "[]")
    for field in (spec.fields or {}).values():
        if field.in_record if mode is Mode.RECORD else field.writable(mode):
            flat |= declared_field(field, mode, path)
    if spec.others is not None:
        flat |= declared(spec.others, mode, f"{path}.*".lstrip("."))
    return flat


def declared_field(field: Field, mode: Mode, path: str = "") -> Flat:
    return declared(field.spec, mode, f"{path}.{field.name}".lstrip("."), field.required(mode), field.nullable(mode))


def _limits(spec: Spec) -> list[str]:
    low, high = (spec.min_items, spec.max_items) if spec.kind == "array" else (spec.minimum, spec.maximum)
    words = [] if low is None and high is None else [f"{low if low else 0 if spec.kind != 'array' else ''}..{'' if high is None else high}"]
    if spec.max_length is not None:
        words.append(f"len..{spec.max_length}")
    if spec.pattern is not None:
        words.append(PATTERNS[spec.pattern.regex])
    return [*words, "{" + " ".join(spec.choices) + "}"] if spec.choices else words


def differences(theirs: Flat, ours: Flat) -> dict[str, tuple[str | None, str | None]]:
    """Where the two sides say different things: path -> (the description, our declarations); None where one is silent."""
    paths = [*theirs, *(path for path in ours if path not in theirs)]
    return {path: (theirs.get(path), ours.get(path)) for path in paths if theirs.get(path) != ours.get(path)}
