"""pinads auth ..."""

from __future__ import annotations

import sys

from pinads.cli.command_list import GROUPS
from pinads.cli.framework.commands import Group, command
from pinads.cli.options.global_options import GlobalOptions, InContext
from pinads.cli.options.login import Login
from pinads.cli.output.auth_status import shown
from pinads.services.results import Text, Value
from pinads.services.setup import stored_login
from pinads.services.setup.auth_status import standing
from pinads.services.setup.login import log_in

group = Group(GROUPS["auth"])
load = group.build


@command(group)
def login(global_options: GlobalOptions, how: Login) -> Value:
    """Log in to Pinterest and store the token in this machine's keyring.

    Opens a browser, where you allow access. pinads stays logged in: it refreshes the token before it expires. The app's secret
    comes from a prompt, from PINADS_APP_SECRET or from standard input.

    Examples:
        pinads auth login --app-id 1234567
        pinads auth login --app-id 1234567 --client-credentials
            --insecure-storage < secret.txt
        pinads auth login --with-token --insecure-storage < token.txt
    """
    done = log_in(global_options.context, how)
    return shown([done.status], global_options, done.problem)


@command(group)
def logout(context: InContext) -> None:
    """Delete the profile's token.

    Examples:
        pinads auth logout
        pinads auth logout --profile work
    """
    stored_login.log_out(context)


@command(group)
def status(global_options: GlobalOptions) -> Value:
    """Show the token of every profile: source, scopes and expiry.

    Sends nothing; use pinads doctor to test the token. Exits with 3 if the profile in use has no usable token.

    Examples:
        pinads auth status
        pinads auth status --profile work -o json
    """
    rows, error = stored_login.statuses(global_options.context)
    return shown(rows, global_options, error)


@command(group)
def refresh(global_options: GlobalOptions) -> Value:
    """Refresh the profile's token now, instead of shortly before it expires.

    Examples:
        pinads auth refresh
        pinads auth refresh --profile work
    """
    return shown([stored_login.refresh(global_options.context)], global_options)


@command(group)
def token(global_options: GlobalOptions) -> Text | Value:
    """Print the access token, refreshed if it is about to expire.

    Anyone holding it can spend money. Meant for other programs, such as curl with a header from a file. -o json adds its source,
    scopes and expiry.

    Examples:
        pinads auth token > token.txt
        pinads auth token --profile work -o json
    """
    context = global_options.context
    value = stored_login.access_token(context)
    if sys.stdout.isatty():
        context.warn("anyone holding this token can use your ad accounts")
    if global_options.output == "json":
        return Value({**standing(context, context.profile, current=True), "access_token": value})
    return Text(value)
