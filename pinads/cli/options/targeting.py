"""The common parts of an ad group's targeting as options of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import TARGETING, Choices, option
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.choices import AgeBucket, Gender
from pinads.sdk.schema.fields import fields_of, spec_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.objects import TargetingSpec
from pinads.services.inputs.field_values import FieldValues
from pinads.services.inputs.ids import words
from pinads.services.inputs.parsers import as_listed
from pinads.services.inputs.targeting_changes import Signed


def part(flag: str, help: str, metavar: str, choices: Choices = ()) -> Any:
    """An option for a part of the targeting: repeatable, and with commas."""
    return option(flag, help=help, metavar=metavar, panel=TARGETING, choices=choices, many=True)


ReplaceTargeting = Annotated[
    bool, option("--replace-targeting", help="What is given is the whole of the targeting: other parts go.", panel=TARGETING)
]


class Targeting(Bundle):
    """Parts of ``targeting_spec``."""

    geo: Annotated[list[str] | None, part("--geo", "Region or postal codes, such as US-CA.", "CODE,...")] = None
    location: Annotated[list[str] | None, part("--location", "Countries or metro codes.", "CODE,...")] = None
    gender: Annotated[list[str] | None, part("--gender", "male, female, unknown.", "GENDER,...", spec_of(Gender).choices)] = None
    age: Annotated[list[str] | None, part("--age", "Ages: 25-34,35-44 or 18+ or 25-54.", "AGES", spec_of(AgeBucket).choices)] = None
    locale: Annotated[list[str] | None, part("--locale", "Languages, such as en-US.", "LOCALE,...")] = None
    interest: Annotated[list[str] | None, part("--interest", "Interest ids.", "ID,...")] = None
    audience_include: Annotated[list[str] | None, part("--audience-include", "Audiences to reach.", "ID,...")] = None
    audience_exclude: Annotated[list[str] | None, part("--audience-exclude", "Audiences to leave out.", "ID,...")] = None

    def _check_given(self) -> None:
        for name, value in vars(self).items():
            if isinstance(value, list) and not words(value):
                raise InvalidInput(f"Invalid --{name.replace('_', '-')}: it is empty", "--" + name.replace("_", "-"))

    def parts(self) -> dict[str, Any]:
        """The parts of a targeting spec that were typed."""
        self._check_given()
        lists = {
            "GEO": words(self.geo),
            "LOCATION": words(self.location),
            "GENDER": words(self.gender),
            "LOCALE": words(self.locale),
            "INTEREST": words(self.interest),
            "AUDIENCE_INCLUDE": words(self.audience_include),
            "AUDIENCE_EXCLUDE": words(self.audience_exclude),
        }
        parts = {name: _part(name, value) for name, value in lists.items() if value}
        return {**parts, **_ages(words(self.age))}

    def changes(self, given: FieldValues, replace: bool = False) -> dict[str, Any] | None:
        """The parts to change in a present targeting spec; None where there is nothing to change. To ``replace`` it takes no signs."""
        parts = self.parts()
        if replace:
            _refuse_signs(parts, "--replace-targeting sets the whole")
        if parts and "targeting_spec" in given.typed:
            raise InvalidInput("--targeting-spec and the options for its parts contradict each other: give one of them", "--targeting-spec")
        return parts or None

    def added_to(self, given: FieldValues) -> FieldValues:
        """The fields with the parts in them as a targeting spec of their own."""
        parts = {name: value for name, value in (self.changes(given) or {}).items() if value is not None}
        _refuse_signs(parts, "there is nothing to add to or remove from yet")
        return given.with_value("targeting_spec", parts) if parts else given


def _refuse_signs(parts: Mapping[str, Any], why: str) -> None:
    for name, value in parts.items():
        if isinstance(value, Signed):
            raise InvalidInput(f"Invalid {_flag(name)}: {why}; leave out + and -", _flag(name))


def _flag(name: str) -> str:
    return "--" + name.lower().replace("_", "-")


def _part(name: str, given: list[str]) -> list[str] | Signed:
    """The words of an option as values of the part, or as what to add and remove where they have a sign."""
    signs = [word[0] if word[0] in "+-" else "" for word in given]
    values = _checked(name, [word[len(sign) :] for word, sign in zip(given, signs, strict=True)])
    if not any(signs):
        return values
    if not all(signs):
        says = "+VALUE adds and -VALUE removes; values without a sign set the whole: give either"
        raise InvalidInput(f"Invalid {_flag(name)}: {says}", _flag(name))
    added, removed = (tuple(value for value, own in zip(values, signs, strict=True) if own == sign) for sign in "+-")
    if both := next((value for value in added if value in removed), None):
        raise InvalidInput(f"Invalid {_flag(name)}: {both} is both added and removed", _flag(name))
    return Signed(added, removed)


def _checked(name: str, values: list[str]) -> list[str]:
    """The words of an option as the part has them, held against its declaration so that the error names the option."""
    from pinads.sdk.schema.validation import Check

    spec = fields_of(TargetingSpec)[name].spec.items
    assert spec is not None
    return [Check(Mode.CREATE).value(spec, as_listed(value, spec.choices), _flag(name)) for value in values]


def _ages(ages: list[str] | None) -> dict[str, Any]:
    """Ages as the API has them: buckets where they are some, else the youngest and oldest age."""
    if not ages:
        return {}
    buckets = spec_of(AgeBucket).choices
    if all(age in buckets for age in ages):
        return {"AGE_BUCKET": ages}
    if len(ages) == 1:
        low, dash, high = ages[0].partition("-")
        if dash and low.isdecimal() and high.rstrip("+").isdecimal() and int(low) <= int(high.rstrip("+")):
            return {"MINIMUM_AGE": low, "MAXIMUM_AGE": high}
        if not dash and ages[0].endswith("+") and ages[0][:-1].isdecimal():
            return {"MINIMUM_AGE": ages[0][:-1], "MAXIMUM_AGE": None}
    raise InvalidInput(f"Invalid --age {','.join(ages)!r}: expected buckets ({', '.join(buckets)}), a span such as 25-54, or 18+", "--age")
