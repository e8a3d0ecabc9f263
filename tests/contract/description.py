"""Pinterest's description of its API, restated as facts: a short word or two for each field.

A shape is written ``TYPE[ limits][ null]``: ``string C?id``, ``[EntityStatus] 1..250``, ``TrackingUrls null``. A name that
ends in ``!`` is required; ``*`` stands for all names that are not listed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

ID_PATTERNS = {r"^\d+$": "id", r"^(AG)?\d+$": "AG?id", r"^[C]?\d+$": "C?id", r"^((AG)|C)?\d+$": "(AG|C)?id"}
LONGEST_ID = 18


def where() -> Path:
    """Where Pinterest's description is to be looked for."""
    given = os.environ.get("PINADS_OPENAPI_DIR")
    return Path(given) if given else Path(__file__).resolve().parents[2] / "../shared/pinterest-openapi"


def folder() -> Path:
    """Where Pinterest's description is; skips the test where it is not."""
    path = where()
    if not (path / "core.json").is_file():
        pytest.skip("Pinterest's description is not here (../shared/pinterest-openapi or PINADS_OPENAPI_DIR)")
    return path


def document() -> dict[str, Any]:
    """The part of the description that the seven resources need."""
    loaded: dict[str, Any] = json.loads((folder() / "core.json").read_text())
    return loaded


class Restated:
    """The facts of a description, gathered by walking it."""

    def __init__(self, openapi: dict[str, Any]) -> None:
        self.openapi = openapi
        self.types: dict[str, Any] = {}
        self.operations: dict[str, Any] = {}
        for path, methods in openapi["paths"].items():
            for method, operation in methods.items():
                self.operations[operation["operationId"]] = self._operation(path, method.upper(), operation)

    def resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            part: Any = self.openapi
            for name in schema["$ref"].removeprefix("#/").split("/"):
                part = part[name]
            schema = part
        return schema

    def _operation(self, path: str, method: str, operation: dict[str, Any]) -> dict[str, Any]:
        parameters = [self.resolved(parameter) for parameter in operation.get("parameters", [])]
        fact = {
            "method": method,
            "path": path,
            "category": operation["x-ratelimit-category"],
            "query": {parameter["name"]: self.shape(parameter["schema"], "") for parameter in parameters if parameter["in"] == "query"},
        }
        if "requestBody" in operation:
            fact["body"] = self.shape(operation["requestBody"]["content"]["application/json"]["schema"], "")
        if operation["operationId"].endswith("/get"):
            self._answer(operation)
        return fact

    def _answer(self, operation: dict[str, Any]) -> None:
        schema = self.resolved(operation["responses"]["200"])["content"]["application/json"]["schema"]
        self.shape(schema.get("properties", schema.get("allOf", [{}])[-1].get("properties", {})).get("items", schema), "")

    def facets(self, schema: dict[str, Any], where: str) -> dict[str, Any]:
        """The parts of a shape."""
        target = self.resolved(schema)
        found: dict[str, Any] = {"null": nullable(self, schema)}
        name = ref_name(schema) or next((ref_name(part) for part in target.get("allOf", []) if ref_name(part)), None)
        if name and self._is_named(name):
            self._note(name)
            return {**found, "base": name}
        for part in target.get("allOf", []):
            found = {**self.facets(part, where), **found}
        found |= self._limits(target, where)
        return {"base": "any", **found}

    def _limits(self, target: dict[str, Any], where: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if "type" in target or "enum" in target:
            found["base"] = target.get("type", "string")
        if target.get("properties"):
            self.types[where] = self.members(target, where)
            found["base"] = where
        if target.get("type") == "array":
            found["base"] = f"[{self.shape(target['items'], where)}]"
        names = {"pattern": "pattern", "enum": "enum", "minimum": "low", "maximum": "high", "minItems": "low", "maxItems": "high"}
        return {**found, **{ours: target[theirs] for theirs, ours in names.items() if theirs in target}, **length(target)}

    def shape(self, schema: dict[str, Any], where: str) -> str:
        return worded(self.facets(schema, where))

    def members(self, schema: dict[str, Any], where: str) -> dict[str, str]:
        """The fields of an object, in the description's order."""
        found: dict[str, dict[str, Any]] = {}
        needed: set[str] = set()
        others = None
        for part in parts_of(self, schema):
            needed |= set(part.get("required", []))
            for name, field in part.get("properties", {}).items():
                facets = self.facets(field, f"{where}.{name}")
                before = found.get(name, {"null": True})
                found[name] = {**before, **facets, "null": before["null"] and facets["null"]}
            others = part.get("additionalProperties", others)
        members = {name + "!" * (name in needed): worded(facets) for name, facets in found.items()}
        return {**members, **({"*": self.shape(others, where)} if isinstance(others, dict) else {})}

    def _is_named(self, name: str) -> bool:
        target = self.openapi["components"]["schemas"][name]
        return bool("enum" in target or any(part.get("properties") for part in parts_of(self, target)))

    def _note(self, name: str) -> None:
        if name in self.types:
            return
        self.types[name] = None
        target = self.openapi["components"]["schemas"][name]
        self.types[name] = "string " + choices(target["enum"]) if "enum" in target else self.members(target, name)


def ref_name(schema: dict[str, Any]) -> str | None:
    return schema["$ref"].rsplit("/", 1)[1] if "$ref" in schema else None


def parts_of(facts: Restated, schema: dict[str, Any]) -> list[dict[str, Any]]:
    target = facts.resolved(schema)
    return [one for part in target.get("allOf", []) for one in parts_of(facts, part)] + [target]


def nullable(facts: Restated, schema: dict[str, Any]) -> bool:
    """Whether a schema lets null pass, as the API means it: what is written closest to the field decides."""
    if "$ref" in schema:
        return nullable(facts, facts.resolved(schema))
    if "nullable" in schema or "type" in schema or not schema.get("allOf"):
        return bool(schema.get("nullable"))
    return all(nullable(facts, part) for part in schema["allOf"])


def length(schema: dict[str, Any]) -> dict[str, Any]:
    limit = schema.get("maxLength")
    return {} if limit is None or (limit == LONGEST_ID and schema.get("pattern") in ID_PATTERNS) else {"length": limit}


def choices(values: list[str | None]) -> str:
    return "{" + " ".join(value for value in values if value is not None) + "}"


def worded(facets: dict[str, Any]) -> str:
    words = [facets["base"]]
    if "low" in facets or "high" in facets:
        words.append(f"{facets.get('low', '')}..{facets.get('high', '')}")
    if "length" in facets:
        words.append(f"len..{facets['length']}")
    if "pattern" in facets:
        words.append(ID_PATTERNS.get(facets["pattern"]) or f"/{facets['pattern']}/")
    if "enum" in facets:
        words.append(choices(facets["enum"]))
    return " ".join([*words, *(["null"] if facets["null"] else [])])
