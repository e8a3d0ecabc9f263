"""Options of the declared fields of a record type, from their types and marks alone."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Annotated, Any

from pinads.cli.flags import flag_of, spelled
from pinads.cli.framework.option_groups import parameter
from pinads.cli.framework.parameters import FIELDS, option
from pinads.sdk.record import BaseRecord
from pinads.sdk.schema.fields import Field, Spec, request_fields
from pinads.sdk.schema.marks import FROM_PATH, PERSONAL, Mode
from pinads.services.inputs.field_values import FieldValues
from pinads.services.names.protocols import has_names

LONGEST_METAVAR = 42
MOST_CHOICES = 15
_METAVARS = {"micros": "MONEY", "seconds": "TIME"}


class Writable:
    """A parameter of a command that expands into options of a model's writable fields."""

    def __init__(self, model: type[BaseRecord], mode: Mode, within: Mode = Mode.RECORD) -> None:
        """Choose the fields of a mode; ``within`` leaves out fields that requests of that mode cannot have."""
        fields = request_fields(model, mode).items()
        self.fields = {name: field for name, field in fields if not field.access & FROM_PATH and (not within or field.writable(within))}
        self.mode = mode

    def parameters(self) -> list[inspect.Parameter]:
        """Return an option for each field."""
        return [parameter("field_" + name, _annotation(field, self.mode), None) for name, field in self.fields.items()]

    def collect(self, values: Mapping[str, Any]) -> FieldValues:
        """Return the values that were typed."""
        return FieldValues(self.fields, {name.removeprefix("field_"): value for name, value in values.items()})


def _annotation(field: Field, mode: Mode) -> Any:
    flag, spec = flag_of(field.name), field.spec.items or field.spec
    listed = "|".join(spec.choices) if spec is field.spec else ""
    listed = listed if len(listed) <= LONGEST_METAVAR else ""
    # A field with several spellings takes a list, so that giving two of them is not a silent choice between the two.
    kind: Any = {"boolean": bool, "array": list[str]}.get(field.spec.kind, list[str] if field.called else str)
    names = (f"{flag}/--no-{flag[2:]}",) if kind is bool else tuple(dict.fromkeys((flag, *map(spelled, (*field.called, field.name)))))
    shown = ", ".join(spec.choices[:MOST_CHOICES]) + (", ... (see pinads schema)" if len(spec.choices) > MOST_CHOICES else "")
    choices = f" One of {shown}." if spec.choices and not listed else ""
    text = field.doc + choices + (" Required." if field.required(mode) else "")
    metavar = None if kind is bool else listed or _metavar(field, spec)
    how: dict[str, Any] = {"choices": spec.choices, "many": spec is not field.spec, "refers": field.refers}
    return Annotated[kind | None, option(*names, help=text, metavar=metavar, panel=FIELDS, **how)]


def _metavar(field: Field, spec: Spec) -> str:
    if spec.choices:
        return "CHOICE"
    if spec.is_id:
        return "ID|NAME" if any(map(has_names, field.refers)) else "ID"
    if field.access & PERSONAL:
        return "@FILE"
    kinds = {"integer": "N", "number": "N", "object": "JSON", "any": "JSON", "string": "TEXT"}
    return _METAVARS.get(spec.unit or "", kinds.get(spec.kind, "TEXT"))
