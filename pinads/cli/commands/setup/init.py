"""pinads init: the set-up, step by step."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from pinads.cli.commands import completion as scripts
from pinads.cli.framework.commands import built
from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import option
from pinads.cli.options.global_options import InContext
from pinads.cli.options.login import Login
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import invalid_choice
from pinads.services.results import Value
from pinads.services.setup.initialize import STEPS, Setup, SetupOptions
from pinads.services.setup.limits import NONE, QUESTIONS
from pinads.services.setup.login import LoginOptions

SHELLS = (*scripts.SHELLS, NONE)
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


def init(context: InContext, how: Login, limits: Limits, demo: Demo = False, completion: Completion = None, skip: Skip = None) -> Value:
    """Set up pinads: log in or use the demo, choose the ad account, set limits, install completion.

    Every step can be skipped, and every answer can be given as an option (--account also takes a name); pinads asks only for the others.
    Each step is saved at once, so Ctrl-C loses nothing. Ends with the output of pinads status.

    Examples:
        pinads init --demo --completion none
        pinads init --profile practice --environment emulator
            --account 'Hearth & Loom' --proposed-limits --completion none
    """
    if demo and how != LoginOptions():
        raise InvalidInput("--demo cannot be combined with the options of a login", "--demo")
    skipped = [word for text in skip or () for word in text.split(",") if word]
    unknown = next((word for word in skipped if word not in STEPS), None)
    if unknown is not None:
        raise invalid_choice(unknown, STEPS, "--skip")
    if completion is not None and completion not in SHELLS:
        raise invalid_choice(completion, SHELLS, "--completion")
    typed, proposed = limits
    login = None if how == LoginOptions() else how
    answers = SetupOptions(demo=demo, skip=skipped, login=login, limits=typed, proposed_limits=proposed, completion=completion)
    name = Path(os.environ.get("SHELL", "")).name
    return Setup(context, answers, name if name in scripts.SHELLS else None, _install).run()


def _install(shell: str) -> str:
    done = scripts.install_script(scripts.SHELLS[shell])
    return f"{done.path}; {done.after}"


load = partial(built, init)
