"""The base URL of the API: checked, so that the access token never travels in clear text."""

from __future__ import annotations

from urllib.parse import urlsplit

from pinads.sdk import environment
from pinads.sdk.errors import InvalidInput

PRODUCTION = "https://api.pinterest.com/v5"
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def is_loopback(url: str) -> bool:
    """Tell whether a URL leads to this machine."""
    return urlsplit(url).hostname in LOOPBACK


def base_url_of(given: str | None) -> str:
    """Choose the base URL: the given one, else the environment's, else Pinterest's production API.

    Raises:
        InvalidInput: it is not a base URL, or would send the token in clear text; the message names the variable.
    """
    if given is not None:
        return checked_url(given)
    named = environment.api_url()
    try:
        return checked_url(named.value if named else PRODUCTION)
    except InvalidInput as error:
        raise InvalidInput(f"{error.message} ({named.name})" if named else error.message, "base_url", reason=error.reason) from None


def checked_url(url: str) -> str:
    """Check a base URL of the API, https or http on this machine, and remove a slash at its end.

    Raises:
        InvalidInput: it is not a base URL, or would send the token in clear text.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
        is_plain = not ("@" in parts.netloc or parts.query or parts.fragment)
        is_url = bool(parts.hostname) and parts.scheme in ("http", "https") and is_plain
    except (AttributeError, TypeError, ValueError):  # The first two if it is not text.
        is_url = False
    if not is_url:
        raise InvalidInput.of("base_url", "expected one such as https://api.pinterest.com/v5", "base URL")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        reason = f"http would send the token to {parts.hostname} in clear text; use https"
        raise InvalidInput.of("base_url", reason, "base URL")
    return url.rstrip("/")
