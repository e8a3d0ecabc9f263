"""The client functions of Pinterest's own SDK, on pinads' Client."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pinads.sdk.client import Client, get_default_client, set_default_client
from pinads.sdk.errors import InvalidType
from pinads.sdk.http.base_url import base_url_of
from pinads.sdk.http.http_wire import HttpWire
from pinads.sdk.http.refreshing_token import RefreshingToken, RenewedTokens
from pinads.sdk.http.transport import TokenSource

OnRenewal = Callable[[RenewedTokens], object]


def create_client_with_token(access_token: str, **settings: Any) -> Client:
    """Make a Client of an access token.

    Args:
        access_token: the token.
        **settings: as for ``Client``.
    """
    if not isinstance(access_token, str):
        raise InvalidType.of("access_token", f"expected a string, got {type(access_token).__name__}", "access token")
    return PinterestSDKClient(access_token, **settings)


def create_client_with_refresh_token(
    refresh_token: str, app_id: str, app_secret: str, *, on_renewal: OnRenewal | None = None, **settings: Any
) -> Client:
    """Make a Client that renews its access token with a refresh token.

    Args:
        refresh_token: the token for the first renewal, which happens when the first request is sent.
        app_id: the id of the app that it was issued to.
        app_secret: the app's secret.
        on_renewal: called with the RenewedTokens of each renewal; store its refresh_token.
        **settings: as for ``Client``.
    """
    if refresh_token is None:
        # Without this the client would look in the environment.
        raise InvalidType.of("refresh_token", "expected a string, got None")
    return PinterestSDKClient(None, refresh_token, app_id, app_secret, on_renewal=on_renewal, **settings)


def create_default_client() -> Client:
    """Return the default client; the same as ``get_default_client``."""
    return get_default_client()


def set_default_access_token(access_token: str, **settings: Any) -> None:
    """Set the default client to one with an access token; arguments as in ``create_client_with_token``."""
    set_default_client(create_client_with_token(access_token, **settings))


def set_default_refresh_token(
    refresh_token: str, app_id: str, app_secret: str, *, on_renewal: OnRenewal | None = None, **settings: Any
) -> None:
    """Set the default client to one with a refresh token; arguments as in ``create_client_with_refresh_token``."""
    set_default_client(create_client_with_refresh_token(refresh_token, app_id, app_secret, on_renewal=on_renewal, **settings))


class PinterestSDKClient(Client):
    """A Client with the name and the methods that it has in Pinterest's own SDK.

    Args:
        access_token: the token; None takes a refresh token instead.
        refresh_token: renews access tokens, with the app's id and secret.
        app_id: the id of the app that it was issued to.
        app_secret: the app's secret.
        **settings: as for ``Client``.
    """

    create_client_with_token = staticmethod(create_client_with_token)
    create_client_with_refresh_token = staticmethod(create_client_with_refresh_token)
    create_default_client = staticmethod(create_default_client)
    set_default_client = staticmethod(set_default_client)
    set_default_access_token = staticmethod(set_default_access_token)
    set_default_refresh_token = staticmethod(set_default_refresh_token)

    def __init__(
        self,
        access_token: str | TokenSource | None = None,
        refresh_token: str | None = None,
        app_id: str | None = None,
        app_secret: str | None = None,
        *,
        on_renewal: OnRenewal | None = None,
        **settings: Any,
    ) -> None:
        if access_token is None and refresh_token is not None:
            settings["base_url"] = base_url_of(settings.get("base_url"))
            settings["wire"] = settings.get("wire") or HttpWire()
            shared = {name: settings[name] for name in ("base_url", "wire", "clock", "timeout") if name in settings}
            access_token = RefreshingToken(refresh_token, app_id, app_secret, on_renewal=on_renewal, **shared)  # type: ignore[arg-type]
        super().__init__(access_token, **settings)
