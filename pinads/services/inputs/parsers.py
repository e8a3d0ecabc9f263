"""From the text of an option, a CSV cell or a comparison to the value of a field.

What is done follows from the field's type and unit alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.sdk.errors import InvalidInput
from pinads.sdk.paths import expanded
from pinads.sdk.schema.fields import Field, Spec
from pinads.sdk.schema.marks import PERSONAL
from pinads.sdk.schema.validation import describe
from pinads.services.inputs.money import parse_money
from pinads.services.inputs.standard_input import STDIN, standard_input
from pinads.services.inputs.times import parse_time

if TYPE_CHECKING:
    from pinads.services.inputs.zones import Times

TRUE = ("true", "yes", "1", "on")
FALSE = ("false", "no", "0", "off")
SOME_AMOUNT = 10**15
"""Stands for the present amount while that is not known."""


class Relative(NamedTuple):
    """A change of money that the present value decides: ``+10%``."""

    text: str


class Reader:
    """Reads texts as values of fields.

    Args:
        currency: tells the ad account's currency, when money makes it necessary.
        relative: take ``+10%`` too, as a Relative.
        times: reads times of day in the zone that counts; in this machine's if None.
    """

    def __init__(self, currency: Callable[[], str | None], *, relative: bool = False, times: Times | None = None) -> None:
        self.currency = currency
        self.times = times
        self.relative = relative

    def read(self, field: Field, text: str, where: str) -> Any:
        """The value that a text means for a field.

        Raises:
            InvalidInput: it means none; nothing was sent.
        """
        if is_list_of_people(field):
            return people(text, where)
        return self.spec(field.spec, text, where)

    def spec(self, spec: Spec, text: str, where: str) -> Any:
        """The value that a text means for a Spec."""
        reader: Callable[[Spec, str, str], Any] = getattr(self, "_" + spec.kind, self._json)
        return reader(spec, text, where)

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
        """Micro currency for a text such as 25.00, 25.50EUR or 25000000micro; a Relative for +10%."""
        text = text.strip()
        if self.relative and text.startswith(("+", "-")):
            self.amount(text, where, SOME_AMOUNT)  # What is wrong with it is told before anything is read.
            return Relative(text)
        return self.amount(text, where)

    def moment(self, text: str, where: str, ends: bool) -> int:
        """Unix seconds for a text such as 2026-12-01, 2026-12-01T09:00+01:00, +7d or 1764547200; ``ends``: a day means its end."""
        try:
            return parse_time(text, None, ends=ends) if self.times is None else self.times.read(text, where, ends)
        except ValueError as error:
            raise InvalidInput(f"Invalid {where}: {error}", where) from None

    def amount(self, text: str, where: str, current: int | None = None) -> int:
        """Micro currency for a text, relative to the present value where it says so."""
        currency = None if text.endswith(("micro", "micros")) else self.currency()
        try:
            return parse_money(text, currency, current)
        except ValueError as error:
            raise InvalidInput(f"Invalid {where}: {error}", where) from None


def as_listed(text: str, choices: Collection[str]) -> str:
    """The value of a list that a text is in other case, which options and CSV cells forgive; else the text as it is."""
    if not choices or text in choices:
        return text
    return next((known for known in choices if known.lower() == text.lower()), text)


def is_list_of_people(field: Field) -> bool:
    """Tell whether a field is a text of many records; those that are objects are JSON like others."""
    return field.has(PERSONAL) and field.spec.kind == "string"


def people(text: str, where: str, list_type: str | None = None) -> str:
    """Read records from the text itself, ``@FILE``, or ``-`` for standard input; return them joined by commas."""
    from pinads.services.inputs.inline_customers import records_in

    return records_in(text_of("-", where) if text == "-" else at_file(text, where), where, list_type)


def parse_json(text: str, where: str) -> Any:
    """JSON, with the place of the first mistake in the error."""
    from pinads.sdk.http.responses import too_deep

    try:
        value = json.loads(text, parse_constant=_no_constant)
        # Some versions of Python read thousands of levels.
        if too_deep(value):
            raise RecursionError
        return value
    except ValueError as error:
        # The message of Python's own limit speaks of its settings.
        told = "a number with too many digits" if "integer string conversion" in str(error) else error
        raise InvalidInput(f"Invalid {where}: not valid JSON: {told}", where) from None
    except RecursionError:
        raise InvalidInput(f"Invalid {where}: nested too deeply", where) from None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a JSON number")


def at_file(text: str, where: str) -> str:
    """The text itself, or for ``@path`` what is in that file."""
    if not text.startswith("@"):
        return text
    try:
        return text_of(text[1:], where)
    except InvalidInput as error:
        raise InvalidInput(f"Invalid {where}: {error.message}", where) from None


def text_of(source: str, where: str) -> str:
    """The text of a file; ``-`` is standard input.

    Raises:
        InvalidInput: it cannot be read, or is no UTF-8 text; the message says where.
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
