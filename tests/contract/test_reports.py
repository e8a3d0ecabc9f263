"""What a report can be asked for, held against Pinterest's description."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pinads.sdk.declarations import Spec, fields_of
from pinads.sdk.fields import Mode
from pinads.sdk.report_request import ReportRequest
from tests.contract.description import folder

Shape = tuple[str, int | None, int | None, frozenset[str]]

WINDOW = "integer", None, None, frozenset[str]()
# Parameter -> our own shape, with the reason for each.
DELIBERATE: dict[str, Shape | None] = {
    # The windows' few numbers are said in their meaning; the server refuses the others.
    **dict.fromkeys(("click_window_days", "engagement_window_days", "view_window_days"), WINDOW),
    # A limit where the description has none keeps a slip from becoming megabytes; of the columns only this is ours.
    "metrics_filters": ("array", 1, 100, frozenset()),
    "attribution_types": ("array", 1, 2, frozenset({"INDIVIDUAL", "HOUSEHOLD"})),
}


@pytest.fixture(scope="module")
def described() -> dict[str, dict[str, Any]]:
    """The properties of the body, each in one piece, and which of them are required."""
    schemas = json.loads((folder() / "openapi.json").read_text())["components"]["schemas"]
    parts = flattened({"$ref": "#/components/schemas/AdsAnalyticsCreateAsyncRequest"}, schemas)
    properties = {name: whole(value, schemas) for part in parts for name, value in part.get("properties", {}).items()}
    return {name: {**value, "needed": any(name in part.get("required", ()) for part in parts)} for name, value in properties.items()}


def flattened(schema: dict[str, Any], schemas: dict[str, Any]) -> list[dict[str, Any]]:
    """A schema, and all that it is composed of."""
    if "$ref" in schema:
        schema = schemas[schema["$ref"].rsplit("/", 1)[1]]
    return [schema, *(part for inner in schema.get("allOf", ()) for part in flattened(inner, schemas))]


def whole(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for part in reversed(flattened(schema, schemas)):
        merged.update(part)
    if "items" in merged:
        merged["items"] = whole(merged["items"], schemas)
    return merged


def test_every_parameter_is_declared_and_no_other(described: dict[str, dict[str, Any]]) -> None:
    assert set(fields_of(ReportRequest)) == set(described)


def test_what_is_required(described: dict[str, dict[str, Any]]) -> None:
    ours = {name for name, field in fields_of(ReportRequest).items() if field.required(Mode.CREATE)}
    assert ours == {name for name, schema in described.items() if schema["needed"]}


def test_types_choices_and_limits(described: dict[str, dict[str, Any]]) -> None:
    ours = {name: declared(field.spec) for name, field in fields_of(ReportRequest).items()}
    kind, _, _, columns = ours["columns"]
    ours["columns"] = kind, None, None, columns
    assert ours == {name: DELIBERATE.get(name) or shape(schema) for name, schema in described.items()}


def declared(spec: Spec) -> Shape:
    return spec.kind, spec.min_items, spec.max_items, frozenset((spec.items or spec).choices)


def shape(schema: dict[str, Any]) -> Shape:
    words = schema.get("items", schema).get("enum", ())
    return schema["type"], schema.get("minItems"), schema.get("maxItems"), frozenset(map(str, words))
