"""pinads status: the profile, the ad account, the policy, and what was left unfinished."""

from __future__ import annotations

from functools import partial

from pinads.cli.framework.commands import built
from pinads.cli.options.global_options import InContext
from pinads.services.results import Value
from pinads.services.setup.status import status as status_of


def status(context: InContext) -> Value:
    """Show where you are: profile, ad account, environment, login, policy, output format, unfinished runs.

    A value from an option or an environment variable is followed by its name. Changes nothing; one request reads the ad account.

    Examples:
        pinads status
        pinads status --profile demo -o json
    """
    return status_of(context)


load = partial(built, status)
