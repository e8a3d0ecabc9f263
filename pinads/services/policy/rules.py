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

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pinads.config.policy_rules import CAPS, MICROS, Rule, rules_of
from pinads.config.profiles import Profile
from pinads.config.repository_policy import repository_files, rules_in
from pinads.sdk.errors import InvalidInput
from pinads.services.policy.amounts import Amount, Change


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


def policy_in_force(profile: Profile) -> Policy:
    """Return the rules of a profile and of the ``.pinads.toml`` files from the working directory upwards.

    Raises:
        InvalidInput: one of them cannot be read.
    """
    rules = rules_of(profile.policy, f"profile {profile.name!r}")
    home = Path(os.path.expanduser("~")).resolve()  # noqa: PTH111 - Path.home() fails where there is none.
    for path in repository_files(_working_directory(), home):
        rules += rules_in(path)
    return Policy(rules)


def _working_directory() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise InvalidInput(f"the policy of the working directory cannot be looked for: {error.strerror}; go to another one", None) from None
