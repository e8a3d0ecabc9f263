"""Client: which API, which token, and how patient to be."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import urlsplit

from pinads.sdk import environment
from pinads.sdk.errors import InvalidInput, InvalidType, MissingCredentials
from pinads.sdk.http.clock import Clock, complete
from pinads.sdk.http.rate_limits import Window
from pinads.sdk.http.sandbox import SANDBOX as SANDBOX
from pinads.sdk.http.sandbox import is_sandbox, refuse_missing
from pinads.sdk.http.transport import StaticToken, TokenSource, Transport
from pinads.sdk.http.wire import LOOPBACK, HttpWire, Wire
from pinads.sdk.schema.validation import checked_token, describe

if TYPE_CHECKING:
    from pinads.sdk.http.operations import Operation

PRODUCTION = "https://api.pinterest.com/v5"
TOKEN_VARIABLES = environment.ACCESS_TOKEN


class Client:
    """A connection to Pinterest's Ads API. It may be shared by threads.

    Args:
        access_token: a token, or a TokenSource that can refresh one; None takes ``PINADS_ACCESS_TOKEN`` or
            ``PINTEREST_ACCESS_TOKEN`` from the environment, or else a refresh token from there (``PINADS_REFRESH_TOKEN``).
        base_url: https, or http on this machine only; None takes ``PINADS_API_URL`` or ``PINTEREST_API_URI``, or
            Pinterest's production API where neither is set.
        timeout: seconds to connect, and for a whole exchange; one number means both.
        max_retries: how often one request is sent again at most.
        max_wait: seconds that one request may spend waiting in all, for rate limits too.
        wire: what carries the requests; None is HTTP. The emulator's wire runs in process.
        clock: for tests: an object with ``now()`` and ``sleep(seconds)``.
        sandbox: whether to refuse what Pinterest's sandbox does not have; None asks the base URL.

    Raises:
        MissingCredentials: no token was given and none is in the environment.
        InvalidInput: a base URL that would send the token in clear text, or a number that is none.
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
            int(_checked_number(max_retries, "max_retries", whole=True)),
            _checked_number(max_wait, "max_wait"),
        )

    def request(self, operation: Operation, path: str, query: Mapping[str, Any] | None = None, body: Any = None) -> Any:
        """Send one operation of the API and answer its decoded JSON; the classes of the SDK are made on this.

        Raises:
            PinadsError: see the tree in ``pinads.sdk.errors``.
        """
        if self._sandbox:
            refuse_missing(path)
        return self._transport.request(operation, path, query, body)

    def download(self, url: str, into: BinaryIO) -> None:
        """Write a file that an answer named into ``into``, a seekable file. The access token does not go there.

        Args:
            url: https, or http on this machine.
            into: where to; it is emptied first, and again when a download that broke off begins anew.

        Raises:
            InvalidResponse: a URL that is neither.
            PermissionDenied, NotFound: it leads to nothing, or no longer.
            NetworkError, ServerError: it could not be fetched, in several tries.
        """
        from pinads.sdk.http.downloads import download

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
        """The clock that it tells time and waits by."""
        return self._transport.clock

    @property
    def server_time(self) -> float | None:
        """The server's time now, in seconds since 1970, from the Date of its latest answer; None before one.

        Setting this machine's clock does not change it.
        """
        from pinads.sdk.http.rate_limits import seconds_of_date

        dated = self._transport.dated
        there = seconds_of_date(dated[0]) if dated else None
        return there + self.clock.now() - dated[1] if dated and there is not None else None

    @property
    def server_offset(self) -> float | None:
        """Seconds by which the server's clock is ahead of this machine's, from the Date of its latest answer; None before one."""
        there = self.server_time
        return there - self.clock.wall() if there is not None else None

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
        """The limits that the server named last for a category (``ads_read``, ``ads_write``)."""
        return self._transport.budget.windows(category)

    def has_room(self, category: str) -> bool:
        """Whether the server's latest answer leaves requests of a category over for those that only save time."""
        return self._transport.budget.has_room(category)

    def __repr__(self) -> str:
        return f"Client(base_url={self.base_url!r})"


_default: Client | None = None
_making_default = threading.Lock()
"""Two default clients would spend one refresh token of the environment twice."""


