"""Files of checks: conditions on figures, in YAML."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.sdk.schema.validation import nearest
from pinads.services.inputs.parsers import text_of
from pinads.services.inputs.standard_input import STDIN
from pinads.services.insight.conditions import BEFORE, CHANGE, Condition, condition_of, percent_of
from pinads.services.insight.entities import LEVELS
from pinads.services.insight.measurement import Measured
from pinads.services.insight.row_choice import key_of
from pinads.services.insight.rows import OTHERS

RULE_KEYS = ("name", "when", "level", "last", "impressions", "conversions", "edited_days")
KEYS = ("last", "checks", "builtin", "impressions", "conversions", "edited_days", "tolerance")
LARGEST = 1 << 20
RULE_LEVELS: dict[str, Measured] = {**LEVELS, "accounts": AdAccount}


class Gates(NamedTuple):
    """The least that a check decides on.

    Attributes:
        impressions: fewer than these are too few.
        conversions: fewer than these are too few for what is computed from conversions.
        edited_days: an entity that was changed within so many days is left alone.
    """

    impressions: int = 1000
    conversions: int = 30
    edited_days: int = 3


class CheckRule(NamedTuple):
    """A condition that is a finding where it holds.

    Attributes:
        name: its name in findings.
        condition: the condition.
        level: campaigns, adgroups, ads or accounts.
        last: the period, such as ``7d``; None for the default.
        gates: when there is too little to decide on.
    """

    name: str
    condition: Condition
    level: str = "campaigns"
    last: str | None = None
    gates: Gates = Gates()


class CheckFile(NamedTuple):
    """The content of a file of checks.

    Attributes:
        rules: its conditions.
        builtin: the names of the checks to run that need no condition; None for all.
        last: the period of the conditions.
        gates: when there is too little to decide on.
        tolerance: how far off is still on pace, in percent; None for the default.
    """

    rules: tuple[CheckRule, ...] = ()
    builtin: tuple[str, ...] | None = None
    last: str | None = None
    gates: Gates = Gates()
    tolerance: Decimal | None = None


def read_checks(path: Path, builtin: Collection[str], currency: str | None) -> CheckFile:
    """Read a file of checks.

    Args:
        path: the file; ``-`` is standard input.
        builtin: the names of the checks that need no condition.
        currency: the currency that amounts may name.

    Raises:
        InvalidInput: it cannot be read, or says what is not known; the message has the place.
    """
    found = _Reader(_name(path), _loaded(path))
    content = found.mapping(found.content, "", KEYS)
    gates = found.gates(content, "", Gates())
    wanted = content.get("builtin")
    names = () if wanted is False else tuple(builtin) if wanted in (None, True) else found.names(wanted, "builtin", builtin)
    listed = content.get("checks") or []
    if not isinstance(listed, list):
        raise found.error("checks", "expected a list")
    rules = tuple(found.rule(each, number, gates, currency) for number, each in enumerate(listed, 1))
    taken = {*builtin}
    for number, rule in enumerate(rules, 1):
        if rule.name in taken:
            raise found.error(f"check {number}", f"there is a check {rule.name!r} already: give this one another name")
        taken.add(rule.name)
    if not rules and not names:
        raise found.error("", "it checks nothing: add checks, or leave out builtin, which switches the others off")
    return CheckFile(rules, names, found.text(content, "last", ""), gates, found.tolerance(content))


def _key_of(text: str) -> str:
    """Return the key of a name in a condition, such as ``cpa`` or ``cpa_change``."""
    word = text.strip().lower().replace("-", "_")
    ending = next((ending for ending in (CHANGE, BEFORE) if word.endswith(ending)), "")
    key = key_of(word.removesuffix(ending) if ending else text, "when")
    if ending and key in OTHERS:
        raise InvalidInput(f"Invalid when: {key} is not a figure, so it has no change", "when")
    return key + ending


def _loaded(path: Path) -> Any:
    import ruamel.yaml  # start-up: 40 ms, for files of checks alone

    text = text_of(str(path), "FILE")
    try:
        return ruamel.yaml.YAML(typ="safe", pure=True).load(text[:LARGEST])
    except (ruamel.yaml.error.YAMLError, ValueError, RecursionError) as error:
        place = getattr(error, "problem_mark", None)
        where = f", line {place.line + 1}" if place is not None else ""
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise InvalidInput(f"{_name(path)}{where}: not valid YAML: {problem}", "FILE") from None


def _name(path: Path) -> str:
    return STDIN if str(path) == "-" else str(path)


class _Reader:
    """A reader of the content of a file, whose errors name the place."""

    def __init__(self, name: str, content: Any) -> None:
        self.name = name
        self.content = {} if content is None else content

    def error(self, place: str, told: str) -> InvalidInput:
        return InvalidInput(f"{self.name}{', ' + place if place else ''}: {told}", "FILE")

    def mapping(self, value: Any, place: str, known: Collection[str]) -> Mapping[str, Any]:
        if not isinstance(value, Mapping):
            raise self.error(place, f"expected {', '.join(known)}, each with a value")
        for key in value:
            if key not in known:
                raise self.error(place, f"unknown key {str(key)!r}: choose from {', '.join(known)}{nearest(str(key), known)}")
        return value

    def names(self, value: Any, place: str, known: Collection[str]) -> tuple[str, ...]:
        for name in value if isinstance(value, list) else [value]:
            if not isinstance(name, str) or name not in known:
                raise self.error(place, f"unknown check {str(name)!r}: choose from {', '.join(known)}{nearest(str(name), known)}")
        return tuple(value if isinstance(value, list) else [value])

    def text(self, content: Mapping[str, Any], key: str, place: str) -> str | None:
        value = content.get(key)
        if value is not None and not isinstance(value, str):
            raise self.error(place or key, f"{key} is {value!r}, not a text")
        return value

    def gates(self, content: Mapping[str, Any], place: str, default: Gates) -> Gates:
        given = {name: content[name] for name in Gates._fields if name in content}
        for name, value in given.items():
            if isinstance(value, bool) or not isinstance(value, int) or value < 0:
                raise self.error(place or name, f"{name} is {value!r}, not a whole number from 0")
        return default._replace(**given)

    def tolerance(self, content: Mapping[str, Any]) -> Decimal | None:
        try:
            return percent_of(str(content["tolerance"]), "tolerance") if "tolerance" in content else None
        except InvalidInput:
            raise self.error("tolerance", f"{content['tolerance']!r} is not a percentage such as 10%") from None

    def rule(self, value: Any, number: int, gates: Gates, currency: str | None) -> CheckRule:
        place = f"check {number}"
        content = self.mapping({"when": value} if isinstance(value, str) else value, place, RULE_KEYS)
        when, level = self.text(content, "when", place), self.text(content, "level", place) or "campaigns"
        if not when:
            raise self.error(place, "its condition is missing: when: cpc > 1.50 and conversions < 3")
        if level not in RULE_LEVELS:
            raise self.error(place, f"unknown level {level!r}: choose from {', '.join(RULE_LEVELS)}{nearest(level, RULE_LEVELS)}")
        try:
            condition = condition_of(when, _key_of, "when", currency)
        except InvalidInput as error:
            raise self.error(place, error.message) from None
        name = self.text(content, "name", place) or condition.text
        return CheckRule(name, condition, level, self.text(content, "last", place), self.gates(content, place, gates))
