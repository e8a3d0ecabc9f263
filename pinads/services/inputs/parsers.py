"""Parsers from the text of an option, a CSV cell or a comparison to a field's value, by the field's type and unit alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.sdk.errors import InvalidInput
from pinads.sdk.json_depth import too_deep
from pinads.sdk.paths import expanded
from pinads.sdk.schema.fields import Field, Spec
from pinads.sdk.schema.marks import PERSONAL
from pinads.sdk.schema.validation import as_listed, describe, is_plain_id
from pinads.services.inputs.money import parse_money
from pinads.services.inputs.standard_input import STDIN, standard_input
from pinads.services.inputs.times import parse_time
from pinads.services.names.protocols import HasNames

if TYPE_CHECKING:
    from pinads.services.inputs.zones import Times

TRUE = ("true", "yes", "1", "on")
FALSE = ("false", "no", "0", "off")
SOME_AMOUNT = 10**15
"""A substitute for the present amount until that is read."""


def has_references(field: Field) -> bool:
    """Tell whether a value of a field can have ids of entities that have names."""
    spec = field.spec.items or field.spec
    return bool(field.refers) or any(map(has_references, (spec.fields or {}).values()))


class Relative(NamedTuple):
    """A change of an amount relative to its present value: ``+10%``."""

    text: str


class Reader:
    """A parser of texts as values of fields.

    Args:
        currency: returns the ad account's currency; called only for money.
        relative: accept ``+10%`` too, as a Relative.
        times: parses times of day in the zone that counts; in this machine's if None.
        names: has the resolver of names to ids; texts for ids must be ids if None.
    """

    def __init__(
        self,
        currency: Callable[[], str | None],
        *,
        relative: bool = False,
        times: Times | None = None,
        names: HasNames | None = None,
    ) -> None:
        self.currency = currency
        self.times = times
        self.relative = relative
        self.names = names

    def read(self, field: Field, text: str, where: str) -> Any:
        """Parse a text as the value of a field.

        Raises:
            InvalidInput: it is not such a value; nothing was sent.
        """
        if is_list_of_people(field):
            return people(text, where)
        return self.spec(field.spec, text, where)

    def spec(self, spec: Spec, text: str, where: str) -> Any:
        """Parse a text as a value of a Spec."""
        reader: Callable[[Spec, str, str], Any] = getattr(self, "_" + spec.kind, self._json)
        return reader(spec, text, where)

    def with_ids(self, field: Field, value: Any, where: str) -> Any:
        """Replace the names in a parsed value by ids, wherever its declaration has ids.

        Raises:
            InvalidInput: no entity, or several, are meant.
        """
        if isinstance(value, str):
            if self.names is None or not field.refers or is_plain_id(value):
                return value
            return self.names.names.id_of(field.refers, value, where)
        if isinstance(value, list):
            return [self.with_ids(field, item, where) for item in value]
        fields = (field.spec.items or field.spec).fields
        if fields and isinstance(value, dict):
            return {name: self.with_ids(fields[name], item, where) if name in fields else item for name, item in value.items()}
        return value

    def _string(self, spec: Spec, text: str, where: str) -> str:
        return as_listed(text, spec.choices)

    def _integer(self, spec: Spec, text: str, where: str) -> Any:
        if spec.unit == "micros":
            return self.money(text, where)
        if spec.unit == "seconds":
            return self.moment(text, where, spec.end_of_day)
        try:
            return int(text)
        except ValueError:
            raise InvalidInput(f"Invalid {where} {describe(text)}: expected a whole number", where) from None

    def _number(self, spec: Spec, text: str, where: str) -> Any:
        if spec.unit == "seconds":
            return self.moment(text, where, spec.end_of_day)
        try:
            return int(text) if text.strip().lstrip("-").isdigit() else float(text)
        except ValueError:
            raise InvalidInput(f"Invalid {where} {describe(text)}: expected a number", where) from None

    def _boolean(self, spec: Spec, text: str, where: str) -> bool:
        if text.lower() not in TRUE + FALSE:
            raise InvalidInput(f"Invalid {where} {describe(text)}: expected true or false", where)
        return text.lower() in TRUE

    def _array(self, spec: Spec, text: str, where: str) -> Any:
        text = at_file(text, where)
        if text.lstrip().startswith("["):
            return self._json(spec, text, where)
        assert spec.items is not None
        items = [item.strip() for item in text.split(",")] if spec.items.kind == "string" else [text]
        return [self.spec(spec.items, item, where) for item in items]

    def _object(self, spec: Spec, text: str, where: str) -> Any:
        return self._json(spec, at_file(text, where), where)

    def _json(self, spec: Spec, text: str, where: str) -> Any:
        return parse_json(text, where)

    def money(self, text: str, where: str) -> int | Relative:
        """Parse 25.00, 25.50EUR or 25000000micro into micro currency, and +10% into a Relative."""
        text = text.strip()
        if self.relative and text.startswith(("+", "-")):
            self.amount(text, where, SOME_AMOUNT)  # An invalid one is refused before anything is read.
            return Relative(text)
        return self.amount(text, where)

    def moment(self, text: str, where: str, ends: bool) -> int:
        """Parse 2026-12-01, 2026-12-01T09:00+01:00, +7d or 1764547200 into Unix seconds; ``ends``: a day means its end."""
        try:
            return parse_time(text, None, ends=ends) if self.times is None else self.times.read(text, where, ends)
        except ValueError as error:
            raise InvalidInput(f"Invalid {where}: {error}", where) from None

    def amount(self, text: str, where: str, current: int | None = None) -> int:
        """Parse an amount into micro currency; one such as +10% changes the current value."""
        currency = None if text.endswith(("micro", "micros")) else self.currency()
        try:
            return parse_money(text, currency, current)
        except ValueError as error:
            raise InvalidInput(f"Invalid {where}: {error}", where) from None


def is_list_of_people(field: Field) -> bool:
    """Tell whether a field is a text of many records; those that are objects are JSON like others."""
    return field.has(PERSONAL) and field.spec.kind == "string"


def people(text: str, where: str, list_type: str | None = None) -> str:
    """Read records from the text itself, ``@FILE``, or ``-`` for standard input; return them joined by commas."""
    return people_in(text_of("-", where) if text == "-" else at_file(text, where), where, list_type)


def people_in(text: str, where: str, list_type: str | None = None, in_cell: bool = False) -> str:
    """Parse the records in a text; return them joined by commas."""
    from pinads.services.inputs.inline_customers import records_in  # start-up: hashlib, which only records need

    return records_in(text, where, list_type, in_cell)


def parse_json(text: str, where: str) -> Any:
    """Parse JSON; an error has the place of the first mistake."""
    try:
        value = json.loads(text, parse_constant=_no_constant)
        # Some versions of Python read thousands of levels.
        if too_deep(value):
            raise RecursionError
        return value
    except ValueError as error:
        # The message of Python's own limit speaks of its settings.
        problem = "a number with too many digits" if "integer string conversion" in str(error) else error
        raise InvalidInput(f"Invalid {where}: not valid JSON: {problem}", where) from None
    except RecursionError:
        raise InvalidInput(f"Invalid {where}: nested too deeply", where) from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")


def at_file(text: str, where: str) -> str:
    """Return the text itself, or for ``@path`` the text of that file."""
    if not text.startswith("@"):
        return text
    try:
        return text_of(text[1:], where)
    except InvalidInput as error:
        raise InvalidInput(f"Invalid {where}: {error.message}", where) from None


def text_of(source: str, where: str) -> str:
    """Read the text of a file; ``-`` is standard input.

    Raises:
        InvalidInput: it cannot be read, or is not UTF-8 text; the message has the place.
    """
    name = STDIN if source == "-" else source
    try:
        raw = standard_input().read() if source == "-" else expanded(source).read_bytes()
    except OSError as error:
        raise InvalidInput(f"cannot read {name}: {error.strerror}", where) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise InvalidInput(f"{name}, line {line}: not UTF-8 (byte {raw[error.start]:#04x}); save the file as UTF-8", where) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise InvalidInput(f"{name}, line {line}: a NUL character, which no text has", where)
    return text
