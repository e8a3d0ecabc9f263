"""Rules of the policy, read from settings of profiles and repositories."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import describe, entity_id, nearest

MICROS = 1_000_000
CAPS = {"max_daily_budget": "DAILY", "max_lifetime_budget": "LIFETIME", "max_bid": "BID"}
"""The kind of cap that each rule on money limits, as ``Caps`` of a declared field names it."""


class Rule(NamedTuple):
    """A rule, its value and its source. Money and percentages are in millionths; ``currency`` is None if not given."""

    name: str
    value: Any
    source: str
    currency: str | None = None

    def __str__(self) -> str:
        return f"{self.name} in {self.source}"


def rules_of(table: Mapping[str, Any], source: str) -> list[Rule]:
    """Read the rules in a table.

    Raises:
        InvalidInput: a rule is unknown, or its value invalid; the message names source and rule.
    """
    rules = []
    for name, value in table.items():
        if name not in RULES:
            raise InvalidInput(f"{source} has no rule {name!r}{nearest(name, RULES) or '; there are: ' + ', '.join(RULES)}", name)
        try:
            read, currency = RULES[name](value)
        except ValueError as error:
            raise InvalidInput(f"{source}: {name} must be {error}, not {describe(value)}", name) from None
        rules.append(Rule(name, read, source, currency))
    return rules


def _millionths(value: Any, unit: str, expected: str) -> tuple[int, str | None]:
    """Parse a number, as text or TOML number, into millionths, and its unit; a float as its shortest text."""
    match = re.fullmatch(rf"(\d{{1,12}})(?:\.(\d{{1,6}}))? ?({unit})?", "" if isinstance(value, bool) else str(value).strip(), re.ASCII)
    if match is None:
        raise ValueError(expected)
    return int(match[1]) * MICROS + int((match[2] or "").ljust(6, "0")), match[3]


def _money(value: Any) -> tuple[int, str | None]:
    return _millionths(value, "[A-Z]{3}", "an amount such as 50 or '50.00' or '50.00USD'")


def _percent(value: Any) -> tuple[int, None]:
    return _millionths(value, "%", "a percentage such as 20 or '20%'")[0], None


def _count(value: Any) -> tuple[int, None]:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("a whole number")
    return value, None


def _flag(value: Any) -> tuple[bool, None]:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value, None


def _accounts(value: Any) -> tuple[tuple[str, ...], None]:
    try:
        return tuple(entity_id(item, "accounts") for item in (value if isinstance(value, list) else [None])), None
    except InvalidInput:
        raise ValueError('a list of ids such as ["549755885175"]') from None


RULES: dict[str, Callable[[Any], tuple[Any, str | None]]] = {
    "max_daily_budget": _money,
    "max_lifetime_budget": _money,
    "max_bid": _money,
    "max_increase_pct": _percent,
    "max_rows": _count,
    "accounts": _accounts,
    "read_only": _flag,
    "allow_archive": _flag,
}
"""The rules, each with the parser of its value."""
