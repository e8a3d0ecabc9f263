"""The values that options give to fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from pinads.sdk.errors import InvalidInput, UnknownField
from pinads.sdk.record import BaseRecord
from pinads.sdk.resources.statused import Statused
from pinads.sdk.schema.fields import Field, fields_by_word, folded_word, request_fields
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import as_listed, nearest
from pinads.services.errors import option
from pinads.services.inputs.parsers import Reader, is_list_of_people, parse_json, people


class OwnOption(NamedTuple):
    """An option that reads its text in a way of its own: that of a part of an object, or of a value that no record has.

    Attributes:
        name: its name.
        read: parses its text beside the values of other fields, or raises InvalidInput; that of a part returns parts of the object.
        example: values as they may be typed; empty if none helps.
        facts: returns facts about its value, which conditions may be about.
        offers: returns values to choose from, each with the name that people know it by.
    """

    name: str
    read: Callable[[str, Mapping[str, Any]], Any]
    example: str = ""
    facts: Callable[[Any, Mapping[str, Any]], Mapping[str, Any]] | None = None
    offers: Callable[[], Mapping[str, str]] | None = None


class FieldValues:
    """The field options of a command, as texts.

    Args:
        fields: the fields that have options.
        typed: the texts that were typed, by field.
        own: options that read their texts themselves, by field or ``FIELD.PART``.
    """

    def __init__(self, fields: Mapping[str, Field], typed: Mapping[str, Any], own: Mapping[str, OwnOption] | None = None) -> None:
        self.fields = fields
        self.own = own or {}
        self.typed = {name: self._alone(name, value) for name, value in typed.items() if value is not None and value != []}

    def _alone(self, name: str, value: Any) -> Any:
        """Take the only value of a field with several spellings out of its list."""
        is_one = isinstance(value, list) and len(value) == 1 and name in self.fields and self.fields[name].called
        return value[0] if is_one and self.fields[name].spec.kind != "array" else value

    def with_value(self, name: str, value: Any) -> FieldValues:
        """Return the same with one more value that needs no parsing."""
        return FieldValues(self.fields, {**self.typed, name: value}, self.own)

    def needing(self, names: Sequence[str], own: Mapping[str, OwnOption]) -> FieldValues:
        """Return the same with fields that a create must have, and options of their own for some."""
        needed = {name: self.fields[name].needed(Mode.CREATE) for name in names}
        return FieldValues({**self.fields, **needed}, self.typed, {**self.own, **own})

    def values(self, reader: Reader) -> dict[str, Any]:
        """Parse the texts.

        Raises:
            InvalidInput: one is invalid; the message names the option.
        """
        values = {name: self._value(self.fields[name], value, reader) for name, value in self.typed.items()}
        # Names are looked for once nothing else can be refused.
        return {name: reader.with_ids(self.fields[name], value, option(name)) for name, value in values.items()}

    def _value(self, field: Field, typed: Any, reader: Reader) -> Any:
        flag = option(field.name)
        if isinstance(typed, list):
            if field.called and field.spec.kind != "array":
                raise InvalidInput(f"{flag} is given {len(typed)} times: {', '.join(map(repr, typed))}. Give it once", flag)
            parts = [reader.read(field, text, flag) for text in typed]
            return [item for part in parts for item in (part if isinstance(part, list) else [part])]
        if isinstance(typed, str) and is_list_of_people(field):
            kind = self.typed.get("list_type")
            return people(typed, flag, as_listed(kind, self.fields["list_type"].spec.choices) if kind else None)
        return reader.read(field, typed, flag) if isinstance(typed, str) else typed


def values_of_new(model: type[BaseRecord]) -> dict[str, Any]:
    """Return the values that a new entity has unless others are given: what can spend is PAUSED."""
    return {"status": "PAUSED"} if issubclass(model, Statused) else {}


def unchecked_fields(texts: Sequence[str] | None) -> dict[str, Any]:
    """Parse the texts FIELD=JSON of ``extra``, fields that pinads does not know."""
    extra = {}
    for text in texts or []:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise InvalidInput(f"Invalid `extra` {text!r}: expected FIELD=JSON, such as `extra` new_field=true", "extra")
        if name in extra:
            raise InvalidInput(f"`extra` {name} is given twice", "extra")
        extra[name] = parse_json(value, f"{option('extra')} {name}")
    return extra


def cleared_fields(model: type[BaseRecord], names: Sequence[str] | None, given: Mapping[str, Any]) -> dict[str, None]:
    """Return the nulls that --clear options ask for, checked."""
    fields = request_fields(model, Mode.UPDATE)
    by_word = fields_by_word(fields)
    wanted = [name if name in fields or (meant := by_word.get(folded_word(name))) is None else meant.name for name in names or []]
    for name in wanted:
        clearable = [other for other, field in fields.items() if field.nullable(Mode.UPDATE)]
        if name not in fields:
            raise UnknownField(f"Invalid `clear` {name!r}: there is no such field{nearest(name, clearable)}", "clear")
        if name not in clearable:
            raise InvalidInput(f"Invalid `clear` {name}: it cannot be null; these fields can: {', '.join(clearable)}", "clear", clearable)
        if name in given:
            raise InvalidInput(f"`clear` {name} and {option(name)} cannot be combined", "clear")
    return dict.fromkeys(wanted)
