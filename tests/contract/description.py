"""Pinterest's description of its API, restated as facts: a short word or two for each field.

A shape is written ``TYPE[ limits][ null]``: ``string C?id``, ``[EntityStatus] 1..250``, ``TrackingUrls null``. A name that
ends in ``!`` is required; ``*`` stands for all names that are not listed.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ID_PATTERNS = {r"^\d+$": "id", r"^(AG)?\d+$": "AG?id", r"^[C]?\d+$": "C?id", r"^((AG)|C)?\d+$": "(AG|C)?id"}
LONGEST_ID = 18
OLDER, NEWER = VERSIONS = ("5.23", "5.28")
"""The versions of the description that pinads is held against: that of Pinterest's own SDK, and that of the declarations."""


def where() -> Path:
    """Where Pinterest's description is to be looked for."""
    given = os.environ.get("PINADS_OPENAPI_DIR")
    return Path(given) if given else Path(__file__).resolve().parents[2] / "../shared/pinterest-openapi"


def folder(version: str) -> Path:
    """Where a version of Pinterest's description is looked for."""
    return where() if version == OLDER else where() / version


def present() -> list[str]:
    """The versions of the description that are here, the older first."""
    return [version for version in VERSIONS if (folder(version) / "openapi.json").is_file()]


@cache
def document(version: str) -> dict[str, Any]:
    """A version of the description, whole; skips the test where it is not here."""
    if version not in present():
        pytest.skip(f"Pinterest's description {version} is not here (../shared/pinterest-openapi or PINADS_OPENAPI_DIR)")
    loaded: dict[str, Any] = json.loads((folder(version) / "openapi.json").read_text(encoding="utf-8"))
    return loaded


TAGS = frozenset({"ad_accounts", "campaigns", "ad_groups", "ads", "audiences", "customer_lists", "keywords"})
"""The tags of the operations that pinads has, or leaves out on purpose; analytics and reports stand under them too."""
METHODS = ("get", "post", "patch", "put", "delete")


class Restated:
    """The facts of a description, gathered by walking the operations under our tags."""

    def __init__(self, openapi: dict[str, Any]) -> None:
        self.openapi = openapi
        self.types: dict[str, Any] = {}
        self.operations: dict[str, Any] = {}
        for path, item in openapi["paths"].items():
            for method in METHODS:
                operation = item.get(method)
                if operation and TAGS & set(operation["tags"]):
                    shared = [*item.get("parameters", []), *operation.get("parameters", [])]
                    self.operations[operation["operationId"]] = self._operation(path, method.upper(), operation, shared)

    def resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            part: Any = self.openapi
            for name in schema["$ref"].removeprefix("#/").split("/"):
                part = part[name]
            schema = part
        return schema

    def _operation(self, path: str, method: str, operation: dict[str, Any], shared: list[Any]) -> dict[str, Any]:
        parameters = [self.resolved(parameter) for parameter in shared]
        queried = [parameter for parameter in parameters if parameter["in"] == "query"]
        fact: dict[str, Any] = {"method": method, "path": path, "category": operation.get("x-ratelimit-category")}
        fact["query"] = {}
        for parameter in queried:
            name = parameter["name"]
            fact["query"] |= self.flat(self.shape(parameter["schema"], f"{path} {name}"), name, parameter.get("required", False))
        body = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if body:
            fact["body"] = self.flat(self.shape(body["schema"], f"{path} body"))
        if operation["operationId"].endswith(("/get", "_report")):
            fact["answer"] = self._answer(path, operation)
        return fact

    def _answer(self, path: str, operation: dict[str, Any]) -> dict[str, str]:
        """One entity of an answer. What it must have is the server's business, so nothing is required there."""
        answer = self.resolved(operation["responses"]["200"]).get("content", {}).get("application/json", {"schema": {}})["schema"]
        for part in parts_of(self, answer):
            answer = part.get("properties", {}).get("items", {}).get("items", answer)
        flat = self.flat(self.shape(answer, f"{path} answer"))
        return {name: word.replace(" required", "") for name, word in flat.items()}

    def flat(self, shape: str, path: str = "", required: bool = False) -> dict[str, str]:
        """A shape and all that is in it, by path."""
        words = ["required"] if required else []
        if shape.endswith(" null"):
            shape, words = shape.removesuffix(" null"), [*words, "null"]
        if shape.startswith("["):
            inner, limits = shape[1:].rsplit("]", 1)
            return {path: " ".join(["array", *limits.split(), *words]), **self.flat(inner, path + "[]")}
        known = self.types.get(shape)
        if isinstance(known, dict):
            flat = {path: " ".join(["object", *words])}
            for name, member in known.items():
                flat |= self.flat(member, f"{path}.{name.removesuffix('!')}".lstrip("."), name.endswith("!"))
            return flat
        return {path: " ".join([known or shape, *words])}

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
        if "oneOf" in target:
            self.types[where] = self._any_of(target["oneOf"], where)
            found["base"] = where
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

    def _any_of(self, options: list[dict[str, Any]], where: str) -> dict[str, str]:
        """The fields of several objects that stand for each other: what any of them takes."""
        found: dict[str, dict[str, Any]] = {}
        for option in options:
            for name, field in self.resolved(option).get("properties", {}).items():
                facets = self.facets(field, f"{where}.{name}")
                words = self.types.get(facets["base"], "")
                if isinstance(words, str) and words.startswith("string {"):
                    facets = {**facets, "base": "string", "enum": words[8:-1].split()}
                before = found.setdefault(name, facets)
                if before["base"] != facets["base"]:
                    found[name] = {"base": "[any]", "null": before["null"] or facets["null"]}
                elif "enum" in facets:
                    found[name] = {**before, "enum": list(dict.fromkeys([*before["enum"], *facets["enum"]]))}
        needed = set.intersection(*(set(self.resolved(option).get("required", ())) for option in options))
        return {name + "!" * (name in needed): worded(facets) for name, facets in found.items()}

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
    return "{" + " ".join(str(value) for value in values if value is not None) + "}"


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
