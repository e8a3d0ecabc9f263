"""The tokens and the app's secret that the environment gives."""

from __future__ import annotations

from pinads.sdk import environment
from pinads.sdk.errors import InvalidInput
from pinads.sdk.http.transport import StaticToken, TokenSource
from pinads.sdk.schema.validation import checked_token


def given_token() -> environment.Variable | None:
    """Find the access token of the environment, or None."""
    return environment.first_set(environment.ACCESS_TOKEN)


def given_refresh_token() -> environment.Variable | None:
    """Find the refresh token of the environment, or None."""
    return environment.first_set(environment.REFRESH_TOKEN)


def app_secret() -> str | None:
    """Find the secret of the app in the environment, or None."""
    found = environment.first_set(environment.APP_SECRET)
    return found.value if found else None


def static_source() -> TokenSource | None:
    """Make a token source of the environment's access token; None if there is none.

    Raises:
        InvalidInput: it cannot be sent; the message names the variable.
    """
    given = given_token()
    if given is None:
        return None
    try:
        return StaticToken(checked_token(given.value))
    except InvalidInput as error:
        raise InvalidInput(f"{given.name}: {error.message}", given.name) from None
