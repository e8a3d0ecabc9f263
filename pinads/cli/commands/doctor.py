"""pinads doctor: checks of the setup, one line per problem, with the fix."""

from __future__ import annotations

from functools import partial

from pinads.cli.framework.commands import built
from pinads.cli.options.global_options import InContext
from pinads.services.results import Value


def doctor(context: InContext) -> Value:
    """Check versions, configuration, credentials, network, clock and scopes, with a fix for each problem.

    Changes nothing. Exits with 0 if all checks pass, else with the exit code of the first failure.

    Examples:
        pinads doctor
        pinads doctor --profile demo -o json
    """
    from pinads.cli.output.diagnosis import diagnosed  # start-up: 100 ms of requests and packages' versions, for --help

    return diagnosed(context)


load = partial(built, doctor)
