"""The options of the set-up."""

from __future__ import annotations

from typing import Annotated, Any

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import option
from pinads.services.setup.initialize import STEPS
from pinads.services.setup.limits import NONE, QUESTIONS

SHELLS = ("bash", "zsh", "fish", NONE)
LIMITS = "Limits"


class LimitOptions(Bundle):
    """The limits of the policy."""

    max_daily_budget: Annotated[
        str | None, option("--max-daily-budget", help=f"Highest daily budget, or {NONE}.", metavar="MONEY", panel=LIMITS)
    ] = None
    max_lifetime_budget: Annotated[
        str | None, option("--max-lifetime-budget", help=f"Highest lifetime budget, or {NONE}.", metavar="MONEY", panel=LIMITS)
    ] = None
    max_bid: Annotated[str | None, option("--max-bid", help=f"Highest bid, or {NONE}.", metavar="MONEY", panel=LIMITS)] = None
    max_increase_pct: Annotated[
        str | None, option("--max-increase-pct", help=f"Largest increase of an amount, or {NONE}.", metavar="PERCENT", panel=LIMITS)
    ] = None
    proposed_limits: Annotated[
        bool, option("--proposed-limits", help="Use the proposed value for each limit that is not given.", panel=LIMITS)
    ] = False

    @classmethod
    def collect(cls, values: Any) -> Any:
        """Return the limits that were typed, by rule, and whether the others are the proposals."""
        typed = {question.rule: values[question.rule] for question in QUESTIONS if values[question.rule] is not None}
        return typed, values["proposed_limits"]


Limits = Annotated[Any, LimitOptions]
Demo = Annotated[bool, option("--demo", help="Use the demo account, without a login.")]
Skip = Annotated[list[str] | None, option("--skip", help=f"Leave out steps: {', '.join(STEPS)}.", metavar="STEP,...", choices=STEPS)]
Completion = Annotated[
    str | None, option("--completion", help=f"Install completion for a shell, or {NONE}.", metavar="SHELL", choices=SHELLS)
]
