"""The adapter from record types to options: it looks at types and marks, never at the names of fields or commands."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pinads.cli.bundles import parameter
from pinads.cli.panels import FIELDS, option
from pinads.cli.values import Reader, is_list_of_people, people
from pinads.sdk.checks import nearest
from pinads.sdk.declarations import Field, request_fields
from pinads.sdk.errors import InvalidInput, UnknownField
from pinads.sdk.fields import FROM_PATH, PERSONAL, Mode
from pinads.sdk.model import Model

LONGEST_METAVAR = 42
MOST_CHOICES = 15
_INSIDE = re.compile(r"([a-z_]*)(.*)", re.DOTALL)
_METAVARS = {"micros": "MONEY", "seconds": "TIME"}


class Given:
    """The field options that were typed, as texts."""

    def __init__(self, fields: Mapping[str, Field], typed: Mapping[str, Any]) -> None:
        self.fields = fields
        self.typed = {name: value for name, value in typed.items() if value is not None and value != []}

    def with_value(self, name: str, value: Any) -> Given:
        """The same, with one more value that needs no reading."""
        return Given(self.fields, {**self.typed, name: value})

    def values(self, reader: Reader) -> dict[str, Any]:
        """The values that the texts mean.

        Raises:
            InvalidInput: one means none; the message names the option.
        """
        return {name: self._value(self.fields[name], value, reader) for name, value in self.typed.items()}

    def _value(self, field: Field, typed: Any, reader: Reader) -> Any:
        flag = flag_of(field.name)
        if isinstance(typed, list):
            parts = [reader.read(field, text, flag) for text in typed]
            return [item for part in parts for item in (part if isinstance(part, list) else [part])]
        if isinstance(typed, str) and is_list_of_people(field):
            return people(typed, flag, self.typed.get("list_type"))
        return reader.read(field, typed, flag) if isinstance(typed, str) else typed


class Writable:
    """Stands for the options of a model's writable fields in a command's signature."""

    def __init__(self, model: type[Model], mode: Mode, within: Mode = Mode.RECORD) -> None:
        """``within`` leaves out what a request of that mode cannot have."""
        fields = request_fields(model, mode).items()
        self.fields = {name: field for name, field in fields if not field.access & FROM_PATH and (not within or field.writable(within))}
        self.mode = mode

    def parameters(self) -> list[inspect.Parameter]:
        """One option a field."""
        return [parameter("field_" + name, _annotation(field, self.mode), None) for name, field in self.fields.items()]

    def collect(self, values: Mapping[str, Any]) -> Given:
        """What was typed."""
        return Given(self.fields, {name.removeprefix("field_"): value for name, value in values.items()})


def flag_of(name: str) -> str:
    """The option of a field."""
    return "--" + name.replace("_", "-")


def named_as_option(error: InvalidInput) -> InvalidInput:
    """The same error, saying ``--daily-spend-cap`` where the SDK says ``daily_spend_cap``."""
    name, inside = _INSIDE.fullmatch(error.field or "").groups()  # type: ignore[union-attr]
    if not name or name + inside not in error.message:
        return error
    option = flag_of(name) + (" " + inside[1:] if inside.startswith(".") else inside)
    message = error.message.replace(repr(name + inside), option).replace(name + inside, option, 1).replace("Invalid request: ", "")
    return InvalidInput(message, flag_of(name) + inside, error.choices)


def _annotation(field: Field, mode: Mode) -> Any:
    flag = flag_of(field.name)
    kind: Any = {"boolean": bool, "array": list[str]}.get(field.spec.kind, str)
    names = f"{flag}/--no-{flag[2:]}" if kind is bool else flag
    text = field.doc + _choices(field) + (" Required." if field.required(mode) else "")
    metavar = None if kind is bool else _metavar(field)
    spec = field.spec.items or field.spec
    return Annotated[
        kind | None, option(names, help=text, metavar=metavar, panel=FIELDS, choices=spec.choices, many=spec is not field.spec)
    ]


def _is_short(choices: Sequence[str]) -> bool:
    return len("|".join(choices)) <= LONGEST_METAVAR


def _choices(field: Field) -> str:
    """The choices, where the help has to say them because the metavar does not."""
    spec = field.spec.items if field.spec.items is not None else field.spec
    if not spec.choices or (field.spec is spec and _is_short(spec.choices)):
        return ""
    shown = spec.choices[:MOST_CHOICES]
    return f" One of {', '.join(shown)}{', ... (see pinads schema)' if len(spec.choices) > len(shown) else ''}."


def _metavar(field: Field) -> str:
    spec = field.spec.items if field.spec.items is not None else field.spec
    if spec.choices and field.spec is spec and _is_short(spec.choices):
        return "|".join(spec.choices)
    if spec.choices:
        return "CHOICE"
    if spec.is_id:
        return "ID"
    if field.access & PERSONAL:
        return "@FILE"
    kinds = {"integer": "N", "number": "N", "object": "JSON", "any": "JSON", "string": "TEXT"}
    return _METAVARS.get(spec.unit or "", kinds.get(spec.kind, "TEXT"))


def unchecked_fields(texts: list[str] | None) -> dict[str, Any]:
    """The ``extra`` that -F options make."""
    from pinads.cli.values import parse_json

    extra = {}
    for text in texts or []:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise InvalidInput(f"Invalid -F {text!r}: expected FIELD=JSON, such as -F new_field=true", "-F")
        if name in extra:
            raise InvalidInput(f"-F {name} is given twice", "-F")
        extra[name] = parse_json(value, f"-F {name}")
    return extra


def cleared_fields(model: type[Model], names: list[str] | None, given: Mapping[str, Any]) -> dict[str, None]:
    """The nulls that --clear options ask for, checked."""
    fields = request_fields(model, Mode.UPDATE)
    for name in names or []:
        clearable = [other for other, field in fields.items() if field.nullable(Mode.UPDATE)]
        if name not in fields:
            raise UnknownField(f"Invalid --clear {name!r}: there is no such field{nearest(name, clearable)}", "--clear")
        if name not in clearable:
            raise InvalidInput(f"Invalid --clear {name}: it cannot be null; clearable are {', '.join(clearable)}", "--clear", clearable)
        if name in given:
            raise InvalidInput(f"--clear {name} and {flag_of(name)} contradict each other", "--clear")
    return dict.fromkeys(names or [])
