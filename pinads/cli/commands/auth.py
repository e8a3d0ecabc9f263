"""pinads auth ..."""

from __future__ import annotations

import sys

from pinads.auth.login import forget
from pinads.auth.tokens import StoredTokens, given_token, source_of
from pinads.cli.framework.commands import Group, command
from pinads.cli.main import GROUPS
from pinads.cli.options.global_options import GlobalOptions, InContext
from pinads.cli.options.login import Login
from pinads.cli.output.auth_status import shown
from pinads.config.profiles import Profile, all_profiles
from pinads.sdk.errors import CredentialError, MissingCredentials
from pinads.sdk.http.transport import TokenSource
from pinads.services.auth_status import standing
from pinads.services.connection import endpoint, over_http, stored_tokens
from pinads.services.login import log_in
from pinads.services.results import Text, Value

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
    profile = _with_login(context)
    there = forget(profile)
    context.say(f"profile {profile.name!r} is logged out" if there else f"profile {profile.name!r} was not logged in")
    given = given_token()
    if given:
        context.note(f"{given.name} is still set and will be used")


@command(group)
def status(global_options: GlobalOptions) -> Value:
    """Show the token of every profile: source, scopes and expiry.

    Sends nothing; use pinads doctor to test the token. Exits with 3 if the profile in use has no usable token.

    Examples:
        pinads auth status
        pinads auth status --profile work -o json
    """
    context = global_options.context
    current = context.profile
    profiles = all_profiles()
    if current.name not in [profile.name for profile in profiles]:
        profiles.insert(0, current)
    rows = [standing(context, profile, profile.name == current.name) for profile in profiles]
    mine = next(row for row in rows if row["current"])
    error = (
        None if mine["usable"] else CredentialError(f"profile {current.name!r}: {mine['problem']}", f"pinads auth login{current.option}")
    )
    return shown(rows, global_options, error)


@command(group)
def refresh(global_options: GlobalOptions) -> Value:
    """Refresh the profile's token now, instead of shortly before it expires.

    Examples:
        pinads auth refresh
        pinads auth refresh --profile work
    """
    context = global_options.context
    profile = _with_login(context)
    if source_of(profile) == "environment":
        raise CredentialError("the token comes from the environment, where pinads cannot refresh it", "set a newer one")
    tokens = _tokens(context)
    if not isinstance(tokens, StoredTokens):
        raise MissingCredentials(f"profile {profile.name!r} has no token", f"pinads auth login{profile.option}")
    tokens.renew()
    return shown([standing(context, profile, current=True)], global_options)


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
    profile = _with_login(context)
    value = _tokens(context).token()
    if sys.stdout.isatty():
        context.warn("anyone holding this token can use your ad accounts")
    if global_options.output == "json":
        return Value({**standing(context, profile, current=True), "access_token": value})
    return Text(value)


def _with_login(context: InContext) -> Profile:
    """Return the profile in use, unless it is the demo's, which has no login."""
    if context.profile.is_embedded:
        raise CredentialError(f"profile {context.profile.name!r} uses the built-in emulator and needs no login", None)
    return context.profile


def _tokens(context: InContext) -> TokenSource:
    profile, interaction = context.profile, context.interaction
    url, wire = over_http(profile, interaction)
    return stored_tokens(profile, interaction, endpoint(profile, context.option_for, url, wire))
