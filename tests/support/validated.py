"""Every request that the emulator answers in the whole suite, held against Pinterest's descriptions with its answer.

An answer in 2xx to a request that the newer description refuses is a failure, and so is an answer that is not as either of
them has it; but the older one does not know the newer values of its closed lists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any
from urllib.parse import parse_qsl

import jsonschema_rs

from pinads.emulator import Emulator, Request, Response
from tests.contract.description import NEWER, document, present

DISPUTED_NULLS = ("objective_type", "optimization_goal_metadata", "grid_click_type")
REFUSED = re.compile(r"\['errors', [0-9]+, 'data'\]|\[\]")
"""Where the newer description needs the id of what was refused, which has none: a keyword, or a whole customer list."""
REFERENCE = re.compile(r'"#/components/schemas/([^"/]+)"')

Handle = Callable[[Emulator, Request], Response]


class Contract:
    """A description's operations, with compiled validators.

    Args:
        description: the OpenAPI document.
        older: whether the declarations are newer than it.
    """

    def __init__(self, description: dict[str, Any], older: bool = False) -> None:
        self.older = older
        self.version = description["info"]["version"]
        self.schemas = {name: _draft(schema) for name, schema in description["components"]["schemas"].items()}
        self.operations = {
            (method.upper(), path): operation
            for path, item in description["paths"].items()
            for method, operation in item.items()
            if method in ("get", "post", "patch")
        }
        # A path without a parameter stands before one that its words fit too: campaigns/analytics, campaigns/{campaign_id}.
        paths = sorted(description["paths"], key=lambda path: path.count("{"))
        self.patterns = [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), path) for path in paths]

    @cache  # noqa: B019 - one contract a run
    def validator(self, method: str, path: str, part: str) -> Any:
        """The validator of a request's body (``body``) or of an answer by status; None where nothing is described."""
        operation = self.operations[method, path]
        where = (
            operation.get("requestBody") if part == "body" else operation["responses"].get(part) or operation["responses"].get("default")
        )
        content = (where or {}).get("content", {})
        schema = next((media["schema"] for media in content.values()), None)
        if schema is None:
            return None
        drafted = _draft(schema)
        return jsonschema_rs.validator_for({**drafted, "components": {"schemas": self._used_by(drafted)}})

    def _used_by(self, schema: Any) -> dict[str, Any]:
        """The named schemas that a schema leads to: a validator of all of them takes thirty times as long to compile."""
        used: dict[str, Any] = {}
        left = [schema]
        while left:
            for name in REFERENCE.findall(json.dumps(left.pop())):
                if name not in used:
                    used[name] = self.schemas[name]
                    left.append(used[name])
        return used

    @lru_cache(maxsize=1000)  # noqa: B019 - one contract a run
    def path_of(self, path: str) -> str | None:
        """The described path that a path is."""
        path = path.split("?")[0].removeprefix("/v5")
        return next((name for pattern, name in self.patterns if pattern.fullmatch(path)), None)

    def check(self, request: Request, answer: Response) -> None:
        """Hold one exchange against the description."""
        path = self.path_of(request.path)
        if path is None or (request.method, path) not in self.operations:
            return
        label = f"{request.method} {request.path} -> {answer.status}"
        body = _json(answer.body)
        validator = self.validator(request.method, path, str(answer.status))
        # Faults cut answers and send gateways' pages on purpose; those are no JSON.
        if validator is not None and body is not None:
            errors = [error for error in validator.iter_errors(body) if not (self._known(error, body) or _worded_otherwise(error))]
            problems = [f"{error.instance_path}: {error.message[:200]}" for error in errors]
            assert not problems, f"{label}: the answer is not as described: {problems[:3]}"
        asked = None if self.older else self.validator(request.method, path, "body")
        if asked is not None and 200 <= answer.status < 300:
            known = (_disputed, _worded_otherwise, lambda error: self._known(error, None))
            errors = [error for error in asked.iter_errors(_json(request.body)) if not any(is_known(error) for is_known in known)]
            problems = [f"{error.instance_path}: {error.message[:200]}" for error in errors]
            assert not problems, f"{label}: the description refuses this request: {problems[:3]}"

    def _known(self, error: Any, answer: Any) -> bool:
        """Whether it is what the versions of the description are known to differ in."""
        if self.older:
            return " is not one of " in error.message
        # The newer one was rebuilt from a client, which lost where null may stand: the older one says that.
        refused = isinstance(answer, dict) and (answer.get("errors") or answer.get("exceptions"))
        return error.instance is None or bool(refused and REFUSED.fullmatch(str(error.instance_path)) and "required" in error.message)


def _disputed(error: Any) -> bool:
    """Whether it is a null that the description allows in one place and refuses in another; the emulator takes it."""
    return error.instance is None and bool(error.instance_path) and error.instance_path[-1] in DISPUTED_NULLS


def _worded_otherwise(error: Any) -> bool:
    """Whether it is an audience rule's url as the description's prose has it (a text or an operator), and not its schema."""
    return list(error.instance_path)[-2:] == ["rule", "url"] and isinstance(error.instance, (str, dict))


@lru_cache(maxsize=2)  # Each description is held against the same request and answer.
def _json(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return dict(parse_qsl(raw.decode("utf-8", "replace"))) or None


def _draft(schema: Any) -> Any:
    """An OpenAPI 3.0 schema as JSON Schema: ``nullable`` becomes a type."""
    if isinstance(schema, list):
        return [_draft(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    drafted = {
        key: _draft(value) if key != "enum" else value
        for key, value in schema.items()
        if key not in ("example", "nullable", "discriminator")
    }
    if schema.get("nullable") and isinstance(schema.get("type"), str):
        drafted["type"] = [schema["type"], "null"]
    return drafted


def watch(problems: list[str]) -> Callable[[], None]:
    """Check every exchange of every Emulator from now on, where the description is here; answers what undoes it."""
    contracts = [Contract(document(version), older=version != NEWER) for version in present()]
    if not contracts:
        return lambda: None
    handle: Handle = Emulator.handle

    def checked(self: Emulator, request: Request) -> Response:
        answer = handle(self, request)
        for contract in contracts:
            try:
                contract.check(request, answer)
            except AssertionError as error:
                problems.append(f"{contract.version}: {error}")
        return answer

    Emulator.handle = checked  # type: ignore[assignment]

    def undo() -> None:
        Emulator.handle = handle  # type: ignore[assignment]

    return undo
