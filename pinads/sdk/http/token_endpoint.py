"""The token endpoint: access tokens for a code, a refresh token or the app itself. Codes and refresh tokens work once."""

from __future__ import annotations

import base64
from typing import Any, NamedTuple
from urllib.parse import urlencode

from pinads import __version__
from pinads.sdk.errors import (
    ApiError,
    ConnectionFailed,
    CredentialError,
    InvalidResponse,
    NetworkError,
    RateLimited,
    ServerError,
    UnknownOutcome,
)
from pinads.sdk.http.operations import Operation
from pinads.sdk.http.responses import decode, error_of
from pinads.sdk.http.wire import Wire, WireRequest
from pinads.sdk.redaction import remember

OPERATION = Operation("oauth/token", "POST", "oauth", "org_read", repeatable=False)
TRIES = 3
TOKENS = ("access_token", "refresh_token")


class GrantRefused(CredentialError):
    """The token endpoint does not accept the code, the refresh token, or the app."""


class IncompleteGrant(CredentialError):
    """The token endpoint answered without an access token; ``answer`` is its JSON, which may have the next refresh token."""

    answer: Any = None


class App(NamedTuple):
    """The app of a login: its id, and its secret."""

    id: str
    secret: str


class TokenEndpoint:
    """``POST /oauth/token`` of one API.

    Args:
        wire: the carrier of the requests.
        base_url: the base URL of the API.
        timeout: seconds to connect, and to wait for the answer.
    """

    def __init__(self, wire: Wire, base_url: str, timeout: tuple[float, float]) -> None:
        self._wire = wire
        self._url = f"{base_url}/oauth/token"
        self._timeout = timeout

    def exchange(self, app: App, code: str, redirect_uri: str) -> dict[str, Any]:
        """Exchange a code for tokens."""
        # Apps from before autumn 2025 get refresh tokens that are replaced at each renewal only if they ask for them.
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri, "continuous_refresh": "true"}
        return self._ask(app, form, tries=1)

    def renew(self, app: App, refresh_token: str) -> dict[str, Any]:
        """Request the next access token and refresh token."""
        # Sent again after a broken answer: if the first request was executed, the token is spent either way.
        return self._ask(app, {"grant_type": "refresh_token", "refresh_token": refresh_token}, tries=TRIES)

    def client_token(self, app: App, scopes: str) -> dict[str, Any]:
        """Request a token for the app's own account."""
        return self._ask(app, {"grant_type": "client_credentials", "scope": scopes}, tries=TRIES)

    def _ask(self, app: App, form: dict[str, str], tries: int) -> dict[str, Any]:
        remember(app.secret)
        basic = base64.b64encode(f"{app.id}:{app.secret}".encode()).decode()
        headers = {
            "Accept": "application/json",
            "User-Agent": f"pinads/{__version__}",
            "Content-Type": "application/x-www-form-urlencoded",
            "Authorization": f"Basic {basic}",
        }
        request = WireRequest("POST", self._url, headers, (), urlencode(form).encode(), self._timeout)
        lost: NetworkError | ServerError | None = None
        for _ in range(tries):
            try:
                return self._exchange(request)
            except (NetworkError, ServerError) as error:
                # "Never connected" of the last try does not cover an earlier one, which may have replaced the refresh token.
                lost = lost if lost is not None and isinstance(error, ConnectionFailed) else error
        assert lost is not None
        lost.hint = lost.hint or "check the network and the address (PINADS_API_URL), then try again"
        raise lost

    def _exchange(self, request: WireRequest) -> dict[str, Any]:
        """Send a request once; raise throttles and failures of the server as they are, and refusals as GrantRefused."""
        try:
            response = self._wire.send(request)
        except NetworkError as error:
            error.operation = OPERATION.name
            raise
        if not 200 <= response.status < 300:
            refused = error_of(response, OPERATION)
            if isinstance(refused, UnknownOutcome):  # A redirect, such as to a login page.
                raise InvalidResponse(refused.message, http_status=refused.http_status, operation=OPERATION.name)
            if not isinstance(refused, ApiError) or isinstance(refused, (RateLimited, ServerError)):
                raise refused
            if refused.http_status == 401:
                message = f"Pinterest does not accept the app's id and secret: {refused}"
                raise GrantRefused(message, "check that both belong to the same app")
            raise GrantRefused(str(refused))
        answer = decode(response, OPERATION)
        if isinstance(answer, dict):
            # A gateway or a template may have left blanks or line ends around the tokens.
            answer |= {name: value.strip() for name in TOKENS if isinstance(value := answer.get(name), str)}
        if not isinstance(answer, dict) or not isinstance(answer.get("access_token"), str):
            incomplete = IncompleteGrant("the token endpoint answered without an access token")
            incomplete.answer = answer
            raise incomplete
        return answer
