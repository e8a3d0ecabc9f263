"""The limits of a profile's policy: proposals in the account's currency, and answers read as the policy reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pinads.config.policy_rules import CAPS, MICROS, RULES, Rule
from pinads.render.money import amount_text, magnitude
from pinads.sdk.errors import InvalidInput
from pinads.services.errors import option
from pinads.services.policy.sanity_limits import check_rule

NONE = "none"
"""The answer that sets no limit."""


class LimitQuestion(NamedTuple):
    """A limit that a person is asked for: its rule, what it limits, and the proposal for an account in US dollars or in percent."""

    rule: str
    text: str
    proposal: int


QUESTIONS = (
    LimitQuestion("max_daily_budget", "Highest daily budget of a campaign or ad group", 200),
    LimitQuestion("max_lifetime_budget", "Highest lifetime budget of a campaign or ad group", 5_000),
    LimitQuestion("max_bid", "Highest bid", 10),
    LimitQuestion("max_increase_pct", "Largest increase of a budget or a bid at once, in percent", 100),
)
"""The limits that are asked for."""


def proposal(question: LimitQuestion, currency: str | None) -> str:
    """Propose a limit, as it is typed: about the same worth in every currency."""
    if question.rule not in CAPS:
        return str(question.proposal)
    amount = question.proposal * magnitude(currency)
    return amount_text(amount * MICROS, currency) if currency else str(amount)


def check_form(rule: str, text: str) -> tuple[Any, str | None]:
    """Check the form of a limit, and return its value and the currency that it names.

    Raises:
        InvalidInput: it is not an amount or percentage.
    """
    where = option(rule)
    try:
        return (None, None) if text.strip() == NONE else RULES[rule](text.strip())
    except ValueError as error:
        raise InvalidInput(f"Invalid {where} {text.strip()!r}: it must be {error}, or {NONE}", where) from None


def checked_limit(rule: str, text: str, currency: str | None) -> Any:
    """Check the text of a limit, and return the value to store; an amount gets the account's currency.

    With its currency, it cannot be taken for an amount of another account's.

    Raises:
        InvalidInput: it is not an amount or percentage, or hardly meant.
    """
    value, own = check_form(rule, text)
    if rule not in CAPS:
        return text.strip()
    check_rule(Rule(rule, value, "your answer", own), CAPS[rule], lambda: currency)
    code = own or currency
    return f"{amount_text(value, code)}{code}" if code else text.strip()


def in_words(policy: Mapping[str, Any]) -> str:
    """Write the limits of a profile in a line."""
    return ", ".join(f"{name} {value}" for name, value in policy.items())
