"""What a profile and a repository allow writes to do: rules out of tables, and what a write breaks of them. Pure.

::

    max_daily_budget = "50.00"      # the ad account's currency; "50.00USD" is for accounts in USD only
    max_lifetime_budget = 1000
    max_bid = "2.50"
    max_increase_pct = 20           # of the present amount, in one update
    max_rows = 500                  # in one command
    accounts = ["549755885175"]     # the ad accounts that may be written to
    read_only = true
    allow_archive = false

Each rule of each table must hold, so that a second table can only tighten the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pinads.credentials.amounts import Amount, Change
from pinads.sdk.checks import describe, entity_id, nearest
from pinads.sdk.errors import InvalidInput

MICROS = 1_000_000
CAPS = {"max_daily_budget": "DAILY", "max_lifetime_budget": "LIFETIME", "max_bid": "BID"}
"""What each rule on money caps, in the words of the declarations."""


class Rule(NamedTuple):
    """One rule and where it stands. Money and percentages are in millionths; ``currency`` is the one that is named, if any."""

    name: str
    value: Any
    source: str
    currency: str | None = None

    def __str__(self) -> str:
        return f"{self.name} in {self.source}"


class Violation(NamedTuple):
    """A rule that a write breaks, where, and in what words."""

    rule: Rule
    place: str
    text: str


class Policy:
    """The rules of any number of tables; all must hold.

    Args:
        rules: in any order; of rules alike the tightest speaks first.
    """

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self.rules = sorted(rules, key=lambda rule: rule.value if isinstance(rule.value, int) else 0)

    def _named(self, *names: str) -> list[Rule]:
        return [rule for rule in self.rules if rule.name in names]

    @property
    def watches_money(self) -> bool:
        """Whether a rule is on amounts, for which the present ones of an update must be known."""
        return bool(self._named(*CAPS, "max_increase_pct"))

    def of_write(self, account: str | None, rows: int = 1, is_final: bool = False) -> Violation | None:
        """What a write breaks that is known of it as a whole.

        Args:
            account: the ad account that it goes to; empty where it makes one, None where it is about something else.
            rows: how many entities it writes.
            is_final: whether it is one that nothing brings back from.
        """
        for rule in self.rules:
            text = None
            if rule.name == "read_only" and rule.value:
                text = "writes are not allowed"
            elif rule.name == "accounts" and account is not None and account not in rule.value:
                text = f"the {'ad account ' + account if account else 'new ad account'} is not among {', '.join(rule.value) or 'none'}"
            elif rule.name == "allow_archive" and not rule.value and is_final:
                text = "nothing is archived or removed"
            elif rule.name == "max_rows" and rows > rule.value:
                text = f"{rows} rows are more than {rule.value}"
            if text is not None:
                return Violation(rule, "", text)
        return None

    def of_row(self, change: Change, currency: str | None, show: Callable[[int], str]) -> Iterator[Violation]:
        """What one row breaks; ``show`` writes an amount out. Of rules alike only the tightest is told."""
        if change.is_final:
            for rule in self._named("allow_archive"):
                if not rule.value:
                    yield Violation(rule, change.place, "nothing is archived or removed")
                    break
        for loosening in change.loosened:
            for rule in self._named(*CAPS):
                if CAPS[rule.name] == loosening.kind:
                    yield Violation(rule, change.place, f"{loosening.text}, and nothing keeps to {show(rule.value)}")
                    break
        for amount in change.amounts:
            told: set[str] = set()
            for rule in self._named(*CAPS, "max_increase_pct"):
                text = None if rule.name in told else _broken(rule, amount, change.is_new, currency, show)
                if text is not None:
                    told.add(rule.name)
                    yield Violation(rule, change.place, text)


def _broken(rule: Rule, amount: Amount, is_new: bool, currency: str | None, show: Callable[[int], str]) -> str | None:
    if rule.name == "max_increase_pct":
        return None if is_new else _increased(rule, amount, show)
    before, after = amount.most_before, amount.most
    lowered = amount.known and before is not None and after is not None and after <= before
    if CAPS[rule.name] != amount.kind or (lowered and not amount.starts):
        return None
    if rule.currency and rule.currency != currency:
        return f"{amount.field}: the rule is in {rule.currency}, the ad account in {currency or 'a currency that is not known'}"
    limit = show(rule.value)
    if after is None:
        return None if is_new or (amount.known and before is None) else f"{amount.field}: without it nothing keeps to {limit}"
    if after > rule.value:
        return f"{amount.label}: {show(after)} is above {limit}"
    return f"{amount.field}: what it is multiplied by now is not known" if amount.times is None else None


def _increased(rule: Rule, amount: Amount, show: Callable[[int], str]) -> str | None:
    before, after = amount.most_before or 0, amount.most
    if not amount.known:
        return f"{amount.field}: the present amount is not known"
    if after is None:
        return f"{amount.field}: without it nothing limits the increase" if before else None
    if after * 100 * MICROS <= before * (100 * MICROS + rule.value):
        return None
    most = f"{rule.value // MICROS}.{rule.value % MICROS:06d}".rstrip("0").rstrip(".")
    if not before:
        return f"{amount.label}: there is no present amount from which {show(after)} would be an increase of {most} % at most"
    return f"{amount.label}: {show(before)} -> {show(after)} is an increase of more than {most} %"


def rules_of(table: Mapping[str, Any], source: str) -> list[Rule]:
    """The rules in a table.

    Raises:
        InvalidInput: there is no such rule, or its value is none; the message names source and rule.
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
    """The number in a text or a TOML number, in millionths; of a float its shortest text is what was written."""
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
"""The rules there are, and how the value of each is read."""
