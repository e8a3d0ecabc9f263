"""Validators of Pinterest's description of its API; None if the description is not available."""

import json
import os
from pathlib import Path

from openapi_schema_validator import OAS30Validator

FOLDER = Path(os.environ.get("PINADS_OPENAPI_DIR") or Path(__file__).resolve().parents[2] / "../shared/pinterest-openapi")
CORE = FOLDER / "core.json"
REASON = f"Pinterest's description is not at {FOLDER}; PINADS_OPENAPI_DIR says where it is"


class Description:
    """Return the operations of the description, by method and path template."""

    def __init__(self):
        self.document = json.loads(CORE.read_text())
        self._validators = {}

    def operation(self, method, path):
        return self.document["paths"][path][method.lower()]

    def operations(self):
        for path, item in self.document["paths"].items():
            for method in ("get", "post", "patch"):
                if method in item:
                    yield method.upper(), path, item[method]

    def resolved(self, part):
        while "$ref" in part:
            found = self.document
            for word in part["$ref"].removeprefix("#/").split("/"):
                found = found[word]
            part = found
        return part

    def body_validator(self, method, path):
        content = self.operation(method, path)["requestBody"]["content"]
        return self.validator(content["application/json"]["schema"])

    def answer_validator(self, method, path, status):
        responses = self.operation(method, path)["responses"]
        response = self.resolved(responses.get(str(status)) or responses["default"])
        return self.validator(response["content"]["application/json"]["schema"])

    def parameters(self, method, path):
        shared = self.document["paths"][path].get("parameters", [])
        return [self.resolved(parameter) for parameter in [*shared, *self.operation(method, path).get("parameters", [])]]

    def validator(self, schema):
        key = json.dumps(schema, sort_keys=True)
        if key not in self._validators:
            whole = {"$ref": "#/schema", "schema": schema, "components": self.document["components"]}
            self._validators[key] = OAS30Validator(whole)
        return self._validators[key]
