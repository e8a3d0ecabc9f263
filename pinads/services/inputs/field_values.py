"""The values that options give to fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pinads.sdk.errors import InvalidInput, UnknownField
from pinads.sdk.record import BaseRecord
from pinads.sdk.schema.fields import Field, fields_by_word, folded_word, request_fields
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import nearest
from pinads.services.errors import option
from pinads.services.inputs.parsers import Reader, is_list_of_people, parse_json, people


class FieldValues:
    """The field options of a command, as texts."""

    def __init__(self, fields: Mapping[str, Field], typed: Mapping[str, Any]) -> None:
        self.fields = fields
        self.typed = {name: self._alone(name, value) for name, value in typed.items() if value is not None and value != []}

    def _alone(self, name: str, value: Any) -> Any:
        """Take the only value of a field with several spellings out of its list."""
        is_one = isinstance(value, list) and len(value) == 1 and name in self.fields and self.fields[name].called
        return value[0] if is_one and self.fields[name].spec.kind != "array" else value

    def with_value(self, name: str, value: Any) -> FieldValues:
        """Return the same with one more value that needs no parsing."""
        return FieldValues(self.fields, {**self.typed, name: value})

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
            return people(typed, flag, self.typed.get("list_type"))
        return reader.read(field, typed, flag) if isinstance(typed, str) else typed


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
            raise InvalidInput(f"Invalid `clear` {name}: it cannot be null; clearable are {', '.join(clearable)}", "clear", clearable)
        if name in given:
            raise InvalidInput(f"`clear` {name} and {option(name)} contradict each other", "clear")
    return dict.fromkeys(wanted)
