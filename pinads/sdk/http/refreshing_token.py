"""A token source for programs that renews its access token with a refresh token."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from typing import Any, NamedTuple

from pinads.sdk.clock import Clock, complete
from pinads.sdk.errors import CredentialError, InvalidInput, InvalidType, NetworkError, ServerError
from pinads.sdk.http.base_url import base_url_of
from pinads.sdk.http.http_wire import HttpWire
from pinads.sdk.http.token_endpoint import App, GrantRefused, IncompleteGrant, TokenEndpoint
from pinads.sdk.http.wire import Wire, checked_timeout
from pinads.sdk.log import log
from pinads.sdk.redaction import remember
from pinads.sdk.schema.validation import checked_token, is_token

MARGIN = 300.0
"""Seconds before its expiry at which an access token is renewed."""


class RenewedTokens(NamedTuple):
    """The tokens of a renewal.

    Attributes:
        refresh_token: the one to store: the previous one may not work again.
        access_token: the new access token; None if the answer had none.
        expires_in: seconds until the access token expires; None if the answer does not tell.
    """

    refresh_token: str
    access_token: str | None
    expires_in: float | None

    def __repr__(self) -> str:
        return f"RenewedTokens(expires_in={self.expires_in!r})"


class RefreshingToken:
    """A TokenSource that renews its access token, shortly before its expiry and when the server refuses it.

    It may be shared by threads and clients: one of them renews, and the others use the result. Nothing is sent before the
    first request needs a token. Pinterest replaces the refresh token in a renewal; the new one is kept here, and passed to
    ``on_renewal`` before the access token is used.

    Args:
        refresh_token: the token for the next renewal.
        app_id: the id of the app that it was issued to.
        app_secret: the app's secret.
        access_token: an access token that is still valid, or None.
        base_url: the API that renews; None takes it from the environment, as a Client does.
        on_renewal: called with the RenewedTokens of each renewal, so that a program can store them. Its errors reach the
            caller of the request; the tokens stay valid.
        timeout: seconds to connect, and to wait for an answer.
        wire: the carrier of the requests; None is HTTP.
        clock: for tests: an object with ``now()`` and ``sleep(seconds)``.

    Raises:
        InvalidInput: a token, id or secret that cannot be sent.
    """

    def __init__(
        self,
        refresh_token: str,
        app_id: str | int,
        app_secret: str,
        *,
        access_token: str | None = None,
        base_url: str | None = None,
        on_renewal: Callable[[RenewedTokens], object] | None = None,
        timeout: float | tuple[float, float] = (10.0, 60.0),
        wire: Wire | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._refresh_token = _checked(refresh_token, "refresh_token")
        self._app = App(_checked(str(app_id) if type(app_id) is int else app_id, "app_id"), _checked(app_secret, "app_secret"))
        if ":" in self._app.id:
            raise InvalidInput.of("app_id", "it has a colon")
        remember(self._refresh_token)
        remember(self._app.secret)
        if access_token is not None:
            remember(checked_token(access_token))
        self._access_token = access_token
        self._ends: float | None = None
        self._endpoint = TokenEndpoint(wire or HttpWire(), base_url_of(base_url), checked_timeout(timeout))
        self._on_renewal = on_renewal
        self._clock = complete(clock)
        self._renewing = threading.Lock()

    def token(self) -> str:
        """Return the access token, renewed if it is missing or about to expire."""
        with self._renewing:
            if self._access_token is None or (self._ends is not None and self._clock.now() >= self._ends):
                return self._renew()
            return self._access_token

    def refresh(self, rejected: str) -> str | None:
        """Return a newer access token than the one that the server refused."""
        with self._renewing:
            held = self._access_token
            return held if held is not None and held != rejected else self._renew()

    @property
    def refresh_token(self) -> str:
        """The refresh token for the next renewal."""
        return self._refresh_token

    def __repr__(self) -> str:
        return f"RefreshingToken(app_id={self._app.id!r})"

    def _renew(self) -> str:
        try:
            answer: Any = self._endpoint.renew(self._app, self._refresh_token)
        except IncompleteGrant as error:
            answer = error.answer if isinstance(error.answer, dict) else {}
            self._keep(answer)
            raise
        except GrantRefused as error:
            raise CredentialError(
                f"the refresh token was refused: {error.message}", error.hint or "log in again to get a new refresh token"
            ) from None
        except (NetworkError, ServerError) as error:
            # Its own class would mean that the request that waits for the token may have been sent.
            raise CredentialError(f"the access token could not be renewed: {error.message}", "try again in a moment") from error
        access_token = self._keep(answer)
        if access_token is None:
            raise CredentialError("the token endpoint answered an access token that cannot be sent (not shown)")
        return access_token

    def _keep(self, answer: dict[str, Any]) -> str | None:
        """Keep the valid tokens of an answer, and pass them to the program."""
        following, access_token = answer.get("refresh_token"), answer.get("access_token")
        if isinstance(following, str) and is_token(following):
            self._refresh_token = following
        access_token = access_token if isinstance(access_token, str) and is_token(access_token) else None
        seconds = _seconds(answer.get("expires_in"))
        for secret in (self._refresh_token, access_token):
            remember(secret)
        self._access_token = access_token
        # A token with a lifetime of a minute must not be renewed all the time.
        self._ends = None if seconds is None else self._clock.now() + seconds - min(MARGIN, seconds / 10)
        if self._on_renewal is not None:
            self._on_renewal(RenewedTokens(self._refresh_token, access_token, seconds))
        return access_token


def warn_of_replacement(variable: str, refresh_token: str) -> Callable[[RenewedTokens], None]:
    """Make a callback that logs that a variable of the environment has a replaced refresh token."""

    def note(renewed: RenewedTokens) -> None:
        if renewed.refresh_token != refresh_token:
            log.warning(
                "Pinterest has replaced the refresh token of %s, which may not work again; "
                "create_client_with_refresh_token(on_renewal=...) passes each new one to the program",
                variable,
            )

    return note


def _checked(text: Any, name: str) -> str:
    if not isinstance(text, str):
        raise InvalidType.of(name, f"expected a string, got a value of type {type(text).__name__} (not shown)")
    if not text or not text.isprintable() or text != text.strip():
        raise InvalidInput.of(name, "it is empty, or has line ends or blanks around it (value not shown)")
    return text


def _seconds(value: Any) -> float | None:
    """Read the lifetime in an answer; None if it is not a positive number."""
    try:
        seconds = float(value) if not isinstance(value, bool) else math.nan
    except (TypeError, ValueError, OverflowError):
        return None
    return seconds if math.isfinite(seconds) and seconds > 0 else None
