"""The rules that a profile and a repository have for writes, and the judgment of a write by them. Pure but for ``policy_in_force``.

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

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pinads.config.policy_rules import CAPS, MICROS, Rule, rules_of
from pinads.config.profiles import Profile
from pinads.config.repository_policy import repository_files, rules_in
from pinads.sdk.errors import InvalidInput
from pinads.services.policy.amounts import Amount, Capped, Uncapped, Unknown
from pinads.services.policy.effects import Effect


class Violation(NamedTuple):
    """A rule that a write breaks, the place of its row, and the reason."""

    rule: Rule
    place: str
    text: str


class WriteFacts(NamedTuple):
    """The facts of a write as a whole.

    Attributes:
        account: the ad account that it goes to; empty if it creates one, None if it is about something else.
        rows: how many entities it writes.
        final: it archives or removes them.
    """

    account: str | None = None
    rows: int = 1
    final: bool = False


class Limit(NamedTuple):
    """A rule on money, and how to compare and word amounts.

    Attributes:
        rule: the rule.
        currency: the ad account's currency, if it is known.
        show: writes an amount out.
    """

    rule: Rule
    currency: str | None
    show: Callable[[int], str]


def _accounts(write: WriteFacts, allowed: tuple[str, ...]) -> str | None:
    if write.account is None or write.account in allowed:
        return None
    return f"the {'ad account ' + write.account if write.account else 'new ad account'} is not among {', '.join(allowed) or 'none'}"


def _allow_archive(write: WriteFacts, allowed: bool) -> str | None:
    return "nothing is archived or removed" if write.final and not allowed else None


def _max_amount(effect: Effect, amount: Amount, limit: Limit) -> str | None:
    """Check a cap against its limit; a lowered one may stay above it, unless its entity is activated."""
    rule = limit.rule
    if amount.kind != CAPS[rule.name]:
        return None
    before, after = amount.effective_before, amount.effective
    if isinstance(before, Capped) and isinstance(after, Capped) and after.micros <= before.micros and not effect.activates:
        return None
    if rule.currency and rule.currency != limit.currency:
        return f"{amount.field}: the rule is in {rule.currency}, the ad account in {limit.currency or 'an unknown currency'}"
    match after:
        case Capped(micros) | Unknown(micros) if micros > rule.value:
            return f"{amount.label}: {limit.show(micros)} is above {limit.show(rule.value)}"
        case Unknown():
            return f"{amount.field}: its current multiplier is unknown"
        case Uncapped() if not isinstance(before, Uncapped):
            return f"{amount.field}: without it nothing keeps to {limit.show(rule.value)}"
    return None


def _max_increase(effect: Effect, amount: Amount, limit: Limit) -> str | None:
    """Check the increase of an amount; a new entity has none to increase."""
    if effect.is_new:
        return None
    match amount.effective_before:
        case Unknown():
            return f"{amount.field}: the current amount is unknown"
        case Uncapped():
            before = 0
        case Capped(before):
            pass
    match amount.effective:
        case Uncapped():
            return f"{amount.field}: without it nothing limits the increase" if before else None
        case Capped(after) | Unknown(after):
            if after * 100 * MICROS <= before * (100 * MICROS + limit.rule.value):
                return None
    most = f"{limit.rule.value // MICROS}.{limit.rule.value % MICROS:06d}".rstrip("0").rstrip(".")
    if not before:
        return f"{amount.label}: there is no current amount from which {limit.show(after)} would be an increase of {most} % at most"
    return f"{amount.label}: {limit.show(before)} -> {limit.show(after)} is an increase of more than {most} %"


WRITE_RULES: dict[str, Callable[[WriteFacts, Any], str | None]] = {
    "read_only": lambda write, forbidden: "writes are not allowed" if forbidden else None,
    "accounts": _accounts,
    "allow_archive": _allow_archive,
    "max_rows": lambda write, most: f"{write.rows} rows are more than {most}" if write.rows > most else None,
}
"""The rules on a write as a whole: each returns why its value forbids the write."""
AMOUNT_RULES: dict[str, Callable[[Effect, Amount, Limit], str | None]] = {
    **dict.fromkeys(CAPS, _max_amount),
    "max_increase_pct": _max_increase,
}
"""The rules on money: each returns why its limit forbids an amount."""


class Policy:
    """The rules of any number of tables; all must hold.

    Args:
        rules: in any order; of rules alike the tightest is named first.
    """

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self.rules = sorted(rules, key=lambda rule: rule.value if isinstance(rule.value, int) else 0)

    def judge_write(self, write: WriteFacts) -> Violation | None:
        """Return the first rule that a write breaks as a whole."""
        for rule in self.rules:
            text = WRITE_RULES[rule.name](write, rule.value) if rule.name in WRITE_RULES else None
            if text is not None:
                return Violation(rule, "", text)
        return None

    def judge_row(self, effect: Effect, currency: str | None, show: Callable[[int], str]) -> Iterator[Violation]:
        """Yield the rules that one row breaks, of rules alike the tightest only.

        Args:
            effect: the effect of the row.
            currency: the ad account's currency, if it is known.
            show: writes an amount out.
        """
        final = WriteFacts(final=effect.final)
        judged = ((rule, _allow_archive(final, rule.value)) for rule in self.rules if rule.name == "allow_archive")
        yield from _tightest(effect.place, judged)
        for uncapped in effect.uncapped:
            rules = (rule for rule in self.rules if CAPS.get(rule.name) == uncapped.kind)
            yield from _tightest(
                effect.place, ((rule, f"{uncapped.text}, and nothing limits them to {show(rule.value)}") for rule in rules)
            )
        for amount in effect.amounts:
            limits = (Limit(rule, currency, show) for rule in self.rules if rule.name in AMOUNT_RULES)
            yield from _tightest(effect.place, ((limit.rule, AMOUNT_RULES[limit.rule.name](effect, amount, limit)) for limit in limits))


def _tightest(place: str, judged: Iterable[tuple[Rule, str | None]]) -> Iterator[Violation]:
    broken: set[str] = set()
    for rule, text in judged:
        if text is not None and rule.name not in broken:
            broken.add(rule.name)
            yield Violation(rule, place, text)


def policy_in_force(profile: Profile, folder: Path | None = None) -> Policy:
    """Return the rules of a profile and of the ``.pinads.toml`` files from a folder (the working directory) upwards.

    Raises:
        InvalidInput: one of them cannot be read.
    """
    rules = rules_of(profile.policy, f"profile {profile.name!r}")
    home = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111 - Path.home() fails where there is none.
    try:
        here = Path.cwd() if folder is None else folder.resolve()
    except OSError as error:
        told = f"cannot look for the policy of the working directory: {error.strerror}. Change to another directory"
        raise InvalidInput(told, None) from None
    for path in repository_files(here, home):
        rules += rules_in(path)
    return Policy(rules)
