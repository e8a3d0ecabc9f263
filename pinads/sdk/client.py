"""The client of the API: base URL, token, timeouts and retries."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any, BinaryIO

from pinads.sdk import environment
from pinads.sdk.clock import Clock, complete
from pinads.sdk.errors import InvalidInput, InvalidType, MissingCredentials
from pinads.sdk.http.base_url import base_url_of
from pinads.sdk.http.downloads import download
from pinads.sdk.http.http_wire import HttpWire
from pinads.sdk.http.operations import Operation
from pinads.sdk.http.rate_limits import Window, seconds_of_date
from pinads.sdk.http.sandbox import is_sandbox, refuse_missing
from pinads.sdk.http.transport import StaticToken, TokenSource, Transport
from pinads.sdk.http.wire import Wire, checked_timeout
from pinads.sdk.schema.validation import checked_number, checked_token


class Client:
    """A connection to Pinterest's Ads API. It may be shared by threads.

    Args:
        access_token: a token, or a TokenSource that can refresh one; None uses ``PINADS_ACCESS_TOKEN`` or
            ``PINTEREST_ACCESS_TOKEN`` from the environment, or else a refresh token from there (``PINADS_REFRESH_TOKEN``).
        base_url: https, or http on this machine only; None uses ``PINADS_API_URL`` or ``PINTEREST_API_URI``, or
            Pinterest's production API if neither is set.
        timeout: seconds to connect, and for a whole exchange; one number means both.
        max_retries: maximum number of retries of one request.
        max_wait: maximum number of seconds that one request may spend waiting in total, including for rate limits.
        wire: the carrier of the requests; None is HTTP. The emulator's wire runs in process.
        clock: for tests: an object with ``now()`` and ``sleep(seconds)``.
        sandbox: True refuses operations that Pinterest's sandbox lacks; None decides by the base URL.

    Raises:
        MissingCredentials: no token was given and none is in the environment.
        InvalidInput: a base URL that would send the token in clear text, or an argument that is not a valid number.
    """

    def __init__(
        self,
        access_token: str | TokenSource | None = None,
        base_url: str | None = None,
        *,
        timeout: float | tuple[float, float] = (10.0, 60.0),
        max_retries: int = 5,
        max_wait: float = 120.0,
        wire: Wire | None = None,
        clock: Clock | None = None,
        sandbox: bool | None = None,
    ) -> None:
        self.base_url = base_url_of(base_url)
        self._sandbox = is_sandbox(self.base_url) if sandbox is None else sandbox
        wire, clock, seconds = wire or HttpWire(), complete(clock), checked_timeout(timeout)
        self._transport = Transport(
            self.base_url,
            _from_environment(self.base_url, wire, clock, seconds) if access_token is None else _token_source(access_token),
            wire,
            clock,
            seconds,
            int(checked_number(max_retries, "max_retries", whole=True)),
            checked_number(max_wait, "max_wait"),
        )

    def request(self, operation: Operation, path: str, query: Mapping[str, Any] | None = None, body: Any = None) -> Any:
        """Send one operation of the API and return the decoded JSON of its answer.

        Raises:
            PinadsError: see the tree in ``pinads.sdk.errors``.
        """
        if self._sandbox:
            refuse_missing(path)
        return self._transport.request(operation, path, query, body)

    def download(self, url: str, into: BinaryIO) -> None:
        """Download a file that an answer names, without sending the access token to its host.

        Args:
            url: https, or http on this machine.
            into: the seekable file to write; it is emptied first, and again when a download that broke off is restarted.

        Raises:
            InvalidResponse: the URL is neither.
            PermissionDenied, NotFound: the file does not exist, or no longer exists.
            NetworkError, ServerError: it could not be fetched after several attempts.
        """
        download(self._transport, url, into)

    @property
    def latest_request_id(self) -> str | None:
        """Pinterest's id (``x-pinterest-rid``) of the latest answer to this thread, or None."""
        request_id: str | None = getattr(self._transport.latest, "request_id", None)
        return request_id

    @property
    def latest_status(self) -> int | None:
        """The HTTP status of the latest answer to this thread, or None."""
        status: int | None = getattr(self._transport.latest, "status", None)
        return status

    @property
    def clock(self) -> Clock:
        """The clock of this client."""
        return self._transport.clock

    @property
    def server_time(self) -> float | None:
        """The server's time now, in seconds since 1970, from the Date of its latest answer; None before one.

        Setting this machine's clock does not change it.
        """
        if self._transport.dated is None:
            return None
        date, received = self._transport.dated
        then = seconds_of_date(date)
        return None if then is None else then + self.clock.now() - received

    @property
    def server_offset(self) -> float | None:
        """Seconds by which the server's clock is ahead of this machine's, from the Date of its latest answer; None before one."""
        server = self.server_time
        return server - self.clock.wall() if server is not None else None

    @property
    def max_wait(self) -> float:
        """Seconds that one request may spend waiting in all."""
        return self._transport.max_wait

    @property
    def latest_left(self) -> float | None:
        """``clock.now()`` when the latest request of this thread was handed to the network; None before one."""
        left: float | None = getattr(self._transport.latest, "left", None)
        return left

    def rate_limits(self, category: str) -> list[Window]:
        """Return the limits that the server named last for a category (``ads_read``, ``ads_write``)."""
        return self._transport.budget.windows(category)

    def has_room(self, category: str) -> bool:
        """Tell whether the latest answer leaves requests of a category for operations that only save time."""
        return self._transport.budget.has_room(category)

    def __repr__(self) -> str:
        return f"Client(base_url={self.base_url!r})"


