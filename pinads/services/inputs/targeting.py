"""An ad group's targeting from options of its own: geo, location, gender, age, locale, interest and audiences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.targeting_spec import TargetingSpec
from pinads.sdk.schema.validation import Check, as_listed, is_plain_id
from pinads.services.errors import option
from pinads.services.inputs.field_values import FieldValues, OwnOption
from pinads.services.inputs.ids import words
from pinads.services.inputs.options import Options
from pinads.services.inputs.tables.targeting_columns import PLACES, WORDS, ages, place
from pinads.services.inputs.targeting_changes import Signed
from pinads.services.names.protocols import HasNames

_PARTS = {word: part for part, word in WORDS.items()}
_EXAMPLES = {"location": "US,CA", "age": "25-34,35-44, or 25-54, or 18+"}


class TargetingOptions(Options):
    """The parts of ``targeting_spec`` that have options of their own, repeatable and with commas.

    Attributes:
        geo: region or postal codes, such as US-CA.
        location: countries or metro codes.
        gender: male, female, unknown.
        age: age buckets, or a span such as 25-54 or 18+.
        device: devices, such as iphone.
        locale: languages, such as en-US.
        interest: ids of interests.
        audience_include: ids of the audiences to reach.
        audience_exclude: ids of the audiences to leave out.
    """

    geo: list[str] | None = None
    location: list[str] | None = None
    gender: list[str] | None = None
    age: list[str] | None = None
    device: list[str] | None = None
    locale: list[str] | None = None
    interest: list[str] | None = None
    audience_include: list[str] | None = None
    audience_exclude: list[str] | None = None

    def with_ids(self, context: HasNames) -> TargetingOptions:
        """Return the same with the ids that names of audiences mean."""
        changed = {}
        for name in filter(partial(getattr, self), self.names()):
            declared = fields_of(TargetingSpec)[_part_of(name)]
            if declared.refers:
                typed = words(getattr(self, name)) or []
                changed[name] = [_with_id(context, declared.refers, word, option(name)) for word in typed]
        return self.replaced(**changed)

    def parts(self) -> dict[str, Any]:
        """Return the parts of a targeting spec that were given.

        Raises:
            InvalidInput: one is empty, or has a wrong value.
        """
        parts: dict[str, Any] = {}
        for name in self.names():
            typed = getattr(self, name)
            given = words(typed)
            if typed and not given:
                raise InvalidInput(f"Invalid {option(name)}: it is empty", option(name))
            if given and name != "age":
                parts[_part_of(name)] = _part(_part_of(name), given)
        given = words(self.age)
        return {**parts, **ages(given, option("age"))} if given else parts

    def changes(self, given: FieldValues, replace: bool = False) -> dict[str, Any] | None:
        """Return the parts that change in the current targeting spec, or None for none.

        Args:
            given: the other fields of the ad group.
            replace: the parts are the whole targeting, so that none can have a sign.
        """
        parts = self.parts()
        if replace:
            _refuse_signs(parts, f"{option('replace_targeting')} sets the whole targeting")
        if parts and "targeting_spec" in given.typed:
            whole = option("targeting_spec")
            raise InvalidInput(f"{whole} and the options for its parts cannot be combined: give one of them", whole)
        return parts or None

    def added_to(self, given: FieldValues) -> FieldValues:
        """Return the fields of a new ad group with the given parts, or options to ask for these."""
        if parts := self._of_new(given):
            return given.with_value("targeting_spec", parts)
        names = self.names()
        own = {f"targeting_spec.{_part_of(name)}": OwnOption(name, partial(_alone, name), _EXAMPLES.get(name, "")) for name in names}
        return FieldValues(given.fields, given.typed, own)

    def _of_new(self, given: FieldValues) -> dict[str, Any]:
        parts = {name: value for name, value in (self.changes(given) or {}).items() if value is not None}
        _refuse_signs(parts, "a new ad group has no targeting to add to or remove from")
        return parts


def _alone(name: str, text: str, others: Mapping[str, Any]) -> dict[str, Any]:
    """Read the text of one option of a new ad group as parts of its targeting."""
    return TargetingOptions(**{name: [text]})._of_new(FieldValues({}, {}))


def _part_of(name: str) -> str:
    """Return the part of a targeting spec that an option sets; ages have two ways, and this is the first."""
    return _PARTS.get(name, name.upper())


def _with_id(context: HasNames, collections: Sequence[str], word: str, where: str) -> str:
    """Replace the name in a word by its id, and keep the sign before it."""
    sign = word[:1] if word[:1] in ("+", "-") else ""
    text = word[len(sign) :]
    return word if is_plain_id(text) else sign + context.names.id_of(collections, text, where)


def _refuse_signs(parts: Mapping[str, Any], why: str) -> None:
    for name, value in parts.items():
        if isinstance(value, Signed):
            raise InvalidInput(f"Invalid {_option(name)}: {why}; leave out + and -", _option(name))


def _option(part: str) -> str:
    return option(WORDS.get(part, part.lower()))


def _part(name: str, given: list[str]) -> list[str] | Signed:
    """Read the values of a part; with signs they are added and removed."""
    signs = [word[0] if word[0] in "+-" else "" for word in given]
    values = _checked(name, [word[len(sign) :] for word, sign in zip(given, signs, strict=True)])
    if not any(signs):
        return values
    if not all(signs):
        says = "+VALUE adds and -VALUE removes; values without a sign set the whole: give either"
        raise InvalidInput(f"Invalid {_option(name)}: {says}", _option(name))
    added, removed = (tuple(value for value, own in zip(values, signs, strict=True) if own == sign) for sign in "+-")
    if both := next((value for value in added if value in removed), None):
        raise InvalidInput(f"Invalid {_option(name)}: {both} is both added and removed", _option(name))
    return Signed(added, removed)


def _checked(name: str, values: list[str]) -> list[str]:
    """Check values against the part's declaration, so that errors name the option."""
    spec = fields_of(TargetingSpec)[name].spec.items
    assert spec is not None
    values = [Check(Mode.CREATE).value(spec, as_listed(value, spec.choices), _option(name)) for value in values]
    return [place(value, _option(name)) for value in values] if name in PLACES else values
