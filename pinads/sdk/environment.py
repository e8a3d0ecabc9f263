"""Settings of the environment, under pinads' names and those of Pinterest's own SDK; pinads' name wins if both are set.

``read`` alone reads variables: files of settings and dialogs of CI services leave line ends and quotes in values.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urlsplit

from pinads.sdk.errors import InvalidInput, MissingCredentials

ACCESS_TOKEN = ("PINADS_ACCESS_TOKEN", "PINTEREST_ACCESS_TOKEN")
REFRESH_TOKEN = ("PINADS_REFRESH_TOKEN", "PINTEREST_REFRESH_ACCESS_TOKEN")
APP_ID = ("PINADS_APP_ID", "PINTEREST_APP_ID")
APP_SECRET = ("PINADS_APP_SECRET", "PINTEREST_APP_SECRET")
API_URL = ("PINADS_API_URL", "PINTEREST_API_URI")
_BUNDLE = "PINTEREST_JSON_ENV_VARIABLES"
_QUOTES = "\"'\u201c\u201d\u2018\u2019"
OFF = ("", "0", "no", "n", "off", "false", "f")
ON = ("1", "yes", "y", "on", "true", "t")


class Variable(NamedTuple):
    """An environment variable that is set: its name and its value, which may be a secret."""

    name: str
    value: str


def read(name: str) -> str | None:
    """Read a variable without line ends, blanks and a pair of quotes around it; None if it is not set.

    Raises:
        InvalidInput: a quote or a line end is left, so the intended value is uncertain. The message does not show the value.
    """
    raw = os.environ.get(name)
    if raw is None:
        return None
    value = raw.strip()
    if len(value) > 1 and value[0] in _QUOTES and value[-1] in _QUOTES:
        value = value[1:-1].strip()
    if value and (value[0] in _QUOTES or value[-1] in _QUOTES or any(letter < " " or letter == "\x7f" for letter in value)):
        raise InvalidInput.of(name, "it has a quote at one end, or a line end (value not shown). Set it without")
    return value


def is_on(name: str, otherwise: bool | None = None) -> bool:
    """Tell whether a variable is on: 1, true, yes or on; unset, empty, 0, false, no and off are off.

    Args:
        name: the variable.
        otherwise: the meaning of any other value; None refuses it.

    Raises:
        InvalidInput: it has another value.
    """
    value = (read(name) or "").lower()
    if value in OFF or value in ON:
        return value in ON
    if otherwise is None:
        raise InvalidInput(
            f"Invalid {name} {value[:20]!r}: expected true or false", name, reason=f"{value[:20]!r} is neither true nor false"
        )
    return otherwise


def first_set(names: tuple[str, ...]) -> Variable | None:
    """Find the first of some variables that has a value, or None."""
    return next((Variable(name, value) for name in names if (value := read(name))), None)


def api_url() -> Variable | None:
    """Read the base URL of the environment, or None if no variable names one.

    ``PINTEREST_API_URI`` may be a host alone; the API's version is added.

    Raises:
        InvalidInput: the variable is set and empty; production would be a guess.
    """
    name = next((name for name in API_URL if name in os.environ), None)
    if name is None:
        refuse_bundle()
        return None
    value = read(name)
    if not value:
        reason = "set and empty: give it a URL, or unset it for Pinterest's own production API"
        raise InvalidInput(f"{name} is {reason}", name, reason=f"it is {reason}")
    if name == API_URL[1]:
        with suppress(ValueError):
            value = value.rstrip("/") + "/v5" if urlsplit(value).path in ("", "/") else value
    return Variable(name, value)


def refresh_settings() -> tuple[Variable, str, str] | None:
    """Read the refresh token of the environment, the app's id and its secret; None without a refresh token.

    Raises:
        MissingCredentials: the app's id or secret is missing.
    """
    token = first_set(REFRESH_TOKEN)
    if token is None:
        return None
    app_id, secret = first_set(APP_ID), first_set(APP_SECRET)
    if app_id is None or secret is None:
        # Name the missing ones as the refresh token is named.
        which = REFRESH_TOKEN.index(token.name)
        missing = " and ".join(names[which] for names, found in ((APP_ID, app_id), (APP_SECRET, secret)) if found is None)
        raise MissingCredentials(f"{token.name} needs {missing} too", f"set {missing}")
    return token, app_id.value, secret.value


def refuse_bundle() -> None:
    """Refuse the variable that holds all others as JSON for Pinterest's own SDK.

    A program that relies on it for another API would be connected to production.

    Raises:
        InvalidInput: it is set.
    """
    if os.environ.get(_BUNDLE, "").strip():
        raise InvalidInput(f"{_BUNDLE} is set, and pinads does not read it. Set each variable in it on its own, and unset it", _BUNDLE)