_default: Client | None = None
_making_default = threading.Lock()
"""Two default clients would spend one refresh token of the environment twice."""


def set_default_client(client: Client | None) -> None:
    """Set the default client; None restores the one made from the environment."""
    global _default
    if client is not None:
        client = resolve(client)
    with _making_default:
        _default = client


def get_default_client() -> Client:
    """Return the default client: the one that was set, else one made from the environment.

    Raises:
        MissingCredentials: none was set, and the environment has no token.
    """
    global _default
    with _making_default:
        if _default is None:
            _default = Client()
        return _default


def resolve(client: Client | None) -> Client:
    """Choose the given client, or the default one."""
    if client is None:
        return get_default_client()
    if not isinstance(client, Client):
        raise InvalidType.of("client", f"expected a Client, got {type(client).__name__}")
    return client


def _from_environment(base_url: str, wire: Wire, clock: Clock, timeout: tuple[float, float]) -> TokenSource:
    """Make a token source of the environment's access token, or else of its refresh token."""
    environment.refuse_bundle()
    given = environment.first_set(environment.ACCESS_TOKEN)
    if given is not None:
        try:
            return StaticToken(checked_token(given.value))
        except InvalidInput as error:
            raise InvalidInput(f"{error.message}; it comes from {given.name}", "access_token", reason=error.reason) from None
    settings = environment.refresh_settings()
    if settings is None:
        raise MissingCredentials(f"there is no access token: set {environment.ACCESS_TOKEN[0]}, or give Client(access_token=...)")
    from pinads.sdk.http.refreshing_token import RefreshingToken, warn_of_replacement  # start-up: 0.5 ms, which a token does without

    variable, app_id, secret = settings
    note = warn_of_replacement(*variable)
    return RefreshingToken(variable.value, app_id, secret, base_url=base_url, on_renewal=note, timeout=timeout, wire=wire, clock=clock)


def _token_source(access_token: str | TokenSource) -> TokenSource:
    """Make a token source of a token; a token source is returned as it is."""
    if isinstance(access_token, str):
        return StaticToken(checked_token(access_token))
    if not all(callable(getattr(access_token, method, None)) for method in ("token", "refresh")):
        reason = f"expected a string or a TokenSource, got {type(access_token).__name__}"
        raise InvalidType.of("access_token", reason, "access token")
    return access_token
