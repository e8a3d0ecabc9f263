"""The login that this machine keeps for a profile: status, log-out, refresh, and the token itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pinads.auth.given_tokens import given_token, static_source
from pinads.auth.login import forget
from pinads.auth.tokens import StoredTokens, source_of
from pinads.config.profiles import Profile, all_profiles
from pinads.sdk.errors import CredentialError, MissingCredentials
from pinads.sdk.http.transport import TokenSource
from pinads.services.connection import over_http, stored_tokens
from pinads.services.setup.auth_status import standing

if TYPE_CHECKING:
    from pinads.services.context import Context


def statuses(context: Context) -> tuple[list[dict[str, Any]], CredentialError | None]:
    """Return the status of all profiles, and the error of the one in use if its token is not usable."""
    current = context.profile
    profiles = all_profiles()
    if current.name not in [profile.name for profile in profiles]:
        profiles.insert(0, current)
    rows = [standing(context, profile, profile.name == current.name) for profile in profiles]
    mine = next(row for row in rows if row["current"])
    if mine["usable"]:
        return rows, None
    return rows, CredentialError(f"profile {current.name!r}: {mine['problem']}", f"pinads auth login{current.option}")


def log_out(context: Context) -> None:
    """Forget the token of the profile in use.

    Raises:
        CredentialError: the profile has no login, or the store cannot delete it.
    """
    profile = _with_login(context)
    there = forget(profile)
    context.say(f"profile {profile.name!r} is logged out" if there else f"profile {profile.name!r} was not logged in")
    given = given_token()
    if given:
        context.note(f"{given.name} is still set and will be used")


def refresh(context: Context) -> dict[str, Any]:
    """Refresh the token of the profile in use now, and return its status.

    Raises:
        CredentialError: the profile has no login, or its token cannot be refreshed.
    """
    profile = _with_login(context)
    if source_of(profile) == "environment":
        raise CredentialError("the token comes from the environment, where pinads cannot refresh it", "set a newer one")
    tokens = _tokens(context)
    if not isinstance(tokens, StoredTokens):
        raise MissingCredentials(f"profile {profile.name!r} has no token", f"pinads auth login{profile.option}")
    tokens.renew()
    return standing(context, profile, current=True)


def access_token(context: Context) -> str:
    """Return the access token of the profile in use, refreshed if it is about to expire.

    Raises:
        CredentialError: there is none, or it cannot be refreshed.
    """
    _with_login(context)
    return _tokens(context).token()


def _with_login(context: Context) -> Profile:
    """Return the profile in use, unless it is the demo's, which has no login."""
    if context.profile.is_embedded:
        raise CredentialError(f"profile {context.profile.name!r} uses the built-in emulator and needs no login", None)
    return context.profile


def _tokens(context: Context) -> TokenSource:
    profile, interaction = context.profile, context.interaction
    return static_source() or stored_tokens(profile, interaction, context.option_for, *over_http(profile, interaction))