def set_default_client(client: Client | None) -> None:
    """Set the client that is used where none is given; None goes back to one made from the environment."""
    global _default
    if client is not None and not isinstance(client, Client):
        raise InvalidType(f"Invalid client: expected a Client, got {type(client).__name__}", "client")
    with _making_default:
        _default = client


def get_default_client() -> Client:
    """The client that is used where none is given: the one that was set, else one made from the environment.

    Raises:
        MissingCredentials: none was set, and the environment has no token.
    """
    global _default
    with _making_default:
        if _default is None:
            _default = Client()
        return _default


def resolve(client: Client | None) -> Client:
    """The given client, or the default one."""
    if client is None:
        return get_default_client()
    if not isinstance(client, Client):
        raise InvalidType(f"Invalid client: expected a Client, got {type(client).__name__}", "client")
    return client


def base_url_of(given: str | None) -> str:
    """The base URL to use: the given one, else the environment's, else that of Pinterest's production API.

    Raises:
        InvalidInput: it is none, or would send the token in clear text; the message names the variable.
    """
    if given is not None:
        return checked_url(given)
    named = environment.api_url()
    try:
        return checked_url(named.value if named else PRODUCTION)
    except InvalidInput as error:
        raise InvalidInput(f"{error.message} ({named.name})" if named else error.message, "base_url") from None


def checked_url(url: str) -> str:
    """A base URL of the API without a slash at the end: https, or http on this machine.

    Raises:
        InvalidInput: it is none, or would send the token in clear text.
    """
    expected = InvalidInput("Invalid base URL: expected one such as https://api.pinterest.com/v5", "base_url")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise expected from None
    if not parts.hostname or parts.scheme not in ("http", "https") or "@" in parts.netloc or parts.query or parts.fragment:
        raise expected
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise InvalidInput(f"Invalid base URL: http would send the token to {parts.hostname} in clear text; use https", "base_url")
    return url.rstrip("/")


def _checked_number(value: Any, where: str, whole: bool = False) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or (whole and not isinstance(value, int)):
        raise InvalidType(f"Invalid {where}: expected a number, got {describe(value)}", where)
    if not value >= 0:
        raise InvalidInput(f"Invalid {where}: {describe(value)} is below 0", where)
    return value


def checked_timeout(timeout: Any) -> tuple[float, float]:
    """Seconds to connect, and to wait for an answer.

    Raises:
        InvalidInput: a number that is not above 0, or more than two.
    """
    pair = tuple(timeout) if isinstance(timeout, (tuple, list)) else (timeout, timeout)
    if len(pair) != 2 or not all(0 < _checked_number(seconds, "timeout") < threading.TIMEOUT_MAX for seconds in pair):
        raise InvalidInput(f"Invalid timeout: expected seconds above 0, or two such numbers, got {describe(timeout)}", "timeout")
    return pair


def _from_environment(base_url: str, wire: Wire, clock: Clock, timeout: tuple[float, float]) -> TokenSource:
    """The token source for the token, or else the refresh token, of the environment."""
    environment.refuse_bundle()
    given = environment.first_set(TOKEN_VARIABLES)
    if given is not None:
        try:
            return StaticToken(checked_token(given.value))
        except InvalidInput as error:
            raise InvalidInput(f"{error.message}; it comes from {given.name}", "access_token") from None
    settings = environment.refresh_settings()
    if settings is None:
        raise MissingCredentials(f"there is no access token: set {TOKEN_VARIABLES[0]}, or give Client(access_token=...)")
    # Most programs have a token, and need nothing of this.
    from pinads.sdk.http.refreshing_token import RefreshingToken, warn_of_replacement

    variable, app_id, secret = settings
    note = warn_of_replacement(*variable)
    return RefreshingToken(variable.value, app_id, secret, base_url=base_url, on_renewal=note, timeout=timeout, wire=wire, clock=clock)


def _token_source(access_token: str | TokenSource) -> TokenSource:
    if isinstance(access_token, str):
        return StaticToken(checked_token(access_token))
    if not all(callable(getattr(access_token, method, None)) for method in ("token", "refresh")):
        raise InvalidType(f"Invalid access token: expected a string or a TokenSource, got {type(access_token).__name__}", "access_token")
    return access_token
