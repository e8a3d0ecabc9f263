"""pinads schema RESOURCE [create|update|record]: the declared fields."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from pinads.cli.framework.commands import built
from pinads.cli.framework.parameters import argument
from pinads.cli.options.global_options import InContext
from pinads.sdk.errors import InvalidInput
from pinads.sdk.record import BaseRecord, record_fields
from pinads.sdk.resources.registry import model_of
from pinads.sdk.schema.fields import Field, Spec, fields_of, request_fields
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import nearest
from pinads.services.results import Value

MODELS = {
    "account": "ad_accounts",
    "campaign": "campaigns",
    "adgroup": "ad_groups",
    "ad": "ads",
    "audience": "audiences",
    "customer-list": "customer_lists",
    "keyword": "keywords",
}
SHAPES = ("create", "update", "record")
COLUMNS = ("name", "type", "required", "doc", "choices", "nullable", "unit")

ResourceName = Annotated[str, argument("RESOURCE", f"One of {', '.join(MODELS)}.", tuple(MODELS))]
Shape = Annotated[str | None, argument("[create|update|record]", "One of its shapes; all fields by default.", SHAPES)]


def schema(context: InContext, resource: ResourceName, shape: Shape = None) -> Value:
    """Show the fields of a resource: types, choices, limits, and when they can be written.

    Examples:
        pinads schema campaign create
        pinads schema adgroup -o csv
    """
    model = _model(resource)
    if shape is None:
        rows = [{**described(field, Mode.RECORD), "writable": _writable(field)} for field in fields_of(model).values()]
        return Value(rows, ("name", "type", "writable", "doc", "choices", "nullable", "unit"), "field")
    if shape.lower() not in SHAPES:
        raise InvalidInput(f"Invalid shape {shape!r}: choose from {', '.join(SHAPES)}", "shape", SHAPES)
    mode = Mode[shape.upper()]
    fields = record_fields(model) if mode is Mode.RECORD else request_fields(model, mode)
    return Value([described(field, mode) for field in fields.values()], COLUMNS, "field")


def _model(name: str) -> type[BaseRecord]:
    word = name.lower().replace("_", "-").replace("ad-group", "adgroup").replace("ad-account", "account")
    word = word[:-1] if word.endswith("s") else word
    if word not in MODELS:
        raise InvalidInput(f"Invalid RESOURCE {name!r}: choose from {', '.join(MODELS)}{nearest(word, MODELS)}", "RESOURCE", tuple(MODELS))
    return model_of(MODELS[word])


def _writable(field: Field) -> str:
    return ", ".join(mode.name.lower() for mode in (Mode.CREATE, Mode.UPDATE) if field.writable(mode) and mode.name)


def described(field: Field, mode: Mode) -> dict[str, Any]:
    """Describe a field, with the facts that apply."""
    facts = {
        "name": field.name,
        **_shape(field.spec, mode),
        "required": field.required(mode) if mode is not Mode.RECORD else None,
        "nullable": field.nullable(mode),
        "default": field.default if mode is Mode.CREATE else None,
        "doc": field.doc,
    }
    return {name: value for name, value in facts.items() if value not in (None, ())}


def _shape(spec: Spec, mode: Mode) -> dict[str, Any]:
    inner = spec.items or spec
    facts: dict[str, Any] = {
        "type": f"array of {inner.kind}" if spec.items else spec.kind,
        "unit": "micro currency" if inner.unit == "micros" else "Unix seconds" if inner.unit == "seconds" else None,
        "format": "id" if inner.is_id else None,
        "choices": list(inner.choices) or None,
        "minimum": inner.minimum,
        "maximum": inner.maximum,
        "max_length": inner.max_length,
        "max_items": spec.max_items,
    }
    if inner.fields and mode is not None:
        facts["fields"] = [described(field, mode) for field in inner.fields.values()]
    return {name: value for name, value in facts.items() if value is not None}


load = partial(built, schema)
