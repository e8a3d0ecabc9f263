"""pinads init: the set-up, step by step."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from pinads.cli.commands import completion as scripts
from pinads.cli.framework.commands import built
from pinads.cli.options.global_options import InContext
from pinads.cli.options.login import Login
from pinads.cli.options.setup import Completion, Demo, Limits, Skip
from pinads.sdk.errors import InvalidInput
from pinads.sdk.schema.validation import invalid_choice
from pinads.services.login import LoginOptions
from pinads.services.results import Value
from pinads.services.setup.initialize import STEPS, Setup, SetupOptions
from pinads.services.setup.limits import NONE


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
    if completion is not None and completion not in (*scripts.SHELLS, NONE):
        raise invalid_choice(completion, (*scripts.SHELLS, NONE), "--completion")
    typed, proposed = limits
    answers = SetupOptions(demo, skipped, None if how == LoginOptions() else how, typed, proposed, completion)
    name = Path(os.environ.get("SHELL", "")).name
    return Setup(context, answers, name if name in scripts.SHELLS else None, _install).run()


def _install(shell: str) -> str:
    done = scripts.install_script(scripts.SHELLS[shell])
    return f"{done.path}; {done.after}"


load = partial(built, init)
